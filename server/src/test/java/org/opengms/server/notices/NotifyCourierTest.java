package org.opengms.server.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.notices.Courier;
import org.opengms.notices.Courier.Answer;
import org.opengms.notices.MobileNumber;
import org.opengms.notices.NoticeId;
import org.opengms.notices.NoticeWords;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Text messages against a server that keeps to the published interface of GOV.UK Notify and
/// refuses what does not.
class NotifyCourierTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final UUID SERVICE = UUID.fromString("26785a09-ab16-4eb0-8407-a37497a57506");
    private static final String SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0";
    private static final UUID TEMPLATE = UUID.fromString("f33517ff-2a88-4f6e-b855-c550268ce08a");
    private static final NoticeId REFERENCE = new NoticeId("6f1c1f0e-5a70-4c1a-9d15-0d3f7f2b9c11");
    private static final String RECEIPT = "740e5834-3a29-46b4-9a6f-16142fde533a";
    private static final Courier.Message MESSAGE =
            new Courier.Message(
                    REFERENCE,
                    new MobileNumber("+447700900123"),
                    new NoticeWords("A subject", List.of("One sentence.", "Another sentence.")));

    /// What it has taken: reference to number and words.
    private final List<JsonNode> taken = Collections.synchronizedList(new ArrayList<>());

    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private int refusal;
    private String refusalBody = "";
    private boolean diesAfterTaking;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        answer(exchange);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        assertEquals(List.of(), faults);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        if (!isSigned(exchange)) {
            faults.add("not signed: " + asked);
            reply(exchange, 403, "{}");
        } else if (asked.equals(
                "GET /v2/notifications?template_type=sms&reference=" + REFERENCE.value())) {
            reply(
                    exchange,
                    200,
                    taken.isEmpty()
                            ? "{\"notifications\":[],\"links\":{}}"
                            : "{\"notifications\":[{\"id\":\"%s\",\"reference\":\"%s\",\"status\":\"created\"}]}"
                                    .formatted(RECEIPT, REFERENCE.value()));
        } else if (asked.equals("POST /v2/notifications/sms")) {
            take(exchange);
        } else {
            faults.add("no such path: " + asked);
            reply(exchange, 404, "{}");
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        if (refusal != 0) {
            reply(exchange, refusal, refusalBody);
            return;
        }
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                || !java.util.Set.copyOf(body.propertyNames())
                        .equals(
                                java.util.Set.of(
                                        "phone_number",
                                        "template_id",
                                        "personalisation",
                                        "reference"))) {
            faults.add("not the form: " + body);
        }
        taken.add(body);
        if (diesAfterTaking) {
            diesAfterTaking = false;
            return;
        }
        reply(
                exchange,
                201,
                "{\"id\":\"%s\",\"reference\":\"%s\",\"content\":{}}"
                        .formatted(RECEIPT, REFERENCE.value()));
    }

    /// As the published interface has it: HS256 with the secret, the service as issuer, issued
    /// within 30 seconds.
    private static boolean isSigned(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            return false;
        }
        try {
            SignedJWT token = SignedJWT.parse(header.substring("Bearer ".length()));
            return token.verify(new MACVerifier(SECRET.getBytes(StandardCharsets.US_ASCII)))
                    && SERVICE.toString().equals(token.getJWTClaimsSet().getIssuer())
                    && NOW.equals(token.getJWTClaimsSet().getIssueTime().toInstant());
        } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
            return false;
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Answer carry() {
        return new NotifyCourier(
                        new NoticeSettings.Texts(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                                SERVICE,
                                SECRET,
                                TEMPLATE),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .carry(MESSAGE);
    }

    @Test
    void givesTheNumberTheWordsAndTheReferenceAndNothingElse() {
        assertEquals(new Answer.Taken(RECEIPT), carry());
        JsonNode body = taken.getFirst();
        assertEquals("+447700900123", body.path("phone_number").asString());
        assertEquals(TEMPLATE.toString(), body.path("template_id").asString());
        assertEquals(REFERENCE.value(), body.path("reference").asString());
        assertEquals(
                "{\"message\":\"One sentence. Another sentence.\"}",
                body.path("personalisation").toString());
    }

    /// As after a crash between handing over and noting it.
    @Test
    void sendsNothingTwiceUnderOneReference() {
        assertEquals(new Answer.Taken(RECEIPT), carry());
        assertEquals(new Answer.Taken(RECEIPT), carry());
        assertEquals(1, taken.size());
    }

    @Test
    void asksAgainWhereTheAnswerWasLost() {
        diesAfterTaking = true;
        assertEquals(new Answer.Unavailable("connection"), carry());
        assertEquals(new Answer.Taken(RECEIPT), carry());
        assertEquals(1, taken.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"status_code\":400,\"errors\":[{\"error\":\"ValidationError\",\"message\":\"phone_number Not enough digits\"}]}|never",
                "400|{\"status_code\":400,\"errors\":[{\"error\":\"BadRequestError\",\"message\":\"Can't send to this recipient using a team-only API key\"}]}|later",
                "400|{\"status_code\":400,\"errors\":[{\"error\":\"ValidationError\",\"message\":\"template_id is not a valid UUID\"}]}|later",
                "403|{\"status_code\":403,\"errors\":[{\"error\":\"AuthError\",\"message\":\"Invalid token: API key not found\"}]}|later",
                "429|{\"status_code\":429,\"errors\":[{\"error\":\"TooManyRequestsError\",\"message\":\"Exceeded send limits (50) for today\"}]}|later",
                "500|{\"status_code\":500,\"errors\":[{\"error\":\"Exception\",\"message\":\"Internal server error\"}]}|later",
                "502|<html>Bad gateway</html>|later",
                "302||later"
            })
    void endsOnlyWhereTheNumberIsRefused(int status, String body, String when) {
        refusal = status;
        refusalBody = body == null ? "" : body;
        Answer answer = carry();
        assertEquals(
                when.equals("never")
                        ? new Answer.Refused("http 400 phone_number")
                        : new Answer.Unavailable("http " + status),
                answer);
        assertFalse(answer.toString().contains("7700"), answer.toString());
    }

    @Test
    void isTriedAgainWhereNobodyListens() {
        Courier courier;
        int port = server.getAddress().getPort();
        server.stop(0);
        courier =
                new NotifyCourier(
                        new NoticeSettings.Texts(
                                URI.create("http://127.0.0.1:" + port), SERVICE, SECRET, TEMPLATE),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        assertTrue(courier.carry(MESSAGE) instanceof Answer.Unavailable);
    }
}
