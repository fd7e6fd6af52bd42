package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Consents sent by themselves, and what is in force read as one.
@ExtendWith(TestService.Extension.class)
class ConsentInterfaceTest {
    private static final String FHIR = "/FHIR/R4";

    private static String consent(String patient, String dateTime, String provision) {
        return """
        {"resourceType":"Consent","status":"active",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"%1$s"},"dateTime":"%2$s","performer":[{"reference":"%1$s"}],
         "organization":[{"display":"Clinic"}],"sourceReference":{"display":"Form"},
         "policy":[{"uri":"https://example.org/policy"}],
         "provision":%3$s}
        """
                .formatted(patient, dateTime, provision);
    }

    private static String purpose(String type, String code) {
        return "{\"type\":\"%s\",\"purpose\":[{\"system\":\"%s\",\"code\":\"%s\"}]}"
                .formatted(
                        type,
                        code.equals("HRESCH") || code.equals("TREAT")
                                ? "http://terminology.hl7.org/CodeSystem/v3-ActReason"
                                : "https://opengms.org/CodeSystem/use",
                        code);
    }

    private static HttpResponse<String> post(TestService service, String client, String json)
            throws Exception {
        return service.post(FHIR + "/Consent", json, Optional.of(service.token(client)));
    }

    private static String path(HttpResponse<String> answer) {
        return TestService.json(answer)
                .path("issue")
                .path(0)
                .path("expression")
                .path(0)
                .asString("");
    }

    private static int statements(TestService service, Ordered ordered) throws Exception {
        return TestService.json(
                        service.get(
                                "/api/orders/" + ordered.order().value() + "/choices",
                                Optional.of(service.token("site-" + ordered.site()))))
                .path("statements")
                .size();
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AChoice {
        @SuppressWarnings("NullAway.Init")
        private Ordered ordered;

        @SuppressWarnings("NullAway.Init")
        private Ordered other;

        @BeforeAll
        void orders(TestService service) throws Exception {
            ordered = Ordered.send(service, "zr106", "9990002037");
            other = Ordered.send(service, "zr106", "9990002045");
        }

        @Test
        void isRecordedKeptToTheLetterAndInForceAtOnce(TestService service) throws Exception {
            Ordered own = Ordered.send(service, "zr106", "9990002053");
            String participant = own.joinsTheCohort(service).value();
            Optional<String> researcher = Optional.of(service.token("research-zl01"));
            String asked =
                    "/api/research/participants/"
                            + participant
                            + ApprovedProject.health(service, "ZL01");
            assertEquals(200, service.get(asked, researcher).statusCode());
            String sent =
                    consent(
                            own.made("Patient"),
                            LocalDate.now(java.time.ZoneId.of("Europe/London")).toString(),
                            purpose("deny", "HRESCH"));
            HttpResponse<String> answer = post(service, "site-zr106", sent);
            assertEquals(201, answer.statusCode(), answer.body());
            assertEquals("W/\"1\"", answer.headers().firstValue("ETag").orElse(""));
            String location = answer.headers().firstValue("Location").orElse("");
            assertTrue(location.matches(".*/FHIR/R4/Consent/[0-9a-f-]{36}/_history/1"), location);
            assertEquals(403, service.get(asked, researcher).statusCode());

            JsonNode kept =
                    TestService.json(
                            service.get(
                                    location.substring(location.indexOf(FHIR)),
                                    Optional.of(service.token("site-zr106"))));
            JsonNode original = TestService.json(sent);
            for (String member :
                    new String[] {"scope", "category", "patient", "policy", "provision"}) {
                assertEquals(original.path(member), kept.path(member), member);
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        2999-01-01 | permit | HRESCH            | Consent.dateTime
                        1980-01-01 | permit | HRESCH            | Consent.dateTime
                        2026-02-01 | permit | TREAT             | Consent.provision.purpose[0]
                        2026-02-01 | permit | research-by-ghosts | Consent.provision.purpose[0]
                        2026    | permit | HRESCH            | Consent.dateTime
                        """)
        void isRefusedAtItsPlace(
                String dateTime, String type, String code, String path, TestService service)
                throws Exception {
            int before = statements(service, ordered);
            HttpResponse<String> answer =
                    post(
                            service,
                            "site-zr106",
                            consent(ordered.made("Patient"), dateTime, purpose(type, code)));
            assertEquals(422, answer.statusCode(), answer.body());
            assertEquals(path, path(answer), answer.body());
            assertEquals(before, statements(service, ordered));
        }

        @Test
        void isRefusedWholeWhereAPartOfItIs(TestService service) throws Exception {
            int before = statements(service, other);
            String mixed =
                    consent(
                                    other.made("Patient"),
                                    "2026-02-01",
                                    """
                                    {"type":"permit","purpose":[
                                     {"system":"https://opengms.org/CodeSystem/use","code":"care-of-relatives"},
                                     {"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"HRESCH"}]}
                                    """)
                            .replace(
                                    "{\"reference\":\"%s\"}]".formatted(other.made("Patient")),
                                    "{\"type\":\"Practitioner\",\"display\":\"Dr Test\"}]");
            HttpResponse<String> answer = post(service, "site-zr106", mixed);
            assertEquals(422, answer.statusCode(), answer.body());
            assertEquals("Consent.performer", path(answer), answer.body());
            assertEquals(before, statements(service, other));
        }

        @Test
        void ofSomebodyElsesPatientIsRefusedAsOfNobody(TestService service) throws Exception {
            String provision = purpose("permit", "HRESCH");
            HttpResponse<String> stranger =
                    post(
                            service,
                            "site-zr101",
                            consent(ordered.made("Patient"), "2026-02-01", provision));
            HttpResponse<String> nobody =
                    post(
                            service,
                            "site-zr101",
                            consent(
                                    "Patient/11111111-1111-4111-8111-111111111111",
                                    "2026-02-01",
                                    provision));
            assertEquals(403, stranger.statusCode(), stranger.body());
            assertEquals(403, nobody.statusCode());
            assertEquals(nobody.body(), stranger.body());
            assertEquals(
                    403,
                    post(
                                    service,
                                    "laboratory-zl01",
                                    consent(ordered.made("Patient"), "2026-02-01", provision))
                            .statusCode());
        }

        @Test
        void thatIsNoFhirIsRefusedWithItsPlace(TestService service) throws Exception {
            HttpResponse<String> answer =
                    post(
                            service,
                            "site-zr106",
                            consent(
                                            ordered.made("Patient"),
                                            "2026-02-01",
                                            purpose("permit", "HRESCH"))
                                    .replace("\"active\"", "\"vigorous\""));
            assertTrue(answer.statusCode() == 400 || answer.statusCode() == 422, answer.body());
            assertTrue(answer.body().contains("Consent.status"), answer.body());
        }

        @Test
        void ofAnOrderMustBeOfItsPatient(TestService service) throws Exception {
            String provision =
                    """
                    {"type":"permit","data":[{"meaning":"instance","reference":{"reference":"%s"}}],
                     "provision":[%s,%s]}
                    """;
            HttpResponse<String> wrong =
                    post(
                            service,
                            "site-zr106",
                            consent(
                                    other.made("Patient"),
                                    "2026-02-01",
                                    provision.formatted(
                                            ordered.made("ServiceRequest"),
                                            purpose("permit", "TREAT"),
                                            purpose("permit", "HRESCH"))));
            assertEquals(422, wrong.statusCode(), wrong.body());
            assertEquals("Consent.patient", path(wrong));
            int before = statements(service, ordered);
            HttpResponse<String> right =
                    post(
                            service,
                            "site-zr106",
                            consent(
                                    ordered.made("Patient"),
                                    "2026-02-01",
                                    provision.formatted(
                                            ordered.made("ServiceRequest"),
                                            purpose("permit", "TREAT"),
                                            purpose("permit", "HRESCH"))));
            assertEquals(201, right.statusCode(), right.body());
            assertEquals(before + 1, statements(service, ordered));
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhatIsInForce {
        @SuppressWarnings("NullAway.Init")
        private Ordered ordered;

        @SuppressWarnings("NullAway.Init")
        private String address;

        @BeforeAll
        void aYesAndANo(TestService service) throws Exception {
            ordered = Ordered.send(service, "zr106", "9990002061");
            address = FHIR + "/Consent/" + ordered.person(service).value();
            HttpResponse<String> said =
                    post(
                            service,
                            "site-zr106",
                            consent(
                                    ordered.made("Patient"),
                                    "2026-02-01",
                                    purpose("deny", "research-by-companies")));
            assertEquals(201, said.statusCode(), said.body());
        }

        @Test
        void isReadUnderTheIdOfThePersonWithAVersionForEachStatement(TestService service)
                throws Exception {
            Optional<String> owner = Optional.of(service.token("site-zr106"));
            HttpResponse<String> read = service.get(address, owner);
            assertEquals(200, read.statusCode(), read.body());
            assertEquals("W/\"2\"", read.headers().firstValue("ETag").orElse(""));
            JsonNode permit = TestService.json(read).path("provision").path("provision").path(0);
            assertEquals("permit", permit.path("type").asString());
            assertTrue(permit.toString().contains("research-not-for-profit"), permit.toString());
            assertFalse(permit.toString().contains("research-by-companies"), permit.toString());
            assertFalse(permit.toString().contains("HRESCH"), permit.toString());
            JsonNode first =
                    TestService.json(service.get(address + "/_history/1", owner))
                            .path("provision")
                            .path("provision")
                            .path(0);
            assertTrue(first.toString().contains("HRESCH"), first.toString());
            assertEquals(
                    2,
                    TestService.json(service.get(address + "/_history", owner))
                            .path("entry")
                            .size());
            assertEquals(404, service.get(address + "/_history/3", owner).statusCode());
        }

        @Test
        void isFoundWithWhatWasSent(TestService service) throws Exception {
            Optional<String> owner = Optional.of(service.token("site-zr106"));
            JsonNode found =
                    TestService.json(
                            service.get(
                                    FHIR + "/Consent?patient=" + ordered.made("Patient"), owner));
            assertEquals(3, found.path("total").asInt(), found.toString());
            assertTrue(
                    found.path("entry").path(0).path("fullUrl").asString().endsWith(address),
                    found.toString());
            JsonNode inactive =
                    TestService.json(
                            service.get(
                                    FHIR
                                            + "/Consent?status=inactive&patient="
                                            + ordered.made("Patient"),
                                    owner));
            assertEquals(0, inactive.path("total").asInt(), inactive.toString());
        }

        @Test
        void isBehindTheGate(TestService service) throws Exception {
            Optional<String> stranger = Optional.of(service.token("site-zr101"));
            for (String way : new String[] {"", "/_history/1", "/_history"}) {
                assertEquals(403, service.get(address + way, stranger).statusCode(), way);
            }
            assertEquals(
                    0,
                    TestService.json(
                                    service.get(
                                            FHIR + "/Consent?patient=" + ordered.made("Patient"),
                                            stranger))
                            .path("entry")
                            .size());
        }
    }
}
