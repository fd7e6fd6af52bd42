package org.opengms.planning.simulation;

/// Journeys in progress when the model starts: they wait at a step from hour 0 on. At equal rank
/// older journeys stand before younger ones.
///
/// @param flow index of their flow
/// @param step index in the flow's route at which they wait
/// @param count how many
/// @param youngestHours how long ago the youngest began; turnaround counts from there
/// @param oldestHours how long ago the oldest began; the ages of all are spread evenly between
public record Backlog(int flow, int step, int count, double youngestHours, double oldestHours) {
    /// @throws IllegalArgumentException if ages or count are not of this world
    public Backlog {
        Check.between(
                "OGMS-6010", "Backlog: least age", "hours", youngestHours, 0, Model.LONGEST_HOURS);
        Check.between(
                "OGMS-6010",
                "Backlog: greatest age",
                "hours",
                oldestHours,
                youngestHours,
                Model.LONGEST_HOURS);
        if (count < 0) {
            throw new IllegalArgumentException(
                    "OGMS-6010 Backlog: %d journeys. The count is 0 or more.".formatted(count));
        }
    }

    /// Age of one of them, the oldest first: middles of equal parts of the range.
    ///
    /// @param i from 0 to below the count
    double ageHours(int i) {
        return oldestHours - (i + 0.5) / count * (oldestHours - youngestHours);
    }
}
