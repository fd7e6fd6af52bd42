package org.opengms.evaluation.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.disclosure.Dominance;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.table.LinkedCounts;
import org.opengms.evaluation.protocol.Protocol.Disclosure;
import org.opengms.evaluation.statistics.Bounds;
import org.opengms.planning.statistics.Interval;

/// Makes published findings of exact ones.
///
/// All tables of all estimands are [protected together][Tabulation]: people by state, in each
/// category of each field, with every margin and everything else that ties them. The counts of a
/// finding are shown together or not at all; where they may not be, by coarser states if those may.
/// What is published is then a function of the counts that are shown, as they are shown (rounded),
/// with limits that also hold what rounding leaves open. Means and costs are magnitudes: shown to
/// three digits where the counts are shown and nobody dominates the sum.
final class Publishing {
    private final ExactFindings exact;
    private final Disclosure rules;
    private final Tabulation counts;
    private final LinkedCounts.Shown shown;

    Publishing(ExactFindings exact) {
        this.exact = exact;
        this.rules = exact.protocol().disclosure();
        this.counts = new Tabulation(exact, rules.counts());
        this.shown = counts.protect();
    }

    PublishedFindings publish() {
        List<PublishedFinding> findings = new ArrayList<>();
        exact.byEstimand()
                .values()
                .forEach(parts -> parts.forEach(part -> publish(part, findings)));
        return new PublishedFindings(exact, findings);
    }

    private void publish(ExactFindings.Part part, List<PublishedFinding> into) {
        boolean[] dominated = dominated(part);
        for (int i = 0; i < part.grouping().labels().size(); i++) {
            Tabulation.Row row = counts.row(part, i);
            boolean hidden = dominated[i] || row.line() < 0 || !shown.hasLine(row.line());
            Map<String, PublishedCount> states = new LinkedHashMap<>();
            long[] rounded = new long[row.states().size()];
            for (int j = 0; j < rounded.length; j++) {
                PublishedCount count =
                        row.counts().isEmpty() ? PublishedCount.HIDDEN : shown(row.counts().get(j));
                states.put(row.states().get(j), count);
                rounded[j] = count instanceof PublishedCount.Shown(long as) ? as : 0;
            }
            SortedMap<String, PublishedCount> missing = new TreeMap<>();
            counts.reasons(part).forEach((reason, count) -> missing.put(reason, shown(count)));
            Stratum stratum = ExactFindings.stratum(part.grouping(), i);
            into.add(
                    new PublishedFinding(
                            part.estimand().id(),
                            stratum,
                            shown(row.people()),
                            states,
                            missing,
                            hidden
                                    ? new Result.NotShown()
                                    : result(part, part.gathered().get(i), row.level(), rounded),
                            exact.query(part.estimand(), stratum)));
        }
    }

    private PublishedCount shown(int count) {
        return shown.hasCount(count)
                ? rules.counts().show(counts.people(count))
                : PublishedCount.HIDDEN;
    }

    /// Which sums are dominated by few; where it is one alone, the smallest other besides, so that
    /// it is not the difference.
    private boolean[] dominated(ExactFindings.Part part) {
        boolean[] hidden = new boolean[part.gathered().size()];
        int count = 0;
        for (int i = 0; i < hidden.length; i++) {
            if (part.gathered().get(i) instanceof MeanMethod.Summing sum) {
                long[] values = sum.contributions();
                hidden[i] =
                        values.length > 0 && !Dominance.judge(values, rules.magnitudes()).isEmpty();
                count += hidden[i] ? 1 : 0;
            }
        }
        if (count == 1 && hidden.length > 1) {
            int smallest = -1;
            for (int i = 0; i < hidden.length; i++) {
                if (!hidden[i]
                        && (smallest < 0
                                || part.gathered().get(i).people()
                                        < part.gathered().get(smallest).people())) {
                    smallest = i;
                }
            }
            hidden[smallest] = true;
        }
        return hidden;
    }

    /// @param level of the states that are shown; 0 is the finest
    private Result result(
            ExactFindings.Part part, Method.Gathering gathered, int level, long[] counts) {
        return switch (part.method()) {
            case RatioMethod _ -> {
                int base = rules.counts().roundingBase();
                RatioMethod.Comparing group = (RatioMethod.Comparing) gathered;
                double expected = (double) Math.round(group.expected() / base) * base;
                yield widened(
                        counts,
                        n -> group.shown(n, expected),
                        base / 2.0 / Math.max(expected, base));
            }
            case TimeMethod time when time.isMedian() -> digits(gathered.result(), 3);
            case CountMethod count -> widened(counts, n -> shares(count, level, n), 0);
            case MeanMethod _ -> digits(gathered.result(), 3);
            default -> digits(gathered.result(), 2);
        };
    }

    private static Result shares(CountMethod method, int level, long[] counts) {
        for (long count : counts) {
            if (count > 0) {
                return level == 0 ? method.of(counts) : method.ofCoarser(level - 1, counts);
            }
        }
        return new Result.NotEstimable("There is nobody in this population.");
    }

    private interface OfCounts {
        Result of(long[] counts);
    }

    /// A result of rounded counts, with limits as wide as the counts that were rounded may be from
    /// them: each moved by half the base, one at a time, the changes added.
    private Result widened(long[] counts, OfCounts function, double more) {
        Result result = function.of(counts);
        double half = rules.counts().roundingBase() / 2.0;
        double[] middle = limits(result);
        if (middle.length == 0) {
            return result;
        }
        double below = more * middle[0];
        double above = more * middle[1];
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                continue; // none is none
            }
            double least = middle[0];
            double most = middle[1];
            for (int sign : new int[] {-1, 1}) {
                long[] moved = counts.clone();
                moved[i] = Math.max(1, counts[i] + sign * (long) half);
                double[] there = limits(function.of(moved));
                if (there.length == 2) {
                    least = Math.min(least, there[0]);
                    most = Math.max(most, there[1]);
                }
            }
            below += middle[0] - least;
            above += most - middle[1];
        }
        double lower = Math.max(0, middle[0] - below);
        double upper = middle[1] + above;
        return switch (result) {
            case Result.Identified(Interval i, Optional<String> assumption) ->
                    new Result.Identified(
                            new Interval(
                                    i.estimate(),
                                    lower,
                                    i.upper() <= 1 ? Math.min(1, upper) : upper,
                                    i.confidence()),
                            assumption);
            case Result.NotIdentified(Bounds set, _) ->
                    new Result.NotIdentified(set, new Bounds(lower, Math.min(1, upper)));
            case Result.NotEstimable _, Result.NotShown _ -> result;
        };
    }

    private static double[] limits(Result result) {
        return switch (result) {
            case Result.Identified(Interval i, _) -> new double[] {i.lower(), i.upper()};
            case Result.NotIdentified(_, Bounds limits) ->
                    new double[] {limits.lower(), limits.upper()};
            case Result.NotEstimable _, Result.NotShown _ -> new double[0];
        };
    }

    /// To so many digits, limits outwards.
    private static Result digits(Result result, int digits) {
        return result instanceof Result.Identified(Interval i, Optional<String> assumption)
                ? new Result.Identified(
                        new Interval(
                                rounded(i.estimate(), digits, RoundingMode.HALF_UP),
                                rounded(i.lower(), digits, RoundingMode.FLOOR),
                                rounded(i.upper(), digits, RoundingMode.CEILING),
                                i.confidence()),
                        assumption)
                : result;
    }

    private static double rounded(double value, int digits, RoundingMode mode) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(digits, mode)).doubleValue()
                : value;
    }
}
