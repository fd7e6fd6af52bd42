package org.opengms.planning.simulation;

import java.util.List;

/// How many servers or machines there are over time: dated steps × share by opening hours × planned
/// reductions × outages, in units that need not be whole: 2.4 full-time equivalents.
///
/// At any moment whole units work. A fraction is spread over shifts (over days where a station
/// never closes): the unit more or less that keeps the sum of unit-hours nearest to what is stated.
///
/// @param steps units from dates on: hires when they are trained, leavers, purchases; the first at
///   hour 0
/// @param openingHours when and with which share of the units
/// @param planned reductions known beforehand: maintenance, leave
/// @param outages that happen at random, each kind independent of the others
public record Capacity(
        List<Step> steps,
        OpeningHours openingHours,
        List<PlannedReduction> planned,
        List<Outages> outages) {
    /// @throws IllegalArgumentException if the steps are not in order
    public Capacity {
        steps = checked(steps);
        planned = List.copyOf(planned);
        outages = List.copyOf(outages);
    }

    /// So many units at all hours, for ever.
    public static Capacity of(double units) {
        return of(units, OpeningHours.ALWAYS);
    }

    /// So many units in opening hours, for ever.
    public static Capacity of(double units, OpeningHours openingHours) {
        return new Capacity(List.of(new Step(0, units)), openingHours, List.of(), List.of());
    }

    /// This capacity with outages of one more kind.
    public Capacity with(Outages more) {
        List<Outages> all = new java.util.ArrayList<>(outages);
        all.add(more);
        return new Capacity(steps, openingHours, planned, all);
    }

    boolean isNoneBefore(double horizonHours) {
        return openingHours.isNeverOpen()
                || steps.stream()
                        .noneMatch(step -> step.fromHours() < horizonHours && step.units() > 0);
    }

    static List<Step> checked(List<Step> steps) {
        if (steps.isEmpty() || steps.getFirst().fromHours() != 0) {
            throw new IllegalArgumentException(
                    "OGMS-6016 Capacity has %s as its first step. State the units from hour 0 on, if only 0."
                            .formatted(steps.isEmpty() ? "nothing" : steps.getFirst()));
        }
        for (int i = 1; i < steps.size(); i++) {
            if (!(steps.get(i).fromHours() > steps.get(i - 1).fromHours())) {
                throw new IllegalArgumentException(
                        "OGMS-6016 Capacity has %s before %s. Put steps in the order of their hours, each once."
                                .formatted(steps.get(i - 1), steps.get(i)));
            }
        }
        return List.copyOf(steps);
    }

    /// Units from an hour on, until the next step.
    ///
    /// @param fromHours since the start of the model
    /// @param units servers, machines or seats; may be a fraction
    public record Step(double fromHours, double units) {
        /// @throws IllegalArgumentException if a number is not of this world
        public Step {
            Check.between(
                    "OGMS-6016", "A capacity step", "hours", fromHours, 0, Model.LONGEST_HOURS);
            Check.between("OGMS-6016", "Capacity", "units", units, 0, 1e6);
        }
    }

    /// Less capacity for a while, known beforehand.
    ///
    /// @param fromHours since the start of the model
    /// @param untilHours since the start of the model
    /// @param factor what remains of the capacity, 0 to 1
    public record PlannedReduction(double fromHours, double untilHours, double factor) {
        /// @throws IllegalArgumentException if a number is not of this world
        public PlannedReduction {
            Check.between("OGMS-6017", "A reduction", "hours", fromHours, 0, Model.LONGEST_HOURS);
            Check.between(
                    "OGMS-6017",
                    "The end of a reduction",
                    "hours",
                    untilHours,
                    fromHours,
                    Model.LONGEST_HOURS);
            Check.between("OGMS-6017", "What remains", "of the capacity", factor, 0, 1);
        }
    }

    /// Outages at random: times of full capacity, exponentially distributed, and times of reduced
    /// capacity take turns.
    ///
    /// @param name of the kind, such as `power`; keys its random numbers
    /// @param ratePerDay of full capacity, how many outages begin in a day
    /// @param lengthHours how long one lasts
    /// @param factor what remains of the capacity, 0 to 1
    public record Outages(String name, double ratePerDay, Distribution lengthHours, double factor) {
        /// @throws IllegalArgumentException if a number is not of this world
        public Outages {
            Check.between("OGMS-6017", "Outages '" + name + "'", "per day", ratePerDay, 0, 100);
            Check.between("OGMS-6017", "What remains", "of the capacity", factor, 0, 1);
        }
    }
}
