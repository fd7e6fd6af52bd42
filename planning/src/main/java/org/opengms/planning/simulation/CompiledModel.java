package org.opengms.planning.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A model as arrays, the same for all replications.
final class CompiledModel {
    final Model model;
    final double horizonHours;
    final double[] periodEndHours;
    final CompiledStation[] stations;
    final CompiledStep[] steps;

    /// By flow.
    final int[] firstStep;

    final int[] priority;
    final double[] targetHours;
    final int[] lineOf;
    final long[] flowKey;
    final BitSet[] quietDays;

    final List<String> lines;

    /// The backlog, oldest first.
    final int[] backlogFlow;

    final int[] backlogStep;
    final double[] backlogAgeHours;

    CompiledModel(Model model) {
        this.model = model;
        horizonHours = model.horizonHours();
        periodEndHours = model.periodEndHours().stream().mapToDouble(Double::doubleValue).toArray();
        List<Flow> flows = model.flows();
        int priorities = 1 + flows.stream().mapToInt(Flow::priority).max().orElse(0);
        OpenSegmentsByHours calendars = new OpenSegmentsByHours(model);
        stations =
                model.stations().stream()
                        .map(station -> new CompiledStation(station, model, priorities, calendars))
                        .toArray(CompiledStation[]::new);
        firstStep = new int[flows.size()];
        steps = compiledSteps(flows, firstStep);
        priority = flows.stream().mapToInt(Flow::priority).toArray();
        targetHours = flows.stream().mapToDouble(Flow::targetHours).toArray();
        flowKey = flows.stream().mapToLong(flow -> Draws.key(0, flow.name())).toArray();
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        lineOf = new int[flows.size()];
        for (int f = 0; f < lineOf.length; f++) {
            String name = flows.get(f).reportedAs();
            lineOf[f] =
                    numbers.computeIfAbsent(
                            name,
                            n -> {
                                names.add(n);
                                return names.size() - 1;
                            });
        }
        lines = List.copyOf(names);
        Map<Demand.Pattern, BitSet> quiet = new HashMap<>();
        quietDays =
                flows.stream()
                        .map(flow -> quietDays(flow.demand(), model, quiet))
                        .toArray(BitSet[]::new);

        int waiting = model.backlog().stream().mapToInt(Backlog::count).sum();
        int[] flow = new int[waiting];
        int[] step = new int[waiting];
        double[] age = new double[waiting];
        int n = 0;
        for (Backlog backlog : model.backlog()) {
            for (int i = 0; i < backlog.count(); i++) {
                flow[n] = backlog.flow();
                step[n] = firstStep[backlog.flow()] + backlog.step();
                age[n++] = backlog.ageHours(i);
            }
        }
        int[] oldestFirst =
                IntStream.range(0, waiting)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -age[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        backlogFlow = IntStream.of(oldestFirst).map(i -> flow[i]).toArray();
        backlogStep = IntStream.of(oldestFirst).map(i -> step[i]).toArray();
        backlogAgeHours = IntStream.of(oldestFirst).mapToDouble(i -> age[i]).toArray();
    }

    private static CompiledStep[] compiledSteps(List<Flow> flows, int[] firstStep) {
        List<CompiledStep> compiled = new ArrayList<>();
        for (int f = 0; f < firstStep.length; f++) {
            firstStep[f] = compiled.size();
            List<RouteStep> route = flows.get(f).route();
            int reworkShift = 0;
            for (int s = 0; s < route.size(); s++) {
                RouteStep step = route.get(s);
                compiled.add(
                        new CompiledStep(step, s == route.size() - 1, firstStep[f], reworkShift));
                if (step.rework().isPresent()) {
                    reworkShift += Replication.REWORK_BITS;
                }
            }
        }
        return compiled.toArray(CompiledStep[]::new);
    }

    private static BitSet quietDays(Demand demand, Model model, Map<Demand.Pattern, BitSet> known) {
        return switch (demand) {
            case Demand.Timetable _ -> new BitSet();
            case Demand.Poisson poisson ->
                    known.computeIfAbsent(
                            poisson.pattern(),
                            pattern -> {
                                BitSet days = new BitSet();
                                pattern.quietDays().stream()
                                        .mapToInt(day -> (int) (model.hoursUntil(day) / 24))
                                        .filter(day -> day >= 0)
                                        .forEach(days::set);
                                return days;
                            });
        };
    }
}
