package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opengms.planning.simulation.SimulationResult.StationLine;
import org.opengms.planning.simulation.SimulationResult.Wait;

/// Plans compared on the same patients, and what more capacity does and does not promise.
class PlansOnTheSamePatientsTest {
    /// In a network with priorities more capacity at one place can make someone late at another:
    /// here a routine case comes sooner to the one machine and holds it when the urgent one comes.
    @Test
    void moreReceptionCanMakeAnUrgentCaseLater() {
        assertEquals(List.of(13.5, 3.5), endsWithReception(1));
        assertEquals(List.of(11.5, 12.5), endsWithReception(2));
    }

    private static List<Double> endsWithReception(int units) {
        RouteStep machine = RouteStep.at("machine", 1, Scene.hours(0.1));
        return new Scene(Scene.servers("reception", units), Scene.servers("machine", 1))
                .journey("first", 1, 0, RouteStep.at("reception", 0, Scene.hours(2)), machine)
                .journey(
                        "routine",
                        1,
                        0.5,
                        RouteStep.at("reception", 0, Scene.hours(1)),
                        RouteStep.at("machine", 1, Scene.hours(10)))
                .journey("urgent", 0, 2.5, RouteStep.at("machine", 1, Scene.hours(1)))
                .ends(100, "routine", "urgent");
    }

    @Test
    void oneMoreServerInTheReferenceNetworkShortensTheQueueBeforeIt() {
        List<String> exceptions = new ArrayList<>();
        Model model = ReferenceModel.of(12, OpeningHours.ALWAYS, 1, 250);
        for (int replication = 0; replication < 1; replication++) {
            SimulationResult before = Simulation.of(model).run(9, replication);
            for (int station : new int[] {0, 1, 3, 4}) {
                SimulationResult after =
                        Simulation.of(withOneMore(model, station)).run(9, replication);
                assertTrue(waited(after, station) <= waited(before, station));
                for (String line : new String[] {"urgent", "routine"}) {
                    double gained =
                            before.line(line).meanTurnaroundHours()
                                    - after.line(line).meanTurnaroundHours();
                    if (gained < 0) {
                        exceptions.add(
                                "%s, replication %d: one more at %s costs %s cases %.5f h"
                                        .formatted(
                                                "R1",
                                                replication,
                                                model.stations().get(station).name(),
                                                line,
                                                -gained));
                    }
                    assertTrue(gained > -0.05, exceptions.toString());
                }
            }
        }
        exceptions.forEach(System.out::println);
    }

    private static double waited(SimulationResult result, int station) {
        StationLine line = result.stations().get(station);
        return line.periods().getFirst().waits().stream().mapToDouble(Wait::hours).sum();
    }

    private static Model withOneMore(Model model, int station) {
        List<Station> stations = new ArrayList<>(model.stations());
        Station.Servers servers = (Station.Servers) stations.get(station);
        double units = servers.capacity().steps().getFirst().units();
        stations.set(station, Scene.servers(servers.name(), Capacity.of(units + 1)));
        return new Model(
                model.start(), model.periodEndHours(), stations, model.flows(), model.backlog());
    }

    @Test
    void theSamePatientNeedsTheSameWorkWhereverItIsDone() {
        RouteStep here = RouteStep.at("interpretation", 0, new Distribution.Lognormal(3, 1));
        RouteStep there = RouteStep.at("interpretation", 1, new Distribution.Lognormal(3, 1));
        RouteStep courier = RouteStep.at("courier", 2, Scene.hours(24));
        double stays = turnaround(List.of(here));
        double travels = turnaround(List.of(courier, there));
        assertEquals(stays + 24, travels, 1e-9);
    }

    private static double turnaround(List<RouteStep> route) {
        List<Double> hours = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hours.add(i * 10.0);
        }
        Flow flow = Flow.of("orders", 0, 100, new Demand.Timetable(hours), route);
        Model model =
                new Model(
                        Scene.MONDAY,
                        List.of(10_000.0),
                        List.of(
                                Scene.servers("north", 100),
                                Scene.servers("south", 100),
                                new Station.Delay("courier")),
                        List.of(flow),
                        List.of());
        return Simulation.of(model).run(1, 0).line("orders").meanTurnaroundHours();
    }
}
