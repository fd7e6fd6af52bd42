package org.opengms.disclosure.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

class ReleaseRegistryTest {
    private static final CountRules RULES = new CountRules(10, 10, Zeros.HIDDEN);
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir private Path folder = Path.of("");

    private static Release range(String label, int from, int to) {
        return new Release(label, RoaringBitmap.bitmapOfRange(from, to));
    }

    private static Publication one(String id, Release release) {
        return new Publication(
                id, "project " + id, "entity", MONDAY, List.of(Breakdown.of(release)));
    }

    private static Publication rows(String id, Release... releases) {
        return new Publication(
                id,
                "project " + id,
                "entity",
                MONDAY,
                List.of(new Breakdown(Arrays.asList(releases))));
    }

    private ReleaseFile file() {
        return ReleaseFile.open(folder.resolve("releases"));
    }

    @Nested
    class ANewNumber {
        private void then(boolean safe, Publication earlier, Publication later) {
            try (ReleaseFile file = file()) {
                ReleaseRegistry registry = new ReleaseRegistry(RULES, file);
                assertInstanceOf(Verdict.Safe.class, registry.publish(earlier));
                assertEquals(safe, registry.publish(later) instanceof Verdict.Safe);
            }
        }

        @Test
        void ofTheSamePeopleIsTheSameNumber() {
            then(true, one("a", range("all", 0, 500)), one("b", range("all again", 0, 500)));
        }

        @Test
        void withoutAFewPeopleIsRefusedInAnotherProjectToo() {
            then(false, one("a", range("all", 0, 500)), one("b", range("all but one", 1, 500)));
            assertInstanceOf(
                    Verdict.Unsafe.class,
                    new ReleaseRegistry(RULES, file()).check(one("c", range("but 9", 0, 491))));
        }

        @Test
        void withoutTenPeopleIsSafe() {
            then(true, one("a", range("all", 0, 500)), one("b", range("but ten", 0, 490)));
        }

        @Test
        void withOneJoinedAndOneGoneIsRefused() {
            then(false, one("a", range("May", 0, 500)), one("b", range("June", 1, 501)));
        }

        @Test
        void ofManyPeopleInCommonIsSafeIfNeitherSumIsClose() {
            then(true, one("a", range("women", 0, 300)), one("b", range("the North", 150, 600)));
        }

        @Test
        void thatIsATotalOfEarlierPartsAndAFewIsRefused() {
            then(
                    false,
                    rows("a", range("North", 0, 200), range("South", 200, 391)),
                    one("b", range("England", 0, 400)));
        }

        @Test
        void thatCompletesPartsOfAnEarlierTotalIsRefused() {
            then(
                    false,
                    one("a", range("England", 0, 400)),
                    rows("b", range("North", 0, 200), range("South", 203, 400)));
        }

        @Test
        void inOtherBandsIsRefusedIfTheyShareAllButOneEdge() {
            then(
                    false,
                    rows("a", range("0-17", 0, 100), range("18-64", 100, 700)),
                    rows("b", range("0-39", 0, 300), range("40-65", 300, 705)));
        }

        @Test
        void ofFewPeopleIsRefused() {
            try (ReleaseFile file = file()) {
                ReleaseRegistry registry = new ReleaseRegistry(RULES, file);
                Verdict verdict = registry.publish(one("a", range("nine", 0, 9)));
                Verdict.Unsafe unsafe = assertInstanceOf(Verdict.Unsafe.class, verdict);
                assertEquals(List.of("nine"), unsafe.findings().getFirst().numbers());
                assertEquals(0, registry.size());
            }
        }

        @Test
        void isJudgedTogetherWithWhatIsPublishedBesideIt() {
            try (ReleaseFile file = file()) {
                Verdict verdict =
                        new ReleaseRegistry(RULES, file)
                                .check(
                                        new Publication(
                                                "a",
                                                "p",
                                                "e",
                                                MONDAY,
                                                List.of(
                                                        Breakdown.of(range("all", 0, 100)),
                                                        Breakdown.of(range("men", 3, 100)))));
                Verdict.Unsafe unsafe = assertInstanceOf(Verdict.Unsafe.class, verdict);
                String words = unsafe.findings().getFirst().words();
                assertEquals(
                        "[men] and, in publication a, [all] differ by fewer than 10 people."
                                + " Leave one out, or use the earlier one's groups.",
                        words);
            }
        }
    }

    @Nested
    class SeveralRegistriesOfOneStore {
        /// Groups of which many differ by a few people.
        private Release group(RandomGenerator random, String label, int least, int most) {
            int from = least + random.nextInt(3) * 7;
            int to = most - random.nextInt(3) * 6;
            return range(label, from, to);
        }

        private Publication any(RandomGenerator random, String id) {
            int edge = 100 * random.nextInt(1, 5);
            return random.nextBoolean()
                    ? one(id, group(random, "one", 0, 100 + edge))
                    : rows(
                            id,
                            group(random, "low", 0, edge),
                            group(random, "high", edge, edge + 200));
        }

        /// What one has published the other judges by, as one registry would that had published
        /// everything itself; and so does one that reads it all back from the disk.
        @Test
        void judgeAsOneWould() {
            Cases.check(
                    25,
                    random -> {
                        Path shared = folder.resolve("shared-" + random.nextLong());
                        ReleaseRegistry alone = new ReleaseRegistry(RULES, ReleaseStore.inMemory());
                        int refused = 0;
                        try (ReleaseFile file = ReleaseFile.open(shared)) {
                            ReleaseRegistry[] several = {
                                new ReleaseRegistry(RULES, file),
                                new ReleaseRegistry(RULES, file),
                                new ReleaseRegistry(RULES, file)
                            };
                            for (int i = 0; i < 20; i++) {
                                Publication next = any(random, "p" + i);
                                ReleaseRegistry one = several[random.nextInt(several.length)];
                                Verdict expected = alone.publish(next);
                                assertEquals(expected, one.publish(next));
                                refused += expected instanceof Verdict.Unsafe ? 1 : 0;
                            }
                        }
                        assertTrue(refused > 0 && refused < 20, "one-sided: " + refused);
                        try (ReleaseFile file = ReleaseFile.open(shared)) {
                            ReleaseRegistry again = new ReleaseRegistry(RULES, file);
                            assertEquals(alone.size(), again.size());
                            for (int i = 0; i < 10; i++) {
                                Publication next = any(random, "q" + i);
                                assertEquals(alone.check(next), again.check(next));
                            }
                        }
                    });
        }

        /// The number must not be shown then, and the next is judged as if it had not been asked
        /// for.
        @Test
        void knowNothingOfWhatWasNotKept() {
            ReleaseStore kept = ReleaseStore.inMemory();
            ReleaseStore full =
                    new ReleaseStore() {
                        @Override
                        public List<Publication> since(int known) {
                            return kept.since(known);
                        }

                        @Override
                        public <T> T alone(Supplier<T> work) {
                            throw new IllegalStateException("not kept: " + work.get());
                        }

                        @Override
                        public void append(Publication publication) {}
                    };
            ReleaseRegistry registry = new ReleaseRegistry(RULES, full);
            assertThrows(
                    IllegalStateException.class,
                    () -> registry.publish(one("a", range("all", 0, 500))));
            assertEquals(0, registry.size());
            new ReleaseRegistry(RULES, kept).publish(one("b", range("b", 1, 500)));
            assertEquals(1, registry.size());
        }
    }

    @Nested
    class TheFile {
        @Test
        void bringsEverythingBack() {
            Publication first =
                    new Publication(
                            "a",
                            "p",
                            "e",
                            MONDAY.plusNanos(5),
                            List.of(
                                    Breakdown.of(range("all", 0, 70_000)),
                                    new Breakdown(
                                            List.of(range("x", 0, 500), range("y", 500, 900)))));
            Publication second = one("b", range("Größe", 3, 400));
            try (ReleaseFile file = file()) {
                file.append(first);
                file.append(second);
            }
            try (ReleaseFile file = file()) {
                assertEquals(List.of(first, second), file.all());
                ReleaseRegistry registry = new ReleaseRegistry(RULES, file);
                assertEquals(4, registry.size());
                assertInstanceOf(
                        Verdict.Unsafe.class, registry.check(one("c", range("c", 1, 70_000))));
                assertThrows(IllegalArgumentException.class, () -> registry.publish(second));
            }
        }

        @Test
        void thatEndsInTheMiddleOfARecordLosesOnlyWhatWasNeverKept() throws IOException {
            Publication first = one("a", range("all", 0, 500));
            try (ReleaseFile file = file()) {
                file.append(first);
            }
            byte[] whole = Files.readAllBytes(folder.resolve("releases"));
            try (ReleaseFile file = file()) {
                file.append(one("b", range("b", 0, 300)));
            }
            byte[] both = Files.readAllBytes(folder.resolve("releases"));
            for (int cut = whole.length; cut < both.length; cut++) {
                Files.write(folder.resolve("releases"), Arrays.copyOf(both, cut));
                try (ReleaseFile file = file()) {
                    assertEquals(List.of(first), file.all());
                    file.append(one("c", range("c", 0, 100)));
                }
                try (ReleaseFile file = file()) {
                    assertEquals(2, file.all().size());
                }
            }
        }

        @Test
        void thatIsDamagedInsideIsRefused() {
            try (ReleaseFile file = file()) {
                file.append(one("a", range("a", 0, 500)));
                file.append(one("b", range("b", 0, 300)));
            }
            Cases.check(
                    60,
                    random -> {
                        Path damaged = folder.resolve("damaged");
                        byte[] bytes = Files.readAllBytes(folder.resolve("releases"));
                        // Of the second record's bytes any may be torn; none before.
                        bytes[random.nextInt(bytes.length / 2)] ^= (byte) (1 << random.nextInt(8));
                        Files.write(damaged, bytes);
                        IllegalStateException refused =
                                assertThrows(
                                        IllegalStateException.class,
                                        () -> ReleaseFile.open(damaged));
                        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7542"));
                    });
        }

        @Test
        void isOpenOnce() {
            try (ReleaseFile file = file()) {
                assertTrue(file.all().isEmpty());
                IllegalStateException refused =
                        assertThrows(IllegalStateException.class, ReleaseRegistryTest.this::file);
                assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7541"));
            }
        }

        @Test
        void isForItsOwnerAlone() throws IOException {
            try (ReleaseFile file = file()) {
                assertTrue(file.all().isEmpty());
                assertEquals(
                        "[OWNER_READ, OWNER_WRITE]",
                        new java.util.TreeSet<>(
                                        Files.getPosixFilePermissions(folder.resolve("releases")))
                                .toString());
            }
        }

        @Test
        void ofAnotherKindIsRefused() throws IOException {
            Files.writeString(
                    folder.resolve("releases"),
                    "opengms-entry/v1 and more",
                    StandardOpenOption.CREATE);
            assertThrows(IllegalStateException.class, ReleaseRegistryTest.this::file);
        }
    }
}
