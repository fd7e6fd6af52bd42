package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.opengms.planning.network.NetworkOutcome;
import org.opengms.planning.network.NetworkSimulation;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.Replications;
import org.opengms.planning.simulation.SimulationLimits;

/// How a plan goes, quarter by quarter, over the first replications of its certificate: same
/// quantities, slips and chance. A certificate keeps only whether the levels held; this is what one
/// looks at.
///
/// @param replications how many were simulated
/// @param givenUp how many of them were given up, because work grew beyond all limits; their later
///   quarters are missing
/// @param turnaround by class
/// @param inProgress cases at the end of each quarter
/// @param overdue of those
/// @param stations utilisation of those that bind in a quarter, and of the busiest
public record PlanPicture(
        int replications,
        int givenUp,
        List<Turnaround> turnaround,
        List<Band> inProgress,
        List<Band> overdue,
        List<Station> stations) {
    private static final int MOST_STATIONS = 7;
    private static final double HOURS_PER_DAY = 24;

    public PlanPicture {
        turnaround = List.copyOf(turnaround);
        inProgress = List.copyOf(inProgress);
        overdue = List.copyOf(overdue);
        stations = List.copyOf(stations);
    }

    /// A figure of a quarter over the replications that have it.
    ///
    /// @param quarter from 0
    /// @param mean of them
    /// @param low the lowest
    /// @param high the highest
    public record Band(int quarter, double mean, double low, double high) {}

    /// The turnaround of a class, in days from receipt to the issue of the report. Quarters in
    /// which nothing was reported are left out.
    ///
    /// @param name reporting class and priority, such as `wgs-rare/urgent`
    /// @param medianDays half of the reports take no longer
    /// @param ninetiethDays nine of ten
    public record Turnaround(String name, List<Band> medianDays, List<Band> ninetiethDays) {
        public Turnaround {
            medianDays = List.copyOf(medianDays);
            ninetiethDays = List.copyOf(ninetiethDays);
        }
    }

    /// A station.
    ///
    /// @param name laboratory and station
    /// @param utilisation busy over available hours
    public record Station(String name, List<Band> utilisation) {
        public Station {
            utilisation = List.copyOf(utilisation);
        }
    }

    /// Simulates a plan.
    ///
    /// @param seed of all chance, as of the certificate
    /// @param replications how many, at least 1
    /// @param limits at which one is given up
    /// @param runner on how many threads, telling whom
    /// @throws IllegalArgumentException if the plan names what the catalogue does not have
    public static PlanPicture of(
            ServiceScenario scenario,
            InvestmentCatalogue catalogue,
            RolloutPlan plan,
            long seed,
            int replications,
            SimulationLimits limits,
            Replications runner) {
        List<NetworkOutcome> outcomes =
                runner.run(
                        0,
                        replications,
                        replication ->
                                NetworkSimulation.run(
                                        scenario,
                                        catalogue.changes(scenario, plan, seed, replication),
                                        ReplicationDraw.of(seed, replication),
                                        NetworkSimulation.Screen.SIMULATE_ALL,
                                        limits));
        return new PlanPicture(
                replications,
                (int) outcomes.stream().filter(o -> o.notDeliverable().isPresent()).count(),
                turnaround(outcomes),
                bands(outcomes, q -> sum(q, NetworkOutcome.TurnaroundClass::inProgress)),
                bands(outcomes, q -> sum(q, NetworkOutcome.TurnaroundClass::overdue)),
                stations(outcomes));
    }

    private static List<Turnaround> turnaround(List<NetworkOutcome> outcomes) {
        Set<String> names = new LinkedHashSet<>();
        outcomes.forEach(
                o -> o.quarters().forEach(q -> q.classes().forEach(c -> names.add(c.name()))));
        return names.stream()
                .map(name ->
                        new Turnaround(
                                name,
                                bands(outcomes, q -> days(q, name, 0.5)),
                                bands(outcomes, q -> days(q, name, 0.9))))
                .toList();
    }

    private static OptionalDouble days(NetworkOutcome.Quarter quarter, String name, double share) {
        return quarter.classes().stream()
                .filter(c -> c.name().equals(name) && c.turnaround().count() > 0)
                .mapToDouble(c -> c.turnaround().quantileHours(share) / HOURS_PER_DAY)
                .findFirst();
    }

    private static OptionalDouble sum(
            NetworkOutcome.Quarter quarter, ToLongFunction<NetworkOutcome.TurnaroundClass> cases) {
        return OptionalDouble.of((double) quarter.classes().stream().mapToLong(cases).sum());
    }

    /// Those that bind in a quarter of any replication, the most often first, then the busiest.
    private static List<Station> stations(List<NetworkOutcome> outcomes) {
        Map<String, Integer> bound = new LinkedHashMap<>();
        outcomes.forEach(o -> o.bindings().forEach(b -> bound.merge(b.station(), 1, Integer::sum)));
        Set<String> names = new LinkedHashSet<>();
        bound.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> names.add(e.getKey()));
        Map<String, Double> busiest = new LinkedHashMap<>();
        outcomes.forEach(o ->
                o.quarters()
                        .forEach(q ->
                                q.stations()
                                        .forEach(s ->
                                                busiest.merge(
                                                        s.station(), s.utilisation(), Math::max))));
        busiest.entrySet().stream()
                .sorted(
                        Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue())
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> names.add(e.getKey()));
        return names.stream()
                .map(name -> new Station(name, bands(outcomes, q -> utilisation(q, name))))
                .filter(station -> !station.utilisation().isEmpty())
                .limit(MOST_STATIONS)
                .toList();
    }

    private static OptionalDouble utilisation(NetworkOutcome.Quarter quarter, String station) {
        return quarter.stations().stream()
                .filter(s -> s.station().equals(station))
                .mapToDouble(NetworkOutcome.StationUse::utilisation)
                .findFirst();
    }

    private static List<Band> bands(
            List<NetworkOutcome> outcomes,
            Function<NetworkOutcome.Quarter, OptionalDouble> figure) {
        int quarters = outcomes.stream().mapToInt(o -> o.quarters().size()).max().orElse(0);
        List<Band> bands = new ArrayList<>();
        for (int q = 0; q < quarters; q++) {
            int number = q;
            double[] values =
                    outcomes.stream()
                            .filter(o -> number < o.quarters().size())
                            .map(o -> figure.apply(o.quarters().get(number)))
                            .filter(OptionalDouble::isPresent)
                            .mapToDouble(OptionalDouble::getAsDouble)
                            .sorted()
                            .toArray();
            if (values.length > 0) {
                bands.add(
                        new Band(
                                number,
                                Arrays.stream(values).average().orElseThrow(),
                                values[0],
                                values[values.length - 1]));
            }
        }
        return bands;
    }
}
