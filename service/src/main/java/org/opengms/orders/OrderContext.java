package org.opengms.orders;

import java.util.Optional;

/// How an order stands to other orders.
///
/// @param parent the earlier order that it builds on (`ServiceRequest.basedOn`): a re-analysis, a
///   follow-up test, a germline test after a tumour test
/// @param requisition what the orders of one family have in common (`ServiceRequest.requisition`,
///   as `system|value`); absent where one person is tested alone
/// @param role of the tested person in the family
public record OrderContext(
        Optional<OrderId> parent, Optional<String> requisition, ParticipantRole role) {
    /// An order that stands alone.
    public static final OrderContext ALONE =
            new OrderContext(Optional.empty(), Optional.empty(), ParticipantRole.PROBAND);

    /// The same, building on another order.
    OrderContext basedOn(OrderId order) {
        return new OrderContext(Optional.of(order), requisition, role);
    }
}
