package org.opengms.routing;

import java.util.List;

/// What the laboratories are working on right now.
@FunctionalInterface
public interface LiveLoad {
    /// All orders routed and not yet reported, counted by laboratory, method, stage and due day.
    List<OpenWork> openWork();
}
