package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.gate.AccessTrail;
import org.opengms.gate.LoggedAccess;
import org.opengms.infrastructure.OdsCode;
import org.opengms.server.persistence.JdbcAccessTrail;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Who read, as privacy officers see it over FHIR.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AuditInterfaceTest {
    private static final String AUDIT = "/FHIR/R4/AuditEvent";
    private static final String NHS_NUMBER = "9990003327";
    private static final String EMERGENCY = "Unconscious in the emergency department";

    private Ordered ordered;
    private String patient;
    private String participant;

    /// The site's own clinician reads, one of another site tries to, and does in an emergency; a
    /// researcher uses the data.
    @BeforeAll
    void aPersonsDataAreRead(TestService service) throws Exception {
        ordered = Ordered.send(service, "zr106", NHS_NUMBER);
        patient = ordered.made("Patient");
        participant = ordered.joinsTheCohort(service).value();
        String path = "/FHIR/R4/" + patient;
        assertEquals(200, service.get(path, Optional.of(service.token("site-zr106"))).statusCode());
        Optional<String> stranger = Optional.of(service.token("site-zr107"));
        assertEquals(403, service.get(path, stranger).statusCode());
        assertEquals(
                200,
                service.send(
                                service.to(path).header("X-Emergency-Reason", EMERGENCY).GET(),
                                stranger)
                        .statusCode());
        assertEquals(
                200,
                service.get(
                                "/api/research/participants/"
                                        + participant
                                        + ApprovedProject.health(service, "ZUNI7"),
                                Optional.of(service.tokenOf("ZUNI7", "researcher")))
                        .statusCode());
    }

    private static Optional<String> officer(TestService service, String organisation)
            throws Exception {
        return Optional.of(service.tokenOf(organisation, "auditor"));
    }

    private static List<JsonNode> events(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        List<JsonNode> events = new ArrayList<>();
        TestService.json(answer).path("entry").forEach(e -> events.add(e.path("resource")));
        return events;
    }

    private List<JsonNode> events(TestService service, String organisation, String query)
            throws Exception {
        return events(service.get(AUDIT + query, officer(service, organisation)));
    }

    private static String reader(JsonNode event) {
        for (JsonNode agent : event.path("agent")) {
            if (agent.path("type")
                    .path("coding")
                    .path(0)
                    .path("code")
                    .asString("")
                    .equals("PROV")) {
                return agent.path("who").path("identifier").path("value").asString("");
            }
        }
        return "";
    }

    /// Whoever read or tried to: organisation, outcome, and the purpose in HL7's words.
    private static Set<String> readings(List<JsonNode> events) {
        Set<String> readings = new HashSet<>();
        for (JsonNode event : events) {
            List<String> purposes = new ArrayList<>();
            event.path("purposeOfEvent")
                    .forEach(p -> purposes.add(p.path("coding").path(0).path("code").asString("")));
            readings.add(
                    "%s %s %s"
                            .formatted(
                                    reader(event),
                                    event.path("outcome").asString(""),
                                    String.join("+", purposes)));
        }
        return readings;
    }

    @Nested
    class ThePrivacyOfficerOfTheOrganisationThatOrdered {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "?patient=PATIENT",
                    "?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C" + NHS_NUMBER,
                    "?patient=PATIENT&date=ge2026-01-01&date=lt2999-01-01"
                })
        void seesEverybodyWhoReadAndWhoTriedTo(String query, TestService service) throws Exception {
            Set<String> readings =
                    readings(events(service, "ZR106", query.replace("PATIENT", patient)));
            assertTrue(readings.contains("ZR106 0 TREAT"), readings.toString());
            assertTrue(readings.contains("ZR107 8 TREAT"), readings.toString());
            assertTrue(readings.contains("ZR107 0 TREAT+BTG"), readings.toString());
            assertTrue(readings.contains("ZUNI7 0 HRESCH"), readings.toString());
        }

        @Test
        void ofATrustSeesWhatOneOfItsSitesSees(TestService service) throws Exception {
            Set<String> readings = readings(events(service, "ZR1", "?patient=" + patient));
            assertTrue(
                    readings.containsAll(
                            Set.of("ZR106 0 TREAT", "ZR107 0 TREAT+BTG", "ZUNI7 0 HRESCH")),
                    readings.toString());
            assertFalse(events(service, "ZR1", "?_count=5").isEmpty());
        }

        @Test
        void seesNothingOfAnotherTime(TestService service) throws Exception {
            assertEquals(
                    List.of(),
                    events(service, "ZR106", "?patient=" + patient + "&date=lt2020-01-01"));
        }

        @Test
        void isNotToldWhatResearchCallsThePerson(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.get(AUDIT + "?patient=" + patient, officer(service, "ZR106"));
            assertTrue(answer.body().contains("ZUNI7"), answer.body());
            assertFalse(answer.body().contains(participant), answer.body());
        }

        @Test
        void readsOneByItsId(TestService service) throws Exception {
            JsonNode event =
                    events(service, "ZR106", "?patient=" + patient + "&_count=1").getFirst();
            HttpResponse<String> answer =
                    service.get(
                            AUDIT + "/" + event.path("id").asString(), officer(service, "ZR106"));
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(event, TestService.json(answer));
        }

        @Test
        void isReadAboutAsWell(TestService service) throws Exception {
            events(service, "ZR106", "?patient=" + patient);
            JsonNode newest =
                    events(service, "ZR106", "?patient=" + patient + "&_count=1").getFirst();
            assertTrue(
                    newest.path("meta").path("profile").path(0).asString().endsWith("PatientQuery"),
                    newest.toString());
            assertEquals(Set.of("ZR106 0 HCOMPL"), readings(List.of(newest)));
            assertEquals(
                    "GET AuditEvent?patient=" + patient,
                    new String(
                            Base64.getDecoder()
                                    .decode(
                                            newest.path("entity")
                                                    .path(0)
                                                    .path("query")
                                                    .asString("")),
                            StandardCharsets.UTF_8));
        }

        @Test
        void comesToAnEndPageByPageAlthoughEachPageIsLogged(TestService service) throws Exception {
            int before =
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql(
                                    "select count(*) from access_log where person_id = cast(:p as uuid)")
                            .param("p", patient.substring("Patient/".length()))
                            .query(Integer.class)
                            .single();
            List<String> ids = new ArrayList<>();
            String next = AUDIT + "?patient=" + patient + "&_count=2";
            while (!next.isEmpty()) {
                HttpResponse<String> answer = service.get(next, officer(service, "ZR106"));
                events(answer).forEach(event -> ids.add(event.path("id").asString()));
                next = "";
                for (JsonNode link : TestService.json(answer).path("link")) {
                    if (link.path("relation").asString().equals("next")) {
                        next =
                                link.path("url")
                                        .asString()
                                        .substring(service.service().address().length());
                    }
                }
                assertTrue(ids.size() <= before, ids.toString());
            }
            assertEquals(before, ids.size());
            assertEquals(before, Set.copyOf(ids).size());
        }
    }

    @Nested
    class ThePrivacyOfficerOfAnotherOrganisation {
        @Test
        void seesWhatTheOwnStaffReadAndNothingElse(TestService service) throws Exception {
            for (String query : List.of("?patient=" + patient, "")) {
                List<JsonNode> events = events(service, "ZR107", query);
                assertTrue(
                        readings(events).containsAll(Set.of("ZR107 8 TREAT", "ZR107 0 TREAT+BTG")),
                        readings(events).toString());
                for (JsonNode event : events) {
                    assertTrue(
                            reader(event).equals("ZR107") || !event.toString().contains(patient),
                            event.toString());
                }
            }
            assertEquals(List.of(), events(service, "ZR108", "?patient=" + patient));
        }

        @Test
        void isRefusedOneOfOthers(TestService service) throws Exception {
            String id =
                    events(service, "ZR106", "?patient=" + patient).stream()
                            .filter(event -> reader(event).equals("ZR106"))
                            .findFirst()
                            .orElseThrow()
                            .path("id")
                            .asString();
            HttpResponse<String> answer = service.get(AUDIT + "/" + id, officer(service, "ZR107"));
            assertEquals(403, answer.statusCode(), answer.body());
            assertEquals(List.of(), events(service, "ZR107", "?_id=" + id));
        }

        /// Who answers for researchers learns no more of who a participant is than they do, by no
        /// search either.
        @Test
        void ofResearchersSeesParticipantsAndNotWhoTheyAre(TestService service) throws Exception {
            for (int again = 0; again < 2; again++) {
                HttpResponse<String> all = service.get(AUDIT, officer(service, "ZUNI7"));
                assertFalse(events(all).isEmpty());
                assertTrue(all.body().contains(participant), all.body());
                assertFalse(all.body().contains(patient), all.body());
            }
            for (String query :
                    List.of(
                            "?patient=" + patient,
                            "?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C"
                                    + NHS_NUMBER)) {
                assertEquals(List.of(), events(service, "ZUNI7", query));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?patient= | patient",
                "?patient=a&patient=b | patient",
                "?patient:identifier=9990003327 | patient:identifier",
                "?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990003328 | patient:identifier",
                "?date=yesterday | date",
                "?_count=x | _count",
                "?_count=100000 | _count",
                "?_id=a&patient=b | _id",
                "?agent=somebody | agent",
                "?_sort=date | _sort",
                "?_format=xml | _format"
            })
    void aSearchThatCannotBeReadIsRefused(String query, String named, TestService service)
            throws Exception {
        HttpResponse<String> answer = service.get(AUDIT + query, officer(service, "ZR106"));
        assertTrue(answer.statusCode() == 400 || answer.statusCode() == 406, answer.body());
        assertTrue(answer.statusCode() == 406 || answer.body().contains(named), answer.body());
        assertFalse(answer.body().contains("9990003328"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "00000000-0000-4000-8000-000000000000"})
    void whatThereIsNotIsNotFound(String id, TestService service) throws Exception {
        assertEquals(404, service.get(AUDIT + "/" + id, officer(service, "ZR106")).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void nobodyWritesOrDeletesOne(String method, TestService service) throws Exception {
        String id =
                events(service, "ZR106", "?patient=" + patient).getFirst().path("id").asString();
        for (String who : List.of("auditor", "operator", "clinician")) {
            HttpResponse<String> answer =
                    service.send(
                            service.to(AUDIT + (method.equals("POST") ? "" : "/" + id))
                                    .header("Content-Type", "application/fhir+json")
                                    .method(
                                            method,
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"resourceType\":\"AuditEvent\",\"id\":\"%s\"}"
                                                            .formatted(id))),
                            Optional.of(service.tokenOf("ZR106", who)));
            assertTrue(
                    answer.statusCode() >= 400 && answer.statusCode() < 500,
                    who + ": " + answer.statusCode() + answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZR106", "ZR107", "ZR1", "ZUNI7", "ZZZ99"})
    void anOrganisationWithManyPatientsIsAnsweredTheSame(String organisation, TestService service) {
        JdbcClient jdbc = service.service().context().getBean(JdbcClient.class);
        var anything =
                new AccessTrail.Question(Optional.empty(), Optional.empty(), Optional.empty());
        OptionalLong before = OptionalLong.of(newest(jdbc) + 1);
        List<LoggedAccess> few =
                new JdbcAccessTrail(jdbc)
                        .search(new OdsCode(organisation), anything, before, 100_000);
        List<LoggedAccess> many =
                new JdbcAccessTrail(jdbc, 0)
                        .search(new OdsCode(organisation), anything, before, 100_000);
        assertEquals(few, many);
        assertEquals(organisation.equals("ZZZ99"), few.isEmpty());
    }

    private static long newest(JdbcClient jdbc) {
        return jdbc.sql("select max(id) from access_log").query(Long.class).single();
    }

    @Test
    void thePrivacyOfficerReadsNothingElse(TestService service) throws Exception {
        for (String path :
                List.of(
                        "/FHIR/R4/" + patient,
                        "/FHIR/R4/Patient?_id=" + patient.substring("Patient/".length()),
                        "/FHIR/R4/" + ordered.made("ServiceRequest") + "/$graph",
                        "/api/orders/" + ordered.order().value() + "/choices",
                        "/api/log/status")) {
            assertEquals(403, service.get(path, officer(service, "ZR106")).statusCode(), path);
        }
    }
}
