package org.opengms.phenotype;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.Cases;

class PhenotypeKnowledgeTest {
    @TempDir Path folder;
    private PhenotypeSources sources;
    private PhenotypeBuildReport report;
    private PhenotypeKnowledge knowledge;

    @BeforeEach
    void compile() throws IOException {
        sources = SyntheticKnowledge.write(folder);
        report = PhenotypeKnowledge.build(sources, SyntheticKnowledge.genes(), folder);
        knowledge = PhenotypeKnowledge.open(folder);
    }

    @Nested
    class TheOntology {
        @ParameterizedTest
        @CsvSource({
            "HP:0000012, Current, HP:0000012",
            "HP:0000090, Moved,   HP:0000012",
            "HP:0000091, Moved,   HP:0000021",
            "HP:0000092, Withdrawn,",
            "HP:0004321, Unknown,"
        })
        void saysWhatBecameOfAnIdentifier(String id, String kind, String now) {
            Ontology ontology = knowledge.ontology();
            TermMatch match = ontology.match(HpoId.parse(id));
            assertEquals(kind, match.getClass().getSimpleName());
            if (match instanceof TermMatch.Moved moved) {
                assertEquals(HpoId.parse(now), moved.now());
            }
        }

        @Test
        void knowsEveryAncestorThroughEveryParent() {
            Ontology ontology = knowledge.ontology();
            TermMatch.Current both =
                    assertInstanceOf(
                            TermMatch.Current.class, ontology.match(HpoId.parse("HP:0000031")));
            assertEquals(
                    Set.of("All", "Abnormality", "Heart", "Valve", "Eye", "Lens", "Heart and lens"),
                    Set.copyOf(
                            ontology.ancestorsAndSelf(both.term()).stream()
                                    .map(ontology::label)
                                    .toList()));
        }

        @Test
        void tellsObservationsFromInheritance() {
            Ontology ontology = knowledge.ontology();
            assertTrue(ontology.isPhenotypicAbnormality(ontology.termOf(new HpoId(12))));
            assertFalse(ontology.isPhenotypicAbnormality(ontology.termOf(new HpoId(7))));
        }

        @Test
        void refusesACircle() throws IOException {
            String circle =
                    SyntheticKnowledge.ONTOLOGY.replace(
                            "\"edges\": [",
                            "\"edges\": [{\"sub\":\"HP:0000010\",\"pred\":\"is_a\","
                                    + "\"obj\":\"HP:0000012\"},");
            PhenotypeException refused = refusal(Files.writeString(sources.ontology(), circle));
            assertEquals("OGMS-0303", refused.code());
            assertTrue(refused.toString().contains("circle"), refused.toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "not json", "[]", "{}", "{\"graphs\":[]}", "{\"graphs\": [{"})
        void refusesWhatIsNoOntology(String text) throws IOException {
            PhenotypeException refused = refusal(Files.writeString(sources.ontology(), text));
            assertEquals("OGMS-0303", refused.code());
            assertTrue(refused.toString().contains("hp.json"), refused.toString());
        }

        @Test
        void refusesNestingBeyondReason() throws IOException {
            PhenotypeException refused =
                    refusal(Files.writeString(sources.ontology(), "{\"graphs\":[".repeat(50_000)));
            assertEquals("OGMS-0303", refused.code());
        }

        @Test
        void refusesATruncatedFile() throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(SyntheticKnowledge.ONTOLOGY.getBytes(StandardCharsets.UTF_8));
            }
            byte[] whole = packed.toByteArray();
            byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
            PhenotypeException refused = refusal(Files.write(sources.ontology(), half));
            assertEquals("OGMS-0302", refused.code());
            assertTrue(refused.toString().contains("truncated"), refused.toString());
        }

        private PhenotypeException refusal(Path ontology) {
            return assertThrows(PhenotypeException.class, () -> Ontology.read(ontology));
        }
    }

    @Nested
    class TheAnnotations {
        @Test
        void keepTheHighestFrequencyOfARepeatedFeature() {
            assertEquals(
                    List.of(new Disease.Feature(new HpoId(12), 0.5)),
                    knowledge.disease("OMIM:1").orElseThrow().features());
        }

        @Test
        void leaveOutWhatADiseaseDoesNotShow() {
            assertEquals(
                    List.of(new HpoId(13)),
                    knowledge.disease("OMIM:2").orElseThrow().features().stream()
                            .map(Disease.Feature::term)
                            .toList());
            assertEquals(1, report.negatedRows());
            assertEquals(1, report.zeroFrequencyRows());
        }

        @Test
        void followReplacedTermsAndReportUnknownOnes() {
            assertEquals(
                    Set.of(new HpoId(20), new HpoId(12)),
                    Set.copyOf(
                            knowledge.disease("OMIM:4").orElseThrow().features().stream()
                                    .map(Disease.Feature::term)
                                    .toList()));
            assertEquals(Map.of(new HpoId(90), 1, new HpoId(91), 1), report.movedTerms());
            assertEquals(Map.of(new HpoId(7777777), 1), report.unknownTerms());
        }

        @ParameterizedTest
        @CsvSource({
            "OMIM:1, AUTOSOMAL_RECESSIVE",
            "OMIM:2, AUTOSOMAL_DOMINANT",
            "OMIM:3, AUTOSOMAL_RECESSIVE",
            "OMIM:4, X_LINKED_RECESSIVE"
        })
        void stateTheInheritance(String disease, InheritanceMode mode) {
            assertEquals(Set.of(mode), knowledge.disease(disease).orElseThrow().modes());
        }

        @Test
        void areReadPastMalformedRowsWhichAreNamed() {
            assertEquals(2, report.malformedRows());
            assertEquals(
                    List.of(
                            "phenotype.hpoa line 17: frequency 'about half' has no known form",
                            "phenotype.hpoa line 18: 2 columns instead of 12"),
                    report.malformedExamples());
        }

        @ParameterizedTest
        @CsvSource({
            "1/2, 0.5",
            "25%, 0.25",
            "12.5%, 0.125",
            "HP:0040280, 1",
            "HP:0040281, 0.9",
            "HP:0040282, 0.55",
            "HP:0040283, 0.17",
            "HP:0040284, 0.025",
            "HP:0040285, 0",
            "-, 0.6",
            "'', 0.6",
            "3/2, NaN",
            "1/0, NaN",
            "101%, NaN",
            "HP:0000001, NaN",
            "often, NaN"
        })
        void frequenciesAreReadInEveryForm(String text, float expected) {
            assertEquals(expected, AnnotationFrequency.parse(text));
        }

        @Test
        void ofAnotherKindAreRefused() throws IOException {
            Files.writeString(sources.annotations(), "gene\tdisease\nA\tB\n");
            PhenotypeException refused =
                    assertThrows(
                            PhenotypeException.class,
                            () ->
                                    PhenotypeKnowledge.build(
                                            sources, SyntheticKnowledge.genes(), folder));
            assertEquals("OGMS-0304", refused.code());
        }
    }

    @Nested
    class TheGenes {
        @Test
        void areLinkedToDiseasesByIdentifier() {
            assertEquals(
                    List.of("OMIM:1", "OMIM:2"),
                    knowledge.diseasesOf(SyntheticKnowledge.AAA).stream()
                            .map(Disease::id)
                            .toList());
        }

        @Test
        void keepAProfileOfTheirOwnWhereTheirDiseaseIsNotAnnotated() {
            Disease own = knowledge.diseasesOf(SyntheticKnowledge.CCC).getFirst();
            assertEquals(SyntheticKnowledge.CCC.value(), own.id());
            assertEquals(
                    List.of(new HpoId(13)),
                    own.features().stream().map(Disease.Feature::term).toList());
            assertTrue(knowledge.disease(own.id()).isEmpty(), "it is no disease");
        }

        @Test
        void thatTheCatalogueDoesNotKnowAreReported() {
            assertEquals(Map.of("NOBODY (99)", 1), report.unresolvedGenes());
        }

        @Test
        void areReadFromTheLayoutUsedUntil2023() throws IOException {
            Files.writeString(
                    sources.genes(),
                    """
                    #Format: entrez-gene-id<tab>entrez-gene-symbol<tab>HPO-Term-ID<tab>…
                    12\tBBB\tHP:0000021\tLens\t-\t\t-\tmim2gene\tOMIM:3
                    13\tCCC\tHP:0000013\tAortic\t-\tHP:0040281\t-\tmim2gene\tOMIM:777
                    """);
            PhenotypeKnowledge.build(sources, SyntheticKnowledge.genes(), folder);
            PhenotypeKnowledge older = PhenotypeKnowledge.open(folder);
            assertEquals(
                    List.of("OMIM:3"),
                    older.diseasesOf(SyntheticKnowledge.BBB).stream().map(Disease::id).toList());
            assertEquals(
                    0.9,
                    older.diseasesOf(SyntheticKnowledge.CCC)
                            .getFirst()
                            .features()
                            .getFirst()
                            .frequency(),
                    1e-6);
        }

        @Test
        void inAnotherLayoutAreRefused() throws IOException {
            Files.writeString(sources.genes(), "hgnc\tterm\nX\tY\n");
            PhenotypeException refused =
                    assertThrows(
                            PhenotypeException.class,
                            () ->
                                    PhenotypeKnowledge.build(
                                            sources, SyntheticKnowledge.genes(), folder));
            assertEquals("OGMS-0305", refused.code());
        }
    }

    @Nested
    class TheCompiledFile {
        @Test
        void isTheSameForTheSameSources() throws IOException {
            Path file = folder.resolve(PhenotypeKnowledge.FILE_NAME);
            byte[] first = Files.readAllBytes(file);
            PhenotypeKnowledge.build(sources, SyntheticKnowledge.genes(), folder);
            assertArrayEquals(first, Files.readAllBytes(file));
        }

        @Test
        void keepsTheReleases() {
            assertEquals("releases/2020-02-02/hp.json", knowledge.ontology().release());
            assertEquals("2020-02-03", knowledge.annotationRelease());
            assertEquals("", knowledge.geneLinkRelease());
        }

        @Test
        void isRefusedWhenAnyByteIsChangedOrMissing() throws IOException {
            Path file = folder.resolve(PhenotypeKnowledge.FILE_NAME);
            byte[] whole = Files.readAllBytes(file);
            Cases.check(
                    200,
                    random -> {
                        byte[] bad = whole.clone();
                        if (random.nextBoolean()) {
                            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                        } else {
                            bad = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
                        }
                        Files.write(file, bad);
                        PhenotypeException refused =
                                assertThrows(
                                        PhenotypeException.class,
                                        () -> PhenotypeKnowledge.open(folder));
                        assertEquals("OGMS-0306", refused.code());
                    });
        }

        @Test
        void isRefusedWhenMissing() {
            PhenotypeException refused =
                    assertThrows(
                            PhenotypeException.class,
                            () -> PhenotypeKnowledge.open(folder.resolve("elsewhere")));
            assertEquals("OGMS-0306", refused.code());
        }
    }

    @Nested
    class AnIdentifier {
        @ParameterizedTest
        @ValueSource(
                strings = {"HP:1", "hp:0001250", "HP:00012500", "HP:000125x", "MONDO:0001250", ""})
        void thatIsMalformedIsRefused(String text) {
            assertEquals(
                    "OGMS-0301",
                    assertThrows(PhenotypeException.class, () -> HpoId.parse(text)).code());
        }

        @Test
        void isPrintedAsItIsWritten() {
            Cases.check(
                    500,
                    random -> {
                        String text = "HP:%07d".formatted(random.nextInt(10_000_000));
                        assertEquals(text, HpoId.parse(" " + text + "\t").toString());
                    });
        }
    }
}
