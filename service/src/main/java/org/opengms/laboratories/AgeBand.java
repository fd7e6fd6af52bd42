package org.opengms.laboratories;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How old an open order is, in calendar days since its receipt. The bounds are those of the
/// turnaround standards for rapid tests, rare disease and complex tests: 14, 42 and 84 days.
public enum AgeBand {
    TO_14(14, "up to 14 days"),
    TO_42(42, "15 to 42 days"),
    TO_84(84, "43 to 84 days"),
    TO_365(365, "85 to 365 days"),
    BEYOND(Integer.MAX_VALUE, "more than a year");

    private final int mostDays;
    private final String words;

    AgeBand(int mostDays, String words) {
        this.mostDays = mostDays;
        this.words = words;
    }

    /// The band of an order.
    ///
    /// @param day on which its age is counted
    static AgeBand of(LocalDate received, LocalDate day) {
        long age = ChronoUnit.DAYS.between(received, day);
        for (AgeBand band : values()) {
            if (age <= band.mostDays) {
                return band;
            }
        }
        return BEYOND;
    }

    /// For people, lower case.
    public String words() {
        return words;
    }
}
