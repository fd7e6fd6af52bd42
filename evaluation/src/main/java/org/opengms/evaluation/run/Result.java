package org.opengms.evaluation.run;

import java.util.Optional;
import org.opengms.evaluation.statistics.Bounds;
import org.opengms.planning.statistics.Interval;

/// What was found, and how far the data identify it.
public sealed interface Result {
    /// One value with limits.
    ///
    /// @param interval estimate and limits
    /// @param assumption under which it is identified; empty if nothing need be assumed
    record Identified(Interval interval, Optional<String> assumption) implements Result {}

    /// Not identified: between bounds, and nothing better can be said without assuming it.
    ///
    /// @param set between which the value lies for what was seen
    /// @param limits that hold the true value with the confidence of the protocol
    record NotIdentified(Bounds set, Bounds limits) implements Result {}

    /// Cannot be said, for a reason that holds for everybody.
    ///
    /// @param why in a sentence without numbers of people
    record NotEstimable(String why) implements Result {}

    /// Not shown: too few people, or others could be worked out.
    record NotShown() implements Result {}

    /// Whether it says a value, or between which values one lies.
    default boolean isShown() {
        return switch (this) {
            case Identified _, NotIdentified _ -> true;
            case NotEstimable _, NotShown _ -> false;
        };
    }
}
