package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.planning.simulation.SimulationResult.Line;
import org.opengms.planning.simulation.SimulationResult.LinePeriod;
import org.opengms.planning.simulation.SimulationResult.StationLine;
import org.opengms.planning.simulation.SimulationResult.StationPeriod;
import org.opengms.testing.Cases;

/// What holds for every service, however odd.
class AnyServiceTest {
    private static final int CASES = 150;

    @Test
    void nobodyIsLostAndNobodyAppears() {
        Cases.check(CASES, AnyServiceTest::conserves);
    }

    @Tag("heavy")
    @Test
    void nobodyIsLostInManyServices() {
        Cases.check(40 * CASES, AnyServiceTest::conserves);
    }

    private static void conserves(RandomGenerator random) {
        Model model = new RandomModels(random).model();
        SimulationResult result = Simulation.of(model).run(random.nextLong(), 0);
        for (Line line : result.lines()) {
            long inProgress = line.backlog();
            for (LinePeriod period : line.periods()) {
                inProgress += period.started() - period.finished();
                assertEquals(inProgress, period.inProgress());
                assertTrue(0 <= period.overdue() && period.overdue() <= inProgress);
                assertTrue(0 <= period.onTime() && period.onTime() <= period.finished());
                assertEquals(period.finished(), period.turnaround().count());
                assertTrue(period.turnaroundSumHours() >= 0);
            }
            assertEquals(line.backlog() + line.started(), line.finished() + line.inProgress());
        }
        long backlog = model.backlog().stream().mapToLong(Backlog::count).sum();
        assertEquals(backlog, result.lines().stream().mapToLong(Line::backlog).sum());
        assertEquals(
                result.lines().stream().mapToLong(Line::started).sum(),
                result.journeysByRoute().stream().mapToLong(n -> n).sum());
        for (StationLine station : result.stations()) {
            for (StationPeriod period : station.periods()) {
                assertTrue(period.busyHours() >= 0 && period.availableHours() >= 0);
                assertTrue(0 <= period.meanWaiting());
                assertTrue(period.meanWaiting() <= period.mostWaiting() + 1e-9);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameOnAnyNumberOfThreads() {
        Cases.check(
                10,
                random -> {
                    Simulation simulation = Simulation.of(new RandomModels(random).model());
                    long seed = random.nextLong();
                    List<SimulationResult> one =
                            Replications.on(1).run(3, 6, i -> simulation.run(seed, i));
                    List<SimulationResult> two =
                            Replications.on(2).run(3, 6, i -> simulation.run(seed, i));
                    assertEquals(one, two);
                    assertEquals(3, one.getFirst().replication());
                });
    }

    @Test
    void anotherLaboratoryElsewhereChangesNothing() {
        Cases.check(
                50,
                random -> {
                    Model model = new RandomModels(random).model();
                    List<Station> stations = new ArrayList<>();
                    stations.add(
                            Scene.servers(
                                    "elsewhere",
                                    Capacity.of(2)
                                            .with(
                                                    new Capacity.Outages(
                                                            "power",
                                                            0.2,
                                                            new Distribution.Exponential(20),
                                                            0))));
                    stations.addAll(model.stations());
                    List<Flow> flows = new ArrayList<>();
                    flows.add(
                            Flow.of(
                                    "elsewhere",
                                    0,
                                    100,
                                    Demand.Poisson.steady(20),
                                    List.of(
                                            RouteStep.at(
                                                    "stage 0",
                                                    0,
                                                    new Distribution.Exponential(1)))));
                    for (Flow flow : model.flows()) {
                        flows.add(
                                new Flow(
                                        flow.name(),
                                        flow.reportedAs(),
                                        flow.priority(),
                                        flow.targetHours(),
                                        flow.demand(),
                                        flow.route().stream()
                                                .map(s ->
                                                        new RouteStep(
                                                                s.stage(),
                                                                s.station() + 1,
                                                                s.service(),
                                                                s.share(),
                                                                s.places(),
                                                                s.rework()))
                                                .toList()));
                    }
                    List<Backlog> backlog =
                            model.backlog().stream()
                                    .map(b ->
                                            new Backlog(
                                                    b.flow() + 1,
                                                    b.step(),
                                                    b.count(),
                                                    b.youngestHours(),
                                                    b.oldestHours()))
                                    .toList();
                    Model larger =
                            new Model(
                                    model.start(),
                                    model.periodEndHours(),
                                    stations,
                                    flows,
                                    backlog);
                    long seed = random.nextLong();
                    SimulationResult alone = Simulation.of(model).run(seed, 1);
                    SimulationResult beside = Simulation.of(larger).run(seed, 1);
                    assertEquals(alone.lines(), beside.lines().subList(1, beside.lines().size()));
                    assertEquals(
                            alone.stations(),
                            beside.stations().subList(1, beside.stations().size()));
                });
    }

    /// On one line of stations, first come first served, with the same patients: one server more
    /// never makes anybody later (each start is a minimum over more servers). With priorities,
    /// batches, or several stations that is not so, see [PlansOnTheSamePatientsTest].
    @Test
    void oneMoreServerMakesNobodyLater() {
        Cases.check(
                50,
                random -> {
                    double units = random.nextInt(1, 5);
                    double perDay = 24 * units * random.nextDouble(0.5, 1.1);
                    long seed = random.nextLong();
                    List<LinePeriod> few = oneStation(units, perDay, seed);
                    List<LinePeriod> more = oneStation(units + 1, perDay, seed);
                    for (int i = 0; i < few.size(); i++) {
                        assertEquals(few.get(i).started(), more.get(i).started());
                        assertTrue(few.get(i).inProgress() >= more.get(i).inProgress());
                        assertTrue(few.get(i).overdue() >= more.get(i).overdue());
                    }
                });
    }

    private static List<LinePeriod> oneStation(double units, double perDay, long seed) {
        List<Double> hours = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            hours.add(2.0 * i);
        }
        Flow flow =
                Flow.of(
                        "orders",
                        0,
                        3,
                        Demand.Poisson.steady(perDay),
                        List.of(RouteStep.at("work", 0, new Distribution.Lognormal(1, 1))));
        Model model =
                new Model(
                        Scene.MONDAY,
                        hours,
                        List.of(Scene.servers("desk", units)),
                        List.of(flow),
                        List.of());
        return Simulation.of(model).run(seed, 0).line("orders").periods();
    }
}
