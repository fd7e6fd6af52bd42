package org.opengms.planning.network;

/// A number about the world, with how far it may be wrong and where it comes from.
///
/// @param value what it is taken to be; what a fixed run uses
/// @param low the least it may be, in the same unit
/// @param high the most it may be, in the same unit
/// @param spread how a replication draws it between `low` and `high`
/// @param mark how well it is known
/// @param source a key of the scenario's `sources`
public record Quantity(
        double value, double low, double high, Spread spread, Mark mark, String source) {

    /// How a replication draws a quantity.
    public enum Spread {
        /// Not drawn: every replication takes the value.
        NONE,
        /// Every number between the limits alike.
        UNIFORM,
        /// Rising from `low` to `value` and falling to `high`. The mean is a third of their sum,
        /// not the value, where the limits are not as far from it.
        TRIANGULAR
    }

    /// How well a quantity is known.
    public enum Mark {
        /// Read at its source.
        READ,
        /// Told by someone who tells of the source.
        SECONDARY,
        /// Nobody's figure: assumed, or worked out from other figures.
        ASSUMED,
        /// Widely told, its source not found.
        UNVERIFIED
    }

    public Quantity {
        if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw Refused.because(
                    "a number is not finite: value %s, low %s, high %s", value, low, high);
        }
        if (low > value || value > high) {
            throw Refused.because(
                    "low %s, value %s and high %s are not in this order", low, value, high);
        }
        if (source.isBlank()) {
            throw Refused.because("the source is blank: name a key of sources");
        }
    }

    /// The place of a probability in the distribution.
    ///
    /// @param probability at least 0, below 1
    double quantile(double probability) {
        return switch (spread) {
            case NONE -> value;
            case UNIFORM -> low + probability * (high - low);
            case TRIANGULAR -> triangular(probability);
        };
    }

    private double triangular(double probability) {
        double width = high - low;
        if (width == 0) {
            return value;
        }
        double rise = (value - low) / width;
        return probability < rise
                ? low + Math.sqrt(probability * width * (value - low))
                : high - Math.sqrt((1 - probability) * width * (high - value));
    }

    /// Itself, if it can never be below `least`, nor above `most`.
    ///
    /// @param field its name in the record that holds it
    /// @throws IllegalArgumentException if it can
    public Quantity within(double least, double most, String field) {
        if (low < least || high > most) {
            throw Refused.because(
                    "%s reaches from %s to %s and must lie within %s and %s",
                    field, low, high, least, most);
        }
        return this;
    }
}
