package org.opengms.evaluation.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opengms.disclosure.Dominance;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.table.Coordinates;
import org.opengms.disclosure.table.CountTable;
import org.opengms.disclosure.table.ProtectedTables;
import org.opengms.disclosure.table.TableProtection;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Protocol.Disclosure;
import org.opengms.evaluation.statistics.Bounds;
import org.opengms.planning.statistics.Interval;
import org.roaringbitmap.RoaringBitmap;

/// Makes published findings of exact ones.
///
/// All tables of an estimand are protected together: people by state, in each category of each
/// field, with every margin. What is published is then a function of the counts that are shown, as
/// they are shown (rounded), with limits that also hold what rounding leaves open. Means and costs
/// are magnitudes: shown to three digits where the counts are shown and nobody dominates the sum.
final class Publishing {
    private static final String STATE = "state";

    private final ExactFindings exact;
    private final Disclosure rules;

    Publishing(ExactFindings exact) {
        this.exact = exact;
        this.rules = exact.protocol().disclosure();
    }

    PublishedFindings publish() {
        List<PublishedFinding> findings = new ArrayList<>();
        List<Breakdown> breakdowns = new ArrayList<>();
        for (Map.Entry<Estimand, List<ExactFindings.Part>> of : exact.byEstimand().entrySet()) {
            ProtectedTables tables = protect(of.getValue());
            breakdowns.addAll(tables.breakdowns());
            for (ExactFindings.Part part : of.getValue()) {
                publish(part, tables, findings);
            }
        }
        return new PublishedFindings(exact, findings, breakdowns);
    }

    private ProtectedTables protect(List<ExactFindings.Part> parts) {
        List<CountTable> tables = new ArrayList<>();
        for (ExactFindings.Part part : parts) {
            if (parts.size() > 1 && part.grouping().field().isEmpty()) {
                continue; // the margins of the others
            }
            tables.add(table(part));
        }
        return TableProtection.protect(tables, rules.counts());
    }

    private CountTable table(ExactFindings.Part part) {
        List<String> states = part.method().shownStates();
        List<String> labels = part.grouping().labels();
        RoaringBitmap[][] people = new RoaringBitmap[labels.size()][states.size()];
        for (RoaringBitmap[] row : people) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new RoaringBitmap();
            }
        }
        for (int row = 0; row < exact.snapshot().orders().size(); row++) {
            if (part.filter().holds(row)) {
                int state = part.method().shownState(row);
                if (state >= 0) {
                    people[part.grouping().at(row)][state].add(row);
                }
            }
        }
        SortedMap<String, List<String>> categories = new TreeMap<>();
        categories.put(STATE, states);
        if (!part.grouping().field().isEmpty()) {
            categories.put(part.grouping().field(), labels);
        }
        Map<Coordinates, RoaringBitmap> cells = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            for (int j = 0; j < states.size(); j++) {
                cells.put(at(part.grouping().field(), labels.get(i), states.get(j)), people[i][j]);
            }
        }
        return new CountTable(categories, cells);
    }

    private static Coordinates at(String field, String label, @Nullable String state) {
        Map<String, String> of = new HashMap<>();
        if (!field.isEmpty()) {
            of.put(field, label);
        }
        if (state != null) {
            of.put(STATE, state);
        }
        return Coordinates.of(of);
    }

    private void publish(
            ExactFindings.Part part, ProtectedTables tables, List<PublishedFinding> into) {
        List<String> states = part.method().shownStates();
        boolean[] dominated = dominated(part);
        for (int i = 0; i < part.grouping().labels().size(); i++) {
            String label = part.grouping().labels().get(i);
            Map<String, PublishedCount> shown = new LinkedHashMap<>();
            long[] counts = new long[states.size()];
            boolean hidden = dominated[i];
            for (int j = 0; j < states.size(); j++) {
                PublishedCount count =
                        shown(tables, at(part.grouping().field(), label, states.get(j)));
                shown.put(states.get(j), count);
                if (count instanceof PublishedCount.Shown(long rounded)) {
                    counts[j] = rounded;
                } else {
                    hidden = true;
                }
            }
            Stratum stratum = ExactFindings.stratum(part.grouping(), i);
            Method.Gathering gathered = part.gathered().get(i);
            Result result = hidden ? new Result.NotShown() : result(part, gathered, counts);
            into.add(
                    new PublishedFinding(
                            part.estimand().id(),
                            stratum,
                            shown(tables, at(part.grouping().field(), label, null)),
                            shown,
                            stratum.equals(Stratum.ALL)
                                    ? missing(gathered.missing())
                                    : new TreeMap<>(),
                            result,
                            exact.query(part.estimand(), stratum)));
        }
    }

    private static PublishedCount shown(ProtectedTables tables, Coordinates at) {
        return tables.counts().getOrDefault(at, PublishedCount.HIDDEN);
    }

    /// Reasons, protected as a table of their own; whom they are about does not matter to that.
    private SortedMap<String, PublishedCount> missing(SortedMap<String, Long> counts) {
        SortedMap<String, PublishedCount> shown = new TreeMap<>();
        if (counts.isEmpty()) {
            return shown;
        }
        Map<Coordinates, RoaringBitmap> cells = new HashMap<>();
        long from = 0;
        for (Map.Entry<String, Long> reason : counts.entrySet()) {
            RoaringBitmap people = new RoaringBitmap();
            people.add(from, from + reason.getValue());
            from += reason.getValue();
            cells.put(at("reason", reason.getKey(), null), people);
        }
        SortedMap<String, List<String>> categories = new TreeMap<>();
        categories.put("reason", List.copyOf(counts.keySet()));
        ProtectedTables tables =
                TableProtection.protect(List.of(new CountTable(categories, cells)), rules.counts());
        counts.keySet()
                .forEach(reason -> shown.put(reason, shown(tables, at("reason", reason, null))));
        return shown;
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

    private Result result(ExactFindings.Part part, Method.Gathering gathered, long[] counts) {
        return switch (part.method()) {
            case RatioMethod ratio -> {
                int base = rules.counts().roundingBase();
                double expected =
                        (double) Math.round(((RatioMethod.Comparing) gathered).expected() / base)
                                * base;
                yield widened(
                        counts,
                        n -> ratio.shown(n, expected),
                        base / 2.0 / Math.max(expected, base));
            }
            case TimeMethod time when time.isMedian() -> digits(gathered.result(), 3);
            case CountMethod count -> widened(counts, n -> shares(count, n), 0);
            case MeanMethod _ -> digits(gathered.result(), 3);
            default -> digits(gathered.result(), 2);
        };
    }

    private static Result shares(CountMethod method, long[] counts) {
        for (long count : counts) {
            if (count > 0) {
                return method.of(counts);
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
