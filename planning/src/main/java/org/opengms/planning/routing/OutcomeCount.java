package org.opengms.planning.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.opengms.csv.CsvTable;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;

/// How many requests had the same outcome.
///
/// @param outcome what came of each of them
/// @param requests how many, at least 1
public record OutcomeCount(Outcome outcome, int requests) {
    private static final List<String> COLUMNS =
            List.of(
                    "indication_group",
                    "subgroup",
                    "family",
                    "negative_before",
                    "method",
                    "result");

    private static final String REQUESTS = "requests";

    /// @throws IllegalArgumentException if there is none
    public OutcomeCount {
        if (requests < 1) {
            throw new IllegalArgumentException(
                    "OGMS-5650 An outcome of %s for %s counts %d requests. Count 1 or more."
                            .formatted(outcome.method(), outcome.indicationGroup(), requests));
        }
    }

    /// Reads a table with the columns `indication_group`, `subgroup`, `family`, `negative_before`
    /// (methods parted by blanks), `method` and `result`, in any order, and `requests` where a row
    /// stands for more than one. All other columns are left unread: what they say of a person can
    /// have no effect.
    ///
    /// @throws IllegalArgumentException naming the row if a column is missing or a value unknown
    public static List<OutcomeCount> parse(CsvTable table) {
        if (table.rows().isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-6235 The table of outcomes is empty. Its first row must name the columns.");
        }
        Map<String, Integer> column = new HashMap<>();
        CsvTable.Row heading = table.rows().getFirst();
        for (int i = 0; i < heading.fields().size(); i++) {
            column.putIfAbsent(heading.field(i).toLowerCase(Locale.ROOT), i);
        }
        List<Integer> positions = new ArrayList<>();
        for (String title : COLUMNS) {
            int position = column.getOrDefault(title, -1);
            if (position < 0) {
                throw new IllegalArgumentException(
                        "OGMS-6236 The table of outcomes has no column %s. It needs %s."
                                .formatted(title, String.join(", ", COLUMNS)));
            }
            positions.add(position);
        }
        int requests = column.getOrDefault(REQUESTS, -1);
        List<OutcomeCount> outcomes = new ArrayList<>();
        for (CsvTable.Row row : table.rows().subList(1, table.rows().size())) {
            if (!row.isBlank()) {
                outcomes.add(
                        new OutcomeCount(
                                outcome(row, positions), requests < 0 ? 1 : count(row, requests)));
            }
        }
        return outcomes;
    }

    /// The same as text, with a heading, in the order given; lines end in a line feed.
    ///
    /// @throws IllegalArgumentException if a text would not be read back as it is
    public static String text(List<OutcomeCount> outcomes) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(",requests\n");
        for (OutcomeCount count : outcomes) {
            Outcome o = count.outcome();
            text.append(plain(o.indicationGroup()))
                    .append(',')
                    .append(plain(o.subgroup()))
                    .append(',')
                    .append(word(o.family()))
                    .append(',')
                    .append(
                            o.negativeBefore().stream()
                                    .map(OutcomeCount::word)
                                    .collect(Collectors.joining(" ")))
                    .append(',')
                    .append(word(o.method()))
                    .append(',')
                    .append(word(o.result()))
                    .append(',')
                    .append(count.requests())
                    .append('\n');
        }
        return text.toString();
    }

    private static String plain(String value) {
        if (!value.equals(value.strip()) || value.matches("(?s).*[\",\r\n].*")) {
            throw new IllegalArgumentException(
                    "OGMS-5651 \"%s\" cannot stand in a table of outcomes. Leave out commas, quotes, line breaks and outer blanks."
                            .formatted(value));
        }
        return value;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Outcome outcome(CsvTable.Row row, List<Integer> positions) {
        List<String> values = positions.stream().map(row::field).toList();
        List<AssayMethod> before = new ArrayList<>();
        for (String method : values.get(3).split("\\s+", -1)) {
            if (!method.isEmpty()) {
                before.add(value(AssayMethod.class, method, row, COLUMNS.get(3)));
            }
        }
        return new Outcome(
                values.get(0),
                values.get(1),
                value(FamilyStructure.class, values.get(2), row, COLUMNS.get(2)),
                YieldTable.ordered(before),
                value(AssayMethod.class, values.get(4), row, COLUMNS.get(4)),
                value(Outcome.Result.class, values.get(5), row, COLUMNS.get(5)));
    }

    private static int count(CsvTable.Row row, int column) {
        String text = row.field(column);
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "OGMS-5652 Row %d of the outcomes says \"%s\" in column %s. It must be a whole number from 1 on."
                            .formatted(row.number(), text, REQUESTS));
        }
        return Integer.parseInt(text);
    }

    private static <E extends Enum<E>> E value(
            Class<E> type, String text, CsvTable.Row row, String column) {
        String constant = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(constant)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "OGMS-6237 Row %d of the outcomes says \"%s\" in column %s. It must be one of %s."
                        .formatted(row.number(), text, column, List.of(type.getEnumConstants())));
    }
}
