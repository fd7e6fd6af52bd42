package org.opengms.planning.rollout;

import java.time.ZoneOffset;
import org.opengms.planning.network.ServiceScenario;

/// Investments that the planner proposes.
final class Planned {
    private Planned() {}

    static Investment investment(ServiceScenario scenario, String option, int quarter, int units) {
        return Investment.proposed(
                option,
                quarter,
                units,
                new InvestmentState.Proposed(
                        scenario.start().atStartOfDay().toInstant(ZoneOffset.UTC),
                        "OpenGMS roll-out planner"));
    }
}
