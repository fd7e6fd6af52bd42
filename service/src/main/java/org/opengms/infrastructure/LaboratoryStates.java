package org.opengms.infrastructure;

import java.time.Instant;

/// What laboratories can do and have to do, beyond the orders on the platform. Routing and planning
/// ask here.
@FunctionalInterface
public interface LaboratoryStates {
    /// The state at an instant, as it was known then: what was said later is not in it.
    NetworkState at(Instant at);

    /// The network file's figures alone, at any instant.
    static LaboratoryStates of(ServiceNetwork network) {
        return new StatedLaboratories(
                network, new Unsaid(), ImportedQueues.NONE, StalenessRule.STANDARD);
    }
}
