package org.opengms.planning.routing;

import java.util.Set;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;

/// What came of one request: who was selected for the test by what is known here, and whether it
/// found the cause.
///
/// @param indicationGroup of the request
/// @param subgroup of the indication, as recorded at the request
/// @param family whose samples were tested
/// @param negativeBefore tests that had found nothing
/// @param method that was done
/// @param result of it
public record Outcome(
        String indicationGroup,
        String subgroup,
        FamilyStructure family,
        Set<AssayMethod> negativeBefore,
        AssayMethod method,
        Result result) {
    /// Keeps the tests in a fixed order.
    public Outcome {
        negativeBefore = YieldTable.ordered(negativeBefore);
    }

    /// Whether the cause was found, as the signed report says.
    public enum Result {
        /// It was.
        FOUND,
        /// It was not.
        NOT_FOUND,
        /// Not reported, or the test failed: it tells who was selected and nothing of the yield.
        PENDING
    }
}
