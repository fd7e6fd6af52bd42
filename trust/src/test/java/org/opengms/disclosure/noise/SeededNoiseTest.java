package org.opengms.disclosure.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.NoiseRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

class SeededNoiseTest {
    private static final SeededNoise NOISE = SeededNoise.of(new byte[32]);
    private static final NoiseRules HALF = new NoiseRules(0.5);
    private static final CountRules TENS = new CountRules(10, 10, Zeros.HIDDEN);

    @Test
    void isTheSameForTheSamePeopleHoweverTheyAreKept() {
        Cases.check(
                100,
                random -> {
                    RoaringBitmap grown = new RoaringBitmap();
                    int[] people = random.ints(random.nextInt(1, 3000), 0, 200_000).toArray();
                    for (int person : people) {
                        grown.add(person);
                    }
                    RoaringBitmap otherwise = new RoaringBitmap();
                    otherwise.add(0L, 200_001L);
                    otherwise.and(RoaringBitmap.bitmapOf(people));
                    otherwise.runOptimize();
                    assertEquals(NOISE.laplace(grown, 0.5), NOISE.laplace(otherwise, 0.5));
                });
    }

    @Test
    void isAnotherWithAnotherKeyOrAnotherPerson() {
        byte[] other = new byte[32];
        other[31] = 1;
        int[] differ = new int[2];
        for (int i = 0; i < 200; i++) {
            RoaringBitmap people = RoaringBitmap.bitmapOfRange(i, i + 100);
            RoaringBitmap less = RoaringBitmap.bitmapOfRange(i + 1, i + 100);
            long noise = NOISE.laplace(people, 0.05);
            differ[0] += noise == SeededNoise.of(other).laplace(people, 0.05) ? 0 : 1;
            differ[1] += noise == NOISE.laplace(less, 0.05) ? 0 : 1;
        }
        assertTrue(Math.min(differ[0], differ[1]) > 180, "of 200: " + differ[0] + ", " + differ[1]);
    }

    /// P(x) = (1 − q) / (1 + q) · q^|x| with q = exp(−ε), worked out here. Of 40,000 draws each
    /// frequency is within five standard deviations.
    @Test
    void hasTheDiscreteLaplaceDistribution() {
        int draws = 40_000;
        Map<Long, Integer> seen = new TreeMap<>();
        for (int i = 0; i < draws; i++) {
            seen.merge(NOISE.laplace(RoaringBitmap.bitmapOf(i, i + 50_000), 0.5), 1, Integer::sum);
        }
        double q = Math.exp(-0.5);
        for (long x = -6; x <= 6; x++) {
            double expected = (1 - q) / (1 + q) * Math.pow(q, Math.abs((double) x));
            double deviation = Math.sqrt(expected * (1 - expected) / draws);
            assertEquals(
                    expected, seen.getOrDefault(x, 0) / (double) draws, 5 * deviation, "x = " + x);
        }
    }

    @Test
    void neverBringsASmallCountOutNorHidesALargeOne() {
        for (int people = 0; people < 200; people++) {
            String shown =
                    NOISE.count(RoaringBitmap.bitmapOfRange(0, people), HALF, TENS).toString();
            assertEquals(people < 10, shown.equals("–"), people + " people: " + shown);
            assertNotEquals("0", shown);
        }
    }

    @Test
    void needsAWholeKey() {
        assertThrows(IllegalArgumentException.class, () -> SeededNoise.of(new byte[16]));
        assertEquals("noise key", NOISE.toString());
    }
}
