package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;

@ExtendWith(TestService.Extension.class)
class OrderInterfaceTest {
    private static final String FHIR = "/FHIR/R4";

    @Nested
    @RealData
    class TheNationalWholeGenomeOrder {
        private static final String ORDER =
                "fhir/nhse-genomics/Bundle/Bundle-WGSTestOrderForm-Example.json";

        @Test
        void isAcceptedWithEverythingItHoldsAndWaitsForWhatIsMissing(TestService service)
                throws Exception {
            String site = service.token("site-zr101");
            String sent = Files.readString(SharedData.file(ORDER));

            HttpResponse<String> answer = service.post(FHIR, sent, Optional.of(site));

            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode bundle = TestService.json(answer);
            assertEquals("transaction-response", bundle.path("type").asString());
            assertEquals(
                    TestService.json(answer).path("entry").size(),
                    created(bundle).size(),
                    "every entry says where it is");
            assertEquals(16, resourcesSent(created(bundle)), "all 16 resources are kept");
            assertTrue(
                    findings(bundle)
                            .containsAll(
                                    List.of(
                                            "warning site-unknown Bundle.entry[0].resource.organization.identifier.value",
                                            "warning test-not-in-directory Bundle.entry[3].resource.code.coding[0].code",
                                            "warning record-of-discussion-missing Bundle.entry[15].resource")),
                    findings(bundle).toString());

            String order = location(bundle, "ServiceRequest");
            HttpResponse<String> tasks =
                    service.get(
                            FHIR + "/Task?focus=" + order,
                            Optional.of(service.token("laboratory-zl01")));
            JsonNode task = TestService.json(tasks).path("entry").path(0).path("resource");
            assertEquals("on-hold", task.path("status").asString(), tasks.body());
            assertEquals(
                    "process-genomic-test-request",
                    task.path("code").path("coding").path(0).path("code").asString());

            JsonNode patient =
                    TestService.json(
                            service.get(
                                    FHIR + "/" + location(bundle, "Patient"), Optional.of(site)));
            assertEquals("2011-04-12", patient.path("birthDate").asString());
        }

        @Test
        void isAnsweredTheSameWhenItIsSentAgainUnderItsRequestId(TestService service)
                throws Exception {
            String site = service.token("site-zr102");
            String sent = Files.readString(SharedData.file(ORDER));
            HttpRequest.Builder once =
                    service.to(FHIR)
                            .header("Content-Type", "application/fhir+json")
                            .header("X-Request-ID", "0b1f7e7c-4f5a-4f0e-9d43-1f5f3b0f6a01")
                            .POST(HttpRequest.BodyPublishers.ofString(sent));

            HttpResponse<String> first = service.send(once.copy(), Optional.of(site));
            HttpResponse<String> second = service.send(once.copy(), Optional.of(site));

            assertEquals(200, first.statusCode(), first.body());
            assertEquals(
                    location(TestService.json(first), "ServiceRequest"),
                    location(TestService.json(second), "ServiceRequest"));
        }

        @Test
        void isRefusedUnderAnotherRequestIdAndSaysWhichOrderItIs(TestService service)
                throws Exception {
            String site = service.token("site-zr107");
            String sent = Files.readString(SharedData.file(ORDER));
            HttpResponse<String> first = service.post(FHIR, sent, Optional.of(site));
            assertEquals(200, first.statusCode(), first.body());

            HttpResponse<String> second = service.post(FHIR, sent, Optional.of(site));

            assertEquals(422, second.statusCode());
            assertTrue(
                    second.body().contains(location(TestService.json(first), "ServiceRequest")),
                    second.body());
            assertTrue(second.body().contains("sent-before"), second.body());
        }

        @Test
        void isNotReadByAStranger(TestService service) throws Exception {
            String sent = Files.readString(SharedData.file(ORDER));
            JsonNode bundle =
                    TestService.json(
                            service.post(FHIR, sent, Optional.of(service.token("site-zr106"))));

            HttpResponse<String> answer =
                    service.get(
                            FHIR + "/" + location(bundle, "ServiceRequest"),
                            Optional.of(service.token("laboratory-zl05")));

            assertEquals(403, answer.statusCode());
            assertFalse(answer.body().contains("Sorrell"));
        }

        private static int resourcesSent(List<String> locations) {
            return (int) locations.stream().filter(l -> !l.startsWith("Task/")).count();
        }
    }

    @Nested
    class WithoutTheRightToken {
        @Test
        void nothingIsServedWithoutAToken(TestService service) throws Exception {
            HttpResponse<String> answer = service.post(FHIR, "{}", Optional.empty());
            assertEquals(401, answer.statusCode());
            assertTrue(answer.body().contains("No token was sent"), answer.body());
        }

        @Test
        void aMadeUpTokenIsRefused(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.get(FHIR + "/Task", Optional.of("eyJhbGciOiJub25lIn0.e30."));
            assertEquals(401, answer.statusCode());
        }

        @Test
        void aSiteDeliversNoFiles(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.send(
                            service.to("/files/tasks/8f1b1b0e-35a5-4d0c-9a55-2d0c4a4be0aa")
                                    .PUT(HttpRequest.BodyPublishers.ofString("x")),
                            Optional.of(service.token("site-zr101")));
            assertEquals(403, answer.statusCode());
            assertTrue(answer.body().contains("role"), answer.body());
        }

        @Test
        void pathsThatNobodyNamedAreClosed(TestService service) throws Exception {
            assertEquals(
                    302,
                    service.get("/actuator/env", Optional.empty()).statusCode(),
                    "sent to sign in");
            assertEquals(
                    403,
                    service.get("/files", Optional.of(service.token("site-zr101"))).statusCode());
        }
    }

    @Nested
    class BadMessages {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        this is not JSON                          | 400 | cannot be read
                        {"resourceType":"Bundle","type":"transac  | 400 | line 1
                        {"resourceType":"Patient"}                | 400 | Bundle
                        {"resourceType":"Bundle","type":"transaction"} | 422 | order-missing
                        """)
        void getAClearAnswer(String message, int status, String words, TestService service)
                throws Exception {
            HttpResponse<String> answer =
                    service.post(FHIR, message, Optional.of(service.token("site-zr101")));
            assertEquals(status, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("OperationOutcome"), answer.body());
            assertTrue(answer.body().contains(words), answer.body());
        }

        @Test
        void fiftyMegabytesOfNestedJsonAreRefusedAndTheServerGoesOn(TestService service)
                throws Exception {
            String nested = "{\"a\":".repeat(10 << 20);
            HttpResponse<String> answer =
                    service.post(FHIR, nested, Optional.of(service.token("site-zr101")));
            assertEquals(413, answer.statusCode());
            assertEquals(200, service.get(FHIR + "/metadata", Optional.empty()).statusCode());
        }

        @Test
        void deepNestingIsRefused(TestService service) throws Exception {
            String nested = "{\"a\":".repeat(100_000);
            HttpResponse<String> answer =
                    service.post(FHIR, nested, Optional.of(service.token("site-zr101")));
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("nested too deep"), answer.body());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"resourceType\":\"Bundle\",\\n\"type\": | line 2 | The text ends before the resource does.",
                    "{\"resourceType\":\"Bundle\",\\n\\n\"type\":transaction} | line 3 | The text breaks the rules of JSON here.",
                    "{\"resourceType\":\"Bundle\"} {} | line 1 | Something follows the end of the resource.",
                })
        void brokenJsonIsToldWithItsPlace(
                String body, String place, String why, TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.post(
                            FHIR,
                            body.replace("\\n", "\n"),
                            Optional.of(service.token("site-zr101")));
            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains(place), answer.body());
            assertTrue(answer.body().contains(why), answer.body());
        }

        @ParameterizedTest
        @CsvSource({"''", "/Bundle/$validate", "/ServiceRequest/$validate"})
        void aMemberWithoutANameIsNoFailureOfTheService(String path, TestService service)
                throws Exception {
            HttpResponse<String> answer =
                    service.post(
                            FHIR + path,
                            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"\":[]}",
                            Optional.of(service.token("site-zr101")));
            assertTrue(answer.statusCode() >= 200 && answer.statusCode() < 500, answer.body());
            assertTrue(answer.body().contains("A member has no name."), answer.body());
        }

        @Test
        void unknownSearchParametersAreNamedNotIgnored(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.get(
                            FHIR + "/Task?colour=blue",
                            Optional.of(service.token("laboratory-zl01")));
            assertEquals(400, answer.statusCode());
        }
    }

    private static List<String> created(JsonNode bundle) {
        List<String> locations = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            String location = entry.path("response").path("location").asString("");
            if (!location.isEmpty()) {
                locations.add(location);
            }
        }
        return locations;
    }

    private static String location(JsonNode bundle, String type) {
        return created(bundle).stream()
                .filter(l -> l.startsWith(type + "/"))
                .map(l -> l.replaceAll("/_history/.*", ""))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> findings(JsonNode bundle) {
        List<String> findings = new ArrayList<>();
        for (JsonNode issue : bundle.findValues("issue")) {
            for (JsonNode one : issue) {
                findings.add(
                        one.path("severity").asString()
                                + " "
                                + one.path("details").path("coding").path(0).path("code").asString()
                                + " "
                                + one.path("expression").path(0).asString(""));
            }
        }
        return findings;
    }
}
