package org.opengms.evaluation.evidence;

import java.util.Locale;
import org.opengms.evaluation.statistics.Proportion;

/// A 95 % interval that was computed here from published counts, by Wilson's method.
///
/// @param leastNumerator the least that agrees with what is published
/// @param greatestNumerator the greatest; the same where the numerator is published
/// @param lower limit, 0 to 1, with the least
/// @param upper limit, 0 to 1, with the greatest
public record ComputedInterval(
        long leastNumerator, long greatestNumerator, double lower, double upper) {
    private static final double CONFIDENCE = 0.95;

    static ComputedInterval of(long least, long greatest, long denominator) {
        return new ComputedInterval(
                least,
                greatest,
                Proportion.of(least, denominator).wilson(CONFIDENCE).lower(),
                Proportion.of(greatest, denominator).wilson(CONFIDENCE).upper());
    }

    /// @throws IllegalArgumentException OGMS-9103 if no whole number of so many rounds to the share
    static ComputedInterval ofRounded(Published percent, long denominator) {
        long least =
                (long) Math.ceil(denominator * (percent.value() - percent.halfUnit()) / 100 - 1e-9);
        long greatest =
                (long)
                        Math.floor(
                                denominator * (percent.value() + percent.halfUnit()) / 100 + 1e-9);
        least = Math.max(0, least);
        greatest = Math.min(denominator, greatest);
        if (least > greatest) {
            throw new IllegalArgumentException(
                    "OGMS-9103 No whole number of %d rounds to %s %%. Mend the row."
                            .formatted(denominator, percent.digits()));
        }
        return of(least, greatest, denominator);
    }

    /// Whether the numerator is published.
    boolean isExact() {
        return leastNumerator == greatestNumerator;
    }

    /// `23.3 to 27.3 %`.
    String shown() {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * lower, 100 * upper);
    }
}
