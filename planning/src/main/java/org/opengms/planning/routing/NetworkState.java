package org.opengms.planning.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The service as it is when a request is decided.
///
/// @param asOf when it was so, UTC
/// @param today the calendar day in the United Kingdom
/// @param resources of all laboratories
/// @param fairness how groups have been served so far
public record NetworkState(
        Instant asOf,
        LocalDate today,
        List<ResourceState> resources,
        List<FairnessTally> fairness) {
    /// @throws IllegalArgumentException if a resource is given twice
    public NetworkState {
        resources = List.copyOf(resources);
        fairness = List.copyOf(fairness);
        Set<String> ids = new HashSet<>();
        for (ResourceState state : resources) {
            if (!ids.add(state.resource().id())) {
                throw new IllegalArgumentException(
                        "OGMS-6211 Resource %s is given twice. Give it once."
                                .formatted(state.resource().id()));
            }
        }
    }

    /// How often a group of a class was eligible for a genome and served one, over a time that the
    /// operator has chosen, such as the last year: what lies further back is neither made up for
    /// nor held against anybody.
    ///
    /// @param indicationGroup the class
    /// @param region of the ordering site
    /// @param maturity of the ordering site
    /// @param eligible requests
    /// @param served requests among them
    public record FairnessTally(
            String indicationGroup,
            String region,
            SiteMaturity maturity,
            long eligible,
            long served) {
        /// @throws IllegalArgumentException if more are served than eligible, or a count is
        ///   negative
        public FairnessTally {
            if (served < 0 || eligible < served) {
                throw new IllegalArgumentException(
                        "OGMS-6212 %d of %d eligible requests of %s in %s are served. Both must be 0 or more, and the first at most the second."
                                .formatted(served, eligible, indicationGroup, region));
            }
        }
    }

    /// How digital an ordering site is.
    public enum SiteMaturity {
        /// Orders, samples and reports on paper.
        PAPER,
        /// Some of them.
        PARTLY_DIGITAL,
        /// All of them digital.
        DIGITAL
    }

    /// How far a request's group is behind the share of its class, in requests.
    double lag(RoutingRequest request) {
        long servedOfClass = 0;
        long eligibleOfClass = 0;
        long served = 0;
        long eligible = 0;
        for (FairnessTally tally : fairness) {
            if (!tally.indicationGroup().equals(request.indicationGroup())) {
                continue;
            }
            servedOfClass += tally.served();
            eligibleOfClass += tally.eligible();
            if (tally.region().equals(request.region()) && tally.maturity() == request.maturity()) {
                served += tally.served();
                eligible += tally.eligible();
            }
        }
        return ScoreRule.lag(served, eligible, servedOfClass, eligibleOfClass);
    }

    /// What of it a decision about a request depends on, for its record.
    NetworkState relevantTo(RoutingRequest request) {
        Set<String> laboratories = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (RouteOption option : request.options()) {
            laboratories.add(option.route().laboratory());
            option.needs().forEach(need -> ids.add(need.resource()));
        }
        return new NetworkState(
                asOf,
                today,
                resources.stream()
                        .filter(s ->
                                ids.contains(s.resource().id())
                                        || (s.resource().kind() == ResourceKind.CLERK_MINUTES
                                                && laboratories.contains(
                                                        s.resource().laboratory())))
                        .toList(),
                fairness.stream()
                        .filter(t -> t.indicationGroup().equals(request.indicationGroup()))
                        .toList());
    }

    Map<String, ResourceState> byId() {
        Map<String, ResourceState> byId = new HashMap<>();
        resources.forEach(state -> byId.put(state.resource().id(), state));
        return byId;
    }
}
