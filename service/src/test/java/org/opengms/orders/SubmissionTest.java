package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.Person;
import org.opengms.routing.Route;

class SubmissionTest {
    private final World world = new World();

    private Submission.Accepted accepted(OrderDraft draft) {
        return assertInstanceOf(Submission.Accepted.class, world.submit(draft));
    }

    private static List<String> kinds(Submission submission) {
        return submission.findings().stream().map(f -> f.kind().code()).toList();
    }

    private void assertNothingKept() {
        assertEquals(List.of(), world.orders.all());
        assertEquals(List.of(), world.people.all());
        assertEquals(List.of(), world.consents.entries());
        assertEquals(Map.of(), world.told);
    }

    @Nested
    class AGoodOrderForAGenome {
        private final Submission.Accepted accepted = accepted(new OrderDraft());
        private final TestOrder order = accepted.order();

        @Test
        void isRoutedToTheHomeLaboratory() {
            assertEquals(
                    new Route.Test("R901.1", "Test R901.1", TestMethod.WGS, World.NORTH_LAB),
                    order.route().route());
            assertEquals(World.NORTH_LAB, order.homeLaboratory());
            assertEquals(OrderState.IN_LABORATORY, order.state());
        }

        @Test
        void isDueByTheStandardOfItsTest() {
            assertEquals(Optional.of(LocalDate.of(2026, 9, 7)), order.dueOn());
        }

        @Test
        void keepsWhatWasOrderedAndByWhom() {
            assertEquals(Optional.of("R901"), order.indicationCode());
            assertEquals("Indication R901", order.indicationName());
            assertEquals(Optional.of(World.DIGITAL_SITE), order.orderingSite());
            assertEquals(World.DIGITAL_TRUST, order.submittedBy());
            assertEquals(LocalDate.of(2026, 6, 14), order.authoredOn());
            assertEquals(World.NOW, order.receivedAt());
            assertEquals("OG-26-000001", order.number());
            assertEquals(1, order.version());
            assertEquals(List.of(order), world.orders.all());
        }

        @Test
        void asksForTheWorkInItsOrder() {
            assertEquals(
                    List.of(
                            "process-genomic-test-request",
                            "request-sample-alignment",
                            "sample-preparation",
                            "sample-processing",
                            "genetic-genomic-data-processing",
                            "interpretation",
                            "produce-interim-report",
                            "genomic-mdt",
                            "produce-final-report",
                            "distribute-report"),
                    accepted.tasks().stream().map(t -> t.code().code()).toList());
            for (LabTask task : accepted.tasks()) {
                assertEquals(
                        task.code().step() <= 2 ? TaskStatus.REQUESTED : TaskStatus.DRAFT,
                        task.status());
                assertEquals(World.NORTH_LAB, task.owner());
                assertEquals(Optional.empty(), task.statusReason());
            }
            assertEquals(accepted.tasks(), world.orders.tasks(order.id()));
        }

        @Test
        void writesItsHistory() {
            assertEquals(
                    List.of(
                            "Dr A. Requester (ZTA): Order accepted",
                            "Routing policy committed-work-2026.1 (service): Routed to R901.1"
                                    + " (whole genome sequencing) at laboratory ZLN01"),
                    world.orders.events(order.id()).stream()
                            .map(e -> e.who() + " (" + e.organisation() + "): " + e.what())
                            .toList());
        }

        @Test
        void tellsTheListenerOfTheOrderAndEveryTask() {
            assertEquals(order, world.told.get(order.id()));
            for (LabTask task : accepted.tasks()) {
                assertEquals(task, world.told.get(task.id()));
            }
        }

        @Test
        void keepsThePersonAndWhatTheySaid() {
            Person person = world.people.find(order.person()).orElseThrow();
            assertEquals(person, accepted.person());
            assertEquals("9990001014", person.nhsNumber().orElseThrow().digits());
            assertEquals("Sample", person.familyName());
            assertEquals(1, world.consents.entries().size());
            assertEquals("Consent/1", world.consents.entries().getFirst().evidence());
            assertTrue(world.consents.isTestAgreed(person.id()));
            assertEquals(ResearchChoice.AGREED, world.consents.currentResearchChoice(person.id()));
        }
    }

    @Nested
    class AnOrderThatMustWait {
        private void assertHeld(OrderDraft draft, String reason) {
            TestOrder order = world.accept(draft);
            LabTask request = world.task(order, TaskCode.PROCESS_GENOMIC_TEST_REQUEST);
            assertEquals(OrderState.ON_HOLD, order.state());
            assertEquals(TaskStatus.ON_HOLD, request.status());
            assertEquals(Optional.of(reason), request.statusReason());
        }

        @Test
        void forTheRecordOfDiscussion() {
            assertHeld(new OrderDraft().withoutDiscussion(), "awaiting-rod-and-or-sample");
        }

        @Test
        void forTheAnnouncedRecordOfDiscussion() {
            assertHeld(
                    new OrderDraft().discussion(RecordOfDiscussion.TO_FOLLOW),
                    "awaiting-rod-and-or-sample");
        }

        @Test
        void forTheSample() {
            assertHeld(new OrderDraft().sampleToFollow(), "awaiting-sample");
        }

        @Test
        void forBoth() {
            assertHeld(
                    new OrderDraft().withoutDiscussion().withoutSample(),
                    "awaiting-rod-and-or-sample");
        }

        @Test
        void forTheSampleOfAPanelOnly() {
            assertHeld(
                    new OrderDraft().asksFor("R901", "R901.2").withoutDiscussion().sampleToFollow(),
                    "awaiting-sample");
        }

        @Test
        void forAPersonToChooseTheTest() {
            assertHeld(new OrderDraft().asksFor("R999", "R999.1"), "awaiting-order-detail");
        }
    }

    @Test
    void aPanelNeedsNoRecordOfDiscussion() {
        TestOrder order =
                world.accept(new OrderDraft().asksFor("R901", "R901.2").withoutDiscussion());
        assertEquals(OrderState.IN_LABORATORY, order.state());
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                world.orders.tasks(order.id()).stream().map(t -> t.code().step()).toList());
        assertEquals(List.of(), world.consents.entries());
    }

    @Nested
    class ARefusedOrder {
        @Test
        void keepsNothing() {
            Submission submission = world.submit(new OrderDraft().nhsNumber("9449307246"));
            assertInstanceOf(Submission.Refused.class, submission);
            assertEquals(List.of("nhs-number-invalid"), kinds(submission));
            assertNothingKept();
        }

        @Test
        void isRefusedByWhatWasFoundEarlierToo() {
            Finding earlier =
                    AcceptancePolicy.STANDARD.finding(
                            FindingKind.STRUCTURE_INVALID, "Bundle", "Broken.", "Mend it.");
            Submission submission =
                    world.desk.submit(
                            new OrderDraft().request(), List.of(earlier), World.CLINICIAN, "");
            assertInstanceOf(Submission.Refused.class, submission);
            assertEquals(List.of(earlier), submission.findings());
            assertNothingKept();
        }

        @Test
        void leavesAKnownPersonUntouched() {
            world.accept(new OrderDraft());
            Submission submission = world.submit(new OrderDraft().born("2019-01-01"));
            assertInstanceOf(Submission.Refused.class, submission);
            assertEquals(List.of("identity-conflict"), kinds(submission));
            assertEquals(1, world.orders.all().size());
            assertEquals(
                    Optional.of(LocalDate.of(2020, 2, 29)),
                    world.people.all().getFirst().birthDate());
        }
    }

    @Nested
    class TryingOutInterfaces {
        @Test
        void anInvalidNumberIsToldAndNotKept() {
            World open = new World(AcceptancePolicy.CONNECTATHON);
            Submission.Accepted accepted =
                    assertInstanceOf(
                            Submission.Accepted.class,
                            open.submit(new OrderDraft().nhsNumber("9449307246")));
            assertEquals(List.of("nhs-number-invalid"), kinds(accepted));
            assertEquals(Optional.empty(), accepted.person().nhsNumber());
        }
    }

    @Nested
    class ThePerson {
        @Test
        void isReusedForTheSameNumberHoweverWritten() {
            TestOrder first = world.accept(new OrderDraft());
            TestOrder second =
                    world.accept(
                            new OrderDraft().nhsNumber("9990001014").asksFor("R902", "R902.1"));
            assertEquals(first.person(), second.person());
            assertEquals(1, world.people.all().size());
            assertNotEquals(first.number(), second.number());
        }

        @Test
        void isNewForAnotherNumber() {
            world.accept(new OrderDraft());
            world.accept(new OrderDraft().nhsNumber("999 000 1022"));
            assertEquals(2, world.people.all().size());
        }

        @Test
        void isNewWhereThereIsNoNumber() {
            world.accept(new OrderDraft().withoutNhsNumber("newborn"));
            world.accept(new OrderDraft().withoutNhsNumber("newborn"));
            assertEquals(2, world.people.all().size());
        }
    }

    @Nested
    class TheSameOrderAgain {
        @Test
        void isToldWhileTheFirstIsOpen() {
            world.accept(new OrderDraft());
            Submission.Accepted second = accepted(new OrderDraft());
            Finding twin = second.findings().getFirst();
            assertEquals(FindingKind.DUPLICATE_ORDER, twin.kind());
            assertEquals(Grade.WARNING, twin.grade());
            assertEquals("Bundle.indication", twin.path());
        }

        @Test
        void isNoneAfterTheFirstWasCancelled() {
            TestOrder first = world.accept(new OrderDraft());
            world.move(first, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskStatus.CANCELLED);
            assertEquals(List.of(), kinds(accepted(new OrderDraft())));
        }

        @Test
        void isNoneForAnotherIndication() {
            world.accept(new OrderDraft());
            assertEquals(List.of(), kinds(accepted(new OrderDraft().asksFor("R902", "R902.1"))));
        }

        @Test
        void isRefusedWhereThePolicySaysSo() {
            World strict =
                    new World(
                            new AcceptancePolicy(
                                    "strict", Map.of(FindingKind.DUPLICATE_ORDER, Grade.ERROR)));
            strict.accept(new OrderDraft());
            assertInstanceOf(Submission.Refused.class, strict.submit(new OrderDraft()));
            assertEquals(1, strict.orders.all().size());
        }
    }

    /// Before April 2026 the directory had no genome for R901.
    @ParameterizedTest
    @CsvSource({
        "2026-03-31, R901.2",
        "2026-04-01, R901.1",
        // before the first version that the service holds: judged by the oldest
        "2020-01-01, R901.2",
    })
    void theDirectoryOfTheOrdersDateDecides(String authored, String testCode) {
        TestOrder order =
                world.accept(
                        new OrderDraft().born("2018-06-01").asksFor("R901", "").authored(authored));
        assertEquals(
                testCode, assertInstanceOf(Route.Test.class, order.route().route()).testCode());
    }

    @Nested
    class TheSender {
        private Submission submitAs(OdsCode organisation, Role role, OdsCode site) {
            return world.desk.submit(
                    new OrderDraft().site(site).request(),
                    List.of(),
                    new Actor("x", "A. Sender", organisation, Set.of(role)),
                    "");
        }

        @Test
        void mayNotSpeakForAnotherMemberOfTheNetwork() {
            Submission submission = submitAs(World.DIGITAL_TRUST, Role.CLINICIAN, World.PAPER_SITE);
            assertInstanceOf(Submission.Refused.class, submission);
            Finding finding = submission.findings().getFirst();
            assertEquals(FindingKind.SITE_NOT_YOURS, finding.kind());
            assertEquals("Bundle.ordering_site", finding.path());
            assertNothingKept();
        }

        @ParameterizedTest
        @CsvSource({"ZTA, ZTA01", "ZTA01, ZTA01", "ZTA, ZX901", "ZX902, ZX901"})
        void maySpeakForItselfItsSitesAndForStrangers(String organisation, String site) {
            assertInstanceOf(
                    Submission.Accepted.class,
                    submitAs(new OdsCode(organisation), Role.CLINICIAN, new OdsCode(site)));
        }

        @Test
        void sendsOrdersOfAStrangerToTheFallbackLaboratory() {
            Submission submission = submitAs(World.DIGITAL_TRUST, Role.CLINICIAN, World.OUTSIDE);
            TestOrder order = assertInstanceOf(Submission.Accepted.class, submission).order();
            assertEquals(World.SOUTH_LAB, order.homeLaboratory());
            assertEquals(List.of("site-unknown"), kinds(submission));
        }
    }

    @Nested
    class AnOrderThatTheDirectoryDoesNotKnow {
        private final TestOrder order =
                world.accept(new OrderDraft().asksFor("R999", "R999.1").testName("Something new"));

        private TaskOutcome choose(String indication, String test, String reason, Actor actor) {
            return world.desk.chooseTest(order.id(), indication, test, reason, actor);
        }

        @Test
        void waitsWithItsRequestTaskOnly() {
            assertEquals(new Route.Manual(World.NORTH_LAB), order.route().route());
            assertEquals(Optional.empty(), order.dueOn());
            assertEquals("Something new", order.indicationName());
            assertEquals(
                    List.of(TaskCode.PROCESS_GENOMIC_TEST_REQUEST),
                    world.orders.tasks(order.id()).stream().map(LabTask::code).toList());
        }

        @Test
        void getsTheTestThatAScientistChooses() {
            TaskOutcome.Changed changed =
                    assertInstanceOf(
                            TaskOutcome.Changed.class,
                            choose("R901", "R901.2", " Fits the features ", World.NORTH_SCIENTIST));
            TestOrder after = world.now(order);
            assertEquals(changed.order(), after);
            assertEquals(
                    new Route.Test("R901.2", "Test R901.2", TestMethod.PANEL, World.NORTH_LAB),
                    after.route().route());
            assertEquals(Optional.of("R901"), after.indicationCode());
            assertEquals("Indication R901", after.indicationName());
            assertEquals(Optional.of(LocalDate.of(2026, 7, 27)), after.dueOn());
            assertEquals(
                    List.of("A scientist chose this test: Fits the features"),
                    after.route().reasons());
            assertEquals(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                    world.orders.tasks(order.id()).stream().map(t -> t.code().step()).toList());
            assertEquals(after, world.told.get(order.id()));
            assertTrue(
                    world.orders.events(order.id()).stream()
                            .anyMatch(e ->
                                    e.what().equals("Test chosen: Fits the features")
                                            && e.who().equals("Dr N. Scientist")));
            world.move(order, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskStatus.ACCEPTED);
            assertEquals(OrderState.IN_LABORATORY, world.now(order).state());
        }

        @Test
        void goesToTheLaboratoryThatDoesTheMethod() {
            choose("R903", "R903.2", "Known variant", World.NORTH_SCIENTIST);
            assertEquals(World.SOUTH_LAB, world.now(order).route().route().laboratory());
            assertEquals(World.SOUTH_LAB, world.task(order, TaskCode.SAMPLE_PREPARATION).owner());
            assertEquals(
                    World.NORTH_LAB,
                    world.task(order, TaskCode.PROCESS_GENOMIC_TEST_REQUEST).owner());
        }

        @ParameterizedTest
        @CsvSource({
            "R901, R902.1, Fits, needs a test of the indication",
            "R999, R999.1, Fits, needs a test of the directory",
            "R904, R904.1, Fits, needs a laboratory that does it",
            "R901, R901.2, ' ', needs a reason",
        })
        void refusesAChoiceThatCannotBeDone(
                String indication, String test, String reason, String why) {
            assertInstanceOf(
                    TaskOutcome.Refused.class,
                    choose(indication, test, reason, World.NORTH_SCIENTIST),
                    why);
            assertEquals(order, world.now(order));
        }

        @Test
        void isChosenByItsOwnScientistsOnly() {
            for (Actor actor : List.of(World.SOUTH_SCIENTIST, World.NORTH_STAFF, World.CLINICIAN)) {
                assertInstanceOf(
                        TaskOutcome.NotYours.class, choose("R901", "R901.2", "Fits", actor));
            }
        }

        @Test
        void isChosenOnce() {
            choose("R901", "R901.2", "Fits", World.NORTH_SCIENTIST);
            assertInstanceOf(
                    TaskOutcome.Refused.class,
                    choose("R901", "R901.1", "Better", World.NORTH_SCIENTIST));
        }

        @Test
        void isNotFoundUnderAnotherNumber() {
            assertInstanceOf(
                    TaskOutcome.NotFound.class,
                    world.desk.chooseTest(
                            OrderId.random(), "R901", "R901.1", "Fits", World.NORTH_SCIENTIST));
        }
    }

    @Nested
    class TheRecordOfDiscussionArrives {
        private final TestOrder order = world.accept(new OrderDraft().withoutDiscussion());

        private TaskOutcome arrives(RecordOfDiscussion record, Actor actor) {
            return world.desk.takeDiscussion(order.id(), record, "Consent/2", actor);
        }

        @Test
        void andTheLaboratoryIsAskedToGoOn() {
            TaskOutcome.Changed changed =
                    assertInstanceOf(
                            TaskOutcome.Changed.class,
                            arrives(OrderDraft.taken(ResearchChoice.DECLINED), World.CLINICIAN));
            assertEquals(OrderState.IN_LABORATORY, world.now(order).state());
            assertEquals(TaskStatus.REQUESTED, changed.task().status());
            assertEquals(Optional.empty(), changed.task().statusReason());
            assertEquals(world.now(order), world.told.get(order.id()));
            assertEquals(changed.task(), world.told.get(changed.task().id()));
            assertEquals("Consent/2", world.consents.entries().getLast().evidence());
        }

        @Test
        void andThePatientSaidNo() {
            arrives(OrderDraft.declined(), World.CLINICIAN);
            assertEquals(OrderState.ON_HOLD, world.now(order).state());
            assertFalse(world.consents.isTestAgreed(order.person()));
            assertEquals(1, world.consents.entries().size());
        }

        @Test
        void fromSomebodyElse() {
            for (Actor actor :
                    List.of(World.OTHER_CLINICIAN, World.NORTH_STAFF, World.NORTH_SCIENTIST)) {
                assertInstanceOf(
                        TaskOutcome.NotYours.class,
                        arrives(OrderDraft.taken(ResearchChoice.AGREED), actor));
            }
            assertEquals(List.of(), world.consents.entries());
            assertEquals(OrderState.ON_HOLD, world.now(order).state());
        }

        @Test
        void forAnOrderThatWaitsForItsSample() {
            TestOrder other =
                    world.accept(new OrderDraft().nhsNumber("999 000 1022").sampleToFollow());
            world.desk.takeDiscussion(
                    other.id(),
                    OrderDraft.taken(ResearchChoice.DECLINED),
                    "Consent/3",
                    World.CLINICIAN);
            assertEquals(OrderState.ON_HOLD, world.now(other).state());
            assertEquals(
                    ResearchChoice.DECLINED, world.consents.currentResearchChoice(other.person()));
        }

        @Test
        void forNoOrder() {
            assertInstanceOf(
                    TaskOutcome.NotFound.class,
                    world.desk.takeDiscussion(
                            OrderId.random(),
                            OrderDraft.taken(ResearchChoice.AGREED),
                            "",
                            World.CLINICIAN));
        }
    }
}
