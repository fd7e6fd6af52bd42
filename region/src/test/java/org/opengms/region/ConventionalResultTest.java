package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.directory.TestMethod;

class ConventionalResultTest {
    private static final SyntheticRegion REGION = SyntheticRegion.of(16);
    private static final List<SyntheticPatient> PATIENTS = REGION.patients(200);

    @ParameterizedTest
    @EnumSource(
            value = TestMethod.class,
            names = {"PANEL", "EXOME"})
    void sequencingOfThePanelsGenesFindsEveryCause(TestMethod method) {
        for (SyntheticPatient patient : PATIENTS) {
            Optional<PlantedTruth> truth = REGION.truthOf(patient);
            ConventionalResult result = REGION.conventionalResult(patient, method);
            assertEquals(truth.map(PlantedTruth::geneSymbol), result.geneSymbol());
            assertEquals(truth.map(PlantedTruth::variants).orElse(List.of()), result.variants());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestMethod.class,
            names = {"MICROARRAY", "OTHER"})
    void methodsBlindToSmallChangesFindNone(TestMethod method) {
        for (SyntheticPatient patient : PATIENTS) {
            ConventionalResult result = REGION.conventionalResult(patient, method);
            assertFalse(result.causeFound());
            assertTrue(result.words().contains(method.words()));
        }
    }

    @Test
    void aSingleGeneTestReadsTheFirstGreenGeneOfThePanel(@TempDir Path folder) throws IOException {
        Map<String, TreeSet<String>> green = new HashMap<>();
        for (String line : Files.readAllLines(REGION.writeReferenceSources(folder).panels())) {
            String[] cells = line.split("\t");
            if (cells[3].equals("3")) {
                green.computeIfAbsent(cells[6], i -> new TreeSet<>()).add(cells[2]);
            }
        }
        int found = 0;
        for (SyntheticPatient patient : PATIENTS) {
            String gene = green.getOrDefault(patient.indicationCode(), new TreeSet<>()).getFirst();
            ConventionalResult result = REGION.conventionalResult(patient, TestMethod.SINGLE_GENE);
            boolean expected =
                    REGION.truthOf(patient).filter(t -> t.geneSymbol().equals(gene)).isPresent();
            assertEquals(expected, result.causeFound());
            found += expected ? 1 : 0;
        }
        assertTrue(found > 0 && found < 100, "found: " + found);
    }

    @Test
    void wholeGenomesAreNotConventional() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> REGION.conventionalResult(PATIENTS.getFirst(), TestMethod.WGS));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-2304 "));
    }
}
