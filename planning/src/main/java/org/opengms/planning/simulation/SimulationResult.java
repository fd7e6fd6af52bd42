package org.opengms.planning.simulation;

import java.util.List;
import java.util.Optional;
import org.opengms.planning.statistics.TurnaroundHistogram;

/// What happened in one replication.
///
/// @param replication its number
/// @param stopped why it ended before the horizon, if it did
/// @param endHours when it ended: the horizon, or the hour at which it was stopped
/// @param events handled
/// @param lines of the flows' results, in the order in which the flows first name them
/// @param stations in the model's order
/// @param journeysByRoute how many journeys began on each flow's route, in the model's order of
///   flows
public record SimulationResult(
        int replication,
        Optional<Stopped> stopped,
        double endHours,
        long events,
        List<Line> lines,
        List<StationLine> stations,
        List<Long> journeysByRoute) {

    /// Copies.
    public SimulationResult {
        lines = List.copyOf(lines);
        stations = List.copyOf(stations);
        journeysByRoute = List.copyOf(journeysByRoute);
    }

    /// Journeys that ended, of all lines.
    public long finished() {
        return lines.stream().mapToLong(Line::finished).sum();
    }

    /// The line of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Line line(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "OGMS-6031 There is no line '%s' in the results. Use a name under which a flow is reported."
                                        .formatted(name)));
    }

    /// Why a replication ended early.
    ///
    /// @param reason in words, with the values
    /// @param atHours when
    /// @param longestQueueAt name of the station at which most journeys waited
    public record Stopped(String reason, double atHours, String longestQueueAt) {}

    /// The journeys reported under one name.
    ///
    /// @param name of the line
    /// @param backlog in progress at hour 0
    /// @param periods in order; of a stopped replication up to the one in which it was stopped
    public record Line(String name, long backlog, List<LinePeriod> periods) {
        /// Copies.
        public Line {
            periods = List.copyOf(periods);
        }

        /// Journeys that began, in all periods.
        public long started() {
            return periods.stream().mapToLong(LinePeriod::started).sum();
        }

        /// Journeys that ended, in all periods.
        public long finished() {
            return periods.stream().mapToLong(LinePeriod::finished).sum();
        }

        /// Journeys in progress at the end. Backlog and started are finished or in progress.
        public long inProgress() {
            return periods.isEmpty() ? backlog : periods.getLast().inProgress();
        }

        /// Mean turnaround of all that ended, hours; `NaN` if none did.
        public double meanTurnaroundHours() {
            return periods.stream().mapToDouble(LinePeriod::turnaroundSumHours).sum() / finished();
        }

        /// Turnaround of all that ended.
        public TurnaroundHistogram turnaround() {
            TurnaroundHistogram all = new TurnaroundHistogram();
            periods.forEach(period -> all.add(period.turnaround()));
            return all;
        }
    }

    /// The journeys of a line in a period.
    ///
    /// @param started journeys that began in it
    /// @param finished journeys that ended in it
    /// @param onTime of those that ended, within their target
    /// @param turnaroundSumHours of those that ended
    /// @param turnaround of those that ended
    /// @param inProgress at the end of the period
    /// @param overdue of those in progress, older than their target
    public record LinePeriod(
            long started,
            long finished,
            long onTime,
            double turnaroundSumHours,
            TurnaroundHistogram turnaround,
            long inProgress,
            long overdue) {}

    /// One station.
    ///
    /// @param name of the station
    /// @param periods as in [Line#periods]
    public record StationLine(String name, List<StationPeriod> periods) {
        /// Copies.
        public StationLine {
            periods = List.copyOf(periods);
        }

        /// Mean wait of a class over all periods, hours; `NaN` if none began.
        public double meanWaitHours(int priority) {
            double hours = 0;
            double begun = 0;
            for (StationPeriod period : periods) {
                hours += period.waits().get(priority).hours();
                begun += period.waits().get(priority).begun();
            }
            return hours / begun;
        }
    }

    /// One station in a period.
    ///
    /// @param busyHours server-hours worked, at machines run-hours, at sessions seat-hours taken.
    ///   Rest between opening hours is not work; finishing after closing is
    /// @param availableHours server-hours, run-hours or seat-hours offered; 0 for delays
    /// @param meanWaiting journeys waiting, averaged over time
    /// @param mostWaiting at any moment
    /// @param batches runs or sessions that began
    /// @param placesTaken in them
    /// @param waits by priority class, from class 0 to the last in use
    public record StationPeriod(
            double busyHours,
            double availableHours,
            double meanWaiting,
            int mostWaiting,
            long batches,
            long placesTaken,
            List<Wait> waits) {
        /// Copies.
        public StationPeriod {
            waits = List.copyOf(waits);
        }

        /// Busy over available hours; above 1 where work in hand is finished after closing; `NaN`
        /// without available hours.
        public double utilisation() {
            return busyHours / availableHours;
        }
    }

    /// How long journeys of a class waited before a station began with them.
    ///
    /// @param begun how many it began with
    /// @param waited of those, at least a moment
    /// @param hours they waited in all
    public record Wait(long begun, long waited, double hours) {}
}
