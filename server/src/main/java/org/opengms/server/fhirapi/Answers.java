package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.opengms.cases.DeskAnswer;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.OperationOutcomes;

/// The domain's answers as HTTP errors with an OperationOutcome.
final class Answers {
    private Answers() {}

    static ResourceNotFoundException notFound(String type) {
        String words = "There is no such %s here.".formatted(type);
        return new ResourceNotFoundException(
                words, OperationOutcomes.problem("NOT_FOUND", words, type));
    }

    static PreconditionFailedException stale(String type, int current) {
        String words =
                "Somebody else changed the %s first: it is at version %d now. Read it again."
                        .formatted(type, current);
        return new PreconditionFailedException(
                words, OperationOutcomes.problem("CONFLICT", words, type));
    }

    static UnprocessableEntityException refused(String type, String reason) {
        return new UnprocessableEntityException(
                reason, OperationOutcomes.problem("UNPROCESSABLE_ENTITY", reason, type));
    }

    static ForbiddenOperationException notAllowed(String type, String reason) {
        return new ForbiddenOperationException(
                reason, OperationOutcomes.problem("NOT_ALLOWED", reason, type));
    }

    static int version(String text) {
        try {
            return Integer.parseInt(text, 10);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(
                    "If-Match",
                    OperationOutcomes.problem(
                            "BAD_REQUEST",
                            "If-Match must hold a version such as W/\"1\".",
                            "Task"));
        }
    }

    /// The error that an answer of the report desk means.
    static BaseServerResponseException error(String type, DeskAnswer answer) {
        return switch (answer) {
            case DeskAnswer.NotFound _ -> notFound(type);
            case DeskAnswer.NotAllowed(String reason) -> notAllowed(type, reason);
            case DeskAnswer.Refused(String reason) -> refused(type, reason);
            case DeskAnswer.Done _, DeskAnswer.Reported _ ->
                    throw new IllegalStateException("OGMS-4601 Success is no error");
        };
    }

    /// The error that an unusable message means.
    static BaseServerResponseException error(FhirProblem problem) {
        var outcome = OperationOutcomes.problem(problem);
        String words = problem.words();
        return switch (problem.kind()) {
            case UNREADABLE -> new InvalidRequestException(words, outcome);
            case INVALID -> new UnprocessableEntityException(words, outcome);
            case NOT_FOUND -> new ResourceNotFoundException(words, outcome);
            case CONFLICT -> new ResourceVersionConflictException(words, outcome);
            case TOO_LARGE -> new UnclassifiedServerFailureException(413, words, outcome);
        };
    }
}
