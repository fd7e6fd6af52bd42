package org.opengms.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.phenotype.HpoId;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import org.phenopackets.schema.v2.core.PhenotypicFeature;

class CaseDescriptionTest {
    private static final String PACKET =
            """
            {"id": "case-7", "subject": {"id": "somebody", "sex": "FEMALE"},
             "phenotypicFeatures": [
              {"type": {"id": "HP:0001250", "label": "Seizure"}},
              {"type": {"id": "HP:0001251"}, "%s": true},
              {"type": {"id": "HP:0001250"}}],
             "diseases": [{"term": {"id": "OMIM:1"}}],
             "interpretations": [{"id": "HP:0009999", "phenotypicFeatures": "not looked at"}],
             "files": [{"uri": "file:///elsewhere.vcf"}], "somethingNew": {"a": [1, 2]}}
            """;

    @TempDir Path folder;

    private Path packet(String text) throws IOException {
        return Files.writeString(folder.resolve("packet.json"), text);
    }

    @ParameterizedTest
    @CsvSource({"excluded", "negated"})
    void isReadFromEitherVersion(String absent) throws IOException {
        CaseDescription description =
                CaseDescription.readPhenopacket(packet(PACKET.formatted(absent)));
        assertEquals("case-7", description.caseId());
        assertEquals(Sex.FEMALE, description.sex());
        assertEquals(List.of(new HpoId(1250)), description.observed());
        assertEquals(List.of(new HpoId(1251)), description.excluded());
    }

    @Test
    void isReadFromTheProbandOfAFamily() throws IOException {
        CaseDescription description =
                CaseDescription.readPhenopacket(
                        packet(
                                "{\"id\": \"family-1\", \"proband\": "
                                        + PACKET.formatted("excluded")
                                        + "}"));
        assertEquals("family-1", description.caseId());
        assertEquals(List.of(new HpoId(1250)), description.observed());
    }

    @Test
    void isReadFromAGzippedFile() throws IOException {
        Path file = folder.resolve("packet.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(PACKET.formatted("excluded").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("case-7", CaseDescription.readPhenopacket(file).caseId());
    }

    @Nested
    class IsRefused {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "{",
                    "{}",
                    "not json",
                    "{\"resourceType\": \"Bundle\"}",
                    "{\"subject\": {}} trailing",
                    "{\"phenotypicFeatures\": {}}",
                    "{\"phenotypicFeatures\": [{\"type\": {\"id\": \"HP:12\"}}]}",
                    "{\"phenotypicFeatures\": [{\"type\": {\"id\": \"MONDO:0000001\"}}]}",
                    "{\"phenotypicFeatures\": [{}]}"
                })
        void whenItIsNoUsablePhenopacket(String text) throws IOException {
            Path file = packet(text);
            InterpretationException refused =
                    assertThrows(
                            InterpretationException.class,
                            () -> CaseDescription.readPhenopacket(file));
            assertEquals("OGMS-0401", refused.code());
            assertTrue(refused.toString().contains("packet.json"), refused.toString());
        }

        @Test
        void whenItIsNestedBeyondReason() throws IOException {
            Path file = packet("{\"x\":".repeat(100_000));
            assertEquals(
                    "OGMS-0401",
                    assertThrows(
                                    InterpretationException.class,
                                    () -> CaseDescription.readPhenopacket(file))
                            .code());
        }

        @Test
        void whenItIsMissing() {
            InterpretationException refused =
                    assertThrows(
                            InterpretationException.class,
                            () -> CaseDescription.readPhenopacket(folder.resolve("none.json")));
            assertTrue(refused.toString().contains("no such file"), refused.toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\tb", "a\u0000"})
        void whenTheCaseHasNoUsableName(String id) {
            assertEquals(
                    "OGMS-0406",
                    assertThrows(
                                    InterpretationException.class,
                                    () -> CaseDescription.of(id, Sex.UNKNOWN, List.of()))
                            .code());
        }
    }

    /// The message classes of the Phenopacket schema read the same published files.
    @RealData
    @ParameterizedTest
    @ValueSource(
            strings = {
                "phenopackets/lirical/LDS2.v2.json",
                "phenopackets/lirical/pfeiffer.v2.json",
                "phenopackets/phenopacket-tools/phenopacket-tools-io/src/test/resources/org/"
                        + "phenopackets/phenopackettools/io/v2/phenopacket.json"
            })
    void agreesWithTheSchemasOwnClasses(String name) throws IOException {
        Path file = SharedData.file(name);
        org.phenopackets.schema.v2.Phenopacket.Builder oracle =
                org.phenopackets.schema.v2.Phenopacket.newBuilder();
        try (Reader in = new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8)) {
            JsonFormat.parser().ignoringUnknownFields().merge(in, oracle);
        }
        CaseDescription description = CaseDescription.readPhenopacket(file);
        assertEquals(oracle.getId(), description.caseId());
        assertEquals(
                oracle.getPhenotypicFeaturesList().stream()
                        .filter(feature -> !feature.getExcluded())
                        .map(PhenotypicFeature::getType)
                        .map(type -> HpoId.parse(type.getId()))
                        .distinct()
                        .toList(),
                description.observed());
    }

    @RealData
    @Test
    void readsTheFirstVersionAsTheSecond() {
        CaseDescription first =
                CaseDescription.readPhenopacket(
                        SharedData.file("phenopackets/lirical/pfeiffer.v1.json"));
        CaseDescription second =
                CaseDescription.readPhenopacket(
                        SharedData.file("phenopackets/lirical/pfeiffer.v2.json"));
        assertEquals(second.observed(), first.observed());
        assertEquals(second.excluded(), first.excluded());
    }
}
