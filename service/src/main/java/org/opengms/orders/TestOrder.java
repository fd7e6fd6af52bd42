package org.opengms.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.routing.Priority;
import org.opengms.routing.RouteDecision;

/// An accepted test order.
///
/// @param id of the order
/// @param number for people, such as `OG-26-000123`
/// @param person who is tested
/// @param orderingSite who ordered; absent where the order did not say
/// @param submittedBy the organisation that sent it, which may send for others
/// @param requesterName the clinician, may be empty
/// @param indicationCode the reason for testing, as sent
/// @param indicationName in words, may be empty
/// @param priority how soon
/// @param authoredOn the day it was written
/// @param receivedAt when the service accepted it
/// @param homeLaboratory the hub that owns it
/// @param route what is to be done, where and why
/// @param state where it is
/// @param dueOn the day by which the report is due under the directory's standard, if there is one
/// @param phenotypes features stated
/// @param version counts changes from 1
public record TestOrder(
        OrderId id,
        String number,
        PersonId person,
        Optional<OdsCode> orderingSite,
        OdsCode submittedBy,
        String requesterName,
        Optional<String> indicationCode,
        String indicationName,
        Priority priority,
        LocalDate authoredOn,
        Instant receivedAt,
        OdsCode homeLaboratory,
        RouteDecision route,
        OrderState state,
        Optional<LocalDate> dueOn,
        List<PhenotypeObservation> phenotypes,
        int version) {

    public TestOrder {
        phenotypes = List.copyOf(phenotypes);
    }

    /// Whether an organisation, or one of its sites, ordered the test or sent the order.
    public boolean belongsTo(OdsCode organisation) {
        return submittedBy.equals(organisation)
                || orderingSite.filter(site -> site.isOrPartOf(organisation)).isPresent();
    }

    /// The same order in another state.
    public TestOrder inState(OrderState newState) {
        return new TestOrder(
                id,
                number,
                person,
                orderingSite,
                submittedBy,
                requesterName,
                indicationCode,
                indicationName,
                priority,
                authoredOn,
                receivedAt,
                homeLaboratory,
                route,
                newState,
                dueOn,
                phenotypes,
                version + 1);
    }

    /// The same order with a route that was chosen later.
    TestOrder routed(
            String newIndicationCode,
            String newIndicationName,
            RouteDecision decision,
            Optional<LocalDate> newDueOn) {
        return new TestOrder(
                id,
                number,
                person,
                orderingSite,
                submittedBy,
                requesterName,
                Optional.of(newIndicationCode),
                newIndicationName,
                priority,
                authoredOn,
                receivedAt,
                homeLaboratory,
                decision,
                state,
                newDueOn,
                phenotypes,
                version + 1);
    }
}
