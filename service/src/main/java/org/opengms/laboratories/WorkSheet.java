package org.opengms.laboratories;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;

/// Reads a list of work from comma-separated values as spreadsheets save them: the heading may
/// stand below other rows, separators may be commas, semicolons or tabs, columns may stand in any
/// order. A file with a column that says who patients are is refused whole; values of columns that
/// are not asked for are not taken.
public final class WorkSheet {
    /// The largest file taken.
    public static final int LARGEST_BYTES = 8 << 20;

    private static final int MOST_COLUMNS = 60;
    private static final int LAST_HEADING_ROW = 20;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private WorkSheet() {}

    /// Reads the bytes of a file.
    ///
    /// @throws IllegalArgumentException OGMS-6520 to OGMS-6523 if it is no list of work, or has a
    ///   column that says who patients are
    public static WorkTable read(byte[] bytes) {
        String text = text(bytes);
        for (char separator : SEPARATORS) {
            List<CsvTable.Row> rows = rows(text, separator);
            for (int i = 0; i < Math.min(LAST_HEADING_ROW, rows.size()); i++) {
                Optional<Map<WorkColumn, Integer>> columns = columns(rows.get(i));
                if (columns.isPresent()) {
                    return table(rows, i, columns.get());
                }
            }
        }
        throw new IllegalArgumentException(
                "OGMS-6521 The file has no heading of a list of work in its first %d rows: a row with at least reference, received, and test or method is needed. Check that it is the right sheet."
                        .formatted(LAST_HEADING_ROW));
    }

    private static String text(byte[] bytes) {
        if (bytes.length > LARGEST_BYTES) {
            throw unreadable(
                    "it is larger than %d MB. Send open orders and the last year's reports only."
                            .formatted(LARGEST_BYTES >> 20));
        }
        if (startsWith(bytes, 'P', 'K') || startsWith(bytes, 0xd0, 0xcf)) {
            throw unreadable("it is a workbook. Save the sheet as CSV UTF-8.");
        }
        if (startsWith(bytes, 0x1f, 0x8b)) {
            throw unreadable("it is packed. Unpack it first.");
        }
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
            throw unreadable(
                    "it is UTF-16, which spreadsheets call Unicode text. Save it as CSV UTF-8.");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "OGMS-6520 The file cannot be read: it is no UTF-8 text. Save the sheet as CSV UTF-8.",
                    e);
        }
        if (text.isBlank() || text.equals("\uFEFF")) {
            throw unreadable("it is empty. Check that it is the right file.");
        }
        if (text.indexOf('\0') >= 0) {
            throw unreadable("it is no text. Save the sheet as CSV UTF-8.");
        }
        if (text.stripLeading().startsWith("<")) {
            throw unreadable(
                    "it is a web page or another text with tags. Save the sheet as CSV UTF-8.");
        }
        return text;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException("OGMS-6520 The file cannot be read: " + why);
    }

    private static List<CsvTable.Row> rows(String text, char separator) {
        try {
            CsvTable.Form form =
                    new CsvTable.Form(
                            separator,
                            CsvTable.StrayQuotes.KEPT,
                            WorkTable.MOST_ROWS + LAST_HEADING_ROW,
                            MOST_COLUMNS);
            return CsvTable.parse(text, form).rows().stream().filter(r -> !r.isBlank()).toList();
        } catch (CsvProblem problem) {
            throw new IllegalArgumentException(
                    "OGMS-6523 The file cannot be read as CSV: " + problem.getMessage(), problem);
        }
    }

    private static Optional<Map<WorkColumn, Integer>> columns(CsvTable.Row row) {
        Map<WorkColumn, Integer> columns = new EnumMap<>(WorkColumn.class);
        for (int c = 0; c < row.fields().size(); c++) {
            int at = c;
            WorkColumn.of(row.field(c)).ifPresent(column -> columns.putIfAbsent(column, at));
        }
        boolean usable =
                columns.containsKey(WorkColumn.REFERENCE)
                        && columns.containsKey(WorkColumn.RECEIVED)
                        && (columns.containsKey(WorkColumn.TEST)
                                || columns.containsKey(WorkColumn.METHOD));
        return usable ? Optional.of(columns) : Optional.empty();
    }

    private static WorkTable table(
            List<CsvTable.Row> rows, int heading, Map<WorkColumn, Integer> columns) {
        CsvTable.Row titles = rows.get(heading);
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < titles.fields().size(); c++) {
            String title = titles.field(c);
            if (PersonalTraces.isHeading(title)) {
                throw new IllegalArgumentException(
                        "OGMS-6522 Column %d says who patients are. Nothing of the file was kept. Take that column out and send the file again."
                                .formatted(c + 1));
            }
            if (!columns.containsValue(c)) {
                notes.add(
                        title.isEmpty()
                                ? "Column %d has no heading and was not taken.".formatted(c + 1)
                                : "Column %d is not asked for and was not taken.".formatted(c + 1));
            }
        }
        if (heading > 0) {
            notes.add("%d rows above the heading were not taken.".formatted(heading));
        }
        List<WorkTable.Line> lines = new ArrayList<>();
        List<RefusedRow> refused = new ArrayList<>();
        for (CsvTable.Row row : rows.subList(heading + 1, rows.size())) {
            if (columns(row).isPresent()) {
                notes.add("Row %d repeats the heading and was not taken.".formatted(row.number()));
            } else if (row.fields().stream().anyMatch(PersonalTraces::isIn)) {
                refused.add(RefusedRow.of(row.number(), RowProblem.NHS_NUMBER));
            } else {
                lines.add(line(row, columns));
            }
        }
        if (lines.size() + refused.size() > WorkTable.MOST_ROWS) {
            throw new IllegalArgumentException(
                    "OGMS-6523 The file has more than %d orders. Send open orders and the last year's reports only."
                            .formatted(WorkTable.MOST_ROWS));
        }
        return new WorkTable(WorkFormat.CSV, lines, refused, notes);
    }

    private static WorkTable.Line line(CsvTable.Row row, Map<WorkColumn, Integer> columns) {
        Map<WorkColumn, String> values = new EnumMap<>(WorkColumn.class);
        columns.forEach((column, at) -> {
            String value = withoutDirt(row.field(at));
            if (!value.isEmpty()) {
                values.put(column, value);
            }
        });
        return new WorkTable.Line(row.number(), values);
    }

    /// Takes away what spreadsheets and their users put around a value to keep it as it is:
    /// `="00123"`, `'00123`, blanks that do not break.
    private static String withoutDirt(String field) {
        String value = field.replaceAll("[\\h\\u200B\\uFEFF]+", " ").strip();
        if (value.startsWith("=\"") && value.endsWith("\"") && value.length() > 2) {
            value = value.substring(2, value.length() - 1).strip();
        }
        return value.startsWith("'") ? value.substring(1).strip() : value;
    }
}
