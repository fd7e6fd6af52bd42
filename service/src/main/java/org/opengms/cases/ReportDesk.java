package org.opengms.cases;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.cohort.CohortDesk;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.OrderStore;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.routing.Route;
import org.opengms.samples.SequencingFile;
import org.opengms.samples.SequencingFiles;

/// Takes a case from the delivered file to the signed report and its outcome. Every method runs
/// inside one transaction of the caller.
public final class ReportDesk {
    /// How many candidates a report shows; the analysis keeps all.
    static final int VARIANTS_IN_REPORT = 10;

    private static final String CANCELLED = "The order is cancelled.";

    private final OrderStore orders;
    private final OrderDesk desk;
    private final SequencingFiles files;
    private final CaseStore cases;
    private final InterpretationJobs jobs;
    private final CohortDesk cohort;
    private final ReportListener listener;
    private final Clock clock;

    /// @param listener is told of every report version in the same transaction
    public ReportDesk(
            OrderStore orders,
            OrderDesk desk,
            SequencingFiles files,
            CaseStore cases,
            InterpretationJobs jobs,
            CohortDesk cohort,
            ReportListener listener,
            Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.files = files;
        this.cases = cases;
        this.jobs = jobs;
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
                            .formatted(order.state().words().toLowerCase(java.util.Locale.ROOT)));
        }
        if (task.get().status().isClosed()) {
            return new DeskAnswer.Refused(
                    "The task is %s; deliver for the one that is open."
                            .formatted(task.get().status().code()));
        }
        Optional<LabTask> waiting =
                orders.tasks(order.id()).stream()
                        .filter(t -> t.code() != TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                        .filter(t -> t.code().compareTo(task.get().code()) < 0)
                        .filter(t -> !t.status().isClosed())
                        .findFirst();
        if (waiting.isPresent()) {
            return new DeskAnswer.Refused(
                    "'%s' comes first and is not done.".formatted(waiting.get().code().words()));
        }
        return new DeskAnswer.Done(order);
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
        files.add(file);
        String who = actor.displayName();
        TestOrder after =
                advance(order, TaskCode.GENETIC_GENOMIC_DATA_PROCESSING, who, order.state());
        after =
                desk.advance(
                        after,
                        TaskCode.INTERPRETATION,
                        TaskStatus.ACCEPTED,
                        OrderState.IN_INTERPRETATION,
                        "Service");
        after =
                desk.advance(
                        after,
                        TaskCode.INTERPRETATION,
                        TaskStatus.IN_PROGRESS,
                        OrderState.IN_INTERPRETATION,
                        "Service");
        jobs.schedule(after.id());
        return new DeskAnswer.Done(after);
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
        if (order.state() == OrderState.CANCELLED) {
            return new DeskAnswer.Refused(CANCELLED);
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
        TestOrder after =
                advance(order, TaskCode.INTERPRETATION, "Service", OrderState.AWAITING_SIGNATURE);
        after =
                desk.advance(
                        after,
                        TaskCode.PRODUCE_FINAL_REPORT,
                        TaskStatus.ACCEPTED,
                        OrderState.AWAITING_SIGNATURE,
                        "Service");
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

    /// A laboratory enters the result of a conventional test; a scientist signs it later.
    public DeskAnswer resultEntered(OrderId id, ResultKind kind, String conclusion, Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = found.get();
        if (!(order.route().route() instanceof Route.Test test)) {
            return new DeskAnswer.Refused("The test has not been chosen yet.");
        }
        if (!actor.organisation().equals(test.laboratory())
                || !(actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST))) {
            return new DeskAnswer.NotAllowed(
                    "Only staff of laboratory %s enter this result.".formatted(test.laboratory()));
        }
        if (test.method() == TestMethod.WGS) {
            return new DeskAnswer.Refused(
                    "The result of a whole genome comes from its sequencing file, not by hand.");
        }
        if (order.state() != OrderState.IN_LABORATORY) {
            return new DeskAnswer.Refused(
                    "The order is %s; it takes no result now."
                            .formatted(order.state().words().toLowerCase(java.util.Locale.ROOT)));
        }
        boolean processed =
                orders.tasks(id).stream()
                        .filter(t -> t.code() == TaskCode.SAMPLE_PROCESSING)
                        .allMatch(t ->
                                t.status() == TaskStatus.COMPLETED
                                        || (kind == ResultKind.FAILED && t.status().isClosed()));
        if (!processed) {
            return new DeskAnswer.Refused(
                    "'%s' comes first and is not done."
                            .formatted(TaskCode.SAMPLE_PROCESSING.words()));
        }
        if (kind == ResultKind.PROPOSED || conclusion.isBlank()) {
            return new DeskAnswer.Refused("A result needs a conclusion in words.");
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
                desk.advance(
                        order,
                        TaskCode.PRODUCE_FINAL_REPORT,
                        TaskStatus.ACCEPTED,
                        OrderState.AWAITING_SIGNATURE,
                        actor.displayName());
        listener.reportChanged(after, report);
        return new DeskAnswer.Reported(after, report);
    }

    /// A scientist signs: the report becomes final, is given to the requester, and, where the
    /// patient agreed, the genome joins the research cohort.
    ///
    /// @param seenVersion the version that the scientist read
    /// @param kind the answer that the scientist gives
    /// @param conclusion in the scientist's words
    public DeskAnswer sign(
            ReportId id, int seenVersion, ResultKind kind, String conclusion, Actor actor) {
        Optional<Report> newest = cases.findReport(id);
        if (newest.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = orders.findForUpdate(newest.get().order()).orElseThrow();
        Report report = cases.findReport(id).orElseThrow();
        if (!actor.has(Role.SCIENTIST)
                || !actor.organisation().equals(order.route().route().laboratory())) {
            return new DeskAnswer.NotAllowed(
                    "Only a scientist of laboratory %s may sign this report."
                            .formatted(order.route().route().laboratory()));
        }
        if (order.state() == OrderState.CANCELLED) {
            return new DeskAnswer.Refused(CANCELLED);
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
                        Optional.of(actor.displayName()));
        cases.addReport(signed);
        TestOrder after =
                advance(order, TaskCode.PRODUCE_FINAL_REPORT, actor.displayName(), order.state());
        after = advance(after, TaskCode.DISTRIBUTE_REPORT, "Service", order.state());
        after =
                advance(
                        after,
                        TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                        "Service",
                        OrderState.REPORTED);
        listener.reportChanged(after, signed);
        if (signed.analysisVersion().isPresent()) {
            cohort.consider(after);
        }
        return new DeskAnswer.Reported(after, signed);
    }

    /// The requester records what the report meant for the patient.
    public DeskAnswer recordOutcome(ReportId id, Outcome outcome, Actor actor) {
        Optional<Report> newest = cases.findReport(id);
        if (newest.isEmpty()) {
            return new DeskAnswer.NotFound();
        }
        TestOrder order = orders.findForUpdate(newest.get().order()).orElseThrow();
        if (!actor.has(Role.CLINICIAN) || !order.belongsTo(actor.organisation())) {
            return new DeskAnswer.NotAllowed(
                    "Only the organisation that ordered the test records its outcome.");
        }
        if (newest.get().status() != ReportStatus.FINAL) {
            return new DeskAnswer.Refused("The report is not signed yet.");
        }
        Instant now = clock.instant();
        cases.addOutcome(id, outcome, actor.displayName(), now);
        orders.addEvent(
                order.id(),
                new OrderEvent(
                        now,
                        actor.displayName(),
                        actor.organisation().value(),
                        "Outcome recorded: case solved " + Outcome.code(outcome.caseSolved())));
        TestOrder after = order;
        if (order.state() == OrderState.REPORTED) {
            after = order.inState(OrderState.OUTCOME_RECORDED);
            orders.update(after);
            desk.changed(after);
        }
        return new DeskAnswer.Done(after);
    }

    /// Brings an open task to its end by the steps that its states allow.
    private TestOrder advance(TestOrder order, TaskCode code, String who, OrderState state) {
        TestOrder after = order;
        for (LabTask task : orders.tasks(order.id())) {
            if (task.code() == code
                    && !task.status().isClosed()
                    && !task.status().next().contains(TaskStatus.COMPLETED)) {
                after = desk.advance(after, code, TaskStatus.ACCEPTED, after.state(), who);
            }
        }
        return desk.advance(after, code, TaskStatus.COMPLETED, state, who);
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
