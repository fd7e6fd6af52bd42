package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.opengms.planning.simulation.Scene.servers;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.opengms.planning.simulation.Capacity.Step;
import org.opengms.planning.simulation.Demand.Poisson;
import org.opengms.planning.simulation.Demand.Rate;

/// What is refused, and with which number and words.
class ModelChecksTest {
    private static final double NAN = Double.NaN;
    private static final RouteStep WORK = RouteStep.at("work", 0, new Distribution.Constant(1));

    private static Flow flow(String name, RouteStep... route) {
        return Flow.of(name, 0, 100, Poisson.steady(1), List.of(route));
    }

    private static Model model(Station station, RouteStep... route) {
        return model(List.of(10.0), List.of(station), List.of(flow("orders", route)));
    }

    private static Model model(List<Double> ends, List<Station> stations, List<Flow> flows) {
        return new Model(Scene.MONDAY, ends, stations, flows, List.of());
    }

    private static Capacity steps(Step... steps) {
        return new Capacity(List.of(steps), OpeningHours.ALWAYS, List.of(), List.of());
    }

    private static Model withBacklog(Backlog backlog) {
        return new Model(
                Scene.MONDAY,
                List.of(10.0),
                List.of(servers("desk", 1)),
                List.of(flow("orders", WORK)),
                List.of(backlog));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        Station desk = servers("desk", 1);
        Station.Batches batches = Scene.batches(1, 2, 1, 1);
        Map<String, Executable> cases =
                Map.ofEntries(
                        Map.entry(
                                "OGMS-6001 a start on a Tuesday",
                                () ->
                                        new Model(
                                                LocalDate.of(2024, 1, 2),
                                                List.of(10.0),
                                                List.of(desk),
                                                List.of(flow("orders", WORK)),
                                                List.of())),
                        Map.entry(
                                "OGMS-6002 no period",
                                () -> model(List.of(), List.of(desk), List.of(flow("a", WORK)))),
                        Map.entry(
                                "OGMS-6002 periods that fall",
                                () ->
                                        model(
                                                List.of(10.0, 5.0),
                                                List.of(desk),
                                                List.of(flow("a", WORK)))),
                        Map.entry(
                                "OGMS-6002 a horizon of 1000 years",
                                () ->
                                        model(
                                                List.of(8.7e6),
                                                List.of(desk),
                                                List.of(flow("a", WORK)))),
                        Map.entry(
                                "OGMS-6002 a horizon that is no number",
                                () -> model(List.of(NAN), List.of(desk), List.of(flow("a", WORK)))),
                        Map.entry(
                                "OGMS-6003 two stations of one name",
                                () ->
                                        model(
                                                List.of(10.0),
                                                List.of(desk, desk),
                                                List.of(flow("a", WORK)))),
                        Map.entry(
                                "OGMS-6003 a flow without a name",
                                () ->
                                        model(
                                                List.of(10.0),
                                                List.of(desk),
                                                List.of(flow(" ", WORK)))),
                        Map.entry("OGMS-6004 a stage twice", () -> model(desk, WORK, WORK)),
                        Map.entry(
                                "OGMS-6005 an unknown station",
                                () -> model(desk, RouteStep.through("work", 1))),
                        Map.entry(
                                "OGMS-6005 a negative station",
                                () -> model(desk, RouteStep.through("work", -1))),
                        Map.entry(
                                "OGMS-6006 work of its own in a batch", () -> model(batches, WORK)),
                        Map.entry("OGMS-6007 nobody ever", () -> model(servers("desk", 0), WORK)),
                        Map.entry(
                                "OGMS-6007 nobody before the horizon",
                                () ->
                                        model(
                                                servers(
                                                        "desk",
                                                        steps(new Step(0, 0), new Step(10, 5))),
                                                WORK)),
                        Map.entry(
                                "OGMS-6007 no opening hours",
                                () ->
                                        model(
                                                servers(
                                                        "desk",
                                                        Capacity.of(
                                                                1,
                                                                new OpeningHours(
                                                                        List.of(), Set.of()))),
                                                WORK)),
                        Map.entry(
                                "OGMS-6007 no seats",
                                () ->
                                        model(
                                                sessions(new Step(0, 0)),
                                                RouteStep.through("meeting", 0))),
                        Map.entry(
                                "OGMS-6008 rework that goes forward",
                                () ->
                                        model(
                                                desk,
                                                WORK.withRework(0.1, 1, 1),
                                                RouteStep.at("more", 0, Distribution.NONE))),
                        Map.entry(
                                "OGMS-6009 backlog of an unknown flow",
                                () -> withBacklog(new Backlog(1, 0, 1, 0, 0))),
                        Map.entry(
                                "OGMS-6009 backlog at an unknown step",
                                () -> withBacklog(new Backlog(0, 1, 1, 0, 0))),
                        Map.entry("OGMS-6010 a negative age", () -> new Backlog(0, 0, 1, -1, 0)),
                        Map.entry("OGMS-6010 ages that fall", () -> new Backlog(0, 0, 1, 10, 5)),
                        Map.entry("OGMS-6010 a negative count", () -> new Backlog(0, 0, -1, 0, 0)),
                        Map.entry(
                                "OGMS-6011 an unknown priority",
                                () -> Flow.of("a", 8, 1, Demand.NONE, List.of(WORK))),
                        Map.entry(
                                "OGMS-6011 no target",
                                () -> Flow.of("a", 0, NAN, Demand.NONE, List.of(WORK))),
                        Map.entry(
                                "OGMS-6011 an empty route",
                                () -> Flow.of("a", 0, 1, Demand.NONE, List.of())),
                        Map.entry(
                                "OGMS-6012 a cycle without an exit",
                                () -> WORK.withRework(1, 0, 5)),
                        Map.entry(
                                "OGMS-6012 rework without a limit",
                                () -> WORK.withRework(0.5, 0, 64)),
                        Map.entry("OGMS-6012 no probability", () -> WORK.withRework(NAN, 0, 1)),
                        Map.entry("OGMS-6013 a batch of none", () -> Scene.batches(1, 0, 1, 1)),
                        Map.entry(
                                "OGMS-6013 a negative time-out", () -> Scene.batches(1, 2, -1, 1)),
                        Map.entry("OGMS-6013 no time-out", () -> Scene.batches(1, 2, NAN, 1)),
                        Map.entry(
                                "OGMS-6014 a session at 24 o'clock",
                                () -> new Station.Sessions.Time(DayOfWeek.MONDAY, 24)),
                        Map.entry(
                                "OGMS-6015 an absurd head start",
                                () -> new QueueOrder.ByDueDate(List.of(1e9))),
                        Map.entry("OGMS-6016 negative capacity", () -> Capacity.of(-1)),
                        Map.entry("OGMS-6016 capacity that is no number", () -> Capacity.of(NAN)),
                        Map.entry("OGMS-6016 no capacity at hour 0", () -> steps(new Step(1, 1))),
                        Map.entry(
                                "OGMS-6016 steps out of order",
                                () -> steps(new Step(0, 1), new Step(9, 1), new Step(9, 2))),
                        Map.entry(
                                "OGMS-6017 a reduction that adds",
                                () -> new Capacity.PlannedReduction(0, 1, 1.1)),
                        Map.entry(
                                "OGMS-6017 a reduction that ends before it begins",
                                () -> new Capacity.PlannedReduction(5, 1, 0.5)),
                        Map.entry(
                                "OGMS-6017 a negative rate of outages",
                                () -> new Capacity.Outages("a", -1, Distribution.NONE, 0.5)),
                        Map.entry(
                                "OGMS-6018 a shift over midnight",
                                () -> new OpeningHours.Shift(DayOfWeek.MONDAY, 22, 6, 1)),
                        Map.entry(
                                "OGMS-6019 a negative duration",
                                () -> new Distribution.Constant(-1)),
                        Map.entry(
                                "OGMS-6019 a mean that is no number",
                                () -> new Distribution.Lognormal(NAN, 1)),
                        Map.entry(
                                "OGMS-6019 limits the wrong way round",
                                () -> new Distribution.Uniform(2, 1)),
                        Map.entry(
                                "OGMS-6019 a mode outside the limits",
                                () -> new Distribution.Triangular(1, 5, 4)),
                        Map.entry(
                                "OGMS-6019 no observation",
                                () -> new Distribution.Empirical(List.of())),
                        Map.entry("OGMS-6020 negative demand", () -> Poisson.steady(-1)),
                        Map.entry(
                                "OGMS-6020 steps of demand out of order",
                                () ->
                                        new Poisson(
                                                List.of(new Rate(0, 1), new Rate(0, 2)),
                                                0,
                                                Demand.Pattern.EVEN)),
                        Map.entry(
                                "OGMS-6020 six days in a week",
                                () ->
                                        new Demand.Pattern(
                                                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                                                0,
                                                24,
                                                Set.of())),
                        Map.entry(
                                "OGMS-6021 a timetable that falls",
                                () -> new Demand.Timetable(List.of(2.0, 1.0))),
                        Map.entry("OGMS-6022 a share of none", () -> WORK.takenBy(0)),
                        Map.entry("OGMS-6022 no place", () -> WORK.taking(0)),
                        Map.entry(
                                "OGMS-6023 more places than a batch has",
                                () -> model(batches, RouteStep.through("run", 0).taking(3))),
                        Map.entry(
                                "OGMS-6024 nothing at all",
                                () -> model(List.of(10.0), List.of(), List.of())),
                        Map.entry(
                                "OGMS-6025 a backlog beyond all measure",
                                () -> withBacklog(new Backlog(0, 0, 10_000_000, 0, 0))),
                        Map.entry("OGMS-6030 no events", () -> new SimulationLimits(0, 1)),
                        Map.entry(
                                "OGMS-6030 too many journeys",
                                () -> new SimulationLimits(1, 1 << 24)),
                        Map.entry("OGMS-6033 no thread", () -> Replications.on(0)));
        return cases.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(refused ->
                        DynamicTest.dynamicTest(
                                refused.getKey(),
                                () -> {
                                    IllegalArgumentException thrown =
                                            assertThrows(
                                                    IllegalArgumentException.class,
                                                    refused.getValue());
                                    String message = String.valueOf(thrown.getMessage());
                                    assertEquals(
                                            refused.getKey().substring(0, 9),
                                            message.substring(0, 9),
                                            message);
                                }));
    }

    private static Station.Sessions sessions(Step... seats) {
        return new Station.Sessions(
                "meeting",
                List.of(new Station.Sessions.Time(DayOfWeek.MONDAY, 9)),
                List.of(seats),
                Set.of(),
                1,
                QueueOrder.BY_PRIORITY);
    }

    @TestFactory
    Stream<DynamicTest> saysWhereAndWhatToDo() {
        return Stream.of(
                DynamicTest.dynamicTest(
                        "a station without capacity",
                        () ->
                                assertEquals(
                                        "OGMS-6007 Flow 'orders', stage 'work': station 'desk'"
                                                + " never has capacity before hour 10.0. Give it some,"
                                                + " or take it off the route.",
                                        assertThrows(
                                                        IllegalArgumentException.class,
                                                        () -> model(servers("desk", 0), WORK))
                                                .getMessage())),
                DynamicTest.dynamicTest(
                        "a probability of one",
                        () ->
                                assertEquals(
                                        "OGMS-6012 Rework has probability 1.0. It must be at least"
                                                + " 0 and below 1, or journeys never leave.",
                                        assertThrows(
                                                        IllegalArgumentException.class,
                                                        () ->
                                                                new RouteStep(
                                                                        "work",
                                                                        0,
                                                                        Distribution.NONE,
                                                                        1,
                                                                        1,
                                                                        Optional.of(
                                                                                new RouteStep
                                                                                        .Rework(
                                                                                        1, 0, 1))))
                                                .getMessage())));
    }
}
