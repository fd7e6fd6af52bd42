package org.opengms.evaluation.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.MissingData;
import org.opengms.evaluation.protocol.Prices;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.snapshot.Code.Actionability;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Method;
import org.opengms.evaluation.snapshot.Code.Research;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.snapshot.Reanalysis;
import org.opengms.evaluation.snapshot.Snapshot;

/// The method of each estimand of a protocol over one snapshot, and what values it takes from an
/// order.
final class Methods {
    /// A question that does not apply, as whether a cancer case is solved, is no missing answer.
    private static final int NOT_ASKED = Missing.NOT_APPLICABLE.stored();

    private final Protocol protocol;
    private final Snapshot snapshot;
    private final Orders orders;
    private final int lastDay;
    private final Map<String, Grouping> groupings = new HashMap<>();
    private @Nullable IntUnaryOperator costs;

    Methods(Protocol protocol, Snapshot snapshot) {
        this.protocol = protocol;
        this.snapshot = snapshot;
        this.orders = snapshot.orders();
        this.lastDay = Math.toIntExact(snapshot.description().day().toEpochDay());
    }

    Grouping grouping(String field) {
        return groupings.computeIfAbsent(
                field,
                name ->
                        name.isEmpty()
                                ? Grouping.whole(orders)
                                : Grouping.of(orders, name, protocol.mostCategories()));
    }

    private Grouping together(List<String> fields) {
        return Grouping.together(fields.stream().map(this::grouping).toList(), orders);
    }

    Filter filter(Estimand estimand) {
        return new Filter(protocol.population(estimand.population()), orders);
    }

    org.opengms.evaluation.run.Method method(Estimand estimand) {
        double confidence = protocol.confidence();
        return switch (estimand.measure()) {
            case DIAGNOSTIC_YIELD -> share(estimand, OrderField.SOLVED, solved());
            case ACTIONABILITY -> share(estimand, OrderField.ACTIONABILITY, actionable());
            case CLINICAL_UTILITY -> share(estimand, OrderField.UTILITY, useful());
            case WITHIN_STANDARD -> share(estimand, OrderField.ENDED, withinStandard());
            case REANALYSIS_GAIN -> share(estimand, OrderField.SOLVED, reanalysis());
            case RESEARCH_CONSENT -> share(estimand, OrderField.RESEARCH, consent());
            case RESEARCH_WITHDRAWAL -> share(estimand, OrderField.RESEARCH, withdrawal());
            case WGS_ACCESS -> share(estimand, OrderField.METHOD, wgs());
            case WGS_ACCESS_RATIO -> ratio(estimand, OrderField.METHOD, wgs());
            case YIELD_RATIO -> ratio(estimand, OrderField.SOLVED, solved());
            case REPORTED_BY_DAY -> new TimeMethod(orders, lastDay, estimand.day(), confidence);
            case MEDIAN_DAYS_TO_REPORT ->
                    new TimeMethod(orders, lastDay, OptionalInt.empty(), confidence);
            case MEAN_TURNAROUND -> mean(estimand, OrderField.ENDED, turnaround());
            case COST_PER_TEST -> mean(estimand, OrderField.COST_PENCE, costs());
            case COST_PER_DIAGNOSIS ->
                    new CostPerDiagnosisMethod(
                            orders,
                            costs(),
                            solved(),
                            protocol.bootstrapReplications(),
                            seed(estimand),
                            confidence);
            case COST_PER_ADDITIONAL_DIAGNOSIS -> {
                List<String> cells = new ArrayList<>(List.of("indication"));
                cells.addAll(estimand.weightedBy());
                yield new IncrementalMethod(orders, costs(), solved(), together(cells), confidence);
            }
            case DIGITISING_EFFECT -> new WedgeMethod(snapshot, confidence);
        };
    }

    private long seed(Estimand estimand) {
        return protocol.seed() + estimand.id().hashCode();
    }

    private MeanMethod mean(Estimand estimand, OrderField<?> field, IntUnaryOperator value) {
        return new MeanMethod(
                orders,
                field,
                value,
                protocol.bootstrapReplications(),
                seed(estimand),
                protocol.confidence());
    }

    private ShareMethod share(Estimand estimand, OrderField<?> field, IntUnaryOperator kind) {
        return new ShareMethod(
                orders,
                estimand.missingData(),
                protocol.confidence(),
                field,
                kind,
                estimand.missingData() == MissingData.WEIGHTED_WITHIN_STRATA
                        ? together(estimand.weightedBy())
                        : null);
    }

    private RatioMethod ratio(Estimand estimand, OrderField<?> field, IntUnaryOperator kind) {
        return new RatioMethod(
                orders,
                field,
                kind,
                together(estimand.weightedBy()),
                filter(estimand),
                protocol.confidence());
    }

    private static int kind(boolean is) {
        return is ? ShareMethod.YES : ShareMethod.NO;
    }

    private IntUnaryOperator solved() {
        Column column = orders.column(OrderField.SOLVED);
        boolean[] means = new boolean[Solved.values().length];
        protocol.solvedMeans().forEach(s -> means[s.place()] = true);
        int unknown = Solved.UNKNOWN.place();
        return row -> {
            int value = column.at(row);
            if (value == NOT_ASKED) {
                return ShareMethod.OUTSIDE;
            }
            return value < 0 || value == unknown ? ShareMethod.UNKNOWN : kind(means[value]);
        };
    }

    private IntUnaryOperator actionable() {
        Column column = orders.column(OrderField.ACTIONABILITY);
        int yes = Actionability.YES.place();
        return row -> column.at(row) < 0 ? ShareMethod.UNKNOWN : kind(column.at(row) == yes);
    }

    private IntUnaryOperator useful() {
        Column column = orders.column(OrderField.UTILITY);
        int nothing = 1 << Utility.NONE.place();
        int unknown = 1 << Utility.UNKNOWN.place();
        return row -> {
            int value = column.at(row);
            return value < 0 || value == unknown
                    ? ShareMethod.UNKNOWN
                    : kind((value & ~(nothing | unknown)) != 0);
        };
    }

    private IntUnaryOperator withinStandard() {
        Column received = orders.column(OrderField.RECEIVED);
        Column standard = orders.column(OrderField.STANDARD);
        Column ending = orders.column(OrderField.ENDING);
        Column ended = orders.column(OrderField.ENDED);
        int reported = Ending.REPORTED.place();
        int open = Ending.OPEN.place();
        return row -> {
            int from = received.at(row);
            int days = standard.at(row);
            int how = ending.at(row);
            if (from < 0 || days < 0) {
                // Of who was never received nothing was due; of others it is not known.
                return how == reported ? ShareMethod.UNKNOWN : ShareMethod.OUTSIDE;
            }
            if (from + days > lastDay) {
                return ShareMethod.OUTSIDE;
            }
            if (how == open) {
                return ShareMethod.NO;
            }
            int until = ended.at(row);
            if (how < 0 || until < 0) {
                return ShareMethod.UNKNOWN;
            }
            boolean inTime = until - from <= days;
            return how == reported ? kind(inTime) : inTime ? ShareMethod.OUTSIDE : ShareMethod.NO;
        };
    }

    private IntUnaryOperator turnaround() {
        Column received = orders.column(OrderField.RECEIVED);
        Column ended = orders.column(OrderField.ENDED);
        return row ->
                received.isKnown(row) && ended.isKnown(row) ? ended.at(row) - received.at(row) : -1;
    }

    private IntUnaryOperator reanalysis() {
        BitSet looked = new BitSet();
        BitSet unknown = new BitSet();
        BitSet gained = new BitSet();
        for (Reanalysis one : snapshot.reanalyses()) {
            OptionalInt row = orders.find(one.order());
            if (row.isPresent() && !protocol.solvedMeans().contains(one.before())) {
                int at = row.getAsInt();
                looked.set(at);
                boolean known = one.after() != Solved.UNKNOWN;
                unknown.set(at, !known && !gained.get(at));
                gained.set(at, gained.get(at) || protocol.solvedMeans().contains(one.after()));
            }
        }
        return row ->
                !looked.get(row)
                        ? ShareMethod.OUTSIDE
                        : unknown.get(row) && !gained.get(row)
                                ? ShareMethod.UNKNOWN
                                : kind(gained.get(row));
    }

    private IntUnaryOperator consent() {
        Column column = orders.column(OrderField.RESEARCH);
        int yes = Research.YES.place();
        int never = Research.NOT_ASKED.place();
        return row -> {
            int value = column.at(row);
            return value < 0
                    ? ShareMethod.UNKNOWN
                    : value == never ? ShareMethod.OUTSIDE : kind(value == yes);
        };
    }

    private IntUnaryOperator withdrawal() {
        Column choice = orders.column(OrderField.RESEARCH);
        Column withdrawn = orders.column(OrderField.RESEARCH_WITHDRAWN);
        int yes = Research.YES.place();
        int none = NOT_ASKED;
        return row -> {
            if (choice.at(row) != yes) {
                return ShareMethod.OUTSIDE;
            }
            int value = withdrawn.at(row);
            return value >= 0
                    ? ShareMethod.YES
                    : value == none ? ShareMethod.NO : ShareMethod.UNKNOWN;
        };
    }

    private IntUnaryOperator wgs() {
        Column column = orders.column(OrderField.METHOD);
        int wgs = Method.WGS.place();
        return row -> column.at(row) < 0 ? ShareMethod.UNKNOWN : kind(column.at(row) == wgs);
    }

    /// Cost from the accounts, else from counted activities.
    private IntUnaryOperator costs() {
        if (costs == null) {
            Prices prices = protocol.prices();
            Column account = orders.column(OrderField.COST_PENCE);
            Column method = orders.column(OrderField.METHOD);
            int[] assay = new int[Method.values().length];
            prices.assayPence().forEach((m, pence) -> assay[m.place()] = pence);
            Column[] counted = {
                orders.column(OrderField.EXTRACTIONS),
                orders.column(OrderField.ASSAYS),
                orders.column(OrderField.ANALYSES),
                orders.column(OrderField.INTERPRETATION_MINUTES),
                orders.column(OrderField.MEETING_MINUTES),
                orders.column(OrderField.CONFIRMATIONS)
            };
            int[] each = {
                prices.extractionPence(),
                0,
                prices.analysisPence(),
                prices.interpretationMinutePence(),
                prices.meetingMinutePence(),
                prices.confirmationPence()
            };
            costs =
                    row -> {
                        if (account.isKnown(row)) {
                            return account.at(row);
                        }
                        if (!method.isKnown(row)) {
                            return -1;
                        }
                        long sum = 0;
                        for (int i = 0; i < counted.length; i++) {
                            if (!counted[i].isKnown(row)) {
                                return -1;
                            }
                            sum +=
                                    (long) counted[i].at(row)
                                            * (i == 1 ? assay[method.at(row)] : each[i]);
                        }
                        return (int) Math.min(sum, Integer.MAX_VALUE);
                    };
        }
        return costs;
    }
}
