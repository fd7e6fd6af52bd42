package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Report;
import org.opengms.cases.ResultKind;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.orders.StandingStep.Kind;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Route;
import org.opengms.routing.StandingGenome;

/// A genome that is kept behind a panel and follows without a new request if that finds no cause.
class KeptGenomeTest {
    private static final Actor SERVICE =
            new Actor(
                    "service:follow-up",
                    "Service, after an order",
                    World.DIGITAL_TRUST,
                    Set.of(Role.CLINICIAN));

    private final World world = new World(AcceptancePolicy.STANDARD, World.rulesThatKeepGenomes());

    private List<Kind> steps(TestOrder order) {
        return world.orders.standingSteps(order.id()).stream().map(StandingStep::kind).toList();
    }

    private List<String> told(TestOrder order) {
        return world.orders.events(order.id()).stream().map(OrderEvent::what).toList();
    }

    private void report(TestOrder order, ResultKind kind) {
        world.processSample(order);
        Report entered =
                assertInstanceOf(
                                DeskAnswer.Reported.class,
                                world.reports.resultEntered(
                                        order.id(), kind, "As the panel says.", World.NORTH_STAFF))
                        .report();
        assertInstanceOf(
                DeskAnswer.Reported.class,
                world.reports.sign(
                        entered.id(),
                        entered.version(),
                        kind,
                        "As the panel says.",
                        World.NORTH_SCIENTIST));
    }

    /// What the service's job does when a genome is due.
    private Optional<TestOrder> orderGenome(TestOrder before, OrderDraft... members) {
        return world.desk
                .genomeToOrder(before.id())
                .map(order -> {
                    List<AskedOrder> asked = new ArrayList<>();
                    for (OrderDraft draft : members) {
                        OrderRequest request = draft.request();
                        asked.add(
                                new AskedOrder(
                                        request, "", asked.size(), -1, request.context().parent()));
                    }
                    TestOrder made =
                            assertInstanceOf(
                                            Submission.Accepted.class,
                                            world.desk.submit(asked, List.of(), SERVICE))
                                    .order();
                    world.desk.genomeOrdered(order, made);
                    return made;
                });
    }

    private static OrderDraft genomeAfter(TestOrder before) {
        return new OrderDraft().basedOn(before.id()).withoutDiscussion();
    }

    private void says(TestOrder order, Said said) {
        world.consents.append(
                new ConsentStatement(
                        StatementId.random(),
                        order.person(),
                        said,
                        Optional.empty(),
                        "a note",
                        LocalDate.of(2026, 6, 15),
                        world.clock.instant(),
                        "c1"));
    }

    private OrderOutcome cancel(TestOrder order, String words, Actor actor) {
        return world.desk.cancelGenome(
                order.id(),
                new OverrideReason(OverrideReason.Kind.WISH, words),
                Optional.empty(),
                actor);
    }

    @Nested
    class APanelThatIsAskedForWithIt {
        private final TestOrder order = world.accept(new OrderDraft());

        @Test
        void saysSoInPlainWords() {
            assertEquals("R901.2", order.test().orElseThrow().testCode());
            assertEquals(
                    Optional.of(
                            new StandingGenome(
                                    new Route.Test(
                                            "R901.1",
                                            "Test R901.1",
                                            TestMethod.WGS,
                                            World.NORTH_LAB),
                                    LocalDate.of(2026, 7, 27),
                                    LocalDate.of(2026, 10, 19))),
                    order.route().standing());
            assertEquals(List.of(Kind.KEPT), steps(order));
            assertTrue(
                    told(order)
                            .contains(
                                    "If this test finds no cause, R901.1 (whole genome sequencing) follows without a new request, to be reported by 19 October 2026"),
                    told(order)::toString);
            assertTrue(
                    world.desk
                            .choices(order.id(), World.CLINICIAN)
                            .allows(OrderChoices.Deed.CANCEL_GENOME));
        }

        @Test
        void mayBeAGenomeAtOnceWhichGivesTheOtherUp() {
            assertInstanceOf(
                    OrderOutcome.Changed.class,
                    world.desk.chooseAnotherTest(
                            order.id(),
                            new OtherTest("R901.1", World.NORTH_LAB),
                            new OverrideReason(OverrideReason.Kind.URGENCY, "Cannot wait."),
                            Optional.empty(),
                            World.CLINICIAN));
            assertEquals(List.of(Kind.KEPT, Kind.GIVEN_UP), steps(order));
            assertEquals(Optional.empty(), world.now(order).route().standing());
        }
    }

    @ParameterizedTest
    @EnumSource(ResearchChoice.class)
    void theChoiceAboutResearchNeverChangesIt(ResearchChoice research) {
        TestOrder one =
                new World(AcceptancePolicy.STANDARD, World.rulesThatKeepGenomes())
                        .accept(new OrderDraft().discussion(OrderDraft.taken(research)));
        TestOrder agreed = world.accept(new OrderDraft());
        assertTrue(agreed.route().standing().isPresent());
        assertEquals(agreed.route().standing(), one.route().standing());
        assertEquals(agreed.route().reasons(), one.route().reasons());
    }

    @Nested
    class AReportWithoutACause {
        private final TestOrder order = world.accept(new OrderDraft());

        @Test
        void hasTheGenomeOrderedForTheSamePersonAfterTheNegativeTest() {
            report(order, ResultKind.NO_CAUSE_FOUND);
            assertEquals(List.of(order.id()), world.genomesDue);
            int said = world.consents.history(order.person()).statements().size();
            TestOrder genome = orderGenome(order, genomeAfter(order)).orElseThrow();
            assertEquals(order.person(), genome.person());
            assertEquals("R901.1", genome.test().orElseThrow().testCode());
            assertEquals(Optional.of(order.id()), genome.context().parent());
            assertEquals(
                    Set.of(AssayMethod.PANEL),
                    genome.route().trace().orElseThrow().record().inputs().negativeBefore());
            assertEquals(OrderState.IN_LABORATORY, genome.state());
            assertEquals(Optional.of(LocalDate.of(2026, 9, 7)), genome.dueOn());
            assertEquals(Optional.empty(), genome.route().standing());
            assertEquals(List.of(Kind.KEPT, Kind.DUE, Kind.ORDERED), steps(order));
            assertEquals(
                    "The genome that was kept is ordered as " + genome.number(),
                    told(order).getLast());
            assertEquals(
                    said,
                    world.consents.history(order.person()).statements().size(),
                    "what was said before is not said again");
        }

        @Test
        void hasItOrderedOnceHoweverOftenItIsTried() {
            report(order, ResultKind.NO_CAUSE_FOUND);
            assertTrue(orderGenome(order, genomeAfter(order)).isPresent());
            int orders = world.orders.all().size();
            assertEquals(Optional.empty(), orderGenome(order, genomeAfter(order)));
            assertEquals(orders, world.orders.all().size());
        }

        @Test
        void isOfThePersonEvenWithoutANumber() {
            TestOrder nameless =
                    world.accept(new OrderDraft().withoutNhsNumber("01").familyName("Other"));
            report(nameless, ResultKind.NO_CAUSE_FOUND);
            TestOrder genome =
                    orderGenome(
                                    nameless,
                                    genomeAfter(nameless)
                                            .withoutNhsNumber("01")
                                            .familyName("Other"))
                            .orElseThrow();
            assertEquals(nameless.person(), genome.person());
        }
    }

    @Test
    void whereNobodySpokeWithThePatientTheGenomeWaitsForThat() {
        TestOrder order = world.accept(new OrderDraft().withoutDiscussion());
        assertTrue(
                order.route()
                        .reasons()
                        .contains(
                                "The record of discussion must arrive before the genome can be sequenced."));
        report(order, ResultKind.NO_CAUSE_FOUND);
        TestOrder genome = orderGenome(order, genomeAfter(order)).orElseThrow();
        assertEquals(OrderState.ON_HOLD, genome.state());
        assertEquals(
                Optional.of("awaiting-rod-and-or-sample"),
                world.task(genome, TaskCode.PROCESS_GENOMIC_TEST_REQUEST).statusReason());
    }

    @Nested
    class AnotherReport {
        private final TestOrder order = world.accept(new OrderDraft());

        @ParameterizedTest
        @CsvSource({"CAUSE_FOUND, CAUSE_FOUND", "UNCERTAIN, UNCERTAIN", "FAILED, FAILED"})
        void hasNoGenomeFollow(ResultKind result, Kind kind) {
            report(order, result);
            assertEquals(List.of(), world.genomesDue);
            assertEquals(List.of(Kind.KEPT, kind), steps(order));
            assertEquals(kind.words(), told(order).getLast());
            assertEquals(Optional.empty(), world.desk.genomeToOrder(order.id()));
        }
    }

    @Nested
    class APatient {
        private final TestOrder order = world.accept(new OrderDraft());

        private void assertStopped(Kind kind) {
            report(order, ResultKind.NO_CAUSE_FOUND);
            assertEquals(Optional.empty(), orderGenome(order, genomeAfter(order)));
            assertEquals(List.of(Kind.KEPT, Kind.DUE, kind), steps(order));
            assertEquals(kind.words(), told(order).getLast());
        }

        @Test
        void whoHasDiedGetsNone() {
            says(order, new Said.Death(LocalDate.of(2026, 6, 14)));
            assertStopped(Kind.DIED);
        }

        @Test
        void whoDoesNotAgreeToTheTestAnyMoreGetsNone() {
            says(
                    order,
                    new Said.Discussion(
                            new RecordOfDiscussion(
                                    DiscussionState.TAKEN,
                                    Optional.of(false),
                                    ResearchChoice.UNDECIDED,
                                    Optional.of(LocalDate.of(2026, 6, 15)))));
            assertStopped(Kind.NOT_AGREED);
        }

        @Test
        void whoWithdrawsFromResearchAloneGetsIt() {
            says(order, new Said.FullWithdrawal());
            report(order, ResultKind.NO_CAUSE_FOUND);
            assertTrue(orderGenome(order, genomeAfter(order)).isPresent());
        }

        @Test
        void forWhomSomebodyOrderedOneMeanwhileGetsNoSecond() {
            report(order, ResultKind.NO_CAUSE_FOUND);
            world.accept(new OrderDraft());
            assertEquals(Optional.empty(), orderGenome(order, genomeAfter(order)));
            assertEquals(Kind.ORDERED_BY_OTHERS, steps(order).getLast());
        }
    }

    @Nested
    class AnOrderThatIsNotDone {
        private final TestOrder order = world.accept(new OrderDraft());

        @Test
        void takesItsGenomeWithItWhenItIsRevoked() {
            world.desk.revoke(order.id(), "Moved away", Optional.empty(), World.CLINICIAN);
            assertEquals(List.of(Kind.KEPT, Kind.GIVEN_UP), steps(order));
        }

        @Test
        void takesItsGenomeWithItWhenItWasNeverMeant() {
            world.desk.enteredInError(
                    order.id(), "Wrong person", Optional.empty(), World.CLINICIAN);
            assertEquals(List.of(Kind.KEPT, Kind.GIVEN_UP), steps(order));
        }
    }

    @Nested
    class ACancellation {
        private final TestOrder order = world.accept(new OrderDraft());

        @Test
        void beforeTheReportLeavesThePanelAsItIs() {
            assertInstanceOf(
                    OrderOutcome.Changed.class, cancel(order, "Not wanted.", World.CLINICIAN));
            assertEquals(OrderState.IN_LABORATORY, world.now(order).state());
            assertEquals(
                    "The genome that was kept is cancelled: Not wanted.", told(order).getLast());
            report(order, ResultKind.NO_CAUSE_FOUND);
            assertEquals(List.of(), world.genomesDue);
            assertEquals(List.of(Kind.KEPT, Kind.CANCELLED), steps(order));
        }

        @Test
        void betweenTheReportAndTheOrderIsInTime() {
            report(order, ResultKind.NO_CAUSE_FOUND);
            cancel(order, "Not wanted.", World.CLINICIAN);
            assertEquals(Optional.empty(), orderGenome(order, genomeAfter(order)));
            assertEquals(List.of(Kind.KEPT, Kind.DUE, Kind.CANCELLED), steps(order));
        }

        @Test
        void afterTheOrderRevokesThat() {
            report(order, ResultKind.NO_CAUSE_FOUND);
            TestOrder genome = orderGenome(order, genomeAfter(order)).orElseThrow();
            assertInstanceOf(
                    OrderOutcome.Changed.class, cancel(order, "Not wanted.", World.CLINICIAN));
            assertEquals(OrderState.CANCELLED, world.now(genome).state());
            assertEquals(List.of(Kind.KEPT, Kind.DUE, Kind.ORDERED, Kind.CANCELLED), steps(order));
        }

        @Test
        void isCountedAsAChoiceAgainstTheRecommendation() {
            cancel(order, "Not wanted.", World.CLINICIAN);
            assertEquals(
                    List.of(new OverrideReason(OverrideReason.Kind.WISH, "Not wanted.")),
                    world.orders.overrides().stream().map(o -> o.reason()).toList());
        }

        @Test
        void isMadeOnceWithAReasonByWhoOrdered() {
            assertInstanceOf(OrderOutcome.Refused.class, cancel(order, " ", World.CLINICIAN));
            assertInstanceOf(
                    OrderOutcome.NotYours.class, cancel(order, "No.", World.OTHER_CLINICIAN));
            assertInstanceOf(
                    OrderOutcome.NotYours.class, cancel(order, "No.", World.NORTH_SCIENTIST));
            cancel(order, "Not wanted.", World.CLINICIAN);
            OrderOutcome.Refused twice =
                    assertInstanceOf(
                            OrderOutcome.Refused.class,
                            cancel(order, "Not wanted.", World.CLINICIAN));
            assertEquals("The genome that was kept is cancelled.", twice.reason());
            assertFalse(
                    world.desk
                            .choices(order.id(), World.CLINICIAN)
                            .allows(OrderChoices.Deed.CANCEL_GENOME));
        }
    }

    @Nested
    class AGenomeThatIsRefusedWhenItIsDue {
        private final TestOrder order = world.accept(new OrderDraft());

        private OrderOutcome again(Actor actor) {
            return world.desk.orderGenomeAgain(order.id(), Optional.empty(), actor);
        }

        private void refuse() {
            report(order, ResultKind.NO_CAUSE_FOUND);
            world.desk.genomeRefused(world.now(order), "The directory has no such test.");
        }

        @Test
        void isOrderedAgainByWhoOrdered() {
            refuse();
            assertEquals(List.of(order.id()), world.genomesDue);
            assertTrue(
                    world.desk
                            .choices(order.id(), World.CLINICIAN)
                            .allows(OrderChoices.Deed.ORDER_GENOME));
            assertInstanceOf(OrderOutcome.NotYours.class, again(World.OTHER_CLINICIAN));
            assertInstanceOf(OrderOutcome.NotYours.class, again(World.NORTH_SCIENTIST));
            assertInstanceOf(OrderOutcome.Changed.class, again(World.CLINICIAN));
            assertEquals(List.of(order.id(), order.id()), world.genomesDue);
            assertEquals(2, world.desk.attempts(order));
            assertTrue(orderGenome(order, genomeAfter(order)).isPresent());
            assertEquals(
                    List.of(Kind.KEPT, Kind.DUE, Kind.REFUSED, Kind.DUE, Kind.ORDERED),
                    steps(order));
        }

        @Test
        void isCancelledWithAReasonInstead() {
            refuse();
            assertInstanceOf(
                    OrderOutcome.Changed.class, cancel(order, "Moved abroad.", World.CLINICIAN));
            assertEquals(Kind.CANCELLED, steps(order).getLast());
            assertInstanceOf(OrderOutcome.Refused.class, again(World.CLINICIAN));
        }

        @Test
        void isNotOrderedAgainWhileItStands() {
            OrderOutcome.Refused kept =
                    assertInstanceOf(OrderOutcome.Refused.class, again(World.CLINICIAN));
            assertEquals(Kind.KEPT.words() + ".", kept.reason());
            report(order, ResultKind.NO_CAUSE_FOUND);
            assertInstanceOf(OrderOutcome.Refused.class, again(World.CLINICIAN));
        }
    }

    /// Nothing orders it, as where its job was lost.
    @Nested
    class AGenomeThatIsDueForLong {
        private final TestOrder order = world.accept(new OrderDraft());

        @Test
        void isOverdueAfterADayAndOrderedAgainByOneAction() {
            report(order, ResultKind.NO_CAUSE_FOUND);
            world.clock.pass(Duration.ofHours(24));
            assertInstanceOf(OrderOutcome.Refused.class, again());
            world.clock.pass(Duration.ofSeconds(1));
            assertInstanceOf(OrderOutcome.Changed.class, again());
            assertEquals(List.of(order.id(), order.id()), world.genomesDue);
        }

        private OrderOutcome again() {
            return world.desk.orderGenomeAgain(order.id(), Optional.empty(), World.CLINICIAN);
        }
    }

    @Nested
    class AFamily {
        private final List<TestOrder> orders =
                world.acceptTogether(
                        new OrderDraft().inFamily("fam|1", ParticipantRole.PROBAND),
                        new OrderDraft()
                                .inFamily("fam|1", ParticipantRole.CONSULTAND)
                                .nhsNumber("999 000 1022")
                                .familyName("Mother"));

        @Test
        void takesPartInTheGenomeAsInThePanel() {
            TestOrder child = orders.getFirst();
            TestOrder mother = orders.getLast();
            world.processSample(mother);
            report(child, ResultKind.NO_CAUSE_FOUND);
            assertEquals(
                    List.of(mother.id()),
                    world.desk.partners(world.now(child)).stream().map(TestOrder::id).toList());
            TestOrder genome =
                    orderGenome(
                                    child,
                                    genomeAfter(child).inFamily("fam|1", ParticipantRole.PROBAND),
                                    genomeAfter(mother)
                                            .inFamily("fam|1", ParticipantRole.CONSULTAND)
                                            .nhsNumber("999 000 1022")
                                            .familyName("Mother"))
                            .orElseThrow();
            List<TestOrder> taking =
                    world.orders.all().stream()
                            .filter(o -> o.person().equals(mother.person()))
                            .filter(o -> o.state().isOpen())
                            .toList();
            assertEquals(1, taking.size());
            assertEquals(genome.test(), taking.getFirst().test());
            assertEquals(OrderKind.FAMILY_MEMBER, taking.getFirst().kind());
        }

        @Test
        void ofWhomOneHasDiedGoesOnWithoutThem() {
            TestOrder child = orders.getFirst();
            world.processSample(orders.getLast());
            says(orders.getLast(), new Said.Death(LocalDate.of(2026, 6, 14)));
            report(child, ResultKind.NO_CAUSE_FOUND);
            assertEquals(List.of(), world.desk.partners(world.now(child)));
        }
    }
}
