package org.opengms.panels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class PanelFilesTest {
    private static final String TABLE =
            """
            id\tmode_of_inheritance\tGene\tconfidence_level\tname\tdisease_group\tdisease_sub_group\tstatus
            9901\tAD\tAAA\t3\tKinetic delay\tNeurology\tMovement\tpublic
            9901\tAR\tBBB\t1\tKinetic delay\tNeurology\tMovement\tpublic
            9902\tXL\tAAA\t2\tHaste\tNeurology\t\tpublic
            """;

    private static final String DOCUMENT =
            """
            {"id": 9901, "hash_id": null, "name": "Kinetic delay", "disease_group": "Neurology",
             "disease_sub_group": "", "status": "public", "version": "2.10",
             "version_created": "2026-01-22T16:47:20.255708Z",
             "relevant_disorders": ["Delay, kinetic", "R901"],
             "types": [{"name": "GMS signed-off", "slug": "gms-signed-off", "description": "x"}],
             "genes": [
              {"gene_data": {"hgnc_id": "HGNC:1", "gene_symbol": "AAA", "ensembl_genes":
                 {"GRch38": {"90": {"location": "1:1-2", "ensembl_id": "ENSG01"}}}},
               "entity_type": "gene", "entity_name": "AAA", "confidence_level": "3",
               "penetrance": null, "mode_of_pathogenicity": "", "mode_of_inheritance": "BIALLELIC",
               "panel": {"id": 9905, "version": "1.1", "name": "A child"}}],
             "strs": [
              {"gene_data": {"gene_symbol": "BBB", "hgnc_id": "HGNC:2"}, "entity_name": "BBB_CTG",
               "confidence_level": "2", "mode_of_inheritance": "MONOALLELIC",
               "repeated_sequence": "CTG", "chromosome": "19",
               "grch37_coordinates": null, "grch38_coordinates": [45770205, 45770264],
               "normal_repeats": 35, "pathogenic_repeats": 50}],
             "regions": [
              {"gene_data": null, "entity_name": "REG-1-Loss", "verbose_name": "1p Loss",
               "confidence_level": "1", "mode_of_inheritance": "", "chromosome": "1",
               "grch37_coordinates": [11, 20], "grch38_coordinates": [101, 200],
               "type_of_variants": "cnv_loss", "haploinsufficiency_score": "30",
               "triplosensitivity_score": "", "required_overlap_percentage": 60}]}
            """;

    private static PanelFiles.Content read(String text) {
        return PanelFiles.read(text.getBytes(StandardCharsets.UTF_8), "panels");
    }

    @Nested
    class ADocument {
        @Test
        void isAPanelWithGenesRepeatsAndRegions() {
            Panel panel = read(DOCUMENT).panels().getFirst();
            assertEquals("9901", panel.id());
            assertEquals("2.10", panel.header().version());
            assertEquals(List.of("R901"), panel.header().directoryCodes());
            assertTrue(panel.header().has("gms-signed-off"));
            assertEquals(
                    List.of(
                            new PanelEntity.Gene(
                                    "AAA",
                                    Confidence.GREEN,
                                    "BIALLELIC",
                                    Optional.of("9905"),
                                    "AAA",
                                    "HGNC:1",
                                    List.of("ENSG01"),
                                    "",
                                    ""),
                            new PanelEntity.ShortTandemRepeat(
                                    "BBB_CTG",
                                    Confidence.AMBER,
                                    "MONOALLELIC",
                                    Optional.empty(),
                                    "BBB",
                                    "HGNC:2",
                                    "CTG",
                                    Optional.empty(),
                                    Optional.of(new PanelEntity.Place("19", 45770204, 45770264)),
                                    OptionalInt.of(35),
                                    OptionalInt.of(50)),
                            new PanelEntity.Region(
                                    "REG-1-Loss",
                                    Confidence.RED,
                                    "",
                                    Optional.empty(),
                                    "1p Loss",
                                    Optional.of(new PanelEntity.Place("1", 10, 20)),
                                    Optional.of(new PanelEntity.Place("1", 100, 200)),
                                    "cnv_loss",
                                    "30",
                                    "",
                                    OptionalInt.of(60))),
                    panel.entities());
        }

        @Test
        void ofASuperpanelNamesItsChildren() {
            assertEquals(
                    List.of(new Panel.Child("9905", "1.1", "A child")),
                    read(DOCUMENT).panels().getFirst().children());
        }

        @Test
        void withoutGenesIsAHeader() {
            PanelFiles.Content content =
                    read("{\"results\": [{\"id\": 7, \"version\": \"1.0\", \"name\": \"x\"}]}");
            assertEquals(List.of(), content.panels());
            assertEquals("7", content.headers().getFirst().id());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                textBlock =
                        """
                        "entity_name": "AAA"  | "entity_name": ""    | "gene_symbol": "AAA" | "x": 1 | panel 9901, gene 1 | it has no name
                        [45770205, 45770264]  | [45770264, 45770205] | "x"                  | "x"    | panel 9901, str 1  | the place 19:45770264-45770205 runs backwards or begins before 1
                        [101, 200]            | [101]                | "x"                  | "x"    | panel 9901, region 1 | grch38_coordinates is not a start and an end
                        """)
        void leavesOutWhatCannotBeUsedAndSaysSo(
                String sound,
                String faulty,
                String also,
                String instead,
                String where,
                String why) {
            assertTrue(DOCUMENT.contains(sound), sound);
            PanelFiles.Content content =
                    read(DOCUMENT.replace(sound, faulty).replace(also, instead));
            assertEquals(List.of(new PanelFiles.LeftOut("panels", where, why)), content.leftOut());
            assertEquals(2, content.panels().getFirst().entities().size());
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"id\": ", "{", "[[[", "{\"a\": 1}}", "[1, 2"})
        void thatIsBrokenIsRefusedWithItsPlace(String text) {
            String message =
                    String.valueOf(
                            assertThrows(PanelInputException.class, () -> read(text)).getMessage());
            assertTrue(message.startsWith("OGMS-0501 Panel file panels"), message);
            assertTrue(message.contains("line 1"), message);
        }

        @Test
        void thatNestsTooDeepIsRefused() {
            String message =
                    String.valueOf(
                            assertThrows(PanelInputException.class, () -> read("[".repeat(5_000)))
                                    .getMessage());
            assertTrue(message.contains("nested too deeply"), message);
        }
    }

    @Nested
    class ATable {
        @Test
        void hasALineForEachGeneOfEachPanel() {
            List<Panel> panels = read(TABLE).panels();
            assertEquals(List.of("9901", "9902"), panels.stream().map(Panel::id).toList());
            assertEquals(
                    List.of("AAA", "BBB"),
                    panels.getFirst().genes().stream().map(PanelEntity.Gene::symbol).toList());
            assertEquals("Movement", panels.getFirst().header().diseaseSubGroup());
            assertEquals("", panels.getFirst().header().version());
            assertEquals(1, panels.getLast().count(Confidence.AMBER));
        }

        @Test
        void saysWhichLinesItLeftOut() {
            assertEquals(
                    List.of(
                            new PanelFiles.LeftOut(
                                    "panels",
                                    "line 5",
                                    "it has 2 cells, fewer than the header needs"),
                            new PanelFiles.LeftOut(
                                    "panels", "line 6", "it names no panel or no gene")),
                    read(TABLE + "9903\tAD\n\t\tCCC\t3\tx\t\t\t\n").leftOut());
        }

        @Test
        void withoutTheNeededColumnsIsRefused() {
            assertTrue(
                    assertThrows(PanelInputException.class, () -> read("a\tb\n1\t2\n"))
                            .reason()
                            .contains("confidence_level"));
        }
    }

    /// Files that were changed at random are read or refused in words, never worse.
    @ParameterizedTest
    @ValueSource(strings = {TABLE, DOCUMENT})
    void survivesAnyChange(String sound) {
        survives(2_000, sound);
    }

    @ParameterizedTest
    @ValueSource(strings = {TABLE, DOCUMENT})
    @Tag("heavy")
    void survivesManyMoreChanges(String sound) {
        survives(200_000, sound);
    }

    private static void survives(int count, String sound) {
        Cases.check(
                count,
                random -> {
                    byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
                    for (int i = random.nextInt(1, 6); i > 0; i--) {
                        int at = random.nextInt(bytes.length);
                        switch (random.nextInt(3)) {
                            case 0 -> bytes[at] = (byte) random.nextInt(256);
                            case 1 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                            default -> {
                                int from = random.nextInt(bytes.length);
                                int length =
                                        Math.min(
                                                random.nextInt(20),
                                                bytes.length - Math.max(at, from));
                                System.arraycopy(bytes, from, bytes, at, length);
                            }
                        }
                    }
                    byte[] changed = bytes;
                    try {
                        PanelFiles.read(changed, "panels");
                    } catch (PanelInputException told) {
                        assertTrue(String.valueOf(told.getMessage()).startsWith("OGMS-0501"));
                    }
                });
    }

    @Nested
    @RealData
    class PanelAppOfMarch2026 {
        /// Counted over the table without this program.
        @Test
        void hasThePanelsRowsAndGenesThatWereCounted() {
            PanelFiles.Content content =
                    PanelFiles.read(SharedData.file("panels/PanelAppData_combined_core.tsv"));
            assertEquals(447, content.panels().size());
            assertEquals(List.of(), content.leftOut());
            Set<String> genes = new HashSet<>();
            int rows = 0;
            for (Panel panel : content.panels()) {
                rows += panel.entities().size();
                panel.genes().forEach(g -> genes.add(g.symbol()));
            }
            assertEquals(58_592, rows);
            assertEquals(6_280, genes.size());
        }

        @ParameterizedTest
        @EnumSource(Confidence.class)
        void hasTheConfidencesThatWereCounted(Confidence confidence) {
            long expected =
                    switch (confidence) {
                        case GREEN -> 36_611;
                        case AMBER -> 5_573;
                        case RED -> 15_608;
                        case GREY -> 800;
                    };
            assertEquals(
                    expected,
                    PanelFiles.read(SharedData.file("panels/PanelAppData_combined_core.tsv"))
                            .panels()
                            .stream()
                            .mapToLong(p -> p.count(confidence))
                            .sum());
        }

        @Test
        void hasTheListPagesThatWereCounted() throws IOException {
            List<PanelHeader> headers;
            try (Stream<Path> pages = Files.list(SharedData.file("panels/api-json"))) {
                headers =
                        pages.filter(p -> p.toString().endsWith(".json"))
                                .flatMap(p -> PanelFiles.read(p).headers().stream())
                                .toList();
            }
            assertEquals(439, headers.size());
            assertEquals(302, headers.stream().filter(h -> h.has("gms-signed-off")).count());
            assertEquals(274, headers.stream().filter(h -> !h.directoryCodes().isEmpty()).count());
        }

        @Test
        void hasTheDocumentsThatWereCounted() {
            PanelFiles.Content content =
                    PanelFiles.read(SharedData.file("panels/api-json/ge_panel_details"));
            assertEquals(99, content.panels().size());
            assertEquals(List.of(), content.leftOut());
            assertEquals(9_085, count(content, PanelEntity.Gene.class));
            assertEquals(42, count(content, PanelEntity.ShortTandemRepeat.class));
            assertEquals(54, count(content, PanelEntity.Region.class));
            assertEquals(
                    Set.of("491", "678", "841"),
                    Set.copyOf(
                            content.panels().stream()
                                    .filter(p -> p.header().has("superpanel"))
                                    .map(Panel::id)
                                    .toList()));
            content.panels()
                    .forEach(p ->
                            assertEquals(
                                    p.header().has("superpanel"), !p.children().isEmpty(), p.id()));
        }

        private static long count(PanelFiles.Content content, Class<? extends PanelEntity> kind) {
            return content.panels().stream()
                    .flatMap(p -> p.entities().stream())
                    .filter(kind::isInstance)
                    .count();
        }
    }
}
