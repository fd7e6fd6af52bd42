package org.opengms.server.hl7;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.OrderSupplement;
import org.opengms.fhir.ReceivedMessages;
import org.opengms.fhir.Systems;
import org.opengms.gate.Actor;
import org.opengms.hl7.Acknowledgement;
import org.opengms.hl7.ErrorCode;
import org.opengms.hl7.Hl7Cancellation;
import org.opengms.hl7.Hl7Order;
import org.opengms.orders.Grade;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.orders.OrderStore;
import org.opengms.orders.TestOrder;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.server.persistence.ResourceQuery;
import org.opengms.server.persistence.ResourceQuery.Criterion;
import org.opengms.server.persistence.ResourceQuery.RequestedBy;
import org.opengms.server.persistence.ResourceQuery.WithToken;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;
import org.opengms.server.persistence.SubmissionStore;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Cancels orders that a message asks to cancel (ORC-1 `CA`): the order is revoked as it is over
/// FHIR, with its tasks, its history and its ServiceRequest, the message is kept beside it, and the
/// answer is kept under the message's id, all in one transaction.
public final class Cancellations {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FhirContext fhir;
    private final OrderDesk desk;
    private final OrderStore orders;
    private final People people;
    private final ResourceStore resources;
    private final SubmissionStore submissions;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public Cancellations(
            FhirContext fhir,
            OrderDesk desk,
            OrderStore orders,
            People people,
            ResourceStore resources,
            SubmissionStore submissions,
            TransactionTemplate transactions,
            Clock clock) {
        this.fhir = fhir;
        this.desk = desk;
        this.orders = orders;
        this.people = people;
        this.resources = resources;
        this.submissions = submissions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What became of a cancellation.
    record Answer(Acknowledgement.Code code, String words, List<Acknowledgement.Row> rows) {
        Answer {
            rows = List.copyOf(rows);
        }
    }

    /// Cancels the order that a message names, if it is the sender's own.
    ///
    /// @param message that cancels an order
    /// @param received its bytes
    /// @param actor who asks
    /// @throws FhirProblem if the message's id was used for another message
    Answer cancel(Hl7Order message, byte[] received, Actor actor) {
        Answer answer = transactions.execute(status -> decide(message, received, actor));
        if (answer == null) {
            throw new IllegalStateException("OGMS-4952 The transaction gave no answer");
        }
        return answer;
    }

    /// The answer to the message: the one given before, if it was sent before.
    private Answer decide(Hl7Order message, byte[] received, Actor actor) {
        String digest = SubmissionStore.digest(received);
        Optional<SubmissionStore.Given> given =
                submissions.answered(message.requestId(), actor.id(), digest);
        if (given.isPresent()) {
            return JSON.readValue(given.get().response(), Answer.class);
        }
        Answer answer = revoke(message, received, actor);
        submissions.add(
                message.requestId(),
                actor.id(),
                new SubmissionStore.Given(digest, 200, JSON.writeValueAsString(answer)));
        return answer;
    }

    private Answer revoke(Hl7Order message, byte[] received, Actor actor) {
        Hl7Cancellation wish = message.cancellation().orElseThrow();
        List<Stored> found = named(wish, actor);
        if (found.isEmpty()) {
            return refused(
                    wish.numberPlace(),
                    ErrorCode.UNKNOWN_KEY,
                    "OGMS-4953",
                    "Your organisation has no order with this number here.",
                    "Give the number under which the order was sent; only the organisation that ordered cancels.");
        }
        if (found.size() > 1) {
            return refused(
                    wish.numberPlace(),
                    ErrorCode.DUPLICATE_KEY,
                    "OGMS-4954",
                    "Your organisation has several orders with this number here.",
                    "Give the number from the acknowledgement of the order (OG-…) in ORC-3 too.");
        }
        TestOrder order = orders.findForUpdate(new OrderId(found.getFirst().id())).orElseThrow();
        if (isOfAnother(wish, people.find(order.person()).orElseThrow())) {
            return refused(
                    "PID-3",
                    ErrorCode.UNKNOWN_KEY,
                    "OGMS-4955",
                    "The order with this number is not for the patient in this message.",
                    "Find out which of the two is meant, and cancel with that order's number and patient.");
        }
        return switch (desk.revoke(order.id(), reason(wish), Optional.empty(), actor)) {
            case OrderOutcome.Changed(var revoked, var toClose, var _) -> {
                keep(message, received, revoked, actor);
                yield cancelled(revoked, toClose);
            }
            case OrderOutcome.Refused(String reason, var _) ->
                    refused(
                            "ORC-1",
                            ErrorCode.TABLE_VALUE,
                            "OGMS-4956",
                            reason,
                            "Read the order on its page or over FHIR; ask the laboratory if something is wrong with it.");
            case OrderOutcome.NotYours(String reason) ->
                    refused(
                            wish.numberPlace(),
                            ErrorCode.UNKNOWN_KEY,
                            "OGMS-4957",
                            reason,
                            "Ask them to cancel it.");
            case OrderOutcome.NotFound _, OrderOutcome.Stale _ ->
                    throw new IllegalStateException(
                            "OGMS-4958 An order that is locked cannot be gone or changed");
        };
    }

    /// The orders of the sender's organisation that bear the number.
    private List<Stored> named(Hl7Cancellation wish, Actor actor) {
        List<Criterion> all = new ArrayList<>();
        all.add(new RequestedBy(actor.organisation()));
        if (!wish.placerNumber().isEmpty()) {
            all.add(new WithToken(List.of("identifier=" + wish.placerNumber())));
        }
        if (!wish.serviceNumber().isEmpty()) {
            all.add(
                    new WithToken(
                            List.of(
                                    "identifier=%s|%s"
                                            .formatted(
                                                    Systems.ORDER_NUMBER, wish.serviceNumber()))));
        }
        return resources.search(new ResourceQuery("ServiceRequest", all, Optional.empty(), 0, 2));
    }

    /// Whether the message names somebody else than the order: by the NHS number, or by the date of
    /// birth where one of them has no number.
    private static boolean isOfAnother(Hl7Cancellation wish, Person person) {
        if (wish.nhsNumber().isPresent() && person.nhsNumber().isPresent()) {
            String digits = wish.nhsNumber().get().replaceAll("[^0-9]", "");
            return NhsNumber.check(digits) != NhsNumber.Verdict.VALID
                    || !person.nhsNumber().get().equals(new NhsNumber(digits));
        }
        return wish.birthDate().isPresent()
                && person.birthDate().isPresent()
                && !wish.birthDate().equals(person.birthDate());
    }

    private static String reason(Hl7Cancellation wish) {
        String why =
                wish.reason().isEmpty()
                        ? "Cancelled by the sender, who gave no reason."
                        : wish.reason();
        return wish.askedBy().isEmpty() ? why : why + " (asked for by " + wish.askedBy() + ")";
    }

    /// The message itself, to the letter.
    private void keep(Hl7Order message, byte[] received, TestOrder order, Actor actor) {
        resources.add(
                ReceivedMessages.about(
                        fhir,
                        order,
                        new OrderSupplement.ReceivedText(
                                "application/hl7-v2",
                                "HL7 v2 message "
                                        + message.header().orElseThrow().messageType()
                                        + " that cancels the order",
                                "",
                                Base64.getEncoder().encodeToString(received)),
                        clock.instant()),
                actor.id());
    }

    private static Answer cancelled(TestOrder order, List<LabTask> toClose) {
        return new Answer(
                Acknowledgement.Code.AA,
                toClose.isEmpty()
                        ? "Order %s is cancelled.".formatted(order.number())
                        : "Order %s is cancelled; work in progress is to be closed."
                                .formatted(order.number()),
                toClose.stream()
                        .map(task ->
                                new Acknowledgement.Row(
                                        "",
                                        ErrorCode.ACCEPTED,
                                        Grade.WARNING,
                                        "OGMS-4959",
                                        "Task %s had begun at laboratory %s, which is asked to close it."
                                                .formatted(task.code().code(), task.owner()),
                                        "Nothing need be done; the order's page shows when it is closed."))
                        .toList());
    }

    private static Answer refused(
            String place, ErrorCode hl7, String code, String words, String advice) {
        return new Answer(
                Acknowledgement.Code.AE,
                "The order was not cancelled.",
                List.of(new Acknowledgement.Row(place, hl7, Grade.ERROR, code, words, advice)));
    }
}
