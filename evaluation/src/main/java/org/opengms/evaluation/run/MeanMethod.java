package org.opengms.evaluation.run;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.apache.commons.statistics.distribution.TDistribution;
import org.opengms.evaluation.protocol.MissingData;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.planning.statistics.Interval;

/// A mean of numbers, days or pence, with Student's limits.
final class MeanMethod implements Method {
    private final IntUnaryOperator value;
    private final OrderField<?> field;
    private final Column column;
    private final double confidence;

    /// @param field that is missing if there is no value
    /// @param value of an order, by its row; below 0 if it is not known
    MeanMethod(Orders orders, OrderField<?> field, IntUnaryOperator value, double confidence) {
        this.field = field;
        this.column = orders.column(field);
        this.value = value;
        this.confidence = confidence;
    }

    @Override
    public String words() {
        return "Mean of known values with Student's limits. Published to three digits, unless few contribute most of the sum: the (n, k) and the p % rule.";
    }

    @Override
    public java.util.List<String> shownStates() {
        return java.util.List.of("known", "missing");
    }

    @Override
    public int shownState(int row) {
        return value.applyAsInt(row) < 0 ? 1 : 0;
    }

    @Override
    public Gathering gather(String stratum) {
        return new Summing();
    }

    /// The values of a stratum.
    final class Summing extends Counted {
        private final Moments moments = new Moments();
        private long[] values = new long[16];

        @Override
        public void add(int row) {
            people++;
            int found = value.applyAsInt(row);
            if (found < 0) {
                missing.add(field, column.at(row));
                return;
            }
            if (moments.count == values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[(int) moments.count] = found;
            moments.add(found, 0);
        }

        /// Every contribution, for the rules of dominance.
        long[] contributions() {
            return Arrays.copyOf(values, (int) moments.count);
        }

        @Override
        public Result result() {
            if (moments.count < 2) {
                return new Result.NotEstimable("Fewer than two values are known.");
            }
            double t =
                    TDistribution.of(moments.count - 1.0)
                            .inverseSurvivalProbability((1 - confidence) / 2);
            double half = t * Math.sqrt(moments.varianceOfMeanX());
            double mean = moments.meanX();
            return ShareMethod.identified(
                    new Interval(mean, mean - half, mean + half, confidence),
                    missing.all().isEmpty() ? "" : MissingData.COMPLETE_CASES.assumption());
        }
    }
}
