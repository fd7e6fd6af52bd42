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
    /// @param reason what to change, in plain words
    record Refused(String reason) implements ChoiceOutcome {}

    /// The actor does not record choices of this person.
    record NotYours(String reason) implements ChoiceOutcome {}

    /// There is no such person.
    record NotFound() implements ChoiceOutcome {}
}
