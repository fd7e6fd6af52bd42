package org.opengms.training;

import java.util.Optional;
import org.opengms.gate.Actor;

/// Puts work ready to practise on, as colleagues of the person would bring it.
public interface PracticeWork {
    /// Where nothing is put ready.
    PracticeWork NONE = (_, _) -> new Ready(Optional.empty());

    /// Puts ready what an attempt at an exercise needs. What is done for that is done by made-up
    /// colleagues, before the attempt begins, and counts for nobody.
    Outcome prepare(Exercise exercise, Actor actor);

    /// What came of it.
    sealed interface Outcome {}

    /// It lies ready.
    ///
    /// @param work absent where the exercise needs none
    record Ready(Optional<Practice> work) implements Outcome {}

    /// It could not be put ready.
    ///
    /// @param reason in plain words, with what to do
    record NotReady(String reason) implements Outcome {}
}
