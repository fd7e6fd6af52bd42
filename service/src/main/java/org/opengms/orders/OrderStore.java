package org.opengms.orders;

import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.routing.RouteOverride;

/// Where orders, their tasks and their history are kept. Every call runs in the caller's
/// transaction.
public interface OrderStore {
    /// The next order number for people; never given twice.
    String nextNumber();

    /// Keeps a new order.
    void add(TestOrder order);

    /// The order, locked until the transaction ends, so that changes to one order never cross.
    Optional<TestOrder> findForUpdate(OrderId id);

    /// The order as it is.
    Optional<TestOrder> find(OrderId id);

    /// Keeps the changed order; its version must be one above the kept one.
    void update(TestOrder order);

    /// Keeps for good how an order was routed anew: what a policy decided and from what, or that a
    /// person chose against it. A route without either, such as one that a person chose where no
    /// policy could, leaves nothing to keep.
    void keepRouting(TestOrder order);

    /// Keeps for good that a person chose against what was decided about an order, in another way
    /// than by a test of its own.
    void keepOverride(TestOrder order, RouteOverride override);

    /// Adds a step to the append-only life of the genome that is kept behind an order's test.
    void addStandingStep(TestOrder order, StandingStep step);

    /// Every such step of an order, oldest first.
    List<StandingStep> standingSteps(OrderId order);

    /// Whether this person has an open order for this indication.
    boolean hasOpenOrder(PersonId person, String indicationCode);

    /// The open orders that one organisation sent for a family, locked until the transaction ends.
    ///
    /// @param requisition what they have in common, as [OrderContext#requisition()]
    List<TestOrder> openOfFamily(OdsCode submittedBy, String requisition);

    /// All orders that one organisation sent for a family, whatever became of them.
    ///
    /// @param requisition what they have in common, as [OrderContext#requisition()]
    List<TestOrder> ofFamily(OdsCode submittedBy, String requisition);

    /// Keeps a new task.
    void addTask(LabTask task);

    /// Keeps new tasks, in this order; a store that keeps many at once sooner than one after the
    /// other says how.
    default void addTasks(List<LabTask> tasks) {
        tasks.forEach(this::addTask);
    }

    /// The task as it is.
    Optional<LabTask> findTask(TaskId id);

    /// The tasks of an order in the order of the work.
    List<LabTask> tasks(OrderId order);

    /// Keeps the changed task; its version must be one above the kept one.
    void updateTask(LabTask task);

    /// Adds a line to an order's history.
    void addEvent(OrderId order, OrderEvent event);

    /// Adds a step to the append-only history of an order's tasks.
    void addMove(TaskMove move);

    /// Adds steps to that history, in this order; as [#addTasks(List)].
    default void addMoves(List<TaskMove> moves) {
        moves.forEach(this::addMove);
    }

    /// Every step of an order's tasks, oldest first.
    List<TaskMove> moves(OrderId order);

    /// Makes others who ask for the same label wait until the transaction ends, so that a sample
    /// and its order which arrive at once find each other.
    void lockLabel(String label);

    /// Keeps a new specimen.
    void addSpecimen(OrderSpecimen specimen);

    /// Keeps the changed specimen; its version must be one above the kept one.
    void updateSpecimen(OrderSpecimen specimen);

    /// The specimens of an order, in the order of their coming.
    List<OrderSpecimen> specimens(OrderId order);

    /// The specimens with this label that wait for their order.
    List<OrderSpecimen> waitingSpecimens(String label);

    /// The specimens at a laboratory that wait for their order.
    List<OrderSpecimen> waitingSpecimens(OdsCode laboratory);

    /// The specimens with this label that open orders expect.
    List<OrderSpecimen> expectedSpecimens(String label);
}
