package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.consent.ResearchChoice;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.testing.Cases;

class TaskChangeTest {
    private static final TaskCode REQUEST = TaskCode.PROCESS_GENOMIC_TEST_REQUEST;
    private static final TaskCode ALIGN = TaskCode.REQUEST_SAMPLE_ALIGNMENT;

    private static final List<TaskStatus> STATUSES = List.of(TaskStatus.values());

    private final World world = new World();
    private final TestOrder order = world.accept(new OrderDraft());

    private static TaskChange to(TaskStatus status) {
        return new TaskChange(status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private String refusal(TestOrder of, TaskCode code, TaskStatus status) {
        LabTask before = world.task(of, code);
        String reason =
                assertInstanceOf(TaskOutcome.Refused.class, world.change(of, code, status, "other"))
                        .reason();
        assertEquals(before, world.task(of, code));
        return reason;
    }

    @Nested
    class ByItsLaboratory {
        @Test
        void isKeptToldAndWrittenDown() {
            LabTask task = world.task(order, ALIGN);
            TaskOutcome.Changed changed =
                    assertInstanceOf(
                            TaskOutcome.Changed.class,
                            world.desk.changeTask(
                                    task.id(),
                                    new TaskChange(
                                            TaskStatus.ACCEPTED,
                                            Optional.empty(),
                                            Optional.of("sample-received"),
                                            Optional.of(1)),
                                    World.NORTH_STAFF));
            LabTask after = world.task(order, ALIGN);
            assertEquals(changed.task(), after);
            assertEquals(TaskStatus.ACCEPTED, after.status());
            assertEquals(Optional.of("sample-received"), after.businessStatus());
            assertEquals(2, after.version());
            assertEquals(after, world.told.get(after.id()));
            OrderEvent event = world.orders.events(order.id()).getLast();
            assertEquals("Align request and sample: accepted", event.what());
            assertEquals("N. Technologist", event.who());
            assertEquals("ZLN01", event.organisation());
        }

        @Test
        void mayChangeOnlyTheBusinessStatus() {
            LabTask task = world.task(order, ALIGN);
            assertInstanceOf(
                    TaskOutcome.Changed.class,
                    world.desk.changeTask(
                            task.id(),
                            new TaskChange(
                                    TaskStatus.REQUESTED,
                                    Optional.empty(),
                                    Optional.of("sample-requested"),
                                    Optional.empty()),
                            World.NORTH_STAFF));
        }
    }

    @Test
    void byAnybodyElseIsTurnedAway() {
        for (Actor actor : List.of(World.SOUTH_STAFF, World.NORTH_SCIENTIST, World.CLINICIAN)) {
            LabTask task = world.task(order, ALIGN);
            assertInstanceOf(
                    TaskOutcome.NotYours.class,
                    world.desk.changeTask(task.id(), to(TaskStatus.ACCEPTED), actor));
            assertEquals(task, world.task(order, ALIGN));
        }
    }

    @Test
    void ofNoTaskIsNotFound() {
        assertInstanceOf(
                TaskOutcome.NotFound.class,
                world.desk.changeTask(TaskId.random(), to(TaskStatus.ACCEPTED), World.NORTH_STAFF));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "3, 2"})
    void afterSomebodyElsesChangeIsStale(int seen, int current) {
        world.move(order, ALIGN, TaskStatus.ACCEPTED);
        TaskOutcome outcome =
                world.desk.changeTask(
                        world.task(order, ALIGN).id(),
                        new TaskChange(
                                TaskStatus.IN_PROGRESS,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(seen)),
                        World.NORTH_STAFF);
        assertEquals(new TaskOutcome.Stale(current), outcome);
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            names = {"ON_HOLD", "REJECTED"})
    void thatStopsTheWorkNeedsAReason(TaskStatus status) {
        TaskOutcome.Refused refused =
                assertInstanceOf(TaskOutcome.Refused.class, world.change(order, ALIGN, status, ""));
        assertTrue(refused.reason().contains("needs a statusReason"), refused.reason());
        assertInstanceOf(
                TaskOutcome.Changed.class,
                world.change(order, ALIGN, status, "sample-sub-optimal"));
        assertTrue(
                world.orders.events(order.id()).getLast().what().endsWith("(sample-sub-optimal)"));
    }

    @Test
    void toFailedNeedsAReasonAndIsTheEnd() {
        world.move(order, ALIGN, TaskStatus.ACCEPTED);
        assertInstanceOf(
                TaskOutcome.Refused.class, world.change(order, ALIGN, TaskStatus.FAILED, ""));
        world.change(order, ALIGN, TaskStatus.FAILED, "sample-sub-optimal");
        for (TaskStatus status : TaskStatus.values()) {
            if (status != TaskStatus.FAILED && status != TaskStatus.ENTERED_IN_ERROR) {
                refusal(order, ALIGN, status);
            }
        }
    }

    @Test
    void saysWhatWouldBeAllowed() {
        String reason = refusal(order, ALIGN, TaskStatus.COMPLETED);
        assertTrue(reason.startsWith("A task that is requested cannot become completed."), reason);
        assertTrue(reason.contains("accepted") && reason.contains("on-hold"), reason);
    }

    @Nested
    class TheOrderOfTheWork {
        @Test
        void isKept() {
            assertEquals(TaskStatus.DRAFT, world.task(order, TaskCode.SAMPLE_PREPARATION).status());
            for (TaskStatus status :
                    List.of(TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS, TaskStatus.COMPLETED)) {
                assertEquals(
                        "'Align request and sample' comes first and is not done.",
                        refusal(order, TaskCode.SAMPLE_PREPARATION, status));
            }
            world.move(order, ALIGN, TaskStatus.ACCEPTED);
            world.move(order, ALIGN, TaskStatus.COMPLETED);
            assertEquals(
                    TaskStatus.REQUESTED, world.task(order, TaskCode.SAMPLE_PREPARATION).status());
            world.move(order, TaskCode.SAMPLE_PREPARATION, TaskStatus.ACCEPTED);
            world.move(order, TaskCode.SAMPLE_PREPARATION, TaskStatus.IN_PROGRESS);
        }

        @ParameterizedTest
        @EnumSource(
                value = TaskCode.class,
                names = {
                    "GENETIC_GENOMIC_DATA_PROCESSING",
                    "INTERPRETATION",
                    "PRODUCE_FINAL_REPORT",
                    "DISTRIBUTE_REPORT"
                })
        void endsByDeliveriesNotByHand(TaskCode code) {
            world.processSample(order);
            for (LabTask task : world.orders.tasks(order.id())) {
                if (!task.status().isClosed()
                        && task.code() != REQUEST
                        && task.code().step() < code.step()) {
                    world.move(order, task.code(), TaskStatus.CANCELLED);
                }
            }
            world.move(order, code, TaskStatus.ACCEPTED);
            assertTrue(
                    refusal(order, code, TaskStatus.COMPLETED)
                            .contains("completed by delivering what it asks for"));
        }
    }

    @Nested
    class AnOrderOnHold {
        private final TestOrder held =
                world.accept(new OrderDraft().nhsNumber("999 000 1022").withoutDiscussion());

        @ParameterizedTest
        @EnumSource(
                value = TaskStatus.class,
                names = {"REQUESTED", "ACCEPTED", "IN_PROGRESS"})
        void isNotReleasedWithoutTheRecordOfDiscussion(TaskStatus status) {
            assertTrue(refusal(held, REQUEST, status).contains("needs the record of discussion"));
            assertEquals(OrderState.ON_HOLD, world.now(held).state());
        }

        @Test
        void isNotReleasedWhenThePatientSaidNo() {
            world.desk.takeDiscussion(
                    held.id(), OrderDraft.declined(), "Consent/9", World.CLINICIAN);
            refusal(held, REQUEST, TaskStatus.ACCEPTED);
        }

        @Test
        void takesNoWork() {
            assertTrue(refusal(held, ALIGN, TaskStatus.ACCEPTED).contains("order is on hold"));
            assertTrue(refusal(held, ALIGN, TaskStatus.IN_PROGRESS).contains("order is on hold"));
            assertTrue(refusal(held, ALIGN, TaskStatus.COMPLETED).contains("order is on hold"));
        }

        @Test
        void isReleasedByItsLaboratoryWhenTheSampleIsHere() {
            TestOrder waiting =
                    world.accept(new OrderDraft().nhsNumber("999 000 1030").sampleToFollow());
            world.move(waiting, REQUEST, TaskStatus.ACCEPTED);
            assertEquals(OrderState.IN_LABORATORY, world.now(waiting).state());
            assertEquals(world.now(waiting), world.told.get(waiting.id()));
        }

        @Test
        void isNotReleasedBeforeATestIsChosen() {
            TestOrder manual =
                    world.accept(new OrderDraft().nhsNumber("999 000 1049").asksFor("R999", ""));
            assertEquals(
                    "A scientist must choose the test first.",
                    refusal(manual, REQUEST, TaskStatus.ACCEPTED));
        }
    }

    @Test
    void ofTheRequestPutsTheOrderOnHoldAndBack() {
        world.move(order, REQUEST, TaskStatus.ACCEPTED);
        world.change(order, REQUEST, TaskStatus.ON_HOLD, "scheduled-delay");
        assertEquals(OrderState.ON_HOLD, world.now(order).state());
        world.move(order, REQUEST, TaskStatus.ACCEPTED);
        assertEquals(OrderState.IN_LABORATORY, world.now(order).state());
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            names = {"REJECTED", "CANCELLED", "ENTERED_IN_ERROR"})
    void thatEndsTheRequestCancelsTheOrder(TaskStatus status) {
        world.change(order, REQUEST, status, "invalid-request");
        assertEquals(OrderState.CANCELLED, world.now(order).state());
        assertEquals(
                List.of(),
                world.orders.tasks(order.id()).stream()
                        .filter(task -> !task.status().isClosed())
                        .toList(),
                "tasks that nobody has begun end with their order");
        assertEquals(
                "A task that is cancelled cannot become accepted. From here it can become: [entered-in-error].",
                refusal(order, ALIGN, TaskStatus.ACCEPTED));
    }

    @Test
    void leavesWorkThatHasBegunToItsLaboratoryWhenTheOrderIsCancelled() {
        world.move(order, ALIGN, TaskStatus.ACCEPTED);
        world.move(order, ALIGN, TaskStatus.IN_PROGRESS);
        world.change(order, REQUEST, TaskStatus.CANCELLED, "task-no-longer-required");
        assertEquals(OrderState.CLOSING, world.now(order).state());
        assertEquals(
                "Laboratory ZLN01 is asked to close 'Align request and sample', which had begun",
                world.orders.events(order.id()).getLast().what());
        assertEquals("The order is cancelled.", refusal(order, ALIGN, TaskStatus.IN_PROGRESS));
        assertEquals("The order is cancelled.", refusal(order, ALIGN, TaskStatus.ON_HOLD));
        world.move(order, ALIGN, TaskStatus.COMPLETED);
        assertEquals(OrderState.CANCELLED, world.now(order).state());
    }

    @Test
    void takesOnlyTheNationalReasons() {
        world.move(order, REQUEST, TaskStatus.ACCEPTED);
        TaskOutcome outcome =
                world.desk.changeTask(
                        world.task(order, REQUEST).id(),
                        new TaskChange(
                                TaskStatus.ON_HOLD,
                                Optional.of("because"),
                                Optional.empty(),
                                Optional.empty()),
                        World.staffOf(order.homeLaboratory()));
        assertTrue(
                outcome instanceof TaskOutcome.Refused(String reason)
                        && reason.contains("awaiting-sample"),
                outcome.toString());
    }

    /// Whatever laboratories try, in whatever order: no task moves otherwise than the national
    /// process allows (the store complains), and no genome is processed without agreement.
    @Test
    void neverLeavesTheProcess() {
        Cases.check(
                60,
                random -> {
                    World any = new World();
                    TestOrder tried =
                            any.accept(
                                    random.nextBoolean()
                                            ? new OrderDraft()
                                            : new OrderDraft().withoutDiscussion());
                    for (int i = 0; i < 60; i++) {
                        List<LabTask> tasks = any.orders.tasks(tried.id());
                        LabTask task = tasks.get(random.nextInt(tasks.size()));
                        TaskStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
                        any.change(tried, task.code(), status, "other");
                        if (random.nextInt(40) == 0) {
                            any.desk.takeDiscussion(
                                    tried.id(),
                                    OrderDraft.taken(ResearchChoice.AGREED),
                                    "Consent/2",
                                    World.CLINICIAN);
                        }
                        LabTask processing = any.task(tried, TaskCode.SAMPLE_PROCESSING);
                        if (processing.status() == TaskStatus.COMPLETED) {
                            assertTrue(any.consents.isTestAgreed(tried.person()));
                        }
                    }
                });
    }
}
