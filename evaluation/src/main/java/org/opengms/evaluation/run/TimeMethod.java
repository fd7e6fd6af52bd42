package org.opengms.evaluation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.statistics.Limits;
import org.opengms.evaluation.statistics.MissingOutcomes;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.evaluation.statistics.TimeToEvent;
import org.opengms.planning.statistics.Interval;

/// Days from the order to the report, other endings competing. Exact numbers are by the day; what
/// is published is the life table of parts of the time asked for, of some 60 days.
final class TimeMethod extends CountMethod {
    private static final String ASSUMPTION =
            "orders that are still open will take as long as earlier ones did";

    private final Column ordered;
    private final Column ended;
    private final Column ending;
    private final int lastDay;
    private final OptionalInt by;
    private final int until;
    private final int parts;
    private final double confidence;

    /// @param by day asked for; the median if empty
    TimeMethod(Orders orders, int lastDay, OptionalInt by, double confidence) {
        this.ordered = orders.column(OrderField.ORDERED);
        this.ended = orders.column(OrderField.ENDED);
        this.ending = orders.column(OrderField.ENDING);
        this.lastDay = lastDay;
        this.by = by;
        until = by.orElse(84);
        parts = Math.max(2, until / 60);
        this.confidence = confidence;
    }

    @Override
    public String words() {
        return by.isPresent()
                ? "Cumulative incidence with competing endings (Aalen and Johansen 1978), log(−log) limits. Published: from counts in parts of the time, those still open counted half at risk (actuarial life table); where a part is too small to show, of the whole time in one; else the bounds of those reported in time, whoever is open taken as either."
                : "Median of Kaplan and Meier (1958, doi:10.1080/01621459.1958.10501452), other endings censored, limits of Brookmeyer and Crowley (1982, doi:10.2307/2530286).";
    }

    @Override
    List<String> states() {
        List<String> states = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            String days =
                    "days %d to %d"
                            .formatted(
                                    part == 1 ? 0 : (part - 1) * until / parts + 1,
                                    part * until / parts);
            states.add("reported, " + days);
            states.add("ended otherwise, " + days);
            states.add("open, " + days);
        }
        states.add("later");
        states.add("not known");
        return states;
    }

    @Override
    public boolean isMissing(int state) {
        return state == parts * 3 + 1;
    }

    /// The whole time in one part; then only whether it was reported in it.
    @Override
    public List<Coarser> coarser() {
        List<Integer> whole = new ArrayList<>();
        List<Integer> alone = new ArrayList<>();
        for (int state = 0; state < parts * 3; state++) {
            whole.add(state % 3);
            alone.add(state % 3);
        }
        whole.addAll(List.of(3, 4));
        alone.addAll(List.of(1, 2));
        String days = "days 0 to " + until;
        return List.of(
                new Coarser(
                        List.of(
                                "reported, " + days,
                                "ended otherwise, " + days,
                                "open, " + days,
                                "later",
                                "not known"),
                        whole),
                new Coarser(
                        List.of(
                                "reported, " + days,
                                "ended otherwise or later",
                                "open, %s, or not known".formatted(days)),
                        alone));
    }

    @Override
    Result ofCoarser(int level, long[] n) {
        if (level == 0) {
            return lifeTable(n, 1);
        }
        long known = n[0] + n[1];
        if (known == 0) {
            return new Result.NotEstimable("Nobody was followed for so long.");
        }
        if (n[2] == 0) {
            return ShareMethod.identified(Proportion.of(n[0], known).wilson(confidence), "");
        }
        MissingOutcomes outcomes = new MissingOutcomes(n[0], known, n[2]);
        return new Result.NotIdentified(outcomes.worstCase(), outcomes.ofTheTrueValue(confidence));
    }

    boolean isMedian() {
        return by.isEmpty();
    }

    private int days(int row) {
        int code = ending.at(row);
        if (code == Ending.OPEN.place()) {
            return lastDay - ordered.at(row);
        }
        return code >= 0 && ended.isKnown(row) ? ended.at(row) - ordered.at(row) : -1;
    }

    private int cause(int row) {
        int code = ending.at(row);
        return code == Ending.REPORTED.place() ? 1 : code == Ending.OPEN.place() ? 0 : 2;
    }

    @Override
    int state(int row) {
        int days = days(row);
        if (days < 0) {
            return parts * 3 + 1;
        }
        int cause = cause(row);
        // Who is open on the day itself was looked at until it.
        if (days > until || (days == until && cause == 0)) {
            return parts * 3;
        }
        int part = 0;
        while (days > (part + 1) * until / parts) {
            part++;
        }
        return part * 3 + (cause == 1 ? 0 : cause == 2 ? 1 : 2);
    }

    @Override
    void missing(int row, MissingCounts into) {
        if (days(row) < 0) {
            if (ending.isKnown(row)) {
                into.add(OrderField.ENDED, ended.at(row));
            } else {
                into.add(OrderField.ENDING, ending.at(row));
            }
        }
    }

    /// Of the life table.
    @Override
    Result of(long[] n) {
        return lifeTable(n, parts);
    }

    private Result lifeTable(long[] n, int parts) {
        long people = 0;
        for (int i = 0; i <= parts * 3; i++) {
            people += n[i];
        }
        double[] reached = new double[parts];
        double[] before = new double[parts];
        double[] size = new double[parts];
        double incidence = 0;
        double survival = 1;
        double atRisk = (double) people;
        for (int part = 0; part < parts; part++) {
            long ended = n[part * 3] + n[part * 3 + 1];
            size[part] = atRisk - n[part * 3 + 2] / 2.0;
            if (size[part] <= 0) {
                return new Result.NotEstimable("Nobody was followed for so long.");
            }
            before[part] = survival;
            incidence += survival * n[part * 3] / size[part];
            survival *= Math.max(0, 1 - ended / size[part]);
            reached[part] = incidence;
            atRisk -= ended + n[part * 3 + 2];
        }
        if (incidence <= 0 || incidence >= 1) {
            return ShareMethod.identified(
                    Proportion.of(incidence <= 0 ? 0 : people, people).wilson(confidence),
                    ASSUMPTION);
        }
        // The delta method, as for the curve by the day (Marubini and Valsecchi 1995).
        double variance = 0;
        for (int part = 0; part < parts; part++) {
            double own = (double) n[part * 3];
            double ended = own + (double) n[part * 3 + 1];
            double left = incidence - reached[part];
            double at = size[part];
            variance +=
                    (ended < at ? left * left * ended / (at * (at - ended)) : 0)
                            + before[part] * before[part] * own * (at - own) / (at * at * at)
                            - 2 * left * before[part] * own / (at * at);
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double theta = z * Math.sqrt(Math.max(0, variance)) / (incidence * Math.log(incidence));
        return ShareMethod.identified(
                new Interval(
                        incidence,
                        Math.pow(incidence, Math.exp(-theta)),
                        Math.pow(incidence, Math.exp(theta)),
                        confidence),
                ASSUMPTION);
    }

    @Override
    public Gathering gather(String stratum) {
        return new Following();
    }

    private final class Following implements Gathering {
        private final TimeToEvent days = TimeToEvent.ofCauses(2);
        private final MissingCounts missing = new MissingCounts();
        private final TimeToEvent alone = TimeToEvent.ofCauses(1);
        private long unknown;

        @Override
        public void add(int row) {
            int after = days(row);
            if (after < 0) {
                unknown++;
                TimeMethod.this.missing(row, missing);
            } else {
                days.record(after, cause(row));
                alone.record(after, cause(row) == 1 ? 1 : TimeToEvent.CENSORED);
            }
        }

        @Override
        public long people() {
            return days.people() + unknown;
        }

        @Override
        public SortedMap<String, Long> missing() {
            return missing.all();
        }

        @Override
        public Result result() {
            if (days.people() == 0) {
                return new Result.NotEstimable("There is nobody in this population.");
            }
            if (by.isPresent()) {
                return days.cumulativeIncidence(1)
                        .find(by.getAsInt(), confidence, Limits.LOG_LOG)
                        .<Result>map(i -> ShareMethod.identified(i, ASSUMPTION))
                        .orElseGet(
                                () -> new Result.NotEstimable("Nobody was followed for so long."));
            }
            Interval median = alone.kaplanMeier().median(confidence, Limits.LOG_LOG);
            return Double.isFinite(median.estimate())
                    ? ShareMethod.identified(
                            median, ASSUMPTION + "; nothing else would have ended them")
                    : new Result.NotEstimable("Less than half were reported.");
        }
    }
}
