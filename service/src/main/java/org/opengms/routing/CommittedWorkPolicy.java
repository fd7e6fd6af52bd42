package org.opengms.routing;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.Decision;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.DecisionRecord;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.ResourceKind;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RouteOption.Occasion;
import org.opengms.planning.routing.Router;
import org.opengms.planning.routing.RoutingRequest;

/// Chooses by what a test would add for the patient against the work that laboratories have already
/// promised: the planning engine's router, with the live state of this service.
///
/// Clinical eligibility comes first: only tests that the directory offers for the indication are
/// weighed, and a conventional test that the clinician asks for is done. A whole genome is weighed
/// at the home laboratory and at the [#OTHERS] others whose queue for it is the shortest; each
/// conventional test likewise. How digital a site is costs clerks' minutes and days, never the
/// test.
public final class CommittedWorkPolicy implements RoutingPolicy {
    /// How many laboratories beside the home laboratory are weighed for a method.
    private static final int OTHERS = 2;

    /// A genome may be begun so much later, where it cannot be begun at once.
    private static final int QUEUED_DAYS = 14;

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
        List<Way> ways = new Weighing(request, indication, network, work).ways();
        if (ways.isEmpty()) {
            return manual(
                    request,
                    "No laboratory in the network does any test that the directory offers for %s."
                            .formatted(indication.code()));
        }
        RoutingRequest asked = asked(request, indication, ways);
        DecisionRecord record =
                router.decide(
                        asked,
                        new org.opengms.planning.routing.NetworkState(
                                network.at(), work.today(), work.resources(), served.tallies()));
        return decision(request, asked, ways, work, load, record);
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
        // Where every way is too late even without queues, the best of them is still needed.
        boolean someInTime = ways.stream().anyMatch(w -> w.option().exclusion().isEmpty());
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
                Set.of(),
                request.homeLaboratory().value(),
                ways.stream()
                        .map(w -> someInTime || !w.isTooLate() ? w.option() : w.lateAllowed())
                        .toList());
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

    /// A test in a laboratory, and what the router is told of it.
    ///
    /// @param test of the directory
    /// @param laboratory where
    /// @param option for the router
    /// @param standardDays its turnaround standard
    /// @param isTooLate whether its standard is too short for it even where nothing queues
    private record Way(
            DirectoryTest test,
            OdsCode laboratory,
            org.opengms.planning.routing.RouteOption option,
            int standardDays,
            boolean isTooLate) {
        org.opengms.planning.routing.RouteOption lateAllowed() {
            return new org.opengms.planning.routing.RouteOption(
                    option.route(), option.due(), option.needs(), Optional.empty());
        }
    }

    /// The ways to serve one request.
    private final class Weighing {
        private final RouteRequest request;
        private final ClinicalIndication indication;
        private final NetworkState network;
        private final WorkState work;
        private final Optional<TestMethod> askedFor;

        Weighing(
                RouteRequest request,
                ClinicalIndication indication,
                NetworkState network,
                WorkState work) {
            this.request = request;
            this.indication = indication;
            this.network = network;
            this.work = work;
            this.askedFor =
                    request.requestedTest()
                            .map(DirectoryTest::method)
                            .filter(m -> m != TestMethod.WGS)
                            .filter(m -> !laboratories(m).isEmpty());
        }

        List<Way> ways() {
            List<Way> ways = new ArrayList<>();
            Map<TestMethod, DirectoryTest> tests = tests();
            tests.forEach((method, test) -> {
                for (OdsCode laboratory : laboratories(method)) {
                    if (method == TestMethod.WGS) {
                        ways.add(genome(test, laboratory, 0));
                        ways.add(genome(test, laboratory, QUEUED_DAYS));
                    } else {
                        ways.add(conventional(test, laboratory));
                    }
                }
            });
            return ways;
        }

        /// By method the first test of the directory, or the one that was asked for.
        private Map<TestMethod, DirectoryTest> tests() {
            Map<TestMethod, DirectoryTest> tests = new EnumMap<>(TestMethod.class);
            request.requestedTest().ifPresent(t -> tests.put(t.method(), t));
            for (DirectoryTest test : indication.tests()) {
                tests.putIfAbsent(test.method(), test);
            }
            tests.keySet().retainAll(needs.methods().keySet());
            return tests;
        }

        /// The home laboratory first, if it does the method; then those with the shortest queue.
        private List<OdsCode> laboratories(TestMethod method) {
            List<OdsCode> able =
                    network.laboratories().stream()
                            .filter(l -> l.pessimisticSamplesPerWeek(method) > 0)
                            .map(LaboratoryState::laboratory)
                            .map(l -> l.ods())
                            .filter(l -> work.has(WorkState.bench(l, method)))
                            .sorted(
                                    Comparator.comparing((OdsCode l) ->
                                                    !l.equals(request.homeLaboratory()))
                                            .thenComparingDouble(
                                                    l -> work.queueDays(WorkState.bench(l, method)))
                                            .thenComparing(OdsCode::value))
                            .toList();
            int most = able.contains(request.homeLaboratory()) ? OTHERS + 1 : OTHERS;
            return able.subList(0, Math.min(most, able.size()));
        }

        private Way genome(DirectoryTest test, OdsCode laboratory, int later) {
            LocalDate start = work.today().plusDays(later);
            org.opengms.planning.routing.Route route =
                    later == 0
                            ? new org.opengms.planning.routing.Route.GenomeNow(laboratory.value())
                            : new org.opengms.planning.routing.Route.GenomeQueued(
                                    laboratory.value(), start);
            Windows windows = new Windows(test, laboratory, later);
            return way(test, laboratory, route, windows.needs, windows.isTooLate, standard(test));
        }

        private Way conventional(DirectoryTest test, OdsCode laboratory) {
            Windows windows = new Windows(test, laboratory, 0);
            return way(
                    test,
                    laboratory,
                    new org.opengms.planning.routing.Route.Conventional(
                            laboratory.value(), assay(test.method())),
                    windows.needs,
                    windows.isTooLate,
                    standard(test));
        }

        private Way way(
                DirectoryTest test,
                OdsCode laboratory,
                org.opengms.planning.routing.Route route,
                List<Need> all,
                boolean isTooLate,
                int days) {
            Optional<String> exclusion =
                    askedFor.filter(m -> m != test.method()).isPresent()
                            ? Optional.of(
                                    "the clinician asked for "
                                            + request.requestedTest().orElseThrow().code())
                            : isTooLate
                                    ? Optional.of(
                                            "it takes longer than its standard of %d days even where nothing queues"
                                                    .formatted(standard(test)))
                                    : Optional.empty();
            return new Way(
                    test,
                    laboratory,
                    new org.opengms.planning.routing.RouteOption(
                            route, work.today().plusDays(days), all, exclusion),
                    days,
                    isTooLate && askedFor.filter(m -> m != test.method()).isEmpty());
        }

        private int standard(DirectoryTest test) {
            return request.directory().turnaroundCalendarDays(test);
        }

        /// Between which days a test's work can be done, if its standard is to be kept.
        private final class Windows {
            final List<Need> needs = new ArrayList<>();
            final boolean isTooLate;
            private final int due;

            /// @param after days from today before which nothing of it happens
            Windows(DirectoryTest test, OdsCode laboratory, int after) {
                TestNeeds.Need need = CommittedWorkPolicy.this.needs.of(test.method());
                due = standard(test);
                int benchFrom =
                        after + need.toBench() + transferDays(laboratory) + paperDays(request);
                int readBy = due - need.toReport();
                int benchBy = readBy - need.atBench();
                isTooLate = benchBy < benchFrom;
                add(WorkState.bench(laboratory, test.method()), 1, benchFrom, benchBy);
                add(
                        WorkState.reading(laboratory),
                        need.readingHours(),
                        benchFrom + need.atBench(),
                        readBy);
                add(
                        WorkState.other(laboratory, ResourceKind.COMPUTE_HOURS),
                        need.computeHours(),
                        benchFrom,
                        readBy);
                add(
                        WorkState.other(laboratory, ResourceKind.NETWORK_GIGABYTES),
                        need.networkGigabytes(),
                        benchFrom,
                        readBy);
                add(
                        WorkState.other(laboratory, ResourceKind.STORAGE_GIGABYTES),
                        need.storageGigabytes(),
                        0,
                        readBy);
            }

            private void add(String resource, double amount, int from, int by) {
                if (amount > 0 && work.has(resource)) {
                    int last = Math.clamp(by, 0, due);
                    int first = Math.clamp(from, 0, last);
                    needs.add(
                            new Need(
                                    resource,
                                    amount,
                                    work.today().plusDays(first),
                                    work.today().plusDays(last),
                                    Occasion.ALWAYS));
                }
            }
        }

        private int transferDays(OdsCode laboratory) {
            return laboratory.equals(request.homeLaboratory()) ? 0 : needs.transferCalendarDays();
        }
    }

    private int paperDays(RouteRequest request) {
        return (int) Math.round(needs.paperCalendarDays() * (1 - request.readiness().overall()));
    }

    // ---- The answer

    private RouteDecision decision(
            RouteRequest request,
            RoutingRequest asked,
            List<Way> ways,
            WorkState work,
            LiveLoad load,
            DecisionRecord record) {
        Decision decision = record.decision();
        Way chosen = ways.get(decision.chosen());
        boolean someInTime = ways.stream().anyMatch(w -> w.option().exclusion().isEmpty());
        List<RouteOption> options = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            options.add(
                    option(
                            ways.get(i),
                            decision.alternatives().get(i),
                            i == decision.chosen(),
                            request,
                            work,
                            load));
        }
        List<String> reasons = new ArrayList<>();
        if (request.requestedTest().filter(t -> t.code().equals(chosen.test().code())).isPresent()
                && chosen.test().method() != TestMethod.WGS) {
            reasons.add(
                    "The clinician asked for %s (%s), and that is what will be done."
                            .formatted(chosen.test().code(), chosen.test().method().words()));
        }
        reasons.addAll(decision.explanation());
        if (!someInTime) {
            reasons.add("No test can be delivered within its standard now.");
        }
        int paper = paperDays(request);
        if (paper > 0) {
            reasons.add(
                    "The ordering site is %d %% digital; paper is expected to cost %s."
                            .formatted(
                                    Math.round(100 * request.readiness().overall()),
                                    paper == 1 ? "1 day" : paper + " days"));
        }
        if (chosen.test().method() == TestMethod.WGS && !request.recordOfDiscussionTaken()) {
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
                someInTime ? decision.promisedOn() : Optional.empty(),
                Optional.of(
                        new RoutingTrace(
                                record,
                                asked.indicationGroup(),
                                asked.region(),
                                asked.maturity(),
                                ways.stream()
                                        .anyMatch(w ->
                                                w.test().method() == TestMethod.WGS
                                                        && w.option().exclusion().isEmpty()),
                                chosen.test().method() == TestMethod.WGS)));
    }

    private RouteOption option(
            Way way,
            Alternative weighed,
            boolean chosen,
            RouteRequest request,
            WorkState work,
            LiveLoad load) {
        TestNeeds.Need need = needs.of(way.test().method());
        OdsCode laboratory = way.laboratory();
        String bench = WorkState.bench(laboratory, way.test().method());
        double queued = work.queueDays(bench) + work.queueDays(WorkState.reading(laboratory));
        int transfer =
                laboratory.equals(request.homeLaboratory()) ? 0 : needs.transferCalendarDays();
        return new RouteOption(
                way.test().code(),
                way.test().method(),
                laboratory,
                load.openOrders(laboratory, way.test().method()),
                (int) Math.floor(work.perWeek(bench)),
                need.withoutQueues() + transfer + paperDays(request) + (int) Math.ceil(queued),
                way.standardDays(),
                Optional.of(
                        new RouteOption.Weighed(
                                weighed.route().words(),
                                weighed.expectedYield(),
                                weighed.benefit(),
                                weighed.price(),
                                weighed.score(),
                                weighed.guard().map(g -> g.promised()),
                                weighed.exclusion(),
                                chosen)));
    }

    private static AssayMethod assay(TestMethod method) {
        return switch (method) {
            case WGS -> AssayMethod.WHOLE_GENOME;
            case EXOME -> AssayMethod.EXOME;
            case PANEL -> AssayMethod.PANEL;
            case MICROARRAY -> AssayMethod.MICROARRAY;
            case SINGLE_GENE -> AssayMethod.SINGLE_GENE;
            case OTHER -> AssayMethod.OTHER;
        };
    }
}
