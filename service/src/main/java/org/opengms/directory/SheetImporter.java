package org.opengms.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.directory.SheetImport.Note;
import org.opengms.directory.SheetImport.NoteRule;
import org.opengms.directory.SheetImport.UnusableRow;

/// Reads the national rare-disease sheet, as a workbook (`.xlsx`) or as CSV, into a version of the
/// test directory. Values are cleaned by the rules of [NoteRule] alone, each change is noted, and a
/// row that cannot be used is reported with its number and the reason.
///
/// The sheet states no eligibility criteria, specialties, ages or family structures: those stay
/// absent. It states no turnaround either: [SheetRules] assign a class, and [SheetEntry#assignedBy]
/// says so.
public final class SheetImporter {
    /// The largest file taken, unpacked.
    private static final int LARGEST_BYTES = 64 << 20;

    /// How far down the heading may stand.
    private static final int LAST_HEADING_ROW = 100;

    private static final List<SheetColumn> NEEDED =
            List.of(
                    SheetColumn.INDICATION_CODE,
                    SheetColumn.TEST_CODE,
                    SheetColumn.INDICATION_NAME,
                    SheetColumn.METHOD);

    /// A PanelApp identifier in a target: `Intellectual disability (285)`.
    private static final Pattern PANEL_ID = Pattern.compile("\\(([0-9]{1,6})\\)");

    /// How long a target may be to name a test.
    private static final int LONGEST_NAMING_TARGET = 80;

    /// What a formula gives that has no value, as spreadsheets and their CSV files write it.
    private static final Pattern SPREADSHEET_ERROR =
            Pattern.compile("#(N/A|REF!|NAME\\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FORMULA!)");

    /// A row without one of these is no test, or another one.
    private static final Set<SheetColumn> TOLD_BY =
            EnumSet.of(
                    SheetColumn.INDICATION_CODE,
                    SheetColumn.TEST_CODE,
                    SheetColumn.INDICATION_NAME,
                    SheetColumn.TARGET,
                    SheetColumn.METHOD);

    /// How a workbook of the old form begins, and one with a password.
    private static final byte[] OLD_WORKBOOK = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private final SheetRules rules;

    /// @param rules to read by
    public SheetImporter(SheetRules rules) {
        this.rules = rules;
    }

    /// What the operator says of the sheet, which does not say it itself.
    ///
    /// @param version such as `5.1`
    /// @param effectiveFrom first day on which it applies
    /// @param sheetName the sheet of a workbook to read, if several could be meant
    public record Edition(String version, LocalDate effectiveFrom, Optional<String> sheetName) {
        public Edition {
            DirectoryLibrary.requireVersion(version);
        }
    }

    /// Reads a file, which may be gzipped.
    ///
    /// @throws DirectoryInputException OGMS-2221 to OGMS-2224 if it holds no test directory
    public SheetImport read(Path file, Edition edition) {
        String name = String.valueOf(file.getFileName());
        try (InputStream raw = Files.newInputStream(file)) {
            byte[] bytes = limited(raw, name);
            if (bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
                try (InputStream packed =
                        new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
                    bytes = limited(packed, name);
                }
            }
            return read(bytes, name, edition);
        } catch (IOException e) {
            throw new DirectoryInputException(
                    "OGMS-2221 %s cannot be read: %s. Check the path, its permissions and that the file is whole."
                            .formatted(name, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static byte[] limited(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw new DirectoryInputException(
                    "OGMS-2221 %s is larger than %d MB, so it is no test directory."
                            .formatted(name, LARGEST_BYTES >> 20));
        }
        return bytes;
    }

    /// Reads a file's bytes.
    ///
    /// @param name of the file, for messages
    /// @throws DirectoryInputException OGMS-2221 to OGMS-2224 if they hold no test directory
    public SheetImport read(byte[] bytes, String name, Edition edition) {
        requireSheet(bytes, name);
        List<Note> notes = new ArrayList<>();
        Found found =
                bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K'
                        ? inWorkbook(XlsxReader.read(bytes, name), name, edition, notes)
                        : inText(text(bytes, name), name);
        return new Reading(found, edition, notes).read(name);
    }

    /// Refuses what is often given the name of a workbook and is none.
    private static void requireSheet(byte[] bytes, String name) {
        if (bytes.length >= 4 && Arrays.equals(bytes, 0, 4, OLD_WORKBOOK, 0, 4)) {
            throw new DirectoryInputException(
                    "OGMS-2221 %s is a workbook of the old form (.xls), or has a password. Save it as .xlsx without a password, or as CSV UTF-8."
                            .formatted(name));
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
        if (start.replaceAll("^" + BLANKS, "").startsWith("<")) {
            throw new DirectoryInputException(
                    "OGMS-2221 %s is a web page or another text with tags, whatever its name ends in. Open it in a spreadsheet program and save it as .xlsx, or as CSV UTF-8."
                            .formatted(name));
        }
    }

    /// A sheet with the place of its heading.
    private record Found(SheetTable table, int heading, Map<SheetColumn, Integer> columns) {}

    /// @throws DirectoryInputException OGMS-2221 if it is no UTF-8
    static String text(byte[] bytes, String name) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new DirectoryInputException(
                    "OGMS-2221 %s is no UTF-8 text. Save the sheet as CSV UTF-8, or give the workbook itself (.xlsx)."
                            .formatted(name),
                    e);
        }
    }

    /// A text as rows, those without anything in them left out.
    ///
    /// @throws DirectoryInputException OGMS-2221 if a quote is never closed or it is too large
    static SheetTable csv(String text, String name, char separator) {
        try {
            CsvTable table =
                    CsvTable.parse(
                            text,
                            new CsvTable.Form(
                                    separator,
                                    CsvTable.StrayQuotes.KEPT,
                                    SheetTable.MOST_ROWS,
                                    SheetTable.MOST_COLUMNS));
            return new SheetTable(
                    "",
                    table.rows().stream()
                            .filter(row -> !row.isBlank())
                            .map(row ->
                                    new SheetTable.Row(
                                            row.number(),
                                            row.fields().stream()
                                                    .map(SheetTable.Cell::of)
                                                    .toList()))
                            .toList());
        } catch (CsvProblem problem) {
            throw new DirectoryInputException(
                    "OGMS-2221 %s cannot be read as CSV: %s".formatted(name, problem.getMessage()),
                    problem);
        }
    }

    private Found inText(String text, String name) {
        for (char separator : new char[] {',', ';', '\t'}) {
            Optional<Found> found = heading(csv(text, name, separator));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw noHeading(name);
    }

    private Found inWorkbook(
            List<SheetTable> sheets, String name, Edition edition, List<Note> notes) {
        List<Found> candidates = new ArrayList<>();
        for (SheetTable sheet : sheets) {
            boolean meant =
                    edition.sheetName().isEmpty()
                            || edition.sheetName().get().strip().equals(sheet.name().strip());
            Optional<Found> found = meant ? heading(sheet) : Optional.empty();
            if (found.isPresent()) {
                candidates.add(found.get());
            } else {
                notes.add(new Note(0, "", sheet.name(), "", NoteRule.OTHER_SHEET));
            }
        }
        if (candidates.size() > 1) {
            throw new DirectoryInputException(
                    "OGMS-2223 %s has several sheets that could be the test directory: %s. Say which with --sheet-name."
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            candidates.stream()
                                                    .map(c -> c.table().name())
                                                    .toList())));
        }
        if (candidates.isEmpty()) {
            throw noHeading(name);
        }
        return candidates.getFirst();
    }

    private DirectoryInputException noHeading(String name) {
        return new DirectoryInputException(
                "OGMS-2222 %s has no heading of a test directory in its first %d rows: a row with %s is needed. Check that it is the rare and inherited disease sheet."
                        .formatted(
                                name,
                                LAST_HEADING_ROW,
                                String.join(
                                        ", ", NEEDED.stream().map(SheetColumn::words).toList())));
    }

    private Optional<Found> heading(SheetTable table) {
        for (int r = 0; r < Math.min(LAST_HEADING_ROW, table.rows().size()); r++) {
            Map<SheetColumn, Integer> columns = columns(table.rows().get(r));
            if (columns.keySet().containsAll(NEEDED)) {
                return Optional.of(new Found(table, r, columns));
            }
        }
        return Optional.empty();
    }

    private Map<SheetColumn, Integer> columns(SheetTable.Row row) {
        Map<SheetColumn, Integer> columns = new EnumMap<>(SheetColumn.class);
        for (int c = 0; c < row.cells().size(); c++) {
            int at = c;
            if (!row.cell(c).isFromMerge()) {
                rules.column(row.cell(c).text())
                        .ifPresent(column -> columns.putIfAbsent(column, at));
            }
        }
        return columns;
    }

    /// The reading of one sheet.
    private final class Reading {
        private final Found found;
        private final Edition edition;
        private final List<Note> notes;
        private final List<UnusableRow> unusable = new ArrayList<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Map<String, List<DirectoryTest>> tests = new LinkedHashMap<>();
        private final Map<String, Integer> rowOfTest = new LinkedHashMap<>();
        private int rows;

        Reading(Found found, Edition edition, List<Note> notes) {
            this.found = found;
            this.edition = edition;
            this.notes = notes;
        }

        SheetImport read(String file) {
            List<SheetTable.Row> all = found.table().rows();
            for (SheetTable.Row row : all.subList(0, found.heading())) {
                notes.add(new Note(row.number(), "", row.words(), "", NoteRule.BEFORE_HEADING));
            }
            SheetTable.Row heading = all.get(found.heading());
            for (int c = 0; c < heading.cells().size(); c++) {
                String title = heading.cell(c).text().strip();
                if (!title.isEmpty() && !found.columns().containsValue(c)) {
                    notes.add(new Note(heading.number(), title, title, "", NoteRule.NOT_A_COLUMN));
                }
            }
            noteColumnsWithoutTitle(all.subList(found.heading(), all.size()));
            for (SheetTable.Row row : all.subList(found.heading() + 1, all.size())) {
                if (columns(row).keySet().containsAll(NEEDED)) {
                    notes.add(new Note(row.number(), "", row.words(), "", NoteRule.HEADING_AGAIN));
                } else {
                    if (row.isHidden()) {
                        notes.add(
                                new Note(
                                        row.number(),
                                        "",
                                        row.words(),
                                        row.words(),
                                        NoteRule.HIDDEN_ROW));
                    }
                    rows++;
                    row(row);
                }
            }
            if (tests.isEmpty()) {
                throw new DirectoryInputException(
                        "OGMS-2224 %s has a heading but no row that can be used%s."
                                .formatted(
                                        file,
                                        unusable.isEmpty()
                                                ? ""
                                                : "; row %d: %s"
                                                        .formatted(
                                                                unusable.getFirst().row(),
                                                                unusable.getFirst().reason())));
            }
            List<ClinicalIndication> indications = new ArrayList<>();
            tests.forEach((code, of) ->
                    indications.add(
                            new ClinicalIndication(
                                    code,
                                    names.getOrDefault(code, ""),
                                    "",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    of)));
            return new SheetImport(
                    new TestDirectory(
                            edition.version(),
                            edition.effectiveFrom(),
                            rules.turnaroundCalendarDays(),
                            indications),
                    rules.name(),
                    found.table().name(),
                    rows,
                    notes,
                    unusable);
        }

        /// A column whose heading is empty, or part of a merged one, is not read; its first value
        /// says what is left aside.
        private void noteColumnsWithoutTitle(List<SheetTable.Row> fromHeading) {
            Map<Integer, SheetTable.Row> first = new TreeMap<>();
            SheetTable.Row heading = fromHeading.getFirst();
            for (SheetTable.Row row : fromHeading) {
                for (int c = 0; c < row.cells().size(); c++) {
                    if (heading.cell(c).text().isBlank() && !row.cell(c).text().isBlank()) {
                        first.putIfAbsent(c, row);
                    }
                }
            }
            first.forEach((c, row) ->
                    notes.add(
                            new Note(
                                    row.number(),
                                    "column %d".formatted(c + 1),
                                    row.cell(c).text().strip(),
                                    "",
                                    NoteRule.NOT_A_COLUMN)));
        }

        private void row(SheetTable.Row row) {
            List<Note> made = new ArrayList<>();
            Map<SheetColumn, String> values = new EnumMap<>(SheetColumn.class);
            for (SheetColumn column : SheetColumn.values()) {
                Integer at = found.columns().get(column);
                values.put(
                        column, at == null ? "" : clean(row.number(), column, row.cell(at), made));
            }
            String reason = unusable(values);
            if (reason != null) {
                unusable.add(new UnusableRow(row.number(), row.words(), reason));
                return;
            }
            String indication = values.getOrDefault(SheetColumn.INDICATION_CODE, "");
            String code = values.getOrDefault(SheetColumn.TEST_CODE, "");
            String name = values.getOrDefault(SheetColumn.INDICATION_NAME, "");
            String known = names.putIfAbsent(indication, name);
            if (known != null && !known.equals(name)) {
                made.add(
                        new Note(
                                row.number(),
                                SheetColumn.INDICATION_NAME.words(),
                                name,
                                known,
                                NoteRule.ONE_NAME));
            }
            rowOfTest.put(code, row.number());
            tests.computeIfAbsent(indication, _ -> new ArrayList<>())
                    .add(test(row, values, indication, code, name, made));
            notes.addAll(made);
        }

        private DirectoryTest test(
                SheetTable.Row row,
                Map<SheetColumn, String> values,
                String indication,
                String code,
                String name,
                List<Note> made) {
            String method = values.getOrDefault(SheetColumn.METHOD, "");
            String target = values.getOrDefault(SheetColumn.TARGET, "");
            Optional<SheetRules.MethodRule> rule = rules.method(method);
            if (rule.isEmpty()) {
                made.add(
                        new Note(
                                row.number(),
                                SheetColumn.METHOD.words(),
                                method,
                                method,
                                NoteRule.UNKNOWN_METHOD));
            }
            SheetRules.MethodRule means = rule.orElse(rules.unknownMethod());
            List<String> panels = PANEL_ID.matcher(target).results().map(m -> m.group(1)).toList();
            SheetTable.Cell written = row.cell(found.columns().getOrDefault(SheetColumn.METHOD, 0));
            return new DirectoryTest(
                    code,
                    testName(target, name, method),
                    means.routedAs(),
                    panels.stream().findFirst(),
                    rules.turnaroundClass(indication, method, means),
                    Optional.empty(),
                    Optional.of(
                            new SheetEntry(
                                    written.text(),
                                    method,
                                    target,
                                    panels,
                                    values.getOrDefault(SheetColumn.CATEGORY, ""),
                                    values.getOrDefault(SheetColumn.GROUP, ""),
                                    values.getOrDefault(SheetColumn.CHANGES, ""),
                                    rules.name())),
                    Optional.empty());
        }

        /// Why a row cannot be used; null if it can.
        private @Nullable String unusable(Map<SheetColumn, String> values) {
            for (SheetColumn column : TOLD_BY) {
                String value = values.getOrDefault(column, "");
                if (value.equals(SheetTable.NO_VALUE)) {
                    return "its %s is a formula whose value the workbook does not have. Open it in a spreadsheet program and save it again."
                            .formatted(column.words());
                }
                if (SPREADSHEET_ERROR.matcher(value).matches()) {
                    return "its %s is the error of a formula (%s). Mend the formula, or write the value itself."
                            .formatted(column.words(), value);
                }
            }
            String indication = values.getOrDefault(SheetColumn.INDICATION_CODE, "");
            String test = values.getOrDefault(SheetColumn.TEST_CODE, "");
            if (!indication.matches("[RM][0-9]{1,6}")) {
                return indication.isEmpty()
                        ? "it has no clinical indication ID."
                        : "its clinical indication ID has not the shape of one (R27, M4).";
            }
            if (!test.matches("[RM][0-9]{1,6}\\.[0-9]{1,6}")) {
                return test.isEmpty()
                        ? "it has no test ID."
                        : "its test ID has not the shape of one (R27.3).";
            }
            if (!test.startsWith(indication + ".")) {
                return "test %s does not belong to indication %s: a test's ID begins with its indication's."
                        .formatted(test, indication);
            }
            if (rowOfTest.containsKey(test)) {
                return "test %s stands in row %d already. Remove one of the two."
                        .formatted(test, rowOfTest.get(test));
            }
            if (values.getOrDefault(SheetColumn.INDICATION_NAME, "").isEmpty()) {
                return "it has no name of the clinical indication.";
            }
            return values.getOrDefault(SheetColumn.METHOD, "").isEmpty()
                    ? "it has no test method."
                    : null;
        }

        private String clean(int row, SheetColumn column, SheetTable.Cell cell, List<Note> made) {
            Cleaning cleaning = new Cleaning(row, column, made);
            if (cell.isFromMerge()) {
                cleaning.note(cell.stored(), cell.text(), NoteRule.MERGED_CELL);
            } else if (!cell.stored().equals(cell.text())) {
                cleaning.note(cell.stored(), cell.text(), NoteRule.NUMBER_AS_SHOWN);
            }
            String value = cell.text();
            value = cleaning.step(value, SheetImporter::withoutOuterBlanks, NoteRule.OUTER_BLANKS);
            value = cleaning.step(value, SheetImporter::withSingleBlanks, NoteRule.INNER_BLANKS);
            if (SPREADSHEET_ERROR.matcher(value).matches()) {
                return TOLD_BY.contains(column)
                        ? value
                        : cleaning.step(value, _ -> "", NoteRule.SPREADSHEET_ERROR);
            }
            if (column == SheetColumn.INDICATION_CODE || column == SheetColumn.TEST_CODE) {
                return cleaning.step(value, v -> v.toUpperCase(Locale.ROOT), NoteRule.CAPITAL_CODE);
            }
            value =
                    cleaning.step(
                            value, v -> rules.mended(column, v).orElse(v), NoteRule.MISSPELLING);
            return cleaning.step(
                    value, v -> rules.knownSpelling(column, v).orElse(v), NoteRule.KNOWN_SPELLING);
        }
    }

    /// The cleaning of one value, with a note of each step that changed it.
    private record Cleaning(int row, SheetColumn column, List<Note> notes) {
        String step(String value, java.util.function.UnaryOperator<String> change, NoteRule rule) {
            String changed = change.apply(value);
            if (!changed.equals(value)) {
                note(value, changed, rule);
            }
            return changed;
        }

        void note(String asWritten, String asRead, NoteRule rule) {
            notes.add(new Note(row, column.words(), asWritten, asRead, rule));
        }
    }

    /// Blanks of any kind, no-break and zero-width ones included.
    private static final String BLANKS = "[\\s\\p{Z}\\uFEFF\\u200B]+";

    private static String withoutOuterBlanks(String value) {
        return value.replaceAll("^" + BLANKS, "").replaceAll(BLANKS + "$", "");
    }

    private static String withSingleBlanks(String value) {
        return value.replaceAll(BLANKS, " ");
    }

    /// A test's name: the target without its panel ids, or the indication where the target is none
    /// or too long, and the method, as in `Hypotonic infant - WGS`.
    private static String testName(String target, String indication, String method) {
        Matcher panels = PANEL_ID.matcher(target);
        String bare = panels.replaceAll("").replaceAll(" +", " ").strip();
        String what = bare.isEmpty() || bare.length() > LONGEST_NAMING_TARGET ? indication : bare;
        return what + " - " + method;
    }
}
