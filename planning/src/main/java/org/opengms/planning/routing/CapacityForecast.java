package org.opengms.planning.routing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/// What a resource can be expected to do on each day, and what it will do with 95 % certainty.
///
/// @param periods in any order, none overlapping; on days of none there is no capacity
/// @param outages that have begun or are planned; of several on one day the worst counts
/// @param declaredOn the day on which this was last declared or confirmed
/// @param freshDays for how many days a declaration counts as fresh
public record CapacityForecast(
        List<Period> periods, List<Outage> outages, LocalDate declaredOn, int freshDays) {
    /// @throws IllegalArgumentException if periods overlap or freshness is negative
    public CapacityForecast {
        periods = List.copyOf(periods);
        outages = List.copyOf(outages);
        if (freshDays < 0) {
            throw new IllegalArgumentException(
                    "OGMS-6204 A declaration is said to be fresh for %d days. It must be 0 or more."
                            .formatted(freshDays));
        }
        List<Period> byStart =
                periods.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList();
        for (int i = 1; i < byStart.size(); i++) {
            if (!byStart.get(i - 1).until().isBefore(byStart.get(i).from())) {
                throw new IllegalArgumentException(
                        "OGMS-6205 Capacity is given twice for %s. Let periods end before the next begins."
                                .formatted(byStart.get(i).from()));
            }
        }
    }

    /// A stretch of days of the same capacity.
    ///
    /// @param from first day
    /// @param until last day, inclusive
    /// @param week on which days of the week
    /// @param expectedPerDay in the resource's unit
    /// @param pessimisticPerDay fifth percentile: on 19 of 20 days there is at least so much
    public record Period(
            LocalDate from,
            LocalDate until,
            WorkingWeek week,
            double expectedPerDay,
            double pessimisticPerDay) {
        /// @throws IllegalArgumentException if the period ends before it begins, or a capacity is
        ///   negative, not finite, or more when pessimistic than when expected
        public Period {
            if (until.isBefore(from)) {
                throw new IllegalArgumentException(
                        "OGMS-6206 A period of capacity begins on %s and ends on %s. Exchange the days."
                                .formatted(from, until));
            }
            if (!(pessimisticPerDay >= 0)
                    || !(expectedPerDay >= pessimisticPerDay)
                    || !Double.isFinite(expectedPerDay)) {
                throw new IllegalArgumentException(
                        "OGMS-6207 A capacity of %s a day is expected and %s counted on. Both must be 0 or more, and the first at least the second."
                                .formatted(expectedPerDay, pessimisticPerDay));
            }
        }
    }

    /// On which days of the week work is done.
    public enum WorkingWeek {
        /// On all.
        EVERY_DAY,
        /// From Monday to Friday.
        MONDAY_TO_FRIDAY;

        boolean works(LocalDate day) {
            return this == EVERY_DAY
                    || day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
        }
    }

    /// A stretch of days on which less works.
    ///
    /// @param from first day
    /// @param until last day expected, inclusive
    /// @param remainingShare of capacity, 0 to 1
    /// @param cause in a few words
    public record Outage(LocalDate from, LocalDate until, double remainingShare, String cause) {
        /// @throws IllegalArgumentException if it ends before it begins or the share is not of 0 to
        ///   1
        public Outage {
            if (until.isBefore(from) || !(remainingShare >= 0 && remainingShare <= 1)) {
                throw new IllegalArgumentException(
                        "OGMS-6208 An outage from %s to %s leaves %s of capacity. It must end on or after its first day and leave 0 to 1."
                                .formatted(from, until, remainingShare));
            }
        }
    }

    /// The capacity expected on each of some days.
    ///
    /// @param first day
    /// @param days how many
    public double[] expected(LocalDate first, int days) {
        double[] capacity = new double[days];
        for (Period period : periods) {
            fill(capacity, first, period, period.expectedPerDay());
        }
        lowerInOutages(capacity, first);
        return capacity;
    }

    /// The capacity that promises may count on.
    ///
    /// @param first day, which is today
    /// @param days how many
    /// @param pessimism how far from the expected (0) to the pessimistic (1) figure, or beyond
    /// @param staleShareADay what each day since the declaration ceased to be fresh takes, as a
    ///   share of what would be left
    public double[] promisable(LocalDate first, int days, double pessimism, double staleShareADay) {
        double[] capacity = new double[days];
        double trust = Math.max(0, 1 - staleShareADay * staleDays(first));
        for (Period period : periods) {
            double spread = period.expectedPerDay() - period.pessimisticPerDay();
            double counted = Math.max(0, period.expectedPerDay() - pessimism * spread);
            fill(capacity, first, period, counted * trust);
        }
        lowerInOutages(capacity, first);
        return capacity;
    }

    /// For how many days the declaration has not been fresh.
    public long staleDays(LocalDate today) {
        return Math.max(0, today.toEpochDay() - declaredOn.toEpochDay() - freshDays);
    }

    private static void fill(double[] capacity, LocalDate first, Period period, double perDay) {
        long start = period.from().toEpochDay() - first.toEpochDay();
        long end = period.until().toEpochDay() - first.toEpochDay();
        for (int day = Math.clamp(start, 0, capacity.length);
                day <= end && day < capacity.length;
                day++) {
            if (period.week().works(first.plusDays(day))) {
                capacity[day] = perDay;
            }
        }
    }

    private void lowerInOutages(double[] capacity, LocalDate first) {
        if (outages.isEmpty()) {
            return;
        }
        for (int day = 0; day < capacity.length; day++) {
            LocalDate date = first.plusDays(day);
            double least = 1;
            for (Outage outage : outages) {
                if (!date.isBefore(outage.from()) && !date.isAfter(outage.until())) {
                    least = Math.min(least, outage.remainingShare());
                }
            }
            capacity[day] *= least;
        }
    }
}
