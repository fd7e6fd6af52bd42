package org.opengms.routing;

import java.time.Instant;
import org.opengms.infrastructure.OdsCode;

/// A person's choice against what the policy recommended. It is always possible while no laboratory
/// has begun, is counted, and stands beside the recommendation, which is kept.
///
/// @param at when
/// @param by who, as shown to those who work on the order
/// @param organisation for which they act
/// @param reason for it
/// @param recommended what the policy had chosen
public record RouteOverride(
        Instant at,
        String by,
        OdsCode organisation,
        OverrideReason reason,
        Route.Test recommended) {

    /// @throws IllegalArgumentException if there is no reason
    public RouteOverride {
        if (reason.words().isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-2320 A choice against the recommendation needs a reason.");
        }
    }
}
