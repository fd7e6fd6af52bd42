package org.opengms.planning.network;

import java.util.List;
import java.util.Optional;
import org.opengms.planning.statistics.TurnaroundHistogram;

/// What one replication of a plan says of the service.
///
/// @param replication its number
/// @param notDeliverable why it was not simulated to its end, if so
/// @param quarters in order; those that were simulated
/// @param bindings the station that binds in each quarter of the scenario
/// @param journeys that ended
/// @param events that the simulation handled
public record NetworkOutcome(
        int replication,
        Optional<NotDeliverable> notDeliverable,
        List<Quarter> quarters,
        List<Binding> bindings,
        long journeys,
        long events) {
    public NetworkOutcome {
        quarters = List.copyOf(quarters);
        bindings = List.copyOf(bindings);
    }

    /// Whether every service level holds in every quarter that is judged.
    public boolean holdsEveryLevel() {
        return notDeliverable.isEmpty() && quarters.stream().allMatch(q -> q.breaches().isEmpty());
    }

    /// Work that no capacity is there for.
    ///
    /// @param reason in words, with the values
    /// @param station that it fails at
    /// @param quarter from 0, in which it fails
    public record NotDeliverable(String reason, String station, int quarter) {}

    /// The station that binds in a quarter.
    ///
    /// @param quarter from 0
    /// @param station its name in the model
    /// @param utilisation work over capacity
    /// @param waitingHours how long what waits takes at the quarter's pace
    public record Binding(int quarter, String station, double utilisation, double waitingHours) {}

    /// A quarter.
    ///
    /// @param quarter from 0
    /// @param classes of turnaround, over all laboratories
    /// @param stations in the model's order, those that can be full
    /// @param storage by laboratory
    /// @param breaches the service levels that do not hold; none in the ramp
    public record Quarter(
            int quarter,
            List<TurnaroundClass> classes,
            List<StationUse> stations,
            List<StorageUse> storage,
            List<Breach> breaches) {
        public Quarter {
            classes = List.copyOf(classes);
            stations = List.copyOf(stations);
            storage = List.copyOf(storage);
            breaches = List.copyOf(breaches);
        }
    }

    /// The tests of a reporting class and priority.
    ///
    /// @param name reporting class and priority, such as `wgs-rare/urgent`
    /// @param started that came in
    /// @param finished reported
    /// @param onTime of those, within target
    /// @param inProgress at the end
    /// @param overdue of those, older than their target
    /// @param turnaround of those reported, hours
    public record TurnaroundClass(
            String name,
            long started,
            long finished,
            long onTime,
            long inProgress,
            long overdue,
            TurnaroundHistogram turnaround) {
        /// Reports on time over reports issued and those due and not issued; 1 where nothing was
        /// due.
        public double onTimeShare() {
            return finished + overdue == 0 ? 1 : (double) onTime / (finished + overdue);
        }
    }

    /// A station.
    ///
    /// @param station its name in the model
    /// @param utilisation busy over available hours; 0 where it was never open
    /// @param meanWaiting journeys, averaged over time
    /// @param waitingHours how long they take at the quarter's pace
    /// @param busyHours of servers, machines or seats
    public record StationUse(
            String station,
            double utilisation,
            double meanWaiting,
            double waitingHours,
            double busyHours) {}

    /// A laboratory's storage.
    ///
    /// @param laboratory its id
    /// @param usedTerabytes at the end
    /// @param freeShare of it
    public record StorageUse(String laboratory, double usedTerabytes, double freeShare) {}

    /// A service level that does not hold.
    ///
    /// @param level which
    /// @param of a class and priority, or a laboratory
    /// @param required what it must be
    /// @param reached what it is
    public record Breach(Level level, String of, double required, double reached) {}

    /// What is judged.
    public enum Level {
        /// The share of reports on time is too low.
        ON_TIME_SHARE,
        /// Too many weeks of work are overdue.
        OVERDUE_WEEKS,
        /// Too little storage is free.
        STORAGE_HEADROOM
    }
}
