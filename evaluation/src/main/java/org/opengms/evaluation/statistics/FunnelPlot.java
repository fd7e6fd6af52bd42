package org.opengms.evaluation.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.opengms.planning.statistics.Interval;

/// Sites beside a target, each between limits that narrow with its size: who is outside differs by
/// more than chance. By Spiegelhalter (2005, doi:10.1002/sim.1970).
///
/// ```
/// share │  ‾‾‾──__               upper limit 99.8 %
///       │   ·     ‾‾───── ·
///       │──·──·──·────·─────·──  target
///       │     _·_──‾‾‾‾‾‾
///       │ __──   ×               outside: look
///       └───────────────────────  size of the site
/// ```
///
/// Sites usually differ by more than chance for reasons nobody adjusted for (overdispersion). Then
/// either all limits are stretched by √φ ([#stretched]), or each site is given a true value of its
/// own that varies by τ ([#additive]); both are estimated from z-scores whose extremes are drawn in
/// (winsorised), so that the outliers do not hide themselves.
public final class FunnelPlot {
    private final Kind kind;
    private final double target;
    private final double[] sizes;
    private final double[] values;
    private final double phi;
    private final double tauSquared;

    /// What is plotted.
    public enum Kind {
        /// A share of events among people: binomial.
        PROPORTION,
        /// Events observed over expected: Poisson.
        RATIO
    }

    private FunnelPlot(
            Kind kind,
            double target,
            double[] sizes,
            double[] values,
            double phi,
            double tauSquared) {
        this.kind = kind;
        this.target = target;
        this.sizes = sizes;
        this.values = values;
        this.phi = phi;
        this.tauSquared = tauSquared;
    }

    /// Sites by their proportions, beside a target, such as the share of all.
    ///
    /// @param sites one or more
    /// @param target above 0, below 1
    /// @throws IllegalArgumentException OGMS-9008 if there is no site, or no such target
    public static FunnelPlot ofProportions(List<Proportion> sites, double target) {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException(
                    "OGMS-9008 The target of a funnel plot is %s. Give more than 0 and less than 1."
                            .formatted(target));
        }
        return of(
                Kind.PROPORTION,
                target,
                sites.stream().mapToDouble(Proportion::trials).toArray(),
                sites.stream().mapToDouble(Proportion::estimate).toArray());
    }

    /// Sites by their standardised ratios, beside a target, such as 1.
    ///
    /// @param sites one or more
    /// @param target above 0
    /// @throws IllegalArgumentException OGMS-9008 if there is no site, OGMS-9002 if there is no
    ///   such target
    public static FunnelPlot ofRatios(List<StandardisedRatio> sites, double target) {
        Given.positive("The target of a funnel plot", target);
        return of(
                Kind.RATIO,
                target,
                sites.stream().mapToDouble(StandardisedRatio::expected).toArray(),
                sites.stream().mapToDouble(StandardisedRatio::estimate).toArray());
    }

    private static FunnelPlot of(Kind kind, double target, double[] sizes, double[] values) {
        if (sizes.length == 0) {
            throw new IllegalArgumentException(
                    "OGMS-9008 A funnel plot has no site. Give one or more.");
        }
        return new FunnelPlot(kind, target, sizes, values, 1, 0);
    }

    /// What is plotted.
    public Kind kind() {
        return kind;
    }

    /// The value beside which the sites stand.
    public double target() {
        return target;
    }

    /// By how much the variance of the z-scores exceeds that of chance; 1 unless [#stretched].
    public double phi() {
        return phi;
    }

    /// Standard deviation of the sites' true values; 0 unless [#additive].
    public double tau() {
        return Math.sqrt(tauSquared);
    }

    /// How many standard errors each site is from the target, in the order of the sites.
    public double[] zScores() {
        double[] z = new double[sizes.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (values[i] - target) / standardError(sizes[i]);
        }
        return z;
    }

    /// How improbable each site's distance from the target is by chance (two-sided, normal), in the
    /// order of the sites; to [FalseDiscovery] with them.
    public double[] pValues() {
        return Arrays.stream(zScores()).map(z -> 2 * Deviate.below(-Math.abs(z))).toArray();
    }

    /// What the standard error of a site's distance from the target is.
    private double standardError(double size) {
        return Math.sqrt(phi * chance(size) + tauSquared);
    }

    private double chance(double size) {
        return (kind == Kind.PROPORTION ? target * (1 - target) : target) / size;
    }

    /// The limits at a size by the exact distribution, interpolated between whole numbers of events
    /// so that they run smoothly (Spiegelhalter 2005, appendix A.1.1). Without regard to
    /// overdispersion.
    ///
    /// @param size people (whole) of a proportion, expected events of a ratio
    /// @param confidence 0.95 and 0.998 are usual
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one, OGMS-9002 if the
    ///   size is not above 0, OGMS-9008 if it is too large for whole numbers
    public Interval exactLimits(double size, double confidence) {
        Given.confidence(confidence);
        Given.positive("The size of a site", size);
        if (size > 1_000_000_000) {
            throw new IllegalArgumentException(
                    "OGMS-9008 Exact limits are asked at the size %s. Ask for those of the normal curve."
                            .formatted(size));
        }
        DiscreteDistribution events =
                kind == Kind.PROPORTION
                        ? BinomialDistribution.of((int) Math.round(size), target)
                        : PoissonDistribution.of(size * target);
        double whole = kind == Kind.PROPORTION ? Math.round(size) : size;
        double each = (1 - confidence) / 2;
        double lower = interpolated(events, each) / whole;
        double upper = interpolated(events, 1 - each) / whole;
        return new Interval(
                target,
                Math.max(0, lower),
                kind == Kind.PROPORTION ? Math.min(1, upper) : upper,
                confidence);
    }

    private static double interpolated(DiscreteDistribution events, double probability) {
        int r = events.inverseCumulativeProbability(probability);
        double at = events.cumulativeProbability(r);
        double step = events.probability(r);
        return step == 0 ? r : r - (at - probability) / step;
    }

    /// The limits at a size by the normal curve, with whatever overdispersion was estimated.
    ///
    /// @param size people of a proportion, expected events of a ratio
    /// @param confidence 0.95 and 0.998 are usual
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one, OGMS-9002 if the
    ///   size is not above 0
    public Interval normalLimits(double size, double confidence) {
        double z = Deviate.twoSided(confidence);
        Given.positive("The size of a site", size);
        double half = z * standardError(size);
        return new Interval(
                target,
                Math.max(0, target - half),
                kind == Kind.PROPORTION ? Math.min(1, target + half) : target + half,
                confidence);
    }

    /// This plot with limits stretched by √φ, where φ is the mean square of the winsorised
    /// z-scores; φ stays 1 if that is within chance (φ < (I − 1)/I; Spiegelhalter 2005, appendix
    /// A.3.1).
    ///
    /// @param winsorised share of the z-scores to draw in at either end, such as 0.1; 0 to draw in
    ///   none
    /// @throws IllegalArgumentException OGMS-9008 if the share is not 0 to below ½
    public FunnelPlot stretched(double winsorised) {
        double estimated = dispersion(winsorised);
        return new FunnelPlot(
                kind,
                target,
                sizes,
                values,
                estimated * sizes.length < sizes.length - 1 ? 1 : Math.max(1, estimated),
                0);
    }

    /// This plot with sites whose true values vary by τ about the target, by the moments of the
    /// winsorised z-scores (DerSimonian and Laird 1986, doi:10.1016/0197-2456(86)90046-2;
    /// Spiegelhalter 2005, appendix A.3.2).
    ///
    /// @param winsorised share of the z-scores to draw in at either end, such as 0.1; 0 to draw in
    ///   none
    /// @throws IllegalArgumentException OGMS-9008 if the share is not 0 to below ½
    public FunnelPlot additive(double winsorised) {
        double estimated = dispersion(winsorised);
        double sum = 0;
        double squares = 0;
        for (double size : sizes) {
            double weight = 1 / chance(size);
            sum += weight;
            squares += weight * weight;
        }
        double excess = estimated * sizes.length - (sizes.length - 1);
        double scale = sum - squares / sum;
        return new FunnelPlot(
                kind, target, sizes, values, 1, excess > 0 && scale > 0 ? excess / scale : 0);
    }

    private double dispersion(double winsorised) {
        if (!(winsorised >= 0 && winsorised < 0.5)) {
            throw new IllegalArgumentException(
                    "OGMS-9008 A share of %s of the z-scores is to be drawn in. Give 0 to below 0.5."
                            .formatted(winsorised));
        }
        double[] z = new FunnelPlot(kind, target, sizes, values, 1, 0).zScores();
        Arrays.sort(z);
        int drawn = (int) Math.floor(winsorised * z.length);
        double squares = 0;
        for (int i = 0; i < z.length; i++) {
            double drawnIn = z[Math.clamp(i, drawn, z.length - 1 - drawn)];
            squares += drawnIn * drawnIn;
        }
        return squares / z.length;
    }
}
