package org.opengms.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.genome.BuildProgress;
import org.opengms.phenotype.InheritanceMode;
import org.opengms.phenotype.PhenotypeException;
import org.opengms.phenotype.SyntheticKnowledge;

class ReferenceBundleTest {
    @TempDir Path folder;
    private BundleInputs inputs;
    private Path target;

    @BeforeEach
    void write() throws IOException {
        inputs = SyntheticWorld.write(Files.createDirectory(folder.resolve("inputs")));
        target = folder.resolve("bundle");
    }

    private BundleReport build() throws IOException {
        return ReferenceBundleBuilder.build(inputs, target, BuildProgress.silent());
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        InputFile.describe("x", file, "").sha256());
            }
        }
        return contents;
    }

    private List<String> besideTheInputs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    @Nested
    class ABuild {
        @Test
        void recordsItsSourcesWithTheirReleases() throws IOException {
            BundleManifest manifest = build().manifest();
            assertEquals(
                    List.of(
                            "fasta",
                            "transcripts",
                            "hgnc",
                            "hpo",
                            "annotations",
                            "genes",
                            "panels"),
                    manifest.sources().stream().map(BundleManifest.Source::role).toList());
            Map<String, String> releases = new TreeMap<>();
            manifest.sources().forEach(one -> releases.put(one.role(), one.release()));
            assertEquals("releases/2020-02-02/hp.json", releases.get("hpo"));
            assertEquals("2020-02-03", releases.get("annotations"));
            try (ReferenceBundle bundle = ReferenceBundle.open(target)) {
                assertEquals(manifest, bundle.manifest());
            }
        }

        @Test
        void givesTheSameBytesForTheSameInputs() throws IOException {
            build();
            Map<String, String> first = contents(target);
            build();
            assertEquals(first, contents(target));
            assertEquals(List.of("bundle", "inputs"), besideTheInputs());
        }

        @Test
        void leavesAForeignFolderAlone() throws IOException {
            Files.createDirectory(target);
            Files.writeString(target.resolve("thesis.txt"), "years of work");
            InterpretationException refused =
                    assertThrows(InterpretationException.class, ReferenceBundleTest.this::build);
            assertEquals("OGMS-0404", refused.code());
            assertEquals("years of work", Files.readString(target.resolve("thesis.txt")));
        }

        @Test
        void thatFailsLeavesTheOlderBundleWholeAndNothingElse() throws IOException {
            build();
            Map<String, String> before = contents(target);
            Files.writeString(inputs.annotations(), "not annotations\n");
            assertThrows(PhenotypeException.class, ReferenceBundleTest.this::build);
            assertEquals(before, contents(target));
            assertEquals(List.of("bundle", "inputs"), besideTheInputs());
        }
    }

    @Nested
    class Opening {
        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "not json", "{\"kind\":\"something else\"}"})
        void refusesAFolderWithoutAManifestOfOurs(String manifest) throws IOException {
            Files.createDirectory(target);
            Files.writeString(target.resolve("manifest.json"), manifest);
            assertEquals(
                    "OGMS-0405",
                    assertThrows(InterpretationException.class, () -> ReferenceBundle.open(target))
                            .code());
        }

        @Test
        void refusesAnotherFormat() throws IOException {
            build();
            Path manifest = target.resolve("manifest.json");
            Files.writeString(
                    manifest,
                    Files.readString(manifest)
                            .replace("\"formatVersion\" : 1", "\"formatVersion\" : 999"));
            InterpretationException refused =
                    assertThrows(
                            InterpretationException.class,
                            () -> ReferenceBundle.open(target).close());
            assertTrue(refused.toString().contains("999"), refused.toString());
        }

        @Test
        void refusesDamagedPanels() throws IOException {
            build();
            Path panels = target.resolve("panels.tsv");
            Files.writeString(panels, Files.readString(panels).replace("GREEN", "AMBER"));
            assertEquals(
                    "OGMS-0405",
                    assertThrows(InterpretationException.class, () -> ReferenceBundle.open(target))
                            .code());
        }
    }

    @Nested
    class Panels {
        @Test
        void areJoinedByIdentityEvenUnderAFormerSymbol() throws IOException {
            BundleReport report = build();
            assertEquals(2, report.panels());
            assertEquals(Map.of("NOSUCH", 1), report.unresolvedPanelGenes());
            try (ReferenceBundle bundle = ReferenceBundle.open(target)) {
                PanelGene lens =
                        bundle.panels()
                                .find("7")
                                .orElseThrow()
                                .find(SyntheticKnowledge.BBB)
                                .orElseThrow();
                assertEquals(org.opengms.panels.Confidence.GREEN, lens.confidence());
                assertEquals(Set.of(InheritanceMode.AUTOSOMAL_RECESSIVE), lens.modes());
                assertTrue(bundle.panels().find("9").isEmpty());
            }
        }

        @Test
        void areReadFromThePanelAppInterface() throws IOException {
            Path document =
                    Files.writeString(
                            folder.resolve("panel.json"),
                            """
                            {"id": 285, "name": "Made up", "version": "1.2",
                             "relevant_disorders": ["R999"], "genes": [
                              {"gene_data": {"gene_symbol": "WRONG", "hgnc_id": "HGNC:9000002"},
                               "confidence_level": "3", "mode_of_inheritance":
                               "BIALLELIC, autosomal or pseudoautosomal"},
                              {"gene_data": {"gene_symbol": "AAA", "hgnc_id": null},
                               "confidence_level": "2", "mode_of_inheritance": null}]}
                            """);
            inputs =
                    new BundleInputs(
                            inputs.fasta(),
                            inputs.transcripts(),
                            inputs.ontology(),
                            inputs.annotations(),
                            inputs.genes(),
                            inputs.hgnc(),
                            document);
            build();
            try (ReferenceBundle bundle = ReferenceBundle.open(target)) {
                GenePanel panel = bundle.panels().find("R999").orElseThrow();
                assertEquals("285", panel.id());
                assertEquals("1.2", panel.version());
                assertTrue(panel.find(SyntheticKnowledge.BBB).isPresent(), "by HGNC identifier");
                assertTrue(panel.find(SyntheticKnowledge.AAA).isPresent(), "by symbol if it must");
                assertFalse(panel.find(SyntheticKnowledge.CCC).isPresent());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "gene\tpanel\nA\tB\n", "[]", "{\"id\": 1}", "{\"id\": "})
        void ofAnotherFormAreRefused(String text) throws IOException {
            Files.writeString(java.util.Objects.requireNonNull(inputs.panels()), text);
            assertEquals(
                    "OGMS-0403",
                    assertThrows(InterpretationException.class, ReferenceBundleTest.this::build)
                            .code());
            assertFalse(Files.exists(target));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "AD | AUTOSOMAL_DOMINANT",
                    "AR | AUTOSOMAL_RECESSIVE",
                    "AD/AR | AUTOSOMAL_DOMINANT AUTOSOMAL_RECESSIVE",
                    "XL | X_LINKED",
                    "MT | MITOCHONDRIAL",
                    "NA |",
                    "BIALLELIC, autosomal or pseudoautosomal | AUTOSOMAL_RECESSIVE",
                    "MONOALLELIC, autosomal or pseudoautosomal, NOT imprinted | AUTOSOMAL_DOMINANT",
                    "BOTH monoallelic and biallelic, autosomal or pseudoautosomal |"
                            + " AUTOSOMAL_DOMINANT AUTOSOMAL_RECESSIVE",
                    "X-LINKED: hemizygous mutation in males, biallelic mutations in females |"
                            + " X_LINKED_RECESSIVE",
                    "X-LINKED: hemizygous mutation in males, monoallelic mutations in females may"
                            + " cause disease (may be less severe, later onset than males) |"
                            + " X_LINKED",
                    "MITOCHONDRIAL | MITOCHONDRIAL",
                    "Unknown |"
                })
        void stateInheritanceInTheirOwnWords(String words, String modes) {
            Set<InheritanceMode> expected =
                    modes == null
                            ? Set.of()
                            : Stream.of(modes.split(" "))
                                    .map(InheritanceMode::valueOf)
                                    .collect(java.util.stream.Collectors.toSet());
            assertEquals(expected, PanelReader.modes(words));
        }
    }
}
