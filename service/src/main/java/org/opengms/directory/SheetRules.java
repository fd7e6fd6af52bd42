package org.opengms.directory;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.opengms.datafile.DataFile;

/// The rules by which the national rare-disease sheet is read: headings, known misspellings, and
/// the routing class and turnaround class of each method, which the sheet itself does not state.
/// Data with a name and a date, so that what was assigned can be told from what was published.
///
/// @param name told with everything that was assigned by them
/// @param effectiveFrom since when they are used
/// @param source where they come from
/// @param headings the spellings of each column's heading; one that ends in `*` is the beginning of
///   a heading
/// @param misspellings values that are known to be wrong, and what they mean
/// @param methods every known method in its known spelling
/// @param unknownMethod what a method that is not among them is taken for
/// @param exceptions tests whose turnaround differs from their method's
/// @param categories the known commissioning categories in their known spelling
/// @param turnaroundCalendarDays the standard of each turnaround class
public record SheetRules(
        String name,
        LocalDate effectiveFrom,
        String source,
        Map<SheetColumn, List<String>> headings,
        List<Misspelling> misspellings,
        List<MethodRule> methods,
        MethodRule unknownMethod,
        List<TurnaroundException> exceptions,
        List<String> categories,
        Map<String, Integer> turnaroundCalendarDays) {

    private static final DataFile<SheetRules> FORM =
            new DataFile<>(SheetRules.class, "a set of sheet rules", "OGMS-2220", rules -> rules);

    /// A value that is known to be wrong.
    public record Misspelling(SheetColumn column, String written, String read) {}

    /// What a method means.
    public record MethodRule(String method, TestMethod routedAs, String turnaroundClass) {}

    /// A test whose turnaround differs from its method's.
    ///
    /// @param why in words
    public record TurnaroundException(
            String indication, String method, String turnaroundClass, String why) {}

    /// @throws IllegalArgumentException if a turnaround class has no standard
    public SheetRules {
        headings = Map.copyOf(headings);
        misspellings = List.copyOf(misspellings);
        methods = List.copyOf(methods);
        exceptions = List.copyOf(exceptions);
        categories = List.copyOf(categories);
        turnaroundCalendarDays = Map.copyOf(turnaroundCalendarDays);
        Predicate<String> known = turnaroundCalendarDays::containsKey;
        methods.forEach(rule -> requireStandard(known, rule.turnaroundClass()));
        exceptions.forEach(rule -> requireStandard(known, rule.turnaroundClass()));
        requireStandard(known, unknownMethod.turnaroundClass());
    }

    private static void requireStandard(Predicate<String> known, String turnaroundClass) {
        if (!known.test(turnaroundClass)) {
            throw new IllegalArgumentException(
                    "turnaround class %s has no standard in turnaroundCalendarDays."
                            .formatted(turnaroundClass));
        }
    }

    /// The rules that come with the program.
    public static SheetRules standard() {
        return FORM.shipped(SheetRules.class, "sheet-rules-2026.1.json");
    }

    /// An operator's own rules.
    ///
    /// @throws IllegalArgumentException if the file holds none, naming the field and the reason
    public static SheetRules read(Path file) {
        return FORM.read(file);
    }

    /// The column with this heading. Case, blanks and signs do not count.
    Optional<SheetColumn> column(String heading) {
        String bare = bare(heading);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        for (SheetColumn column : SheetColumn.values()) {
            for (String known : headings.getOrDefault(column, List.of())) {
                boolean matches =
                        known.endsWith("*")
                                ? bare.startsWith(bare(known))
                                : bare.equals(bare(known));
                if (matches) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    private static String bare(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /// What a known misspelling means.
    Optional<String> mended(SheetColumn column, String value) {
        return misspellings.stream()
                .filter(m -> m.column() == column && m.written().equalsIgnoreCase(value))
                .map(Misspelling::read)
                .findFirst();
    }

    /// The known spelling of a method or category that is written in other case.
    Optional<String> knownSpelling(SheetColumn column, String value) {
        List<String> known =
                switch (column) {
                    case METHOD -> methods.stream().map(MethodRule::method).toList();
                    case CATEGORY -> categories;
                    case INDICATION_CODE, TEST_CODE, INDICATION_NAME, TARGET, GROUP, CHANGES ->
                            List.of();
                };
        return known.stream().filter(k -> k.equalsIgnoreCase(value)).findFirst();
    }

    /// The rule for a method in its known spelling.
    Optional<MethodRule> method(String method) {
        return methods.stream().filter(m -> m.method().equals(method)).findFirst();
    }

    /// The turnaround class of a test.
    String turnaroundClass(String indication, String method, MethodRule rule) {
        return exceptions.stream()
                .filter(e -> e.indication().equals(indication) && e.method().equals(method))
                .map(TurnaroundException::turnaroundClass)
                .findFirst()
                .orElse(rule.turnaroundClass());
    }
}
