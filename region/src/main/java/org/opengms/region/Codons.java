package org.opengms.region;

/// The standard genetic code (NCBI translation table 1) and base complements, on upper-case ASCII.
final class Codons {
    private static final String BASES = "TCAG";
    private static final String AMINO_ACIDS =
            "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

    private Codons() {}

    /// The amino acid of a codon in one-letter code, `*` for a stop.
    static char aminoAcid(byte first, byte second, byte third) {
        return AMINO_ACIDS.charAt(
                16 * BASES.indexOf(first) + 4 * BASES.indexOf(second) + BASES.indexOf(third));
    }

    /// The amino acid of the codon that starts at an offset.
    static char aminoAcid(byte[] bases, int offset) {
        return aminoAcid(bases[offset], bases[offset + 1], bases[offset + 2]);
    }

    static byte complement(byte base) {
        return switch (base) {
            case 'A' -> 'T';
            case 'C' -> 'G';
            case 'G' -> 'C';
            case 'T' -> 'A';
            default -> throw new IllegalArgumentException("Not a base: " + (char) base);
        };
    }

    static byte[] reverseComplement(byte[] bases) {
        byte[] reversed = new byte[bases.length];
        for (int i = 0; i < bases.length; i++) {
            reversed[bases.length - 1 - i] = complement(bases[i]);
        }
        return reversed;
    }
}
