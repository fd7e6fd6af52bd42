package org.opengms.interpretation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.opengms.genome.GenomeSequence;
import org.opengms.genome.GenomicInterval;
import org.opengms.genome.Strand;
import org.opengms.genome.Transcript;

/// Computes variants that damage a transcript, from its exons and the reference alone: an
/// independent hand on what the annotator must find.
final class DamagingVariants {
    /// The standard genetic code, bases in the order T, C, A, G, `*` for stop.
    private static final String CODE =
            "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

    private static final String BASES = "TCAG";
    private static final int EXON_MARGIN = 4;

    /// What a variant does; with the published causal variants' rough shares.
    enum Kind {
        MISSENSE("missense_variant"),
        FRAMESHIFT("frameshift_variant"),
        STOP("stop_gained"),
        SPLICE("splice_");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        /// The Sequence Ontology term, or how it begins.
        String term() {
            return term;
        }

        static Kind draw(RandomGenerator random) {
            int percent = random.nextInt(100);
            return percent < 45
                    ? MISSENSE
                    : percent < 67 ? FRAMESHIFT : percent < 88 ? STOP : SPLICE;
        }
    }

    /// A record for a VCF.
    ///
    /// @param pos 1-based
    record Damage(String contig, int pos, String ref, String alt, Kind kind) {}

    private final GenomeSequence sequence;

    DamagingVariants(GenomeSequence sequence) {
        this.sequence = sequence;
    }

    /// A variant of the kind, or of another kind where the transcript has no room for it (a gene of
    /// one exon has no splice site).
    Damage draw(Transcript transcript, Kind kind, RandomGenerator random) {
        for (int attempt = 0; attempt < 2000; attempt++) {
            Kind wanted = attempt < 1000 ? kind : Kind.MISSENSE;
            Damage damage =
                    switch (wanted) {
                        case STOP, MISSENSE -> substitution(transcript, wanted, random);
                        case FRAMESHIFT -> frameshift(transcript, random);
                        case SPLICE -> splice(transcript, random);
                    };
            if (damage != null) {
                return damage;
            }
        }
        throw new IllegalStateException("No damaging variant found in " + transcript);
    }

    /// Genomic positions (0-based) of the coding bases, in the direction of the transcript.
    private static List<Integer> coding(Transcript transcript) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < transcript.exonCount(); i++) {
            GenomicInterval exon = transcript.exon(i);
            int from = Math.max(exon.startZeroBased(), transcript.codingStartZeroBased());
            int to = Math.min(exon.endExclusive(), transcript.codingEndExclusive());
            for (int at = from; at < to; at++) {
                positions.add(at);
            }
        }
        return transcript.strand() == Strand.FORWARD ? positions : positions.reversed();
    }

    private @Nullable Damage substitution(
            Transcript transcript, Kind kind, RandomGenerator random) {
        List<Integer> coding = coding(transcript);
        int codons = coding.size() / 3;
        int codon = 1 + random.nextInt(Math.max(1, (int) (codons * 0.9) - 1));
        char[] bases = new char[3];
        for (int i = 0; i < 3; i++) {
            bases[i] = onStrand(transcript, coding.get(codon * 3 + i));
        }
        int place = random.nextInt(3);
        char replacement = BASES.charAt(random.nextInt(4));
        if (replacement == bases[place]) {
            return null;
        }
        char before = aminoAcid(bases);
        char original = bases[place];
        bases[place] = replacement;
        char after = aminoAcid(bases);
        boolean wanted = kind == Kind.STOP ? after == '*' : after != '*' && after != before;
        int position = coding.get(codon * 3 + place);
        if (!wanted || before == '*' || nearExonEdge(transcript, position)) {
            return null;
        }
        boolean forward = transcript.strand() == Strand.FORWARD;
        return new Damage(
                transcript.contig().name(),
                position + 1,
                String.valueOf(forward ? original : complement(original)),
                String.valueOf(forward ? replacement : complement(replacement)),
                kind);
    }

    /// One coding base removed, from a place where its neighbours differ, so that it cannot be
    /// moved along a repeat.
    private @Nullable Damage frameshift(Transcript transcript, RandomGenerator random) {
        List<Integer> coding = coding(transcript);
        int position = coding.get(3 + random.nextInt(Math.max(1, (int) (coding.size() * 0.9) - 3)));
        char base = sequence.base(transcript.contig(), position);
        char before = sequence.base(transcript.contig(), position - 1);
        char after = sequence.base(transcript.contig(), position + 1);
        if (base == before || base == after || nearExonEdge(transcript, position)) {
            return null;
        }
        return new Damage(
                transcript.contig().name(),
                position,
                "" + before + base,
                String.valueOf(before),
                Kind.FRAMESHIFT);
    }

    /// One of the two bases at either end of an intron between coding exons replaced.
    private @Nullable Damage splice(Transcript transcript, RandomGenerator random) {
        if (transcript.exonCount() < 2) {
            return null;
        }
        int intron = random.nextInt(transcript.exonCount() - 1);
        int start = transcript.exon(intron).endExclusive();
        int end = transcript.exon(intron + 1).startZeroBased();
        if (end - start < 60
                || start <= transcript.codingStartZeroBased()
                || end >= transcript.codingEndExclusive()) {
            return null;
        }
        int position =
                random.nextBoolean() ? start + random.nextInt(2) : end - 1 - random.nextInt(2);
        char base = sequence.base(transcript.contig(), position);
        char replacement = BASES.charAt((BASES.indexOf(base) + 1 + random.nextInt(3)) % 4);
        return new Damage(
                transcript.contig().name(),
                position + 1,
                String.valueOf(base),
                String.valueOf(replacement),
                Kind.SPLICE);
    }

    private static boolean nearExonEdge(Transcript transcript, int position) {
        for (int i = 0; i < transcript.exonCount(); i++) {
            GenomicInterval exon = transcript.exon(i);
            if (position >= exon.startZeroBased() && position < exon.endExclusive()) {
                return position < exon.startZeroBased() + EXON_MARGIN
                        || position >= exon.endExclusive() - EXON_MARGIN;
            }
        }
        return true;
    }

    private char onStrand(Transcript transcript, int position) {
        char base = sequence.base(transcript.contig(), position);
        return transcript.strand() == Strand.FORWARD ? base : complement(base);
    }

    private static char complement(char base) {
        return switch (base) {
            case 'A' -> 'T';
            case 'C' -> 'G';
            case 'G' -> 'C';
            case 'T' -> 'A';
            default -> throw new IllegalStateException("Unknown base " + base + " in a window");
        };
    }

    private static char aminoAcid(char[] codon) {
        return CODE.charAt(
                16 * BASES.indexOf(codon[0])
                        + 4 * BASES.indexOf(codon[1])
                        + BASES.indexOf(codon[2]));
    }
}
