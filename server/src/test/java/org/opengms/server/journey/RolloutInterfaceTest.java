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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.InvestmentCatalogue;
import tools.jackson.databind.JsonNode;

/// Roll-outs that an operator's program has planned.
@ExtendWith(TestService.Extension.class)
class RolloutInterfaceTest {
    private static final String JOBS = "/api/rollout/jobs";
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");
    private static final String PLAN =
            """
            {"format": "opengms-rollout-plan/1", "id": "%s", "title": "One", "investments": [
              {"option": "digitise:site-1", "startQuarter": %d, "units": 1, "history": [
                {"state": "proposed", "at": "2026-01-05T09:00:00Z", "by": "board"}]}]}
            """;

    private static Optional<String> operator(TestService service) throws Exception {
        return Optional.of(service.tokenOf("ZL01", "operator"));
    }

    private static HttpResponse<String> ask(TestService service, String message) throws Exception {
        return service.send(
                service.to(JOBS)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(message)),
                operator(service));
    }

    private static HttpResponse<String> delete(TestService service, String path) throws Exception {
        return service.send(service.to(path).DELETE(), operator(service));
    }

    /// The job once it has ended.
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

    private static String path(HttpResponse<String> answer) {
        assertEquals(202, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String shortRegion() {
        return ServiceScenario.named("regional-example").withQuarters(3, 1).text();
    }

    @Test
    void isPlannedAndGivenWithItsResultAndDeleted(TestService service) throws Exception {
        HttpResponse<String> asked =
                ask(
                        service,
                        """
                        {"scenarioFile": %s, "investments": "regional-investments", "budgetPounds": 600000.50,
                         "replications": 2, "seed": 4}
                        """
                                .formatted(shortRegion()));
        String path = path(asked);
        assertEquals(60_000_050, TestService.json(asked).get("budgetPence").asLong());
        JsonNode job = ended(service, path);
        assertEquals("DONE", job.get("state").asString(), job.toString());
        JsonNode report = job.get("result").get("judged").get("report");
        assertEquals("opengms-rollout-report/1", report.get("format").asString());
        assertEquals(2, report.get("deliverability").get("replications").asInt());
        assertEquals(4, report.get("seed").asInt());
        JsonNode listed = TestService.json(service.get(JOBS, operator(service)));
        JsonNode here =
                listed.valueStream()
                        .filter(j -> path.endsWith(j.get("id").asString()))
                        .findFirst()
                        .orElseThrow();
        assertFalse(here.has("result"));
        assertEquals(204, delete(service, path).statusCode());
        assertEquals(404, service.get(path, operator(service)).statusCode());
        assertEquals(404, delete(service, path).statusCode());
    }

    @Test
    void comparesPlans(TestService service) throws Exception {
        String path =
                path(
                        ask(
                                service,
                                """
                                {"scenarioFile": %s, "investmentsFile": %s, "budgetPounds": 600000,
                                 "plans": [%s, %s], "replications": 2}
                                """
                                        .formatted(
                                                shortRegion(),
                                                InvestmentCatalogue.named("regional-investments")
                                                        .text(),
                                                PLAN.formatted("early", 0),
                                                PLAN.formatted("late", 1))));
        JsonNode job = ended(service, path);
        JsonNode rows = job.get("result").get("compared").get("comparison").get("rows");
        assertEquals("early", rows.get(0).get("plan").asString());
        // £100,000 in each of three quarters, of which the later plan sees two.
        assertEquals(30_000_000, rows.get(0).get("totalPence").asLong());
        assertEquals(20_000_000, rows.get(1).get("totalPence").asLong());
        assertEquals(204, delete(service, path).statusCode());
    }

    @Test
    void isCancelled(TestService service) throws Exception {
        String path =
                path(
                        ask(
                                service,
                                "{\"scenario\": \"national-2018\", \"budgetPounds\": 1000000, \"replications\": 299}"));
        HttpResponse<String> cancelled = delete(service, path);
        assertEquals(202, cancelled.statusCode());
        assertTrue(TestService.json(cancelled).get("cancelWanted").asBoolean());
        assertEquals("CANCELLED", ended(service, path).get("state").asString());
        assertEquals(204, delete(service, path).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|budgetPounds",
                "{\"budgetPounds\": 1}|OGMS-5622 Give either scenario",
                "{\"scenario\": \"a\", \"scenarioFile\": {}, \"budgetPounds\": 1}|OGMS-5622",
                "{\"scenario\": \"atlantis\", \"budgetPounds\": 1}|OGMS-6102 There is no scenario",
                "{\"scenarioFile\": {\"format\": \"x\"}, \"budgetPounds\": 1}|OGMS-6101 scenario.json is not a planning scenario",
                "{\"scenario\": \"regional-example\", \"investmentsFile\": [], \"budgetPounds\": 1}|OGMS-6450",
                "{\"scenario\": \"regional-example\", \"budgetPounds\": 1, \"plans\": [{}]}|OGMS-6420 plan 1.json",
                "{\"scenario\": \"regional-example\", \"budgetPounds\": 1.234}|OGMS-5621",
                "{\"scenario\": \"regional-example\", \"budgetPounds\": 1e900}|OGMS-5621",
                "{\"scenario\": \"regional-example\", \"budgetPounds\": -1}|OGMS-5603",
                "{\"scenario\": \"regional-example\", \"budgetPounds\": 1, \"replications\": 300}|OGMS-5604",
                "{\"scenario\": \"regional-example\", \"budgetPounds\": 1, \"patient\": 1}|patient",
                "not JSON|OGMS-5620",
                "{\"scenario\": \"regional-example\", \"investments\": \"national-investments/../x\", \"budgetPounds\": 1}|OGMS-6452"
            })
    void refusesInWords(String message, String words, TestService service) throws Exception {
        HttpResponse<String> answer = ask(service, message);
        assertEquals(422, answer.statusCode(), answer.body());
        String said = TestService.json(answer).get("issue").get(0).get("diagnostics").asString();
        assertTrue(said.contains(words), said);
    }

    @Test
    void refusesWhatIsTooLargeAndWhatIsNoJson(TestService service) throws Exception {
        String large = "{\"scenario\": \"" + "x".repeat(9 << 20) + "\"}";
        assertEquals(413, ask(service, large).statusCode());
        assertEquals(
                415,
                service.send(
                                service.to(JOBS)
                                        .header("Content-Type", "text/plain")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")),
                                operator(service))
                        .statusCode());
        assertEquals(404, service.get(JOBS + "/nonsense", operator(service)).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"laboratory", "scientist", "clinician", "manager"})
    void nobodyButTheOperatorHasThem(String role, TestService service) throws Exception {
        Optional<String> token = Optional.of(service.tokenOf("ZL01", role));
        assertEquals(403, service.get(JOBS, token).statusCode());
        assertEquals(
                403,
                service.send(
                                service.to(JOBS)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")),
                                token)
                        .statusCode());
        assertEquals(403, service.send(service.to(JOBS + "/x").DELETE(), token).statusCode());
        assertEquals(401, service.get(JOBS, Optional.empty()).statusCode());
    }
}
