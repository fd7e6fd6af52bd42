package org.opengms.laboratories;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.routing.Priority;

/// Understands the values of one row of a list of work.
final class WorkRules {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9 ._/#:\\-]{1,64}");
    private static final Pattern ROUNDED = Pattern.compile("[0-9]([.,][0-9]+)?[Ee]\\+?[0-9]+");
    private static final Pattern CODE = Pattern.compile("[A-Z]{1,3}[0-9]{1,4}([.][0-9]{1,3})?");
    private static final Pattern SPREADSHEET_ERROR =
            Pattern.compile("#(#+|N/A|REF!|NAME\\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)");
    private static final Pattern TIME_OF_DAY =
            Pattern.compile(
                    "[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$");
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final int MOST_YEARS_DUE = 10;

    private static final List<DateTimeFormatter> DATES =
            List.of(
                    form("uuuu-MM-dd"),
                    form("d/M/uuuu"),
                    form("d.M.uuuu"),
                    form("d-M-uuuu"),
                    form("d MMM uuuu"),
                    form("d-MMM-uuuu"),
                    form("d MMMM uuuu"));

    private static final Map<String, TestMethod> METHODS = methods();

    private final Map<String, TestMethod> testMethods;
    private final LocalDate day;
    private final WorkScope scope;

    /// @param day of the list
    WorkRules(TestDirectories directories, LocalDate day, WorkScope scope) {
        this.testMethods = testMethods(directories);
        this.day = day;
        this.scope = scope;
    }

    /// A row understood, or refused.
    sealed interface Judged {
        record Usable(WorkRow row) implements Judged {}

        record Refused(RefusedRow row) implements Judged {}
    }

    Judged judge(WorkTable.Line line) {
        try {
            return new Judged.Usable(row(line));
        } catch (Unusable unusable) {
            return new Judged.Refused(
                    new RefusedRow(
                            line.line(), unusable.problem, unusable.column, Optional.empty()));
        }
    }

    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;
        private final RowProblem problem;
        private final transient Optional<WorkColumn> column;

        Unusable(RowProblem problem, Optional<WorkColumn> column) {
            super(problem.name());
            this.problem = problem;
            this.column = column;
        }

        Unusable(RowProblem problem, WorkColumn column) {
            this(problem, Optional.of(column));
        }
    }

    private WorkRow row(WorkTable.Line line) throws Unusable {
        for (Map.Entry<WorkColumn, String> value : line.values().entrySet()) {
            if (SPREADSHEET_ERROR.matcher(value.getValue()).matches()) {
                throw new Unusable(RowProblem.SPREADSHEET_ERROR, value.getKey());
            }
            if (PersonalTraces.isIn(value.getValue())) {
                throw new Unusable(RowProblem.NHS_NUMBER, value.getKey());
            }
        }
        String reference = reference(line.value(WorkColumn.REFERENCE));
        Optional<String> test = code(line.value(WorkColumn.TEST));
        TestMethod method = method(line, test);
        LocalDate received =
                date(line, WorkColumn.RECEIVED)
                        .orElseThrow(() ->
                                new Unusable(RowProblem.RECEIVED_MISSING, WorkColumn.RECEIVED));
        Optional<LocalDate> due = date(line, WorkColumn.DUE);
        Optional<LocalDate> reported = date(line, WorkColumn.REPORTED);
        requirePlausible(received, due, reported);
        WorkStatus status = status(line.value(WorkColumn.STATUS), reported.isPresent());
        if ((status == WorkStatus.REPORTED) != reported.isPresent()) {
            throw new Unusable(RowProblem.STATUS_DISAGREES, WorkColumn.STATUS);
        }
        if (scope == WorkScope.HISTORY && status.isOpen()) {
            throw new Unusable(RowProblem.OPEN_IN_HISTORY, Optional.empty());
        }
        return new WorkRow(
                line.line(),
                reference,
                code(line.value(WorkColumn.INDICATION)),
                test,
                method,
                priority(line.value(WorkColumn.PRIORITY)),
                received,
                due,
                reported,
                status);
    }

    private static String reference(String written) throws Unusable {
        if (written.isEmpty()) {
            throw new Unusable(RowProblem.REFERENCE_MISSING, WorkColumn.REFERENCE);
        }
        if (ROUNDED.matcher(written).matches()) {
            throw new Unusable(RowProblem.REFERENCE_ROUNDED, WorkColumn.REFERENCE);
        }
        if (!REFERENCE.matcher(written).matches()
                || written.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            throw new Unusable(RowProblem.REFERENCE_UNUSABLE, WorkColumn.REFERENCE);
        }
        return written;
    }

    /// A code of the directory as written; what is none is left out, because words could name
    /// somebody.
    private static Optional<String> code(String written) {
        return Optional.of(written.toUpperCase(Locale.ROOT)).filter(c -> CODE.matcher(c).matches());
    }

    private TestMethod method(WorkTable.Line line, Optional<String> test) throws Unusable {
        String written = line.value(WorkColumn.METHOD);
        if (!written.isEmpty()) {
            return methodOf(written)
                    .orElseThrow(() -> new Unusable(RowProblem.METHOD_UNKNOWN, WorkColumn.METHOD));
        }
        String testWritten = line.value(WorkColumn.TEST);
        if (testWritten.isEmpty()) {
            throw new Unusable(RowProblem.METHOD_MISSING, Optional.empty());
        }
        return test.flatMap(code -> Optional.ofNullable(testMethods.get(code)))
                .or(() -> methodOf(testWritten))
                .orElseThrow(() -> new Unusable(RowProblem.TEST_UNKNOWN, WorkColumn.TEST));
    }

    private static Optional<TestMethod> methodOf(String words) {
        return Optional.ofNullable(METHODS.get(PersonalTraces.lettersOf(words)));
    }

    /// Every test code, old and new, of every version; the newest version says how it is done.
    private static Map<String, TestMethod> testMethods(TestDirectories directories) {
        Map<String, TestMethod> methods = new HashMap<>();
        for (TestDirectory directory : directories.versions()) {
            for (ClinicalIndication indication : directory.indications()) {
                for (DirectoryTest test : indication.tests()) {
                    methods.put(test.code(), test.method());
                    test.digital().ifPresent(d -> methods.put(d.code(), test.method()));
                }
            }
        }
        return methods;
    }

    private static Map<String, TestMethod> methods() {
        Map<String, TestMethod> methods = new HashMap<>();
        for (TestMethod method : TestMethod.values()) {
            methods.put(PersonalTraces.lettersOf(method.name()), method);
            methods.put(PersonalTraces.lettersOf(method.words()), method);
        }
        methods.put("wholegenome", TestMethod.WGS);
        methods.put("genome", TestMethod.WGS);
        methods.put("wes", TestMethod.EXOME);
        methods.put("wholeexome", TestMethod.EXOME);
        methods.put("ngspanel", TestMethod.PANEL);
        methods.put("array", TestMethod.MICROARRAY);
        methods.put("snparray", TestMethod.MICROARRAY);
        methods.put("singlegenesequencing", TestMethod.SINGLE_GENE);
        methods.put("sanger", TestMethod.SINGLE_GENE);
        return Map.copyOf(methods);
    }

    private static Priority priority(String written) throws Unusable {
        return switch (PersonalTraces.lettersOf(written)) {
            case "", "routine", "normal", "standard" -> Priority.ROUTINE;
            case "urgent", "high", "asap", "stat", "rapid" -> Priority.URGENT;
            default -> throw new Unusable(RowProblem.PRIORITY_UNKNOWN, WorkColumn.PRIORITY);
        };
    }

    private static WorkStatus status(String written, boolean reported) throws Unusable {
        return switch (PersonalTraces.lettersOf(written)) {
            case "" -> reported ? WorkStatus.REPORTED : WorkStatus.OPEN;
            case "open", "active", "received", "inprogress", "pending" -> WorkStatus.OPEN;
            case "onhold", "hold", "held" -> WorkStatus.ON_HOLD;
            case "reported", "final", "issued", "complete", "completed", "closed" ->
                    WorkStatus.REPORTED;
            case "cancelled", "canceled", "revoked", "withdrawn" -> WorkStatus.CANCELLED;
            default -> throw new Unusable(RowProblem.STATUS_UNKNOWN, WorkColumn.STATUS);
        };
    }

    private void requirePlausible(
            LocalDate received, Optional<LocalDate> due, Optional<LocalDate> reported)
            throws Unusable {
        if (received.isBefore(EARLIEST) || received.isAfter(day)) {
            throw new Unusable(RowProblem.DATE_IMPLAUSIBLE, WorkColumn.RECEIVED);
        }
        if (reported.isPresent()) {
            if (reported.get().isAfter(day)) {
                throw new Unusable(RowProblem.DATE_IMPLAUSIBLE, WorkColumn.REPORTED);
            }
            if (reported.get().isBefore(received)) {
                throw new Unusable(RowProblem.DATES_DISAGREE, WorkColumn.REPORTED);
            }
        }
        if (due.isPresent()) {
            if (due.get().isAfter(day.plusYears(MOST_YEARS_DUE))) {
                throw new Unusable(RowProblem.DATE_IMPLAUSIBLE, WorkColumn.DUE);
            }
            if (due.get().isBefore(received)) {
                throw new Unusable(RowProblem.DATES_DISAGREE, WorkColumn.DUE);
            }
        }
    }

    private static Optional<LocalDate> date(WorkTable.Line line, WorkColumn column)
            throws Unusable {
        String written = line.value(column);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (written.matches("[0-9]{5}([.,][0-9]+)?")) {
            throw new Unusable(RowProblem.DATE_AS_NUMBER, column);
        }
        String date = TIME_OF_DAY.matcher(written).replaceFirst("");
        for (DateTimeFormatter form : DATES) {
            try {
                return Optional.of(LocalDate.parse(date, form));
            } catch (DateTimeParseException _) {
                // the next form is tried
            }
        }
        throw new Unusable(RowProblem.DATE_UNREADABLE, column);
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
