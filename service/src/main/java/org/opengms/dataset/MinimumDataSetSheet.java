package org.opengms.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;

/// Reads the CSV form of the national sheet, which the operator supplies.
///
/// The first row names the columns; `data_element`, `col5`, the four categories (`NonWGS_RD`,
/// `NonWGS_Cancer`, `WGS_RD`, `WGS_Cancer`), `description` and `mandatory_if` are needed, in any
/// order, others are left alone. A row with a `data_element` is a heading such as `Patient (one)`,
/// a row with a `col5` an item of the heading above it.
public final class MinimumDataSetSheet {
    /// The sheet has 30 kB.
    private static final int LARGEST_BYTES = 4 << 20;

    /// A stray quote means a mistake: the sheet is kept by people, and its prose holds quotes.
    private static final CsvTable.Form FORM =
            new CsvTable.Form(
                    ',', CsvTable.StrayQuotes.REFUSED, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final int PROBLEMS_TOLD = 10;
    private static final String HEADING = "data_element";
    private static final String ITEM = "col5";
    private static final String DESCRIPTION = "description";
    private static final String WORDING = "mandatory_if";
    private static final Pattern GROUP =
            Pattern.compile("(.*\\S)\\s*\\((one|many)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile("v([0-9]+(?:\\.[0-9]+)*)");

    private final ConditionRules rules;
    private final String name;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();

    private MinimumDataSetSheet(ConditionRules rules, String name) {
        this.rules = rules;
        this.name = name;
    }

    /// Reads a file, which may be gzipped. Its version is read off its name, as in
    /// `mds-v0.55-core.csv`.
    ///
    /// @throws IllegalArgumentException if it is no such sheet; names rows and columns
    /// @throws UncheckedIOException if it cannot be read
    public static MinimumDataSet read(Path file) {
        String name = String.valueOf(file.getFileName());
        Matcher version = VERSION.matcher(name);
        try {
            return read(
                    Files.readAllBytes(file), name, version.find() ? version.group(1) : "not said");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-2701 Cannot read the Minimum Data Set from %s. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }

    /// Reads the bytes of a file.
    ///
    /// @param name what to call it in messages
    /// @param version of the sheet
    /// @throws IllegalArgumentException if it is no such sheet; names rows and columns
    public static MinimumDataSet read(byte[] bytes, String name, String version) {
        return read(bytes, name, version, ConditionRules.REVIEWED);
    }

    static MinimumDataSet read(byte[] bytes, String name, String version, ConditionRules rules) {
        return new MinimumDataSetSheet(rules, name).sheet(bytes, version);
    }

    private MinimumDataSet sheet(byte[] bytes, String version) {
        CsvTable table;
        try {
            table = CsvTable.parse(text(bytes), FORM);
        } catch (CsvProblem | IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
        if (table.rows().isEmpty()) {
            throw bad("it is empty.");
        }
        readColumns(table.rows().getFirst());
        List<DataItem> items = items(table);
        if (problems.isEmpty() && items.isEmpty()) {
            problems.add("it has no item.");
        }
        if (!problems.isEmpty()) {
            int more = problems.size() - PROBLEMS_TOLD;
            throw bad(
                    String.join(
                                    "\n  ",
                                    problems.subList(0, Math.min(PROBLEMS_TOLD, problems.size())))
                            + (more > 0 ? "\n  … and %d more.".formatted(more) : ""));
        }
        return new MinimumDataSet(version, items);
    }

    private IllegalArgumentException bad(String words) {
        return new IllegalArgumentException(
                "OGMS-2702 %s is not the CSV form of the Minimum Data Set: %s Mend the sheet and try again."
                        .formatted(name, words));
    }

    private String text(byte[] bytes) {
        byte[] plain = bytes;
        if (bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                plain = in.readNBytes(LARGEST_BYTES + 1);
            } catch (IOException e) {
                throw new IllegalArgumentException("its gzip compression is broken.", e);
            }
        }
        if (plain.length > LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "it is larger than %d bytes.".formatted(LARGEST_BYTES));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not text in UTF-8.", e);
        }
    }

    private void readColumns(CsvTable.Row heading) {
        for (int i = 0; i < heading.fields().size(); i++) {
            String column = heading.field(i).toLowerCase(Locale.ROOT);
            if (!column.isEmpty() && columns.put(column, i) != null) {
                throw bad(
                        "row 1 names column %s twice."
                                .formatted(MinimumDataSet.quoted(heading.field(i))));
            }
        }
        List<String> needed = new ArrayList<>(List.of(HEADING, ITEM, DESCRIPTION, WORDING));
        for (TestCategory category : TestCategory.values()) {
            needed.add(category.column());
        }
        List<String> missing =
                needed.stream()
                        .filter(c -> !columns.containsKey(c.toLowerCase(Locale.ROOT)))
                        .toList();
        if (!missing.isEmpty()) {
            throw bad("row 1 does not name column %s.".formatted(String.join(", ", missing)));
        }
    }

    private String field(CsvTable.Row row, String column) {
        Integer at = columns.get(column.toLowerCase(Locale.ROOT));
        return at == null ? "" : row.field(at);
    }

    private void problem(CsvTable.Row row, String column, String words) {
        problems.add("row %d, column %s: %s".formatted(row.number(), column, words));
    }

    private List<DataItem> items(CsvTable table) {
        List<DataItem> items = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Optional<ItemGroup> group = Optional.empty();
        for (CsvTable.Row row : table.rows().subList(1, table.rows().size())) {
            if (row.isBlank()) {
                continue;
            }
            String heading = field(row, HEADING);
            String item = field(row, ITEM);
            if (!heading.isEmpty() && !item.isEmpty()) {
                problem(row, ITEM, "a heading and an item stand in one row.");
            } else if (!heading.isEmpty()) {
                group = group(row, heading).or(() -> Optional.of(UNREADABLE));
            } else if (item.isEmpty()) {
                problem(row, ITEM, "the row names neither a heading nor an item.");
            } else if (group.isEmpty()) {
                problem(row, HEADING, "the item has no heading above it.");
            } else if (!keys.add(DataItem.key(item))) {
                problem(
                        row,
                        ITEM,
                        "item %s stands in the sheet twice."
                                .formatted(MinimumDataSet.quoted(item)));
            } else {
                item(row, group.get(), item).ifPresent(items::add);
            }
        }
        return items;
    }

    /// Stands for a heading that was told as a problem, so that its items are still looked at.
    private static final ItemGroup UNREADABLE = new ItemGroup("", ItemGroup.Occurs.ONCE);

    private Optional<ItemGroup> group(CsvTable.Row row, String heading) {
        Matcher parts = GROUP.matcher(heading);
        if (!parts.matches()) {
            problem(
                    row,
                    HEADING,
                    "heading %s does not end in (one) or (many)."
                            .formatted(MinimumDataSet.quoted(heading)));
            return Optional.empty();
        }
        return Optional.of(
                new ItemGroup(
                        parts.group(1),
                        parts.group(2).equalsIgnoreCase("one")
                                ? ItemGroup.Occurs.ONCE
                                : ItemGroup.Occurs.MANY_TIMES));
    }

    private Optional<DataItem> item(CsvTable.Row row, ItemGroup group, String item) {
        Map<TestCategory, Requirement> requirements = new EnumMap<>(TestCategory.class);
        for (TestCategory category : TestCategory.values()) {
            requirement(row, category.column()).ifPresent(r -> requirements.put(category, r));
        }
        String wording = field(row, WORDING);
        boolean conditional = requirements.containsValue(Requirement.MANDATORY_IF);
        if (conditional && wording.isEmpty()) {
            problem(
                    row,
                    WORDING,
                    "the item is 'Mandatory IF', and the sheet does not say if what.");
        }
        if (requirements.size() < TestCategory.values().length) {
            return Optional.empty();
        }
        return Optional.of(
                new DataItem(
                        group,
                        item,
                        requirements,
                        field(row, DESCRIPTION),
                        wording,
                        conditional ? rules.find(item, wording) : Optional.empty()));
    }

    private Optional<Requirement> requirement(CsvTable.Row row, String column) {
        String cell = field(row, column).replaceAll("\\s+", " ");
        for (Requirement requirement : Requirement.values()) {
            if (requirement.cell().equalsIgnoreCase(cell)) {
                return Optional.of(requirement);
            }
        }
        problem(
                row,
                column,
                cell.isEmpty()
                        ? "nothing is said; it must be Mandatory, Mandatory IF, Optional or N/A."
                        : "%s is none of Mandatory, Mandatory IF, Optional, N/A."
                                .formatted(MinimumDataSet.quoted(cell)));
        return Optional.empty();
    }
}
