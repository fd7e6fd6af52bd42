package org.opengms.server.pages;

import java.util.Optional;
import org.opengms.cases.CauseChoice;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Outcome;
import org.opengms.cases.ReportId;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.gate.Actor;
import org.opengms.orders.OrderChoices;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.orders.OtherTest;
import org.opengms.orders.SpecimenOutcome;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskOutcome;
import org.opengms.routing.OverrideReason;

/// What people do on the pages. Each call is one transaction; its answer is durable.
public interface PageActions {
    /// Submits an order as hospitals do.
    ///
    /// @param bundleJson a FHIR R4 transaction Bundle
    /// @param form a number of the form, the same when it is mended and sent again; may be empty
    Submission submitOrder(String bundleJson, String form, Actor actor);

    /// Changes a laboratory task.
    TaskOutcome changeTask(TaskId id, TaskChange change, Actor actor);

    /// Chooses the test of an order that the directory did not know.
    ///
    /// @param indicationCode in the newest directory
    /// @param testCode of that indication
    /// @param reason in the scientist's words
    TaskOutcome chooseTest(
            OrderId id, String indicationCode, String testCode, String reason, Actor actor);

    /// Has another test done than the policy recommended.
    ///
    /// @param reason in words
    /// @param seenVersion the version of the order that the page showed
    OrderOutcome chooseAnotherTest(
            OrderId id,
            OtherTest chosen,
            OverrideReason reason,
            Optional<Integer> seenVersion,
            Actor actor);

    /// Has the genome that is kept behind an order's test not done.
    ///
    /// @param reason in words
    /// @param seenVersion the version of the order that the page showed
    OrderOutcome cancelGenome(
            OrderId id, OverrideReason reason, Optional<Integer> seenVersion, Actor actor);

    /// Has the genome that was kept behind an order's test, and was refused or is overdue, ordered
    /// again.
    ///
    /// @param seenVersion the version of the order that the page showed
    OrderOutcome orderGenomeAgain(OrderId id, Optional<Integer> seenVersion, Actor actor);

    /// Keeps a record of discussion that an order waited for, and lets the order go on if that was
    /// all.
    DeskAnswer takeDiscussion(OrderId id, RecordOfDiscussion record, Actor actor);

    /// What the actor may do with a whole order as it stands. Tells nothing about a person.
    OrderChoices choices(OrderId id, Actor actor);

    /// Puts an order on hold.
    ///
    /// @param statusReason a code of `task-statusReason-genomics`
    /// @param seenVersion the version of the order that the page showed
    OrderOutcome hold(OrderId id, String statusReason, Optional<Integer> seenVersion, Actor actor);

    /// Lets an order go on that its requester put on hold.
    OrderOutcome release(OrderId id, Optional<Integer> seenVersion, Actor actor);

    /// Revokes an order.
    ///
    /// @param reason in words
    OrderOutcome revoke(OrderId id, String reason, Optional<Integer> seenVersion, Actor actor);

    /// Marks an order that should never have been made.
    ///
    /// @param reason in words
    OrderOutcome enteredInError(
            OrderId id, String reason, Optional<Integer> seenVersion, Actor actor);

    /// Books in a sample that has reached the actor's laboratory without its order.
    SpecimenOutcome bookIn(SampleForm sample, Actor actor);

    /// Enters the result of a conventional test.
    DeskAnswer enterResult(OrderId id, ResultKind kind, String conclusion, Actor actor);

    /// Signs a report.
    ///
    /// @param seenVersion the version that the scientist read
    /// @param cause which of its variants explain the disorder
    /// @param effort what it took, as far as the scientist says
    DeskAnswer sign(
            ReportId id,
            int seenVersion,
            ResultKind kind,
            CauseChoice cause,
            String conclusion,
            SigningEffort effort,
            Actor actor);

    /// Records what a report meant for the patient.
    DeskAnswer recordOutcome(ReportId id, Outcome outcome, Actor actor);

    /// Notes that the patient was told what a report says.
    DeskAnswer tell(ReportId id, Actor actor);
}
