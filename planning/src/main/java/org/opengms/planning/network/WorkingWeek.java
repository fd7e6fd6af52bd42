package org.opengms.planning.network;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// When a station works. It is closed on the scenario's holidays unless it works at all hours.
///
/// @param days of the week
/// @param fromHour of the day, 0 to 24
/// @param hoursPerDay from then on; together with `fromHour` at most 24
public record WorkingWeek(Set<DayOfWeek> days, double fromHour, double hoursPerDay) {
    public WorkingWeek {
        if (days.isEmpty()) {
            throw Refused.because("days is empty: name at least one");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        if (!(fromHour >= 0) || !(hoursPerDay > 0) || fromHour + hoursPerDay > 24) {
            throw Refused.because(
                    "fromHour %s and hoursPerDay %s do not lie in one day", fromHour, hoursPerDay);
        }
    }

    /// Whether it never closes.
    boolean isAlways() {
        return days.size() == 7 && hoursPerDay == 24;
    }
}
