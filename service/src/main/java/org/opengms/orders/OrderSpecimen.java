package org.opengms.orders;

import java.time.Instant;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.NhsNumber;

/// A specimen as the service keeps it: expected by an order, at hand for it, or at a laboratory and
/// waiting for the order that belongs to it. Sample and order travel apart and arrive in either
/// order.
///
/// @param id of the specimen
/// @param order that it belongs to; absent while it waits for one
/// @param label on the tube, its accession number; may be empty while it is only expected
/// @param type in words, such as `Blood specimen`
/// @param person whose NHS number is on the tube, if one is
/// @param laboratory that has it, if one has booked it in
/// @param arrivedAt when it was at hand; absent while it is only expected
/// @param version counts changes from 1
public record OrderSpecimen(
        SpecimenId id,
        Optional<OrderId> order,
        String label,
        String type,
        Optional<NhsNumber> person,
        Optional<OdsCode> laboratory,
        Optional<Instant> arrivedAt,
        int version) {

    /// Whether it is at hand.
    public boolean isAtHand() {
        return arrivedAt.isPresent();
    }

    /// The same specimen, now at hand.
    OrderSpecimen arrived(
            SpecimenDetails details,
            Optional<NhsNumber> onTheTube,
            Optional<OdsCode> where,
            Instant at) {
        return new OrderSpecimen(
                id,
                order,
                details.identifier().isEmpty() ? label : details.identifier(),
                details.type().isEmpty() ? type : details.type(),
                onTheTube.or(() -> person),
                where.or(() -> laboratory),
                Optional.of(at),
                version + 1);
    }

    /// The same specimen, found to belong to an order.
    OrderSpecimen of(OrderId found) {
        return new OrderSpecimen(
                id, Optional.of(found), label, type, person, laboratory, arrivedAt, version + 1);
    }
}
