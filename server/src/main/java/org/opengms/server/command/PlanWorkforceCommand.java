package org.opengms.server.command;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.SimulationLimits;
import org.opengms.planning.statistics.Interval;
import org.opengms.planning.workforce.BudgetAllocation;
import org.opengms.planning.workforce.BudgetComparison;
import org.opengms.planning.workforce.WorkforcePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms plan workforce`.
@Command(
        name = "workforce",
        mixinStandardHelpOptions = true,
        description =
                "Forecast the workforce, and compare what training budgets deliver in turnaround and whole genomes.",
        footer = {
            "",
            "Example:",
            "  opengms plan workforce regional-example --budget 1000000 --budget 20000000 --out results",
            "",
            "SCENARIO and --plan are files (JSON or YAML, docs/spec/workforce-plan.md) or names of",
            "what is shipped. Later budgets are compared with the first, on the same patients."
        })
final class PlanWorkforceCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private final ScenarioOptions common = new ScenarioOptions();

    @Option(
            names = "--plan",
            paramLabel = "NAME|FILE",
            description = "The workforce plan (default: the one of the scenario's name)")
    private @Nullable String plan;

    @Option(
            names = "--budget",
            paramLabel = "POUNDS",
            description =
                    "For training places in each year; give several to compare (default: the plan's own)")
    private List<BigDecimal> budgets = new ArrayList<>();

    @Option(
            names = "--reps",
            paramLabel = "N",
            description = "Worlds drawn, at least 2 (default: ${DEFAULT-VALUE})")
    private int replications = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Of all chance (default: 1)")
    private long seed = 1;

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        ServiceScenario scenario = common.scenario();
        WorkforcePlan workforce = plan();
        List<Long> pence =
                budgets.isEmpty()
                        ? List.of(workforce.budgetPencePerYear())
                        : budgets.stream().map(PlanWorkforceCommand::pence).toList();
        BudgetComparison.Options options =
                new BudgetComparison.Options(
                        seed, replications, common.threads(), SimulationLimits.STANDARD);
        BudgetComparison comparison;
        try (ProgressLine progress = new ProgressLine(known.commandLine().getErr())) {
            comparison =
                    BudgetComparison.of(
                            scenario,
                            workforce,
                            pence,
                            options,
                            (done, count) -> progress.at("Simulating", done, count));
        }
        common.out().ifPresent(comparison::write);
        PrintWriter words = known.commandLine().getOut();
        if (common.json()) {
            words.print(comparison.json());
        } else {
            write(words, comparison);
        }
        words.flush();
        return 0;
    }

    private WorkforcePlan plan() {
        String name = plan != null ? plan : common.named();
        if (plan == null && !WorkforcePlan.NAMES.contains(name)) {
            throw new CommandProblem(
                    "OGMS-8855 --plan: scenario %s has no workforce plan of its name. Name a file, or one of %s."
                            .formatted(name, WorkforcePlan.NAMES));
        }
        Path file = Path.of(name);
        return plan != null && Files.isRegularFile(file)
                ? WorkforcePlan.read(file)
                : WorkforcePlan.named(name);
    }

    private static long pence(BigDecimal pounds) {
        try {
            return pounds.movePointRight(2).longValueExact();
        } catch (ArithmeticException notPence) {
            throw new CommandProblem(
                    "OGMS-8855 --budget: %s is no amount in pounds and pence.".formatted(pounds));
        }
    }

    private static void write(PrintWriter out, BudgetComparison comparison) {
        out.printf(
                "%s, workforce plan %s, %d worlds%n",
                comparison.scenario(), comparison.plan(), comparison.replications());
        out.printf(
                "%-16s %14s %8s %22s %22s %28s%n",
                "£ a year", "£ spent", "begin", "on time, %", "mean days", "whole genomes a year");
        for (BudgetComparison.Budget budget : comparison.budgets()) {
            BudgetAllocation allocation = budget.forecast().allocation();
            out.printf(
                    Locale.ROOT,
                    "%,-16d %,14d %8d %22s %22s %28s%n",
                    budget.budgetPencePerYear() / 100,
                    allocation.spentPencePerYear() / 100,
                    allocation.places().stream()
                            .mapToInt(BudgetAllocation.Places::begunInAll)
                            .sum(),
                    interval(budget.outcome().allQuarters().onTimeShare(), 100),
                    days(budget.outcome().allQuarters().meanDays()),
                    interval(budget.outcome().allQuarters().genomesPerYear(), 1));
            delivered(out, "  in the last year", budget.outcome().lastYear());
        }
        for (BudgetComparison.Difference difference : comparison.differences()) {
            out.printf(
                    Locale.ROOT,
                    "£%,d less £%,d, on the same patients:%n",
                    difference.budgetPencePerYear() / 100,
                    difference.thanPencePerYear() / 100);
            delivered(out, "  after the ramp", difference.allQuarters());
            delivered(out, "  in the last year", difference.lastYear());
        }
        BudgetComparison.Budget last = comparison.budgets().getLast();
        out.printf(Locale.ROOT, "What £%,d a year buys:%n", last.budgetPencePerYear() / 100);
        for (BudgetAllocation.Places places : last.forecast().allocation().places()) {
            out.printf(
                    "  %-40s %3d at once of %3d: %s%n",
                    places.pipeline(), places.atOnce(), places.ceiling(), places.reason());
        }
        alone(out, last);
    }

    /// Where a competence hangs on one person or none.
    private static void alone(PrintWriter out, BudgetComparison.Budget budget) {
        long few = budget.forecast().coverage().stream().filter(c -> c.holders() < 2).count();
        out.printf(
                "%d of %d competences at sites hang on one person or none today; coverage.csv has each quarter%n",
                few, budget.forecast().coverage().size());
    }

    private static void delivered(
            PrintWriter out, String when, BudgetComparison.Delivered delivered) {
        out.printf(
                "%-40s %22s %22s %28s%n",
                when,
                interval(delivered.onTimeShare(), 100),
                days(delivered.meanDays()),
                interval(delivered.genomesPerYear(), 1));
    }

    private static String days(Optional<Interval> days) {
        return days.map(d -> interval(d, 1)).orElse("-");
    }

    private static String interval(Interval interval, double factor) {
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f to %.1f)",
                interval.estimate() * factor,
                interval.lower() * factor,
                interval.upper() * factor);
    }
}
