package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.TestOrder;

/// The order as it stands, in its ServiceRequest.
public final class OrderMapping {
    private final FhirContext fhir;

    /// @param fhir a context for FHIR R4
    public OrderMapping(FhirContext fhir) {
        this.fhir = fhir;
    }

    /// The next version of the ServiceRequest: as it was, with the status of the order, and its
    /// laboratory as the one performer (`NHSEngland-ServiceRequest-Genomics` allows one). An order
    /// waiting for a signature is still active; the report makes it completed.
    ///
    /// @param currentServiceRequestJson the version before
    /// @param at when the order changed
    public ResourceVersion changed(TestOrder order, String currentServiceRequestJson, Instant at) {
        ServiceRequest request =
                new FhirText(fhir).read(currentServiceRequestJson, ServiceRequest.class);
        request.setStatus(
                switch (order.state()) {
                    case ON_HOLD -> ServiceRequest.ServiceRequestStatus.ONHOLD;
                    case IN_LABORATORY, IN_INTERPRETATION, AWAITING_SIGNATURE ->
                            ServiceRequest.ServiceRequestStatus.ACTIVE;
                    case REPORTED, OUTCOME_RECORDED ->
                            ServiceRequest.ServiceRequestStatus.COMPLETED;
                    case CLOSING, CANCELLED -> ServiceRequest.ServiceRequestStatus.REVOKED;
                    case ENTERED_IN_ERROR -> ServiceRequest.ServiceRequestStatus.ENTEREDINERROR;
                });
        OdsCode laboratory = order.route().route().laboratory();
        boolean there =
                request.getPerformer().size() == 1
                        && laboratory
                                .value()
                                .equals(request.getPerformerFirstRep().getIdentifier().getValue());
        if (!there) {
            request.setPerformer(List.of(TaskMapping.organisation(laboratory)));
        }
        return Keeping.version(
                fhir,
                request,
                order.id().value(),
                order.version(),
                at,
                new Keeping.Belonging(
                        Optional.of(order.person()),
                        Optional.of(order.id()),
                        Optional.of(laboratory),
                        order.orderingSite()));
    }
}
