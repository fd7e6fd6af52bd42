package org.opengms.evaluation.run;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.opengms.evaluation.protocol.MissingData;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.statistics.Bootstrap;
import org.opengms.planning.statistics.Interval;

/// The cost of all tests over the cases that they solved, with limits by a bootstrap of the orders
/// where they are few, and by Fieller of the two means, which are then normal together, where they
/// are many.
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
        return "Mean cost over share solved, of orders of which both are known; limits up to %,d orders by the BCa bootstrap (Efron 1987, doi 10.1080/01621459.1987.10478410), above by Fieller (1954, doi 10.1111/j.2517-6161.1954.tb00159.x). Published: the published mean cost over the published share."
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
    public boolean isMissing(int state) {
        return state == 2;
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
            Optional<Interval> limits = moments.count <= FEW ? ofOrders() : ofMeans();
            return limits.<Result>map(interval ->
                            ShareMethod.identified(
                                    interval,
                                    missing.all().isEmpty()
                                            ? ""
                                            : MissingData.COMPLETE_CASES.assumption()))
                    .orElse(
                            new Result.NotEstimable(
                                    "So few cases are known to be solved that the cost of one has no upper limit."));
        }

        private Optional<Interval> ofOrders() {
            int orders = (int) moments.count;
            Interval found =
                    Bootstrap.of(orders, replications, ownSeed).draw(this::ratio).bca(confidence);
            return Optional.of(found).filter(limits -> Double.isFinite(limits.upper()));
        }

        /// Infinite where no case is solved.
        private double ratio(int[] times) {
            long costsDrawn = 0;
            long solvedDrawn = 0;
            for (int i = 0; i < times.length; i++) {
                costsDrawn += (long) times[i] * x[i];
                solvedDrawn += (long) times[i] * y[i];
            }
            return solvedDrawn == 0 ? Double.POSITIVE_INFINITY : (double) costsDrawn / solvedDrawn;
        }

        private Optional<Interval> ofMeans() {
            return moments.ratio().findFieller(confidence);
        }
    }
}
