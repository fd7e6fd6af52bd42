package org.opengms.server.notices;

import org.opengms.cases.Report;
import org.opengms.cases.ReportListener;
import org.opengms.notices.NoticeBook;
import org.opengms.orders.TestOrder;

/// Has a person told that a result can be read, once a clinician has told it, and not before.
public final class ReportNotices implements ReportListener {
    private final ReportListener next;
    private final NoticeBook book;

    /// @param next is told too
    public ReportNotices(ReportListener next, NoticeBook book) {
        this.next = next;
        this.book = book;
    }

    @Override
    public void reportChanged(TestOrder order, Report report) {
        next.reportChanged(order, report);
    }

    @Override
    public void resultTold(TestOrder order, Report report) {
        next.resultTold(order, report);
        book.resultTold(order.person(), report);
    }
}
