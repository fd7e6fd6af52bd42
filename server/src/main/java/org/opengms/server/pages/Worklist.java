package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.cases.ReportId;
import org.opengms.directory.TestMethod;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderId;
import org.opengms.routing.Priority;

/// The work of one laboratory: of every order the tasks that can be worked on now.
///
/// @param laboratory its name
/// @param toChoose orders for which a scientist must choose the test
/// @param toAccept requested, not yet accepted
/// @param inProgress accepted or begun
/// @param onHold waiting for something
/// @param toSign reports that wait for a signature
public record Worklist(
        String laboratory,
        List<Case> toChoose,
        List<Item> toAccept,
        List<Item> inProgress,
        List<Item> onHold,
        List<Signing> toSign) {
    public Worklist {
        toChoose = List.copyOf(toChoose);
        toAccept = List.copyOf(toAccept);
        inProgress = List.copyOf(inProgress);
        onHold = List.copyOf(onHold);
        toSign = List.copyOf(toSign);
    }

    /// How many tasks there are to do or to follow.
    public int size() {
        return toChoose.size()
                + toAccept.size()
                + inProgress.size()
                + onHold.size()
                + toSign.size();
    }

    /// An order as the worklist names it.
    ///
    /// @param isAtRisk whether little of its time is left
    /// @param isClosing whether it was revoked, so that work on it is to be closed
    public record Case(
            OrderId order,
            String number,
            Patient patient,
            String indication,
            Optional<String> test,
            Optional<TestMethod> method,
            Priority priority,
            Optional<LocalDate> dueOn,
            boolean isOverdue,
            boolean isAtRisk,
            boolean isClosing) {
        /// An order with time left, or overdue.
        public Case(
                OrderId order,
                String number,
                Patient patient,
                String indication,
                Optional<String> test,
                Optional<TestMethod> method,
                Priority priority,
                Optional<LocalDate> dueOn,
                boolean isOverdue) {
            this(
                    order,
                    number,
                    patient,
                    indication,
                    test,
                    method,
                    priority,
                    dueOn,
                    isOverdue,
                    false,
                    false);
        }
    }

    /// A task with the order that it serves.
    public record Item(Case testOrder, LabTask task) {}

    /// A preliminary report with the order that it answers.
    public record Signing(Case testOrder, ReportId report) {}
}
