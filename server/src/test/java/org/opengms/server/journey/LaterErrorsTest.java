package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.opengms.region.SyntheticPatient;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.demo.OrderLoad;
import tools.jackson.databind.JsonNode;

/// People who learned to order, and people who did not, send their first orders through the open
/// port, some of which are refused; what a manager is told of that. The service is this test's own,
/// so that every order in it is known.
///
/// The limits were worked out apart, from Wilson's closed form (1927) and Newcombe's method 10
/// (1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I), for 1 error in 11
/// orders and 4 in 14.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class LaterErrorsTest {
    private static final String LEARNED =
            "Staff with an exercise or course from before their first order";
    private static final String OTHERS = "Other staff";
    private static final String SYSTEMS =
            "Accounts of nobody in particular, such as hospitals' systems";
    private static final String NO_ORDER = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}";
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);

    private static TestService service;
    private static int nextPatient;

    @BeforeAll
    static void start() {
        service = new TestService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String manager(String organisation) throws Exception {
        return service.tokenFor("a-manager", organisation, "manager");
    }

    /// The next patient of the region whose order has nothing wrong with it.
    private static SyntheticPatient patient() {
        while (true) {
            SyntheticPatient patient = REGION.patient(nextPatient++);
            if (patient.fault().isEmpty()
                    && patient.family().isEmpty()
                    && patient.discussion().isPresent()) {
                return patient;
            }
        }
    }

    /// Somebody sends an order that is accepted.
    private static void orders(String account) throws Exception {
        SyntheticPatient patient = patient();
        HttpResponse<String> answer =
                service.post(
                        "/FHIR/R4",
                        OrderLoad.bundles(
                                        REGION,
                                        patient.number(),
                                        1,
                                        LocalDate.now(ZoneId.of("Europe/London")))
                                .getFirst(),
                        Optional.of(
                                service.tokenFor(account, patient.site().value(), "clinician")));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    /// Somebody sends an order that is refused.
    private static void isRefused(String account) throws Exception {
        HttpResponse<String> answer =
                service.send(
                        service.to("/FHIR/R4")
                                .header("Content-Type", "application/fhir+json")
                                .header("X-Request-ID", UUID.randomUUID().toString())
                                .POST(HttpRequest.BodyPublishers.ofString(NO_ORDER)),
                        Optional.of(service.tokenFor(account, "ZR101", "clinician")));
        assertEquals(422, answer.statusCode(), answer.body());
    }

    private static HttpResponse<String> posts(String path, String type, String body)
            throws Exception {
        return service.send(
                service.to(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                Optional.of(manager("ZR101")));
    }

    /// Somebody is employed; who has learned did the exercise yesterday.
    private static void employs(String account) throws Exception {
        HttpResponse<String> employed =
                posts(
                        "/api/workforce/staff/%s/steps".formatted(account),
                        "application/json",
                        """
                        {"kind":"employed","organisation":"ZR101","jobRole":"NURSE","name":"Some Body"}
                        """);
        assertEquals(201, employed.statusCode(), employed.body());
        if (account.startsWith("learned")) {
            HttpResponse<String> taken =
                    posts(
                            "/api/workforce/completions",
                            "text/csv",
                            "subject,course,completed_on,score_percent,reference\n%s,exercise-order-genome,%s,100,pass of %s\n"
                                    .formatted(
                                            account,
                                            LocalDate.now(ZoneId.of("Europe/London")).minusDays(1),
                                            account));
            assertEquals(200, taken.statusCode(), taken.body());
            assertEquals(1, TestService.json(taken).path("taken").asInt(), taken.body());
        }
    }

    private static JsonNode results() throws Exception {
        HttpResponse<String> answer =
                service.get("/api/training/results", Optional.of(manager("ZR101")));
        assertEquals(200, answer.statusCode(), answer.body());
        return TestService.json(answer);
    }

    private static JsonNode group(JsonNode results, String who) {
        return results.path("groups")
                .valueStream()
                .filter(g -> g.path("who").asString().equals(who))
                .findFirst()
                .orElseThrow(() -> new AssertionError(results.toString()));
    }

    private static String counts(JsonNode group) {
        return "%s %s %s"
                .formatted(
                        group.path("accounts").asString(""),
                        group.path("orders").asString(""),
                        group.path("errors").asString(""));
    }

    private static String rate(JsonNode node) {
        return "%.4f %.4f %.4f"
                .formatted(
                        node.path("rate").asDouble(),
                        node.path("lower").asDouble(),
                        node.path("upper").asDouble());
    }

    private static List<String> accounts(String kind) {
        return IntStream.rangeClosed(1, 10).mapToObj(n -> kind + "-" + n).toList();
    }

    @Test
    @Order(1)
    void ofFewPeopleNothingIsTold() throws Exception {
        for (String kind : List.of("learned", "other")) {
            for (String account : accounts(kind).subList(0, 9)) {
                employs(account);
                orders(account);
            }
        }
        isRefused("learned-1");

        JsonNode results = results();
        for (String who : List.of(LEARNED, OTHERS)) {
            JsonNode group = group(results, who);
            assertFalse(group.has("orders") || group.has("errors") || group.has("rate"), who);
        }
        assertFalse(results.has("difference"), results.toString());
    }

    @Test
    @Order(2)
    void ofManyTheRatesAndTheirDifferenceAreTold() throws Exception {
        for (String account : List.of("learned-10", "other-10")) {
            employs(account);
            orders(account);
        }
        for (String account : accounts("other").subList(0, 4)) {
            isRefused(account);
        }

        JsonNode results = results();
        assertEquals("10 11 1", counts(group(results, LEARNED)), results.toString());
        assertEquals("0.0909 0.0162 0.3774", rate(group(results, LEARNED)));
        assertEquals("10 14 4", counts(group(results, OTHERS)), results.toString());
        assertEquals("0.2857 0.1172 0.5465", rate(group(results, OTHERS)));
        assertEquals("-0.1948 -0.4661 0.1375", rate(results.path("difference")));
    }

    @Test
    @Order(3)
    void whatAHospitalsSystemSendsStandsApart() throws Exception {
        SyntheticPatient patient = patient();
        HttpResponse<String> sent =
                service.post(
                        "/FHIR/R4",
                        OrderLoad.bundles(
                                        REGION,
                                        patient.number(),
                                        1,
                                        LocalDate.now(ZoneId.of("Europe/London")))
                                .getFirst(),
                        Optional.of(
                                service.token(
                                        "site-"
                                                + patient.site()
                                                        .value()
                                                        .toLowerCase(java.util.Locale.ROOT))));
        assertEquals(200, sent.statusCode(), sent.body());

        JsonNode results = results();
        assertEquals("10 11 1", counts(group(results, LEARNED)));
        assertEquals("10 14 4", counts(group(results, OTHERS)));
        // one account is few
        assertFalse(group(results, SYSTEMS).has("orders"), results.toString());
    }

    @Test
    @Order(4)
    void othersThanManagersAndOperatorsAreNotTold() throws Exception {
        for (String role : List.of("clinician", "laboratory", "scientist", "researcher")) {
            int status =
                    service.get(
                                    "/api/training/results",
                                    Optional.of(service.tokenFor("x", "ZR101", role)))
                            .statusCode();
            assertTrue(status == 403, () -> role + " " + status);
        }
    }
}
