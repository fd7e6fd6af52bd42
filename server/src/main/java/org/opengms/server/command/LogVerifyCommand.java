package org.opengms.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.Fault;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms log verify`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Verify a whole log (any in the C2SP tiles form), or one proof from it, from files alone.",
        footer = {
            "",
            "Example:",
            "  opengms log verify --log data/log --checkpoint mine.checkpoint \\",
            "      --key log.example.org+1a2b3c4d+AbCd... --key witness.example.org+5e6f7a8b+BeFg...",
            "  opengms log verify --proof 41.tlog-proof --record 41.record --key log.example.org+...",
            "",
            "One --key is the log's; every further one must have signed too. With --checkpoint the",
            "log must continue what it once signed elsewhere.",
            "Ends with 0 only if every entry, tile, checkpoint and signature holds; with 1 at the",
            "first that does not, and names it. tools/LogVerifier.java does the same without this",
            "program."
        })
final class LogVerifyCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what = new What();

    /// A log or a proof.
    static final class What {
        @Option(
                names = "--log",
                paramLabel = "DIR",
                description = "Folder with checkpoint and tile/")
        private @Nullable Path log;

        @Option(names = "--proof", paramLabel = "FILE", description = "A proof (.tlog-proof)")
        private @Nullable Path proof;
    }

    @Option(
            names = "--key",
            required = true,
            paramLabel = "VKEY",
            description = "The log's verifier key, or that of a witness who must have signed")
    private List<String> keys = List.of();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint of the log that somebody kept; may be repeated")
    private List<Path> checkpoints = List.of();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "With --proof: the record, with its salt, that the entry must be about")
    private @Nullable Path record;

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    /// What is printed for programs.
    ///
    /// @param holds whether everything does
    /// @param origin of the log
    /// @param size entries of its latest checkpoint
    /// @param root of it, base64
    /// @param entriesVerified before the end or the first fault
    /// @param persons whose numbers have no gap
    /// @param pending promised in the journal, if there is one, and not in the checkpoint yet
    /// @param fault the first thing that is wrong
    record Result(
            boolean holds,
            Optional<String> origin,
            OptionalLong size,
            Optional<String> root,
            long entriesVerified,
            long persons,
            long pending,
            Optional<Told> fault) {}

    /// A fault for programs.
    record Told(String code, String kind, String file, OptionalLong index, String why) {
        static Told of(Fault fault) {
            return new Told(
                    fault.kind().code(),
                    fault.kind().name(),
                    fault.file(),
                    fault.index(),
                    fault.why());
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        TrustedKeys trusted = new TrustedKeys(keys.stream().map(VerifierKey::parse).toList());
        Path log = what.log;
        Result result =
                log != null
                        ? whole(log, trusted)
                        : one(Objects.requireNonNull(what.proof), trusted);
        if (json) {
            MachineOutput.print(out, result);
        } else {
            write(out, result);
        }
        return result.holds() ? 0 : 1;
    }

    private Result whole(Path log, TrustedKeys trusted) {
        if (!Files.isDirectory(log)) {
            throw new CommandProblem(
                    "OGMS-7095 There is no folder %s. --log names the folder with checkpoint and tile/."
                            .formatted(log));
        }
        LogVerification.Outcome outcome;
        try (ProgressLine progress =
                new ProgressLine(Objects.requireNonNull(spec).commandLine().getErr())) {
            outcome =
                    new LogVerification(
                                    log,
                                    trusted,
                                    checkpoints,
                                    (done, all) -> progress.at("Verifying", done, all))
                            .run();
        }
        return new Result(
                outcome.holds(),
                outcome.origin(),
                outcome.size(),
                outcome.root(),
                outcome.entriesVerified(),
                outcome.persons(),
                outcome.size().isPresent() ? AppendLog.pending(log, outcome.size().getAsLong()) : 0,
                outcome.fault().map(Told::of));
    }

    private Result one(Path file, TrustedKeys trusted) {
        InclusionProof proof = InclusionProof.parse(read(file));
        Optional<SaltedRecord> about =
                Optional.ofNullable(record).map(path -> SaltedRecord.parse(read(path)));
        Optional<Fault> fault = proof.fault(trusted, about);
        return new Result(
                fault.isEmpty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                fault.isEmpty() ? 1 : 0,
                0,
                0,
                fault.map(Told::of));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7096 %s cannot be read. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }

    private void write(PrintWriter out, Result result) {
        if (result.fault().isPresent()) {
            Told fault = result.fault().get();
            String index = fault.index().isPresent() ? ", entry " + fault.index().getAsLong() : "";
            out.printf(
                    "DOES NOT HOLD%n%s %s%s: %s%n", fault.code(), fault.file(), index, fault.why());
            out.printf("%,d entries before it were verified.%n", result.entriesVerified());
        } else if (what.log == null) {
            out.printf("The proof holds%s.%n", record == null ? "" : ", and is about this record");
        } else {
            out.printf(
                    "%s holds: %,d entries, %d signatures on each of %d checkpoints.%n",
                    result.origin().orElse(""),
                    result.entriesVerified(),
                    keys.size(),
                    1 + checkpoints.size());
            if (result.persons() > 0) {
                out.printf("The entries of %,d persons have no gap.%n", result.persons());
            }
        }
        if (result.pending() > 0) {
            out.printf(
                    "%,d records are promised in the journal and wait for the next checkpoint.%n",
                    result.pending());
        }
        out.flush();
    }
}
