package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.report.Difference;
import org.opengms.evaluation.run.ExactFindings;
import org.opengms.evaluation.run.PublishedFindings;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opengms evaluate diff`.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Say what one protocol finds otherwise in one snapshot than in another. Both pass disclosure control first.",
        footer = {"", "Example:", "  opengms evaluate diff service-2026-07-01 service-2026-10-01"})
final class EvaluateDiffCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A snapshot")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another")
    private Path after = Path.of("");

    @Option(
            names = "--protocol",
            paramLabel = "FILE",
            description = "A protocol in JSON; without it the one that comes with the program")
    private @Nullable Path protocol;

    @Option(names = "--json", description = "Print the differences as JSON")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Protocol asked = protocol == null ? Protocol.standard() : Protocol.read(protocol);
        Difference difference =
                Difference.of(
                        findings(asked, before, spec.commandLine().getErr()),
                        findings(asked, after, spec.commandLine().getErr()));
        if (json) {
            MachineOutput.print(out, difference);
            return 0;
        }
        out.printf(
                "%,d findings are the same, %,d differ, %,d of them by more than their limits.%n",
                difference.same(),
                difference.changes().size(),
                difference.changes().stream().filter(Difference.Change::apart).count());
        for (Difference.Change change : difference.changes()) {
            out.printf(
                    "%s %s, %s: %s -> %s%n",
                    change.apart() ? "!" : " ",
                    change.estimand(),
                    change.stratum(),
                    words(change.before()),
                    words(change.after()));
        }
        out.flush();
        return 0;
    }

    private static PublishedFindings findings(Protocol asked, Path path, PrintWriter errors) {
        Snapshot snapshot = SnapshotFiles.read(path);
        EvaluateRunCommand.tell(snapshot, errors);
        return ExactFindings.of(asked, snapshot).publish();
    }

    private static String words(Optional<Result> result) {
        return result.map(r ->
                        switch (r) {
                            case Result.Identified(var i, var _) ->
                                    "%.3g (%.3g to %.3g)"
                                            .formatted(i.estimate(), i.lower(), i.upper());
                            case Result.NotIdentified(var _, var l) ->
                                    "between %.3g and %.3g".formatted(l.lower(), l.upper());
                            case Result.NotEstimable _ -> "cannot be said";
                            case Result.NotShown _ -> "not shown";
                        })
                .orElse("not there");
    }
}
