package org.opengms.evaluation.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.opengms.evaluation.protocol.MissingData;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.statistics.Mean;
import org.opengms.planning.statistics.Interval;

/// A mean of numbers, days or pence. Limits of few, which may be skewed, by the bootstrap-t, of
/// many by Student.
final class MeanMethod implements Method {
    /// So many values are drawn again.
    private static final int FEW = 2000;

    private final IntUnaryOperator value;
    private final OrderField<?> field;
    private final Column column;
    private final int replications;
    private final long seed;
    private final double confidence;

    /// @param field that is missing if there is no value
    /// @param value of an order, by its row; below 0 if it is not known
    MeanMethod(
            Orders orders,
            OrderField<?> field,
            IntUnaryOperator value,
            int replications,
            long seed,
            double confidence) {
        this.field = field;
        this.column = orders.column(field);
        this.value = value;
        this.replications = replications;
        this.seed = seed;
        this.confidence = confidence;
    }

    @Override
    public String words() {
        return "Mean of known values; limits up to %,d values by the bootstrap-t (Hall 1988, doi 10.1214/aos/1176350933), which holds means of few skewed values, above (and where values give none) by Student. Published to three digits, unless few contribute most of the sum: the (n, k) and the p %% rule."
                .formatted(FEW);
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
    public boolean isMissing(int state) {
        return state == 1;
    }

    /// The mean does not need to say of how many a value is known, if the rules of dominance hold.
    @Override
    public java.util.List<Coarser> coarser() {
        return java.util.List.of(
                new Coarser(java.util.List.of("known or missing"), java.util.List.of(0, 0)));
    }

    @Override
    public Gathering gather(String stratum) {
        return new Summing(seed ^ (stratum.hashCode() * 0x9E3779B97F4A7C15L));
    }

    /// The values of a stratum.
    final class Summing extends Counted {
        private final long ownSeed;
        private int known;
        private long[] values = new long[16];

        Summing(long ownSeed) {
            this.ownSeed = ownSeed;
        }

        @Override
        public void add(int row) {
            people++;
            int found = value.applyAsInt(row);
            if (found < 0) {
                missing.add(field, column.at(row));
                return;
            }
            if (known == values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[known++] = found;
        }

        /// Every contribution, for the rules of dominance.
        long[] contributions() {
            return Arrays.copyOf(values, known);
        }

        @Override
        public Result result() {
            if (known < 2) {
                return new Result.NotEstimable("Fewer than two values are known.");
            }
            Mean mean = Mean.of(Arrays.stream(values, 0, known).asDoubleStream().toArray());
            Optional<Interval> few =
                    known <= FEW
                            ? mean.findStudentised(confidence, replications, ownSeed)
                            : Optional.empty();
            return ShareMethod.identified(
                    few.orElseGet(() -> mean.student(confidence)),
                    missing.all().isEmpty() ? "" : MissingData.COMPLETE_CASES.assumption());
        }
    }
}
