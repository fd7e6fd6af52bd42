package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A way to serve a request, with what it takes.
///
/// @param route the way
/// @param due the day by whose end its report must be out, by its turnaround standard
/// @param needs what it takes of each resource, and between which days
/// @param exclusion why it may not be chosen, where eligibility forbids it
public record RouteOption(
        Route route, LocalDate due, List<Need> needs, Optional<String> exclusion) {
    /// @throws IllegalArgumentException if a need may be met only after the report is due
    public RouteOption {
        needs = List.copyOf(needs);
        for (Need need : needs) {
            if (need.latest().isAfter(due)) {
                throw new IllegalArgumentException(
                        "OGMS-6214 %s is due on %s, but its work at %s may last until %s. Let work end before the report is due."
                                .formatted(route.words(), due, need.resource(), need.latest()));
            }
        }
    }

    /// What an option takes of one resource.
    ///
    /// @param resource its id
    /// @param amount in its unit
    /// @param earliest the first day on which it can be done, what comes before having used all its
    ///   time
    /// @param latest the day by whose end it must be done to leave what follows its days
    /// @param when whether it is needed at any rate
    public record Need(
            String resource, double amount, LocalDate earliest, LocalDate latest, Occasion when) {
        /// @throws IllegalArgumentException if the amount is not positive and finite or the days
        ///   run backwards
        public Need {
            if (!(amount > 0) || !Double.isFinite(amount) || latest.isBefore(earliest)) {
                throw new IllegalArgumentException(
                        "OGMS-6215 %s of %s are needed from %s to %s. The amount must be more than 0 and the days in order."
                                .formatted(amount, resource, earliest, latest));
            }
        }
    }

    /// Whether a need arises at any rate. A promise is kept for both; the price of what may not
    /// arise is weighted with how likely it is to.
    public enum Occasion {
        /// It does.
        ALWAYS,
        /// Only if the conventional test before it finds nothing.
        AFTER_NEGATIVE
    }
}
