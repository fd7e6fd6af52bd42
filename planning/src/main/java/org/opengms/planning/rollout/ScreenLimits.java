package org.opengms.planning.rollout;

import java.time.Duration;

/// How long a screen may take.
///
/// @param time the longest, by the clock
/// @param rounds of annealing; more take longer and find more
/// @param movesPerRound how many changes a round tries; a million take about 2.5 s of a processor
///   for a nation
/// @param seed of the annealing
public record ScreenLimits(Duration time, int rounds, long movesPerRound, long seed) {
    /// A minute's plan for a nation.
    public static final ScreenLimits DEFAULT =
            new ScreenLimits(Duration.ofSeconds(55), 4, 8_000_000, 1);

    public ScreenLimits {
        if (time.isNegative() || time.isZero() || rounds < 0 || movesPerRound < 1) {
            throw new IllegalArgumentException(
                    "OGMS-6405 A screen is limited to %s, %d rounds and %d moves. Give more than nothing."
                            .formatted(time, rounds, movesPerRound));
        }
    }
}
