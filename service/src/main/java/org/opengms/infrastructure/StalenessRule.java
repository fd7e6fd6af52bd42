package org.opengms.infrastructure;

import java.time.Duration;
import java.time.Instant;

/// When a figure that somebody stated is too old to be taken at its word, and what a forecast makes
/// of it then.
///
/// Up to [#limit] a figure counts as stated. Beyond, a cautious forecast takes [#shrinkPerWeek] of
/// a capacity away for each week (parts of weeks in proportion), but never leaves less than
/// [#floor]; of a queue it adds as much. The rate and the floor are assumptions of this program; no
/// source says how fast such figures drift.
///
/// ```
/// factor 1.0 ──────────┐ limit
///                       ╲  2 % a week
///             0.5        ╲____________ floor, 25 weeks later
/// ```
///
/// @param limit an age up to which figures are fresh
/// @param shrinkPerWeek share lost for each week beyond the limit
/// @param floor the smallest factor
public record StalenessRule(Duration limit, double shrinkPerWeek, double floor) {
    /// A fortnight, then 2 % a week down to a half.
    public static final StalenessRule STANDARD = ofDays(14);

    private static final double HOURS_PER_WEEK = 7 * 24;

    /// @throws IllegalArgumentException if the limit is not positive, or a share not one
    public StalenessRule {
        if (!limit.isPositive()
                || !(shrinkPerWeek >= 0 && shrinkPerWeek <= 1)
                || !(floor > 0 && floor <= 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6509 Stale after %s, less by %s a week, at least %s: give a positive time, a share and a share above 0."
                            .formatted(limit, shrinkPerWeek, floor));
        }
    }

    /// The standard rule with another limit.
    ///
    /// @throws IllegalArgumentException if the days are not positive
    public static StalenessRule ofDays(int days) {
        return new StalenessRule(Duration.ofDays(days), 0.02, 0.5);
    }

    /// How fresh a figure is.
    ///
    /// @param asOf when it was so
    /// @param at when it is used; if that is earlier, the figure is new
    public Freshness judge(Instant asOf, Instant at) {
        Duration age = Duration.between(asOf, at);
        if (age.isNegative()) {
            age = Duration.ZERO;
        }
        Duration beyond = age.minus(limit);
        if (!beyond.isPositive()) {
            return new Freshness(asOf, age, false, 1);
        }
        double weeks = beyond.toMillis() / (HOURS_PER_WEEK * 3_600_000);
        return new Freshness(asOf, age, true, Math.max(floor, 1 - shrinkPerWeek * weeks));
    }
}
