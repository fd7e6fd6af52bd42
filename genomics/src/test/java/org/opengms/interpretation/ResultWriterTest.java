package org.opengms.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.genome.GeneId;
import org.opengms.genome.SequenceOntologyTerm;
import org.opengms.phenotype.HpoId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultWriterTest {
    private static final String HOSTILE = "<script>alert('x')</script>&\"";

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        ResultWriter.write(result(), folder.resolve("out"));
    }

    private static InterpretationResult result() {
        List<Candidate> candidates = new ArrayList<>();
        for (int rank = 1; rank <= 12; rank++) {
            candidates.add(
                    new Candidate(
                            rank,
                            "GENE" + rank,
                            new GeneId("HGNC:" + rank),
                            "chr2",
                            100 + rank,
                            "A",
                            "C",
                            SequenceOntologyTerm.MISSENSE_VARIANT,
                            "NM_1.1",
                            "NM_1.1:c.5A>C",
                            "NP_1.1:p.(Lys2Thr)",
                            "heterozygous",
                            1.0 / (rank + 1),
                            List.of("First reason.", "Second " + HOSTILE + "\twith a tab."),
                            new Candidate.Evidence(0, 1, 2, 0)));
        }
        TreeMap<String, Long> left = new TreeMap<>();
        left.put("deepIntronic", 1234L);
        return new InterpretationResult(
                CaseDescription.of("case " + HOSTILE, Sex.MALE, List.of(new HpoId(1250))),
                new BundleManifest(
                        1,
                        "GRCh38",
                        List.of(
                                new BundleManifest.Source(
                                        "hpo", "hp.json", "2024-08-13", 7, "ab"))),
                Optional.of("Panel " + HOSTILE),
                List.of(new InterpretationResult.Feature(new HpoId(1250), "Seizure", true)),
                List.of(),
                99,
                88,
                candidates,
                12,
                left,
                List.of("Mind the " + HOSTILE),
                new InterpretationResult.Software("OpenGMS", "1"));
    }

    @Test
    void theJsonHasTheFieldsMachinesRelyOn() throws IOException {
        JsonNode root =
                JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("out/result.json")));
        assertEquals("case " + HOSTILE, root.path("caseId").asString(""));
        assertEquals(99, root.path("variantsRead").asInt(0));
        JsonNode source = root.path("referenceBundle").path("sources").get(0);
        assertEquals("2024-08-13", source.path("release").asString(""));
        JsonNode first = root.path("candidates").get(0);
        assertEquals(
                ResultWriter.COLUMNS, List.copyOf(first.propertyNames()), "field names and order");
        assertEquals("missense_variant", first.path("consequence").asString(""));
        assertEquals(0.5, first.path("score").asDouble(0));
        assertTrue(first.path("reasons").isArray());
    }

    @Test
    void theTableHasTheSameRows() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("out/result.tsv"));
        assertEquals(String.join("\t", ResultWriter.COLUMNS), lines.getFirst());
        assertEquals(13, lines.size());
        String[] cells = lines.get(1).split("\t", -1);
        assertEquals(ResultWriter.COLUMNS.size(), cells.length, "a tab in a reason is no column");
        assertTrue(cells[13].startsWith("First reason.; Second"), cells[13]);
    }

    @Test
    void thePageIsMarkedEscapedAndWhole() throws IOException {
        String html = Files.readString(folder.resolve("out/report.html"));
        assertTrue(html.contains("Not for clinical use – preliminary, unsigned"));
        assertFalse(html.contains("<script"), "text from outside is escaped");
        assertFalse(html.contains("src="), "no outer parts");
        assertFalse(html.contains("href="), "no outer parts");
        assertTrue(html.contains("What was not looked at"));
        assertTrue(html.contains("2024-08-13"), "versions");
        assertTrue(html.contains("GENE12"), "the table lists what the details leave out");
    }

    @Test
    void nothingButTheThreeFilesRemains() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    List.of("report.html", "result.json", "result.tsv"),
                    files.map(file -> String.valueOf(file.getFileName())).sorted().toList());
        }
    }

    @Test
    void writingAgainGivesTheSameBytes() throws IOException {
        ResultWriter.write(result(), folder.resolve("again"));
        for (String name : List.of("report.html", "result.json", "result.tsv")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("out").resolve(name),
                            folder.resolve("again").resolve(name)));
        }
    }
}
