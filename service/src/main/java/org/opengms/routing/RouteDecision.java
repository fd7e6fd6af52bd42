package org.opengms.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chosen route and the numbers that chose it, enough to make the same choice again.
///
/// @param route what is to be done
/// @param options every test that was weighed, chosen one included
/// @param reasons in plain words, the weightiest first
/// @param policyVersion the version of the policy that chose, or that a person chose against
/// @param override the person's choice that the route is, if one was made against the policy's
/// @param promisedOn the day by whose end the report is promised on a cautious forecast; absent
///   where nothing can be promised
/// @param standing the genome that follows without a new request if this test finds no cause
/// @param trace what the decision was made from, while it is new; kept apart from the order
public record RouteDecision(
        Route route,
        List<RouteOption> options,
        List<String> reasons,
        String policyVersion,
        Optional<RouteOverride> override,
        Optional<LocalDate> promisedOn,
        Optional<StandingGenome> standing,
        Optional<RoutingTrace> trace) {
    public RouteDecision {
        options = List.copyOf(options);
        reasons = List.copyOf(reasons);
    }

    /// What was chosen without weighing benefit against work.
    public RouteDecision(
            Route route, List<RouteOption> options, List<String> reasons, String policyVersion) {
        this(
                route,
                options,
                reasons,
                policyVersion,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The decision with a person's choice in the place of the policy's. What was weighed stays; a
    /// choice that takes the place of another is against the same recommendation. No genome is kept
    /// behind a test that a person chose.
    public RouteDecision overridden(Route.Test chosen, RouteOverride by) {
        List<String> why = new ArrayList<>();
        why.add("%s chose this test: %s".formatted(by.by(), by.reason().words()));
        why.add(
                "The policy had recommended %s (%s) at laboratory %s."
                        .formatted(
                                by.recommended().testCode(),
                                by.recommended().method().words(),
                                by.recommended().laboratory()));
        why.addAll(override.isPresent() ? reasons.subList(2, reasons.size()) : reasons);
        return new RouteDecision(
                chosen,
                options,
                why,
                policyVersion,
                Optional.of(by),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// What the policy recommended, whether or not a person chose against it.
    public Route recommended() {
        return override.<Route>map(RouteOverride::recommended).orElse(route);
    }

    /// What was decided, in a line for the timeline.
    public String words() {
        return switch (route) {
            case Route.Test test ->
                    "Routed to %s (%s) at laboratory %s"
                                    .formatted(
                                            test.testCode(),
                                            test.method().words(),
                                            test.laboratory())
                            + standing.map(s ->
                                            "; if it finds no cause, to %s (%s) without a new request"
                                                    .formatted(
                                                            s.genome().testCode(),
                                                            s.genome().method().words()))
                                    .orElse("");
            case Route.Manual manual ->
                    "Waits for a scientist at laboratory %s to choose the test"
                            .formatted(manual.laboratory());
        };
    }
}
