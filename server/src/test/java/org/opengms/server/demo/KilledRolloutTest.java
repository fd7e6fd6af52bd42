package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.server.journey.TestService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that is killed while it plans a roll-out and started again on its data: the roll-out
/// goes on from the replications that were finished.
class KilledRolloutTest {
    private static final String JOBS = "/api/rollout/jobs";

    private final HttpClient http = HttpClient.newHttpClient();

    private JsonNode send(ServeProcess server, Path data, HttpRequest.Builder request)
            throws Exception {
        String token = TestService.tokenOf(data, server.address().toString(), "ZL01", "operator");
        HttpResponse<String> answer =
                http.send(
                        request.header("Authorization", "Bearer " + token).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() < 300, answer.body());
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> finished(Path data, String id) throws Exception {
        Path folder = data.resolve("rollouts").resolve(id);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            return all.isEmpty() ? List.of() : Files.readAllLines(all.getFirst());
        }
    }

    @Test
    void goesOnFromWhatWasFinishedWhenItsServerIsKilled(@TempDir Path data) throws Exception {
        try (ServeProcess server = ServeProcess.start(data)) {
            JsonNode asked =
                    send(
                            server,
                            data,
                            HttpRequest.newBuilder(server.address().resolve(JOBS))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    """
                                                    {"scenario": "regional-example", "budgetPounds": 600000, "replications": 40,
                                                     "plans": [{"format": "opengms-rollout-plan/1", "id": "p", "title": "P",
                                                       "investments": []}]}
                                                    """)));
            String id = asked.get("id").asString();
            Instant latest = Instant.now().plus(Duration.ofMinutes(2));
            // A heading and some replications, long before the last.
            while (finished(data, id).size() < 4) {
                assertTrue(Instant.now().isBefore(latest), "nothing finished");
                Thread.onSpinWait();
            }
            server.killHard();
            List<String> before = finished(data, id);
            assertTrue(before.size() < 41, "killed in the middle");
            server.startAgain();

            JsonNode job;
            boolean hasGoneOn = false;
            do {
                job =
                        send(
                                server,
                                data,
                                HttpRequest.newBuilder(server.address().resolve(JOBS + "/" + id))
                                        .GET());
                List<String> now = finished(data, id);
                if (now.size() > before.size()) {
                    hasGoneOn = true;
                    // All but the last, which may have been half-written.
                    int whole = before.size() - 1;
                    assertEquals(before.subList(0, whole), now.subList(0, whole));
                }
                assertTrue(Instant.now().isBefore(latest.plusSeconds(120)), job.toString());
            } while (!job.get("state").asString().equals("DONE"));
            assertTrue(hasGoneOn, "the file that the killed server left was added to");
            assertEquals(
                    40,
                    job.get("result")
                            .get("judged")
                            .get("report")
                            .get("deliverability")
                            .get("replications")
                            .asInt());
        }
    }
}
