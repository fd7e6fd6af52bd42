package org.opengms.server.choices;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opengms.choices.Wish;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.Use;
import org.opengms.people.PersonId;

/// A statement as a form or a message writes it: named texts, as docs/spec/consent-and-use.md says.
public final class ChoiceForm {
    private ChoiceForm() {}

    /// What was written.
    public sealed interface Reading {
        /// A statement, to be judged.
        record Read(Wish wish) implements Reading {}

        /// No statement.
        ///
        /// @param field that is wrong
        /// @param words what to write
        record Unclear(String field, String words) implements Reading {}
    }

    private static final class UnclearField extends Exception {
        private static final long serialVersionUID = 1;
        private final String field;

        UnclearField(String field, String words) {
            super(words);
            this.field = field;
        }
    }

    /// Reads.
    ///
    /// @param today the day of a statement that gives none
    public static Reading read(PersonId person, Map<String, List<String>> fields, LocalDate today) {
        try {
            return new Reading.Read(
                    new Wish(
                            person,
                            Optional.empty(),
                            said(fields, today),
                            by(fields),
                            first(fields, "evidence"),
                            day(fields, "saidOn").orElse(today)));
        } catch (UnclearField unclear) {
            return new Reading.Unclear(unclear.field, String.valueOf(unclear.getMessage()));
        }
    }

    private static Said said(Map<String, List<String>> fields, LocalDate today)
            throws UnclearField {
        return switch (first(fields, "said")) {
            case "research-agreed" ->
                    new Said.Research(
                            ResearchChoice.AGREED, uses(fields, "refused"), Optional.empty());
            case "research-declined" ->
                    new Said.Research(ResearchChoice.DECLINED, Set.of(), Optional.empty());
            case "research-undecided" ->
                    new Said.Research(
                            ResearchChoice.UNDECIDED, Set.of(), day(fields, "askAgainOn"));
            case "full-withdrawal" -> new Said.FullWithdrawal();
            case "partial-withdrawal" -> {
                Set<Use> uses = uses(fields, "uses");
                if (uses.isEmpty()) {
                    throw new UnclearField("uses", "Choose at least one use.");
                }
                yield new Said.PartialWithdrawal(uses);
            }
            case "sharing-with-relatives" -> new Said.SharingWithRelatives(answer(fields));
            case "national-data-opt-out" -> new Said.NationalDataOptOut(answer(fields));
            case "assent" -> new Said.YoungPersonsAssent(answer(fields));
            case "consultee-advice" -> new Said.ConsulteeAdvice(answer(fields));
            case "capacity" -> new Said.Capacity(answer(fields));
            case "death" -> {
                Optional<LocalDate> died = day(fields, "diedOn");
                yield new Said.Death(
                        died.isPresent() ? died.get() : day(fields, "saidOn").orElse(today));
            }
            default -> throw new UnclearField("said", "Choose what was said.");
        };
    }

    private static boolean answer(Map<String, List<String>> fields) throws UnclearField {
        return switch (first(fields, "answer")) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new UnclearField("answer", "Choose yes or no.");
        };
    }

    private static Optional<WhoChose> by(Map<String, List<String>> fields) throws UnclearField {
        String code = first(fields, "by");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Stream.of(WhoChose.values())
                        .filter(who -> who.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> new UnclearField("by", "Choose who made the choice.")));
    }

    private static Set<Use> uses(Map<String, List<String>> fields, String name)
            throws UnclearField {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        for (String value : fields.getOrDefault(name, List.of())) {
            try {
                uses.add(Use.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException unknown) {
                throw new UnclearField(name, "Choose from the uses that are listed.");
            }
        }
        return uses;
    }

    private static Optional<LocalDate> day(Map<String, List<String>> fields, String name)
            throws UnclearField {
        String text = first(fields, name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADay) {
            throw new UnclearField(name, "Write the day as 2026-03-31.");
        }
    }

    private static String first(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst().strip();
    }
}
