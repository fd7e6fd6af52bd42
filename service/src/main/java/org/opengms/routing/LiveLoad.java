package org.opengms.routing;

import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// What the laboratories are working on right now.
public interface LiveLoad {
    /// Orders routed to a laboratory by a method and not yet reported.
    int openOrders(OdsCode laboratory, TestMethod method);
}
