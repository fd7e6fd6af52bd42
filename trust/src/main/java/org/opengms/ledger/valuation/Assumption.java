package org.opengms.ledger.valuation;

/// Something that is not known and has to be assumed.
///
/// @param name by which the scenario speaks of it
/// @param unit such as `pounds a record` or `probability`
/// @param low the least that is thought possible
/// @param central what is thought most likely
/// @param high the most that is thought possible
/// @param shape how it is drawn
/// @param source what it rests on, or that it rests on nobody's measurement
public record Assumption(
        String name,
        String unit,
        double low,
        double central,
        double high,
        Shape shape,
        String source) {
    /// @throws IllegalArgumentException if the figures are not in order, or no source is named
    public Assumption {
        if (!name.matches("[a-z][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException(
                    "OGMS-7801 An assumption has no plain name. Give up to 60 small letters, digits and hyphens.");
        }
        if (!(low >= 0 && low <= central && central <= high && high <= 1e15)) {
            throw new IllegalArgumentException(
                    "OGMS-7802 Assumption %s runs from %s over %s to %s. Give 0 ≤ low ≤ central ≤ high."
                            .formatted(name, low, central, high));
        }
        if (shape == Shape.LOG_UNIFORM && low <= 0) {
            throw new IllegalArgumentException(
                    "OGMS-7803 Assumption %s is equal in every order of size and begins at nil. Begin above."
                            .formatted(name));
        }
        if (unit.equals("probability") && high > 1) {
            throw new IllegalArgumentException(
                    "OGMS-7804 Assumption %s is a probability of up to %s. Give at most 1."
                            .formatted(name, high));
        }
        if (unit.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-7805 Assumption %s has no unit or no source. Say what it rests on, even if that is nothing but a guess."
                            .formatted(name));
        }
    }

    /// How an assumption is drawn.
    public enum Shape {
        /// Most likely at its central value, less and less likely towards both ends.
        TRIANGULAR,
        /// Equally likely in every order of size, where a figure is known by its size alone.
        LOG_UNIFORM
    }

    /// The value below which a share of all draws lies.
    ///
    /// @param share 0 to 1
    double quantile(double share) {
        if (low == high) {
            return low;
        }
        return switch (shape) {
            case LOG_UNIFORM -> low * Math.pow(high / low, share);
            case TRIANGULAR -> {
                double turn = (central - low) / (high - low);
                yield share < turn
                        ? low + Math.sqrt(share * (high - low) * (central - low))
                        : high - Math.sqrt((1 - share) * (high - low) * (high - central));
            }
        };
    }
}
