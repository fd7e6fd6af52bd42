package org.opengms.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.demo.DemoPlan;
import org.opengms.server.demo.DemoPlayer;
import org.opengms.server.demo.DemoProgress;
import org.opengms.server.demo.DemoSummary;

/// Wall time of the demonstration by phase, against a running `opengms serve` on a fresh data
/// directory.
public final class DemoPhases {
    private DemoPhases() {}

    /// @param arguments address, data directory, patients, seed
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int patients = arguments.length > 2 ? Integer.parseInt(arguments[2], 10) : 40;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3], 10) : 1;
        DemoSummary summary =
                DemoPlayer.play(
                        DemoPlan.of(
                                URI.create(arguments[0]),
                                Path.of(arguments[1]),
                                SyntheticRegion.of(seed),
                                patients,
                                Optional.empty(),
                                DemoProgress.SILENT));
        System.out.println("| phase | seconds |");
        System.out.println("|---|---|");
        summary.phaseSeconds()
                .forEach((phase, seconds) ->
                        System.out.printf(Locale.ROOT, "| %s | %.1f |%n", phase, seconds));
        System.out.printf(
                Locale.ROOT,
                "%d patients, %d reports signed, %d problems%n",
                summary.patients(),
                summary.reportsIssued(),
                summary.problems().size());
    }
}
