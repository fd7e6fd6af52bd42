package org.opengms.routing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.routing.Decision;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.DecisionRecord;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.Router;
import org.opengms.planning.routing.RoutingRequest;
import org.opengms.routing.ServingWays.Way;

/// Chooses by what a test would add for the patient against the work that laboratories have already
/// promised: the planning engine's router, with the live state of this service.
///
/// Clinical eligibility comes first: only tests that the directory offers for the indication are
/// weighed ([ServingWays]), and a conventional test that the clinician asks for is done. How
/// digital a site is costs clerks' minutes and days, never the test.
public final class CommittedWorkPolicy implements RoutingPolicy {
    private final LaboratoryStates states;
    private final InstantSource clock;
    private final Router router;
    private final IndicationGroups groups;
    private final TestNeeds needs;
    private final ServedGroups served;

    /// @param states what laboratories can do and have to do off the platform
    /// @param clock for now
    /// @param router with the signed policies and yields
    /// @param groups in which yields are known
    /// @param needs what tests take
    /// @param served how groups have fared
    public CommittedWorkPolicy(
            LaboratoryStates states,
            InstantSource clock,
            Router router,
            IndicationGroups groups,
            TestNeeds needs,
            ServedGroups served) {
        this.states = states;
        this.clock = clock;
        this.router = router;
        this.groups = groups;
        this.needs = needs;
        this.served = served;
    }

    @Override
    public RouteDecision route(RouteRequest request, LiveLoad load) {
        if (request.indication().isEmpty()) {
            return manual(
                    request,
                    "The test directory in use (%s) does not have what was asked for, so a scientist at the home laboratory decides."
                            .formatted(request.directory().version()));
        }
        ClinicalIndication indication = request.indication().get();
        NetworkState network = states.at(clock.instant());
        WorkState work = new WorkState(needs, network, load.openWork());
        ServingWays serving = new ServingWays(request, indication, network, needs, work);
        if (serving.ways().isEmpty()) {
            return manual(
                    request,
                    "No laboratory in the network does any test that the directory offers for %s."
                            .formatted(indication.code()));
        }
        if (!serving.someAllowed()) {
            return manual(
                    request,
                    "No laboratory in the network does the genome that was promised, so a scientist at the home laboratory decides.");
        }
        RoutingRequest asked = asked(request, indication, serving.ways());
        DecisionRecord record = router.decide(asked, work.forRouter(served.tallies()));
        return decision(request, asked, serving, work, record);
    }

    private RouteDecision manual(RouteRequest request, String why) {
        return new RouteDecision(
                new Route.Manual(request.homeLaboratory()),
                List.of(),
                List.of(why),
                needs.version());
    }

    private RoutingRequest asked(
            RouteRequest request, ClinicalIndication indication, List<Way> ways) {
        return new RoutingRequest(
                request.reference(),
                clock.instant(),
                groups.of(indication.code()),
                request.priority() == Priority.URGENT
                        ? RoutingRequest.Priority.URGENT
                        : RoutingRequest.Priority.ROUTINE,
                request.region(),
                maturity(request.readiness()),
                request.readiness().electronicOrder() >= 0.5
                        ? RoutingRequest.OrderForm.DIGITAL
                        : RoutingRequest.OrderForm.PAPER,
                family(request),
                request.negativeBefore().stream()
                        .map(test -> Assays.of(test.method()))
                        .collect(Collectors.toSet()),
                request.homeLaboratory().value(),
                ways.stream().map(Way::option).toList());
    }

    private static RoutingRequest.FamilyStructure family(RouteRequest request) {
        return switch (request.familyMembers()) {
            case 0, 1 -> RoutingRequest.FamilyStructure.SINGLETON;
            case 2 -> RoutingRequest.FamilyStructure.DUO;
            case 3 -> RoutingRequest.FamilyStructure.TRIO;
            default -> RoutingRequest.FamilyStructure.OTHER;
        };
    }

    /// Thirds of how digital a site is.
    static SiteMaturity maturity(DigitalReadiness readiness) {
        if (readiness.overall() < 1.0 / 3) {
            return SiteMaturity.PAPER;
        }
        return readiness.overall() < 2.0 / 3 ? SiteMaturity.PARTLY_DIGITAL : SiteMaturity.DIGITAL;
    }

    // ---- The answer

    private RouteDecision decision(
            RouteRequest request,
            RoutingRequest asked,
            ServingWays serving,
            WorkState work,
            DecisionRecord record) {
        Decision decision = record.decision();
        List<Way> ways = serving.ways();
        Way chosen = ways.get(decision.chosen());
        List<RouteOption> options = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            options.add(
                    option(
                            ways.get(i),
                            decision.alternatives().get(i),
                            i == decision.chosen(),
                            request,
                            work,
                            record.policy().rule().v()));
        }
        List<String> reasons = new ArrayList<>();
        if (request.requestedTest().filter(t -> t.code().equals(chosen.test().code())).isPresent()
                && chosen.test().method() != TestMethod.WGS) {
            reasons.add(
                    "The clinician asked for %s (%s), and that is what will be done."
                            .formatted(chosen.test().code(), chosen.test().method().words()));
        }
        Optional<StandingGenome> standing =
                decision.promisedOn().isPresent() ? chosen.second() : Optional.empty();
        standing.ifPresent(genome -> reasons.add(words(chosen, genome)));
        if (request.genomeAfter() == GenomeAfter.IS_THIS) {
            reasons.add(
                    "This genome was promised with the test before it, so no other test is weighed.");
        }
        reasons.addAll(decision.explanation());
        if (!request.negativeBefore().isEmpty()) {
            reasons.add(
                    "For this indication %s, so what a test adds is counted after that."
                            .formatted(
                                    request.negativeBefore().stream()
                                            .map(NegativeTest::words)
                                            .collect(Collectors.joining(" and "))));
        }
        if (!serving.someInTime()) {
            reasons.add("No test can be delivered within its standard now.");
        }
        int paper = needs.paperDays(request);
        if (paper > 0) {
            reasons.add(
                    "The ordering site is %d %% digital; paper is expected to cost %s."
                            .formatted(
                                    Math.round(100 * request.readiness().overall()),
                                    paper == 1 ? "1 day" : paper + " days"));
        }
        boolean isGenome = chosen.test().method() == TestMethod.WGS;
        if ((isGenome || standing.isPresent()) && !request.recordOfDiscussionTaken()) {
            reasons.add("The record of discussion must arrive before the genome can be sequenced.");
        }
        return new RouteDecision(
                new Route.Test(
                        chosen.test().code(),
                        chosen.test().name(),
                        chosen.test().method(),
                        chosen.laboratory()),
                options,
                reasons,
                decision.policyVersion(),
                Optional.empty(),
                serving.someInTime()
                        ? standing.map(StandingGenome::firstDueOn).or(decision::promisedOn)
                        : Optional.empty(),
                standing,
                Optional.of(
                        new RoutingTrace(
                                record,
                                asked.indicationGroup(),
                                asked.region(),
                                asked.maturity(),
                                request.genomeAfter() != GenomeAfter.IS_THIS
                                        && serving.someInTime()
                                        && ways.stream()
                                                .anyMatch(w ->
                                                        w.test().method() == TestMethod.WGS
                                                                && w.option()
                                                                        .exclusion()
                                                                        .isEmpty()),
                                isGenome || standing.isPresent())));
    }

    /// What is done first, and what follows.
    private static String words(Way first, StandingGenome genome) {
        return "First %s (%s) at laboratory %s, to be reported by %s. If it finds no cause, %s. You can have the genome done at once instead, until a laboratory has begun, or cancel it at any time."
                .formatted(
                        first.test().code(),
                        first.test().method().words(),
                        first.laboratory(),
                        StandingGenome.day(genome.firstDueOn()),
                        genome.words());
    }

    private RouteOption option(
            Way way,
            Alternative weighed,
            boolean chosen,
            RouteRequest request,
            WorkState work,
            double v) {
        TestNeeds.Need need = needs.of(way.test().method());
        OdsCode laboratory = way.laboratory();
        String bench = WorkState.bench(laboratory, way.test().method());
        double queued = work.queueDays(bench) + work.queueDays(WorkState.reading(laboratory));
        return new RouteOption(
                way.test().code(),
                way.test().method(),
                laboratory,
                work.openOrders(bench),
                (int) Math.floor(work.perWeek(bench)),
                need.withoutQueues()
                        + needs.transferDays(request, laboratory)
                        + needs.paperDays(request)
                        + (int) Math.ceil(queued),
                request.directory().turnaroundCalendarDays(way.test()),
                Optional.of(
                        new RouteOption.Weighed(
                                weighed.route().words(),
                                weighed.expectedYield(),
                                weighed.benefit(),
                                weighed.price() / v,
                                weighed.score() / v,
                                weighed.guard().map(g -> g.promised()),
                                weighed.exclusion(),
                                chosen)));
    }
}
