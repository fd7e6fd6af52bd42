package org.opengms.disclosure;

/// What the public frequency of an allele alone lets expect, before anybody's genome is looked at:
/// the number of carriers among n people is taken as Poisson with mean 2nf.
public final class RareAlleles {
    private RareAlleles() {}

    /// How likely fewer than `threshold` carriers are.
    ///
    /// @param expected mean number of carriers
    public static double below(double expected, int threshold) {
        if (!(expected >= 0)) {
            throw new IllegalArgumentException("An expected number is not negative: " + expected);
        }
        if (expected == 0) {
            return threshold > 0 ? 1 : 0;
        }
        double sum = 0;
        double logTerm = -expected; // ln of e^-λ λ^i / i!
        for (int i = 0; i < threshold; i++) {
            sum += Math.exp(logTerm);
            logTerm += Math.log(expected) - Math.log(i + 1);
        }
        return Math.min(1, sum);
    }

    /// What a yes tells at most about one carrier: −ln P(at least `threshold` carriers | they are
    /// absent), in millionths of a nat, rounded up. Very rare alleles cost what a long can hold of
    /// the largest logarithm a double has.
    public static long exposureMicroNats(double expected, int threshold) {
        double yes = 1 - below(expected, threshold);
        if (yes < 1e-9) {
            // The first term of the tail: the difference above has no digits left.
            double logTail = -expected + threshold * Math.log(expected);
            for (int i = 2; i <= threshold; i++) {
                logTail -= Math.log(i);
            }
            return (long) Math.ceil(-logTail * 1e6);
        }
        return (long) Math.ceil(-Math.log(yes) * 1e6);
    }
}
