package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.opengms.planning.simulation.Capacity;

/// The people of a competence in post over time: those at the start leave at a constant rate,
/// recruits join evenly, and groups join on their days and leave at the same rate.
///
/// @param atStart people in post
/// @param leaversPerYear the part that leaves each year, 0 to below 1
/// @param recruitsPerYear who join evenly over the year
/// @param joiners who join at once
record StaffForecast(
        double atStart, double leaversPerYear, double recruitsPerYear, List<Joiners> joiners) {
    /// People who join together.
    record Joiners(double fromHours, double people) {}

    private static final double YEAR_HOURS = 24 * 365.25;

    /// People in post at an hour.
    double peopleAt(double hours) {
        double rate = -Math.log1p(-leaversPerYear);
        double years = hours / YEAR_HOURS;
        double recruited =
                rate == 0
                        ? recruitsPerYear * years
                        : recruitsPerYear / rate * -Math.expm1(-rate * years);
        double people = atStart * Math.exp(-rate * years) + recruited;
        for (Joiners group : joiners) {
            if (group.fromHours() <= hours) {
                people +=
                        group.people() * Math.exp(-rate * (hours - group.fromHours()) / YEAR_HOURS);
            }
        }
        return people;
    }

    /// From each of these hours and each joining on, the people half-way to the next of them.
    List<Capacity.Step> steps(List<Double> hours, double endHours) {
        TreeSet<Double> all = new TreeSet<>(hours);
        joiners.stream()
                .map(Joiners::fromHours)
                .filter(h -> h > 0 && h < endHours)
                .forEach(all::add);
        List<Capacity.Step> steps = new ArrayList<>();
        for (double from : all) {
            Double next = all.higher(from);
            double until = next == null ? endHours : next;
            steps.add(new Capacity.Step(from, peopleAt((from + until) / 2)));
        }
        return steps;
    }
}
