package org.opengms.cases;

import org.opengms.orders.TestOrder;

/// Is told of every new version of a report inside the transaction that makes it.
public interface ReportListener {
    /// A report has a new version.
    void reportChanged(TestOrder order, Report report);
}
