package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TriangularDistribution;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.testing.Cases;

/// The draws against the distribution functions of another library. The keys are fixed, so that a
/// test that passes always passes; each would be missed by a right generator once in 100,000.
class DrawsTest {
    private static final int DRAWS = 400_000;
    private static final int CELLS = 400;
    private static final double FALSE_ALARM = 1e-5;

    /// Chi-squared over cells of equal probability.
    private static void follows(LongToDoubleFunction draw, DoubleUnaryOperator cumulative) {
        long[] cells = new long[CELLS];
        long key = Draws.key(0, "test");
        for (int i = 0; i < DRAWS; i++) {
            double u = cumulative.applyAsDouble(draw.applyAsDouble(Draws.at(key, i)));
            cells[(int) Math.min(CELLS - 1, u * CELLS)]++;
        }
        check(cells);
    }

    private static void check(long[] cells) {
        long sum = 0;
        for (long cell : cells) {
            sum += cell;
        }
        double expected = (double) sum / cells.length;
        double distance = 0;
        for (long cell : cells) {
            distance += (cell - expected) * (cell - expected) / expected;
        }
        double limit =
                ChiSquaredDistribution.of(cells.length - 1.0)
                        .inverseSurvivalProbability(FALSE_ALARM);
        assertTrue(distance < limit, distance + " of " + limit);
    }

    @Nested
    class Follow {
        @Test
        void theUniform() {
            follows(Draws::uniform, u -> u);
        }

        @Test
        void theNormal() {
            follows(Draws::normal, NormalDistribution.of(0, 1)::cumulativeProbability);
        }

        @Test
        void theExponential() {
            follows(Draws::exponential, ExponentialDistribution.of(1)::cumulativeProbability);
        }

        @Test
        void theLognormalOfStatedMeanAndVariation() {
            double variance = Math.log(1 + 0.5 * 0.5);
            follows(
                    CompiledDuration.of(new Distribution.Lognormal(3, 0.5))::draw,
                    LogNormalDistribution.of(Math.log(3) - variance / 2, Math.sqrt(variance))
                            ::cumulativeProbability);
        }

        @Test
        void theTriangular() {
            follows(
                    CompiledDuration.of(new Distribution.Triangular(1, 2, 5))::draw,
                    TriangularDistribution.of(1, 2, 5)::cumulativeProbability);
        }

        @Test
        void theUniformBetweenLimits() {
            follows(
                    CompiledDuration.of(new Distribution.Uniform(2, 6))::draw,
                    hours -> (hours - 2) / 4);
        }

        @Test
        void theObservations() {
            CompiledDuration duration =
                    CompiledDuration.of(new Distribution.Empirical(List.of(0.0, 1.0, 2.0, 3.0)));
            long[] cells = new long[4];
            for (int i = 0; i < DRAWS; i++) {
                cells[(int) duration.draw(Draws.at(7, i))]++;
            }
            check(cells);
        }
    }

    /// Beyond where the layers end, one draw in 2,500.
    @Test
    void theNormalsTailHasItsWeight() {
        long key = Draws.key(0, "tail");
        int draws = 4_000_000;
        int beyond = 0;
        int far = 0;
        for (int i = 0; i < draws; i++) {
            double z = Math.abs(Draws.normal(Draws.at(key, i)));
            beyond += z > 3.7 ? 1 : 0;
            far += z > 4.2 ? 1 : 0;
        }
        double expected = draws * 2 * NormalDistribution.of(0, 1).survivalProbability(3.7);
        double expectedFar = draws * 2 * NormalDistribution.of(0, 1).survivalProbability(4.2);
        assertEquals(expected, beyond, 4.5 * Math.sqrt(expected));
        assertEquals(expectedFar, far, 4.5 * Math.sqrt(expectedFar));
    }

    @Test
    void neighbouringPatientsAndStagesAreIndependent() {
        int side = 32;
        long[] cells = new long[side * side];
        long[] acrossStages = new long[side * side];
        long flow = Draws.key(0, "flow");
        long first = Draws.at(Draws.key(0, "extraction"), 1);
        long second = Draws.at(Draws.key(0, "sequencing"), 1);
        for (int i = 0; i < DRAWS; i++) {
            long patient = Draws.at(flow, i);
            int a = (int) (side * Draws.uniform(patient + first));
            int b = (int) (side * Draws.uniform(Draws.at(flow, i + 1) + first));
            int c = (int) (side * Draws.uniform(patient + second));
            cells[a * side + b]++;
            acrossStages[a * side + c]++;
        }
        check(cells);
        check(acrossStages);
    }

    @Test
    void powersAreExactToTheLastBitsOfADouble() {
        Cases.check(
                10_000,
                random -> {
                    double x = random.nextDouble(-600, 600);
                    double expected = StrictMath.exp(x);
                    assertEquals(
                            expected,
                            Draws.exp(x),
                            3e-15 * expected * Math.max(1, Math.abs(x) / 8));
                });
    }

    @Test
    void everyDurationIsANumberFromZeroOn() {
        Cases.check(
                20_000,
                random -> {
                    double mean = Math.pow(10, random.nextDouble(-320, 5.9));
                    double cv = random.nextDouble(100);
                    double high = mean + random.nextDouble(1000);
                    for (Distribution distribution :
                            List.of(
                                    new Distribution.Exponential(mean),
                                    new Distribution.Lognormal(mean, cv),
                                    new Distribution.Uniform(mean / 2, mean),
                                    new Distribution.Triangular(
                                            mean / 2, mean, Math.min(high, Model.LONGEST_HOURS)),
                                    new Distribution.Triangular(mean, mean, mean))) {
                        double hours = CompiledDuration.of(distribution).draw(random.nextLong());
                        assertTrue(hours >= 0 && hours < 1e20, distribution + ": " + hours);
                    }
                });
    }

    @Test
    void namesThatDifferHaveKeysThatDiffer() {
        assertTrue(Draws.key(0, "ab") != Draws.key(0, "ba"));
        assertTrue(Draws.key(0, "a") != Draws.key(0, "a\u0000"));
        assertTrue(Draws.key(0, "") != Draws.key(1, ""));
    }
}
