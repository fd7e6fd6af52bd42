package org.opengms.region;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A reference genome small enough to compile in a second, with the features that interpretation
/// depends on: both strands, introns from GT to AG, open reading frames, untranslated regions,
/// transcripts that skip an exon, a gene of one exon, genes on X.
///
/// It is no human assembly: names of contigs are human, lengths are not.
final class MiniGenome {
    static final String ASSEMBLY = "opengms-synthetic";

    /// Share of G and C outside genes: about that of the human genome (0.41; International Human
    /// Genome Sequencing Consortium, doi:10.1038/35057062).
    private static final double GC = 0.41;

    private static final double GC_IN_EXONS = 0.50;
    private static final int LEAST_EXON = 60;
    private static final int LEAST_GAP = 2_000;

    private static final List<String> ROOTS =
            List.of(
                    "KALDR", "VORNT", "ZELBA", "MIRQU", "TANFO", "BRISK", "OSKEL", "PULVA", "GRENT",
                    "HALVO", "JUNDR", "LOMIK", "NARBU", "QUEST", "RIVOL", "SULMA", "TREVO", "UMBRI",
                    "WENDO", "XALTO", "YORMI", "ZUNDA", "BALFO", "CEDRU", "DOLVI", "ELSKA", "FORNI",
                    "GULDA", "HESMO", "IVARN", "KESTO", "LUVRA", "MOLTI", "NIVRO", "ORBEX", "PRAND",
                    "ROSKU", "STILV", "TUMBR", "VASKO");

    private static final List<Layout> LAYOUT =
            List.of(
                    new Layout("chr1", 600_000, 13),
                    new Layout("chr2", 500_000, 11),
                    new Layout("chr3", 400_000, 9),
                    new Layout("chrX", 350_000, 7));

    private final List<Contig> contigs;
    private final List<Gene> genes;

    private record Layout(String name, int length, int genes) {}

    /// A gene before it has a place: bases in the direction of transcription, offsets from its
    /// start.
    private record Draft(
            String bases,
            boolean reverse,
            List<Transcript.Exon> exons,
            int cdsStart,
            int cdsEnd,
            int skippedExon) {
        private Draft {
            exons = List.copyOf(exons);
        }
    }

    private MiniGenome(List<Contig> contigs, List<Gene> genes) {
        this.contigs = List.copyOf(contigs);
        this.genes = List.copyOf(genes);
    }

    static MiniGenome of(long seed) {
        Draws names = Draws.of(seed, "gene names", 0);
        List<String> roots = names.shuffled(ROOTS);
        List<Contig> contigs = new ArrayList<>();
        List<Gene> genes = new ArrayList<>();
        for (int c = 0; c < LAYOUT.size(); c++) {
            Layout layout = LAYOUT.get(c);
            Draws draws = Draws.of(seed, "genome", c);
            byte[] bases = new byte[layout.length()];
            fill(bases, 0, bases.length, GC, draws);
            List<Draft> drafts = new ArrayList<>();
            for (int g = 0; g < layout.genes(); g++) {
                // the fourth gene of each contig has a single exon, as about one in twenty has
                drafts.add(draft(draws, g == 3 ? 1 : draws.between(3, 12)));
            }
            Contig contig = new Contig(layout.name(), bases);
            int[] starts = places(drafts, layout.length(), draws);
            for (int g = 0; g < drafts.size(); g++) {
                genes.add(
                        placed(
                                drafts.get(g),
                                starts[g],
                                bases,
                                contig,
                                genes.size() + 1,
                                roots.get(genes.size()),
                                names));
            }
            contigs.add(contig);
        }
        return new MiniGenome(contigs, genes);
    }

    List<Contig> contigs() {
        return contigs;
    }

    /// In genomic order.
    List<Gene> genes() {
        return genes;
    }

    Gene gene(String symbol) {
        return genes.stream().filter(g -> g.symbol().equals(symbol)).findFirst().orElseThrow();
    }

    /// The coding sequence of a transcript in its own direction.
    static byte[] codingSequence(Contig contig, Transcript transcript) {
        int[] positions = transcript.codingPositions();
        byte[] bases = new byte[positions.length];
        for (int i = 0; i < bases.length; i++) {
            byte base = contig.base(positions[i]);
            bases[i] = transcript.reverse() ? Codons.complement(base) : base;
        }
        return bases;
    }

    private static void fill(byte[] bases, int start, int end, double gc, Draws draws) {
        for (int i = start; i < end; i++) {
            double at = draws.share();
            bases[i] =
                    (byte) (at < gc / 2 ? 'G' : at < gc ? 'C' : at < gc + (1 - gc) / 2 ? 'A' : 'T');
        }
    }

    private static int[] places(List<Draft> drafts, int length, Draws draws) {
        int free = length - LEAST_GAP * (drafts.size() + 1);
        for (Draft draft : drafts) {
            free -= draft.bases().length();
        }
        if (free < 0) {
            throw new IllegalStateException("The genes drawn do not fit on their contig.");
        }
        int[] slack = new int[drafts.size()];
        for (int i = 0; i < slack.length; i++) {
            slack[i] = draws.below(free + 1);
        }
        Arrays.sort(slack);
        int[] starts = new int[drafts.size()];
        int used = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = LEAST_GAP * (i + 1) + slack[i] + used;
            used += drafts.get(i).bases().length();
        }
        return starts;
    }

    private static Draft draft(Draws draws, int exonCount) {
        int utr5 = draws.between(80, 250);
        int codons = draws.between(220, 560);
        int utr3 = draws.between(150, 600);
        byte[] spliced = spliced(draws, utr5, codons, utr3);
        int cdsEnd = utr5 + 3 * codons;
        int[] cuts = cuts(draws, spliced.length, exonCount);
        int skipped = draws.chance(0.3) ? alignOneExon(cuts, utr5, cdsEnd) : -1;

        int[] introns = new int[exonCount - 1];
        int length = spliced.length;
        for (int i = 0; i < introns.length; i++) {
            introns[i] = 150 + draws.below(draws.chance(0.15) ? 3_000 : 900);
            length += introns[i];
        }
        byte[] bases = new byte[length];
        List<Transcript.Exon> exons = new ArrayList<>();
        int at = 0;
        for (int e = 0; e < exonCount; e++) {
            int from = cuts[e];
            int to = cuts[e + 1];
            System.arraycopy(spliced, from, bases, at, to - from);
            exons.add(new Transcript.Exon(at, at + to - from));
            at += to - from;
            if (e < introns.length) {
                intron(bases, at, at + introns[e], draws);
                at += introns[e];
            }
        }
        return new Draft(
                new String(bases, StandardCharsets.US_ASCII),
                draws.chance(0.5),
                exons,
                inBlock(exons, cuts, utr5),
                inBlock(exons, cuts, cdsEnd - 1) + 1,
                skipped);
    }

    private static int inBlock(List<Transcript.Exon> exons, int[] cuts, int splicedOffset) {
        int e = 0;
        while (cuts[e + 1] <= splicedOffset) {
            e++;
        }
        return exons.get(e).startZeroBased() + splicedOffset - cuts[e];
    }

    private static byte[] spliced(Draws draws, int utr5, int codons, int utr3) {
        byte[] bases = new byte[utr5 + 3 * codons + utr3];
        fill(bases, 0, utr5, GC_IN_EXONS, draws);
        put(bases, utr5 - 6, "GCCACC"); // the context of a start codon after Kozak
        put(bases, utr5, "ATG");
        for (int c = 1; c < codons - 1; c++) {
            int at = utr5 + 3 * c;
            do {
                fill(bases, at, at + 3, GC_IN_EXONS, draws);
            } while (Codons.aminoAcid(bases, at) == '*');
        }
        put(bases, utr5 + 3 * (codons - 1), draws.pick(List.of("TAA", "TAG", "TGA")));
        fill(bases, utr5 + 3 * codons, bases.length, GC, draws);
        return bases;
    }

    private static void intron(byte[] bases, int start, int end, Draws draws) {
        fill(bases, start, end, GC, draws);
        put(bases, start, draws.chance(0.5) ? "GTAAGT" : "GTGAGT");
        for (int i = end - 16; i < end - 4; i++) {
            bases[i] = (byte) draws.pick("TTTC");
        }
        put(bases, end - 3, "CAG");
    }

    private static void put(byte[] bases, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            bases[at + i] = (byte) text.charAt(i);
        }
    }

    /// Where exons meet in the spliced transcript, with both ends.
    private static int[] cuts(Draws draws, int length, int exonCount) {
        int free = length - LEAST_EXON * exonCount;
        int[] cuts = new int[exonCount + 1];
        for (int i = 1; i < exonCount; i++) {
            cuts[i] = draws.below(free + 1);
        }
        Arrays.sort(cuts, 1, exonCount);
        for (int i = 1; i < exonCount; i++) {
            cuts[i] += LEAST_EXON * i;
        }
        cuts[exonCount] = length;
        return cuts;
    }

    /// Moves both ends of one inner exon to codon boundaries, so that a transcript without it keeps
    /// the reading frame. Returns the exon, or -1 where none lies within the coding sequence.
    private static int alignOneExon(int[] cuts, int cdsStart, int cdsEnd) {
        for (int e = 1; e < cuts.length - 2; e++) {
            if (cuts[e] > cdsStart + 6 && cuts[e + 1] < cdsEnd - 6) {
                cuts[e] -= (cuts[e] - cdsStart) % 3;
                cuts[e + 1] -= (cuts[e + 1] - cdsStart) % 3;
                return e;
            }
        }
        return -1;
    }

    private static Gene placed(
            Draft draft,
            int start,
            byte[] contigBases,
            Contig contig,
            int number,
            String root,
            Draws names) {
        int length = draft.bases().length();
        byte[] inTranscription = draft.bases().getBytes(StandardCharsets.US_ASCII);
        byte[] bases =
                draft.reverse() ? Codons.reverseComplement(inTranscription) : inTranscription;
        System.arraycopy(bases, 0, contigBases, start, length);
        List<Transcript.Exon> exons = new ArrayList<>();
        for (Transcript.Exon exon : draft.exons()) {
            exons.add(
                    draft.reverse()
                            ? new Transcript.Exon(
                                    start + length - exon.endExclusive(),
                                    start + length - exon.startZeroBased())
                            : new Transcript.Exon(
                                    start + exon.startZeroBased(), start + exon.endExclusive()));
        }
        if (draft.reverse()) {
            exons = new ArrayList<>(exons.reversed());
        }
        int cdsStart = draft.reverse() ? start + length - draft.cdsEnd() : start + draft.cdsStart();
        int cdsEnd = draft.reverse() ? start + length - draft.cdsStart() : start + draft.cdsEnd();
        List<Transcript> transcripts = new ArrayList<>();
        transcripts.add(
                transcript(
                        2 * number - 1, "MANE Select", draft.reverse(), exons, cdsStart, cdsEnd));
        if (draft.skippedExon() >= 0) {
            List<Transcript.Exon> fewer = new ArrayList<>(exons);
            fewer.remove(
                    draft.reverse() ? exons.size() - 1 - draft.skippedExon() : draft.skippedExon());
            transcripts.add(
                    transcript(
                            2 * number,
                            "MANE Plus Clinical",
                            draft.reverse(),
                            fewer,
                            cdsStart,
                            cdsEnd));
        }
        return new Gene(
                number,
                root + names.between(1, 9),
                names.chance(0.25) ? Optional.of("PRV" + root + "9") : Optional.empty(),
                names.chance(0.5)
                        ? List.of(root + "-ALPHA", "P" + names.between(10, 99) + root)
                        : List.of(),
                "fictional protein " + root.toLowerCase(java.util.Locale.ROOT),
                contig,
                draft.reverse(),
                transcripts);
    }

    private static Transcript transcript(
            int number,
            String maneStatus,
            boolean reverse,
            List<Transcript.Exon> exons,
            int cdsStart,
            int cdsEnd) {
        return new Transcript(
                "ENST" + (99_990_000_000L + number) + ".1",
                "NM_" + (990_000_000 + number) + ".1",
                "ENSP" + (99_990_000_000L + number) + ".1",
                "NP_" + (990_000_000 + number) + ".1",
                maneStatus,
                reverse,
                exons,
                cdsStart,
                cdsEnd);
    }
}
