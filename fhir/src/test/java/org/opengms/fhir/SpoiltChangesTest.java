package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.OrderState;
import org.opengms.testing.Cases;

/// Transactions that change an order and were changed at random are read or refused in words, never
/// worse.
class SpoiltChangesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASK = "cccccccc-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    private static final String TUBE = "dddddddd-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    private static final List<Resource> KEPT = kept();
    private static final ChangeReader READER =
            new ChangeReader(
                    Fixtures.FHIR,
                    AcceptancePolicy.STANDARD,
                    (type, id) ->
                            KEPT.stream()
                                    .filter(r ->
                                            r.fhirType().equals(type)
                                                    && r.getIdElement().getIdPart().equals(id))
                                    .findFirst());

    private static final String CHANGES =
            """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"fullUrl":"https://service.example/ServiceRequest/%1$s","request":{"method":"PUT","url":"ServiceRequest/%1$s","ifMatch":"W/\\"1\\""},
              "resource":{"resourceType":"ServiceRequest","id":"%1$s","status":"active","intent":"order","priority":"urgent","authoredOn":"2026-01-15",
               "note":[{"text":"Seymour asks"}],"code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"R901.1"}]},
               "subject":{"reference":"Patient/%2$s"}}},
             {"fullUrl":"https://service.example/Task/%3$s","request":{"method":"PUT","url":"Task/%3$s"},
              "resource":{"resourceType":"Task","id":"%3$s","status":"on-hold","statusReason":{"coding":[{"code":"other"}]},"businessStatus":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/business-status-genomics","code":"other"}],"text":"x"},
               "intent":"order","owner":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"ZZL02"}},"for":{"reference":"Patient/%2$s"}}},
             {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","request":{"method":"POST","url":"Specimen"},
              "resource":{"resourceType":"Specimen","status":"available","identifier":[{"value":"T-1"}],"type":{"text":"Blood"},"receivedTime":"2026-02-01T10:00:00Z",
               "subject":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}},"request":[{"reference":"ServiceRequest/%1$s"}]}},
             {"fullUrl":"https://service.example/Specimen/%4$s","request":{"method":"PUT","url":"Specimen/%4$s"},
              "resource":{"resourceType":"Specimen","id":"%4$s","status":"unsatisfactory","subject":{"reference":"Patient/%2$s"},"request":[{"reference":"ServiceRequest/%1$s"}]}},
             {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","request":{"method":"POST","url":"Consent"},
              "resource":{"resourceType":"Consent","status":"active","scope":{"coding":[{"code":"research"}]},
               "category":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicConsent","code":"RoD"}]}],"patient":{"reference":"Patient/%2$s"},"dateTime":"2026-01-20",
               "provision":{"type":"permit","provision":[{"type":"permit","code":[{"coding":[{"code":"x"}]}]}]},"sourceReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}}},
             {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","request":{"method":"POST","url":"Observation"},
              "resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://human-phenotype-ontology.org","code":"HP:0001250"}]},
               "valueQuantity":{"value":1.5},"subject":{"reference":"Patient/%2$s"},"basedOn":[{"reference":"ServiceRequest/%1$s"}]}},
             {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000004","request":{"method":"POST","url":"DiagnosticReport"},
              "resource":{"resourceType":"DiagnosticReport","status":"final","code":{"text":"Report"},"conclusion":"Nothing was found.",
               "conclusionCode":[{"text":"x"}],"subject":{"reference":"Patient/%2$s"},"basedOn":[{"reference":"ServiceRequest/%1$s"}]}}
            ]}
            """
                    .formatted(Fixtures.ORDER.value(), Fixtures.PERSON.value(), TASK, TUBE);

    private static List<Resource> kept() {
        List<Resource> kept =
                List.of(
                        new ServiceRequest().setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE),
                        new Patient(),
                        new Task(),
                        new Specimen());
        List<String> ids = List.of(Fixtures.ORDER.value(), Fixtures.PERSON.value(), TASK, TUBE);
        for (int i = 0; i < ids.size(); i++) {
            kept.get(i).setId(ids.get(i));
        }
        return kept;
    }

    @Test
    void soundOnesAreReadWhole() {
        ChangeMessage read = READER.read(Fixtures.bundle(CHANGES));
        assertFalse(AcceptancePolicy.refuses(read.findings()), () -> read.findings().toString());
        assertEquals(7, read.changes().size());
    }

    @Test
    void areReadOrRefused() throws Exception {
        areReadOrRefused(1_500);
    }

    @Test
    @Tag("heavy")
    void areReadOrRefusedForLong() throws Exception {
        areReadOrRefused(100_000);
    }

    private static void areReadOrRefused(int count) {
        int[] read = {0};
        Cases.check(
                count,
                random -> {
                    try {
                        if (isRead(spoilt(random))) {
                            read[0]++;
                        }
                    } catch (FhirProblem refused) {
                        String told = refused.getMessage() + refused.path();
                        assertFalse(told.contains("9990000018"), told);
                        assertFalse(told.contains("Seymour"), told);
                    }
                });
        if (System.getProperty("opengms.seed") == null) {
            assertTrue(read[0] > count / 20, "only " + read[0] + " of " + count + " were read");
        }
    }

    private static String spoilt(RandomGenerator random) throws Exception {
        JsonNode tree = JSON.readTree(CHANGES);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            BadMessagesTest.mutate(tree, random);
        }
        String text = JSON.writeValueAsString(tree);
        return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
    }

    /// Whether it is read; if so, everything that a service does with it is done.
    private static boolean isRead(String text) {
        ChangeMessage message = READER.read(Fixtures.bundle(text));
        message.findings()
                .forEach(f -> {
                    assertTrue(f.path().startsWith("Bundle"), f.path());
                    assertFalse(f.words().isBlank());
                    assertFalse((f.words() + f.advice()).contains("9990000018"), f.words());
                });
        if (AcceptancePolicy.refuses(message.findings())) {
            return false;
        }
        ChangeResources kept = new ChangeResources(text, message, () -> TUBE);
        for (Change change : message.changes()) {
            switch (change) {
                case Change.OfOrder order -> {
                    kept.keptText(order.entry());
                    READER.amended(message, order, KEPT)
                            .findings()
                            .forEach(f -> assertFalse(f.words().isBlank()));
                }
                case Change.OfTask ignored -> {}
                case Change.ReportComes ignored -> {}
                case Change.SpecimenComes specimen -> keep(kept, specimen.entry());
                case Change.DiscussionComes discussion -> keep(kept, discussion.entry());
                case Change.ConsentEnds ends -> keep(kept, ends.entry());
                case Change.Information information -> keep(kept, information.entry());
            }
        }
        return !message.changes().isEmpty();
    }

    private static void keep(ChangeResources kept, int entry) {
        ResourceVersion version =
                kept.version(
                        entry,
                        1,
                        Fixtures.NOW,
                        Optional.of(Fixtures.order(OrderState.IN_LABORATORY)),
                        Optional.empty(),
                        Fixtures.order(OrderState.IN_LABORATORY).submittedBy());
        assertFalse(version.json().isBlank());
    }
}
