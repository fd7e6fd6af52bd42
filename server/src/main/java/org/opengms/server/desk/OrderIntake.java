package org.opengms.server.desk;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.fhir.OrderMessage;
import org.opengms.fhir.OrderResources;
import org.opengms.fhir.ResourceVersion;
import org.opengms.fhir.SearchKeys;
import org.opengms.gate.Actor;
import org.opengms.maturity.IntakeChannel;
import org.opengms.maturity.OrderArrival;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.AskedOrder;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.Submission;
import org.opengms.orders.TimeOrderedUuid;
import org.opengms.server.persistence.JdbcArrivals;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.SubmissionStore;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes in an order as a FHIR transaction Bundle: judged, kept with every resource it came with,
/// and answered, in one transaction.
public final class OrderIntake {
    /// Two orders that bring the same new person at once: the later one finds the person the second
    /// time.
    private static final int ATTEMPTS = 3;

    /// Begins the search value by which the same message is found again.
    private static final String DIGEST = "digest=";

    private final FhirContext fhir;
    private final AcceptancePolicy policy;
    private final Examination examination;
    private final ChangeIntake changes;
    private final OrderDesk desk;
    private final JdbcOrders orders;
    private final ResourceStore resources;
    private final SubmissionStore submissions;
    private final JdbcArrivals arrivals;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public OrderIntake(
            FhirContext fhir,
            AcceptancePolicy policy,
            Examination examination,
            ChangeIntake changes,
            OrderDesk desk,
            JdbcOrders orders,
            ResourceStore resources,
            SubmissionStore submissions,
            JdbcArrivals arrivals,
            TransactionTemplate transactions,
            Clock clock) {
        this.fhir = fhir;
        this.policy = policy;
        this.examination = examination;
        this.changes = changes;
        this.desk = desk;
        this.orders = orders;
        this.resources = resources;
        this.submissions = submissions;
        this.arrivals = arrivals;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// How a message came.
    ///
    /// @param ofReading what was found when it was read in another form
    /// @param form the number of the order form that it was written on, if it was
    private record Way(IntakeChannel channel, List<Finding> ofReading, Optional<String> form) {}

    /// Submits a Bundle that a system sent.
    ///
    /// @param json as received
    /// @param requestId under which the sender may send it again, if given
    /// @throws FhirProblem if it cannot be read, or the request id was used for another message
    public OrderAnswer submit(String json, Optional<String> requestId, Actor actor) {
        return submit(
                json, new Way(IntakeChannel.FHIR, List.of(), Optional.empty()), requestId, actor);
    }

    /// Submits the order form of the pages.
    ///
    /// @param json a Bundle
    /// @param form a number of this form, the same when it is mended and sent again
    /// @throws FhirProblem if it cannot be read
    public OrderAnswer submitForm(String json, String form, Actor actor) {
        return submit(
                json,
                new Way(
                        IntakeChannel.FORM,
                        List.of(),
                        Optional.of(form).filter(number -> !number.isBlank())),
                Optional.empty(),
                actor);
    }

    /// Submits a Bundle that was made of an HL7 v2 message.
    ///
    /// @param json the Bundle
    /// @param ofReading what was found on reading the message: kept with the order's other findings
    ///   for those who work on it, and left to the caller to answer
    /// @param requestId under which the sender may send it again, if given
    /// @throws FhirProblem if it cannot be read, or the request id was used for another message
    public OrderAnswer submit(
            String json, List<Finding> ofReading, Optional<String> requestId, Actor actor) {
        return submit(
                json, new Way(IntakeChannel.HL7, ofReading, Optional.empty()), requestId, actor);
    }

    private OrderAnswer submit(String json, Way way, Optional<String> requestId, Actor actor) {
        Examination.Result read = examination.read(json);
        Bundle bundle =
                read.bundle()
                        .orElseThrow(() ->
                                new FhirProblem(
                                        FhirProblem.Kind.UNREADABLE,
                                        "OGMS-4505",
                                        "resourceType",
                                        "A Bundle belongs here, and this is another resource.",
                                        "Send a Bundle of type transaction."));
        for (int attempt = 1; ; attempt++) {
            try {
                OrderAnswer answer =
                        transactions.execute(
                                status -> decide(json, way, requestId, actor, read, bundle));
                if (answer == null) {
                    throw new IllegalStateException("OGMS-4501 The transaction gave no answer");
                }
                return answer;
            } catch (ChangeRefused refused) {
                return new OrderAnswer(
                        Optional.empty(),
                        refused.status(),
                        fhir.newJsonParser().encodeResourceToString(refused.outcome()));
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// Submits the order for a genome that was kept behind a conventional test. Each of its orders
    /// is based on the one that it follows.
    ///
    /// @param json the Bundle
    /// @param read what came of judging it
    /// @param requestId the same for the same genome
    /// @param actor the service, for the organisation that ordered the test before
    Submission submitFollowUp(String json, Examination.Result read, String requestId, Actor actor) {
        String digest = SubmissionStore.digest(json.getBytes(StandardCharsets.UTF_8));
        if (submissions.answered(requestId, actor.id(), digest).isPresent()) {
            throw new IllegalStateException(
                    "OGMS-4512 This genome was ordered already, and its order does not say so");
        }
        OrderMessage message =
                read.order()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "OGMS-4513 What was made of an order is no order"));
        OrderAnswer answer =
                decideNew(
                        json,
                        new Way(IntakeChannel.SERVICE, List.of(), Optional.empty()),
                        digest,
                        message,
                        asked(message).stream().map(OrderIntake::following).toList(),
                        read.findings(),
                        actor);
        submissions.add(
                requestId,
                actor.id(),
                new SubmissionStore.Given(digest, answer.status(), answer.body()));
        return answer.submission().orElseThrow();
    }

    private static AskedOrder following(AskedOrder asked) {
        return new AskedOrder(
                asked.request(),
                asked.evidence(),
                asked.person(),
                asked.basedOn(),
                Optional.of(asked.request().context().parent().orElseThrow()));
    }

    private OrderAnswer decide(
            String json,
            Way way,
            Optional<String> requestId,
            Actor actor,
            Examination.Result read,
            Bundle bundle) {
        String digest = SubmissionStore.digest(json.getBytes(StandardCharsets.UTF_8));
        Optional<SubmissionStore.Given> given =
                requestId.flatMap(id -> submissions.answered(id, actor.id(), digest));
        if (given.isPresent()) {
            return new OrderAnswer(Optional.empty(), given.get().status(), given.get().response());
        }
        OrderAnswer answer =
                read.order().isEmpty() && changes(bundle)
                        ? new OrderAnswer(
                                Optional.empty(),
                                200,
                                changes.change(json, bundle, read.findings(), actor))
                        : newOrder(json, way, digest, read, bundle, actor);
        requestId.ifPresent(id ->
                submissions.add(
                        id,
                        actor.id(),
                        new SubmissionStore.Given(digest, answer.status(), answer.body())));
        return answer;
    }

    /// Whether a Bundle without a new order has something to change or to add.
    private static boolean changes(Bundle bundle) {
        return bundle.getType() == Bundle.BundleType.TRANSACTION && bundle.hasEntry();
    }

    private OrderAnswer newOrder(
            String json,
            Way way,
            String digest,
            Examination.Result read,
            Bundle bundle,
            Actor actor) {
        OrderMessage message = read.order().orElseGet(() -> examination.orderless(bundle));
        List<Finding> findings = new ArrayList<>(read.findings());
        if (read.order().isEmpty()) {
            // read as an order, it has its numbers judged anew
            findings.removeIf(f -> f.kind() == FindingKind.NHS_NUMBER_INVALID_ELSEWHERE);
            findings.addAll(message.findings());
        }
        sentBefore(digest, message, actor).ifPresent(findings::add);
        return decideNew(json, way, digest, message, asked(message), findings, actor);
    }

    /// Whether this organisation's very order was accepted before: to the letter, or by the
    /// sender's own number. Two copies sent at once wait for each other here.
    private Optional<Finding> sentBefore(String digest, OrderMessage message, Actor actor) {
        List<String> keys = new ArrayList<>(message.senderNumbers());
        keys.add(digest);
        submissions.lockAll(keys.stream().sorted().toList(), actor.organisation().value());
        List<String> tokens = new ArrayList<>();
        message.senderNumbers().forEach(number -> tokens.add("identifier=" + number));
        tokens.add(DIGEST + digest);
        return resources
                .findSentBefore(tokens, actor.organisation())
                .map(earlier ->
                        policy.finding(
                                FindingKind.SENT_BEFORE,
                                "Bundle.entry[%d].resource.identifier"
                                        .formatted(Math.max(0, message.orderEntry())),
                                "This order was accepted before, as ServiceRequest/%s."
                                        .formatted(earlier.id()),
                                "Read that order. To change it, send an update of it; for another test, give the order a number of its own."));
    }

    private OrderAnswer decideNew(
            String json,
            Way way,
            String digest,
            OrderMessage message,
            List<AskedOrder> asked,
            List<Finding> findings,
            Actor actor) {
        Submission submission =
                asked.isEmpty()
                        ? new Submission.Refused(List.copyOf(findings))
                        : desk.submit(asked, findings, actor);
        noteArrival(way, message, asked, submission, actor);
        return switch (submission) {
            case Submission.Refused refused ->
                    new OrderAnswer(
                            Optional.of(refused),
                            422,
                            fhir.newJsonParser()
                                    .encodeResourceToString(
                                            OperationOutcomes.of(refused.findings())));
            case Submission.Accepted accepted -> {
                OrderResources kept =
                        OrderResources.assemble(
                                json,
                                message,
                                accepted,
                                clock.instant(),
                                person ->
                                        resources
                                                .find("Patient", person.value())
                                                .map(ResourceStore.Stored::version),
                                () -> TimeOrderedUuid.next().toString());
                List<ResourceVersion> versions = new ArrayList<>(kept.versions());
                versions.add(asReceived(json, digest, accepted));
                resources.addAll(versions, actor.id());
                keepFindings(way.ofReading(), accepted);
                yield new OrderAnswer(
                        Optional.of(accepted),
                        200,
                        fhir.newJsonParser().encodeResourceToString(kept.response()));
            }
        };
    }

    /// Notes what came with the orders, or that they were refused; nothing of the patient.
    private void noteArrival(
            Way way,
            OrderMessage message,
            List<AskedOrder> asked,
            Submission submission,
            Actor actor) {
        List<String> keys =
                Stream.concat(
                                message.senderNumbers().stream(),
                                way.form().map(number -> "form|" + number).stream())
                        .map(key ->
                                SubmissionStore.digest(
                                        (actor.organisation() + " " + key)
                                                .getBytes(StandardCharsets.UTF_8)))
                        .toList();
        switch (submission) {
            case Submission.Accepted accepted -> {
                for (int i = 0; i < accepted.orders().size(); i++) {
                    arrivals.add(
                            OrderArrival.accepted(
                                    clock.instant(),
                                    way.channel(),
                                    actor.organisation(),
                                    keys,
                                    asked.get(i),
                                    accepted.orders().get(i)));
                }
            }
            case Submission.Refused refused -> {
                if (!asked.isEmpty()) {
                    arrivals.add(
                            OrderArrival.refused(
                                    clock.instant(),
                                    way.channel(),
                                    asked.getFirst().request().orderingSite(),
                                    actor.organisation(),
                                    keys,
                                    refused.findings()));
                }
            }
        }
    }

    private void keepFindings(List<Finding> ofReading, Submission.Accepted accepted) {
        for (Submission.Kept one : accepted.orders()) {
            boolean isFirst = one.order().equals(accepted.order());
            List<Finding> told = new ArrayList<>(isFirst ? ofReading : List.of());
            told.addAll(one.findings());
            orders.keepFindings(one.order().id(), told);
        }
    }

    /// The orders of a message as the desk takes them. Persons are told apart by their entries.
    private static List<AskedOrder> asked(OrderMessage message) {
        List<Integer> entries =
                message.orders().stream().map(OrderMessage.Ordered::orderEntry).toList();
        return message.orders().stream()
                .map(order ->
                        new AskedOrder(
                                order.request(),
                                message.fullUrl(order.consentEntry()).orElse(""),
                                order.subjectEntry(),
                                entries.subList(0, entries.indexOf(order.orderEntry()))
                                        .indexOf(order.basedOnEntry())))
                .toList();
    }

    /// The message itself, to the letter: what was made of it can always be compared with it.
    private ResourceVersion asReceived(String json, String digest, Submission.Accepted accepted) {
        return new ResourceVersion(
                "Bundle",
                accepted.order().id().value(),
                1,
                clock.instant(),
                json,
                new SearchKeys(
                        Optional.of(accepted.person().id()),
                        Optional.of(accepted.order().id()),
                        Optional.empty(),
                        accepted.order().orderingSite(),
                        Optional.of(accepted.order().submittedBy()),
                        "transaction",
                        List.of(DIGEST + digest),
                        Optional.empty()));
    }
}
