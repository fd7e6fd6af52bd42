package org.opengms.evaluation.statistics;

import java.util.Optional;
import org.opengms.planning.statistics.Interval;

/// A ratio of two means of the same units, such as what tests cost over what they solve, or of two
/// sums or differences of such means: of numbers that are normal together.
///
/// @param numerator a mean
/// @param denominator a mean
/// @param varianceOfNumerator of the mean, not of the units
/// @param varianceOfDenominator of the mean
/// @param covariance of the two means
public record RatioOfMeans(
        double numerator,
        double denominator,
        double varianceOfNumerator,
        double varianceOfDenominator,
        double covariance) {

    /// The limits of Fieller (1954, doi:10.1111/j.2517-6161.1954.tb00159.x): every ratio for which
    /// numerator − ratio × denominator is not told from 0. Nothing is drawn, so that a million
    /// units cost no more than their sums.
    ///
    /// @param confidence above 0, below 1
    /// @return nothing if the denominator is not told from 0 with this confidence, when the ratio
    ///   is held by no two limits
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Optional<Interval> findFieller(double confidence) {
        double z = Deviate.twoSided(confidence);
        double a = denominator * denominator - z * z * varianceOfDenominator;
        if (!(a > 0)) {
            return Optional.empty();
        }
        double b = denominator * numerator - z * z * covariance;
        double c = numerator * numerator - z * z * varianceOfNumerator;
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        return Optional.of(
                new Interval(numerator / denominator, (b - root) / a, (b + root) / a, confidence));
    }
}
