package org.opengms.evaluation.statistics;

/// What a test found that compares with the χ² distribution.
///
/// @param statistic 0 or more
/// @param degreesOfFreedom 1 or more
/// @param pValue the probability of a statistic at least as large if nothing differs
public record ChiSquaredTest(double statistic, int degreesOfFreedom, double pValue) {

    /// The quadratic form of deviations that sum to 0 by group, the last of which is left out.
    static ChiSquaredTest of(double[] deviations, double[][] variance) {
        int free = deviations.length - 1;
        double[] solved;
        try {
            solved = SymmetricMatrix.solve(variance, deviations, free);
        } catch (ArithmeticException singular) {
            throw new IllegalArgumentException(
                    ("OGMS-9006 %d groups cannot be compared: nobody had the event while another group"
                                    + " was at risk too. Join groups.")
                            .formatted(deviations.length),
                    singular);
        }
        double statistic = 0;
        for (int i = 0; i < free; i++) {
            statistic += deviations[i] * solved[i];
        }
        return new ChiSquaredTest(statistic, free, Deviate.chiSquaredTail(statistic, free));
    }
}
