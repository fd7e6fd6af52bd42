package org.opengms.planning.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opengms.csv.CsvTable;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;

/// What came of one request: who was selected for the test by what is known here, and whether it
/// found the cause.
///
/// @param indicationGroup of the request
/// @param subgroup of the indication, as recorded at the request
/// @param family whose samples were tested
/// @param negativeBefore tests that had found nothing
/// @param method that was done
/// @param result of it
public record Outcome(
        String indicationGroup,
        String subgroup,
        FamilyStructure family,
        Set<AssayMethod> negativeBefore,
        AssayMethod method,
        Result result) {
    /// Keeps the tests in a fixed order.
    public Outcome {
        negativeBefore = YieldTable.ordered(negativeBefore);
    }

    /// Whether the cause was found.
    public enum Result {
        /// It was.
        FOUND,
        /// It was not.
        NOT_FOUND,
        /// Not reported yet: it tells who was selected and nothing of the yield.
        PENDING
    }

    private static final List<String> COLUMNS =
            List.of(
                    "indication_group",
                    "subgroup",
                    "family",
                    "negative_before",
                    "method",
                    "result");

    /// Reads a table with the columns `indication_group`, `subgroup`, `family`, `negative_before`
    /// (methods parted by blanks), `method` and `result`, in any order. All other columns are left
    /// unread: what they say of a person can have no effect.
    ///
    /// @throws IllegalArgumentException naming the row if a column is missing or a value unknown
    public static List<Outcome> parse(CsvTable table) {
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
        for (String name : COLUMNS) {
            int position = column.getOrDefault(name, -1);
            if (position < 0) {
                throw new IllegalArgumentException(
                        "OGMS-6236 The table of outcomes has no column %s. It needs %s."
                                .formatted(name, String.join(", ", COLUMNS)));
            }
            positions.add(position);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (CsvTable.Row row : table.rows().subList(1, table.rows().size())) {
            if (!row.isBlank()) {
                outcomes.add(parse(row, positions));
            }
        }
        return outcomes;
    }

    private static Outcome parse(CsvTable.Row row, List<Integer> positions) {
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
                value(Result.class, values.get(5), row, COLUMNS.get(5)));
    }

    private static <E extends Enum<E>> E value(
            Class<E> type, String text, CsvTable.Row row, String column) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "OGMS-6237 Row %d of the outcomes says \"%s\" in column %s. It must be one of %s."
                        .formatted(row.number(), text, column, List.of(type.getEnumConstants())));
    }
}
