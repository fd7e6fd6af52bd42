package org.opengms.planning.simulation;

/// Decides for each journey that begins which flow's route it takes: a routing policy. One object
/// serves one replication and may keep state.
@FunctionalInterface
public interface Admission {
    /// Every journey takes its own flow's route.
    Admission OWN_ROUTE = (_, flow, _) -> flow;

    /// Chooses a route.
    ///
    /// @param hours now, since the start of the model
    /// @param flow index of the flow in which the journey begins; it keeps that flow's priority,
    ///   target and line in the results
    /// @param loads of the stations now; valid during the call only
    /// @return index of the flow whose route the journey takes
    int route(double hours, int flow, StationLoads loads);
}
