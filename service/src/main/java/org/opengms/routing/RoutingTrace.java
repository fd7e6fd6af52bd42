package org.opengms.routing;

import org.opengms.planning.routing.DecisionRecord;
import org.opengms.planning.routing.NetworkState.SiteMaturity;

/// What is kept of a decision beside its order: all that it was made from, and what counts for
/// fairness.
///
/// @param record to decide again from
/// @param indicationGroup in which yields are known
/// @param region of the ordering site
/// @param maturity of the ordering site
/// @param eligible whether a whole genome could have been chosen; not of a genome that was promised
///   with the test before it, which counted then
/// @param served whether one was, or is kept behind the test that was
public record RoutingTrace(
        DecisionRecord record,
        String indicationGroup,
        String region,
        SiteMaturity maturity,
        boolean eligible,
        boolean served) {}
