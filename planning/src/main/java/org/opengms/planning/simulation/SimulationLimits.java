package org.opengms.planning.simulation;

/// When a replication is given up, so that an overloaded model ends with a statement and not with a
/// full memory.
///
/// @param maximumEvents handled in one replication
/// @param maximumInProgress journeys at once
public record SimulationLimits(long maximumEvents, int maximumInProgress) {
    /// Two thousand million events (some minutes), two million journeys at once (some 200 MB).
    public static final SimulationLimits STANDARD = new SimulationLimits(2_000_000_000L, 2_000_000);

    /// @throws IllegalArgumentException if a limit is beyond the kernel's own
    public SimulationLimits {
        if (maximumEvents < 1 || maximumEvents > Replication.MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "OGMS-6030 The limit of events is %d. Use 1 to %d."
                            .formatted(maximumEvents, Replication.MOST_EVENTS));
        }
        if (maximumInProgress < 1 || maximumInProgress > Replication.MOST_JOURNEYS) {
            throw new IllegalArgumentException(
                    "OGMS-6030 The limit of journeys in progress is %d. Use 1 to %d."
                            .formatted(maximumInProgress, Replication.MOST_JOURNEYS));
        }
    }
}
