package org.opengms.planning.simulation;

import java.util.List;

/// One kind of journey: a test of one class ordered at one place.
///
/// @param name keys the flow's random numbers
/// @param reportedAs name of the line of the results under which its journeys are counted; flows
///   may share one
/// @param priority class in the queues, 0 the most urgent, at most 7
/// @param targetHours turnaround standard, from the beginning of the journey to its end; large
///   where there is none
/// @param demand when journeys begin
/// @param route the steps of a journey, in order; not empty
public record Flow(
        String name,
        String reportedAs,
        int priority,
        double targetHours,
        Demand demand,
        List<RouteStep> route) {

    /// How many priority classes there are.
    public static final int PRIORITIES = 8;

    /// The most steps a route may have.
    public static final int MOST_STEPS = 200;

    /// @throws IllegalArgumentException if a part is not of this world
    public Flow {
        route = List.copyOf(route);
        if (priority < 0 || priority >= PRIORITIES) {
            throw new IllegalArgumentException(
                    "OGMS-6011 Flow '%s' has priority %d. Use 0 (most urgent) to %d."
                            .formatted(name, priority, PRIORITIES - 1));
        }
        if (!(targetHours > 0 && targetHours <= Model.LONGEST_HOURS)) {
            throw new IllegalArgumentException(
                    "OGMS-6011 Flow '%s' has a target of %s hours. It must be above 0 and at most %s."
                            .formatted(name, targetHours, Model.LONGEST_HOURS));
        }
        if (route.isEmpty() || route.size() > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "OGMS-6011 Flow '%s' has %d steps. A route has 1 to %d."
                            .formatted(name, route.size(), MOST_STEPS));
        }
        if (route.stream().filter(s -> s.rework().isPresent()).count()
                > RouteStep.Rework.MOST_IN_A_ROUTE) {
            throw new IllegalArgumentException(
                    "OGMS-6011 Flow '%s' sends back from more than %d steps. Join some of them."
                            .formatted(name, RouteStep.Rework.MOST_IN_A_ROUTE));
        }
    }

    /// A flow with a line of its own in the results.
    public static Flow of(
            String name, int priority, double targetHours, Demand demand, List<RouteStep> route) {
        return new Flow(name, name, priority, targetHours, demand, route);
    }
}
