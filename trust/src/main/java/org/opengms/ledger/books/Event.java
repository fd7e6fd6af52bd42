package org.opengms.ledger.books;

import java.time.Instant;
import java.time.LocalDate;

/// What has happened to the books. The events in their order are the books; nothing in them is ever
/// changed or left out.
public sealed interface Event {
    /// When it was booked, by the clock of the books.
    Instant at();

    /// A posting counts from now on.
    record Posted(Instant at, Posting posting) implements Event {}

    /// A posting is reserved.
    ///
    /// @param expires the first moment at which it can be confirmed no more
    record Reserved(Instant at, Posting posting, Instant expires) implements Event {}

    /// A pending posting counts from now on.
    record Confirmed(Instant at, String reference) implements Event {}

    /// A pending posting was called off.
    record Voided(Instant at, String reference) implements Event {}

    /// A pending posting was not confirmed in time.
    record Expired(Instant at, String reference) implements Event {}

    /// A posting was taken back by another.
    ///
    /// @param reference what is taken back
    /// @param reversal what takes it back
    record Reversed(Instant at, String reference, Posting reversal) implements Event {}

    /// The books are closed up to a day.
    record Closed(Instant at, LocalDate through) implements Event {}
}
