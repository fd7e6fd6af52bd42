package org.opengms.planning.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.Decision.Change;
import org.opengms.planning.routing.Decision.Guard;
import org.opengms.planning.routing.Decision.ResourcePrice;

/// Decides which way to serve a request, and says why. Of the options that may be chosen and can be
/// promised it takes that with the best score; where none can be promised, the conventional test
/// with the best score, without a promise.
///
/// A router is immutable and may be shared by threads.
public final class Router {
    private final List<PolicyVersion> policies;
    private final List<YieldTable> yields;

    /// @param policies signed ones; that in effect on the day of a decision is used
    /// @param yields signed ones, likewise
    public Router(List<PolicyVersion> policies, List<YieldTable> yields) {
        this.policies = List.copyOf(policies);
        this.yields = List.copyOf(yields);
    }

    /// Decides a request.
    ///
    /// @param state of the service
    /// @return the decision with all it was made from
    /// @throws IllegalArgumentException if no policy or yields are in effect, or an option needs a
    ///   resource whose state is not given
    public DecisionRecord decide(RoutingRequest request, NetworkState state) {
        NetworkState relevant = state.relevantTo(request);
        PolicyVersion policy = Version.inEffect(policies, state.today());
        YieldTable table = Version.inEffect(yields, state.today()).about(request.indicationGroup());
        return DecisionRecord.of(
                request, relevant, policy, table, decide(request, relevant, policy, table));
    }

    static Decision decide(
            RoutingRequest request, NetworkState state, PolicyVersion policy, YieldTable yields) {
        Map<String, ResourceState> resources = state.byId();
        double lag = state.lag(request);
        OptionScores scores = new OptionScores(request, resources, policy, yields, lag);
        PromiseGuard guard = new PromiseGuard(request, state, resources, policy);
        List<Alternative> alternatives = scores.alternatives(request.negativeBefore());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).exclusion().isEmpty()) {
                order.add(i);
            }
        }
        order.sort((a, b) -> scores.order().compare(alternatives.get(a), alternatives.get(b)));

        int chosen = -1;
        for (int i : order) {
            Guard found = guard.guard(request.options().get(i));
            alternatives.set(i, guarded(alternatives.get(i), found));
            if (found.promised()) {
                chosen = i;
                break;
            }
        }
        boolean promised = chosen >= 0;
        if (!promised) {
            chosen = withoutPromise(order, alternatives);
        }
        Optional<Alternative> genome = genomeWeighed(order, alternatives, chosen);
        Alternative weighed = genome.orElse(alternatives.get(chosen));
        Decision bare =
                new Decision(
                        request.id(),
                        state.today(),
                        policy.version(),
                        yields.version(),
                        lag,
                        alternatives,
                        chosen,
                        promised ? Optional.of(alternatives.get(chosen).due()) : Optional.empty(),
                        dearest(weighed),
                        genome.map(g ->
                                        changes(
                                                request,
                                                state,
                                                policy,
                                                scores,
                                                g,
                                                alternatives,
                                                order))
                                .orElse(List.of()),
                        List.of());
        return new Decision(
                bare.request(),
                bare.decidedOn(),
                bare.policyVersion(),
                bare.yieldVersion(),
                bare.fairnessLag(),
                bare.alternatives(),
                bare.chosen(),
                bare.promisedOn(),
                bare.scarce(),
                bare.changes(),
                Explanation.of(bare, request, state, policy));
    }

    private static Alternative guarded(Alternative a, Guard guard) {
        return new Alternative(
                a.route(),
                a.due(),
                a.exclusion(),
                a.expectedYield(),
                a.benefit(),
                a.transferCost(),
                a.push(),
                a.prices(),
                a.score(),
                Optional.of(guard));
    }

    private static int withoutPromise(List<Integer> order, List<Alternative> alternatives) {
        for (int i : order) {
            if (alternatives.get(i).route() instanceof Route.Conventional) {
                return i;
            }
        }
        return order.getFirst();
    }

    /// The best genome at once or later, if what was chosen is not one.
    private static Optional<Alternative> genomeWeighed(
            List<Integer> order, List<Alternative> alternatives, int chosen) {
        if (isGenome(alternatives.get(chosen).route())) {
            return Optional.empty();
        }
        return order.stream().map(alternatives::get).filter(a -> isGenome(a.route())).findFirst();
    }

    static boolean isGenome(Route route) {
        return route.method() == AssayMethod.WHOLE_GENOME;
    }

    private static List<ResourcePrice> dearest(Alternative alternative) {
        return alternative.prices().stream()
                .filter(p -> p.price() > 0)
                .sorted((a, b) -> Double.compare(b.price(), a.price()))
                .toList();
    }

    private static List<Change> changes(
            RoutingRequest request,
            NetworkState state,
            PolicyVersion policy,
            OptionScores scores,
            Alternative genome,
            List<Alternative> alternatives,
            List<Integer> order) {
        List<Change> changes = new ArrayList<>();
        double bestOther =
                order.stream()
                        .map(alternatives::get)
                        .filter(a -> !isGenome(a.route()) && !isRefused(a))
                        .mapToDouble(Alternative::score)
                        .max()
                        .orElse(Double.NEGATIVE_INFINITY);
        double lacking = bestOther - genome.score();
        if (lacking >= 0) {
            changes.add(QueueOutlook.change(genome, lacking, state, policy));
        } else {
            genome.guard()
                    .filter(g -> !g.promised())
                    .ifPresent(
                            g -> changes.add(new Change.MoreRoom(genome.route(), g.shortfalls())));
        }
        afterNegative(request, scores, alternatives).ifPresent(changes::add);
        return changes;
    }

    private static boolean isRefused(Alternative alternative) {
        return alternative.guard().filter(g -> !g.promised()).isPresent();
    }

    /// Whether a genome would have the better score if the conventional test with the highest yield
    /// found nothing.
    private static Optional<Change> afterNegative(
            RoutingRequest request, OptionScores scores, List<Alternative> alternatives) {
        Optional<AssayMethod> best =
                alternatives.stream()
                        .filter(a ->
                                a.route() instanceof Route.Conventional && a.exclusion().isEmpty())
                        .max((a, b) -> Double.compare(a.expectedYield(), b.expectedYield()))
                        .map(a -> a.route().method())
                        .filter(m -> !request.negativeBefore().contains(m));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        Set<AssayMethod> negative = new HashSet<>(request.negativeBefore());
        negative.add(best.get());
        return scores.alternatives(YieldTable.ordered(negative)).stream()
                .filter(a ->
                        a.exclusion().isEmpty()
                                && !(a.route() instanceof Route.Conventional c
                                        && c.method() == best.get()))
                .min(scores.order())
                .filter(a -> isGenome(a.route()))
                .map(a -> new Change.NegativeTest(a.route(), best.get()));
    }
}
