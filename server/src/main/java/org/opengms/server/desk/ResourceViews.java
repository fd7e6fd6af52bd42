package org.opengms.server.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.cases.Report;
import org.opengms.cases.ReportListener;
import org.opengms.fhir.OrderMapping;
import org.opengms.fhir.ReportMapping;
import org.opengms.fhir.ResourceVersion;
import org.opengms.fhir.SpecimenMapping;
import org.opengms.fhir.TaskMapping;
import org.opengms.gate.Actor;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderListener;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.TestOrder;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.security.CurrentActor;
import org.springframework.security.core.context.SecurityContextHolder;

/// Keeps the FHIR view of orders, tasks and reports in step with the records, in the transaction
/// that changes them.
public final class ResourceViews implements OrderListener, ReportListener {
    /// New content of orders while a change of theirs is being made.
    private static final ScopedValue<Map<OrderId, String>> CONTENT = ScopedValue.newInstance();

    private final ResourceStore store;
    private final OrderMapping orders;
    private final TaskMapping tasks;
    private final ReportMapping reports;
    private final SpecimenMapping specimens;
    private final Clock clock;

    public ResourceViews(
            ResourceStore store,
            OrderMapping orders,
            TaskMapping tasks,
            ReportMapping reports,
            SpecimenMapping specimens,
            Clock clock) {
        this.store = store;
        this.orders = orders;
        this.tasks = tasks;
        this.reports = reports;
        this.specimens = specimens;
        this.clock = clock;
    }

    /// Makes a change to an order whose ServiceRequest gets another text with it.
    ///
    /// @param text as it is to be kept; its status and performer become the order's
    public <T> T withContent(OrderId order, String text, Supplier<T> change) {
        return ScopedValue.where(CONTENT, Map.of(order, text)).call(change::get);
    }

    /// A new order has no view yet: the resources that it came with are kept by whoever took it in.
    @Override
    public void orderChanged(TestOrder order) {
        Optional<String> content =
                CONTENT.isBound()
                        ? Optional.ofNullable(CONTENT.get().get(order.id()))
                        : Optional.empty();
        store.find("ServiceRequest", order.id().value())
                .ifPresent(current ->
                        add(
                                orders.changed(
                                        order, content.orElse(current.body()), clock.instant())));
    }

    @Override
    public void taskChanged(TestOrder order, LabTask task) {
        add(tasks.toFhir(order, task));
    }

    @Override
    public void tasksMade(TestOrder order, List<LabTask> made) {
        store.addAll(made.stream().map(task -> tasks.toFhir(order, task)).toList(), actor());
    }

    @Override
    public void reportChanged(TestOrder order, Report report) {
        reports.toFhir(order, report, clock.instant()).forEach(this::add);
    }

    /// Keeps the view of a specimen that was booked in without a message.
    ///
    /// @param order that it belongs to, if one is here
    void bookedIn(
            OrderSpecimen specimen,
            Optional<LocalDate> collectedOn,
            Optional<TestOrder> order,
            Actor actor) {
        add(specimens.toFhir(specimen, collectedOn, order, actor.organisation()));
    }

    private void add(ResourceVersion resource) {
        store.add(resource, actor());
    }

    private static String actor() {
        return CurrentActor.find(SecurityContextHolder.getContext().getAuthentication())
                .map(Actor::id)
                .orElse("service");
    }
}
