package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.TestOrder;
import org.opengms.server.persistence.JdbcOrders;
import tools.jackson.databind.JsonNode;

/// What an order on paper took, sent by the system of the laboratory that keyed it.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaperInterfaceTest {
    private String number = "";
    private String home = "";

    @BeforeAll
    void anOrderWasKeyed(TestService service) throws Exception {
        TestOrder order =
                service.service()
                        .context()
                        .getBean(JdbcOrders.class)
                        .find(Ordered.send(service, "zr112", "9990241104").order())
                        .orElseThrow();
        number = order.number();
        home = order.homeLaboratory().value();
    }

    private static String sheet(String order, Instant received, int keying, String missing) {
        return """
        {"order": "%s", "received": "%s", "keyingMinutes": %d, "reworkMinutes": 25,
         "timesAskedBack": 1, "missing": [%s]}
        """
                .formatted(order, received, keying, missing);
    }

    private static Instant yesterday() {
        return Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    }

    private HttpResponse<String> keep(TestService service, String sheet, String token)
            throws Exception {
        return service.send(
                service.to("/api/laboratories/%s/paper".formatted(home))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(sheet)),
                Optional.of(token));
    }

    private String ours(TestService service) throws Exception {
        return service.tokenOf(home, "laboratory");
    }

    private JsonNode newest(TestService service) throws Exception {
        HttpResponse<String> listed =
                service.get(
                        "/api/laboratories/%s/paper".formatted(home), Optional.of(ours(service)));
        assertEquals(200, listed.statusCode(), listed.body());
        return TestService.json(listed).path("sheets").path(0);
    }

    @Test
    void aSheetIsKeptAndListed(TestService service) throws Exception {
        Instant received = yesterday();
        HttpResponse<String> kept =
                keep(
                        service,
                        sheet(number, received, 12, "\"REQUESTER\", \"SAMPLE\""),
                        ours(service));
        assertEquals(201, kept.statusCode(), kept.body());

        JsonNode sheet = newest(service);
        assertEquals(number, sheet.path("order").asString());
        assertEquals(received.toString(), sheet.path("received").asString());
        assertEquals(12, sheet.path("keyingMinutes").asInt());
        assertEquals(25, sheet.path("reworkMinutes").asInt());
        assertEquals(1, sheet.path("timesAskedBack").asInt());
        assertEquals("[\"REQUESTER\",\"SAMPLE\"]", sheet.path("missing").toString());
        assertEquals("API", sheet.path("channel").asString());
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhatIsWrongIsSaid {
        @Test
        void ofTheMinutes(TestService service) throws Exception {
            HttpResponse<String> refused =
                    keep(service, sheet(number, yesterday(), 2000, ""), ours(service));
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains("OGMS-8910"), refused.body());
        }

        @Test
        void ofADayThatIsStillToCome(TestService service) throws Exception {
            HttpResponse<String> refused =
                    keep(
                            service,
                            sheet(number, yesterday().plus(Duration.ofDays(9)), 12, ""),
                            ours(service));
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains("OGMS-8912"), refused.body());
        }

        @Test
        void ofAnOrderThatIsNotThere(TestService service) throws Exception {
            HttpResponse<String> refused =
                    keep(service, sheet("OG-00-000000", yesterday(), 12, ""), ours(service));
            assertEquals(404, refused.statusCode());
            assertTrue(refused.body().contains("OGMS-8913"), refused.body());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"order\": \"x\"}",
                    "{\"order\": \"x\", \"received\": \"yesterday\", \"keyingMinutes\": 1, \"reworkMinutes\": 1, \"timesAskedBack\": 0, \"missing\": []}",
                    "{\"order\": \"x\", \"received\": \"2026-01-01T09:00:00Z\", \"keyingMinutes\": 1, \"reworkMinutes\": 1, \"timesAskedBack\": 0, \"missing\": [\"LUCK\"]}",
                    "no JSON",
                })
        void ofTheMessage(String message, TestService service) throws Exception {
            HttpResponse<String> refused = keep(service, message, ours(service));
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains("OGMS-8918"), refused.body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scientist,  home, 201",
        "operator,   home, 403",
        "laboratory, ZL99, 403",
        "clinician,  home, 403",
    })
    void onlyThePeopleOfTheLaboratoryKeepOne(
            String role, String organisation, int status, TestService service) throws Exception {
        assertEquals(
                status,
                keep(
                                service,
                                sheet(number, yesterday(), 3, ""),
                                service.tokenOf(
                                        organisation.equals("home") ? home : organisation, role))
                        .statusCode());
    }
}
