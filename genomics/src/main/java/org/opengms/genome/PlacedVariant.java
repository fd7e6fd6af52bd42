package org.opengms.genome;

import org.jspecify.annotations.Nullable;

/// A variant where HGVS puts it on one transcript: insertions and deletions moved as far 3′ on the
/// transcript's strand as the bases allow, without leaving the exon or intron. Where the same
/// change can be placed in an exon or in the neighbouring intron, the exon is chosen: the splice
/// site is then still there after the change. An insertion that fits only exactly between exon and
/// intron counts as exonic for the same reason.
///
/// Coordinates are genomic; alleles are of the forward strand.
///
/// @param ref replaced bases
/// @param alt bases in their place
/// @param intronic whether an insertion at an edge is meant to lie in the intron
record PlacedVariant(
        int startZeroBased, int endExclusive, String ref, String alt, boolean intronic) {

    /// How far an insertion or deletion can be moved without changing what it means.
    ///
    /// @param left bases to the left, 0 or negative
    /// @param right bases to the right
    /// @param metUnknown whether unknown sequence ended the search
    record Freedom(int left, int right, boolean metUnknown) {
        static final Freedom NONE = new Freedom(0, 0, false);

        static Freedom of(Variant variant, GenomeSequence sequence) {
            if (!variant.isInsertion() && !variant.isDeletion()) {
                return NONE;
            }
            String unit = variant.isInsertion() ? variant.alt() : variant.ref();
            int n = unit.length();
            int right = 0;
            char base = sequence.base(variant.contig(), variant.endExclusive());
            while (base == unit.charAt(right % n) && base != 'N') {
                right++;
                base = sequence.base(variant.contig(), variant.endExclusive() + right);
            }
            boolean unknown = base == 'N';
            int left = 0;
            base =
                    variant.startZeroBased() == 0
                            ? '-'
                            : sequence.base(variant.contig(), variant.startZeroBased() - 1);
            while (base == unit.charAt(Math.floorMod(n - 1 + left, n)) && base != 'N') {
                left--;
                int before = variant.startZeroBased() - 1 + left;
                base = before < 0 ? '-' : sequence.base(variant.contig(), before);
            }
            return new Freedom(left, right, unknown || base == 'N');
        }
    }

    static PlacedVariant on(Transcript transcript, Variant variant, Freedom freedom) {
        if (freedom.left() == 0 && freedom.right() == 0) {
            return moved(variant, 0, false);
        }
        boolean forward = transcript.strand() == Strand.FORWARD;
        int start = variant.startZeroBased();
        int end = variant.endExclusive();
        int exons = transcript.exonCount();
        int leftmostExon =
                Math.max(0, transcript.lastExonStartingAtOrBefore(start + freedom.left() - 1));
        Integer exonic = null;
        Integer intronic = null;
        Integer edge = null;
        for (int exon = leftmostExon; exon < exons; exon++) {
            int exonStart = transcript.exonStart(exon);
            int exonEnd = transcript.exonEnd(exon);
            if (exonStart > end + freedom.right()) {
                break;
            }
            // An insertion lies between two bases: at an edge, one exonic and one intronic.
            int inside = variant.isInsertion() ? 1 : 0;
            exonic =
                    better(
                            exonic,
                            offset(
                                    exonStart + inside - start,
                                    exonEnd - inside - end,
                                    freedom,
                                    forward),
                            forward);
            if (exon + 1 < exons) {
                int next = transcript.exonStart(exon + 1);
                intronic =
                        better(
                                intronic,
                                offset(
                                        exonEnd + inside - start,
                                        next - inside - end,
                                        freedom,
                                        forward),
                                forward);
                if (variant.isInsertion()) {
                    Integer leftEdge = offset(exonEnd - start, exonEnd - end, freedom, forward);
                    Integer rightEdge = offset(next - start, next - end, freedom, forward);
                    edge = better(edge, better(leftEdge, rightEdge, forward), forward);
                    if (exonic != null && leftEdge != null && forward && exonic == leftEdge - 1) {
                        exonic = leftEdge;
                    }
                    if (intronic != null
                            && (forward
                                    ? rightEdge != null && intronic == rightEdge - 1
                                    : leftEdge != null && intronic == leftEdge + 1)) {
                        intronic = forward ? rightEdge : leftEdge;
                    }
                }
            }
            if (variant.isInsertion() && !forward && exon > 0 && exonic != null) {
                Integer threePrime = offset(exonStart - start, exonStart - end, freedom, false);
                if (threePrime != null && exonic == threePrime + 1) {
                    exonic = threePrime;
                }
            }
        }
        Integer chosen = exonic != null ? exonic : intronic != null ? intronic : edge;
        return moved(
                variant,
                chosen != null ? chosen : spanning(transcript, variant, freedom),
                exonic == null && intronic != null);
    }

    private static @Nullable Integer better(
            @Nullable Integer a, @Nullable Integer b, boolean forward) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return forward ? Integer.valueOf(Math.max(a, b)) : Integer.valueOf(Math.min(a, b));
    }

    /// The most 3' move that keeps the variant within a feature, null if none does.
    private static @Nullable Integer offset(
            int lowest, int highest, Freedom freedom, boolean forward) {
        int low = Math.max(lowest, freedom.left());
        int high = Math.min(highest, freedom.right());
        if (low > high) {
            return null;
        }
        return forward ? high : low;
    }

    /// A variant that crosses a boundary, or lies outside the transcript, moves 3' as long as both
    /// its ends stay in the feature they are in.
    private static int spanning(Transcript transcript, Variant variant, Freedom freedom) {
        boolean forward = transcript.strand() == Strand.FORWARD;
        int step = forward ? 1 : -1;
        int limit = forward ? freedom.right() : freedom.left();
        int offset = 0;
        while (offset != limit) {
            int start = variant.startZeroBased() + offset;
            int end = variant.endExclusive() + offset;
            boolean crosses =
                    forward
                            ? isBoundary(transcript, start + 1) || isBoundary(transcript, end)
                            : isBoundary(transcript, start) || isBoundary(transcript, end - 1);
            if (crosses) {
                break;
            }
            offset += step;
        }
        return offset;
    }

    private static boolean isBoundary(Transcript transcript, int genomicZeroBased) {
        int exon = transcript.lastExonStartingAtOrBefore(genomicZeroBased);
        return exon >= 0
                && (transcript.exonStart(exon) == genomicZeroBased
                        || transcript.exonEnd(exon) == genomicZeroBased);
    }

    private static PlacedVariant moved(Variant variant, int offset, boolean intronic) {
        return new PlacedVariant(
                variant.startZeroBased() + offset,
                variant.endExclusive() + offset,
                rotated(variant.ref(), offset),
                rotated(variant.alt(), offset),
                intronic);
    }

    private static String rotated(String unit, int offset) {
        if (unit.length() < 2 || offset == 0) {
            return unit;
        }
        int cut = Math.floorMod(offset, unit.length());
        return unit.substring(cut) + unit.substring(0, cut);
    }

    boolean isInsertion() {
        return startZeroBased == endExclusive;
    }
}
