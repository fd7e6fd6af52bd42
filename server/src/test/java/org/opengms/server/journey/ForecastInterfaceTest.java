package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The workforce ahead, asked for and read by programs.
@ExtendWith(TestService.Extension.class)
class ForecastInterfaceTest {
    private static final String FORECAST = "/api/workforce/forecast";
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");

    private static Optional<String> operator(TestService service) throws Exception {
        return Optional.of(service.tokenOf("ZL01", "operator"));
    }

    private static HttpResponse<String> ask(TestService service, String message, String role)
            throws Exception {
        return service.send(
                service.to(FORECAST)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(message)),
                Optional.of(service.tokenOf("ZL01", role)));
    }

    private static JsonNode ended(TestService service, String path) throws Exception {
        Instant latest = Instant.now().plus(Duration.ofMinutes(2));
        while (Instant.now().isBefore(latest)) {
            JsonNode job = TestService.json(service.get(path, operator(service)));
            if (ENDED.contains(job.get("state").asString())) {
                return job;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not ended within two minutes: " + path);
    }

    /// The demonstration's people: at its second site the competence to order has ended, the last
    /// laboratory's scientist signs for 20 more days, and laboratory ZL01 says it has 16.8
    /// scientists.
    @Test
    void isForecastFromTheRegisterAndReadByWhomItConcerns(TestService service) throws Exception {
        HttpResponse<String> asked =
                ask(
                        service,
                        """
                        {"scenario": "regional-example", "budgetsPoundsPerYear": [1000000, 20000000], "worlds": 2}
                        """,
                        "operator");
        assertEquals(202, asked.statusCode(), asked.body());
        String path = asked.headers().firstValue("Location").orElseThrow();
        JsonNode job = ended(service, path);
        assertEquals("DONE", job.get("state").asString(), job.toString());
        JsonNode result = job.get("result");
        assertEquals("opengms-workforce-forecast/1", result.get("format").asString());
        assertEquals(2, result.get("ahead").get("budgets").size());
        JsonNode scientists =
                result.get("staff")
                        .valueStream()
                        .filter(s ->
                                s.get("laboratory").asString().equals("ZL01")
                                        && s.get("role").asString().equals("CLINICAL_SCIENTIST"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(16.8, scientists.get("wholeTimeEquivalents").asDouble(), 1e-6);
        JsonNode last =
                result.get("cover")
                        .valueStream()
                        .filter(c ->
                                c.get("organisation").asString().equals("ZR102")
                                        && c.get("competence").asString().equals("order-wgs"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(8, last.get("quarters").size());
        assertFalse(job.toString().contains("clinician.zr"), "names nobody");
        HttpResponse<String> own =
                service.get(FORECAST, Optional.of(service.tokenOf("ZR101", "manager")));
        assertEquals(200, own.statusCode(), own.body());
        JsonNode read = TestService.json(own).get("result");
        assertTrue(read.get("ahead") == null || read.get("ahead").isNull(), read.toString());
        assertEquals(
                Set.of("ZR101"),
                read.get("cover")
                        .valueStream()
                        .map(c -> c.get("organisation").asString())
                        .collect(Collectors.toSet()));
        assertEquals(204, service.send(service.to(path).DELETE(), operator(service)).statusCode());
        assertEquals(404, service.get(path, operator(service)).statusCode());
    }

    @Test
    void isCancelled(TestService service) throws Exception {
        HttpResponse<String> asked =
                ask(
                        service,
                        "{\"scenario\": \"national-today\", \"budgetsPoundsPerYear\": [0], \"worlds\": 200}",
                        "operator");
        assertEquals(202, asked.statusCode(), asked.body());
        String path = asked.headers().firstValue("Location").orElseThrow();
        assertEquals(202, service.send(service.to(path).DELETE(), operator(service)).statusCode());
        assertEquals("CANCELLED", ended(service, path).get("state").asString());
        assertEquals(204, service.send(service.to(path).DELETE(), operator(service)).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|budgetsPoundsPerYear",
                "not JSON|OGMS-8860",
                "{\"scenario\": \"atlantis\", \"budgetsPoundsPerYear\": [1]}|OGMS-8865",
                "{\"scenario\": \"regional-example\", \"budgetsPoundsPerYear\": [1.234]}|OGMS-8862",
                "{\"scenario\": \"regional-example\", \"budgetsPoundsPerYear\": []}|OGMS-8862",
                "{\"scenario\": \"regional-example\", \"budgetsPoundsPerYear\": [1], \"worlds\": 1}|OGMS-8863",
                "{\"scenario\": \"regional-example\", \"budgetsPoundsPerYear\": [1], \"planFile\": {}}|OGMS-8850",
                "{\"scenario\": \"regional-example\", \"budgetsPoundsPerYear\": [1], \"person\": 1}|person",
                "{\"budgetsPoundsPerYear\": [1], \"rollout\": \"x\"}|UUID"
            })
    void refusesInWords(String message, String words, TestService service) throws Exception {
        HttpResponse<String> answer = ask(service, message, "operator");
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"clinician", "laboratory", "scientist", "manager"})
    void isAskedByOperatorsAlone(String role, TestService service) throws Exception {
        assertEquals(
                403,
                ask(
                                service,
                                "{\"scenario\": \"regional-example\", \"budgetsPoundsPerYear\": [1]}",
                                role)
                        .statusCode());
    }
}
