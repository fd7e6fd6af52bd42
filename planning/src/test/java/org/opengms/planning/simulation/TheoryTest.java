package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.planning.simulation.SimulationResult.StationPeriod;
import org.opengms.planning.simulation.SimulationResult.Wait;
import org.opengms.planning.statistics.Interval;

/// Against queueing theory. Each statistic of each queue is averaged over replications; its
/// interval must hold what theory says.
///
/// False alarms: the intervals of one run all together miss with a probability of at most 1 in
/// 10,000 (Bonferroni: each has a confidence of 1 − 0.0001/number of statistics), if the kernel is
/// right. The everyday run has a fixed seed and so always the same answer; the heavy one draws its
/// seed anew and says it.
class TheoryTest {
    private static final double FALSE_ALARM = 1e-4;
    private static final int REPLICATIONS = 20;

    private record Expected(
            String what, Model model, ToDoubleFunction<StationPeriod> measured, double theory) {}

    @Test
    void queuesBehaveAsTheorySays() {
        check(20240101, 1);
    }

    @Tag("heavy")
    @Test
    void queuesBehaveAsTheorySaysOnFreshSeedsForLonger() {
        check(System.nanoTime(), 10);
    }

    private static void check(long seed, double longer) {
        List<Expected> all = new ArrayList<>();
        all.addAll(oneServer(longer));
        all.addAll(manyServers(4, 3.304, longer));
        all.addAll(manyServers(46, 39.6, longer));
        all.addAll(generalServiceWithPriorities(longer));
        all.addAll(batches(longer));
        IdentityHashMap<Model, List<StationPeriod>> runs = new IdentityHashMap<>();
        List<String> missed = new ArrayList<>();
        for (Expected expected : all) {
            double[] values =
                    runs.computeIfAbsent(expected.model(), model -> periods(model, seed)).stream()
                            .mapToDouble(expected.measured())
                            .toArray();
            Interval interval = Interval.ofMean(values, 1 - FALSE_ALARM / all.size());
            if (!(interval.lower() <= expected.theory() && expected.theory() <= interval.upper())) {
                missed.add(expected.what() + ": " + expected.theory() + " is not in " + interval);
            }
        }
        assertTrue(missed.isEmpty(), () -> "seed " + seed + ": " + missed);
    }

    /// The only station in each replication, after a first period for warming up.
    private static List<StationPeriod> periods(Model model, long seed) {
        Simulation simulation = Simulation.of(model);
        return IntStream.range(0, REPLICATIONS)
                .mapToObj(i -> simulation.run(seed, i).stations().getFirst().periods().get(1))
                .toList();
    }

    private static ToDoubleFunction<StationPeriod> meanWait(int priority) {
        return period ->
                period.waits().get(priority).hours() / period.waits().get(priority).begun();
    }

    private static double meanWaitOfAll(StationPeriod period) {
        return period.waits().stream().mapToDouble(Wait::hours).sum()
                / period.waits().stream().mapToLong(Wait::begun).sum();
    }

    private static double shareThatWaits(StationPeriod period) {
        return (double) period.waits().stream().mapToLong(Wait::waited).sum()
                / period.waits().stream().mapToLong(Wait::begun).sum();
    }

    /// @param perHour of each priority class
    private static Model queue(
            Station station, RouteStep step, double warmUpHours, double hours, double... perHour) {
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < perHour.length; i++) {
            flows.add(
                    Flow.of(
                            "class " + i,
                            i,
                            1000,
                            Demand.Poisson.steady(24 * perHour[i]),
                            List.of(step)));
        }
        return new Model(
                Scene.MONDAY,
                List.of(warmUpHours, warmUpHours + hours),
                List.of(station),
                flows,
                List.of());
    }

    /// M/M/1 with load 0.8: waits ρ/(μ − λ), queue ρ²/(1 − ρ).
    private static List<Expected> oneServer(double longer) {
        Model model =
                queue(
                        Scene.servers("one", 1),
                        RouteStep.at("work", 0, new Distribution.Exponential(1)),
                        1000,
                        20_000 * longer,
                        0.8);
        return List.of(
                new Expected("M/M/1 wait", model, meanWait(0), 0.8 / 0.2),
                new Expected("M/M/1 waits", model, TheoryTest::shareThatWaits, 0.8),
                new Expected("M/M/1 queue", model, StationPeriod::meanWaiting, 0.64 / 0.2),
                new Expected("M/M/1 load", model, StationPeriod::utilisation, 0.8));
    }

    /// M/M/c in two classes: Erlang C by the recursion of Erlang B; Kella and Yechiali (1985, Naval
    /// Research Logistics 32) for the classes, whose work has one mean.
    private static List<Expected> manyServers(int servers, double load, double longer) {
        double blocked = 1;
        for (int c = 1; c <= servers; c++) {
            blocked = load * blocked / (c + load * blocked);
        }
        double rho = load / servers;
        double waits = blocked / (1 - rho * (1 - blocked));
        double base = waits / servers;
        double urgent = 0.3;
        Model model =
                queue(
                        Scene.servers("many", servers),
                        RouteStep.at("work", 0, new Distribution.Exponential(1)),
                        500,
                        100_000 * longer / load,
                        urgent * load,
                        (1 - urgent) * load);
        String name = "M/M/" + servers;
        return List.of(
                new Expected(name + " waits", model, TheoryTest::shareThatWaits, waits),
                new Expected(name + " wait", model, TheoryTest::meanWaitOfAll, base / (1 - rho)),
                new Expected(name + " urgent", model, meanWait(0), base / (1 - urgent * rho)),
                new Expected(
                        name + " routine",
                        model,
                        meanWait(1),
                        base / (1 - urgent * rho) / (1 - rho)));
    }

    /// M/G/1 with two non-preemptive classes and lognormal work: Cobham (1954,
    /// doi:10.1287/opre.2.1.70), with Pollaczek and Khinchine's residual work.
    private static List<Expected> generalServiceWithPriorities(double longer) {
        double cv = 0.7;
        double urgent = 0.2;
        double routine = 0.5;
        Model model =
                queue(
                        Scene.servers("general", 1),
                        RouteStep.at("work", 0, new Distribution.Lognormal(1, cv)),
                        1000,
                        20_000 * longer,
                        urgent,
                        routine);
        double residual = (urgent + routine) * (1 + cv * cv) / 2;
        return List.of(
                new Expected("M/G/1 urgent", model, meanWait(0), residual / (1 - urgent)),
                new Expected(
                        "M/G/1 routine",
                        model,
                        meanWait(1),
                        residual / (1 - urgent) / (1 - urgent - routine)));
    }

    private static List<Expected> batches(double longer) {
        double perHour = 2;
        Model filling =
                queue(
                        Scene.batches(1000, 48, Double.POSITIVE_INFINITY, 44),
                        RouteStep.through("run", 0),
                        1000,
                        10_000 * longer,
                        perHour);
        // With a machine always free, the k-th of B waits for B − k more.
        double fillWait = 47 / (2 * perHour);

        // One machine that takes whoever waits, up to K: Neuts (1967, doi:10.1214/aoms/1177698869)
        // with exponential runs. The number waiting while the machine runs is geometric with the
        // root r in (0, 1) of μ r^(K+1) − (λ + μ) r + λ = 0.
        int most = 5;
        double runsPerHour = 0.5;
        Model greedy =
                queue(
                        new Station.Batches(
                                "batches",
                                Capacity.of(1),
                                most,
                                0,
                                new Distribution.Exponential(1 / runsPerHour),
                                QueueOrder.BY_PRIORITY),
                        RouteStep.through("run", 0),
                        1000,
                        10_000 * longer,
                        perHour);
        double low = 0;
        double high = 0.999;
        for (int i = 0; i < 100; i++) {
            double r = (low + high) / 2;
            double value =
                    runsPerHour * Math.pow(r, most + 1) - (perHour + runsPerHour) * r + perHour;
            if (value > 0) {
                low = r;
            } else {
                high = r;
            }
        }
        double r = low;
        double busyAndNobodyWaits = 1 / (runsPerHour / perHour + 1 / (1 - r));
        double queue = busyAndNobodyWaits * r / (1 - r) / (1 - r);
        return List.of(
                new Expected("fill wait", filling, meanWait(0), fillWait),
                new Expected("bulk queue", greedy, StationPeriod::meanWaiting, queue),
                new Expected("bulk wait", greedy, meanWait(0), queue / perHour),
                new Expected(
                        "bulk load",
                        greedy,
                        StationPeriod::utilisation,
                        1 - busyAndNobodyWaits * runsPerHour / perHour));
    }
}
