package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.opengms.server.desk.OrderAnswer;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.security.CurrentActor;

/// Orders come in as transaction Bundles.
public final class Orders {
    private final FhirContext fhir;
    private final OrderIntake intake;

    Orders(FhirContext fhir, OrderIntake intake) {
        this.fhir = fhir;
        this.intake = intake;
    }

    /// Takes an order in, or says why not.
    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle, RequestDetails request) {
        String json = new String(request.loadRequestContents(), StandardCharsets.UTF_8);
        OrderAnswer answer =
                intake.submit(
                        json,
                        Optional.ofNullable(request.getHeader("X-Request-ID"))
                                .filter(id -> !id.isBlank() && id.length() <= 100),
                        CurrentActor.require());
        if (answer.status() != 200) {
            throw new UnprocessableEntityException(
                    "The order is refused.",
                    fhir.newJsonParser().parseResource(OperationOutcome.class, answer.body()));
        }
        return Verbatim.bundle(answer.body());
    }
}
