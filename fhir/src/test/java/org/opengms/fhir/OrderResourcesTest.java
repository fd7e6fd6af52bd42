package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.FindingKind;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class OrderResourcesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static OrderResources assemble(String json) {
        OrderMessage message = Fixtures.READER.read(Fixtures.bundle(json));
        assertTrue(message.request().isPresent());
        return OrderResources.assemble(
                json, message, Fixtures.accepted(message.findings()), Fixtures.NOW);
    }

    /// Compares what was sent with what is kept as bare JSON: but for ids, addresses of entries,
    /// `meta` and the order number nothing differs.
    private static void assertNothingElseChanged(String json, OrderResources resources)
            throws Exception {
        ArrayNode entries = (ArrayNode) JSON.readTree(json).get("entry");
        assertEquals(entries.size(), resources.versions().size());
        Map<String, String> addresses = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonNode sent = entries.get(i).get("resource");
            String kept = resources.versions().get(i).reference();
            if (sent.has("id")) {
                addresses.put(
                        sent.get("resourceType").asText() + "/" + sent.get("id").asText(), kept);
            }
            addresses.put(entries.get(i).get("fullUrl").asText(), kept);
        }
        for (int i = 0; i < entries.size(); i++) {
            ObjectNode sent = (ObjectNode) entries.get(i).get("resource");
            ObjectNode kept = (ObjectNode) JSON.readTree(resources.versions().get(i).json());
            assertEquals("1", kept.get("meta").get("versionId").asText());
            assertEquals("2026-02-03T04:05:06.789Z", kept.get("meta").get("lastUpdated").asText());
            assertEquals(resources.versions().get(i).id(), kept.get("id").asText());
            sent.remove("id");
            kept.remove("id");
            sent.remove("meta");
            kept.remove("meta");
            readdress(sent, addresses);
            if (sent.get("resourceType").asText().equals("ServiceRequest")) {
                ArrayNode identifiers = (ArrayNode) kept.get("identifier");
                JsonNode number = identifiers.remove(identifiers.size() - 1);
                assertEquals("https://fhir.nhs.uk/Id/GMSOrder", number.get("system").asText());
                assertEquals("OG-26-000123", number.get("value").asText());
                if (identifiers.isEmpty()) {
                    kept.remove("identifier");
                }
            }
            assertEquals(sent, kept);
        }
    }

    private static void readdress(JsonNode node, Map<String, String> addresses) {
        if (node instanceof ObjectNode object) {
            JsonNode reference = object.get("reference");
            if (reference != null && reference.isTextual()) {
                object.set(
                        "reference",
                        new TextNode(
                                addresses.getOrDefault(reference.asText(), reference.asText())));
            }
        }
        node.forEach(child -> readdress(child, addresses));
    }

    @Test
    void anyFormIsKeptAsItWasSent() {
        Cases.check(
                100,
                random -> {
                    String json =
                            Fixtures.TEXT.write(
                                    OrderBundleWriter.write(OrderBundleWriterTest.form(random)));
                    assertNothingElseChanged(json, assemble(json));
                });
    }

    @RealData
    @Test
    void theNationalOrderIsKeptAsItWasSent() throws Exception {
        String json =
                Files.readString(
                        SharedData.file(
                                "fhir/nhse-genomics/Bundle/Bundle-WGSTestOrderForm-Example.json"));
        OrderResources resources = assemble(json);
        assertNothingElseChanged(json, resources);
        for (ResourceVersion version : resources.versions()) {
            assertEquals(List.of(), Fixtures.complaints(version.json()), version.reference());
        }
    }

    @Nested
    class TheSampleOrder {
        private final OrderResources resources =
                assemble(Fixtures.TEXT.write(OrderBundleWriter.write(SampleForm.FORM)));

        private ResourceVersion only(String type) {
            List<ResourceVersion> found =
                    resources.versions().stream().filter(v -> v.type().equals(type)).toList();
            assertEquals(1, found.size());
            return found.getFirst();
        }

        @Test
        void carriesTheServicesIds() {
            assertEquals(Fixtures.ORDER.value(), only("ServiceRequest").id());
            assertEquals(Fixtures.PERSON.value(), only("Patient").id());
            Set<String> ids = new HashSet<>();
            resources.versions().forEach(v -> assertTrue(ids.add(v.id())));
        }

        @Test
        void isFoundByItsKeys() {
            SearchKeys order = only("ServiceRequest").keys();
            assertEquals(Optional.of(Fixtures.ORDER), order.order());
            assertEquals(Optional.of(Fixtures.PERSON), order.person());
            assertEquals("active", order.status());
            assertTrue(
                    order.tokens()
                            .containsAll(
                                    List.of(
                                            "code=https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory|R901.1",
                                            "code=R901",
                                            "identifier=|SAMPLE-1",
                                            "identifier=https://fhir.nhs.uk/Id/GMSOrder|OG-26-000123",
                                            "patient=Patient/" + Fixtures.PERSON.value(),
                                            "status=active")),
                    String.join("\n", order.tokens()));
            assertEquals(
                    List.of(
                            "identifier=9990000018",
                            "identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018"),
                    only("Patient").keys().tokens());
        }

        @Test
        void onlyTheRequesterIsNotAboutThePatient() {
            for (ResourceVersion version : resources.versions()) {
                assertEquals(
                        !version.type().equals("PractitionerRole"),
                        version.keys().person().isPresent(),
                        version.type());
            }
        }

        @Test
        void namesItsRecordOfDiscussion() {
            assertEquals(
                    Optional.of("Consent/" + only("Consent").id()), resources.consentReference());
        }

        @Test
        void isAnsweredEntryByEntryInTheOrderSent() {
            Bundle response = resources.response();
            assertEquals(Bundle.BundleType.TRANSACTIONRESPONSE, response.getType());
            assertEquals(resources.versions().size(), response.getEntry().size());
            for (int i = 0; i < resources.versions().size(); i++) {
                var answer = response.getEntry().get(i).getResponse();
                assertEquals("201 Created", answer.getStatus());
                assertEquals(
                        resources.versions().get(i).reference() + "/_history/1",
                        answer.getLocation());
                assertEquals("W/\"1\"", answer.getEtag());
            }
        }

        @Test
        void theAnswerTellsOrderNumberTasksAndFindings() {
            OperationOutcome outcome =
                    (OperationOutcome)
                            resources.response().getEntry().stream()
                                    .filter(e -> e.getResponse().hasOutcome())
                                    .findFirst()
                                    .orElseThrow()
                                    .getResponse()
                                    .getOutcome();
            String words = Fixtures.TEXT.write(outcome);
            assertTrue(words.contains("OG-26-000123"));
            assertTrue(words.contains("Task/99999999-8888-4777-8666-555555555555"));
            assertEquals(
                    List.of(),
                    Fixtures.complaints(Fixtures.TEXT.write(resources.response())).stream()
                            .filter(f -> f.kind() == FindingKind.STRUCTURE_INVALID)
                            .toList());
        }
    }

    @Test
    void aPatientKeptAlreadyStaysAsItIs() {
        OrderMessage message = Fixtures.READER.read(OrderBundleWriter.write(SampleForm.FORM));
        OrderResources resources =
                OrderResources.assemble(
                        Fixtures.TEXT.write(message.bundle()),
                        message,
                        Fixtures.accepted(List.of()),
                        Fixtures.NOW,
                        _ -> Optional.of(4),
                        () -> UUID.randomUUID().toString());
        assertFalse(resources.versions().stream().anyMatch(v -> v.type().equals("Patient")));
        var answer = resources.response().getEntry().get(message.subjectEntry()).getResponse();
        assertEquals("200 OK", answer.getStatus());
        assertEquals("Patient/" + Fixtures.PERSON.value() + "/_history/4", answer.getLocation());
    }

    @Test
    void refusingFindingsAreToldWithCodePlaceAndAdvice() {
        OperationOutcome outcome =
                OperationOutcomes.of(
                        List.of(
                                AcceptancePolicy.STANDARD.finding(
                                        FindingKind.NHS_NUMBER_INVALID,
                                        "Bundle.entry[1].resource.identifier[0].value",
                                        "The NHS number is not valid.",
                                        "Check it.")));
        var issue = outcome.getIssueFirstRep();
        assertEquals(OperationOutcome.IssueSeverity.ERROR, issue.getSeverity());
        assertEquals(
                "https://opengms.org/CodeSystem/finding",
                issue.getDetails().getCodingFirstRep().getSystem());
        assertEquals("nhs-number-invalid", issue.getDetails().getCodingFirstRep().getCode());
        assertEquals("The NHS number is not valid.", issue.getDetails().getText());
        assertEquals(
                "Bundle.entry[1].resource.identifier[0].value",
                issue.getExpression().getFirst().getValue());
        assertEquals("Check it.", issue.getDiagnostics());
        assertEquals(List.of(), Fixtures.complaints(Fixtures.TEXT.write(outcome)));
    }
}
