package org.opengms.evaluation.statistics;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.opengms.planning.statistics.Interval;

/// Events that were observed in a group, over those to be expected had each of its people the rate
/// of the standard population for their kind (indirect standardisation): 1 is as expected. Ratios
/// of two groups are not comparable with each other, each only with the standard.
///
/// The expected number counts as known; events are Poisson's.
///
/// @param observed events
/// @param expected events, above 0
public record StandardisedRatio(long observed, double expected) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException OGMS-9000 if the events are negative, OGMS-9002 if the
    ///   expected are not above 0
    public StandardisedRatio {
        Given.count("Observed events", observed, 0);
        Given.positive("The expected number of events", expected);
    }

    /// Observed over expected.
    ///
    /// @param observed events
    /// @param expected events, above 0
    /// @throws IllegalArgumentException OGMS-9000 if the events are negative, OGMS-9002 if the
    ///   expected are not above 0
    public static StandardisedRatio of(long observed, double expected) {
        return new StandardisedRatio(observed, expected);
    }

    /// The ratio itself.
    public double estimate() {
        return observed / expected;
    }

    /// Byar's approximation (Breslow and Day, *Statistical Methods in Cancer Research* II, 1987,
    /// page 69): that of public health statistics, close to [#exact] from a handful of events on.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval byar(double confidence) {
        Interval events = byarOfCount(observed, confidence);
        return new Interval(
                estimate(), events.lower() / expected, events.upper() / expected, confidence);
    }

    /// Exact limits of Poisson's distribution (Garwood 1936, doi:10.2307/2333958; Ulm 1990,
    /// doi:10.1093/oxfordjournals.aje.a115507), which err at most as often as they say.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval exact(double confidence) {
        Interval events = exactOfCount(observed, confidence);
        return new Interval(
                estimate(), events.lower() / expected, events.upper() / expected, confidence);
    }

    static Interval byarOfCount(long count, double confidence) {
        double z = Deviate.twoSided(confidence);
        double more = count + 1.0;
        double lower =
                count == 0
                        ? 0
                        : count * cube(1 - 1.0 / (9 * count) - z / (3 * Math.sqrt((double) count)));
        double upper = more * cube(1 - 1 / (9 * more) + z / (3 * Math.sqrt(more)));
        return new Interval(count, Math.max(0, lower), upper, confidence);
    }

    static Interval exactOfCount(long count, double confidence) {
        Given.confidence(confidence);
        double each = (1 - confidence) / 2;
        return new Interval(
                count,
                count == 0
                        ? 0
                        : GammaDistribution.of((double) count, 1)
                                .inverseCumulativeProbability(each),
                GammaDistribution.of(count + 1.0, 1).inverseSurvivalProbability(each),
                confidence);
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
