package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.laboratories.WorkSheet;
import org.opengms.region.SyntheticRegion;
import tools.jackson.databind.JsonNode;

/// What laboratories state and import over HTTP. Laboratory ZL06 is told of here alone.
@ExtendWith(TestService.Extension.class)
class LaboratoryInterfaceTest {
    private static final String LAB = "/api/laboratories/ZL06";
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final String HEADING =
            "reference,indication,test,method,priority,received,due,reported,status\n";

    private static String queue(int open) {
        return """
        {"asOf": "%s", "queues": [{"method": "PANEL", "openOrders": %d, "oldestAgeDays": 40}]}
        """
                .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), open);
    }

    private static String ours(TestService service) throws Exception {
        return service.token("laboratory-zl06");
    }

    private static HttpResponse<String> post(
            TestService service, String path, String type, String body, Optional<String> token)
            throws Exception {
        return service.send(
                service.to(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                token);
    }

    private static HttpResponse<String> json(TestService service, String path, String body)
            throws Exception {
        return post(service, path, "application/json", body, Optional.of(ours(service)));
    }

    private static HttpResponse<String> csv(TestService service, String query, String rows)
            throws Exception {
        return post(
                service,
                LAB + "/work" + query,
                "text/csv",
                HEADING + rows,
                Optional.of(ours(service)));
    }

    private static JsonNode state(TestService service) throws Exception {
        HttpResponse<String> answer = service.get(LAB + "/state", Optional.of(ours(service)));
        assertEquals(200, answer.statusCode(), answer.body());
        return TestService.json(answer);
    }

    private static int queueOf(JsonNode state, String method) {
        return state.path("queues")
                .valueStream()
                .filter(q -> q.path("method").asString().equals(method))
                .mapToInt(q -> q.path("openOrders").asInt())
                .sum();
    }

    /// A token of the service's own key, for somebody of a role and an organisation.
    @Nested
    class WhoIsLetIn {
        @ParameterizedTest
        @CsvSource({
            "ZL06, laboratory,    200",
            "ZL06, scientist,     200",
            "ZL01, operator,      200",
            "ZL05, laboratory,    403",
            "ZL05, scientist,     403",
            "ZL06, manager,       403",
            "ZL06, clinician,     403",
            "ZR101, clinician,    403",
            "ZL06, administrator, 403"
        })
        void byRoleAndOrganisation(
                String organisation, String role, int status, TestService service)
                throws Exception {
            Optional<String> token = Optional.of(service.tokenOf(organisation, role));
            assertEquals(status, service.get(LAB + "/state", token).statusCode());
            assertEquals(status, service.get(LAB + "/imports", token).statusCode());
            int made = status == 200 ? 201 : status;
            assertEquals(
                    made,
                    post(service, LAB + "/statements", "application/json", queue(1), token)
                            .statusCode());
            assertEquals(
                    status,
                    post(
                                    service,
                                    LAB + "/work?dry-run=true",
                                    "text/csv",
                                    HEADING + "G1,,,wgs,,2026-01-01,,,\n",
                                    token)
                            .statusCode());
            assertEquals(
                    status == 200 ? 404 : status,
                    post(
                                    service,
                                    LAB + "/imports/99999/withdrawal",
                                    "application/json",
                                    "{\"person\": \"Dr A\", \"reason\": \"wrong\"}",
                                    token)
                            .statusCode());
        }

        @ParameterizedTest
        @CsvSource({
            "/api/laboratories/ZL06/statements",
            "/api/laboratories/ZL06/work",
            "/api/laboratories/ZL06/imports/1/withdrawal"
        })
        void andToldNothingButThat(String path, TestService service) throws Exception {
            HttpResponse<String> answer =
                    post(
                            service,
                            path,
                            path.endsWith("work") ? "text/csv" : "application/json",
                            "nonsense",
                            Optional.of(service.tokenOf("ZL05", "laboratory")));
            assertEquals(403, answer.statusCode(), answer.body());
        }

        @Test
        void nobodyWithoutAToken(TestService service) throws Exception {
            assertEquals(401, service.get(LAB + "/state", Optional.empty()).statusCode());
            assertEquals(
                    401,
                    post(
                                    service,
                                    LAB + "/statements",
                                    "application/json",
                                    queue(1),
                                    Optional.empty())
                            .statusCode());
        }

        @ParameterizedTest
        @CsvSource({"/api/laboratories/ZL99/state, 404", "/api/other, 403", "/api, 403"})
        void nowhereElse(String path, int status, TestService service) throws Exception {
            assertEquals(
                    status,
                    service.get(path, Optional.of(service.tokenOf("ZL01", "operator")))
                            .statusCode());
        }
    }

    @Nested
    class ADeclaration {
        @Test
        void isKeptAndSeenAtOnce(TestService service) throws Exception {
            HttpResponse<String> answer =
                    json(
                            service,
                            LAB + "/statements",
                            """
                            {"asOf": "%s",
                             "capacities": [{"limit": "resource:COMPUTE_HOURS", "amount": 900},
                                            {"limit": "staff:CONSULTANT", "amount": 30.5}],
                             "outages": [{"limit": "method:MICROARRAY", "from": "2026-01-01T00:00:00Z", "remainingShare": 0.5}]}
                            """
                                    .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            assertEquals(201, answer.statusCode(), answer.body());
            String outage =
                    TestService.json(answer).path("statements").path(2).path("outage").asString();
            JsonNode state = state(service);
            JsonNode compute =
                    state.path("capacities")
                            .valueStream()
                            .filter(c ->
                                    c.path("limit").asString().equals("resource:COMPUTE_HOURS"))
                            .findFirst()
                            .orElseThrow();
            assertEquals(900, compute.path("amount").asDouble());
            assertEquals("node hours a week", compute.path("unit").asString());
            assertFalse(compute.path("stated").path("stale").asBoolean(true));
            assertEquals(
                    "System of ZL06", compute.path("stated").path("said").path("name").asString());
            assertEquals("API", compute.path("stated").path("said").path("channel").asString());
            assertTrue(
                    state.path("capacities")
                            .valueStream()
                            .anyMatch(c -> c.path("stated").isMissingNode()),
                    "what the network file says has nobody who stated it");
            assertTrue(
                    state.path("outages")
                            .valueStream()
                            .anyMatch(o -> o.path("outage").asString().equals(outage)));

            HttpResponse<String> ended =
                    json(
                            service,
                            LAB + "/statements",
                            """
                            {"asOf": "%1$s", "outageEnds": [{"outage": "%2$s", "at": "%1$s"}]}
                            """
                                    .formatted(
                                            Instant.now().truncatedTo(ChronoUnit.SECONDS), outage));
            assertEquals(201, ended.statusCode(), ended.body());
            assertTrue(
                    state(service)
                            .path("outages")
                            .valueStream()
                            .noneMatch(o -> o.path("outage").asString().equals(outage)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{} | OGMS-6510",
                    "[] | OGMS-6510",
                    "{\"asOf\": \"2026-01-01T00:00:00Z\"} | OGMS-6508",
                    "{\"asOf\": \"2026-01-01T00:00:00Z\", \"queue\": []} | OGMS-6510",
                    "{\"asOf\": \"2126-01-01T00:00:00Z\", \"queues\": [{\"method\": \"WGS\", \"openOrders\": 1}]} | OGMS-6506",
                    "{\"asOf\": \"2026-01-01T00:00:00Z\", \"queues\": [{\"method\": \"WGS\", \"openOrders\": 1}], \"outageEnds\": [{\"outage\": \"8f1b1b0e-35a5-4d0c-9a55-2d0c4a4be0aa\", \"at\": \"2026-01-01T00:00:00Z\"}]} | OGMS-6504",
                    "{\"asOf\": \"2026-01-01T00:00:00Z\", \"readiness\": [{\"site\": \"ZX999\", \"shares\": {\"electronicOrder\": 1, \"recordOfDiscussion\": 1, \"sampleTracking\": 1, \"structuredReportReturn\": 1}}]} | OGMS-6505"
                })
        void isRefusedWholeWithItsReason(String body, String code, TestService service)
                throws Exception {
            HttpResponse<String> answer = json(service, LAB + "/statements", body);
            assertEquals(422, answer.statusCode(), answer.body());
            assertEquals(
                    "OperationOutcome", TestService.json(answer).path("resourceType").asString());
            assertTrue(answer.body().contains(code), answer.body());
        }

        @Test
        void hasOneType(TestService service) throws Exception {
            assertEquals(
                    415,
                    post(
                                    service,
                                    LAB + "/statements",
                                    "text/plain",
                                    queue(1),
                                    Optional.of(ours(service)))
                            .statusCode());
        }

        @Test
        void isNotEndless(TestService service) throws Exception {
            assertEquals(
                    413,
                    json(service, LAB + "/statements", " ".repeat((1 << 20) + 1)).statusCode());
        }
    }

    @Nested
    class AListOfWork {
        private static final String ROWS =
                """
                L6-1,,,panel,,2026-01-05,,,
                L6-2,,,panel,urgent,2026-01-06,,,on hold
                L6-3,,,panel,,2026-01-07,,2026-02-07,
                L6-4,,,magic,,2026-01-07,,,
                """;

        @Test
        void isTriedKeptAndTakenBack(TestService service) throws Exception {
            int before = imports(service).size();
            int queueBefore = queueOf(state(service), "PANEL");
            HttpResponse<String> dry = csv(service, "?dry-run=true", ROWS);
            assertEquals(200, dry.statusCode(), dry.body());
            JsonNode check = TestService.json(dry).path("check");
            assertFalse(TestService.json(dry).path("kept").asBoolean(true));
            assertEquals(4, check.path("rowsRead").asInt());
            assertEquals(3, check.path("rowsUsable").asInt());
            assertEquals(
                    "METHOD_UNKNOWN", check.path("refused").path(0).path("problem").asString());
            assertEquals(5, check.path("refused").path(0).path("line").asInt());
            assertEquals(before, imports(service).size());

            HttpResponse<String> kept = csv(service, "?file=weekly.csv", ROWS);
            assertEquals(201, kept.statusCode(), kept.body());
            int number = TestService.json(kept).path("workImport").path("number").asInt();
            assertEquals(2, queueOf(state(service), "PANEL"));
            assertEquals("weekly.csv", imports(service).getFirst().path("fileName").asString());

            HttpResponse<String> again = csv(service, "", ROWS);
            assertEquals(422, again.statusCode());
            assertTrue(again.body().contains("OGMS-6528"), again.body());

            String undo = LAB + "/imports/" + number + "/withdrawal";
            assertEquals(422, json(service, undo, "{\"reason\": \"wrong week\"}").statusCode());
            assertEquals(
                    422,
                    json(service, undo, "{\"person\": \"\", \"reason\": \"wrong week\"}")
                            .statusCode());
            HttpResponse<String> back =
                    json(
                            service,
                            undo,
                            "{\"person\": \"Dr Wen Demo\", \"reason\": \"wrong week\"}");
            assertEquals(201, back.statusCode(), back.body());
            assertEquals(queueBefore, queueOf(state(service), "PANEL"));
            assertFalse(imports(service).getFirst().path("inForce").asBoolean(true));
            assertEquals(before + 1, imports(service).size());
        }

        private List<JsonNode> imports(TestService service) throws Exception {
            HttpResponse<String> answer = service.get(LAB + "/imports", Optional.of(ours(service)));
            assertEquals(200, answer.statusCode(), answer.body());
            return TestService.json(answer).path("imports").valueStream().toList();
        }

        @Test
        void isReadFromFhirToo(TestService service) throws Exception {
            HttpResponse<String> dry =
                    post(
                            service,
                            LAB + "/work?dry-run=true&scope=complete",
                            "application/fhir+json",
                            """
                            {"resourceType": "Bundle", "type": "collection", "entry": [{"resource":
                              {"resourceType": "ServiceRequest", "status": "active", "intent": "order",
                               "identifier": [{"value": "L6-9"}], "authoredOn": "2026-01-02",
                               "subject": {"reference": "Patient/q"}, "code": {"text": "Gene panel"}}}]}
                            """,
                            Optional.of(ours(service)));
            assertEquals(200, dry.statusCode(), dry.body());
            assertEquals(
                    1, TestService.json(dry).path("check").path("rowsUsable").asInt(), dry.body());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "?dry-run=maybe | 400",
                    "?scope=some | 400",
                    "?as-of=yesterday | 400",
                    "?as-of=2126-01-01T00:00:00Z | 422"
                })
        void hasParametersThatAreUnderstood(String query, int status, TestService service)
                throws Exception {
            assertEquals(status, csv(service, query, ROWS).statusCode());
        }

        @Test
        void withAColumnOfPatientsIsRefusedWithoutRepeatingIt(TestService service)
                throws Exception {
            HttpResponse<String> answer =
                    post(
                            service,
                            LAB + "/work",
                            "text/csv",
                            "reference,received,method,Patient name\nG1,2026-01-01,panel,Muster\n",
                            Optional.of(ours(service)));
            assertEquals(422, answer.statusCode());
            assertTrue(answer.body().contains("OGMS-6522"), answer.body());
            assertFalse(answer.body().contains("Muster"), answer.body());
        }

        @Test
        void isNotEndless(TestService service) throws Exception {
            assertEquals(
                    413,
                    csv(service, "?dry-run=true", "x".repeat(WorkSheet.LARGEST_BYTES))
                            .statusCode());
        }

        @Test
        void ofFiftyThousandOrdersIsKept(TestService service) throws Exception {
            StringBuilder rows = new StringBuilder();
            LocalDate first = LocalDate.of(2020, 1, 1);
            for (int i = 0; i < 50_000; i++) {
                rows.append("BIG-")
                        .append(i)
                        .append(",,,other,,")
                        .append(first.plusDays(i % 1000))
                        .append(",,2023-01-01,\n");
            }
            HttpResponse<String> kept = csv(service, "?scope=history", rows.toString());
            assertEquals(201, kept.statusCode(), kept.body());
            assertEquals(
                    50_000, TestService.json(kept).path("workImport").path("rowsKept").asInt());
        }
    }

    @Test
    void theLaboratoryIsOfTheRegion() {
        assertTrue(
                REGION.network().laboratories().stream()
                        .anyMatch(l -> l.ods().value().equals("ZL06")));
    }
}
