package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;

/// The order Bundles of the national guide, sent to the running service as the transactions of the
/// scenario that they tell.
@RealData
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NationalScenariosTest {
    private static final String FHIR = "/FHIR/R4";
    private static final String GUIDE = "fhir/nhse-genomics/Bundle/Bundle-";

    private String site = "";

    @BeforeAll
    void signIn(TestService service) throws Exception {
        site = service.token("site-zr108");
    }

    private static String example(String name) {
        try {
            return Files.readString(SharedData.file(GUIDE + name + "-Example.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An accepted Bundle: what the service made of the addresses in it.
    private final class Sent {
        private final TestService service;
        private final Map<String, String> kept = new HashMap<>();
        private final List<String> orders = new ArrayList<>();

        Sent(TestService service, String json) throws Exception {
            this.service = service;
            HttpResponse<String> answer = service.post(FHIR, json, Optional.of(site));
            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode sent = TestService.json(json).path("entry");
            JsonNode made = TestService.json(answer).path("entry");
            assertEquals(sent.size(), made.size());
            for (int i = 0; i < sent.size(); i++) {
                String type = sent.path(i).path("resource").path("resourceType").asString();
                String location = made.path(i).path("response").path("location").asString();
                String reference = location.replaceAll("/_history/.*", "");
                assertTrue(reference.startsWith(type + "/"), reference);
                kept.put(
                        type + "/" + sent.path(i).path("resource").path("id").asString(),
                        reference);
                if (type.equals("ServiceRequest")) {
                    orders.add(reference);
                }
            }
        }

        JsonNode get(String reference) throws Exception {
            HttpResponse<String> answer = service.get(FHIR + "/" + reference, Optional.of(site));
            assertEquals(200, answer.statusCode(), answer.body());
            return TestService.json(answer);
        }

        List<String> taskCodes(String order) throws Exception {
            List<String> codes = new ArrayList<>();
            get("Task?focus=" + order)
                    .path("entry")
                    .forEach(e ->
                            codes.add(
                                    e.path("resource")
                                            .path("code")
                                            .path("coding")
                                            .path(0)
                                            .path("code")
                                            .asString()));
            return codes;
        }

        private static String id(String reference) {
            return reference.substring(reference.indexOf('/') + 1);
        }

        /// A later message of the scenario, with the addresses that the service gave.
        String readdressed(String json) {
            String text = json;
            for (Map.Entry<String, String> address : kept.entrySet()) {
                text =
                        text.replace(address.getKey() + "\"", address.getValue() + "\"")
                                .replace(
                                        "\"id\": \"" + id(address.getKey()) + "\"",
                                        "\"id\": \"" + id(address.getValue()) + "\"");
            }
            return text;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WGSTestOrderForm, 1",
        "NonWGSTestOrderForm, 1",
        "NonWGSScenario3-FetusAsProband, 2",
        "NonWGSScenario4-ProbandWithMultipleFetus, 4",
    })
    void everyOrderOfABundleIsAnOrder(String name, int orders, TestService service)
            throws Exception {
        Sent sent = new Sent(service, example(name));
        assertEquals(orders, sent.orders.size());
        List<String> numbers = new ArrayList<>();
        for (String order : sent.orders) {
            for (JsonNode identifier : sent.get(order).path("identifier")) {
                if (identifier
                        .path("system")
                        .asString()
                        .equals("https://fhir.nhs.uk/Id/GMSOrder")) {
                    numbers.add(identifier.path("value").asString());
                }
            }
            assertTrue(sent.taskCodes(order).contains("process-genomic-test-request"), order);
        }
        assertEquals(orders, numbers.stream().distinct().count());
    }

    @Nested
    class AReAnalysis {
        @Test
        void thatNamesOnePatientByAddressAndAnotherByNumberIsRefused(TestService service)
                throws Exception {
            HttpResponse<String> answer =
                    service.post(
                            FHIR, example("NonWGSTestOrderForm-Reanalysis"), Optional.of(site));
            assertEquals(422, answer.statusCode());
            List<String> places = new ArrayList<>();
            TestService.json(answer)
                    .path("issue")
                    .forEach(issue -> {
                        if (issue.path("severity").asString().equals("error")) {
                            places.add(issue.path("expression").path(0).asString());
                        }
                    });
            assertEquals(
                    List.of(2, 4, 5, 6, 7, 8).stream()
                            .map("Bundle.entry[%d].resource.subject.identifier.value"::formatted)
                            .toList(),
                    places);
        }

        @Test
        void isAcceptedWithTheRightNumber(TestService service) throws Exception {
            String json = example("NonWGSTestOrderForm-Reanalysis");
            JsonNode patient = TestService.json(json).path("entry").path(1).path("resource");
            String own = patient.path("identifier").path(0).path("value").asString();
            Sent sent = new Sent(service, json.replace(wrongNumber(json), own));
            assertEquals(1, sent.orders.size());
        }

        private String wrongNumber(String json) {
            return TestService.json(json)
                    .path("entry")
                    .path(2)
                    .path("resource")
                    .path("subject")
                    .path("identifier")
                    .path("value")
                    .asString();
        }
    }

    @Nested
    class AFetusAndItsParents {
        private static final String FATHERS =
                "ServiceRequest/ServiceRequest-NonWGSTestOrderForm-FetalScenarioFather-Example";
        private static final String FETUS =
                "ServiceRequest/ServiceRequest-NonWGSTestOrderForm-FetalScenario-Example";

        private Sent sent(TestService service) throws Exception {
            // the same scenario for another family each time
            return new Sent(
                    service,
                    example("NonWGSTestOrderForm-FetalScenario")
                            .replace("RR-REQ20230925", "REQ-" + java.util.UUID.randomUUID()));
        }

        private String kept(Sent sent, String address) {
            return java.util.Objects.requireNonNull(sent.kept.get(address), address);
        }

        @Test
        void haveAnOrderEach(TestService service) throws Exception {
            Sent sent = sent(service);
            assertEquals(3, sent.orders.size());
            List<String> patients = new ArrayList<>();
            for (String order : sent.orders) {
                patients.add(sent.get(order).path("subject").path("reference").asString());
            }
            assertEquals(3, patients.stream().distinct().count());
            assertTrue(patients.stream().allMatch(sent.kept::containsValue), patients.toString());
        }

        @Test
        void theFathersSampleComesLaterWithAnUpdateOfHisOrder(TestService service)
                throws Exception {
            Sent sent = sent(service);
            String father = kept(sent, FATHERS);
            String update = sent.readdressed(example("NonWGSTestOrderFormUpdated-FetalScenario"));
            // the example is published with the address of the fetus's order
            assertTrue(update.contains("\"url\": \"" + kept(sent, FETUS) + "\""), update);
            HttpResponse<String> misaddressed = service.post(FHIR, update, Optional.of(site));
            assertEquals(422, misaddressed.statusCode(), misaddressed.body());
            assertTrue(misaddressed.body().contains("names somebody else"), misaddressed.body());
            assertEquals("1", version(sent.get(father)));

            HttpResponse<String> answer =
                    service.post(
                            FHIR,
                            update.replace(
                                    "\"url\": \"" + kept(sent, FETUS) + "\"",
                                    "\"url\": \"" + father + "\""),
                            Optional.of(site));
            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode order = sent.get(father);
            assertTrue(Integer.parseInt(version(order)) > 1);
            assertEquals("urgent", order.path("priority").asString());
            assertEquals(
                    "on-hold",
                    order.path("status").asString(),
                    "the region's directory has no TP289: a scientist must choose the test");
            String specimen = order.path("specimen").path(0).path("reference").asString();
            assertEquals(
                    "ROA-69050-FTH-RWT13521",
                    sent.get(specimen).path("identifier").path(0).path("value").asString());
            assertEquals(
                    "1", version(sent.get(kept(sent, FETUS))), "the fetus's order is as it was");
        }

        private String version(JsonNode resource) {
            return resource.path("meta").path("versionId").asString();
        }
    }

    /// The published requests of the order management service.
    @ParameterizedTest
    @CsvSource({
        "Non-WGS-Test-Request-Rare-Disease, 200,",
        "WGS-Test-Request-Rare-Disease, 200,",
        // seven references name one patient by address and another by NHS number
        "Re-analysis-R387, 422, identity-conflict",
    })
    void theRequestsOfTheInterfaceAreTaken(
            String name, int status, String code, TestService service) throws Exception {
        String json = Files.readString(SharedData.file("fhir/goms-api/examples/" + name + ".json"));
        HttpResponse<String> answer = service.post(FHIR, json, Optional.of(site));
        assertEquals(status, answer.statusCode(), answer.body());
        List<String> errors = new ArrayList<>();
        for (JsonNode issue : TestService.json(answer).path("issue")) {
            if (issue.path("severity").asString().equals("error")) {
                errors.add(issue.path("details").path("coding").path(0).path("code").asString());
            }
        }
        assertEquals(code == null ? List.of() : List.of(code), errors.stream().distinct().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Searchset",
        "TransactionResponseError",
        "TransactionResponseSuccess",
        "GenomicReportVisibility-JamesWilson",
    })
    void whatIsNoOrderIsRefusedWithTheReason(String name, TestService service) throws Exception {
        HttpResponse<String> answer = service.post(FHIR, example(name), Optional.of(site));
        assertEquals(422, answer.statusCode(), answer.body());
        assertEquals("OperationOutcome", TestService.json(answer).path("resourceType").asString());
    }
}
