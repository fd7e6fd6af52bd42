package org.opengms.transparency.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.testing.Cases;
import org.opengms.transparency.merkle.ProofCheck;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;

/// The power goes in the middle of any step that the log does with its disk, and of what was not
/// forced any part is lost: every promise is kept, and every checkpoint that was ever signed is
/// continued by the next.
class CrashAnywhereTest {
    private static final LogFolders FOLDERS = new LogFolders(Path.of("/log"), Path.of("/records"));

    @Test
    void losesNoPromiseAndNeverForks() {
        Cases.check(150, CrashAnywhereTest::life);
    }

    @Test
    @Tag("heavy")
    void losesNoPromiseAndNeverForksInManyLives() {
        Cases.check(5_000, CrashAnywhereTest::life);
    }

    /// The power goes at each step of an erasure in turn: the record is there, or its salt is gone.
    @Test
    void leavesNoSaltOfARecordThatIsGone() {
        Cases.check(
                20,
                random -> {
                    boolean crashed = true;
                    for (int step = 1; crashed; step++) {
                        LossyDisk disk = new LossyDisk(random);
                        try (AppendLog log = open(disk)) {
                            Fixture.append(log, 0, 5);
                            disk.crashAfter(step);
                            log.erase(2);
                            disk.crashAfter(Long.MAX_VALUE);
                            crashed = false;
                        } catch (LogProblem crash) {
                            assertTrue(isCrash(crash), () -> "no crash: " + crash);
                        }
                        disk.powerUp();
                        try (AppendLog log = open(disk)) {
                            boolean gone = log.record(2).isEmpty();
                            assertTrue(gone || crashed);
                            assertEquals(!gone, disk.holds(Fixture.record(2).salt().bytes()));
                            assertEquals(Optional.of(Fixture.record(3)), log.record(3));
                        }
                    }
                });
    }

    private static AppendLog open(LossyDisk disk) {
        return AppendLog.open(
                disk,
                FOLDERS,
                Fixture.ORIGIN,
                Fixture.KEY,
                new FileLockStore(Path.of("/lock"), disk),
                Cosigner.NOBODY,
                LogSettings.STANDARD.byHand());
    }

    /// Some crashes, and then one opening that must go well.
    private static void life(RandomGenerator random) {
        LossyDisk disk = new LossyDisk(random);
        Map<Long, SaltedRecord> promised = new TreeMap<>();
        Set<Long> erased = new TreeSet<>();
        Set<Long> perhapsErased = new TreeSet<>();
        List<Checkpoint> signed = new ArrayList<>();
        int number = 0;
        for (int crashes = random.nextInt(1, 6); crashes > 0; crashes--) {
            disk.crashAfter(random.nextInt(1, 120));
            try (AppendLog log = open(disk)) {
                while (true) {
                    int burst = random.nextInt(1, 90);
                    for (int i = 0; i < burst; i++) {
                        SaltedRecord record = Fixture.record(number++);
                        Promise promise =
                                Fixture.now(log.append(Fixture.person(random.nextInt(4)), record));
                        promised.put(promise.index(), record);
                    }
                    log.integrate();
                    signed.add(Checkpoint.parse(log.status().checkpoint().text()));
                    if (random.nextInt(3) == 0) {
                        long index = random.nextLong(log.status().size());
                        perhapsErased.add(index);
                        log.erase(index);
                        erased.add(index);
                    }
                }
            } catch (LogProblem | java.io.UncheckedIOException crash) {
                assertTrue(isCrash(crash), () -> "no crash: " + crash);
            }
            disk.powerUp();
        }
        try (AppendLog log = open(disk)) {
            log.integrate();
            signed.add(Checkpoint.parse(log.status().checkpoint().text()));
            check(disk, log, promised, erased, perhapsErased, signed);
        }
    }

    private static boolean isCrash(@org.jspecify.annotations.Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof LossyDisk.Crash) {
                return true;
            }
        }
        return false;
    }

    private static void check(
            LossyDisk disk,
            AppendLog log,
            Map<Long, SaltedRecord> promised,
            Set<Long> erased,
            Set<Long> perhapsErased,
            List<Checkpoint> signed) {
        Checkpoint last = signed.getLast();
        TileLog tiles =
                new TileLog(path -> {
                    Path file = FOLDERS.log().resolve(path);
                    return disk.exists(file) ? Optional.of(disk.read(file)) : Optional.empty();
                });
        for (Checkpoint earlier : signed) {
            if (earlier.size() > 0) {
                assertTrue(
                        ProofCheck.continues(
                                earlier.size(),
                                last.size(),
                                tiles.proofs(last.size()).consistency(earlier.size(), last.size()),
                                earlier.root(),
                                last.root()),
                        () -> earlier.size() + " is not continued by " + last.size());
            }
        }
        promised.forEach((index, record) -> {
            LogEntry entry = LogEntry.parse(tiles.entry(index, last.size())).orElseThrow();
            assertEquals(record.hash(), entry.record(), () -> "entry " + index);
            Optional<SaltedRecord> kept = log.record(index);
            if (erased.contains(index)) {
                assertEquals(Optional.empty(), kept);
                assertFalse(disk.holds(record.salt().bytes()), () -> "salt of " + index);
            } else if (kept.isEmpty()) {
                assertTrue(perhapsErased.contains(index), () -> "lost " + index);
                assertFalse(disk.holds(record.salt().bytes()), () -> "salt of " + index);
            } else {
                assertEquals(Optional.of(record), kept);
            }
        });
        Map<PersonLabel, Long> next = new HashMap<>();
        for (long index = 0; index < last.size(); index++) {
            LogEntry entry = LogEntry.parse(tiles.entry(index, last.size())).orElseThrow();
            assertEquals(next.merge(entry.label(), 1L, Long::sum) - 1, entry.sequence());
        }
        SignedNote published = tiles.checkpoint();
        assertEquals(last, Checkpoint.parse(published.text()));
    }
}
