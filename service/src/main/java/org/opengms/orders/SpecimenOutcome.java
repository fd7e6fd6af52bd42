package org.opengms.orders;

/// The answer to a specimen that is announced or booked in.
public sealed interface SpecimenOutcome {
    /// It belongs to an order, which refers to it now.
    record Matched(TestOrder order, OrderSpecimen specimen) implements SpecimenOutcome {}

    /// No order for it is here yet: it is kept until one comes.
    record Waiting(OrderSpecimen specimen) implements SpecimenOutcome {}

    /// There is no such order.
    record NotFound() implements SpecimenOutcome {}

    /// Somebody else changed the order first.
    record Stale(int currentVersion) implements SpecimenOutcome {}

    /// It cannot be taken for this order; the reason is in plain words.
    record Refused(String reason) implements SpecimenOutcome {}

    /// The actor has nothing to do with the order.
    record NotYours(String reason) implements SpecimenOutcome {}
}
