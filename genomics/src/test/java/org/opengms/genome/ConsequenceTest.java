package org.opengms.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// Consequences and names on a made-up gene whose answers can be worked out by hand:
///
///     position  11     17            29   30 … 59   60        70  71
///               GGCACC ATGGCTAAAAAAG [30 intronic]  GTTGGCAATAA CCTGATAAC
///     codons           M  A  K  K  G                 W  Q  *
///
/// Every row is tried on the gene and on its mirror image on the reverse strand, with the same
/// names expected.
class ConsequenceTest {
    private static final String FLANK = "CATCATCATC";
    private static final String EXON_1 = "GGCACCATGGCTAAAAAAG";
    private static final String INTRON = "GTAAGTCTCTCTGACTCATTTCTCTTTCAG";
    private static final String EXON_2 = "GTTGGCAATAACCTGATAAC";
    private static final String GENOME =
            FLANK + EXON_1 + INTRON + EXON_2 + "TTTTGTTTTT".repeat(520);
    private static final Contig CONTIG = new Contig("made-up");
    private static final Gene GENE = new Gene(new GeneId("NCBIGene:1"), "G", 1, null);

    private static Transcript transcript(
            Strand strand, int[] starts, int[] ends, int codingStart, int codingEnd) {
        return new Transcript(
                null,
                "NM_1.1",
                "NP_1.1",
                GENE,
                CONTIG,
                strand,
                Transcript.Preference.MANE_SELECT,
                starts,
                ends,
                codingStart,
                codingEnd,
                0,
                true);
    }

    @SuppressWarnings("MustBeClosedChecker") // an automatic arena is closed by the collector
    private static GenomeReference reference(String genome, Transcript transcript) {
        return new GenomeReference(
                Arena.ofAuto(),
                null,
                List.of(),
                List.of(),
                VariantNormaliserTest.sequence(transcript.contig(), genome),
                new TranscriptCatalogue(List.of(transcript)),
                new GeneCatalogue(List.of(new GeneCatalogue.Entry(GENE, List.of()))));
    }

    private static GenomeReference forward(String genome) {
        return reference(
                genome, transcript(Strand.FORWARD, new int[] {10, 59}, new int[] {29, 79}, 16, 70));
    }

    private static GenomeReference reverse(String genome) {
        int n = genome.length();
        return reference(
                GeneticCode.reverseComplement(genome),
                transcript(
                        Strand.REVERSE,
                        new int[] {n - 79, n - 29},
                        new int[] {n - 59, n - 10},
                        n - 70,
                        n - 16));
    }

    private static TranscriptConsequence only(
            GenomeReference reference, int startZeroBased, String ref, String alt) {
        assertEquals(
                ref,
                reference.sequence().bases(CONTIG, startZeroBased, startZeroBased + ref.length()));
        Variant variant =
                new VariantNormaliser(reference.sequence())
                        .normalise(CONTIG, startZeroBased, ref, alt);
        List<TranscriptConsequence> all = new VariantAnnotator(reference).annotate(variant);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private static String told(TranscriptConsequence c) {
        return c.terms().stream().map(SequenceOntologyTerm::label).collect(Collectors.joining("&"))
                + " "
                + c.hgvsC().map(n -> n.replace("NM_1.1:", "")).orElse("-")
                + " "
                + c.hgvsP().map(n -> n.replace("NP_1.1:", "")).orElse("-");
    }

    /// Position (1-based) of REF, REF, ALT, then terms, c. and p.
    @ParameterizedTest
    @CsvSource({
        "8, A, G, upstream_gene_variant - -",
        "85, T, G, downstream_gene_variant - -",
        "12, G, T, 5_prime_UTR_variant c.-5G>T -",
        "17, A, G, start_lost c.1A>G p.(Met1?)",
        "18, T, TT, frameshift_variant&start_lost c.2dup p.(Met1?)",
        "16, C, CATG, inframe_insertion c.1_3dup p.(Met1dup)",
        "20, G, A, missense_variant c.4G>A p.(Ala2Thr)",
        "22, T, C, synonymous_variant c.6T>C p.(Ala2=)",
        "23, A, T, stop_gained c.7A>T p.(Lys3Ter)",
        "22, TA, T, frameshift_variant&splice_region_variant c.12del p.(Gly5ValfsTer?)",
        "22, T, TA, frameshift_variant&splice_region_variant c.12dup p.(Gly5ArgfsTer6)",
        "22, TAAA, T, inframe_deletion&splice_region_variant c.10_12del p.(Lys4del)",
        "22, T, TAAA, inframe_insertion&splice_region_variant c.10_12dup p.(Lys4dup)",
        "22, T, TGGG, inframe_insertion c.6_7insGGG p.(Ala2_Lys3insGly)",
        "22, T, TTAA, stop_gained&inframe_insertion c.6_7insTAA p.(Lys3Ter)",
        "22, T, TGGGTAA, stop_gained&inframe_insertion c.6_7insGGGTAA p.(Ala2_Lys3insGlyTer)",
        "21, CTAA, C, inframe_deletion c.6_8del p.(Lys4del)",
        "22, TAA, AC, frameshift_variant c.6_8delinsAC p.(Lys3GlnfsTer?)",
        "21, CTAAA, GC, protein_altering_variant c.5_9delinsGC p.(Ala2_Lys3delinsGly)",
        "29, G, A, missense_variant&splice_region_variant c.13G>A p.(Gly5Ser)",
        "30, G, T, splice_donor_variant c.13+1G>T -",
        "32, A, G, splice_donor_region_variant&intron_variant c.13+3A>G -",
        "34, G, A, splice_donor_5th_base_variant&intron_variant c.13+5G>A -",
        "37, T, A, splice_region_variant&intron_variant c.13+8T>A -",
        "42, G, A, intron_variant c.13+13G>A -",
        "44, C, G, splice_polypyrimidine_tract_variant&intron_variant c.13+15C>G -",
        "45, T, G, splice_polypyrimidine_tract_variant&intron_variant c.14-15T>G -",
        "59, G, A, splice_acceptor_variant c.14-1G>A -",
        "28, AGGT, A, splice_donor_variant&coding_sequence_variant c.13_13+2del -",
        "64, G, A, stop_gained c.18G>A p.(Trp6Ter)",
        "65, CA, GT, missense_variant c.19_20delinsGT p.(Gln7Val)",
        "68, T, C, stop_lost c.22T>C p.(Ter8GlnextTer?)",
        "70, A, G, stop_retained_variant c.24A>G p.(Ter8=)",
        "72, C, A, 3_prime_UTR_variant c.*2C>A -",
    })
    void isTheSameOnEitherStrand(int position, String ref, String alt, String expected) {
        assertEquals(expected, told(only(forward(GENOME), position - 1, ref, alt)), "forward");
        assertEquals(
                expected,
                told(
                        only(
                                reverse(GENOME),
                                GENOME.length() - (position - 1) - ref.length(),
                                GeneticCode.reverseComplement(ref),
                                GeneticCode.reverseComplement(alt))),
                "reverse");
    }

    @Nested
    class WhereTheSequenceIsUnknown {
        private final GenomeReference unknown = forward("N".repeat(200));

        private TranscriptConsequence consequence(int position, String ref, String alt) {
            Variant variant =
                    new VariantNormaliser(unknown.sequence())
                            .normalise(CONTIG, position - 1, ref, alt);
            return new VariantAnnotator(unknown).annotate(variant).getFirst();
        }

        @ParameterizedTest
        @CsvSource({
            "20, G, A, coding_sequence_variant c.4G>A -, false",
            "17, A, G, start_lost c.1A>G p.(Met1?), true",
            "30, G, T, splice_donor_variant c.13+1G>T -, true",
            "42, G, A, intron_variant c.13+13G>A -, true",
            "12, G, T, 5_prime_UTR_variant c.-5G>T -, true",
            "22, TA, T, frameshift_variant c.7del -, false",
            "22, TAAA, T, inframe_deletion c.7_9del -, false",
        })
        void positionAndLengthDecide(
                int position, String ref, String alt, String expected, boolean verified) {
            TranscriptConsequence c = consequence(position, ref, alt);
            assertEquals(expected, told(c));
            assertEquals(verified, c.sequenceVerified());
        }
    }

    @Nested
    class Selenocysteine {
        private final GenomeReference reference =
                reference(
                        "CATGTGAGCTTAAGCTGCTGC",
                        transcript(Strand.FORWARD, new int[] {0}, new int[] {21}, 1, 13));

        @Test
        void isReadThroughWhereTheReferenceDoes() {
            assertEquals("missense_variant c.7G>A p.(Ala3Thr)", told(only(reference, 7, "G", "A")));
            assertEquals("missense_variant c.6A>G p.(Sec2Trp)", told(only(reference, 6, "A", "G")));
            assertEquals(
                    "inframe_deletion c.4_6del p.(Sec2del)", told(only(reference, 3, "GTGA", "G")));
        }
    }

    @Nested
    class ASpliceSite {
        /// `…TTCAG|G…`: one more CA beside the site leaves AG where it was.
        @Test
        void thatIsThereAfterTheChangeIsNotLost() {
            TranscriptConsequence c = only(forward(GENOME), 56, "C", "CAGC");
            assertFalse(
                    c.terms().contains(SequenceOntologyTerm.SPLICE_ACCEPTOR_VARIANT), c.toString());
        }
    }

    /// The cheap class never hides what the full annotation finds.
    @Test
    void regionClassNeverHidesAConsequence() {
        GenomeReference reference = forward(GENOME);
        VariantAnnotator annotator = new VariantAnnotator(reference);
        VariantNormaliser normaliser = new VariantNormaliser(reference.sequence());
        Cases.check(
                2_000,
                random -> {
                    int start = random.nextInt(5, 90);
                    String ref = GENOME.substring(start, start + random.nextInt(0, 4));
                    StringBuilder alt = new StringBuilder();
                    for (int i = random.nextInt(0, 4); i > 0; i--) {
                        alt.append("ACGT".charAt(random.nextInt(4)));
                    }
                    if (ref.contentEquals(alt)) {
                        return;
                    }
                    Variant variant = normaliser.normalise(CONTIG, start, ref, alt.toString());
                    RegionClass region = annotator.region(variant);
                    SequenceOntologyTerm worst =
                            annotator.annotate(variant).getFirst().mostSevere();
                    RegionClass least =
                            switch (worst) {
                                case SPLICE_ACCEPTOR_VARIANT,
                                        SPLICE_DONOR_VARIANT,
                                        SPLICE_REGION_VARIANT,
                                        SPLICE_DONOR_5TH_BASE_VARIANT,
                                        SPLICE_DONOR_REGION_VARIANT,
                                        SPLICE_POLYPYRIMIDINE_TRACT_VARIANT ->
                                        RegionClass.SPLICE;
                                case FIVE_PRIME_UTR_VARIANT, THREE_PRIME_UTR_VARIANT ->
                                        RegionClass.UTR;
                                case INTRON_VARIANT -> RegionClass.INTRON;
                                case UPSTREAM_GENE_VARIANT, DOWNSTREAM_GENE_VARIANT ->
                                        RegionClass.FLANK;
                                case INTERGENIC_VARIANT -> RegionClass.INTERGENIC;
                                default -> RegionClass.CODING;
                            };
                    assertTrue(
                            region.compareTo(least) <= 0,
                            () -> variant + " is " + worst + " but " + region);
                });
    }

    /// Far from the gene there is one consequence without transcript.
    @Test
    void isIntergenicBeyondFiveThousandBases() {
        GenomeReference reference = forward(GENOME);
        VariantAnnotator annotator = new VariantAnnotator(reference);
        Variant near = new Variant(CONTIG, 79 + 4_999, "T", "A");
        Variant far = new Variant(CONTIG, 79 + 5_000, "T", "A");
        assertEquals(
                SequenceOntologyTerm.DOWNSTREAM_GENE_VARIANT,
                annotator.annotate(near).getFirst().mostSevere());
        TranscriptConsequence intergenic = annotator.annotate(far).getFirst();
        assertEquals(SequenceOntologyTerm.INTERGENIC_VARIANT, intergenic.mostSevere());
        assertTrue(intergenic.transcript().isEmpty());
        assertEquals(RegionClass.INTERGENIC, annotator.region(far));
    }

    @TempDir static Path folder;

    /// The thirteen proteins of the true mitochondrial genome, read with its own genetic code from
    /// RefSeq's GFF3.
    @RealData
    @Test
    void translatesTheMitochondrialGenes() throws IOException {
        try (GenomeReference reference =
                GenomeReference.build(
                        new GenomeSources(
                                SharedData.file("hgvs/mutalyzer/data/NC_012920.1.fasta"),
                                SharedData.file("hgvs/mutalyzer/data/NC_012920.1.gff3"),
                                null),
                        folder.resolve("mitochondrion"),
                        BuildProgress.silent())) {
            SplicedSequences spliced = new SplicedSequences(reference.sequence());
            List<String> wrong = new ArrayList<>();
            TreeSet<String> genes = new TreeSet<>();
            for (Transcript t : reference.transcripts().all()) {
                if (t.isCoding()) {
                    genes.add(t.gene().symbol());
                    String protein = spliced.of(t).protein();
                    if (!protein.startsWith("M") || protein.indexOf('*') != protein.length() - 1) {
                        wrong.add(t.gene().symbol() + " " + protein);
                    }
                }
            }
            assertEquals(13, genes.size(), genes.toString());
            assertEquals(List.of(), wrong);
            // m.3460G>A, the second most common cause of Leber's optic neuropathy: MT-ND1 Ala52Thr
            TranscriptConsequence lhon =
                    new VariantAnnotator(reference)
                            .annotate(new Variant(Contig.MITOCHONDRION, 3_459, "G", "A")).stream()
                                    .filter(c ->
                                            c.mostSevere() == SequenceOntologyTerm.MISSENSE_VARIANT)
                                    .findFirst()
                                    .orElseThrow();
            assertTrue(
                    lhon.hgvsP().orElseThrow().endsWith("p.(Ala52Thr)"), lhon.hgvsP().toString());
        }
    }
}
