package org.opengms.training;

import java.util.List;

/// What of an exercise was done.
///
/// @param held steps that were
/// @param missing steps that were not, in their order
public record ExerciseCheck(List<ExerciseStep> held, List<ExerciseStep> missing) {
    public ExerciseCheck {
        held = List.copyOf(held);
        missing = List.copyOf(missing);
    }

    /// Whether all of it was done.
    public boolean isPassed() {
        return missing.isEmpty();
    }
}
