package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.region.ReferenceSources;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.OpenGms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command as a person at a terminal meets it.
class CommandLineTest {
    @TempDir private Path folder = Path.of("");

    @Nested
    class FromSourcesToAResult {
        @Test
        void compilesAReferenceAndInterpretsAGenome() throws Exception {
            SyntheticRegion region = SyntheticRegion.of(3);
            ReferenceSources sources =
                    region.writeReferenceSources(Files.createDirectory(folder.resolve("sources")));
            Path reference = folder.resolve("reference");
            assertEquals(
                    0,
                    OpenGms.run(
                            "reference",
                            "build",
                            "--fasta",
                            sources.fasta().toString(),
                            "--transcripts",
                            sources.transcripts().toString(),
                            "--hpo",
                            sources.ontology().toString(),
                            "--annotations",
                            sources.annotations().toString(),
                            "--genes",
                            sources.genesToPhenotype().toString(),
                            "--hgnc",
                            sources.hgnc().toString(),
                            "--panels",
                            sources.panels().toString(),
                            "--out",
                            reference.toString()));
            var patient =
                    region.patients(50).stream()
                            .filter(p -> region.truthOf(p).isPresent())
                            .findFirst()
                            .orElseThrow();
            var truth = region.truthOf(patient).orElseThrow();
            Path vcf = folder.resolve("genome.vcf.gz");
            try (var out = Files.newOutputStream(vcf)) {
                region.sequencing().vcf(patient, Optional.of(truth), out);
            }
            String terms =
                    String.join(",", patient.observed().stream().map(p -> p.termId()).toList());
            Path result = folder.resolve("result");

            assertEquals(
                    0,
                    OpenGms.run(
                            "interpret",
                            "--reference",
                            reference.toString(),
                            "--vcf",
                            vcf.toString(),
                            "--hpo",
                            terms,
                            "--sex",
                            patient.person().sex().name(),
                            "--out",
                            result.toString()));

            JsonNode json =
                    JsonMapper.builder()
                            .build()
                            .readTree(Files.readString(result.resolve("result.json")));
            for (String field :
                    List.of("caseId", "referenceBundle", "variantsRead", "candidates")) {
                assertTrue(json.has(field), field);
            }
            JsonNode first = json.path("candidates").path(0);
            for (String field :
                    List.of(
                            "rank",
                            "gene",
                            "contig",
                            "position",
                            "ref",
                            "alt",
                            "consequence",
                            "transcript",
                            "hgvsC",
                            "hgvsP",
                            "zygosity",
                            "score",
                            "reasons")) {
                assertTrue(first.has(field), field);
            }
            assertTrue(
                    json.path("candidates")
                            .valueStream()
                            .limit(5)
                            .anyMatch(c -> c.path("geneId").asString().equals(truth.hgncId())),
                    "the planted gene is among the first five");
            assertEquals(
                    json.path("candidates").size() + 1,
                    Files.readAllLines(result.resolve("result.tsv")).size());
            assertTrue(
                    Files.readString(result.resolve("report.html"))
                            .contains("Not for clinical use"));

            Path unwritten = folder.resolve("unwritten");
            List<String> withASlip =
                    new ArrayList<>(
                            List.of(
                                    "interpret",
                                    "--reference",
                                    reference.toString(),
                                    "--vcf",
                                    vcf.toString(),
                                    "--hpo",
                                    terms + ",HP:9999999",
                                    "--out",
                                    unwritten.toString()));
            Said refused = run(withASlip.toArray(String[]::new));
            assertEquals(1, refused.exit());
            assertTrue(refused.err().contains("HP:9999999"), refused.err());
            assertFalse(Files.exists(unwritten), "nothing is written");
            withASlip.add("--skip-unknown-terms");
            assertEquals(0, run(withASlip.toArray(String[]::new)).exit());
            assertTrue(
                    Files.readString(unwritten.resolve("result.json")).contains("HP:9999999"),
                    "the result says what it went without");
        }
    }

    @Nested
    class WrongWords {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        interpret --reference nowhere --vcf nowhere.vcf --out out          | 1 | OGMS-4901
                        interpret                                                          | 2 | --reference
                        interpret --reference . --vcf pom.xml --hpo HP:12 --out out        | 1 | OGMS-4904
                        reference info nowhere                                             | 1 | OGMS-0405
                        serve --host 0.0.0.0                                               | 1 | OGMS-4922
                        serve --acceptance-policy lax                                      | 1 | OGMS-4921
                        serve --rollout-minutes 0                                          | 1 | OGMS-5600
                        serve --rollouts-kept -1                                           | 1 | OGMS-5600
                        serve --minimum-data-set nowhere.csv                               | 1 | OGMS-2701
                        serve --minimum-data-set pom.xml                                   | 1 | OGMS-2702
                        nonsense                                                           | 2 | nonsense
                        """)
        void endWithAWordAndAnExitCode(String words, int exit, String said) {
            Said answer = run(words.split(" ", -1));
            assertEquals(exit, answer.exit(), answer.err());
            assertTrue(answer.err().contains(said), answer.err());
            assertFalse(answer.err().contains("\tat "), "no stack trace: " + answer.err());
        }

        @Test
        void nothingAtAllShowsWhatThereIs() {
            Said answer = run();
            assertEquals(2, answer.exit());
            assertTrue(answer.err().contains("interpret"), answer.err());
        }
    }

    @Nested
    class OrdersAsFiles {
        private static final String PATIENT =
                """
                {"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}],
                 "name":[{"family":"Testperson","given":["Ada"]}],"birthDate":"2015-02-03","gender":"female"}
                """;

        private Path order(String nhsNumber) throws IOException {
            return Files.writeString(
                    folder.resolve(nhsNumber.endsWith("8") ? "right.json" : "wrong.json"),
                    """
                    {"resourceType":"Bundle","type":"transaction","entry":[
                     {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","request":{"method":"POST","url":"Patient"},"resource":%s},
                     {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","request":{"method":"POST","url":"ServiceRequest"},
                      "resource":{"resourceType":"ServiceRequest","status":"active","intent":"order","authoredOn":"2026-02-03",
                       "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"R901.1"}]},
                       "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"}}}]}
                    """
                            .formatted(PATIENT.formatted(nhsNumber)));
        }

        @Test
        void areJudgedEachWithItsRow() throws IOException {
            Path good = order("9990000018");
            Path wrong = order("9990000019");
            Path broken = Files.writeString(folder.resolve("broken.json"), "{\"resourceType\":");
            Path patient =
                    Files.writeString(
                            folder.resolve("patient.json"), PATIENT.formatted("9990000018"));

            Said said =
                    run(
                            "order",
                            "validate",
                            "--json",
                            good.toString(),
                            wrong.toString(),
                            broken.toString(),
                            patient.toString());

            assertEquals(0, said.exit(), said.err());
            JsonNode rows = JsonMapper.builder().build().readTree(said.out()).path("files");
            assertEquals(
                    List.of(
                            good + " accepted",
                            wrong + " refused",
                            broken + " refused",
                            patient + " not-an-order"),
                    rows.valueStream()
                            .map(r ->
                                    r.path("file").asString() + " " + r.path("verdict").asString())
                            .toList());
            JsonNode invalid =
                    rows.path(1)
                            .path("findings")
                            .valueStream()
                            .filter(f -> f.path("code").asString().equals("nhs-number-invalid"))
                            .findFirst()
                            .orElseThrow();
            assertEquals("error", invalid.path("severity").asString());
            assertEquals(
                    "Bundle.entry[0].resource.identifier[0].value",
                    invalid.path("path").asString());
            for (String field : List.of("mdsQuestion", "message", "remedy")) {
                assertTrue(invalid.has(field), field);
            }
            assertFalse(said.out().contains("9990000019"), "no number is repeated");
            assertTrue(
                    rows.path(2).path("findings").path(0).path("path").asString().contains("line"),
                    "says where the text stops being JSON");
        }

        @Test
        void strictEndsWithOneWhereAFileIsRefused() throws IOException {
            assertEquals(
                    1, run("order", "validate", "--strict", order("9990000019").toString()).exit());
            assertEquals(
                    0, run("order", "validate", "--strict", order("9990000018").toString()).exit());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                textBlock =
                        """
                        "resourceType":"Bundle","type":"searchset"             ; Bundle.type ; the result of a search
                        "resourceType":"Bundle","type":"collection"            ; Bundle.type ; a collection
                        "resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"Patient"}}] ; Bundle.type ; a batch
                        "resourceType":"Bundle","type":"transaction-response","entry":[{"response":{"status":"200"}}] ; Bundle.type ; the answer to a transaction
                        "resourceType":"Bundle","type":"history","entry":[{"fullUrl":"https://a.example/Patient/1","request":{"method":"DELETE","url":"Patient/1"},"response":{"status":"200"}}] ; Bundle.type ; a history
                        "resourceType":"Bundle","type":"transaction"           ; Bundle.entry ; is empty
                        "resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"https://a.example/ServiceRequest/1","request":{"method":"PUT","url":"ServiceRequest/1"},"resource":{"resourceType":"ServiceRequest","id":"1","status":"revoked","intent":"order","subject":{"display":"x"}}}] ; Bundle.entry ; changes what a service keeps
                        "resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"https://a.example/Task/1","request":{"method":"PUT","url":"Task/1"},"resource":{"resourceType":"Task","id":"1","status":"accepted","intent":"order"}}] ; Bundle.entry ; changes what a service keeps
                        "resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","request":{"method":"POST","url":"Specimen"},"resource":{"resourceType":"Specimen","status":"available"}}] ; Bundle.entry ; changes what a service keeps
                        "resourceType":"Specimen","status":"available"         ; Specimen ; by itself (Specimen)
                        """)
        void whatIsNoOrderSaysWhatItIs(String members, String path, String words)
                throws IOException {
            Path file = Files.writeString(folder.resolve("other.json"), "{" + members + "}");

            Said said = run("order", "validate", "--json", file.toString());

            assertEquals(0, said.exit(), said.err());
            JsonNode row = JsonMapper.builder().build().readTree(said.out()).path("files").path(0);
            assertEquals("not-an-order", row.path("verdict").asString(), said.out());
            JsonNode first = row.path("findings").path(0);
            assertEquals("information", first.path("severity").asString());
            assertEquals("not-an-order", first.path("code").asString());
            assertEquals(path, first.path("path").asString());
            assertTrue(first.path("message").asString().contains(words), said.out());
            assertTrue(first.path("message").asString().endsWith("judged by its structure alone."));
            assertFalse(first.path("remedy").asString().isBlank());
            assertEquals(0, run("order", "validate", "--strict", file.toString()).exit());
        }

        @Test
        void whatIsNoOrderAndHasErrorsIsRefused() throws IOException {
            Path file =
                    Files.writeString(
                            folder.resolve("other.json"),
                            "{\"resourceType\":\"Specimen\",\"status\":\"available\",\"surprise\":1}");
            Said said = run("order", "validate", file.toString());
            assertTrue(said.out().startsWith(file + ": refused"), said.out());
            assertTrue(said.out().contains("no order"), said.out());
            assertEquals(1, run("order", "validate", "--strict", file.toString()).exit());
        }

        @Test
        void aMessageThatCancelsIsNoOrder() throws IOException {
            Path file =
                    Files.writeString(
                            folder.resolve("cancel.hl7"),
                            "MSH|^~\\&|EPR|ZR101|OPENGMS|ZL01|20260701093000||ORM^O01|C-1|P|2.4\rORC|CA|P-1\r");
            Said said = run("order", "validate", file.toString());
            assertTrue(said.out().startsWith(file + ": not-an-order"), said.out());
            assertTrue(said.out().contains("This message cancels an order"), said.out());
        }

        @Test
        void aPolicyOfTheOperatorDecidesWhatRefuses() throws IOException {
            Path policy =
                    Files.writeString(
                            folder.resolve("policy.json"),
                            "{\"name\":\"pilot\",\"grades\":{\"nhs-number-invalid\":\"warning\"}}");
            assertEquals(
                    0,
                    run(
                                    "order",
                                    "validate",
                                    "--strict",
                                    "--acceptance-policy",
                                    policy.toString(),
                                    order("9990000019").toString())
                            .exit());
            Files.writeString(
                    policy, "{\"name\":\"pilot\",\"grades\":{\"nhs-nmber\":\"warning\"}}");
            Said said =
                    run(
                            "order",
                            "validate",
                            "--acceptance-policy",
                            policy.toString(),
                            order("9990000019").toString());
            assertEquals(1, said.exit());
            assertTrue(said.err().contains("nhs-nmber"), said.err());
        }

        @Test
        void aFileThatIsNotThereIsNotJudged() {
            Said said = run("order", "validate", "--json", "nowhere.json");
            assertEquals(1, said.exit());
            assertTrue(said.out().contains("not-judged"), said.out());
        }
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandProblem problem =
                    assertThrows(
                            CommandProblem.class,
                            () ->
                                    RunningService.start(
                                            new RunningService.Choices(
                                                    folder.resolve("data"),
                                                    "127.0.0.1",
                                                    taken.getLocalPort(),
                                                    RunningService.RuleFiles.USUAL,
                                                    Optional.empty(),
                                                    OptionalLong.empty()),
                                            new PrintWriter(new StringWriter())));
            assertTrue(problem.toString().contains("OGMS-4915"), problem.toString());
        }
        assertFalse(Files.exists(folder.resolve("data")), "nothing is left behind");
    }

    private record Said(int exit, String out, String err) {}

    private static Said run(String... words) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
                PrintStream err = new PrintStream(errBytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            System.setErr(err);
            int exit = OpenGms.run(words);
            out.flush();
            return new Said(
                    exit,
                    outBytes.toString(StandardCharsets.UTF_8),
                    errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }
}
