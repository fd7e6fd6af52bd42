package org.opengms.server.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.evaluation.deprivation.Deprivation;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.protocol.ProtocolStanding.Registration;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecords;
import org.opengms.server.persistence.JdbcEvaluations;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcSnapshots;
import org.opengms.server.persistence.OwnDatabase;
import org.opengms.testing.SettableClock;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.log.RecordReader;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.CanonicalJson;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.TrustedKeys;
import org.springframework.dao.DataAccessException;

/// What becomes of an evaluation, on a real PostgreSQL and a real transparency log. What it says is
/// tried elsewhere; here a short report stands in.
class EvaluationOfficeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String VERSION = Protocol.standard().version();
    private static final Origin ORIGIN = new Origin("log.example.org");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path shared;

    private static OwnDatabase database;

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T03:30:00Z"));
    private LogKeeper keeper;
    private JdbcEvaluations evaluations;
    private EvaluationOffice.Engine engine = EvaluationOfficeTest::write;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(shared.resolve("database")).migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.jdbc()
                .sql(
                        """
                        set session_replication_role = replica;
                        truncate evaluation, evaluation_protocol, evaluation_request, person, log_outbox,
                            log_entry, log_identity, log_finding cascade;
                        set session_replication_role = origin
                        """)
                .update();
        records = new LogRecords(LabelKey.generate(RANDOM));
        book = new JdbcLogBook(database.jdbc(), database.transactions());
        evaluations = new JdbcEvaluations(database.jdbc(), database.transactions(), book, records);
        key = SignerKey.generate(new KeyName(ORIGIN.value()), KeyKind.LOG, RANDOM);
        logKey = key.verifier();
        keeper = keeper();
        keeper.start();
    }

    private LogKeeper keeper() {
        return new LogKeeper(
                book,
                () ->
                        new LogKeeper.Open(
                                AppendLog.open(
                                        folders(),
                                        ORIGIN,
                                        key,
                                        new FileLockStore(folder.resolve("lock")),
                                        Cosigner.NOBODY,
                                        LogSettings.STANDARD),
                                new TileLog(folders().log()),
                                ORIGIN.value(),
                                key.verifier().toString()),
                records,
                RANDOM,
                clock);
    }

    private LogRecords records;
    private JdbcLogBook book;
    private SignerKey key;
    private VerifierKey logKey;

    @AfterEach
    void end() {
        keeper.close();
    }

    private void until(Instant then) {
        clock.pass(Duration.between(clock.instant(), then));
    }

    private LogFolders folders() {
        return new LogFolders(folder.resolve("log"), folder.resolve("records"));
    }

    private EvaluationOffice office() {
        return office(Protocol.standard());
    }

    private EvaluationOffice office(Protocol protocol) {
        return new EvaluationOffice(
                folder.resolve("evaluations"),
                protocol,
                new JdbcSnapshots(
                                database.jdbc(),
                                database.transactions(),
                                _ -> Optional.of("North"),
                                _ -> true,
                                _ -> new Deprivation.Unknown(Deprivation.Reason.NO_POSTCODE))
                        ::take,
                evaluations,
                (snapshot, ran, registered, report) ->
                        engine.run(snapshot, ran, registered, report),
                EvaluationSeal.in(folder.resolve("keys"), ORIGIN, RANDOM),
                RANDOM,
                clock);
    }

    /// A report that says what it was made of.
    private static void write(
            Snapshot snapshot, Protocol protocol, Registration registered, Path report) {
        try {
            Files.writeString(
                    report.resolve(EvaluationOffice.PAGE),
                    "<p>" + snapshot.orders().size() + "</p>");
            Files.writeString(
                    report.resolve(EvaluationOffice.LIST),
                    "{\"protocol\":\"" + registered.hash() + "\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Nested
    class WhatIsPublished {
        @Test
        void isSignedAndItsFilesAreThoseThatWereSigned() throws Exception {
            EvaluationOffice office = office();
            PublishedEvaluation published = office.evaluate().orElseThrow();
            assertEquals(1, published.number());
            byte[] list = office.file(published, EvaluationOffice.LIST).orElseThrow();
            assertEquals(sha256(list), published.reportHash());
            SignedNote seal = SignedNote.parse(published.seal());
            assertEquals(
                    SignedNote.Signed.TRULY,
                    seal.signedBy(VerifierKey.parse(office.verifierKey())));
            assertEquals(
                    "opengms.org/evaluation/v1\n1\n%s\n%s\n%s\n"
                            .formatted(
                                    published.snapshotHash(),
                                    Protocol.standard().hash(),
                                    published.reportHash()),
                    seal.text());
        }

        @Test
        void standsInTheLogWithAProofThatAnybodyCanCheck() {
            EvaluationOffice office = office();
            PublishedEvaluation published = office.evaluate().orElseThrow();
            assertTrue(keeper.await(Set.of(published.record()), Duration.ofSeconds(30)));
            EvaluationProof proof =
                    new EvaluationProof(
                            office, folders().log(), new RecordReader(folders().records()));
            SaltedRecord record =
                    SaltedRecord.parse(proof.record(published.record()).orElseThrow());
            String said = new String(record.json(), StandardCharsets.UTF_8);
            for (String part :
                    List.of(
                            "\"kind\":\"evaluation\"",
                            "\"number\":1",
                            "\"report\":\"" + published.reportHash() + "\"",
                            "\"snapshot\":\"" + published.snapshotHash() + "\"",
                            "\"protocol\":\"" + Protocol.standard().hash() + "\"")) {
                assertTrue(said.contains(part), said);
            }
            assertEquals(
                    Optional.empty(),
                    InclusionProof.parse(proof.proof(published.record()).orElseThrow())
                            .fault(new TrustedKeys(List.of(logKey)), Optional.of(record)));
        }

        @Test
        void isReadAgainAsItWasAndKeepsItsSnapshot() {
            EvaluationOffice office = office();
            PublishedEvaluation published = office.evaluate().orElseThrow();
            assertEquals(Optional.of(published), office.find(1));
            assertEquals(
                    published.snapshotHash(),
                    SnapshotFiles.read(
                                    folder.resolve("evaluations")
                                            .resolve(published.folder())
                                            .resolve("snapshot"))
                            .hash());
        }

        @Test
        void isNeitherChangedNorTakenAway() {
            office().evaluate();
            for (String change :
                    List.of(
                            "update evaluation set report_hash = repeat('0', 64)",
                            "delete from evaluation",
                            "truncate evaluation")) {
                assertThrows(DataAccessException.class, () -> database.jdbc().sql(change).update());
            }
        }

        @Test
        void handsOutFilesOfTheReportAlone() {
            EvaluationOffice office = office();
            PublishedEvaluation published = office.evaluate().orElseThrow();
            for (String elsewhere :
                    List.of(
                            "../snapshot/datapackage.json",
                            "../../keys/evaluation.key",
                            "/etc/hostname",
                            "missing.csv",
                            "")) {
                assertEquals(Optional.empty(), office.file(published, elsewhere), elsewhere);
            }
        }
    }

    @Nested
    class WhenIsEvaluated {
        @Test
        void onceInAQuarter() {
            EvaluationOffice office = office();
            office.quarterly();
            office.quarterly();
            until(Instant.parse("2026-12-31T23:59:00Z"));
            office.quarterly();
            assertEquals(1, office.all().size());
            until(Instant.parse("2027-01-01T03:30:00Z"));
            office.quarterly();
            assertEquals(
                    List.of("2027-01-01", "2026-11-20"),
                    office.all().stream().map(e -> e.snapshotDay().toString()).toList());
        }

        @Test
        void whenAnOperatorAsksAndOnceForAll() {
            EvaluationOffice office = office();
            office.asked();
            assertTrue(office.all().isEmpty());
            office.request("operator");
            office.request("another");
            assertTrue(office.lastRequest().orElseThrow().ended().isEmpty());
            office.asked();
            office.asked();
            assertEquals(1, office.all().size());
            assertTrue(office.lastRequest().orElseThrow().ended().isPresent());
            assertEquals(Optional.empty(), office.lastRequest().orElseThrow().problem());
        }

        @Test
        void notTwiceADayAndWhoAskedIsTold() {
            EvaluationOffice office = office();
            office.evaluate();
            office.request("operator");
            office.asked();
            assertEquals(1, office.all().size());
            assertEquals(
                    Optional.of("There is an evaluation of today already. Ask again tomorrow."),
                    office.lastRequest().orElseThrow().problem());
        }
    }

    @Nested
    class IfItFails {
        @Test
        void nothingIsPublishedAndTheNextTimeItIsMadeWhole() {
            EvaluationOffice office = office();
            engine =
                    (snapshot, protocol, registered, report) -> {
                        write(snapshot, protocol, registered, report);
                        throw new IllegalStateException("the disk is full");
                    };
            office.request("operator");
            office.asked();
            assertTrue(office.all().isEmpty());
            assertTrue(
                    office.lastRequest()
                            .orElseThrow()
                            .problem()
                            .orElseThrow()
                            .contains("OGMS-9161"));
            engine = EvaluationOfficeTest::write;
            assertTrue(office.evaluate().isPresent());
            assertFalse(
                    Files.exists(folder.resolve("evaluations").resolve("service-2026-11-20.part")));
        }

        @Test
        void whatAServerLeftThatDiedBeforePublishingIsWrittenAnew() throws IOException {
            Path left = folder.resolve("evaluations").resolve("service-2026-11-20");
            Files.createDirectories(left.resolve("report"));
            Files.writeString(left.resolve("report").resolve("stray.csv"), "x");
            EvaluationOffice office = office();
            PublishedEvaluation published = office.evaluate().orElseThrow();
            assertEquals(Optional.empty(), office.file(published, "stray.csv"));
        }
    }

    private static Protocol changed() {
        return Protocol.read(
                new ByteArrayInputStream(
                        Protocol.standard()
                                .text()
                                .replaceFirst(
                                        "\"confidence\"\\s*:\\s*0\\.95", "\"confidence\": 0.9")
                                .getBytes(StandardCharsets.UTF_8)),
                "changed");
    }

    @Nested
    class TheProtocol {
        private EvaluationProof proof(EvaluationOffice office) {
            return new EvaluationProof(
                    office, folders().log(), new RecordReader(folders().records()));
        }

        private String inTheLog(EvaluationOffice office, LoggedProtocol protocol) {
            assertTrue(keeper.await(Set.of(protocol.record()), Duration.ofSeconds(30)));
            SaltedRecord record =
                    SaltedRecord.parse(proof(office).record(protocol.record()).orElseThrow());
            assertEquals(
                    Optional.empty(),
                    InclusionProof.parse(proof(office).proof(protocol.record()).orElseThrow())
                            .fault(new TrustedKeys(List.of(logKey)), Optional.of(record)));
            return new String(record.json(), StandardCharsets.UTF_8);
        }

        @Test
        void standsInTheLogFromItsRegistrationOnWithAProofThatAnybodyCanCheck() throws Exception {
            EvaluationOffice office = office();
            Registration registration = office.register();
            LoggedProtocol logged = office.protocols(VERSION).getFirst();
            assertEquals(1, office.protocols().size());
            String said = inTheLog(office, logged);
            for (String part :
                    List.of(
                            "\"kind\":\"protocol\"",
                            "\"name\":\"" + VERSION + "\"",
                            "\"id\":\"" + logged.record() + "\"",
                            "\"protocol\":\"" + Protocol.standard().hash() + "\"")) {
                assertTrue(said.contains(part), said);
            }
            assertFalse(said.contains("insteadOf"), said);
            assertEquals(logged.hash(), sha256(CanonicalJson.of(logged.text())));
            String where = registration.proven().orElseThrow();
            assertTrue(where.contains(logged.record().toString()), where);
            assertTrue(where.contains(ORIGIN.value()), where);
            assertTrue(where.contains("/evaluation/protocols/" + VERSION), where);
        }

        @Test
        void isToldToTheLogOnceHoweverOftenTheServiceStarts() {
            office().register();
            LoggedProtocol first = office().protocols(VERSION).getFirst();
            until(Instant.parse("2027-06-01T00:00:00Z"));
            office().register();
            assertEquals(List.of(first), office().protocols());
        }

        @Test
        void changedUnderTheSameVersionIsToldToTheLogBesideTheRegisteredOne() {
            EvaluationOffice office = office();
            office.register();
            office(changed()).register();
            office(changed()).register();
            List<LoggedProtocol> protocols = office.protocols(VERSION);
            assertEquals(
                    List.of(Protocol.standard().hash(), changed().hash()),
                    protocols.stream().map(LoggedProtocol::hash).toList());
            assertEquals(
                    List.of(Optional.empty(), Optional.of(Protocol.standard().hash())),
                    protocols.stream().map(LoggedProtocol::insteadOf).toList());
            String said = inTheLog(office, protocols.getLast());
            assertTrue(
                    said.contains("\"protocol\":\"" + changed().hash() + "\"")
                            && said.contains(
                                    "\"insteadOf\":\"" + Protocol.standard().hash() + "\""),
                    said);
        }

        @Test
        void registeredBeforeTheLogWasToldOfProtocolsIsToldAtTheNextStart() {
            database.jdbc()
                    .sql(
                            "insert into evaluation_protocol (version, hash, protocol, registered_at) values (:version, :hash, :text, '2026-01-02T03:04:05Z')")
                    .param("version", VERSION)
                    .param("hash", Protocol.standard().hash())
                    .param("text", Protocol.standard().text())
                    .update();
            EvaluationOffice office = office();
            office.register();
            LoggedProtocol logged = office.protocols(VERSION).getFirst();
            assertEquals(Instant.parse("2026-01-02T03:04:05Z"), logged.registeredAt());
            assertTrue(logged.recordedAt().isAfter(logged.registeredAt()));
            assertTrue(inTheLog(office, logged).contains("\"at\":\"" + logged.recordedAt() + "\""));
        }

        /// The log took the record, and the server died before the database noted its place.
        @Test
        void isFoundInTheLogAgainAfterACrashBetweenLogAndPlace() throws InterruptedException {
            EvaluationOffice office = office();
            office.register();
            LoggedProtocol logged = office.protocols(VERSION).getFirst();
            inTheLog(office, logged);
            keeper.close();
            database.jdbc()
                    .sql(
                            """
                            set session_replication_role = replica;
                            truncate log_entry;
                            set session_replication_role = origin
                            """)
                    .update();
            assertEquals(Optional.empty(), office.entry(logged.record()));
            keeper = keeper();
            keeper.start();
            office(changed()).register(); // taken in after what is found
            inTheLog(office, office.protocols(VERSION).getLast());
            assertEquals(Optional.of(0L), office.entry(logged.record()));
            assertEquals(List.of(), book.findings());
        }

        @Test
        void isNeitherChangedNorTakenAway() {
            office().register();
            for (String change :
                    List.of(
                            "update evaluation_protocol_record set hash = repeat('0', 64)",
                            "delete from evaluation_protocol_record",
                            "truncate evaluation_protocol_record")) {
                assertThrows(DataAccessException.class, () -> database.jdbc().sql(change).update());
            }
        }

        @Test
        void isRegisteredWhenTheServiceBeginsAndStaysAsItWas() {
            Registration first = office().register();
            until(Instant.parse("2027-06-01T00:00:00Z"));
            assertEquals(first, office().register());
            assertEquals(Protocol.standard().hash(), first.hash());
        }

        @Test
        void changedUnderTheSameVersionIsToldToWhoeverReads() {
            Registration first = office().register();
            Protocol changed = changed();
            assertNotEquals(Protocol.standard().hash(), changed.hash());
            AtomicReference<Registration> seen = new AtomicReference<>();
            engine =
                    (snapshot, protocol, registered, report) -> {
                        seen.set(registered);
                        write(snapshot, protocol, registered, report);
                    };
            office(changed).evaluate();
            assertEquals(first, seen.get());
        }
    }
}
