package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.opengms.evaluation.statistics.CostEffectiveness.Increment;
import org.opengms.evaluation.statistics.CostEffectiveness.Plane;
import org.opengms.evaluation.statistics.CostEffectiveness.Quadrant;
import org.opengms.planning.statistics.Interval;
import org.opengms.testing.Cases;

class BootstrapTest {
    /// Efron and Tibshirani (1993), table 3.1.
    private static final double[] LSAT = {
        576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594
    };

    private static final double[] GPA = {
        3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96
    };

    private static double correlation(int[] times) {
        double n = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < times.length; i++) {
            n += times[i];
            x += times[i] * LSAT[i];
            y += times[i] * GPA[i];
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < times.length; i++) {
            xx += times[i] * (LSAT[i] - x / n) * (LSAT[i] - x / n);
            yy += times[i] * (GPA[i] - y / n) * (GPA[i] - y / n);
            xy += times[i] * (LSAT[i] - x / n) * (GPA[i] - y / n);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static Bootstrap.Statistic meanOf(double... values) {
        return times -> {
            double n = 0;
            double sum = 0;
            for (int i = 0; i < times.length; i++) {
                n += times[i];
                sum += times[i] * values[i];
            }
            return sum / n;
        };
    }

    @Nested
    class OfPeople {
        /// The boot package of R with 200,000 replicates; the tails of as many here lie within a
        /// few hundredths of a standard error of them.
        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/bootstrap.csv",
                numLinesToSkip = 1)
        void hasTheLimitsThatRGives(
                String name,
                String method,
                double estimate,
                double lower,
                double upper,
                double standardError) {
            double[] costs =
                    People.rows("costs.csv").stream()
                            .mapToDouble(row -> Double.parseDouble(row[0]))
                            .toArray();
            Bootstrap.Replicates replicates =
                    name.equals("costs")
                            ? Bootstrap.of(costs.length, 100_000, 7).draw(meanOf(costs))
                            : Bootstrap.of(15, 200_000, 7).draw(BootstrapTest::correlation);
            Interval found =
                    switch (method) {
                        case "percentile" -> replicates.percentile(0.95);
                        case "basic" -> replicates.basic(0.95);
                        case "bca" -> replicates.bca(0.95);
                        case "studentised" ->
                                Mean.of(costs).findStudentised(0.95, 100_000, 7).orElseThrow();
                        default -> throw new IllegalArgumentException(method);
                    };
            assertEquals(estimate, found.estimate(), 1e-9);
            assertEquals(lower, found.lower(), 0.06 * standardError);
            assertEquals(upper, found.upper(), 0.06 * standardError);
            assertEquals(standardError, replicates.standardError(), 0.02 * standardError);
        }

        @Test
        void givesTheSameNumbersHoweverManyThreadsDraw() throws Exception {
            Interval many = Bootstrap.of(15, 500, 3).draw(BootstrapTest::correlation).bca(0.9);
            try (ForkJoinPool one = new ForkJoinPool(1)) {
                Interval alone =
                        one.submit(() ->
                                        Bootstrap.of(15, 500, 3)
                                                .draw(BootstrapTest::correlation)
                                                .bca(0.9))
                                .get();
                assertEquals(many, alone);
            }
            assertNotEquals(
                    many, Bootstrap.of(15, 500, 4).draw(BootstrapTest::correlation).bca(0.9));
        }

        @Test
        void countsWhereTheStatisticIsUndefined() {
            Bootstrap.Replicates replicates =
                    Bootstrap.of(2, 4000, 1).draw(times -> times[0] == 0 ? Double.NaN : times[0]);
            // A unit of two is left out in a quarter of all draws; 5 standard deviations are 137.
            assertEquals(1000, replicates.undefined(), 137);
        }
    }

    /// Efron and Tibshirani (1993), table 2.1: survival of the mice of the control group, in days.
    @Nested
    class OfTheMeanOfFew {
        private final Mean mice = Mean.of(new double[] {52, 104, 146, 10, 51, 30, 40, 27, 46});

        /// Their limits (12.2) are of 1,000 replicates: R's boot gives 35.87 and 116.46 of 200,000.
        @Test
        void hasTheBootstrapTLimitsThatWerePublished() {
            Interval found = mice.findStudentised(0.9, 200_000, 3).orElseThrow();
            assertEquals(56.22, found.estimate(), 0.005);
            assertEquals(35.82, found.lower(), 0.3);
            assertEquals(116.74, found.upper(), 0.8);
        }

        /// 56.22 ± 2.306 × 14.16 by the table of Student's distribution with 8 degrees of freedom.
        @Test
        void hasStudentsLimits() {
            assertEquals(14.16, mice.standardError(), 0.005);
            Interval found = mice.student(0.95);
            assertEquals(56.222 - 32.650, found.lower(), 0.01);
            assertEquals(56.222 + 32.650, found.upper(), 0.01);
        }

        /// Of two values a half of all draws are one of them twice: as far from the mean as one
        /// likes, in units of no error.
        @Test
        void hasNoBootstrapTLimitsOfTwoValues() {
            assertEquals(
                    Optional.empty(), Mean.of(new double[] {1, 2}).findStudentised(0.95, 999, 1));
        }

        @Test
        void doesNotVaryWhereAllValuesAreAlike() {
            assertEquals(
                    Optional.of(new Interval(7, 7, 7, 0.95)),
                    Mean.of(new double[] {7, 7, 7, 7}).findStudentised(0.95, 200, 1));
        }
    }

    @Nested
    class OfARatioWhoseDenominatorMayBeNothing {
        /// One case of eight is solved: in a third of all draws none is.
        @Test
        void hasNoUpperLimit() {
            Interval found =
                    Bootstrap.of(8, 2000, 1)
                            .draw(times ->
                                    times[0] == 0 ? Double.POSITIVE_INFINITY : 8.0 / times[0])
                            .bca(0.95);
            assertEquals(8, found.estimate());
            assertEquals(Double.POSITIVE_INFINITY, found.upper());
            assertTrue(found.lower() > 0 && found.lower() < 8, found.toString());
        }
    }

    @Nested
    class OfStrata {
        @Test
        void drawsAsManyOfEachAsItHas() {
            int[] strata = {0, 1, 1, 0, 2, 1, 2, 2, 2};
            Bootstrap.Replicates twos =
                    Bootstrap.ofStrata(strata, 300, 5)
                            .draw(times -> {
                                int[] size = new int[3];
                                for (int i = 0; i < times.length; i++) {
                                    size[strata[i]] += times[i];
                                }
                                return Arrays.equals(size, new int[] {2, 3, 4}) ? 1 : 0;
                            });
            assertEquals(new Interval(1, 1, 1, 0.95), twos.percentile(0.95));
        }

        /// Within strata that are each constant, nothing varies.
        @Test
        void doesNotVaryBetweenStrata() {
            int[] strata = {0, 0, 0, 1, 1};
            Bootstrap.Replicates mean =
                    Bootstrap.ofStrata(strata, 200, 1).draw(meanOf(1, 1, 1, 5, 5));
            assertEquals(0, mean.standardError(), 1e-12);
        }
    }

    @Nested
    class OfClusters {
        /// The mean of people drawn by family varies by the families' totals: three of 4, one of 0.
        @Test
        void variesByClusters() {
            double[] totals = {4, 4, 4, 0};
            Bootstrap.Replicates mean =
                    Bootstrap.of(4, 20_000, 2)
                            .draw(times -> {
                                double sum = 0;
                                for (int i = 0; i < 4; i++) {
                                    sum += times[i] * totals[i];
                                }
                                return sum / 16;
                            });
            // Binomial: each of four draws is of 4 with probability ¾, so the error is √(3/16 ×
            // 4)/4.
            assertEquals(Math.sqrt(0.75) / 4, mean.standardError(), 0.01);
        }
    }

    @Nested
    class OfTheCostOfADiagnosis {
        private final CostEffectiveness dear =
                CostEffectiveness.of(
                        new double[] {1200, 1100, 1400, 1300, 1250, 1150},
                        new double[] {1, 0, 1, 1, 1, 1},
                        new double[] {500, 450, 600, 550, 480, 520},
                        new double[] {0, 0, 1, 0, 0, 0});

        @Test
        void isTheDifferenceOfTheMeans() {
            Increment increment = dear.increment();
            assertEquals(7400 / 6.0 - 3100 / 6.0, increment.cost(), 1e-9);
            assertEquals(4 / 6.0, increment.effect(), 1e-9);
            assertEquals(Quadrant.DEARER_AND_BETTER, increment.quadrant());
        }

        /// Fieller's limits are by definition where the cost difference less the ratio times the
        /// effect difference is as many of its own standard errors from 0 as the confidence says.
        @Test
        void hasFiellersLimits() {
            Interval found = dear.findFieller(0.95).orElseThrow();
            for (double ratio : new double[] {found.lower(), found.upper()}) {
                double[] a = {
                    1200 - ratio, 1100, 1400 - ratio, 1300 - ratio, 1250 - ratio, 1150 - ratio
                };
                double[] b = {500, 450, 600 - ratio, 550, 480, 520};
                double distance = mean(a) - mean(b);
                double error = Math.sqrt(variance(a) / 6 + variance(b) / 6);
                assertEquals(1.959964, Math.abs(distance) / error, 1e-6);
            }
            assertEquals(1075, found.estimate(), 1e-9);
        }

        private static double mean(double... values) {
            return Arrays.stream(values).average().orElseThrow();
        }

        private static double variance(double... values) {
            double mean = mean(values);
            return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
                    / (values.length - 1);
        }

        @Test
        void hasNoRatioWhereTheEffectIsNotToldFromNone() {
            CostEffectiveness none =
                    CostEffectiveness.of(
                            new double[] {10, 12, 11, 14},
                            new double[] {1, 0, 1, 0},
                            new double[] {5, 6, 5, 7},
                            new double[] {0, 1, 0, 0});
            assertTrue(none.findFieller(0.95).isEmpty());
            assertTrue(none.draw(500, 1).findRatio(0.95).isEmpty());
            assertTrue(none.netBenefit(100, 0.95, 500, 1).lower() < 0);
        }

        @Test
        void sharesOutThePlane() {
            Plane plane = dear.draw(2000, 11);
            double sum = 0;
            for (Quadrant quadrant : Quadrant.values()) {
                sum += plane.share(quadrant);
            }
            assertEquals(1, sum, 1e-12);
            assertEquals(0, plane.share(Quadrant.DOMINANT));
            assertTrue(plane.share(Quadrant.DEARER_AND_BETTER) > 0.95);
        }

        @Test
        void isAcceptedTheMoreThePriceIs() {
            Plane plane = dear.draw(2000, 11);
            List<Double> curve = new ArrayList<>();
            for (double price = 0; price <= 5000; price += 250) {
                curve.add(plane.acceptability(price));
            }
            List<Double> sorted = new ArrayList<>(curve);
            Collections.sort(sorted);
            assertEquals(sorted, curve);
            assertEquals(0, curve.getFirst());
            assertEquals(plane.acceptability(1075), 0.5, 0.1);
        }

        /// Where the effect is far from 0 the three ways to limits agree: large groups, by seed.
        @Test
        void agreesWithFiellerInLargeGroups() {
            var random = Cases.random(20);
            double[][] groups = new double[4][1000];
            for (int i = 0; i < 1000; i++) {
                groups[0][i] = 1200 + 300 * random.nextGaussian();
                groups[1][i] = random.nextDouble() < 0.45 ? 1 : 0;
                groups[2][i] = 500 + 200 * random.nextGaussian();
                groups[3][i] = random.nextDouble() < 0.25 ? 1 : 0;
            }
            CostEffectiveness large =
                    CostEffectiveness.of(groups[0], groups[1], groups[2], groups[3]);
            Interval fieller = large.findFieller(0.95).orElseThrow();
            Interval drawn = large.draw(2000, 5).findRatio(0.95).orElseThrow();
            double width = fieller.upper() - fieller.lower();
            assertEquals(fieller.lower(), drawn.lower(), 0.1 * width);
            assertEquals(fieller.upper(), drawn.upper(), 0.1 * width);
        }
    }

    @Nested
    class OnBadInput {
        @Test
        void saysWhatIsWrong() {
            Refused.with("OGMS-9009", () -> Bootstrap.of(1, 1000, 1));
            Refused.with("OGMS-9009", () -> Bootstrap.of(10, 99, 1));
            Refused.with("OGMS-9009", () -> Bootstrap.ofStrata(new int[] {0, -1}, 1000, 1));
            Refused.with("OGMS-9009", () -> Bootstrap.of(5, 100, 1).draw(times -> Double.NaN));
            Refused.with("OGMS-9001", () -> Bootstrap.of(2, 100, 1).draw(meanOf(1, 2)).bca(95));
            double[] two = {1, 2};
            double[] three = {1, 2, 3};
            Refused.with("OGMS-9010", () -> Mean.of(new double[] {1}));
            Refused.with("OGMS-9002", () -> Mean.of(new double[] {1, Double.NaN}));
            Refused.with("OGMS-9001", () -> Mean.of(two).student(95));
            Refused.with(
                    "OGMS-9009",
                    () -> Bootstrap.of(2, 100, 1).studentised(meanOf(two), _ -> Double.NaN, 0.95));
            Refused.with("OGMS-9010", () -> CostEffectiveness.of(two, three, two, two));
            Refused.with(
                    "OGMS-9002",
                    () -> CostEffectiveness.of(new double[] {1, Double.NaN}, two, two, two));
        }
    }
}
