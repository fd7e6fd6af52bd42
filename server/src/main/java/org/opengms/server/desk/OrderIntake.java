package org.opengms.server.desk;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.fhir.DataSetReading;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.KnownResources;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.fhir.OrderMessage;
import org.opengms.fhir.OrderReader;
import org.opengms.fhir.OrderResources;
import org.opengms.fhir.ResourceVersion;
import org.opengms.fhir.SearchKeys;
import org.opengms.gate.Actor;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.Submission;
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

    private final FhirContext fhir;
    private final FhirText text;
    private final FhirStructure structure;
    private final OrderReader reader;
    private final OrderDesk desk;
    private final JdbcOrders orders;
    private final ResourceStore resources;
    private final SubmissionStore submissions;
    private final TransactionTemplate transactions;
    private final Optional<MinimumDataSet> minimumDataSet;
    private final DataSetReading dataSetReading = new DataSetReading(KnownResources.NONE);
    private final AcceptancePolicy policy;
    private final Clock clock;

    /// @param minimumDataSet what orders are compared with, if anything
    /// @param policy grades what they lack
    public OrderIntake(
            FhirContext fhir,
            FhirStructure structure,
            OrderReader reader,
            OrderDesk desk,
            JdbcOrders orders,
            ResourceStore resources,
            SubmissionStore submissions,
            TransactionTemplate transactions,
            Optional<MinimumDataSet> minimumDataSet,
            AcceptancePolicy policy,
            Clock clock) {
        this.fhir = fhir;
        this.text = new FhirText(fhir);
        this.structure = structure;
        this.reader = reader;
        this.desk = desk;
        this.orders = orders;
        this.resources = resources;
        this.submissions = submissions;
        this.transactions = transactions;
        this.minimumDataSet = minimumDataSet;
        this.policy = policy;
        this.clock = clock;
    }

    /// Submits a Bundle.
    ///
    /// @param json as received
    /// @param requestId under which the sender may send it again, if given
    /// @throws FhirProblem if it cannot be read, or the request id was used for another message
    public OrderAnswer submit(String json, Optional<String> requestId, Actor actor) {
        List<Finding> structural = structure.check(json);
        OrderMessage message = reader.read(text.read(json, Bundle.class));
        List<Finding> findings = new ArrayList<>(structural);
        findings.addAll(message.findings());
        findings.addAll(missing(message));
        for (int attempt = 1; ; attempt++) {
            try {
                OrderAnswer answer =
                        transactions.execute(
                                status -> decide(json, requestId, actor, message, findings));
                if (answer == null) {
                    throw new IllegalStateException("OGMS-4501 The transaction gave no answer");
                }
                return answer;
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// What the order lacks of the Minimum Data Set.
    private List<Finding> missing(OrderMessage message) {
        return minimumDataSet
                .map(sheet ->
                        dataSetReading.check(
                                message,
                                message.request().flatMap(desk::methodAskedFor),
                                sheet,
                                policy))
                .orElse(List.of());
    }

    private OrderAnswer decide(
            String json,
            Optional<String> requestId,
            Actor actor,
            OrderMessage message,
            List<Finding> findings) {
        String digest = sha256(json);
        if (requestId.isPresent()) {
            submissions.lock(requestId.get(), actor.id());
            Optional<SubmissionStore.Given> given = submissions.find(requestId.get(), actor.id());
            if (given.isPresent()) {
                if (!given.get().bodySha256().equals(digest)) {
                    throw new FhirProblem(
                            FhirProblem.Kind.CONFLICT,
                            "OGMS-4502",
                            "Bundle",
                            "This X-Request-ID was used for another message.",
                            "Use a new X-Request-ID for a new message.");
                }
                return new OrderAnswer(
                        Optional.empty(), given.get().status(), given.get().response());
            }
        }
        OrderAnswer answer = decideNew(json, message, findings, actor);
        requestId.ifPresent(id ->
                submissions.add(
                        id,
                        actor.id(),
                        new SubmissionStore.Given(digest, answer.status(), answer.body())));
        return answer;
    }

    private OrderAnswer decideNew(
            String json, OrderMessage message, List<Finding> findings, Actor actor) {
        Submission submission =
                message.request().isEmpty()
                        ? new Submission.Refused(List.copyOf(findings))
                        : desk.submit(
                                message.request().get(),
                                findings,
                                actor,
                                message.consentFullUrl().orElse(""));
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
                                fhir,
                                message,
                                accepted,
                                clock.instant(),
                                resources
                                        .find("Patient", accepted.person().id().value())
                                        .map(ResourceStore.Stored::version),
                                () -> UUID.randomUUID().toString());
                kept.versions().forEach(resource -> resources.add(resource, actor.id()));
                orders.keepFindings(accepted.order().id(), accepted.findings());
                resources.add(asReceived(json, accepted), actor.id());
                yield new OrderAnswer(
                        Optional.of(accepted),
                        200,
                        fhir.newJsonParser().encodeResourceToString(kept.response()));
            }
        };
    }

    /// The message itself, to the letter: what was made of it can always be compared with it.
    private ResourceVersion asReceived(String json, Submission.Accepted accepted) {
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
                        "transaction",
                        List.of(),
                        List.of()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-4504 This JDK has no SHA-256", e);
        }
    }
}
