package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.CauseChoice;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Report;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.pages.JdbcPageData;
import org.opengms.server.pages.Lookup;
import org.opengms.server.pages.OrderFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(TestService.Extension.class)
class Hl7InterfaceTest {
    private static final String TYPE = "application/hl7-v2";

    @Nested
    class ANewOrder {
        @Test
        void isAcceptedAndBecomesATaskOfTheLaboratory(TestService service) throws Exception {
            String message = order(id(), "9990101000", "NW", "R901.2", "O’Sample");

            HttpResponse<String> answer = post(service, message, "site-zr101");

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    Optional.of("application/hl7-v2;charset=utf-8"),
                    answer.headers().firstValue("Content-Type"));
            String[] msa = segment(answer, "MSA");
            assertEquals("AA", msa[1], answer.body());
            assertTrue(msa[3].matches("Order OG-\\d+-\\d+ accepted\\."), msa[3]);
            String number = msa[3].split(" ")[1];
            HttpResponse<String> request =
                    service.get(
                            "/FHIR/R4/ServiceRequest?identifier=https://fhir.nhs.uk/Id/GMSOrder|"
                                            .replace("|", "%7C")
                                    + number,
                            Optional.of(service.token("site-zr101")));
            JsonNode found = TestService.json(request).path("entry").path(0).path("resource");
            assertEquals(
                    "R901.2",
                    found.path("code").path("coding").path(0).path("code").asString(),
                    request.body());
            HttpResponse<String> tasks =
                    service.get(
                            "/FHIR/R4/Task?focus=ServiceRequest/" + found.path("id").asString(),
                            Optional.of(service.token("laboratory-zl01")));
            assertTrue(tasks.body().contains("\"process-genomic-test-request\""), tasks.body());
        }

        @Test
        void isKeptToTheLetter(TestService service) throws Exception {
            String id = id();
            byte[] sent =
                    order(id, "9990101019", "NW", "R901.2", "Ó’Sample")
                            .replace("UNICODE UTF-8", "8859/1")
                            .replace("\r", "\n")
                            .getBytes(Charset.forName("windows-1252"));

            HttpResponse<String> answer = post(service, sent, TYPE, "site-zr101");

            assertEquals("AA", segment(answer, "MSA")[1], answer.body());
            String number = segment(answer, "MSA")[3].split(" ")[1];
            List<String> kept =
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql(
                                    """
                                    select v.body from resource_current c join resource_version v using (type, id, version)
                                    join test_order o on o.id = c.order_id
                                    where c.type = 'DocumentReference' and o.number = :number and c.person_id = o.person_id
                                    """)
                            .param("number", number)
                            .query((row, n) -> String.valueOf(row.getString("body")))
                            .list();
            assertEquals(1, kept.size());
            assertTrue(
                    kept.getFirst().contains(Base64.getEncoder().encodeToString(sent)),
                    "the bytes are in the resource");
            assertTrue(kept.getFirst().contains("information message-cleaned MSH"));
        }

        @Test
        void sentAgainIsAnsweredTheSameAndMadeOnce(TestService service) throws Exception {
            String message = order(id(), "9990101027", "NW", "R901.2", "Sample");

            HttpResponse<String> first = post(service, message, "site-zr101");
            HttpResponse<String> second = post(service, message, "site-zr101");

            assertEquals("AA", segment(first, "MSA")[1], first.body());
            assertEquals(segment(first, "MSA")[3], segment(second, "MSA")[3]);
            assertEquals(errors(first), errors(second));
        }

        @Test
        void sentByManyAtOnceIsMadeOnce(TestService service) throws Exception {
            String message = order(id(), "9990101035", "NW", "R901.2", "Sample");
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<String> send =
                        () -> segment(post(service, message, "site-zr101"), "MSA")[3];
                List<Future<String>> answers =
                        pool.invokeAll(java.util.Collections.nCopies(6, send));
                String first = answers.getFirst().get();
                for (Future<String> answer : answers) {
                    assertEquals(first, answer.get());
                }
            }
        }

        @Test
        void underTheIdOfAnotherIsAnError(TestService service) throws Exception {
            String id = id();
            post(service, order(id, "9990101043", "NW", "R901.2", "Sample"), "site-zr101");
            HttpResponse<String> answer =
                    post(service, order(id, "9990101051", "NW", "R901.2", "Other"), "site-zr101");

            assertEquals(200, answer.statusCode());
            assertEquals("AE", segment(answer, "MSA")[1], answer.body());
            String[] error = segment(answer, "ERR");
            assertEquals("MSH^1^10^1", error[2]);
            assertEquals("205^Duplicate key identifier^HL70357", error[3]);
            assertEquals("OGMS-4502^^OPENGMS", error[5]);
        }
    }

    @Nested
    class WhatWasFoundOnReading {
        @Test
        void isToldToThoseWhoWorkOnTheOrder(TestService service) throws Exception {
            String id = id();
            String unclear =
                    order(id, "9990101132", "NW", "R901.2", "Sample")
                                    .replace("OBR|1|" + id, "OBR|1|ANOTHER")
                            + "ZXX|1|local\r";

            HttpResponse<String> answer = post(service, unclear, "site-zr101");

            assertEquals("AA", segment(answer, "MSA")[1], answer.body());
            OrderFile file = file(service, found(service, id));
            assertTrue(
                    file.findings().stream()
                            .anyMatch(f ->
                                    f.grade() == Grade.WARNING
                                            && f.path().equals("OBR-2")
                                            && f.words().contains("different numbers")),
                    () -> file.findings().toString());
            assertTrue(
                    file.findings().stream()
                            .anyMatch(f ->
                                    f.kind() == FindingKind.NOT_MAPPED && f.path().equals("ZXX")),
                    () -> file.findings().toString());
            assertTrue(
                    file.findings().stream().anyMatch(f -> f.path().startsWith("Bundle")),
                    "what the rules found is there as before");
        }
    }

    @Nested
    class ACancellation {
        @Test
        void revokesTheOrderAndSaysByWhomAndWhy(TestService service) throws Exception {
            String id = id();
            String number = accepted(service, id, "9990101140");

            HttpResponse<String> answer =
                    post(service, cancellation("C" + id, id, "", "9990101140"), "site-zr101");

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("AA", segment(answer, "MSA")[1], answer.body());
            assertEquals("Order %s is cancelled.".formatted(number), segment(answer, "MSA")[3]);
            assertEquals(List.of(), errors(answer));
            JsonNode request = found(service, id);
            assertEquals("revoked", request.path("status").asString());
            HttpResponse<String> tasks =
                    service.get(
                            "/FHIR/R4/Task?focus=ServiceRequest/" + request.path("id").asString(),
                            Optional.of(service.token("laboratory-zl01")));
            List<String> statuses =
                    TestService.json(tasks)
                            .path("entry")
                            .valueStream()
                            .map(e -> e.path("resource").path("status").asString())
                            .distinct()
                            .toList();
            assertEquals(List.of("cancelled"), statuses, tasks.body());
            OrderFile file = file(service, request);
            assertEquals(OrderState.CANCELLED, file.order().state());
            OrderEvent event =
                    file.events().stream()
                            .filter(e -> e.what().startsWith("Order revoked"))
                            .findFirst()
                            .orElseThrow();
            assertEquals("Order revoked: Ordered twice (asked for by Dr Ada Act)", event.what());
            assertEquals("ZR101", event.organisation());
        }

        @Test
        void isKeptToTheLetter(TestService service) throws Exception {
            String id = id();
            accepted(service, id, "9990101159");
            String message = cancellation("C" + id, id, "", "9990101159");

            post(service, message, "site-zr101");

            assertEquals(
                    1,
                    kept(
                            service,
                            Base64.getEncoder()
                                    .encodeToString(message.getBytes(StandardCharsets.UTF_8))));
        }

        @Test
        void saysWhichLaboratoriesMustCloseTheirWork(TestService service) throws Exception {
            String id = id();
            String number = accepted(service, id, "9990101167");
            JsonNode order = found(service, id);
            String laboratory = service.token("laboratory-zl01");
            JsonNode task = task(service, order, laboratory);
            String code = task.path("code").path("coding").path(0).path("code").asString();
            move(service, task, "accepted", laboratory);
            move(service, task, "in-progress", laboratory);

            HttpResponse<String> answer =
                    post(service, cancellation("C" + id, id, "", "9990101167"), "site-zr101");

            assertEquals("AA", segment(answer, "MSA")[1], answer.body());
            assertEquals(
                    "Order %s is cancelled; work in progress is to be closed.".formatted(number),
                    segment(answer, "MSA")[3]);
            String[] told = segment(answer, "ERR");
            assertEquals("W", told[4]);
            assertEquals("0^Message accepted^HL70357", told[3]);
            assertEquals(
                    "Task %s had begun at laboratory ZL01, which is asked to close it."
                            .formatted(code),
                    told[8].strip());
            assertEquals("revoked", found(service, id).path("status").asString());
            assertEquals(OrderState.CLOSING, file(service, order).order().state());
        }

        @Test
        void mayNameTheOrderByTheNumberOfTheService(TestService service) throws Exception {
            String id = id();
            String number = accepted(service, id, "9990101175");

            HttpResponse<String> answer =
                    post(service, cancellation("C" + id, "", number, "9990101175"), "site-zr101");

            assertEquals("AA", segment(answer, "MSA")[1], answer.body());
            assertEquals("revoked", found(service, id).path("status").asString());
        }

        @Test
        void sentAgainIsAnsweredTheSameAndDoneOnce(TestService service) throws Exception {
            String id = id();
            accepted(service, id, "9990101183");
            String message = cancellation("C" + id, id, "", "9990101183");

            HttpResponse<String> first = post(service, message, "site-zr101");
            HttpResponse<String> second = post(service, message, "site-zr101");

            assertEquals("AA", segment(first, "MSA")[1], first.body());
            assertEquals(segment(first, "MSA")[1], segment(second, "MSA")[1]);
            assertEquals(segment(first, "MSA")[3], segment(second, "MSA")[3]);
            assertEquals(errors(first), errors(second));
            assertEquals(
                    1,
                    file(service, found(service, id)).events().stream()
                            .filter(e -> e.what().startsWith("Order revoked"))
                            .count());
        }

        @Test
        void sentByManyAtOnceIsDoneOnce(TestService service) throws Exception {
            String id = id();
            accepted(service, id, "9990101191");
            String message = cancellation("C" + id, id, "", "9990101191");
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<String> send =
                        () -> segment(post(service, message, "site-zr101"), "MSA")[1];
                for (Future<String> answer :
                        pool.invokeAll(java.util.Collections.nCopies(6, send))) {
                    assertEquals("AA", answer.get());
                }
            }
            assertEquals(
                    1,
                    file(service, found(service, id)).events().stream()
                            .filter(e -> e.what().startsWith("Order revoked"))
                            .count());
        }

        @Test
        void underTheIdOfAnotherMessageIsAnError(TestService service) throws Exception {
            String id = id();
            accepted(service, id, "9990101205");

            HttpResponse<String> answer =
                    post(service, cancellation(id, id, "", "9990101205"), "site-zr101");

            assertRefused(answer, "MSH^1^10^1", "205", "OGMS-4502");
            assertEquals("active", found(service, id).path("status").asString());
        }

        @Test
        void ofAnUnknownOrderIsAnError(TestService service) throws Exception {
            HttpResponse<String> answer =
                    post(service, cancellation(id(), "NO-SUCH", "", "9990101205"), "site-zr101");
            assertRefused(answer, "ORC^1^2^1", "204", "OGMS-4953");
        }

        @Test
        void ofAnotherOrganisationsOrderLooksLikeOneOfAnUnknown(TestService service)
                throws Exception {
            String id = id();
            accepted(service, id, "9990101213");

            HttpResponse<String> others =
                    post(service, cancellation("C" + id, id, "", "9990101213"), "site-zr103");

            assertRefused(others, "ORC^1^2^1", "204", "OGMS-4953");
            assertEquals("active", found(service, id).path("status").asString());
        }

        @Test
        void forAnotherPatientIsAnError(TestService service) throws Exception {
            String id = id();
            accepted(service, id, "9990101221");

            HttpResponse<String> answer =
                    post(service, cancellation("C" + id, id, "", "9990101213"), "site-zr101");

            assertRefused(answer, "PID^1^3^1", "204", "OGMS-4955");
            assertFalse(answer.body().contains("99901012"), answer.body());
            assertEquals("active", found(service, id).path("status").asString());
        }

        @Test
        void ofACancelledOrderIsAnErrorAndChangesNothing(TestService service) throws Exception {
            String id = id();
            accepted(service, id, "9990101248");
            post(service, cancellation("C" + id, id, "", "9990101248"), "site-zr101");
            JsonNode before = found(service, id);

            HttpResponse<String> answer =
                    post(service, cancellation("D" + id, id, "", "9990101248"), "site-zr101");

            assertRefused(answer, "ORC^1^1^1", "103", "OGMS-4956");
            assertTrue(
                    segment(answer, "ERR")[8].startsWith("The order is cancelled;"), answer.body());
            assertEquals(before, found(service, id));
        }

        @Test
        void ofAReportedOrderIsAnErrorAndChangesNothing(TestService service) throws Exception {
            String id = id();
            accepted(service, id, "9990101256");
            JsonNode order = found(service, id);
            String laboratory = service.token("laboratory-zl01");
            JsonNode task = task(service, order, laboratory);
            move(service, task, "accepted", laboratory);
            move(service, task, "in-progress", laboratory);
            move(service, task, "failed", laboratory);
            ServiceDesk desk = service.service().context().getBean(ServiceDesk.class);
            Actor scientist =
                    new Actor(
                            "scientist",
                            "A Scientist",
                            new OdsCode("ZL01"),
                            Set.of(Role.SCIENTIST, Role.LABORATORY));
            DeskAnswer entered =
                    desk.enterResult(
                            new OrderId(order.path("id").asString()),
                            ResultKind.FAILED,
                            "The sample gave no DNA.",
                            scientist);
            Report report = assertInstanceOf(DeskAnswer.Reported.class, entered).report();
            assertInstanceOf(
                    DeskAnswer.Reported.class,
                    desk.sign(
                            report.id(),
                            report.version(),
                            ResultKind.FAILED,
                            CauseChoice.unmarked(),
                            "The sample gave no DNA.",
                            SigningEffort.UNSAID,
                            scientist));

            HttpResponse<String> answer =
                    post(service, cancellation("C" + id, id, "", "9990101256"), "site-zr101");

            assertRefused(answer, "ORC^1^1^1", "103", "OGMS-4956");
            assertEquals("completed", found(service, id).path("status").asString());
        }

        private static void assertRefused(
                HttpResponse<String> answer, String place, String hl7, String code) {
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("AE", segment(answer, "MSA")[1], answer.body());
            String[] error = segment(answer, "ERR");
            assertEquals(place, error[2], answer.body());
            assertTrue(error[3].startsWith(hl7 + "^"), answer.body());
            assertEquals("E", error[4]);
            assertEquals(code + "^^OPENGMS", error[5], answer.body());
        }

        /// An accepted order; its number.
        private static String accepted(TestService service, String id, String nhs)
                throws Exception {
            HttpResponse<String> answer =
                    post(service, order(id, nhs, "NW", "R901.2", "Sample"), "site-zr101");
            assertEquals("AA", segment(answer, "MSA")[1], answer.body());
            return segment(answer, "MSA")[3].split(" ")[1];
        }

        private static String cancellation(String id, String placer, String filler, String nhs) {
            return String.join(
                            "\r",
                            "MSH|^~\\&|EPR|ZR101|OPENGMS|ZL01|20260702093000||OML^O21^OML_O21|"
                                    + id
                                    + "|P|2.5.1||||||UNICODE UTF-8",
                            "PID|1||" + nhs + "^^^NHS^NH||Sample^Sam||20200309|F",
                            "ORC|CA|"
                                    + placer
                                    + "|"
                                    + filler
                                    + "|||||||||||||DUP^Ordered twice^L|||8^Act^Ada^^^Dr")
                    + "\r";
        }

        /// The first task of the laboratory.
        private static JsonNode task(TestService service, JsonNode order, String token)
                throws Exception {
            HttpResponse<String> tasks =
                    service.get(
                            "/FHIR/R4/Task?focus=ServiceRequest/" + order.path("id").asString(),
                            Optional.of(token));
            return TestService.json(tasks)
                    .path("entry")
                    .valueStream()
                    .map(e -> e.path("resource"))
                    .filter(t ->
                            t.path("code")
                                    .path("coding")
                                    .path(0)
                                    .path("code")
                                    .asString()
                                    .equals("request-sample-alignment"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(tasks.body()));
        }

        private static void move(TestService service, JsonNode task, String status, String token)
                throws Exception {
            String id = task.path("id").asString();
            HttpResponse<String> moved =
                    service.post(
                            "/FHIR/R4",
                            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"PUT\",\"url\":\"Task/%1$s\"},\"resource\":{\"resourceType\":\"Task\",\"id\":\"%1$s\",\"intent\":\"order\",\"status\":\"%2$s\",\"statusReason\":{\"coding\":[{\"code\":\"other\"}]}}}]}"
                                    .formatted(id, status),
                            Optional.of(token));
            assertEquals(200, moved.statusCode(), moved.body());
        }

        private static int kept(TestService service, String base64) {
            return service.service()
                    .context()
                    .getBean(JdbcClient.class)
                    .sql(
                            "select count(*) from resource_version where type = 'DocumentReference' and body like :text")
                    .param("text", "%" + base64 + "%")
                    .query(Integer.class)
                    .single();
        }
    }

    @Nested
    class TheWayItCame {
        @Test
        void isNoted(TestService service) throws Exception {
            String id = id();
            HttpResponse<String> answer =
                    post(service, order(id, "9990240205", "NW", "R901.2", "Sample"), "site-zr101");
            assertEquals("AA", segment(answer, "MSA")[1], answer.body());

            assertEquals(
                    "HL7",
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql(
                                    """
                                    select a.channel from order_arrival a
                                    join test_order o on o.id = a.order_id where o.number = :number
                                    """)
                            .param("number", segment(answer, "MSA")[3].split(" ")[1])
                            .query(String.class)
                            .single());
        }
    }

    @Nested
    class ARefusedOrder {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                textBlock =
                        """
                        9990101078  ; 9999999900 ; PID^1^3^1^1  ; nhs-number-invalid
                        R901        ; LOCAL      ; OBR^1^4^1    ; test-missing
                        R901.2^Name ; R902.1^Name; OBR^1^4^1^1  ; test-not-of-indication
                        ^^ZR101     ; ^^ZR103    ; ORC^1^21^1^3 ; site-not-yours
                        20200309    ; 20990309   ; PID^1^7^1    ; birth-date-in-future
                        """)
        void namesThePlaceInTheMessage(
                String is, String becomes, String place, String code, TestService service)
                throws Exception {
            String spoilt =
                    order(id(), "9990101078", "NW", "R901.2", "Sample").replace(is, becomes);

            HttpResponse<String> answer = post(service, spoilt, "site-zr101");

            assertEquals(200, answer.statusCode());
            assertEquals("AE", segment(answer, "MSA")[1], answer.body());
            String[] error = segment(answer, "ERR");
            assertEquals(place, error[2], answer.body());
            assertEquals("E", error[4]);
            assertEquals(code + "^^OPENGMS", error[5], answer.body());
            assertFalse(answer.body().contains("9990101078"));
        }

        @Test
        void isNotKept(TestService service) throws Exception {
            JdbcClient jdbc = service.service().context().getBean(JdbcClient.class);
            String id = "REFUSED-" + id();
            post(
                    service,
                    order(id, "9990101086", "NW", "R901.2", "Sample")
                            .replace("9990101086", "9990101087"),
                    "site-zr101");
            assertEquals(
                    0,
                    jdbc.sql("select count(*) from resource_version where body like :id")
                            .param("id", "%" + id + "%")
                            .query(Integer.class)
                            .single());
        }
    }

    @Nested
    class OtherMessages {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                textBlock =
                        """
                        ORC|NW        ; ORC|CA        ; AE ; ORC^1^2^1 ; 204
                        ORC|NW        ; ORC|DC        ; AE ; ORC^1^1^1 ; 103
                        ORC|NW        ; ORC|SS        ; AE ; ORC^1^1^1 ; 103
                        ORC|NW        ; ORC|XO        ; AE ; ORC^1^1^1 ; 103
                        OML^O21^OML_O21 ; ORU^R01     ; AR ; MSH^1^9^1^1 ; 200
                        |2.5.1|       ; |3.0|         ; AR ; MSH^1^12^1  ; 203
                        """)
        void getTheirOwnAnswer(
                String is,
                String becomes,
                String code,
                String place,
                String hl7,
                TestService service)
                throws Exception {
            String message =
                    order(id(), "9990101094", "NW", "R901.2", "Sample").replace(is, becomes);

            HttpResponse<String> answer = post(service, message, "site-zr101");

            assertEquals(200, answer.statusCode());
            assertEquals(code, segment(answer, "MSA")[1], answer.body());
            assertEquals(place, segment(answer, "ERR")[2], answer.body());
            assertTrue(segment(answer, "ERR")[3].startsWith(hl7 + "^"), answer.body());
        }
    }

    @Nested
    class Transport {
        @Test
        void wantsAToken(TestService service) throws Exception {
            HttpRequest.Builder request =
                    service.to("/hl7/v2")
                            .header("Content-Type", TYPE)
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            order(id(), "9990101108", "NW", "R901.2", "Sample")));
            assertEquals(401, service.send(request, Optional.empty()).statusCode());
        }

        @Test
        void wantsTheRoleOfThoseWhoOrder(TestService service) throws Exception {
            String message = order(id(), "9990101108", "NW", "R901.2", "Sample");
            assertEquals(403, post(service, message, "laboratory-zl01").statusCode());
        }

        @ParameterizedTest
        @CsvSource({
            "application/hl7-v2,                      200",
            "application/hl7-v2;charset=utf-8,        200",
            "x-application/hl7-v2+er7,                200",
            "application/hl7-v2+er7,                  200",
            "application/hl7-v2+xml,                  415",
            "application/fhir+json,                   415",
            "nonsense,                                415"
        })
        void takesEr7(String type, int status, TestService service) throws Exception {
            byte[] message =
                    order(id(), "9990101116", "SS", "R901.2", "Sample")
                            .getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> answer = post(service, message, type, "site-zr101");
            assertEquals(status, answer.statusCode(), answer.body());
            if (status == 200) {
                assertTrue(
                        answer.headers()
                                .firstValue("Content-Type")
                                .orElseThrow()
                                .startsWith(type.split(";")[0]));
            }
        }

        @Test
        void takesNothingElseThanPost(TestService service) throws Exception {
            assertEquals(
                    405,
                    service.get("/hl7/v2", Optional.of(service.token("site-zr101"))).statusCode());
        }

        @ParameterizedTest
        @CsvSource({"{}", "hello", "''", "BHS|^~\\&|x|y|z"})
        void refusesWhatIsNoMessage(String body, TestService service) throws Exception {
            HttpResponse<String> answer = post(service, body, "site-zr101");
            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("OperationOutcome"), answer.body());
        }

        @Test
        void refusesWhatIsTooLargeAndGoesOn(TestService service) throws Exception {
            String large =
                    order(id(), "9990101124", "NW", "R901.2", "Sample")
                            + "NTE|1||"
                            + "x".repeat(5 << 20);
            assertEquals(413, post(service, large, "site-zr101").statusCode());
            assertEquals(
                    200,
                    post(service, order(id(), "9990101124", "SS", "R901.2", "Sample"), "site-zr101")
                            .statusCode());
        }
    }

    private static String id() {
        return UUID.randomUUID().toString().substring(0, 18);
    }

    /// The order under a sender's number.
    private static JsonNode found(TestService service, String placer) throws Exception {
        HttpResponse<String> answer =
                service.get(
                        "/FHIR/R4/ServiceRequest?identifier=" + placer,
                        Optional.of(service.token("site-zr101")));
        JsonNode entries = TestService.json(answer).path("entry");
        assertEquals(1, entries.size(), answer.body());
        return entries.path(0).path("resource");
    }

    /// What the order's page shows to its clinicians.
    private static OrderFile file(TestService service, JsonNode order) {
        Lookup<OrderFile> found =
                service.service()
                        .context()
                        .getBean(JdbcPageData.class)
                        .order(
                                new Actor(
                                        "clinician",
                                        "A Clinician",
                                        new OdsCode("ZR101"),
                                        Set.of(Role.CLINICIAN)),
                                new OrderId(order.path("id").asString()));
        if (found instanceof Lookup.Found<OrderFile>(OrderFile file)) {
            return file;
        }
        throw new AssertionError("The order is not shown");
    }

    private static String order(String id, String nhs, String control, String test, String family) {
        return String.join(
                        "\r",
                        "MSH|^~\\&|EPR|ZR101|OPENGMS|ZL01|20260701093000||OML^O21^OML_O21|"
                                + id
                                + "|P|2.5.1||||||UNICODE UTF-8",
                        "PID|1||" + nhs + "^^^NHS^NH||" + family + "^Sam||20200309|F",
                        "ORC|"
                                + control
                                + "|"
                                + id
                                + "|||||||20260701|||^Example^Ann^^^Dr|||||||||Brackenholt Infirmary^^ZR101",
                        "OBR|1|"
                                + id
                                + "||"
                                + test
                                + "^Name^NGTD|||||||||||||||||||||||||||R901^Kinetic delay^NGTD",
                        "NTE|1||Seen in clinic.",
                        "OBX|1|CWE|HP:0001250^Seizure^HPO||Y^Yes^HL70136||||||F",
                        "SPM|1|T-1||^Blood||||||||||||||||Y")
                + "\r";
    }

    private static HttpResponse<String> post(TestService service, String message, String client)
            throws Exception {
        return post(service, message.getBytes(StandardCharsets.UTF_8), TYPE, client);
    }

    private static HttpResponse<String> post(
            TestService service, byte[] message, String type, String client) throws Exception {
        return service.send(
                service.to("/hl7/v2")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message)),
                Optional.of(service.token(client)));
    }

    /// The fields of the first segment of a name, by their numbers.
    private static String[] segment(HttpResponse<String> answer, String name) {
        return Arrays.stream(answer.body().split("\r"))
                .filter(line -> line.startsWith(name))
                .map(line -> line.split("\\|", -1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + answer.body()));
    }

    private static List<String> errors(HttpResponse<String> answer) {
        return Arrays.stream(answer.body().split("\r")).filter(l -> l.startsWith("ERR")).toList();
    }
}
