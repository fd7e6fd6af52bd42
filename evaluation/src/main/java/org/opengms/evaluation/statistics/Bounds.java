package org.opengms.evaluation.statistics;

/// Two values between which another lies, with nothing said of where: no estimate is inside that
/// would be better than the next.
///
/// @param lower the least
/// @param upper the greatest
public record Bounds(double lower, double upper) {

    /// Whether a value lies between them, ends included.
    ///
    /// @param value to look for
    public boolean hold(double value) {
        return lower <= value && value <= upper;
    }

    /// How far apart they are: what is not known.
    public double width() {
        return upper - lower;
    }
}
