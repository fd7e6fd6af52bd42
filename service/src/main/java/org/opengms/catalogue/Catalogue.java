package org.opengms.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the resource holds, as the public sees it.
///
/// @param epoch of public numbers, whose people are counted
/// @param day on which it was published
/// @param rules version of the rules of disclosure control
/// @param threshold fewest people that are shown
/// @param roundedTo of which every number is a multiple
/// @param directory version of the test directory whose words are used
/// @param everybody how many people there are data of
/// @param tables counted by one heading each, or by two
public record Catalogue(
        int epoch,
        LocalDate day,
        String rules,
        int threshold,
        int roundedTo,
        String directory,
        Told everybody,
        List<Table> tables) {
    public Catalogue {
        tables = List.copyOf(tables);
    }

    /// A number of people.
    ///
    /// @param people rounded; absent where it is not told
    /// @param counted the day of the number, earlier than the catalogue's where too few people have
    ///   come or gone for a new one; absent where none is told
    public record Told(Optional<Long> people, Optional<LocalDate> counted) {
        /// A number that is not told.
        public static final Told HIDDEN = new Told(Optional.empty(), Optional.empty());

        /// A number that is told.
        public static Told of(long people, LocalDate counted) {
            return new Told(Optional.of(people), Optional.of(counted));
        }

        /// Whether it is told.
        public boolean isShown() {
            return people.isPresent();
        }
    }

    /// Numbers side by side.
    ///
    /// @param by heading of what is counted
    /// @param within the heading whose yes they are counted within; absent where everybody is
    /// @param rows those that are shown, the largest first
    public record Table(Heading by, Optional<Heading> within, List<Row> rows) {
        public Table {
            rows = List.copyOf(rows);
        }

        /// The largest number in it; 0 if it has none.
        public long largest() {
            return rows.stream().mapToLong(row -> row.number().people().orElse(0L)).max().orElse(0);
        }
    }

    /// A number with what it counts.
    ///
    /// @param code of the category where it has one: an indication, a term; else empty
    /// @param words for people to read
    public record Row(String code, String words, Told number) {}

    /// The table by a heading, of everybody.
    public Optional<Table> by(Heading heading) {
        return tables.stream()
                .filter(table -> table.by() == heading && table.within().isEmpty())
                .findFirst();
    }

    /// Whether anything is told at all.
    public boolean isEmpty() {
        return !everybody.isShown() && tables.stream().allMatch(table -> table.rows().isEmpty());
    }

    /// As comma-separated values, for programs.
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add("by,within,code,category,people,counted,published,epoch,rules");
        line(lines, "EVERYBODY", "", "", "Everybody", everybody);
        for (Table table : tables) {
            for (Row row : table.rows()) {
                line(
                        lines,
                        table.by().name(),
                        table.within().map(Heading::name).orElse(""),
                        row.code(),
                        row.words(),
                        row.number());
            }
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private void line(
            List<String> lines,
            String by,
            String within,
            String code,
            String category,
            Told number) {
        lines.add(
                String.join(
                        ",",
                        by,
                        within,
                        quoted(code),
                        quoted(category),
                        number.people().map(Object::toString).orElse(""),
                        number.counted().map(LocalDate::toString).orElse(""),
                        day.toString(),
                        Integer.toString(epoch),
                        quoted(rules)));
    }

    /// A text that a spreadsheet takes for a formula would be one, so it is kept a text.
    private static String quoted(String text) {
        String plain = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
