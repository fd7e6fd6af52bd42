package org.opengms.genome;

/// A stretch of a contig, 0-based and half-open; empty (`startZeroBased == endExclusive`) for the
/// place between two bases.
///
/// @param startZeroBased first base, counted from 0
/// @param endExclusive one past the last base
public record GenomicInterval(Contig contig, int startZeroBased, int endExclusive) {
    public GenomicInterval {
        if (startZeroBased < 0 || endExclusive < startZeroBased) {
            throw new IllegalArgumentException(
                    "Interval "
                            + contig
                            + ":"
                            + startZeroBased
                            + "-"
                            + endExclusive
                            + " (0-based, half-open) runs backwards or begins before the contig");
        }
    }

    /// Length in bases.
    public int length() {
        return endExclusive - startZeroBased;
    }

    /// Whether both share at least one base.
    public boolean overlaps(GenomicInterval other) {
        return contig.equals(other.contig)
                && startZeroBased < other.endExclusive
                && other.startZeroBased < endExclusive;
    }
}
