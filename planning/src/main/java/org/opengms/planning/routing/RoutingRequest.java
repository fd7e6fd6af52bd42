package org.opengms.planning.routing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.opengms.planning.routing.NetworkState.SiteMaturity;

/// A request to be decided, as far as the decision depends on it. Options are given by the caller,
/// who knows eligibility, laboratories and turnaround standards.
///
/// @param id of the order; tells nothing about the person
/// @param receivedAt UTC
/// @param indicationGroup the class in which yields are known and fairness is kept
/// @param priority how urgent
/// @param region of the ordering site
/// @param maturity of the ordering site
/// @param form in which the order came
/// @param family whose samples come with it
/// @param negativeBefore tests that were done before and found nothing
/// @param homeLaboratory where its samples arrive
/// @param options ways to serve it, at least one not excluded
public record RoutingRequest(
        String id,
        Instant receivedAt,
        String indicationGroup,
        Priority priority,
        String region,
        SiteMaturity maturity,
        OrderForm form,
        FamilyStructure family,
        Set<AssayMethod> negativeBefore,
        String homeLaboratory,
        List<RouteOption> options) {
    /// @throws IllegalArgumentException if no option may be chosen
    public RoutingRequest {
        negativeBefore = YieldTable.ordered(negativeBefore);
        options = List.copyOf(options);
        if (options.stream().allMatch(option -> option.exclusion().isPresent())) {
            throw new IllegalArgumentException(
                    "OGMS-6216 Request %s has no option that may be chosen. Give at least one, or let a scientist decide."
                            .formatted(id));
        }
    }

    /// How urgent.
    public enum Priority {
        /// May use the capacity kept for urgent work.
        URGENT,
        /// All else.
        ROUTINE
    }

    /// In which form an order came.
    public enum OrderForm {
        /// As data.
        DIGITAL,
        /// To be typed in, which takes minutes of a clerk and is never a reason to refuse.
        PAPER
    }

    /// Whose samples come with a request.
    public enum FamilyStructure {
        /// The patient's alone.
        SINGLETON,
        /// The patient's and one parent's or relative's.
        DUO,
        /// The patient's and both parents'.
        TRIO,
        /// Any other set.
        OTHER
    }
}
