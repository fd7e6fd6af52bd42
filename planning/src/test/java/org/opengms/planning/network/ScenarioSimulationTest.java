package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.planning.simulation.SimulationLimits;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScenarioSimulationTest {
    private static final List<String> FILES =
            List.of(
                    "summary.json",
                    "turnaround.csv",
                    "quarters.csv",
                    "stations.csv",
                    "storage.csv",
                    "on-time.svg",
                    "backlog.svg",
                    "utilisation.svg");

    @TempDir private Path folder;

    @Test
    void writesTheSameBytesOnOneThreadAndOnTwo() throws IOException {
        run(Example.scenario(), 4, 1).write(folder.resolve("one"));
        run(Example.scenario(), 4, 2).write(folder.resolve("two"));
        for (String file : FILES) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(file)),
                    Files.readAllBytes(folder.resolve("two").resolve(file)),
                    file);
        }
    }

    @Test
    void writesTablesOfItsLaboratoriesAndQuarters() throws IOException, CsvProblem {
        run(Example.scenario(), 2, 1).write(folder);
        // A heading and: 8 classes; 8 quarters; 24 stations of 8 quarters; 2 laboratories.
        assertEquals(1 + 8, rows("turnaround.csv"));
        assertEquals(1 + 8, rows("quarters.csv"));
        assertEquals(1 + 24 * 8, rows("stations.csv"));
        assertEquals(1 + 2 * 8, rows("storage.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-time.svg", "backlog.svg", "utilisation.svg"})
    void drawsPlotsThatSayWhatTheyShow(String file)
            throws IOException, ParserConfigurationException, SAXException {
        run(Example.scenario(), 2, 1).write(folder);
        Element svg =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve(file).toFile())
                        .getDocumentElement();
        assertEquals("img", svg.getAttribute("role"));
        assertEquals("title description", svg.getAttribute("aria-labelledby"));
        assertTrue(
                svg.getElementsByTagName("desc").item(0).getTextContent().contains(".csv"),
                "names its table");
        assertTrue(svg.getElementsByTagName("path").getLength() > 6);
    }

    @Test
    void saysWhatMachinesRelyOnInOneObject() {
        ScenarioSimulation run = run(Example.scenario(), 3, 1);
        JsonNode json =
                JsonMapper.builder().build().readTree(run.json().getBytes(StandardCharsets.UTF_8));
        assertEquals(run.summary().journeys(), json.path("journeys").asLong());
        assertTrue(json.path("journeysPerSecondPerCore").asDouble() > 0);
        JsonNode first = json.path("turnaround").path(0);
        assertEquals("array/routine", first.path("name").asString());
        double p50 = first.path("p50Days").path("estimate").asDouble();
        assertTrue(first.path("p50Days").path("lower").asDouble() < p50);
        assertTrue(first.path("p50Days").path("upper").asDouble() > p50);
        assertTrue(first.path("p95Days").path("estimate").asDouble() > p50);
    }

    @Test
    void tellsOfDemandBeyondAllCapacityAndStillWrites() {
        ScenarioSimulation run =
                run(Example.withTestsPerYear(Example.scenario(), 100_000_000), 2, 1);
        SimulationSummary.GivenUp givenUp = run.summary().notDeliverable().orElseThrow();
        assertEquals(2, givenUp.replications());
        assertEquals(8, givenUp.bindings().size());
        assertEquals(0, run.summary().allLevelsHold());
        run.write(folder);
        assertTrue(Files.exists(folder.resolve("backlog.svg")));
    }

    @Test
    void tellsItsProgress() {
        List<String> told = new ArrayList<>();
        ScenarioSimulation.run(
                Example.scenario(),
                List.of(),
                options(3, 1),
                (done, count) -> told.add(done + "/" + count));
        assertEquals(List.of("1/3", "2/3", "3/3"), told);
    }

    private int rows(String file) throws IOException, CsvProblem {
        CsvTable table =
                CsvTable.parse(
                        Files.readString(folder.resolve(file)),
                        new CsvTable.Form(',', CsvTable.StrayQuotes.REFUSED, 10_000, 100));
        int columns = table.rows().getFirst().fields().size();
        table.rows().forEach(row -> assertEquals(columns, row.fields().size(), row.toString()));
        return table.rows().size();
    }

    private static ScenarioSimulation run(ServiceScenario scenario, int count, int threads) {
        return ScenarioSimulation.run(scenario, List.of(), options(count, threads), (_, _) -> {});
    }

    private static ScenarioSimulation.Options options(int count, int threads) {
        return new ScenarioSimulation.Options(
                1, count, threads, ScenarioSimulation.Quantities.DRAWN, SimulationLimits.STANDARD);
    }
}
