package org.opengms.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// Consequences of random variants in and around the exons of 182 real genes, compared with those
/// of `bcftools csq` in its local mode, which reads one variant at a time as we do.
///
/// Single-base changes must agree without exception. Where insertions, deletions and replacements
/// deviate, each kind of deviation has been reviewed and is listed in [#reviewed]; anything else
/// fails.
@RealData
class ConsequenceAgainstBcftoolsTest {
    private static final int VARIANTS = 4_000;
    private static final long SEED = 20_260_101;

    @TempDir static Path folder;

    private record Raw(Contig contig, int startZeroBased, String ref, String alt) {}

    private record Comparison(
            Raw raw, TranscriptConsequence ours, Set<String> mine, Set<String> theirs) {
        @Override
        public String toString() {
            return raw
                    + " "
                    + ours.hgvsC().orElse("-")
                    + " "
                    + ours.hgvsP().orElse("-")
                    + " bcftools "
                    + theirs
                    + " ours "
                    + mine;
        }
    }

    private static List<Comparison> comparisons = List.of();

    @BeforeAll
    static void annotateWithBoth() throws IOException {
        Bcftools.require();
        List<Transcript> transcripts = RealReference.transcriptsInWindows();
        Path genes = folder.resolve("genes.gff3");
        Files.writeString(genes, gff3(transcripts));
        List<Raw> raws = draw(transcripts);
        Path vcf = folder.resolve("drawn.vcf");
        Files.writeString(vcf, vcf(raws));
        List<String> annotated =
                Bcftools.run(
                        folder,
                        "csq",
                        "--local-csq",
                        "--ncsq",
                        "64",
                        "--fasta-ref",
                        SharedData.file("derived/grch38-sparse.fa.gz").toString(),
                        "--gff-annot",
                        genes.toString(),
                        vcf.toString());
        comparisons = compare(raws, annotated, Set.copyOf(transcripts));
    }

    @Test
    void comparesThousands() {
        assertTrue(comparisons.size() > 3_500, () -> "compared " + comparisons.size());
    }

    @Test
    void singleBaseChangesAgreeWithoutException() {
        List<Comparison> deviating =
                comparisons.stream()
                        .filter(c -> c.raw().ref().length() == 1 && c.raw().alt().length() == 1)
                        .filter(c -> !c.mine().equals(c.theirs()))
                        .toList();
        assertEquals(List.of(), deviating);
    }

    @Test
    void otherChangesAgreeOrDeviateForAReviewedReason() {
        Map<String, Integer> reasons = new TreeMap<>();
        List<Comparison> unexplained = new ArrayList<>();
        int equal = 0;
        for (Comparison c : comparisons) {
            if (c.mine().equals(c.theirs())) {
                equal++;
                continue;
            }
            String reason = reviewed(c);
            if (reason.isEmpty()) {
                unexplained.add(c);
            } else {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        System.out.println(
                "bcftools csq: " + equal + " of " + comparisons.size() + " equal; " + reasons);
        assertEquals(List.of(), unexplained);
        assertTrue(equal >= comparisons.size() * 0.95, equal + " of " + comparisons.size());
    }

    /// Why a deviation is accepted; empty if it is not.
    private static String reviewed(Comparison c) {
        Set<String> mine = c.mine();
        Set<String> theirs = c.theirs();
        if (without(mine, "splice_region").equals(without(theirs, "splice_region"))) {
            return "splice region reached by our 3'-shifted allele, or by theirs as written";
        }
        if (without(mine, "stop_gained").equals(without(theirs, "stop_gained"))
                && mine.contains("frameshift")) {
            return "frameshift that stops at once: we say stop_gained when the first new residue is"
                    + " a stop, they when the inserted bases hold one";
        }
        if (without(without(mine, "stop_gained"), "splice_region")
                .equals(without(without(theirs, "stop_gained"), "splice_region"))) {
            return "stop gained beside the splice region, as the two above";
        }
        if (mine.contains("inframe_altering")
                && (theirs.contains("inframe_deletion") || theirs.contains("inframe_insertion"))) {
            return "replacement that changes the length in frame: protein_altering_variant here";
        }
        if (mine.contains("coding_sequence")
                && (mine.contains("splice_donor") || mine.contains("splice_acceptor"))) {
            return "across an exon boundary: we claim no effect on codons, as Ensembl";
        }
        boolean site = theirs.contains("splice_donor") || theirs.contains("splice_acceptor");
        if (site
                && c.raw().ref().length() != c.raw().alt().length()
                && !mine.contains("splice_donor")
                && !mine.contains("splice_acceptor")) {
            return "repeat at an exon edge: the splice site is there after the change";
        }
        if (theirs.equals(Set.of("splice_region"))
                && c.raw().alt().length() > c.raw().ref().length()) {
            return "insertion exactly at an exon edge: exonic here";
        }
        if (mine.contains("start_lost") && theirs.contains("start_lost")) {
            return "start lost in both; the side effects differ";
        }
        if (theirs.contains("start_lost") || theirs.contains("start_retained")) {
            return "start codon untouched after the 3' shift";
        }
        if (mine.contains("stop_lost")
                || mine.contains("stop_retained")
                || mine.contains("3_prime_utr")
                || theirs.contains("stop_retained")) {
            return "stop codon: read from the whole altered protein here";
        }
        if (without(without(theirs, "5_prime_utr"), "splice_region")
                .equals(without(mine, "splice_region"))) {
            return "intronic change written with an exonic anchor base: they name the exon too";
        }
        if (mine.contains("5_prime_utr")
                && mine.size() > theirs.size()
                && mine.containsAll(theirs)) {
            return "across the edge of a 5' UTR exon: they name one side";
        }
        if (c.raw().ref().length() == c.raw().alt().length()
                && mine.equals(Set.of("stop_gained"))
                && theirs.equals(Set.of("missense"))) {
            return "two codons replaced, the second by a stop: they compare the first";
        }
        if (!c.ours().hgvsP().orElse("").isEmpty()
                && without(mine, "stop_gained").equals(without(theirs, "stop_gained"))) {
            return "stop in a deletion that joins two codons: bcftools issue 2212; ours checked by"
                    + " hand";
        }
        return "";
    }

    private static Set<String> without(Set<String> terms, String term) {
        Set<String> rest = new TreeSet<>(terms);
        rest.remove(term);
        return rest;
    }

    private static List<Comparison> compare(
            List<Raw> raws, List<String> annotated, Set<Transcript> transcripts) {
        VariantAnnotator annotator = new VariantAnnotator(RealReference.REFERENCE);
        VariantNormaliser normaliser = new VariantNormaliser(RealReference.REFERENCE.sequence());
        List<Comparison> found = new ArrayList<>();
        for (String line : annotated) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            Raw raw = raws.get(Integer.parseInt(cells[2], 10));
            Map<String, Set<String>> theirs = bcsq(cells[7]);
            Variant variant =
                    normaliser.normalise(raw.contig(), raw.startZeroBased(), raw.ref(), raw.alt());
            for (TranscriptConsequence ours : annotator.annotate(variant)) {
                if (ours.transcript().filter(transcripts::contains).isEmpty()) {
                    continue;
                }
                Set<String> mine = new TreeSet<>();
                ours.terms().forEach(t -> mine.add(csqName(t)));
                mine.removeAll(List.of("", "intron"));
                String id = ensembl(ours.transcript().get());
                Set<String> said = new TreeSet<>(theirs.getOrDefault(id, Set.of()));
                said.remove("intron");
                if (!mine.isEmpty() || !said.isEmpty()) {
                    found.add(new Comparison(raw, ours, mine, said));
                }
            }
        }
        return found;
    }

    private static Map<String, Set<String>> bcsq(String info) {
        Map<String, Set<String>> byTranscript = new HashMap<>();
        if (info.startsWith("BCSQ=")) {
            for (String one : info.substring(5).split(",")) {
                String[] fields = one.split("\\|", -1);
                if (fields.length > 2) {
                    byTranscript
                            .computeIfAbsent(fields[2], _ -> new TreeSet<>())
                            .addAll(List.of(fields[0].split("&")));
                }
            }
        }
        return byTranscript;
    }

    private static String csqName(SequenceOntologyTerm term) {
        return switch (term) {
            case MISSENSE_VARIANT -> "missense";
            case SYNONYMOUS_VARIANT -> "synonymous";
            case STOP_GAINED -> "stop_gained";
            case STOP_LOST -> "stop_lost";
            case START_LOST -> "start_lost";
            case FRAMESHIFT_VARIANT -> "frameshift";
            case INFRAME_INSERTION -> "inframe_insertion";
            case INFRAME_DELETION -> "inframe_deletion";
            case PROTEIN_ALTERING_VARIANT -> "inframe_altering";
            case SPLICE_ACCEPTOR_VARIANT -> "splice_acceptor";
            case SPLICE_DONOR_VARIANT -> "splice_donor";
            case SPLICE_REGION_VARIANT,
                    SPLICE_DONOR_5TH_BASE_VARIANT,
                    SPLICE_DONOR_REGION_VARIANT ->
                    "splice_region";
            case FIVE_PRIME_UTR_VARIANT -> "5_prime_utr";
            case THREE_PRIME_UTR_VARIANT -> "3_prime_utr";
            case INTRON_VARIANT -> "intron";
            case CODING_SEQUENCE_VARIANT -> "coding_sequence";
            case STOP_RETAINED_VARIANT -> "stop_retained";
            case START_RETAINED_VARIANT -> "start_retained";
            default -> "";
        };
    }

    private static String ensembl(Transcript transcript) {
        return GeneCatalogue.withoutVersion(String.valueOf(transcript.ensemblId()));
    }

    private static List<Raw> draw(List<Transcript> transcripts) {
        GenomeSequence sequence = RealReference.REFERENCE.sequence();
        RandomGenerator random = Cases.random(SEED);
        TreeMap<String, Raw> drawn = new TreeMap<>();
        while (drawn.size() < VARIANTS) {
            Transcript t = transcripts.get(random.nextInt(transcripts.size()));
            GenomicInterval exon = t.exon(random.nextInt(t.exonCount()));
            int at = random.nextInt(exon.startZeroBased() - 10, exon.endExclusive() + 10);
            if (at < t.startZeroBased() + 10 || at > t.endExclusive() - 20) {
                continue;
            }
            Raw raw = draw(sequence, t.contig(), at, random);
            if (!raw.ref().equals(raw.alt())) {
                drawn.put(
                        "%s %09d %s %s"
                                .formatted(
                                        raw.contig(), raw.startZeroBased(), raw.ref(), raw.alt()),
                        raw);
            }
        }
        return List.copyOf(drawn.values());
    }

    private static Raw draw(
            GenomeSequence sequence, Contig contig, int at, RandomGenerator random) {
        String anchor = sequence.bases(contig, at, at + 1);
        int n = random.nextInt(1, 7);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> new Raw(contig, at, anchor, bases(random, 1));
            case 5, 6 -> new Raw(contig, at, sequence.bases(contig, at, at + 1 + n), anchor);
            case 7 -> new Raw(contig, at, anchor, anchor + bases(random, n));
            case 8 ->
                    new Raw(
                            contig,
                            at,
                            anchor,
                            anchor + sequence.bases(contig, at + 1, at + 1 + n));
            default ->
                    new Raw(
                            contig,
                            at,
                            sequence.bases(contig, at, at + random.nextInt(1, 5)),
                            bases(random, random.nextInt(1, 5)));
        };
    }

    private static String bases(RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("ACGT".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    private static String vcf(List<Raw> raws) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n");
        GenomeSequence sequence = RealReference.REFERENCE.sequence();
        for (Contig contig : sequence.contigs()) {
            text.append(
                    "##contig=<ID=%s,length=%d>\n"
                            .formatted(contig, sequence.lengthOf(contig).orElseThrow()));
        }
        text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 0; i < raws.size(); i++) {
            Raw raw = raws.get(i);
            text.append(
                    "%s\t%d\t%d\t%s\t%s\t.\t.\t.\n"
                            .formatted(
                                    raw.contig(),
                                    raw.startZeroBased() + 1,
                                    i,
                                    raw.ref(),
                                    raw.alt()));
        }
        return text.toString();
    }

    /// The transcripts as GFF3 in Ensembl's way, as bcftools csq wants it.
    private static String gff3(List<Transcript> transcripts) {
        StringBuilder text = new StringBuilder("##gff-version 3\n");
        for (Transcript t : transcripts) {
            String id = ensembl(t);
            String strand = t.strand() == Strand.FORWARD ? "+" : "-";
            text.append(
                    row(t, "gene", t.startZeroBased(), t.endExclusive(), strand, ".")
                            + "ID=gene:G"
                            + id
                            + ";Name="
                            + t.gene().symbol()
                            + ";biotype=protein_coding\n");
            text.append(
                    row(t, "mRNA", t.startZeroBased(), t.endExclusive(), strand, ".")
                            + "ID=transcript:"
                            + id
                            + ";Parent=gene:G"
                            + id
                            + ";biotype=protein_coding\n");
            int codingStart = t.codingStartZeroBased();
            int codingEnd = t.codingEndExclusive();
            int before = 0;
            for (int i = 0; i < t.exonCount(); i++) {
                GenomicInterval exon =
                        t.exon(t.strand() == Strand.FORWARD ? i : t.exonCount() - 1 - i);
                int start = exon.startZeroBased();
                int end = exon.endExclusive();
                String parent = "Parent=transcript:" + id + "\n";
                text.append(row(t, "exon", start, end, strand, ".") + parent);
                int from = Math.max(start, codingStart);
                int to = Math.min(end, codingEnd);
                if (from < to) {
                    String phase = Integer.toString((3 - before % 3) % 3);
                    text.append(row(t, "CDS", from, to, strand, phase) + parent);
                    before += to - from;
                }
                boolean forward = t.strand() == Strand.FORWARD;
                if (start < codingStart) {
                    String type = forward ? "five_prime_UTR" : "three_prime_UTR";
                    text.append(
                            row(t, type, start, Math.min(end, codingStart), strand, ".") + parent);
                }
                if (end > codingEnd) {
                    String type = forward ? "three_prime_UTR" : "five_prime_UTR";
                    text.append(
                            row(t, type, Math.max(start, codingEnd), end, strand, ".") + parent);
                }
            }
        }
        return text.toString();
    }

    private static String row(
            Transcript t, String type, int start, int end, String strand, String phase) {
        return "%s\tmane\t%s\t%d\t%d\t.\t%s\t%s\t"
                .formatted(t.contig(), type, start + 1, end, strand, phase);
    }
}
