package org.opengms.planning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

class ScoreRuleTest {
    private static final ScoreRule RULE = new ScoreRule(2, 0.05, 0.5, 0.003);

    @ParameterizedTest
    @CsvSource({
        // queue, mean a day, days on the way, need, scale, price
        "1200, 100, 8, 8, 300, 0.106666666666667",
        " 800, 100, 8, 8, 300, 0",
        " 100, 100, 8, 8, 300, 0",
        " 120,  10, 0, 1,  10, 1.2",
    })
    void aPriceIsDaysOfQueueBeyondWhatIsOnTheWayTimesTheNeedInScales(
            double queue, double mean, double days, double need, double scale, double price) {
        assertEquals(price, ScoreRule.price(queue, mean, days, need, scale), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        // served and eligible of the group, of the class, lag
        "10, 40, 30, 60, 10",
        "20, 20, 30, 60, -10",
        " 0,  0,  0,  0, 0",
    })
    void aLagIsWhatAGroupLacksOfItsClassShare(
            long served, long eligible, long ofClass, long eligibleOfClass, double lag) {
        assertEquals(lag, ScoreRule.lag(served, eligible, ofClass, eligibleOfClass), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0.2", "10, 0.5", "1000, 0.5", "-1000, -0.5"})
    void fairnessIsCapped(double lag, double push) {
        assertEquals(push, RULE.push(lag), 1e-12);
    }

    @Test
    void refusesWeightsThatMeanNothing() {
        assertThrows(IllegalArgumentException.class, () -> new ScoreRule(0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ScoreRule(1, -1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ScoreRule(1, 1, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new ScoreRule(1, 1, 1, 0));
    }

    @Nested
    class WhateverHappens {
        /// Arrivals, needs, benefits, lags and capacity are drawn to do harm: bursts, no capacity
        /// for long, benefits at the extremes. The bound is worked out here from the formula of the
        /// Javadoc, by hand, for each resource.
        @Test
        void noQueueExceedsItsBoundAfterAnAdmission() {
            Cases.check(
                    200,
                    random -> {
                        double v = random.nextDouble(0.1, 10);
                        double cap = random.nextDouble(0, 1) * v * 0.99;
                        ScoreRule rule = new ScoreRule(v, random.nextDouble(0, 1), cap, 0.003);
                        int resources = 3;
                        double[] mean = random.doubles(resources, 1, 100).toArray();
                        double[] scale = random.doubles(resources, 1, 100).toArray();
                        double[] onTheWay = random.doubles(resources, 0, 10).toArray();
                        double[] queue = new double[resources];
                        double leastNeed = 0.5;
                        double mostNeed = 5;
                        double mostBenefit = 0.6;
                        for (int step = 0; step < 3_000; step++) {
                            double benefit =
                                    random.nextBoolean()
                                            ? mostBenefit
                                            : random.nextDouble(mostBenefit);
                            double lag = random.nextBoolean() ? 1e9 : random.nextDouble(-50, 50);
                            double[] need =
                                    random.doubles(resources, leastNeed, mostNeed).toArray();
                            double score =
                                    rule.worth(benefit, random.nextBoolean(), rule.push(lag));
                            for (int r = 0; r < resources; r++) {
                                score -=
                                        ScoreRule.price(
                                                queue[r], mean[r], onTheWay[r], need[r], scale[r]);
                            }
                            if (score > 0) {
                                for (int r = 0; r < resources; r++) {
                                    queue[r] += need[r];
                                    double bound =
                                            mean[r]
                                                            * (onTheWay[r]
                                                                    + (v + cap)
                                                                            * scale[r]
                                                                            * mostBenefit
                                                                            / leastNeed)
                                                    + mostNeed;
                                    assertTrue(
                                            queue[r] <= bound + 1e-9,
                                            "queue " + queue[r] + " bound " + bound);
                                }
                            }
                            if (random.nextInt(20) == 0) {
                                int r = random.nextInt(resources);
                                queue[r] = Math.max(0, queue[r] - random.nextDouble(mean[r]));
                            }
                        }
                    });
        }

        @Test
        void aGroupFurtherBehindNeverScoresLower() {
            Cases.check(
                    500,
                    random -> {
                        double v = random.nextDouble(0.1, 10);
                        ScoreRule rule =
                                new ScoreRule(
                                        v,
                                        random.nextDouble(0, 5),
                                        random.nextDouble(0, v * 0.9),
                                        0.01);
                        double benefit = random.nextDouble(-0.5, 0.5);
                        double lag = random.nextDouble(-100, 100);
                        double further = lag + random.nextDouble(0, 100);
                        assertTrue(
                                rule.worth(benefit, true, rule.push(further))
                                        >= rule.worth(benefit, true, rule.push(lag)));
                    });
        }

        @Test
        void moreQueueNeverLowersAPriceAndUnitsDoNotMatter() {
            Cases.check(
                    500,
                    random -> {
                        double queue = random.nextDouble(0, 1_000);
                        double mean = random.nextDouble(1, 100);
                        double days = random.nextDouble(0, 10);
                        double need = random.nextDouble(0.1, 10);
                        double scale = random.nextDouble(1, 100);
                        double price = ScoreRule.price(queue, mean, days, need, scale);
                        double more =
                                ScoreRule.price(
                                        queue + random.nextDouble(100), mean, days, need, scale);
                        assertTrue(more >= price);
                        // Minutes for hours, genomes for dozens.
                        double unit = random.nextDouble(0.01, 100);
                        assertEquals(
                                price,
                                ScoreRule.price(
                                        queue * unit, mean * unit, days, need * unit, scale * unit),
                                1e-9 * (1 + price));
                    });
        }
    }
}
