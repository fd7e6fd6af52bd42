package org.opengms.planning.simulation;

import java.util.Optional;

/// A step of a route: work at a station, of this laboratory or another. A transfer is a step at a
/// [Station.Delay].
///
/// @param stage what is done, such as `extraction`; keys the random numbers, so that a journey
///   needs the same hours of a stage at whichever station it is done
/// @param station index of the station
/// @param service hours of work at [Station.Servers], hours of delay at [Station.Delay];
///   [Distribution#NONE] at stations that set the duration themselves
/// @param share of the journeys that take the step, above 0 to 1; the others go on to the next at
///   once, drawn journey by journey
/// @param places a journey takes in a batch or session: 3 for a family of three; 1 elsewhere
/// @param rework what may send a journey back when the step is done
public record RouteStep(
        String stage,
        int station,
        Distribution service,
        double share,
        int places,
        Optional<Rework> rework) {

    /// @throws IllegalArgumentException if share or places are not of this world
    public RouteStep {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6022 Stage '%s' is taken by a share of %s. It must be above 0 and at most 1; leave out a step that none takes."
                            .formatted(stage, share));
        }
        if (places < 1) {
            throw new IllegalArgumentException(
                    "OGMS-6022 Stage '%s' takes %d places. It takes 1 or more."
                            .formatted(stage, places));
        }
    }

    /// A step with work of its own, taken by all, without rework.
    public static RouteStep at(String stage, int station, Distribution service) {
        return new RouteStep(stage, station, service, 1, 1, Optional.empty());
    }

    /// A step through a station that sets the duration itself: batches, sessions.
    public static RouteStep through(String stage, int station) {
        return at(stage, station, Distribution.NONE);
    }

    /// This step, taken by a share of the journeys.
    public RouteStep takenBy(double share) {
        return new RouteStep(stage, station, service, share, places, rework);
    }

    /// This step, where a journey takes so many places.
    public RouteStep taking(int places) {
        return new RouteStep(stage, station, service, share, places, rework);
    }

    /// This step, after which journeys may be sent back.
    ///
    /// @param probability that the step failed and the journey goes back
    /// @param backTo index of the step in the route to which it goes
    /// @param maximum how often one journey may go back from here
    public RouteStep withRework(double probability, int backTo, int maximum) {
        return new RouteStep(
                stage,
                station,
                service,
                share,
                places,
                Optional.of(new Rework(probability, backTo, maximum)));
    }

    /// What may send a journey back.
    ///
    /// @param probability that the step failed, from 0 to below 1
    /// @param backTo index of the step in the route to which the journey goes, this one or before
    /// @param maximum how often one journey may go back from here, 1 to [#MOST_OFTEN]; after that
    ///   it goes on
    public record Rework(double probability, int backTo, int maximum) {
        /// The most times a journey may be sent back from one step.
        public static final int MOST_OFTEN = 63;

        /// The most steps of one route that may send back.
        public static final int MOST_IN_A_ROUTE = 10;

        /// @throws IllegalArgumentException if the journey could circle for ever
        public Rework {
            if (!(probability >= 0 && probability < 1)) {
                throw new IllegalArgumentException(
                        "OGMS-6012 Rework has probability %s. It must be at least 0 and below 1, or journeys never leave."
                                .formatted(probability));
            }
            if (backTo < 0 || maximum < 1 || maximum > MOST_OFTEN) {
                throw new IllegalArgumentException(
                        "OGMS-6012 Rework goes to step %d at most %d times. Use a step from 0, and 1 to %d times."
                                .formatted(backTo, maximum, MOST_OFTEN));
            }
        }
    }
}
