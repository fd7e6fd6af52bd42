package org.opengms.planning.solver;

import java.time.Duration;

/// When a solver is to stop.
///
/// @param time the longest it may take, by the clock
/// @param relativeGap of a problem with whole-number variables: how far, as a fraction of the
///   objective, the answer may lie from the bound; 0 asks for the optimum
public record SolverLimits(Duration time, double relativeGap) {
    /// @throws IllegalArgumentException if the time is not positive or the gap is not in \[0, 1)
    public SolverLimits {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "OGMS-6304 The solver's time limit is %s. It must be more than nothing."
                            .formatted(time));
        }
        if (!(relativeGap >= 0 && relativeGap < 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6305 The solver's relative gap is %s. It must be at least 0 and less than 1."
                            .formatted(relativeGap));
        }
    }

    /// Limits of so many seconds, optimum asked for.
    public static SolverLimits seconds(long seconds) {
        return new SolverLimits(Duration.ofSeconds(seconds), 0);
    }
}
