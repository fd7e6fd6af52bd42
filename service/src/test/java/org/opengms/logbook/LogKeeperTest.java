package org.opengms.logbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.people.PersonId;
import org.opengms.testing.SettableClock;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;

/// Records that wait in a database come into the log, each once, whatever happens in between.
class LogKeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PersonId ANNE = PersonId.random();
    private static final PersonId BRAM = PersonId.random();

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(NOW);
    private final LabelKey labels = LabelKey.generate(RANDOM);
    private final SignerKey key =
            SignerKey.generate(new KeyName("log.example.org/test"), KeyKind.LOG, RANDOM);
    private final List<LogKeeper> keepers = new ArrayList<>();
    private FakeLogBook book = FakeLogBook.empty();

    @AfterEach
    void close() {
        keepers.forEach(LogKeeper::close);
    }

    private LogKeeper keeper() {
        return keeper(book, key);
    }

    private LogKeeper keeper(FakeLogBook of, SignerKey signing) {
        Path log = folder.resolve("log");
        LogKeeper keeper =
                new LogKeeper(
                        of,
                        () ->
                                new LogKeeper.Open(
                                        AppendLog.open(
                                                new LogFolders(log, folder.resolve("records")),
                                                new Origin(signing.verifier().name().value()),
                                                signing,
                                                new FileLockStore(folder.resolve("lock")),
                                                Cosigner.NOBODY,
                                                LogSettings.STANDARD),
                                        new TileLog(log),
                                        signing.verifier().name().value(),
                                        signing.verifier().toString()),
                        new LogRecords(labels),
                        RANDOM,
                        clock);
        keepers.add(keeper);
        return keeper;
    }

    private LogRecord reading(PersonId of) {
        UUID id = UUID.randomUUID();
        return new LogRecord(
                id, of, clock.instant(), "{\"kind\":\"access\",\"id\":\"%s\"}".formatted(id));
    }

    private LogRecord happens(PersonId to) {
        LogRecord record = reading(to);
        book.happens(record);
        return record;
    }

    /// The entries of each label, as the public files have them, after the whole log was verified.
    private Map<String, List<Long>> numbersByLabel() {
        TileLog log = new TileLog(folder.resolve("log"));
        LogVerification.Outcome outcome =
                new LogVerification(
                                folder.resolve("log"),
                                new TrustedKeys(List.of(key.verifier())),
                                List.of(),
                                (_, _) -> {})
                        .run();
        assertTrue(outcome.holds(), outcome::toString);
        long size = outcome.size().orElseThrow();
        Map<String, List<Long>> numbers = new HashMap<>();
        for (long i = 0; i < size; i++) {
            LogEntry entry = LogEntry.parse(log.entry(i, size)).orElseThrow();
            numbers.computeIfAbsent(entry.label().toString(), _ -> new ArrayList<>())
                    .add(entry.sequence());
        }
        return numbers;
    }

    private String label(PersonId of) {
        return labels.label(of.value()).toString();
    }

    @Test
    void takesWhatWaitsIntoTheLogAndNotesItsPlace() throws InterruptedException {
        LogRecord first = happens(ANNE);
        happens(BRAM);
        LogRecord third = happens(ANNE);
        LogKeeper keeper = keeper();

        assertEquals(3, keeper.keep());
        assertEquals(0, keeper.keep());

        assertEquals(0, book.waitingCount());
        assertEquals(
                List.of(0L, 2L),
                book.places().stream()
                        .filter(p ->
                                Set.of(first.id(), third.id()).contains(p.record().orElseThrow()))
                        .map(LogBook.Placed::index)
                        .toList());
        keeper.close();
        assertEquals(
                Map.of(label(ANNE), List.of(0L, 1L), label(BRAM), List.of(0L)), numbersByLabel());
    }

    @Test
    void flagsWhatComesLongAfterItHappened() throws InterruptedException {
        happens(ANNE);
        clock.pass(LogKeeper.LATE.plusSeconds(1));
        happens(ANNE);
        assertEquals(2, keeper().keep());
        assertEquals(List.of(true, false), book.places().stream().map(p -> p.late()).toList());
    }

    @Nested
    class WhenTheDatabaseIsLostBetweenLogAndPlace {
        @Test
        void nothingIsAppendedTwice() throws InterruptedException {
            happens(ANNE);
            happens(BRAM);
            book.failuresToCome = 1;
            LogKeeper keeper = keeper();

            assertEquals(0, keeper.keep());
            assertFalse(keeper.status().keeping());
            assertTrue(
                    keeper.status().problem().orElseThrow().startsWith("OGMS-7141"),
                    keeper.status()::toString);
            happens(ANNE);
            assertEquals(1, keeper.keep());

            assertEquals(0, book.waitingCount());
            assertEquals(List.of(), book.findings);
            keeper.close();
            assertEquals(
                    Map.of(label(ANNE), List.of(0L, 1L), label(BRAM), List.of(0L)),
                    numbersByLabel());
        }
    }

    @Nested
    class WhenAnOldBackupOfTheDatabaseIsRestored {
        @Test
        void whatTheLogHoldsIsNotedAgainAndTold() throws InterruptedException {
            happens(ANNE);
            LogKeeper before = keeper();
            assertEquals(1, before.keep());
            happens(BRAM); // waits when the backup is made
            FakeLogBook backup = book.backup();
            happens(ANNE);
            assertEquals(2, before.keep());
            before.close();

            book = backup;
            LogKeeper after = keeper();
            happens(BRAM);
            assertEquals(1, after.keep());

            assertEquals(0, book.waitingCount());
            assertEquals(4, book.places().size());
            assertEquals(1, book.findings.size());
            assertTrue(
                    book.findings.getFirst().startsWith("OGMS-7143 The log holds 1 records"),
                    book.findings::toString);
            after.close();
            assertEquals(
                    Map.of(label(ANNE), List.of(0L, 1L), label(BRAM), List.of(0L, 1L)),
                    numbersByLabel());
        }
    }

    @Nested
    class IsRefused {
        private void assertKeepsNothing(LogKeeper keeper, FakeLogBook of, String code)
                throws InterruptedException {
            LogRecord record = reading(ANNE);
            of.happens(record);
            assertEquals(0, keeper.keep());
            assertFalse(keeper.status().keeping());
            assertTrue(
                    keeper.status().problem().orElse("").startsWith(code),
                    keeper.status()::toString);
            assertTrue(of.waiting(9).contains(record));
        }

        @Test
        void theLogOfAnotherDatabase() throws InterruptedException {
            happens(ANNE);
            LogKeeper keeper = keeper();
            assertEquals(1, keeper.keep());
            keeper.close();

            FakeLogBook other = FakeLogBook.empty();
            other.identify("log.example.org/other", "its key");
            assertKeepsNothing(keeper(other, key), other, "OGMS-7142");
        }

        @Test
        void aLogThatIsOlderThanTheDatabase() throws InterruptedException {
            happens(ANNE);
            LogKeeper keeper = keeper();
            assertEquals(1, keeper.keep());
            FakeLogBook newer = book.backup();
            newer.place(
                    List.of(
                            new LogBook.Placed(
                                    7,
                                    labels.label(ANNE.value()),
                                    1,
                                    java.util.Optional.of(UUID.randomUUID()),
                                    false)));
            keeper.close();
            assertKeepsNothing(keeper(newer, key), newer, "OGMS-7144");
        }

        @Test
        void aLogWhoseEntryIsAnotherThanTheDatabaseKnows() throws InterruptedException {
            happens(ANNE);
            LogKeeper keeper = keeper();
            assertEquals(1, keeper.keep());
            FakeLogBook other = FakeLogBook.empty();
            other.place(
                    List.of(
                            new LogBook.Placed(
                                    0,
                                    labels.label(BRAM.value()),
                                    0,
                                    java.util.Optional.of(UUID.randomUUID()),
                                    false)));
            keeper.close();
            assertKeepsNothing(keeper(other, key), other, "OGMS-7145");
        }

        @Test
        void anOldBackupOfTheLog() throws IOException, InterruptedException {
            happens(ANNE);
            LogKeeper keeper = keeper();
            assertEquals(1, keeper.keep());
            keeper.close();
            Path backup = folder.resolve("backup");
            copy(folder.resolve("log"), backup);
            happens(ANNE);
            LogKeeper next = keeper();
            assertEquals(1, next.keep());
            next.close();
            delete(folder.resolve("log"));
            copy(backup, folder.resolve("log"));
            assertKeepsNothing(keeper(), book, "OGMS-7075");
        }

        private static void copy(Path from, Path to) throws IOException {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
            }
        }

        private static void delete(Path tree) throws IOException {
            try (Stream<Path> files = Files.walk(tree)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> {
                            try {
                                Files.delete(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            }
        }
    }

    @Nested
    class OfTwoServers {
        @Test
        void theOtherTakesOverWhenOneIsGone() throws InterruptedException {
            LogKeeper one = keeper();
            LogKeeper other = keeper();
            happens(ANNE);
            assertEquals(1, one.keep());
            assertTrue(one.status().keeping());
            assertEquals(0, other.keep());
            assertFalse(other.status().keeping());
            assertEquals(java.util.Optional.empty(), other.status().problem());

            one.close();
            happens(ANNE);
            assertEquals(1, other.keep());
            other.close();
            assertEquals(Map.of(label(ANNE), List.of(0L, 1L)), numbersByLabel());
        }

        @Test
        void theOneThatDoesNotKeepTheLogSeesThatARecordIsInIt() {
            LogKeeper one = keeper();
            one.start();
            LogKeeper other = keeper();
            LogRecord record = happens(ANNE);
            assertTrue(other.await(Set.of(record.id()), Duration.ofSeconds(20)));
            assertEquals(record.id(), book.places().getFirst().record().orElseThrow());
        }
    }

    @Test
    void doesNotSayThatARecordIsInTheLogWhichIsNot() {
        LogRecord record = happens(ANNE);
        assertFalse(keeper().await(Set.of(record.id()), Duration.ofMillis(1)));
    }

    @Test
    void leavesTheRecordInTheLogToTheByte() throws InterruptedException {
        LogRecord record = happens(ANNE);
        LogKeeper keeper = keeper();
        assertEquals(1, keeper.keep());
        keeper.close();
        try (AppendLog log =
                AppendLog.open(
                        new LogFolders(folder.resolve("log"), folder.resolve("records")),
                        new Origin(key.verifier().name().value()),
                        key,
                        new FileLockStore(folder.resolve("lock")),
                        Cosigner.NOBODY,
                        LogSettings.STANDARD)) {
            assertEquals(
                    "{\"id\":\"%s\",\"kind\":\"access\"}".formatted(record.id()),
                    new String(log.record(0).orElseThrow().json(), UTF_8));
        }
    }
}
