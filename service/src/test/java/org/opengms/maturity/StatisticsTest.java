package org.opengms.maturity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.statistics.Interval;

/// The closed forms against published examples.
class StatisticsTest {
    private static final double TO_FOUR_DECIMALS = 0.00005;

    @Nested
    class TheIntervalOfAShare {
        /// Newcombe 1998, table I, method 3.
        @ParameterizedTest
        @CsvSource({
            "81, 263, 0.2553, 0.3662",
            "15, 148, 0.0624, 0.1605",
            "0, 20, 0.0000, 0.1611",
            "1, 29, 0.0061, 0.1718"
        })
        void isAsNewcombeHasIt(long of, long all, double lower, double upper) {
            Interval interval = Wilson.of(new Count(of, all));

            assertEquals(lower, interval.lower(), TO_FOUR_DECIMALS);
            assertEquals(upper, interval.upper(), TO_FOUR_DECIMALS);
        }

        @ParameterizedTest
        @CsvSource({"0, 1", "1, 1", "0, 7", "7, 7"})
        void endsAtNoneAndAll(long of, long all) {
            Interval interval = Wilson.of(new Count(of, all));

            assertEquals(of == 0 ? 0.0 : 1.0, of == 0 ? interval.lower() : interval.upper());
            assertTrue(interval.lower() < interval.upper());
        }
    }

    @Nested
    class TheShareOfASmallSite {
        /// Boys among the first twelve children of 6115 families in nineteenth-century Saxony
        /// (Geissler's data, as in Lindsey and Altham 1998): the moments give a beta distribution
        /// with 34.1350 and 31.6085.
        @Test
        void isFittedAsToFamiliesInSaxony() {
            int[] families = {3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7};
            List<Count> counts = new ArrayList<>();
            for (int boys = 0; boys < families.length; boys++) {
                counts.addAll(Collections.nCopies(families[boys], new Count(boys, 12)));
            }

            Shrinkage shrinkage = Shrinkage.of(counts);

            assertEquals(34.1350 + 31.6085, shrinkage.worth().orElseThrow(), 0.001);
            // 12 boys of 12: (34.1350 + 12) / (34.1350 + 31.6085 + 12)
            assertEquals(0.59343, shrinkage.of(new Count(12, 12)).estimate(), 0.00001);
        }

        /// Worked by hand: 10 of 10, 0 of 10 and 5 of 10. m = 1/2, s² = (1/4 + 1/4 + 0)/3 = 1/6, n̄
        /// = 10, M = (1/4 − 1/6)/(1/6 − 1/40) = 10/17.
        @Test
        void isWorkedByHand() {
            Shrinkage shrinkage =
                    Shrinkage.of(List.of(new Count(10, 10), new Count(0, 10), new Count(5, 10)));

            assertEquals(10.0 / 17, shrinkage.worth().orElseThrow(), 1e-12);
            // (10 + 5/17) / (10 + 10/17) = 175/180
            assertEquals(175.0 / 180, shrinkage.of(new Count(10, 10)).estimate(), 1e-12);
            assertEquals(0.5, shrinkage.of(Count.NONE).estimate(), 1e-12);
        }

        /// s² is all there can be, so that the others say next to nothing: a tenth of an order.
        @Test
        void isItsOwnWhereSitesHaveAllOrNothing() {
            Shrinkage shrinkage =
                    Shrinkage.of(List.of(new Count(10, 10), new Count(0, 10), new Count(0, 10)));

            assertEquals(0.1, shrinkage.worth().orElseThrow());
            assertEquals((10 + 0.1 / 3) / 10.1, shrinkage.of(new Count(10, 10)).estimate(), 1e-12);
            Interval none = shrinkage.of(new Count(0, 10));
            assertTrue(none.lower() >= 0 && none.upper() < 0.1, none.toString());
        }

        /// Sites of one order each tell nothing of how sites differ.
        @ParameterizedTest
        @CsvSource({"3, 7", "1, 2", "13, 29"})
        void isThatOfAllWhereEachHasOneOrder(int of, int all) {
            List<Count> sites = new ArrayList<>(Collections.nCopies(of, new Count(1, 1)));
            sites.addAll(Collections.nCopies(all - of, new Count(0, 1)));

            Shrinkage shrinkage = Shrinkage.of(sites);

            assertTrue(shrinkage.worth().isEmpty());
            assertEquals((double) of / all, shrinkage.of(new Count(1, 1)).estimate(), 1e-12);
        }

        @Test
        void isThatOfAllWhereSitesDifferByChanceOnly() {
            Shrinkage shrinkage = Shrinkage.of(Collections.nCopies(8, new Count(3, 10)));

            assertTrue(shrinkage.worth().isEmpty());
            assertEquals(0.3, shrinkage.of(new Count(10, 10)).estimate(), 1e-12);
        }

        @Test
        void liesBetweenItsOwnAndThatOfAll() {
            List<Count> sites =
                    List.of(
                            new Count(90, 100),
                            new Count(300, 1000),
                            new Count(2, 2),
                            new Count(50, 60));
            Shrinkage shrinkage = Shrinkage.of(sites);
            double all = sites.stream().reduce(Count.NONE, Count::plus).share();

            for (Count site : sites) {
                Interval expected = shrinkage.of(site);
                assertTrue(
                        expected.estimate() >= Math.min(all, site.share())
                                && expected.estimate() <= Math.max(all, site.share()),
                        expected.toString());
                assertTrue(expected.lower() < expected.estimate(), expected.toString());
                assertTrue(expected.upper() > expected.estimate(), expected.toString());
            }
        }

        @Test
        void isUnknownWhereNothingIsKnownOfAnybody() {
            assertEquals(new Interval(0, 0, 1, 0.95), Shrinkage.of(List.of()).of(Count.NONE));
        }
    }

    @Nested
    class TheTrend {
        /// Smokers among patients of four studies (Fleiss 1981), as in the examples of R's
        /// prop.trend.test: X-squared = 8.2249.
        @Test
        void isTestedAsRDoes() {
            Trend trend =
                    Trend.through(
                                    List.of(
                                            new Count(83, 86),
                                            new Count(90, 93),
                                            new Count(129, 136),
                                            new Count(70, 82)))
                            .orElseThrow();

            assertEquals(8.2249, trend.chiSquared(), TO_FOUR_DECIMALS);
            assertEquals(Trend.Direction.FALLING, trend.direction());
        }

        /// 2, 4 and 6 of 10 lie on a line that rises by a fifth.
        @Test
        void isTheSlopeOfTheLine() {
            Trend trend =
                    Trend.through(List.of(new Count(2, 10), new Count(4, 10), new Count(6, 10)))
                            .orElseThrow();

            assertEquals(0.2, trend.perMonth().estimate(), 1e-12);
            // error √(0.4 · 0.6 / 20)
            assertEquals(
                    1.959964 * Math.sqrt(0.012),
                    trend.perMonth().upper() - trend.perMonth().estimate(),
                    1e-6);
        }

        @Test
        void isNotToldOfFewMonthsOrWhereNothingDiffers() {
            assertEquals(Optional.empty(), Trend.of(Collections.nCopies(5, new Count(1, 2))));
            assertEquals(Optional.empty(), Trend.of(Collections.nCopies(24, new Count(5, 5))));
            assertTrue(Trend.of(Collections.nCopies(6, new Count(1, 2))).isPresent());
        }
    }

    @Nested
    class TheDaysThatPaperCosts {
        private static final double DAY = 24 * 60;

        private static Turnarounds days(double... days) {
            Turnarounds all = Turnarounds.NONE;
            for (double one : days) {
                all = all.plus(new Turnarounds(1, one * DAY, one * DAY * one * DAY));
            }
            return all;
        }

        /// One month is Student's comparison of two samples: R's sleep data, extra hours of sleep
        /// by group, t.test(extra ~ group, var.equal = TRUE): difference 1.58, 95 % interval
        /// −0.203874 to 3.363874.
        @Test
        void areStudentsInOneMonth() {
            // The data hold negative hours; both groups are moved by two, as the difference is not.
            Turnarounds moved =
                    days(
                            2 + 0.7, 2 - 1.6, 2 - 0.2, 2 - 1.2, 2 - 0.1, 2 + 3.4, 2 + 3.7, 2 + 0.8,
                            2 + 0.0, 2 + 2.0);
            Turnarounds second =
                    days(
                            2 + 1.9, 2 + 0.8, 2 + 1.1, 2 + 0.1, 2 - 0.1, 2 + 4.4, 2 + 5.5, 2 + 1.6,
                            2 + 4.6, 2 + 3.4);
            PaperDays found =
                    PaperDays.of(List.of(new PaperDays.Month(moved, second))).orElseThrow();

            assertEquals(1.58, found.days().estimate(), 1e-9);
            assertEquals(-0.203874, found.days().lower(), 1e-6);
            assertEquals(3.363874, found.days().upper(), 1e-6);
        }

        /// Two months of different level: differences 2 and 4 with the weights 1 (of 2 and 2) and
        /// 0.75 (of 3 and 1).
        @Test
        void areComparedWithinMonths() {
            PaperDays found =
                    PaperDays.of(
                                    List.of(
                                            new PaperDays.Month(days(10, 12), days(12, 14)),
                                            new PaperDays.Month(days(30, 31, 32), days(35)),
                                            new PaperDays.Month(days(1, 2, 3), days())))
                            .orElseThrow();

            assertEquals((2 * 1 + 4 * 0.75) / 1.75, found.days().estimate(), 1e-9);
            assertEquals(2, found.months());
            assertEquals(5, found.electronic());
            assertEquals(3, found.paper());
            // spread 2 + 2 + 2 of 4 degrees of freedom, t 2.776445
            assertEquals(
                    2.776445 * Math.sqrt(1.5 / 1.75),
                    found.days().upper() - found.days().estimate(),
                    1e-5);
        }

        @Test
        void areNotToldWithoutBothKinds() {
            assertTrue(PaperDays.of(List.of(new PaperDays.Month(days(1, 2), days()))).isEmpty());
            assertTrue(PaperDays.of(List.of(new PaperDays.Month(days(1), days(2)))).isEmpty());
            assertTrue(PaperDays.of(List.of()).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "3, 2", "0, -1"})
    void refusesCountsThatAreNoPartOfAWhole(long of, long all) {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> new Count(of, all));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith("OGMS-8900"));
    }
}
