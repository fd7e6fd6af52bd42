package org.opengms.planning.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A small service in which every journey is known by name, so that its turnaround can be computed
/// by hand. The model starts on Monday, 1 January 2024.
final class Scene {
    static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

    private final List<Station> stations;
    private final List<Flow> flows = new ArrayList<>();
    private final List<Backlog> backlog = new ArrayList<>();

    Scene(Station... stations) {
        this.stations = List.of(stations);
    }

    static Distribution hours(double hours) {
        return new Distribution.Constant(hours);
    }

    /// A station with so many servers at all hours.
    static Station.Servers servers(String name, double units) {
        return servers(name, Capacity.of(units));
    }

    static Station.Servers servers(String name, Capacity capacity) {
        return new Station.Servers(
                name, capacity, Station.Closing.FINISH_IN_HAND, QueueOrder.BY_PRIORITY);
    }

    static Station.Batches batches(double machines, int size, double timeout, double run) {
        return new Station.Batches(
                "batches",
                Capacity.of(machines),
                size,
                timeout,
                hours(run),
                QueueOrder.BY_PRIORITY);
    }

    /// One journey that begins at an hour.
    Scene journey(String name, int priority, double at, RouteStep... route) {
        return journey(name, priority, 1000, at, route);
    }

    Scene journey(String name, int priority, double target, double at, RouteStep... route) {
        flows.add(
                Flow.of(name, priority, target, new Demand.Timetable(List.of(at)), List.of(route)));
        return this;
    }

    /// One routine journey with so many hours of work at station 0.
    Scene work(String name, double at, double hours) {
        return journey(name, 1, at, RouteStep.at("work", 0, hours(hours)));
    }

    Scene backlog(Backlog more) {
        backlog.add(more);
        return this;
    }

    Model model(Double... periodEnds) {
        return new Model(MONDAY, Arrays.asList(periodEnds), stations, flows, backlog);
    }

    SimulationResult until(Double... periodEnds) {
        return Simulation.of(model(periodEnds)).run(1, 0);
    }

    /// Hours at which journeys ended, by name; `NaN` for those that did not.
    static List<Double> ends(SimulationResult result, Model model, String... names) {
        return Stream.of(names)
                .map(name -> {
                    Demand demand =
                            model.flows().stream()
                                    .filter(flow -> flow.name().equals(name))
                                    .findFirst()
                                    .orElseThrow()
                                    .demand();
                    double began = ((Demand.Timetable) demand).arrivalHours().getFirst();
                    return began + result.line(name).meanTurnaroundHours();
                })
                .toList();
    }

    List<Double> ends(double horizon, String... names) {
        Model model = model(horizon);
        return ends(Simulation.of(model).run(1, 0), model, names);
    }
}
