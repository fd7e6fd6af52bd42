package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.evaluation.statistics.StratifiedProportion.Stratum;
import org.opengms.planning.statistics.Interval;
import org.opengms.testing.Cases;

class StratifiedProportionTest {
    @Nested
    class WithOutcomesMissingByStratum {
        private final StratifiedProportion half =
                StratifiedProportion.of(
                        List.of(new Stratum(100, 50, 10), new Stratum(300, 100, 60)));

        /// ¼ × 0.2 + ¾ × 0.6.
        @Test
        void weighsEachStratumByItsSize() {
            assertEquals(0.5, half.estimate(), 1e-12);
        }

        /// The same people, each weighed by the inverse of the observed share of the stratum.
        @Test
        void isTheInverseProbabilityWeightedShare() {
            double weighted = (10 * (100 / 50.0) + 60 * (300 / 100.0)) / (50 * 2.0 + 100 * 3.0);
            assertEquals(weighted, half.estimate(), 1e-12);
        }

        /// By hand: (1/16)(½)(0.16/49) + (9/16)(2/3)(0.24/99), and (1/16)(0.16/50) +
        /// (9/16)(0.24/100) + (¼ × 0.09 + ¾ × 0.01)/400.
        @Test
        void hasTheTextbookVariances() {
            assertEquals(
                    0.5 * 0.16 / 49 / 16 + 9.0 / 16 * 2 / 3 * 0.24 / 99,
                    half.varianceOfTheCohort(),
                    1e-15);
            assertEquals(
                    0.16 / 50 / 16 + 9.0 / 16 * 0.24 / 100 + 0.03 / 400,
                    half.varianceOfTheProcess(),
                    1e-15);
        }

        @Test
        void isCertainOfTheCohortWhereAllWereObserved() {
            StratifiedProportion all = StratifiedProportion.of(List.of(new Stratum(40, 40, 10)));
            assertEquals(new Interval(0.25, 0.25, 0.25, 0.95), all.ofTheCohort(0.95));
            assertTrue(all.ofTheProcess(0.95).lower() < 0.2);
        }

        @Test
        void isNotCertainWhereNobodyObservedHadTheEvent() {
            StratifiedProportion none =
                    StratifiedProportion.of(
                            List.of(new Stratum(100, 10, 0), new Stratum(50, 20, 0)));
            Interval cohort = none.ofTheCohort(0.95);
            assertEquals(0, cohort.lower());
            assertTrue(cohort.upper() > 0.05, cohort.toString());
        }

        @Test
        void givesTheLimitsOfOneSampleWhereThereIsOneStratum() {
            Interval one =
                    StratifiedProportion.of(List.of(new Stratum(100_000, 100_000, 30_000)))
                            .ofTheProcess(0.95);
            Interval wilson = Proportion.of(30_000, 100_000).wilson(0.95);
            assertEquals(wilson.lower(), one.lower(), 1e-6);
            assertEquals(wilson.upper(), one.upper(), 1e-6);
        }

        @Test
        void refusesAStratumOfWhichNobodyWasObserved() {
            Refused.with("OGMS-9003", () -> new Stratum(5, 0, 0));
            assertThrows(IllegalArgumentException.class, () -> new Stratum(5, 6, 0));
            assertThrows(IllegalArgumentException.class, () -> StratifiedProportion.of(List.of()));
        }
    }

    @Nested
    class OfADoubleSample {
        /// Hansen and Hurwitz 1946: p(1 − p)/n + W₂(k − 1) p₂(1 − p₂)/n.
        @Test
        void hasTheVarianceOfHansenAndHurwitz() {
            Cases.check(
                    100,
                    random -> {
                        long answered = 1L + random.nextInt(500);
                        long not = 1L + random.nextInt(500);
                        long followed = 1 + random.nextLong(not);
                        long a = random.nextLong(answered + 1);
                        long b = random.nextLong(followed + 1);
                        double n = answered + not;
                        double p2 = (double) b / followed;
                        double p = (a + not * p2) / n;
                        double k = (double) not / followed;
                        StratifiedProportion strata =
                                StratifiedProportion.of(
                                        new DoubleSampling(answered, a, not, followed, b).strata());
                        assertEquals(p, strata.estimate(), 1e-12);
                        assertEquals(
                                p * (1 - p) / n + not / n * (k - 1) * p2 * (1 - p2) / n,
                                strata.varianceOfTheProcess(),
                                1e-12);
                    });
        }

        @Test
        void refusesThatNobodyWasFollowedUp() {
            Refused.with("OGMS-9003", () -> new DoubleSampling(10, 2, 5, 0, 0));
            assertThrows(IllegalArgumentException.class, () -> new DoubleSampling(10, 2, 5, 6, 0));
        }

        @Test
        void needsNoFollowUpWhereAllAnswered() {
            assertEquals(0.2, new DoubleSampling(10, 2, 0, 0, 0).ofTheProcess(0.95).estimate());
        }
    }
}
