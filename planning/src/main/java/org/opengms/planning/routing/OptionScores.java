package org.opengms.planning.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.Decision.ResourcePrice;
import org.opengms.planning.routing.PolicyVersion.KindWeight;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RouteOption.Occasion;
import org.opengms.planning.routing.RoutingRequest.OrderForm;
import org.opengms.planning.routing.RoutingRequest.Priority;

/// The scores of a request's options.
final class OptionScores {
    private final RoutingRequest request;
    private final Map<String, ResourceState> resources;
    private final PolicyVersion policy;
    private final YieldTable yields;
    private final double push;

    /// By id, so that each queue is added up once.
    private final Map<String, Double> queues = new LinkedHashMap<>();

    OptionScores(
            RoutingRequest request,
            Map<String, ResourceState> resources,
            PolicyVersion policy,
            YieldTable yields,
            double lag) {
        this.request = request;
        this.resources = resources;
        this.policy = policy;
        this.yields = yields;
        this.push = policy.rule().push(lag);
    }

    /// One alternative for each option, in their order, not yet guarded.
    ///
    /// @param negativeBefore tests that found nothing
    List<Alternative> alternatives(Set<AssayMethod> negativeBefore) {
        double bestConventional = 0;
        for (RouteOption option : request.options()) {
            if (option.route() instanceof Route.Conventional(var _, var method)
                    && option.exclusion().isEmpty()) {
                bestConventional = Math.max(bestConventional, mean(method, negativeBefore));
            }
        }
        List<Alternative> alternatives = new ArrayList<>(request.options().size());
        for (RouteOption option : request.options()) {
            alternatives.add(alternative(option, negativeBefore, bestConventional));
        }
        return alternatives;
    }

    private Alternative alternative(
            RouteOption option, Set<AssayMethod> negativeBefore, double bestConventional) {
        Route route = option.route();
        double first = mean(route.method(), negativeBefore);
        double expected =
                switch (route) {
                    case Route.GenomeNow _, Route.GenomeQueued _, Route.Conventional _ -> first;
                    case Route.ConventionalThenGenome(var _, var method, var _) -> {
                        List<AssayMethod> before = new ArrayList<>(negativeBefore);
                        before.add(method);
                        yield first
                                + (1 - first)
                                        * mean(
                                                AssayMethod.WHOLE_GENOME,
                                                YieldTable.ordered(before));
                    }
                };
        double urgency = request.priority() == Priority.URGENT ? policy.urgencyWeight() : 1;
        double benefit = urgency * (expected - bestConventional);
        boolean transferred = route.isTransferFrom(request.homeLaboratory());
        List<ResourcePrice> prices = prices(option, 1 - first);
        double score = policy.rule().worth(benefit, transferred, push);
        for (ResourcePrice price : prices) {
            score -= price.price();
        }
        return new Alternative(
                route,
                option.due(),
                option.exclusion(),
                expected,
                benefit,
                transferred ? policy.rule().transferCost() : 0,
                push,
                prices,
                score,
                Optional.empty());
    }

    private double mean(AssayMethod method, Set<AssayMethod> negativeBefore) {
        return yields.mean(request.indicationGroup(), method, request.family(), negativeBefore);
    }

    private List<ResourcePrice> prices(RouteOption option, double negativeShare) {
        Map<String, Double> needs = new LinkedHashMap<>();
        for (Need need : option.needs()) {
            double share = need.when() == Occasion.ALWAYS ? 1 : negativeShare;
            needs.merge(need.resource(), share * need.amount(), Double::sum);
        }
        if (request.form() == OrderForm.PAPER && policy.paperClerkMinutes() > 0) {
            resources.values().stream()
                    .filter(s ->
                            s.resource().kind() == ResourceKind.CLERK_MINUTES
                                    && s.resource()
                                            .laboratory()
                                            .equals(option.route().laboratory()))
                    .map(s -> s.resource().id())
                    .min(Comparator.naturalOrder())
                    .ifPresent(id -> needs.merge(id, policy.paperClerkMinutes(), Double::sum));
        }
        List<ResourcePrice> prices = new ArrayList<>(needs.size());
        needs.forEach((id, need) -> prices.add(price(id, need)));
        return prices;
    }

    private ResourcePrice price(String id, double need) {
        ResourceState state = resources.get(id);
        if (state == null) {
            throw new IllegalArgumentException(
                    "OGMS-6227 Request %s needs resource %s, whose state is not given. Give the state of every resource that an option needs."
                            .formatted(request.id(), id));
        }
        double queue = queues.computeIfAbsent(id, _ -> state.queue());
        KindWeight weight = policy.kinds().get(state.resource().kind());
        double price =
                weight == null
                        ? 0
                        : ScoreRule.price(
                                queue,
                                state.meanPerDay(),
                                weight.onTheWayDays(),
                                need,
                                weight.scale());
        return new ResourcePrice(
                id, state.resource().words(), need, queue, queue / state.meanPerDay(), price);
    }

    /// The better score first; of equal scores a conventional test before a genome, then the
    /// earlier report, then the home laboratory, then the order of the words.
    Comparator<Alternative> order() {
        return Comparator.comparingDouble(Alternative::score)
                .reversed()
                .thenComparingInt(a -> rank(a.route()))
                .thenComparing(Alternative::due)
                .thenComparing(a -> a.route().isTransferFrom(request.homeLaboratory()))
                .thenComparing(a -> a.route().words());
    }

    private static int rank(Route route) {
        return switch (route) {
            case Route.Conventional _ -> 0;
            case Route.ConventionalThenGenome _ -> 1;
            case Route.GenomeNow _ -> 2;
            case Route.GenomeQueued _ -> 3;
        };
    }
}
