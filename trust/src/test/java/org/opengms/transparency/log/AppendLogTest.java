package org.opengms.transparency.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.Cases;
import org.opengms.transparency.log.LogProblem.Kind;
import org.opengms.transparency.merkle.CompactRange;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.merkle.ProofCheck;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.LogVerification;

class AppendLogTest {
    @TempDir private Path folder = Path.of("");

    private Path log() {
        return folder.resolve("log");
    }

    private Checkpoint checkpoint() {
        return Checkpoint.parse(new TileLog(log()).checkpoint().text());
    }

    private LogVerification.Outcome verify() {
        return new LogVerification(log(), Fixture.KEYS, List.of(), (_, _) -> {}).run();
    }

    private static LogProblem refused(org.junit.jupiter.api.function.Executable call, Kind kind) {
        LogProblem problem = assertThrows(LogProblem.class, call);
        assertEquals(kind, problem.kind(), problem.getMessage());
        return problem;
    }

    @Nested
    class ANewLog {
        @Test
        void hasASignedCheckpointOfNothing() {
            Fixture.open(folder).close();
            assertEquals(Checkpoint.of(Fixture.ORIGIN, 0, MerkleTree.EMPTY_ROOT), checkpoint());
            assertEquals(Optional.empty(), verify().fault());
        }
    }

    @Nested
    class AnAppend {
        @Test
        void isPromisedWithItsIndexAndLaterInTheTreeWithItsNumber() {
            try (AppendLog log = Fixture.open(folder)) {
                Promise first = Fixture.now(log.append(Fixture.person(7), Fixture.record(0)));
                Promise second = Fixture.now(log.append(Fixture.person(7), Fixture.record(1)));
                assertEquals(0, first.index());
                assertEquals(1, second.index());
                assertFalse(second.integrated().isDone());
                assertEquals(2, log.status().pending());
                assertEquals(2, AppendLog.pending(log(), checkpoint().size()));
                assertEquals(2, log.integrate());
                Integrated integrated = Fixture.now(second.integrated());
                assertEquals(
                        new LogEntry(Fixture.person(7), 1, Fixture.record(1).hash()),
                        integrated.entry());
                assertEquals(2, Checkpoint.parse(integrated.checkpoint().text()).size());
                assertEquals(0, log.status().pending());
                assertEquals(Optional.of(Fixture.record(1)), log.record(1));
            }
        }

        @Test
        void leavesWhatTheFormatDocumentSays() throws IOException {
            Fixture.logOf(folder, 300);
            for (String file :
                    List.of(
                            "tile/0/000",
                            "tile/0/001.p/44",
                            "tile/1/000.p/1",
                            "tile/entries/000",
                            "tile/entries/001.p/44")) {
                assertTrue(Files.exists(log().resolve(file)), file);
            }
            byte[] entry = new TileLog(log()).entry(299, 300);
            assertEquals(
                    "opengms-entry/v1\nlabel %s\nsequence 99\nrecord %s\n"
                            .formatted(Fixture.person(2), Fixture.record(299).hash()),
                    new String(entry, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /// Whatever is appended in whatever portions, with the log closed in between.
    @Nested
    class AnySequenceOfAppends {
        @Test
        void givesTheRootOfItsEntriesAndConsistentSizes() {
            Cases.check(
                    12,
                    random -> {
                        Path here = folder.resolve("case-" + random.nextLong());
                        List<LogEntry> expected = new ArrayList<>();
                        Map<PersonLabel, Long> numbers = new HashMap<>();
                        List<Checkpoint> checkpoints = new ArrayList<>();
                        for (int portion = random.nextInt(1, 6); portion > 0; portion--) {
                            try (AppendLog log = Fixture.open(here)) {
                                List<CompletableFuture<Promise>> asked = new ArrayList<>();
                                for (int i = random.nextInt(1, 300); i > 0; i--) {
                                    PersonLabel person = Fixture.person(random.nextInt(5));
                                    int record = expected.size();
                                    asked.add(log.append(person, Fixture.record(record)));
                                    expected.add(
                                            new LogEntry(
                                                    person,
                                                    numbers.merge(person, 1L, Long::sum) - 1,
                                                    Fixture.record(record).hash()));
                                }
                                asked.forEach(Fixture::now);
                                log.integrate();
                                checkpoints.add(Checkpoint.parse(log.status().checkpoint().text()));
                            }
                        }
                        CompactRange naive = new CompactRange();
                        expected.forEach(entry -> naive.add(MerkleTree.leaf(entry.bytes())));
                        Checkpoint last = checkpoints.getLast();
                        assertEquals(naive.root(), last.root());
                        TileLog tiles = new TileLog(here.resolve("log"));
                        for (Checkpoint earlier : checkpoints) {
                            assertTrue(
                                    ProofCheck.continues(
                                            earlier.size(),
                                            last.size(),
                                            tiles.proofs(last.size())
                                                    .consistency(earlier.size(), last.size()),
                                            earlier.root(),
                                            last.root()));
                        }
                        LogVerification.Outcome outcome =
                                new LogVerification(
                                                here.resolve("log"),
                                                Fixture.KEYS,
                                                List.of(),
                                                (_, _) -> {})
                                        .run();
                        assertEquals(Optional.empty(), outcome.fault());
                        assertEquals(expected.size(), outcome.entriesVerified());
                    });
        }
    }

    @Nested
    class ManyAppendersAtOnce {
        @Test
        void shareForcesAndAllGetTheirPlace() throws InterruptedException {
            LogSettings itself = LogSettings.STANDARD;
            List<Promise> promises = java.util.Collections.synchronizedList(new ArrayList<>());
            try (AppendLog log =
                    AppendLog.open(
                            new LogFolders(log(), folder.resolve("records")),
                            Fixture.ORIGIN,
                            Fixture.KEY,
                            new FileLockStore(folder.resolve("lock")),
                            Cosigner.NOBODY,
                            itself)) {
                List<Thread> threads = new ArrayList<>();
                for (int t = 0; t < 16; t++) {
                    int person = t;
                    threads.add(
                            Thread.ofVirtual()
                                    .start(() -> {
                                        for (int i = 0; i < 25; i++) {
                                            promises.add(
                                                    Fixture.now(
                                                            log.append(
                                                                    Fixture.person(person),
                                                                    Fixture.record(
                                                                            100 * person + i))));
                                        }
                                    }));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                for (Promise promise : promises) {
                    assertEquals(promise.index(), Fixture.now(promise.integrated()).index());
                }
            }
            assertEquals(400, promises.stream().mapToLong(Promise::index).distinct().count());
            LogVerification.Outcome outcome = verify();
            assertEquals(Optional.empty(), outcome.fault());
            assertEquals(400, outcome.entriesVerified());
            assertEquals(16, outcome.persons());
        }
    }

    @Nested
    class ManyRecords {
        @Test
        void areReadInOrderWithoutThoseThatWereErased() {
            Fixture.logOf(folder, 300);
            try (AppendLog log = Fixture.open(folder)) {
                log.erase(255);
            }
            RecordReader reader = new RecordReader(folder.resolve("records"));
            List<SaltedRecord> read = new ArrayList<>();
            reader.forEach(254, 258, read::add);
            assertEquals(
                    List.of(Fixture.record(254), Fixture.record(256), Fixture.record(257)), read);
            read.clear();
            reader.forEach(0, 300, read::add);
            assertEquals(299, read.size());
            assertEquals(Fixture.record(0), read.getFirst());
            assertEquals(Fixture.record(299), read.getLast());
            refused(() -> reader.forEach(299, 301, read::add), Kind.NO_RECORD);
            refused(() -> reader.forEach(512, 513, read::add), Kind.NO_RECORD);
        }
    }

    @Nested
    class AnErasedRecord {
        @Test
        void isGoneFromEveryFileWhileEveryProofStaysValid() throws IOException {
            byte[] salt = Fixture.record(5).salt().bytes();
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 0, 20);
                byte[] before = InclusionProof.of(new TileLog(log()), 5).file();
                Fixture.now(log.append(Fixture.person(0), Fixture.record(20)));
                assertTrue(anyFileHolds(salt));
                log.erase(5);
                assertFalse(anyFileHolds(salt));
                assertFalse(
                        anyFileHolds(
                                "\"number\":5,".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                assertEquals(Optional.empty(), log.record(5));
                assertEquals(Optional.of(Fixture.record(4)), log.record(4));
                assertEquals(Optional.of(Fixture.record(20)), log.record(20));
                assertEquals(
                        Optional.empty(),
                        InclusionProof.parse(before).fault(Fixture.KEYS, Optional.empty()));
            }
            assertEquals(Optional.empty(), verify().fault());
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 21, 22);
                assertEquals(Optional.empty(), log.record(5));
                assertEquals(Optional.of(Fixture.record(6)), log.record(6));
            }
        }

        private boolean anyFileHolds(byte[] needle) throws IOException {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                for (int at = 0; at + needle.length <= bytes.length; at++) {
                    if (java.util.Arrays.equals(
                            bytes, at, at + needle.length, needle, 0, needle.length)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Test
        void mustHaveBeenThere() {
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.now(log.append(Fixture.person(0), Fixture.record(0)));
                refused(() -> log.erase(0), Kind.NOT_YET);
                refused(() -> log.erase(1), Kind.NO_RECORD);
                refused(() -> log.record(-1), Kind.NO_RECORD);
            }
        }
    }

    @Nested
    class ASecondProcess {
        @Test
        void isRefused() {
            try (AppendLog _ = Fixture.open(folder)) {
                refused(() -> Fixture.open(folder), Kind.IN_USE);
            }
            Fixture.open(folder).close();
        }

        /// As on a network file system that does not lock.
        @Test
        void thatGotInAllTheSameIsNoticedByTheLockStore() {
            LossyDisk disk = new LossyDisk(Cases.random(1));
            LockStore locks = new FileLockStore(Path.of("/lock"), disk);
            LogFolders folders = new LogFolders(Path.of("/log"), Path.of("/records"));
            LogSettings byHand = LogSettings.STANDARD.byHand();
            try (AppendLog one =
                            AppendLog.open(
                                    disk,
                                    folders,
                                    Fixture.ORIGIN,
                                    Fixture.KEY,
                                    locks,
                                    Cosigner.NOBODY,
                                    byHand);
                    AppendLog other =
                            AppendLog.open(
                                    disk,
                                    folders,
                                    Fixture.ORIGIN,
                                    Fixture.KEY,
                                    locks,
                                    Cosigner.NOBODY,
                                    byHand)) {
                Fixture.now(one.append(Fixture.person(1), Fixture.record(1)));
                Fixture.now(other.append(Fixture.person(2), Fixture.record(2)));
                assertEquals(1, one.integrate());
                refused(other::integrate, Kind.LOCK_LOST);
                refused(
                        () -> Fixture.now(other.append(Fixture.person(3), Fixture.record(3))),
                        Kind.LOCK_LOST);
            }
        }
    }

    @Nested
    class AFullDisk {
        private final LossyDisk disk = new LossyDisk(Cases.random(3));
        private final LockStore locks =
                new FileLockStore(Path.of("/lock"), new LossyDisk(Cases.random(4)));

        private AppendLog open(LogSettings settings) {
            return AppendLog.open(
                    disk,
                    new LogFolders(Path.of("/log"), Path.of("/records")),
                    Fixture.ORIGIN,
                    Fixture.KEY,
                    locks,
                    Cosigner.NOBODY,
                    settings);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 40, 100})
        void refusesAnAppendWithItsReasonAndTakesTheNextOneWhenThereIsRoom(int room) {
            try (AppendLog log = open(LogSettings.STANDARD.byHand())) {
                Fixture.append(log, 0, 3);
                disk.leaveRoom(room);
                LogProblem problem =
                        refused(
                                () -> Fixture.now(log.append(Fixture.person(0), Fixture.record(3))),
                                Kind.DISK_REFUSED);
                assertTrue(
                        String.valueOf(problem.getMessage()).contains("No space left on device"));
                disk.leaveRoom(Long.MAX_VALUE);
                assertEquals(
                        3, Fixture.now(log.append(Fixture.person(0), Fixture.record(4))).index());
                assertEquals(1, log.integrate());
                assertEquals(Optional.of(Fixture.record(4)), log.record(3));
            }
            try (AppendLog log = open(LogSettings.STANDARD.byHand())) {
                assertEquals(4, log.status().size());
            }
        }

        @Test
        void keepsPromisesUntilTheTreeCanBeWritten() {
            LogSettings few =
                    new LogSettings(
                            java.time.Duration.ZERO, 2, 10, 10, LogSettings.Driving.BY_HAND);
            try (AppendLog log = open(few)) {
                Promise one = Fixture.now(log.append(Fixture.person(0), Fixture.record(0)));
                Fixture.now(log.append(Fixture.person(0), Fixture.record(1)));
                disk.leaveRoom(100);
                refused(log::integrate, Kind.DISK_REFUSED);
                assertFalse(one.integrated().isDone());
                refused(
                        () -> Fixture.now(log.append(Fixture.person(0), Fixture.record(2))),
                        Kind.TOO_MUCH_WAITING);
                disk.leaveRoom(Long.MAX_VALUE);
                assertEquals(2, log.integrate());
                assertEquals(0, Fixture.now(one.integrated()).index());
            }
        }

        @Test
        void thatFailsToForceEndsAppendsUntilTheLogIsOpenedAgain() {
            try (AppendLog log = open(LogSettings.STANDARD.byHand())) {
                Fixture.append(log, 0, 2);
                disk.failNextForce();
                refused(
                        () -> Fixture.now(log.append(Fixture.person(0), Fixture.record(2))),
                        Kind.DISK_UNCERTAIN);
                refused(
                        () -> Fixture.now(log.append(Fixture.person(0), Fixture.record(3))),
                        Kind.DISK_UNCERTAIN);
            }
            try (AppendLog log = open(LogSettings.STANDARD.byHand())) {
                Promise next = Fixture.now(log.append(Fixture.person(0), Fixture.record(4)));
                log.integrate();
                assertEquals(Optional.of(Fixture.record(4)), log.record(next.index()));
            }
        }
    }

    @Nested
    class ARestoredBackup {
        private void copy(String from, String to) throws IOException {
            Path source = folder.resolve(from);
            try (Stream<Path> walk = Files.walk(source)) {
                for (Path file : walk.toList()) {
                    Path target = folder.resolve(to).resolve(source.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target);
                    }
                }
            }
        }

        private void delete(String what) throws IOException {
            try (Stream<Path> walk = Files.walk(folder.resolve(what))) {
                for (Path file : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        @Test
        void ofTheTilesIsRefusedSinceTheLogWouldFork() throws IOException {
            Fixture.logOf(folder, 10);
            copy("log", "backup");
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 10, 17);
            }
            delete("log");
            copy("backup", "log");
            refused(() -> Fixture.open(folder), Kind.OLD_BACKUP);
        }

        @Test
        void ofTheJournalIsRefusedToo() throws IOException {
            Fixture.logOf(folder, 10);
            copy("log/.state/journal", "backup");
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 10, 17);
            }
            delete("log/.state/journal");
            copy("backup", "log/.state/journal");
            refused(() -> Fixture.open(folder), Kind.OLD_BACKUP);
            delete("log/.state/journal");
            refused(() -> Fixture.open(folder), Kind.JOURNAL_DAMAGED);
        }

        @Test
        void ofTheLockStoreIsRefused() throws IOException {
            Fixture.logOf(folder, 10);
            copy("lock", "backup");
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 10, 17);
            }
            delete("lock");
            refused(() -> Fixture.open(folder), Kind.OLD_LOCK_STORE);
            copy("backup", "lock");
            refused(() -> Fixture.open(folder), Kind.OLD_LOCK_STORE);
        }

        @Test
        void ofTheCheckpointAloneIsMended() throws IOException {
            Fixture.logOf(folder, 10);
            byte[] old = Files.readAllBytes(log().resolve("checkpoint"));
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 10, 17);
            }
            Files.write(log().resolve("checkpoint"), old);
            Fixture.open(folder).close();
            assertEquals(17, checkpoint().size());
        }

        @Test
        void ofAnotherLogsTilesIsRefused() throws IOException {
            Fixture.logOf(folder, 10);
            Path tile = log().resolve("tile/0/000.p/10");
            byte[] bytes = Files.readAllBytes(tile);
            bytes[5] ^= 1;
            Files.write(tile, bytes);
            refused(() -> Fixture.open(folder), Kind.FORKED);
        }

        @Test
        void underAnotherKeyIsRefused() {
            Fixture.logOf(folder, 1);
            org.opengms.transparency.note.SignerKey other =
                    org.opengms.transparency.note.SignerKey.ofSeed(
                            Fixture.KEY.verifier().name(),
                            org.opengms.transparency.note.KeyKind.LOG,
                            Fixture.bytes(9));
            refused(
                    () ->
                            AppendLog.open(
                                    new LogFolders(log(), folder.resolve("records")),
                                    Fixture.ORIGIN,
                                    other,
                                    new FileLockStore(folder.resolve("lock")),
                                    Cosigner.NOBODY,
                                    LogSettings.STANDARD.byHand()),
                    Kind.OTHER_LOG);
        }
    }

    @Nested
    class ADamagedJournal {
        private Path segment() throws IOException {
            try (Stream<Path> files = Files.list(log().resolve(".state/journal"))) {
                return files.findFirst().orElseThrow();
            }
        }

        @Test
        void isRefusedWherePromisesWouldBeLost() throws IOException {
            try (AppendLog log = Fixture.open(folder)) {
                for (int i = 0; i < 5; i++) {
                    Fixture.now(log.append(Fixture.person(0), Fixture.record(i)));
                }
            }
            Path segment = segment();
            byte[] sound = Files.readAllBytes(segment);
            byte[] spoilt = sound.clone();
            spoilt[sound.length / 2] ^= 1;
            Files.write(segment, spoilt);
            refused(() -> Fixture.open(folder), Kind.JOURNAL_DAMAGED);
            Files.write(segment, sound);
            try (AppendLog log = Fixture.open(folder)) {
                assertEquals(5, log.integrate());
            }
        }

        @Test
        void losesOnlyWhatWasNeverPromisedAtItsEnd() throws IOException {
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.now(log.append(Fixture.person(0), Fixture.record(0)));
            }
            byte[] sound = Files.readAllBytes(segment());
            byte[] torn = java.util.Arrays.copyOf(sound, sound.length + 30);
            Files.write(segment(), torn);
            try (AppendLog log = Fixture.open(folder)) {
                assertEquals(1, log.status().pending());
                assertEquals(
                        1, Fixture.now(log.append(Fixture.person(0), Fixture.record(1))).index());
            }
            try (AppendLog log = Fixture.open(folder)) {
                assertEquals(2, log.integrate());
            }
        }
    }

    @Nested
    class ALongLog {
        @Test
        void forgetsItsJournalAndItsPartialTiles() throws IOException {
            try (AppendLog log = Fixture.open(folder)) {
                for (int i = 0; i < 6; i++) {
                    Fixture.append(log, 100 * i, 100 * (i + 1));
                }
            }
            assertFalse(Files.exists(log().resolve("tile/0/000.p")));
            assertTrue(Files.exists(log().resolve("tile/0/002.p/88")));
            assertEquals(Optional.empty(), verify().fault());
        }

        @Test
        void keepsNumbersEvenIfTheFileOfThemIsLost() throws IOException {
            Fixture.logOf(folder, 30);
            Files.delete(log().resolve(".state/sequences"));
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 30, 33);
            }
            Files.write(log().resolve(".state/sequences"), new byte[100]);
            try (AppendLog log = Fixture.open(folder)) {
                Fixture.append(log, 33, 36);
            }
            LogVerification.Outcome outcome = verify();
            assertEquals(Optional.empty(), outcome.fault());
            assertEquals(36, outcome.entriesVerified());
        }
    }
}
