package org.opengms.routing;

import java.util.List;

/// The chosen route and the numbers that chose it, enough to make the same choice again.
///
/// @param route what is to be done
/// @param options every test that was weighed, chosen one included
/// @param reasons in plain words, the weightiest first
/// @param policyVersion the version of the policy that chose
public record RouteDecision(
        Route route, List<RouteOption> options, List<String> reasons, String policyVersion) {
    public RouteDecision {
        options = List.copyOf(options);
        reasons = List.copyOf(reasons);
    }

    /// What was decided, in a line for the timeline.
    public String words() {
        return switch (route) {
            case Route.Test test ->
                    "Routed to %s (%s) at laboratory %s"
                            .formatted(test.testCode(), test.method().words(), test.laboratory());
            case Route.Manual manual ->
                    "Waits for a scientist at laboratory %s to choose the test"
                            .formatted(manual.laboratory());
        };
    }
}
