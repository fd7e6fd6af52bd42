package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Report;
import org.opengms.cases.ResultKind;
import org.opengms.consent.ResearchChoice;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.samples.SequencingFile;

/// An order that is stopped while its genome is being read, or that its work overtakes.
class HeldAndCancelledOrderTest {
    private static final TaskCode REQUEST = TaskCode.PROCESS_GENOMIC_TEST_REQUEST;
    private static final TaskCode DATA = TaskCode.GENETIC_GENOMIC_DATA_PROCESSING;

    private final World world = new World();
    private final TestOrder order = world.accept(new OrderDraft());

    private SequencingFile delivered() {
        world.processSample(order);
        SequencingFile file = world.file(order);
        world.reports.fileDelivered(world.task(order, DATA).id(), file, World.NORTH_STAFF);
        return file;
    }

    private Report proposed() {
        return assertInstanceOf(
                        DeskAnswer.Reported.class,
                        world.reports.analysisFinished(world.analysis(delivered(), 1)))
                .report();
    }

    private DeskAnswer sign(Report report) {
        return world.reports.sign(
                report.id(), 1, ResultKind.CAUSE_FOUND, "Found.", World.NORTH_SCIENTIST);
    }

    @Test
    void aCancelledOrderStaysCancelledWhenItsAnalysisFinishes() {
        SequencingFile file = delivered();
        world.move(order, REQUEST, TaskStatus.CANCELLED);
        assertInstanceOf(
                DeskAnswer.Refused.class, world.reports.analysisFinished(world.analysis(file, 1)));
        assertEquals(OrderState.CANCELLED, world.now(order).state());
        assertEquals(List.of(), world.cases.reports());
    }

    @Test
    void theReportOfACancelledOrderCannotBeSigned() {
        Report report = proposed();
        world.move(order, REQUEST, TaskStatus.CANCELLED);
        assertEquals(new DeskAnswer.Refused("The order is cancelled."), sign(report));
        assertEquals(OrderState.CANCELLED, world.now(order).state());
        assertEquals(List.of(report), world.cases.reports());
        assertEquals(Map.of(), world.cohort.members());
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            names = {"ENTERED_IN_ERROR"})
    void aReportThatIsOutIsNotCancelledByItsRequestTask(TaskStatus status) {
        sign(proposed());
        world.change(order, REQUEST, status, "other");
        assertEquals(OrderState.REPORTED, world.now(order).state());
    }

    @Test
    void anOrderBeingInterpretedCannotBePutOnHold() {
        delivered();
        TaskOutcome.Refused refused =
                assertInstanceOf(
                        TaskOutcome.Refused.class,
                        world.change(order, REQUEST, TaskStatus.ON_HOLD, "scheduled-delay"));
        assertTrue(refused.reason().contains("being interpreted"), refused.reason());
        assertEquals(OrderState.IN_INTERPRETATION, world.now(order).state());
    }

    @Test
    void workThatALaboratoryHeldIsTakenUpBeforeItIsDone() {
        world.processSample(order);
        world.change(order, DATA, TaskStatus.ON_HOLD, "scheduled-delay");
        world.change(order, TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.ON_HOLD, "scheduled-delay");
        world.change(order, TaskCode.DISTRIBUTE_REPORT, TaskStatus.ON_HOLD, "scheduled-delay");
        SequencingFile file = world.file(order);
        world.reports.fileDelivered(world.task(order, DATA).id(), file, World.NORTH_STAFF);
        assertEquals(TaskStatus.COMPLETED, world.task(order, DATA).status());
        Report report =
                assertInstanceOf(
                                DeskAnswer.Reported.class,
                                world.reports.analysisFinished(world.analysis(file, 1)))
                        .report();
        assertInstanceOf(DeskAnswer.Reported.class, sign(report));
        assertTrue(
                world.orders.tasks(order.id()).stream()
                        .allMatch(t -> t.status() == TaskStatus.COMPLETED));
    }

    @Test
    void aReportThatTheLaboratoryAlreadyWritesIsNotSentBack() {
        TestOrder panel =
                world.accept(new OrderDraft().nhsNumber("999 000 1022").asksFor("R901", "R901.2"));
        world.processSample(panel);
        for (TaskCode code : List.of(DATA, TaskCode.INTERPRETATION)) {
            world.move(panel, code, TaskStatus.ACCEPTED);
            world.move(panel, code, TaskStatus.COMPLETED);
        }
        world.move(panel, TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.ACCEPTED);
        world.move(panel, TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.IN_PROGRESS);
        assertInstanceOf(
                DeskAnswer.Reported.class,
                world.reports.resultEntered(
                        panel.id(), ResultKind.CAUSE_FOUND, "Found.", World.NORTH_STAFF));
        assertEquals(
                TaskStatus.IN_PROGRESS, world.task(panel, TaskCode.PRODUCE_FINAL_REPORT).status());
        assertEquals(OrderState.AWAITING_SIGNATURE, world.now(panel).state());
    }

    @Test
    void aDeliveryAnswersAnOpenTaskOnly() {
        delivered();
        LabTask first = world.task(order, DATA);
        world.reports.analysisFailed(order.id(), "The file ends in mid-record.");
        assertEquals(TaskStatus.COMPLETED, first.status());
        DeskAnswer.Refused refused =
                assertInstanceOf(
                        DeskAnswer.Refused.class,
                        world.reports.mayDeliver(first.id(), World.NORTH_STAFF));
        assertTrue(refused.reason().contains("completed"), refused.reason());
        assertInstanceOf(
                DeskAnswer.Done.class,
                world.reports.mayDeliver(world.task(order, DATA).id(), World.NORTH_STAFF));
    }

    @Test
    void aTestThatFailedInTheLaboratoryIsReportedAsFailed() {
        TestOrder panel =
                world.accept(new OrderDraft().nhsNumber("999 000 1022").asksFor("R901", "R901.2"));
        for (TaskCode code :
                List.of(TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskCode.SAMPLE_PREPARATION)) {
            world.move(panel, code, TaskStatus.ACCEPTED);
            world.move(panel, code, TaskStatus.COMPLETED);
        }
        world.move(panel, TaskCode.SAMPLE_PROCESSING, TaskStatus.ACCEPTED);
        world.change(panel, TaskCode.SAMPLE_PROCESSING, TaskStatus.FAILED, "sample-sub-optimal");
        assertInstanceOf(
                DeskAnswer.Refused.class,
                world.reports.resultEntered(
                        panel.id(), ResultKind.NO_CAUSE_FOUND, "Nothing.", World.NORTH_STAFF));
        assertInstanceOf(
                DeskAnswer.Reported.class,
                world.reports.resultEntered(
                        panel.id(), ResultKind.FAILED, "Too little DNA.", World.NORTH_STAFF));
    }

    @Test
    void anOrderWhoseGenomeWasChosenByHandWaitsForTheRecordOfDiscussionAndIsReleasedByIt() {
        TestOrder manual =
                world.accept(
                        new OrderDraft()
                                .nhsNumber("999 000 1030")
                                .asksFor("R999", "")
                                .withoutDiscussion());
        TaskOutcome.Changed chosen =
                assertInstanceOf(
                        TaskOutcome.Changed.class,
                        world.desk.chooseTest(
                                manual.id(), "R901", "R901.1", "Fits", World.NORTH_SCIENTIST));
        assertEquals(TaskStatus.ON_HOLD, chosen.task().status());
        assertEquals(Optional.of("awaiting-rod-and-or-sample"), chosen.task().statusReason());
        world.desk.takeDiscussion(
                manual.id(),
                OrderDraft.taken(ResearchChoice.DECLINED),
                "Consent/2",
                World.CLINICIAN);
        assertEquals(OrderState.IN_LABORATORY, world.now(manual).state());
        assertEquals(TaskStatus.REQUESTED, world.task(manual, REQUEST).status());
    }
}
