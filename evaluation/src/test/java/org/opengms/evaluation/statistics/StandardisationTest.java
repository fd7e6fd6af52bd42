package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.statistics.StandardisedRate.Band;
import org.opengms.planning.statistics.Interval;

class StandardisationTest {
    @Nested
    class OfARatio {
        /// R's poisson.test.
        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/ratios.csv",
                numLinesToSkip = 1)
        void hasTheExactLimitsThatRGives(
                long observed, double expected, double lower, double upper) {
            Interval found = StandardisedRatio.of(observed, expected).exact(0.95);
            assertEquals(lower, found.lower(), 1e-9);
            assertEquals(upper, found.upper(), 1e-9);
        }

        /// Exact limits of Poisson counts, as Breslow and Day (1987), table 2.10, and any other
        /// table has them; Byar's are within 1 % of them from 5 events on, which is what they are
        /// for.
        @ParameterizedTest
        @CsvSource({
            "5, 1.623, 11.668",
            "10, 4.795, 18.390",
            "20, 12.217, 30.888",
            "100, 81.364, 121.627",
        })
        void hasTheTabledLimits(long observed, double lower, double upper) {
            Interval exact = StandardisedRatio.of(observed, 1).exact(0.95);
            assertEquals(lower, exact.lower(), 5.1e-4);
            assertEquals(upper, exact.upper(), 5.1e-4);
            Interval byar = StandardisedRatio.of(observed, 1).byar(0.95);
            assertEquals(lower, byar.lower(), 0.01 * lower);
            assertEquals(upper, byar.upper(), 0.01 * upper);
        }

        /// With 11 observed and 6.7 expected by hand: 11 (1 − 1/99 − 1.96/(3√11))³ / 6.7 and 12 (1
        /// − 1/108 + 1.96/(3√12))³ / 6.7.
        @Test
        void hasByarsFormula() {
            Interval byar = StandardisedRatio.of(11, 6.7).byar(0.95);
            assertEquals(1.641791, byar.estimate(), 5e-7);
            double z = 1.959964;
            double lower = 1 - 1 / 99.0 - z / (3 * Math.sqrt(11));
            double upper = 1 - 1 / 108.0 + z / (3 * Math.sqrt(12));
            assertEquals(11 * Math.pow(lower, 3) / 6.7, byar.lower(), 1e-6);
            assertEquals(12 * Math.pow(upper, 3) / 6.7, byar.upper(), 1e-6);
        }

        @Test
        void isZeroToSomethingWhereNothingWasObserved() {
            assertEquals(0, StandardisedRatio.of(0, 3).byar(0.95).lower());
            assertEquals(
                    -Math.log(0.025) / 3, StandardisedRatio.of(0, 3).exact(0.95).upper(), 1e-12);
        }

        @ParameterizedTest
        @CsvSource({"-1, 2, OGMS-9000", "1, 0, OGMS-9002", "1, NaN, OGMS-9002"})
        void refusesWhatCannotBe(long observed, double expected, String code) {
            Refused.with(code, () -> StandardisedRatio.of(observed, expected));
        }
    }

    /// Down's syndrome by order of birth and the mother's age, Michigan 1950–1964: Fay and Feuer
    /// (1997), table 1, after Fleiss (1981), page 249. Per 100,000 births.
    @Nested
    class OfFayAndFeuersRates {
        private static final double[][] BIRTHS = {
            {230061, 329449, 114920, 39487, 14208, 3052},
            {72202, 326701, 208667, 83228, 28466, 5375},
            {15050, 175702, 207081, 117300, 45026, 8660},
            {2293, 68800, 132424, 98301, 46075, 9834},
            {327, 30666, 123419, 149919, 104088, 34392},
        };
        private static final long[][] CASES = {
            {107, 141, 60, 40, 39, 25},
            {25, 150, 110, 84, 82, 39},
            {3, 71, 114, 103, 108, 75},
            {1, 26, 64, 89, 137, 96},
            {0, 8, 63, 112, 262, 295},
        };

        private static StandardisedRate rate(int order) {
            List<Band> bands = new ArrayList<>();
            for (int age = 0; age < 6; age++) {
                double standard = 0;
                for (double[] births : BIRTHS) {
                    standard += births[age];
                }
                bands.add(new Band(CASES[order][age], BIRTHS[order][age], standard));
            }
            return StandardisedRate.of(bands);
        }

        /// By R's qchisq, from the formula of the paper.
        @ParameterizedTest
        @CsvSource({
            "0, 92.30453, 80.44175, 105.7633",
            "1, 91.17412, 82.36121, 100.8676",
            "2, 85.06922, 77.18345, 94.22357",
            "3, 92.71787, 80.00999, 114.6694",
            "4, 75.52901, 67.70212, 188.3002",
        })
        void hasTheirLimits(int order, double rate, double lower, double upper) {
            Interval found = rate(order).fayFeuer(0.95);
            assertEquals(rate, found.estimate() * 1e5, 1e-5);
            assertEquals(lower, found.lower() * 1e5, 1e-4);
            assertEquals(upper, found.upper() * 1e5, 1e-4);
        }

        /// Dobson's are the estimate with Byar's distances, scaled by √(variance / events).
        @Test
        void hasDobsonsLimits() {
            Interval found = rate(1).dobson(0.95);
            double events = 490;
            double z = 1.959964;
            double lower = events * Math.pow(1 - 1 / (9 * events) - z / 3 / Math.sqrt(events), 3);
            double scale = Math.sqrt(rate(1).variance() / events);
            assertEquals(rate(1).estimate() + scale * (lower - events), found.lower(), 1e-10);
        }
    }

    @Nested
    class OfARateInOneBand {
        /// Then both methods are those of a Poisson count.
        @Test
        void hasTheLimitsOfACount() {
            StandardisedRate rate = StandardisedRate.of(List.of(new Band(10, 1000, 7)));
            assertEquals(4.795e-3, rate.fayFeuer(0.95).lower(), 1e-6);
            assertEquals(18.390e-3, rate.fayFeuer(0.95).upper(), 1e-6);
            Interval byar = StandardisedRatio.of(10, 1000).byar(0.95);
            assertEquals(byar.lower(), rate.dobson(0.95).lower(), 1e-12);
            assertEquals(byar.upper(), rate.dobson(0.95).upper(), 1e-12);
        }

        @Test
        void hasNoLimitsOfDobsonWithoutEvents() {
            StandardisedRate rate = StandardisedRate.of(List.of(new Band(0, 1000, 7)));
            assertEquals(0, rate.fayFeuer(0.95).lower());
            assertEquals(-Math.log(0.025) / 1000, rate.fayFeuer(0.95).upper(), 1e-12);
            Refused.with("OGMS-9007", () -> rate.dobson(0.95));
        }

        @Test
        void refusesWhatCannotBe() {
            assertThrows(IllegalArgumentException.class, () -> new Band(1, 0, 1));
            assertThrows(IllegalArgumentException.class, () -> new Band(1, 1, -1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> StandardisedRate.of(List.of(new Band(1, 1, 0))));
        }
    }

    @Nested
    class OnAFunnelPlot {
        /// 10 trials at ½: F(1) = 11/1024, F(2) = 56/1024; 25.6/1024 lies (25.6 − 11)/45 between.
        @Test
        void interpolatesTheExactLimits() {
            FunnelPlot funnel = FunnelPlot.ofProportions(List.of(Proportion.of(5, 10)), 0.5);
            Interval limits = funnel.exactLimits(10, 0.95);
            assertEquals((1 + (25.6 - 11) / 45) / 10, limits.lower(), 1e-12);
            // F(7) = 968/1024, F(8) = 1013/1024; 998.4 lies between.
            assertEquals((7 + (998.4 - 968) / 45) / 10, limits.upper(), 1e-12);
        }

        /// Expected 1: F(0) = e⁻¹; 0.025 lies below, F(2) = 2.5 e⁻¹, F(3) = (8/3) e⁻¹.
        @Test
        void interpolatesThoseOfARatio() {
            FunnelPlot funnel = FunnelPlot.ofRatios(List.of(StandardisedRatio.of(1, 1)), 1);
            Interval limits = funnel.exactLimits(1, 0.95);
            double e = Math.exp(-1);
            assertEquals(0, limits.lower());
            assertEquals(2 + (0.975 - 2.5 * e) / (e / 6), limits.upper(), 1e-9);
        }

        @Test
        void comesToTheNormalCurveForLargeSites() {
            FunnelPlot funnel = FunnelPlot.ofProportions(List.of(Proportion.of(1, 10)), 0.3);
            Interval exact = funnel.exactLimits(100_000, 0.998);
            Interval normal = funnel.normalLimits(100_000, 0.998);
            assertEquals(normal.lower(), exact.lower(), 3e-5);
            assertEquals(normal.upper(), exact.upper(), 3e-5);
            assertEquals(0.3 + 3.0902323 * Math.sqrt(0.21 / 100_000), normal.upper(), 1e-8);
        }

        /// Ratios with 100 expected each have a standard error of 0.1: z = −4 … 5 by hand.
        private static FunnelPlot tenSites() {
            List<StandardisedRatio> sites = new ArrayList<>();
            for (long observed : new long[] {60, 70, 80, 90, 100, 110, 120, 130, 140, 150}) {
                sites.add(StandardisedRatio.of(observed, 100));
            }
            return FunnelPlot.ofRatios(sites, 1);
        }

        @Test
        void countsStandardErrors() {
            assertArrayEquals(
                    new double[] {-4, -3, -2, -1, 0, 1, 2, 3, 4, 5}, tenSites().zScores(), 1e-9);
            assertEquals(0.0455003, tenSites().pValues()[2], 5e-8);
        }

        /// φ = (16 + 9 + 4 + 1 + 0 + 1 + 4 + 9 + 16 + 25)/10 = 8.5; with a tenth drawn in at either
        /// end (9 + 9 + … + 16 + 16)/10 = 6.9.
        @Test
        void estimatesOverdispersionFromDrawnInScores() {
            assertEquals(8.5, tenSites().stretched(0).phi(), 1e-9);
            FunnelPlot stretched = tenSites().stretched(0.1);
            assertEquals(6.9, stretched.phi(), 1e-9);
            assertEquals(
                    1 + 1.959964 * Math.sqrt(6.9) * 0.05,
                    stretched.normalLimits(400, 0.95).upper(),
                    1e-7);
        }

        /// τ² = (10 × 6.9 − 9) / (Σw − Σw²/Σw), w = 100 for each: 60 / 900.
        @Test
        void estimatesWhatSitesVaryBy() {
            FunnelPlot additive = tenSites().additive(0.1);
            assertEquals(Math.sqrt(60 / 900.0), additive.tau(), 1e-9);
            assertEquals(
                    1 + 1.959964 * Math.sqrt(60 / 900.0 + 1 / 400.0),
                    additive.normalLimits(400, 0.95).upper(),
                    1e-7);
        }

        @Test
        void findsNoneWhereSitesVaryByLessThanChance() {
            FunnelPlot even =
                    FunnelPlot.ofProportions(
                            List.of(Proportion.of(50, 100), Proportion.of(51, 100)), 0.5);
            assertEquals(1, even.stretched(0.1).phi());
            assertEquals(0, even.additive(0.1).tau());
        }

        @Test
        void refusesWhatCannotBe() {
            assertThrows(
                    IllegalArgumentException.class, () -> FunnelPlot.ofProportions(List.of(), 0.5));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> FunnelPlot.ofProportions(List.of(Proportion.of(1, 2)), 1));
            assertThrows(IllegalArgumentException.class, () -> tenSites().stretched(0.5));
            assertThrows(IllegalArgumentException.class, () -> tenSites().exactLimits(0, 0.95));
        }
    }

    @Nested
    class OfManyTests {
        /// R's p.adjust.
        @Test
        void adjustsAsRDoes() {
            List<String[]> rows = People.rows("false-discovery.csv");
            double[] p = rows.stream().mapToDouble(row -> Double.parseDouble(row[0])).toArray();
            double[] expected =
                    rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
            assertArrayEquals(expected, FalseDiscovery.adjusted(p), 1e-11);
        }

        /// The 15 p-values of Benjamini and Hochberg (1995), section 4.1: at 5 % the four smallest
        /// are called.
        @Test
        void callsTheFourOfBenjaminiAndHochberg() {
            double[] p = {
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                0.4262, 0.5719, 0.6528, 0.7590, 1.0000
            };
            double[] adjusted = FalseDiscovery.adjusted(p);
            for (int i = 0; i < p.length; i++) {
                assertEquals(i < 4, adjusted[i] <= 0.05, "p " + p[i]);
            }
        }

        @Test
        void refusesWhatIsNoProbability() {
            assertThrows(IllegalArgumentException.class, () -> FalseDiscovery.adjusted(0.5, 1.1));
        }
    }
}
