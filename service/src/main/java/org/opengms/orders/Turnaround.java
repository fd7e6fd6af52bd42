package org.opengms.orders;

/// The turnaround standard that an order was accepted under, as the directory of that day had it.
///
/// @param category of the standard, such as `wgs`
/// @param calendarDays from a workable order to its report
public record Turnaround(String category, int calendarDays) {
    /// @throws IllegalArgumentException if no time is allowed
    public Turnaround {
        if (calendarDays < 1) {
            throw new IllegalArgumentException(
                    "OGMS-2501 Turnaround category %s allows %d days. Give at least 1."
                            .formatted(category, calendarDays));
        }
    }
}
