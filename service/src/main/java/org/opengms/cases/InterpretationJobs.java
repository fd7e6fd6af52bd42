package org.opengms.cases;

import org.opengms.orders.OrderId;

/// Starts interpretations. The wish is durable with the transaction that makes it: a killed server
/// finishes it after its restart.
public interface InterpretationJobs {
    /// Interprets the newest sequencing file of an order soon.
    void schedule(OrderId order);
}
