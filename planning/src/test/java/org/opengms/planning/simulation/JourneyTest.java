package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.planning.simulation.Scene.hours;
import static org.opengms.planning.simulation.Scene.servers;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.planning.simulation.Capacity.Step;

/// Priorities, rework, backlog, sessions, transfers and admission; every hour computed by hand.
class JourneyTest {
    private static final double ALWAYS = Math.nextDown(1.0);

    private static RouteStep work(double hours) {
        return RouteStep.at("work", 0, hours(hours));
    }

    @Nested
    class InAQueue {
        @Test
        void urgentGoesFirstButInterruptsNobody() {
            Scene scene =
                    new Scene(servers("desk", 1))
                            .journey("in hand", 1, 0, work(10))
                            .journey("routine", 1, 1, work(1))
                            .journey("routine too", 1, 2, work(1))
                            .journey("urgent", 0, 3, work(1));
            assertEquals(
                    List.of(10.0, 11.0, 12.0, 13.0),
                    scene.ends(100, "in hand", "urgent", "routine", "routine too"));
        }

        @Test
        void priorityRisesTowardsTheDueDate() {
            Scene scene = aged(QueueOrder.BY_DUE_DATE);
            assertEquals(List.of(11.0, 12.0), scene.ends(100, "routine due 11", "urgent due 13"));
        }

        @Test
        void aClassMayHaveAHeadStart() {
            Scene scene = aged(new QueueOrder.ByDueDate(List.of(5.0)));
            assertEquals(List.of(12.0, 11.0), scene.ends(100, "routine due 11", "urgent due 13"));
        }

        private static Scene aged(QueueOrder order) {
            return new Scene(
                            new Station.Servers(
                                    "desk", Capacity.of(1), Station.Closing.FINISH_IN_HAND, order))
                    .journey("in hand", 1, 0, work(10))
                    .journey("urgent due 13", 0, 8, 5, work(1))
                    .journey("routine due 11", 1, 5, 6, work(1));
        }

        @Test
        void firstComeFirstServedAtEqualRank() {
            Scene scene =
                    new Scene(
                                    new Station.Servers(
                                            "desk",
                                            Capacity.of(1),
                                            Station.Closing.FINISH_IN_HAND,
                                            QueueOrder.BY_DUE_DATE))
                            .journey("in hand", 1, 0, work(10))
                            .journey("a", 1, 20, 4, work(1))
                            .journey("b", 1, 19, 5, work(1))
                            .journey("c", 1, 18, 6, work(1));
            assertEquals(List.of(11.0, 12.0, 13.0), scene.ends(100, "a", "b", "c"));
        }
    }

    @Nested
    class SentBack {
        @Test
        void repeatsAStepAtMostSoOften() {
            Scene scene =
                    new Scene(servers("desk", 1))
                            .journey("it", 1, 1, work(1).withRework(ALWAYS, 0, 3));
            assertEquals(List.of(5.0), scene.ends(100, "it"));
        }

        @Test
        void goesBackSeveralSteps() {
            Scene scene =
                    new Scene(servers("first", 1), servers("second", 1))
                            .journey(
                                    "it",
                                    1,
                                    0,
                                    work(1),
                                    RouteStep.at("check", 1, hours(2)).withRework(ALWAYS, 0, 2));
            assertEquals(List.of(9.0), scene.ends(100, "it"));
        }

        @Test
        void eachStepKeepsItsOwnCount() {
            Scene scene =
                    new Scene(servers("first", 1), servers("second", 1))
                            .journey(
                                    "it",
                                    1,
                                    0,
                                    work(1).withRework(ALWAYS, 0, 2),
                                    RouteStep.at("check", 1, hours(10)).withRework(ALWAYS, 0, 1));
            // 3 × 1, 10, then 1, 10: what was used up before stays used up.
            assertEquals(List.of(24.0), scene.ends(100, "it"));
        }

        @Test
        void waitsBehindThoseAlreadyThere() {
            Scene scene =
                    new Scene(servers("desk", 1))
                            .journey("it", 1, 0, work(2).withRework(ALWAYS, 0, 1))
                            .journey("other", 1, 1, work(5));
            assertEquals(List.of(9.0, 7.0), scene.ends(100, "it", "other"));
        }

        @Test
        void asOftenAsStated() {
            List<RouteStep> route = List.of(work(0.001).withRework(0.25, 0, 63));
            Flow flow = Flow.of("many", 0, 100, Demand.Poisson.steady(2400), route);
            Model model =
                    new Model(
                            Scene.MONDAY,
                            List.of(1000.0),
                            List.of(servers("desk", 50)),
                            List.of(flow),
                            List.of());
            SimulationResult result = Simulation.of(model).run(3, 0);
            double visits =
                    result.stations().getFirst().periods().getFirst().waits().getFirst().begun();
            // Visits of a journey are geometric with mean 4/3 and variance 4/9; six deviations.
            double finished = result.finished();
            assertEquals(4.0 / 3, visits / finished, 6 * Math.sqrt(4.0 / 9 / finished));
        }
    }

    @Nested
    class WithABacklog {
        private static Scene backlog() {
            return new Scene(servers("first", 1), servers("second", 1))
                    .journey("new", 1, 20, 0, work(5), RouteStep.at("end", 1, hours(1)))
                    .backlog(new Backlog(0, 1, 3, 0, 30));
        }

        @Test
        void theOldestIsServedFirstAndAgesCount() {
            SimulationResult result = backlog().until(0.5, 10.0);
            SimulationResult.Line line = result.line("new");
            assertEquals(3, line.backlog());
            // Ages 25, 15, 5 end at 1, 2, 3; the new one at 6.
            assertEquals(26 + 17 + 8 + 6, line.periods().get(1).turnaroundSumHours());
            assertEquals(3, line.periods().get(1).onTime());
            assertEquals(4, line.periods().get(1).finished());
            assertEquals(4, line.periods().getFirst().inProgress());
            assertEquals(1, line.periods().getFirst().overdue());
            assertEquals(1, line.started());
            assertEquals(0, line.inProgress());
        }

        @Test
        void beginsAlsoWithoutDemand() {
            Flow flow = Flow.of("old", 0, 100, Demand.NONE, List.of(work(1)));
            Model model =
                    new Model(
                            Scene.MONDAY,
                            List.of(100.0),
                            List.of(servers("desk", 1)),
                            List.of(flow),
                            List.of(new Backlog(0, 0, 10, 2, 2)));
            SimulationResult result = Simulation.of(model).run(1, 0);
            assertEquals(10, result.finished());
            assertEquals(2 + 5.5, result.line("old").meanTurnaroundHours(), 1e-12);
        }
    }

    @Nested
    class InSessions {
        private static Station.Sessions meeting(Set<LocalDate> closed, List<Step> seats) {
            return new Station.Sessions(
                    "meeting",
                    List.of(new Station.Sessions.Time(DayOfWeek.WEDNESDAY, 14)),
                    seats,
                    closed,
                    1.5,
                    QueueOrder.BY_PRIORITY);
        }

        private static Scene threeWait(Station.Sessions station) {
            RouteStep meet = RouteStep.through("meeting", 0);
            return new Scene(station)
                    .journey("a", 1, 1, meet)
                    .journey("b", 1, 2, meet)
                    .journey("urgent", 0, 3, meet);
        }

        @Test
        void seatsGoToTheUrgentAndTheRestWaitsAWeek() {
            Scene scene = threeWait(meeting(Set.of(), List.of(new Step(0, 2))));
            double wednesday = 48 + 14;
            assertEquals(
                    List.of(wednesday + 1.5, wednesday + 168 + 1.5, wednesday + 1.5),
                    scene.ends(1000, "a", "b", "urgent"));
        }

        @Test
        void aHolidayHasNoMeeting() {
            Scene scene =
                    threeWait(meeting(Set.of(LocalDate.of(2024, 1, 3)), List.of(new Step(0, 9))));
            assertEquals(List.of(62 + 168 + 1.5, 62 + 168 + 1.5), scene.ends(1000, "a", "urgent"));
        }

        @Test
        void seatsGrowFromADate() {
            Scene scene = threeWait(meeting(Set.of(), List.of(new Step(0, 0), new Step(200, 3))));
            assertEquals(List.of(62 + 168 + 1.5, 62 + 168 + 1.5), scene.ends(1000, "a", "urgent"));
        }

        @Test
        void whoComesAsItOpensIsTooLate() {
            Scene scene =
                    new Scene(meeting(Set.of(), List.of(new Step(0, 9))))
                            .journey("it", 1, 62, RouteStep.through("meeting", 0));
            assertEquals(List.of(62 + 168 + 1.5), scene.ends(1000, "it"));
        }

        @Test
        void seatsTakenAreTheUtilisation() {
            SimulationResult result =
                    threeWait(meeting(Set.of(), List.of(new Step(0, 2)))).until(336.0);
            assertEquals(
                    0.75, result.stations().getFirst().periods().getFirst().utilisation(), 1e-12);
        }
    }

    @Nested
    class OnTheWay {
        @Test
        void aTransferTakesItsTimeAndTheOtherLaboratoryTakesOver() {
            Scene scene =
                    new Scene(
                                    servers("north", 1),
                                    new Station.Delay("courier"),
                                    servers("south", 1))
                            .journey(
                                    "sent on",
                                    1,
                                    0,
                                    work(1),
                                    RouteStep.at("courier", 1, hours(24)),
                                    RouteStep.at("analysis", 2, hours(2)));
            assertEquals(List.of(27.0), scene.ends(100, "sent on"));
        }

        @Test
        void aStepIsTakenByItsShare() {
            List<RouteStep> route =
                    List.of(RouteStep.at("paper", 0, hours(1)).takenBy(0.08), work(0.001));
            Flow flow = Flow.of("orders", 0, 100, Demand.Poisson.steady(2400), route);
            Model model =
                    new Model(
                            Scene.MONDAY,
                            List.of(1000.0),
                            List.of(new Station.Delay("clerk")),
                            List.of(flow),
                            List.of());
            SimulationResult result = Simulation.of(model).run(3, 0);
            double visits =
                    result.stations().getFirst().periods().getFirst().waits().getFirst().begun();
            double finished = result.finished();
            assertEquals(
                    1.08, visits / finished, 6 * Math.sqrt(0.08 * 0.92 / finished) + 5 / finished);
        }

        @Test
        void theAdmissionChoosesAnotherRoute() {
            Flow usual = Flow.of("usual", 0, 100, Demand.Poisson.steady(24), List.of(work(100)));
            Flow other =
                    Flow.of(
                            "other",
                            0,
                            100,
                            Demand.NONE,
                            List.of(RouteStep.at("work", 1, hours(1))));
            Model model =
                    new Model(
                            Scene.MONDAY,
                            List.of(1000.0),
                            List.of(servers("few", 1), servers("many", 100)),
                            List.of(usual, other),
                            List.of());
            Admission whenBusy =
                    (_, flow, loads) ->
                            loads.inService(0) + loads.waiting(0) >= loads.units(0) ? 1 : flow;
            SimulationResult result =
                    Simulation.of(model).run(1, 0, SimulationLimits.STANDARD, whenBusy);
            assertEquals(0, result.stations().getFirst().periods().getFirst().mostWaiting());
            long routes = result.journeysByRoute().stream().mapToLong(n -> n).sum();
            assertEquals(result.line("usual").started(), routes);
            assertTrue(result.journeysByRoute().get(1) > 900, result.journeysByRoute().toString());
            assertEquals(0, result.line("other").started());
        }

        @Test
        void anAdmissionToNowhereIsRefused() {
            Simulation simulation =
                    Simulation.of(new Scene(servers("desk", 1)).work("it", 1, 1).model(10.0));
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> simulation.run(1, 0, SimulationLimits.STANDARD, (_, _, _) -> 7));
            assertTrue(refused.toString().contains("OGMS-6032"), refused.toString());
        }
    }

    @Nested
    class Overloaded {
        private static Model overloaded() {
            Flow flow = Flow.of("too many", 0, 100, Demand.Poisson.steady(240), List.of(work(1)));
            return new Model(
                    Scene.MONDAY,
                    Collections.nCopies(1, 100_000.0),
                    List.of(servers("desk", 1), servers("idle", 1)),
                    List.of(flow),
                    List.of());
        }

        @Test
        void endsWithAStatementWhenTooManyAreInProgress() {
            SimulationResult result =
                    Simulation.of(overloaded())
                            .run(1, 0, new SimulationLimits(1_000_000, 1000), Admission.OWN_ROUTE);
            SimulationResult.Stopped stopped = result.stopped().orElseThrow();
            assertEquals("desk", stopped.longestQueueAt());
            assertTrue(stopped.reason().contains("work in progress exceeded 1000"));
            // Ten come and one goes each hour.
            assertEquals(1000 / 9.0, result.endHours(), 15);
            assertEquals(1, result.line("too many").periods().size());
            assertEquals(
                    result.line("too many").started(),
                    result.finished() + result.line("too many").inProgress());
        }

        @Test
        void endsWithAStatementAfterTooManyEvents() {
            SimulationResult result =
                    Simulation.of(overloaded())
                            .run(1, 0, new SimulationLimits(500, 1_000_000), Admission.OWN_ROUTE);
            assertEquals(500, result.events());
            assertTrue(result.stopped().orElseThrow().reason().contains("events exceeded 500"));
        }
    }
}
