package org.opengms.orders;

import java.util.List;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.people.PersonId;
import org.opengms.routing.NegativeTest;

/// Reads what tests of a person found before, through the gate, when the test of a new order is
/// chosen: what another test adds depends on it.
///
/// @param gate asked, and written to the access log, each time
/// @param results where reports are kept
public record EarlierTests(Gate gate, EarlierResults results) {
    /// The tests for an indication that found nothing; none where the gate denies, so that the
    /// order is routed as if nothing were known.
    ///
    /// @param actor who orders
    List<NegativeTest> negative(PersonId person, String indicationCode, Actor actor) {
        try {
            return gate.release(
                    new AccessRequest(
                            actor,
                            Purpose.CHOOSING_A_TEST,
                            person,
                            DataClass.REPORT,
                            "Patient/" + person.value(),
                            "order"),
                    () -> results.negative(person, indicationCode));
        } catch (AccessDenied denied) {
            // Written to the access log by the gate.
            return List.of();
        }
    }
}
