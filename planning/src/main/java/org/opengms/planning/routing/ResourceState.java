package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.List;

/// A resource as it is now.
///
/// @param resource which
/// @param meanPerDay mean capacity of a day, over all days of the week, in its unit
/// @param committed work promised and not yet done, work outside this platform that is known of
///   included
/// @param admittedPerDay how much new work is expected each day, for saying when a queue will have
///   shrunk
/// @param forecast of its capacity
public record ResourceState(
        Resource resource,
        double meanPerDay,
        List<CommittedWork> committed,
        double admittedPerDay,
        CapacityForecast forecast) {
    /// @throws IllegalArgumentException if the mean capacity is not positive or a figure not finite
    public ResourceState {
        committed = List.copyOf(committed);
        if (!(meanPerDay > 0)
                || !Double.isFinite(meanPerDay)
                || !(admittedPerDay >= 0)
                || !Double.isFinite(admittedPerDay)) {
            throw new IllegalArgumentException(
                    "OGMS-6209 Resource %s has a mean capacity of %s and admits %s a day. The first must be more than 0, the second 0 or more. Leave a resource out that does nothing."
                            .formatted(resource.id(), meanPerDay, admittedPerDay));
        }
    }

    /// Work promised and not yet done.
    ///
    /// @param earliest the first day on which it can be done
    /// @param due the day by whose end it must be done
    /// @param amount in the resource's unit
    public record CommittedWork(LocalDate earliest, LocalDate due, double amount) {
        /// @throws IllegalArgumentException if the amount is negative or not finite
        public CommittedWork {
            if (!(amount >= 0) || !Double.isFinite(amount)) {
                throw new IllegalArgumentException(
                        "OGMS-6210 Committed work due on %s is %s. It must be 0 or more."
                                .formatted(due, amount));
            }
        }
    }

    /// All work committed and not done, in the resource's unit.
    public double queue() {
        double sum = 0;
        for (CommittedWork work : committed) {
            sum += work.amount();
        }
        return sum;
    }
}
