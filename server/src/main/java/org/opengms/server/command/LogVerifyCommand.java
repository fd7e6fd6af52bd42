package org.opengms.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.PersonLabel;
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
            "  opengms log verify --log log --key log.example.org+... --label 3q2+7w... \\",
            "      --record mine/*.record",
            "",
            "With --label the entries of a person are listed, each with the record that was given for",
            "it: an entry without one is a use that the person has not been told. With --record each",
            "must be in the log, and under a given label.",
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
            names = "--label",
            paramLabel = "BASE64",
            description = "List the entries of this label: of one person; may be repeated")
    private List<String> labels = List.of();

    @Option(
            names = "--record",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Records, with their salts, that must be in the log; with --proof, the one that the entry must be about")
    private List<Path> records = List.of();

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
    /// @param entries of the labels that were asked for; none unless everything holds
    /// @param records where each record that was given is; none unless everything holds
    record Result(
            boolean holds,
            Optional<String> origin,
            OptionalLong size,
            Optional<String> root,
            long entriesVerified,
            long persons,
            long pending,
            Optional<Told> fault,
            List<LabelledEntry> entries,
            List<RecordPlace> records) {
        /// Whether everything holds and every record is where it must be.
        boolean isGood() {
            return holds && records.stream().allMatch(RecordPlace::isGood);
        }
    }

    /// An entry of a label that was asked for.
    ///
    /// @param record file that was given for it
    record LabelledEntry(
            String label, long index, long sequence, String hash, Optional<String> record) {}

    /// Where a record is.
    ///
    /// @param hash of the record
    /// @param index of its entry; empty if it is not in the log
    /// @param label of its entry
    /// @param ofGivenLabel whether that is one that was asked for; true if none was
    record RecordPlace(
            String file,
            String hash,
            OptionalLong index,
            Optional<String> label,
            boolean ofGivenLabel) {
        boolean isGood() {
            return index.isPresent() && ofGivenLabel;
        }
    }

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
        return result.isGood() ? 0 : 1;
    }

    private Result whole(Path log, TrustedKeys trusted) {
        if (!Files.isDirectory(log)) {
            throw new CommandProblem(
                    "OGMS-7095 There is no folder %s. --log names the folder with checkpoint and tile/."
                            .formatted(log));
        }
        Set<PersonLabel> asked =
                labels.stream()
                        .map(PersonLabel::parse)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Path, Hash> given = new LinkedHashMap<>();
        for (Path file : records) {
            given.put(file, SaltedRecord.parse(read(file)).hash());
        }
        Set<Hash> hashes = Set.copyOf(given.values());
        Map<Hash, Indexed> found = new HashMap<>();
        List<Indexed> ofLabels = new ArrayList<>();
        LogVerification.Outcome outcome;
        try (ProgressLine progress =
                new ProgressLine(Objects.requireNonNull(spec).commandLine().getErr())) {
            outcome =
                    new LogVerification(
                                    log,
                                    trusted,
                                    checkpoints,
                                    (done, all) -> progress.at("Verifying", done, all))
                            .run((index, entry) -> {
                                if (asked.contains(entry.label())) {
                                    ofLabels.add(new Indexed(index, entry));
                                }
                                if (hashes.contains(entry.record())) {
                                    found.putIfAbsent(entry.record(), new Indexed(index, entry));
                                }
                            });
        }
        return new Result(
                outcome.holds(),
                outcome.origin(),
                outcome.size(),
                outcome.root(),
                outcome.entriesVerified(),
                outcome.persons(),
                outcome.size().isPresent() ? AppendLog.pending(log, outcome.size().getAsLong()) : 0,
                outcome.fault().map(Told::of),
                outcome.holds() ? labelled(ofLabels, given) : List.of(),
                outcome.holds() ? places(given, found, asked) : List.of());
    }

    private record Indexed(long index, LogEntry entry) {}

    private static List<LabelledEntry> labelled(List<Indexed> entries, Map<Path, Hash> given) {
        Map<Hash, String> files = new HashMap<>();
        given.forEach((file, hash) -> files.putIfAbsent(hash, file.toString()));
        return entries.stream()
                .map(one ->
                        new LabelledEntry(
                                one.entry.label().toString(),
                                one.index,
                                one.entry.sequence(),
                                one.entry.record().toString(),
                                Optional.ofNullable(files.get(one.entry.record()))))
                .toList();
    }

    private static List<RecordPlace> places(
            Map<Path, Hash> given, Map<Hash, Indexed> found, Set<PersonLabel> asked) {
        List<RecordPlace> places = new ArrayList<>();
        given.forEach((file, hash) -> {
            Optional<Indexed> entry = Optional.ofNullable(found.get(hash));
            places.add(
                    new RecordPlace(
                            file.toString(),
                            hash.toString(),
                            entry.map(e -> OptionalLong.of(e.index)).orElse(OptionalLong.empty()),
                            entry.map(e -> e.entry.label().toString()),
                            asked.isEmpty()
                                    || entry.filter(e -> asked.contains(e.entry.label()))
                                            .isPresent()));
        });
        return places;
    }

    private Result one(Path file, TrustedKeys trusted) {
        if (!labels.isEmpty() || records.size() > 1) {
            throw new CommandProblem(
                    "OGMS-7099 A proof is about one entry: give one --record and no --label with --proof, or the whole log with --log.");
        }
        InclusionProof proof = InclusionProof.parse(read(file));
        Optional<SaltedRecord> about =
                records.stream().findFirst().map(path -> SaltedRecord.parse(read(path)));
        Optional<Fault> fault = proof.fault(trusted, about);
        return new Result(
                fault.isEmpty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                fault.isEmpty() ? 1 : 0,
                0,
                0,
                fault.map(Told::of),
                List.of(),
                List.of());
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
            out.printf(
                    "The proof holds%s.%n", records.isEmpty() ? "" : ", and is about this record");
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
        if (result.holds()) {
            writeEntries(out, result);
        }
        if (result.pending() > 0) {
            out.printf(
                    "%,d records are promised in the journal and wait for the next checkpoint.%n",
                    result.pending());
        }
        out.flush();
    }

    private void writeEntries(PrintWriter out, Result result) {
        for (String label : labels) {
            List<LabelledEntry> entries =
                    result.entries().stream().filter(e -> e.label().equals(label)).toList();
            out.printf("Label %s has %,d entries.%n", label, entries.size());
            for (LabelledEntry entry : entries) {
                out.printf(
                        "  entry %d, number %d, record %s%s%n",
                        entry.index(),
                        entry.sequence(),
                        entry.hash(),
                        records.isEmpty()
                                ? ""
                                : entry.record().map(file -> ": " + file).orElse(": NOT GIVEN"));
            }
        }
        for (RecordPlace place : result.records()) {
            if (place.index().isEmpty()) {
                out.printf("%s IS NOT IN THE LOG%n", place.file());
            } else if (!place.ofGivenLabel()) {
                out.printf(
                        "%s IS ENTRY %d, OF ANOTHER LABEL%n",
                        place.file(), place.index().getAsLong());
            } else {
                out.printf("%s is entry %d.%n", place.file(), place.index().getAsLong());
            }
        }
    }
}
