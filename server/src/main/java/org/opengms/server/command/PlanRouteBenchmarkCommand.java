package org.opengms.server.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.solver.SolverChoice;
import org.opengms.planning.trial.RouteBenchmark;
import org.opengms.planning.trial.TrialSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms plan route-benchmark`.
@Command(
        name = "route-benchmark",
        mixinStandardHelpOptions = true,
        description =
                "Compare routing policies on synthetic services of three years, against what a clairvoyant could reach.",
        footer = {
            "",
            "Example:",
            "  opengms plan route-benchmark --seeds 10",
            "  opengms plan route-benchmark --seeds 3 --yield-error 0.3 --json",
            "",
            "Flow cells fill and time out, samples travel, tests are repeated and cancelled,",
            "machines, staff and systems fail; --bare leaves all but the failures out."
        })
final class PlanRouteBenchmarkCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many services (default: ${DEFAULT-VALUE})")
    private int seeds = 10;

    @Option(
            names = "--first-seed",
            paramLabel = "S",
            description =
                    "Seed of the first; those from 900 on were used for tuning (default: ${DEFAULT-VALUE})")
    private long firstSeed = RouteBenchmark.FIRST_SEED;

    @Option(
            names = "--yield-error",
            paramLabel = "S",
            description =
                    "Add rows in which the yields that policies believe are wrong by lognormal errors of this deviation")
    private double yieldError;

    @Option(
            names = "--bare",
            description = "Leave batching, transfers, repeats and cancellations out")
    private boolean bare;

    @Option(names = "--json", description = "Print the table as JSON")
    private boolean json;

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        SolverChoice solver = SolverChoice.choose();
        solver.fallback().ifPresent(known.commandLine().getErr()::println);
        RouteBenchmark benchmark =
                new RouteBenchmark(
                        TrialSettings.threeYears(
                                bare ? TrialSettings.Features.BARE : TrialSettings.Features.REAL),
                        solver.solver());
        RouteBenchmark.Result result;
        try (ProgressLine progress = new ProgressLine(known.commandLine().getErr())) {
            result = benchmark.run(firstSeed, seeds, yieldError, words -> progress.at(words, 0, 0));
        }
        PrintWriter out = known.commandLine().getOut();
        if (json) {
            MachineOutput.print(out, result);
        } else {
            write(out, result);
        }
        return 0;
    }

    private static void write(PrintWriter out, RouteBenchmark.Result result) {
        out.printf(
                "%-30s %14s %14s %10s %22s%n",
                "policy", "value, % bound", "in target, %", "p95, days", "served, least to most");
        for (RouteBenchmark.PolicyResult row : result.policies()) {
            out.printf(
                    Locale.ROOT,
                    "%-30s %14.1f %14.1f %10.1f %14.3f - %.3f%n",
                    row.name(),
                    row.onTimeValuePercentOfBound(),
                    row.withinTargetPercent(),
                    row.p95TurnaroundDays(),
                    row.servedShareMin(),
                    row.servedShareMax());
        }
        out.printf(
                Locale.ROOT,
                "%d services; bound %.0f expected diagnoses on time; bound of the backlog broken %d times; one live decision %.0f microseconds (p99)%n",
                result.seeds(),
                result.bound(),
                result.boundViolations(),
                result.decisionMicrosP99());
        out.flush();
    }
}
