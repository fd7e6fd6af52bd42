package org.opengms.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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

    /// All sets of roles and of relations, and each of everything else.
    @Test
    void answerEveryQuestionAsTheTableDoes() throws IOException {
        List<Line> table = table();
        List<Set<Relation>> relations = subsets(Relation.class);
        List<Set<Role>> roles = subsets(Role.class);
        long judged = 0;
        for (Purpose purpose : Purpose.values()) {
            for (DataClass data : DataClass.values()) {
                for (String choice : CHOICES.keySet()) {
                    for (String justification : JUSTIFICATIONS.keySet()) {
                        Map<Role, Map<String, Set<String>>> answers =
                                answers(table, purpose, data, choice, justification);
                        for (Set<Relation> related : relations) {
                            for (Set<Role> has : roles) {
                                Decision decision =
                                        GateRules.decide(
                                                new Question(
                                                        Objects.requireNonNull(CHOICES.get(choice)),
                                                        related,
                                                        has,
                                                        purpose,
                                                        data,
                                                        Objects.requireNonNull(
                                                                JUSTIFICATIONS.get(
                                                                        justification))));
                                String expected = expected(answers, has, related);
                                if (!answer(decision).equals(expected)) {
                                    assertEquals(
                                            expected,
                                            answer(decision),
                                            "%s %s %s %s %s %s"
                                                    .formatted(
                                                            has,
                                                            purpose,
                                                            related,
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
        assertEquals(
                (1L << Role.values().length)
                        * (1L << Relation.values().length)
                        * Purpose.values().length
                        * DataClass.values().length
                        * CHOICES.size()
                        * JUSTIFICATIONS.size(),
                judged);
    }

    /// What the table answers for each role and relation, and for none.
    private static Map<Role, Map<String, Set<String>>> answers(
            List<Line> table,
            Purpose purpose,
            DataClass data,
            String choice,
            String justification) {
        List<String> relations = new ArrayList<>(List.of("none"));
        for (Relation relation : Relation.values()) {
            relations.add(relation.name());
        }
        Map<Role, Map<String, Set<String>>> answers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Map<String, Set<String>> ofRole = new HashMap<>();
            for (String relation : relations) {
                Set<String> found = new TreeSet<>();
                for (Line line : table) {
                    if (line.matches(
                            role.name(),
                            purpose.name(),
                            relation,
                            choice,
                            justification,
                            data.name())) {
                        found.add(line.answer());
                    }
                }
                ofRole.put(relation, found);
            }
            answers.put(role, ofRole);
        }
        return answers;
    }

    private static String answer(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "PERMIT";
            case Decision.Deny _ -> "DENY";
            case Decision.Abstain _ -> "ABSTAIN";
        };
    }

    private static String expected(
            Map<Role, Map<String, Set<String>>> table, Set<Role> roles, Set<Relation> relations) {
        Set<String> answers = new HashSet<>();
        for (Role role : roles) {
            Map<String, Set<String>> ofRole = Objects.requireNonNull(table.get(role));
            answers.addAll(Objects.requireNonNull(ofRole.get("none")));
            for (Relation relation : relations) {
                answers.addAll(Objects.requireNonNull(ofRole.get(relation.name())));
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
