package org.opengms.genome;

import org.jspecify.annotations.Nullable;

/// A transcript as a source file describes it, before its gene is known.
///
/// @param geneHgnc HGNC id the file itself states, `HGNC:1100`
/// @param geneEnsembl Ensembl gene id without version
/// @param geneEntrez NCBI gene id, 0 for none
/// @param geneSymbol symbol in the file
/// @param exons boundaries, 0-based half-open, in genomic order
/// @param codingStart leftmost coding base, 0-based; equal to `codingEnd` if it does not code
/// @param codingEnd exclusive
record TranscriptModel(
        @Nullable String ensemblId,
        @Nullable String refSeqId,
        @Nullable String proteinId,
        @Nullable String geneHgnc,
        @Nullable String geneEnsembl,
        int geneEntrez,
        String geneSymbol,
        Contig contig,
        Strand strand,
        Transcript.Preference preference,
        Exons exons,
        int codingStart,
        int codingEnd,
        int leadingPartialCodonBases,
        boolean startComplete) {

    /// Exon boundaries in genomic order.
    static final class Exons {
        final int[] starts;
        final int[] ends;

        Exons(int[] starts, int[] ends) {
            this.starts = starts;
            this.ends = ends;
        }
    }

    Transcript toTranscript(Gene gene) {
        return new Transcript(
                ensemblId,
                refSeqId,
                proteinId,
                gene,
                contig,
                strand,
                preference,
                exons.starts,
                exons.ends,
                codingStart,
                codingEnd,
                leadingPartialCodonBases,
                startComplete);
    }
}
