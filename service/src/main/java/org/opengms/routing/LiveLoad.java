package org.opengms.routing;

import java.util.List;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// What the laboratories are working on right now.
public interface LiveLoad {
    /// Orders routed to a laboratory by a method and not yet reported.
    default int openOrders(OdsCode laboratory, TestMethod method) {
        return openWork().stream()
                .filter(w -> w.laboratory().equals(laboratory) && w.method() == method)
                .mapToInt(OpenWork::orders)
                .sum();
    }

    /// All orders routed and not yet reported, counted by laboratory, method, stage and due day.
    List<OpenWork> openWork();
}
