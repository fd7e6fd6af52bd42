package org.opengms.evaluation.run;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.opengms.evaluation.protocol.MissingData;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.planning.statistics.Interval;

/// The cost of all tests over the cases that they solved, with bootstrap limits: of the orders
/// themselves where they are few, of the two means (which are then normal together) where they are
/// many.
final class CostPerDiagnosisMethod implements Method {
    /// So many orders are drawn again one by one.
    private static final int FEW = 2000;

    private final IntUnaryOperator cost;
    private final IntUnaryOperator solved;
    private final Column costs;
    private final Column outcomes;
    private final int replications;
    private final long seed;
    private final double confidence;

    CostPerDiagnosisMethod(
            Orders orders,
            IntUnaryOperator cost,
            IntUnaryOperator solved,
            int replications,
            long seed,
            double confidence) {
        this.cost = cost;
        this.solved = solved;
        this.costs = orders.column(OrderField.COST_PENCE);
        this.outcomes = orders.column(OrderField.SOLVED);
        this.replications = replications;
        this.seed = seed;
        this.confidence = confidence;
    }

    @Override
    public String words() {
        return "Mean cost over share solved, of orders of which both are known; percentile bootstrap (Efron and Tibshirani 1993), of orders up to %,d, above of the two means. Published: the published mean cost over the published share."
                .formatted(FEW);
    }

    @Override
    public java.util.List<String> shownStates() {
        return java.util.List.of("solved", "not solved", "missing");
    }

    @Override
    public int shownState(int row) {
        int yes = solved.applyAsInt(row);
        if (yes == ShareMethod.OUTSIDE) {
            return -1;
        }
        return yes == ShareMethod.UNKNOWN || cost.applyAsInt(row) < 0 ? 2 : 1 - yes;
    }

    @Override
    public Gathering gather(String stratum) {
        return new Pairs(seed ^ (stratum.hashCode() * 0x9E3779B97F4A7C15L));
    }

    private final class Pairs extends Counted {
        private final long ownSeed;
        private final Moments moments = new Moments();
        private final int[] x = new int[FEW];
        private final int[] y = new int[FEW];

        Pairs(long ownSeed) {
            this.ownSeed = ownSeed;
        }

        @Override
        public void add(int row) {
            int pence = cost.applyAsInt(row);
            int yes = solved.applyAsInt(row);
            if (yes == ShareMethod.OUTSIDE) {
                return;
            }
            people++;
            if (pence < 0) {
                missing.add(OrderField.COST_PENCE, costs.at(row));
            }
            if (yes == ShareMethod.UNKNOWN) {
                missing.add(OrderField.SOLVED, outcomes.at(row));
            }
            if (pence >= 0 && yes != ShareMethod.UNKNOWN) {
                if (moments.count < FEW) {
                    x[(int) moments.count] = pence;
                    y[(int) moments.count] = yes;
                }
                moments.add(pence, yes);
            }
        }

        @Override
        public Result result() {
            if (moments.count < 2 || moments.sumY == 0) {
                return new Result.NotEstimable("No case is known to be solved.");
            }
            RandomGenerator random = Draws.random(ownSeed);
            double[] drawn = new double[replications];
            for (int i = 0; i < replications; i++) {
                drawn[i] = moments.count <= FEW ? orders(random) : means(random);
            }
            Arrays.sort(drawn);
            int cut = (int) Math.floor((1 - confidence) / 2 * replications);
            if (!Double.isFinite(drawn[replications - 1 - cut])) {
                return new Result.NotEstimable(
                        "So few cases are known to be solved that the cost of one has no upper limit.");
            }
            return ShareMethod.identified(
                    new Interval(
                            moments.sumX / moments.sumY,
                            drawn[cut],
                            drawn[replications - 1 - cut],
                            confidence),
                    missing.all().isEmpty() ? "" : MissingData.COMPLETE_CASES.assumption());
        }

        private double orders(RandomGenerator random) {
            long costsDrawn = 0;
            long solvedDrawn = 0;
            for (int i = 0; i < moments.count; i++) {
                int at = random.nextInt((int) moments.count);
                costsDrawn += x[at];
                solvedDrawn += y[at];
            }
            return solvedDrawn == 0 ? Double.POSITIVE_INFINITY : (double) costsDrawn / solvedDrawn;
        }

        private double means(RandomGenerator random) {
            double[] both = Draws.pair(random, moments);
            return both[1] <= 0 ? Double.POSITIVE_INFINITY : both[0] / both[1];
        }
    }
}
