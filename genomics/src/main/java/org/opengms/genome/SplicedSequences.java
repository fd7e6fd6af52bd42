package org.opengms.genome;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Spliced transcript sequences and the proteins they code for, made when first asked for and kept
/// while memory allows.
final class SplicedSequences {
    /// A transcript's bases in its own direction, `N` where unknown, and its protein with `*` at
    /// the end where the coding sequence ends with a stop codon.
    @SuppressWarnings("ArrayRecordComponent") // never compared, and kept within the package
    record Spliced(byte[] bases, String protein) {}

    private final GenomeSequence sequence;
    private final Map<Transcript, SoftReference<Spliced>> cache = new ConcurrentHashMap<>();

    SplicedSequences(GenomeSequence sequence) {
        this.sequence = sequence;
    }

    Spliced of(Transcript transcript) {
        SoftReference<Spliced> kept = cache.get(transcript);
        Spliced spliced = kept == null ? null : kept.get();
        if (spliced == null) {
            spliced = splice(transcript);
            cache.put(transcript, new SoftReference<>(spliced));
        }
        return spliced;
    }

    private Spliced splice(Transcript transcript) {
        byte[] bases = new byte[transcript.length()];
        int at = 0;
        for (int exon = 0; exon < transcript.exonCount(); exon++) {
            int start = transcript.exonStart(exon);
            int end = transcript.exonEnd(exon);
            sequence.copy(transcript.contig(), start, end, bases, at);
            at += end - start;
        }
        if (transcript.strand() == Strand.REVERSE) {
            for (int i = 0, j = bases.length - 1; i <= j; i++, j--) {
                byte left = GeneticCode.complement(bases[i]);
                bases[i] = GeneticCode.complement(bases[j]);
                bases[j] = left;
            }
        }
        return new Spliced(bases, transcript.isCoding() ? protein(transcript, bases) : "");
    }

    /// Translates the reference. A stop within the coding sequence is selenocysteine where it is
    /// UGA: transcripts with a true stop inside would not have been annotated as coding.
    private static String protein(Transcript transcript, byte[] bases) {
        GeneticCode code = GeneticCode.of(transcript.contig());
        int first = transcript.codingStart() + transcript.leadingPartialCodonBases();
        StringBuilder protein = new StringBuilder();
        for (int at = first; at < transcript.codingEnd(); at += 3) {
            boolean last = at + 3 >= transcript.codingEnd();
            char aminoAcid;
            if (at + 3 <= transcript.codingEnd()) {
                aminoAcid = code.aminoAcid(bases[at], bases[at + 1], bases[at + 2]);
            } else if (code == GeneticCode.MITOCHONDRIAL && bases[at] == 'T') {
                aminoAcid = '*'; // completed by polyadenylation
            } else {
                break;
            }
            if (aminoAcid == '*' && !last && bases[at + 1] == 'G') {
                aminoAcid = 'U';
            }
            protein.append(aminoAcid);
        }
        if (transcript.startComplete() && !protein.isEmpty() && protein.charAt(0) != 'X') {
            protein.setCharAt(0, 'M');
        }
        return protein.toString();
    }
}
