package org.opengms.server.desk;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.StringType;
import org.opengms.choices.ChoiceDesk;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.choices.Wish;
import org.opengms.consent.Said;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.fhir.PostedChoice;
import org.opengms.gate.Actor;
import org.opengms.orders.OrderId;
import org.opengms.orders.TimeOrderedUuid;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.ResourceStore;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes in a Consent that is sent by itself. One that refers to an order is its record of
/// discussion, and is taken as in a transaction; any other is a choice about the uses of the
/// patient's data: recorded as the statements that it makes and kept to the letter, all or nothing.
public final class ConsentIntake {
    private static final String NOT_YOURS =
            "Only clinicians of an organisation that ordered a test for this person record their choices.";

    private final FhirContext fhir;
    private final FhirText text;
    private final Examination examination;
    private final OrderIntake orders;
    private final JdbcOrders kept;
    private final ChoiceDesk desk;
    private final People people;
    private final ResourceStore resources;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// @param orders takes what belongs to an order
    /// @param kept the orders themselves
    public ConsentIntake(
            FhirContext fhir,
            Examination examination,
            OrderIntake orders,
            JdbcOrders kept,
            ChoiceDesk desk,
            People people,
            ResourceStore resources,
            TransactionTemplate transactions,
            Clock clock) {
        this.fhir = fhir;
        this.text = new FhirText(fhir);
        this.examination = examination;
        this.orders = orders;
        this.kept = kept;
        this.desk = desk;
        this.people = people;
        this.resources = resources;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What became of a Consent.
    ///
    /// @param status of HTTP, 201 if it is recorded
    /// @param id of the Consent where it is kept; empty if it is not recorded
    /// @param outcome what is to be known of it
    public record Answer(int status, String id, OperationOutcome outcome) {}

    /// Takes a Consent.
    ///
    /// @param json as received
    /// @throws org.opengms.fhir.FhirProblem if it cannot be read, or not be kept to
    public Answer create(String json, Actor actor) {
        Examination.Result read = examination.read(json);
        if (read.isRefused()) {
            return new Answer(422, "", OperationOutcomes.of(read.findings()));
        }
        Consent consent = text.read(json, Consent.class);
        return PostedChoice.order(consent)
                .map(order -> ofOrder(json, consent, order, actor))
                .orElseGet(() -> choice(json, consent, read, actor));
    }

    // ---- a choice

    private Answer choice(String json, Consent consent, Examination.Result read, Actor actor) {
        Optional<Person> person =
                PostedChoice.patientId(consent)
                        .flatMap(ConsentIntake::personId)
                        .flatMap(people::find)
                        .or(() ->
                                consent.getPatient().hasReference()
                                        ? Optional.empty()
                                        : PostedChoice.number(consent)
                                                .flatMap(people::findByNhsNumber));
        if (person.isEmpty() || !desk.mayRecord(person.get().id(), actor)) {
            // The same words whether or not there is such a person.
            return refused(403, "NOT_ALLOWED", NOT_YOURS, "Consent.patient");
        }
        PostedChoice choice = PostedChoice.read(consent, person.get());
        Answer answer =
                transactions.execute(status -> {
                    Answer recorded = record(json, consent, choice, person.get().id(), read, actor);
                    if (recorded.status() != 201) {
                        status.setRollbackOnly();
                    }
                    return recorded;
                });
        if (answer == null) {
            throw new IllegalStateException("OGMS-4501 The transaction gave no answer");
        }
        return answer;
    }

    private static Optional<PersonId> personId(String id) {
        try {
            return Optional.of(new PersonId(id));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private Answer record(
            String json,
            Consent consent,
            PostedChoice choice,
            PersonId person,
            Examination.Result read,
            Actor actor) {
        Instant now = clock.instant();
        String id = TimeOrderedUuid.next().toString();
        List<String> doubts = new ArrayList<>();
        for (Said said : choice.said()) {
            Wish wish =
                    new Wish(
                            person,
                            Optional.of(person),
                            said,
                            choice.by(),
                            "Consent/" + id,
                            choice.saidOn());
            doubts.addAll(desk.doubts(wish, actor));
            switch (desk.record(wish, actor)) {
                case ChoiceOutcome.Recorded _ -> {}
                case ChoiceOutcome.Refused(var part, String reason) -> {
                    return refused(422, "UNPROCESSABLE_ENTITY", reason, path(part));
                }
                case ChoiceOutcome.NotYours(String reason) -> {
                    return refused(403, "NOT_ALLOWED", reason, "Consent.patient");
                }
                case ChoiceOutcome.NotFound _ -> {
                    return refused(403, "NOT_ALLOWED", NOT_YOURS, "Consent.patient");
                }
            }
        }
        resources.add(
                PostedChoice.kept(json, consent, id, now, person, actor.organisation()),
                actor.id());
        OperationOutcome outcome = OperationOutcomes.of(read.findings());
        doubts.stream()
                .distinct()
                .forEach(doubt ->
                        outcome.addIssue()
                                .setSeverity(OperationOutcome.IssueSeverity.WARNING)
                                .setCode(OperationOutcome.IssueType.BUSINESSRULE)
                                .setDetails(new CodeableConcept().setText(doubt))
                                .addExpression("Consent.dateTime"));
        return new Answer(201, id, outcome);
    }

    private static String path(ChoiceOutcome.Part part) {
        return switch (part) {
            case SUBJECT -> "Consent.patient";
            case SAID, ASK_AGAIN_ON, DIED_ON -> "Consent.provision";
            case BY -> "Consent.performer";
            case EVIDENCE -> "Consent.source";
            case SAID_ON -> "Consent.dateTime";
        };
    }

    private static Answer refused(int status, String code, String reason, String path) {
        return new Answer(status, "", OperationOutcomes.problem(code, reason, path));
    }

    // ---- the record of discussion of an order

    private Answer ofOrder(String json, Consent consent, String order, Actor actor) {
        Optional<PersonId> person = orderId(order).flatMap(kept::personOf);
        boolean isOfAnother =
                person.isPresent()
                        && desk.mayRecord(person.get(), actor)
                        && PostedChoice.patientId(consent)
                                .filter(id -> !id.equals(person.get().value()))
                                .isPresent();
        if (isOfAnother) {
            return refused(
                    422,
                    "UNPROCESSABLE_ENTITY",
                    "The Consent is of another patient than the order that it refers to.",
                    "Consent.patient");
        }
        OrderAnswer answer =
                orders.submit(
                        """
                        {"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:%s","request":{"method":"POST","url":"Consent"},"resource":%s}]}
                        """
                                .formatted(UUID.randomUUID(), json),
                        Optional.empty(),
                        actor);
        if (answer.status() != 200) {
            OperationOutcome outcome =
                    fhir.newJsonParser().parseResource(OperationOutcome.class, answer.body());
            outcome.getIssue().forEach(ConsentIntake::unwrapped);
            return new Answer(answer.status(), "", outcome);
        }
        Bundle.BundleEntryResponseComponent response =
                fhir.newJsonParser()
                        .parseResource(Bundle.class, answer.body())
                        .getEntryFirstRep()
                        .getResponse();
        OperationOutcome outcome =
                response.getOutcome() instanceof OperationOutcome told
                        ? told
                        : OperationOutcomes.of(List.of());
        outcome.getIssue().forEach(ConsentIntake::unwrapped);
        return new Answer(
                201,
                response.getLocation().replaceAll("^Consent/", "").replaceAll("/_history/.*$", ""),
                outcome);
    }

    /// A place in the Bundle as a place in the Consent.
    private static void unwrapped(OperationOutcome.OperationOutcomeIssueComponent issue) {
        for (StringType expression : issue.getExpression()) {
            expression.setValue(
                    expression
                            .getValue()
                            .replace("Bundle.entry[0].resource", "Consent")
                            .replaceAll("^Bundle\\.entry\\[0\\]$", "Consent"));
        }
    }

    private static Optional<OrderId> orderId(String id) {
        try {
            return Optional.of(new OrderId(id));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
