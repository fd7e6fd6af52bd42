package org.opengms.server.desk;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.consent.ConsentStatement;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.FollowUpBundle;
import org.opengms.fhir.FollowUpBundle.Followed;
import org.opengms.fhir.OrderReader;
import org.opengms.gate.Actor;
import org.opengms.gate.Hands;
import org.opengms.gate.Role;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.Grade;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderStore;
import org.opengms.orders.Submission;
import org.opengms.orders.TestOrder;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Orders genomes that were kept behind conventional tests, each in one transaction: the order that
/// is followed stays locked, the new one is taken in like any other, and that it was is kept. Done
/// twice, as after a crash or by two servers at once, the second finds that it was done.
public final class FollowUpWork {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpWork.class);

    private final FhirContext fhir;
    private final FhirText text;
    private final Examination examination;
    private final OrderDesk desk;
    private final OrderIntake intake;
    private final OrderStore orders;
    private final ResourceStore resources;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// @param structure judges a message by its definitions
    /// @param policy grades what is found
    public FollowUpWork(
            FhirContext fhir,
            Examination.StructureCheck structure,
            AcceptancePolicy policy,
            OrderDesk desk,
            OrderIntake intake,
            OrderStore orders,
            ResourceStore resources,
            TransactionTemplate transactions,
            Clock clock) {
        this.fhir = fhir;
        this.text = new FhirText(fhir);
        // What the orders before referred to is kept already; what they lacked was told then.
        this.examination =
                new Examination(
                        fhir,
                        structure,
                        new OrderReader(
                                fhir,
                                policy,
                                (type, id) -> resources.find(type, id).map(this::parsed)),
                        Optional.empty(),
                        policy,
                        desk.checks());
        this.desk = desk;
        this.intake = intake;
        this.orders = orders;
        this.resources = resources;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Orders the genome that was kept behind an order, unless that was done or is not to be done
    /// any more.
    public void order(OrderId id) {
        transactions.executeWithoutResult(_ -> desk.genomeToOrder(id).ifPresent(this::follow));
    }

    private void follow(TestOrder before) {
        List<Followed> followed = new ArrayList<>();
        followed.add(followed(before));
        desk.partners(before).forEach(relative -> followed.add(followed(relative)));
        Bundle bundle =
                FollowUpBundle.of(
                        followed,
                        before.route().standing().orElseThrow().genome(),
                        ConsentStatement.day(clock.instant()));
        String json = text.write(bundle);
        Submission submission =
                intake.submitFollowUp(
                        json, examination.read(json), requestId(before), actor(before));
        switch (submission) {
            case Submission.Accepted accepted -> desk.genomeOrdered(before, accepted.order());
            case Submission.Refused refused -> {
                LOG.error(
                        "OGMS-4511 The genome kept behind order {} is refused; its requester must order it",
                        before.id());
                desk.genomeRefused(before, why(refused.findings()));
            }
        }
    }

    /// Of each attempt its own, so that what was refused can be tried again.
    private String requestId(TestOrder before) {
        int attempt = desk.attempts(before);
        return "follow-up-" + before.id().value() + (attempt > 1 ? "-" + attempt : "");
    }

    private static String why(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.grade() == Grade.ERROR)
                .map(Finding::words)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /// The service orders for the organisation that ordered the test before, and is named as who it
    /// is.
    private static Actor actor(TestOrder before) {
        return new Actor(
                        "service:follow-up",
                        "Service, after order " + before.number(),
                        before.submittedBy(),
                        Set.of(Role.CLINICIAN))
                .by(Hands.PROGRAM);
    }

    private Followed followed(TestOrder order) {
        List<Resource> found = new ArrayList<>();
        Optional<Stored> patient = resources.find("Patient", order.person().value());
        patient.map(this::parsed).ifPresent(found::add);
        resources.ofOrder(order.id()).stream()
                .filter(stored ->
                        Set.of("ServiceRequest", "Specimen", "Observation").contains(stored.type()))
                .map(this::parsed)
                .forEach(found::add);
        return new Followed(
                order,
                found,
                orders.specimens(order.id()).stream().anyMatch(OrderSpecimen::isAtHand));
    }

    private Resource parsed(Stored stored) {
        return text.read(
                stored.body(),
                fhir.getResourceDefinition(stored.type())
                        .getImplementingClass()
                        .asSubclass(Resource.class));
    }
}
