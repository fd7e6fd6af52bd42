package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.ResultKind;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;
import org.opengms.routing.Priority;
import org.opengms.samples.SequencingFile;

/// What becomes of an order by the wish of those who ordered it, and of its work by the wish of a
/// laboratory.
class OrderChangesTest {
    private static final TaskCode REQUEST = TaskCode.PROCESS_GENOMIC_TEST_REQUEST;
    private static final TaskCode ALIGN = TaskCode.REQUEST_SAMPLE_ALIGNMENT;
    private static final TaskCode PREPARE = TaskCode.SAMPLE_PREPARATION;

    private final World world = new World();
    private final TestOrder order = world.accept(new OrderDraft());

    private List<TaskStatus> statuses() {
        return world.orders.tasks(order.id()).stream().map(LabTask::status).distinct().toList();
    }

    private OrderOutcome.Changed changed(OrderOutcome outcome) {
        return assertInstanceOf(OrderOutcome.Changed.class, outcome, outcome.toString());
    }

    private String refused(OrderOutcome outcome) {
        return assertInstanceOf(OrderOutcome.Refused.class, outcome, outcome.toString()).reason();
    }

    private String refused(TaskOutcome outcome) {
        return assertInstanceOf(TaskOutcome.Refused.class, outcome, outcome.toString()).reason();
    }

    private OrderOutcome revoke(Actor actor) {
        return world.desk.revoke(order.id(), "Test no longer required", Optional.empty(), actor);
    }

    @Nested
    class Revoked {
        @Test
        void takesItsTasksWithIt() {
            OrderOutcome.Changed changed = changed(revoke(World.CLINICIAN));
            assertEquals(OrderState.CANCELLED, changed.order().state());
            assertEquals(List.of(), changed.toClose());
            assertEquals(List.of(TaskStatus.CANCELLED), statuses());
            assertEquals(
                    Optional.of("task-no-longer-required"),
                    world.task(order, ALIGN).statusReason());
            assertTrue(
                    world.orders.events(order.id()).stream()
                            .anyMatch(e ->
                                    e.what().equals("Order revoked: Test no longer required")
                                            && e.who().equals("Dr A. Requester")));
        }

        @Test
        void leavesWorkInProgressToItsLaboratoryWhichIsAskedToCloseIt() {
            world.move(order, ALIGN, TaskStatus.ACCEPTED);
            world.move(order, ALIGN, TaskStatus.IN_PROGRESS);
            OrderOutcome.Changed changed = changed(revoke(World.CLINICIAN));
            assertEquals(OrderState.CLOSING, changed.order().state());
            assertEquals(List.of(world.task(order, ALIGN)), changed.toClose());
            assertTrue(
                    world.orders.events(order.id()).stream()
                            .anyMatch(e -> e.what().contains("is asked to close")));
            world.change(order, ALIGN, TaskStatus.FAILED, "task-no-longer-required");
            assertEquals(OrderState.CANCELLED, world.now(order).state());
            assertEquals(world.now(order), world.told.get(order.id()));
        }

        @Test
        void evenWhenItsRequestIsInProgress() {
            world.move(order, REQUEST, TaskStatus.ACCEPTED);
            world.move(order, REQUEST, TaskStatus.IN_PROGRESS);
            assertEquals(OrderState.CLOSING, changed(revoke(World.CLINICIAN)).order().state());
            world.move(order, REQUEST, TaskStatus.CANCELLED);
            assertEquals(OrderState.CANCELLED, world.now(order).state());
        }

        @Test
        void stopsTheReadingOfItsGenome() {
            world.processSample(order);
            SequencingFile file = world.file(order);
            world.reports.fileDelivered(
                    world.task(order, TaskCode.GENETIC_GENOMIC_DATA_PROCESSING).id(),
                    file,
                    World.NORTH_STAFF);
            assertEquals(OrderState.CANCELLED, changed(revoke(World.CLINICIAN)).order().state());
            assertInstanceOf(
                    DeskAnswer.Refused.class,
                    world.reports.analysisFinished(world.analysis(file, 1)));
        }

        @Test
        void byItsRequesterOrItsHomeLaboratoryOnceAndWithAReason() {
            for (Actor actor :
                    List.of(World.OTHER_CLINICIAN, World.SOUTH_STAFF, World.NORTH_SCIENTIST)) {
                assertInstanceOf(OrderOutcome.NotYours.class, revoke(actor));
            }
            assertEquals(
                    "Say why the order is revoked.",
                    refused(world.desk.revoke(order.id(), " ", Optional.empty(), World.CLINICIAN)));
            assertEquals(
                    new OrderOutcome.Stale(order.version()),
                    world.desk.revoke(order.id(), "Not needed", Optional.of(99), World.CLINICIAN));
            assertInstanceOf(
                    OrderOutcome.NotFound.class,
                    world.desk.revoke(
                            OrderId.random(), "Not needed", Optional.empty(), World.CLINICIAN));
            assertEquals(order, world.now(order));
            changed(revoke(World.NORTH_STAFF));
            assertTrue(refused(revoke(World.CLINICIAN)).contains("cancelled"));
        }

        @Test
        void isNoDuplicateOfTheNextOrder() {
            changed(revoke(World.CLINICIAN));
            assertFalse(world.orders.hasOpenOrder(order.person(), "R901"));
        }
    }

    @Nested
    class EnteredInError {
        private OrderOutcome mark(Actor actor) {
            return world.desk.enteredInError(order.id(), "Wrong person", Optional.empty(), actor);
        }

        @Test
        void marksEveryTaskWithIt() {
            world.processSample(order);
            assertEquals(
                    OrderState.ENTERED_IN_ERROR, changed(mark(World.CLINICIAN)).order().state());
            assertEquals(List.of(TaskStatus.ENTERED_IN_ERROR), statuses());
            refused(mark(World.CLINICIAN));
        }

        @Test
        void isTooLateForAReportThatIsOut() {
            world.processSample(order);
            SequencingFile file = world.file(order);
            world.reports.fileDelivered(
                    world.task(order, TaskCode.GENETIC_GENOMIC_DATA_PROCESSING).id(),
                    file,
                    World.NORTH_STAFF);
            DeskAnswer.Reported proposed =
                    assertInstanceOf(
                            DeskAnswer.Reported.class,
                            world.reports.analysisFinished(world.analysis(file, 1)));
            assertEquals(
                    TaskStatus.COMPLETED,
                    world.task(order, TaskCode.PRODUCE_INTERIM_REPORT).status());
            world.reports.sign(
                    proposed.report().id(),
                    1,
                    ResultKind.CAUSE_FOUND,
                    "Found.",
                    World.NORTH_SCIENTIST);
            assertEquals(List.of(TaskStatus.COMPLETED), statuses(), "final report, all completed");
            assertTrue(refused(mark(World.CLINICIAN)).contains("reported"));
            assertTrue(refused(revoke(World.CLINICIAN)).contains("reported"));
            assertEquals(
                    world.now(order).version() + 1,
                    changed(world.desk.complete(order.id(), Optional.empty(), World.CLINICIAN))
                            .order()
                            .version());
        }

        @Test
        void isCompletedByItsReportOnly() {
            assertTrue(
                    refused(world.desk.complete(order.id(), Optional.empty(), World.CLINICIAN))
                            .contains("completed by its signed report"));
        }
    }

    @Nested
    class OnHold {
        private OrderOutcome hold(String reason) {
            return world.desk.hold(order.id(), reason, Optional.empty(), World.CLINICIAN);
        }

        private OrderOutcome release() {
            return world.desk.release(order.id(), Optional.empty(), World.CLINICIAN);
        }

        @Test
        void byItsRequesterAndBack() {
            assertEquals(
                    OrderState.ON_HOLD,
                    changed(hold("further-information-needed")).order().state());
            assertEquals(
                    Optional.of("further-information-needed"),
                    world.task(order, REQUEST).statusReason());
            assertEquals(OrderState.IN_LABORATORY, changed(release()).order().state());
        }

        @Test
        void needsANationalReason() {
            assertTrue(refused(hold("holidays")).contains("none of the national codes"));
        }

        @Test
        void ofTheLaboratoryIsNotForTheRequesterToRelease() {
            world.change(order, REQUEST, TaskStatus.ON_HOLD, "scheduled-delay");
            assertTrue(refused(release()).contains("only a hold of its own"));
            assertEquals(OrderState.ON_HOLD, world.now(order).state());
        }

        @Test
        void movesTheDayOnWhichTheReportIsDue() {
            LocalDate due = order.dueOn().orElseThrow();
            hold("further-information-needed");
            world.clock.pass(Duration.ofDays(5));
            assertEquals(Optional.of(due.plusDays(5)), changed(release()).order().dueOn());
        }

        @Test
        void forTheLaboratorysOwnReasonDoesNotMoveIt() {
            world.change(order, REQUEST, TaskStatus.ON_HOLD, "scheduled-delay");
            world.clock.pass(Duration.ofDays(5));
            world.move(order, REQUEST, TaskStatus.ACCEPTED);
            assertEquals(order.dueOn(), world.now(order).dueOn());
        }
    }

    @Nested
    class SentAway {
        private TaskOutcome send(TaskCode code, OdsCode to, Actor actor) {
            return world.desk.sendAway(world.task(order, code).id(), to, Optional.empty(), actor);
        }

        @Test
        void belongsToTheNewOwnerWhoMustAcceptIt() {
            world.move(order, ALIGN, TaskStatus.ACCEPTED);
            world.move(order, ALIGN, TaskStatus.COMPLETED);
            world.move(order, PREPARE, TaskStatus.ACCEPTED);
            world.move(order, PREPARE, TaskStatus.IN_PROGRESS);
            assertInstanceOf(
                    TaskOutcome.Changed.class, send(PREPARE, World.SOUTH_LAB, World.NORTH_STAFF));
            LabTask sent = world.task(order, PREPARE);
            assertEquals(World.SOUTH_LAB, sent.owner());
            assertEquals(TaskStatus.REQUESTED, sent.status());
            assertEquals(Optional.of("remote-sample-prep-required"), sent.businessStatus());
            assertEquals(
                    "Prepare sample: sent away from laboratory ZLN01 to laboratory ZLS01",
                    world.orders.events(order.id()).getLast().what());
            assertInstanceOf(
                    TaskOutcome.NotYours.class,
                    world.desk.changeTask(
                            sent.id(), Workflow.to(TaskStatus.ACCEPTED), World.NORTH_STAFF));
            world.move(order, PREPARE, TaskStatus.ACCEPTED);
            world.move(order, PREPARE, TaskStatus.COMPLETED);
            assertEquals(
                    TaskStatus.REQUESTED, world.task(order, TaskCode.SAMPLE_PROCESSING).status());
        }

        @Test
        void isSeenByBothAndKeepsTheChainOfOwners() {
            send(ALIGN, World.SOUTH_LAB, World.NORTH_STAFF);
            send(ALIGN, World.NORTH_LAB, World.SOUTH_STAFF);
            assertEquals(
                    List.of(World.NORTH_LAB, World.SOUTH_LAB, World.NORTH_LAB),
                    world.orders.moves(order.id()).stream()
                            .filter(m -> m.code() == ALIGN)
                            .map(TaskMove::owner)
                            .toList());
            assertTrue(world.orders.worksFor(World.SOUTH_LAB, order.person()));
            assertTrue(world.orders.worksFor(World.NORTH_LAB, order.person()));
        }

        @Test
        void neverTheRequestNorOutsideTheNetworkNorByOthers() {
            assertTrue(
                    refused(send(REQUEST, World.SOUTH_LAB, World.NORTH_STAFF))
                            .contains("home laboratory"));
            assertTrue(
                    refused(send(ALIGN, World.OUTSIDE, World.NORTH_STAFF))
                            .contains("not in the service network"));
            assertTrue(
                    refused(send(ALIGN, World.NORTH_LAB, World.NORTH_STAFF)).contains("already"));
            assertInstanceOf(
                    TaskOutcome.NotYours.class, send(ALIGN, World.SOUTH_LAB, World.SOUTH_STAFF));
            assertInstanceOf(
                    TaskOutcome.NotYours.class, send(ALIGN, World.SOUTH_LAB, World.CLINICIAN));
            assertEquals(
                    new TaskOutcome.Stale(1),
                    world.desk.sendAway(
                            world.task(order, ALIGN).id(),
                            World.SOUTH_LAB,
                            Optional.of(7),
                            World.NORTH_STAFF));
        }

        @Test
        void withTheReportItsSignatureGoesToo() {
            send(TaskCode.PRODUCE_FINAL_REPORT, World.SOUTH_LAB, World.NORTH_STAFF);
            assertEquals(World.SOUTH_LAB, world.desk.reportingLaboratory(order));
        }
    }

    @Nested
    class AskedForAgain {
        @Test
        void isANewTaskInThePlaceOfTheFailedOne() {
            world.move(order, ALIGN, TaskStatus.ACCEPTED);
            LabTask failed = world.task(order, ALIGN);
            world.change(order, ALIGN, TaskStatus.FAILED, "sample-sub-optimal");
            assertEquals(
                    TaskStatus.DRAFT,
                    world.task(order, PREPARE).status(),
                    "the next step waits for the work, not for its failure");
            LabTask again =
                    assertInstanceOf(
                                    TaskOutcome.Changed.class,
                                    world.desk.repeatTask(failed.id(), World.NORTH_STAFF))
                            .task();
            assertNotEquals(failed.id(), again.id());
            assertEquals(failed.specimen(), again.specimen());
            assertEquals(TaskStatus.REQUESTED, again.status());
            assertEquals(
                    TaskStatus.FAILED, world.orders.findTask(failed.id()).orElseThrow().status());
            assertTrue(
                    refused(world.desk.repeatTask(failed.id(), World.NORTH_STAFF))
                            .contains("taken its place"));
            world.move(order, ALIGN, TaskStatus.ACCEPTED);
            world.move(order, ALIGN, TaskStatus.COMPLETED);
            assertEquals(TaskStatus.REQUESTED, world.task(order, PREPARE).status());
        }

        @Test
        void isNoWayToReopenWhatIsNotClosedOrOver() {
            assertTrue(
                    refused(world.desk.repeatTask(world.task(order, ALIGN).id(), World.NORTH_STAFF))
                            .contains("only failed, rejected or cancelled"));
            assertTrue(
                    refused(
                                    world.desk.repeatTask(
                                            world.task(order, REQUEST).id(), World.NORTH_STAFF))
                            .contains("another order"));
            world.desk.revoke(order.id(), "Not needed", Optional.empty(), World.CLINICIAN);
            assertTrue(
                    refused(world.desk.repeatTask(world.task(order, ALIGN).id(), World.NORTH_STAFF))
                            .contains("cancelled"));
        }
    }

    @Nested
    class Amended {
        private OrderOutcome amend(OrderDraft draft) {
            return world.desk.amend(
                    order.id(),
                    draft.request(),
                    List.of(),
                    "Consent/2",
                    Optional.of(world.now(order).version()),
                    World.CLINICIAN);
        }

        @Test
        void toAnotherTestBeforeTheLaboratoryHasBegun() {
            TestOrder after =
                    changed(amend(new OrderDraft().asksFor("R901", "R901.2").urgent())).order();
            assertEquals("R901.2", after.test().orElseThrow().testCode());
            assertEquals(Priority.URGENT, after.priority());
            assertEquals(Optional.of(LocalDate.of(2026, 7, 27)), after.dueOn());
            List<LabTask> tasks = world.orders.tasks(order.id());
            assertEquals(9, tasks.stream().filter(t -> !t.isAlive()).count());
            assertEquals(10, tasks.stream().filter(LabTask::isAlive).count());
            assertEquals(OrderState.IN_LABORATORY, after.state());
        }

        @Test
        void keepsItsTasksWhereTheTestStays() {
            List<LabTask> before = world.orders.tasks(order.id());
            changed(amend(new OrderDraft().requester("Dr C. Successor")));
            assertEquals("Dr C. Successor", world.now(order).requesterName());
            assertEquals(before, world.orders.tasks(order.id()));
        }

        @Test
        void toAGenomeWaitsForTheRecordOfDiscussion() {
            TestOrder panel =
                    world.accept(
                            new OrderDraft()
                                    .nhsNumber("999 000 1022")
                                    .asksFor("R901", "R901.2")
                                    .withoutDiscussion());
            OrderOutcome outcome =
                    world.desk.amend(
                            panel.id(),
                            new OrderDraft()
                                    .nhsNumber("999 000 1022")
                                    .asksFor("R902", "R902.1")
                                    .withoutDiscussion()
                                    .request(),
                            List.of(),
                            "",
                            Optional.empty(),
                            World.CLINICIAN);
            assertEquals(OrderState.ON_HOLD, changed(outcome).order().state());
            assertEquals(
                    Optional.of("awaiting-rod-and-or-sample"),
                    world.task(panel, REQUEST).statusReason());
        }

        @Test
        void neverToAnotherPerson() {
            assertTrue(
                    refused(amend(new OrderDraft().nhsNumber("999 000 1022")))
                            .contains("somebody else"));
        }

        @Test
        void neverToWhatWouldBeRefusedAsAnOrder() {
            OrderOutcome.Refused refused =
                    assertInstanceOf(
                            OrderOutcome.Refused.class, amend(new OrderDraft().asksFor("", "")));
            assertTrue(
                    refused.findings().stream()
                            .anyMatch(f -> f.kind() == FindingKind.TEST_MISSING));
            assertEquals(order, world.now(order));
        }

        @Test
        void onlyByMoreOnceTheLaboratoryHasBegun() {
            world.move(order, REQUEST, TaskStatus.ACCEPTED);
            String reason = refused(amend(new OrderDraft().asksFor("R901", "R901.2")));
            assertTrue(reason.contains("the test"), reason);
            assertTrue(refused(amend(new OrderDraft().phenotype())).contains("a feature that was"));
            List<PhenotypeObservation> more = new ArrayList<>(order.phenotypes());
            more.add(new PhenotypeObservation("HP:0001250", "Seizure", Presence.ABSENT));
            TestOrder after =
                    changed(
                                    amend(
                                            new OrderDraft()
                                                    .phenotype(Presence.PRESENT, Presence.ABSENT)
                                                    .urgent()))
                            .order();
            assertEquals(more, after.phenotypes());
            assertEquals(Priority.URGENT, after.priority());
        }

        @Test
        void saysItsNewUrgencyInEachOpenTask() {
            world.move(order, REQUEST, TaskStatus.ACCEPTED);
            List<LabTask> before = world.orders.tasks(order.id());
            long timeline = world.orders.events(order.id()).size();
            changed(amend(new OrderDraft().urgent()));
            for (LabTask task : before) {
                LabTask now = world.orders.findTask(task.id()).orElseThrow();
                assertEquals(task.version() + 1, now.version(), task.code().code());
                assertEquals(task.status(), now.status());
                assertEquals(task.statusReason(), now.statusReason());
                assertEquals(now, world.told.get(task.id()));
            }
            assertEquals(
                    timeline + 1, world.orders.events(order.id()).size(), "one line for people");
            changed(amend(new OrderDraft().urgent()));
            assertEquals(
                    before.getFirst().version() + 1,
                    world.orders.findTask(before.getFirst().id()).orElseThrow().version(),
                    "no new version where nothing changes");
        }

        @Test
        void leavesAHoldWithWhomeverMadeIt() {
            world.desk.hold(
                    order.id(), "further-information-needed", Optional.empty(), World.CLINICIAN);
            changed(amend(new OrderDraft().urgent()));
            assertEquals(
                    Optional.of(Mover.REQUESTER),
                    world.desk.choices(order.id(), World.CLINICIAN).heldBy());
            assertEquals(
                    OrderState.IN_LABORATORY,
                    changed(world.desk.release(order.id(), Optional.empty(), World.CLINICIAN))
                            .order()
                            .state());
        }

        @Test
        void byItsRequesterWhoHasSeenIt() {
            assertInstanceOf(
                    OrderOutcome.NotYours.class,
                    world.desk.amend(
                            order.id(),
                            new OrderDraft().request(),
                            List.of(),
                            "",
                            Optional.empty(),
                            World.NORTH_STAFF));
            assertInstanceOf(
                    OrderOutcome.Stale.class,
                    world.desk.amend(
                            order.id(),
                            new OrderDraft().request(),
                            List.of(),
                            "",
                            Optional.of(9),
                            World.CLINICIAN));
        }
    }

    @Nested
    class Offered {
        private static final EnumSet<OrderChoices.Deed> END =
                EnumSet.of(OrderChoices.Deed.REVOKE, OrderChoices.Deed.ENTER_IN_ERROR);

        private OrderChoices choices(Actor actor) {
            return world.desk.choices(order.id(), actor);
        }

        @Test
        void toItsRequesterAndItsHomeLaboratoryAlone() {
            EnumSet<OrderChoices.Deed> all = EnumSet.copyOf(END);
            all.add(OrderChoices.Deed.HOLD);
            assertEquals(all, choices(World.NORTH_STAFF).allowed());
            all.add(OrderChoices.Deed.CHOOSE_ANOTHER_TEST);
            assertEquals(all, choices(World.CLINICIAN).allowed());
            assertEquals(
                    Set.of(OrderChoices.Deed.CHOOSE_ANOTHER_TEST),
                    choices(World.NORTH_SCIENTIST).allowed());
            for (Actor actor : List.of(World.OTHER_CLINICIAN, World.SOUTH_STAFF)) {
                assertEquals(Set.of(), choices(actor).allowed());
            }
            assertEquals(OrderChoices.NONE, world.desk.choices(OrderId.random(), World.CLINICIAN));
        }

        @Test
        void toReleaseOnlyToWhoeverOrderedAndHeldIt() {
            world.desk.hold(order.id(), "other", Optional.empty(), World.NORTH_STAFF);
            EnumSet<OrderChoices.Deed> ofRequester = EnumSet.copyOf(END);
            ofRequester.add(OrderChoices.Deed.CHOOSE_ANOTHER_TEST);
            assertEquals(ofRequester, choices(World.CLINICIAN).allowed());
            assertEquals(Optional.of(Mover.OWNER), choices(World.CLINICIAN).heldBy());
            world.move(order, REQUEST, TaskStatus.REQUESTED);
            assertEquals(Optional.empty(), choices(World.CLINICIAN).heldBy());
            world.desk.hold(order.id(), "other", Optional.empty(), World.CLINICIAN);
            assertTrue(choices(World.CLINICIAN).allows(OrderChoices.Deed.RELEASE));
            assertEquals(END, choices(World.NORTH_STAFF).allowed());
            assertEquals(Optional.of(Mover.REQUESTER), choices(World.NORTH_STAFF).heldBy());
        }

        @Test
        void withWhatRevokingReallyEntails() {
            world.move(order, REQUEST, TaskStatus.ACCEPTED);
            world.move(order, ALIGN, TaskStatus.ACCEPTED);
            world.move(order, ALIGN, TaskStatus.IN_PROGRESS);
            OrderChoices before = choices(World.CLINICIAN);
            assertEquals(List.of(world.task(order, ALIGN)), before.toClose());
            List<TaskId> toCancel = before.toCancel().stream().map(LabTask::id).toList();
            assertEquals(9, toCancel.size(), "all tasks of the order but one");
            assertEquals(before.toClose(), changed(revoke(World.CLINICIAN)).toClose());
            for (TaskId task : toCancel) {
                assertEquals(
                        TaskStatus.CANCELLED, world.orders.findTask(task).orElseThrow().status());
            }
            assertEquals(
                    EnumSet.of(OrderChoices.Deed.ENTER_IN_ERROR),
                    choices(World.CLINICIAN).allowed());
        }

        @Test
        void withARequestInProgressThatOnlyItsLaboratoryCancels() {
            world.move(order, REQUEST, TaskStatus.ACCEPTED);
            world.move(order, REQUEST, TaskStatus.IN_PROGRESS);
            assertEquals(List.of(world.task(order, REQUEST)), choices(World.CLINICIAN).toClose());
            assertEquals(List.of(), choices(World.NORTH_STAFF).toClose());
        }
    }
}
