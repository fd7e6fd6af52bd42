package org.opengms.region;

import java.util.List;

/// One protein-coding transcript.
///
/// @param ensembl with version
/// @param refSeq with version
/// @param ensemblProtein with version
/// @param refSeqProtein with version
/// @param maneStatus `MANE Select` or `MANE Plus Clinical`
/// @param reverse whether it is read from the reverse strand
/// @param exons in ascending genomic order
/// @param cdsStartZeroBased lowest genomic position of the coding sequence, stop codon included
/// @param cdsEndExclusive end of the coding sequence on the genome
record Transcript(
        String ensembl,
        String refSeq,
        String ensemblProtein,
        String refSeqProtein,
        String maneStatus,
        boolean reverse,
        List<Exon> exons,
        int cdsStartZeroBased,
        int cdsEndExclusive) {

    /// A part of the transcript on the genome, forward strand.
    record Exon(int startZeroBased, int endExclusive) {
        int length() {
            return endExclusive - startZeroBased;
        }
    }

    Transcript {
        exons = List.copyOf(exons);
    }

    int startZeroBased() {
        return exons.getFirst().startZeroBased();
    }

    int endExclusive() {
        return exons.getLast().endExclusive();
    }

    /// Genomic positions (0-based) of the coding bases, from the A of ATG to the last base of the
    /// stop.
    int[] codingPositions() {
        int length = 0;
        for (Exon exon : exons) {
            length += Math.max(0, codingEnd(exon) - codingStart(exon));
        }
        int[] positions = new int[length];
        int at = 0;
        for (Exon exon : exons) {
            for (int p = codingStart(exon); p < codingEnd(exon); p++) {
                positions[reverse ? length - 1 - at : at] = p;
                at++;
            }
        }
        return positions;
    }

    /// For each exon in genomic order the number of coding bases before it, modulo three, as in
    /// bigGenePred `exonFrames`; -1 where the exon has no coding base.
    int[] exonFrames() {
        int[] frames = new int[exons.size()];
        int before = 0;
        for (int i = 0; i < frames.length; i++) {
            int index = reverse ? frames.length - 1 - i : i;
            Exon exon = exons.get(index);
            int coding = codingEnd(exon) - codingStart(exon);
            frames[index] = coding > 0 ? before % 3 : -1;
            before += Math.max(0, coding);
        }
        return frames;
    }

    private int codingStart(Exon exon) {
        return Math.max(exon.startZeroBased(), cdsStartZeroBased);
    }

    private int codingEnd(Exon exon) {
        return Math.min(exon.endExclusive(), cdsEndExclusive);
    }
}
