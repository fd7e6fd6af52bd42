package org.opengms.orders;

import java.util.List;
import java.util.Optional;
import org.opengms.people.PersonId;

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

    /// Open orders of this person for this indication.
    boolean hasOpenOrder(PersonId person, String indicationCode);

    /// Keeps a new task.
    void addTask(LabTask task);

    /// The task as it is.
    Optional<LabTask> findTask(TaskId id);

    /// The tasks of an order in the order of the work.
    List<LabTask> tasks(OrderId order);

    /// Keeps the changed task; its version must be one above the kept one.
    void updateTask(LabTask task);

    /// Adds a line to an order's history.
    void addEvent(OrderId order, OrderEvent event);
}
