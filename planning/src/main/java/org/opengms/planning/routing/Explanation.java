package org.opengms.planning.routing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.Decision.Change;
import org.opengms.planning.routing.Decision.ResourcePrice;
import org.opengms.planning.routing.Decision.Shortfall;

/// Why a request is served as it is, in sentences made of the decision's figures.
final class Explanation {
    /// Expected diagnoses are told to two places, so less is none.
    private static final double LEAST_TOLD = 0.005;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private final Decision decision;
    private final RoutingRequest request;
    private final NetworkState state;
    private final PolicyVersion policy;
    private final List<String> sentences = new ArrayList<>();

    private Explanation(
            Decision decision, RoutingRequest request, NetworkState state, PolicyVersion policy) {
        this.decision = decision;
        this.request = request;
        this.state = state;
        this.policy = policy;
    }

    static List<String> of(
            Decision decision, RoutingRequest request, NetworkState state, PolicyVersion policy) {
        Explanation explanation = new Explanation(decision, request, state, policy);
        explanation.write();
        return List.copyOf(explanation.sentences);
    }

    private void write() {
        Alternative chosen = decision.alternatives().get(decision.chosen());
        Alternative weighed = weighed(chosen);
        Optional<Alternative> conventional = bestConventional();
        String over =
                conventional
                        .map(c ->
                                "over the best conventional test (%s, %s)"
                                        .formatted(
                                                c.route().method().words(), two(c.expectedYield())))
                        .orElse("where there is no conventional test");
        sentences.add(
                "%s adds %s expected diagnoses %s%s."
                        .formatted(
                                capital(weighed.route().words()),
                                two(weighed.benefit()),
                                over,
                                request.priority() == RoutingRequest.Priority.URGENT
                                        ? ", weighted %s for urgency"
                                                .formatted(two(policy.urgencyWeight()))
                                        : ""));
        price(weighed);
        fairness(weighed);
        if (decision.promisedOn().isPresent()) {
            sentences.add(
                    "Chosen: %s; report due %s."
                            .formatted(chosen.route().words(), day(chosen.due())));
        } else {
            sentences.add(
                    "No way can be promised now. Chosen without a promise: %s, whose standard ends on %s."
                            .formatted(chosen.route().words(), day(chosen.due())));
        }
        decision.changes().forEach(change -> sentences.add(words(change)));
        stale(weighed);
        sentences.add("A clinician may decide otherwise, with a reason that is recorded.");
    }

    /// The genome that was weighed against what was chosen, or what was chosen.
    private Alternative weighed(Alternative chosen) {
        if (Router.isGenome(chosen.route())) {
            return chosen;
        }
        return decision.alternatives().stream()
                .filter(a -> a.exclusion().isEmpty() && Router.isGenome(a.route()))
                .max((a, b) -> Double.compare(a.score(), b.score()))
                .orElse(chosen);
    }

    private Optional<Alternative> bestConventional() {
        return decision.alternatives().stream()
                .filter(a -> a.exclusion().isEmpty() && a.route() instanceof Route.Conventional)
                .max((a, b) -> Double.compare(a.expectedYield(), b.expectedYield()));
    }

    private void price(Alternative weighed) {
        double v = policy.rule().v();
        if (weighed.price() / v < LEAST_TOLD) {
            sentences.add("Nothing that it needs is scarce now.");
            return;
        }
        String parts =
                decision.scarce().stream()
                        .map(p ->
                                "%s %s (%s days queued)"
                                        .formatted(
                                                p.words(), two(p.price() / v), one(p.queueDays())))
                        .collect(Collectors.joining(", "));
        sentences.add(
                "Its current price in expected diagnoses is %s: %s."
                        .formatted(two(weighed.price() / v), parts));
        if (weighed.transferCost() > 0) {
            sentences.add(
                    "Sending the sample away costs a further %s."
                            .formatted(String.format(Locale.ROOT, "%.3f", weighed.transferCost())));
        }
    }

    private void fairness(Alternative weighed) {
        if (weighed.push() == 0 || weighed.benefit() <= 0) {
            return;
        }
        sentences.add(
                "Sites of this kind in this region are %s requests %s the share of their class, which counts %s %s."
                        .formatted(
                                one(Math.abs(decision.fairnessLag())),
                                decision.fairnessLag() > 0 ? "behind" : "ahead of",
                                two(
                                        Math.abs(weighed.push())
                                                * weighed.benefit()
                                                / policy.rule().v()),
                                decision.fairnessLag() > 0 ? "in favour" : "against"));
    }

    private void stale(Alternative weighed) {
        for (ResourcePrice price : weighed.prices()) {
            for (ResourceState resource : state.resources()) {
                long days = resource.forecast().staleDays(state.today());
                if (resource.resource().id().equals(price.resource()) && days > 0) {
                    sentences.add(
                            "What %s can do was declared on %s and has been out of date for %s, so promises count on %s %% less of it."
                                    .formatted(
                                            price.words(),
                                            day(resource.forecast().declaredOn()),
                                            days == 1 ? "1 day" : days + " days",
                                            one(
                                                    100
                                                            * Math.min(
                                                                    1,
                                                                    policy.staleShareADay()
                                                                            * days))));
                }
            }
        }
    }

    private static String words(Change change) {
        return switch (change) {
            case Change.ShorterQueue(var route, var _, var words, var now, var wanted, var on) ->
                    "%s would be chosen if the queue of %s were below %s days; it is %s now%s."
                            .formatted(
                                    capital(route.words()),
                                    words,
                                    one(wanted),
                                    one(now),
                                    on.map(d -> " and expected there from " + day(d))
                                            .orElse(" and not expected there within the forecast"));
            case Change.ShorterQueues(var route, var share) ->
                    "%s would be chosen if all its prices were below %s %% of today's; no single queue decides it."
                            .formatted(capital(route.words()), one(100 * share));
            case Change.MoreRoom(var route, var shortfalls) ->
                    "%s has the better score and cannot be promised: %s."
                            .formatted(
                                    capital(route.words()),
                                    shortfalls.stream()
                                            .map(Explanation::words)
                                            .collect(Collectors.joining("; ")));
            case Change.NegativeTest(var route, var method) ->
                    "%s would be chosen at today's queues if %s had found nothing."
                            .formatted(capital(route.words()), method.words());
            case Change.NotByQueues(var route) ->
                    "%s would not be chosen even if nobody were waiting: it adds too little."
                            .formatted(capital(route.words()));
        };
    }

    private static String words(Shortfall shortfall) {
        return "%s lacks %s in time%s"
                .formatted(
                        shortfall.words(),
                        one(shortfall.missing()),
                        shortfall
                                .roomBy()
                                .map(d -> " and has room by " + day(d))
                                .orElse(" and has no room within the forecast"));
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
