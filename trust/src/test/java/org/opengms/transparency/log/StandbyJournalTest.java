package org.opengms.transparency.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.testing.Cases;

class StandbyJournalTest {
    private static final long ROOMY = 1 << 20;

    private static List<byte[]> records(String... texts) {
        List<byte[]> records = new ArrayList<>();
        for (String text : texts) {
            records.add(text.getBytes(UTF_8));
        }
        return records;
    }

    private static List<String> texts(StandbyJournal journal) {
        return journal.first(Integer.MAX_VALUE).stream().map(r -> new String(r, UTF_8)).toList();
    }

    @Nested
    class OnFiles {
        @TempDir Path folder;

        @Test
        void givesBackWhatWaitsInOrderAlsoWhenOpenedAgain() {
            try (StandbyJournal journal = StandbyJournal.open(folder, ROOMY)) {
                journal.append(records("one", "two"));
                journal.append(records("three"));
                assertEquals(List.of("one", "two", "three"), texts(journal));
            }
            try (StandbyJournal journal = StandbyJournal.open(folder, ROOMY)) {
                assertEquals(List.of("one", "two", "three"), texts(journal));
                assertEquals(List.of("one"), texts(journal).subList(0, 1));
                assertEquals(1, journal.first(1).size());
            }
        }

        @Test
        void forgetsForGoodWhatWasTakenOut() {
            try (StandbyJournal journal = StandbyJournal.open(folder, ROOMY)) {
                journal.append(records("one", "two"));
                journal.takeOut(1);
                assertEquals(List.of("two"), texts(journal));
                journal.takeOut(1);
                journal.append(records("three"));
            }
            try (StandbyJournal journal = StandbyJournal.open(folder, ROOMY)) {
                assertEquals(List.of("three"), texts(journal));
            }
        }

        @Test
        void refusesWhatHasNoRoomAndTakesItWhenThereIsSome() {
            try (StandbyJournal journal = StandbyJournal.open(folder, 150)) {
                journal.append(records("one"));
                LogProblem full =
                        assertThrows(
                                LogProblem.class, () -> journal.append(records("two", "three")));
                assertEquals(LogProblem.Kind.STANDBY_FULL, full.kind());
                assertEquals(List.of("one"), texts(journal));
                journal.takeOut(1);
                journal.append(records("two", "three"));
                assertEquals(List.of("two", "three"), texts(journal));
            }
        }

        @Test
        void isOpenOnce() {
            try (StandbyJournal _ = StandbyJournal.open(folder, ROOMY)) {
                LogProblem problem =
                        assertThrows(
                                LogProblem.class, () -> StandbyJournal.open(folder, ROOMY).close());
                assertEquals(LogProblem.Kind.IN_USE, problem.kind());
            }
        }
    }

    @Nested
    class WhenThePowerGoes {
        private static final Path FOLDER = Path.of("/standby");

        @Test
        void keepsWhateverItTookUntilItIsTakenOut() {
            Cases.check(300, WhenThePowerGoes::life);
        }

        private static void life(RandomGenerator random) {
            LossyDisk disk = new LossyDisk(random);
            List<String> taken = new ArrayList<>();
            int out = 0;
            int number = 0;
            for (int crashes = random.nextInt(1, 5); crashes > 0; crashes--) {
                disk.crashAfter(random.nextInt(1, 60));
                try (StandbyJournal journal = StandbyJournal.open(disk, FOLDER, ROOMY)) {
                    while (true) {
                        String text = "record " + number++;
                        journal.append(records(text));
                        taken.add(text);
                        if (random.nextInt(4) == 0) {
                            out = taken.size(); // they are safe elsewhere
                            journal.takeOut(journal.waiting());
                        }
                    }
                } catch (LogProblem crash) {
                    assertTrue(
                            String.valueOf(crash.getMessage()).startsWith("OGMS-70"),
                            crash::toString);
                }
                disk.powerUp();
            }
            try (StandbyJournal journal = StandbyJournal.open(disk, FOLDER, ROOMY)) {
                List<String> waiting = texts(journal);
                assertTrue(
                        waiting.containsAll(taken.subList(out, taken.size())),
                        () -> "took " + taken + ", kept " + waiting);
            }
        }
    }

    @Test
    void takesNothingMoreWhenNobodyKnowsWhatIsOnDisk() {
        LossyDisk disk = new LossyDisk(RandomGenerator.of("L64X128MixRandom"));
        try (StandbyJournal journal = StandbyJournal.open(disk, Path.of("/standby"), ROOMY)) {
            disk.failNextForce();
            for (int i = 0; i < 2; i++) {
                LogProblem problem =
                        assertThrows(LogProblem.class, () -> journal.append(records("one")));
                assertEquals(LogProblem.Kind.DISK_UNCERTAIN, problem.kind());
            }
        }
    }
}
