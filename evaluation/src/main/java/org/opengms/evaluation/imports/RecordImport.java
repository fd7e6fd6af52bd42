package org.opengms.evaluation.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.imports.RecordField.Table;
import org.opengms.evaluation.imports.RecordMapping.Programme;
import org.opengms.evaluation.imports.RecordMapping.TableForm;
import org.opengms.evaluation.snapshot.Code;
import org.opengms.evaluation.snapshot.Code.AcmgClass;
import org.opengms.evaluation.snapshot.Code.Actionability;
import org.opengms.evaluation.snapshot.Code.AgeBand;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Ethnicity;
import org.opengms.evaluation.snapshot.Code.Method;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Sex;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Structure;
import org.opengms.evaluation.snapshot.Code.Tier;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Intake;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.Order;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Problem;
import org.opengms.evaluation.snapshot.ProblemReason;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotBuilder;
import org.opengms.evaluation.snapshot.SnapshotDescription;

/// Makes a snapshot of tables of records: one order of each rare-disease proband, or of each person
/// with a tumour, as the mapping says.
///
/// A row that cannot be taken is told, with file, line and field, and the import goes on. How an
/// order ends:
///
/// | what the tables say | ending | outcome |
/// |---|---|---|
/// | an exit questionnaire | reported, on its day | as it says |
/// | withdrawn | withdrawn, on that day | none |
/// | interpreted, no questionnaire | reported, day not recorded | asked, no answer |
/// | died, not interpreted | died, on that day | none |
/// | none of these | open | none |
///
/// Of cancer it is the same with an analysed tumour for *interpreted*. Whether a case is solved
/// does not apply to it; what was found and done says whether the result is actionable and useful.
///
/// What the tables do not hold (eligibility, turnaround standards, costs) stays *not recorded*, and
/// estimands that need it say so.
public final class RecordImport {
    private static final Pattern DAY =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})(?:[ T]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final int OLDEST = 120;

    private final RecordMapping mapping;
    private final SnapshotDescription description;
    private final Pseudonyms pseudonyms;

    private long rows;
    private long relatives;
    private long otherProgrammes;
    private long furtherTumours;
    private final Map<ProblemReason, Long> counts = new EnumMap<>(ProblemReason.class);
    private final List<Problem> problems = new ArrayList<>();

    private final Map<String, Proband> probands = new LinkedHashMap<>();
    private final Set<String> others = new HashSet<>();
    private final Map<String, Structure> structures = new HashMap<>();
    private final Map<String, Integer> familySizes = new HashMap<>();

    /// What came of it.
    ///
    /// @param snapshot of one order each proband
    /// @param intake of the tables, with what could not be taken
    /// @param relatives participants who are no probands, and get no order
    /// @param otherProgrammes participants of another programme, likewise
    /// @param furtherTumours analysed samples of people who have their order by another: an order
    ///   is of a person, for those of one person are not independent
    public record Imported(
            Snapshot snapshot,
            Intake intake,
            long relatives,
            long otherProgrammes,
            long furtherTumours) {}

    private static final class Proband {
        final String family;
        final LocalDate consent;
        final Order order;
        boolean withdrawn;
        @Nullable LocalDate withdrawal;
        @Nullable String disorder;
        boolean interpreted;
        final Set<String> tumours = new HashSet<>();
        @Nullable String analysedDisorder;
        @Nullable LocalDate received;
        @Nullable LocalDate death;
        @Nullable Tier tier;
        @Nullable Outcome outcome;

        Proband(String family, LocalDate consent, Order order) {
            this.family = family;
            this.consent = consent;
            this.order = order;
        }
    }

    /// All rows of one questionnaire put together.
    private static final class Outcome {
        final @Nullable LocalDate day;
        final Set<Solved> solved = EnumSet.noneOf(Solved.class);
        final Set<Actionability> actionability = EnumSet.noneOf(Actionability.class);
        final Set<Utility> utility = EnumSet.noneOf(Utility.class);
        final Set<AcmgClass> acmg = EnumSet.noneOf(AcmgClass.class);
        boolean contradicts;

        Outcome(@Nullable LocalDate day) {
            this.day = day;
        }
    }

    private RecordImport(
            RecordMapping mapping, SnapshotDescription description, Pseudonyms pseudonyms) {
        this.mapping = mapping;
        this.description = description;
        this.pseudonyms = pseudonyms;
    }

    /// Reads the tables of a folder.
    ///
    /// @param folder with one file for each table of the mapping; only participants and outcomes
    ///   must be there
    /// @param mapping of them
    /// @param description of the snapshot; consents before its first day are told and left out
    /// @param pseudonyms for participants and families
    /// @throws IllegalArgumentException OGMS-9120 if a table cannot be read as one; OGMS-9123 if a
    ///   table is missing or there are two
    /// @throws UncheckedIOException if a file cannot be read
    public static Imported load(
            Path folder,
            RecordMapping mapping,
            SnapshotDescription description,
            Pseudonyms pseudonyms) {
        return new RecordImport(mapping, description, pseudonyms).load(folder);
    }

    private Imported load(Path folder) {
        Map<Table, Path> files = files(folder);
        each(files, Table.PARTICIPANT, this::participant);
        each(files, Table.SAMPLE, this::sample);
        each(files, Table.FAMILY, this::family);
        each(files, Table.DISORDER, this::disorder);
        each(files, Table.INTERPRETATION, this::interpretation);
        each(files, Table.ANALYSIS, this::analysis);
        each(files, Table.OUTCOME, this::outcome);
        each(files, Table.TIERING, this::tier);
        each(files, Table.DEATH, this::death);
        SnapshotBuilder builder = new SnapshotBuilder(description);
        probands.values().forEach(p -> builder.add(order(p)));
        return new Imported(
                builder.build(),
                new Intake(rows, counts, problems),
                relatives,
                otherProgrammes,
                furtherTumours);
    }

    private Map<Table, Path> files(Path folder) {
        Map<Table, Path> files = new EnumMap<>(Table.class);
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> sorted = all.sorted().toList();
            mapping.tables()
                    .forEach((table, form) -> {
                        Pattern name =
                                Pattern.compile(
                                        "(?i)(?:gel_)?"
                                                + Pattern.quote(form.file())
                                                + "(?:[^A-Za-z_].*|_\\d.*)?\\.(?:csv|tsv|txt)(?:\\.gz)?");
                        List<Path> found =
                                sorted.stream()
                                        .filter(f ->
                                                name.matcher(String.valueOf(f.getFileName()))
                                                        .matches())
                                        .toList();
                        if (found.size() > 1) {
                            throw new IllegalArgumentException(
                                    "OGMS-9123 Two files of %s could be the table %s. Leave one there."
                                            .formatted(folder, form.file()));
                        }
                        found.forEach(f -> files.put(table, f));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9123 Cannot list the folder %s. Check the path.".formatted(folder), e);
        }
        for (Table needed : mapping.evaluated().needed()) {
            if (!files.containsKey(needed)) {
                throw new IllegalArgumentException(
                        "OGMS-9123 The folder %s has no file for the table %s. Put it there as .csv or .tsv, packed or not."
                                .formatted(folder, form(needed).file()));
            }
        }
        return files;
    }

    private TableForm form(Table table) {
        TableForm form = mapping.tables().get(table);
        if (form == null) {
            throw new IllegalStateException("The mapping has been checked to have " + table);
        }
        return form;
    }

    /// A row with its columns.
    private final class Row {
        private final TableRows table;
        private final TableForm form;
        private final Map<RecordField, Integer> columns;

        Row(TableRows table, TableForm form, Map<RecordField, Integer> columns) {
            this.table = table;
            this.form = form;
            this.columns = columns;
        }

        String text(RecordField field) {
            Integer column = columns.get(field);
            return column == null ? "" : table.field(column);
        }

        void tell(RecordField field, ProblemReason reason, String advice) {
            counts.merge(reason, 1L, Long::sum);
            if (problems.size() < Intake.MOST_LISTED) {
                problems.add(
                        new Problem(
                                table.name(),
                                table.line(),
                                form.columns().getOrDefault(field, field.name()),
                                reason,
                                advice));
            }
        }

        /// The number of a person or family; empty after telling that there is none.
        Optional<String> number(RecordField field) {
            String text = text(field);
            if (NUMBER.matcher(text).matches()) {
                return Optional.of(text);
            }
            tell(
                    field,
                    ProblemReason.NOT_IDENTIFIED,
                    "Give a number of letters and digits, at most 64.");
            return Optional.empty();
        }

        /// The code of what is written; empty if nothing is, or after telling that it is none.
        Optional<String> code(RecordField field) {
            return text(field).isEmpty() ? Optional.empty() : code(field, text(field));
        }

        Optional<String> code(RecordField field, String written) {
            Optional<String> code = form.code(field, written);
            if (code.isEmpty()) {
                tell(
                        field,
                        ProblemReason.OUTSIDE_CODE_LIST,
                        "Write one of %s, or give its meaning in the mapping."
                                .formatted(field.codes()));
            }
            return code;
        }

        boolean isYes(RecordField field, boolean otherwise) {
            return code(field).map("yes"::equals).orElse(otherwise);
        }

        /// The day; nothing if none is written, or after telling that it is none.
        @Nullable LocalDate day(RecordField field) {
            String text = text(field);
            if (text.isEmpty()) {
                return null;
            }
            var form = DAY.matcher(text);
            if (form.matches()) {
                try {
                    return LocalDate.parse(form.group(1));
                } catch (DateTimeParseException _) {
                    // told below
                }
            }
            tell(field, ProblemReason.WRONG_FORM, "Write a day as 2018-09-30.");
            return null;
        }
    }

    private void each(Map<Table, Path> files, Table table, java.util.function.Consumer<Row> take) {
        Path file = files.get(table);
        if (file == null) {
            return;
        }
        TableForm form = form(table);
        try (TableRows in = TableRows.open(file)) {
            Map<RecordField, Integer> columns = new EnumMap<>(RecordField.class);
            form.columns()
                    .forEach((field, heading) -> {
                        OptionalInt found = in.find(heading);
                        if (found.isPresent()) {
                            columns.put(field, found.getAsInt());
                        } else if (field.isRequired(mapping.evaluated())) {
                            in.column(heading);
                        }
                    });
            Row row = new Row(in, form, columns);
            while (in.next()) {
                rows++;
                if (in.isWhole()) {
                    take.accept(row);
                } else {
                    row.tell(
                            columns.keySet().iterator().next(),
                            ProblemReason.WRONG_NUMBER_OF_FIELDS,
                            "The row has another number of fields than the heading.");
                }
            }
        }
    }

    private void participant(Row row) {
        Optional<String> number = row.number(RecordField.PARTICIPANT);
        if (number.isEmpty()) {
            return;
        }
        if (!row.isYes(RecordField.IN_PROGRAMME, true)) {
            otherProgrammes++;
            others.add(number.get());
            return;
        }
        boolean isOfAFamily = mapping.evaluated() == Programme.RARE_DISEASE;
        familySizes.merge(row.text(RecordField.FAMILY), 1, Integer::sum);
        if (isOfAFamily && !row.isYes(RecordField.IS_PROBAND, false)) {
            relatives++;
            others.add(number.get());
            return;
        }
        if (probands.containsKey(number.get())) {
            row.tell(
                    RecordField.PARTICIPANT,
                    ProblemReason.DUPLICATE_NUMBER,
                    "Another row, above, has the same number; that one counts.");
            return;
        }
        Optional<String> family = isOfAFamily ? row.number(RecordField.FAMILY) : Optional.of("");
        LocalDate consent = row.day(RecordField.CONSENT_DAY);
        if (family.isEmpty()) {
            others.add(number.get());
            return;
        }
        if (consent == null) {
            if (row.text(RecordField.CONSENT_DAY).isEmpty()) {
                row.tell(
                        RecordField.CONSENT_DAY,
                        ProblemReason.NOT_IDENTIFIED,
                        "Whoever is tested has a day of consent.");
            }
            others.add(number.get());
            return;
        }
        if (consent.isAfter(description.day())) {
            tellImpossible(row, RecordField.CONSENT_DAY, "Nothing is later than the snapshot.");
            others.add(number.get());
            return;
        }
        if (consent.isBefore(description.firstDay())) {
            row.tell(
                    RecordField.CONSENT_DAY,
                    ProblemReason.OUTSIDE_PERIOD,
                    "The snapshot begins on %s.".formatted(description.firstDay()));
            others.add(number.get());
            return;
        }
        Order order =
                new Order(pseudonyms.of('p', number.get()))
                        .with(OrderField.METHOD, mapping.method())
                        .with(OrderField.ORDERED, consent);
        if (isOfAFamily) {
            order.with(OrderField.FAMILY, pseudonyms.of('f', family.get()));
        } else {
            for (OrderField<?> none :
                    List.of(
                            OrderField.FAMILY,
                            OrderField.STRUCTURE,
                            OrderField.SOLVED,
                            OrderField.ACMG,
                            OrderField.TIER)) {
                order.without(none, Missing.NOT_APPLICABLE);
            }
        }
        coded(row, RecordField.METHOD, Method.class, (o, v) -> o.with(OrderField.METHOD, v), order);
        coded(row, RecordField.SEX, Sex.class, (o, v) -> o.with(OrderField.SEX, v), order);
        coded(
                row,
                RecordField.ETHNICITY,
                Ethnicity.class,
                (o, v) -> o.with(OrderField.ETHNICITY, v),
                order);
        word(row, RecordField.SITE, OrderField.SITE, order);
        word(row, RecordField.REGION, OrderField.REGION, order);
        word(row, RecordField.LABORATORY, OrderField.LABORATORY, order);
        age(row, consent, order);
        deprivation(row, order);
        Proband proband = new Proband(family.get(), consent, order);
        proband.withdrawn = row.isYes(RecordField.WITHDRAWN, false);
        LocalDate withdrawal = row.day(RecordField.WITHDRAWAL_DAY);
        if (withdrawal != null) {
            if (withdrawal.isBefore(consent) || withdrawal.isAfter(description.day())) {
                tellImpossible(
                        row,
                        RecordField.WITHDRAWAL_DAY,
                        "A withdrawal is not before the consent and not after the snapshot.");
                others.add(number.get());
                return;
            }
            proband.withdrawal = withdrawal;
        }
        probands.put(number.get(), proband);
    }

    private static void tellImpossible(Row row, RecordField field, String advice) {
        row.tell(field, ProblemReason.IMPOSSIBLE_DATE, advice);
    }

    private static <E extends Enum<E> & Code> void coded(
            Row row, RecordField field, Class<E> list, BiConsumer<Order, E> set, Order order) {
        row.code(field).ifPresent(code -> set.accept(order, CodeLists.of(list, code)));
    }

    private static void word(Row row, RecordField from, OrderField<String> to, Order order) {
        String text = row.text(from);
        if (!text.isEmpty()) {
            order.with(to, text.length() > 100 ? text.substring(0, 100) : text);
        }
    }

    private static void age(Row row, LocalDate consent, Order order) {
        String text = row.text(RecordField.BIRTH_YEAR);
        if (text.isEmpty()) {
            return;
        }
        if (!text.matches("\\d{4}")) {
            row.tell(
                    RecordField.BIRTH_YEAR,
                    ProblemReason.WRONG_FORM,
                    "Write a year of four digits.");
            return;
        }
        int age = consent.getYear() - Integer.parseInt(text, 10);
        if (age < 0 || age > OLDEST) {
            row.tell(
                    RecordField.BIRTH_YEAR,
                    ProblemReason.OUT_OF_RANGE,
                    "Nobody consents before birth, or after %d years.".formatted(OLDEST));
            return;
        }
        order.with(OrderField.AGE, AgeBand.of(age));
    }

    private static void deprivation(Row row, Order order) {
        String text = row.text(RecordField.DEPRIVATION);
        if (text.matches("10|[1-9]")) {
            order.with(OrderField.DEPRIVATION, Integer.parseInt(text, 10));
        } else if (!text.isEmpty()) {
            row.tell(
                    RecordField.DEPRIVATION,
                    ProblemReason.OUT_OF_RANGE,
                    "Write a decile from 1, most deprived, to 10.");
        }
    }

    private void sample(Row row) {
        Optional<Proband> proband = proband(row, RecordField.PARTICIPANT_OF_SAMPLE);
        LocalDate day = row.day(RecordField.RECEIVED_DAY);
        if (proband.isEmpty() || day == null) {
            return;
        }
        if (day.isAfter(description.day())) {
            tellImpossible(row, RecordField.RECEIVED_DAY, "Nothing is later than the snapshot.");
        } else if (proband.get().received == null || day.isBefore(proband.get().received)) {
            proband.get().received = day;
        }
    }

    private void family(Row row) {
        Optional<String> number = row.number(RecordField.FAMILY_OF_STRUCTURE);
        Optional<String> code = row.code(RecordField.STRUCTURE);
        if (number.isPresent()
                && code.isPresent()
                && structures.putIfAbsent(number.get(), CodeLists.of(Structure.class, code.get()))
                        != null) {
            row.tell(
                    RecordField.FAMILY_OF_STRUCTURE,
                    ProblemReason.DUPLICATE_NUMBER,
                    "Another row, above, has the same family; that one counts.");
        }
    }

    /// The proband whom a row is about; empty for others, and after telling that there is none.
    private Optional<Proband> proband(Row row, RecordField field) {
        Optional<String> number = row.number(field);
        if (number.isEmpty() || others.contains(number.get())) {
            return Optional.empty();
        }
        Proband proband = probands.get(number.get());
        if (proband == null) {
            row.tell(
                    field,
                    ProblemReason.UNKNOWN_ORDER,
                    "No participant has this number. Take all tables from the same release.");
        }
        return Optional.ofNullable(proband);
    }

    private void disorder(Row row) {
        String disorder = row.text(RecordField.DISORDER);
        proband(row, RecordField.PARTICIPANT_OF_DISORDER)
                .filter(_ -> !disorder.isEmpty())
                .ifPresent(p -> {
                    if (p.disorder == null) {
                        p.disorder = disorder;
                    } else if (!p.disorder.equals(disorder)) {
                        row.tell(
                                RecordField.DISORDER,
                                ProblemReason.DUPLICATE_NUMBER,
                                "The proband has another disorder in a row above; that one counts.");
                    }
                });
    }

    private void interpretation(Row row) {
        proband(row, RecordField.PARTICIPANT_OF_INTERPRETATION)
                .ifPresent(p -> p.interpreted = true);
    }

    /// A tumour without the normal sample of the same person is no test of this programme.
    private void analysis(Row row) {
        Optional<Proband> found = proband(row, RecordField.PARTICIPANT_OF_ANALYSIS);
        if (found.isEmpty()) {
            return;
        }
        Optional<String> tumour = row.number(RecordField.TUMOUR_SAMPLE);
        Optional<String> normal = row.number(RecordField.GERMLINE_SAMPLE);
        if (tumour.isEmpty() || normal.isEmpty()) {
            return;
        }
        Proband proband = found.get();
        if (!proband.tumours.add(tumour.get())) {
            row.tell(
                    RecordField.TUMOUR_SAMPLE,
                    ProblemReason.DUPLICATE_NUMBER,
                    "Another row, above, is of the same sample; that one counts.");
            return;
        }
        if (proband.interpreted) {
            furtherTumours++;
            return;
        }
        proband.interpreted = true;
        String disorder = row.text(RecordField.ANALYSED_DISORDER);
        proband.analysedDisorder = disorder.isEmpty() ? null : disorder;
    }

    private void outcome(Row row) {
        Optional<Proband> found = proband(row, RecordField.PARTICIPANT_OF_OUTCOME);
        if (found.isEmpty()) {
            return;
        }
        Proband proband = found.get();
        LocalDate day = row.day(RecordField.OUTCOME_DAY);
        if (day != null
                && (day.isBefore(proband.consent)
                        || day.isAfter(description.day())
                        || (proband.received != null && day.isBefore(proband.received)))) {
            tellImpossible(
                    row,
                    RecordField.OUTCOME_DAY,
                    "An outcome is not before the consent or the sample, and not after the snapshot.");
            return;
        }
        Outcome outcome = proband.outcome;
        if (outcome == null || isAfter(day, outcome.day)) {
            outcome = new Outcome(day);
            proband.outcome = outcome;
        } else if (isAfter(outcome.day, day)) {
            return;
        }
        Outcome same = outcome;
        if (mapping.evaluated() == Programme.CANCER) {
            finding(row, same);
            return;
        }
        row.code(RecordField.SOLVED).ifPresent(c -> same.solved.add(CodeLists.of(Solved.class, c)));
        if (same.solved.size() > 1 && !same.contradicts) {
            same.contradicts = true;
            row.tell(
                    RecordField.SOLVED,
                    ProblemReason.CONTRADICTION,
                    "Rows of one questionnaire say different things of one family: whether it is solved is taken as not recorded.");
        }
        row.code(RecordField.ACTIONABILITY)
                .ifPresent(c -> same.actionability.add(CodeLists.of(Actionability.class, c)));
        row.code(RecordField.ACMG).ifPresent(c -> same.acmg.add(CodeLists.of(AcmgClass.class, c)));
        for (String one : row.text(RecordField.UTILITY).split("[;,|]", -1)) {
            if (!one.isBlank()) {
                row.code(RecordField.UTILITY, one)
                        .ifPresent(c -> same.utility.add(CodeLists.of(Utility.class, c)));
            }
        }
    }

    /// What one variant of a tumour or of the germline is good for. Only what was done because of
    /// this result is to its credit; what had been done before shows that it can be acted upon.
    private static void finding(Row row, Outcome outcome) {
        Set<Utility> goodFor = EnumSet.noneOf(Utility.class);
        boolean finds = false;
        for (String one : row.text(RecordField.FINDING).split("[;,|]", -1)) {
            Optional<String> code =
                    one.isBlank() ? Optional.empty() : row.code(RecordField.FINDING, one);
            if (code.isPresent()) {
                switch (code.get()) {
                    case "none" -> {
                        outcome.actionability.add(Actionability.NO);
                        outcome.utility.add(Utility.NONE);
                    }
                    case "germline_susceptibility" -> {
                        finds = true;
                        goodFor.add(Utility.ADDITIONAL_SURVEILLANCE_FOR_PROBAND_OR_RELATIVES);
                    }
                    case "predicts_therapeutic_response" -> {
                        finds = true;
                        goodFor.add(Utility.CHANGE_IN_MEDICATION);
                    }
                    case "eligibility_for_trial" -> {
                        finds = true;
                        goodFor.add(Utility.CLINICAL_TRIAL_ELIGIBILITY);
                    }
                    default -> {
                        finds = true;
                        goodFor.add(Utility.OTHER);
                    }
                }
            }
        }
        if (!finds) {
            return;
        }
        row.code(RecordField.USE)
                .ifPresent(use -> {
                    outcome.actionability.add(
                            use.equals("not_yet_actioned")
                                    ? Actionability.NOT_YET
                                    : Actionability.YES);
                    outcome.utility.addAll(
                            use.equals("actioned_result_of_this_wga")
                                    ? goodFor
                                    : Set.of(Utility.NONE));
                });
    }

    /// A questionnaire without a day comes before every other.
    private static boolean isAfter(@Nullable LocalDate day, @Nullable LocalDate other) {
        return day != null && (other == null || day.isAfter(other));
    }

    private void tier(Row row) {
        Optional<Proband> proband = proband(row, RecordField.PARTICIPANT_OF_TIER);
        if (proband.isPresent()) {
            row.code(RecordField.TIER)
                    .map(c -> CodeLists.of(Tier.class, c))
                    .filter(t -> proband.get().tier == null || t.compareTo(proband.get().tier) < 0)
                    .ifPresent(t -> proband.get().tier = t);
        }
    }

    private void death(Row row) {
        Optional<Proband> proband = proband(row, RecordField.PARTICIPANT_OF_DEATH);
        LocalDate day = row.day(RecordField.DEATH_DAY);
        if (proband.isEmpty() || day == null) {
            return;
        }
        if (day.isBefore(proband.get().consent) || day.isAfter(description.day())) {
            tellImpossible(
                    row,
                    RecordField.DEATH_DAY,
                    "A death is not before the consent and not after the snapshot.");
            return;
        }
        proband.get().death = day;
    }

    private Order order(Proband proband) {
        Order order = proband.order;
        if (mapping.evaluated() == Programme.RARE_DISEASE) {
            structure(proband.family).ifPresent(s -> order.with(OrderField.STRUCTURE, s));
        }
        if (proband.received != null) {
            order.with(OrderField.RECEIVED, proband.received);
        }
        // The tumour that was analysed may not be the one for which the person was recruited.
        String disorder =
                proband.analysedDisorder == null ? proband.disorder : proband.analysedDisorder;
        if (disorder != null) {
            order.with(OrderField.INDICATION, indication(disorder));
        }
        if (proband.tier != null) {
            order.with(OrderField.TIER, proband.tier);
        }
        for (OrderField<?> none : List.of(OrderField.STANDARD, OrderField.FOLLOW_UP)) {
            order.without(none, Missing.NOT_APPLICABLE);
        }
        Outcome outcome = proband.outcome;
        if (outcome != null) {
            order.with(OrderField.ENDING, Ending.REPORTED)
                    .with(OrderField.RESPONSE, Response.ANSWERED);
            if (outcome.day != null) {
                order.with(OrderField.ENDED, outcome.day);
            }
            answers(outcome, order);
            return order;
        }
        if (proband.withdrawn || proband.withdrawal != null) {
            return ended(order, Ending.WITHDRAWN, proband.withdrawal);
        }
        if (proband.interpreted) {
            return order.with(OrderField.ENDING, Ending.REPORTED)
                    .with(OrderField.RESPONSE, Response.NO_ANSWER);
        }
        return proband.death != null
                ? ended(order, Ending.DIED, proband.death)
                : ended(order, Ending.OPEN, null).without(OrderField.ENDED, Missing.NOT_APPLICABLE);
    }

    /// As the table of families says; else by how many participants there are. Of three it cannot
    /// be told whether two are the parents.
    private Optional<Structure> structure(String family) {
        Structure said = structures.get(family);
        if (said != null) {
            return Optional.of(said);
        }
        return switch (familySizes.getOrDefault(family, 0)) {
            case 1 -> Optional.of(Structure.SINGLETON);
            case 2 -> Optional.of(Structure.DUO);
            default -> Optional.empty();
        };
    }

    private static Order ended(Order order, Ending ending, @Nullable LocalDate day) {
        order.with(OrderField.ENDING, ending);
        if (day != null) {
            order.with(OrderField.ENDED, day);
        }
        for (OrderField<?> none :
                List.of(
                        OrderField.SOLVED,
                        OrderField.ACTIONABILITY,
                        OrderField.UTILITY,
                        OrderField.RESPONSE,
                        OrderField.ACMG)) {
            order.without(none, Missing.NOT_APPLICABLE);
        }
        return order;
    }

    private static void answers(Outcome outcome, Order order) {
        if (outcome.solved.size() == 1) {
            order.with(OrderField.SOLVED, outcome.solved.iterator().next());
        }
        // Of several variants the one that says most.
        for (Actionability most :
                List.of(
                        Actionability.YES,
                        Actionability.NOT_YET,
                        Actionability.NO,
                        Actionability.NA)) {
            if (outcome.actionability.contains(most)) {
                order.with(OrderField.ACTIONABILITY, most);
                break;
            }
        }
        outcome.acmg.stream().findFirst().ifPresent(a -> order.with(OrderField.ACMG, a));
        Set<Utility> utility = EnumSet.copyOf(outcome.utility);
        if (utility.size() > 1) {
            utility.remove(Utility.NONE);
        }
        if (!utility.isEmpty()) {
            order.with(OrderField.UTILITY, utility);
        }
    }

    /// A disorder as a word of a snapshot.
    private static String indication(String disorder) {
        String plain =
                disorder.replaceAll("[^\\p{L}\\p{N} ._,:;()/&'+-]+", " ")
                        .replaceAll("^[^\\p{L}\\p{N}]+", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        String word = plain.isEmpty() ? "not named" : plain;
        return word.length() > 100 ? word.substring(0, 100).strip() : word;
    }
}
