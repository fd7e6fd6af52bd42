package org.opengms.fhir;

import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;

/// What a resource can be found by.
///
/// @param person whose data it holds: the person tested; absent for what is not about that person,
///   such as the requester or a relative, which is reached through the order alone
/// @param order the order that it belongs to
/// @param owner the laboratory that works on it
/// @param requester the organisation that ordered
/// @param status its `status` in FHIR, empty where the resource has none
/// @param codes `system|value` of its code and reason codes
/// @param identifiers `system|value` of its identifiers, NHS numbers among them without spaces
public record SearchKeys(
        Optional<PersonId> person,
        Optional<OrderId> order,
        Optional<OdsCode> owner,
        Optional<OdsCode> requester,
        String status,
        List<String> codes,
        List<String> identifiers) {
    public SearchKeys {
        codes = List.copyOf(codes);
        identifiers = List.copyOf(identifiers);
    }

    /// Never the identifiers: they are personal data.
    @Override
    public String toString() {
        return "SearchKeys[status=" + status + "]";
    }
}
