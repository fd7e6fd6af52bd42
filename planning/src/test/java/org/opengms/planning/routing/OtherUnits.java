package org.opengms.planning.routing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opengms.planning.routing.CapacityForecast.Period;
import org.opengms.planning.routing.PolicyVersion.KindWeight;
import org.opengms.planning.routing.ResourceState.CommittedWork;
import org.opengms.planning.routing.RouteOption.Need;

/// The same facts with each kind of resource counted in another unit.
final class OtherUnits {
    private OtherUnits() {}

    static NetworkState of(NetworkState state, Map<ResourceKind, Double> unit) {
        return new NetworkState(
                state.asOf(),
                state.today(),
                state.resources().stream()
                        .map(r -> of(r, unit.getOrDefault(r.resource().kind(), 1.0)))
                        .toList(),
                state.fairness());
    }

    private static ResourceState of(ResourceState r, double unit) {
        CapacityForecast forecast = r.forecast();
        return new ResourceState(
                r.resource(),
                r.meanPerDay() * unit,
                r.committed().stream()
                        .map(c -> new CommittedWork(c.earliest(), c.due(), c.amount() * unit))
                        .toList(),
                r.admittedPerDay() * unit,
                new CapacityForecast(
                        forecast.periods().stream()
                                .map(p ->
                                        new Period(
                                                p.from(),
                                                p.until(),
                                                p.week(),
                                                p.expectedPerDay() * unit,
                                                p.pessimisticPerDay() * unit))
                                .toList(),
                        forecast.outages(),
                        forecast.declaredOn(),
                        forecast.freshDays()));
    }

    static RoutingRequest of(
            RoutingRequest request, NetworkState state, Map<ResourceKind, Double> unit) {
        Map<String, ResourceState> byId = state.byId();
        List<RouteOption> options =
                request.options().stream()
                        .map(o ->
                                new RouteOption(
                                        o.route(),
                                        o.due(),
                                        o.needs().stream().map(n -> of(n, byId, unit)).toList(),
                                        o.exclusion()))
                        .toList();
        return new RoutingRequest(
                request.id(),
                request.receivedAt(),
                request.indicationGroup(),
                request.priority(),
                request.region(),
                request.maturity(),
                request.form(),
                request.family(),
                request.negativeBefore(),
                request.homeLaboratory(),
                options);
    }

    private static Need of(
            Need need, Map<String, ResourceState> byId, Map<ResourceKind, Double> unit) {
        ResourceState state = byId.get(need.resource());
        double factor = state == null ? 1 : unit.getOrDefault(state.resource().kind(), 1.0);
        return new Need(
                need.resource(),
                need.amount() * factor,
                need.earliest(),
                need.latest(),
                need.when());
    }

    static PolicyVersion of(PolicyVersion policy, Map<ResourceKind, Double> unit) {
        Map<ResourceKind, KindWeight> kinds = new EnumMap<>(ResourceKind.class);
        policy.kinds()
                .forEach((kind, weight) ->
                        kinds.put(
                                kind,
                                new KindWeight(
                                        weight.scale() * unit.getOrDefault(kind, 1.0),
                                        weight.onTheWayDays())));
        return new PolicyVersion(
                policy.version(),
                policy.effectiveFrom(),
                policy.approval(),
                policy.rule(),
                policy.pessimism(),
                policy.staleShareADay(),
                policy.urgentShare(),
                policy.urgencyWeight(),
                policy.paperClerkMinutes(),
                kinds);
    }
}
