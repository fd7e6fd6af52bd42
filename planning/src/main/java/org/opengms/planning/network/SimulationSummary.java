package org.opengms.planning.network;

import java.util.List;
import java.util.Optional;

/// What the replications of a scenario say together. Holds no times of the machine: the same
/// scenario, plan, seed and count give the same summary.
///
/// @param scenario its id
/// @param seed of the random numbers
/// @param replications how many
/// @param drawn whether uncertain quantities were drawn; `false` if each took its value
/// @param journeys reported, in all replications together
/// @param events handled, in all replications together
/// @param notDeliverable replications that were given up, with the reason of the first
/// @param allLevelsHold the share of replications in which every service level holds in every
///   judged quarter
/// @param turnaround by class, over the quarters that are judged
/// @param quarters averages over the replications that were simulated
public record SimulationSummary(
        String scenario,
        long seed,
        int replications,
        boolean drawn,
        long journeys,
        long events,
        Optional<GivenUp> notDeliverable,
        double allLevelsHold,
        List<Turnaround> turnaround,
        List<Quarter> quarters) {
    public SimulationSummary {
        turnaround = List.copyOf(turnaround);
        quarters = List.copyOf(quarters);
    }

    /// Replications that were given up.
    ///
    /// @param replications how many
    /// @param reason of the first
    /// @param bindings of the first, by quarter
    public record GivenUp(int replications, String reason, List<NetworkOutcome.Binding> bindings) {
        public GivenUp {
            bindings = List.copyOf(bindings);
        }
    }

    /// A mean over replications, with its 95 percent interval where there are several.
    ///
    /// @param estimate the mean
    /// @param lower limit
    /// @param upper limit
    public record Estimate(double estimate, Optional<Double> lower, Optional<Double> upper) {}

    /// The turnaround of a class, days from receipt to the issue of the report.
    ///
    /// @param name reporting class and priority, such as `wgs-rare/urgent`
    /// @param reported in all replications together
    /// @param p50Days half of the reports take no longer
    /// @param p90Days nine of ten
    /// @param p95Days nineteen of twenty
    /// @param onTimeShare reports on time over reports issued and those due and not issued
    public record Turnaround(
            String name,
            long reported,
            Optional<Estimate> p50Days,
            Optional<Estimate> p90Days,
            Optional<Estimate> p95Days,
            Optional<Estimate> onTimeShare) {}

    /// A quarter.
    ///
    /// @param quarter from 1
    /// @param onTimeShare of all classes
    /// @param onTimeShareByClass in the order of `turnaround`
    /// @param inProgress cases at the end
    /// @param overdue of those
    /// @param levelsHold the share of replications in which every service level holds
    /// @param bindings the stations that bind in most replications, with how many; at most three
    /// @param stations utilisation and waiting of each
    /// @param storage use of each laboratory's
    public record Quarter(
            int quarter,
            Estimate onTimeShare,
            List<ClassShare> onTimeShareByClass,
            Estimate inProgress,
            Estimate overdue,
            double levelsHold,
            List<BindingCount> bindings,
            List<Station> stations,
            List<Storage> storage) {
        public Quarter {
            onTimeShareByClass = List.copyOf(onTimeShareByClass);
            bindings = List.copyOf(bindings);
            stations = List.copyOf(stations);
            storage = List.copyOf(storage);
        }
    }

    /// The share on time of a class.
    ///
    /// @param name reporting class and priority
    /// @param onTimeShare averaged over replications
    public record ClassShare(String name, double onTimeShare) {}

    /// A station that binds.
    ///
    /// @param station its name
    /// @param replications in which it binds
    public record BindingCount(String station, int replications) {}

    /// A station, averaged over replications.
    ///
    /// @param station its name
    /// @param utilisation busy over available hours
    /// @param meanWaiting cases
    /// @param waitingHours how long they take at the quarter's pace
    public record Station(
            String station, double utilisation, double meanWaiting, double waitingHours) {}

    /// A laboratory's storage, averaged over replications.
    ///
    /// @param laboratory its id
    /// @param usedTerabytes at the end
    /// @param freeShare of it
    public record Storage(String laboratory, double usedTerabytes, double freeShare) {}
}
