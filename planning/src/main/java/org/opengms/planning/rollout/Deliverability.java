package org.opengms.planning.rollout;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Whether a plan can be delivered: the share of replications in which every service level held in
/// every quarter.
///
/// @param probability the share
/// @param lower confidence limit (Clopper–Pearson), one-sided
/// @param upper confidence limit, one-sided
/// @param replications how many were counted
/// @param held in how many all held
/// @param confidence of each limit alone, such as 0.95
/// @param meanValue of the replications' values
/// @param quarters each in turn
/// @param ending why no more were counted
public record Deliverability(
        double probability,
        double lower,
        double upper,
        int replications,
        int held,
        double confidence,
        double meanValue,
        List<Quarter> quarters,
        Ending ending) {
    public Deliverability {
        quarters = List.copyOf(quarters);
    }

    /// Why a certificate ended.
    public enum Ending {
        /// All replications are done.
        COMPLETE,
        /// More failed than the target allows in all replications; the rest would not change it.
        REFUTED,
        /// Time ran out; a checkpoint goes on from here.
        OUT_OF_TIME,
        /// Memory ran out; a checkpoint goes on from here.
        OUT_OF_MEMORY
    }

    /// A quarter over the replications.
    ///
    /// @param heldShare of replications in which every level held in it
    /// @param binding the resource that limited most replications
    /// @param bindingShare of the replications which it limited
    /// @param load of that resource, mean where it limited
    /// @param heldFromShare of replications in which every level held in this and every later
    ///   quarter
    /// @param heldFromLower its lower confidence limit (Clopper–Pearson), one-sided
    public record Quarter(
            double heldShare,
            String binding,
            double bindingShare,
            double load,
            double heldFromShare,
            double heldFromLower) {}

    /// The first quarter, from 0, from which on every level holds to the last with a probability
    /// whose lower limit reaches a target: how long patients must wait until the service does what
    /// it promises. Each quarter's limit stands alone; that the earliest of several is taken is not
    /// corrected for.
    ///
    /// @param target of the lower limit, 0 to 1
    public OptionalInt holdsFrom(double target) {
        return IntStream.range(0, quarters.size())
                .filter(q -> quarters.get(q).heldFromLower() >= target)
                .findFirst();
    }
}
