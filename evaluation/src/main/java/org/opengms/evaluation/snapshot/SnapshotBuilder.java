package org.opengms.evaluation.snapshot;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Code.YesNo;
import org.opengms.evaluation.snapshot.OrderField.Kind;

/// Puts a snapshot together, row by row, and keeps what cannot be taken out of it, with the reason.
/// What is added first counts: orders before re-analyses.
public final class SnapshotBuilder {
    private static final int MOST_ROWS = 20_000_000;
    private static final int FIELDS = OrderField.all().size();

    private final SnapshotDescription description;
    private final int firstDay;
    private final int lastDay;
    private final Words[] words = new Words[FIELDS];
    private final int[][] values = new int[FIELDS][1024];
    private final List<Map<String, Integer>> codes = new ArrayList<>();
    private int size;
    private int[] rowOfNumber = new int[1024];

    private final List<Reanalysis> reanalyses = new ArrayList<>();
    private final Map<String, Site> sites = new HashMap<>();

    private long rows;
    private final Map<ProblemReason, Long> counts = new EnumMap<>(ProblemReason.class);
    private final List<Problem> problems = new ArrayList<>();

    /// @param description what the snapshot is of
    public SnapshotBuilder(SnapshotDescription description) {
        this.description = description;
        firstDay = Math.toIntExact(description.firstDay().toEpochDay());
        lastDay = Math.toIntExact(description.day().toEpochDay());
        for (OrderField<?> field : OrderField.all()) {
            words[field.index()] = new Words();
            Map<String, Integer> known = new HashMap<>();
            for (Missing reason : Missing.values()) {
                known.put(reason.code(), reason.stored());
            }
            if (field.kind() instanceof Kind.Codes(List<? extends Code> list)) {
                for (int i = 0; i < list.size(); i++) {
                    known.put(list.get(i).code(), i);
                }
            }
            codes.add(known);
        }
        Arrays.fill(rowOfNumber, -1);
    }

    /// Adds an order.
    public SnapshotBuilder add(Order order) {
        addOrder("orders", rows + 2, order::text);
        return this;
    }

    /// Adds a site. The last that is said of an ODS code counts.
    public SnapshotBuilder add(Site site) {
        rows++;
        sites.put(site.ods(), site);
        return this;
    }

    /// Adds a re-analysis of an order that was added before.
    public SnapshotBuilder add(Reanalysis reanalysis) {
        add("reanalyses", rows + 2, reanalysis);
        return this;
    }

    void add(String file, long line, Reanalysis reanalysis) {
        rows++;
        OptionalInt row = find(reanalysis.order());
        if (row.isEmpty()) {
            tell(
                    file,
                    line,
                    "order",
                    ProblemReason.UNKNOWN_ORDER,
                    "No order of this number is in the snapshot. Take it from the same source as the orders.");
            return;
        }
        int ended = values[OrderField.ENDED.index()][row.getAsInt()];
        int ending = values[OrderField.ENDING.index()][row.getAsInt()];
        long day = reanalysis.day().toEpochDay();
        if (day > lastDay || (ended >= 0 && day < ended)) {
            tell(
                    file,
                    line,
                    "day",
                    ProblemReason.IMPOSSIBLE_DATE,
                    "A re-analysis is not before the report and not after the snapshot.");
        } else if (ending != Ending.REPORTED.place()) {
            tell(
                    file,
                    line,
                    "order",
                    ProblemReason.CONTRADICTION,
                    "Only what was reported can be analysed again.");
        } else {
            reanalyses.add(reanalysis);
        }
    }

    void countRow() {
        rows++;
    }

    void tell(String file, long line, String field, ProblemReason reason, String advice) {
        counts.merge(reason, 1L, Long::sum);
        if (problems.size() < Intake.MOST_LISTED) {
            problems.add(new Problem(file, line, field, reason, advice));
        }
    }

    private OptionalInt find(String number) {
        OptionalInt known = words[OrderField.NUMBER.index()].find(number);
        return known.isEmpty() || rowOfNumber[known.getAsInt()] < 0
                ? OptionalInt.empty()
                : OptionalInt.of(rowOfNumber[known.getAsInt()]);
    }

    /// @param texts by place of the field
    void addOrder(String file, long line, IntFunction<String> texts) {
        rows++;
        if (size == MOST_ROWS) {
            throw new IllegalArgumentException(
                    "OGMS-9031 A snapshot has more than %,d orders. Split it by period."
                            .formatted(MOST_ROWS));
        }
        if (size == values[0].length) {
            for (int i = 0; i < FIELDS; i++) {
                values[i] = Arrays.copyOf(values[i], size * 2);
            }
        }
        for (OrderField<?> field : OrderField.all()) {
            values[field.index()][size] = value(file, line, field, texts.apply(field.index()));
        }
        int number = at(OrderField.NUMBER);
        Refusal refusal = refusal();
        if (refusal != null) {
            tell(file, line, refusal.field().name(), refusal.reason(), refusal.advice());
            return;
        }
        if (number >= rowOfNumber.length) {
            int old = rowOfNumber.length;
            rowOfNumber = Arrays.copyOf(rowOfNumber, Math.max(old * 2, number + 1));
            Arrays.fill(rowOfNumber, old, rowOfNumber.length, -1);
        }
        rowOfNumber[number] = size++;
    }

    private int at(OrderField<?> field) {
        return values[field.index()][size];
    }

    private record Refusal(OrderField<?> field, ProblemReason reason, String advice) {}

    /// What is wrong with the row as a whole.
    private @Nullable Refusal refusal() {
        int number = at(OrderField.NUMBER);
        if (number < 0) {
            return new Refusal(
                    OrderField.NUMBER,
                    ProblemReason.NOT_IDENTIFIED,
                    "Every order has a number, a pseudonym.");
        }
        if (number < rowOfNumber.length && rowOfNumber[number] >= 0) {
            return new Refusal(
                    OrderField.NUMBER,
                    ProblemReason.DUPLICATE_NUMBER,
                    "Another order, above, has the same number; that one counts.");
        }
        int ordered = at(OrderField.ORDERED);
        if (ordered < 0) {
            return new Refusal(
                    OrderField.ORDERED,
                    ProblemReason.NOT_IDENTIFIED,
                    "Every order has a day on which it was ordered.");
        }
        if (ordered < firstDay) {
            return new Refusal(
                    OrderField.ORDERED,
                    ProblemReason.OUTSIDE_PERIOD,
                    "The snapshot begins on %s.".formatted(description.firstDay()));
        }
        for (OrderField<?> day :
                List.of(
                        OrderField.ORDERED,
                        OrderField.RECEIVED,
                        OrderField.ENDED,
                        OrderField.RESEARCH_WITHDRAWN)) {
            if (at(day) > lastDay) {
                return new Refusal(
                        day,
                        ProblemReason.IMPOSSIBLE_DATE,
                        "The snapshot is of %s; nothing in it is later."
                                .formatted(description.day()));
            }
        }
        int ended = at(OrderField.ENDED);
        if (ended >= 0 && ended < ordered) {
            return new Refusal(
                    OrderField.ENDED,
                    ProblemReason.IMPOSSIBLE_DATE,
                    "An order does not end before it is ordered.");
        }
        int ending = at(OrderField.ENDING);
        if (ending == Ending.REPORTED.place() && ended >= 0 && at(OrderField.RECEIVED) > ended) {
            return new Refusal(
                    OrderField.ENDED,
                    ProblemReason.IMPOSSIBLE_DATE,
                    "Nothing is reported before the sample is there.");
        }
        return contradiction(ending, ended);
    }

    private @Nullable Refusal contradiction(int ending, int ended) {
        if (ending == Ending.OPEN.place() && ended >= 0) {
            return new Refusal(
                    OrderField.ENDED,
                    ProblemReason.CONTRADICTION,
                    "An open order has no day on which it ended: write ?not-applicable.");
        }
        boolean outcome = at(OrderField.SOLVED) >= 0 || at(OrderField.ACTIONABILITY) >= 0;
        if (outcome && ending >= 0 && ending != Ending.REPORTED.place()) {
            return new Refusal(
                    OrderField.SOLVED,
                    ProblemReason.CONTRADICTION,
                    "Only a reported order has an outcome: write ?not-applicable.");
        }
        int utility = at(OrderField.UTILITY);
        if (utility >= 0
                && (utility & 1 << Utility.NONE.place()) != 0
                && Integer.bitCount(utility) > 1) {
            return new Refusal(
                    OrderField.UTILITY,
                    ProblemReason.CONTRADICTION,
                    "No utility and some utility exclude each other.");
        }
        int response = at(OrderField.RESPONSE);
        int drawn = at(OrderField.FOLLOW_UP);
        if (drawn == YesNo.YES.place()
                && (response == Response.ANSWERED.place()
                        || response == Response.NOT_ASKED.place())) {
            return new Refusal(
                    OrderField.FOLLOW_UP,
                    ProblemReason.CONTRADICTION,
                    "Only who was asked and had not answered is drawn into the follow-up.");
        }
        if (response == Response.ANSWERED_ON_FOLLOW_UP.place() && drawn != YesNo.YES.place()) {
            return new Refusal(
                    OrderField.FOLLOW_UP,
                    ProblemReason.CONTRADICTION,
                    "Who answered on follow-up was drawn into it.");
        }
        return null;
    }

    private int value(String file, long line, OrderField<?> field, String text) {
        Map<String, Integer> known = codes.get(field.index());
        Integer code = known.get(text);
        if (code != null) {
            return code;
        }
        if (text.isBlank()) {
            tell(
                    file,
                    line,
                    field.name(),
                    ProblemReason.UNEXPLAINED_BLANK,
                    "Write why there is no value: ?not-recorded, ?not-linked, ?not-applicable or ?refused.");
            return Missing.NOT_RECORDED.stored();
        }
        switch (field.kind()) {
            case Kind.Words(java.util.regex.Pattern form) -> {
                OptionalInt word = words[field.index()].find(text);
                if (word.isPresent()) {
                    return word.getAsInt();
                }
                if (form.matcher(text).matches()) {
                    return words[field.index()].number(text);
                }
                tell(
                        file,
                        line,
                        field.name(),
                        ProblemReason.WRONG_FORM,
                        "A word begins with a letter or digit and has at most 100 signs.");
            }
            case Kind.Codes(List<? extends Code> list) ->
                    tell(
                            file,
                            line,
                            field.name(),
                            ProblemReason.OUTSIDE_CODE_LIST,
                            "Write one of %s.".formatted(list.stream().map(Code::code).toList()));
            case Kind.Sets(List<? extends Code> list) -> {
                int all = 0;
                for (String one : text.split("\\|", -1)) {
                    int at = list.stream().map(Code::code).toList().indexOf(one);
                    if (at < 0) {
                        tell(
                                file,
                                line,
                                field.name(),
                                ProblemReason.OUTSIDE_CODE_LIST,
                                "Write some of %s with | between."
                                        .formatted(list.stream().map(Code::code).toList()));
                        return Missing.NOT_RECORDED.stored();
                    }
                    all |= 1 << at;
                }
                known.put(text, all);
                return all;
            }
            case Kind.Days _ -> {
                try {
                    long day = LocalDate.parse(text).toEpochDay();
                    if (day >= 0 && day < Integer.MAX_VALUE) {
                        known.put(text, (int) day);
                        return (int) day;
                    }
                } catch (DateTimeParseException _) {
                    // told below
                }
                tell(
                        file,
                        line,
                        field.name(),
                        ProblemReason.WRONG_FORM,
                        "Write a day since 1970 as 2026-11-30.");
            }
            case Kind.Numbers(int least, int most) -> {
                if (!text.matches("-?[0-9]{1,9}|1000000000")) {
                    tell(
                            file,
                            line,
                            field.name(),
                            ProblemReason.WRONG_FORM,
                            "Write a whole number.");
                } else {
                    int value = Integer.parseInt(text, 10);
                    if (value >= least && value <= most) {
                        if (known.size() < 100_000) {
                            known.put(text, value);
                        }
                        return value;
                    }
                    tell(
                            file,
                            line,
                            field.name(),
                            ProblemReason.OUT_OF_RANGE,
                            "Write a number from %d to %d.".formatted(least, most));
                }
            }
        }
        return Missing.NOT_RECORDED.stored();
    }

    /// The snapshot.
    public Snapshot build() {
        Orders orders = orders();
        List<Site> ordered =
                sites.values().stream().sorted(java.util.Comparator.comparing(Site::ods)).toList();
        return build(
                orders,
                ordered,
                SnapshotHash.of(
                        description,
                        Map.of(
                                "orders",
                                        SnapshotTables.hash(
                                                out -> SnapshotTables.writeOrders(orders, out)),
                                "reanalyses",
                                        SnapshotTables.hash(out ->
                                                SnapshotTables.writeReanalyses(reanalyses, out)),
                                "sites",
                                        SnapshotTables.hash(
                                                out -> SnapshotTables.writeSites(ordered, out)))));
    }

    /// The snapshot, of tables that were hashed as they were read.
    Snapshot build(Map<String, String> hashes) {
        List<Site> ordered =
                sites.values().stream().sorted(java.util.Comparator.comparing(Site::ods)).toList();
        return build(orders(), ordered, SnapshotHash.of(description, hashes));
    }

    private Snapshot build(Orders orders, List<Site> ordered, String hash) {
        return new Snapshot(
                description, orders, reanalyses, ordered, hash, new Intake(rows, counts, problems));
    }

    private Orders orders() {
        int[][] trimmed = new int[FIELDS][];
        for (int i = 0; i < FIELDS; i++) {
            trimmed[i] = Arrays.copyOf(values[i], size);
        }
        return new Orders(size, trimmed, words, rowOfNumber.clone());
    }
}
