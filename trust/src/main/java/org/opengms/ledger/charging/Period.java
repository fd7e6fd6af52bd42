package org.opengms.ledger.charging;

import java.time.LocalDate;

/// Days in a row, both ends included.
public record Period(LocalDate from, LocalDate to) {
    /// @throws IllegalArgumentException if it ends before it begins, or lasts more than 366 days
    public Period {
        if (to.isBefore(from) || to.isAfter(from.plusDays(365))) {
            throw new IllegalArgumentException(
                    "OGMS-7775 A period runs from %s to %s. It lasts 1 to 366 days."
                            .formatted(from, to));
        }
    }

    /// How many days.
    public long days() {
        return to.toEpochDay() - from.toEpochDay() + 1;
    }

    /// The year that begins on a day, such as a contract's.
    public static Period yearFrom(LocalDate from) {
        return new Period(from, from.plusYears(1).minusDays(1));
    }
}
