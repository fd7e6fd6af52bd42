package org.opengms.interpretation;

/// How many copies of a gene are altered, as far as the genotypes of one person can tell.
enum AlteredCopies {
    /// One of two copies.
    ONE("one of two copies is altered (heterozygous)"),
    /// Both copies, by the same change.
    BOTH("both copies carry the change (homozygous)"),
    /// The only copy there is.
    ONLY("the only copy carries the change (hemizygous)"),
    /// Two different heterozygous changes; whether on the same copy is not known.
    TWO_HETEROZYGOUS(
            "two different heterozygous changes, possibly on both copies (compound heterozygous;"
                    + " phase not known)"),
    /// Two different heterozygous changes shown to lie on different copies.
    TWO_IN_TRANS("two different changes on different copies (compound heterozygous, phased)");

    private final String words;

    AlteredCopies(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
