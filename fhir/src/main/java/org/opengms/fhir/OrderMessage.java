package org.opengms.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.orders.Finding;
import org.opengms.orders.OrderRequest;

/// An order as read from a Bundle.
///
/// @param bundle as it came
/// @param request the order in it; absent where there is not exactly one
/// @param findings what the reading found; the order's own rules are judged elsewhere
/// @param consentFullUrl `fullUrl` of the Consent that the record of discussion was read from
/// @param orderFullUrl `fullUrl` of the ServiceRequest
/// @param orderEntry its place in the Bundle from 0, or -1
/// @param subjectEntry the place of the Patient tested from 0, or -1 where it is not in the Bundle
/// @param consentEntry the place of the Consent from 0, or -1
public record OrderMessage(
        Bundle bundle,
        Optional<OrderRequest> request,
        List<Finding> findings,
        Optional<String> consentFullUrl,
        Optional<String> orderFullUrl,
        int orderEntry,
        int subjectEntry,
        int consentEntry) {
    public OrderMessage {
        findings = List.copyOf(findings);
    }

    /// The sender's own numbers of the order, as `system|value`.
    public List<String> senderNumbers() {
        if (orderEntry < 0
                || !(bundle.getEntry().get(orderEntry).getResource()
                        instanceof ServiceRequest order)) {
            return List.of();
        }
        return order.getIdentifier().stream()
                .filter(i -> i.hasValue() && !Systems.ORDER_NUMBER.equals(i.getSystem()))
                .map(i -> Elements.text(i.getSystem()) + "|" + i.getValue())
                .toList();
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "OrderMessage[" + findings.size() + " findings]";
    }
}
