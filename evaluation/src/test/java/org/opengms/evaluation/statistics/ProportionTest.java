package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.statistics.Interval;
import org.opengms.testing.Cases;

class ProportionTest {
    private static void assertLimits(double lower, double upper, Interval found, double error) {
        assertEquals(lower, found.lower(), error);
        assertEquals(upper, found.upper(), error);
    }

    @Nested
    class OfOneGroup {
        /// R's prop.test, binom.test and qbeta.
        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/proportions.csv",
                numLinesToSkip = 1)
        void hasTheLimitsThatRGives(
                long events,
                long trials,
                double confidence,
                double wilsonLower,
                double wilsonUpper,
                double correctedLower,
                double correctedUpper,
                double exactLower,
                double exactUpper,
                double jeffreysLower,
                double jeffreysUpper) {
            Proportion proportion = Proportion.of(events, trials);
            assertLimits(wilsonLower, wilsonUpper, proportion.wilson(confidence), 1e-9);
            assertLimits(
                    correctedLower,
                    correctedUpper,
                    proportion.wilsonContinuityCorrected(confidence),
                    1e-9);
            assertLimits(exactLower, exactUpper, proportion.clopperPearson(confidence), 1e-9);
            assertLimits(jeffreysLower, jeffreysUpper, proportion.jeffreys(confidence), 1e-9);
        }

        /// Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E,
        /// table I: methods 3 (score), 4 (corrected), 5 (exact).
        @ParameterizedTest
        @CsvSource({
            "81, 263, 0.2553, 0.3662, 0.2535, 0.3682, 0.2527, 0.3676",
            "15, 148, 0.0624, 0.1605, 0.0598, 0.1644, 0.0578, 0.1617",
            "0, 20, 0, 0.1611, 0, 0.2005, 0, 0.1684",
            "1, 29, 0.0061, 0.1718, 0.0018, 0.1963, 0.0009, 0.1776",
        })
        void hasTheLimitsOfNewcombesTable(
                long events,
                long trials,
                double a,
                double b,
                double c,
                double d,
                double e,
                double f) {
            Proportion proportion = Proportion.of(events, trials);
            assertLimits(a, b, proportion.wilson(0.95), 5.1e-5);
            assertLimits(c, d, proportion.wilsonContinuityCorrected(0.95), 5.1e-5);
            assertLimits(e, f, proportion.clopperPearson(0.95), 5.1e-5);
        }

        /// Mendel's peas as R documents binom.test: Conover (1971), page 97.
        @Test
        void hasTheLimitsOfMendelsPeas() {
            assertLimits(
                    0.7076683, 0.7654066, Proportion.of(682, 925).clopperPearson(0.95), 5.1e-8);
        }

        @ParameterizedTest
        @CsvSource({"-1, 5", "6, 5", "0, 0", "0, -3"})
        void refusesCountsThatContradictEachOther(long events, long trials) {
            Refused.with("OGMS-9000", () -> Proportion.of(events, trials));
        }

        @ParameterizedTest
        @CsvSource({"0", "1", "95", "NaN"})
        void refusesWhatIsNoConfidence(double confidence) {
            Refused.with("OGMS-9001", () -> Proportion.of(1, 2).wilson(confidence));
        }
    }

    @Nested
    class OfTwoGroups {
        /// Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I,
        /// table II, method 10.
        @ParameterizedTest
        @CsvSource({
            "56, 70, 48, 80, 0.0524, 0.3339",
            "9, 10, 3, 10, 0.1705, 0.8090",
            "6, 7, 2, 7, 0.0582, 0.8062",
            "5, 56, 0, 29, -0.0381, 0.1926",
            "0, 10, 0, 20, -0.1611, 0.2775",
            "0, 10, 0, 10, -0.2775, 0.2775",
            "10, 10, 0, 20, 0.6791, 1",
            "10, 10, 0, 10, 0.6075, 1",
        })
        void hasTheLimitsOfNewcombesTable(
                long a, long m, long b, long n, double lower, double upper) {
            Interval found = Proportion.of(a, m).minus(Proportion.of(b, n), 0.95);
            assertLimits(lower, upper, found, 5.1e-5);
            assertEquals((double) a / m - (double) b / n, found.estimate(), 1e-12);
        }
    }

    @Nested
    class WithOutcomesMissingForAnUnknownReason {
        @Test
        void liesBetweenNoneAndAllOfTheMissing() {
            Bounds bounds = new MissingOutcomes(30, 80, 20).worstCase();
            assertEquals(new Bounds(0.3, 0.5), bounds);
            assertTrue(bounds.hold(0.3) && bounds.hold(0.5) && !bounds.hold(0.51));
            assertEquals(0.2, bounds.width(), 1e-12);
        }

        /// Imbens and Manski 2004: without missing outcomes the deviate is the two-sided, with many
        /// the one-sided one. 1.6449 and 1.9600 in Wilson's formula, worked by hand.
        @Test
        void hasTheDeviateOfImbensAndManski() {
            Interval all = Proportion.of(30, 80).wilson(0.95);
            Bounds none = new MissingOutcomes(30, 80, 0).ofTheTrueValue(0.95);
            assertEquals(all.lower(), none.lower(), 1e-6);
            assertEquals(all.upper(), none.upper(), 1e-6);

            Bounds many = new MissingOutcomes(300, 1000, 1000).ofTheTrueValue(0.95);
            double z = 1.6448536;
            double p = 0.15;
            double n = 2000;
            double lower =
                    (p + z * z / (2 * n) - z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
                            / (1 + z * z / n);
            assertEquals(lower, many.lower(), 1e-7);
        }

        @Test
        void isWiderForTheWholeSetThanForTheValueInIt() {
            Cases.check(
                    200,
                    random -> {
                        long known = random.nextInt(200);
                        long missing = 1L + random.nextInt(200);
                        long events = random.nextLong(known + 1);
                        MissingOutcomes outcomes = new MissingOutcomes(events, known, missing);
                        Bounds value = outcomes.ofTheTrueValue(0.95);
                        Bounds set = outcomes.ofTheIdentifiedSet(0.95);
                        Bounds worst = outcomes.worstCase();
                        assertTrue(set.lower() <= value.lower() + 1e-12);
                        assertTrue(value.lower() <= worst.lower() + 1e-12);
                        assertTrue(worst.upper() <= value.upper() + 1e-12);
                        assertTrue(value.upper() <= set.upper() + 1e-12);
                    });
        }

        @ParameterizedTest
        @CsvSource({"1, 0, 5", "0, 0, 0", "0, 5, -1"})
        void refusesCountsThatContradictEachOther(long events, long known, long missing) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new MissingOutcomes(events, known, missing));
        }
    }
}
