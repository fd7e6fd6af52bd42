package org.opengms.maturity;

/// The turnaround of orders, as sums: so months can be put together.
///
/// @param reported orders whose report is signed
/// @param minutes from receipt to the first signature, all together
/// @param minutesSquared the squares of these, all together
public record Turnarounds(long reported, double minutes, double minutesSquared) {
    /// No order.
    public static final Turnarounds NONE = new Turnarounds(0, 0, 0);

    private static final double MINUTES_PER_DAY = 24 * 60;

    /// @throws IllegalArgumentException if a number is negative
    public Turnarounds {
        if (reported < 0 || !(minutes >= 0) || !(minutesSquared >= 0)) {
            throw new IllegalArgumentException(
                    "OGMS-8901 %d reports took %s minutes: neither may be negative."
                            .formatted(reported, minutes));
        }
    }

    /// Both together.
    public Turnarounds plus(Turnarounds other) {
        return new Turnarounds(
                reported + other.reported,
                minutes + other.minutes,
                minutesSquared + other.minutesSquared);
    }

    /// Their mean, in days; 0 of none.
    public double meanDays() {
        return reported == 0 ? 0 : minutes / reported / MINUTES_PER_DAY;
    }

    /// The squared distances from their mean, all together, in days squared.
    double spreadDays() {
        return reported == 0
                ? 0
                : Math.max(0, minutesSquared - minutes / reported * minutes)
                        / (MINUTES_PER_DAY * MINUTES_PER_DAY);
    }
}
