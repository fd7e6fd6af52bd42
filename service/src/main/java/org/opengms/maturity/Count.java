package org.opengms.maturity;

import java.util.Optional;
import org.opengms.planning.statistics.Interval;

/// So many of so many.
///
/// @param of that have something
/// @param all that could have it
public record Count(long of, long all) {
    /// None of none.
    public static final Count NONE = new Count(0, 0);

    /// @throws IllegalArgumentException if they are no part of a whole
    public Count {
        if (of < 0 || all < of) {
            throw new IllegalArgumentException(
                    "OGMS-8900 %d of %d cannot be: give at least 0, and no more than all."
                            .formatted(of, all));
        }
    }

    /// Both together.
    public Count plus(Count other) {
        return new Count(of + other.of, all + other.all);
    }

    /// The share, 0 to 1; 0 of none.
    public double share() {
        return all == 0 ? 0 : (double) of / all;
    }

    /// The share with the limits of Wilson's score interval, 95 %; absent of none.
    public Optional<Interval> interval() {
        return all == 0 ? Optional.empty() : Optional.of(Wilson.of(this));
    }
}
