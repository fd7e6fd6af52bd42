package org.opengms.orders;

import java.util.List;

/// Is told of every change inside the transaction that makes it, so that the views of a record
/// which others read are never older than the record.
public interface OrderListener {
    /// An order is new or has changed.
    void orderChanged(TestOrder order);

    /// A task is new or has changed.
    void taskChanged(TestOrder order, LabTask task);

    /// Tasks are new; told together, so that they can be kept together.
    default void tasksMade(TestOrder order, List<LabTask> tasks) {
        tasks.forEach(task -> taskChanged(order, task));
    }

    /// Every sequencing file that an order needs is here, and the service begins to read it.
    default void readyToInterpret(TestOrder order) {}

    /// The conventional test of an order found no cause, and the genome that was kept behind it is
    /// to be ordered.
    default void genomeDue(TestOrder order) {}
}
