package org.opengms.evaluation.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.opengms.evaluation.snapshot.Code;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.statistics.RatioOfMeans;

/// What whole genome sequencing costs more, over what it solves more, within cells of orders that
/// are alike; cells of one kind of test alone compare nothing and are left out.
final class IncrementalMethod implements Method {
    private static final int FEWEST = 10;

    private final IntUnaryOperator cost;
    private final IntUnaryOperator solved;
    private final Column methods;
    private final Column costs;
    private final Column outcomes;
    private final Grouping cells;
    private final double confidence;

    IncrementalMethod(
            Orders orders,
            IntUnaryOperator cost,
            IntUnaryOperator solved,
            Grouping cells,
            double confidence) {
        this.cost = cost;
        this.solved = solved;
        this.methods = orders.column(OrderField.METHOD);
        this.costs = orders.column(OrderField.COST_PENCE);
        this.outcomes = orders.column(OrderField.SOLVED);
        this.cells = cells;
        this.confidence = confidence;
    }

    @Override
    public String words() {
        return "Difference of mean costs over difference of shares solved, whole genome less conventional, within indication and %s, each cell with at least %d of both by its size; Fieller's limits (1954, doi 10.1111/j.2517-6161.1954.tb00159.x) of the cells' means. Said not to be comparable where no cell has both."
                .formatted(cells.field(), FEWEST);
    }

    @Override
    public java.util.List<String> shownStates() {
        return java.util.List.of("whole genome", "conventional", "missing");
    }

    @Override
    public int shownState(int row) {
        int yes = solved.applyAsInt(row);
        if (yes == ShareMethod.OUTSIDE) {
            return -1;
        }
        return yes == ShareMethod.UNKNOWN || cost.applyAsInt(row) < 0 || !methods.isKnown(row)
                ? 2
                : methods.at(row) == Code.Method.WGS.place() ? 0 : 1;
    }

    @Override
    public boolean isMissing(int state) {
        return state == 2;
    }

    @Override
    public Gathering gather(String stratum) {
        return new Arms();
    }

    private final class Arms extends Counted {
        private final Map<Integer, Moments[]> arms = new TreeMap<>();

        @Override
        public void add(int row) {
            int yes = solved.applyAsInt(row);
            if (yes == ShareMethod.OUTSIDE) {
                return;
            }
            people++;
            int pence = cost.applyAsInt(row);
            if (pence < 0) {
                missing.add(OrderField.COST_PENCE, costs.at(row));
            }
            if (yes == ShareMethod.UNKNOWN) {
                missing.add(OrderField.SOLVED, outcomes.at(row));
            }
            if (!methods.isKnown(row)) {
                missing.add(OrderField.METHOD, methods.at(row));
                return;
            }
            if (pence >= 0 && yes != ShareMethod.UNKNOWN) {
                Moments[] both =
                        arms.computeIfAbsent(
                                cells.at(row), _ -> new Moments[] {new Moments(), new Moments()});
                both[methods.at(row) == Code.Method.WGS.place() ? 1 : 0].add(pence, yes);
            }
        }

        @Override
        public Result result() {
            Moments[][] comparable =
                    arms.values().stream()
                            .filter(a -> a[0].count >= FEWEST && a[1].count >= FEWEST)
                            .toArray(Moments[][]::new);
            if (comparable.length == 0) {
                return new Result.NotEstimable(
                        "Not comparable: no indication has enough of both whole genome and conventional tests.");
            }
            double all = 0;
            for (Moments[] cell : comparable) {
                all += cell[0].count + cell[1].count;
            }
            double costMore = 0;
            double solvedMore = 0;
            double ofCosts = 0;
            double ofSolved = 0;
            double ofBoth = 0;
            for (Moments[] cell : comparable) {
                double share = (cell[0].count + cell[1].count) / all;
                costMore += share * (cell[1].meanX() - cell[0].meanX());
                solvedMore += share * (cell[1].meanY() - cell[0].meanY());
                for (Moments arm : cell) {
                    ofCosts += share * share * arm.varianceOfMeanX();
                    ofSolved += share * share * arm.varianceOfMeanY();
                    ofBoth += share * share * arm.covarianceOfMeans();
                }
            }
            Result none =
                    new Result.NotEstimable(
                            "Whole genome sequencing is not known to solve more cases here: the cost of one more has no upper limit.");
            if (solvedMore <= 0) {
                return none;
            }
            return new RatioOfMeans(costMore, solvedMore, ofCosts, ofSolved, ofBoth)
                    .findFieller(confidence)
                    .<Result>map(interval ->
                            ShareMethod.identified(
                                    interval,
                                    "within indication and %s it is chance who gets whole genome sequencing, and which outcomes are missing"
                                            .formatted(cells.field())))
                    .orElse(none);
        }
    }
}
