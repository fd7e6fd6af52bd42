package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.server.desk.OrderAnswer;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.security.CurrentActor;

/// Orders, and changes to what is kept, come in as transaction Bundles.
public final class Orders {
    private static final Pattern UUID_SHAPE =
            Pattern.compile(
                    "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final FhirContext fhir;
    private final OrderIntake intake;

    Orders(FhirContext fhir, OrderIntake intake) {
        this.fhir = fhir;
        this.intake = intake;
    }

    /// Takes a transaction, or says why not.
    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle, RequestDetails request) {
        Optional<String> requestId =
                Optional.ofNullable(request.getHeader("X-Request-ID")).filter(id -> !id.isBlank());
        if (requestId.isPresent() && !UUID_SHAPE.matcher(requestId.get()).matches()) {
            throw new InvalidRequestException(
                    "X-Request-ID",
                    OperationOutcomes.problem(
                            "INVALID",
                            "X-Request-ID must be a UUID, such as 60e0b220-8136-4ca5-ae46-1d97ef59d068.",
                            "http.X-Request-ID"));
        }
        RequestScopes.check(bundle, CurrentActor.require());
        String json = new String(request.loadRequestContents(), StandardCharsets.UTF_8);
        OrderAnswer answer = intake.submit(json, requestId, CurrentActor.require());
        if (answer.status() != 200) {
            throw new UnclassifiedServerFailureException(
                    answer.status(),
                    "The message is refused.",
                    fhir.newJsonParser().parseResource(OperationOutcome.class, answer.body()));
        }
        return Verbatim.bundle(answer.body());
    }
}
