package org.opengms.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.access.HardRefusals;
import org.opengms.access.ProjectId;
import org.opengms.access.StudyPurpose;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.ResearchQuestion;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.consent.UseDecision;
import org.opengms.consent.UseMatcher;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.people.PersonId;
import org.opengms.testing.Cases;
import org.opengms.testing.SettableClock;

class CohortOpinionsTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    /// People, what they said, and in which order it happened.
    private static final class Registry implements ConsentStore, CohortChanges {
        private final Map<PersonId, LocalDate> births = new LinkedHashMap<>();
        private final Map<PersonId, List<ConsentStatement>> said = new HashMap<>();
        private final List<PersonId> happened = new ArrayList<>();

        @Override
        public void append(ConsentStatement statement) {
            said.computeIfAbsent(statement.person(), _ -> new ArrayList<>()).add(statement);
            happened.add(statement.person());
        }

        @Override
        public ConsentHistory history(PersonId person) {
            return new ConsentHistory(
                    person,
                    Optional.ofNullable(births.get(person)),
                    said.getOrDefault(person, List.of()));
        }

        @Override
        public Map<PersonId, ConsentHistory> histories(Set<PersonId> persons) {
            Map<PersonId, ConsentHistory> all = new HashMap<>();
            persons.forEach(person -> all.put(person, history(person)));
            return all;
        }

        @Override
        public Changes after(Mark mark, int limit) {
            int from = (int) mark.statement();
            int to = Math.min(happened.size(), from + limit);
            return new Changes(happened.subList(from, to), new Mark(to, 0), to < happened.size());
        }
    }

    private final Registry registry = new Registry();
    private final SettableClock clock = new SettableClock(START);
    private final UseMatcher matcher = new UseMatcher(String::equals);
    private final CohortOpinions opinions =
            new CohortOpinions(
                    registry,
                    registry,
                    matcher,
                    ConsentRules.shipped(),
                    DisclosureRules.standard(),
                    HardRefusals.standard(),
                    clock);

    private static ResearchQuestion question(Reach reach, boolean ethics, LocalDate on) {
        return new StudyPurpose(
                        Set.of(Aim.HEALTH),
                        Optional.empty(),
                        reach,
                        Set.of(),
                        Set.of(),
                        Optional.of("26/NW/0001").filter(_ -> ethics),
                        Optional.empty(),
                        Optional.empty())
                .question(ProjectId.random(), "ZUN01", on);
    }

    /// For one person, as the gate and the matcher answer.
    private boolean permits(PersonId person, ResearchQuestion question) {
        var state = registry.history(person).now(clock.instant());
        Use use =
                question.reach() == Reach.NOT_FOR_PROFIT
                        ? Use.RESEARCH_NOT_FOR_PROFIT
                        : Use.RESEARCH_BY_COMPANIES;
        return state.allows(use)
                && ConsentRules.shipped()
                        .dataUse(state)
                        .map(terms -> matcher.decide(terms, question) instanceof UseDecision.Permit)
                        .orElse(false);
    }

    private void say(PersonId person, Said said, WhoChose by) {
        registry.append(
                new ConsentStatement(
                        StatementId.random(),
                        person,
                        said,
                        Optional.of(by),
                        "letter",
                        ConsentStatement.day(clock.instant()),
                        clock.instant(),
                        "clinician"));
    }

    private static Said random(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                    new Said.Research(
                            ResearchChoice.AGREED,
                            Set.of(Use.RESEARCH_BY_COMPANIES),
                            Optional.empty());
            case 1 -> new Said.Research(ResearchChoice.DECLINED, Set.of(), Optional.empty());
            case 2 -> new Said.FullWithdrawal();
            case 3 -> new Said.PartialWithdrawal(Set.of(Use.RESEARCH_NOT_FOR_PROFIT));
            case 4 -> new Said.Death(LocalDate.of(2026, 3, 1));
            default -> new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty());
        };
    }

    @Test
    void countAsEachPersonIsAnsweredWhateverIsSaidAndHoweverTimePasses() {
        Cases.check(
                20,
                random -> {
                    for (int step = 0; step < 25; step++) {
                        for (int i = 0; i < 20; i++) {
                            PersonId person;
                            if (registry.births.isEmpty() || random.nextInt(3) == 0) {
                                person = PersonId.random();
                                registry.births.put(
                                        person,
                                        LocalDate.of(2008, 1, 1).plusDays(random.nextInt(1500)));
                            } else {
                                List<PersonId> known = List.copyOf(registry.births.keySet());
                                person = known.get(random.nextInt(known.size()));
                            }
                            say(
                                    person,
                                    random(random),
                                    random.nextBoolean()
                                            ? WhoChose.PARENT_OR_GUARDIAN
                                            : WhoChose.ADULT);
                        }
                        clock.pass(Duration.ofDays(random.nextInt(40)));
                        ResearchQuestion question =
                                question(
                                        random.nextBoolean()
                                                ? Reach.NOT_FOR_PROFIT
                                                : Reach.FOR_PROFIT,
                                        random.nextInt(5) > 0,
                                        ConsentStatement.day(clock.instant()));
                        assertEquals(
                                registry.births.keySet().stream()
                                        .filter(person -> permits(person, question))
                                        .count(),
                                opinions.match(question).permitted().getCardinality());
                    }
                });
    }

    @Test
    void dropAParentsYesOnTheEighteenthBirthdayWithoutAnythingSaid() {
        PersonId person = PersonId.random();
        registry.births.put(person, LocalDate.of(2008, 3, 10));
        say(
                person,
                new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty()),
                WhoChose.PARENT_OR_GUARDIAN);
        ResearchQuestion question = question(Reach.NOT_FOR_PROFIT, true, LocalDate.of(2026, 3, 2));
        assertEquals(1, opinions.match(question).permitted().getCardinality());
        clock.pass(Duration.ofDays(7));
        assertEquals(1, opinions.match(question).permitted().getCardinality());
        clock.pass(Duration.ofDays(1));
        assertEquals(0, opinions.match(question).permitted().getCardinality());
    }
}
