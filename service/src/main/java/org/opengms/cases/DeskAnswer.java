package org.opengms.cases;

import org.opengms.orders.TestOrder;

/// The answer of the report desk.
public sealed interface DeskAnswer {
    /// Done.
    record Done(TestOrder order) implements DeskAnswer {}

    /// Done, and this is the report.
    record Reported(TestOrder order, Report report) implements DeskAnswer {}

    /// There is no such thing.
    record NotFound() implements DeskAnswer {}

    /// The actor may not do this.
    record NotAllowed(String reason) implements DeskAnswer {}

    /// It cannot be done now.
    record Refused(String reason) implements DeskAnswer {}
}
