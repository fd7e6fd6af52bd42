package org.opengms.server.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.OrderResources;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.region.SyntheticPatient;

/// The order systems of the sites, which send orders. An order of a site that the network does not
/// know comes on paper to the fallback laboratory, whose system enters it.
final class OrderingSites {
    private final People people;
    private final ServiceNetwork network;
    private final TestDirectory directory;
    private final long seed;
    private final LocalDate today;

    OrderingSites(
            People people,
            ServiceNetwork network,
            TestDirectory directory,
            long seed,
            LocalDate today) {
        this.people = people;
        this.network = network;
        this.directory = directory;
        this.seed = seed;
        this.today = today;
    }

    /// Sends a patient's order and notes the answer.
    void order(Journey journey) throws InterruptedException {
        send(journey, write(journey));
    }

    /// The order of a patient as it is sent.
    SyntheticOrder write(Journey journey) {
        return SyntheticOrder.of(journey.patient(), directory, seed, today);
    }

    /// Sends an order that is written already, and notes the answer.
    void send(Journey journey, SyntheticOrder order) throws InterruptedException {
        SyntheticPatient patient = journey.patient();
        FhirClient sender =
                network.site(patient.site()).isPresent()
                        ? people.system("site", patient.site())
                        : people.system("laboratory", network.fallbackLaboratory());
        Reply reply = sender.transaction(order.bundleJson(), order.requestId());
        if (reply.isGood()) {
            Bundle answer = FhirClient.parse(Bundle.class, reply);
            journey.accepted(orderId(answer));
            firstReason(answer).ifPresent(journey::because);
            return;
        }
        List<String> reasons =
                FhirClient.issues(reply).stream()
                        .filter(FhirClient::isError)
                        .map(FhirClient::kind)
                        .distinct()
                        .toList();
        if (reply.status() != 422 || reasons.isEmpty()) {
            Reply _ = sender.require(reply, "an order");
        }
        journey.refused(reasons);
    }

    private static Optional<String> firstReason(Bundle answer) {
        return answer.getEntry().stream()
                .map(e -> e.getResponse().getOutcome())
                .filter(OperationOutcome.class::isInstance)
                .map(OperationOutcome.class::cast)
                .flatMap(outcome -> outcome.getIssue().stream())
                .flatMap(issue -> Stream.of(issue.getDetails().getText(), issue.getDiagnostics()))
                .filter(words -> words != null && words.startsWith(OrderResources.WHY))
                .map(words -> words.substring(OrderResources.WHY.length()))
                .findFirst();
    }

    private static String orderId(Bundle response) {
        return response.getEntry().stream()
                .map(e -> e.getResponse().getLocationElement().getValueAsString())
                .filter(location -> location != null && location.contains("ServiceRequest/"))
                .map(location -> new org.hl7.fhir.r4.model.IdType(location).getIdPart())
                .findFirst()
                .orElseThrow(() ->
                        new DemoFailure(
                                "OGMS-4813 The server accepted an order and did not say where its ServiceRequest is."));
    }
}
