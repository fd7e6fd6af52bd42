package org.opengms.training;

/// One step of an exercise.
///
/// @param check what is looked for
/// @param words what is to be done, as an instruction
/// @param hint what helps if it is missing
public record ExerciseStep(DeedCheck check, String words, String hint) {
    /// @throws IllegalArgumentException if it tells nothing
    public ExerciseStep {
        if (words.isBlank() || hint.isBlank()) {
            throw new IllegalArgumentException("a step has words and a hint.");
        }
    }
}
