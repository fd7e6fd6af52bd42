package org.opengms.evaluation.statistics;

import org.opengms.planning.statistics.Interval;

/// How many of so many had the event, such as 25 diagnosed of 100 tested, and how sure that is of
/// the probability behind it.
///
/// Which limits to ask for: [#wilson] keeps its confidence on average and is the one to publish;
/// [#clopperPearson] never errs more often than it says, and is therefore wider; [#jeffreys] has
/// equal tails even where events are rare. The normal approximation is not offered: at 0 of 20 its
/// limits are 0 and 0.
///
/// @param events that occurred
/// @param trials in which they could, at least 1
public record Proportion(long events, long trials) {

    /// Checks the counts.
    ///
    /// @throws IllegalArgumentException OGMS-9000 if there is no trial, or more events than trials
    public Proportion {
        Given.count("Trials of a proportion", trials, 1);
        Given.events("Proportion", events, trials);
    }

    /// So many of so many.
    ///
    /// @param events that occurred
    /// @param trials in which they could, at least 1
    /// @throws IllegalArgumentException OGMS-9000 if there is no trial, or more events than trials
    public static Proportion of(long events, long trials) {
        return new Proportion(events, trials);
    }

    /// The share itself, 0 to 1.
    public double estimate() {
        return (double) events / trials;
    }

    /// The score interval of Wilson (1927, doi:10.1080/01621459.1927.10502953).
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval wilson(double confidence) {
        return score(estimate(), (double) trials, Deviate.twoSided(confidence), confidence);
    }

    /// The score interval with Yates' continuity correction, method 4 of Newcombe (1998,
    /// doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E); R's `prop.test` gives
    /// the same. Wider than [#wilson], nearly as wide as [#clopperPearson].
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval wilsonContinuityCorrected(double confidence) {
        double z = Deviate.twoSided(confidence);
        double n = trials;
        double p = estimate();
        double q = (trials - events) / n;
        double centre = 2 * n * p + z * z;
        double scale = 2 * (n + z * z);
        double below = z * Math.sqrt(Math.max(0, z * z - 2 - 1 / n + 4 * p * (n * q + 1)));
        double above = z * Math.sqrt(Math.max(0, z * z + 2 - 1 / n + 4 * p * (n * q - 1)));
        return new Interval(
                p,
                events == 0 ? 0 : Math.max(0, (centre - 1 - below) / scale),
                events == trials ? 1 : Math.min(1, (centre + 1 + above) / scale),
                confidence);
    }

    /// The exact interval of Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404); R's
    /// `binom.test` gives the same.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval clopperPearson(double confidence) {
        Given.confidence(confidence);
        return Interval.ofProbability(events, trials, confidence);
    }

    /// The equal-tailed interval of Jeffreys' prior, Beta(½, ½), with the ends of the range where
    /// none or all had the event, as Brown, Cai and DasGupta recommend (2001,
    /// doi:10.1214/ss/1009213286).
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval jeffreys(double confidence) {
        Given.confidence(confidence);
        Interval beta = Interval.ofBeta(events + 0.5, trials - events + 0.5, confidence);
        return new Interval(
                estimate(),
                events == 0 ? 0 : beta.lower(),
                events == trials ? 1 : beta.upper(),
                confidence);
    }

    /// This proportion less another that is independent of it, by the hybrid score method: number
    /// 10 of Newcombe (1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).
    ///
    /// @param other to subtract
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval minus(Proportion other, double confidence) {
        Interval a = wilson(confidence);
        Interval b = other.wilson(confidence);
        double difference = a.estimate() - b.estimate();
        return new Interval(
                difference,
                difference - Math.hypot(a.estimate() - a.lower(), b.upper() - b.estimate()),
                difference + Math.hypot(a.upper() - a.estimate(), b.estimate() - b.lower()),
                confidence);
    }

    /// Wilson's interval for a share among a number of trials that need not be whole, such as the
    /// effective number of a weighted sample.
    static Interval score(double p, double n, double z, double confidence) {
        double centre = p + z * z / (2 * n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        return new Interval(
                p,
                p == 0 ? 0 : Math.max(0, (centre - half) / scale),
                p == 1 ? 1 : Math.min(1, (centre + half) / scale),
                confidence);
    }
}
