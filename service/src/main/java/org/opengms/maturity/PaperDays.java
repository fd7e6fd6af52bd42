package org.opengms.maturity;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.opengms.planning.statistics.Interval;

/// How many days longer a site's paper orders took than its electronic ones of the same month.
///
/// Months with both are compared each in itself, since tests, season and backlog change; their
/// differences are put together with the weights that make the error smallest, e·p/(e + p) for e
/// electronic and p paper orders. With s² the variance within the groups of all months, the error
/// of the result is s/√Σw. It is what a linear model of paper and month gives, with the variance
/// taken within the cells.
///
/// @param days the difference with its limits; above 0 where paper takes longer
/// @param months with both kinds
/// @param electronic orders compared
/// @param paper orders compared
public record PaperDays(Interval days, int months, long electronic, long paper) {
    private static final double CONFIDENCE = 0.95;

    /// One month.
    record Month(Turnarounds electronic, Turnarounds paper) {}

    /// The difference; absent where no month has both kinds, or too few orders to tell their
    /// spread.
    static Optional<PaperDays> of(List<Month> months) {
        double weights = 0;
        double differences = 0;
        double spread = 0;
        long freedom = 0;
        long electronic = 0;
        long paper = 0;
        int compared = 0;
        for (Month month : months) {
            long e = month.electronic().reported();
            long p = month.paper().reported();
            if (e == 0 || p == 0) {
                continue;
            }
            double weight = (double) e * p / (e + p);
            weights += weight;
            differences += weight * (month.paper().meanDays() - month.electronic().meanDays());
            spread += month.electronic().spreadDays() + month.paper().spreadDays();
            freedom += e + p - 2;
            electronic += e;
            paper += p;
            compared++;
        }
        if (compared == 0 || freedom < 1) {
            return Optional.empty();
        }
        double difference = differences / weights;
        double half =
                TDistribution.of((double) freedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2)
                        * Math.sqrt(spread / freedom / weights);
        return Optional.of(
                new PaperDays(
                        new Interval(difference, difference - half, difference + half, CONFIDENCE),
                        compared,
                        electronic,
                        paper));
    }
}
