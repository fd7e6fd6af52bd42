package org.opengms.planning.simulation;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// When the journeys of a flow begin.
public sealed interface Demand {
    /// Nothing begins here: a flow that only lends its route, or only has a backlog.
    Demand NONE = new Timetable(List.of());

    /// At random, with a rate that changes over the years, the week and the day: a Poisson process.
    ///
    /// @param steps average rate from dates on, in an average week, before growth; the first from
    ///   hour 0
    /// @param growthPerYear by which the rate rises from day to day, compounded: 0.03 for 3 % a
    ///   year of 365.25 days, counted from the start
    /// @param pattern of the week and the day; one object may serve many flows
    record Poisson(List<Rate> steps, double growthPerYear, Pattern pattern) implements Demand {
        /// @throws IllegalArgumentException if a number is not of this world
        public Poisson {
            steps = List.copyOf(steps);
            if (steps.isEmpty() || steps.getFirst().fromHours() != 0) {
                throw new IllegalArgumentException(
                        "OGMS-6020 Demand has %s as its first step. State the rate from hour 0 on."
                                .formatted(steps.isEmpty() ? "nothing" : steps.getFirst()));
            }
            for (int i = 1; i < steps.size(); i++) {
                if (!(steps.get(i).fromHours() > steps.get(i - 1).fromHours())) {
                    throw new IllegalArgumentException(
                            "OGMS-6020 Demand has %s before %s. Put steps in order, each hour once."
                                    .formatted(steps.get(i - 1), steps.get(i)));
                }
            }
            Check.between("OGMS-6020", "Growth of demand", "a year", growthPerYear, -0.99, 10);
        }

        /// The same rate at every hour of every day.
        ///
        /// @param perDay journeys in a day
        public static Poisson steady(double perDay) {
            return new Poisson(List.of(new Rate(0, perDay)), 0, Pattern.EVEN);
        }
    }

    /// At hours that are known: orders already booked, or a recorded stream to be replayed.
    ///
    /// @param arrivalHours since the start of the model, not falling
    record Timetable(List<Double> arrivalHours) implements Demand {
        /// @throws IllegalArgumentException if the hours fall or are not of this world
        public Timetable {
            arrivalHours = List.copyOf(arrivalHours);
            double before = 0;
            for (double hour : arrivalHours) {
                Check.between(
                        "OGMS-6021", "An arrival", "hours", hour, before, Model.LONGEST_HOURS);
                before = hour;
            }
        }
    }

    /// A rate from an hour on, until the next.
    ///
    /// @param fromHours since the start of the model
    /// @param perDay journeys that begin in an average day
    record Rate(double fromHours, double perDay) {
        /// @throws IllegalArgumentException if a number is not of this world
        public Rate {
            Check.between("OGMS-6020", "A demand step", "hours", fromHours, 0, Model.LONGEST_HOURS);
            Check.between("OGMS-6020", "Demand", "journeys a day", perDay, 0, 1e7);
        }
    }

    /// How demand is spread over the week and the day.
    ///
    /// @param weekdayWeights seven, from Monday: how much one day has beside another; scaled to a
    ///   mean of 1
    /// @param fromHour of the day, when arrivals begin
    /// @param untilHour of the day, when they end, at most 24
    /// @param quietDays without arrivals: holidays; their journeys do not come on other days
    record Pattern(
            List<Double> weekdayWeights,
            double fromHour,
            double untilHour,
            Set<LocalDate> quietDays) {
        /// The same at every hour.
        public static final Pattern EVEN =
                new Pattern(Collections.nCopies(7, 1.0), 0, 24, Set.of());

        /// @throws IllegalArgumentException if a number is not of this world
        public Pattern {
            weekdayWeights = List.copyOf(weekdayWeights);
            quietDays = Set.copyOf(quietDays);
            if (weekdayWeights.size() != 7
                    || weekdayWeights.stream().anyMatch(w -> !(w >= 0 && w <= 1e6))
                    || weekdayWeights.stream().allMatch(w -> w == 0)) {
                throw new IllegalArgumentException(
                        "OGMS-6020 The weekday weights are %s. Give seven from Monday, 0 or more, not all 0."
                                .formatted(weekdayWeights));
            }
            if (!(fromHour >= 0 && untilHour > fromHour && untilHour <= 24)) {
                throw new IllegalArgumentException(
                        "OGMS-6020 Arrivals come from %s to %s o'clock. Hours lie between 0 and 24, the end after the start."
                                .formatted(fromHour, untilHour));
            }
        }
    }
}
