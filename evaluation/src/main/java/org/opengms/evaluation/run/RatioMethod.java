package org.opengms.evaluation.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.opengms.evaluation.protocol.MissingData;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.planning.statistics.Interval;

/// Events of a group over those expected if each cell (indication, age) had the share of everybody:
/// indirect standardisation. The limits are those of a sum of binomials whose expected number is
/// estimated from all, the group among them; Poisson limits would be too wide where events are
/// common.
final class RatioMethod extends CountMethod {
    private final IntUnaryOperator kind;
    private final OrderField<?> field;
    private final Column values;
    private final Grouping cells;
    private final long[] allPeople;
    private final long[] allEvents;
    private final double confidence;
    private final double z;

    /// @param kind of an order as in [ShareMethod]
    /// @param population that is the standard
    RatioMethod(
            Orders orders,
            OrderField<?> field,
            IntUnaryOperator kind,
            Grouping cells,
            Filter population,
            double confidence) {
        this.field = field;
        this.values = orders.column(field);
        this.kind = kind;
        this.cells = cells;
        this.confidence = confidence;
        z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        allPeople = new long[cells.labels().size()];
        allEvents = new long[cells.labels().size()];
        for (int row = 0; row < orders.size(); row++) {
            if (population.holds(row)) {
                int found = kind.applyAsInt(row);
                if (found >= 0) {
                    allPeople[cells.at(row)]++;
                    allEvents[cells.at(row)] += found;
                }
            }
        }
    }

    @Override
    public String words() {
        return "Observed over expected, indirectly standardised by %s (Breslow and Day 1987); normal limits of log observed less log expected, both estimated, binomial. Published: shown count over the expected number rounded to the base."
                .formatted(cells.field());
    }

    @Override
    List<String> states() {
        return List.of("yes", "no", "missing");
    }

    @Override
    int state(int row) {
        int found = kind.applyAsInt(row);
        return found == ShareMethod.OUTSIDE ? -1 : found == ShareMethod.UNKNOWN ? 2 : 1 - found;
    }

    @Override
    public boolean isMissing(int state) {
        return state == 2;
    }

    /// Where few are missing.
    @Override
    public List<Coarser> coarser() {
        return List.of(new Coarser(List.of("yes", "no or missing"), List.of(0, 1, 1)));
    }

    @Override
    void missing(int row, MissingCounts into) {
        if (kind.applyAsInt(row) == ShareMethod.UNKNOWN) {
            into.add(field, values.at(row));
        }
    }

    @Override
    Result of(long[] counts) {
        throw new IllegalStateException("A ratio needs the expected number besides counts.");
    }

    /// Of shown counts and an expected number that is rounded like them.
    Result shown(long[] counts, double expected) {
        long known = counts[0] + counts[1];
        if (counts[0] == 0 || known == 0 || expected <= 0) {
            return new Result.NotEstimable("Too few are expected.");
        }
        double share = (double) counts[0] / known;
        return limits(
                counts[0] / expected,
                Math.sqrt((1 - share) / counts[0]),
                counts.length == 2 || counts[2] > 0);
    }

    private static final Result NOBODY_ELSE =
            new Result.NotEstimable("Nobody else has a value: nothing compares.");

    private Result limits(double ratio, double error, boolean missing) {
        return ShareMethod.identified(
                new Interval(
                        ratio,
                        ratio * Math.exp(-z * error),
                        ratio * Math.exp(z * error),
                        confidence),
                missing ? MissingData.COMPLETE_CASES.assumption() : "");
    }

    @Override
    public Gathering gather(String stratum) {
        return new Comparing();
    }

    /// A group beside everybody.
    final class Comparing extends Counted {
        private final Map<Integer, long[]> own = new TreeMap<>();

        @Override
        public void add(int row) {
            int found = kind.applyAsInt(row);
            if (found == ShareMethod.OUTSIDE) {
                return;
            }
            people++;
            RatioMethod.this.missing(row, missing);
            if (found >= 0) {
                long[] counts = own.computeIfAbsent(cells.at(row), _ -> new long[2]);
                counts[0]++;
                counts[1] += found;
            }
        }

        /// Whether nobody has a value who is not in the group, so that it is compared with itself.
        boolean isEverybody() {
            long known = own.values().stream().mapToLong(c -> c[0]).sum();
            return known > 0 && known == java.util.Arrays.stream(allPeople).sum();
        }

        /// Of counts as they are shown.
        ///
        /// @param expected rounded like them
        Result shown(long[] counts, double expected) {
            return isEverybody() ? NOBODY_ELSE : RatioMethod.this.shown(counts, expected);
        }

        double expected() {
            double expected = 0;
            for (Map.Entry<Integer, long[]> cell : own.entrySet()) {
                expected +=
                        (double) cell.getValue()[0]
                                * allEvents[cell.getKey()]
                                / allPeople[cell.getKey()];
            }
            return expected;
        }

        @Override
        public Result result() {
            if (isEverybody()) {
                return NOBODY_ELSE;
            }
            double expected = expected();
            long observed = own.values().stream().mapToLong(c -> c[1]).sum();
            if (expected == 0 || observed == 0) {
                return new Result.NotEstimable("Too few are expected.");
            }
            double ratio = observed / expected;
            double variance = 0;
            for (Map.Entry<Integer, long[]> cell : own.entrySet()) {
                long n = cell.getValue()[0];
                long all = allPeople[cell.getKey()];
                double p = (double) allEvents[cell.getKey()] / all;
                double q = Math.clamp(ratio * p, 0, 1);
                double share = (double) n / all;
                double self = 1 - ratio * share;
                variance += self * self * n * q * (1 - q);
                variance += ratio * ratio * share * share * (all - n) * p * (1 - p);
            }
            return limits(ratio, Math.sqrt(variance) / observed, !missing.all().isEmpty());
        }
    }
}
