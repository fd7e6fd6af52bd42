package org.opengms.evaluation.imports;

/// A count, or between which two a count lies that its publisher hid.
///
/// @param least 0 or more
/// @param most at least as many
public record CountBounds(long least, long most) {
    /// None.
    public static final CountBounds NONE = new CountBounds(0, 0);

    /// @throws IllegalArgumentException OGMS-9124 if it is below 0 or runs backwards
    public CountBounds {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException(
                    "OGMS-9124 A count lies between %d and %d: give 0 or more, the least first."
                            .formatted(least, most));
        }
    }

    /// A count that is known.
    public static CountBounds of(long count) {
        return new CountBounds(count, count);
    }

    /// Whether it is known.
    public boolean isExact() {
        return least == most;
    }

    /// Together with another.
    CountBounds plus(CountBounds other) {
        return new CountBounds(least + other.least, most + other.most);
    }

    /// What remains of this when others are taken away, as far as it can be: never below 0.
    CountBounds minus(CountBounds others) {
        return new CountBounds(Math.max(0, least - others.most), Math.max(0, most - others.least));
    }

    /// What agrees with both.
    ///
    /// @return nothing if no count does
    java.util.Optional<CountBounds> and(CountBounds other) {
        long from = Math.max(least, other.least);
        long to = Math.min(most, other.most);
        return from > to
                ? java.util.Optional.empty()
                : java.util.Optional.of(new CountBounds(from, to));
    }

    /// Whether a count agrees with it.
    public boolean holds(long count) {
        return least <= count && count <= most;
    }
}
