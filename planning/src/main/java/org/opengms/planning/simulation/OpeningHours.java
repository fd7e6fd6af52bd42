package org.opengms.planning.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// When a station is open, week by week, and with which share of its units.
///
/// @param shifts of a week; shares of shifts that overlap add up
/// @param closedDays without any shift: holidays; from midnight to midnight
public record OpeningHours(List<Shift> shifts, Set<LocalDate> closedDays) {
    /// At all hours.
    public static final OpeningHours ALWAYS =
            daily(EnumSet.allOf(DayOfWeek.class), 0, 24, Set.of());

    /// Copies.
    public OpeningHours {
        shifts = List.copyOf(shifts);
        closedDays = Set.copyOf(closedDays);
    }

    /// Monday to Friday from one hour to another, on all days of the year.
    public static OpeningHours weekdays(double fromHour, double untilHour) {
        return daily(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), fromHour, untilHour, Set.of());
    }

    /// The same hours on some days of the week.
    ///
    /// @param days of the week
    /// @param fromHour of the day, 0 to 24
    /// @param untilHour of the day, 0 to 24
    /// @param closedDays holidays
    public static OpeningHours daily(
            Set<DayOfWeek> days, double fromHour, double untilHour, Set<LocalDate> closedDays) {
        List<Shift> shifts = new ArrayList<>();
        for (DayOfWeek day : EnumSet.copyOf(days)) {
            shifts.add(new Shift(day, fromHour, untilHour, 1));
        }
        return new OpeningHours(shifts, closedDays);
    }

    /// These hours, closed on more days.
    public OpeningHours closedOn(Set<LocalDate> days) {
        Set<LocalDate> all = new java.util.HashSet<>(closedDays);
        all.addAll(days);
        return new OpeningHours(shifts, all);
    }

    boolean isNeverOpen() {
        return shifts.stream().allMatch(shift -> shift.share() == 0);
    }

    /// Part of a day in which a share of the units works. A shift over midnight is two.
    ///
    /// @param day of the week
    /// @param fromHour of the day, 0 to below 24
    /// @param untilHour of the day, later than `fromHour`, at most 24
    /// @param share of the units; 1 for all
    public record Shift(DayOfWeek day, double fromHour, double untilHour, double share) {
        /// @throws IllegalArgumentException if the hours are not of a day
        public Shift {
            if (!(fromHour >= 0 && untilHour > fromHour && untilHour <= 24)) {
                throw new IllegalArgumentException(
                        "OGMS-6018 A shift on %s runs from %s to %s o'clock. Hours lie between 0 and 24, the end after the start; a shift over midnight is two."
                                .formatted(day, fromHour, untilHour));
            }
            Check.between("OGMS-6018", "The share of a shift", "of the units", share, 0, 100);
        }
    }
}
