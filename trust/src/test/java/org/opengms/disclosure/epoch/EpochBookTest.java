package org.opengms.disclosure.epoch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.DisclosureRules.EpochRules;
import org.opengms.disclosure.noise.SeededNoise;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

class EpochBookTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final EpochRules RULES = new EpochRules(50, 24);
    private static final SeededNoise KEY = SeededNoise.of(new byte[32]);

    private final EpochStore store = EpochStore.inMemory();
    private final EpochBook book = new EpochBook(RULES, KEY, store);

    private static Instant after(int hours) {
        return NINE.plus(Duration.ofHours(hours));
    }

    private void join(int from, int to) {
        for (int person = from; person < to; person++) {
            book.join(person, NINE);
        }
    }

    private int size(Instant at) {
        return book.at(at).people().getCardinality();
    }

    @Nested
    class WhoJoins {
        @Test
        void waitsUntilFiftyDo() {
            join(0, 49);
            assertEquals(0, size(after(100)));
            join(49, 50);
            assertEquals(50, size(after(100)));
            assertEquals(1, book.at(after(100)).number());
        }

        @Test
        void andLeavesBeforeThatWasNeverThere() {
            join(0, 50);
            book.leave(7, NINE);
            assertEquals(0, size(after(48)));
            assertEquals(Optional.empty(), book.due());
        }
    }

    /// The book is told who may be counted, not who came and went.
    @Nested
    class WhoMayBeCounted {
        private static RoaringBitmap people(int from, int to) {
            return RoaringBitmap.bitmapOfRange(from, to);
        }

        @Test
        void joinsOnceHoweverOftenItIsSaid() {
            for (int hour = 0; hour < 5; hour++) {
                book.follow(people(0, 49), after(hour));
            }
            assertEquals(49, store.all().size());
            assertEquals(0, size(after(5)));
            book.follow(people(0, 60), after(5));
            assertEquals(60, size(after(5)));
        }

        @Test
        void leavesWhenItIsMissing() {
            book.follow(people(0, 1000), NINE);
            assertEquals(1000, size(NINE));
            book.follow(people(60, 1000), after(1));
            assertEquals(940, size(after(1)));
        }

        @Test
        void isBackTheSameDayAsIfNothingHadBeen() {
            book.follow(people(0, 1000), NINE);
            book.at(NINE);
            book.follow(people(1, 1000), after(1));
            book.follow(people(0, 1000), after(2));
            assertEquals(1000, size(after(48)));
        }

        /// Otherwise who comes back was one who had left, and who does not had rested.
        @Test
        void staysOutForGoodAfterAnEpochWithoutIt() {
            book.follow(people(0, 1000), NINE);
            book.at(NINE);
            book.follow(people(1, 1000), after(1));
            assertEquals(950, size(after(25)));
            for (int hour = 26; hour < 200; hour += 30) {
                book.follow(people(0, 1000), after(hour));
                assertEquals(950, size(after(hour)));
            }
        }

        @Test
        void isTheSameInABookThatReadsTheStore() {
            book.follow(people(0, 1000), NINE);
            book.at(NINE);
            book.follow(people(1, 1000), after(1));
            book.at(after(25));
            EpochBook other = new EpochBook(RULES, KEY, store);
            int known = store.all().size();
            other.follow(people(0, 1000), after(26));
            assertEquals(known, store.all().size());
        }
    }

    @Nested
    class WhoLeaves {
        @Test
        void isCountedUntilTheDayIsOverAndNotAMomentLonger() {
            join(0, 1000);
            assertEquals(1000, size(NINE));
            book.leave(7, after(1));
            assertEquals(Optional.of(after(25)), book.due());
            assertTrue(book.at(after(25).minusNanos(1)).people().contains(7));
            assertFalse(book.at(after(25)).people().contains(7));
        }

        @Test
        void isAccompaniedUntilThereAreFifty() {
            join(0, 1000);
            book.at(NINE);
            book.leave(7, NINE);
            book.leave(8, after(3));
            assertEquals(950, size(after(24)));
        }

        @Test
        void needsNoCompanyAmongFifty() {
            join(0, 1000);
            book.at(NINE);
            for (int person = 100; person < 160; person++) {
                book.leave(person, after(1));
            }
            assertEquals(940, size(after(1)));
        }

        @Test
        void isNotHiddenByWhoJoins() {
            join(0, 1000);
            book.at(NINE);
            book.leave(7, NINE);
            join(1000, 1200);
            // The joined come at once; the one who leaves goes at the end of the day, with 49.
            assertEquals(1200, size(after(1)));
            assertEquals(1150, size(after(24)));
        }

        @Test
        void andComesBackTheSameDayHasNotLeft() {
            join(0, 1000);
            book.at(NINE);
            book.leave(7, NINE);
            book.join(7, after(2));
            assertEquals(1000, size(after(48)));
        }

        @Test
        void fromASmallCohortEndsIt() {
            join(0, 50);
            book.at(NINE);
            book.leave(7, NINE);
            assertEquals(0, size(after(24)));
        }
    }

    @Nested
    class WhoRests {
        private RoaringBitmap resting() {
            return store.all().stream()
                    .filter(EpochEvent.Turned.class::isInstance)
                    .map(e -> ((EpochEvent.Turned) e).resting())
                    .reduce(new RoaringBitmap(), (a, b) -> RoaringBitmap.or(a, b));
        }

        @Test
        void isDrawnByTheKeyAndDoesNotComeBack() {
            join(0, 1000);
            book.at(NINE);
            book.leave(7, NINE);
            book.at(after(24));
            RoaringBitmap resting = resting();
            assertEquals(49, resting.getCardinality());
            assertFalse(resting.contains(7));
            join(2000, 2100);
            assertFalse(RoaringBitmap.intersects(book.at(after(50)).people(), resting));

            byte[] other = new byte[32];
            other[0] = 1;
            EpochStore elsewhere = EpochStore.inMemory();
            EpochBook otherBook = new EpochBook(RULES, SeededNoise.of(other), elsewhere);
            for (int person = 0; person < 1000; person++) {
                otherBook.join(person, NINE);
            }
            otherBook.at(NINE);
            otherBook.leave(7, NINE);
            RoaringBitmap same =
                    RoaringBitmap.and(
                            RoaringBitmap.andNot(
                                    RoaringBitmap.bitmapOfRange(0, 1000),
                                    otherBook.at(after(24)).people()),
                            resting);
            assertTrue(same.getCardinality() < 20, "drawn by both keys: " + same.getCardinality());
        }

        @Test
        void isDrawnEvenly() {
            int[] drawn = new int[4];
            for (int trial = 0; trial < 40; trial++) {
                byte[] key = new byte[32];
                key[1] = (byte) trial;
                EpochBook any = new EpochBook(RULES, SeededNoise.of(key), EpochStore.inMemory());
                for (int person = 0; person < 400; person++) {
                    any.join(person, NINE);
                }
                any.at(NINE);
                any.leave(0, NINE);
                RoaringBitmap.andNot(
                                RoaringBitmap.bitmapOfRange(1, 400), any.at(after(24)).people())
                        .forEach((int person) -> drawn[person / 100]++);
            }
            for (int quarter : drawn) {
                // 1,960 drawn, 490 expected of each quarter, standard deviation about 18.
                assertEquals(490, quarter, 90);
            }
        }
    }

    @Nested
    class AnyHistory {
        /// Whatever happens: who left a day ago is not counted; nobody is counted who did not join;
        /// an epoch parts with nobody or with fifty, and takes in nobody or fifty, unless it ends.
        @Test
        void keepsItsPromises() {
            Cases.check(
                    60,
                    random -> {
                        EpochStore events = EpochStore.inMemory();
                        EpochBook any = new EpochBook(RULES, KEY, events);
                        Set<Integer> in = new HashSet<>();
                        Map<Integer, Instant> out = new HashMap<>();
                        Instant now = NINE;
                        RoaringBitmap before = new RoaringBitmap();
                        for (int step = 0; step < 1500; step++) {
                            now = now.plusSeconds(random.nextInt(1200));
                            int person = random.nextInt(600);
                            if (random.nextInt(4) > 0) {
                                any.join(person, now);
                                in.add(person);
                                out.remove(person);
                            } else {
                                any.leave(person, now);
                                if (in.remove(person)) {
                                    out.put(person, now);
                                }
                            }
                            RoaringBitmap people = any.at(now).people();
                            int gone = RoaringBitmap.andNotCardinality(before, people);
                            int came = RoaringBitmap.andNotCardinality(people, before);
                            assertTrue(gone == 0 || gone >= 50 || people.getCardinality() == came);
                            assertTrue(came == 0 || came >= 50, "came: " + came);
                            for (Map.Entry<Integer, Instant> left : out.entrySet()) {
                                assertFalse(
                                        people.contains(left.getKey())
                                                && !now.isBefore(
                                                        left.getValue().plusSeconds(86_400)));
                            }
                            for (int one : people) {
                                assertTrue(in.contains(one) || out.containsKey(one));
                            }
                            before = people;
                        }
                        Epoch again = new EpochBook(RULES, KEY, events).at(now);
                        assertEquals(any.at(now), again);
                    });
        }
    }

    @Nested
    class SeveralBooksOfOneStore {
        @Test
        void areInTheEpochInWhichOneWouldBe() {
            Cases.check(
                    20,
                    random -> {
                        EpochRules small = new EpochRules(5, 24);
                        EpochBook alone = new EpochBook(small, KEY, EpochStore.inMemory());
                        EpochStore shared = EpochStore.inMemory();
                        EpochBook[] several = {
                            new EpochBook(small, KEY, shared), new EpochBook(small, KEY, shared)
                        };
                        Instant now = NINE;
                        for (int i = 0; i < 300; i++) {
                            EpochBook one = several[random.nextInt(several.length)];
                            int person = random.nextInt(60);
                            now = now.plus(Duration.ofMinutes(random.nextInt(120)));
                            if (random.nextInt(3) > 0) {
                                alone.join(person, now);
                                one.join(person, now);
                            } else {
                                alone.leave(person, now);
                                one.leave(person, now);
                            }
                            if (random.nextInt(4) == 0) {
                                EpochBook other = several[random.nextInt(several.length)];
                                assertEquals(alone.at(now), other.at(now));
                                assertEquals(alone.due(), one.due());
                            }
                        }
                        assertTrue(alone.at(now).number() > 2);
                        assertEquals(alone.at(now), new EpochBook(small, KEY, shared).at(now));
                    });
        }
    }
}
