package org.opengms.routing;

/// Chooses the test and the laboratory for an order. The choice is a recommendation under a policy
/// that the operator signs; a clinician can always override it.
public interface RoutingPolicy {
    /// Chooses. The same request and load give the same decision.
    RouteDecision route(RouteRequest request, LiveLoad load);
}
