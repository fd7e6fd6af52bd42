package org.opengms.staffing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.rollout.GoLiveMap;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutLimits;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutState;
import org.opengms.workforce.Competence;
import org.opengms.workforce.FundedPlaces;

class ForecastDeskTest {
    private static final Clock CLOCK = Clock.fixed(SmallService.NOW, ZoneOffset.UTC);
    private static final Actor OPERATOR = actor(Role.OPERATOR, SmallService.NORTH);

    private final SmallService service = new SmallService();
    private final ForecastsInMemory jobs = new ForecastsInMemory();
    private final List<ForecastId> queue = new ArrayList<>();
    private final ForecastDesk desk = new ForecastDesk(jobs, queue::add, CLOCK);
    private Optional<PlannedRollout> rollout = Optional.empty();
    private final ForecastWork work =
            new ForecastWork(jobs, _ -> rollout, service, RolloutLimits.usual(), CLOCK);

    private static Actor actor(Role role, OdsCode organisation) {
        return new Actor("somebody", "Somebody", organisation, Set.of(role));
    }

    private static ForecastQuestion question(List<Long> budgets, int worlds) {
        return new ForecastQuestion(
                "regional-example",
                Optional.empty(),
                Optional.empty(),
                budgets,
                worlds,
                1,
                Optional.empty(),
                Map.of());
    }

    private static ForecastQuestion question() {
        return question(List.of(100_000_000L, 2_000_000_000L), 2);
    }

    private static <T> T done(ForecastAnswer<T> answer) {
        return switch (answer) {
            case ForecastAnswer.Done<T>(T value) -> value;
            case ForecastAnswer.NotFound<T> _,
                    ForecastAnswer.NotAllowed<T> _,
                    ForecastAnswer.Refused<T> _ ->
                    throw new AssertionError(answer.toString());
        };
    }

    private ForecastId asked() {
        return done(desk.ask(question(), OPERATOR));
    }

    @Nested
    class WhatIsForecast {
        @Test
        void isKeptForTheWholeServiceWithWhatEachBudgetDelivers() {
            service.holder(SmallService.HOSPITAL, Competence.ORDER_WGS, LocalDate.of(2026, 6, 30));
            service.places =
                    List.of(
                            new FundedPlaces(
                                    SmallService.NORTH,
                                    StaffRole.CLINICAL_SCIENTIST,
                                    1,
                                    LocalDate.of(2026, 2, 2),
                                    "S-7"));
            ForecastId id = asked();
            work.run(id);
            ForecastDesk.Found found = done(desk.newest(OPERATOR));
            assertEquals(RolloutState.DONE, found.job().state());
            ForecastResult result = found.result().orElseThrow();
            ForecastResult.Ahead ahead = result.ahead().orElseThrow();
            assertEquals(2, ahead.budgets().size());
            assertTrue(ahead.budgets().getFirst().difference().isEmpty());
            assertEquals(
                    100_000_000L,
                    ahead.budgets().getLast().difference().orElseThrow().thanPencePerYear());
            assertEquals(20, ahead.budgets().getLast().interpretersAtWork().size());
            assertTrue(ahead.budgets().getLast().begun() >= ahead.budgets().getFirst().begun());
            assertEquals("S-7", result.funded().getFirst().reference());
            assertEquals(
                    Optional.of("Scientist training for rare disease, north"),
                    result.funded().getFirst().pipeline());
            assertEquals(4, ahead.demand().size());
            Cover ordering =
                    result.cover().stream()
                            .filter(c ->
                                    c.organisation().equals(SmallService.HOSPITAL)
                                            && c.competence() == Competence.ORDER_WGS)
                            .findFirst()
                            .orElseThrow();
            assertEquals(Optional.of(LocalDate.of(2026, 7, 1)), ordering.lostOn());
            assertEquals(List.of(0, 1, 2), jobs.progress);
        }

        @Test
        void isTheSameAgain() {
            ForecastId id = asked();
            work.run(id);
            ForecastId again = asked();
            work.run(again);
            assertEquals(jobs.result(id), jobs.result(again));
        }

        @Test
        void comesBackAsItWasKept() {
            ForecastId id = asked();
            work.run(id);
            String text = jobs.result(id).orElseThrow();
            assertEquals(text, ForecastResult.of(text).text());
        }
    }

    @Nested
    class WithARollout {
        private static final RolloutPlan PLAN =
                RolloutPlan.parse(
                        """
                        {"format": "opengms-rollout-plan/1", "id": "early", "title": "Early", "investments": [
                          {"option": "digitise:site-1", "startQuarter": 1, "units": 1, "history": [
                            {"state": "proposed", "at": "2026-01-05T09:00:00Z", "by": "board"}]}]}
                        """,
                        "plan.json");

        /// Site 1 goes digital after the lead of its investment, when one of its two can still
        /// order.
        @Test
        void sitesThatGoLiveNeedPeopleWhoMayOrder() {
            service.holder(SmallService.HOSPITAL, Competence.ORDER_WGS, LocalDate.of(2026, 6, 30));
            service.holder(SmallService.HOSPITAL, Competence.ORDER_WGS, LocalDate.of(2028, 6, 30));
            RolloutQuestion asked =
                    new RolloutQuestion(
                            RolloutQuestion.Source.shipped("regional-example"),
                            RolloutQuestion.Source.shipped("regional-investments"),
                            0,
                            List.of(),
                            2,
                            1,
                            Optional.empty());
            RolloutQuestion.Read read = asked.read();
            rollout =
                    Optional.of(
                            new PlannedRollout(
                                    asked,
                                    PLAN,
                                    GoLiveMap.of(read.scenario(), read.catalogue(), PLAN)));
            ForecastId id =
                    done(
                            desk.ask(
                                    new ForecastQuestion(
                                            "",
                                            Optional.empty(),
                                            Optional.of(new RolloutJobId(new UUID(1, 2))),
                                            List.of(0L),
                                            2,
                                            1,
                                            Optional.empty(),
                                            Map.of()),
                                    OPERATOR));
            work.run(id);
            ForecastResult.Ahead ahead =
                    done(desk.find(id, OPERATOR)).result().orElseThrow().ahead().orElseThrow();
            assertEquals(Optional.of("Early"), ahead.rollout());
            ForecastResult.GoLive live = ahead.goLives().getFirst();
            assertEquals(Optional.of(SmallService.HOSPITAL), live.organisation());
            int quarters =
                    read.catalogue().options().stream()
                            .filter(o -> o.id().startsWith("digitise"))
                            .findFirst()
                            .orElseThrow()
                            .leadQuarters();
            assertEquals(SmallService.TODAY.plusDays(91L * (1 + quarters)), live.day());
            assertEquals(
                    List.of(
                            new ForecastResult.Need(Competence.RECORD_OF_DISCUSSION, 0, 2),
                            new ForecastResult.Need(Competence.ORDER_WGS, 1, 1)),
                    live.needs());
        }
    }

    @Nested
    class WhoReads {
        @Test
        void managersReadOfTheirOwnOrganisationAlone() {
            service.places =
                    List.of(
                            new FundedPlaces(
                                    SmallService.NORTH,
                                    StaffRole.CLINICAL_SCIENTIST,
                                    1,
                                    LocalDate.of(2026, 2, 2),
                                    "S-7"));
            work.run(asked());
            ForecastResult own =
                    done(desk.newest(actor(Role.MANAGER, SmallService.SOUTH)))
                            .result()
                            .orElseThrow();
            assertTrue(own.ahead().isEmpty());
            assertEquals(List.of(), own.funded());
            assertEquals(
                    Set.of(SmallService.SOUTH),
                    Set.copyOf(own.cover().stream().map(Cover::organisation).toList()));
            assertEquals(
                    Set.of(SmallService.SOUTH),
                    Set.copyOf(
                            own.staff().stream().map(ForecastResult.Staff::laboratory).toList()));
            assertEquals(
                    "S-7",
                    done(desk.newest(actor(Role.MANAGER, SmallService.NORTH)))
                            .result()
                            .orElseThrow()
                            .funded()
                            .getFirst()
                            .reference());
        }

        @ParameterizedTest
        @CsvSource({"CLINICIAN", "LABORATORY", "SCIENTIST", "RESEARCHER", "PATIENT", "FINANCE"})
        void nobodyElseReads(Role role) {
            work.run(asked());
            assertInstanceOf(
                    ForecastAnswer.NotAllowed.class, desk.newest(actor(role, SmallService.NORTH)));
        }

        @Test
        void onlyOperatorsAskListCancelAndDelete() {
            ForecastId id = asked();
            Actor manager = actor(Role.MANAGER, SmallService.NORTH);
            assertInstanceOf(ForecastAnswer.NotAllowed.class, desk.ask(question(), manager));
            assertInstanceOf(ForecastAnswer.NotAllowed.class, desk.list(manager));
            assertInstanceOf(ForecastAnswer.NotAllowed.class, desk.cancel(id, manager));
            assertInstanceOf(ForecastAnswer.NotAllowed.class, desk.delete(id, manager));
            assertEquals(RolloutState.WAITING, jobs.find(id).orElseThrow().state());
        }
    }

    @Nested
    class WhatIsRefused {
        private String code(ForecastQuestion question) {
            return assertInstanceOf(ForecastAnswer.Refused.class, desk.ask(question, OPERATOR))
                    .words()
                    .substring(0, 9);
        }

        @Test
        void isToldWithItsReason() {
            assertEquals("OGMS-8862", code(question(List.of(), 2)));
            assertEquals("OGMS-8862", code(question(List.of(1L, 1L), 2)));
            assertEquals("OGMS-8862", code(question(List.of(-1L), 2)));
            assertEquals("OGMS-8863", code(question(List.of(1L), 1)));
            assertEquals("OGMS-8863", code(question(List.of(1L), 201)));
            assertEquals("OGMS-8865", code(with("atlantis", Optional.empty())));
            assertEquals("OGMS-8850", code(with("regional-example", Optional.of("{}"))));
            assertEquals(List.of(), jobs.list());
        }

        private ForecastQuestion with(String scenario, Optional<String> plan) {
            return new ForecastQuestion(
                    scenario,
                    plan,
                    Optional.empty(),
                    List.of(0L),
                    2,
                    1,
                    Optional.empty(),
                    Map.of());
        }

        @Test
        void aFourthThatWouldWait() {
            for (int i = 0; i < ForecastDesk.MOST_OPEN; i++) {
                asked();
            }
            assertEquals("OGMS-8866", code(question()));
        }

        @Test
        void aScenarioWithoutAPlanFailsInWords() {
            ForecastId id = done(desk.ask(with("national-2018", Optional.empty()), OPERATOR));
            work.run(id);
            assertTrue(jobs.find(id).orElseThrow().problem().orElseThrow().startsWith("OGMS-8865"));
        }

        @Test
        void aRolloutThatIsNotThereFailsInWords() {
            ForecastId id =
                    done(
                            desk.ask(
                                    new ForecastQuestion(
                                            "",
                                            Optional.empty(),
                                            Optional.of(new RolloutJobId(new UUID(1, 2))),
                                            List.of(0L),
                                            2,
                                            1,
                                            Optional.empty(),
                                            Map.of()),
                                    OPERATOR));
            work.run(id);
            assertTrue(jobs.find(id).orElseThrow().problem().orElseThrow().startsWith("OGMS-8873"));
        }
    }

    @Nested
    class WhatIsStopped {
        @Test
        void waitsAgainWhereTheServerStops() {
            ForecastId id = asked();
            work.stop();
            assertThrows(ForecastWork.Stopped.class, () -> work.run(id));
            assertEquals(RolloutState.WAITING, jobs.find(id).orElseThrow().state());
        }

        @Test
        void isCancelledWhereSomebodyWishes() {
            ForecastId id = asked();
            desk.cancel(id, OPERATOR);
            work.run(id);
            assertEquals(RolloutState.CANCELLED, jobs.find(id).orElseThrow().state());
            assertInstanceOf(ForecastAnswer.Done.class, desk.delete(id, OPERATOR));
            assertInstanceOf(ForecastAnswer.NotFound.class, desk.find(id, OPERATOR));
        }

        @Test
        void isNotDeletedBeforeItHasEnded() {
            assertInstanceOf(ForecastAnswer.Refused.class, desk.delete(asked(), OPERATOR));
        }

        @Test
        void isGivenUpAfterFiveStopsWithoutAnEnd() {
            ForecastId id = asked();
            for (int i = 0; i < 5; i++) {
                var _ = jobs.begin(id, SmallService.NOW);
            }
            work.run(id);
            assertTrue(jobs.find(id).orElseThrow().problem().orElseThrow().startsWith("OGMS-8869"));
        }
    }
}
