package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KnowledgeFilesTest {
    private static final String IRI = "http://purl.obolibrary.org/obo/";
    private static final SyntheticRegion REGION = SyntheticRegion.of(14);
    private static ReferenceSources sources;
    private static final Map<String, String> LABELS = new HashMap<>();
    private static final Map<String, Set<String>> PARENTS = new HashMap<>();
    private static final Set<String> DEPRECATED = new HashSet<>();
    private static JsonNode graph;

    @BeforeAll
    static void write(@TempDir Path folder) throws IOException {
        sources = REGION.writeReferenceSources(folder);
        graph = JsonMapper.shared().readTree(sources.ontology().toFile()).path("graphs").path(0);
        for (JsonNode node : graph.path("nodes")) {
            if (node.path("meta").path("deprecated").asBoolean(false)) {
                DEPRECATED.add(curie(node.path("id").asString()));
            } else {
                LABELS.put(curie(node.path("id").asString()), node.path("lbl").asString());
            }
        }
        for (JsonNode edge : graph.path("edges")) {
            assertEquals("is_a", edge.path("pred").asString());
            PARENTS.computeIfAbsent(curie(edge.path("sub").asString()), s -> new HashSet<>())
                    .add(curie(edge.path("obj").asString()));
        }
    }

    private static String curie(String iri) {
        assertTrue(iri.startsWith(IRI), iri);
        return iri.substring(IRI.length()).replace('_', ':');
    }

    private static List<String[]> rows(Path file, int headerLines) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(headerLines)
                .map(l -> l.split("\t", -1))
                .toList();
    }

    private static Set<String> symbols() throws IOException {
        Set<String> symbols = new HashSet<>();
        for (String[] cells : rows(sources.hgnc(), 1)) {
            symbols.add(cells[1]);
        }
        return symbols;
    }

    /// Shortest way up to the root; fails on a cycle or a loose end.
    private static int depth(String term) {
        Map<String, Integer> seen = new HashMap<>(Map.of(term, 0));
        Deque<String> open = new ArrayDeque<>(List.of(term));
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            int steps = seen.getOrDefault(next, 0);
            if (next.equals("HP:0000001")) {
                return steps;
            }
            for (String parent : PARENTS.getOrDefault(next, Set.of())) {
                assertTrue(LABELS.containsKey(parent), "edge to no term: " + parent);
                if (seen.putIfAbsent(parent, steps + 1) == null) {
                    open.addLast(parent);
                }
            }
        }
        throw new AssertionError(term + " does not lead to the root");
    }

    @Nested
    class Ontology {
        @Test
        void isOneGraphOfAboutTwoHundredAndFiftyInventedTerms() {
            long invented = LABELS.keySet().stream().filter(t -> t.startsWith("HP:99")).count();
            assertTrue(invented >= 240 && invented <= 300, "terms: " + invented);
            int deepest = 0;
            for (String term : LABELS.keySet()) {
                deepest = Math.max(deepest, depth(term));
            }
            assertTrue(deepest >= 5, "deepest: " + deepest);
            assertEquals(LABELS.size(), new HashSet<>(LABELS.values()).size(), "labels repeat");
            assertEquals("All", LABELS.get("HP:0000001"));
            assertEquals("Phenotypic abnormality", LABELS.get("HP:0000118"));
            assertEquals(Set.of("HP:0000005"), PARENTS.get("HP:0000006"));
            assertEquals(Set.of("HP:0001417"), PARENTS.get("HP:0001419"));
        }

        @Test
        void hasTermsOfTwoParentsButNoCycle() {
            assertTrue(PARENTS.values().stream().anyMatch(p -> p.size() == 2));
            for (String term : LABELS.keySet()) {
                Deque<String> open = new ArrayDeque<>(PARENTS.getOrDefault(term, Set.of()));
                Set<String> above = new HashSet<>();
                while (!open.isEmpty()) {
                    String next = open.removeFirst();
                    if (above.add(next)) {
                        open.addAll(PARENTS.getOrDefault(next, Set.of()));
                    }
                }
                assertFalse(above.contains(term), "cycle through " + term);
            }
        }

        @Test
        void hasARelease() {
            assertTrue(graph.path("meta").path("version").asString().endsWith("hp.json"));
        }

        @Test
        void hasOneDeprecatedTermThatATermReplaces() {
            assertEquals(1, DEPRECATED.size());
            for (JsonNode node : graph.path("nodes")) {
                if (node.path("meta").path("deprecated").asBoolean(false)) {
                    JsonNode property = node.path("meta").path("basicPropertyValues").path(0);
                    assertEquals(IRI + "IAO_0100001", property.path("pred").asString());
                    assertTrue(LABELS.containsKey(property.path("val").asString()));
                }
            }
        }
    }

    @Nested
    class Annotations {
        @Test
        void everyDiseaseHasOneInheritanceAndFourToTwelveFindings() throws IOException {
            Map<String, Integer> findings = new TreeMap<>();
            Map<String, Integer> inheritances = new TreeMap<>();
            for (String[] cells : rows(sources.annotations(), 4)) {
                assertEquals(12, cells.length);
                assertTrue(LABELS.containsKey(cells[3]), "no term " + cells[3]);
                (cells[10].equals("I") ? inheritances : findings).merge(cells[0], 1, Integer::sum);
                if (cells[10].equals("P")) {
                    assertTrue(
                            cells[7].matches("\\d+/\\d+|HP:004028[0-3]"), "frequency " + cells[7]);
                }
            }
            assertEquals(45, findings.size());
            assertEquals(findings.keySet(), inheritances.keySet());
            assertEquals(Set.of(1), Set.copyOf(inheritances.values()));
            assertTrue(findings.values().stream().allMatch(n -> n >= 4 && n <= 12));
            assertTrue(findings.keySet().stream().allMatch(d -> d.matches("OMIM:99000\\d\\d")));
        }

        @Test
        void genesLeadToTheSameDiseasesAndFindings() throws IOException {
            Set<String> annotated = new HashSet<>();
            for (String[] cells : rows(sources.annotations(), 4)) {
                annotated.add(cells[0] + " " + cells[3]);
            }
            Map<String, String> entrez = new HashMap<>();
            List<String> header =
                    List.of(Files.readAllLines(sources.hgnc()).getFirst().split("\t"));
            for (String[] cells : rows(sources.hgnc(), 1)) {
                entrez.put(cells[header.indexOf("entrez_id")], cells[1]);
            }
            Set<String> linked = new HashSet<>();
            Map<String, String> geneOfDisease = new HashMap<>();
            for (String[] cells : rows(sources.genesToPhenotype(), 1)) {
                assertEquals(9, cells.length);
                assertNotNull(entrez.get(cells[0]), "no gene " + cells[0]);
                assertEquals(LABELS.get(cells[2]), cells[3]);
                linked.add(cells[8] + " " + cells[2]);
                String before = geneOfDisease.putIfAbsent(cells[8], cells[0]);
                assertTrue(before == null || before.equals(cells[0]));
            }
            assertEquals(annotated, linked);
            assertTrue(
                    new HashSet<>(geneOfDisease.values()).size() < entrez.size(),
                    "some genes cause nothing");
        }

        @Test
        @RealData
        void headersAreThoseOfThePublishedFiles() throws IOException {
            assertEquals(
                    published("hpo/phenotype.hpoa.gz", "#DatabaseID"),
                    Files.readAllLines(sources.annotations()).get(3));
            assertEquals(
                    published("hpo/genes_to_phenotype.txt.gz", "#Format"),
                    Files.readAllLines(sources.genesToPhenotype()).getFirst());
            assertEquals(
                    published("knowledge/genes/hgnc_complete_set.2024-10.txt.gz", "hgnc_id"),
                    Files.readAllLines(sources.hgnc()).getFirst());
            assertEquals(
                    Files.readAllLines(SharedData.file("panels/PanelAppData_combined_core.tsv"))
                            .getFirst(),
                    Files.readAllLines(sources.panels()).getFirst());
        }

        @Test
        @RealData
        void noInventedSymbolIsARealOne() throws IOException {
            Set<String> real = new HashSet<>();
            try (java.io.BufferedReader lines =
                    unpacked("knowledge/genes/hgnc_complete_set.2024-10.txt.gz")) {
                lines.lines()
                        .map(l -> l.split("\t", -1))
                        .forEach(cells -> {
                            real.add(cells[1]);
                            real.addAll(List.of(cells[8].replace("\"", "").split("\\|")));
                            real.addAll(List.of(cells[10].replace("\"", "").split("\\|")));
                        });
            }
            assertTrue(real.size() > 40_000);
            for (String[] cells : rows(sources.hgnc(), 1)) {
                assertFalse(real.contains(cells[1]), cells[1]);
                assertFalse(!cells[10].isEmpty() && real.contains(cells[10]), cells[10]);
            }
        }

        private static String published(String file, String start) throws IOException {
            try (java.io.BufferedReader lines = unpacked(file)) {
                return lines.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
            }
        }

        private static java.io.BufferedReader unpacked(String file) throws IOException {
            return new java.io.BufferedReader(
                    new java.io.InputStreamReader(
                            new java.util.zip.GZIPInputStream(
                                    Files.newInputStream(SharedData.file(file))),
                            java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Panels {
        @Test
        void everyPanelHasFiveToFifteenKnownGenesOfThreeColours() throws IOException {
            Map<String, Set<String>> genes = new TreeMap<>();
            Set<String> levels = new HashSet<>();
            for (String[] cells : rows(sources.panels(), 1)) {
                assertTrue(symbols().contains(cells[2]), cells[2]);
                assertTrue(genes.computeIfAbsent(cells[0], p -> new HashSet<>()).add(cells[2]));
                levels.add(cells[3]);
            }
            assertEquals(24, genes.size());
            assertTrue(genes.values().stream().allMatch(g -> g.size() >= 5 && g.size() <= 15));
            assertEquals(Set.of("1", "2", "3"), levels);
        }

        @Test
        void theGenesOfAnIndicationsDiseasesAreGreenOnItsPanel() throws IOException {
            Set<String> green = new HashSet<>();
            for (String[] cells : rows(sources.panels(), 1)) {
                if (cells[3].equals("3")) {
                    green.add(cells[6] + " " + cells[2]);
                }
            }
            for (Disease disease : REGION.diseases().all()) {
                assertTrue(
                        green.contains(disease.indicationCode() + " " + disease.gene().symbol()));
            }
        }
    }

    @Nested
    class Directory {
        @Test
        void everyTestNamesAPanelThatExists() throws IOException {
            Set<String> panels = new HashSet<>();
            for (String[] cells : rows(sources.panels(), 1)) {
                panels.add(cells[0]);
            }
            for (TestDirectory version : REGION.directories().versions()) {
                for (ClinicalIndication indication : version.indications()) {
                    for (DirectoryTest test : indication.tests()) {
                        test.panelId().ifPresent(p -> assertTrue(panels.contains(p), p));
                    }
                }
            }
        }

        @Test
        void offersWholeGenomesAloneWithOthersAndNotAtAll() {
            TestDirectory newest = REGION.directories().newest();
            int only = 0;
            int both = 0;
            int none = 0;
            for (ClinicalIndication indication : newest.indications()) {
                boolean wgs = indication.wgs().isPresent();
                boolean conventional = !indication.conventional().isEmpty();
                only += wgs && !conventional ? 1 : 0;
                both += wgs && conventional ? 1 : 0;
                none += wgs ? 0 : 1;
                assertFalse(indication.criteria().isBlank());
                assertFalse(indication.specialties().isEmpty());
            }
            assertEquals(24, newest.indications().size());
            assertTrue(
                    only >= 2 && none >= 4 && both > only + none, only + "/" + both + "/" + none);
        }

        @Test
        void coversEveryMethodAndBothFamilyStructures() {
            Set<TestMethod> methods = new HashSet<>();
            Set<FamilyStructure> structures = new HashSet<>();
            for (ClinicalIndication indication : REGION.directories().newest().indications()) {
                for (DirectoryTest test : indication.tests()) {
                    methods.add(test.method());
                    structures.add(test.familyStructure().orElseThrow());
                }
            }
            assertEquals(Set.of(TestMethod.values()), methods);
            assertEquals(Set.of(FamilyStructure.values()), structures);
        }

        @Test
        void versionsDifferAsTheRulesOfTheWorldDo() {
            TestDirectory older =
                    REGION.directories()
                            .applyingOn(java.time.LocalDate.of(2026, 3, 31))
                            .orElseThrow();
            TestDirectory newer =
                    REGION.directories()
                            .applyingOn(java.time.LocalDate.of(2026, 4, 1))
                            .orElseThrow();
            assertEquals("2025.1", older.version());
            assertEquals("2026.1", newer.version());
            assertTrue(older.indication("R925").isPresent());
            assertTrue(newer.indication("R925").isEmpty());
            assertTrue(older.indication("R912").orElseThrow().wgs().isEmpty());
            assertTrue(newer.indication("R912").orElseThrow().wgs().isPresent());
            assertEquals(84, newer.turnaroundCalendarDays().get("wgs"));
            assertEquals(84, older.turnaroundCalendarDays().get("exome-or-large-panel"));
            assertEquals(42, newer.turnaroundCalendarDays().get("exome-or-large-panel"));
        }
    }
}
