package org.opengms.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.network.ScenarioSimulation;
import org.opengms.planning.network.SimulationSummary;
import org.opengms.planning.simulation.SimulationLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms plan simulate`.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Simulate a service: turnaround, backlog and utilisation, with what is uncertain drawn.",
        footer = {
            "",
            "Example:",
            "  opengms plan simulate national-today --reps 20 --out results",
            "",
            "SCENARIO is a file (JSON or YAML, docs/spec/planning-scenario.md) or one of",
            "national-2018, national-today, regional-example."
        })
final class PlanSimulateCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private final ScenarioOptions common = new ScenarioOptions();

    @Option(
            names = "--reps",
            paramLabel = "N",
            description = "Replications (default: ${DEFAULT-VALUE})")
    private int replications = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Of all chance (default: 1)")
    private long seed = 1;

    @Option(
            names = "--at-value",
            description = "Take every uncertain quantity at its value instead of drawing it")
    private boolean atValue;

    @Option(
            names = "--max-in-progress",
            paramLabel = "N",
            description = "Give a replication up beyond so many open journeys (default: 2,000,000)")
    private int mostInProgress = SimulationLimits.STANDARD.maximumInProgress();

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        ScenarioSimulation.Options options =
                new ScenarioSimulation.Options(
                        seed,
                        replications,
                        common.threads(),
                        atValue
                                ? ScenarioSimulation.Quantities.AT_VALUE
                                : ScenarioSimulation.Quantities.DRAWN,
                        new SimulationLimits(
                                SimulationLimits.STANDARD.maximumEvents(), mostInProgress));
        ScenarioSimulation simulation;
        try (ProgressLine progress = new ProgressLine(known.commandLine().getErr())) {
            simulation =
                    ScenarioSimulation.run(
                            common.scenario(),
                            List.of(),
                            options,
                            (done, count) -> progress.at("Simulating", done, count));
        }
        common.out().ifPresent(simulation::write);
        PrintWriter words = known.commandLine().getOut();
        if (common.json()) {
            words.println(simulation.json());
        } else {
            write(words, simulation);
        }
        words.flush();
        return 0;
    }

    private static void write(PrintWriter out, ScenarioSimulation simulation) {
        SimulationSummary summary = simulation.summary();
        out.printf(
                Locale.ROOT,
                "%s: %,d journeys in %d replications, %,.0f journeys a second and core%n",
                summary.scenario(),
                summary.journeys(),
                summary.replications(),
                simulation.journeysPerSecondPerCore());
        summary.notDeliverable()
                .ifPresent(given -> {
                    out.printf(
                            "Not deliverable: %d replications were given up. %s%n",
                            given.replications(), given.reason());
                    given.bindings().forEach(b -> out.printf("  %s%n", b));
                });
        out.printf(
                "%-28s %10s %10s %10s %10s%n",
                "class", "reported", "p50, days", "p90, days", "p95, days");
        for (SimulationSummary.Turnaround row : summary.turnaround()) {
            out.printf(
                    Locale.ROOT,
                    "%-28s %,10d %10s %10s %10s%n",
                    row.name(),
                    row.reported(),
                    days(row.p50Days()),
                    days(row.p90Days()),
                    days(row.p95Days()));
        }
        out.printf(
                Locale.ROOT,
                "Every service level holds in every quarter in %.1f %% of replications%n",
                100 * summary.allLevelsHold());
    }

    private static String days(Optional<SimulationSummary.Estimate> estimate) {
        return estimate.map(e -> String.format(Locale.ROOT, "%.1f", e.estimate())).orElse("-");
    }
}
