package org.opengms.genome;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A transcript on the genome: its exons, its coding sequence, its names. Immutable.
///
/// Three coordinate systems meet here, all 0-based and half-open:
///
/// - *genomic*: bases of the contig, forward strand;
/// - *transcript*: bases of the spliced transcript in its own direction, 0 the first;
/// - *coding*: transcript coordinates minus the first base of the start codon.
public final class Transcript {
    /// Why a transcript is preferred when variants are reported.
    public enum Preference {
        /// The one transcript per gene on which Ensembl and RefSeq agree (MANE Select).
        MANE_SELECT,
        /// Needed beside it for clinical reporting (MANE Plus Clinical).
        MANE_PLUS_CLINICAL,
        /// Any other.
        OTHER
    }

    private final @Nullable String ensemblId;
    private final @Nullable String refSeqId;
    private final @Nullable String proteinId;
    private final Gene gene;
    private final Contig contig;
    private final Strand strand;
    private final Preference preference;
    private final int[] exonStarts;
    private final int[] exonEnds;

    /// Transcript coordinate of the first base of each exon, in genomic order of the exons.
    private final int[] exonOffsets;

    private final int length;
    private final int codingStart;
    private final int codingEnd;
    private final int codingGenomicStart;
    private final int codingGenomicEnd;
    private final int leadingPartialCodonBases;
    private final boolean startComplete;

    Transcript(
            @Nullable String ensemblId,
            @Nullable String refSeqId,
            @Nullable String proteinId,
            Gene gene,
            Contig contig,
            Strand strand,
            Preference preference,
            int[] exonStarts,
            int[] exonEnds,
            int codingGenomicStart,
            int codingGenomicEnd,
            int leadingPartialCodonBases,
            boolean startComplete) {
        if (ensemblId == null && refSeqId == null) {
            throw new IllegalArgumentException("A transcript needs an Ensembl or a RefSeq id");
        }
        if (exonStarts.length == 0 || exonStarts.length != exonEnds.length) {
            throw new IllegalArgumentException("A transcript needs exons");
        }
        this.ensemblId = ensemblId;
        this.refSeqId = refSeqId;
        this.proteinId = proteinId;
        this.gene = gene;
        this.contig = contig;
        this.strand = strand;
        this.preference = preference;
        this.exonStarts = exonStarts;
        this.exonEnds = exonEnds;
        this.exonOffsets = new int[exonStarts.length];
        int offset = 0;
        for (int i = 0; i < exonStarts.length; i++) {
            int exon = strand == Strand.FORWARD ? i : exonStarts.length - 1 - i;
            if (exonEnds[exon] <= exonStarts[exon]
                    || (exon > 0 && exonStarts[exon] < exonEnds[exon - 1])) {
                throw new IllegalArgumentException("Exons are empty, overlap or are out of order");
            }
            exonOffsets[exon] = offset;
            offset += exonEnds[exon] - exonStarts[exon];
        }
        this.length = offset;
        this.codingGenomicStart = codingGenomicStart;
        this.codingGenomicEnd = codingGenomicEnd;
        this.leadingPartialCodonBases = leadingPartialCodonBases;
        this.startComplete = startComplete;
        if (codingGenomicEnd > codingGenomicStart) {
            int first = exonicTranscriptPosition(codingGenomicStart);
            int last = exonicTranscriptPosition(codingGenomicEnd - 1);
            if (first < 0 || last < 0) {
                throw new IllegalArgumentException(
                        "The coding sequence must begin and end in exons");
            }
            this.codingStart = Math.min(first, last);
            this.codingEnd = Math.max(first, last) + 1;
        } else {
            this.codingStart = -1;
            this.codingEnd = -1;
        }
    }

    /// Ensembl id with version (`ENST00000357654.9`), where there is one.
    public @Nullable String ensemblId() {
        return ensemblId;
    }

    /// RefSeq accession with version (`NM_007294.4`), where there is one.
    public @Nullable String refSeqId() {
        return refSeqId;
    }

    /// Accession of the protein (RefSeq `NP_…` before Ensembl `ENSP…`), where there is one.
    public @Nullable String proteinId() {
        return proteinId;
    }

    /// The name used in HGVS descriptions: the RefSeq accession, else the Ensembl id.
    public String id() {
        return refSeqId != null ? refSeqId : Objects.requireNonNull(ensemblId);
    }

    /// The gene it is transcribed from.
    public Gene gene() {
        return gene;
    }

    /// Where it lies.
    public Contig contig() {
        return contig;
    }

    /// The strand it is read from.
    public Strand strand() {
        return strand;
    }

    /// Its standing in clinical reporting.
    public Preference preference() {
        return preference;
    }

    /// First base on the genome, 0-based.
    public int startZeroBased() {
        return exonStarts[0];
    }

    /// One past the last base on the genome.
    public int endExclusive() {
        return exonEnds[exonEnds.length - 1];
    }

    /// How many exons it has.
    public int exonCount() {
        return exonStarts.length;
    }

    /// An exon, in genomic order.
    ///
    /// @param index 0 for the leftmost on the genome, whatever the strand
    public GenomicInterval exon(int index) {
        return new GenomicInterval(contig, exonStarts[index], exonEnds[index]);
    }

    /// Whether it codes for a protein.
    public boolean isCoding() {
        return codingStart >= 0;
    }

    /// Bases of the spliced transcript.
    public int length() {
        return length;
    }

    /// Bases of the coding sequence, stop codon included; 0 if it does not code.
    public int codingLength() {
        return codingEnd - codingStart;
    }

    /// First coding base in genomic coordinates (the leftmost, whatever the strand).
    public int codingStartZeroBased() {
        return codingGenomicStart;
    }

    /// One past the rightmost coding base in genomic coordinates.
    public int codingEndExclusive() {
        return codingGenomicEnd;
    }

    int exonStart(int index) {
        return exonStarts[index];
    }

    int exonEnd(int index) {
        return exonEnds[index];
    }

    /// Coding start in transcript coordinates.
    int codingStart() {
        return codingStart;
    }

    /// Coding end in transcript coordinates.
    int codingEnd() {
        return codingEnd;
    }

    /// Bases of a codon cut off at the 5' end, before the first whole codon.
    int leadingPartialCodonBases() {
        return leadingPartialCodonBases;
    }

    /// Whether the coding sequence begins with its start codon.
    boolean startComplete() {
        return startComplete;
    }

    /// Index of the last exon that starts at or before a genomic position, -1 if none does.
    int lastExonStartingAtOrBefore(int genomicZeroBased) {
        int at = Arrays.binarySearch(exonStarts, genomicZeroBased);
        return at >= 0 ? at : -at - 2;
    }

    /// Transcript coordinate of an exonic base, -1 for a base outside the exons.
    int exonicTranscriptPosition(int genomicZeroBased) {
        int exon = lastExonStartingAtOrBefore(genomicZeroBased);
        if (exon < 0 || genomicZeroBased >= exonEnds[exon]) {
            return -1;
        }
        return strand == Strand.FORWARD
                ? exonOffsets[exon] + genomicZeroBased - exonStarts[exon]
                : exonOffsets[exon] + exonEnds[exon] - 1 - genomicZeroBased;
    }

    /// Transcript coordinate of the first (5') base of an exon.
    int exonOffset(int index) {
        return exonOffsets[index];
    }

    @Override
    public String toString() {
        return id();
    }
}
