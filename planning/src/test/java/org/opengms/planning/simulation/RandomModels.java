package org.opengms.planning.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.opengms.planning.simulation.Capacity.Outages;
import org.opengms.planning.simulation.Capacity.PlannedReduction;
import org.opengms.planning.simulation.Capacity.Step;

/// Small services of any shape, with every feature somewhere.
final class RandomModels {
    private final RandomGenerator random;

    RandomModels(RandomGenerator random) {
        this.random = random;
    }

    Model model() {
        List<Station> stations = new ArrayList<>();
        int count = random.nextInt(1, 7);
        for (int i = 0; i < count; i++) {
            stations.add(station("station " + i));
        }
        List<Flow> flows = new ArrayList<>();
        List<Backlog> backlog = new ArrayList<>();
        int kinds = random.nextInt(1, 6);
        for (int i = 0; i < kinds; i++) {
            Flow flow = flow("flow " + i, stations);
            flows.add(flow);
            if (random.nextBoolean()) {
                double youngest = random.nextDouble(50);
                backlog.add(
                        new Backlog(
                                i,
                                random.nextInt(flow.route().size()),
                                random.nextInt(60),
                                youngest,
                                youngest + random.nextDouble(200)));
            }
        }
        List<Double> ends = List.of(100.5, 300.0, 700.0);
        return new Model(Scene.MONDAY, ends, stations, flows, backlog);
    }

    private Station station(String name) {
        return switch (random.nextInt(6)) {
            case 0 -> new Station.Delay(name);
            case 1 ->
                    new Station.Batches(
                            name,
                            capacity(),
                            random.nextInt(3, 20),
                            random.nextBoolean() ? random.nextDouble(40) : Double.POSITIVE_INFINITY,
                            duration(20),
                            order());
            case 2 ->
                    new Station.Sessions(
                            name,
                            List.of(
                                    new Station.Sessions.Time(
                                            DayOfWeek.of(random.nextInt(1, 8)), random.nextInt(24)),
                                    new Station.Sessions.Time(DayOfWeek.THURSDAY, 13.5)),
                            List.of(new Step(0, 3), new Step(200, random.nextInt(3, 50))),
                            Set.of(LocalDate.of(2024, 1, 4)),
                            random.nextDouble(0.1, 3),
                            order());
            default ->
                    new Station.Servers(
                            name,
                            capacity(),
                            random.nextBoolean()
                                    ? Station.Closing.PAUSE
                                    : Station.Closing.FINISH_IN_HAND,
                            order());
        };
    }

    private Capacity capacity() {
        OpeningHours hours =
                random.nextBoolean()
                        ? OpeningHours.ALWAYS
                        : OpeningHours.weekdays(random.nextInt(12), random.nextInt(13, 25))
                                .closedOn(Set.of(LocalDate.of(2024, 1, 10)));
        List<Outages> outages =
                random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new Outages("power", 0.1, duration(30), 0),
                                new Outages("staff", 0.2, duration(30), random.nextDouble()));
        List<PlannedReduction> planned =
                random.nextBoolean()
                        ? List.of()
                        : List.of(new PlannedReduction(50, 90, random.nextDouble()));
        return new Capacity(
                List.of(
                        new Step(0, random.nextDouble(0.5, 6)),
                        new Step(random.nextDouble(1, 400), random.nextInt(0, 8))),
                hours,
                planned,
                outages);
    }

    private QueueOrder order() {
        return random.nextBoolean()
                ? QueueOrder.BY_PRIORITY
                : new QueueOrder.ByDueDate(List.of(random.nextDouble(100)));
    }

    private Distribution duration(double scale) {
        double a = random.nextDouble(scale);
        return switch (random.nextInt(6)) {
            case 0 -> new Distribution.Constant(a);
            case 1 -> new Distribution.Exponential(a);
            case 2 -> new Distribution.Lognormal(a, random.nextDouble(2));
            case 3 -> new Distribution.Uniform(a / 2, a);
            case 4 -> new Distribution.Triangular(a / 2, a, 2 * a);
            default -> new Distribution.Empirical(List.of(0.0, a, a * a));
        };
    }

    private Flow flow(String name, List<Station> stations) {
        List<RouteStep> route = new ArrayList<>();
        int steps = random.nextInt(1, 6);
        for (int i = 0; i < steps; i++) {
            int station = random.nextInt(stations.size());
            boolean sets = stations.get(station).setsDuration();
            route.add(
                    new RouteStep(
                            "stage " + i,
                            station,
                            sets ? Distribution.NONE : duration(4),
                            random.nextInt(4) == 0 ? random.nextDouble(0.01, 1) : 1,
                            sets ? random.nextInt(1, 4) : 1,
                            random.nextInt(4) == 0
                                    ? Optional.of(
                                            new RouteStep.Rework(
                                                    random.nextDouble(),
                                                    random.nextInt(i + 1),
                                                    random.nextInt(1, 6)))
                                    : Optional.empty()));
        }
        Demand demand =
                random.nextInt(5) == 0
                        ? Demand.NONE
                        : new Demand.Poisson(
                                List.of(
                                        new Demand.Rate(0, random.nextDouble(60)),
                                        new Demand.Rate(250, random.nextDouble(60))),
                                random.nextDouble(-0.5, 0.5),
                                new Demand.Pattern(
                                        List.of(1.2, 1.0, 1.0, 1.0, 1.0, 0.3, 0.2),
                                        random.nextInt(12),
                                        random.nextInt(13, 25),
                                        Set.of(LocalDate.of(2024, 1, 10))));
        return new Flow(
                name,
                "line " + random.nextInt(3),
                random.nextInt(3),
                random.nextDouble(1, 300),
                demand,
                route);
    }
}
