package org.opengms.maturity;

import java.util.List;
import java.util.Optional;
import org.opengms.planning.statistics.Interval;

/// How a share has changed from month to month: the slope of the line through the monthly shares,
/// weighted by their numbers, and the test of Cochran (1954) and Armitage (1955,
/// doi:10.2307/3001775) for whether there is one at all.
///
/// With n of a month, p its share, t its place, and m and t̄ over all orders,
///
/// ```
/// slope = Σ n (p − m)(t − t̄) / Σ n (t − t̄)²,   its error √(m(1 − m) / Σ n (t − t̄)²)
/// ```
///
/// @param perMonth the slope in share a month, with its limits
/// @param chiSquared the statistic of the test, of one degree of freedom
public record Trend(Interval perMonth, double chiSquared) {
    /// Months that there must be to speak of a trend.
    private static final int LEAST_MONTHS = 6;

    /// Beyond this the test calls a trend clear: 5 % of sites without one are called so.
    private static final double CLEAR = Wilson.Z95 * Wilson.Z95;

    /// Which way, where it is clear.
    public enum Direction {
        RISING("rising"),
        FALLING("falling"),
        STEADY("no clear trend");

        private final String words;

        Direction(String words) {
            this.words = words;
        }

        /// For people.
        public String words() {
            return words;
        }
    }

    /// Which way the share goes.
    public Direction direction() {
        if (chiSquared < CLEAR) {
            return Direction.STEADY;
        }
        return perMonth.estimate() > 0 ? Direction.RISING : Direction.FALLING;
    }

    /// The trend of a series; absent where too few months have anything, or nothing ever differs.
    ///
    /// @param months one after the other
    static Optional<Trend> of(List<Count> months) {
        return months.stream().filter(c -> c.all() > 0).count() < LEAST_MONTHS
                ? Optional.empty()
                : through(months);
    }

    /// The trend of a series of any length.
    static Optional<Trend> through(List<Count> months) {
        Count all = months.stream().reduce(Count.NONE, Count::plus);
        double m = all.share();
        double place = 0;
        for (int t = 0; t < months.size(); t++) {
            place += (double) t * months.get(t).all();
        }
        double middle = place / Math.max(1, all.all());
        double along = 0;
        double across = 0;
        for (int t = 0; t < months.size(); t++) {
            Count month = months.get(t);
            along += month.all() * (t - middle) * (t - middle);
            across += month.all() * (month.share() - m) * (t - middle);
        }
        if (along == 0 || m == 0 || m == 1) {
            return Optional.empty();
        }
        double slope = across / along;
        double error = Math.sqrt(m * (1 - m) / along);
        return Optional.of(
                new Trend(
                        new Interval(
                                slope,
                                slope - Wilson.Z95 * error,
                                slope + Wilson.Z95 * error,
                                0.95),
                        (slope / error) * (slope / error)));
    }
}
