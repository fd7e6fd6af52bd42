package org.opengms.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.DisclosureRules.FrequencyRules;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

/// At most one site for ten people, whoever asks and however often.
class FrequencyReleasesTest {
    private final FrequencyReleases releases = new FrequencyReleases(new FrequencyRules(0.1));

    private static RoaringBitmap people(int from, int to) {
        return RoaringBitmap.bitmapOfRange(from, to);
    }

    private static Set<String> sites(int from, int to) {
        Set<String> sites = new TreeSet<>();
        for (int i = from; i < to; i++) {
            sites.add("site " + i);
        }
        return sites;
    }

    @Test
    void addUpOverRequests() {
        assertTrue(releases.release(people(0, 1000), sites(0, 60)).allowed());
        assertFalse(releases.release(people(0, 1000), sites(60, 101)).allowed());
        assertTrue(releases.release(people(0, 1000), sites(60, 100)).allowed());
        assertFalse(releases.release(people(0, 1000), sites(100, 101)).allowed());
    }

    @Test
    void ofTheSameSiteAndPeopleCostNothingAgain() {
        assertTrue(releases.release(people(0, 1000), sites(0, 100)).allowed());
        assertTrue(releases.release(people(0, 1000), sites(0, 100)).allowed());
    }

    @Test
    void ofAGroupAndAPartOfItAddUp() {
        assertTrue(releases.release(people(0, 1000), sites(0, 50)).allowed());
        // 50/1000 + 10/100 is too much for the hundred, and 50/1000 + 5/100 is just enough.
        assertFalse(releases.release(people(0, 100), sites(0, 10)).allowed());
        assertTrue(releases.release(people(0, 100), sites(0, 5)).allowed());
        // Of the others nothing more: a later release of all would touch the hundred too.
        assertFalse(releases.release(people(0, 1000), sites(50, 51)).allowed());
        assertTrue(releases.release(people(1000, 2000), sites(0, 100)).allowed());
    }

    @Test
    void neverExposeAnybodyToMore() {
        Cases.check(
                200,
                random -> {
                    FrequencyReleases any = new FrequencyReleases(new FrequencyRules(0.1));
                    double[] exposed = new double[300];
                    for (int i = 0; i < 40; i++) {
                        int from = random.nextInt(250);
                        int to = random.nextInt(from + 1, 301);
                        int first = random.nextInt(1000);
                        int sites = random.nextInt(1, 12);
                        // Each request has sites of its own, so each costs.
                        if (any.release(
                                        people(from, to),
                                        sites(1000 * i + first, 1000 * i + first + sites))
                                .allowed()) {
                            for (int p = from; p < to; p++) {
                                exposed[p] += (double) sites / (to - from);
                            }
                        }
                    }
                    for (double one : exposed) {
                        assertTrue(one <= 0.1 + 1e-9, () -> "exposed to " + one);
                    }
                });
    }

    @Test
    void tellHowMuchTheyWouldCost() {
        assertEquals(0.5, releases.release(people(0, 10), sites(0, 5)).sitesPerPerson(), 1e-12);
    }
}
