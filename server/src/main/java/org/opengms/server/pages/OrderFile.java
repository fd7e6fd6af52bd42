package org.opengms.server.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.cases.ReportId;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.Finding;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TestOrder;
import org.opengms.orders.TurnaroundClock;

/// Everything about one order that its page shows.
///
/// @param tasks in the order of the work
/// @param events oldest first
/// @param findings what was found when it was accepted
/// @param clock how its days are counted, where it has a standard
/// @param report the newest report that the reader may see
/// @param standing how a genome stands that was kept behind the order's test
/// @param follows the order behind whose test this was kept, where it was
/// @param family other orders of the same family, for an order that names one
/// @param organisations names of the sites and laboratories that appear, by code
public record OrderFile(
        Patient patient,
        TestOrder order,
        List<LabTask> tasks,
        List<OrderEvent> events,
        List<Finding> findings,
        Optional<TurnaroundClock> clock,
        Optional<ReportLink> report,
        Optional<Standing> standing,
        Optional<Link> follows,
        Optional<Family> family,
        Map<OdsCode, String> organisations) {
    /// An order without a clock, without a genome behind it and without a family.
    public OrderFile(
            Patient patient,
            TestOrder order,
            List<LabTask> tasks,
            List<OrderEvent> events,
            List<Finding> findings,
            Optional<ReportLink> report,
            Map<OdsCode, String> organisations) {
        this(
                patient,
                order,
                tasks,
                events,
                findings,
                Optional.empty(),
                report,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                organisations);
    }

    public OrderFile {
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
        findings = List.copyOf(findings);
        organisations = Map.copyOf(organisations);
    }

    /// A report of the order.
    ///
    /// @param isSigned whether it may be acted on
    public record ReportLink(ReportId id, boolean isSigned) {}

    /// Another order of the same patient.
    public record Link(OrderId id, String number) {}

    /// How a genome stands that was kept behind the order's test.
    ///
    /// @param kind the last that became of it
    /// @param words that a person gave with that; may be empty
    /// @param order that it became
    public record Standing(StandingStep.Kind kind, String words, Optional<Link> order) {
        /// Whether a person has to see to it.
        public boolean needsAPerson() {
            return switch (kind) {
                case REFUSED, UNCERTAIN, FAILED -> true;
                case KEPT,
                        DUE,
                        ORDERED,
                        CAUSE_FOUND,
                        CANCELLED,
                        GIVEN_UP,
                        DIED,
                        NOT_AGREED,
                        ORDERED_BY_OTHERS ->
                        false;
            };
        }
    }

    /// The other orders that the same organisation sent under the same requisition number.
    ///
    /// @param orders those that the reader may see, probands first
    /// @param hasMore whether there are more than a page shows
    public record Family(List<Relative> orders, boolean hasMore) {
        public Family {
            orders = List.copyOf(orders);
        }
    }

    /// Another order of the family. It names nobody: a name on another person's page would be taken
    /// for that person's.
    ///
    /// @param role of the person whom that order is about
    public record Relative(OrderId id, String number, ParticipantRole role, OrderState state) {}

    /// The name of an organisation, or its code where the name is not known.
    public String nameOf(OdsCode ods) {
        return organisations.getOrDefault(ods, ods.value());
    }

    /// What the order waits for, as the code of the task that takes it in.
    public Optional<String> holdReason() {
        return tasks.stream()
                .filter(t -> t.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                .findFirst()
                .flatMap(LabTask::statusReason);
    }
}
