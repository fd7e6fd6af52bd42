package org.opengms.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.cohort.CohortDesk;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.fakes.FakeCases;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.samples.SequencingFile;
import org.opengms.workforce.CompetenceCheck;
import org.opengms.workforce.GatedTask;

class ReportDeskTest {
    private static final TaskCode DATA = TaskCode.GENETIC_GENOMIC_DATA_PROCESSING;
    private static final Outcome SOLVED =
            new Outcome(
                    Outcome.CaseSolved.YES,
                    Outcome.Actionability.NOT_YET,
                    Set.of(Outcome.ClinicalUtility.INFORMS_REPRODUCTIVE_CHOICE));

    private final World world = new World();

    private TestOrder genome() {
        return world.accept(new OrderDraft());
    }

    private TestOrder processed() {
        TestOrder order = genome();
        world.processSample(order);
        return order;
    }

    private SequencingFile deliver(TestOrder order) {
        SequencingFile file = world.file(order);
        assertInstanceOf(
                DeskAnswer.Done.class,
                world.reports.fileDelivered(world.task(order, DATA).id(), file, World.NORTH_STAFF));
        return file;
    }

    private Report propose(TestOrder order, int candidates) {
        return assertInstanceOf(
                        DeskAnswer.Reported.class,
                        world.reports.analysisFinished(world.analysis(deliver(order), candidates)))
                .report();
    }

    private DeskAnswer sign(Report report, Actor actor) {
        return world.reports.sign(
                report.id(),
                report.version(),
                ResultKind.CAUSE_FOUND,
                " GENE1 explains the features. ",
                actor);
    }

    private List<String> statuses(TestOrder order) {
        return world.orders.tasks(order.id()).stream()
                .map(t -> t.code().step() + " " + t.status().code())
                .toList();
    }

    @Nested
    class ADelivery {
        @Test
        void isWelcomeWhenTheSampleIsProcessed() {
            TestOrder order = processed();
            assertEquals(
                    new DeskAnswer.Done(order),
                    world.reports.mayDeliver(world.task(order, DATA).id(), World.NORTH_STAFF));
        }

        /// Who lacks the competence is told before the bytes are read, and that is kept once; who
        /// may go on is not asked yet.
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isRefusedForWantOfTheCompetenceBeforeItsBytesAreRead(boolean refused) {
            List<GatedTask> kept = new ArrayList<>();
            CompetenceCheck gate =
                    new CompetenceCheck() {
                        @Override
                        public Optional<String> refusal(
                                Actor actor, GatedTask task, OdsCode organisation) {
                            kept.add(task);
                            return refused ? Optional.of("You lack it.") : Optional.empty();
                        }

                        @Override
                        public boolean wouldRefuse(
                                Actor actor, GatedTask task, OdsCode organisation) {
                            return refused;
                        }
                    };
            ReportDesk reports =
                    new ReportDesk(
                            world.orders,
                            world.desk,
                            world.files,
                            world.cases,
                            new CohortDesk(world.consents, world.cohort, world.clock),
                            (_, _) -> {},
                            gate,
                            world.clock);
            TestOrder order = processed();
            assertEquals(
                    refused ? new DeskAnswer.Refused("You lack it.") : new DeskAnswer.Done(order),
                    reports.mayBeginDelivery(world.task(order, DATA).id(), World.NORTH_STAFF));
            assertEquals(refused ? List.of(GatedTask.DELIVER_FILE) : List.of(), kept);
            assertInstanceOf(
                    DeskAnswer.NotFound.class,
                    reports.mayBeginDelivery(TaskId.random(), World.NORTH_STAFF));
        }

        @Test
        void isForATaskThatExists() {
            assertInstanceOf(
                    DeskAnswer.NotFound.class,
                    world.reports.mayDeliver(TaskId.random(), World.NORTH_STAFF));
            assertInstanceOf(
                    DeskAnswer.NotFound.class,
                    world.reports.fileDelivered(
                            TaskId.random(), world.file(genome()), World.NORTH_STAFF));
        }

        @Test
        void comesFromTheStaffOfTheLaboratory() {
            TestOrder order = processed();
            for (Actor actor : List.of(World.SOUTH_STAFF, World.NORTH_SCIENTIST, World.CLINICIAN)) {
                assertInstanceOf(
                        DeskAnswer.NotAllowed.class,
                        world.reports.mayDeliver(world.task(order, DATA).id(), actor));
                assertInstanceOf(
                        DeskAnswer.NotAllowed.class,
                        world.reports.fileDelivered(
                                world.task(order, DATA).id(), world.file(order), actor));
            }
            assertEquals(List.of(), world.files.all());
        }

        @Test
        void answersTheTaskThatAsksForData() {
            TestOrder order = processed();
            DeskAnswer.Refused refused =
                    assertInstanceOf(
                            DeskAnswer.Refused.class,
                            world.reports.mayDeliver(
                                    world.task(order, TaskCode.INTERPRETATION).id(),
                                    World.NORTH_STAFF));
            assertEquals(
                    "A sequencing file answers a task 'Process genetic or genomic data', not"
                            + " 'Interpret'.",
                    refused.reason());
        }

        @Test
        void comesAfterTheSampleWork() {
            TestOrder order = genome();
            DeskAnswer.Refused refused =
                    assertInstanceOf(
                            DeskAnswer.Refused.class,
                            world.reports.fileDelivered(
                                    world.task(order, DATA).id(),
                                    world.file(order),
                                    World.NORTH_STAFF));
            assertEquals(
                    "'Align request and sample' comes first and is not done.", refused.reason());
            assertEquals(List.of(), world.files.all());
            assertEquals(List.of(), world.jobs);
        }

        @Test
        void isNotTakenForAnOrderOnHold() {
            TestOrder order = world.accept(new OrderDraft().withoutDiscussion());
            assertEquals(
                    new DeskAnswer.Refused("The order is on hold; it takes no file now."),
                    world.reports.mayDeliver(world.task(order, DATA).id(), World.NORTH_STAFF));
        }

        @Test
        void isNotTakenTwice() {
            TestOrder order = processed();
            deliver(order);
            assertEquals(
                    new DeskAnswer.Refused("The order is being interpreted; it takes no file now."),
                    world.reports.fileDelivered(
                            world.task(order, DATA).id(), world.file(order), World.NORTH_STAFF));
            assertEquals(1, world.files.all().size());
        }

        @Test
        void endsItsTaskAndBeginsTheInterpretation() {
            TestOrder order = processed();
            SequencingFile file = deliver(order);
            assertEquals(List.of(file), world.files.all());
            assertEquals(List.of(order.id()), world.jobs);
            assertEquals(OrderState.IN_INTERPRETATION, world.now(order).state());
            assertEquals(world.now(order), world.told.get(order.id()));
            assertEquals(
                    List.of(
                            "1 requested",
                            "2 completed",
                            "3 completed",
                            "4 completed",
                            "5 completed",
                            "6 in-progress",
                            "7 draft",
                            "8 draft",
                            "9 draft",
                            "10 draft"),
                    statuses(order));
        }
    }

    @Nested
    class AnAnalysis {
        private final TestOrder order = processed();

        @Test
        void proposesAReportThatNobodyHasSigned() {
            Report report = propose(order, 12);
            assertEquals(ReportStatus.PRELIMINARY, report.status());
            assertEquals(ResultKind.PROPOSED, report.kind());
            assertEquals(Optional.empty(), report.signedBy());
            assertEquals(Optional.of(1), report.analysisVersion());
            assertEquals(1, report.version());
            assertEquals(
                    "The program proposes c.1A>G in GENE1 (missense variant) as the likeliest cause"
                            + " among 4321 variants. A scientist has not looked at it yet.",
                    report.conclusion());
            assertEquals(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                    report.variants().stream().map(ReportedVariant::rank).toList());
            assertEquals(
                    12, world.cases.findNewestAnalysis(order.id()).orElseThrow().variants().size());
            assertEquals(OrderState.AWAITING_SIGNATURE, world.now(order).state());
            assertEquals(List.of(report), world.reportsTold);
            assertTrue(
                    statuses(order)
                            .containsAll(
                                    List.of(
                                            "6 completed",
                                            "7 completed",
                                            "8 requested",
                                            "9 accepted",
                                            "10 draft")));
            assertEquals(Map.of(), world.cohort.members());
        }

        @Test
        void withoutCandidatesSaysSo() {
            assertEquals(
                    "The program found no candidate among 4321 variants.",
                    propose(order, 0).conclusion());
        }

        @Test
        void thatFinishesTwiceForOneFileIsKeptOnce() {
            SequencingFile file = deliver(order);
            Analysis analysis = world.analysis(file, 3);
            world.reports.analysisFinished(analysis);
            TestOrder after = world.now(order);
            assertEquals(new DeskAnswer.Done(after), world.reports.analysisFinished(analysis));
            assertEquals(1, world.cases.analysisCount(order.id()));
            assertEquals(1, world.cases.reports().size());
            assertEquals(1, world.reportsTold.size());
            assertEquals(after, world.now(order));
        }

        @Test
        void ofNoOrderIsNotFound() {
            SequencingFile file = world.file(order);
            Analysis analysis = world.analysis(file, 1);
            assertInstanceOf(
                    DeskAnswer.NotFound.class,
                    world.reports.analysisFinished(
                            new Analysis(
                                    OrderId.random(),
                                    1,
                                    analysis.fileId(),
                                    analysis.folder(),
                                    1,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    World.NOW)));
            assertInstanceOf(
                    DeskAnswer.NotFound.class, world.reports.analysisFailed(OrderId.random(), "x"));
        }

        @Test
        void thatFailsAsksForAnotherFileByNewTasks() {
            deliver(order);
            LabTask failed = world.task(order, TaskCode.INTERPRETATION);
            world.reports.analysisFailed(order.id(), "The file ends in mid-record.");
            assertEquals(OrderState.IN_LABORATORY, world.now(order).state());
            assertEquals(
                    List.of(
                            "1 requested",
                            "2 completed",
                            "3 completed",
                            "4 completed",
                            "5 completed",
                            "5 requested",
                            "6 failed",
                            "6 draft",
                            "7 draft",
                            "8 draft",
                            "9 draft",
                            "10 draft"),
                    statuses(order));
            assertEquals(
                    Optional.of("pipeline-error"),
                    world.orders.findTask(failed.id()).orElseThrow().statusReason());
            assertEquals(
                    "Another sequencing file is needed: The file ends in mid-record.",
                    world.orders.events(order.id()).getLast().what());
            assertEquals(List.of(), world.cases.reports());
        }

        @Test
        void thatFailsIsFollowedByAnotherDelivery() {
            deliver(order);
            world.reports.analysisFailed(order.id(), "The file ends in mid-record.");
            Report report = propose(order, 1);
            assertInstanceOf(DeskAnswer.Reported.class, sign(report, World.NORTH_SCIENTIST));
            assertEquals(2, world.files.all().size());
        }

        @Test
        void thatFailsAfterItFinishedChangesNothing() {
            propose(order, 1);
            TestOrder before = world.now(order);
            assertEquals(
                    new DeskAnswer.Done(before),
                    world.reports.analysisFailed(order.id(), "Too late."));
            assertEquals(before, world.now(order));
        }
    }

    @Nested
    class WhatASignatureTook {
        private final TestOrder order = processed();

        @Test
        void isKeptWithTheVersionThatWasSigned() {
            Report report = propose(order, 1);
            SigningEffort effort =
                    new SigningEffort(Optional.of(90), Optional.of(0), Optional.empty());
            assertInstanceOf(
                    DeskAnswer.Reported.class,
                    world.reports.sign(
                            report.id(),
                            report.version(),
                            ResultKind.CAUSE_FOUND,
                            CauseChoice.unmarked(),
                            "GENE1 explains it.",
                            effort,
                            World.NORTH_SCIENTIST));
            assertEquals(
                    List.of(new FakeCases.Took(report.id(), 2, effort)), world.cases.efforts());
        }

        @Test
        void isNotKeptWhereNobodySaidIt() {
            Report report = propose(order, 1);
            sign(report, World.NORTH_SCIENTIST);
            assertEquals(List.of(), world.cases.efforts());
        }

        @ParameterizedTest
        @CsvSource({"-1, 0, 0", "6001, 0, 0", "0, 6001, 0", "0, 0, -1", "0, 0, 51"})
        void isWithinBounds(int interpretationMinutes, int meetingMinutes, int confirmations) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new SigningEffort(
                                    Optional.of(interpretationMinutes),
                                    Optional.of(meetingMinutes),
                                    Optional.of(confirmations)));
        }
    }

    @Nested
    class AResultByHand {
        private final TestOrder order = world.accept(new OrderDraft().asksFor("R901", "R901.2"));

        private DeskAnswer enter(ResultKind kind, String conclusion, Actor actor) {
            return world.reports.resultEntered(order.id(), kind, conclusion, actor);
        }

        @Test
        void becomesAPreliminaryReport() {
            world.processSample(order);
            Report report =
                    assertInstanceOf(
                                    DeskAnswer.Reported.class,
                                    enter(
                                            ResultKind.NO_CAUSE_FOUND,
                                            " Nothing found. ",
                                            World.NORTH_STAFF))
                            .report();
            assertEquals(ReportStatus.PRELIMINARY, report.status());
            assertEquals(ResultKind.NO_CAUSE_FOUND, report.kind());
            assertEquals("Nothing found.", report.conclusion());
            assertEquals(Optional.empty(), report.analysisVersion());
            assertEquals(OrderState.AWAITING_SIGNATURE, world.now(order).state());
            assertEquals(List.of(report), world.reportsTold);
        }

        @Test
        void isSignedAndBringsInWhoAgreed() {
            world.processSample(order);
            Report report =
                    assertInstanceOf(
                                    DeskAnswer.Reported.class,
                                    enter(ResultKind.CAUSE_FOUND, "Found.", World.NORTH_SCIENTIST))
                            .report();
            assertInstanceOf(DeskAnswer.Reported.class, sign(report, World.NORTH_SCIENTIST));
            assertEquals(OrderState.REPORTED, world.now(order).state());
            assertEquals(Map.of(order.person(), order.id()), world.cohort.members());
        }

        @Test
        void comesAfterTheSampleWork() {
            assertEquals(
                    new DeskAnswer.Refused(
                            "'Align request and sample' comes first and is not done."),
                    enter(ResultKind.CAUSE_FOUND, "Found.", World.NORTH_STAFF));
        }

        @ParameterizedTest
        @CsvSource({"PROPOSED, Found.", "CAUSE_FOUND, ' '"})
        void needsAnAnswerInWords(ResultKind kind, String conclusion) {
            world.processSample(order);
            assertInstanceOf(DeskAnswer.Refused.class, enter(kind, conclusion, World.NORTH_STAFF));
        }

        @Test
        void comesFromTheLaboratory() {
            world.processSample(order);
            for (Actor actor : List.of(World.SOUTH_STAFF, World.SOUTH_SCIENTIST, World.CLINICIAN)) {
                assertInstanceOf(
                        DeskAnswer.NotAllowed.class,
                        enter(ResultKind.CAUSE_FOUND, "Found.", actor));
            }
        }

        @Test
        void isEnteredOnce() {
            world.processSample(order);
            enter(ResultKind.CAUSE_FOUND, "Found.", World.NORTH_STAFF);
            assertInstanceOf(
                    DeskAnswer.Refused.class,
                    enter(ResultKind.NO_CAUSE_FOUND, "Not found.", World.NORTH_STAFF));
            assertEquals(1, world.cases.reports().size());
        }

        @Test
        void isNeverThatOfAGenome() {
            TestOrder genome = world.accept(new OrderDraft().asksFor("R902", "R902.1"));
            world.processSample(genome);
            assertInstanceOf(
                    DeskAnswer.Refused.class,
                    world.reports.resultEntered(
                            genome.id(), ResultKind.CAUSE_FOUND, "Found.", World.NORTH_STAFF));
        }

        @Test
        void needsAChosenTestAndAnOrder() {
            TestOrder manual = world.accept(new OrderDraft().asksFor("R999", ""));
            assertInstanceOf(
                    DeskAnswer.Refused.class,
                    world.reports.resultEntered(
                            manual.id(), ResultKind.CAUSE_FOUND, "Found.", World.NORTH_STAFF));
            assertInstanceOf(
                    DeskAnswer.NotFound.class,
                    world.reports.resultEntered(
                            OrderId.random(), ResultKind.CAUSE_FOUND, "Found.", World.NORTH_STAFF));
        }
    }

    @Nested
    class ASignature {
        private final TestOrder order = processed();
        private final Report proposed = propose(order, 2);

        @Test
        void makesTheReportFinalAndEndsTheWork() {
            Report signed =
                    assertInstanceOf(
                                    DeskAnswer.Reported.class,
                                    sign(proposed, World.NORTH_SCIENTIST))
                            .report();
            assertEquals(proposed.id(), signed.id());
            assertEquals(2, signed.version());
            assertEquals(ReportStatus.FINAL, signed.status());
            assertEquals(Optional.of("Dr N. Scientist"), signed.signedBy());
            assertEquals("GENE1 explains the features.", signed.conclusion());
            assertEquals(proposed.variants(), signed.variants());
            assertEquals(List.of(proposed, signed), world.cases.reports());
            assertEquals(List.of(proposed, signed), world.reportsTold);
            assertEquals(OrderState.REPORTED, world.now(order).state());
            assertTrue(
                    world.orders.tasks(order.id()).stream()
                            .allMatch(t -> t.status() == TaskStatus.COMPLETED));
            assertEquals(
                    0,
                    world.orders.openOrders(World.NORTH_LAB, org.opengms.directory.TestMethod.WGS));
        }

        @Test
        void isAScientistsOfTheLaboratory() {
            for (Actor actor : List.of(World.SOUTH_SCIENTIST, World.NORTH_STAFF, World.CLINICIAN)) {
                assertInstanceOf(DeskAnswer.NotAllowed.class, sign(proposed, actor));
            }
            assertEquals(List.of(proposed), world.cases.reports());
            assertEquals(OrderState.AWAITING_SIGNATURE, world.now(order).state());
        }

        @ParameterizedTest
        @CsvSource({"0", "2"})
        void isForTheVersionThatWasRead(int seen) {
            DeskAnswer.Refused refused =
                    assertInstanceOf(
                            DeskAnswer.Refused.class,
                            world.reports.sign(
                                    proposed.id(),
                                    seen,
                                    ResultKind.CAUSE_FOUND,
                                    "Found.",
                                    World.NORTH_SCIENTIST));
            assertTrue(refused.reason().contains("Read it again"), refused.reason());
        }

        @ParameterizedTest
        @CsvSource({"PROPOSED, Found.", "CAUSE_FOUND, ''", "UNCERTAIN, ' '"})
        void givesAnAnswerInWords(ResultKind kind, String conclusion) {
            assertInstanceOf(
                    DeskAnswer.Refused.class,
                    world.reports.sign(proposed.id(), 1, kind, conclusion, World.NORTH_SCIENTIST));
        }

        /// Which mark goes with which result, for a report of the variants 1 and 2.
        @ParameterizedTest
        @CsvSource({
            "CAUSE_FOUND, 1, true",
            "CAUSE_FOUND, 2 1, true",
            "CAUSE_FOUND, none, true",
            "CAUSE_FOUND, uncertain, false",
            "CAUSE_FOUND, 4, false",
            "CAUSE_FOUND, '', false",
            "UNCERTAIN, uncertain, true",
            "UNCERTAIN, none, true",
            "UNCERTAIN, 1, false",
            "NO_CAUSE_FOUND, none, true",
            "NO_CAUSE_FOUND, uncertain, false",
            "NO_CAUSE_FOUND, 1, false",
            "FAILED, none, true",
            "FAILED, 1, false"
        })
        void marksACauseThatGoesWithItsResult(ResultKind kind, String ticked, boolean fits) {
            CauseMark mark =
                    switch (ticked) {
                        case "none" -> new CauseMark.None();
                        case "uncertain" -> new CauseMark.Uncertain();
                        case "" -> new CauseMark.Explains(List.of());
                        default ->
                                new CauseMark.Explains(
                                        Arrays.stream(ticked.split(" "))
                                                .map(Integer::valueOf)
                                                .toList());
                    };
            DeskAnswer answer =
                    world.reports.sign(
                            proposed.id(),
                            1,
                            kind,
                            CauseChoice.of(mark),
                            "Words.",
                            World.NORTH_SCIENTIST);
            assertEquals(
                    fits ? Optional.of(mark) : Optional.empty(),
                    world.cases.findReport(proposed.id()).orElseThrow().cause(),
                    answer.toString());
            assertEquals(fits, answer instanceof DeskAnswer.Reported);
        }

        @Test
        void marksNothingWhereItLeavesTheMarkOut() {
            sign(proposed, World.NORTH_SCIENTIST);
            assertEquals(
                    Optional.empty(), world.cases.findReport(proposed.id()).orElseThrow().cause());
        }

        @Test
        void isGivenOnce() {
            sign(proposed, World.NORTH_SCIENTIST);
            assertEquals(
                    new DeskAnswer.Refused("The report is signed already."),
                    world.reports.sign(
                            proposed.id(),
                            2,
                            ResultKind.UNCERTAIN,
                            "On second thoughts.",
                            World.NORTH_SCIENTIST));
            assertEquals(2, world.cases.reports().size());
        }

        @Test
        void isOnAReportThatExists() {
            assertInstanceOf(
                    DeskAnswer.NotFound.class,
                    world.reports.sign(
                            ReportId.random(),
                            1,
                            ResultKind.CAUSE_FOUND,
                            "Found.",
                            World.NORTH_SCIENTIST));
        }

        @ParameterizedTest
        @EnumSource(ReportStatus.class)
        void aloneMakesAReportFinal(ReportStatus status) {
            Optional<String> wrong =
                    status == ReportStatus.FINAL ? Optional.empty() : Optional.of("Somebody");
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    new Report(
                                            ReportId.random(),
                                            order.id(),
                                            1,
                                            status,
                                            ResultKind.CAUSE_FOUND,
                                            "Found.",
                                            List.of(),
                                            Optional.empty(),
                                            World.NOW,
                                            wrong));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-2401 "));
        }
    }

    @Nested
    class TheCohort {
        @ParameterizedTest
        @CsvSource({"AGREED, true", "DECLINED, false", "UNDECIDED, false"})
        void takesThoseWhoAgreed(ResearchChoice choice, boolean enters) {
            TestOrder order = world.accept(new OrderDraft().discussion(OrderDraft.taken(choice)));
            world.processSample(order);
            Report report = propose(order, 1);
            assertEquals(Map.of(), world.cohort.members());
            sign(report, World.NORTH_SCIENTIST);
            assertEquals(
                    enters ? Map.of(order.person(), order.id()) : Map.of(), world.cohort.members());
            assertEquals(
                    enters ? 1 : 0,
                    new CohortDesk(world.consents, world.cohort, world.clock)
                            .permitted()
                            .getCardinality());
        }

        @ParameterizedTest
        @CsvSource({
            "AGREED, DECLINED, false",
            "AGREED, UNDECIDED, false",
            "DECLINED, AGREED, true",
            "UNDECIDED, AGREED, true",
        })
        void goesByTheNewestWord(ResearchChoice first, ResearchChoice later, boolean enters) {
            TestOrder order = world.accept(new OrderDraft().discussion(OrderDraft.taken(first)));
            world.processSample(order);
            Report report = propose(order, 1);
            RecordOfDiscussion said = OrderDraft.taken(later);
            world.desk.takeDiscussion(order.id(), said, "Consent/2", World.CLINICIAN);
            sign(report, World.NORTH_SCIENTIST);
            assertEquals(enters, world.cohort.members().containsKey(order.person()));
        }
    }

    @Nested
    class TellingThePatient {
        private final TestOrder order = processed();
        private final Report proposed = propose(order, 1);

        @Test
        void waitsForTheSignature() {
            assertEquals(
                    new DeskAnswer.Refused("The report is not signed yet."),
                    world.reports.tell(proposed.id(), World.CLINICIAN));
            assertEquals(List.of(), world.cases.told());
        }

        @Test
        void isNotedOfTheSignedVersion() {
            sign(proposed, World.NORTH_SCIENTIST);
            assertInstanceOf(
                    DeskAnswer.Done.class, world.reports.tell(proposed.id(), World.CLINICIAN));
            Report told = world.cases.told().getFirst();
            assertEquals(ReportStatus.FINAL, told.status());
            assertEquals(proposed.id(), told.id());
            assertEquals(
                    "The patient was told the result",
                    world.orders.events(order.id()).getLast().what());
        }

        @Test
        void isNotedByNobodyElse() {
            sign(proposed, World.NORTH_SCIENTIST);
            for (Actor other :
                    List.of(
                            World.NORTH_SCIENTIST,
                            new Actor("c9", "Dr O.", World.PAPER_SITE, Set.of(Role.CLINICIAN)),
                            Actor.person(order.person(), "the person themself"))) {
                assertInstanceOf(
                        DeskAnswer.NotAllowed.class, world.reports.tell(proposed.id(), other));
            }
            assertEquals(List.of(), world.cases.told());
        }
    }

    @Nested
    class AnOutcome {
        private final TestOrder order = processed();
        private final Report proposed = propose(order, 1);

        @Test
        void waitsForTheSignature() {
            assertEquals(
                    new DeskAnswer.Refused("The report is not signed yet."),
                    world.reports.recordOutcome(proposed.id(), SOLVED, World.CLINICIAN));
            assertEquals(List.of(), world.cases.outcomes());
        }

        @Test
        void isRecordedByTheTrustThatOrderedForItsSite() {
            sign(proposed, World.NORTH_SCIENTIST);
            assertEquals(World.DIGITAL_TRUST, World.CLINICIAN.organisation());
            assertEquals(Optional.of(World.DIGITAL_SITE), order.orderingSite());
            world.reports.recordOutcome(proposed.id(), SOLVED, World.CLINICIAN);
            assertEquals(OrderState.OUTCOME_RECORDED, world.now(order).state());
            assertEquals(world.now(order), world.told.get(order.id()));
            assertEquals(SOLVED, world.cases.outcomes().getFirst().outcome());
            assertEquals(
                    "Outcome recorded: case solved yes",
                    world.orders.events(order.id()).getLast().what());
        }

        @Test
        void isRecordedByTheSiteItself() {
            sign(proposed, World.NORTH_SCIENTIST);
            Actor atTheSite = new Actor("c3", "Dr C.", World.DIGITAL_SITE, Set.of(Role.CLINICIAN));
            assertInstanceOf(
                    DeskAnswer.Done.class,
                    world.reports.recordOutcome(proposed.id(), SOLVED, atTheSite));
        }

        @ParameterizedTest
        @CsvSource({
            "ZTB01, CLINICIAN",
            "ZTA02, CLINICIAN",
            "ZTA, SCIENTIST",
            "ZLN01, LABORATORY",
        })
        void isNobodyElses(String organisation, Role role) {
            sign(proposed, World.NORTH_SCIENTIST);
            assertInstanceOf(
                    DeskAnswer.NotAllowed.class,
                    world.reports.recordOutcome(
                            proposed.id(),
                            SOLVED,
                            new Actor("x", "Somebody", new OdsCode(organisation), Set.of(role))));
            assertEquals(List.of(), world.cases.outcomes());
        }

        @Test
        void mayBeRecordedAgainAndTheNewestHolds() {
            sign(proposed, World.NORTH_SCIENTIST);
            world.reports.recordOutcome(proposed.id(), SOLVED, World.CLINICIAN);
            TestOrder once = world.now(order);
            assertEquals(
                    new DeskAnswer.Done(once),
                    world.reports.recordOutcome(proposed.id(), SOLVED, World.CLINICIAN));
            assertEquals(2, world.cases.outcomes().size());
        }

        @Test
        void isOfAReportThatExists() {
            assertInstanceOf(
                    DeskAnswer.NotFound.class,
                    world.reports.recordOutcome(ReportId.random(), SOLVED, World.CLINICIAN));
        }

        @Test
        void isSpelledAsInTheExitQuestionnaire() {
            assertEquals("not_yet", Outcome.code(SOLVED.actionability()));
            assertEquals(
                    "informs_reproductive_choice",
                    Outcome.code(SOLVED.clinicalUtility().iterator().next()));
        }
    }
}
