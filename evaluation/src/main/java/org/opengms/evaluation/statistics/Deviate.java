package org.opengms.evaluation.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Quantiles and tails of the distributions that the methods share.
final class Deviate {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Deviate() {}

    /// The normal deviate outside which, on both sides together, 1 − confidence lies.
    static double twoSided(double confidence) {
        Given.confidence(confidence);
        return NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
    }

    static double ofStudent(double degreesOfFreedom, double confidence) {
        Given.confidence(confidence);
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
    }

    static double normal(double probability) {
        return NORMAL.inverseCumulativeProbability(probability);
    }

    static double below(double deviate) {
        return NORMAL.cumulativeProbability(deviate);
    }

    static double chiSquaredTail(double statistic, int degreesOfFreedom) {
        return ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
    }
}
