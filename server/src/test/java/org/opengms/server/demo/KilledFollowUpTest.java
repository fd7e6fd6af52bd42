package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.YieldTable;
import org.opengms.region.SyntheticRegion;
import org.opengms.routing.SignedRules;
import org.opengms.server.journey.TestService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server whose operator has signed yields that keep genomes behind conventional tests, killed
/// while reports are signed and started again: whatever found no cause is followed by one genome.
class KilledFollowUpTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final int PATIENTS = 6;

    /// Genomes after any test that found none find the cause in most.
    private static Path yields(Path folder) throws IOException {
        YieldTable shipped = SignedRules.shipped().yields().getFirst();
        List<YieldTable.Entry> entries =
                shipped.entries().stream()
                        .map(e ->
                                e.about().method() == AssayMethod.WHOLE_GENOME
                                                && !e.about().afterNegative().isEmpty()
                                        ? new YieldTable.Entry(e.about(), 70, 30, "made up")
                                        : e)
                        .toList();
        Path file = folder.resolve("yields.json");
        YieldTable.FILE.write(
                new YieldTable(
                        "keeps-genomes", shipped.effectiveFrom(), shipped.approval(), entries),
                file);
        return file;
    }

    @Test
    void everyTestThatFoundNoCauseIsFollowedByOneGenome(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (ServeProcess server =
                ServeProcess.start(data, "--yields", yields(folder).toString())) {
            KillsWhileSigning killer = new KillsWhileSigning(server);
            DemoSummary summary =
                    DemoPlayer.play(
                            DemoPlan.of(
                                    server.address(),
                                    data,
                                    REGION,
                                    PATIENTS,
                                    Optional.empty(),
                                    killer));
            assertEquals(2, killer.kills);
            assertEquals(List.of(), summary.problems());
            assertEquals(PATIENTS, summary.reportsIssued());

            List<JsonNode> lines = records(server, data);
            List<String> first =
                    lines.stream()
                            .filter(line -> routeKind(line).equals("conventional-then-genome"))
                            .map(line -> line.path("inputs").path("id").asString())
                            .toList();
            assertTrue(first.size() > 1, "genomes are kept behind " + first.size());
            Instant latest = Instant.now().plus(Duration.ofMinutes(1));
            int followed;
            int negative;
            do {
                followed = 0;
                negative = 0;
                for (String order : first) {
                    boolean foundNone = foundNone(server, data, order);
                    int genomes = following(server, data, order);
                    assertTrue(genomes <= (foundNone ? 1 : 0), order + " has " + genomes);
                    followed += genomes;
                    negative += foundNone ? 1 : 0;
                }
                assertTrue(Instant.now().isBefore(latest), followed + " of " + negative);
            } while (followed < negative);
            assertTrue(negative > 0, "some must find no cause");
        }
    }

    private static String routeKind(JsonNode record) {
        JsonNode decision = record.path("decision");
        return decision.path("alternatives")
                .path(decision.path("chosen").asInt())
                .path("route")
                .path("kind")
                .asString();
    }

    private static List<JsonNode> records(ServeProcess server, Path data) throws Exception {
        String day = java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString();
        List<JsonNode> lines = new ArrayList<>();
        get(server, data, "/api/routing/records?from=%s&until=%s".formatted(day, day), "operator")
                .lines()
                .forEach(line -> lines.add(JSON.readTree(line)));
        return lines;
    }

    /// Whether the signed report of an order says that no cause was found.
    private static boolean foundNone(ServeProcess server, Path data, String order)
            throws Exception {
        JsonNode found =
                JSON.readTree(
                        get(
                                server,
                                data,
                                "/FHIR/R4/DiagnosticReport?based-on=ServiceRequest/" + order,
                                "clinician"));
        for (JsonNode entry : found.path("entry")) {
            JsonNode report = entry.path("resource");
            if (report.path("status").asString().equals("final")) {
                return report.path("conclusionCode").toString().contains("no-cause-found");
            }
        }
        return false;
    }

    private static int following(ServeProcess server, Path data, String order) throws Exception {
        JsonNode found =
                JSON.readTree(
                        get(
                                server,
                                data,
                                "/FHIR/R4/ServiceRequest?based-on=ServiceRequest/" + order,
                                "clinician"));
        return found.path("entry").size();
    }

    private static String get(ServeProcess server, Path data, String path, String role)
            throws Exception {
        List<String> organisations =
                role.equals("operator")
                        ? List.of("ZL01")
                        : REGION.network().sites().stream().map(s -> s.ods().value()).toList();
        String last = "";
        for (String organisation : organisations) {
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpResponse<String> answer =
                        http.send(
                                HttpRequest.newBuilder(server.address().resolve(path))
                                        .header(
                                                "Authorization",
                                                "Bearer "
                                                        + TestService.tokenOf(
                                                                data,
                                                                server.address().toString(),
                                                                organisation,
                                                                role))
                                        .GET()
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), answer.body());
                last = answer.body();
                if (role.equals("operator") || JSON.readTree(last).path("entry").size() > 0) {
                    return last;
                }
            }
        }
        return last;
    }

    /// Kills when half of the reports are signed, and when all are: what is due then has no time to
    /// be ordered before.
    private static final class KillsWhileSigning implements DemoProgress {
        private final ServeProcess server;
        private String phase = "";
        private int done;
        private int kills;

        KillsWhileSigning(ServeProcess server) {
            this.server = server;
        }

        @Override
        public synchronized void start(String newPhase, int total) {
            phase = newPhase;
            done = 0;
        }

        @Override
        public synchronized void step() {
            done++;
            if (phase.equals("signing") && (done == PATIENTS / 2 || done == PATIENTS)) {
                kills++;
                try {
                    server.killHard();
                    server.startAgain();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void finish(double seconds) {}
    }
}
