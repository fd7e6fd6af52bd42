package org.opengms.cases;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.opengms.cohort.CohortDesk;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.OrderStore;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskProcess;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.samples.SequencingFile;
import org.opengms.samples.SequencingFiles;
import org.opengms.workforce.CompetenceCheck;
import org.opengms.workforce.GatedTask;

/// Takes a case from the delivered file to the signed report and its outcome. Every method runs
/// inside one transaction of the caller.
public final class ReportDesk {
    /// How many candidates a report shows; the analysis keeps all.
    static final int VARIANTS_IN_REPORT = 10;

    private final OrderStore orders;
    private final OrderDesk desk;
    private final SequencingFiles files;
    private final CaseStore cases;
    private final CohortDesk cohort;
    private final ReportListener listener;
    private final CompetenceCheck competences;
    private final Clock clock;

    /// @param listener is told of every report version in the same transaction
    /// @param competences asked before a result is entered, a cause marked or a report signed
    public ReportDesk(
            OrderStore orders,
            OrderDesk desk,
            SequencingFiles files,
            CaseStore cases,
            CohortDesk cohort,
            ReportListener listener,
            CompetenceCheck competences,
            Clock clock) {
        this.competences = competences;
        this.orders = orders;
        this.desk = desk;
        this.files = files;
        this.cases = cases;
        this.cohort = cohort;
        this.listener = listener;
        this.clock = clock;
    }

    /// Whether a laboratory may deliver a file for a task now; asked before the bytes are taken.
    public DeskAnswer mayDeliver(TaskId taskId, Actor actor) {
        Optional<LabTask> task = orders.findTask(taskId);
        if (task.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        if (!actor.has(Role.LABORATORY) || !actor.organisation().equals(task.get().owner())) {
            return new DeskAnswer.NotAllowed(
                    "The task belongs to laboratory %s; only its laboratory staff may deliver for it."
                            .formatted(task.get().owner()));
        }
        TestOrder order = orders.find(task.get().order()).orElseThrow();
        if (task.get().code() != TaskCode.GENETIC_GENOMIC_DATA_PROCESSING) {
            return new DeskAnswer.Refused(
                    "A sequencing file answers a task '%s', not '%s'."
                            .formatted(
                                    TaskCode.GENETIC_GENOMIC_DATA_PROCESSING.words(),
                                    task.get().code().words()));
        }
        if (order.state() != OrderState.IN_LABORATORY) {
            return new DeskAnswer.Refused(
                    "The order is %s; it takes no file now."
                            .formatted(order.state().words().toLowerCase(Locale.ROOT)));
        }
        if (!order.readsGenome()) {
            return new DeskAnswer.Refused(
                    "No genome is read for this order; enter the result of its test.");
        }
        if (task.get().status().isClosed()) {
            return new DeskAnswer.Refused(
                    "The task is %s; deliver for the one that is open."
                            .formatted(task.get().status().code()));
        }
        Optional<String> waiting = desk.waitsFor(order, task.get());
        return waiting.isPresent()
                ? new DeskAnswer.Refused(waiting.get())
                : new DeskAnswer.Done(order);
    }

    /// Whether somebody may begin to deliver a file for a task: before its bytes are read. A
    /// refusal for want of the competence is kept; who may go on is asked again once the file is
    /// here.
    public DeskAnswer mayBeginDelivery(TaskId taskId, Actor actor) {
        DeskAnswer allowed = mayDeliver(taskId, actor);
        if (!(allowed instanceof DeskAnswer.Done)
                || !competences.wouldRefuse(actor, GatedTask.DELIVER_FILE, actor.organisation())) {
            return allowed;
        }
        return competences
                .refusal(actor, GatedTask.DELIVER_FILE)
                .<DeskAnswer>map(DeskAnswer.Refused::new)
                .orElse(allowed);
    }

    /// A complete sequencing file is here: its task is done and its interpretation begins.
    public DeskAnswer fileDelivered(TaskId taskId, SequencingFile file, Actor actor) {
        Optional<LabTask> task = orders.findTask(taskId);
        if (task.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        var _ = orders.findForUpdate(task.get().order()).orElseThrow();
        DeskAnswer allowed = mayDeliver(taskId, actor);
        if (!(allowed instanceof DeskAnswer.Done(TestOrder order))) {
            return allowed;
        }
        Optional<String> lacking = competences.refusal(actor, GatedTask.DELIVER_FILE);
        if (lacking.isPresent()) {
            return new DeskAnswer.Refused(lacking.get());
        }
        files.add(file);
        return new DeskAnswer.Done(desk.dataDelivered(order, task.get(), actor));
    }

    /// An interpretation has finished: its analysis is kept and a preliminary report proposed.
    /// Running twice for one file, as after a crash, keeps one; of an order that was cancelled
    /// meanwhile nothing is kept.
    public DeskAnswer analysisFinished(Analysis analysis) {
        Optional<TestOrder> found = orders.findForUpdate(analysis.order());
        if (found.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = found.get();
        if (cases.findNewestAnalysis(order.id())
                .filter(a -> a.fileId().equals(analysis.fileId()))
                .isPresent()) {
            return new DeskAnswer.Done(order);
        }
        Optional<String> over = willNotBeDone(order);
        if (over.isPresent()) {
            return new DeskAnswer.Refused(over.get());
        }
        if (order.state() != OrderState.IN_INTERPRETATION) {
            return new DeskAnswer.Refused(
                    "The order is %s; it waits for no analysis."
                            .formatted(order.state().words().toLowerCase(Locale.ROOT)));
        }
        cases.addAnalysis(analysis);
        Report report =
                new Report(
                        ReportId.random(),
                        order.id(),
                        1,
                        ReportStatus.PRELIMINARY,
                        ResultKind.PROPOSED,
                        proposal(analysis),
                        analysis.variants().stream().limit(VARIANTS_IN_REPORT).toList(),
                        Optional.of(analysis.version()),
                        clock.instant(),
                        Optional.empty());
        cases.addReport(report);
        TestOrder after = desk.interpreted(order);
        listener.reportChanged(after, report);
        return new DeskAnswer.Reported(after, report);
    }

    /// An interpretation cannot be done with this file: the laboratory must deliver another.
    ///
    /// @param reason in plain words, without personal data
    public DeskAnswer analysisFailed(OrderId id, String reason) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = found.get();
        if (order.state() != OrderState.IN_INTERPRETATION) {
            return new DeskAnswer.Done(order);
        }
        return new DeskAnswer.Done(desk.reopenDelivery(order, reason));
    }

    /// A laboratory enters the result of a conventional test, or that a test of any kind failed; a
    /// scientist signs it later.
    public DeskAnswer resultEntered(OrderId id, ResultKind kind, String conclusion, Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = found.get();
        if (order.test().isEmpty()) {
            return new DeskAnswer.Refused("The test has not been chosen yet.");
        }
        if (!order.kind().isReported()) {
            return new DeskAnswer.Refused(
                    "A relative takes part in the test of a proband with this order; enter the result for the proband's order.");
        }
        OdsCode laboratory = desk.reportingLaboratory(order);
        if (!actor.organisation().equals(laboratory)
                || !(actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST))) {
            return new DeskAnswer.NotAllowed(
                    "Only staff of laboratory %s enter this result.".formatted(laboratory));
        }
        if (order.readsGenome() && kind != ResultKind.FAILED) {
            return new DeskAnswer.Refused(
                    "The result of a whole genome comes from its sequencing file, not by hand.");
        }
        if (order.state() != OrderState.IN_LABORATORY) {
            return new DeskAnswer.Refused(
                    "The order is %s; it takes no result now."
                            .formatted(order.state().words().toLowerCase(Locale.ROOT)));
        }
        Optional<String> waiting = waitsForTheBench(order, kind);
        if (waiting.isPresent()) {
            return new DeskAnswer.Refused(waiting.get());
        }
        if (kind == ResultKind.PROPOSED || conclusion.isBlank()) {
            return new DeskAnswer.Refused("A result needs a conclusion in words.");
        }
        Optional<String> lacking = competences.refusal(actor, GatedTask.ENTER_RESULT);
        if (lacking.isPresent()) {
            return new DeskAnswer.Refused(lacking.get());
        }
        Report report =
                new Report(
                        ReportId.random(),
                        id,
                        1,
                        ReportStatus.PRELIMINARY,
                        kind,
                        conclusion.strip(),
                        List.of(),
                        Optional.empty(),
                        clock.instant(),
                        Optional.empty());
        cases.addReport(report);
        TestOrder after =
                kind == ResultKind.FAILED
                        ? desk.failureEntered(order, actor)
                        : desk.resultEntered(order, actor);
        listener.reportChanged(after, report);
        return new DeskAnswer.Reported(after, report);
    }

    /// A scientist signs without marking a cause.
    public DeskAnswer sign(
            ReportId id, int seenVersion, ResultKind kind, String conclusion, Actor actor) {
        return sign(id, seenVersion, kind, CauseChoice.unmarked(), conclusion, actor);
    }

    /// A scientist signs without saying what it took.
    public DeskAnswer sign(
            ReportId id,
            int seenVersion,
            ResultKind kind,
            CauseChoice cause,
            String conclusion,
            Actor actor) {
        return sign(id, seenVersion, kind, cause, conclusion, SigningEffort.UNSAID, actor);
    }

    /// A scientist signs: the report becomes final, is given to the requester, and, where the
    /// patient agreed, the person joins the research cohort.
    ///
    /// @param seenVersion the version that the scientist read
    /// @param kind the answer that the scientist gives
    /// @param cause which of the variants explain the disorder
    /// @param conclusion in the scientist's words
    /// @param effort what it took, as far as the scientist says
    public DeskAnswer sign(
            ReportId id,
            int seenVersion,
            ResultKind kind,
            CauseChoice cause,
            String conclusion,
            SigningEffort effort,
            Actor actor) {
        Optional<Report> newest = cases.findReport(id);
        if (newest.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = orders.findForUpdate(newest.get().order()).orElseThrow();
        Report report = cases.findReport(id).orElseThrow();
        OdsCode laboratory = desk.reportingLaboratory(order);
        if (!actor.has(Role.SCIENTIST) || !actor.organisation().equals(laboratory)) {
            return new DeskAnswer.NotAllowed(
                    "Only a scientist of laboratory %s may sign this report."
                            .formatted(laboratory));
        }
        Optional<String> over = willNotBeDone(order);
        if (over.isPresent()) {
            return new DeskAnswer.Refused(over.get());
        }
        if (report.status() == ReportStatus.FINAL) {
            return new DeskAnswer.Refused("The report is signed already.");
        }
        if (report.version() != seenVersion) {
            return new DeskAnswer.Refused(
                    "The report has changed since you read it: you saw version %d, it is %d now. Read it again."
                            .formatted(seenVersion, report.version()));
        }
        if (kind == ResultKind.PROPOSED || conclusion.isBlank()) {
            return new DeskAnswer.Refused("A signature needs a result and a conclusion in words.");
        }
        Optional<CauseMark> mark = cause.in(report);
        Optional<String> unfit = mark.flatMap(m -> m.problem(kind, report.variants()));
        if (unfit.isPresent()) {
            return new DeskAnswer.Refused(unfit.get());
        }
        Optional<String> lacking =
                competences
                        .refusal(actor, GatedTask.SIGN_REPORT)
                        .or(() ->
                                mark.isPresent()
                                        ? competences.refusal(actor, GatedTask.MARK_CAUSE)
                                        : Optional.empty());
        if (lacking.isPresent()) {
            return new DeskAnswer.Refused(lacking.get());
        }
        Report signed =
                new Report(
                        report.id(),
                        report.order(),
                        report.version() + 1,
                        ReportStatus.FINAL,
                        kind,
                        conclusion.strip(),
                        report.variants(),
                        report.analysisVersion(),
                        clock.instant(),
                        Optional.of(actor.displayName()),
                        mark);
        cases.addReport(signed);
        if (effort.isSaid()) {
            cases.addEffort(signed, effort);
        }
        TestOrder after = desk.reported(order, actor);
        listener.reportChanged(after, signed);
        cohort.consider(after);
        desk.answered(after, genomeAfter(kind));
        return new DeskAnswer.Reported(after, signed);
    }

    /// What an answer means for a genome that is kept behind the test. An uncertain result asks for
    /// thought before another test, and a failed test says nothing; so of neither a genome follows
    /// by itself.
    private static StandingStep.Kind genomeAfter(ResultKind kind) {
        return switch (kind) {
            case NO_CAUSE_FOUND -> StandingStep.Kind.DUE;
            case CAUSE_FOUND -> StandingStep.Kind.CAUSE_FOUND;
            case UNCERTAIN, PROPOSED -> StandingStep.Kind.UNCERTAIN;
            case FAILED -> StandingStep.Kind.FAILED;
        };
    }

    /// The requester records what the report meant for the patient.
    public DeskAnswer recordOutcome(ReportId id, Outcome outcome, Actor actor) {
        return asRequester(
                id,
                actor,
                "Only the organisation that ordered the test records its outcome.",
                (report, order) -> {
                    cases.addOutcome(id, outcome, actor.displayName(), clock.instant());
                    addEvent(
                            order,
                            actor,
                            "Outcome recorded: case solved " + Outcome.code(outcome.caseSolved()));
                    return new DeskAnswer.Done(desk.outcomeRecorded(order));
                });
    }

    /// The requester has told the patient what the report says: from now on the patient reads it
    /// too.
    public DeskAnswer tell(ReportId id, Actor actor) {
        return asRequester(
                id,
                actor,
                "Only the organisation that ordered the test notes that the patient was told.",
                (report, order) -> {
                    cases.addTold(
                            report,
                            "%s of %s".formatted(actor.id(), actor.organisation().value()),
                            clock.instant());
                    addEvent(order, actor, "The patient was told the result");
                    listener.resultTold(order, report);
                    return new DeskAnswer.Done(order);
                });
    }

    /// What the organisation that ordered the test does with a signed report.
    ///
    /// @param notTheirs why others do not
    /// @param deed with the report and its order, locked by this transaction
    private DeskAnswer asRequester(
            ReportId id,
            Actor actor,
            String notTheirs,
            BiFunction<Report, TestOrder, DeskAnswer> deed) {
        Optional<Report> newest = cases.findReport(id);
        if (newest.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = orders.findForUpdate(newest.get().order()).orElseThrow();
        if (!actor.has(Role.CLINICIAN) || !order.belongsTo(actor.organisation())) {
            return new DeskAnswer.NotAllowed(notTheirs);
        }
        if (newest.get().status() != ReportStatus.FINAL) {
            return new DeskAnswer.Refused("The report is not signed yet.");
        }
        return deed.apply(newest.get(), order);
    }

    private void addEvent(TestOrder order, Actor actor, String what) {
        orders.addEvent(
                order.id(),
                new OrderEvent(
                        clock.instant(), actor.displayName(), actor.organisation().value(), what));
    }

    private static Optional<String> willNotBeDone(TestOrder order) {
        return switch (order.state()) {
            case CLOSING, CANCELLED -> Optional.of("The order is cancelled.");
            case ENTERED_IN_ERROR -> Optional.of("The order was entered in error.");
            case ON_HOLD,
                    IN_LABORATORY,
                    IN_INTERPRETATION,
                    AWAITING_SIGNATURE,
                    REPORTED,
                    OUTCOME_RECORDED ->
                    Optional.empty();
        };
    }

    /// Why a test has no result yet: work at the bench is not done. That it failed may be said as
    /// soon as any of the work has failed.
    private Optional<String> waitsForTheBench(TestOrder order, ResultKind kind) {
        List<LabTask> tasks = orders.tasks(order.id());
        boolean failed =
                tasks.stream()
                        .anyMatch(t ->
                                TaskProcess.before(TaskCode.INTERPRETATION).contains(t.code())
                                        && (t.status() == TaskStatus.FAILED
                                                || t.status() == TaskStatus.REJECTED));
        if (kind == ResultKind.FAILED && failed) {
            return Optional.empty();
        }
        return tasks.stream()
                .filter(t -> t.code() == TaskCode.PRODUCE_FINAL_REPORT && t.isAlive())
                .findFirst()
                .flatMap(report -> desk.waitsForBench(order, report));
    }

    private static String proposal(Analysis analysis) {
        if (analysis.variants().isEmpty()) {
            return "The program found no candidate among %d variants."
                    .formatted(analysis.variantsRead());
        }
        ReportedVariant first = analysis.variants().getFirst();
        return "The program proposes %s in %s (%s) as the likeliest cause among %d variants. A scientist has not looked at it yet."
                .formatted(
                        first.hgvsC().isEmpty() ? first.consequence() : first.hgvsC(),
                        first.gene(),
                        first.consequence().replace('_', ' '),
                        analysis.variantsRead());
    }
}
