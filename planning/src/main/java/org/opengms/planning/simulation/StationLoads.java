package org.opengms.planning.simulation;

/// What stands at each station at a moment. Stations by their index in the model.
public interface StationLoads {
    /// Journeys that wait there.
    int waiting(int station);

    /// Journeys in hand at servers and delays, batches in run at machines.
    int inService(int station);

    /// Servers or machines that work now; 0 for delays and sessions.
    int units(int station);

    /// Journeys in progress anywhere.
    int inProgress();
}
