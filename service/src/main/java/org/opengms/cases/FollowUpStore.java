package org.opengms.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;

/// Where the follow-up of outcomes is kept; it is added to, never changed.
public interface FollowUpStore {
    /// An order whose report has no outcome.
    record Unanswered(OrderId order, ReportId report) {}

    /// Waits until no other draw runs, until the end of the transaction.
    void lock();

    /// Orders of probands whose first report was signed by an instant, of which no outcome is
    /// recorded, whose test did not fail, and that were in no draw, in the order of their ids. Who
    /// refused uses beyond their care is not among them.
    List<Unanswered> unanswered(Instant signedBy);

    /// Keeps a draw.
    void add(FollowUpDraw draw);

    /// What an organisation is asked for and has not answered, what is due first before the rest.
    List<Asked> asked(OdsCode organisation);

    /// An outcome that is asked for.
    ///
    /// @param number of the order
    /// @param indication in words
    /// @param requester who ordered, if a name was given
    /// @param signedOn the day of the report
    /// @param askedOn the day of the draw
    /// @param dueOn until when
    record Asked(
            String number,
            ReportId report,
            String indication,
            Optional<String> requester,
            LocalDate signedOn,
            LocalDate askedOn,
            LocalDate dueOn) {
        /// Whether the answer is late.
        public boolean isOverdue(LocalDate today) {
            return dueOn.isBefore(today);
        }

        /// Never whose it is.
        @Override
        public String toString() {
            return "Asked[due " + dueOn + "]";
        }
    }
}
