package org.opengms.planning.rollout;

import org.apache.commons.statistics.distribution.BetaDistribution;

/// The exact confidence limits of a probability after so many successes in so many trials (C. J.
/// Clopper and E. S. Pearson, Biometrika 26, 1934, 404–413).
///
/// @param lower the probability below which so many successes or more would be rarer than the error
/// @param upper the probability above which so few successes or fewer would be rarer than the error
public record ClopperPearson(double lower, double upper) {
    /// Limits each of which alone is wrong at most as often as the error says; both together at
    /// most twice as often. With an error of 0.05 each limit holds with 95 % confidence: 59
    /// successes of 59 show more than 95 %, 299 of 299 more than 99 %.
    ///
    /// @param successes at least 0, at most `trials`
    /// @param trials at least 1
    /// @param errorEachSide above 0, below 0.5
    /// @throws IllegalArgumentException if they are not
    public static ClopperPearson of(int successes, int trials, double errorEachSide) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "OGMS-6410 There are %d successes in %d trials. Give at least one trial, and no more successes than trials."
                            .formatted(successes, trials));
        }
        if (!(errorEachSide > 0 && errorEachSide < 0.5)) {
            throw new IllegalArgumentException(
                    "OGMS-6410 The error of a confidence limit is %s. Give more than 0 and less than 0.5."
                            .formatted(errorEachSide));
        }
        int failures = trials - successes;
        return new ClopperPearson(
                successes == 0
                        ? 0
                        : BetaDistribution.of(successes, failures + 1.0)
                                .inverseCumulativeProbability(errorEachSide),
                failures == 0
                        ? 1
                        : BetaDistribution.of(successes + 1.0, failures)
                                .inverseSurvivalProbability(errorEachSide));
    }

    /// The most failures among so many trials with which the lower limit still reaches a target; −1
    /// if not even none suffices.
    ///
    /// @param target 0 to 1
    static int mostFailures(int trials, double errorEachSide, double target) {
        int failures = -1;
        while (failures < trials
                && of(trials - failures - 1, trials, errorEachSide).lower >= target) {
            failures++;
        }
        return failures;
    }

    /// How many trials it takes for the lower limit to reach a target if all succeed: the limit is
    /// then `error^(1/n)`.
    static int leastTrials(double errorEachSide, double target) {
        return (int) Math.ceil(Math.log(errorEachSide) / Math.log(target) - 1e-9);
    }
}
