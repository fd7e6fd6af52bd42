package org.opengms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.phenotype.Ontology;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class DiseaseHierarchyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path gzip(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        return file;
    }

    @Nested
    class Subsumption {
        /// The same answers whichever form the ontology is given in.
        @ParameterizedTest
        @CsvFileSource(resources = "disease-subsumption.csv", numLinesToSkip = 1)
        void isThatWhatIsStudiedIsWhatWasAgreedToOrBelow(
                String studied, String agreed, boolean within, String why) {
            for (String form : List.of("made-up-diseases.obo", "made-up-diseases.json")) {
                assertEquals(
                        within,
                        DiseaseHierarchy.read(DiseaseSamples.file(form))
                                .test(
                                        Optional.ofNullable(studied).orElse(""),
                                        Optional.ofNullable(agreed).orElse("")),
                        form + ": " + why);
            }
        }

        @Test
        void isEqualityWithoutAnOntology() {
            DiseaseHierarchy none = DiseaseHierarchy.in(folder);
            assertTrue(none.test("MONDO:9990010", "mondo:9990010"));
            assertFalse(none.test("MONDO:9990011", "MONDO:9990010"));
            assertFalse(none.test("", ""));
        }

        /// Read by another program of this project, which knows nothing but this ontology.
        @Test
        @RealData
        void isAsInTheHumanPhenotypeOntology() {
            Path file = SharedData.file("hpo/hp.v2024-08-13.json.gz");
            Ontology other = Ontology.read(file);
            DiseaseHierarchy hierarchy = DiseaseHierarchy.read(file);
            assertTrue(
                    hierarchy.toString().startsWith(other.release() + ", "), hierarchy::toString);
            Cases.check(
                    3000,
                    random -> {
                        int below = random.nextInt(other.size());
                        int above =
                                random.nextBoolean()
                                        ? random.nextInt(other.size())
                                        : anAncestor(other, below, random.nextInt(5));
                        boolean within = other.ancestorsAndSelf(below).contains(above);
                        assertEquals(
                                within,
                                hierarchy.test(code(other, below), code(other, above)),
                                () -> code(other, below) + " in " + code(other, above));
                    });
        }

        private static int anAncestor(Ontology ontology, int term, int steps) {
            int at = term;
            for (int step = 0; step < steps && !ontology.parents(at).isEmpty(); step++) {
                at = ontology.parents(at).getFirst();
            }
            return at;
        }

        private static String code(Ontology ontology, int term) {
            return ontology.id(term).toString();
        }
    }

    @Nested
    class InMatching {
        private final UseMatcher matcher =
                new UseMatcher(DiseaseHierarchy.read(DiseaseSamples.file("made-up-diseases.obo")));

        private UseDecision decide(String studied, String... agreed) {
            return matcher.decide(
                    new DataUse(
                            java.util.stream.Stream.of(agreed)
                                    .map(code -> DuoTerm.of(DuoCode.DS, code))
                                    .toList()),
                    new ResearchQuestion(
                            Set.of(Aim.DISEASE),
                            Optional.of(studied),
                            Reach.NOT_FOR_PROFIT,
                            Set.of(),
                            Set.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            LocalDate.of(2026, 3, 2)));
        }

        @Test
        void permitsAKindOfTheDiseaseThatWasAgreedTo() {
            assertInstanceOf(UseDecision.Permit.class, decide("MONDO:9990012", "MONDO:9990010"));
            assertInstanceOf(
                    UseDecision.Permit.class,
                    decide("MONDO:9990012", "MONDO:7777777", "MONDO:9990020"),
                    "one of several is enough");
        }

        @Test
        void deniesAWiderOneAndOneThatIsNotKnown() {
            assertInstanceOf(UseDecision.Deny.class, decide("MONDO:9990010", "MONDO:9990012"));
            assertInstanceOf(UseDecision.Deny.class, decide("MONDO:7777777", "MONDO:9990010"));
            assertInstanceOf(UseDecision.Deny.class, decide("MONDO:9990010", "MONDO:7777777"));
        }
    }

    @Nested
    class AnOperatorsFolder {
        @Test
        void mayHaveNone() {
            assertEquals(0, DiseaseHierarchy.in(folder).size());
        }

        @Test
        void mayHaveOneInAnyForm() throws IOException {
            Path packed =
                    gzip(
                            "diseases.json.gz",
                            Files.readAllBytes(DiseaseSamples.file("made-up-diseases.json")));
            DiseaseHierarchy hierarchy = DiseaseHierarchy.in(folder);
            assertEquals("made-up/2026-03-01, 5 diseases", hierarchy.toString());
            Files.move(packed, folder.resolve("diseases.obo"));
            assertEquals(hierarchy.toString(), DiseaseHierarchy.in(folder).toString());
        }

        @Test
        void hasNotTwo() throws IOException {
            write("diseases.obo", "format-version: 1.2\n");
            write("diseases.json", "{}");
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> DiseaseHierarchy.in(folder));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("OGMS-7957 "),
                    refused.toString());
        }
    }

    @Nested
    class ABadFile {
        private void refuses(Path file, String why) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> DiseaseHierarchy.read(file));
            String words = String.valueOf(refused.getMessage());
            assertTrue(words.startsWith("OGMS-7955 " + file.getFileName()), words);
            assertTrue(words.contains(why), words);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // text | reason
                    "{}| it has no graphs[0]",
                    "{\"graphs\":[{\"nodes\":[]}]}| it has no term",
                    "{\"graphs\":[{\"nodes\":[| not readable as JSON",
                    "format-version: 1.2| it has no term",
                    "[Term]%n name: without id| line 2",
                    "[Term]%nid: heart disease| line 2 has no code",
                    "[Term]%nid: A:1%nis_a: %n| line 3 has no code",
                    "[Term]%nid: A:1%nbroken| line 3 has no tag",
                    "[Term]%nid: A:1%nis_a: A:2%n[Term]%nid: A:2%nis_a: A:1| in a circle through A:1",
                    "[Term]%nid: A:1%nis_a: A:1| in a circle through A:1",
                    "[Term]%nid: A:1%nis_obsolete: true| it has no term"
                })
        void isRefusedWithItsPlaceAndTheReason(String text, String why) throws IOException {
            refuses(write("diseases.obo", text.replace("%n", "\n")), why);
        }

        @Test
        void isRefusedIfItIsNoText() throws IOException {
            Path file = folder.resolve("diseases.obo");
            Files.write(file, new byte[] {'[', 'T', (byte) 0xff, (byte) 0xfe, '\n'});
            refuses(file, "not UTF-8");
        }

        @Test
        void isReadWholeOrNotAtAll() throws IOException {
            Path file =
                    gzip(
                            "diseases.obo.gz",
                            "[Term]\nid: A:1\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            UncheckedIOException refused =
                    assertThrows(UncheckedIOException.class, () -> DiseaseHierarchy.read(file));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("OGMS-7956 diseases.obo.gz"),
                    refused.toString());
        }
    }
}
