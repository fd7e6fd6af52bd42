package org.opengms.region;

import java.util.Arrays;

/// The coding sequence of a gene's MANE Select transcript, joined to the genome base by base.
final class CodingModel {
    private final Gene gene;
    private final int[] positions;
    private final byte[] bases;

    CodingModel(Gene gene) {
        this.gene = gene;
        this.positions = gene.select().codingPositions();
        this.bases = MiniGenome.codingSequence(gene.contig(), gene.select());
    }

    Gene gene() {
        return gene;
    }

    int codons() {
        return bases.length / 3;
    }

    /// Genomic position, 0-based, of a coding base.
    int positionZeroBased(int codingIndex) {
        return positions[codingIndex];
    }

    /// Index in the coding sequence, or -1 where the position is not coding.
    int codingIndex(int positionZeroBased) {
        if (!gene.select().reverse()) {
            return Math.max(-1, Arrays.binarySearch(positions, positionZeroBased));
        }
        int low = 0;
        int high = positions.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (positions[middle] == positionZeroBased) {
                return middle;
            } else if (positions[middle] > positionZeroBased) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    char aminoAcid(int codon) {
        return Codons.aminoAcid(bases, 3 * codon);
    }

    /// The amino acid of the codon once a forward-strand base stands at a coding index.
    char aminoAcidWith(int codingIndex, byte forwardBase) {
        byte[] codon = Arrays.copyOfRange(bases, 3 * (codingIndex / 3), 3 * (codingIndex / 3) + 3);
        codon[codingIndex % 3] =
                gene.select().reverse() ? Codons.complement(forwardBase) : forwardBase;
        return Codons.aminoAcid(codon, 0);
    }

    /// Whether `margin` coding bases on either side lie in the same exon.
    boolean insideExon(int codingIndex, int margin) {
        int from = codingIndex - margin;
        int to = codingIndex + margin;
        return from >= 0
                && to < positions.length
                && Math.abs(positions[to] - positions[from]) == 2 * margin;
    }

    /// The protein once forward-strand bases are replaced inside the coding sequence, read to the
    /// end of the coding sequence and through stops.
    ///
    /// @param startZeroBased first base replaced
    /// @param endExclusive end of what is replaced; all of it coding and in one exon
    /// @param replacement what stands there instead
    String proteinWith(int startZeroBased, int endExclusive, String replacement) {
        StringBuilder forward = new StringBuilder();
        boolean reverse = gene.select().reverse();
        for (int i = 0; i < positions.length; i++) {
            int index = reverse ? positions.length - 1 - i : i;
            int position = positions[index];
            if (position == startZeroBased) {
                forward.append(replacement);
            }
            if (position < startZeroBased || position >= endExclusive) {
                forward.append((char) gene.contig().base(position));
            }
        }
        byte[] changed = forward.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        if (reverse) {
            changed = Codons.reverseComplement(changed);
        }
        StringBuilder protein = new StringBuilder();
        for (int i = 0; i + 3 <= changed.length; i += 3) {
            protein.append(Codons.aminoAcid(changed, i));
        }
        return protein.toString();
    }

    String protein() {
        StringBuilder protein = new StringBuilder();
        for (int c = 0; c < codons(); c++) {
            protein.append(aminoAcid(c));
        }
        return protein.toString();
    }
}
