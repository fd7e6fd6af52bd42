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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opengms.access.AccessStanding;
import org.opengms.access.DataKind;
import org.opengms.access.ProjectId;
import org.opengms.access.StudyPurpose;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Use;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStanding;
import org.opengms.testing.Cases;

/// `gate-rules.csv` is the specification; this compares the rules with it, question by question.
class GateRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
    private static final Map<String, ConsentState> CHOICES = choices();
    private static final Map<String, Optional<Justification>> JUSTIFICATIONS =
            Map.of(
                    "NONE", Optional.empty(),
                    "EMERGENCY", Optional.of(new Justification.Emergency("Unconscious in resus")),
                    "LAW", Optional.of(new Justification.Law("Order of the High Court")));

    /// Projects for which a reading may be: none, one that is stopped, and open ones.
    private static final Map<String, Optional<AccessStanding>> PROJECTS =
            Map.of(
                    "NONE", Optional.empty(),
                    "STOPPED", Optional.of(new AccessStanding.Stopped("It ran out.")),
                    "GENOMES", open(Reach.NOT_FOR_PROFIT, DataKind.GENOMES),
                    "RESULTS", open(Reach.NOT_FOR_PROFIT, DataKind.RESULTS),
                    "COMPANY", open(Reach.FOR_PROFIT, DataKind.GENOMES, DataKind.RESULTS));

    private static Optional<AccessStanding> open(Reach reach, DataKind... data) {
        return Optional.of(
                new AccessStanding.Open(
                        ProjectId.random(),
                        "A study",
                        new StudyPurpose(
                                Set.of(Aim.HEALTH),
                                Optional.empty(),
                                reach,
                                Set.of(),
                                Set.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        "ZUN01",
                        Set.of(data),
                        DAY));
    }

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
                                cells.subList(0, 7).stream()
                                        .map(cell -> List.of(cell.split("\\|")))
                                        .toList(),
                                cells.get(7));
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
        return all.stream().map(Set::copyOf).toList();
    }

    /// Sets of up to three roles, all roles and all but one: what a role opens or closes beside two
    /// others, or is the only one to lack, shows here. The number of all sets doubles with each
    /// role, so of those between a sample is drawn.
    private static List<Set<Role>> rolesTogether() {
        int all = Role.values().length;
        return subsets(Role.class).stream()
                .filter(roles -> roles.size() <= 3 || roles.size() >= all - 1)
                .toList();
    }

    /// Questions with sets of roles that [#rolesTogether] leaves out.
    @Test
    void answerASampleOfLargerSetsOfRolesAsTheTableDoes() throws IOException {
        List<Line> table = table();
        List<Set<Relation>> relations = subsets(Relation.class);
        Cases.check(
                3000,
                random -> {
                    List<Role> roles = new ArrayList<>(List.of(Role.values()));
                    int size = 4 + random.nextInt(roles.size() - 5);
                    while (roles.size() > size) {
                        roles.remove(random.nextInt(roles.size()));
                    }
                    Purpose purpose = any(List.of(Purpose.values()), random);
                    long judged =
                            judge(
                                    table,
                                    List.of(any(relations, random)),
                                    List.of(Set.copyOf(roles)),
                                    List.of(
                                            purpose.name(),
                                            any(List.copyOf(CHOICES.keySet()), random),
                                            any(sorted(JUSTIFICATIONS.keySet()), random),
                                            any(List.of(DataClass.values()), random).name(),
                                            any(sorted(projects(purpose)), random)));
                    assertEquals(1, judged);
                });
    }

    private static <T> T any(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    /// In an order that is the same in each run, so that a seed repeats its case.
    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    /// All sets of relations, the sets of [#rolesTogether], and each of everything else.
    @Test
    void answerEveryQuestionAsTheTableDoes() throws IOException {
        List<Line> table = table();
        List<Set<Relation>> relations = subsets(Relation.class);
        List<Set<Role>> roles = rolesTogether();
        long judged = 0;
        for (Purpose purpose : Purpose.values()) {
            for (DataClass data : DataClass.values()) {
                for (String choice : CHOICES.keySet()) {
                    for (String justification : JUSTIFICATIONS.keySet()) {
                        for (String project : projects(purpose)) {
                            judged +=
                                    judge(
                                            table,
                                            relations,
                                            roles,
                                            List.of(
                                                    purpose.name(),
                                                    choice,
                                                    justification,
                                                    data.name(),
                                                    project));
                        }
                    }
                }
            }
        }
        assertEquals(
                (long) roles.size()
                        * (1L << Relation.values().length)
                        * (Purpose.values().length - 2 + 2L * PROJECTS.size())
                        * DataClass.values().length
                        * CHOICES.size()
                        * JUSTIFICATIONS.size(),
                judged);
    }

    /// Only research is for a project; of the others one is enough, which must change nothing.
    private static Set<String> projects(Purpose purpose) {
        return purpose == Purpose.RESEARCH || purpose == Purpose.RESEARCH_BY_COMPANIES
                ? PROJECTS.keySet()
                : Set.of("COMPANY");
    }

    /// @param of purpose, choice, justification, data, project
    private static long judge(
            List<Line> table,
            List<Set<Relation>> relations,
            List<Set<Role>> roles,
            List<String> of) {
        Purpose purpose = Purpose.valueOf(of.get(0));
        DataClass data = DataClass.valueOf(of.get(3));
        ConsentState choice = Objects.requireNonNull(CHOICES.get(of.get(1)));
        Optional<Justification> justification =
                Objects.requireNonNull(JUSTIFICATIONS.get(of.get(2)));
        Optional<AccessStanding> project = Objects.requireNonNull(PROJECTS.get(of.get(4)));
        long judged = 0;
        for (Set<Relation> related : relations) {
            Map<Role, Integer> answers = answers(table, of, related);
            for (Set<Role> has : roles) {
                Decision decision =
                        GateRules.decide(
                                new Question(
                                        choice,
                                        related,
                                        has,
                                        purpose,
                                        data,
                                        justification,
                                        project,
                                        Optional.empty()));
                String expected = expected(answers, has);
                if (!answer(decision).equals(expected)) {
                    assertEquals(
                            expected, answer(decision), "%s %s %s".formatted(has, related, of));
                }
                assertFalse(decision.reason().isBlank());
                judged++;
            }
        }
        return judged;
    }

    private static final int PERMIT = 1;
    private static final int ABSTAIN = 2;

    /// What the table answers to each role with some relations.
    private static Map<Role, Integer> answers(
            List<Line> table, List<String> of, Set<Relation> related) {
        List<String> relations = new ArrayList<>(List.of("none"));
        related.forEach(relation -> relations.add(relation.name()));
        Map<Role, Integer> answers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            int answer = 0;
            for (String relation : relations) {
                for (Line line : table) {
                    if (line.matches(
                            role.name(),
                            of.get(0),
                            relation,
                            of.get(1),
                            of.get(2),
                            of.get(3),
                            of.get(4))) {
                        answer |= line.answer().equals("PERMIT") ? PERMIT : ABSTAIN;
                    }
                }
            }
            answers.put(role, answer);
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

    private static String expected(Map<Role, Integer> table, Set<Role> roles) {
        int answers = 0;
        for (Role role : roles) {
            answers |= Objects.requireNonNull(table.get(role));
        }
        return (answers & PERMIT) != 0 ? "PERMIT" : (answers & ABSTAIN) != 0 ? "ABSTAIN" : "DENY";
    }

    /// What a proxy may do opens their own purpose and nothing else, and what it opens is in
    /// `proxy-reading.csv`: with sets of roles, every single relation, every choice.
    @Test
    void aProxysStandingOpensWhatTheirTableSaysAndNothingElse() throws IOException {
        Map<String, ProxyStanding> standings = new LinkedHashMap<>();
        for (Set<ProxyScope> scopes : subsets(ProxyScope.class)) {
            if (!scopes.isEmpty()) {
                standings.put(
                        scopes.stream().map(Enum::name).sorted().collect(Collectors.joining("+")),
                        new ProxyStanding.InForce(ProxyKind.PARENT, scopes));
            }
        }
        standings.put("ended", new ProxyStanding.Ended(ProxyKind.PARENT, "Old enough."));
        Set<String> permitted = new TreeSet<>();
        for (Map.Entry<String, ProxyStanding> standing : standings.entrySet()) {
            for (Purpose purpose : Purpose.values()) {
                for (DataClass data : DataClass.values()) {
                    for (Set<Role> roles : rolesTogether()) {
                        for (ConsentState consent : CHOICES.values()) {
                            Question with =
                                    new Question(
                                            consent,
                                            Set.of(),
                                            roles,
                                            purpose,
                                            data,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of(standing.getValue()));
                            Question without =
                                    new Question(
                                            consent,
                                            Set.of(),
                                            roles,
                                            purpose,
                                            data,
                                            Optional.empty());
                            if (GateRules.decide(with).equals(GateRules.decide(without))) {
                                continue;
                            }
                            assertEquals(Purpose.ON_BEHALF, purpose);
                            assertTrue(roles.contains(Role.PROXY));
                            if (GateRules.decide(with) instanceof Decision.Permit) {
                                permitted.add(standing.getKey() + "," + data);
                            }
                        }
                    }
                }
            }
        }
        try (InputStream in = GateRulesTest.class.getResourceAsStream("proxy-reading.csv")) {
            assertEquals(
                    new TreeSet<>(
                            new String(
                                            Objects.requireNonNull(in).readAllBytes(),
                                            StandardCharsets.UTF_8)
                                    .lines()
                                    .filter(line -> !line.startsWith("#"))
                                    .skip(1)
                                    .toList()),
                    permitted);
        }
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
                                Optional.empty(),
                                Objects.requireNonNull(PROJECTS.get("GENOMES")),
                                Optional.empty()));
        assertTrue(
                decision.reason().contains("it is not applied, because the participant agreed"),
                decision.reason());
    }
}
