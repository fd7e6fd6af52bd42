package org.opengms.server.fhirapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.OperationOutcomes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns every failure into an answer that says what to do and gives nothing away.
@Interceptor
public final class PlainErrors {
    private static final Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");
    private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

    private final FhirText text;
    private final Validation validation;

    /// @param validation says what is wrong with a resource, and where
    PlainErrors(FhirText text, Validation validation) {
        this.text = text;
        this.validation = validation;
    }

    /// The answer to a failure.
    ///
    /// @param request that failed, absent where it did not come so far
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException answer(@Nullable RequestDetails request, Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof FhirProblem problem) {
                return Answers.error(problem);
            }
            if (at instanceof DataFormatException || isUnreadableBody(at)) {
                return unreadable(at, request);
            }
        }
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof BaseServerResponseException known
                    && !(known instanceof InternalErrorException)) {
                if (!isOurs(known.getOperationOutcome())) {
                    known.setOperationOutcome(
                            OperationOutcomes.problem(
                                    "BAD_REQUEST",
                                    "The interface does not take this request. GET /FHIR/R4/metadata says what it takes.",
                                    "Bundle"));
                }
                return known;
            }
        }
        Optional<FhirProblem> fault = faultIn(request);
        if (fault.isPresent()) {
            return Answers.error(fault.get());
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("OGMS-5000 Unexpected failure, reference {}", reference, failure);
        String words =
                "Something went wrong in the service. Send the request again; if it fails again, tell the service the reference "
                        + reference
                        + ".";
        return new InternalErrorException(
                words, OperationOutcomes.problem("OGMS-5000", words, "Bundle"));
    }

    /// Whether an outcome was written here: HAPI's own have no code and may quote the request.
    private static boolean isOurs(@Nullable IBaseOperationOutcome outcome) {
        return outcome instanceof OperationOutcome one
                && one.getIssue().stream().anyMatch(issue -> issue.getDetails().hasCoding());
    }

    /// HAPI tells a body that it cannot parse by this number, without the parser's exception.
    private static boolean isUnreadableBody(Throwable failure) {
        return failure instanceof InvalidRequestException
                && String.valueOf(failure.getMessage()).contains("HAPI-0450");
    }

    /// Says where the message stops being readable and why, without quoting it.
    private BaseServerResponseException unreadable(
            Throwable failure, @Nullable RequestDetails request) {
        Optional<FhirProblem> fault = faultIn(request);
        if (fault.isPresent()) {
            return Answers.error(fault.get());
        }
        Optional<OperationOutcome> found = foundIn(request);
        if (found.isPresent()) {
            return new InvalidRequestException("The resource is not FHIR R4.", found.get());
        }
        Matcher place = PLACE.matcher(String.valueOf(failure.getMessage()));
        String where =
                place.find() ? " at line " + place.group(1) + ", column " + place.group(2) : "";
        String words =
                "The message cannot be read as FHIR R4 JSON"
                        + where
                        + ": it is cut short, nested too deep, or not the JSON that belongs here.";
        return new InvalidRequestException(
                words, OperationOutcomes.problem("INVALID", words, "Bundle"));
    }

    /// What the validator finds wrong in a resource that came by itself, with the places.
    private Optional<OperationOutcome> foundIn(@Nullable RequestDetails request) {
        byte[] body = request == null ? null : request.getRequestContentsIfLoaded();
        String type = request == null ? null : request.getResourceName();
        if (body == null || type == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(validation.validate(type, new String(body, StandardCharsets.UTF_8)))
                    .filter(outcome ->
                            outcome.getIssue().stream()
                                    .anyMatch(issue ->
                                            issue.getSeverity()
                                                    == OperationOutcome.IssueSeverity.ERROR));
        } catch (FhirProblem | BaseServerResponseException unfit) {
            return Optional.empty();
        }
    }

    /// What our own reading of the body finds wrong. HAPI reads it before any of our code does, and
    /// fails at some texts in ways that it does not declare.
    private Optional<FhirProblem> faultIn(@Nullable RequestDetails request) {
        byte[] body = request == null ? null : request.getRequestContentsIfLoaded();
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        try {
            var _ = text.type(new String(body, StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (FhirProblem problem) {
            return Optional.of(problem)
                    .filter(fault -> fault.kind() == FhirProblem.Kind.UNREADABLE);
        }
    }
}
