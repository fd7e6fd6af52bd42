package org.opengms.evaluation.imports;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.opengms.datafile.DataFile;
import org.opengms.evaluation.snapshot.OrderField;

/// How a published table of counts is written, and how its publisher hid small ones: one row for
/// each group and outcome, with a count.
///
/// @param name and version
/// @param asked what the outcomes say *yes* and *no* to; whether the case is solved where it is not
///   said
/// @param groups heading by the field of an order that it is about, such as `indication`
/// @param groupCodes meaning of what is written in it, by field; what needs none stands for itself
/// @param outcome heading of the column of outcomes
/// @param outcomes what each written outcome means
/// @param count heading of the column of counts
/// @param hidden which marks stand in place of a count, and between which counts they hide one
/// @param absent between which counts a cell lies that has no row; 0 and 0 where only cells without
///   anybody are left out
/// @param roundedTo to the nearest multiple of which counts are rounded; 1 if they are not
public record AggregateForm(
        String name,
        Optional<Asked> asked,
        Map<String, String> groups,
        Map<String, Map<String, String>> groupCodes,
        String outcome,
        Map<String, Outcome> outcomes,
        String count,
        Map<String, CountBounds> hidden,
        CountBounds absent,
        int roundedTo) {
    private static final DataFile<AggregateForm> FILE =
            new DataFile<>(AggregateForm.class, "a form of counts", "OGMS-9125", f -> f);

    /// Fields by which a table may be broken down.
    private static final Set<String> FIELDS =
            Set.of(
                    OrderField.INDICATION.name(),
                    OrderField.METHOD.name(),
                    OrderField.STRUCTURE.name(),
                    OrderField.REGION.name(),
                    OrderField.AGE.name(),
                    OrderField.SEX.name(),
                    OrderField.ETHNICITY.name(),
                    OrderField.DEPRIVATION.name());

    /// The question that outcomes answer.
    public enum Asked {
        /// Whether the case is solved.
        SOLVED,
        /// Whether the result was good for something, of programmes that do not ask the other, such
        /// as cancer.
        USEFUL
    }

    /// What a cell counts.
    public enum Outcome {
        /// Cases of which the answer is yes.
        YES,
        /// Cases of which it is no.
        NO,
        /// Cases of which some features are explained.
        PARTIALLY,
        /// Cases of which the clinician could not say.
        UNKNOWN,
        /// Cases without an answer.
        NO_ANSWER,
        /// All cases of the group.
        TOTAL
    }

    /// @throws IllegalArgumentException OGMS-9125 if it could not be read by
    public AggregateForm {
        groups = Map.copyOf(groups);
        outcomes = plain(outcomes);
        hidden = Map.copyOf(hidden);
        Map<String, Map<String, String>> codes = new HashMap<>();
        groupCodes.forEach((field, meanings) -> codes.put(field, plain(meanings)));
        groupCodes = Map.copyOf(codes);
        if (!FIELDS.containsAll(groups.keySet()) || !groups.keySet().containsAll(codes.keySet())) {
            throw new IllegalArgumentException(
                    "OGMS-9125 The groups of the form are %s. Tables are read by %s."
                            .formatted(new TreeSet<>(groups.keySet()), new TreeSet<>(FIELDS)));
        }
        if (!outcomes.containsValue(Outcome.YES) || !outcomes.containsValue(Outcome.NO)) {
            throw new IllegalArgumentException(
                    "OGMS-9125 The form does not say which outcomes are YES and NO.");
        }
        if (roundedTo < 1 || roundedTo > 1000) {
            throw new IllegalArgumentException(
                    "OGMS-9125 Counts are rounded to %d. Give 1 to 1000.".formatted(roundedTo));
        }
        if (hidden.keySet().stream().anyMatch(mark -> mark.matches("\\s*|[0-9,]+"))) {
            throw new IllegalArgumentException(
                    "OGMS-9125 A mark of hidden counts is blank or a number. Give it as it is written.");
        }
    }

    private static <T> Map<String, T> plain(Map<String, T> written) {
        Map<String, T> plain = new HashMap<>();
        written.forEach((text, meaning) -> plain.put(TableRows.plain(text), meaning));
        return Map.copyOf(plain);
    }

    /// Disorder by family structure by outcome, under the headings of the project's tables: what to
    /// ask a custodian for who may not give records. Counts below 10 are hidden and zeros shown.
    public static AggregateForm standard() {
        return FILE.shipped(AggregateForm.class, "counts-1.json");
    }

    /// Kind of tumour by usefulness of the result: the same for the cancer programme.
    public static AggregateForm ofTheCancerProgramme() {
        return FILE.shipped(AggregateForm.class, "counts-cancer-1.json");
    }

    /// Reads a form of one's own.
    ///
    /// @throws IllegalArgumentException OGMS-9125 if it does not hold one
    public static AggregateForm load(Path file) {
        return FILE.read(file);
    }

    Optional<Outcome> outcomeOf(String written) {
        return Optional.ofNullable(outcomes.get(TableRows.plain(written)));
    }

    /// The group that is written; empty if the field has a code list and it is not in it.
    Optional<String> groupOf(String field, String written) {
        String meant = groupCodes.getOrDefault(field, Map.of()).get(TableRows.plain(written));
        String code = meant == null ? written : meant;
        List<String> list = CodeLists.of(field);
        return (list.isEmpty() && !code.isBlank()) || list.contains(code)
                ? Optional.of(code)
                : Optional.empty();
    }

    /// What a written count can be; empty if it is neither a count nor a mark.
    Optional<CountBounds> countOf(String written) {
        CountBounds mark = hidden.get(written);
        if (mark != null) {
            return Optional.of(mark);
        }
        String digits = written.replace(",", "");
        if (!digits.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        long count = Long.parseLong(digits, 10);
        if (count % roundedTo != 0) {
            return Optional.empty();
        }
        return Optional.of(
                new CountBounds(Math.max(0, count - roundedTo / 2), count + roundedTo / 2));
    }
}
