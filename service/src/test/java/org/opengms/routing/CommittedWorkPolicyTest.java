package org.opengms.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.World;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.CurrentOutage;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.Freshness;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.StaffRole;
import org.opengms.infrastructure.Told;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.Decision.Alternative;
import org.opengms.planning.routing.DecisionRecord;
import org.opengms.planning.routing.Replay;
import org.opengms.planning.routing.YieldTable;

class CommittedWorkPolicyTest {
    private static final OdsCode NORTH = new OdsCode("ZLN01");
    private static final OdsCode SOUTH = new OdsCode("ZLS01");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");
    private static final DigitalReadiness DIGITAL = new DigitalReadiness(1, 1, 1, 1);
    private static final DigitalReadiness PAPER = new DigitalReadiness(0, 0, 0, 0);

    private static final DirectoryTest GENOME = test("R901.1", TestMethod.WGS, "wgs");
    private static final DirectoryTest PANEL = test("R901.2", TestMethod.PANEL, "standard");
    private static final ClinicalIndication EPILEPSY =
            new ClinicalIndication(
                    "R901",
                    "Epilepsy",
                    "",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(GENOME, PANEL));
    private static final TestDirectory DIRECTORY =
            new TestDirectory(
                    "2026.1",
                    LocalDate.of(2026, 4, 1),
                    Map.of("wgs", 84, "standard", 42),
                    List.of(EPILEPSY));

    /// Seventy genomes and 140 panels a week in the north, 35 and 140 in the south.
    private static final ServiceNetwork NETWORK =
            new ServiceNetwork(
                    "Two laboratories",
                    List.of(laboratory(NORTH, 70, Map.of()), laboratory(SOUTH, 35, Map.of())),
                    List.of(),
                    NORTH);

    private static Laboratory laboratory(OdsCode ods, int genomes, Map<StaffRole, Double> staff) {
        return new Laboratory(
                ods,
                ods.value(),
                "North",
                Map.of(TestMethod.WGS, genomes, TestMethod.PANEL, 140),
                staff);
    }

    private static DirectoryTest test(String code, TestMethod method, String turnaround) {
        return new DirectoryTest(
                code,
                "Test " + code,
                method,
                Optional.empty(),
                turnaround,
                FamilyStructure.SINGLETON);
    }

    private static CommittedWorkPolicy policy(ServiceNetwork network) {
        return policy(network, SignedRules.shipped());
    }

    private static CommittedWorkPolicy policy(ServiceNetwork network, SignedRules rules) {
        return new CommittedWorkPolicy(
                LaboratoryStates.of(network),
                Clock.fixed(NOW, ZoneOffset.UTC),
                rules.router(),
                rules.groups(),
                TestNeeds.shipped(),
                ServedGroups.NONE);
    }

    private static RouteRequest request(
            Optional<DirectoryTest> asked, Priority priority, DigitalReadiness readiness) {
        return new RouteRequest(
                "order-1",
                DIRECTORY,
                Optional.of(EPILEPSY),
                asked,
                priority,
                NORTH,
                "North",
                readiness,
                1,
                true,
                List.of());
    }

    private static final RouteRequest ROUTINE =
            request(Optional.empty(), Priority.ROUTINE, DIGITAL);

    /// So many genomes open in the north and the south, due in four weeks.
    private static LiveLoad genomes(int north, int south) {
        return () ->
                List.of(open(NORTH, TestMethod.WGS, north), open(SOUTH, TestMethod.WGS, south));
    }

    private static OpenWork open(OdsCode laboratory, TestMethod method, int orders) {
        return new OpenWork(
                laboratory,
                method,
                OpenWork.Stage.BENCH,
                Optional.of(TODAY.plusDays(60)),
                orders,
                orders / 4);
    }

    private static Route.Test chosen(RouteDecision decision) {
        return (Route.Test) decision.route();
    }

    @Nested
    class AGenome {
        @Test
        void isDoneAtHomeWhereNothingQueues() {
            RouteDecision decision = policy(NETWORK).route(ROUTINE, genomes(0, 0));
            assertEquals("R901.1", chosen(decision).testCode());
            assertEquals(NORTH, decision.route().laboratory());
            assertEquals(Optional.of(TODAY.plusDays(84)), decision.promisedOn());
        }

        @Test
        void givesWayToThePanelWhereItsQueueCostsMoreThanItAdds() {
            RouteDecision decision = policy(NETWORK).route(ROUTINE, genomes(700, 350));
            assertEquals("R901.2", chosen(decision).testCode());
            assertEquals(Optional.of(TODAY.plusDays(42)), decision.promisedOn());
            assertTrue(
                    decision.reasons().stream().anyMatch(r -> r.contains("sequencing")),
                    decision.reasons()::toString);
        }

        @Test
        void goesToAnotherLaboratoryRatherThanNotBeDone() {
            RouteDecision decision = policy(NETWORK).route(ROUTINE, genomes(700, 0));
            assertEquals("R901.1", chosen(decision).testCode());
            assertEquals(SOUTH, decision.route().laboratory());
        }

        @Test
        void isWhatAnUrgentRequestGetsWhenARoutineOneDoesNot() {
            LiveLoad load = genomes(250, 125);
            RouteDecision urgent =
                    policy(NETWORK)
                            .route(request(Optional.empty(), Priority.URGENT, DIGITAL), load);
            assertEquals("R901.1", chosen(urgent).testCode());
            assertEquals("R901.2", chosen(policy(NETWORK).route(ROUTINE, load)).testCode());
        }

        @Test
        void isNotPromisedWhereScientistsHaveNoHours() {
            ServiceNetwork few =
                    new ServiceNetwork(
                            "One scientist",
                            List.of(
                                    laboratory(
                                            NORTH, 70, Map.of(StaffRole.CLINICAL_SCIENTIST, 1.0))),
                            List.of(),
                            NORTH);
            List<OpenWork> reading =
                    List.of(
                            new OpenWork(
                                    NORTH,
                                    TestMethod.WGS,
                                    OpenWork.Stage.READING,
                                    Optional.of(TODAY.plusDays(20)),
                                    60,
                                    0));
            RouteDecision decision = policy(few).route(ROUTINE, () -> reading);
            assertEquals("R901.2", chosen(decision).testCode());
            assertTrue(
                    decision.reasons().stream().anyMatch(r -> r.contains("interpretation")),
                    decision.reasons()::toString);
        }
    }

    @Nested
    class AClinician {
        @Test
        void getsTheConventionalTestThatTheyAskFor() {
            RouteDecision decision =
                    policy(NETWORK)
                            .route(
                                    request(Optional.of(PANEL), Priority.ROUTINE, DIGITAL),
                                    genomes(0, 0));
            assertEquals("R901.2", chosen(decision).testCode());
            assertTrue(
                    decision.reasons()
                            .getFirst()
                            .startsWith("The clinician asked for R901.2 (gene panel)"),
                    decision.reasons()::toString);
        }

        @Test
        void isToldThatAScientistChoosesWhatTheDirectoryDoesNotKnow() {
            RouteDecision decision =
                    policy(NETWORK)
                            .route(
                                    new RouteRequest(
                                            "order-1",
                                            DIRECTORY,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Priority.ROUTINE,
                                            NORTH,
                                            "North",
                                            DIGITAL,
                                            1,
                                            true,
                                            List.of()),
                                    genomes(0, 0));
            assertEquals(new Route.Manual(NORTH), decision.route());
            assertEquals(Optional.empty(), decision.trace());
        }
    }

    @Nested
    class APaperSite {
        @ParameterizedTest
        @ValueSource(ints = {0, 50, 100})
        void getsTheTestThatADigitalSiteGets(int queued) {
            LiveLoad load = genomes(queued, queued / 2);
            RouteDecision paper =
                    policy(NETWORK).route(request(Optional.empty(), Priority.ROUTINE, PAPER), load);
            assertEquals(
                    chosen(policy(NETWORK).route(ROUTINE, load)).testCode(),
                    chosen(paper).testCode());
            assertTrue(
                    paper.reasons().stream().anyMatch(r -> r.contains("0 % digital")),
                    paper.reasons()::toString);
        }
    }

    @Nested
    class ATestThatFoundNothingBefore {
        private static RouteRequest after(TestMethod... methods) {
            return new RouteRequest(
                    "order-1",
                    DIRECTORY,
                    Optional.of(EPILEPSY),
                    Optional.empty(),
                    Priority.ROUTINE,
                    NORTH,
                    "North",
                    DIGITAL,
                    1,
                    true,
                    Arrays.stream(methods)
                            .map(m -> new NegativeTest(m, YearMonth.of(2025, 3)))
                            .toList());
        }

        private static double benefit(RouteDecision decision, TestMethod method) {
            return decision.options().stream()
                    .filter(o -> o.method() == method)
                    .map(o -> o.weighed().orElseThrow().benefit())
                    .findFirst()
                    .orElseThrow();
        }

        /// Shipped: a genome finds 76.7 of 187 at first, a panel 17.5 of 70. After a negative panel
        /// the panel finds nothing, so that all that a genome then finds is added.
        @Test
        void changesWhatAnotherAdds() {
            RouteDecision first = policy(NETWORK).route(ROUTINE, genomes(0, 0));
            RouteDecision second = policy(NETWORK).route(after(TestMethod.PANEL), genomes(0, 0));
            assertEquals(76.7 / 187 - 17.5 / 70, benefit(first, TestMethod.WGS), 1e-9);
            assertEquals(10.5 / 70.0, benefit(second, TestMethod.WGS), 1e-9);
            assertEquals(0, benefit(second, TestMethod.PANEL), 1e-9);
        }

        @Test
        void isToldAmongTheReasonsAndInTheRecordWithoutItsDate() {
            RouteDecision decision = policy(NETWORK).route(after(TestMethod.PANEL), genomes(0, 0));
            assertTrue(
                    decision.reasons()
                            .contains(
                                    "For this indication gene panel found nothing in March 2025, so what a test adds is counted after that."),
                    decision.reasons()::toString);
            DecisionRecord record = decision.trace().orElseThrow().record();
            assertEquals(Set.of(AssayMethod.PANEL), record.inputs().negativeBefore());
            assertFalse(record.line().contains("2025-03"), record.line());
            assertEquals(1, Replay.of(List.of(record.line())).identical());
        }
    }

    @Nested
    class AGenomeKeptBehindAPanel {
        private static RouteRequest request(
                Optional<DirectoryTest> asked, List<NegativeTest> negative, GenomeAfter after) {
            return new RouteRequest(
                    "order-1",
                    DIRECTORY,
                    Optional.of(EPILEPSY),
                    asked,
                    Priority.ROUTINE,
                    NORTH,
                    "North",
                    DIGITAL,
                    1,
                    true,
                    negative,
                    after);
        }

        private static RouteDecision decide(RouteRequest request, LiveLoad load) {
            return policy(NETWORK, World.rulesThatKeepGenomes()).route(request, load);
        }

        private static List<String> ways(RouteDecision decision) {
            return decision.options().stream().map(o -> o.weighed().orElseThrow().words()).toList();
        }

        @Test
        void isKeptWhereBothTestsFindMoreThanAGenomeAtOnce() {
            RouteDecision decision = decide(ROUTINE, genomes(0, 0));
            assertEquals("R901.2", chosen(decision).testCode());
            assertEquals(
                    Optional.of(
                            new StandingGenome(
                                    new Route.Test("R901.1", "Test R901.1", TestMethod.WGS, NORTH),
                                    TODAY.plusDays(42),
                                    TODAY.plusDays(42 + 84))),
                    decision.standing());
            assertEquals(Optional.of(TODAY.plusDays(42)), decision.promisedOn());
            assertEquals(
                    "First R901.2 (gene panel) at laboratory ZLN01, to be reported by 27 July 2026. If it finds no cause, R901.1 (whole genome sequencing) follows without a new request, to be reported by 19 October 2026. You can have the genome done at once instead, until a laboratory has begun, or cancel it at any time.",
                    decision.reasons().getFirst());
            assertTrue(decision.trace().orElseThrow().served());
        }

        /// 0.25 of panels find the cause, and of the others 0.30 of genomes.
        @Test
        void isWorthWhatBothFindAndCostsTheShareOfGenomesThatFollow() {
            RouteDecision decision = decide(ROUTINE, genomes(0, 0));
            Alternative kept =
                    decision.trace().orElseThrow().record().decision().alternatives().stream()
                            .filter(a ->
                                    a.route()
                                            .equals(
                                                    new org.opengms.planning.routing.Route
                                                            .ConventionalThenGenome(
                                                            "ZLN01", AssayMethod.PANEL, "ZLN01")))
                            .findFirst()
                            .orElseThrow();
            assertEquals(0.25 + 0.75 * 0.30, kept.expectedYield(), 1e-9);
            assertEquals(0.75 * 0.30, kept.benefit(), 1e-9);
            assertEquals(
                    Map.of("ZLN01/PANEL", 1.0, "ZLN01/WGS", 0.75),
                    kept.prices().stream()
                            .collect(Collectors.toMap(p -> p.resource(), p -> p.need())));
        }

        @Test
        void isNotKeptWhereTheGenomeCouldNotBePromised() {
            RouteDecision decision = decide(ROUTINE, genomes(5000, 5000));
            assertEquals("R901.2", chosen(decision).testCode());
            assertEquals(Optional.empty(), decision.standing());
        }

        @Test
        void isWeighedForNobodyWhoAsksForThePanelOrHasHadIt() {
            List<NegativeTest> panel =
                    List.of(new NegativeTest(TestMethod.PANEL, YearMonth.of(2025, 3)));
            List<NegativeTest> genome =
                    List.of(new NegativeTest(TestMethod.WGS, YearMonth.of(2025, 3)));
            for (RouteRequest request :
                    List.of(
                            request(Optional.of(PANEL), List.of(), GenomeAfter.MAY_BE_KEPT),
                            request(Optional.empty(), panel, GenomeAfter.MAY_BE_KEPT),
                            request(Optional.empty(), genome, GenomeAfter.MAY_BE_KEPT),
                            request(Optional.empty(), List.of(), GenomeAfter.NEVER))) {
                RouteDecision decision = decide(request, genomes(0, 0));
                assertEquals(Optional.empty(), decision.standing());
                assertTrue(
                        ways(decision).stream().noneMatch(w -> w.contains("if negative")),
                        ways(decision)::toString);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 100, 5000})
        void isDoneWhenItIsDueWhateverElseCouldBeDone(int queue) {
            RouteRequest due =
                    request(
                            Optional.of(GENOME),
                            List.of(new NegativeTest(TestMethod.PANEL, YearMonth.of(2026, 6))),
                            GenomeAfter.IS_THIS);
            RouteDecision decision = policy(NETWORK).route(due, genomes(queue, queue));
            assertEquals("R901.1", chosen(decision).testCode());
            assertEquals(Optional.empty(), decision.standing());
            assertFalse(decision.trace().orElseThrow().eligible(), "it counted with the panel");
        }

        @Test
        void waitsForAScientistWhereNoLaboratoryDoesGenomesAnyMore() {
            ServiceNetwork panelsOnly =
                    new ServiceNetwork(
                            "Panels only",
                            List.of(
                                    new Laboratory(
                                            NORTH,
                                            "North",
                                            "North",
                                            Map.of(TestMethod.PANEL, 140),
                                            Map.of())),
                            List.of(),
                            NORTH);
            RouteDecision decision =
                    policy(panelsOnly)
                            .route(
                                    request(Optional.of(GENOME), List.of(), GenomeAfter.IS_THIS),
                                    List::of);
            assertEquals(new Route.Manual(NORTH), decision.route());
        }

        @Test
        void isDecidedAgainToTheByte() {
            List<String> lines =
                    List.of(0, 100, 5000).stream()
                            .map(queue -> decide(ROUTINE, genomes(queue, queue)))
                            .map(d -> d.trace().orElseThrow().record().line())
                            .toList();
            Replay.Report report = Replay.of(lines);
            assertEquals(3, report.identical(), report.problems()::toString);
        }

        /// The genome that stands behind one order is work that the next one finds promised.
        @Test
        void costsTheNextOneWhatItMayTake() {
            LiveLoad standing =
                    () ->
                            List.of(
                                    new OpenWork(
                                            NORTH,
                                            TestMethod.WGS,
                                            OpenWork.Stage.BENCH,
                                            Optional.of(TODAY.plusDays(126)),
                                            70,
                                            0));
            double before = priceOfAGenome(decide(ROUTINE, List::of));
            double after = priceOfAGenome(decide(ROUTINE, standing));
            assertTrue(after > before, before + " and then " + after);
        }

        private static double priceOfAGenome(RouteDecision decision) {
            return decision.options().stream()
                    .filter(o -> o.method() == TestMethod.WGS && o.laboratory().equals(NORTH))
                    .mapToDouble(o -> o.weighed().orElseThrow().price())
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class WhileSequencersAreDown {
        /// Both laboratories lose their sequencers from today on for so many days.
        private static LaboratoryStates down(int days, double remainingShare) {
            return at -> {
                NetworkState network = LaboratoryStates.of(NETWORK).at(at);
                return new NetworkState(
                        at,
                        network.laboratories().stream()
                                .map(l ->
                                        new LaboratoryState(
                                                l.laboratory(),
                                                at,
                                                l.capacities(),
                                                l.equipment(),
                                                l.queues(),
                                                List.of(
                                                        new CurrentOutage(
                                                                new Claim.Outage(
                                                                        OutageId.random(),
                                                                        new Limit.Method(
                                                                                TestMethod.WGS),
                                                                        at,
                                                                        Optional.of(
                                                                                at.plus(
                                                                                        Duration
                                                                                                .ofDays(
                                                                                                        days))),
                                                                        remainingShare),
                                                                new Told(
                                                                        new Said(
                                                                                "scientist",
                                                                                "Duty scientist",
                                                                                "SCIENTIST",
                                                                                l.laboratory()
                                                                                        .ods(),
                                                                                at,
                                                                                Channel.PAGE),
                                                                        new Freshness(
                                                                                at,
                                                                                Duration.ZERO,
                                                                                false,
                                                                                1),
                                                                        Optional.empty())))))
                                .toList(),
                        network.sites());
            };
        }

        private static RouteDecision decide(int days, double remainingShare) {
            SignedRules rules = SignedRules.shipped();
            return new CommittedWorkPolicy(
                            down(days, remainingShare),
                            Clock.fixed(NOW, ZoneOffset.UTC),
                            rules.router(),
                            rules.groups(),
                            TestNeeds.shipped(),
                            ServedGroups.NONE)
                    .route(ROUTINE, List::of);
        }

        /// The shipped yields: 0.41 at once, 0.25 + 0.75 · 0.15 = 0.3625 one after the other. A
        /// genome at once is on the bench by day 60 (84 less 14 and 10), one behind the panel by
        /// day 102 (42 later).
        @ParameterizedTest
        @CsvSource({
            "1, R901.1, false",
            "45, R901.1, false",
            "75, R901.2, true",
            "95, R901.2, true",
            "110, R901.2, false"
        })
        void theGenomeIsKeptBehindThePanelWhereItCanBeDoneThenAndNotNow(
                int days, String test, boolean kept) {
            RouteDecision decision = decide(days, 0);
            assertEquals(test, chosen(decision).testCode());
            assertEquals(kept, decision.standing().isPresent());
            assertTrue(decision.promisedOn().isPresent());
        }

        @Test
        void theReasonSaysWhyNotAtOnce() {
            RouteDecision decision = decide(75, 0);
            assertTrue(
                    decision.reasons().getFirst().startsWith("First R901.2 (gene panel)"),
                    decision.reasons()::toString);
            assertEquals(
                    Optional.of(TODAY.plusDays(126)),
                    decision.standing().map(StandingGenome::reportBy));
        }

        @Test
        void aGenomeAtOnceIsDoneWhereEnoughIsLeft() {
            assertEquals("R901.1", chosen(decide(75, 0.5)).testCode());
        }
    }

    @Nested
    class AfterAGenomeThatFoundNothing {
        private static final Instant DECEMBER = Instant.parse("2026-12-07T09:00:00Z");

        private static RouteDecision decide(Instant now) {
            SignedRules rules = SignedRules.shipped();
            return new CommittedWorkPolicy(
                            LaboratoryStates.of(NETWORK),
                            Clock.fixed(now, ZoneOffset.UTC),
                            rules.router(),
                            rules.groups(),
                            TestNeeds.shipped(),
                            ServedGroups.NONE)
                    .route(
                            new RouteRequest(
                                    "order-1",
                                    DIRECTORY,
                                    Optional.of(EPILEPSY),
                                    Optional.empty(),
                                    Priority.ROUTINE,
                                    NORTH,
                                    "North",
                                    DIGITAL,
                                    1,
                                    true,
                                    List.of(
                                            new NegativeTest(
                                                    TestMethod.WGS, YearMonth.of(2026, 3)))),
                            List::of);
        }

        private static double panel(RouteDecision decision) {
            return decision.options().stream()
                    .filter(o -> o.method() == TestMethod.PANEL)
                    .mapToDouble(o -> o.weighed().orElseThrow().expectedYield())
                    .findFirst()
                    .orElseThrow();
        }

        /// Abul-Husn and others, Genetics in Medicine 25(9), 2023: 7 of 536.
        @Test
        void aPanelIsCountedAsWhatItAddsSinceTheSecondTable() {
            assertEquals(0.25, panel(decide(NOW)), 1e-9, "the first table stays as it was");
            RouteDecision decision = decide(DECEMBER);
            assertEquals(7.0 / 536, panel(decision), 1e-9);
            assertTrue(
                    decision.reasons().stream().anyMatch(r -> r.contains("(gene panel, 0.01)")),
                    decision.reasons()::toString);
            assertTrue(
                    decision.reasons().stream().anyMatch(r -> r.contains("counted after that")),
                    decision.reasons()::toString);
        }

        /// Whatever a genome has read is in it already.
        @Test
        void noConventionalTestIsCountedAsIfNothingHadBeenDone() {
            YieldTable table = SignedRules.shipped().yields().getLast();
            assertEquals("yields-2026.2", table.version());
            for (YieldTable.Entry first : table.entries()) {
                YieldTable.Case about = first.about();
                if (about.method() == AssayMethod.WHOLE_GENOME
                        || !about.afterNegative().isEmpty()) {
                    continue;
                }
                YieldTable.Entry after =
                        table.entries().stream()
                                .filter(e ->
                                        e.about()
                                                .equals(
                                                        new YieldTable.Case(
                                                                about.indicationGroup(),
                                                                about.method(),
                                                                about.family(),
                                                                Set.of(AssayMethod.WHOLE_GENOME))))
                                .findFirst()
                                .orElseThrow();
                assertTrue(after.mean() <= first.mean() / 2, about.toString());
                assertTrue(after.source().length() > 20, about.toString());
            }
        }
    }

    @Nested
    class TheRecord {
        @Test
        void decidesTheSameAgain() {
            List<String> lines = new ArrayList<>();
            for (int queue : List.of(0, 100, 400, 900)) {
                lines.add(
                        policy(NETWORK)
                                .route(ROUTINE, genomes(queue, queue))
                                .trace()
                                .orElseThrow()
                                .record()
                                .line());
            }
            Replay.Report report = Replay.of(lines);
            assertEquals(4, report.identical(), report.problems()::toString);
            assertTrue(report.isClean());
        }

        @Test
        void saysNothingOfThePerson() {
            String line =
                    policy(NETWORK)
                            .route(ROUTINE, genomes(0, 0))
                            .trace()
                            .orElseThrow()
                            .record()
                            .line();
            assertFalse(line.contains("birth"), line);
            assertFalse(line.contains("nhsNumber"), line);
        }

        @ParameterizedTest
        @CsvSource({"0, true", "5000, false"})
        void countsWhoWasServed(int queue, boolean served) {
            RoutingTrace trace =
                    policy(NETWORK).route(ROUTINE, genomes(queue, queue)).trace().orElseThrow();
            assertTrue(trace.eligible());
            assertEquals(served, trace.served());
        }
    }

    @Test
    void theShippedFilesSayThatNobodyHasSignedThem() {
        SignedRules shipped = SignedRules.shipped();
        shipped.policies().forEach(p -> assertTrue(p.approval().name().startsWith("Nobody")));
        shipped.yields().forEach(y -> assertTrue(y.approval().name().startsWith("Nobody")));
    }
}
