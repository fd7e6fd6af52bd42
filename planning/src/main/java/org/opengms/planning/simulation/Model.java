package org.opengms.planning.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A service to be simulated: its stations, the flows of tests through them, and what is already in
/// progress when it starts. Plain data, checked as a whole when made.
///
/// Stations and flows are referred to by their index in the lists. Names serve people, and key the
/// random numbers: a flow and a stage of the same name draw the same numbers in every model,
/// whatever else the model holds, so that two plans can be compared on the same patients.
///
/// @param start the day that begins at hour 0; a Monday
/// @param periodEndHours ends of the reporting periods, rising; the last is the horizon, at which
///   the simulation ends
/// @param stations where work is done or waits; names differ
/// @param flows kinds of journeys; names differ
/// @param backlog what is in progress at hour 0
public record Model(
        LocalDate start,
        List<Double> periodEndHours,
        List<Station> stations,
        List<Flow> flows,
        List<Backlog> backlog) {

    /// The most hours a horizon may have: a hundred years.
    public static final double LONGEST_HOURS = 876_600;

    /// @throws IllegalArgumentException if a part contradicts another, naming it
    public Model {
        periodEndHours = List.copyOf(periodEndHours);
        stations = List.copyOf(stations);
        flows = List.copyOf(flows);
        backlog = List.copyOf(backlog);
        if (start.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException(
                    "OGMS-6001 The model starts on %s, a %s. Let it start on a Monday."
                            .formatted(start, start.getDayOfWeek()));
        }
        if (stations.isEmpty() || flows.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-6024 The model has %d stations and %d flows. It needs one of each at least."
                            .formatted(stations.size(), flows.size()));
        }
        checkPeriods(periodEndHours);
        checkNames("station", stations.stream().map(Station::name).toList());
        checkNames("flow", flows.stream().map(Flow::name).toList());
        double horizonHours = periodEndHours.getLast();
        for (Flow flow : flows) {
            checkRoute(flow, stations, horizonHours);
        }
        for (Backlog waiting : backlog) {
            checkBacklog(waiting, flows);
        }
        long inProgress = backlog.stream().mapToLong(Backlog::count).sum();
        if (inProgress > Replication.MOST_JOURNEYS) {
            throw new IllegalArgumentException(
                    "OGMS-6025 The backlog holds %d journeys. At most %d can be in progress."
                            .formatted(inProgress, Replication.MOST_JOURNEYS));
        }
    }

    /// The horizon, hours.
    public double horizonHours() {
        return periodEndHours.getLast();
    }

    /// Hours from the start of the model to the beginning of a day; negative before it.
    public double hoursUntil(LocalDate day) {
        return hoursBetween(start, day);
    }

    /// Ends of so many calendar months each, counted from the start: 3 gives quarters.
    ///
    /// @param start of the model
    /// @param months in a period
    /// @param periods how many
    public static List<Double> periodsOfMonths(LocalDate start, int months, int periods) {
        List<Double> ends = new ArrayList<>();
        for (int i = 1; i <= periods; i++) {
            ends.add(hoursBetween(start, start.plusMonths((long) months * i)));
        }
        return ends;
    }

    private static double hoursBetween(LocalDate start, LocalDate day) {
        return 24.0 * ChronoUnit.DAYS.between(start, day);
    }

    private static void checkPeriods(List<Double> ends) {
        if (ends.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-6002 The model has no reporting period. State at least one end, in"
                            + " hours.");
        }
        double before = 0;
        for (double end : ends) {
            if (!(end > before) || end > LONGEST_HOURS) {
                throw new IllegalArgumentException(
                        "OGMS-6002 A reporting period ends at hour %s after one at %s. Ends rise from above 0 to at most %s."
                                .formatted(end, before, LONGEST_HOURS));
            }
            before = end;
        }
    }

    private static void checkNames(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw new IllegalArgumentException(
                        "OGMS-6003 The %s name '%s' is blank or used twice. Give each %s a name of its own."
                                .formatted(what, name, what));
            }
        }
    }

    private static void checkRoute(Flow flow, List<Station> stations, double horizonHours) {
        Set<String> stages = new HashSet<>();
        for (int s = 0; s < flow.route().size(); s++) {
            RouteStep step = flow.route().get(s);
            String where = "Flow '%s', stage '%s'".formatted(flow.name(), step.stage());
            if (!stages.add(step.stage())) {
                throw new IllegalArgumentException(
                        "OGMS-6004 %s: the stage is there twice. Stages of a route have names of their own."
                                .formatted(where));
            }
            if (step.station() < 0 || step.station() >= stations.size()) {
                throw new IllegalArgumentException(
                        "OGMS-6005 %s: there is no station %d among %d. Use an index from 0."
                                .formatted(where, step.station(), stations.size()));
            }
            Station station = stations.get(step.station());
            if (station.setsDuration() && !step.service().equals(Distribution.NONE)) {
                throw new IllegalArgumentException(
                        "OGMS-6006 %s: station '%s' has a duration of its own. Give the step none (RouteStep.through)."
                                .formatted(where, station.name()));
            }
            if (station.neverOpens(horizonHours)) {
                throw new IllegalArgumentException(
                        "OGMS-6007 %s: station '%s' never has capacity before hour %s. Give it some, or take it off the route."
                                .formatted(where, station.name(), horizonHours));
            }
            int places =
                    switch (station) {
                        case Station.Batches b -> b.batchSize();
                        case Station.Sessions meeting ->
                                (int)
                                        meeting.seats().stream()
                                                .mapToDouble(Capacity.Step::units)
                                                .max()
                                                .orElse(0);
                        case Station.Delay _, Station.Servers _ -> 1;
                    };
            if (step.places() > places) {
                throw new IllegalArgumentException(
                        "OGMS-6023 %s: a journey takes %d places at station '%s', which has %d. Use a larger batch, or fewer places."
                                .formatted(where, step.places(), station.name(), places));
            }
            if (step.rework().isPresent() && step.rework().get().backTo() > s) {
                throw new IllegalArgumentException(
                        "OGMS-6008 %s: rework goes to step %d, after step %d. Rework goes back, or repeats the step."
                                .formatted(where, step.rework().get().backTo(), s));
            }
        }
    }

    private static void checkBacklog(Backlog backlog, List<Flow> flows) {
        if (backlog.flow() < 0
                || backlog.flow() >= flows.size()
                || backlog.step() < 0
                || backlog.step() >= flows.get(backlog.flow()).route().size()) {
            throw new IllegalArgumentException(
                    "OGMS-6009 Backlog of flow %d at step %d: there is no such step. Use indexes from 0 of the model's flows and their routes."
                            .formatted(backlog.flow(), backlog.step()));
        }
    }
}
