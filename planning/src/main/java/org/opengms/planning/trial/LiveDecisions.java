package org.opengms.planning.trial;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.opengms.planning.routing.Approval;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.CapacityForecast;
import org.opengms.planning.routing.CapacityForecast.Period;
import org.opengms.planning.routing.CapacityForecast.WorkingWeek;
import org.opengms.planning.routing.NetworkState;
import org.opengms.planning.routing.NetworkState.FairnessTally;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.PolicyVersion;
import org.opengms.planning.routing.PolicyVersion.KindWeight;
import org.opengms.planning.routing.Resource;
import org.opengms.planning.routing.ResourceKind;
import org.opengms.planning.routing.ResourceState;
import org.opengms.planning.routing.ResourceState.CommittedWork;
import org.opengms.planning.routing.Route;
import org.opengms.planning.routing.RouteOption;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RouteOption.Occasion;
import org.opengms.planning.routing.Router;
import org.opengms.planning.routing.RoutingRequest;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;
import org.opengms.planning.routing.RoutingRequest.OrderForm;
import org.opengms.planning.routing.RoutingRequest.Priority;
import org.opengms.planning.routing.ScoreRule;
import org.opengms.planning.routing.YieldTable;

/// Live decisions of the router at seven laboratories of six resources each, with work committed
/// for each of the next six weeks' days, five options and the whole of the answer: scores,
/// promises, what would change it, sentences and the record with its sum.
public final class LiveDecisions {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final int LABORATORIES = 7;
    private static final int DUE_DAYS = 42;
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 2_000;

    /// Mean capacity of a day of an average laboratory, by kind.
    private static final Map<ResourceKind, Double> PER_DAY =
            new EnumMap<>(
                    Map.of(
                            ResourceKind.GENOME_SLOTS, 60.0,
                            ResourceKind.COMPUTE_HOURS, 40.0,
                            ResourceKind.STORAGE_GIGABYTES, 1_500.0,
                            ResourceKind.NETWORK_GIGABYTES, 6_000.0,
                            ResourceKind.INTERPRETATION_HOURS, 300.0,
                            ResourceKind.ASSAY_SLOTS, 100.0));

    private final RandomGenerator random;
    private final Router router;

    /// @param seed of states and requests
    public LiveDecisions(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        router = new Router(List.of(policy()), List.of(yields()));
    }

    /// The 99th percentile of the processor time of one decision, after as many have warmed the
    /// code up, in microseconds. Processor time, because by the clock a shared machine measures its
    /// other load.
    ///
    /// @param seed of states and requests
    public static double microsP99(long seed) {
        LiveDecisions live = new LiveDecisions(seed);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            NetworkState state = live.state();
            RoutingRequest request = live.request(i);
            long start = threads.getCurrentThreadCpuTime();
            live.router.decide(request, state);
            if (i >= 0) {
                nanos[i] = threads.getCurrentThreadCpuTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[MEASURED * 99 / 100] / 1000.0;
    }

    /// The router that decides them.
    public Router router() {
        return router;
    }

    /// A state of the service at random.
    public NetworkState state() {
        List<ResourceState> resources = new ArrayList<>();
        for (int lab = 0; lab < LABORATORIES; lab++) {
            for (ResourceKind kind : PER_DAY.keySet()) {
                resources.add(resource(lab, kind));
            }
        }
        List<FairnessTally> fairness = new ArrayList<>();
        for (int region = 0; region < LABORATORIES; region++) {
            for (SiteMaturity maturity : SiteMaturity.values()) {
                long eligible = random.nextInt(50, 500);
                fairness.add(
                        new FairnessTally(
                                "rare-disease",
                                "region-" + region,
                                maturity,
                                eligible,
                                random.nextLong(eligible / 2, eligible)));
            }
        }
        return new NetworkState(Instant.parse("2026-11-26T09:00:00Z"), TODAY, resources, fairness);
    }

    private ResourceState resource(int lab, ResourceKind kind) {
        double mean = random.nextDouble(0.6, 1.4) * PER_DAY.getOrDefault(kind, 1.0);
        double loadShare = random.nextDouble(0.05, 0.6);
        List<CommittedWork> committed = new ArrayList<>();
        for (int due = 0; due < DUE_DAYS; due++) {
            committed.add(
                    new CommittedWork(
                            TODAY.plusDays(Math.max(0, due - 20)),
                            TODAY.plusDays(due),
                            mean * loadShare * random.nextDouble(0.5, 1.5)));
        }
        WorkingWeek week =
                kind == ResourceKind.INTERPRETATION_HOURS
                        ? WorkingWeek.MONDAY_TO_FRIDAY
                        : WorkingWeek.EVERY_DAY;
        double perDay = week == WorkingWeek.EVERY_DAY ? mean : mean * 7 / 5;
        return new ResourceState(
                new Resource("lab-" + lab + "/" + kind, kind, "lab-" + lab, Optional.empty()),
                mean,
                committed,
                0.9 * mean,
                new CapacityForecast(
                        List.of(
                                new Period(
                                        TODAY.minusDays(30),
                                        TODAY.plusDays(400),
                                        week,
                                        perDay,
                                        0.85 * perDay)),
                        List.of(),
                        TODAY.minusDays(random.nextInt(10)),
                        7));
    }

    /// A request at random.
    ///
    /// @param number makes its id
    public RoutingRequest request(int number) {
        int home = random.nextInt(LABORATORIES);
        int other = (home + random.nextInt(1, LABORATORIES)) % LABORATORIES;
        LocalDate due = TODAY.plusDays(DUE_DAYS);
        String at = "lab-" + home;
        List<RouteOption> options =
                List.of(
                        option(new Route.GenomeNow(at), due, genome(home, 0, 0)),
                        option(new Route.GenomeNow("lab-" + other), due, genome(other, 0, 2)),
                        option(
                                new Route.GenomeQueued(at, TODAY.plusDays(14)),
                                due.plusDays(14),
                                genome(home, 14, 0)),
                        option(
                                new Route.Conventional(at, AssayMethod.EXOME),
                                due,
                                conventional(home)),
                        option(
                                new Route.ConventionalThenGenome(at, AssayMethod.EXOME, at),
                                due.plusDays(DUE_DAYS),
                                reflex(home)));
        return new RoutingRequest(
                "order-" + number,
                Instant.parse("2026-11-26T08:00:00Z"),
                "rare-disease",
                random.nextInt(10) == 0 ? Priority.URGENT : Priority.ROUTINE,
                "region-" + home,
                List.of(SiteMaturity.values()).get(random.nextInt(3)),
                OrderForm.DIGITAL,
                List.of(FamilyStructure.values()).get(random.nextInt(3)),
                random.nextInt(4) == 0 ? Set.of(AssayMethod.MICROARRAY) : Set.of(),
                at,
                options);
    }

    private static RouteOption option(Route route, LocalDate due, List<Need> needs) {
        return new RouteOption(route, due, needs, Optional.empty());
    }

    private static List<Need> genome(int lab, int start, int transferDays) {
        return List.of(
                need(
                        lab,
                        ResourceKind.GENOME_SLOTS,
                        3,
                        start + 2 + transferDays,
                        start + 18,
                        Occasion.ALWAYS),
                need(lab, ResourceKind.COMPUTE_HOURS, 1.5, start + 20, start + 22, Occasion.ALWAYS),
                need(
                        lab,
                        ResourceKind.STORAGE_GIGABYTES,
                        45,
                        start + 20,
                        start + 23,
                        Occasion.ALWAYS),
                need(
                        lab,
                        ResourceKind.NETWORK_GIGABYTES,
                        195,
                        start + 20,
                        start + 23,
                        Occasion.ALWAYS),
                need(
                        lab,
                        ResourceKind.INTERPRETATION_HOURS,
                        8,
                        start + 23,
                        start + 41,
                        Occasion.ALWAYS));
    }

    private static List<Need> conventional(int lab) {
        return List.of(
                need(lab, ResourceKind.ASSAY_SLOTS, 1, 2, 21, Occasion.ALWAYS),
                need(lab, ResourceKind.INTERPRETATION_HOURS, 4, 22, 41, Occasion.ALWAYS));
    }

    private static List<Need> reflex(int lab) {
        List<Need> needs = new ArrayList<>(conventional(lab));
        for (Need need : genome(lab, DUE_DAYS, 0)) {
            needs.add(
                    new Need(
                            need.resource(),
                            need.amount(),
                            need.earliest(),
                            need.latest(),
                            Occasion.AFTER_NEGATIVE));
        }
        return needs;
    }

    private static Need need(
            int lab, ResourceKind kind, double amount, int first, int last, Occasion when) {
        return new Need(
                "lab-" + lab + "/" + kind,
                amount,
                TODAY.plusDays(first),
                TODAY.plusDays(last),
                when);
    }

    private static PolicyVersion policy() {
        Map<ResourceKind, KindWeight> kinds = new EnumMap<>(ResourceKind.class);
        PER_DAY.forEach((kind, perDay) -> kinds.put(kind, new KindWeight(perDay, 8)));
        return new PolicyVersion(
                "trial",
                TODAY.minusDays(1),
                signature(),
                new ScoreRule(2, 0.05, 0.5, 0.003),
                1,
                0.02,
                0.05,
                2,
                10,
                kinds);
    }

    private static YieldTable yields() {
        return new YieldTable(
                "trial",
                TODAY.minusDays(1),
                signature(),
                List.of(
                        entry(AssayMethod.WHOLE_GENOME, 41, 59, Set.of()),
                        entry(AssayMethod.WHOLE_GENOME, 15, 85, Set.of(AssayMethod.EXOME)),
                        entry(AssayMethod.EXOME, 36, 64, Set.of())));
    }

    private static YieldTable.Entry entry(
            AssayMethod method, double alpha, double beta, Set<AssayMethod> after) {
        return new YieldTable.Entry(
                new YieldTable.Case("rare-disease", method, Optional.empty(), after),
                alpha,
                beta,
                "for the trial alone, near the means of Clark and others, npj Genomic Medicine 2018");
    }

    private static Approval signature() {
        return new Approval("the trial", "synthetic", TODAY.minusDays(1));
    }
}
