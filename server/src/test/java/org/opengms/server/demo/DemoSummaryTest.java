package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What machines and people read at the end.
class DemoSummaryTest {
    private static final DemoSummary SUMMARY =
            new DemoSummary(
                    11,
                    40,
                    38,
                    2,
                    1,
                    17,
                    20,
                    1,
                    36,
                    35,
                    9,
                    8,
                    21,
                    13L,
                    1234L,
                    Map.of("awaiting rod and or sample", 1),
                    Map.of("nhs number invalid", 1, "test not agreed", 1),
                    Map.of(),
                    phases(),
                    List.of());

    private static Map<String, Double> phases() {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("orders", 1.5);
        phases.put("laboratory", 2.0);
        phases.put("interpretation", 0.25);
        phases.put("signing", 0.5);
        phases.put("outcomes", 0.125);
        return phases;
    }

    /// The names and meanings that the project's interface promises.
    @ParameterizedTest
    @CsvSource({
        "patients, 40",
        "ordersAccepted, 38",
        "ordersRefused, 2",
        "routedToWgs, 17",
        "routedToConventional, 20",
        "reportsIssued, 36",
        "plantedCauses, 9",
        "plantedCausesRankedFirst, 8",
        "consentedToResearch, 21",
        "cohortSize, 13",
        "accessLogEntries, 1234"
    })
    void theFileHoldsEveryPromisedNumber(String name, int value, @TempDir Path folder)
            throws Exception {
        JsonNode number = written(folder).path(name);
        assertTrue(number.isIntegralNumber(), name);
        assertEquals(value, number.asInt());
    }

    @Test
    void theFileTellsThePhasesInTheirOrder(@TempDir Path folder) throws Exception {
        JsonNode phases = written(folder).path("phaseSeconds");
        assertTrue(phases.isObject());
        assertEquals(
                List.of("orders", "laboratory", "interpretation", "signing", "outcomes"),
                List.copyOf(phases.propertyNames()));
        assertEquals(1.5, phases.path("orders").asDouble());
    }

    @Test
    void nothingHalfWrittenRemainsBesideIt(@TempDir Path folder) throws Exception {
        SUMMARY.write(folder.resolve("summary.json"));
        SUMMARY.write(folder.resolve("summary.json"));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("summary.json")), files.toList());
        }
    }

    @Test
    void theScreenFitsAScreenAndTellsWhatMatters() {
        String screen =
                SummaryScreen.of(
                        SUMMARY,
                        URI.create("http://127.0.0.1:8080"),
                        List.of("clinician.zr101", "scientist.zl01"),
                        "opengms-demo");
        assertTrue(screen.lines().count() <= 24, screen);
        assertTrue(screen.lines().allMatch(line -> line.length() <= 120), screen);
        for (String words :
                List.of(
                        "38 accepted, 2 refused, 1 on hold",
                        "17 to whole genome sequencing, 20 to a conventional test",
                        "36 signed, 35 with an outcome",
                        "8 of 9 ranked first",
                        "21 agreed; 13 in the cohort, says the public register",
                        "1234 entries",
                        "http://127.0.0.1:8080",
                        "clinician.zr101")) {
            assertTrue(screen.contains(words), words + "\n" + screen);
        }
    }

    private static JsonNode written(Path folder) throws Exception {
        Path file = folder.resolve("summary.json");
        SUMMARY.write(file);
        return JsonMapper.builder().build().readTree(Files.readAllBytes(file));
    }
}
