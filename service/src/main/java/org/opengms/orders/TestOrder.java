package org.opengms.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
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
/// @param dueOn the day by which the report is due under the directory's standard, moved by the
///   days for which the clock stood still; absent while there is no standard
/// @param phenotypes features stated
/// @param kind what kind of work it asks for
/// @param context how it stands to other orders
/// @param turnaround the standard that it was accepted under, if there is one
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
        OrderKind kind,
        OrderContext context,
        Optional<Turnaround> turnaround,
        int version) {

    public TestOrder {
        phenotypes = List.copyOf(phenotypes);
    }

    /// A normal test of one person, without a turnaround standard.
    public TestOrder(
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
        this(
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
                state,
                dueOn,
                phenotypes,
                OrderKind.NORMAL,
                OrderContext.ALONE,
                Optional.empty(),
                version);
    }

    /// Whether an organisation, or one of its sites, ordered the test or sent the order.
    public boolean belongsTo(OdsCode organisation) {
        return submittedBy.equals(organisation)
                || orderingSite.filter(site -> site.isOrPartOf(organisation)).isPresent();
    }

    /// The test that was chosen, if one was.
    public Optional<Route.Test> test() {
        return route.route() instanceof Route.Test test ? Optional.of(test) : Optional.empty();
    }

    /// Whether a whole genome is read for it.
    public boolean isGenome() {
        return test().filter(t -> t.method() == TestMethod.WGS).isPresent();
    }

    /// Whether the service reads a genome for it; a finding of an earlier one is judged by hand.
    public boolean readsGenome() {
        return isGenome()
                && kind.cardinality(TaskCode.GENETIC_GENOMIC_DATA_PROCESSING)
                        != OrderKind.Cardinality.NONE;
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
                kind,
                context,
                turnaround,
                version + 1);
    }

    /// The same order with a route that was chosen later. The kind is that of the chosen test.
    TestOrder routed(
            String newIndicationCode,
            String newIndicationName,
            RouteDecision decision,
            Optional<Turnaround> standard,
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
                OrderKind.of(
                        Optional.of(newIndicationCode),
                        decision.route() instanceof Route.Test test
                                ? Optional.of(test.testCode())
                                : Optional.empty(),
                        context.role()),
                context,
                standard,
                version + 1);
    }

    /// The same order, due on another day; not a change of its own.
    TestOrder dueOn(Optional<LocalDate> day) {
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
                state,
                day,
                phenotypes,
                kind,
                context,
                turnaround,
                version);
    }

    /// The same order with the content of a later version of the request.
    TestOrder amended(
            OrderRequest request,
            Optional<String> newIndicationCode,
            String newIndicationName,
            RouteDecision decision,
            OrderKind newKind,
            OrderContext newContext,
            Optional<Turnaround> standard,
            Optional<LocalDate> newDueOn) {
        return new TestOrder(
                id,
                number,
                person,
                orderingSite,
                submittedBy,
                request.requesterName(),
                newIndicationCode,
                newIndicationName,
                request.priority(),
                request.authoredOn().orElse(authoredOn),
                receivedAt,
                homeLaboratory,
                decision,
                state,
                newDueOn,
                request.phenotypes(),
                newKind,
                newContext,
                standard,
                version + 1);
    }

    /// The same order, told more.
    TestOrder supplemented(Priority newPriority, List<PhenotypeObservation> features) {
        return new TestOrder(
                id,
                number,
                person,
                orderingSite,
                submittedBy,
                requesterName,
                indicationCode,
                indicationName,
                newPriority,
                authoredOn,
                receivedAt,
                homeLaboratory,
                route,
                state,
                dueOn,
                features,
                kind,
                context,
                turnaround,
                version + 1);
    }
}
