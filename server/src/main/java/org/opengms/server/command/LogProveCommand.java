package org.opengms.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.InclusionProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms log prove`.
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description =
                "Write a proof (C2SP tlog-proof) that an entry is in a log; it can be checked offline.",
        footer = {
            "",
            "Example:",
            "  opengms log prove --log data/log --index 41 --out 41.tlog-proof"
        })
final class LogProveCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "DIR",
            description = "Folder with checkpoint and tile/")
    private Path log = Path.of("");

    @Option(
            names = "--index",
            required = true,
            paramLabel = "N",
            description = "Which entry, from 0")
    private long index;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the proof goes (default: standard output)")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print what was proved as JSON; needs --out")
    private boolean json;

    /// What is printed for programs.
    record Result(long index, String origin, long size, String proof) {}

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path to = file;
        if (json && to == null) {
            throw new CommandProblem(
                    "OGMS-7097 --json needs --out: the proof is a file of its own.");
        }
        InclusionProof proof = InclusionProof.of(new TileLog(log), index);
        if (to == null) {
            out.print(new String(proof.file(), java.nio.charset.StandardCharsets.UTF_8));
            out.flush();
            return 0;
        }
        try {
            Files.write(to, proof.file());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7096 %s cannot be written. Check the path and its permissions."
                            .formatted(to),
                    e);
        }
        Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
        if (json) {
            MachineOutput.print(
                    out,
                    new Result(
                            index, checkpoint.origin().value(), checkpoint.size(), to.toString()));
        } else {
            out.printf(
                    "%s: entry %,d is in %s of %,d entries.%n",
                    to, index, checkpoint.origin(), checkpoint.size());
            out.flush();
        }
        return 0;
    }
}
