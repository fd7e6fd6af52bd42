package org.opengms.evaluation.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.opengms.planning.statistics.Interval;

/// How a statistic would vary, had other people of the same kind come: people are drawn again, with
/// replacement, from those who did (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993,
/// doi:10.1201/9780429246593).
///
/// What is drawn is a *unit*: a person, or a cluster of people that belong together, such as a
/// family or a site; the statistic gets how often each unit was drawn, never copies. Units of
/// different strata are drawn apart, as many as there are.
///
/// ```
/// unit                   0  1  2  3  4
/// drawn   replicate 1    1  0  2  1  1   ──► statistic ─► 3.2
///         replicate 2    0  1  1  3  0   ──► statistic ─► 2.9
/// ```
///
/// Each replicate has a seed of its own, so the same seed gives the same numbers however many
/// threads drew them. Cost: replicates × units draws of a few nanoseconds, plus the statistic each
/// time: 2,000 replicates of 5,000 units take a fraction of a second.
public final class Bootstrap {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final int[] strata;
    private final int replicates;
    private final long seed;

    private Bootstrap(int[] strata, int replicates, long seed) {
        this.strata = strata;
        this.replicates = replicates;
        this.seed = seed;
    }

    /// A number computed from units, each of which counts so many times. Called from several
    /// threads: it changes nothing but what it makes itself.
    @FunctionalInterface
    public interface Statistic {
        /// @param times how often each unit counts; once each for those who really came
        /// @return may be NaN where it is undefined; such replicates are set aside and counted. May
        ///   be infinite, as a cost of each case solved where none is: limits then may be too
        double of(int[] times);
    }

    /// Draws from all units alike.
    ///
    /// @param units people or clusters, 2 or more
    /// @param replicates 100 or more; 2,000 are usual, 10,000 make limits steady to the second
    ///   digit
    /// @param seed the same gives the same numbers
    /// @throws IllegalArgumentException OGMS-9009 if there are fewer
    public static Bootstrap of(int units, int replicates, long seed) {
        return ofStrata(new int[Math.max(0, units)], replicates, seed);
    }

    /// Draws within strata, as many units from each as it has.
    ///
    /// @param stratumOfUnit the number of the stratum of each unit, 0 or more; 2 units or more
    /// @param replicates 100 or more
    /// @param seed the same gives the same numbers
    /// @throws IllegalArgumentException OGMS-9009 if there are fewer, or a stratum is negative
    public static Bootstrap ofStrata(int[] stratumOfUnit, int replicates, long seed) {
        if (stratumOfUnit.length < 2
                || replicates < 100
                || Arrays.stream(stratumOfUnit).anyMatch(stratum -> stratum < 0)) {
            throw new IllegalArgumentException(
                    ("OGMS-9009 A bootstrap of %d units with %d replicates. Give 2 units and 100"
                                    + " replicates or more, and strata from 0 on.")
                            .formatted(stratumOfUnit.length, replicates));
        }
        return new Bootstrap(stratumOfUnit.clone(), replicates, seed);
    }

    /// How many units there are.
    public int units() {
        return strata.length;
    }

    /// Draws, and computes the statistic each time.
    ///
    /// @param statistic to compute
    /// @throws IllegalArgumentException OGMS-9009 if the statistic is undefined for those who came
    public Replicates draw(Statistic statistic) {
        double[][] drawn = draw(new Statistic[] {statistic});
        return new Replicates(this, statistic, statistic.of(once()), drawn[0]);
    }

    /// Limits by the quantiles of (drawn − estimate) / standard error of the draw: the bootstrap-t
    /// (Efron 1981, doi:10.2307/3314608; Hall 1988, doi:10.1214/aos/1176350933). The one to publish
    /// for a mean of few skewed values, as costs are: what is skewed is the statistic and its error
    /// together, which the quantiles of the statistic alone do not show. Not for a ratio whose
    /// denominator counts few: its error is then not known either, and [Replicates#bca] holds it
    /// more often.
    ///
    /// @param statistic to compute
    /// @param standardError of the statistic, computed of the same units
    /// @param confidence above 0, below 1
    /// @return infinite where there are so few units, or so few different ones, that those drawn
    ///   are often all alike
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one; OGMS-9009 if the
    ///   statistic or its error is undefined for those who came
    public Interval studentised(Statistic statistic, Statistic standardError, double confidence) {
        Given.confidence(confidence);
        int[] once = once();
        double estimate = statistic.of(once);
        double error = standardError.of(once);
        double[][] drawn = draw(new Statistic[] {statistic, standardError});
        double[] distances = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            // Infinite where the units drawn are all alike, but not like those who came.
            double distance = drawn[0][i] - estimate;
            distances[i] = distance == 0 ? 0 : distance / drawn[1][i];
        }
        double[] sorted = Arrays.stream(distances).filter(d -> !Double.isNaN(d)).sorted().toArray();
        if (!Double.isFinite(estimate) || !Double.isFinite(error) || sorted.length < 2) {
            throw new IllegalArgumentException(
                    ("OGMS-9009 The statistic of a bootstrap is %s, its standard error %s, and their"
                                    + " ratio undefined in %d of %d replicates. Give one that is"
                                    + " defined for those who came.")
                            .formatted(estimate, error, replicates - sorted.length, replicates));
        }
        double each = (1 - confidence) / 2;
        return new Interval(
                estimate,
                error == 0 ? estimate : estimate - quantile(sorted, 1 - each) * error,
                error == 0 ? estimate : estimate - quantile(sorted, each) * error,
                confidence);
    }

    private int[] once() {
        int[] once = new int[strata.length];
        Arrays.fill(once, 1);
        return once;
    }

    /// Between the order statistics, at (R + 1) × share, on the normal scale (Davison and Hinkley
    /// 1997, equation 5.8).
    private static double quantile(double[] sorted, double share) {
        double rank = (sorted.length + 1) * share;
        int k = (int) Math.floor(rank);
        if (k < 1) {
            return sorted[0];
        }
        if (k >= sorted.length) {
            return sorted[sorted.length - 1];
        }
        if (k == rank || sorted[k] == sorted[k - 1]) {
            return sorted[k - 1];
        }
        double low = Deviate.normal(k / (sorted.length + 1.0));
        double high = Deviate.normal((k + 1) / (sorted.length + 1.0));
        double part = (Deviate.normal(share) - low) / (high - low);
        return sorted[k - 1] + part * (sorted[k] - sorted[k - 1]);
    }

    /// Draws once, and computes several statistics of the same draws, such as a cost and an effect.
    ///
    /// @return by statistic, then replicate
    double[][] draw(Statistic... statistics) {
        int[][] members = members();
        double[][] values = new double[statistics.length][replicates];
        IntStream.range(0, replicates)
                .parallel()
                .forEach(replicate -> {
                    int[] times = times(members, replicate);
                    for (int s = 0; s < statistics.length; s++) {
                        values[s][replicate] = statistics[s].of(times);
                    }
                });
        return values;
    }

    private int[][] members() {
        int most = Arrays.stream(strata).max().orElse(0);
        int[] sizes = new int[most + 1];
        for (int stratum : strata) {
            sizes[stratum]++;
        }
        int[][] members = new int[most + 1][];
        for (int stratum = 0; stratum <= most; stratum++) {
            members[stratum] = new int[sizes[stratum]];
        }
        for (int unit = strata.length - 1; unit >= 0; unit--) {
            members[strata[unit]][--sizes[strata[unit]]] = unit;
        }
        return members;
    }

    private int[] times(int[][] members, int replicate) {
        RandomGenerator random = GENERATORS.create(seed * 0x9E3779B97F4A7C15L + replicate);
        int[] times = new int[strata.length];
        for (int[] stratum : members) {
            for (int i = 0; i < stratum.length; i++) {
                times[stratum[random.nextInt(stratum.length)]]++;
            }
        }
        return times;
    }

    /// What the replicates gave, and limits by them.
    public static final class Replicates {
        private final Bootstrap bootstrap;
        private final Statistic statistic;
        private final double estimate;
        private final double[] sorted;
        private final int undefined;

        private Replicates(
                Bootstrap bootstrap, Statistic statistic, double estimate, double[] values) {
            this.bootstrap = bootstrap;
            this.statistic = statistic;
            this.estimate = estimate;
            this.sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
            this.undefined = values.length - sorted.length;
            if (Double.isNaN(estimate) || sorted.length < 2) {
                throw new IllegalArgumentException(
                        ("OGMS-9009 The statistic of a bootstrap is %s, and undefined in %d of %d"
                                        + " replicates. Give one that is defined for those who came.")
                                .formatted(estimate, undefined, values.length));
            }
        }

        /// The statistic of those who came.
        public double estimate() {
            return estimate;
        }

        /// In how many replicates the statistic was undefined.
        public int undefined() {
            return undefined;
        }

        /// Of the statistic: the deviation of the replicates.
        public double standardError() {
            double mean = Arrays.stream(sorted).average().orElse(0);
            double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
            return Math.sqrt(squares / (sorted.length - 1));
        }

        /// The quantiles of the replicates (Efron 1979, doi:10.1214/aos/1176344552).
        ///
        /// @param confidence above 0, below 1
        /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
        public Interval percentile(double confidence) {
            Given.confidence(confidence);
            double each = (1 - confidence) / 2;
            return new Interval(
                    estimate, quantile(sorted, each), quantile(sorted, 1 - each), confidence);
        }

        /// The quantiles, mirrored about the estimate (Davison and Hinkley 1997,
        /// doi:10.1017/CBO9780511802843, 5.2).
        ///
        /// @param confidence above 0, below 1
        /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
        public Interval basic(double confidence) {
            Interval percentile = percentile(confidence);
            return new Interval(
                    estimate,
                    2 * estimate - percentile.upper(),
                    2 * estimate - percentile.lower(),
                    confidence);
        }

        /// Quantiles corrected for bias and acceleration (Efron 1987,
        /// doi:10.1080/01621459.1987.10478410): the one to publish for ratios, such as what a
        /// diagnosis costs. The acceleration is that of the jackknife, which computes the statistic
        /// once more for each unit. A little short for a mean of few skewed values, for which
        /// [Bootstrap#studentised] is the one.
        ///
        /// @param confidence above 0, below 1
        /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
        public Interval bca(double confidence) {
            double z = Deviate.twoSided(confidence);
            double below = 0;
            for (double value : sorted) {
                below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
            }
            double share =
                    Math.clamp(below / sorted.length, 0.5 / sorted.length, 1 - 0.5 / sorted.length);
            double bias = Deviate.normal(share);
            double acceleration = acceleration();
            return new Interval(
                    estimate,
                    quantile(sorted, corrected(bias, acceleration, -z)),
                    quantile(sorted, corrected(bias, acceleration, z)),
                    confidence);
        }

        private static double corrected(double bias, double acceleration, double z) {
            double from = bias + z;
            return Deviate.below(bias + from / (1 - acceleration * from));
        }

        /// Σ l³ / (6 (Σ l²)^1.5), where l is by how much the statistic without a unit falls short
        /// of the mean of those of its stratum; l is scaled by (n − 1)/n_h of its stratum.
        private double acceleration() {
            int units = bootstrap.strata.length;
            int[] once = bootstrap.once();
            int most = Arrays.stream(bootstrap.strata).max().orElse(0);
            double[] without =
                    IntStream.range(0, units)
                            .parallel()
                            .mapToDouble(unit -> {
                                int[] times = once.clone();
                                times[unit] = 0;
                                return statistic.of(times);
                            })
                            .toArray();
            double[] sum = new double[most + 1];
            int[] size = new int[most + 1];
            for (int unit = 0; unit < units; unit++) {
                if (Double.isFinite(without[unit])) {
                    sum[bootstrap.strata[unit]] += without[unit];
                    size[bootstrap.strata[unit]]++;
                }
            }
            double squares = 0;
            double cubes = 0;
            for (int unit = 0; unit < units; unit++) {
                int stratum = bootstrap.strata[unit];
                if (Double.isFinite(without[unit])) {
                    double n = size[stratum];
                    double influence = (n - 1) / n * (sum[stratum] / n - without[unit]);
                    squares += influence * influence;
                    cubes += influence * influence * influence;
                }
            }
            return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
        }
    }
}
