package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import org.opengms.evaluation.synthetic.Scenario;
import org.opengms.evaluation.synthetic.SyntheticService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms evaluate example`.
@Command(
        name = "example",
        mixinStandardHelpOptions = true,
        description = "Write the snapshot of a made-up service, to try an evaluation on.",
        footer = {
            "",
            "Example:",
            "  opengms evaluate example --orders 20000 --missing NOT_AT_RANDOM --out snapshot"
        })
final class EvaluateExampleCommand implements Callable<Integer> {
    private static final int MOST = 5_000_000;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--orders", paramLabel = "N", description = "How many (${DEFAULT-VALUE})")
    private int orders = 20_000;

    @Option(names = "--seed", paramLabel = "S", description = "Of everything random (1)")
    private long seed = 1;

    @Option(
            names = "--missing",
            paramLabel = "HOW",
            description = "Why outcomes are missing: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Scenario.Missingness missing = Scenario.Missingness.NOT_AT_RANDOM;

    @Option(
            names = "--follow-up",
            paramLabel = "SHARE",
            description = "Share of those without an outcome that is followed up at random (0.1)")
    private double followUp = 0.1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the snapshot; made if it is not there")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        PrintWriter words = Objects.requireNonNull(spec).commandLine().getOut();
        if (orders < 1 || orders > MOST) {
            throw new CommandProblem(
                    "OGMS-9171 --orders is %d. Give 1 to %,d.".formatted(orders, MOST));
        }
        if (!(followUp >= 0 && followUp <= 1)) {
            throw new CommandProblem(
                    "OGMS-9172 --follow-up is %s. It is a share: give 0 to 1.".formatted(followUp));
        }
        Snapshot snapshot =
                SyntheticService.snapshot(
                        new Scenario(missing, 0.05, followUp, Scenario.RollOut.STEPPED),
                        orders,
                        seed);
        SnapshotFiles.write(snapshot, out, SnapshotFiles.Packing.GZIP);
        words.printf("%,d made-up orders written to %s.%n", snapshot.orders().size(), out);
        words.flush();
        return 0;
    }
}
