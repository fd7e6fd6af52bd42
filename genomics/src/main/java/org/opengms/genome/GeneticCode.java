package org.opengms.genome;

import java.util.Map;

/// The two genetic codes of human cells, numbered as by NCBI: 1 in the nucleus, 2 in mitochondria
/// of vertebrates. Amino acids have one letter; `*` is a stop, `X` a codon with unknown bases, `U`
/// selenocysteine.
enum GeneticCode {
    STANDARD("FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"),
    MITOCHONDRIAL("FFLLSSSSYY**CCWWLLLLPPPPHHQQRRRRIIMMTTTTNNKKSS**VVVVAAAADDEEGGGG");

    private static final Map<Character, String> THREE_LETTERS =
            Map.ofEntries(
                    Map.entry('A', "Ala"),
                    Map.entry('R', "Arg"),
                    Map.entry('N', "Asn"),
                    Map.entry('D', "Asp"),
                    Map.entry('C', "Cys"),
                    Map.entry('Q', "Gln"),
                    Map.entry('E', "Glu"),
                    Map.entry('G', "Gly"),
                    Map.entry('H', "His"),
                    Map.entry('I', "Ile"),
                    Map.entry('L', "Leu"),
                    Map.entry('K', "Lys"),
                    Map.entry('M', "Met"),
                    Map.entry('F', "Phe"),
                    Map.entry('P', "Pro"),
                    Map.entry('S', "Ser"),
                    Map.entry('T', "Thr"),
                    Map.entry('W', "Trp"),
                    Map.entry('Y', "Tyr"),
                    Map.entry('V', "Val"),
                    Map.entry('U', "Sec"),
                    Map.entry('*', "Ter"),
                    Map.entry('X', "Xaa"));

    /// Amino acids of the codons in the order of T, C, A, G.
    private final String aminoAcids;

    GeneticCode(String aminoAcids) {
        this.aminoAcids = aminoAcids;
    }

    static GeneticCode of(Contig contig) {
        return contig.isMitochondrial() ? MITOCHONDRIAL : STANDARD;
    }

    char aminoAcid(byte first, byte second, byte third) {
        int a = index(first);
        int b = index(second);
        int c = index(third);
        return a < 0 || b < 0 || c < 0 ? 'X' : aminoAcids.charAt((a << 4) | (b << 2) | c);
    }

    /// Whether translation begins at this codon: at ATG; in mitochondria at ATA, ATC, ATT and GTG
    /// too (NCBI table 2).
    boolean isStart(byte first, byte second, byte third) {
        if (second != 'T') {
            return false;
        }
        if (third == 'G' && (first == 'A' || (first == 'G' && this == MITOCHONDRIAL))) {
            return true;
        }
        return first == 'A' && this == MITOCHONDRIAL;
    }

    private static int index(byte base) {
        return switch (base) {
            case 'T' -> 0;
            case 'C' -> 1;
            case 'A' -> 2;
            case 'G' -> 3;
            default -> -1;
        };
    }

    static String threeLetters(char aminoAcid) {
        return THREE_LETTERS.getOrDefault(aminoAcid, "Xaa");
    }

    static byte complement(byte base) {
        return switch (base) {
            case 'A' -> 'T';
            case 'C' -> 'G';
            case 'G' -> 'C';
            case 'T' -> 'A';
            default -> 'N';
        };
    }

    static String reverseComplement(String bases) {
        char[] reversed = new char[bases.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = (char) complement((byte) bases.charAt(reversed.length - 1 - i));
        }
        return new String(reversed);
    }
}
