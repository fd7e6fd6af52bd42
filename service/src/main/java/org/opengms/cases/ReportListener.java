package org.opengms.cases;

import org.opengms.orders.TestOrder;

/// Is told of every new version of a report inside the transaction that makes it.
public interface ReportListener {
    /// A report has a new version.
    void reportChanged(TestOrder order, Report report);

    /// The patient was told what a report says; may be told of it again. Only few need to know.
    default void resultTold(TestOrder order, Report report) {}
}
