package org.opengms.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// Reading VCFs that others wrote.
@RealData
class RealVcfTest {
    private static String line(
            String contig, int pos, String ref, String alt, String zygosity, String filter) {
        return String.join(" ", contig, Integer.toString(pos), ref, alt, zygosity, filter);
    }

    /// Failed filters in alphabetical order; htsjdk forgets that of the file.
    private static String filters(String text) {
        return String.join(";", new TreeSet<>(List.of(text.split(";"))));
    }

    /// The whole of a real chromosome, call by call as htsjdk reads it.
    @Test
    void readsAWholeChromosomeAsHtsjdkDoes() throws IOException {
        Path vcf = SharedData.file("vcf-real/na12878-happy/PG_NA12878_hg38-chr21.vcf.gz");
        List<String> ours = new ArrayList<>();
        List<VariantCall> verified = new ArrayList<>();
        VcfSummary summary =
                new VcfReader(RealReference.REFERENCE)
                        .read(
                                vcf,
                                SampleChoice.only(),
                                c -> {
                                    ours.add(
                                            line(
                                                    c.variant().contig().name(),
                                                    c.vcfPos(),
                                                    c.vcfRef(),
                                                    c.vcfAlt(),
                                                    c.zygosity().name(),
                                                    filters(c.filter())));
                                    if (c.referenceCheck() == ReferenceCheck.VERIFIED) {
                                        verified.add(c);
                                    }
                                });
        List<String> theirs = new ArrayList<>();
        int records = 0;
        try (VCFFileReader reader = new VCFFileReader(vcf, false)) {
            for (VariantContext record : reader) {
                records++;
                Genotype genotype = record.getGenotype(0);
                for (Allele alt : record.getAlternateAlleles()) {
                    int copies = genotype.countAllele(alt);
                    if (copies > 0) {
                        String zygosity =
                                genotype.getPloidy() == 1
                                        ? "HEMIZYGOUS"
                                        : copies == genotype.getPloidy()
                                                ? "HOMOZYGOUS"
                                                : "HETEROZYGOUS";
                        theirs.add(
                                line(
                                        record.getContig(),
                                        record.getStart(),
                                        record.getReference().getBaseString(),
                                        alt.getBaseString(),
                                        zygosity,
                                        record.filtersWereApplied()
                                                ? record.isNotFiltered()
                                                        ? "PASS"
                                                        : filters(
                                                                String.join(
                                                                        ";", record.getFilters()))
                                                : "."));
                    }
                }
            }
        }
        assertEquals(65_370, records);
        assertEquals(65_370, summary.records());
        assertEquals(theirs.size(), ours.size());
        List<String> different = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                different.add(ours.get(i) + " / " + theirs.get(i));
            }
        }
        assertEquals(List.of(), different);
        System.out.println("chr21 calls whose REF was verified: " + verified.size());
        assertTrue(verified.size() > 2_100);
    }

    @Test
    void refusesTheSameChromosomeOfTheOlderAssembly() {
        VcfException e =
                assertThrows(
                        VcfException.class,
                        () ->
                                new VcfReader(RealReference.REFERENCE)
                                        .read(
                                                SharedData.file(
                                                        "vcf-real/na12878-happy/PG_NA12878_chr21.vcf.gz"),
                                                SampleChoice.only(),
                                                _ -> {}));
        assertEquals(VcfException.Kind.WRONG_ASSEMBLY, e.kind());
    }

    /// The files with which the specification's own validator is tested. Their bases are made up,
    /// so a REF that disagrees with the human genome, a contig it lacks, or a list of sites are
    /// refused rightly; what counts is that nothing but a refusal with a reason ever comes out.
    @Test
    void readsOrRefusesTheFilesOfTheSpecificationWithAReason() throws IOException {
        Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
        List<String> passedButMalformed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SharedData.file("vcf-edge/hts-specs"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".vcf")).sorted().toList()) {
                boolean passed = file.toString().contains("passed");
                String outcome = outcome(file);
                outcomes.computeIfAbsent(passed ? "passed" : "failed", _ -> new TreeMap<>())
                        .merge(outcome, 1, Integer::sum);
                boolean made =
                        List.of(
                                        "REF_MISMATCH",
                                        "UNKNOWN_CONTIGS",
                                        "SAMPLE_NOT_CHOSEN",
                                        "read",
                                        "BAD_POS",
                                        "WRONG_ASSEMBLY")
                                .contains(outcome);
                if (passed && !made) {
                    passedButMalformed.add(file.getFileName() + " " + outcome);
                }
            }
        }
        System.out.println("Files of the VCF specification: " + outcomes);
        assertEquals(List.of(), passedButMalformed);
    }

    /// Odd, broken, structural and foreign files from the test suites of others: each is read to
    /// its end, consequences and names included, or refused with a reason.
    @ParameterizedTest
    @ValueSource(strings = {"vcf-edge", "vcf-real/opencga-cases"})
    void readsOrRefusesWhateverOthersTestWith(String folder) throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SharedData.file(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".vcf")).toList()) {
                outcomes.merge(outcome(file), 1, Integer::sum);
            }
        }
        System.out.println(folder + ": " + outcomes);
        assertTrue(outcomes.getOrDefault("read", 0) > 0);
    }

    private static String outcome(Path file) throws IOException {
        SampleChoice choice = SampleChoice.only();
        for (String line :
                Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).split("\n")) {
            String[] cells = line.split("\t", -1);
            if (line.startsWith("#CHROM") && cells.length > 9) {
                choice = SampleChoice.named(cells[9].strip());
            }
        }
        try {
            VariantAnnotator annotator = new VariantAnnotator(RealReference.REFERENCE);
            new VcfReader(RealReference.REFERENCE)
                    .read(
                            file,
                            choice,
                            call -> {
                                for (TranscriptConsequence c : annotator.annotate(call.variant())) {
                                    assertEquals(c.hgvsC(), c.hgvsC());
                                    assertEquals(c.hgvsP(), c.hgvsP());
                                }
                            });
            return "read";
        } catch (VcfException e) {
            return e.kind().name();
        }
    }
}
