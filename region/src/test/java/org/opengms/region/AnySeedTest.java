package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.testing.Cases;

class AnySeedTest {
    @TempDir private Path folder;

    @Test
    void everySeedGivesASoundRegion() {
        Cases.check(
                6,
                random -> {
                    SyntheticRegion region = SyntheticRegion.of(random.nextLong());
                    WrittenGenome genome = WrittenGenome.read(region.writeReferenceSources(folder));
                    for (WrittenGenome.Row row : genome.transcripts) {
                        String protein = WrittenGenome.translated(genome.codingSequence(row));
                        assertTrue(protein.startsWith("M"));
                        assertEquals(protein.length() - 1, protein.indexOf('*'));
                    }
                    assertEquals(40, region.genome().genes().size());
                    assertEquals(7, region.network().laboratories().size());
                    int patient = random.nextInt(1_000);
                    try (OutputStream out = Files.newOutputStream(folder.resolve("any.vcf.gz"))) {
                        region.sequencing()
                                .vcf(
                                        region.patient(patient),
                                        region.truthOf(region.patient(patient)),
                                        out);
                    }
                    checkReferences(genome);
                });
    }

    @Test
    void everyGeneEitherHasAPlaceForALossOrIsPassedOver() {
        Cases.check(
                8,
                random -> {
                    SyntheticRegion region = SyntheticRegion.of(random.nextLong());
                    for (int patient = 0; patient < 25; patient++) {
                        region.sequencing()
                                .vcf(
                                        region.patient(patient),
                                        region.truthOf(region.patient(patient)),
                                        OutputStream.nullOutputStream());
                    }
                });
    }

    private void checkReferences(WrittenGenome genome) throws IOException {
        try (java.io.BufferedReader lines =
                new java.io.BufferedReader(
                        new java.io.InputStreamReader(
                                new java.util.zip.GZIPInputStream(
                                        Files.newInputStream(folder.resolve("any.vcf.gz"))),
                                java.nio.charset.StandardCharsets.US_ASCII))) {
            lines.lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(l -> l.split("\t"))
                    .forEach(cells -> {
                        int at = Integer.parseInt(cells[1]) - 1;
                        assertTrue(
                                genome.contig(cells[0]).startsWith(cells[3], at),
                                cells[0] + ":" + cells[1]);
                    });
        }
    }

    @Test
    void theWholeTestRangeOfNhsNumbersIsUsedOnlyOnce() {
        Cases.check(
                1,
                random -> {
                    PatientStream patients = SyntheticRegion.of(random.nextLong()).patientStream();
                    Set<String> seen = new HashSet<>();
                    for (int number = 0; number < SyntheticRegion.MOST_PATIENTS; number++) {
                        for (String digits : patients.nhsNumbers(number)) {
                            assertTrue(seen.add(digits), "used twice");
                        }
                    }
                    assertEquals(3 * SyntheticRegion.MOST_PATIENTS, seen.size());
                });
    }
}
