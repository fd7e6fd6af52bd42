package org.opengms.dialogue;

/// A share of the population, estimated from a weighted sample, with the limits that hold the true
/// share in 95 of 100 samples.
///
/// The limits are Wilson's (1927, doi:10.1080/01621459.1927.10502953), on the effective number of
/// answers (Σw)² / Σw² by Kish (Survey Sampling, 1965): unequal weights make a sample tell less
/// than its size. They tell nothing of who could not be reached.
///
/// @param estimate weighted
/// @param lower limit
/// @param upper limit
/// @param effective number of answers with equal weights that would tell as much
public record Share(double estimate, double lower, double upper, double effective) {
    /// The quantile of the normal distribution for 95 %.
    private static final double Z = 1.959963984540054;

    /// @param part sum of the weights of those that chose it
    /// @param whole sum of all weights
    /// @param squares sum of the squares of all weights
    static Share weighted(double part, double whole, double squares) {
        double n = whole * whole / squares;
        double p = part / whole;
        double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Share(p, Math.max(0, middle - half), Math.min(1, middle + half), n);
    }

    /// As it is published: in whole percents, and the effective number in tens, so that no small
    /// count can be worked out from it.
    Share rounded() {
        return new Share(
                Math.rint(estimate * 100) / 100,
                Math.rint(lower * 100) / 100,
                Math.rint(upper * 100) / 100,
                Math.rint(effective / 10) * 10);
    }
}
