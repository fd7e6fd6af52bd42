package org.opengms.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Use;

/// `gate-rules.csv` is the specification; this compares the rules with it, question by question.
class GateRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
    private static final Map<String, ConsentState> CHOICES = choices();
    private static final Map<String, Optional<Justification>> JUSTIFICATIONS =
            Map.of(
                    "NONE", Optional.empty(),
                    "EMERGENCY", Optional.of(new Justification.Emergency("Unconscious in resus")),
                    "LAW", Optional.of(new Justification.Law("Order of the High Court")));

    private record Line(List<List<String>> cells, String answer) {
        boolean matches(String... question) {
            for (int i = 0; i < question.length; i++) {
                List<String> cell = cells.get(i);
                if (!cell.contains("*") && !cell.contains(question[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Map<String, ConsentState> choices() {
        Map<String, ConsentState> all = new LinkedHashMap<>();
        ResearchStanding yes = new ResearchStanding.Agreed(DAY);
        Optional<Boolean> unsaid = Optional.empty();
        all.put("nothing", ConsentState.NOTHING);
        all.put("agreed", state(yes, Set.of(), false, unsaid));
        all.put("agreed-form", state(yes, Set.of(), false, Optional.of(true)));
        all.put("agreed-opted-out", state(yes, Set.of(), true, unsaid));
        all.put(
                "agreed-no-companies",
                state(yes, Set.of(Use.RESEARCH_BY_COMPANIES), false, unsaid));
        all.put("declined", state(new ResearchStanding.Declined(DAY), Set.of(), false, unsaid));
        all.put(
                "withdrawn",
                state(
                        new ResearchStanding.Withdrawn(DAY),
                        EnumSet.allOf(Use.class),
                        false,
                        Optional.of(false)));
        all.put(
                "undecided",
                state(
                        new ResearchStanding.Undecided(DAY, Optional.empty()),
                        Set.of(),
                        false,
                        unsaid));
        all.put("lapsed", state(new ResearchStanding.Lapsed(DAY, "18"), Set.of(), false, unsaid));
        all.put("died", state(new ResearchStanding.EndedByDeath(DAY), Set.of(), false, unsaid));
        all.put(
                "sharing",
                state(new ResearchStanding.NeverAsked(), Set.of(), false, Optional.of(true)));
        all.put(
                "not-sharing",
                state(
                        new ResearchStanding.NeverAsked(),
                        Set.of(Use.CARE_OF_RELATIVES),
                        false,
                        Optional.of(false)));
        return all;
    }

    private static ConsentState state(
            ResearchStanding research,
            Set<Use> refused,
            boolean nationalOptOut,
            Optional<Boolean> sharing) {
        return new ConsentState(
                Optional.empty(),
                research,
                refused,
                nationalOptOut,
                sharing,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static List<Line> table() throws IOException {
        try (InputStream in = GateRulesTest.class.getResourceAsStream("gate-rules.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> {
                        List<String> cells = List.of(line.split(",", -1));
                        return new Line(
                                cells.subList(0, 6).stream()
                                        .map(cell -> List.of(cell.split("\\|")))
                                        .toList(),
                                cells.get(6));
                    })
                    .toList();
        }
    }

    private static <E extends Enum<E>> List<Set<E>> subsets(Class<E> type) {
        List<Set<E>> all = new ArrayList<>();
        all.add(EnumSet.noneOf(type));
        for (E one : Objects.requireNonNull(type.getEnumConstants())) {
            for (Set<E> without : List.copyOf(all)) {
                Set<E> with = EnumSet.of(one);
                with.addAll(without);
                all.add(with);
            }
        }
        return all;
    }

    /// 64 sets of roles, 7 purposes, 8 sets of relations, 12 states, 3 justifications, 8 classes.
    @Test
    void answerEveryQuestionAsTheTableDoes() throws IOException {
        List<Line> table = table();
        int judged = 0;
        for (Purpose purpose : Purpose.values()) {
            for (DataClass data : DataClass.values()) {
                for (String choice : CHOICES.keySet()) {
                    for (String justification : JUSTIFICATIONS.keySet()) {
                        for (Set<Relation> relations : subsets(Relation.class)) {
                            for (Set<Role> roles : subsets(Role.class)) {
                                Decision decision =
                                        GateRules.decide(
                                                new Question(
                                                        Objects.requireNonNull(CHOICES.get(choice)),
                                                        relations,
                                                        roles,
                                                        purpose,
                                                        data,
                                                        Objects.requireNonNull(
                                                                JUSTIFICATIONS.get(
                                                                        justification))));
                                String expected =
                                        expected(
                                                table,
                                                roles,
                                                relations,
                                                purpose,
                                                choice,
                                                justification,
                                                data);
                                if (!answer(decision).equals(expected)) {
                                    assertEquals(
                                            expected,
                                            answer(decision),
                                            "%s %s %s %s %s %s"
                                                    .formatted(
                                                            roles,
                                                            purpose,
                                                            relations,
                                                            choice,
                                                            justification,
                                                            data));
                                }
                                assertFalse(decision.reason().isBlank());
                                judged++;
                            }
                        }
                    }
                }
            }
        }
        assertEquals(64 * 7 * 8 * 12 * 3 * 8, judged);
    }

    private static String answer(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "PERMIT";
            case Decision.Deny _ -> "DENY";
            case Decision.Abstain _ -> "ABSTAIN";
        };
    }

    private static String expected(
            List<Line> table,
            Set<Role> roles,
            Set<Relation> relations,
            Purpose purpose,
            String choice,
            String justification,
            DataClass data) {
        Set<String> answers = new TreeSet<>();
        Set<String> known = new TreeSet<>(relations.stream().map(Enum::name).toList());
        known.add("none");
        for (Role role : roles) {
            for (String relation : known) {
                for (Line line : table) {
                    if (line.matches(
                            role.name(),
                            purpose.name(),
                            relation,
                            choice,
                            justification,
                            data.name())) {
                        answers.add(line.answer());
                    }
                }
            }
        }
        return answers.contains("PERMIT")
                ? "PERMIT"
                : answers.contains("ABSTAIN") ? "ABSTAIN" : "DENY";
    }

    @Test
    void sayWhetherTheNationalOptOutIsAppliedAndWhy() {
        Decision decision =
                GateRules.decide(
                        new Question(
                                Objects.requireNonNull(CHOICES.get("agreed-opted-out")),
                                Set.of(),
                                Set.of(Role.RESEARCHER),
                                Purpose.RESEARCH,
                                DataClass.GENOME,
                                Optional.empty()));
        assertTrue(
                decision.reason().contains("it is not applied, because the participant agreed"),
                decision.reason());
    }
}
