package org.opengms.server.hl7;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.opengms.fhir.OrderCancellation;
import org.opengms.gate.Actor;
import org.opengms.hl7.Acknowledgement;
import org.opengms.hl7.ErrorCode;
import org.opengms.hl7.Hl7Cancellation;
import org.opengms.hl7.Hl7Order;
import org.opengms.orders.Grade;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderStore;
import org.opengms.orders.TestOrder;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.server.desk.OrderAnswer;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.persistence.ResourceQuery;
import org.opengms.server.persistence.ResourceQuery.RequestedBy;
import org.opengms.server.persistence.ResourceQuery.WithToken;
import org.opengms.server.persistence.ResourceStore;

/// Cancels orders that a message asks to cancel (ORC-1 `CA`): the order that the sender's
/// organisation placed under that number is revoked, by the same transaction that a FHIR client
/// would send.
public final class Cancellations {
    /// More orders under one number than anybody has.
    private static final int MOST = 20;

    private static final String PLACER = "ORC-2";
    private static final String CANCELLED =
            "Cancelled by an HL7 v2 message, which gives no reason.";

    private final FhirContext fhir;
    private final OrderIntake intake;
    private final ResourceStore resources;
    private final OrderStore orders;
    private final People people;

    public Cancellations(
            FhirContext fhir,
            OrderIntake intake,
            ResourceStore resources,
            OrderStore orders,
            People people) {
        this.fhir = fhir;
        this.intake = intake;
        this.resources = resources;
        this.orders = orders;
        this.people = people;
    }

    /// What became of a cancellation.
    record Answer(Acknowledgement.Code code, String words, List<Acknowledgement.Row> rows) {}

    /// Cancels the order that the message names.
    ///
    /// @param message with control code `CA`
    /// @param actor who asks
    Answer cancel(Hl7Order message, Actor actor) {
        Hl7Cancellation wish = message.cancellation().orElseThrow();
        List<TestOrder> placed = placed(wish.placerNumber(), actor);
        List<TestOrder> open = placed.stream().filter(o -> o.state().isOpen()).toList();
        if (placed.isEmpty()) {
            return refused(
                    PLACER,
                    ErrorCode.UNKNOWN_KEY,
                    "OGMS-4951",
                    "Your organisation has no order of this number.",
                    "Give the number in ORC-2 under which it was ordered.");
        }
        if (open.size() > 1) {
            return refused(
                    PLACER,
                    ErrorCode.DUPLICATE_KEY,
                    "OGMS-4952",
                    "%d open orders have this number: %s."
                            .formatted(
                                    open.size(),
                                    open.stream()
                                            .map(TestOrder::number)
                                            .collect(Collectors.joining(", "))),
                    "Cancel the one that is meant on its page, or over FHIR.");
        }
        TestOrder order = open.isEmpty() ? placed.getFirst() : open.getFirst();
        if (isForAnother(order, wish.patient())) {
            return refused(
                    "PID-3",
                    ErrorCode.UNKNOWN_KEY,
                    "OGMS-4953",
                    "The order of this number is for another patient than the message names.",
                    "Check the number of the order and the patient; nothing was cancelled.");
        }
        return answer(order, message, wish, actor);
    }

    private List<TestOrder> placed(String number, Actor actor) {
        return resources
                .search(
                        new ResourceQuery(
                                "ServiceRequest",
                                List.of(
                                        new RequestedBy(actor.organisation()),
                                        new WithToken(List.of("identifier=" + number))),
                                Optional.empty(),
                                0,
                                MOST))
                .stream()
                .map(kept -> orders.find(new OrderId(kept.id())))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isForAnother(TestOrder order, Optional<NhsNumber> patient) {
        Optional<NhsNumber> own = people.find(order.person()).flatMap(Person::nhsNumber);
        return patient.isPresent() && own.isPresent() && !patient.equals(own);
    }

    private Answer answer(TestOrder order, Hl7Order message, Hl7Cancellation wish, Actor actor) {
        String kept =
                resources
                        .find("ServiceRequest", order.id().value())
                        .map(ResourceStore.Stored::body)
                        .orElseThrow();
        OrderAnswer answer =
                intake.submit(
                        OrderCancellation.write(
                                fhir,
                                kept,
                                wish.reason().isEmpty() ? CANCELLED : wish.reason(),
                                wish.received()),
                        wish.received().base64(),
                        message.findings(),
                        Optional.of(message.requestId()),
                        actor);
        boolean done = answer.status() == 200;
        List<Acknowledgement.Row> rows =
                Outcomes.issues(fhir, answer).stream()
                        .filter(issue -> !done || !issue.getDetails().hasCoding())
                        .map(issue -> row(issue, done))
                        .toList();
        return done
                ? new Answer(
                        Acknowledgement.Code.AA,
                        "Order %s cancelled.".formatted(order.number()),
                        rows)
                : new Answer(Acknowledgement.Code.AE, "The order was not cancelled.", rows);
    }

    private static Acknowledgement.Row row(OperationOutcomeIssueComponent issue, boolean done) {
        return new Acknowledgement.Row(
                PLACER,
                done ? ErrorCode.ACCEPTED : ErrorCode.UNKNOWN_KEY,
                done ? Grade.INFORMATION : Grade.ERROR,
                done ? "OGMS-4955" : "OGMS-4954",
                Outcomes.given(issue.getDetails().getText()),
                Outcomes.given(issue.getDiagnostics()));
    }

    private static Answer refused(
            String place, ErrorCode hl7, String code, String words, String advice) {
        return new Answer(
                Acknowledgement.Code.AE,
                "The order was not cancelled.",
                List.of(new Acknowledgement.Row(place, hl7, Grade.ERROR, code, words, advice)));
    }
}
