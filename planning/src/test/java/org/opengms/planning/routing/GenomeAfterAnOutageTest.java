package org.opengms.planning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.routing.CapacityForecast.Outage;
import org.opengms.planning.routing.CapacityForecast.Period;
import org.opengms.planning.routing.CapacityForecast.WorkingWeek;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.PolicyVersion.KindWeight;
import org.opengms.planning.routing.ResourceState.CommittedWork;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RouteOption.Occasion;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;
import org.opengms.planning.routing.RoutingRequest.OrderForm;
import org.opengms.planning.routing.RoutingRequest.Priority;
import org.opengms.testing.Cases;

/// A genome that stands behind an exome while genomes cannot be promised.
///
/// One laboratory does 2 genomes and 10 exomes a day and has 40 hours of scientists, of which
/// promises count on four fifths. A genome takes a place on days 0 to 18 and 8 hours on days 19 to
/// 28, and is reported by day 30; an exome takes a place on days 0 to 10 and 2 hours on days 11 to
/// 28. Behind an exome a genome has the same, 31 days later: a place on days 31 to 49. A genome at
/// once finds the cause in 0.50, an exome in 0.30, and a genome after it in 0.15 of the others: in
/// all 0.405, so that it is the second best.
class GenomeAfterAnOutageTest {
    private static final LocalDate TODAY = SmallService.TODAY;
    private static final int BEHIND = 31;
    private static final Route GENOME = new Route.GenomeNow("North");
    private static final Route EXOME = new Route.Conventional("North", AssayMethod.EXOME);
    private static final Route KEPT =
            new Route.ConventionalThenGenome("North", AssayMethod.EXOME, "North");

    private static final Map<ResourceKind, Double> PER_DAY =
            Map.of(
                    ResourceKind.GENOME_SLOTS, 2.0,
                    ResourceKind.ASSAY_SLOTS, 10.0,
                    ResourceKind.INTERPRETATION_HOURS, 40.0);

    /// Something is down.
    ///
    /// @param firstDay from today
    /// @param lastDay inclusive
    private record Down(ResourceKind kind, int firstDay, int lastDay, double remainingShare) {}

    /// @param percentAfterExome what a genome finds where an exome found nothing; 0 where nobody
    ///   has signed that genomes find anything
    private static Router router(int percentAfterExome) {
        PolicyVersion policy =
                new PolicyVersion(
                        "p1",
                        TODAY.minusDays(10),
                        new Approval("C. Director", "medical director", TODAY.minusDays(20)),
                        new ScoreRule(2, 0, 0, 0.003),
                        1,
                        0,
                        0,
                        2,
                        0,
                        Map.of(
                                ResourceKind.GENOME_SLOTS, new KindWeight(20, 2),
                                ResourceKind.ASSAY_SLOTS, new KindWeight(100, 2),
                                ResourceKind.INTERPRETATION_HOURS, new KindWeight(400, 2)));
        List<YieldTable.Entry> entries = new ArrayList<>();
        entries.add(SmallService.entry(AssayMethod.EXOME, 30, Set.of()));
        if (percentAfterExome > 0) {
            entries.add(SmallService.entry(AssayMethod.WHOLE_GENOME, 50, Set.of()));
            entries.add(
                    SmallService.entry(
                            AssayMethod.WHOLE_GENOME,
                            percentAfterExome,
                            Set.of(AssayMethod.EXOME)));
        }
        YieldTable yields =
                new YieldTable(
                        "y1",
                        TODAY.minusDays(10),
                        new Approval("A. Scientist", "clinical scientist", TODAY.minusDays(20)),
                        entries);
        return new Router(List.of(policy), List.of(yields));
    }

    private static ResourceState resource(
            ResourceKind kind, List<Down> downs, List<CommittedWork> committed) {
        double perDay = PER_DAY.getOrDefault(kind, 0.0);
        return new ResourceState(
                new Resource(kind.name(), kind, "North", Optional.empty()),
                perDay,
                committed,
                0,
                new CapacityForecast(
                        List.of(
                                new Period(
                                        TODAY,
                                        TODAY.plusDays(400),
                                        WorkingWeek.EVERY_DAY,
                                        perDay,
                                        0.8 * perDay)),
                        downs.stream()
                                .filter(down -> down.kind() == kind)
                                .map(down ->
                                        new Outage(
                                                TODAY.plusDays(down.firstDay()),
                                                TODAY.plusDays(down.lastDay()),
                                                down.remainingShare(),
                                                "out of order"))
                                .toList(),
                        TODAY,
                        400));
    }

    private static NetworkState state(
            int day, List<Down> downs, Map<ResourceKind, List<CommittedWork>> committed) {
        return new NetworkState(
                TODAY.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC),
                TODAY.plusDays(day),
                PER_DAY.keySet().stream()
                        .sorted()
                        .map(kind -> resource(kind, downs, committed.getOrDefault(kind, List.of())))
                        .toList(),
                List.of());
    }

    private static Need need(ResourceKind kind, double amount, int first, int last, Occasion when) {
        return new Need(kind.name(), amount, TODAY.plusDays(first), TODAY.plusDays(last), when);
    }

    private static List<Need> genome(int from, Occasion when) {
        return List.of(
                need(ResourceKind.GENOME_SLOTS, 1, from, from + 18, when),
                need(ResourceKind.INTERPRETATION_HOURS, 8, from + 19, from + 28, when));
    }

    /// @param day on which it comes, from today
    private static RoutingRequest request(String id, int day) {
        List<Need> exome =
                List.of(
                        need(ResourceKind.ASSAY_SLOTS, 1, day, day + 10, Occasion.ALWAYS),
                        need(
                                ResourceKind.INTERPRETATION_HOURS,
                                2,
                                day + 11,
                                day + 28,
                                Occasion.ALWAYS));
        List<Need> both = new ArrayList<>(exome);
        both.addAll(genome(day + BEHIND, Occasion.AFTER_NEGATIVE));
        LocalDate due = TODAY.plusDays(day + 30);
        return new RoutingRequest(
                id,
                TODAY.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC),
                "R29",
                Priority.ROUTINE,
                "north",
                SiteMaturity.DIGITAL,
                OrderForm.DIGITAL,
                FamilyStructure.TRIO,
                Set.of(),
                "North",
                List.of(
                        new RouteOption(
                                GENOME, due, genome(day, Occasion.ALWAYS), Optional.empty()),
                        new RouteOption(EXOME, due, exome, Optional.empty()),
                        new RouteOption(KEPT, due.plusDays(BEHIND), both, Optional.empty())));
    }

    private static Decision decide(int percentAfterExome, List<Down> downs) {
        return router(percentAfterExome)
                .decide(request("order-1", 0), state(0, downs, Map.of()))
                .decision();
    }

    @Nested
    class WhileSequencersAreDown {
        /// A place on days 0 to 18 is there for a genome at once while the outage ends by day 17;
        /// one on days 31 to 49 for a genome behind the exome while it ends by day 48.
        @ParameterizedTest
        @CsvSource({
            "0, genome",
            "17, genome",
            "18, kept",
            "30, kept",
            "48, kept",
            "49, exome",
            "120, exome"
        })
        void theGenomeIsKeptJustWhereOnlyTheSecondLegHasRoom(int lastDay, String chosen) {
            Decision decision =
                    decide(15, List.of(new Down(ResourceKind.GENOME_SLOTS, 0, lastDay, 0)));
            assertEquals(named(chosen), decision.route());
            assertTrue(decision.promisedOn().isPresent());
        }

        @Test
        void thePromiseNamesTheGenomesDayAndTheReasonWhatIsDown() {
            Decision decision = decide(15, List.of(new Down(ResourceKind.GENOME_SLOTS, 0, 30, 0)));
            assertEquals(Optional.of(TODAY.plusDays(61)), decision.promisedOn());
            assertTrue(
                    decision.explanation().stream().anyMatch(s -> s.contains("has room by 4 June")),
                    decision.explanation()::toString);
        }

        /// Half of them left is a place in 0.8 of a day: enough for one.
        @Test
        void aGenomeAtOnceIsDoneWhereWhatIsLeftSuffices() {
            assertEquals(
                    GENOME,
                    decide(15, List.of(new Down(ResourceKind.GENOME_SLOTS, 0, 30, 0.5))).route());
        }

        /// The second outage begins when the genome behind the exome would be sequenced.
        @Test
        void aGenomeIsNotKeptForTheTimeOfTheNextOutage() {
            assertEquals(
                    EXOME,
                    decide(
                                    15,
                                    List.of(
                                            new Down(ResourceKind.GENOME_SLOTS, 0, 20, 0),
                                            new Down(ResourceKind.GENOME_SLOTS, 31, 49, 0)))
                            .route());
        }

        /// Ten genomes are queued, five days of work, of which two are on the way at any rate: 0.7
        /// of a genome costs 3 · 0.7 / 20 = 0.105. It adds 2 · 0.7 · 0.01 = 0.014, or 0.21 at 15 %.
        @ParameterizedTest
        @CsvSource({"1, exome", "15, kept"})
        void aGenomeIsNotKeptWhereItAddsLessThanItTakesFromOthers(int percent, String chosen) {
            Map<ResourceKind, List<CommittedWork>> queued =
                    Map.of(
                            ResourceKind.GENOME_SLOTS,
                            List.of(new CommittedWork(TODAY.plusDays(31), TODAY.plusDays(60), 10)));
            NetworkState down =
                    state(0, List.of(new Down(ResourceKind.GENOME_SLOTS, 0, 20, 0)), queued);
            assertEquals(
                    named(chosen),
                    router(percent).decide(request("order-1", 0), down).decision().route());
        }

        /// Even where nobody waits for a genome, so that its price is nothing.
        @Test
        void aGenomeOfWhichNobodyHasSignedThatItFindsAnythingIsNotKept() {
            assertEquals(
                    EXOME,
                    decide(0, List.of(new Down(ResourceKind.GENOME_SLOTS, 0, 20, 0))).route());
        }
    }

    @Nested
    class WhileScientistsAreLacking {
        /// 8 hours on days 19 to 28 for a genome at once, 2 on days 11 to 28 for an exome; behind
        /// it 8 on days 50 to 59.
        @ParameterizedTest
        @CsvSource({
            "0, 27, genome",
            "12, 28, kept",
            "19, 49, kept",
            "19, 58, kept",
            "19, 59, exome"
        })
        void theGenomeIsKeptJustWhereOnlyTheSecondLegHasHours(
                int firstDay, int lastDay, String chosen) {
            assertEquals(
                    named(chosen),
                    decide(
                                    15,
                                    List.of(
                                            new Down(
                                                    ResourceKind.INTERPRETATION_HOURS,
                                                    firstDay,
                                                    lastDay,
                                                    0)))
                            .route());
        }

        @Test
        void nothingIsPromisedWhereTheFirstTestHasNoHoursEither() {
            Decision decision =
                    decide(15, List.of(new Down(ResourceKind.INTERPRETATION_HOURS, 0, 30, 0)));
            assertEquals(EXOME, decision.route());
            assertEquals(Optional.empty(), decision.promisedOn());
        }
    }

    private static Route named(String way) {
        return switch (way) {
            case "genome" -> GENOME;
            case "kept" -> KEPT;
            case "exome" -> EXOME;
            default -> throw new IllegalArgumentException(way);
        };
    }

    // ---- Promises

    /// Work of a request that is not done.
    private static final class Work {
        private final String request;
        private final ResourceKind kind;
        private final int first;
        private final int last;
        private final Occasion when;
        private double left;

        Work(String request, Need need) {
            this.request = request;
            this.kind = ResourceKind.valueOf(need.resource());
            this.first = day(need.earliest());
            this.last = day(need.latest());
            this.when = need.when();
            this.left = need.amount();
        }

        private static int day(LocalDate date) {
            return (int) (date.toEpochDay() - TODAY.toEpochDay());
        }
    }

    /// Sixty days of requests, more than can all have genomes, through outages of sequencers and
    /// scientists that are known when they begin to matter; each laboratory resource does what was
    /// forecast or more and takes the work due first. A share of the exomes find the cause, and the
    /// genomes behind them fall away when their reports are due.
    @Test
    void bothLegsAreReportedInTimeWhereCapacityIsAtLeastTheForecast() {
        int[] kept = new int[1];
        Cases.check(
                40,
                random -> {
                    List<Down> downs = downs(random);
                    Router router = router(15);
                    List<Work> open = new ArrayList<>();
                    double negativeShare = random.nextDouble();
                    for (int day = 0; day < 130; day++) {
                        if (day < 60) {
                            for (int i = random.nextInt(7); i > 0; i--) {
                                String id = "order-" + day + "-" + i;
                                RoutingRequest request = request(id, day);
                                Decision decision =
                                        router.decide(request, state(day, downs, committed(open)))
                                                .decision();
                                if (decision.promisedOn().isPresent()) {
                                    request.options()
                                            .get(decision.chosen())
                                            .needs()
                                            .forEach(need -> open.add(new Work(id, need)));
                                    kept[0] += decision.route().equals(KEPT) ? 1 : 0;
                                }
                            }
                        }
                        int today = day;
                        fallAway(open, today, negativeShare, random);
                        for (ResourceKind kind : PER_DAY.keySet()) {
                            work(open, kind, today, capacity(kind, today, downs, random));
                        }
                        open.removeIf(work -> work.left < 1e-9);
                        open.stream()
                                .filter(work -> work.last <= today)
                                .findFirst()
                                .ifPresent(late -> {
                                    throw new AssertionError(
                                            "%s: %.2f of %s is not done by day %d"
                                                    .formatted(
                                                            late.request,
                                                            late.left,
                                                            late.kind,
                                                            late.last));
                                });
                    }
                    assertTrue(open.isEmpty());
                });
        assertTrue(kept[0] > 100, "kept genomes are what is tested: " + kept[0]);
    }

    private static List<Down> downs(RandomGenerator random) {
        List<Down> downs = new ArrayList<>();
        for (ResourceKind kind :
                List.of(ResourceKind.GENOME_SLOTS, ResourceKind.INTERPRETATION_HOURS)) {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int first = random.nextInt(80);
                downs.add(
                        new Down(
                                kind,
                                first,
                                first + random.nextInt(25),
                                random.nextBoolean() ? 0 : random.nextDouble()));
            }
        }
        return downs;
    }

    private static Map<ResourceKind, List<CommittedWork>> committed(List<Work> open) {
        Map<ResourceKind, List<CommittedWork>> committed = new HashMap<>();
        for (Work work : open) {
            committed
                    .computeIfAbsent(work.kind, _ -> new ArrayList<>())
                    .add(
                            new CommittedWork(
                                    TODAY.plusDays(work.first),
                                    TODAY.plusDays(work.last),
                                    work.left));
        }
        return committed;
    }

    /// The first reports are due: those that found the cause need no genome.
    private static void fallAway(
            List<Work> open, int today, double negativeShare, RandomGenerator random) {
        Map<String, Boolean> negative = new HashMap<>();
        open.removeIf(work ->
                work.when == Occasion.AFTER_NEGATIVE
                        && work.kind == ResourceKind.GENOME_SLOTS
                        && work.first == today
                        && !negative.computeIfAbsent(
                                work.request, _ -> random.nextDouble() < negativeShare));
        open.removeIf(work ->
                work.when == Occasion.AFTER_NEGATIVE && !negative.getOrDefault(work.request, true));
    }

    private static double capacity(
            ResourceKind kind, int day, List<Down> downs, RandomGenerator random) {
        double left =
                downs.stream()
                        .filter(d -> d.kind() == kind && d.firstDay() <= day && day <= d.lastDay())
                        .mapToDouble(Down::remainingShare)
                        .min()
                        .orElse(1);
        return PER_DAY.getOrDefault(kind, 0.0) * left * random.nextDouble(0.8, 1.2);
    }

    /// Earliest deadline first.
    private static void work(List<Work> open, ResourceKind kind, int today, double capacity) {
        double left = capacity;
        List<Work> ready =
                open.stream()
                        .filter(work -> work.kind == kind && work.first <= today)
                        .sorted(Comparator.comparingInt(work -> work.last))
                        .toList();
        for (Work work : ready) {
            double done = Math.min(left, work.left);
            work.left -= done;
            left -= done;
        }
    }
}
