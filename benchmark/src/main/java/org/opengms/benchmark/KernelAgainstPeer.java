package org.opengms.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opengms.planning.simulation.Capacity;
import org.opengms.planning.simulation.Demand;
import org.opengms.planning.simulation.Distribution;
import org.opengms.planning.simulation.Flow;
import org.opengms.planning.simulation.Model;
import org.opengms.planning.simulation.OpeningHours;
import org.opengms.planning.simulation.QueueOrder;
import org.opengms.planning.simulation.RouteStep;
import org.opengms.planning.simulation.Simulation;
import org.opengms.planning.simulation.SimulationResult;
import org.opengms.planning.simulation.Station;

/// The simulation kernel on the reference model R1 (seven laboratories, 810,000 tests a year, a
/// tenth urgent, five stations each, batches of 48), plain and with everything switched on, against
/// SSJ 3.3.2 on the plain one. All run in this process, in turn, round after round; times are those
/// of the processor in this thread.
///
/// With everything on: reception, extraction and interpretation work 12 hours on weekdays with as
/// many hours in a week, interpretation rests at night; batches start after 24 hours at the latest;
/// sequencers, compute and staff fail as in the routing benchmark of the planning module.
public final class KernelAgainstPeer {
    private static final double PER_HOUR = 13.21;
    private static final double URGENT_SHARE = 0.1;

    private KernelAgainstPeer() {}

    /// One variant; runs a replication.
    @FunctionalInterface
    private interface Variant {
        Counted run(int replication);
    }

    /// What a replication did.
    ///
    /// @param journeys that ended
    /// @param events handled
    /// @param urgentMeanHours mean turnaround of urgent journeys
    /// @param routineMeanHours mean turnaround of routine journeys
    record Counted(long journeys, long events, double urgentMeanHours, double routineMeanHours) {}

    /// @param arguments horizon in hours (8766), rounds (7), rounds to warm up (2)
    public static void main(String[] arguments) {
        double horizonHours = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 8766;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 7;
        int warmUp = arguments.length > 2 ? Integer.parseInt(arguments[2], 10) : 2;
        Simulation plain = Simulation.of(model(horizonHours, false));
        Simulation full = Simulation.of(model(horizonHours, true));
        Map<String, Variant> variants = new LinkedHashMap<>();
        variants.put("OpenGMS, R1", i -> counted(plain.run(1, i)));
        variants.put("OpenGMS, R1 with everything on", i -> counted(full.run(1, i)));
        variants.put(
                "SSJ, R1, its own random numbers",
                i -> new PeerKernel(PeerKernel.Draws.inverting(i)).run(horizonHours));
        variants.put(
                "SSJ, R1, random numbers of the JDK",
                i -> new PeerKernel(PeerKernel.Draws.ofTheJdk(i)).run(horizonHours));
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, Counted> last = new LinkedHashMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < warmUp + rounds; round++) {
            for (Map.Entry<String, Variant> variant : variants.entrySet()) {
                long begun = threads.getCurrentThreadCpuTime();
                Counted counted = variant.getValue().run(round);
                double took = (threads.getCurrentThreadCpuTime() - begun) / 1e9;
                last.put(variant.getKey(), counted);
                if (round >= warmUp) {
                    seconds.computeIfAbsent(variant.getKey(), _ -> new ArrayList<>())
                            .add(took / counted.journeys());
                }
            }
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        seconds.forEach((name, times) -> rates.put(name, 1 / median(times)));
        System.out.println(
                "| | journeys a second | fastest round | events a second | mean turnaround urgent,"
                        + " routine, h |");
        System.out.println("|---|---|---|---|---|");
        rates.forEach((name, rate) -> {
            Counted counted = last.getOrDefault(name, new Counted(1, 0, 0, 0));
            double fastest =
                    1
                            / seconds.getOrDefault(name, List.of(1.0)).stream()
                                    .mapToDouble(t -> t)
                                    .min()
                                    .orElse(1);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f | %.2f, %.2f |%n",
                    name,
                    rate,
                    fastest,
                    rate * counted.events() / counted.journeys(),
                    counted.urgentMeanHours(),
                    counted.routineMeanHours());
        });
        double peer =
                rates.entrySet().stream()
                        .filter(rate -> rate.getKey().startsWith("SSJ"))
                        .mapToDouble(Map.Entry::getValue)
                        .max()
                        .orElse(1);
        rates.forEach((name, rate) -> {
            if (name.startsWith("OpenGMS")) {
                System.out.printf(
                        Locale.ROOT, "ratio of %s to the faster SSJ: %.2f%n", name, rate / peer);
            }
        });
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Counted counted(SimulationResult result) {
        return new Counted(
                result.finished(),
                result.events(),
                result.line("urgent").meanTurnaroundHours(),
                result.line("routine").meanTurnaroundHours());
    }

    private static Model model(double horizonHours, boolean everything) {
        OpeningHours hours = everything ? OpeningHours.weekdays(8, 20) : OpeningHours.ALWAYS;
        double staff = everything ? 168.0 / 60 : 1;
        Station.Closing rest = everything ? Station.Closing.PAUSE : Station.Closing.FINISH_IN_HAND;
        double timeoutHours = everything ? 24 : Double.POSITIVE_INFINITY;
        List<Station> stations = new ArrayList<>();
        List<Flow> flows = new ArrayList<>();
        for (int lab = 0; lab < 7; lab++) {
            int first = stations.size();
            stations.add(
                    servers(
                            "reception " + lab,
                            Capacity.of(4 * staff, hours),
                            Station.Closing.FINISH_IN_HAND));
            stations.add(
                    servers(
                            "extraction " + lab,
                            Capacity.of(10 * staff, hours),
                            Station.Closing.FINISH_IN_HAND));
            stations.add(
                    new Station.Batches(
                            "sequencing " + lab,
                            failing(Capacity.of(everything ? 18 : 14), everything, 120, 7, 0.5),
                            48,
                            timeoutHours,
                            new Distribution.Constant(44),
                            QueueOrder.BY_PRIORITY));
            stations.add(
                    servers(
                            "compute " + lab,
                            failing(Capacity.of(16), everything, 150, 5, 0.9),
                            Station.Closing.FINISH_IN_HAND));
            stations.add(
                    servers(
                            "interpretation " + lab,
                            failing(Capacity.of(46 * staff, hours), everything, 180, 10, 0.6),
                            rest));
            List<RouteStep> route =
                    List.of(
                            RouteStep.at("reception", first, new Distribution.Lognormal(0.25, 0.5)),
                            RouteStep.at(
                                    "extraction", first + 1, new Distribution.Lognormal(0.6, 0.5)),
                            RouteStep.through("sequencing", first + 2),
                            RouteStep.at("compute", first + 3, new Distribution.Lognormal(1, 0.5)),
                            RouteStep.at(
                                    "interpretation", first + 4, new Distribution.Lognormal(3, 1)));
            flows.add(flow("urgent " + lab, "urgent", 0, URGENT_SHARE, route));
            flows.add(flow("routine " + lab, "routine", 1, 1 - URGENT_SHARE, route));
        }
        return new Model(
                LocalDate.of(2024, 1, 1), List.of(horizonHours), stations, flows, List.of());
    }

    private static Station servers(String name, Capacity capacity, Station.Closing closing) {
        return new Station.Servers(name, capacity, closing, QueueOrder.BY_PRIORITY);
    }

    private static Capacity failing(
            Capacity capacity, boolean fails, double daysBetween, double days, double remains) {
        return fails
                ? capacity.with(
                        new Capacity.Outages(
                                "outage",
                                1 / daysBetween,
                                new Distribution.Constant(24 * days),
                                remains))
                : capacity;
    }

    private static Flow flow(
            String name, String line, int priority, double share, List<RouteStep> route) {
        return new Flow(
                name, line, priority, 72, Demand.Poisson.steady(24 * PER_HOUR * share), route);
    }
}
