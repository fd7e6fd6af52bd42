package org.opengms.planning.routing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What was decided about a request and why, every figure of it. A recommendation: a clinician may
/// decide otherwise ([DecisionRecord#override]).
///
/// @param request its id
/// @param decidedOn the day
/// @param policyVersion in effect
/// @param yieldVersion in effect
/// @param fairnessLag how many requests its group is behind the share of its class; negative if
///   ahead
/// @param alternatives one for each option, in the options' order
/// @param chosen which of them, from 0
/// @param promisedOn the day by whose end the report is promised; empty if no option can be
///   promised
/// @param scarce what costs most of the genome that was weighed, the dearest first
/// @param changes what would lead to another choice, and when
/// @param explanation in sentences made of these figures
public record Decision(
        String request,
        LocalDate decidedOn,
        String policyVersion,
        String yieldVersion,
        double fairnessLag,
        List<Alternative> alternatives,
        int chosen,
        Optional<LocalDate> promisedOn,
        List<ResourcePrice> scarce,
        List<Change> changes,
        List<String> explanation) {
    /// Keeps the lists as they are.
    public Decision {
        alternatives = List.copyOf(alternatives);
        scarce = List.copyOf(scarce);
        changes = List.copyOf(changes);
        explanation = List.copyOf(explanation);
    }

    /// The route recommended.
    public Route route() {
        return alternatives.get(chosen).route();
    }

    /// One option and what its score is made of. Scores and prices are in units of V times expected
    /// diagnoses; divided by V they are expected diagnoses.
    ///
    /// @param route the way
    /// @param due when its report is due
    /// @param exclusion why it may not be chosen, if so
    /// @param expectedYield probability that it finds the cause
    /// @param benefit what that is beyond the best conventional test, times the weight of urgency
    /// @param transferCost what a transfer takes from the benefit; 0 at home
    /// @param push what fairness adds to V
    /// @param prices by resource, in the order of its needs
    /// @param score worth less prices
    /// @param guard whether it can be promised; empty if that was not asked
    public record Alternative(
            Route route,
            LocalDate due,
            Optional<String> exclusion,
            double expectedYield,
            double benefit,
            double transferCost,
            double push,
            List<ResourcePrice> prices,
            double score,
            Optional<Guard> guard) {
        /// Keeps the prices as they are.
        public Alternative {
            prices = List.copyOf(prices);
        }

        /// The sum of its prices.
        public double price() {
            double sum = 0;
            for (ResourcePrice price : prices) {
                sum += price.price();
            }
            return sum;
        }
    }

    /// The price of what an option needs of one resource.
    ///
    /// @param resource its id
    /// @param words what it is, for a sentence
    /// @param need expected, in its unit
    /// @param queue committed and not done, in its unit
    /// @param queueDays the same in days of mean capacity
    /// @param price in units of V times expected diagnoses
    public record ResourcePrice(
            String resource,
            String words,
            double need,
            double queue,
            double queueDays,
            double price) {}

    /// Whether an option can be promised.
    ///
    /// @param shortfalls resources that have no room for it; none if it can be promised
    public record Guard(List<Shortfall> shortfalls) {
        /// Keeps the list as it is.
        public Guard {
            shortfalls = List.copyOf(shortfalls);
        }

        /// Whether everything it needs has room.
        public boolean promised() {
            return shortfalls.isEmpty();
        }
    }

    /// A resource that has no room for an option before its day.
    ///
    /// @param resource its id
    /// @param words what it is, for a sentence
    /// @param missing how much more capacity it would take, in its unit
    /// @param roomBy the day by which there is room, if the forecast reaches so far
    public record Shortfall(
            String resource, String words, double missing, Optional<LocalDate> roomBy) {}

    /// What would lead to a genome.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Change.ShorterQueue.class, name = "shorter-queue"),
        @JsonSubTypes.Type(value = Change.ShorterQueues.class, name = "shorter-queues"),
        @JsonSubTypes.Type(value = Change.MoreRoom.class, name = "more-room"),
        @JsonSubTypes.Type(value = Change.NegativeTest.class, name = "negative-test"),
        @JsonSubTypes.Type(value = Change.NotByQueues.class, name = "not-by-queues")
    })
    public sealed interface Change {
        /// One queue below a level.
        ///
        /// @param route that would be chosen
        /// @param resource whose queue
        /// @param words what it is, for a sentence
        /// @param queueDays now
        /// @param wantedDays below which the route would have won
        /// @param expectedOn when the queue is expected to be there, if the forecast reaches so far
        record ShorterQueue(
                Route route,
                String resource,
                String words,
                double queueDays,
                double wantedDays,
                Optional<LocalDate> expectedOn)
                implements Change {}

        /// All prices together lower, where one queue alone is not enough.
        ///
        /// @param route that would be chosen
        /// @param remainingShare of today's prices at which the route would have won
        record ShorterQueues(Route route, double remainingShare) implements Change {}

        /// Room for a promise, where the score would do.
        ///
        /// @param route that would be chosen
        /// @param shortfalls what has no room, and by when it has
        record MoreRoom(Route route, List<Shortfall> shortfalls) implements Change {
            /// Keeps the list as it is.
            public MoreRoom {
                shortfalls = List.copyOf(shortfalls);
            }
        }

        /// A conventional test that finds nothing.
        ///
        /// @param route that would then have the better score at today's prices
        /// @param method of the conventional test
        record NegativeTest(Route route, AssayMethod method) implements Change {}

        /// Nothing that queues do: the genome adds too little even where nobody waits.
        ///
        /// @param route weighed
        record NotByQueues(Route route) implements Change {}
    }
}
