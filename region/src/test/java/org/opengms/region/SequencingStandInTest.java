package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import htsjdk.variant.vcf.VCFHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.people.Sex;
import org.opengms.testing.Cases;

class SequencingStandInTest {
    private static final int PATIENTS = 12;
    private static SyntheticRegion region;
    private static WrittenGenome genome;
    @TempDir private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        region = SyntheticRegion.of(13);
        genome = WrittenGenome.read(region.writeReferenceSources(folder));
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            try (OutputStream out = Files.newOutputStream(vcf(patient))) {
                region.sequencing().vcf(patient, region.truthOf(patient), out);
            }
        }
    }

    private static Path vcf(SyntheticPatient patient) {
        return folder.resolve(patient.number() + ".vcf.gz");
    }

    private static List<VariantContext> variants(SyntheticPatient patient) {
        try (VCFFileReader reader = new VCFFileReader(vcf(patient), false)) {
            return reader.iterator().toList();
        }
    }

    @Test
    void isBlockedGzipThatEndsAsTheSpecificationAsks() throws IOException {
        assertEquals(
                BlockCompressedInputStream.FileTermination.HAS_TERMINATOR_BLOCK,
                BlockCompressedInputStream.checkTermination(vcf(region.patient(0))));
    }

    @Test
    void headerNamesTheSyntheticAssemblyAndItsContigs() {
        SyntheticPatient patient = region.patient(0);
        try (VCFFileReader reader = new VCFFileReader(vcf(patient), false)) {
            VCFHeader header = reader.getFileHeader();
            assertEquals("opengms-synthetic", header.getMetaDataLine("reference").getValue());
            assertEquals(List.of(patient.specimen().id()), header.getGenotypeSamples());
            header.getContigLines()
                    .forEach(c ->
                            assertEquals(
                                    genome.contig(c.getID()).length(),
                                    c.getSAMSequenceRecord().getSequenceLength()));
            assertEquals(4, header.getContigLines().size());
        }
    }

    @Test
    void everyReferenceAlleleAgreesAndEveryAlleleIsParsimoniousAndLeftAligned() {
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            for (VariantContext variant : variants(patient)) {
                String ref = variant.getReference().getBaseString();
                String alt = variant.getAlternateAllele(0).getBaseString();
                int at = variant.getStart() - 1;
                assertEquals(
                        ref, genome.contig(variant.getContig()).substring(at, at + ref.length()));
                assertFalse(ref.equals(alt));
                if (ref.length() != alt.length()) {
                    assertEquals(ref.charAt(0), alt.charAt(0));
                    assertFalse(ref.charAt(ref.length() - 1) == alt.charAt(alt.length() - 1));
                } else {
                    assertEquals(1, ref.length());
                }
            }
        }
    }

    @Test
    void isSortedAndAboutAsLargeAsAsked() {
        List<String> order = List.of("chr1", "chr2", "chr3", "chrX");
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            List<VariantContext> variants = variants(patient);
            assertEquals(3_050, variants.size(), 350);
            long last = -1;
            long snvs = 0;
            for (VariantContext variant : variants) {
                long at = order.indexOf(variant.getContig()) * 10_000_000L + variant.getStart();
                assertTrue(at > last);
                last = at;
                snvs += variant.isSNP() ? 1 : 0;
            }
            assertEquals(0.87, (double) snvs / variants.size(), 0.04);
            long passing = variants.stream().filter(v -> !v.isFiltered()).count();
            assertEquals(0.98, (double) passing / variants.size(), 0.015);
        }
    }

    @Test
    void plantedCausesAreThereWithTheirZygosityAndPassEveryFilter() {
        int planted = 0;
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            List<VariantContext> variants = variants(patient);
            for (PlantedVariant cause :
                    region.truthOf(patient).stream().flatMap(t -> t.variants().stream()).toList()) {
                VariantContext found =
                        variants.stream()
                                .filter(v -> v.getContig().equals(cause.contig()))
                                .filter(v -> v.getStart() == cause.pos())
                                .findFirst()
                                .orElseThrow();
                assertEquals(cause.ref(), found.getReference().getBaseString());
                assertEquals(cause.alt(), found.getAlternateAllele(0).getBaseString());
                assertFalse(found.isFiltered());
                Genotype genotype = found.getGenotype(0);
                switch (cause.zygosity()) {
                    case HETEROZYGOUS -> assertTrue(genotype.isHet());
                    case HOMOZYGOUS -> assertTrue(genotype.isHomVar() && genotype.getPloidy() == 2);
                    case HEMIZYGOUS -> assertEquals(1, genotype.getPloidy());
                }
                planted++;
            }
        }
        assertTrue(planted > 3, "planted: " + planted);
    }

    @Test
    void malesHaveOneCopyOfX() {
        Set<Sex> seen = new HashSet<>();
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            seen.add(patient.person().sex());
            int copies = patient.person().sex() == Sex.MALE ? 1 : 2;
            for (VariantContext variant : variants(patient)) {
                assertEquals(
                        variant.getContig().equals("chrX") ? copies : 2,
                        variant.getGenotype(0).getPloidy());
            }
        }
        assertEquals(Set.of(Sex.FEMALE, Sex.MALE), seen);
    }

    @Test
    void backgroundTouchesProteinsSeldomAndNeverThoseOfThePlantedGene() {
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            Optional<PlantedTruth> truth = region.truthOf(patient);
            int changing = 0;
            int ending = 0;
            for (VariantContext variant : variants(patient)) {
                int at = variant.getStart() - 1;
                String ref = variant.getReference().getBaseString();
                String alt = variant.getAlternateAllele(0).getBaseString();
                for (WrittenGenome.Row row : genome.transcripts) {
                    if (!row.contig().equals(variant.getContig())
                            || !row.status().equals("MANE Select")
                            || at + ref.length() <= row.exons().getFirst()[0]
                            || at >= row.exons().getLast()[1]) {
                        continue;
                    }
                    boolean cause =
                            truth.stream()
                                    .flatMap(t -> t.variants().stream())
                                    .anyMatch(v ->
                                            v.contig().equals(row.contig()) && v.pos() == at + 1);
                    if (cause) {
                        continue;
                    }
                    String before = genome.codingSequence(row);
                    String after = genome.codingSequence(row, at, ref.length(), alt);
                    String protein = WrittenGenome.translated(after);
                    if (!WrittenGenome.translated(before).equals(protein)) {
                        changing++;
                        assertFalse(
                                truth.stream().anyMatch(t -> t.geneSymbol().equals(row.symbol())),
                                "background in the planted gene");
                        boolean ends = protein.indexOf('*') != protein.length() - 1;
                        if (ends) {
                            ending++;
                            assertTrue(variant.getGenotype(0).isHet());
                            assertFalse(row.contig().equals("chrX"));
                        }
                    }
                    for (int[] intron : WrittenGenome.introns(row)) {
                        boolean site =
                                (at >= intron[0] - 1 && at < intron[0] + 2)
                                        || (at >= intron[1] - 2 && at < intron[1]);
                        assertFalse(site, "background at a splice site");
                    }
                }
            }
            assertTrue(changing >= 6 && changing <= 28, "changing: " + changing);
            assertTrue(ending <= 5, "ending: " + ending);
        }
    }

    @Test
    void blocksHoldAnyBytes() {
        Cases.check(
                20,
                random -> {
                    byte[] bytes = new byte[random.nextInt(200_000)];
                    random.nextBytes(bytes);
                    assertArrayEquals(bytes, unpacked(packed(bytes, random)));
                });
    }

    private static byte[] packed(byte[] bytes, RandomGenerator random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BgzfWriter writer = new BgzfWriter(out)) {
            int at = 0;
            while (at < bytes.length) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(70_000));
                if (length == 1) {
                    writer.write(bytes[at]);
                } else {
                    writer.write(bytes, at, length);
                }
                at += length;
            }
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (BlockCompressedInputStream blocks =
                        new BlockCompressedInputStream(new ByteArrayInputStream(packed));
                GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = blocks.readAllBytes();
            assertArrayEquals(bytes, plain.readAllBytes());
            return bytes;
        }
    }
}
