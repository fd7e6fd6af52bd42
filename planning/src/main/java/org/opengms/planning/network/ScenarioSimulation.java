package org.opengms.planning.network;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.opengms.planning.simulation.Replications;
import org.opengms.planning.simulation.SimulationLimits;

/// Simulates a scenario as often as wanted and sums it up: the engine of `opengms plan simulate`.
///
/// @param summary what came out
/// @param journeysPerSecondPerCore simulated for each second of processor time, all of a
///   replication counted; of this run on this machine
/// @param processorSeconds of all replications together
public record ScenarioSimulation(
        @JsonUnwrapped SimulationSummary summary,
        double journeysPerSecondPerCore,
        double processorSeconds) {

    /// What each replication takes uncertain quantities for.
    public enum Quantities {
        /// Each replication draws its own.
        DRAWN,
        /// Every replication takes the values.
        AT_VALUE
    }

    /// How to simulate.
    ///
    /// @param seed of the random numbers
    /// @param replications at least 1
    /// @param threads replications at once
    /// @param quantities drawn or not
    /// @param limits at which a replication is given up
    public record Options(
            long seed,
            int replications,
            int threads,
            Quantities quantities,
            SimulationLimits limits) {
        public Options {
            if (replications < 1 || replications > 1_000_000) {
                throw Refused.because(
                        "OGMS-6108 There are to be %s replications. Take 1 to 1000000",
                        replications);
            }
        }
    }

    /// Simulates.
    ///
    /// @param changes what a plan changes; none for the scenario as it stands
    /// @param progress told after each replication
    /// @throws IllegalArgumentException if a change names what the scenario does not have
    public static ScenarioSimulation run(
            ServiceScenario scenario,
            List<? extends DatedChange> changes,
            Options options,
            Replications.Progress progress) {
        AtomicLong processorNanos = new AtomicLong();
        List<NetworkOutcome> outcomes =
                new Replications(options.threads(), progress, () -> false)
                        .run(
                                0,
                                options.replications(),
                                replication -> {
                                    long before = processorNanos();
                                    NetworkOutcome outcome =
                                            NetworkSimulation.run(
                                                    scenario,
                                                    changes,
                                                    draw(options, replication),
                                                    NetworkSimulation.Screen.SIMULATE_ALL,
                                                    options.limits());
                                    processorNanos.addAndGet(processorNanos() - before);
                                    return outcome;
                                });
        SimulationSummary summary = new Summing(scenario, options, outcomes).summary();
        double seconds = processorNanos.get() / 1e9;
        return new ScenarioSimulation(
                summary, seconds == 0 ? 0 : summary.journeys() / seconds, seconds);
    }

    private static ReplicationDraw draw(Options options, int replication) {
        return switch (options.quantities()) {
            case DRAWN -> ReplicationDraw.of(options.seed(), replication);
            case AT_VALUE -> ReplicationDraw.fixed(options.seed(), replication);
        };
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// Writes the summary (`summary.json`), its tables (`turnaround.csv`, `quarters.csv`,
    /// `stations.csv`, `storage.csv`) and plots of them (`on-time.svg`, `backlog.svg`,
    /// `utilisation.svg`). The files depend on scenario, plan, seed, count and quantities alone.
    ///
    /// @param folder made if it is not there; files of these names are replaced
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void write(Path folder) {
        new SummaryFiles(summary).write(folder);
    }

    /// The summary with the speed of this run, as one JSON object.
    public String json() {
        return SummaryFiles.json(this);
    }
}
