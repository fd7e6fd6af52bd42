package org.opengms.planning.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// Where journeys wait and are worked on. What has begun is never interrupted.
public sealed interface Station {
    /// Its name; keys the random numbers of its outages and batches.
    String name();

    /// Whether the station, not the step, says how long work takes.
    default boolean setsDuration() {
        return switch (this) {
            case Delay _, Servers _ -> false;
            case Batches _, Sessions _ -> true;
        };
    }

    /// Whether it has no capacity at all before `horizonHours`, outages apart.
    default boolean neverOpens(double horizonHours) {
        return switch (this) {
            case Delay _ -> false;
            case Servers s -> s.capacity().isNoneBefore(horizonHours);
            case Batches b -> b.machines().isNoneBefore(horizonHours);
            case Sessions s ->
                    s.seats().stream()
                            .noneMatch(
                                    step -> step.fromHours() < horizonHours && step.units() >= 1);
        };
    }

    /// Time passes, nobody waits: transport, a courier, a clinic's own time.
    ///
    /// @param name of the station
    record Delay(String name) implements Station {}

    /// People or devices that each work on one journey at a time.
    ///
    /// @param name of the station
    /// @param capacity how many there are
    /// @param closing what becomes of work in hand when the station closes
    /// @param order who is next
    record Servers(String name, Capacity capacity, Closing closing, QueueOrder order)
            implements Station {}

    /// Machines that each run a batch at a time: sequencers. A batch starts on a free machine when
    /// it would be full, or when one of those who wait has waited the time-out. Runs in hand are
    /// finished at any hour. Places are filled in the queue's order up to the first journey that
    /// does not fit.
    ///
    /// @param name of the station
    /// @param machines how many can run at once
    /// @param batchSize places in a batch; a journey takes one if its step does not say more
    /// @param timeoutHours the longest that anyone waits for a batch to fill, counted from entering
    ///   the queue; [Double#POSITIVE_INFINITY] to wait until it is full
    /// @param runHours duration of a run
    /// @param order who is taken first when more wait than fit
    record Batches(
            String name,
            Capacity machines,
            int batchSize,
            double timeoutHours,
            Distribution runHours,
            QueueOrder order)
            implements Station {
        /// @throws IllegalArgumentException if size or time-out are not of this world
        public Batches {
            if (batchSize < 1 || !(timeoutHours >= 0)) {
                throw new IllegalArgumentException(
                        "OGMS-6013 Station '%s' has batches of %d with a time-out of %s hours. Use 1 or more, and 0 hours or more."
                                .formatted(name, batchSize, timeoutHours));
            }
        }
    }

    /// Meetings at fixed times of the week that take up to so many journeys: a multidisciplinary
    /// meeting. Who comes at the very hour of opening waits for the next.
    ///
    /// @param name of the station
    /// @param times when in the week it opens
    /// @param seats places a meeting has, from dates on; the first from hour 0
    /// @param closedDays days without a meeting
    /// @param lengthHours after which all who were taken leave
    /// @param order who is taken first
    record Sessions(
            String name,
            List<Time> times,
            List<Capacity.Step> seats,
            Set<LocalDate> closedDays,
            double lengthHours,
            QueueOrder order)
            implements Station {
        /// @throws IllegalArgumentException if there is no time, or a number is not of this world
        public Sessions {
            times = List.copyOf(times);
            seats = Capacity.checked(seats);
            closedDays = Set.copyOf(closedDays);
            if (times.isEmpty()) {
                throw new IllegalArgumentException(
                        "OGMS-6014 Station '%s' has no session in the week. State at least one time."
                                .formatted(name));
            }
            Check.between(
                    "OGMS-6014",
                    "Station '" + name + "': length",
                    "hours",
                    lengthHours,
                    Double.MIN_VALUE,
                    168);
        }

        /// A time in the week.
        ///
        /// @param day of the week
        /// @param hour of the day, 0 to below 24
        public record Time(DayOfWeek day, double hour) {
            /// @throws IllegalArgumentException if the hour is not of a day
            public Time {
                Check.between("OGMS-6014", "Session", "o'clock", hour, 0, Math.nextDown(24.0));
            }
        }
    }

    /// What becomes of work in hand when a station's opening hours end.
    enum Closing {
        /// It is finished after closing; the server goes home then.
        FINISH_IN_HAND,
        /// It rests and goes on at the next opening: hours of work count open hours only. Servers
        /// that are taken away while the station is open (a smaller shift, an outage) still finish.
        PAUSE
    }
}
