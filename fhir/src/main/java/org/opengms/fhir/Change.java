package org.opengms.fhir;

import java.util.Optional;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.people.NhsNumber;

/// One thing that an entry of a transaction wants done to what the service keeps already.
public sealed interface Change {
    /// The entry's place in the Bundle from 0.
    int entry();

    /// Another content or state of an order.
    ///
    /// @param expectedVersion that the sender saw
    /// @param reason in words, for a withdrawal
    record OfOrder(
            int entry, OrderId order, Optional<Integer> expectedVersion, Wish wish, String reason)
            implements Change {
        /// What an order is to become.
        public enum Wish {
            /// New content; also what lets an order go on that its requester held.
            AMEND,
            HOLD,
            COMPLETE,
            REVOKE,
            ENTERED_IN_ERROR
        }
    }

    /// Another state, or another owner, of a task.
    ///
    /// @param owner laboratory that the task is to belong to, as the Task says
    record OfTask(int entry, TaskId task, TaskChange change, Optional<OdsCode> owner)
            implements Change {}

    /// A specimen, announced or at hand.
    ///
    /// @param order that it is for; absent for one that comes before its order
    /// @param onTheTube whose it is by the label
    /// @param kept the id of the Specimen where it is kept already
    record SpecimenComes(
            int entry,
            Optional<OrderId> order,
            SpecimenDetails details,
            Optional<NhsNumber> onTheTube,
            Optional<String> kept)
            implements Change {}

    /// A record of discussion.
    ///
    /// @param by who made the choices, if the Consent tells
    /// @param kept the id of the Consent where it is kept already
    record DiscussionComes(
            int entry,
            OrderId order,
            RecordOfDiscussion record,
            Optional<WhoChose> by,
            Optional<String> kept)
            implements Change {}

    /// A Consent that is kept holds no longer: its status is inactive, or entered in error.
    ///
    /// @param kept the id of the Consent
    record ConsentEnds(int entry, OrderId order, String kept) implements Change {}

    /// A laboratory's report.
    record ReportComes(int entry, EnteredResult result) implements Change {}

    /// Anything else that belongs to an order: kept as it is.
    ///
    /// @param kept the id where it is kept already, and this is its next version
    /// @param expectedVersion that the sender saw
    record Information(
            int entry, OrderId order, Optional<String> kept, Optional<Integer> expectedVersion)
            implements Change {}
}
