package org.opengms.planning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.planning.routing.SmallService.DUE;
import static org.opengms.planning.routing.SmallService.EXOME;
import static org.opengms.planning.routing.SmallService.GENOME;
import static org.opengms.planning.routing.SmallService.TODAY;
import static org.opengms.planning.routing.SmallService.request;
import static org.opengms.planning.routing.SmallService.router;
import static org.opengms.planning.routing.SmallService.state;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.planning.routing.Decision.Change;
import org.opengms.planning.routing.NetworkState.FairnessTally;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.RoutingRequest.OrderForm;
import org.opengms.planning.trial.LiveDecisions;
import org.opengms.testing.Cases;

class RouterTest {
    private static Decision decide(RoutingRequest request, NetworkState state) {
        return router().decide(request, state).decision();
    }

    @Nested
    class WhileNothingIsScarce {
        @Test
        void theGenomeIsChosenAndPromised() {
            // V·b = 2 · (0.50 − 0.30); 20 hours are 2 days of queue, which are on the way.
            Decision decision = decide(request(), state(20));
            assertEquals(GENOME, decision.route());
            assertEquals(0.4, decision.alternatives().getFirst().score(), 1e-12);
            assertEquals(Optional.of(DUE), decision.promisedOn());
            assertTrue(decision.changes().isEmpty());
        }
    }

    @Nested
    class WhileInterpretationIsScarce {
        // 100 hours are 10 days, 8 beyond what is on the way: the genome costs 8 · 8/100 = 0.64,
        // the
        // exome 8 · 2/100 = 0.16; scores 0.40 − 0.64 = −0.24 and −0.16.
        private final Decision decision = decide(request(), state(100));

        @Test
        void theConventionalTestIsChosen() {
            assertEquals(EXOME, decision.route());
            assertEquals(-0.24, decision.alternatives().get(0).score(), 1e-12);
            assertEquals(-0.16, decision.alternatives().get(1).score(), 1e-12);
            assertEquals(Optional.of(DUE), decision.promisedOn());
        }

        /// The genome lacks 0.08, which is one day of its price at 8/100 a day: 9 days. The queue
        /// falls by 10 − 4 hours a day, from 100 to below 90 on the second day.
        @Test
        void theQueueAtWhichTheGenomeWouldHaveWonIsToldAndWhen() {
            Change.ShorterQueue change =
                    assertInstanceOf(Change.ShorterQueue.class, decision.changes().getFirst());
            assertEquals(10, change.queueDays(), 1e-9);
            assertEquals(9, change.wantedDays(), 1e-9);
            assertEquals(Optional.of(TODAY.plusDays(1)), change.expectedOn());
        }

        /// After a negative exome nothing conventional finds anything: b = 0.40, score 0.80 − 0.64.
        @Test
        void aNegativeExomeWouldChangeIt() {
            assertEquals(
                    new Change.NegativeTest(GENOME, AssayMethod.EXOME), decision.changes().get(1));
            Decision after =
                    decide(request(Set.of(AssayMethod.EXOME), OrderForm.DIGITAL), state(100));
            assertEquals(GENOME, after.route());
            assertEquals(0.16, after.alternatives().getFirst().score(), 1e-12);
        }

        @Test
        void theReasonIsMadeOfTheFigures() {
            assertEquals(
                    List.of(
                            "Whole genome sequencing at North adds 0.20 expected diagnoses over the best conventional test (exome, 0.30).",
                            "Its current price in expected diagnoses is 0.32: interpretation at North 0.32 (10.0 days queued).",
                            "Chosen: exome at North; report due 3 June 2026.",
                            "Whole genome sequencing at North would be chosen if the queue of interpretation at North were below 9.0 days; it is 10.0 now and expected there from 5 May 2026.",
                            "Whole genome sequencing at North would be chosen at today's queues if exome had found nothing.",
                            "A clinician may decide otherwise, with a reason that is recorded."),
                    decision.explanation());
        }

        @Test
        void aGroupBehindIsPushed() {
            // 20 of 40 over all, 4 of 20 here: 6 behind, so V grows by 0.5 at most: 0.2 · 0.5 =
            // 0.1.
            Decision pushed =
                    decide(
                            request(),
                            state(
                                    100,
                                    10,
                                    List.of(
                                            new FairnessTally(
                                                    "R29", "north", SiteMaturity.PAPER, 20, 4),
                                            new FairnessTally(
                                                    "R29", "south", SiteMaturity.PAPER, 20, 16),
                                            new FairnessTally(
                                                    "R30", "north", SiteMaturity.PAPER, 90, 0))));
            assertEquals(6, pushed.fairnessLag(), 1e-12);
            assertEquals(-0.14, pushed.alternatives().getFirst().score(), 1e-12);
            assertEquals(GENOME, pushed.route());
        }
    }

    @Nested
    class WhereNoPromiseCanBeKept {
        @Test
        void theConventionalTestIsChosenWithoutAPromiseAndTheReasonSaysSo() {
            // 2,000 hours due at 5 a day fill the 8 hours a day counted on only in part; but at 0.1
            // hours a day nothing has room.
            Decision decision = decide(request(), state(100, 0.1, List.of()));
            assertEquals(EXOME, decision.route());
            assertEquals(Optional.empty(), decision.promisedOn());
            assertTrue(
                    decision.explanation().stream()
                            .anyMatch(s -> s.startsWith("No way can be promised now.")));
        }

        @Test
        void aGenomeWithTheBetterScoreGivesWayToAPromise() {
            // Nothing is queued, so nothing costs anything; but the pessimistic capacity of the
            // single
            // day on which the genome could be interpreted is 8 · 10/10 = 8 hours, and it needs 9.
            RoutingRequest plain = request();
            RoutingRequest narrow =
                    new RoutingRequest(
                            plain.id(),
                            plain.receivedAt(),
                            plain.indicationGroup(),
                            plain.priority(),
                            plain.region(),
                            plain.maturity(),
                            plain.form(),
                            plain.family(),
                            plain.negativeBefore(),
                            plain.homeLaboratory(),
                            List.of(
                                    SmallService.option(GENOME, SmallService.hours(9, 28, 28)),
                                    plain.options().get(1)));
            Decision decision = decide(narrow, state(0));
            assertEquals(EXOME, decision.route());
            Change.MoreRoom change =
                    assertInstanceOf(Change.MoreRoom.class, decision.changes().getFirst());
            assertEquals(1, change.shortfalls().getFirst().missing(), 1e-9);
            assertEquals(Optional.of(TODAY.plusDays(29)), change.shortfalls().getFirst().roomBy());
        }
    }

    @Nested
    class Paper {
        @Test
        void costsMinutesOfAClerkAndIsNeverRefused() {
            // 100,000 minutes at 100 a day are 1,000 days; 15 minutes of 1,000: 15 for every
            // option.
            Decision digital = decide(request(), state(20));
            Decision paper = decide(request(Set.of(), OrderForm.PAPER), state(20));
            assertEquals(digital.route(), paper.route());
            assertEquals(Optional.of(DUE), paper.promisedOn());
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        digital.alternatives().get(i).score() - 15,
                        paper.alternatives().get(i).score(),
                        1e-9);
            }
        }
    }

    @Nested
    class Ties {
        @Test
        void goToTheConventionalTest() {
            // At 6.6667 days beyond what is on the way both cost the same: 0.4 = 0.06 · days.
            Decision decision = decide(request(), state(20 + 0.4 / 0.06 * 10));
            Decision.Alternative genome = decision.alternatives().get(0);
            Decision.Alternative exome = decision.alternatives().get(1);
            assertEquals(genome.score(), exome.score(), 1e-9);
            assertEquals(genome.score() > exome.score() ? GENOME : EXOME, decision.route());
        }
    }

    @Nested
    class Versions {
        @Test
        void areRefusedBeforeTheyAreSignedAndInEffect() {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    Version.inEffect(
                                            List.of(SmallService.policy()), TODAY.minusDays(11)));
            assertTrue(String.valueOf(e.getMessage()).startsWith("OGMS-6218"));
        }

        @Test
        void keepTheirFileForm() {
            PolicyVersion policy = SmallService.policy();
            assertEquals(policy, PolicyVersion.FILE.parse(PolicyVersion.FILE.text(policy), "p"));
            YieldTable yields = SmallService.yields();
            assertEquals(yields, YieldTable.FILE.parse(YieldTable.FILE.text(yields), "y"));
        }
    }

    @Nested
    class AtRandom {
        @Test
        void moreCapacityNeverTakesAwayAPromise() {
            Cases.check(
                    60,
                    random -> {
                        LiveDecisions live = new LiveDecisions(random.nextLong());
                        NetworkState before = live.state();
                        RoutingRequest request = live.request(1);
                        NetworkState after =
                                new NetworkState(
                                        before.asOf(),
                                        before.today(),
                                        before.resources().stream()
                                                .map(r -> random.nextBoolean() ? r : larger(r))
                                                .toList(),
                                        before.fairness());
                        PolicyVersion policy = SmallService.policy();
                        PromiseGuard less =
                                new PromiseGuard(request, before, before.byId(), policy);
                        PromiseGuard more = new PromiseGuard(request, after, after.byId(), policy);
                        for (RouteOption option : request.options()) {
                            if (less.guard(option).promised()) {
                                assertTrue(more.guard(option).promised());
                            }
                        }
                    });
        }

        private static ResourceState larger(ResourceState r) {
            return new ResourceState(
                    r.resource(),
                    r.meanPerDay(),
                    r.committed(),
                    r.admittedPerDay(),
                    new CapacityForecast(
                            r.forecast().periods().stream()
                                    .map(p ->
                                            new CapacityForecast.Period(
                                                    p.from(),
                                                    p.until(),
                                                    p.week(),
                                                    1.3 * p.expectedPerDay(),
                                                    1.3 * p.pessimisticPerDay()))
                                    .toList(),
                            r.forecast().outages(),
                            r.forecast().declaredOn(),
                            r.forecast().freshDays()));
        }

        /// Minutes for hours, megabytes for gigabytes: what is decided stays.
        @Test
        void otherUnitsLeaveDecisionsAsTheyAre() {
            Cases.check(
                    40,
                    random -> {
                        LiveDecisions live = new LiveDecisions(random.nextLong());
                        NetworkState state = live.state();
                        RoutingRequest request = live.request(1);
                        DecisionRecord record = live.router().decide(request, state);
                        Map<ResourceKind, Double> unit = new EnumMap<>(ResourceKind.class);
                        for (ResourceKind kind : ResourceKind.values()) {
                            unit.put(kind, random.nextDouble(0.01, 100));
                        }
                        Decision other =
                                Router.decide(
                                        OtherUnits.of(record.inputs(), record.state(), unit),
                                        OtherUnits.of(record.state(), unit),
                                        OtherUnits.of(record.policy(), unit),
                                        record.yields());
                        assertEquals(record.decision().route(), other.route());
                        assertEquals(record.decision().promisedOn(), other.promisedOn());
                        for (int i = 0; i < other.alternatives().size(); i++) {
                            double score = record.decision().alternatives().get(i).score();
                            assertEquals(
                                    score,
                                    other.alternatives().get(i).score(),
                                    1e-9 * (1 + Math.abs(score)));
                        }
                    });
        }

        @Test
        void theSameInputsGiveTheSameBytes() {
            Cases.check(
                    30,
                    random -> {
                        long seed = random.nextLong();
                        LiveDecisions one = new LiveDecisions(seed);
                        LiveDecisions two = new LiveDecisions(seed);
                        NetworkState state = one.state();
                        assertEquals(state, two.state());
                        assertEquals(
                                one.router().decide(one.request(1), state).line(),
                                two.router().decide(two.request(1), state).line());
                    });
        }
    }

    @Test
    void aStaleDeclarationWidensTheForecastAndIsTold() {
        CapacityForecast forecast = state(0).resources().getFirst().forecast();
        // 8 of 10 hours are counted on while fresh; 10 days later 3 days stale, three tenths less.
        assertEquals(8, forecast.promisable(TODAY, 1, 1, 0.1)[0], 1e-12);
        assertEquals(5.6, forecast.promisable(TODAY.plusDays(10), 1, 1, 0.1)[0], 1e-12);
    }

    @Test
    void anOptionThatNeedsAnUnknownResourceIsRefusedWithItsName() {
        NetworkState none = new NetworkState(state(0).asOf(), TODAY, List.of(), List.of());
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> decide(request(), none));
        assertTrue(String.valueOf(e.getMessage()).contains("INTERPRETATION_HOURS"));
        assertFalse(String.valueOf(e.getMessage()).contains("null"));
    }
}
