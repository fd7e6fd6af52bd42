package org.opengms.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.orders.Finding;
import org.opengms.orders.OrderRequest;

/// The orders of a Bundle: usually one; of a family, one for each member who is tested.
///
/// @param bundle as it came
/// @param orders in it, those for probands first, those for their relatives last; empty where the
///   Bundle cannot be read as an order
/// @param findings what the reading found; the orders' own rules are judged elsewhere
public record OrderMessage(Bundle bundle, List<Ordered> orders, List<Finding> findings) {
    public OrderMessage {
        orders = List.copyOf(orders);
        findings = List.copyOf(findings);
    }

    /// One order.
    ///
    /// @param request what is asked for
    /// @param orderEntry the place of its ServiceRequest in the Bundle from 0
    /// @param subjectEntry the place of the Patient tested from 0, or -1 where it is not in the
    ///   Bundle
    /// @param consentEntry the place of the Consent that the record of discussion was read from, or
    ///   -1
    /// @param basedOnEntry the place of another order of the Bundle that it is based on, or -1
    public record Ordered(
            OrderRequest request,
            int orderEntry,
            int subjectEntry,
            int consentEntry,
            int basedOnEntry) {}

    /// The order that the message is chiefly about: the first.
    public Optional<Ordered> chief() {
        return orders.stream().findFirst();
    }

    /// The same message as if it brought one of its orders alone.
    public OrderMessage only(Ordered order) {
        return new OrderMessage(bundle, List.of(order), findings);
    }

    /// What the first order asks for.
    public Optional<OrderRequest> request() {
        return chief().map(Ordered::request);
    }

    /// The place of the first order from 0, or -1.
    public int orderEntry() {
        return chief().map(Ordered::orderEntry).orElse(-1);
    }

    /// The place of the Patient of the first order from 0, or -1.
    public int subjectEntry() {
        return chief().map(Ordered::subjectEntry).orElse(-1);
    }

    /// `fullUrl` of the Consent that the record of discussion of the first order was read from.
    public Optional<String> consentFullUrl() {
        return chief().flatMap(o -> fullUrl(o.consentEntry()));
    }

    /// `fullUrl` of the first order.
    public Optional<String> orderFullUrl() {
        return fullUrl(orderEntry());
    }

    /// `fullUrl` of an entry.
    ///
    /// @param entry its place from 0, or -1 for none
    public Optional<String> fullUrl(int entry) {
        return entry < 0
                ? Optional.empty()
                : Optional.ofNullable(bundle.getEntry().get(entry).getFullUrl());
    }

    /// The sender's own numbers of the orders, as `system|value`.
    public List<String> senderNumbers() {
        return orders.stream()
                .map(o -> (ServiceRequest) bundle.getEntry().get(o.orderEntry()).getResource())
                .flatMap(order -> order.getIdentifier().stream())
                .filter(i -> i.hasValue() && !Systems.ORDER_NUMBER.equals(i.getSystem()))
                .map(i -> Elements.text(i.getSystem()) + "|" + i.getValue())
                .distinct()
                .toList();
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "OrderMessage[%d orders, %d findings]".formatted(orders.size(), findings.size());
    }
}
