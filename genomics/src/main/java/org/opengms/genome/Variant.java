package org.opengms.genome;

/// A small sequence variant in normal form: common bases at both ends trimmed, placed as far left
/// as the known reference allows. An insertion has an empty `ref` and lies before `startZeroBased`;
/// a deletion has an empty `alt`. Two records of a VCF that mean the same change become equal
/// variants.
///
/// @param startZeroBased first changed base, counted from 0 on the forward strand
/// @param ref replaced bases, upper case
/// @param alt bases in their place, upper case
public record Variant(Contig contig, int startZeroBased, String ref, String alt)
        implements Comparable<Variant> {
    public Variant {
        if (startZeroBased < 0) {
            throw new IllegalArgumentException("startZeroBased " + startZeroBased + " < 0");
        }
        if (ref.equals(alt)) {
            throw new IllegalArgumentException(
                    "Not a variant: ref and alt are both '" + ref + "' at " + contig);
        }
        if (!ref.isEmpty()
                && !alt.isEmpty()
                && (ref.charAt(0) == alt.charAt(0)
                        || ref.charAt(ref.length() - 1) == alt.charAt(alt.length() - 1))) {
            throw new IllegalArgumentException(
                    "Variant "
                            + contig
                            + ":"
                            + startZeroBased
                            + ":"
                            + ref
                            + ":"
                            + alt
                            + " is not trimmed; make it with VariantNormaliser");
        }
    }

    /// One past the last replaced base; equal to `startZeroBased` for an insertion.
    public int endExclusive() {
        return startZeroBased + ref.length();
    }

    /// Whether one base is replaced by another.
    public boolean isSnv() {
        return ref.length() == 1 && alt.length() == 1;
    }

    /// Whether bases are only added.
    public boolean isInsertion() {
        return ref.isEmpty();
    }

    /// Whether bases are only removed.
    public boolean isDeletion() {
        return alt.isEmpty();
    }

    /// Bases gained (positive) or lost (negative).
    public int lengthChange() {
        return alt.length() - ref.length();
    }

    /// The replaced stretch; empty for an insertion.
    public GenomicInterval interval() {
        return new GenomicInterval(contig, startZeroBased, endExclusive());
    }

    /// The variant in the notation of SPDI (0-based, interbase) with the contig's name for the
    /// sequence: `chr17:43045682:C:T`.
    public String spdi() {
        return contig.name() + ":" + startZeroBased + ":" + ref + ":" + alt;
    }

    @Override
    public int compareTo(Variant other) {
        int c = contig.compareTo(other.contig);
        if (c == 0) {
            c = Integer.compare(startZeroBased, other.startZeroBased);
        }
        if (c == 0) {
            c = ref.compareTo(other.ref);
        }
        return c != 0 ? c : alt.compareTo(other.alt);
    }

    @Override
    public String toString() {
        return spdi();
    }
}
