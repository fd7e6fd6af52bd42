package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.opengms.planning.statistics.Interval;
import org.opengms.planning.statistics.TurnaroundHistogram;

/// Sums the replications of a scenario up.
final class Summing {
    private static final double CONFIDENCE = 0.95;

    private final ServiceScenario scenario;
    private final ScenarioSimulation.Options options;
    private final List<NetworkOutcome> outcomes;
    private final List<NetworkOutcome> complete;

    Summing(
            ServiceScenario scenario,
            ScenarioSimulation.Options options,
            List<NetworkOutcome> outcomes) {
        this.scenario = scenario;
        this.options = options;
        this.outcomes = outcomes;
        complete = outcomes.stream().filter(o -> o.notDeliverable().isEmpty()).toList();
    }

    SimulationSummary summary() {
        List<NetworkOutcome> givenUp =
                outcomes.stream().filter(o -> o.notDeliverable().isPresent()).toList();
        List<SimulationSummary.Quarter> quarters = new ArrayList<>();
        if (!complete.isEmpty()) {
            for (int q = 0; q < scenario.quarters(); q++) {
                quarters.add(quarter(q));
            }
        }
        return new SimulationSummary(
                scenario.id(),
                options.seed(),
                outcomes.size(),
                options.quantities() == ScenarioSimulation.Quantities.DRAWN,
                outcomes.stream().mapToLong(NetworkOutcome::journeys).sum(),
                outcomes.stream().mapToLong(NetworkOutcome::events).sum(),
                givenUp.stream()
                        .findFirst()
                        .map(first ->
                                new SimulationSummary.GivenUp(
                                        givenUp.size(),
                                        first.notDeliverable().orElseThrow().reason(),
                                        first.bindings())),
                share(outcomes, NetworkOutcome::holdsEveryLevel),
                turnaround(),
                quarters);
    }

    private List<SimulationSummary.Turnaround> turnaround() {
        int ramp = scenario.serviceLevels().rampQuarters();
        Map<String, List<Sums>> byClass = new TreeMap<>();
        for (NetworkOutcome outcome : complete) {
            Map<String, Sums> sums = new TreeMap<>();
            for (NetworkOutcome.Quarter quarter : outcome.quarters()) {
                if (quarter.quarter() >= ramp) {
                    quarter.classes()
                            .forEach(c -> sums.computeIfAbsent(c.name(), _ -> new Sums()).add(c));
                }
            }
            sums.forEach(
                    (name, sum) -> byClass.computeIfAbsent(name, _ -> new ArrayList<>()).add(sum));
        }
        List<SimulationSummary.Turnaround> turnaround = new ArrayList<>();
        byClass.forEach((name, sums) ->
                turnaround.add(
                        new SimulationSummary.Turnaround(
                                name,
                                sums.stream().mapToLong(s -> s.turnaround.count()).sum(),
                                estimate(sums, s -> s.days(0.5)),
                                estimate(sums, s -> s.days(0.9)),
                                estimate(sums, s -> s.days(0.95)),
                                estimate(sums, Sums::onTimeShare))));
        return turnaround;
    }

    /// A class over quarters. What is overdue counts in each quarter at whose end it is.
    private static final class Sums {
        private final TurnaroundHistogram turnaround = new TurnaroundHistogram();
        private long onTime;
        private long due;

        void add(NetworkOutcome.TurnaroundClass c) {
            turnaround.add(c.turnaround());
            onTime += c.onTime();
            due += c.finished() + c.overdue();
        }

        double days(double share) {
            return turnaround.quantileHours(share) / 24;
        }

        double onTimeShare() {
            return due == 0 ? 1 : (double) onTime / due;
        }
    }

    private SimulationSummary.Quarter quarter(int q) {
        List<NetworkOutcome.Quarter> all = complete.stream().map(o -> o.quarters().get(q)).toList();
        Map<String, double[]> shares = new TreeMap<>();
        Map<String, double[]> stations = new TreeMap<>();
        Map<String, double[]> storage = new TreeMap<>();
        Map<String, double[]> counts = new TreeMap<>();
        for (NetworkOutcome.Quarter quarter : all) {
            quarter.classes().forEach(c -> add(shares, c.name(), c.onTimeShare(), 0, 0));
            quarter.stations()
                    .forEach(s ->
                            add(
                                    stations,
                                    s.station(),
                                    s.utilisation(),
                                    s.meanWaiting(),
                                    s.waitingHours()));
            quarter.storage()
                    .forEach(
                            s -> add(storage, s.laboratory(), s.usedTerabytes(), s.freeShare(), 0));
        }
        complete.forEach(o -> add(counts, o.bindings().get(q).station(), 1, 0, 0));
        return new SimulationSummary.Quarter(
                q + 1,
                estimate(all, Summing::onTimeShare).orElseThrow(),
                shares.entrySet().stream()
                        .map(e ->
                                new SimulationSummary.ClassShare(e.getKey(), mean(e.getValue(), 0)))
                        .toList(),
                estimate(all, x -> sum(x, NetworkOutcome.TurnaroundClass::inProgress))
                        .orElseThrow(),
                estimate(all, x -> sum(x, NetworkOutcome.TurnaroundClass::overdue)).orElseThrow(),
                share(all, x -> x.breaches().isEmpty()),
                counts.entrySet().stream()
                        .map(e ->
                                new SimulationSummary.BindingCount(
                                        e.getKey(), (int) e.getValue()[0]))
                        .sorted(
                                Comparator.comparingInt(
                                                SimulationSummary.BindingCount::replications)
                                        .reversed())
                        .limit(3)
                        .toList(),
                stations.entrySet().stream()
                        .map(e ->
                                new SimulationSummary.Station(
                                        e.getKey(),
                                        mean(e.getValue(), 0),
                                        mean(e.getValue(), 1),
                                        mean(e.getValue(), 2)))
                        .toList(),
                storage.entrySet().stream()
                        .map(e ->
                                new SimulationSummary.Storage(
                                        e.getKey(), mean(e.getValue(), 0), mean(e.getValue(), 1)))
                        .toList());
    }

    private static double onTimeShare(NetworkOutcome.Quarter quarter) {
        double due =
                sum(quarter, NetworkOutcome.TurnaroundClass::finished)
                        + sum(quarter, NetworkOutcome.TurnaroundClass::overdue);
        return due == 0 ? 1 : sum(quarter, NetworkOutcome.TurnaroundClass::onTime) / due;
    }

    private static double sum(
            NetworkOutcome.Quarter quarter,
            ToDoubleFunction<NetworkOutcome.TurnaroundClass> count) {
        return quarter.classes().stream().mapToDouble(count).sum();
    }

    /// Adds to three sums and their count.
    private static void add(
            Map<String, double[]> sums, String name, double first, double second, double third) {
        double[] sum = sums.computeIfAbsent(name, _ -> new double[4]);
        sum[0] += first;
        sum[1] += second;
        sum[2] += third;
        sum[3]++;
    }

    private static double mean(double[] sums, int i) {
        return sums[i] / sums[3];
    }

    private static <T> double share(List<T> all, java.util.function.Predicate<T> holds) {
        return (double) all.stream().filter(holds).count() / all.size();
    }

    /// Of the values that exist; none if none does.
    private static <T> Optional<SimulationSummary.Estimate> estimate(
            List<T> replications, ToDoubleFunction<T> value) {
        double[] values =
                replications.stream().mapToDouble(value).filter(Double::isFinite).toArray();
        if (values.length == 0) {
            return Optional.empty();
        }
        if (values.length == 1) {
            return Optional.of(
                    new SimulationSummary.Estimate(values[0], Optional.empty(), Optional.empty()));
        }
        Interval interval = Interval.ofMean(values, CONFIDENCE);
        return Optional.of(
                new SimulationSummary.Estimate(
                        interval.estimate(),
                        Optional.of(interval.lower()),
                        Optional.of(interval.upper())));
    }
}
