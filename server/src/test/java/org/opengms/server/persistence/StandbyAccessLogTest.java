package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessLogUnavailable;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecords;
import org.opengms.people.PersonId;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.log.StandbyJournal;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Readings on a real PostgreSQL and a real log, when one of them takes nothing.
@SuppressWarnings("NullAway.Init")
class StandbyAccessLogTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long ROOMY = 1 << 20;
    private static final Actor READER =
            new Actor(
                    "somebody",
                    "Some Body",
                    new OdsCode("ZR101"),
                    Set.of(Role.CLINICIAN, Role.RESEARCHER));

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path databaseFolder;

    @TempDir Path folder;

    private static OwnDatabase database;
    private static HikariDataSource pool;

    /// The same database, which takes nothing over this one.
    private static HikariDataSource full;

    private final SignerKey key =
            SignerKey.generate(new KeyName("log.example.org/test"), KeyKind.LOG, RANDOM);
    private final LogRecords records = new LogRecords(LabelKey.generate(RANDOM));
    private final PersonId person = PersonId.random();
    private final AtomicBoolean logIsDown = new AtomicBoolean();
    private final List<AutoCloseable> open = new ArrayList<>();
    private JdbcClient jdbc;
    private JdbcLogBook book;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(databaseFolder).migrate();
        pool = database.pool();
        full = OwnDatabase.readOnlyPool(database.url());
    }

    @AfterAll
    static void stop() {
        full.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc = database.jdbc();
        jdbc.sql(
                        "truncate access_log, access_review, log_outbox, log_entry, log_identity, log_finding")
                .update();
        book = new JdbcLogBook(jdbc, database.transactions());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private LogFolders folders() {
        return new LogFolders(folder.resolve("log"), folder.resolve("records"));
    }

    private LogKeeper keeper() {
        LogKeeper keeper =
                new LogKeeper(
                        book,
                        () -> {
                            if (logIsDown.get()) {
                                throw new IllegalStateException("the log's disk is gone");
                            }
                            return new LogKeeper.Open(
                                    AppendLog.open(
                                            folders(),
                                            new Origin(key.verifier().name().value()),
                                            key,
                                            new FileLockStore(folder.resolve("lock")),
                                            Cosigner.NOBODY,
                                            LogSettings.STANDARD),
                                    new TileLog(folders().log()),
                                    key.verifier().name().value(),
                                    key.verifier().toString());
                        },
                        records,
                        RANDOM,
                        Clock.systemUTC());
        keeper.start();
        open.add(keeper);
        return keeper;
    }

    private StandbyAccessLog log(HikariDataSource of, LogKeeper keeper, Duration patience) {
        return log(of, keeper, patience, journal(ROOMY));
    }

    private StandbyAccessLog log(
            HikariDataSource of, LogKeeper keeper, Duration patience, StandbyJournal journal) {
        return new StandbyAccessLog(
                new JdbcAccessLog(
                        JdbcClient.create(of),
                        OwnDatabase.transactions(of),
                        records,
                        Clock.systemUTC()),
                journal,
                keeper,
                patience);
    }

    private StandbyJournal journal(long bytes) {
        StandbyJournal journal = StandbyJournal.open(folder.resolve("standby"), bytes);
        open.add(journal);
        return journal;
    }

    private AccessLog.Entry reading(Purpose purpose) {
        return new AccessLog.Entry(
                new AccessRequest(
                        READER, purpose, person, DataClass.REPORT, "DiagnosticReport/1", "fhir"),
                new Decision.Permit("It is permitted."));
    }

    private void waitUntilInTheLog(LogKeeper keeper) {
        assertTrue(
                keeper.await(
                        Set.copyOf(book.waiting(100).stream().map(r -> r.id()).toList()), LONG));
    }

    /// @return how many entries a whole log has
    private long verified() {
        LogVerification.Outcome outcome =
                new LogVerification(
                                folders().log(),
                                new TrustedKeys(List.of(key.verifier())),
                                List.of(),
                                (_, _) -> {})
                        .run();
        assertTrue(outcome.holds(), outcome::toString);
        return outcome.size().orElseThrow();
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void aSecondaryUseIsInTheSignedTreeBeforeItIsPermitted() {
            StandbyAccessLog log = log(pool, keeper(), LONG);
            log.appendAll(List.of(reading(Purpose.RESEARCH)));
            assertEquals(0, book.waitingCount());
            assertEquals(1, verified());
        }

        @Test
        void careIsInTheTreeSoonAfter() {
            LogKeeper keeper = keeper();
            log(pool, keeper, LONG).appendAll(List.of(reading(Purpose.DIRECT_CARE)));
            waitUntilInTheLog(keeper);
            assertEquals(1, verified());
        }
    }

    @Nested
    class WhenTheTransparencyLogIsDown {
        @Test
        void careIsReadAndIsInTheLogAfterwards() {
            logIsDown.set(true);
            LogKeeper keeper = keeper();
            StandbyAccessLog log = log(pool, keeper, Duration.ZERO);
            log.appendAll(List.of(reading(Purpose.DIRECT_CARE)));
            assertEquals(1, book.waitingCount());
            assertFalse(Files.exists(folders().log().resolve("checkpoint")));

            logIsDown.set(false);
            waitUntilInTheLog(keeper);
            assertEquals(1, verified());
        }

        @Test
        void aSecondaryUseIsRefusedAndItsAttemptIsInTheLogAfterwards() {
            logIsDown.set(true);
            LogKeeper keeper = keeper();
            StandbyAccessLog log = log(pool, keeper, Duration.ZERO);
            assertThrows(
                    AccessLogUnavailable.class,
                    () -> log.appendAll(List.of(reading(Purpose.RESEARCH))));
            logIsDown.set(false);
            waitUntilInTheLog(keeper);
            assertEquals(1, verified());
        }

        @Test
        void whatCameLateIsReviewed() {
            logIsDown.set(true);
            LogKeeper keeper = keeper();
            log(pool, keeper, Duration.ZERO).appendAll(List.of(reading(Purpose.DIRECT_CARE)));
            jdbc.sql("update log_outbox set at = at - interval '5 minutes'").update();
            logIsDown.set(false);
            waitUntilInTheLog(keeper);
            assertEquals(JustifiedAccess.Kind.LOG_DOWN, flagged().kind());
        }
    }

    private JustifiedAccess flagged() {
        return new JdbcAccessReviews(jdbc)
                .find(jdbc.sql("select max(id) from access_log").query(Long.class).single())
                .orElseThrow();
    }

    @Nested
    class WhenTheDatabaseTakesNothing {
        @Test
        void careIsWrittenIntoTheJournalAndFromThereIntoDatabaseAndLogOnce() {
            LogKeeper keeper = keeper();
            StandbyJournal journal = journal(ROOMY);
            log(full, keeper, LONG, journal).appendAll(List.of(reading(Purpose.DIRECT_CARE)));
            assertEquals(1, journal.waiting());
            List<byte[]> waits = journal.first(9);

            StandbyAccessLog again = log(pool, keeper, LONG, journal);
            again.drain();
            assertEquals(0, journal.waiting());
            journal.append(waits); // as if the server had been killed before it forgot
            again.drain();

            waitUntilInTheLog(keeper);
            assertEquals(1, verified());
            assertEquals(JustifiedAccess.Kind.LOG_DOWN, flagged().kind());
            assertTrue(flagged().permitted());
        }

        @Test
        void aSecondaryUseIsRefused() {
            StandbyAccessLog log = log(full, keeper(), LONG);
            assertThrows(
                    AccessLogUnavailable.class,
                    () -> log.appendAll(List.of(reading(Purpose.RESEARCH_BY_COMPANIES))));
            assertEquals(0, log.waiting());
        }

        @Test
        void nothingIsReadThatCannotBeWrittenDownAnywhere() {
            StandbyAccessLog log = log(full, keeper(), LONG, journal(10));
            assertThrows(
                    AccessLogUnavailable.class,
                    () -> log.appendAll(List.of(reading(Purpose.DIRECT_CARE))));
        }
    }

    /// Every file of the public part is one that anybody may have.
    @Test
    void publishesNothingThatNamesAnybody() throws IOException {
        LogKeeper keeper = keeper();
        log(pool, keeper, LONG).appendAll(List.of(reading(Purpose.RESEARCH)));
        try (Stream<Path> files = Files.walk(folders().log())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains("/.state/")) {
                    continue;
                }
                String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(person.value()), file::toString);
                assertFalse(bytes.contains("somebody"), file::toString);
                assertFalse(bytes.contains("ZR101"), file::toString);
            }
        }
    }
}
