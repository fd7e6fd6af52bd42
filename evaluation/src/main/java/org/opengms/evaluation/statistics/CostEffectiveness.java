package org.opengms.evaluation.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opengms.planning.statistics.Interval;

/// What a way of testing costs more than another, what it achieves more, and at what price: two
/// groups of units, each with a cost and an effect, such as diagnoses.
///
/// ```
///                 Δ cost │  dearer,        ·· /
///      dearer, worse     │  better    · ·:·· /   slope: what one
///      (dominated)       │            ··:·  /    more diagnosis
///                        │             · /       may cost (λ)
///      ──────────────────┼────────────/───────── Δ effect
///      cheaper, worse    │          /  cheaper, better
///                        │        /    (dominant)
/// ```
///
/// The incremental cost per additional effect is a ratio whose denominator may be 0: where the
/// effect difference is not told from 0, no two limits hold it, and [#findFieller] is empty. The
/// net benefit at a price is never undefined: publish it, and the acceptability curve, beside the
/// ratio.
///
/// Money in any one unit, such as pence at the prices of one year.
///
/// Sources: Briggs, Wonderling and Mooney (1997,
/// doi:10.1002/(SICI)1099-1050(199707)6:4<327::AID-HEC282>3.0.CO;2-W); Stinnett and Mullahy (1998,
/// doi:10.1177/0272989X98018002S09); Fenwick, Claxton and Sculpher (2001, doi:10.1002/hec.635).
public final class CostEffectiveness {
    private final double[] newCosts;
    private final double[] newEffects;
    private final double[] oldCosts;
    private final double[] oldEffects;

    /// How the new way compares.
    public enum Quadrant {
        /// Costs less, achieves more.
        DOMINANT,
        /// Costs more, achieves more: whether it is worth it depends on the price of an effect.
        DEARER_AND_BETTER,
        /// Costs less, achieves less.
        CHEAPER_AND_WORSE,
        /// Costs more or the same, achieves less or the same.
        DOMINATED
    }

    /// A point of the plane.
    ///
    /// @param cost difference, new less old
    /// @param effect difference, new less old
    public record Increment(double cost, double effect) {
        /// Where it lies.
        public Quadrant quadrant() {
            if (effect > 0) {
                return cost > 0 ? Quadrant.DEARER_AND_BETTER : Quadrant.DOMINANT;
            }
            return cost < 0 ? Quadrant.CHEAPER_AND_WORSE : Quadrant.DOMINATED;
        }

        double netBenefit(double price) {
            return price * effect - cost;
        }
    }

    private CostEffectiveness(
            double[] newCosts, double[] newEffects, double[] oldCosts, double[] oldEffects) {
        this.newCosts = newCosts;
        this.newEffects = newEffects;
        this.oldCosts = oldCosts;
        this.oldEffects = oldEffects;
    }

    /// Compares two ways, tried on different units.
    ///
    /// @param newCosts of each unit of the new way, 2 or more
    /// @param newEffects of the same, such as 1 if diagnosed
    /// @param oldCosts of each unit of the old way, 2 or more
    /// @param oldEffects of the same
    /// @throws IllegalArgumentException OGMS-9010 if there are fewer units, or costs and effects
    ///   differ in number; OGMS-9002 if one is not finite
    public static CostEffectiveness of(
            double[] newCosts, double[] newEffects, double[] oldCosts, double[] oldEffects) {
        check("new", newCosts, newEffects);
        check("old", oldCosts, oldEffects);
        return new CostEffectiveness(
                newCosts.clone(), newEffects.clone(), oldCosts.clone(), oldEffects.clone());
    }

    private static void check(String way, double[] costs, double[] effects) {
        if (costs.length < 2 || costs.length != effects.length) {
            throw new IllegalArgumentException(
                    ("OGMS-9010 The %s way has %d costs and %d effects. Give one of each for 2 units or"
                                    + " more.")
                            .formatted(way, costs.length, effects.length));
        }
        for (int i = 0; i < costs.length; i++) {
            Given.finite("A cost", costs[i]);
            Given.finite("An effect", effects[i]);
        }
    }

    /// The difference of the mean costs, and of the mean effects.
    public Increment increment() {
        return new Increment(mean(newCosts) - mean(oldCosts), mean(newEffects) - mean(oldEffects));
    }

    /// What one more effect costs more, with Fieller's limits; empty if the effect difference is
    /// not told from 0 with this confidence, when the ratio is held by no two limits.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Optional<Interval> findFieller(double confidence) {
        Increment at = increment();
        return new RatioOfMeans(
                        at.cost,
                        at.effect,
                        covariance(newCosts, newCosts) + covariance(oldCosts, oldCosts),
                        covariance(newEffects, newEffects) + covariance(oldEffects, oldEffects),
                        covariance(newCosts, newEffects) + covariance(oldCosts, oldEffects))
                .findFieller(confidence);
    }

    /// The differences, had other units of the same kind come. Each way is a stratum of its own.
    ///
    /// @param replicates 100 or more
    /// @param seed the same gives the same numbers
    /// @throws IllegalArgumentException OGMS-9009 if there are fewer
    public Plane draw(int replicates, long seed) {
        Bootstrap bootstrap = bootstrap(replicates, seed);
        double[][] drawn =
                bootstrap.draw(
                        times -> difference(times, newCosts, oldCosts),
                        times -> difference(times, newEffects, oldEffects));
        List<Increment> points = new ArrayList<>(replicates);
        for (int i = 0; i < replicates; i++) {
            points.add(new Increment(drawn[0][i], drawn[1][i]));
        }
        return new Plane(increment(), List.copyOf(points));
    }

    /// What the new way is worth more than it costs more, when an effect is worth a price; with BCa
    /// limits.
    ///
    /// @param price of one effect
    /// @param confidence above 0, below 1
    /// @param replicates 100 or more
    /// @param seed the same gives the same numbers
    /// @throws IllegalArgumentException OGMS-9001, OGMS-9002 or OGMS-9009 if a number is not one
    public Interval netBenefit(double price, double confidence, int replicates, long seed) {
        Given.finite("The price of an effect", price);
        double[] gained = new double[newCosts.length];
        for (int i = 0; i < gained.length; i++) {
            gained[i] = price * newEffects[i] - newCosts[i];
        }
        double[] given = new double[oldCosts.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = price * oldEffects[i] - oldCosts[i];
        }
        return bootstrap(replicates, seed)
                .draw(times -> difference(times, gained, given))
                .bca(confidence);
    }

    private Bootstrap bootstrap(int replicates, long seed) {
        int[] ways = new int[newCosts.length + oldCosts.length];
        Arrays.fill(ways, newCosts.length, ways.length, 1);
        return Bootstrap.ofStrata(ways, replicates, seed);
    }

    private static double difference(int[] times, double[] first, double[] second) {
        return mean(times, 0, first) - mean(times, first.length, second);
    }

    private static double mean(int[] times, int from, double[] values) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[from + i] * values[i];
            count += times[from + i];
        }
        return sum / count;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /// Of the means.
    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1) / a.length;
    }

    /// The cost-effectiveness plane: where the differences fell in each replicate.
    ///
    /// @param estimate the difference of those who came
    /// @param points one of each replicate
    public record Plane(Increment estimate, List<Increment> points) {
        /// Keeps its own points.
        public Plane {
            points = List.copyOf(points);
        }

        /// The share of replicates in a quadrant.
        ///
        /// @param quadrant to count
        public double share(Quadrant quadrant) {
            return (double) points.stream().filter(p -> p.quadrant() == quadrant).count()
                    / points.size();
        }

        /// How probable it is that the new way is worth it at a price: a point of the acceptability
        /// curve.
        ///
        /// @param price of one effect
        public double acceptability(double price) {
            return (double) points.stream().filter(p -> p.netBenefit(price) > 0).count()
                    / points.size();
        }

        /// What one more effect costs more, with percentile limits; empty unless every replicate,
        /// short of half the doubt, has an effect difference of the same sign as the estimate, for
        /// a ratio means the opposite on the other side.
        ///
        /// @param confidence above 0, below 1
        /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
        public Optional<Interval> findRatio(double confidence) {
            Given.confidence(confidence);
            double sign = Math.signum(estimate.effect);
            long other = points.stream().filter(p -> Math.signum(p.effect) != sign).count();
            double each = (1 - confidence) / 2;
            if (sign == 0 || other >= each * points.size()) {
                return Optional.empty();
            }
            // By angle: the far side of the plane comes after the steepest slope of the near side.
            double[] ratios =
                    points.stream()
                            .mapToDouble(p ->
                                    Math.signum(p.effect) == sign
                                            ? p.cost / p.effect
                                            : p.cost * sign > 0
                                                    ? Double.POSITIVE_INFINITY
                                                    : Double.NEGATIVE_INFINITY)
                            .sorted()
                            .toArray();
            int drop = (int) Math.floor(each * ratios.length);
            return Optional.of(
                    new Interval(
                            estimate.cost / estimate.effect,
                            ratios[drop],
                            ratios[ratios.length - 1 - drop],
                            confidence));
        }
    }
}
