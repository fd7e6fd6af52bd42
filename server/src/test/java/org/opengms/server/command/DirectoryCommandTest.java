package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.server.OpenGms;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `opengms directory` as a person at a terminal meets it.
class DirectoryCommandTest {
    private static final String HEADING =
            "Clinical indication ID,Test ID,Clinical Indication,Target/Genes,Test Method,Commissioning category,Specialist test group,Changes since\n";
    private static final String ROWS =
            """
            R901,R901.1,Kinetic delay,Kinetic delay (9901),small panel,Core,Neurology,
            R902,R902.1,Haste,FBN9,WGS,Core,Core,
            """;

    @TempDir private Path folder = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void choose() {
        data = folder.resolve("data");
    }

    /// What a command did.
    private record Ran(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private Ran run(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            List<String> all =
                    Stream.concat(
                                    Stream.of("directory"),
                                    Stream.concat(
                                            Stream.of(words), Stream.of("--data", data.toString())))
                            .toList();
            int exit = OpenGms.run(all.toArray(String[]::new));
            return new Ran(
                    exit,
                    said.toString(StandardCharsets.UTF_8),
                    told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Ran imported(String version, String day, String text, String... more)
            throws IOException {
        Path sheet = file(version + ".csv", text);
        return run(
                Stream.concat(
                                Stream.of(
                                        "import",
                                        "--sheet",
                                        sheet.toString(),
                                        "--version",
                                        version,
                                        "--effective-from",
                                        day),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Nested
    class Import {
        @Test
        void tellsWhatWasReadAndKeepsIt() throws IOException {
            Ran ran = imported("9.1", "2026-04-01", HEADING + ROWS + "x,,,,,,,\n", "--json");
            assertEquals(0, ran.exit(), ran.err());
            JsonNode json = ran.json();
            assertEquals("NEW", json.path("outcome").asString());
            assertEquals(2, json.path("indications").asInt());
            assertEquals(1, json.path("wholeGenomeTests").asInt());
            assertEquals(3, json.path("rows").asInt());
            assertEquals("small panel", json.path("notes").path(0).path("asWritten").asString());
            assertEquals("Small panel", json.path("notes").path(0).path("asRead").asString());
            assertEquals(4, json.path("unusable").path(0).path("row").asInt());
            assertTrue(ran.err().contains("Warning: row 4 is not used"), ran.err());

            JsonNode list = run("list", "--json").json();
            assertEquals("9.1", list.path("directories").path(0).path("version").asString());
            assertEquals(1, list.path("directories").path(0).path("unusable").asInt());
            assertEquals(
                    "9.1.csv",
                    list.path("directories")
                            .path(0)
                            .path("sources")
                            .path(0)
                            .path("file")
                            .asString());
        }

        @Test
        void ofTheSameIsNoMatterAndOfAnotherUnderTheSameVersionIsRefused() throws IOException {
            assertEquals(0, imported("9.1", "2026-04-01", HEADING + ROWS).exit());
            Ran again = imported("9.1", "2026-04-01", HEADING + ROWS, "--json");
            assertEquals(0, again.exit());
            assertEquals("ALREADY_THERE", again.json().path("outcome").asString());
            Ran other = imported("9.1", "2026-04-01", HEADING + ROWS.replace("FBN9", "FBN8"));
            assertEquals(1, other.exit());
            assertTrue(other.err().contains("OGMS-2232"), other.err());
            assertEquals("", other.out());
        }

        @Test
        void strictlyImportsNothingWhereSomethingCannotBeUsed() throws IOException {
            Ran ran = imported("9.1", "2026-04-01", HEADING + ROWS + "x,,,,,,,\n", "--strict");
            assertEquals(1, ran.exit());
            assertTrue(ran.err().contains("OGMS-4933"), ran.err());
            assertTrue(run("list").out().contains("0 panel(s)"));
            assertEquals(0, run("list", "--json").json().path("directories").size());
        }

        @Test
        void addsTheNewCodes() throws IOException {
            Path digital = Files.createDirectory(folder.resolve("dgts"));
            Files.writeString(
                    digital.resolve("plan.json"),
                    """
                    {"resourceType": "PlanDefinition", "id": "p", "status": "active", "title": "Haste",
                     "identifier": [
                      {"system": "https://fhir.nhs.uk/Id/England-DigitalGenomicTestServices", "value": "TP902"},
                      {"system": "https://fhir.nhs.uk/Id/England-GenomicTestDirectory", "value": "R902", "use": "old"}],
                     "action": [{"definitionCanonical": "https://fhir.nhs.uk/ActivityDefinition/GT77"}]}
                    """);
            Ran ran =
                    imported(
                            "9.1",
                            "2026-04-01",
                            HEADING + ROWS,
                            "--dgts",
                            digital.toString(),
                            "--json");
            assertEquals(0, ran.exit(), ran.err());
            assertEquals(1, ran.json().path("digitalCodes").asInt());
            assertEquals("GT77", ran.json().path("unmatched").path(0).path("what").asString());
            assertEquals(
                    "R902",
                    run("search", "TP902", "--json")
                            .json()
                            .path("matches")
                            .path(0)
                            .path("code")
                            .asString());
        }
    }

    @Nested
    class Panels {
        private static final String TABLE =
                """
                id\tGene\tconfidence_level\tname
                9901\tSLOW1\t3\tKinetic delay
                9901\tSLOW2\t1\tKinetic delay
                """;

        @Test
        void ofATableNeedAVersion() throws IOException {
            Path table = file("panels.tsv", TABLE);
            Ran without = run("import-panels", table.toString());
            assertEquals(1, without.exit());
            assertTrue(without.err().contains("OGMS-4935"), without.err());
            Ran with = run("import-panels", table.toString(), "--version", "2026-03", "--json");
            assertEquals(0, with.exit(), with.err());
            assertEquals(1, with.json().path("newPanels").asInt());
            assertEquals(1, with.json().path("confidences").path("GREEN").asInt());
            assertEquals(
                    0,
                    run("import-panels", table.toString(), "--version", "2026-03", "--json")
                            .json()
                            .path("newPanels")
                            .asInt());
        }

        @Test
        void areComparedAndSearched() throws IOException {
            imported("9.1", "2026-04-01", HEADING + ROWS);
            run("import-panels", file("a.tsv", TABLE).toString(), "--version", "1.9");
            Path later = file("b.tsv", TABLE.replace("SLOW2\t1", "SLOW2\t3"));
            run("import-panels", later.toString(), "--version", "1.10");
            JsonNode diff = run("diff", "--panel", "9901", "1.9", "1.10", "--json").json();
            assertEquals("SLOW2", diff.path("changed").path(0).path("name").asString());
            assertEquals(
                    "green",
                    diff.path("changed").path(0).path("fields").path(0).path("after").asString());
            Ran search = run("search", "slow2");
            assertTrue(search.out().contains("R901"), search.out());
            assertTrue(search.out().contains("green on panel 9901, version 1.10"), search.out());
        }
    }

    @Nested
    class Differences {
        @Test
        void ofTwoVersionsAreToldFieldByField() throws IOException {
            imported("9.1", "2026-04-01", HEADING + ROWS);
            imported(
                    "9.2",
                    "2026-07-01",
                    HEADING
                            + ROWS.replace("FBN9", "FBN8")
                            + "R903,R903.1,Languor,ABC,WES,Core,Core,\n");
            Ran ran = run("diff", "9.1", "9.2");
            assertEquals(0, ran.exit(), ran.err());
            assertTrue(ran.out().contains("+ R903 Languor"), ran.out());
            assertTrue(ran.out().contains("~ sheet.target: \"FBN9\" -> \"FBN8\""), ran.out());
            JsonNode json = run("diff", "9.2", "9.1", "--json").json();
            assertEquals("R903", json.path("indicationsRemoved").path(0).path("code").asString());
            assertTrue(run("diff", "9.1", "9.1").out().contains("do not differ"));
        }

        @Test
        void ofAVersionThatIsNotThereAreRefusedWithThoseThatAre() throws IOException {
            imported("9.1", "2026-04-01", HEADING + ROWS);
            Ran ran = run("diff", "9.1", "8");
            assertEquals(1, ran.exit());
            assertTrue(ran.err().contains("OGMS-4932"), ran.err());
            assertTrue(ran.err().contains("it has 9.1"), ran.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "import-panels", "diff", "search", "list"})
    void explainsItselfWithAnExample(String command) {
        Ran ran = run(command, "--help");
        assertEquals(0, ran.exit());
        assertTrue(ran.out().contains("opengms directory " + command), ran.out());
        assertTrue(ran.out().contains("Example:"), ran.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "import", "import --sheet nothere.csv", "diff 1", "search"})
    void endsWithAnErrorOnTheErrorStreamWhereTheWordsAreWrong(String words) {
        Ran ran = run(words.isEmpty() ? new String[0] : words.split(" ", -1));
        assertTrue(ran.exit() != 0, ran.out());
        assertEquals("", ran.out());
        assertTrue(!ran.err().isBlank());
    }

    @Test
    @RealData
    void importsTheNationalSheetWithTheNationalDefinitions() {
        Path guide = SharedData.file("fhir/nhse-genomics");
        Ran ran =
                run(
                        "import",
                        "--sheet",
                        SharedData.file("directory/ngtd-rare-disease-v5.1.csv").toString(),
                        "--dgts",
                        guide.resolve("PlanDefinition").toString(),
                        "--dgts",
                        guide.resolve("ActivityDefinition").toString(),
                        "--dgts",
                        guide.resolve("Library").toString(),
                        "--dgts",
                        guide.resolve("SpecimenDefinition").toString(),
                        "--version",
                        "5.1",
                        "--effective-from",
                        "2023-06-01",
                        "--json");
        assertEquals(0, ran.exit(), ran.err());
        JsonNode json = ran.json();
        assertEquals(619, json.path("tests").asInt());
        assertEquals(372, json.path("indications").asInt());
        assertEquals(35, json.path("wholeGenomeTests").asInt());
        assertEquals(11, json.path("digitalCodes").asInt());
        assertEquals(
                "directory 5.1 has no test R448.1",
                json.path("unmatched").path(0).path("reason").asString());

        Ran panels =
                run(
                        "import-panels",
                        SharedData.file("panels/api-json").toString(),
                        SharedData.file("panels/api-json/ge_panel_details").toString(),
                        "--json");
        assertEquals(0, panels.exit(), panels.err());
        assertEquals(99, panels.json().path("newPanels").asInt());
        assertEquals(439, panels.json().path("newHeaders").asInt());
        JsonNode search = run("search", "TP383", "--json").json();
        assertEquals("R69", search.path("matches").path(0).path("code").asString());
    }
}
