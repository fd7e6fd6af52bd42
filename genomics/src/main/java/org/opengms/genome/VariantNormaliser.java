package org.opengms.genome;

/// Brings variants into normal form: trims what REF and ALT share, then moves insertions and
/// deletions as far left as the known sequence allows (Tan, Abecasis and Kang, Bioinformatics 2015,
/// doi:10.1093/bioinformatics/btv112), never into unknown sequence.
public final class VariantNormaliser {
    private final GenomeSequence sequence;

    /// A normaliser against this sequence.
    public VariantNormaliser(GenomeSequence sequence) {
        this.sequence = sequence;
    }

    /// The normal form of a change.
    ///
    /// @param startZeroBased first replaced base, counted from 0
    /// @param ref replaced bases, upper case
    /// @param alt bases in their place, upper case; different from `ref`
    public Variant normalise(Contig contig, int startZeroBased, String ref, String alt) {
        if (ref.length() == 1 && alt.length() == 1) {
            return new Variant(contig, startZeroBased, ref, alt);
        }
        int refEnd = ref.length();
        int altEnd = alt.length();
        while (refEnd > 0 && altEnd > 0 && ref.charAt(refEnd - 1) == alt.charAt(altEnd - 1)) {
            refEnd--;
            altEnd--;
        }
        int prefix = 0;
        while (prefix < refEnd && prefix < altEnd && ref.charAt(prefix) == alt.charAt(prefix)) {
            prefix++;
        }
        String trimmedRef = ref.substring(prefix, refEnd);
        String trimmedAlt = alt.substring(prefix, altEnd);
        int start = startZeroBased + prefix;
        if (trimmedRef.isEmpty() == trimmedAlt.isEmpty()) {
            return new Variant(contig, start, trimmedRef, trimmedAlt);
        }
        // One allele is empty: rolling the other left by one base turns its last base into its
        // first. `head` marks the rotation instead of copying the bases each time.
        String unit = trimmedRef.isEmpty() ? trimmedAlt : trimmedRef;
        int rolled = 0;
        while (start - rolled > 0) {
            char before = sequence.base(contig, start - rolled - 1);
            char last = unit.charAt(Math.floorMod(unit.length() - 1 - rolled, unit.length()));
            if (before != last || !isBase(before)) {
                break;
            }
            rolled++;
        }
        if (rolled > 0) {
            int cut = unit.length() - rolled % unit.length();
            unit = unit.substring(cut) + unit.substring(0, cut);
            start -= rolled;
        }
        return trimmedRef.isEmpty()
                ? new Variant(contig, start, "", unit)
                : new Variant(contig, start, unit, "");
    }

    static boolean isBase(char base) {
        return base == 'A' || base == 'C' || base == 'G' || base == 'T';
    }
}
