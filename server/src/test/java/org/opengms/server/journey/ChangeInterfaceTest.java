package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.region.SyntheticRegion;
import tools.jackson.databind.JsonNode;

/// Transactions that change what the service keeps.
@ExtendWith(TestService.Extension.class)
class ChangeInterfaceTest {
    private static final String FHIR = "/FHIR/R4";
    private static final String SITE = "site-zr105";
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final ClinicalIndication INDICATION =
            REGION.directories().newest().indications().stream()
                    .filter(i -> !i.conventional().isEmpty())
                    .findFirst()
                    .orElseThrow();

    /// An order that was accepted, as its sender and its laboratory see it.
    record Ordered(
            TestService service, String order, String patient, String site, String laboratory) {
        JsonNode serviceRequest() throws Exception {
            return TestService.json(service.get(FHIR + "/" + order, Optional.of(site)));
        }

        int version() throws Exception {
            return serviceRequest()
                    .path("meta")
                    .path("versionId")
                    .asInt(
                            Integer.parseInt(
                                    serviceRequest().path("meta").path("versionId").asString("0")));
        }

        List<JsonNode> tasks() throws Exception {
            List<JsonNode> tasks = new ArrayList<>();
            TestService.json(service.get(FHIR + "/Task?focus=" + order, Optional.of(laboratory)))
                    .path("entry")
                    .forEach(entry -> tasks.add(entry.path("resource")));
            return tasks;
        }

        JsonNode task(String code) throws Exception {
            return tasks().stream()
                    .filter(t ->
                            t.path("code")
                                    .path("coding")
                                    .path(0)
                                    .path("code")
                                    .asString()
                                    .equals(code))
                    .findFirst()
                    .orElseThrow();
        }

        HttpResponse<String> send(String entries, String token) throws Exception {
            return service.post(
                    FHIR,
                    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                            + entries
                            + "]}",
                    Optional.of(token));
        }

        /// The order as it is kept, with something replaced in it.
        String changed(String ifMatch, String from, String to) throws Exception {
            String text = service.get(FHIR + "/" + order, Optional.of(site)).body();
            assertTrue(text.contains(from), text);
            return "{\"fullUrl\":\"https://service.example/FHIR/R4/%s\",\"request\":{\"method\":\"PUT\",\"url\":\"%s\"%s},\"resource\":%s}"
                    .formatted(
                            order,
                            order,
                            ifMatch.isEmpty() ? "" : ",\"ifMatch\":\"W/\\\"" + ifMatch + "\\\"\"",
                            text.replace(from, to));
        }

        String taskMoved(String code, String status) throws Exception {
            String id = task(code).path("id").asString();
            return "{\"request\":{\"method\":\"PUT\",\"url\":\"Task/%s\"},\"resource\":{\"resourceType\":\"Task\",\"id\":\"%s\",\"intent\":\"order\",\"status\":\"%s\"}}"
                    .formatted(id, id, status);
        }
    }

    static Ordered ordered(TestService service, boolean hasSample) throws Exception {
        String site = service.token(SITE);
        DirectoryTest test = INDICATION.conventional().getFirst();
        HttpResponse<String> answer =
                service.post(
                        FHIR,
                        """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","request":{"method":"POST","url":"PractitionerRole"},
                          "resource":{"resourceType":"PractitionerRole","practitioner":{"display":"Dr Test"},
                           "organization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"ZR105"}}}},
                         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","request":{"method":"POST","url":"Patient"},
                          "resource":{"resourceType":"Patient","name":[{"family":"Change","given":["Case"]}],"birthDate":"2015-02-03","gender":"female",
                           "identifier":[{"system":"https://example.org/mrn","value":"%1$s"}]}},
                         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","request":{"method":"POST","url":"ServiceRequest"},
                          "resource":{"resourceType":"ServiceRequest","identifier":[{"system":"https://example.org/orders","value":"%1$s"}],
                           "status":"active","intent":"order","priority":"routine","authoredOn":"%2$s",
                           "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%3$s"}]},
                           "reasonCode":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%4$s"}]}],
                           "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
                           "requester":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"}}}%5$s
                        ]}
                        """
                                .formatted(
                                        UUID.randomUUID(),
                                        LocalDate.now(ZoneId.of("Europe/London")),
                                        test.code(),
                                        INDICATION.code(),
                                        hasSample
                                                ? """
                                                ,{"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000004","request":{"method":"POST","url":"Specimen"},
                                                 "resource":{"resourceType":"Specimen","status":"available","type":{"text":"Blood"},"identifier":[{"value":"S1"}],
                                                 "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
                                                 "request":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}]}}
                                                """
                                                : ""),
                        Optional.of(site));
        assertEquals(200, answer.statusCode(), answer.body());
        String order = "";
        String patient = "";
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            String location =
                    entry.path("response")
                            .path("location")
                            .asString("")
                            .replaceAll("/_history/.*", "");
            order = location.startsWith("ServiceRequest/") ? location : order;
            patient = location.startsWith("Patient/") ? location : patient;
        }
        for (var candidate : REGION.network().laboratories()) {
            String token =
                    service.token("laboratory-" + candidate.ods().value().toLowerCase(Locale.ROOT));
            Ordered seen = new Ordered(service, order, patient, site, token);
            if (seen.tasks().size() > 1) {
                return seen;
            }
        }
        throw new AssertionError("no laboratory has tasks for " + order);
    }

    @Nested
    class AnAmendedOrder {
        @Test
        void saysInEachOfItsOpenTasksThatItIsUrgent(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            HttpResponse<String> accepted =
                    one.send(
                            one.taskMoved("process-genomic-test-request", "accepted"),
                            one.laboratory());
            assertEquals(200, accepted.statusCode(), accepted.body());
            List<JsonNode> before = one.tasks();

            HttpResponse<String> answer =
                    one.send(
                            one.changed("", "\"priority\":\"routine\"", "\"priority\":\"urgent\""),
                            one.site());

            assertEquals(200, answer.statusCode(), answer.body());
            for (JsonNode task : before) {
                assertEquals("routine", task.path("priority").asString());
                JsonNode now =
                        TestService.json(
                                service.get(
                                        FHIR + "/Task/" + task.path("id").asString(),
                                        Optional.of(one.laboratory())));
                assertEquals("urgent", now.path("priority").asString());
                assertEquals(task.path("status"), now.path("status"));
                assertEquals(
                        Integer.parseInt(task.path("meta").path("versionId").asString()) + 1,
                        Integer.parseInt(now.path("meta").path("versionId").asString()));
            }
        }

        @Test
        void isKeptToTheLetterAsItsNextVersion(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            int before = one.version();

            HttpResponse<String> answer =
                    one.send(
                            one.changed(
                                            Integer.toString(before),
                                            "\"priority\":\"routine\"",
                                            "\"priority\" : \"urgent\"")
                                    + """
                                    ,{"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000009","request":{"method":"POST","url":"Observation"},
                                     "resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://human-phenotype-ontology.org","code":"HP:0001250"}]},
                                     "subject":{"reference":"%s"},"valueBoolean":true}}
                                    """
                                            .formatted(one.patient()),
                            one.site());

            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode response = TestService.json(answer);
            assertEquals("transaction-response", response.path("type").asString());
            assertEquals(2, response.path("entry").size());
            assertTrue(one.version() > before, "a new version");
            assertTrue(
                    service.get(FHIR + "/" + one.order(), Optional.of(one.site()))
                            .body()
                            .contains("\"priority\" : \"urgent\""));
            String observation =
                    response.path("entry")
                            .path(1)
                            .path("response")
                            .path("location")
                            .asString()
                            .replaceAll("/_history/.*", "");
            assertEquals(
                    200,
                    service.get(FHIR + "/" + observation, Optional.of(one.site())).statusCode());
        }

        @Test
        void isRefusedWhenSomebodyElseChangedItFirst(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            int before = one.version();
            HttpResponse<String> answer =
                    one.send(
                            one.changed(
                                    "99", "\"priority\":\"routine\"", "\"priority\":\"urgent\""),
                            one.site());
            assertEquals(412, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("Bundle.entry[0]"), answer.body());
            assertEquals(before, one.version());
        }

        @Test
        void isRefusedFromAnotherOrganisation(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            HttpResponse<String> answer =
                    one.send(
                            one.changed("", "\"priority\":\"routine\"", "\"priority\":\"urgent\""),
                            service.token("site-zr113"));
            assertEquals(403, answer.statusCode(), answer.body());
        }

        @Test
        void isRefusedForAnotherPerson(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            Ordered other = ordered(service, true);
            HttpResponse<String> answer =
                    one.send(one.changed("", one.patient(), other.patient()), one.site());
            assertEquals(422, answer.statusCode(), answer.body());
        }
    }

    @Nested
    class ASpecimen {
        @Test
        void letsAnOrderGoOnThatWaitedForIt(TestService service) throws Exception {
            Ordered one = ordered(service, false);
            assertEquals(
                    "on-hold", one.task("process-genomic-test-request").path("status").asString());

            HttpResponse<String> answer =
                    one.send(
                            """
                            {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000011","request":{"method":"POST","url":"Specimen"},
                             "resource":{"resourceType":"Specimen","status":"available","type":{"text":"Blood"},"identifier":[{"value":"LATE-1"}],
                             "subject":{"reference":"%s"},"request":[{"reference":"%s"}]}}
                            """
                                    .formatted(one.patient(), one.order()),
                            one.site());

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    "requested",
                    one.task("process-genomic-test-request").path("status").asString());
            assertTrue(
                    one.serviceRequest()
                            .path("specimen")
                            .path(0)
                            .path("reference")
                            .asString("")
                            .startsWith("Specimen/"),
                    one.serviceRequest().toString());
        }
    }

    @Nested
    class Tasks {
        @Test
        void moveTogetherOrNotAtAll(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            HttpResponse<String> answer =
                    one.send(
                            one.taskMoved("request-sample-alignment", "accepted")
                                    + ","
                                    + one.taskMoved("sample-processing", "completed"),
                            one.laboratory());
            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("Bundle.entry[1]"), answer.body());
            assertEquals(
                    "requested", one.task("request-sample-alignment").path("status").asString());

            assertEquals(
                    200,
                    one.send(
                                    one.taskMoved("request-sample-alignment", "accepted"),
                                    one.laboratory())
                            .statusCode());
            assertEquals(
                    "accepted", one.task("request-sample-alignment").path("status").asString());
        }

        @Test
        void goToAnotherLaboratoryThatMustAcceptThem(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            JsonNode task = one.task("request-sample-alignment");
            String owner = task.path("owner").path("identifier").path("value").asString();
            String other =
                    REGION.network().laboratories().stream()
                            .map(l -> l.ods().value())
                            .filter(ods -> !ods.equals(owner))
                            .findFirst()
                            .orElseThrow();
            String id = task.path("id").asString();

            HttpResponse<String> answer =
                    one.send(
                            """
                            {"request":{"method":"PUT","url":"Task/%1$s"},"resource":{"resourceType":"Task","id":"%1$s","intent":"order","status":"requested",
                             "owner":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"%2$s"}}}}
                            """
                                    .formatted(id, other),
                            one.laboratory());

            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode sent =
                    TestService.json(
                            service.get(
                                    FHIR + "/Task/" + id,
                                    Optional.of(
                                            service.token(
                                                    "laboratory-"
                                                            + other.toLowerCase(Locale.ROOT)))));
            assertEquals(other, sent.path("owner").path("identifier").path("value").asString());
            assertEquals("requested", sent.path("status").asString());
        }
    }

    @Nested
    class ARevokedOrder {
        @Test
        void takesItsOpenTasksWithIt(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            HttpResponse<String> answer =
                    one.send(
                            one.changed("", "\"status\":\"active\"", "\"status\":\"revoked\""),
                            one.site());
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("revoked", one.serviceRequest().path("status").asString());
            for (JsonNode task : one.tasks()) {
                assertEquals("cancelled", task.path("status").asString(), task.toString());
            }
        }

        @Test
        void leavesWorkThatHasBegunToItsLaboratoryAndSaysSo(TestService service) throws Exception {
            Ordered one = ordered(service, true);
            one.send(one.taskMoved("request-sample-alignment", "accepted"), one.laboratory());
            one.send(one.taskMoved("request-sample-alignment", "in-progress"), one.laboratory());

            HttpResponse<String> answer =
                    one.send(
                            one.changed("", "\"status\":\"active\"", "\"status\":\"revoked\""),
                            one.site());

            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("asked to close"), answer.body());
            assertEquals(
                    "in-progress", one.task("request-sample-alignment").path("status").asString());
            assertEquals("cancelled", one.task("sample-processing").path("status").asString());
        }
    }

    @Nested
    class WhatBelongsNowhere {
        @Test
        void isRefusedAndNotKept(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.post(
                            FHIR,
                            """
                            {"resourceType":"Bundle","type":"transaction","entry":[
                             {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000021","request":{"method":"POST","url":"Observation"},
                              "resource":{"resourceType":"Observation","status":"final","code":{"text":"x"}}}]}
                            """,
                            Optional.of(service.token(SITE)));
            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("which order"), answer.body());
            assertFalse(answer.body().contains("201 Created"));
        }

        @Test
        void isNotChangedEither(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.post(
                            FHIR,
                            """
                            {"resourceType":"Bundle","type":"transaction","entry":[
                             {"request":{"method":"PUT","url":"ServiceRequest/00000000-0000-4000-8000-00000000dead"},
                              "resource":{"resourceType":"ServiceRequest","status":"revoked","intent":"order","subject":{"display":"x"}}}]}
                            """,
                            Optional.of(service.token(SITE)));
            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("target-unknown"), answer.body());
        }
    }
}
