package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.planning.simulation.Admission;
import org.opengms.planning.simulation.Simulation;
import org.opengms.planning.simulation.SimulationLimits;
import org.opengms.planning.simulation.SimulationResult;
import org.opengms.planning.statistics.TurnaroundHistogram;

/// Runs one replication of a plan and holds it to the service levels.
public final class NetworkSimulation {
    /// A station can bind from this utilisation on; below it, its wait is that of filling a batch
    /// or of the next meeting.
    private static final double BUSY = 0.8;

    private static final double QUARTER_HOURS = 24.0 * ServiceScenario.QUARTER_DAYS;

    /// Which replications are simulated.
    public enum Screen {
        /// All whose work finds room in memory.
        SIMULATE_ALL,
        /// Those that are not hopeless to the end by their fluid load; the others are told as not
        /// deliverable at once.
        SKIP_HOPELESS
    }

    private NetworkSimulation() {}

    /// Runs one replication.
    ///
    /// @param changes what the plan changes
    /// @param draw the replication
    /// @param limits at which it is given up
    /// @throws IllegalArgumentException if a change names what the scenario does not have
    public static NetworkOutcome run(
            ServiceScenario scenario,
            List<? extends DatedChange> changes,
            ReplicationDraw draw,
            Screen screen,
            SimulationLimits limits) {
        NetworkModel network = NetworkModel.compile(scenario, changes, draw);
        FluidLoad fluid = FluidLoad.of(network.model());
        Optional<NetworkOutcome.NotDeliverable> refused = refused(fluid, screen, limits);
        if (refused.isPresent()) {
            return new NetworkOutcome(
                    draw.replication(),
                    refused,
                    List.of(),
                    bindings(scenario, fluid, List.of()),
                    0,
                    0);
        }
        SimulationResult result =
                Simulation.of(network.model())
                        .run(draw.seed(), draw.replication(), limits, Admission.OWN_ROUTE);
        Optional<NetworkOutcome.NotDeliverable> stopped =
                result.stopped()
                        .map(s ->
                                new NetworkOutcome.NotDeliverable(
                                        s.reason(),
                                        s.longestQueueAt(),
                                        (int) (s.atHours() / QUARTER_HOURS)));
        int complete = (int) (result.endHours() / QUARTER_HOURS);
        List<NetworkOutcome.Quarter> quarters = new ArrayList<>();
        for (int q = 0; q < Math.min(complete, scenario.quarters()); q++) {
            quarters.add(quarter(network, result, q));
        }
        return new NetworkOutcome(
                draw.replication(),
                stopped,
                quarters,
                bindings(scenario, fluid, quarters),
                result.finished(),
                result.events());
    }

    private static Optional<NetworkOutcome.NotDeliverable> refused(
            FluidLoad fluid, Screen screen, SimulationLimits limits) {
        double waiting = fluid.mostWaitingJourneys();
        if (waiting > limits.maximumInProgress()) {
            FluidLoad.Load worst =
                    fluid.loads().stream()
                            .filter(l -> l.waitingJourneys() > limits.maximumInProgress())
                            .min(java.util.Comparator.comparingInt(FluidLoad.Load::quarter))
                            .orElseThrow();
            return Optional.of(
                    new NetworkOutcome.NotDeliverable(
                            "OGMS-6105 Not deliverable: by the end of quarter %d on average %.0f cases would wait at %s, more than the limit of %d. Its work is %.2f times its capacity. Add capacity, lower demand, or raise the limit."
                                    .formatted(
                                            worst.quarter() + 1,
                                            worst.waitingJourneys(),
                                            worst.station(),
                                            limits.maximumInProgress(),
                                            worst.utilisation()),
                            worst.station(),
                            worst.quarter()));
        }
        return screen == Screen.SIMULATE_ALL
                ? Optional.empty()
                : fluid.hopelessToTheEnd()
                        .map(l ->
                                new NetworkOutcome.NotDeliverable(
                                        "OGMS-6106 Not deliverable: from quarter %d on to the last, the work that waits at %s takes longer than any of it may; at that quarter's end %.0f days on average, and the longest target is %.0f days. Its work is %.2f times its capacity."
                                                .formatted(
                                                        l.quarter() + 1,
                                                        l.station(),
                                                        l.waitingHours() / 24,
                                                        l.longestTargetHours() / 24,
                                                        l.utilisation()),
                                        l.station(),
                                        l.quarter()));
    }

    /// By the simulation as far as it went, then by fluid load.
    private static List<NetworkOutcome.Binding> bindings(
            ServiceScenario scenario, FluidLoad fluid, List<NetworkOutcome.Quarter> quarters) {
        List<NetworkOutcome.Binding> bindings = new ArrayList<>();
        for (int q = 0; q < scenario.quarters(); q++) {
            if (q < quarters.size()) {
                bindings.add(binding(quarters.get(q)));
            } else {
                FluidLoad.Load load = fluid.binding(q);
                bindings.add(
                        new NetworkOutcome.Binding(
                                q, load.station(), load.utilisation(), load.waitingHours()));
            }
        }
        return bindings;
    }

    private static NetworkOutcome.Binding binding(NetworkOutcome.Quarter quarter) {
        NetworkOutcome.StationUse binding = quarter.stations().getFirst();
        for (NetworkOutcome.StationUse use : quarter.stations()) {
            boolean bothBusy = binding.utilisation() >= BUSY && use.utilisation() >= BUSY;
            boolean longer = use.waitingHours() > binding.waitingHours();
            boolean busier = use.utilisation() > binding.utilisation();
            if (bothBusy ? longer : busier) {
                binding = use;
            }
        }
        return new NetworkOutcome.Binding(
                quarter.quarter(),
                binding.station(),
                binding.utilisation(),
                binding.waitingHours());
    }

    private static NetworkOutcome.Quarter quarter(
            NetworkModel network, SimulationResult result, int q) {
        List<NetworkOutcome.TurnaroundClass> classes = classes(result, q);
        List<NetworkOutcome.StationUse> stations = new ArrayList<>();
        for (SimulationResult.StationLine station : result.stations()) {
            if (!station.name().equals(Routes.ELSEWHERE)) {
                stations.add(use(station.name(), station.periods().get(q)));
            }
        }
        List<NetworkOutcome.StorageUse> storage = new ArrayList<>();
        network.storage()
                .forEach((lab, s) ->
                        storage.add(
                                new NetworkOutcome.StorageUse(
                                        lab, s.usedTerabytes().get(q), s.freeShare().get(q))));
        ServiceLevels levels = network.scenario().serviceLevels();
        return new NetworkOutcome.Quarter(
                q,
                classes,
                stations,
                storage,
                q < levels.rampQuarters() ? List.of() : breaches(levels, classes, storage));
    }

    private static List<NetworkOutcome.TurnaroundClass> classes(SimulationResult result, int q) {
        Map<String, NetworkOutcome.TurnaroundClass> sums = new TreeMap<>();
        for (SimulationResult.Line line : result.lines()) {
            SimulationResult.LinePeriod period = line.periods().get(q);
            String name = line.name().substring(line.name().indexOf('/') + 1);
            TurnaroundHistogram turnaround = new TurnaroundHistogram();
            turnaround.add(period.turnaround());
            sums.merge(
                    name,
                    new NetworkOutcome.TurnaroundClass(
                            name,
                            period.started(),
                            period.finished(),
                            period.onTime(),
                            period.inProgress(),
                            period.overdue(),
                            turnaround),
                    NetworkSimulation::sum);
        }
        return List.copyOf(sums.values());
    }

    private static NetworkOutcome.TurnaroundClass sum(
            NetworkOutcome.TurnaroundClass a, NetworkOutcome.TurnaroundClass b) {
        a.turnaround().add(b.turnaround());
        return new NetworkOutcome.TurnaroundClass(
                a.name(),
                a.started() + b.started(),
                a.finished() + b.finished(),
                a.onTime() + b.onTime(),
                a.inProgress() + b.inProgress(),
                a.overdue() + b.overdue(),
                a.turnaround());
    }

    private static NetworkOutcome.StationUse use(
            String name, SimulationResult.StationPeriod period) {
        double begun = period.waits().stream().mapToDouble(SimulationResult.Wait::begun).sum();
        return new NetworkOutcome.StationUse(
                name,
                period.availableHours() == 0 ? 0 : period.utilisation(),
                period.meanWaiting(),
                period.meanWaiting() * QUARTER_HOURS / Math.max(1, begun),
                period.busyHours());
    }

    private static List<NetworkOutcome.Breach> breaches(
            ServiceLevels levels,
            List<NetworkOutcome.TurnaroundClass> classes,
            List<NetworkOutcome.StorageUse> storage) {
        List<NetworkOutcome.Breach> breaches = new ArrayList<>();
        for (NetworkOutcome.TurnaroundClass c : classes) {
            double required = levels.onTimeShare(c.name().substring(0, c.name().indexOf('/')));
            if (c.onTimeShare() < required) {
                breaches.add(
                        new NetworkOutcome.Breach(
                                NetworkOutcome.Level.ON_TIME_SHARE,
                                c.name(),
                                required,
                                c.onTimeShare()));
            }
            double weeks = c.overdue() / Math.max(1, c.started() / (QUARTER_HOURS / 168));
            if (weeks > levels.overdueWeeks()) {
                breaches.add(
                        new NetworkOutcome.Breach(
                                NetworkOutcome.Level.OVERDUE_WEEKS,
                                c.name(),
                                levels.overdueWeeks(),
                                weeks));
            }
        }
        for (NetworkOutcome.StorageUse s : storage) {
            if (s.freeShare() < levels.storageHeadroomShare()) {
                breaches.add(
                        new NetworkOutcome.Breach(
                                NetworkOutcome.Level.STORAGE_HEADROOM,
                                s.laboratory(),
                                levels.storageHeadroomShare(),
                                s.freeShare()));
            }
        }
        return breaches;
    }
}
