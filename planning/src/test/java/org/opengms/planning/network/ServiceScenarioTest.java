package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceScenarioTest {
    @TempDir private Path folder;

    @Nested
    class OfThoseThatComeWithTheProgram {
        @ParameterizedTest
        @ValueSource(strings = {"national-2018", "national-today", "regional-example"})
        void isTheSameAfterWritingAndReading(String name) {
            ServiceScenario scenario = ServiceScenario.named(name);
            Path file = folder.resolve("scenario.json");
            scenario.write(file);
            ServiceScenario again = ServiceScenario.read(file);
            assertEquals(scenario, again);
            assertEquals(scenario.text(), again.text());
        }

        @ParameterizedTest
        @CsvSource({"national-2018,7,140", "national-today,7,140", "regional-example,2,6"})
        void hasItsLaboratoriesAndSites(String name, int laboratories, int sites) {
            ServiceScenario scenario = ServiceScenario.named(name);
            assertEquals(laboratories, scenario.laboratories().size());
            assertEquals(sites, scenario.sites().size());
        }

        @Test
        void saysTheWholeRangeOfTestsAYearAndDoesNotDrawIt() {
            Quantity tests = ServiceScenario.named("national-today").testsPerYear();
            assertEquals(
                    new Quantity(
                            810_000,
                            420_000,
                            1_200_000,
                            Quantity.Spread.NONE,
                            Quantity.Mark.UNVERIFIED,
                            "facts-volume"),
                    tests);
        }

        @Test
        void isNotFoundUnderAnotherName() {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> ServiceScenario.named("../national-today"))
                                    .getMessage());
            assertTrue(message.startsWith("OGMS-6102"), message);
        }

        @Test
        void findsEveryQuantity() {
            Map<String, Quantity> all = EveryQuantity.of(ServiceScenario.named("regional-example"));
            assertEquals(
                    500,
                    Objects.requireNonNull(all.get("laboratories[1].networkMegabitsPerSecond"))
                            .value());
            assertEquals(
                    0.8,
                    Objects.requireNonNull(
                                    all.get("laboratories[0].staff[0].trainees[0].qualifyShare"))
                            .value());
            assertEquals(20, Objects.requireNonNull(all.get("backlog[1].cases")).value());
        }
    }

    @Nested
    class ThatIsWrong {
        @ParameterizedTest(name = "{2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "places: {value: 6, low: 6|places: {value: 6, low: -6|laboratories[0].extraction|places reaches from -6.0",
                    "people: {value: 24, low: 21.6|people: {value: 24, low: 0|laboratories[0].staff[0]|people reaches from 0.0",
                    "low: 21.6, high: 26.4|low: 26, high: 26.4|laboratories[0].staff[0].people|not in this order",
                    "networkMegabitsPerSecond: {value: 500,|networkSpeed: {value: 500,|laboratories[0].networkMegabitsPerSecond|missing",
                    "minutesPerCase: {value: 30,|minutesPerCase: {value: 30 min,|laboratories[0].extraction.minutesPerCase.value|30 min",
                    "start: 2026-01-05|start: 1026-01-05|start is 1026-01-05|Monday from 2000",
                    "start: 2026-01-05|start: 2026-01-06|start is 2026-01-06|Monday",
                    "qualify: 2026-10-05|qualify: 2926-10-05|laboratories[0].staff.trainees.qualify|2926-10-05 does not lie within",
                    "holidays: [2026-04-03|holidays: [2006-04-03|holidays|2006-04-03 does not lie within",
                    "laboratory: south, demandWeight: 20|laboratory: west, demandWeight: 20|sites[3].laboratory|there is no \"west\"",
                    "demandWeight: 20, profile: paper|demandWeight: -20, profile: paper|sites[3]|demandWeight is -20.0",
                    "test: single-gene|test: nine-genes|demand[3].test|there is no \"nine-genes\"",
                    "indicationGroup: family\\n    shareOfTests|indicationGroup: rare\\n    shareOfTests|demand[3].indicationGroup|has no yield",
                    "station: line:wgs|station: line:rna|laboratories[0].outages.station|there is no \"line:rna\"",
                    "title: A small|colour: green\\ntitle: A small|colour|colour",
                    "format: opengms-planning-scenario/1|format: opengms-planning-scenario/2|format|must be",
                    "spread: NONE|spread: WILD|spread|WILD",
                    "source: example}|source: hearsay}|.source|there is no \"hearsay\"",
                    "rampQuarters: 1|rampQuarters: 8|serviceLevels.rampQuarters|no quarter is judged",
                    "onTimeShare: 0.95|onTimeShare: 95|serviceLevels|onTimeShare is 95.0",
                    "samplesPerRun: {value: 24, low: 24|samplesPerRun: {value: 24, low: 2|laboratories[0].lines|a case of test wgs-rare-trio has 3"
                })
        void isRefusedNamingTheField(String right, String wrong, String field, String reason)
                throws IOException {
            refuses(right, wrong, field, reason);
        }

        @Test
        void sendsALineRoundInACycle() throws IOException {
            String text = example();
            int north = text.indexOf("sendsAway: []");
            String sent =
                    text.substring(0, north)
                            + "sendsAway:\n      - {line: array, laboratory: south, transportDays: {value: 1, low: 1, high: 1, spread: NONE, mark: ASSUMED, source: example}}"
                            + text.substring(north + "sendsAway: []".length());
            int line = sent.indexOf("      - id: array\n");
            String cycle = sent.substring(0, line) + sent.substring(sent.indexOf("    sendsAway:"));
            String message = refusal(cycle);
            assertTrue(message.contains("laboratories[0].sendsAway"), message);
            assertTrue(message.contains("cycle, north > south > north"), message);
        }

        @Test
        void hasNobodyWhoInterpretsATest() throws IOException {
            String message =
                    refusal(example().replaceFirst("competence: molecular", "competence: other"));
            assertTrue(message.contains("field laboratories[0].staff"), message);
            assertTrue(message.contains("no staff with competence molecular"), message);
        }

        private void refuses(String right, String wrong, String field, String reason)
                throws IOException {
            String text = example();
            String from = right.replace("\\n", "\n");
            assertTrue(text.contains(from), from);
            String message =
                    refusal(
                            text.replaceFirst(
                                    java.util.regex.Pattern.quote(from),
                                    java.util.regex.Matcher.quoteReplacement(
                                            wrong.replace("\\n", "\n"))));
            assertTrue(message.startsWith("OGMS-6101"), message);
            assertTrue(message.contains(field), message);
            assertTrue(message.contains(reason), message);
        }

        private String refusal(String yaml) throws IOException {
            Path file = folder.resolve("scenario.yaml");
            Files.writeString(file, yaml);
            return String.valueOf(
                    assertThrows(IllegalArgumentException.class, () -> ServiceScenario.read(file))
                            .getMessage());
        }

        private static String example() throws IOException {
            try (InputStream in =
                    Objects.requireNonNullElseGet(
                            ServiceScenario.class.getResourceAsStream("regional-example.yaml"),
                            () -> new ByteArrayInputStream(new byte[0]))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
