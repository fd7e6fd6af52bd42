package org.opengms.choices;

import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;

/// What became of a statement that somebody wished to record.
public sealed interface ChoiceOutcome {
    /// It is recorded and in force, as far as the state says.
    ///
    /// @param state the choices in force now
    record Recorded(ConsentStatement statement, ConsentState state) implements ChoiceOutcome {}

    /// It is not recorded.
    ///
    /// @param part which part of the statement is wrong
    /// @param reason what to change, in plain words
    record Refused(Part part, String reason) implements ChoiceOutcome {}

    /// A part of a statement.
    enum Part {
        SUBJECT,
        SAID,
        ASK_AGAIN_ON,
        DIED_ON,
        BY,
        EVIDENCE,
        SAID_ON
    }

    /// The actor does not record choices of this person.
    record NotYours(String reason) implements ChoiceOutcome {}

    /// There is no such person.
    record NotFound() implements ChoiceOutcome {}
}
