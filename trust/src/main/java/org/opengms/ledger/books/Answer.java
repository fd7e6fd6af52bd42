package org.opengms.ledger.books;

/// What the books say to a command.
public sealed interface Answer {
    /// It was done.
    ///
    /// @param event what happened
    record Done(Event event) implements Answer {}

    /// It had been done before, in the same words: nothing happens again.
    record Already() implements Answer {}

    /// It may not be done.
    ///
    /// @param why for whoever asked
    record Refused(Refusal kind, String why) implements Answer {}

    /// Why a command is refused.
    enum Refusal {
        /// The reference was used for something else.
        DUPLICATE_REFERENCE,
        /// No posting has the reference.
        UNKNOWN_REFERENCE,
        /// The day is in a closed period.
        CLOSED_PERIOD,
        /// The posting is not in a state in which this can be done.
        WRONG_STATE
    }
}
