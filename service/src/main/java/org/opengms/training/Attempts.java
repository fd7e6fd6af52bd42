package org.opengms.training;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody's attempts at one exercise.
///
/// @param account of whom
/// @param steps in their order; the first is that it was begun
public record Attempts(String account, ExerciseId exercise, List<AttemptStep> steps) {
    /// @throws IllegalArgumentException if something was checked that was not begun
    public Attempts {
        steps = List.copyOf(steps);
        boolean isOpen = false;
        for (AttemptStep step : steps) {
            if (!(step instanceof AttemptStep.Begun) && !isOpen) {
                throw new IllegalArgumentException(
                        "OGMS-8952 Exercise %s was checked before it was begun. The history of attempts is broken."
                                .formatted(exercise));
            }
            isOpen = !(step instanceof AttemptStep.Passed);
        }
    }

    /// Nobody's yet.
    static Attempts none(String account, ExerciseId exercise) {
        return new Attempts(account, exercise, List.of());
    }

    /// Since when the attempt runs that has not been passed.
    public Optional<Instant> openSince() {
        return open().map(AttemptStep.Begun::at);
    }

    /// What was put ready for the attempt that has not been passed.
    public Optional<Practice> openWork() {
        return open().flatMap(AttemptStep.Begun::work);
    }

    private Optional<AttemptStep.Begun> open() {
        Optional<AttemptStep.Begun> open = Optional.empty();
        for (AttemptStep step : steps) {
            open =
                    switch (step) {
                        case AttemptStep.Begun begun -> Optional.of(begun);
                        case AttemptStep.Missed _ -> open;
                        case AttemptStep.Passed _ -> Optional.empty();
                    };
        }
        return open;
    }

    /// When it was first passed.
    public Optional<AttemptStep.Passed> firstPass() {
        return steps.stream()
                .filter(AttemptStep.Passed.class::isInstance)
                .map(AttemptStep.Passed.class::cast)
                .findFirst();
    }

    /// How often the work was checked until it was first passed, or until now.
    public int tries() {
        int tries = 0;
        for (AttemptStep step : steps) {
            switch (step) {
                case AttemptStep.Begun _ -> {}
                case AttemptStep.Missed _ -> tries++;
                case AttemptStep.Passed _ -> {
                    return tries + 1;
                }
            }
        }
        return tries;
    }
}
