package org.opengms.server.desk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.cases.CauseChoice;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Outcome;
import org.opengms.cases.ReportDesk;
import org.opengms.cases.ReportId;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.Finding;
import org.opengms.orders.OrderChoices;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.orders.OrderRequest;
import org.opengms.orders.OtherTest;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SpecimenOutcome;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskOutcome;
import org.opengms.people.NhsNumber;
import org.opengms.routing.OverrideReason;
import org.opengms.samples.SequencingFile;
import org.opengms.server.files.FileReception;
import org.opengms.server.pages.PageActions;
import org.opengms.server.pages.SampleForm;
import org.springframework.transaction.support.TransactionTemplate;

/// Everything that can be done to an order after it is in, each as one transaction.
public final class ServiceDesk implements PageActions {
    private final OrderIntake intake;
    private final OrderDesk orders;
    private final ReportDesk reports;
    private final FileReception files;
    private final ResourceViews views;
    private final TransactionTemplate transactions;

    public ServiceDesk(
            OrderIntake intake,
            OrderDesk orders,
            ReportDesk reports,
            FileReception files,
            ResourceViews views,
            TransactionTemplate transactions) {
        this.intake = intake;
        this.orders = orders;
        this.reports = reports;
        this.files = files;
        this.views = views;
        this.transactions = transactions;
    }

    @Override
    public Submission submitOrder(String bundleJson, String form, Actor actor) {
        return intake.submitForm(bundleJson, form, actor).submission().orElseThrow();
    }

    @Override
    public TaskOutcome changeTask(TaskId id, TaskChange change, Actor actor) {
        return whole(() -> orders.changeTask(id, change, actor));
    }

    @Override
    public TaskOutcome chooseTest(
            OrderId id, String indicationCode, String testCode, String reason, Actor actor) {
        return whole(() -> orders.chooseTest(id, indicationCode, testCode, reason, actor));
    }

    @Override
    public OrderOutcome chooseAnotherTest(
            OrderId id,
            OtherTest chosen,
            OverrideReason reason,
            Optional<Integer> expectedVersion,
            Actor actor) {
        return whole(() -> orders.chooseAnotherTest(id, chosen, reason, expectedVersion, actor));
    }

    @Override
    public OrderOutcome cancelGenome(
            OrderId id, OverrideReason reason, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.cancelGenome(id, reason, expectedVersion, actor));
    }

    @Override
    public OrderOutcome orderGenomeAgain(
            OrderId id, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.orderGenomeAgain(id, expectedVersion, actor));
    }

    @Override
    public DeskAnswer takeDiscussion(OrderId id, RecordOfDiscussion record, Actor actor) {
        return switch (whole(() -> orders.takeDiscussion(id, record, "Entered on a page", actor))) {
            case TaskOutcome.Changed changed -> new DeskAnswer.Done(changed.order());
            case TaskOutcome.NotFound _ -> new DeskAnswer.NotFound();
            case TaskOutcome.NotYours(String reason) -> new DeskAnswer.NotAllowed(reason);
            case TaskOutcome.Refused(String reason) -> new DeskAnswer.Refused(reason);
            case TaskOutcome.Stale _ ->
                    new DeskAnswer.Refused("Somebody else changed the order. Look at it again.");
        };
    }

    /// Gives a task to another laboratory.
    public TaskOutcome sendAway(
            TaskId id, OdsCode newOwner, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.sendAway(id, newOwner, expectedVersion, actor));
    }

    /// Asks for the work of a closed task again.
    public TaskOutcome repeatTask(TaskId id, Actor actor) {
        return whole(() -> orders.repeatTask(id, actor));
    }

    @Override
    public OrderOutcome revoke(
            OrderId id, String reason, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.revoke(id, reason, expectedVersion, actor));
    }

    @Override
    public OrderOutcome enteredInError(
            OrderId id, String reason, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.enteredInError(id, reason, expectedVersion, actor));
    }

    @Override
    public OrderOutcome hold(
            OrderId id, String statusReason, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.hold(id, statusReason, expectedVersion, actor));
    }

    @Override
    public OrderOutcome release(OrderId id, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.release(id, expectedVersion, actor));
    }

    @Override
    public OrderChoices choices(OrderId id, Actor actor) {
        return whole(() -> orders.choices(id, actor));
    }

    @Override
    public SpecimenOutcome bookIn(SampleForm sample, Actor actor) {
        return whole(() -> {
            SpecimenOutcome outcome =
                    orders.specimenArrived(
                            new SpecimenDetails(sample.label(), sample.type(), true),
                            sample.onTheTube(),
                            actor);
            switch (outcome) {
                case SpecimenOutcome.Matched(var order, var specimen) ->
                        views.bookedIn(specimen, sample.collectedOn(), Optional.of(order), actor);
                case SpecimenOutcome.Waiting(var specimen) ->
                        views.bookedIn(specimen, sample.collectedOn(), Optional.empty(), actor);
                case SpecimenOutcome.NotFound _,
                        SpecimenOutcome.Stale _,
                        SpecimenOutcome.Refused _,
                        SpecimenOutcome.NotYours _ -> {}
            }
            return outcome;
        });
    }

    /// Notes that the requester has the report.
    public OrderOutcome complete(OrderId id, Optional<Integer> expectedVersion, Actor actor) {
        return whole(() -> orders.complete(id, expectedVersion, actor));
    }

    /// Gives an order new content.
    public OrderOutcome amend(
            OrderId id,
            OrderRequest request,
            List<Finding> earlier,
            String evidence,
            Optional<Integer> expectedVersion,
            Actor actor) {
        return whole(() -> orders.amend(id, request, earlier, evidence, expectedVersion, actor));
    }

    /// Announces or books in a specimen for an order.
    public SpecimenOutcome specimenArrived(
            OrderId id,
            SpecimenDetails specimen,
            Optional<NhsNumber> onTheTube,
            Optional<Integer> expectedVersion,
            Actor actor) {
        return whole(() -> orders.specimenArrived(id, specimen, onTheTube, expectedVersion, actor));
    }

    /// Books in a specimen that carries no order.
    public SpecimenOutcome specimenArrived(
            SpecimenDetails specimen, Optional<NhsNumber> onTheTube, Actor actor) {
        return whole(() -> orders.specimenArrived(specimen, onTheTube, actor));
    }

    @Override
    public DeskAnswer enterResult(OrderId id, ResultKind kind, String conclusion, Actor actor) {
        return whole(() -> reports.resultEntered(id, kind, conclusion, actor));
    }

    @Override
    public DeskAnswer sign(
            ReportId id,
            int seenVersion,
            ResultKind kind,
            CauseChoice cause,
            String conclusion,
            SigningEffort effort,
            Actor actor) {
        return whole(() -> reports.sign(id, seenVersion, kind, cause, conclusion, effort, actor));
    }

    @Override
    public DeskAnswer recordOutcome(ReportId id, Outcome outcome, Actor actor) {
        return whole(() -> reports.recordOutcome(id, outcome, actor));
    }

    @Override
    public DeskAnswer tell(ReportId id, Actor actor) {
        return whole(() -> reports.tell(id, actor));
    }

    /// Whether a laboratory may deliver a file for a task now.
    public DeskAnswer mayDeliver(TaskId id, Actor actor) {
        return whole(() -> reports.mayBeginDelivery(id, actor));
    }

    /// Accepts a received file, or discards it if the task no longer takes it.
    ///
    /// @throws IOException if a refused file cannot be removed
    public DeskAnswer deliver(TaskId id, SequencingFile file, Actor actor) throws IOException {
        boolean kept = false;
        try {
            DeskAnswer answer = whole(() -> reports.fileDelivered(id, file, actor));
            kept = answer instanceof DeskAnswer.Done;
            return answer;
        } finally {
            if (!kept) {
                files.discard(file);
            }
        }
    }

    private <T> T whole(Supplier<T> deed) {
        T answer = transactions.execute(status -> deed.get());
        if (answer == null) {
            throw new IllegalStateException("OGMS-4501 The transaction gave no answer");
        }
        return answer;
    }
}
