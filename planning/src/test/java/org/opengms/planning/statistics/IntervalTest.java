package org.opengms.planning.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

class IntervalTest {
    @Nested
    class OfAProbability {
        /// For all or none successful the limits have a closed form, (α/2)^(1/n) and its
        /// complement; 1 of 10 and 5 of 10 are in every table of exact limits.
        @ParameterizedTest
        @CsvSource({
            "0, 10, 0.95, 0, 0.3085",
            "1, 10, 0.95, 0.0025, 0.4450",
            "5, 10, 0.95, 0.1871, 0.8129",
            "10, 10, 0.95, 0.6915, 1",
            "0, 100, 0.99, 0, 0.0516",
        })
        void hasClopperAndPearsonsLimits(
                long successes, long trials, double confidence, double lower, double upper) {
            Interval interval = Interval.ofProbability(successes, trials, confidence);
            assertEquals(lower, interval.lower(), 5e-5);
            assertEquals(upper, interval.upper(), 5e-5);
            assertEquals((double) successes / trials, interval.estimate());
        }

        @ParameterizedTest
        @CsvSource({"58, false, 0.95", "59, true, 0.95", "298, false, 0.99", "299, true, 0.99"})
        void certifiesFromTheWellKnownNumberOfSuccessesOn(
                long trials, boolean certified, double probability) {
            double lower = Interval.lowerLimit(trials, trials, 0.95);
            assertEquals(Math.pow(0.05, 1.0 / trials), lower, 1e-12);
            assertEquals(certified, lower >= probability);
        }

        @Test
        void refusesMoreSuccessesThanTrials() {
            assertThrows(IllegalArgumentException.class, () -> Interval.ofProbability(3, 2, 0.95));
            assertThrows(IllegalArgumentException.class, () -> Interval.lowerLimit(1, 2, 1));
            assertThrows(IllegalArgumentException.class, () -> Interval.lowerLimit(0, 0, 0.9));
        }
    }

    @Nested
    class OfAMean {
        /// Mean 3, standard deviation √2.5; t of 4 degrees of freedom at 97.5 % is 2.776 in every
        /// table.
        @Test
        void isStudents() {
            Interval interval = Interval.ofMean(new double[] {1, 2, 3, 4, 5}, 0.95);
            assertEquals(3, interval.estimate());
            assertEquals(3 - 2.776445 * Math.sqrt(0.5), interval.lower(), 1e-6);
            assertEquals(3 + 2.776445 * Math.sqrt(0.5), interval.upper(), 1e-6);
        }

        @Test
        void needsTwoValues() {
            assertThrows(
                    IllegalArgumentException.class, () -> Interval.ofMean(new double[] {1}, 0.95));
        }
    }

    @Nested
    class OfABetaDistribution {
        /// The distribution function of Beta(2, 1) is p², that of Beta(1, 2) is 1 − (1 − p)².
        @Test
        void cutsTheSameOffEitherSide() {
            Interval interval = Interval.ofBeta(2, 1, 0.9);
            assertEquals(2.0 / 3, interval.estimate(), 1e-12);
            assertEquals(Math.sqrt(0.05), interval.lower(), 1e-9);
            assertEquals(Math.sqrt(0.95), interval.upper(), 1e-9);
            Interval mirrored = Interval.ofBeta(1, 2, 0.9);
            assertEquals(1 - Math.sqrt(0.95), mirrored.lower(), 1e-9);
            assertEquals(1 - Math.sqrt(0.05), mirrored.upper(), 1e-9);
        }

        @Test
        void needsAConfidence() {
            assertThrows(IllegalArgumentException.class, () -> Interval.ofBeta(2, 1, 1));
        }
    }

    @Nested
    class OfAQuantile {
        /// The median of 10: the 2nd and the 9th lie outside with 2 × 0.0107; the 3rd and 8th with
        /// 2 × 0.0547 would be too narrow.
        @Test
        void takesOrderStatistics() {
            double[] values = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
            assertEquals(new Interval(5, 2, 9, 0.95), Interval.ofQuantile(values, 0.5, 0.95));
        }

        @Test
        void hasNoLimitWhereTheValuesAreTooFew() {
            Interval interval = Interval.ofQuantile(new double[] {1, 2, 3}, 0.95, 0.95);
            assertEquals(Double.POSITIVE_INFINITY, interval.upper());
        }

        /// Coverage of the 90 % quantile of uniform values: at least the confidence, short of
        /// chance (2,000 trials; 5 standard deviations are 2.5 %).
        @Test
        void holdsTheTrueValueAsOftenAsItSays() {
            Cases.Property trial =
                    random -> {
                        int covered = 0;
                        for (int i = 0; i < 2000; i++) {
                            double[] values = random.doubles(60).toArray();
                            Interval interval = Interval.ofQuantile(values, 0.9, 0.95);
                            covered += interval.lower() <= 0.9 && 0.9 <= interval.upper() ? 1 : 0;
                        }
                        assertTrue(covered >= 0.925 * 2000, covered + " of 2000");
                    };
            Cases.check(1, trial);
        }
    }

    @Nested
    class OfTurnaround {
        @Test
        void quantilesAreWithinABucketOfTheTrueOnes() {
            Cases.check(
                    50,
                    random -> {
                        double[] hours =
                                random.doubles(1 + random.nextInt(3000))
                                        .map(u -> Math.exp(10 * u - 2))
                                        .toArray();
                        TurnaroundHistogram histogram = new TurnaroundHistogram();
                        for (double h : hours) {
                            histogram.record(h);
                        }
                        Arrays.sort(hours);
                        for (double share : new double[] {0.001, 0.5, 0.9, 0.95, 1}) {
                            int rank = (int) Math.max(0, Math.ceil(share * hours.length) - 1);
                            double exact = hours[rank];
                            assertEquals(
                                    exact, histogram.quantileHours(share), exact * 0.032 + 1e-9);
                        }
                    });
        }

        @Test
        void sumsAreTheSameAsCountingTogether() {
            Cases.check(
                    50,
                    random -> {
                        TurnaroundHistogram together = new TurnaroundHistogram();
                        TurnaroundHistogram sum = new TurnaroundHistogram();
                        for (int part = 0; part < 4; part++) {
                            TurnaroundHistogram one = new TurnaroundHistogram();
                            for (int i = random.nextInt(50); i > 0; i--) {
                                double hours = random.nextDouble() * Math.pow(10, part);
                                one.record(hours);
                                together.record(hours);
                            }
                            sum.add(random.nextBoolean() ? one : one.trimmed());
                        }
                        assertEquals(together, sum);
                        assertEquals(together, together.trimmed());
                        assertEquals(together.count(), sum.trimmed().count());
                    });
        }

        @ParameterizedTest
        @CsvSource({"0, 0.0625", "0.01, 0.0625", "1e7, 2e6"})
        void extremesStayInTheOuterBuckets(double hours, double atMost) {
            TurnaroundHistogram histogram = new TurnaroundHistogram();
            histogram.record(hours);
            assertTrue(histogram.quantileHours(1) <= atMost, "" + histogram.quantileHours(1));
            assertTrue(histogram.quantileHours(1) >= Math.min(hours, 1048576));
        }

        @Test
        void growsAgainAfterItWasTrimmed() {
            TurnaroundHistogram histogram = new TurnaroundHistogram();
            histogram.record(10);
            TurnaroundHistogram trimmed = histogram.trimmed();
            trimmed.record(1000);
            assertEquals(2, trimmed.count());
            assertEquals(1000, trimmed.quantileHours(1), 32);
            assertEquals(1, histogram.count());
        }

        @Test
        void ofNoneThereIsNoQuantile() {
            assertEquals(Double.NaN, new TurnaroundHistogram().quantileHours(0.5));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new TurnaroundHistogram().quantileHours(95));
        }
    }
}
