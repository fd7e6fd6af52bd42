package org.opengms.planning.simulation;

/// Checks of numbers in a model.
final class Check {
    private Check() {}

    /// Refuses what is not between the limits; a NaN never is.
    static void between(
            String code, String what, String unit, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s %s is %s %s. It must lie between %s and %s."
                            .formatted(code, what, value, unit, least, most));
        }
    }
}
