package org.opengms.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.FakeStatements;
import org.opengms.testing.Cases;

/// The network file gives 60 genomes a week and two consultants; everything else is stated.
class StatedLaboratoriesTest {
    private static final OdsCode LAB = new OdsCode("ZL001");
    private static final OdsCode SITE = new OdsCode("ZR101");
    private static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");
    private static final Limit WGS = new Limit.Method(TestMethod.WGS);
    private static final Limit COMPUTE = new Limit.Resource(ResourceKind.COMPUTE_HOURS);
    private static final Limit CONSULTANTS = new Limit.Staff(StaffRole.CONSULTANT);
    private static final DigitalReadiness HALF = new DigitalReadiness(0.5, 0.5, 0.5, 0.5);

    private static final ServiceNetwork NETWORK =
            new ServiceNetwork(
                    "Sample",
                    List.of(
                            new Laboratory(
                                    LAB,
                                    "North",
                                    "North",
                                    Map.of(TestMethod.WGS, 60),
                                    Map.of(StaffRole.CONSULTANT, 2.0))),
                    List.of(new Site(SITE, "Site", "North", LAB, HALF)),
                    LAB);

    private final FakeStatements statements = new FakeStatements();
    private final List<ImportedQueues.OpenWork> imports = new ArrayList<>();
    private final StatedLaboratories states =
            new StatedLaboratories(NETWORK, statements, _ -> imports, StalenessRule.STANDARD);

    private static Said said(Instant at) {
        return new Said("scientist", "Dr Demo", "SCIENTIST", LAB, at, Channel.PAGE);
    }

    private static Instant day(String day) {
        return Instant.parse(day + "T08:00:00Z");
    }

    private void state(Claim claim, String saidOn, String asOf, String from) {
        statements.add(
                List.of(
                        new Statement(
                                claim instanceof Claim.Readiness ? SITE : LAB,
                                claim,
                                day(asOf),
                                LocalDate.parse(from),
                                said(day(saidOn)))));
    }

    private LaboratoryState at(Instant at) {
        return states.at(at).laboratory(LAB).orElseThrow();
    }

    @Nested
    class NobodyHasStatedAnything {
        @Test
        void soTheNetworkFileCountsAtItsWord() {
            LaboratoryState state = at(NOW);
            assertEquals(
                    Map.of(
                            WGS, new Figure(60, Optional.empty()),
                            CONSULTANTS, new Figure(75, Optional.empty())),
                    state.capacities());
            assertEquals(60, state.pessimisticSamplesPerWeek(TestMethod.WGS));
            assertEquals(0, state.pessimisticSamplesPerWeek(TestMethod.PANEL));
            assertEquals(0, state.offPlatformOpenOrders(TestMethod.WGS));
            assertFalse(state.isStale());
            assertEquals(HALF, states.at(NOW).readinessOf(SITE));
            assertEquals(
                    DigitalReadiness.UNKNOWN, states.at(NOW).readinessOf(new OdsCode("ZR999")));
        }
    }

    @Nested
    class ACapacityWasStated {
        /// 50 from 1 June, 80 planned from 1 July, which is corrected to 90; then 40 from 10 June.
        @ParameterizedTest
        @CsvSource({
            "2026-05-31T10:00:00Z, 60, ''",
            "2026-06-01T10:00:00Z, 50, 0",
            "2026-06-09T10:00:00Z, 50, 8",
            "2026-06-10T10:00:00Z, 40, 0",
            "2026-06-30T10:00:00Z, 40, 20",
            "2026-07-01T10:00:00Z, 90, 0",
            "2026-07-20T10:00:00Z, 90, 19"
        })
        void theLatestFirstDayHoldsAndOfThatTheLastWord(Instant at, double amount, String age) {
            state(new Claim.Capacity(WGS, 50), "2026-06-01", "2026-06-01", "2026-06-01");
            state(new Claim.Capacity(WGS, 80), "2026-06-02", "2026-06-02", "2026-07-01");
            state(new Claim.Capacity(WGS, 90), "2026-06-05", "2026-06-05", "2026-07-01");
            state(new Claim.Capacity(WGS, 40), "2026-06-10", "2026-06-10", "2026-06-10");
            Figure figure = at(at).capacity(WGS).orElseThrow();
            assertEquals(amount, figure.amount());
            assertEquals(
                    age, figure.told().map(t -> Long.toString(t.freshness().ageDays())).orElse(""));
        }

        @Test
        void whatIsSaidLaterIsNotKnownEarlier() {
            state(new Claim.Capacity(WGS, 40), "2026-06-10", "2026-06-01", "2026-06-01");
            assertEquals(60, at(day("2026-06-09")).capacity(WGS).orElseThrow().amount());
            assertEquals(40, at(day("2026-06-10")).capacity(WGS).orElseThrow().amount());
        }

        @Test
        void anOldOneIsShownAndCountedOnLess() {
            state(new Claim.Capacity(WGS, 50), "2026-04-20", "2026-04-20", "2026-04-20");
            LaboratoryState state = at(day("2026-06-15"));
            assertTrue(state.isStale());
            // 56 days, six weeks beyond the limit: 12 % less.
            assertEquals(44, state.pessimisticSamplesPerWeek(TestMethod.WGS), 1e-9);
        }

        @Test
        void resourcesAndHoursStandBesideTheFile() {
            state(new Claim.Capacity(COMPUTE, 900), "2026-06-10", "2026-06-10", "2026-06-10");
            state(new Claim.Capacity(CONSULTANTS, 30), "2026-06-10", "2026-06-10", "2026-06-10");
            assertEquals(
                    List.of(WGS, COMPUTE, CONSULTANTS), List.copyOf(at(NOW).capacities().keySet()));
            assertEquals(30, at(NOW).capacity(CONSULTANTS).orElseThrow().amount());
        }
    }

    @Nested
    class AQueueIsCounted {
        private void imported(String asOf, Map<TestMethod, ImportedQueues.Count> open) {
            imports.add(new ImportedQueues.OpenWork(LAB, 3, day(asOf), said(day(asOf)), open));
        }

        @ParameterizedTest
        @CsvSource({
            // declared as of, imported as of, what holds
            "2026-06-10, '',         50",
            "2026-06-10, 2026-06-09, 50",
            "2026-06-10, 2026-06-11, 7",
            "2026-06-10, 2026-06-10, 50"
        })
        void theLaterCountHolds(String declared, String imported, int open) {
            state(
                    new Claim.Queue(TestMethod.WGS, 50, Optional.of(41)),
                    declared,
                    declared,
                    declared);
            if (!imported.isEmpty()) {
                imported(
                        imported,
                        Map.of(TestMethod.WGS, new ImportedQueues.Count(7, Optional.of(12))));
            }
            assertEquals(open, at(NOW).offPlatformOpenOrders(TestMethod.WGS));
        }

        @Test
        void aListThatHasNothingOfAMethodEndsItsDeclaration() {
            state(
                    new Claim.Queue(TestMethod.WGS, 50, Optional.empty()),
                    "2026-06-01",
                    "2026-06-01",
                    "2026-06-01");
            imported("2026-06-10", Map.of());
            OpenQueue queue = at(NOW).queue(TestMethod.WGS).orElseThrow();
            assertEquals(0, queue.openOrders());
            assertEquals(Optional.of(3), queue.told().importNumber());
        }

        @Test
        void anOldOneIsExpectedToHaveGrown() {
            state(
                    new Claim.Queue(TestMethod.WGS, 100, Optional.empty()),
                    "2026-04-20",
                    "2026-04-20",
                    "2026-04-20");
            assertEquals(
                    112, at(day("2026-06-15")).pessimisticOffPlatformOpenOrders(TestMethod.WGS));
            assertEquals(100, at(day("2026-06-15")).offPlatformOpenOrders(TestMethod.WGS));
        }
    }

    @Nested
    class EquipmentIsStated {
        private static final Limit SLOTS = new Limit.Resource(ResourceKind.GENOME_SLOTS);

        private void piece(String id, double slots, String saidOn, String from) {
            state(
                    new Claim.Equipment(
                            new EquipmentId(id), "Sequencer", ResourceKind.GENOME_SLOTS, slots),
                    saidOn,
                    saidOn,
                    from);
        }

        private void out(String id, String from, String until, double left) {
            state(
                    new Claim.Outage(
                            OutageId.random(),
                            SLOTS,
                            day(from),
                            Optional.of(day(until)),
                            left,
                            Optional.of(new EquipmentId(id))),
                    "2026-06-01",
                    "2026-06-01",
                    "2026-06-01");
        }

        /// 60 and 120 from 1 June, 120 more planned for 1 July, and the first out of use on 10
        /// July.
        @ParameterizedTest
        @CsvSource({
            "2026-06-01T10:00:00Z, 180, SEQ-01 SEQ-02",
            "2026-06-30T10:00:00Z, 180, SEQ-01 SEQ-02",
            "2026-07-01T10:00:00Z, 300, SEQ-01 SEQ-02 SEQ-03",
            "2026-07-10T10:00:00Z, 240, SEQ-02 SEQ-03",
        })
        void givesTogetherWhatThereIsOfItsKind(Instant at, double slots, String names) {
            piece("SEQ-01", 60, "2026-06-01", "2026-06-01");
            piece("SEQ-02", 120, "2026-06-01", "2026-06-01");
            piece("SEQ-03", 120, "2026-06-01", "2026-07-01");
            piece("SEQ-01", 0, "2026-06-01", "2026-07-10");
            assertEquals(slots, at(at).capacity(SLOTS).orElseThrow().amount());
            assertEquals(
                    List.of(names.split(" ", -1)),
                    at(at).equipment().stream().map(e -> e.id().value()).toList());
            assertEquals(Optional.empty(), at(at).capacity(COMPUTE));
        }

        @ParameterizedTest
        @CsvSource({
            // a total before the last word on a piece, and one after it
            "2026-06-01, 60",
            "2026-06-09, 100",
        })
        void aTotalHoldsOnlyIfItWasSaidLater(String totalOn, double slots) {
            state(new Claim.Capacity(SLOTS, 100), totalOn, totalOn, totalOn);
            piece("SEQ-01", 60, "2026-06-05", "2026-06-05");
            assertEquals(slots, at(NOW).capacity(SLOTS).orElseThrow().amount());
        }

        @Test
        void nothingIsLeftOnceTheLastIsOutOfUse() {
            piece("SEQ-01", 60, "2026-06-01", "2026-06-01");
            piece("SEQ-01", 0, "2026-06-10", "2026-06-10");
            assertEquals(0, at(NOW).capacity(SLOTS).orElseThrow().amount());
            assertEquals(List.of(), at(NOW).equipment());
        }

        /// 60 and 120 genomes a week. Both wholly out leave nothing, not a product of what each
        /// leaves; one out leaves what the other gives.
        @ParameterizedTest
        @CsvSource({
            "SEQ-01, 0.0, '',     0.0, 0.66666667",
            "SEQ-02, 0.0, '',     0.0, 0.33333333",
            "SEQ-01, 0.5, '',     0.0, 0.83333333",
            "SEQ-01, 0.0, SEQ-02, 0.0, 0.0",
            "SEQ-01, 0.5, SEQ-02, 0.5, 0.5",
            // of two outages of one piece what both leave
            "SEQ-02, 0.5, SEQ-02, 0.5, 0.5",
            // out of use, or never there
            "SEQ-09, 0.0, SEQ-01, 0.5, 0.83333333",
        })
        void anOutageTakesThePartOfThePiece(
                String one, double left, String other, double otherLeft, double remaining) {
            piece("SEQ-01", 60, "2026-06-01", "2026-06-01");
            piece("SEQ-02", 120, "2026-06-01", "2026-06-01");
            out(one, "2026-06-10", "2026-06-19", left);
            if (!other.isEmpty()) {
                out(other, "2026-06-10", "2026-06-19", otherLeft);
            }
            List<CapacityLoss> losses = at(NOW).losses(SLOTS);
            assertEquals(1, losses.size());
            assertEquals(remaining, losses.getFirst().remainingShare(), 1e-8);
            assertEquals(day("2026-06-10"), losses.getFirst().from());
            assertEquals(day("2026-06-19"), losses.getFirst().until());
            assertEquals(
                    4 * (1 - remaining),
                    at(day("2026-06-15")).expectedDaysLost(TestMethod.WGS),
                    1e-7);
        }

        /// The first from the 10th to the 19th, the second from the 12th to the 25th.
        @Test
        void outagesThatOverlapAreToldInStretches() {
            piece("SEQ-01", 60, "2026-06-01", "2026-06-01");
            piece("SEQ-02", 60, "2026-06-01", "2026-06-01");
            out("SEQ-01", "2026-06-10", "2026-06-19", 0);
            out("SEQ-02", "2026-06-12", "2026-06-25", 0.5);
            assertEquals(
                    List.of(
                            new CapacityLoss(day("2026-06-10"), day("2026-06-12"), 0.5),
                            new CapacityLoss(day("2026-06-12"), day("2026-06-19"), 0.25),
                            new CapacityLoss(day("2026-06-19"), day("2026-06-25"), 0.75)),
                    at(NOW).losses(SLOTS));
        }
    }

    @Nested
    class SomethingIsOut {
        private final OutageId id = OutageId.random();

        private void out(Limit limit, OutageId which, String from, String until, double left) {
            state(
                    new Claim.Outage(
                            which,
                            limit,
                            day(from),
                            until.isEmpty() ? Optional.empty() : Optional.of(day(until)),
                            left),
                    "2026-06-01",
                    "2026-06-01",
                    "2026-06-01");
        }

        @ParameterizedTest
        @CsvSource({
            "method:WGS,            2026-06-10, 2026-06-19, 0.25, 3.0",
            "resource:GENOME_SLOTS, 2026-06-10, 2026-06-17, 0.0,  2.0",
            "method:PANEL,          2026-06-10, 2026-06-19, 0.0,  0.0",
            "staff:CONSULTANT,      2026-06-10, 2026-06-19, 0.0,  0.0",
            // still to come
            "method:WGS,            2026-06-16, 2026-06-19, 0.0,  0.0",
            // nobody knows until when, or it should be over: a week more
            "method:WGS,            2026-06-10, '',         0.5,  3.5",
            "method:WGS,            2026-06-10, 2026-06-12, 0.0,  7.0",
        })
        void itCostsDaysOfWork(String limit, String from, String until, double left, double days) {
            out(Limit.parse(limit), id, from, until, left);
            assertEquals(days, at(day("2026-06-15")).expectedDaysLost(TestMethod.WGS), 1e-9);
        }

        /// Two days with a half of a half, two more with a half: 1.5 + 1.
        @Test
        void severalAtOnceLeaveTheProductOfTheirShares() {
            out(WGS, id, "2026-06-10", "2026-06-19", 0.5);
            out(WGS, OutageId.random(), "2026-06-10", "2026-06-17", 0.5);
            assertEquals(2.5, at(day("2026-06-15")).expectedDaysLost(TestMethod.WGS), 1e-9);
        }

        @Test
        void itIsCorrectedAndEnds() {
            out(WGS, id, "2026-06-10", "2026-06-19", 0);
            state(
                    new Claim.Outage(id, WGS, day("2026-06-10"), Optional.empty(), 0.9),
                    "2026-06-12",
                    "2026-06-12",
                    "2026-06-12");
            assertEquals(0.9, at(day("2026-06-15")).outages().getFirst().outage().remainingShare());
            state(
                    new Claim.OutageEnd(id, day("2026-06-13")),
                    "2026-06-14",
                    "2026-06-14",
                    "2026-06-14");
            assertEquals(1, at(day("2026-06-13")).outages().size());
            assertEquals(List.of(), at(day("2026-06-15")).outages());
        }

        /// However outages overlap, no more is lost than until the last of them ends, and no less
        /// than by the worst.
        @Test
        void losesNoMoreThanTheLongestAndNoLessThanTheWorst() {
            Cases.check(
                    200,
                    random -> {
                        statements.all.clear();
                        double longest = 0;
                        OptionalDouble worst = OptionalDouble.empty();
                        int outages = random.nextInt(1, 5);
                        for (int i = 0; i < outages; i++) {
                            double left = random.nextDouble();
                            int hours = random.nextInt(1, 500);
                            statements.add(
                                    List.of(
                                            new Statement(
                                                    LAB,
                                                    new Claim.Outage(
                                                            OutageId.random(),
                                                            WGS,
                                                            NOW.minusSeconds(60),
                                                            Optional.of(
                                                                    NOW.plus(
                                                                            Duration.ofHours(
                                                                                    hours))),
                                                            left),
                                                    NOW,
                                                    Statement.dayOf(NOW),
                                                    said(NOW))));
                            longest = Math.max(longest, hours / 24.0);
                            worst =
                                    OptionalDouble.of(
                                            Math.max(worst.orElse(0), (1 - left) * hours / 24.0));
                        }
                        double lost = at(NOW).expectedDaysLost(TestMethod.WGS);
                        assertTrue(lost <= longest + 1e-9, () -> "lost " + lost);
                        assertTrue(lost >= worst.orElseThrow() - 1e-9, () -> "lost " + lost);
                    });
        }
    }

    @Nested
    class ASiteBecameDigital {
        @Test
        void fromTheDayStated() {
            DigitalReadiness ready = new DigitalReadiness(1, 1, 0.8, 0.6);
            state(new Claim.Readiness(ready), "2026-06-01", "2026-06-01", "2026-06-12");
            assertEquals(HALF, states.at(day("2026-06-11")).readinessOf(SITE));
            assertEquals(ready, states.at(day("2026-06-12")).readinessOf(SITE));
        }
    }
}
