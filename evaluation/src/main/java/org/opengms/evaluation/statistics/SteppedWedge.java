package org.opengms.evaluation.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.opengms.planning.statistics.Interval;

/// What a change did that sites took up one after another, such as digital ordering in the order of
/// the roll-out: each site is compared with itself before, and with those still waiting, so that a
/// trend all share is not taken for the effect.
///
/// ```
/// period       0  1  2  3  4
/// site 1       ·  ■  ■  ■  ■      · before, ■ after its crossover
/// site 2       ·  ·  ■  ■  ■
/// site 3       ·  ·  ·  ■  ■
/// site 4       ·  ·  ·  ·  ■
/// ```
///
/// The model is that of Hussey and Hughes (2007, doi:10.1016/j.cct.2006.05.007): the mean of a site
/// in a period = a fixed effect of the period + the effect if crossed over + a random effect of the
/// site + chance, whose variance falls with the number of people. The two variances are estimated
/// by restricted maximum likelihood, the effects by generalised least squares.
///
/// The limits do not trust the model's correlations: they are of the sandwich kind, corrected for
/// few clusters (CR2), with Student's deviate for the degrees of freedom of Satterthwaite (Bell and
/// McCaffrey 2002; Pustejovsky and Tipton 2018, doi:10.1080/07350015.2016.1247004). Where the order
/// of crossover was drawn by lot, [#permute] tests the effect by that lot alone.
///
/// It assumes that the effect is there from the crossover on and the same everywhere, and that
/// sites would have moved in parallel. An effect that grows with the time since crossover biases it
/// (Kenny and others 2022, doi:10.1002/sim.9511): look at the plot.
public final class SteppedWedge {
    private final List<Cluster> clusters;
    private final int periods;
    private final int columns;
    private final double ratio;
    private final Fit fit;

    /// The mean of a site in a period.
    ///
    /// @param mean of its people, in the unit of the outcome; any where the size is 0
    /// @param size people, or any number to which the precision is proportional; 0 if nothing is
    ///   known
    public record Cell(double mean, double size) {
        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException OGMS-9002 if one is not finite, or the size negative
        public Cell {
            Given.finite("The mean of a site in a period", mean);
            Given.finite("The size of a site in a period", size);
            if (size < 0) {
                throw new IllegalArgumentException(
                        "OGMS-9002 The size of a site in a period is %s. Give 0 or more."
                                .formatted(size));
            }
        }
    }

    /// A site.
    ///
    /// @param crossover the first period, from 0, in which it had the change; the number of periods
    ///   if it had not yet
    /// @param cells one of each period
    public record Cluster(int crossover, List<Cell> cells) {
        /// Keeps its own cells.
        ///
        /// @throws IllegalArgumentException OGMS-9011 if the crossover is none of the periods
        public Cluster {
            cells = List.copyOf(cells);
            if (crossover < 0 || crossover > cells.size()) {
                throw new IllegalArgumentException(
                        "OGMS-9011 A site crosses over in period %d of %d. Give 0 to their number."
                                .formatted(crossover, cells.size()));
            }
        }
    }

    /// How the variance divides.
    ///
    /// @param between variance of the sites' random effects
    /// @param within variance of one person about the site and period (of a mean of size 1)
    public record Variances(double between, double within) {
        /// The share of the variance of one person that is between sites.
        public double intraclassCorrelation() {
            return between + within == 0 ? 0 : between / (between + within);
        }
    }

    /// What a permutation test found.
    ///
    /// @param effect estimated
    /// @param pValue the share of orders of crossover that give an effect at least as large either
    ///   way
    /// @param orders that were drawn
    public record Permutation(double effect, double pValue, int orders) {}

    @SuppressWarnings("ArrayRecordComponent") // local to the arithmetic
    private record Fit(
            double[] coefficients,
            double[][] inverseInformation,
            double within,
            double minusTwiceLogLikelihood) {}

    private SteppedWedge(List<Cluster> clusters, int periods) {
        this.clusters = clusters;
        this.periods = periods;
        this.columns = periods + 1;
        this.ratio = bestRatio();
        this.fit = fit(crossovers(), ratio);
    }

    /// Fits the model.
    ///
    /// @param clusters three sites or more, with the same periods, of which there are two or more
    /// @throws IllegalArgumentException OGMS-9011 if there are fewer, their periods differ in
    ///   number, or the effect cannot be told from the trend
    public static SteppedWedge of(List<Cluster> clusters) {
        check(clusters);
        return find(clusters)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                ("OGMS-9011 The effect in %d sites over %d periods cannot be told from the trend."
                                                + " Some sites must cross over while others wait, and each period"
                                                + " have a site with people.")
                                        .formatted(clusters.size(), periods(clusters))));
    }

    /// Fits the model if the effect can be told from the trend; empty if it cannot, as where all
    /// sites cross over at once.
    ///
    /// @param clusters three sites or more, with the same periods, of which there are two or more
    /// @throws IllegalArgumentException OGMS-9011 if there are fewer, or their periods differ in
    ///   number
    public static Optional<SteppedWedge> find(List<Cluster> clusters) {
        check(clusters);
        try {
            return Optional.of(new SteppedWedge(List.copyOf(clusters), periods(clusters)));
        } catch (ArithmeticException _) {
            return Optional.empty(); // the equations have no one solution
        }
    }

    private static int periods(List<Cluster> clusters) {
        return clusters.isEmpty() ? 0 : clusters.getFirst().cells.size();
    }

    private static void check(List<Cluster> clusters) {
        int periods = periods(clusters);
        if (clusters.size() < 3
                || periods < 2
                || clusters.stream().anyMatch(cluster -> cluster.cells.size() != periods)) {
            throw new IllegalArgumentException(
                    ("OGMS-9011 A stepped wedge of %d sites over %d periods, or of another number at some"
                                    + " site. Give three sites and two periods or more, the same for all.")
                            .formatted(clusters.size(), periods));
        }
    }

    /// The effect of the change itself, in the unit of the outcome.
    public double effect() {
        return fit.coefficients[periods];
    }

    /// The fixed effects of the periods: what a site without the change had on average.
    public List<Double> trend() {
        return Arrays.stream(fit.coefficients).limit(periods).boxed().toList();
    }

    /// How the variance divides, by restricted maximum likelihood.
    public Variances variances() {
        return new Variances(ratio * fit.within, fit.within);
    }

    /// Of the effect, if the model's correlations are right.
    public double modelStandardError() {
        return Math.sqrt(fit.within * fit.inverseInformation[periods][periods]);
    }

    /// The effect with limits that hold whatever the correlation within a site is.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval limits(double confidence) {
        Robust robust = robust();
        double half = Deviate.ofStudent(robust.degreesOfFreedom, confidence) * robust.standardError;
        return new Interval(effect(), effect() - half, effect() + half, confidence);
    }

    record Robust(double standardError, double degreesOfFreedom) {}

    /// CR2 with the working covariance D + λ11ᵀ, and Satterthwaite's degrees of freedom under it.
    /// All in units of the within-variance.
    Robust robust() {
        int k = clusters.size();
        double[][] inverse = fit.inverseInformation;
        double variance = 0;
        double trace = 0;
        double[][] projected = new double[k][];
        double[] own = new double[k];
        int[] crossovers = crossovers();
        for (int i = 0; i < k; i++) {
            Rows rows = rows(i, crossovers[i]);
            int n = rows.y.length;
            double[][] working = new double[n][n];
            double[][] left = new double[n][n];
            for (int a = 0; a < n; a++) {
                double[] half = SymmetricMatrix.multiply(inverse, rows.x[a]);
                for (int b = 0; b < n; b++) {
                    working[a][b] = ratio + (a == b ? 1 / rows.size[a] : 0);
                    left[a][b] = working[a][b] - SymmetricMatrix.dot(half, rows.x[b]);
                }
            }
            double[][] adjust = SymmetricMatrix.adjustment(working, left);
            double[] weighted = new double[n];
            for (int a = 0; a < n; a++) {
                weighted[a] = SymmetricMatrix.dot(inverse[periods], rows.x[a]);
            }
            double[] g = SymmetricMatrix.multiply(adjust, rows.whitened(weighted, ratio));
            double score = SymmetricMatrix.dot(g, rows.residuals(fit.coefficients));
            variance += score * score;
            own[i] = SymmetricMatrix.dot(g, SymmetricMatrix.multiply(left, g));
            trace += own[i];
            projected[i] = new double[columns];
            for (int a = 0; a < n; a++) {
                for (int c = 0; c < columns; c++) {
                    projected[i][c] += rows.x[a][c] * g[a];
                }
            }
        }
        double squares = 0;
        for (int i = 0; i < k; i++) {
            double[] half = SymmetricMatrix.multiply(inverse, projected[i]);
            for (int j = 0; j < k; j++) {
                double both = i == j ? own[i] : -SymmetricMatrix.dot(half, projected[j]);
                squares += both * both;
            }
        }
        return new Robust(Math.sqrt(variance), trace * trace / squares);
    }

    /// Tests the effect by the lot that drew the order: crossovers are dealt anew among the sites,
    /// each order as probable as any other; the variances are those fitted. It is exact if the
    /// order was drawn by lot, whatever the outcomes' distribution (Wang and De Gruttola 2017,
    /// doi:10.1002/sim.7329).
    ///
    /// @param orders to draw, 100 or more
    /// @param seed the same gives the same p-value
    /// @throws IllegalArgumentException OGMS-9011 if there are fewer
    public Permutation permute(int orders, long seed) {
        if (orders < 100) {
            throw new IllegalArgumentException(
                    "OGMS-9011 A permutation test of %d orders. Give 100 or more."
                            .formatted(orders));
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double nullRatio = bestRatioWithoutEffect();
        double found = fit(crossovers(), nullRatio).coefficients[periods];
        List<Integer> dealt = new ArrayList<>(Arrays.stream(crossovers()).boxed().toList());
        int asLarge = 1;
        for (int i = 0; i < orders; i++) {
            Collections.shuffle(dealt, Random.from(random));
            int[] order = dealt.stream().mapToInt(Integer::intValue).toArray();
            double effect = fit(order, nullRatio).coefficients[periods];
            asLarge += Math.abs(effect) >= Math.abs(found) * (1 - 1e-9) ? 1 : 0;
        }
        return new Permutation(effect(), asLarge / (orders + 1.0), orders);
    }

    private int[] crossovers() {
        return clusters.stream().mapToInt(Cluster::crossover).toArray();
    }

    private double bestRatio() {
        int[] crossovers = crossovers();
        return leastOf(candidate -> fit(crossovers, candidate).minusTwiceLogLikelihood);
    }

    private double bestRatioWithoutEffect() {
        int[] never = new int[clusters.size()];
        Arrays.fill(never, periods);
        return leastOf(candidate -> fit(never, candidate, periods).minusTwiceLogLikelihood);
    }

    /// The ratio of the variance between sites to that within, 0 included, which makes least of a
    /// function: by a coarse look over twelve decades and golden sections of the best stretch.
    private double leastOf(DoubleUnaryOperator function) {
        double mean =
                clusters.stream()
                        .flatMap(cluster -> cluster.cells.stream())
                        .mapToDouble(Cell::size)
                        .filter(size -> size > 0)
                        .average()
                        .orElse(1);
        double best = -14;
        double least = Double.POSITIVE_INFINITY;
        for (double log = -14; log <= 14; log += 1) {
            double value = function.applyAsDouble(Math.exp(log) / mean);
            if (value < least) {
                least = value;
                best = log;
            }
        }
        double low = best - 1;
        double high = best + 1;
        double golden = (Math.sqrt(5) - 1) / 2;
        double a = high - golden * (high - low);
        double b = low + golden * (high - low);
        double ofA = function.applyAsDouble(Math.exp(a) / mean);
        double ofB = function.applyAsDouble(Math.exp(b) / mean);
        while (high - low > 1e-7) {
            if (ofA < ofB) {
                high = b;
                b = a;
                ofB = ofA;
                a = high - golden * (high - low);
                ofA = function.applyAsDouble(Math.exp(a) / mean);
            } else {
                low = a;
                a = b;
                ofA = ofB;
                b = low + golden * (high - low);
                ofB = function.applyAsDouble(Math.exp(b) / mean);
            }
        }
        double found = Math.exp((low + high) / 2) / mean;
        return function.applyAsDouble(0) <= function.applyAsDouble(found) ? 0 : found;
    }

    private Fit fit(int[] crossovers, double candidate) {
        return fit(crossovers, candidate, columns);
    }

    /// Generalised least squares with the covariance D + λ11ᵀ of each site, D = diag(1/size), whose
    /// inverse is known in closed form (Sherman and Morrison).
    ///
    /// @param used leading columns of the design
    private Fit fit(int[] crossovers, double candidate, int used) {
        double[][] information = new double[used][used];
        double[] right = new double[used];
        double squares = 0;
        double logDeterminant = 0;
        int cells = 0;
        for (int i = 0; i < clusters.size(); i++) {
            List<Cell> row = clusters.get(i).cells;
            double[] sum = new double[used];
            double sumY = 0;
            double total = 0;
            for (int j = 0; j < periods; j++) {
                double w = row.get(j).size;
                if (w == 0) {
                    continue;
                }
                double y = row.get(j).mean;
                cells++;
                total += w;
                logDeterminant -= Math.log(w);
                squares += w * y * y;
                sumY += w * y;
                information[j][j] += w;
                right[j] += w * y;
                sum[j] += w;
                if (used > periods && j >= crossovers[i]) {
                    information[periods][periods] += w;
                    information[periods][j] += w;
                    information[j][periods] += w;
                    right[periods] += w * y;
                    sum[periods] += w;
                }
            }
            double shrink = candidate / (1 + candidate * total);
            logDeterminant += Math.log1p(candidate * total);
            squares -= shrink * sumY * sumY;
            for (int a = 0; a < used; a++) {
                right[a] -= shrink * sum[a] * sumY;
                for (int b = 0; b < used; b++) {
                    information[a][b] -= shrink * sum[a] * sum[b];
                }
            }
        }
        SymmetricMatrix.Inverse inverse = SymmetricMatrix.invert(information);
        double[] coefficients = SymmetricMatrix.multiply(inverse.matrix(), right);
        double left = Math.max(0, squares - SymmetricMatrix.dot(coefficients, right));
        int freedom = cells - used;
        if (freedom < 1) {
            throw new ArithmeticException("no degrees of freedom are left");
        }
        double within = left / freedom;
        return new Fit(
                coefficients,
                inverse.matrix(),
                within,
                freedom * Math.log(Math.max(within, Double.MIN_NORMAL))
                        + logDeterminant
                        + inverse.logDeterminant());
    }

    private Rows rows(int cluster, int crossover) {
        List<Cell> cells = clusters.get(cluster).cells;
        int n = (int) cells.stream().filter(cell -> cell.size > 0).count();
        Rows rows = new Rows(new double[n][columns], new double[n], new double[n]);
        int at = 0;
        for (int j = 0; j < periods; j++) {
            if (cells.get(j).size > 0) {
                rows.x[at][j] = 1;
                rows.x[at][periods] = j >= crossover ? 1 : 0;
                rows.y[at] = cells.get(j).mean;
                rows.size[at] = cells.get(j).size;
                at++;
            }
        }
        return rows;
    }

    /// The known cells of a site.
    ///
    /// @param x the design
    /// @param y the means
    /// @param size people
    @SuppressWarnings("ArrayRecordComponent") // local to the arithmetic
    private record Rows(double[][] x, double[] y, double[] size) {
        double[] residuals(double[] coefficients) {
            double[] residuals = new double[y.length];
            for (int a = 0; a < y.length; a++) {
                residuals[a] = y[a] - SymmetricMatrix.dot(x[a], coefficients);
            }
            return residuals;
        }

        /// (D + λ11ᵀ)⁻¹ v.
        double[] whitened(double[] v, double candidate) {
            double total = 0;
            double sum = 0;
            for (int a = 0; a < v.length; a++) {
                total += size[a];
                sum += size[a] * v[a];
            }
            double shrink = candidate / (1 + candidate * total) * sum;
            double[] whitened = new double[v.length];
            for (int a = 0; a < v.length; a++) {
                whitened[a] = size[a] * (v[a] - shrink);
            }
            return whitened;
        }
    }
}
