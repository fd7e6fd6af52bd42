package org.opengms.training;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One step of somebody's attempts at an exercise. They are added to and never changed.
public sealed interface AttemptStep {
    /// When.
    Instant at();

    /// The exercise was begun, for the first time or anew.
    ///
    /// @param work that was put ready for it, if any
    record Begun(Instant at, Optional<Practice> work) implements AttemptStep {}

    /// The work was checked and something was missing.
    record Missed(Instant at, List<DeedCheck> missing) implements AttemptStep {
        public Missed {
            missing = List.copyOf(missing);
        }
    }

    /// The work was checked and nothing was missing.
    ///
    /// @param statement under which it is told to others, once
    record Passed(Instant at, UUID statement) implements AttemptStep {}
}
