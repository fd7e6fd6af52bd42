package org.opengms.planning.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// An estimate with the limits between which the true value lies with a stated confidence.
///
/// @param estimate the estimate itself
/// @param lower limit
/// @param upper limit
/// @param confidence that the limits hold the true value, such as 0.95
public record Interval(double estimate, double lower, double upper, double confidence) {

    /// The mean of independent values, by Student's t.
    ///
    /// @param values one of each replication, at least two
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException if there are fewer values, or the confidence is not one
    public static Interval ofMean(double[] values, double confidence) {
        check(values.length, 2, confidence);
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        double t =
                TDistribution.of(values.length - 1)
                        .inverseSurvivalProbability((1 - confidence) / 2);
        return new Interval(mean, mean - t * error, mean + t * error, confidence);
    }

    /// A probability, by Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404): both limits
    /// together err in at most 1 − confidence of all cases.
    ///
    /// @param successes 0 to `trials`
    /// @param trials at least 1
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException if the numbers are not of this world
    public static Interval ofProbability(long successes, long trials, double confidence) {
        double each = (1 - confidence) / 2;
        return new Interval(
                (double) successes / trials,
                lowerLimit(successes, trials, 1 - each),
                1 - lowerLimit(trials - successes, trials, 1 - each),
                confidence);
    }

    /// A probability that is known as a Beta distribution: its mean, and the limits outside which
    /// it lies as often on either side.
    ///
    /// @param alpha above 0
    /// @param beta above 0
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException if the confidence is not one
    public static Interval ofBeta(double alpha, double beta, double confidence) {
        check(1, 1, confidence);
        BetaDistribution distribution = BetaDistribution.of(alpha, beta);
        double each = (1 - confidence) / 2;
        return new Interval(
                alpha / (alpha + beta),
                distribution.inverseCumulativeProbability(each),
                distribution.inverseSurvivalProbability(each),
                confidence);
    }

    /// The value that a probability is at least, with a confidence, by Clopper and Pearson's
    /// one-sided limit: 59 of 59 are at least 95 %, 299 of 299 at least 99 %, with confidence 0.95.
    ///
    /// @param successes 0 to `trials`
    /// @param trials at least 1
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException if the numbers are not of this world
    public static double lowerLimit(long successes, long trials, double confidence) {
        check(trials, 1, confidence);
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "OGMS-6051 There are %d successes in %d trials. Give 0 to all of them."
                            .formatted(successes, trials));
        }
        return successes == 0
                ? 0
                : BetaDistribution.of((double) successes, trials - successes + 1.0)
                        .inverseCumulativeProbability(1 - confidence);
    }

    /// A quantile of independent values, without assuming their distribution: the limits are order
    /// statistics, whose ranks follow from the binomial distribution. A limit is infinite where the
    /// values are too few to give one.
    ///
    /// @param values one of each replication, at least one
    /// @param share of the values that the quantile is to exceed, above 0, below 1
    /// @param confidence above 0, below 1; what is kept is at least this
    /// @throws IllegalArgumentException if a number is not of this world
    public static Interval ofQuantile(double[] values, double share, double confidence) {
        check(values.length, 1, confidence);
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6051 A quantile is asked for the share %s. Ask for more than 0 and less than 1."
                            .formatted(share));
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double each = (1 - confidence) / 2;
        BinomialDistribution below = BinomialDistribution.of(n, share);
        // The k-th smallest (from 1) exceeds the quantile when fewer than k values are below it.
        int k = 0;
        while (k < n && below.cumulativeProbability(k) <= each) {
            k++;
        }
        int m = n;
        while (m >= 1 && below.survivalProbability(m - 1) <= each) {
            m--;
        }
        return new Interval(
                sorted[Math.min(n - 1, (int) Math.ceil(share * n) - 1)],
                k == 0 ? Double.NEGATIVE_INFINITY : sorted[k - 1],
                m + 1 > n ? Double.POSITIVE_INFINITY : sorted[m],
                confidence);
    }

    private static void check(long values, int least, double confidence) {
        if (values < least) {
            throw new IllegalArgumentException(
                    "OGMS-6051 An interval is asked of %d values. It needs %d or more."
                            .formatted(values, least));
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6051 The confidence is %s. It lies between 0 and 1, such as 0.95."
                            .formatted(confidence));
        }
    }
}
