package org.opengms.planning.workforce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.GenomicTest;
import org.opengms.planning.network.Method;
import org.opengms.planning.network.NetworkOutcome;
import org.opengms.planning.network.NetworkSimulation;
import org.opengms.planning.network.Refused;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.Replications;
import org.opengms.planning.simulation.SimulationLimits;
import org.opengms.planning.statistics.Interval;
import org.opengms.planning.statistics.TurnaroundHistogram;

/// What training budgets deliver: each budget's staff in each drawn world, simulated on the same
/// patients.
///
/// @param plan its id
/// @param scenario its id
/// @param seed of all chance
/// @param replications drawn worlds, each with patients of its own
/// @param budgets in the order asked
/// @param differences of each later budget to the first
public record BudgetComparison(
        String plan,
        String scenario,
        long seed,
        int replications,
        List<Budget> budgets,
        List<Difference> differences) {
    private static final double CONFIDENCE = 0.95;
    private static final double QUARTER_YEARS = PostFlow.YEARS;

    public BudgetComparison {
        budgets = List.copyOf(budgets);
        differences = List.copyOf(differences);
    }

    /// How to compare.
    ///
    /// @param seed of all chance
    /// @param replications at least 2
    /// @param threads at once
    /// @param limits at which a replication is given up
    public record Options(long seed, int replications, int threads, SimulationLimits limits) {
        public Options {
            if (replications < 2 || replications > 100_000) {
                throw Refused.because(
                        "OGMS-8853 There are to be %s replications. Take 2 to 100000: an interval needs two",
                        replications);
            }
        }
    }

    /// A budget.
    ///
    /// @param budgetPencePerYear for training places
    /// @param forecast of its people
    /// @param outcome of the service with them
    public record Budget(long budgetPencePerYear, WorkforceForecast forecast, Outcome outcome) {}

    /// What a service delivers over some quarters, with the 95 percent interval of a mean over
    /// replications.
    ///
    /// @param onTimeShare reports on time over reports issued and those due and not issued
    /// @param meanDays from receipt to the issue of the report, of those issued; absent if fewer
    ///   than two replications were simulated to their end
    /// @param genomesPerYear whole-genome cases reported a year
    public record Delivered(
            Interval onTimeShare, Optional<Interval> meanDays, Interval genomesPerYear) {}

    /// What a service delivers with the people there are.
    ///
    /// @param allQuarters after the ramp
    /// @param lastYear the last four of these: teaching takes time at once and gives it back later
    /// @param overdueAtEnd cases not reported within their target at the end
    /// @param givenUp replications that were not simulated to their end: what they did not reach
    ///   counts as not delivered
    /// @param quarters means over replications
    public record Outcome(
            Delivered allQuarters,
            Delivered lastYear,
            Interval overdueAtEnd,
            int givenUp,
            List<QuarterOutcome> quarters) {
        public Outcome {
            quarters = List.copyOf(quarters);
        }
    }

    /// A quarter.
    ///
    /// @param quarter from 1
    /// @param onTimeShare of all classes
    /// @param genomes whole-genome cases reported
    /// @param overdue cases at its end
    public record QuarterOutcome(int quarter, double onTimeShare, double genomes, double overdue) {}

    /// A budget less another, in the same worlds and on the same patients.
    ///
    /// @param budgetPencePerYear the budget
    /// @param thanPencePerYear the other
    /// @param allQuarters differences after the ramp
    /// @param lastYear differences in the last four quarters
    /// @param overdueAtEnd difference
    public record Difference(
            long budgetPencePerYear,
            long thanPencePerYear,
            Delivered allQuarters,
            Delivered lastYear,
            Interval overdueAtEnd) {}

    /// Compares.
    ///
    /// @param scenario what the plan goes with; simulated for as long as the plan lasts
    /// @param budgetsPencePerYear at least one, none twice
    /// @param progress told after each replication, of all budgets
    /// @throws IllegalArgumentException if the plan does not go with the scenario, or a number is
    ///   none
    public static BudgetComparison of(
            ServiceScenario scenario,
            WorkforcePlan plan,
            List<Long> budgetsPencePerYear,
            Options options,
            Replications.Progress progress) {
        return of(
                scenario,
                plan,
                budgetsPencePerYear,
                options,
                progress,
                _ -> List.of(),
                () -> false);
    }

    /// Compares, while something else is changed in the network too, such as by a roll-out.
    ///
    /// @param meanwhile what is changed beside the plan, by the number of a replication; all
    ///   budgets see the same
    /// @param cancelled asked after each replication; `true` stops the others
    /// @throws java.util.concurrent.CancellationException if it was cancelled
    public static BudgetComparison of(
            ServiceScenario scenario,
            WorkforcePlan plan,
            List<Long> budgetsPencePerYear,
            Options options,
            Replications.Progress progress,
            IntFunction<List<DatedChange>> meanwhile,
            BooleanSupplier cancelled) {
        if (budgetsPencePerYear.isEmpty()
                || new HashSet<>(budgetsPencePerYear).size() != budgetsPencePerYear.size()) {
            throw Refused.because(
                    "OGMS-8853 The budgets are %s. Give at least one, and none twice",
                    budgetsPencePerYear.stream().map(b -> "£" + b / 100).toList());
        }
        List<BudgetAllocation> allocations =
                budgetsPencePerYear.stream()
                        .map(b -> BudgetAllocation.of(plan, scenario, b))
                        .toList();
        ServiceScenario longer = scenario.withQuarters(plan.quarters(), plan.rampQuarters());
        Set<String> genomes = genomeClasses(scenario);
        List<List<Run>> runs =
                new Replications(options.threads(), progress, cancelled)
                        .run(
                                0,
                                options.replications(),
                                r -> {
                                    ReplicationDraw draw = ReplicationDraw.of(options.seed(), r);
                                    List<DatedChange> beside = meanwhile.apply(r);
                                    List<Run> each = new ArrayList<>();
                                    for (BudgetAllocation allocation : allocations) {
                                        each.add(
                                                run(
                                                        longer,
                                                        plan,
                                                        allocation,
                                                        beside,
                                                        draw,
                                                        options.limits(),
                                                        genomes));
                                    }
                                    return each;
                                });
        List<Budget> budgets = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (int b = 0; b < allocations.size(); b++) {
            int budget = b;
            List<Run> own = runs.stream().map(r -> r.get(budget)).toList();
            budgets.add(
                    new Budget(
                            budgetsPencePerYear.get(b),
                            WorkforceForecast.of(
                                    plan,
                                    scenario,
                                    allocations.get(b),
                                    options.seed(),
                                    own.stream().map(Run::world).toList()),
                            outcome(own)));
            if (b > 0) {
                List<Run> first = runs.stream().map(List::getFirst).toList();
                differences.add(
                        new Difference(
                                budgetsPencePerYear.get(b),
                                budgetsPencePerYear.getFirst(),
                                difference(own, first, Run::allQuarters),
                                difference(own, first, Run::lastYear),
                                Interval.ofMean(
                                        values(own, first, Run::overdueAtEnd), CONFIDENCE)));
            }
        }
        return new BudgetComparison(
                plan.id(),
                scenario.id(),
                options.seed(),
                options.replications(),
                budgets,
                differences);
    }

    /// The classes all of whose tests are whole genomes.
    private static Set<String> genomeClasses(ServiceScenario scenario) {
        Map<String, Boolean> all = new TreeMap<>();
        for (GenomicTest test : scenario.tests()) {
            all.merge(test.reportingClass(), isGenome(test.method()), Boolean::logicalAnd);
        }
        Set<String> genomes = new HashSet<>();
        all.forEach((name, every) -> {
            if (every) {
                genomes.add(name);
            }
        });
        return genomes;
    }

    private static boolean isGenome(Method method) {
        return switch (method) {
            case WGS_SINGLETON, WGS_TRIO, WGS_CANCER -> true;
            case EXOME, LARGE_PANEL, CANCER_PANEL, MICROARRAY, SINGLE_GENE, CYTOGENETICS -> false;
        };
    }

    /// Some quarters of a run.
    ///
    /// @param meanDays not a number if nothing was reported, or the replication was given up
    private record Window(double onTimeShare, double meanDays, double genomesPerYear) {}

    /// A budget in a world.
    private record Run(
            WorkforceForecast.World world,
            Window allQuarters,
            Window lastYear,
            double overdueAtEnd,
            boolean givenUp,
            List<QuarterOutcome> quarters) {}

    private static Run run(
            ServiceScenario scenario,
            WorkforcePlan plan,
            BudgetAllocation allocation,
            List<DatedChange> beside,
            ReplicationDraw draw,
            SimulationLimits limits,
            Set<String> genomeClasses) {
        WorkforceForecast.World world =
                WorkforceForecast.World.of(plan, scenario, allocation.starts(plan), draw);
        List<DatedChange> changes = new ArrayList<>(PlanChanges.of(plan, world.staff(), draw));
        changes.addAll(beside);
        NetworkOutcome outcome =
                NetworkSimulation.run(
                        scenario, changes, draw, NetworkSimulation.Screen.SIMULATE_ALL, limits);
        double[] onTime = new double[plan.quarters()];
        double[] genomes = new double[plan.quarters()];
        double[] overdue = new double[plan.quarters()];
        for (NetworkOutcome.Quarter quarter : outcome.quarters()) {
            int q = quarter.quarter();
            long due = 0;
            long met = 0;
            for (NetworkOutcome.TurnaroundClass c : quarter.classes()) {
                due += c.finished() + c.overdue();
                met += c.onTime();
                overdue[q] += c.overdue();
                genomes[q] += isOf(genomeClasses, c) ? c.finished() : 0;
            }
            onTime[q] = due == 0 ? 1 : (double) met / due;
        }
        return new Run(
                world,
                window(outcome, plan.rampQuarters(), plan.quarters(), genomeClasses),
                window(
                        outcome,
                        Math.max(plan.rampQuarters(), plan.quarters() - 4),
                        plan.quarters(),
                        genomeClasses),
                overdue[Math.max(0, outcome.quarters().size() - 1)],
                outcome.notDeliverable().isPresent(),
                IntStream.range(0, plan.quarters())
                        .mapToObj(q -> new QuarterOutcome(q + 1, onTime[q], genomes[q], overdue[q]))
                        .toList());
    }

    private static boolean isOf(Set<String> classes, NetworkOutcome.TurnaroundClass c) {
        return classes.contains(c.name().substring(0, c.name().indexOf('/')));
    }

    private static Window window(
            NetworkOutcome outcome, int from, int until, Set<String> genomeClasses) {
        TurnaroundHistogram days = new TurnaroundHistogram();
        long due = 0;
        long met = 0;
        long genomes = 0;
        for (NetworkOutcome.Quarter quarter : outcome.quarters()) {
            if (quarter.quarter() >= from && quarter.quarter() < until) {
                for (NetworkOutcome.TurnaroundClass c : quarter.classes()) {
                    due += c.finished() + c.overdue();
                    met += c.onTime();
                    genomes += isOf(genomeClasses, c) ? c.finished() : 0;
                    days.add(c.turnaround());
                }
            }
        }
        return new Window(
                due == 0 ? 0 : (double) met / due,
                outcome.notDeliverable().isPresent() ? Double.NaN : days.meanHours() / 24,
                genomes / ((until - from) * QUARTER_YEARS));
    }

    private static Outcome outcome(List<Run> runs) {
        int quarters = runs.getFirst().quarters().size();
        List<QuarterOutcome> byQuarter = new ArrayList<>();
        for (int quarter = 0; quarter < quarters; quarter++) {
            int q = quarter;
            byQuarter.add(
                    new QuarterOutcome(
                            q + 1,
                            mean(runs, r -> r.quarters().get(q).onTimeShare()),
                            mean(runs, r -> r.quarters().get(q).genomes()),
                            mean(runs, r -> r.quarters().get(q).overdue())));
        }
        return new Outcome(
                delivered(runs, Run::allQuarters),
                delivered(runs, Run::lastYear),
                possible(
                        Interval.ofMean(
                                runs.stream().mapToDouble(Run::overdueAtEnd).toArray(), CONFIDENCE),
                        Double.POSITIVE_INFINITY),
                (int) runs.stream().filter(Run::givenUp).count(),
                byQuarter);
    }

    private static Delivered delivered(List<Run> runs, Function<Run, Window> of) {
        List<Window> windows = runs.stream().map(of).toList();
        return new Delivered(
                possible(
                        Interval.ofMean(
                                windows.stream().mapToDouble(Window::onTimeShare).toArray(),
                                CONFIDENCE),
                        1),
                interval(windows.stream().mapToDouble(Window::meanDays).toArray())
                        .map(i -> possible(i, Double.POSITIVE_INFINITY)),
                possible(
                        Interval.ofMean(
                                windows.stream().mapToDouble(Window::genomesPerYear).toArray(),
                                CONFIDENCE),
                        Double.POSITIVE_INFINITY));
    }

    /// An interval without what cannot be: below 0, above the most.
    private static Interval possible(Interval interval, double most) {
        return new Interval(
                interval.estimate(),
                Math.max(0, interval.lower()),
                Math.min(most, interval.upper()),
                interval.confidence());
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> of) {
        return runs.stream().mapToDouble(of).sum() / runs.size();
    }

    private static double[] values(List<Run> own, List<Run> other, ToDoubleFunction<Run> of) {
        return IntStream.range(0, own.size())
                .mapToDouble(i -> of.applyAsDouble(own.get(i)) - of.applyAsDouble(other.get(i)))
                .toArray();
    }

    private static Delivered difference(List<Run> own, List<Run> other, Function<Run, Window> of) {
        return new Delivered(
                Interval.ofMean(values(own, other, r -> of.apply(r).onTimeShare()), CONFIDENCE),
                interval(values(own, other, r -> of.apply(r).meanDays())),
                Interval.ofMean(values(own, other, r -> of.apply(r).genomesPerYear()), CONFIDENCE));
    }

    /// Of the values that are numbers.
    private static Optional<Interval> interval(double[] values) {
        double[] numbers = Arrays.stream(values).filter(Double::isFinite).toArray();
        return numbers.length < 2
                ? Optional.empty()
                : Optional.of(Interval.ofMean(numbers, CONFIDENCE));
    }

    /// Writes the whole result (`summary.json`), its tables (`places.csv`, `wte.csv`,
    /// `coverage.csv`, `courses.csv`, `cost.csv`, `outcomes.csv`, `differences.csv`,
    /// `quarters.csv`) and plots (`at-work.svg`, `on-time.svg`, `genomes.svg`, `courses.svg`). They
    /// depend on scenario, plan, budgets, seed and count alone.
    ///
    /// @param folder made if it is not there; files of these names are replaced
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void write(Path folder) {
        new ComparisonFiles(this).write(folder);
    }

    /// The whole result as JSON.
    public String json() {
        return ComparisonFiles.json(this);
    }
}
