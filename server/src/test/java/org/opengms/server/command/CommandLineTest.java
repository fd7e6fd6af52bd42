package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.AcceptancePolicy;
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
                                                    Optional.empty(),
                                                    List.of(),
                                                    Optional.empty(),
                                                    AcceptancePolicy.STANDARD,
                                                    OptionalLong.empty()),
                                            new PrintWriter(new StringWriter())));
            assertTrue(problem.toString().contains("OGMS-4915"), problem.toString());
        }
        assertFalse(Files.exists(folder.resolve("data")), "nothing is left behind");
    }

    private record Said(int exit, String err) {}

    private static Said run(String... words) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setErr(err);
            int exit = OpenGms.run(words);
            return new Said(exit, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
