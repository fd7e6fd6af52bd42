package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.people.Sex;

class PlantedTruthTest {
    private static final int PATIENTS = 600;
    private static SyntheticRegion region;
    private static WrittenGenome genome;

    @BeforeAll
    static void write(@TempDir Path folder) throws IOException {
        region = SyntheticRegion.of(12);
        genome = WrittenGenome.read(region.writeReferenceSources(folder));
    }

    private static List<PlantedTruth> truths() {
        return region.patients(PATIENTS).stream()
                .map(region::truthOf)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void sixPatientsInTenHaveACause() {
        assertEquals(0.6, (double) truths().size() / PATIENTS, 0.06);
    }

    @Test
    void everyPlantedVariantDoesWhatIsClaimed() {
        Map<PlantedVariant.Damage, Integer> seen = new EnumMap<>(PlantedVariant.Damage.class);
        for (PlantedTruth truth : truths()) {
            for (PlantedVariant variant : truth.variants()) {
                seen.merge(variant.damage(), 1, Integer::sum);
                check(truth, variant);
            }
        }
        assertEquals(PlantedVariant.Damage.values().length, seen.size(), "kinds seen: " + seen);
    }

    private static void check(PlantedTruth truth, PlantedVariant variant) {
        WrittenGenome.Row row = genome.transcript(variant.transcript());
        assertEquals(truth.geneSymbol(), row.symbol());
        assertEquals("MANE Select", row.status());
        assertEquals(row.contig(), variant.contig());
        int at = variant.pos() - 1;
        assertEquals(
                variant.ref(),
                genome.contig(variant.contig()).substring(at, at + variant.ref().length()));
        String before = WrittenGenome.translated(genome.codingSequence(row));
        String changed = genome.codingSequence(row, at, variant.ref().length(), variant.alt());
        String after = WrittenGenome.translated(changed);
        switch (variant.damage()) {
            case STOP_GAINED -> {
                assertEquals(before.length(), after.length());
                assertTrue(after.indexOf('*') < before.length() - 1);
            }
            case MISSENSE -> {
                assertEquals(before.length(), after.length());
                assertEquals(before.length() - 1, after.indexOf('*'));
                long differences =
                        java.util.stream.IntStream.range(0, before.length())
                                .filter(i -> before.charAt(i) != after.charAt(i))
                                .count();
                assertEquals(1, differences);
                assertEquals('M', after.charAt(0));
            }
            case FRAMESHIFT -> {
                assertNotEquals(0, changed.length() % 3);
                int first = 0;
                while (before.charAt(first) == after.charAt(first)) {
                    first++;
                }
                assertNotEquals('*', after.charAt(first));
                assertTrue(after.indexOf('*') >= 0, "never stops");
                assertNotEquals(
                        variant.ref().charAt(variant.ref().length() - 1),
                        variant.alt().charAt(variant.alt().length() - 1),
                        "not left-aligned");
                assertEquals(variant.ref().charAt(0), variant.alt().charAt(0));
            }
            case SPLICE_DONOR, SPLICE_ACCEPTOR -> {
                assertEquals(before, after);
                boolean leftEnd =
                        WrittenGenome.introns(row).stream()
                                .anyMatch(i -> at - i[0] == 0 || at - i[0] == 1);
                boolean rightEnd =
                        WrittenGenome.introns(row).stream()
                                .anyMatch(i -> i[1] - at == 1 || i[1] - at == 2);
                assertTrue(leftEnd ^ rightEnd);
                boolean donor = leftEnd != row.reverse();
                assertEquals(donor, variant.damage() == PlantedVariant.Damage.SPLICE_DONOR);
            }
        }
    }

    @Test
    void zygosityFitsTheInheritanceAndTheSex() {
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            Optional<PlantedTruth> found = region.truthOf(patient);
            if (found.isEmpty()) {
                continue;
            }
            PlantedTruth truth = found.get();
            List<PlantedVariant.Zygosity> copies =
                    truth.variants().stream().map(PlantedVariant::zygosity).toList();
            boolean male = patient.person().sex() == Sex.MALE;
            boolean onX = truth.variants().getFirst().contig().equals("chrX");
            assertEquals(truth.inheritance().isXLinked(), onX);
            List<List<PlantedVariant.Zygosity>> allowed =
                    switch (truth.inheritance()) {
                        case AUTOSOMAL_DOMINANT ->
                                List.of(List.of(PlantedVariant.Zygosity.HETEROZYGOUS));
                        case AUTOSOMAL_RECESSIVE ->
                                List.of(
                                        List.of(PlantedVariant.Zygosity.HOMOZYGOUS),
                                        List.of(
                                                PlantedVariant.Zygosity.HETEROZYGOUS,
                                                PlantedVariant.Zygosity.HETEROZYGOUS));
                        case X_LINKED_RECESSIVE, X_LINKED_DOMINANT ->
                                List.of(
                                        List.of(
                                                male
                                                        ? PlantedVariant.Zygosity.HEMIZYGOUS
                                                        : truth.inheritance()
                                                                        == Inheritance
                                                                                .X_LINKED_RECESSIVE
                                                                ? PlantedVariant.Zygosity.HOMOZYGOUS
                                                                : PlantedVariant.Zygosity
                                                                        .HETEROZYGOUS));
                    };
            assertTrue(allowed.contains(copies), truth.inheritance() + " " + copies);
        }
    }

    @Test
    void theTableHoldsWhatIsPlantedAndNothingElse(@TempDir Path folder) throws IOException {
        Path table = folder.resolve("truth.tsv");
        region.writeTruth(table, PATIENTS);
        long variants = truths().stream().mapToLong(t -> t.variants().size()).sum();
        assertEquals(variants + 1, Files.readAllLines(table).size());
    }
}
