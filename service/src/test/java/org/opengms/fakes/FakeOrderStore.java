package org.opengms.fakes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.gate.CareRelations;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderStore;
import org.opengms.orders.SpecimenId;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskMove;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.people.PersonId;
import org.opengms.routing.LiveLoad;
import org.opengms.routing.OpenWork;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOverride;

/// Orders in memory. Refuses what a database with version columns refuses, and every task move that
/// the national process does not have.
public final class FakeOrderStore implements OrderStore, LiveLoad, CareRelations {
    private final Map<OrderId, TestOrder> orders = new LinkedHashMap<>();
    private final Map<TaskId, LabTask> tasks = new LinkedHashMap<>();
    private final Map<OrderId, List<OrderEvent>> events = new LinkedHashMap<>();
    private final List<TaskMove> moves = new ArrayList<>();
    private final Map<SpecimenId, OrderSpecimen> specimens = new LinkedHashMap<>();
    private final List<RouteDecision> routings = new ArrayList<>();
    private final List<RouteOverride> overrides = new ArrayList<>();
    private final Map<OrderId, List<StandingStep>> standing = new LinkedHashMap<>();
    private int lastNumber;

    @Override
    public String nextNumber() {
        lastNumber++;
        return "OG-26-%06d".formatted(lastNumber);
    }

    @Override
    public void add(TestOrder order) {
        if (order.version() != 1 || orders.putIfAbsent(order.id(), order) != null) {
            throw new IllegalStateException("A new order has version 1 and a new id.");
        }
    }

    @Override
    public void keepRouting(TestOrder order) {
        if (order.route().trace().isPresent() || order.route().override().isPresent()) {
            routings.add(order.route());
        }
    }

    @Override
    public void keepOverride(TestOrder order, RouteOverride override) {
        overrides.add(override);
    }

    /// Choices against decisions other than by another test, in their order.
    public List<RouteOverride> overrides() {
        return List.copyOf(overrides);
    }

    @Override
    public void addStandingStep(TestOrder order, StandingStep step) {
        List<StandingStep> steps = standing.computeIfAbsent(order.id(), _ -> new ArrayList<>());
        boolean isSecondOrder =
                step.kind() == StandingStep.Kind.ORDERED
                        && steps.stream().anyMatch(s -> s.kind() == StandingStep.Kind.ORDERED);
        if ((steps.isEmpty() && step.kind() != StandingStep.Kind.KEPT) || isSecondOrder) {
            throw new IllegalStateException(
                    "A genome is kept first and ordered once, not " + step.kind());
        }
        steps.add(step);
    }

    @Override
    public List<StandingStep> standingSteps(OrderId order) {
        return List.copyOf(standing.getOrDefault(order, List.of()));
    }

    @Override
    public List<TestOrder> ofFamily(OdsCode submittedBy, String requisition) {
        return orders.values().stream()
                .filter(o -> o.submittedBy().equals(submittedBy))
                .filter(o -> o.context().requisition().equals(Optional.of(requisition)))
                .sorted(Comparator.comparing(o -> o.id().value()))
                .toList();
    }

    /// What was kept of routing, in its order.
    public List<RouteDecision> routings() {
        return List.copyOf(routings);
    }

    @Override
    public Optional<TestOrder> findForUpdate(OrderId id) {
        return find(id);
    }

    @Override
    public Optional<TestOrder> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public void update(TestOrder order) {
        int kept = find(order.id()).orElseThrow().version();
        if (order.version() != kept + 1) {
            throw new IllegalStateException(
                    "Order version %d cannot follow %d.".formatted(order.version(), kept));
        }
        orders.put(order.id(), order);
    }

    @Override
    public List<TestOrder> openOfFamily(OdsCode submittedBy, String requisition) {
        return orders.values().stream()
                .filter(o -> o.state().isOpen() && o.submittedBy().equals(submittedBy))
                .filter(o -> o.context().requisition().equals(Optional.of(requisition)))
                .sorted(Comparator.comparing(o -> o.id().value()))
                .toList();
    }

    @Override
    public boolean hasOpenOrder(PersonId person, String indicationCode) {
        return orders.values().stream()
                .filter(o -> o.person().equals(person))
                .filter(o -> o.indicationCode().filter(indicationCode::equals).isPresent())
                .anyMatch(o -> o.state().isOpen());
    }

    @Override
    public void addTask(LabTask task) {
        if (task.version() != 1
                || !orders.containsKey(task.order())
                || tasks.putIfAbsent(task.id(), task) != null) {
            throw new IllegalStateException("A new task has version 1, a new id and an order.");
        }
    }

    @Override
    public Optional<LabTask> findTask(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    @Override
    public List<LabTask> tasks(OrderId order) {
        return tasks.values().stream()
                .filter(t -> t.order().equals(order))
                .sorted(Comparator.comparingInt(t -> t.code().step()))
                .toList();
    }

    @Override
    public void updateTask(LabTask task) {
        LabTask kept = findTask(task.id()).orElseThrow();
        if (task.version() != kept.version() + 1) {
            throw new IllegalStateException(
                    "Task version %d cannot follow %d.".formatted(task.version(), kept.version()));
        }
        if (task.status() != kept.status() && !isNationalMove(kept.status(), task.status())) {
            throw new IllegalStateException(
                    "Task %s: %s cannot become %s."
                            .formatted(kept.code(), kept.status(), task.status()));
        }
        tasks.put(task.id(), task);
    }

    /// What no process allows: reopening what is over.
    private static boolean isNationalMove(TaskStatus from, TaskStatus to) {
        return switch (from) {
            case COMPLETED, REJECTED, FAILED, CANCELLED -> to == TaskStatus.ENTERED_IN_ERROR;
            case ENTERED_IN_ERROR -> false;
            case REQUESTED, ON_HOLD, IN_PROGRESS, ACCEPTED, DRAFT -> to != TaskStatus.DRAFT;
        };
    }

    @Override
    public void addMove(TaskMove move) {
        moves.add(move);
    }

    @Override
    public List<TaskMove> moves(OrderId order) {
        return moves.stream().filter(m -> m.order().equals(order)).toList();
    }

    @Override
    public void lockLabel(String label) {}

    @Override
    public void addSpecimen(OrderSpecimen specimen) {
        if (specimen.version() != 1 || specimens.putIfAbsent(specimen.id(), specimen) != null) {
            throw new IllegalStateException("A new specimen has version 1 and a new id.");
        }
    }

    @Override
    public void updateSpecimen(OrderSpecimen specimen) {
        OrderSpecimen kept = specimens.get(specimen.id());
        if (kept == null || specimen.version() != kept.version() + 1) {
            throw new IllegalStateException("A specimen's versions follow each other.");
        }
        if (kept.order().isPresent() && !kept.order().equals(specimen.order())) {
            throw new IllegalStateException("A specimen never changes its order.");
        }
        specimens.put(specimen.id(), specimen);
    }

    @Override
    public List<OrderSpecimen> specimens(OrderId order) {
        return specimens.values().stream()
                .filter(s -> s.order().equals(Optional.of(order)))
                .toList();
    }

    @Override
    public List<OrderSpecimen> waitingSpecimens(String label) {
        return specimens.values().stream()
                .filter(s -> s.order().isEmpty() && s.label().equals(label))
                .toList();
    }

    @Override
    public List<OrderSpecimen> waitingSpecimens(OdsCode laboratory) {
        return specimens.values().stream()
                .filter(s -> s.order().isEmpty())
                .filter(s -> s.laboratory().equals(Optional.of(laboratory)))
                .toList();
    }

    @Override
    public List<OrderSpecimen> expectedSpecimens(String label) {
        return specimens.values().stream()
                .filter(s -> s.label().equals(label) && !s.isAtHand())
                .filter(s ->
                        s.order().flatMap(this::find).filter(o -> o.state().isOpen()).isPresent())
                .toList();
    }

    @Override
    public void addEvent(OrderId order, OrderEvent event) {
        events.computeIfAbsent(order, _ -> new ArrayList<>()).add(event);
    }

    /// Orders open at a laboratory by a method.
    public int openOrders(OdsCode laboratory, TestMethod method) {
        return openWork().stream()
                .filter(w -> w.laboratory().equals(laboratory) && w.method() == method)
                .mapToInt(OpenWork::orders)
                .sum();
    }

    @Override
    public List<OpenWork> openWork() {
        return orders.values().stream()
                .filter(o -> o.state().isOpen() && o.test().isPresent())
                .map(o ->
                        new OpenWork(
                                o.test().orElseThrow().laboratory(),
                                o.test().orElseThrow().method(),
                                switch (o.state()) {
                                    case IN_INTERPRETATION, AWAITING_SIGNATURE ->
                                            OpenWork.Stage.READING;
                                    default -> OpenWork.Stage.BENCH;
                                },
                                o.dueOn(),
                                1,
                                1))
                .toList();
    }

    @Override
    public boolean orderedFor(OdsCode organisation, PersonId person) {
        return orders.values().stream()
                .filter(o -> o.person().equals(person))
                .anyMatch(o ->
                        o.orderingSite().filter(s -> s.isOrPartOf(organisation)).isPresent()
                                || o.submittedBy().equals(organisation));
    }

    @Override
    public boolean worksFor(OdsCode laboratory, PersonId person) {
        return moves.stream()
                .filter(m -> m.owner().equals(laboratory))
                .anyMatch(m -> find(m.order()).filter(o -> o.person().equals(person)).isPresent());
    }

    @Override
    public boolean orderedForRelative(OdsCode organisation, PersonId person) {
        return orders.values().stream()
                .filter(mine -> mine.person().equals(person))
                .filter(mine -> mine.context().requisition().isPresent())
                .anyMatch(mine ->
                        orders.values().stream()
                                .filter(other -> !other.person().equals(person))
                                .filter(other ->
                                        other.submittedBy().equals(mine.submittedBy())
                                                && other.context()
                                                        .requisition()
                                                        .equals(mine.context().requisition()))
                                .anyMatch(other -> orderedFor(organisation, other.person())));
    }

    /// Every order kept, in the order of arrival.
    public List<TestOrder> all() {
        return List.copyOf(orders.values());
    }

    /// The history of an order.
    public List<OrderEvent> events(OrderId order) {
        return List.copyOf(events.getOrDefault(order, List.of()));
    }

    /// Everything kept, to compare with what is kept later.
    public List<Object> contents() {
        return List.of(
                Map.copyOf(orders),
                Map.copyOf(tasks),
                List.copyOf(moves),
                Map.copyOf(specimens),
                events.values().stream().map(List::copyOf).toList());
    }

    /// Every task kept.
    public List<LabTask> allTasks() {
        return List.copyOf(tasks.values());
    }

    /// Every specimen kept.
    public List<OrderSpecimen> allSpecimens() {
        return List.copyOf(specimens.values());
    }

    /// Puts an order, as if a history had led to it.
    public void put(TestOrder order) {
        orders.put(order.id(), order);
    }

    /// Puts a task, as if a history had led to it.
    public void put(LabTask task) {
        tasks.put(task.id(), task);
    }
}
