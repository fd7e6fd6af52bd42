package org.opengms.evaluation.run;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Seeded draws.
final class Draws {
    private Draws() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Two means, normal together as their orders have them.
    static double[] pair(RandomGenerator random, Moments of) {
        double sx = Math.sqrt(of.varianceOfMeanX());
        double sy = Math.sqrt(of.varianceOfMeanY());
        double correlation =
                sx == 0 || sy == 0 ? 0 : Math.clamp(of.covarianceOfMeans() / (sx * sy), -1, 1);
        double a = random.nextGaussian();
        double b = random.nextGaussian();
        return new double[] {
            of.meanX() + sx * a,
            of.meanY() + sy * (correlation * a + Math.sqrt(1 - correlation * correlation) * b)
        };
    }
}
