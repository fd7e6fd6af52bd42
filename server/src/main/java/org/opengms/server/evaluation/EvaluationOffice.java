package org.opengms.server.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.opengms.consent.ConsentStatement;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.protocol.ProtocolStanding.Registration;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotDescription;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import org.opengms.transparency.merkle.Hash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evaluates the service: once a quarter by itself, or when an operator asks.
///
/// A snapshot and its report are written beside their place, forced to disk and renamed; then the
/// evaluation is published in one transaction with the record that waits for the log. What a server
/// that died left unpublished is no evaluation, and is written anew.
public final class EvaluationOffice {
    /// Orders of so many years before the snapshot are evaluated.
    private static final int YEARS = 5;

    private static final String SNAPSHOT = "snapshot";
    private static final String REPORT = "report";

    /// The list of a report's files, with the SHA-256 of each, as `sha256sum -c` reads it.
    public static final String LIST = "SHA256SUMS";

    /// What the report's tables are, as a Frictionless Data Package.
    public static final String TABLES = "datapackage.json";

    /// The report to print.
    public static final String PRINT = "report.pdf";

    /// The report as a part of a page.
    public static final String PAGE = "part.html";

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationOffice.class);

    /// Where snapshots come from.
    @FunctionalInterface
    public interface Source {
        /// Takes a snapshot of how everything stands now.
        ///
        /// @param description whose day is today
        /// @param salt drawn at random, and forgotten: the order of pseudonyms comes from it
        Snapshot take(SnapshotDescription description, String salt);
    }

    /// Runs a protocol over a snapshot and writes the report.
    @FunctionalInterface
    public interface Engine {
        /// @param registered under which hash the protocol is registered, and since when
        /// @param report folder that is there and empty
        void run(Snapshot snapshot, Protocol protocol, Registration registered, Path report);
    }

    private final Path folder;
    private final Protocol protocol;
    private final Source snapshots;
    private final EvaluationStore evaluations;
    private final Engine engine;
    private final EvaluationSeal seal;
    private final SecureRandom random;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();

    /// @param folder of all evaluations
    /// @param protocol by which this service is evaluated; registered now
    public EvaluationOffice(
            Path folder,
            Protocol protocol,
            Source snapshots,
            EvaluationStore evaluations,
            Engine engine,
            EvaluationSeal seal,
            SecureRandom random,
            Clock clock) {
        this.folder = folder;
        this.protocol = protocol;
        this.snapshots = snapshots;
        this.evaluations = evaluations;
        this.engine = engine;
        this.seal = seal;
        this.random = random;
        this.clock = clock;
    }

    /// Registers the protocol, so that it can be seen to have been there before the data.
    public Registration register() {
        LoggedProtocol kept =
                evaluations.register(protocol.version(), protocol.hash(), protocol.text());
        return new Registration(
                kept.hash(),
                ConsentStatement.day(kept.registeredAt()),
                Optional.of(
                        "The registration is record %s in the transparency log %s. The service hands out the record and the proof that the log has it at /evaluation/protocols/%s."
                                .formatted(kept.record(), seal.origin(), kept.version())));
    }

    /// By which the service is evaluated.
    public Protocol protocol() {
        return protocol;
    }

    /// All protocols that were ever registered, the last first; with those that the service was
    /// started with under the same version.
    public List<LoggedProtocol> protocols() {
        return evaluations.protocols();
    }

    /// The protocols of a version, the registered one first.
    public List<LoggedProtocol> protocols(String version) {
        return evaluations.protocols(version);
    }

    /// Evaluates if this quarter was not yet evaluated.
    public void quarterly() {
        LocalDate today = today();
        LocalDate quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
        boolean done =
                evaluations.all().stream()
                        .findFirst()
                        .filter(newest -> !newest.snapshotDay().isBefore(quarter))
                        .isPresent();
        if (!done) {
            evaluate();
        }
    }

    /// Evaluates if an operator asked, and notes what came of it.
    public void asked() {
        if (!evaluations.begin()) {
            return;
        }
        Optional<String> problem = Optional.empty();
        try {
            if (evaluate().isEmpty()) {
                problem =
                        Optional.of("There is an evaluation of today already. Ask again tomorrow.");
            }
        } catch (RuntimeException failed) {
            LOG.error("OGMS-9161 An evaluation failed", failed);
            problem = Optional.of("It failed; the server's log says why (OGMS-9161).");
        }
        evaluations.end(problem);
    }

    /// Takes a snapshot, evaluates it, and publishes.
    ///
    /// @return what was published; empty if there is an evaluation of today
    public Optional<PublishedEvaluation> evaluate() {
        running.lock();
        try {
            LocalDate today = today();
            if (evaluations.all().stream().anyMatch(e -> e.snapshotDay().equals(today))) {
                return Optional.empty();
            }
            return Optional.of(publish(today));
        } finally {
            running.unlock();
        }
    }

    private LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    private PublishedEvaluation publish(LocalDate today) {
        Registration registered = register();
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        String name = "service-" + today;
        Snapshot snapshot =
                snapshots.take(
                        new SnapshotDescription(
                                name,
                                "All orders of the service as they stood on " + today,
                                today.minusYears(YEARS),
                                today,
                                "The service's own records",
                                "Drawn at random for this snapshot; how was not kept"),
                        HexFormat.of().formatHex(salt));
        Path part = folder.resolve(name + ".part");
        Path whole = folder.resolve(name);
        try {
            remove(part);
            // Written whole by a server that died before it could publish.
            remove(whole);
            Path report = Files.createDirectories(part.resolve(REPORT));
            SnapshotFiles.write(
                    snapshot,
                    Files.createDirectories(part.resolve(SNAPSHOT)),
                    SnapshotFiles.Packing.GZIP);
            engine.run(snapshot, protocol, registered, report);
            list(report);
            String reportHash = sha256(report.resolve(LIST));
            force(part);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
            int number = evaluations.next();
            PublishedEvaluation evaluation =
                    new PublishedEvaluation(
                            number,
                            name,
                            today,
                            snapshot.hash(),
                            protocol.version(),
                            reportHash,
                            name,
                            seal.sign(number, snapshot.hash(), protocol.hash(), reportHash)
                                    .toString(),
                            UUID.randomUUID(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS));
            evaluations.publish(evaluation, protocol.hash());
            return evaluation;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9162 The evaluation cannot be written in %s. See whether the disk is full or the folder may not be written."
                            .formatted(folder),
                    e);
        }
    }

    private static void list(Path report) throws IOException {
        StringBuilder list = new StringBuilder();
        try (Stream<Path> all = Files.walk(report)) {
            for (Path one : all.filter(Files::isRegularFile).sorted().toList()) {
                list.append(sha256(one))
                        .append("  ")
                        .append(report.relativize(one).toString())
                        .append('\n');
            }
        }
        Files.writeString(report.resolve(LIST), list);
    }

    private static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Hash.sha256(Files.readAllBytes(file)).bytes());
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static void force(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.toList()) {
                try (FileChannel channel = FileChannel.open(one, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    /// All evaluations, newest first.
    public List<PublishedEvaluation> all() {
        return evaluations.all();
    }

    /// One of them.
    public Optional<PublishedEvaluation> find(int number) {
        return evaluations.find(number);
    }

    /// Where a record of an evaluation or a protocol stands in the log, once it is there.
    public Optional<Long> entry(UUID record) {
        return evaluations.entry(record);
    }

    /// What an operator last asked for.
    public Optional<EvaluationStore.Request> lastRequest() {
        return evaluations.lastRequest();
    }

    /// Asks for an evaluation; it is made within minutes.
    ///
    /// @param by who asks
    public void request(String by) {
        evaluations.request(by);
    }

    /// Whom to believe that an evaluation is the service's.
    public String verifierKey() {
        return seal.verifier().toString();
    }

    /// A file of a report.
    ///
    /// @param name as the report's list has it
    /// @return its bytes; empty if the report has no such file
    public Optional<byte[]> file(PublishedEvaluation evaluation, String name) {
        Path report = folder.resolve(evaluation.folder()).resolve(REPORT);
        Path file = report.resolve(name).normalize();
        if (!file.startsWith(report) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9163 The file %s of evaluation %d cannot be read."
                            .formatted(name, evaluation.number()),
                    e);
        }
    }
}
