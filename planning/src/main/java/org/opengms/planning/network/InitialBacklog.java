package org.opengms.planning.network;

/// Work that waits at a laboratory at the start.
///
/// @param laboratory the home laboratory's id
/// @param test its id
/// @param station the first station that has not done it, by its name in the laboratory, such as
///   `staff:rare-disease`
/// @param cases how many
/// @param oldestAgeDays how long the oldest has waited since it was received; ages are spread
///   evenly below it
public record InitialBacklog(
        String laboratory, String test, String station, Quantity cases, Quantity oldestAgeDays) {
    public InitialBacklog {
        cases.within(0, 1e6, "cases");
        oldestAgeDays.within(0, 3653, "oldestAgeDays");
    }
}
