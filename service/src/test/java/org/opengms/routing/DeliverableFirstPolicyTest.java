package org.opengms.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.FakeStatements;
import org.opengms.fakes.World;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.infrastructure.StatedLaboratories;
import org.opengms.infrastructure.Statement;
import org.opengms.testing.Cases;

/// Handling takes 56 days for a genome, 28 for a panel, 21 for a single gene; paper costs up to 10
/// days, a transfer 4. The north laboratory takes 14 genomes and 35 panels a week, the south one 7
/// genomes, 21 panels and 7 single gene tests. Standards: genome 84 days, others 42.
class DeliverableFirstPolicyTest {
    private static final DigitalReadiness DIGITAL = new DigitalReadiness(1, 1, 1, 1);
    private static final DigitalReadiness PAPER = new DigitalReadiness(0, 0, 0, 0);

    private final DeliverableFirstPolicy policy =
            new DeliverableFirstPolicy(
                    World.STATES,
                    InstantSource.fixed(World.NOW),
                    DeliverableFirstPolicy.Parameters.ASSUMED_2026);

    private static RouteRequest request(
            String indication, String test, Priority priority, DigitalReadiness readiness) {
        var found = World.DIRECTORY_2026.indication(indication);
        return new RouteRequest(
                World.DIRECTORY_2026,
                found,
                found.flatMap(i -> i.test(test)),
                priority,
                World.NORTH_LAB,
                readiness,
                true);
    }

    private static RouteRequest request(String indication) {
        return request(indication, "", Priority.ROUTINE, DIGITAL);
    }

    /// Load by laboratory and method; 0 where nothing is said.
    private static LiveLoad load(Map<String, Integer> open) {
        return (laboratory, method) -> open.getOrDefault(laboratory + " " + method, 0);
    }

    private static final LiveLoad IDLE = load(Map.of());

    private static Route.Test test(RouteDecision decision) {
        return assertInstanceOf(Route.Test.class, decision.route());
    }

    private static RouteOption chosen(RouteDecision decision) {
        Route.Test test = test(decision);
        return decision.options().stream()
                .filter(o ->
                        o.testCode().equals(test.testCode())
                                && o.laboratory().equals(test.laboratory()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertReason(RouteDecision decision, String words) {
        assertTrue(
                decision.reasons().stream().anyMatch(r -> r.contains(words)),
                () -> words + " is not in " + decision.reasons());
    }

    @Nested
    class AGenomeIsOffered {
        @Test
        void andDeliverable() {
            RouteDecision decision = policy.route(request("R901"), IDLE);
            assertEquals(
                    new Route.Test("R901.1", "Test R901.1", TestMethod.WGS, World.NORTH_LAB),
                    decision.route());
            assertEquals(56, chosen(decision).forecastCalendarDays());
            assertReason(decision, "can be delivered within the standard");
            assertReason(decision, "has 0 such orders open and takes 14 a week");
            assertEquals("deliverable-first-2026.2", decision.policyVersion());
        }

        /// 56 + 7 × 58 / 14 = 85 days at home, 56 + 7 × 25 / 7 + 4 = 85 in the south.
        @Test
        void butBothQueuesAreTooLong() {
            RouteDecision decision =
                    policy.route(
                            request("R901"),
                            load(Map.of("ZLN01 WGS", 58, "ZLS01 WGS", 25, "ZLN01 PANEL", 10)));
            assertEquals("R901.2", test(decision).testCode());
            assertEquals(World.NORTH_LAB, test(decision).laboratory());
            assertEquals(30, chosen(decision).forecastCalendarDays());
            assertReason(
                    decision,
                    "cannot be delivered in time now: the best forecast is 85 days against a standard of 84");
            assertReason(decision, "What would change this: ");
        }

        @ParameterizedTest
        @CsvSource({"56, ZLN01, 84", "57, ZLS01, 60"})
        void andGoesToTheOtherLaboratoryOnlyWhenHomeIsFull(int open, String lab, int days) {
            RouteDecision decision = policy.route(request("R901"), load(Map.of("ZLN01 WGS", open)));
            assertEquals("R901.1", test(decision).testCode());
            assertEquals(new OdsCode(lab), test(decision).laboratory());
            assertEquals(days, chosen(decision).forecastCalendarDays());
            assertEquals(
                    lab.equals("ZLS01"),
                    decision.reasons().stream()
                            .anyMatch(r -> r.contains("sample goes to laboratory ZLS01")));
        }

        @Test
        void butNothingIsDeliverableSoTheSoonestIsDone() {
            RouteDecision decision =
                    policy.route(
                            request("R901"),
                            load(
                                    Map.of(
                                            "ZLN01 WGS", 100,
                                            "ZLS01 WGS", 100,
                                            "ZLN01 PANEL", 100,
                                            "ZLS01 PANEL", 100)));
            // panel at home: 28 + 7 × 100 / 35; in the south: 28 + 34 + 4; a genome at best 106
            assertEquals("R901.2", test(decision).testCode());
            assertEquals(48, chosen(decision).forecastCalendarDays());
            assertReason(decision, "this one comes soonest");
        }

        @Test
        void andTheRecordOfDiscussionIsStillToCome() {
            RouteRequest with = request("R901");
            RouteDecision decision =
                    policy.route(
                            new RouteRequest(
                                    with.directory(),
                                    with.indication(),
                                    with.requestedTest(),
                                    with.priority(),
                                    with.homeLaboratory(),
                                    with.readiness(),
                                    false),
                            IDLE);
            assertEquals(TestMethod.WGS, test(decision).method());
            assertReason(decision, "record of discussion must arrive");
        }

        @Test
        void butTheClinicianAskedForThePanel() {
            RouteDecision decision =
                    policy.route(request("R901", "R901.2", Priority.ROUTINE, DIGITAL), IDLE);
            assertEquals("R901.2", test(decision).testCode());
            assertReason(decision, "The clinician asked for R901.2 (gene panel)");
        }

        @Test
        void andTheClinicianAskedForIt() {
            RouteDecision decision =
                    policy.route(request("R901", "R901.1", Priority.ROUTINE, DIGITAL), IDLE);
            assertEquals("R901.1", test(decision).testCode());
        }

        /// 28 days for the panel are half of 56; with two panels waiting more, 29 are not.
        @ParameterizedTest
        @CsvSource({
            "URGENT, 0, R901.2",
            "URGENT, 2, R901.1",
            "ROUTINE, 0, R901.1",
        })
        void butAnUrgentOrderTakesWhatComesInHalfTheTime(
                Priority priority, int panels, String testCode) {
            RouteDecision decision =
                    policy.route(
                            request("R901", "", priority, DIGITAL),
                            load(Map.of("ZLN01 PANEL", panels, "ZLS01 PANEL", 100)));
            assertEquals(testCode, test(decision).testCode());
            assertEquals(
                    testCode.equals("R901.2"),
                    decision.reasons().stream().anyMatch(r -> r.contains("The order is urgent")));
        }
    }

    @Test
    void theGenomeIsTheOnlyTestAndIsDoneHoweverLate() {
        RouteDecision decision =
                policy.route(request("R902"), load(Map.of("ZLN01 WGS", 1000, "ZLS01 WGS", 1000)));
        assertEquals("R902.1", test(decision).testCode());
        assertFalse(chosen(decision).isDeliverable());
        assertReason(decision, "the only test that the directory offers for R902");
    }

    @Nested
    class OnlyConventionalTestsAreOffered {
        @Test
        void theFirstInTheDirectoryIsDone() {
            RouteDecision decision = policy.route(request("R903"), IDLE);
            assertEquals("R903.1", test(decision).testCode());
            assertEquals(World.NORTH_LAB, test(decision).laboratory());
            assertReason(decision, "no whole genome test");
        }

        @Test
        void theOneAskedForIsDoneWhereItCanBe() {
            RouteDecision decision =
                    policy.route(request("R903", "R903.2", Priority.ROUTINE, DIGITAL), IDLE);
            assertEquals("R903.2", test(decision).testCode());
            assertEquals(World.SOUTH_LAB, test(decision).laboratory());
            assertEquals(25, chosen(decision).forecastCalendarDays());
        }
    }

    @Nested
    class APaperSite {
        @ParameterizedTest
        @CsvSource({"0, 10", "0.25, 8", "0.5, 5", "1, 0"})
        void costsDays(double share, int days) {
            RouteDecision decision =
                    policy.route(
                            request(
                                    "R901",
                                    "",
                                    Priority.ROUTINE,
                                    new DigitalReadiness(share, share, share, share)),
                            IDLE);
            assertEquals(56 + days, chosen(decision).forecastCalendarDays());
            if (days > 0) {
                assertReason(
                        decision,
                        "%d %% digital; paper is expected to cost %d days"
                                .formatted(Math.round(share * 100), days));
            }
        }

        @ParameterizedTest
        @CsvSource({"R901", "R902", "R903"})
        void isNeverRefused(String indication) {
            LiveLoad full = (_, _) -> 10_000;
            for (LiveLoad load : List.of(IDLE, full)) {
                assertInstanceOf(
                        Route.Test.class,
                        policy.route(request(indication, "", Priority.ROUTINE, PAPER), load)
                                .route());
            }
        }
    }

    @Test
    void anUnknownIndicationWaitsForAPerson() {
        RouteDecision decision = policy.route(request("R999"), IDLE);
        assertEquals(new Route.Manual(World.NORTH_LAB), decision.route());
        assertReason(decision, "directory in use (2026.1) does not have what was asked for");
    }

    @Test
    void anIndicationThatNoLaboratoryServesWaitsForAPerson() {
        RouteDecision decision = policy.route(request("R904"), IDLE);
        assertEquals(new Route.Manual(World.NORTH_LAB), decision.route());
        assertReason(decision, "No laboratory in the network does any test");
    }

    @Nested
    class Whatever {
        private static RouteRequest anyRequest(RandomGenerator random) {
            String indication = "R90" + random.nextInt(1, 6);
            return new RouteRequest(
                    World.DIRECTORY_2026,
                    World.DIRECTORY_2026.indication(indication),
                    World.DIRECTORY_2026
                            .indication(indication)
                            .flatMap(i -> i.test(indication + "." + random.nextInt(1, 5))),
                    random.nextBoolean() ? Priority.URGENT : Priority.ROUTINE,
                    random.nextBoolean() ? World.NORTH_LAB : World.SOUTH_LAB,
                    new DigitalReadiness(
                            random.nextDouble(),
                            random.nextDouble(),
                            random.nextDouble(),
                            random.nextDouble()),
                    random.nextBoolean());
        }

        private static Map<String, Integer> anyLoad(RandomGenerator random) {
            Map<String, Integer> open = new HashMap<>();
            for (Laboratory laboratory : World.NETWORK.laboratories()) {
                for (TestMethod method : TestMethod.values()) {
                    open.put(laboratory.ods() + " " + method, random.nextInt(120));
                }
            }
            return open;
        }

        @Test
        void theSameRequestAndLoadGiveTheSameDecision() {
            Cases.check(
                    300,
                    random -> {
                        RouteRequest request = anyRequest(random);
                        Map<String, Integer> open = anyLoad(random);
                        assertEquals(
                                policy.route(request, load(open)),
                                new DeliverableFirstPolicy(
                                                World.STATES,
                                                InstantSource.fixed(World.NOW),
                                                DeliverableFirstPolicy.Parameters.ASSUMED_2026)
                                        .route(request, load(Map.copyOf(open))));
                    });
        }

        @Test
        void noLaboratoryIsChosenThatDoesNotDoTheMethod() {
            Cases.check(
                    500,
                    random -> {
                        RouteDecision decision =
                                policy.route(anyRequest(random), load(anyLoad(random)));
                        if (decision.route() instanceof Route.Test test) {
                            assertTrue(
                                    World.NETWORK
                                                    .laboratory(test.laboratory())
                                                    .orElseThrow()
                                                    .capacitySamplesPerWeek(test.method())
                                            > 0);
                        }
                        assertFalse(decision.reasons().isEmpty());
                    });
        }

        /// The forecast of a test at a laboratory. The choice among them may move, because a
        /// deliverable test at home is preferred to a sooner one elsewhere.
        private static Map<String, Integer> forecasts(RouteDecision decision) {
            Map<String, Integer> days = new HashMap<>();
            for (RouteOption option : decision.options()) {
                days.put(option.testCode() + option.laboratory(), option.forecastCalendarDays());
            }
            return days;
        }

        @Test
        void moreLoadNeverShortensAForecast() {
            Cases.check(
                    500,
                    random -> {
                        RouteRequest request = anyRequest(random);
                        Map<String, Integer> open = anyLoad(random);
                        Map<String, Integer> more = new HashMap<>(open);
                        more.replaceAll((_, n) -> n + random.nextInt(30));
                        RouteDecision before = policy.route(request, load(open));
                        RouteDecision after = policy.route(request, load(more));
                        Map<String, Integer> longer = forecasts(after);
                        forecasts(before)
                                .forEach((option, days) ->
                                        assertTrue(
                                                days <= longer.getOrDefault(option, -1), option));
                        if (before.route() instanceof Route.Test test
                                && test.method() == TestMethod.WGS
                                && after.route().equals(before.route())) {
                            assertTrue(
                                    chosen(before).forecastCalendarDays()
                                            <= chosen(after).forecastCalendarDays());
                        }
                    });
        }

        @Test
        void moreReadinessNeverLengthensAForecast() {
            Cases.check(
                    500,
                    random -> {
                        RouteRequest request = anyRequest(random);
                        LiveLoad load = load(anyLoad(random));
                        DigitalReadiness now = request.readiness();
                        DigitalReadiness better =
                                new DigitalReadiness(
                                        between(now.electronicOrder(), random),
                                        between(now.recordOfDiscussion(), random),
                                        between(now.sampleTracking(), random),
                                        between(now.structuredReportReturn(), random));
                        Map<String, Integer> before = forecasts(policy.route(request, load));
                        forecasts(
                                        policy.route(
                                                new RouteRequest(
                                                        request.directory(),
                                                        request.indication(),
                                                        request.requestedTest(),
                                                        request.priority(),
                                                        request.homeLaboratory(),
                                                        better,
                                                        request.recordOfDiscussionTaken()),
                                                load))
                                .forEach((option, days) ->
                                        assertTrue(
                                                days <= before.getOrDefault(option, -1), option));
                    });
        }

        private static double between(double low, RandomGenerator random) {
            return low + (1 - low) * random.nextDouble();
        }
    }

    @Test
    void knowsNothingThatSaysWhoThePatientIs() {
        List<String> allowed =
                List.of(
                        "directory",
                        "indication",
                        "requestedTest",
                        "priority",
                        "homeLaboratory",
                        "readiness",
                        "recordOfDiscussionTaken");
        assertEquals(
                allowed,
                Arrays.stream(RouteRequest.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        for (RecordComponent component : RouteRequest.class.getRecordComponents()) {
            String type = component.getGenericType().getTypeName();
            assertFalse(
                    type.contains("org.opengms.people") || type.contains("org.opengms.orders"),
                    type);
        }
        assertEquals(Optional.empty(), request("R999").indication());
    }

    /// What laboratories stated in place of the network file's figures, on the day of the order
    /// unless it says so.
    @Nested
    class LaboratoriesStated {
        private final FakeStatements statements = new FakeStatements();
        private final DeliverableFirstPolicy informed =
                new DeliverableFirstPolicy(
                        new StatedLaboratories(
                                World.NETWORK,
                                statements,
                                ImportedQueues.NONE,
                                StalenessRule.STANDARD),
                        InstantSource.fixed(World.NOW),
                        DeliverableFirstPolicy.Parameters.ASSUMED_2026);

        private void north(Claim claim, int daysAgo) {
            Instant at = World.NOW.minus(Duration.ofDays(daysAgo));
            statements.add(
                    List.of(
                            new Statement(
                                    World.NORTH_LAB,
                                    claim,
                                    at,
                                    Statement.dayOf(at),
                                    new Said(
                                            "s",
                                            "Dr Demo",
                                            "SCIENTIST",
                                            World.NORTH_LAB,
                                            at,
                                            Channel.PAGE))));
        }

        private RouteOption genomeInTheNorth(RouteDecision decision) {
            return decision.options().stream()
                    .filter(o ->
                            o.method() == TestMethod.WGS && o.laboratory().equals(World.NORTH_LAB))
                    .findFirst()
                    .orElseThrow();
        }

        /// 56 + 7 × 28 / 7 = 84 days.
        @Test
        void lessCapacity() {
            north(new Claim.Capacity(new Limit.Method(TestMethod.WGS), 7), 0);
            RouteDecision decision = informed.route(request("R901"), load(Map.of("ZLN01 WGS", 28)));
            assertEquals(7, genomeInTheNorth(decision).capacitySamplesPerWeek());
            assertEquals(84, genomeInTheNorth(decision).forecastCalendarDays());
        }

        /// 56 + 7 × (10 + 18) / 14 = 70 days.
        @Test
        void aQueueThatIsNotOnThePlatform() {
            north(new Claim.Queue(TestMethod.WGS, 18, Optional.of(30)), 0);
            RouteDecision decision = informed.route(request("R901"), load(Map.of("ZLN01 WGS", 10)));
            assertEquals(28, genomeInTheNorth(decision).openOrders());
            assertEquals(70, chosen(decision).forecastCalendarDays());
            assertReason(decision, "counted 18 such orders that are not on the platform");
        }

        /// Eleven weeks beyond the limit: 14 × 0.78 is 10 whole samples, 50 × 1.22 is 61 orders; 56
        /// + 7 × 61 / 10 = 99 days.
        @Test
        void longAgo() {
            north(new Claim.Capacity(new Limit.Method(TestMethod.WGS), 14), 91);
            north(new Claim.Queue(TestMethod.WGS, 50, Optional.empty()), 91);
            RouteOption north = genomeInTheNorth(informed.route(request("R901"), IDLE));
            assertEquals(10, north.capacitySamplesPerWeek());
            assertEquals(61, north.openOrders());
            assertEquals(99, north.forecastCalendarDays());
        }

        /// Four days at a quarter cost three.
        @Test
        void anOutage() {
            north(
                    new Claim.Outage(
                            OutageId.random(),
                            new Limit.Method(TestMethod.WGS),
                            World.NOW.minusSeconds(3600),
                            Optional.of(World.NOW.plus(Duration.ofDays(4))),
                            0.25),
                    0);
            RouteDecision decision = informed.route(request("R901"), IDLE);
            assertEquals(59, genomeInTheNorth(decision).forecastCalendarDays());
            assertReason(decision, "An outage at laboratory ZLN01 is expected to cost 3 days.");
        }

        @Test
        void thatAMethodIsNoLongerDone() {
            north(new Claim.Capacity(new Limit.Method(TestMethod.WGS), 0), 0);
            assertEquals(World.SOUTH_LAB, test(informed.route(request("R901"), IDLE)).laboratory());
        }

        @Test
        void thatItIsOldAndSaysSo() {
            north(new Claim.Capacity(new Limit.Method(TestMethod.WGS), 14), 21);
            assertReason(
                    informed.route(request("R901"), IDLE),
                    "stated this capacity 21 days ago, so only 98 % of it is counted on");
        }
    }
}
