package org.opengms.ledger.books;

import java.time.Instant;
import java.time.LocalDate;

/// Something that books are asked to do.
public sealed interface Command {
    /// Books money that has moved.
    record Post(Posting posting) implements Command {}

    /// Books money that will move, unless it is voided or not confirmed in time. It does not count
    /// in balances until it is confirmed.
    ///
    /// @param expires the first moment at which it can be confirmed no more
    record Reserve(Posting posting, Instant expires) implements Command {}

    /// The money of a pending posting has moved.
    record Confirm(String reference) implements Command {}

    /// The money of a pending posting will not move.
    record Cancel(String reference) implements Command {}

    /// Notes that a pending posting's time is over.
    record Expire(String reference) implements Command {}

    /// Takes a posted posting back, whole, by another that books the opposite.
    ///
    /// @param reference what is taken back
    /// @param reversal the reference of the new posting
    /// @param on the day the new posting counts for
    /// @param basis why
    record Reverse(String reference, String reversal, LocalDate on, Basis basis)
            implements Command {}

    /// Closes the books up to a day: nothing is booked for it or any earlier one again.
    ///
    /// @param through the last closed day
    record Close(LocalDate through) implements Command {}
}
