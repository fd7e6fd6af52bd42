package org.opengms.rollout;

import java.util.List;

/// What the desk answers.
///
/// @param <T> what is given if all is well
public sealed interface RolloutAnswer<T> {
    /// It is done, or here it is.
    record Done<T>(T value) implements RolloutAnswer<T> {}

    /// There is no such job.
    record NotFound<T>() implements RolloutAnswer<T> {}

    /// The actor may not.
    record NotAllowed<T>(String reason) implements RolloutAnswer<T> {}

    /// It cannot be done.
    record Refused<T>(List<RolloutQuestion.Wrong> wrong) implements RolloutAnswer<T> {
        public Refused {
            wrong = List.copyOf(wrong);
        }
    }
}
