package org.opengms.region;

import java.nio.charset.StandardCharsets;

/// One sequence of the mini genome, upper-case A, C, G and T only.
final class Contig {
    private final String name;
    private final byte[] bases;

    /// @param bases kept, not copied
    Contig(String name, byte[] bases) {
        this.name = name;
        this.bases = bases;
    }

    String name() {
        return name;
    }

    int length() {
        return bases.length;
    }

    byte base(int positionZeroBased) {
        return bases[positionZeroBased];
    }

    String bases(int startZeroBased, int endExclusive) {
        return new String(
                bases, startZeroBased, endExclusive - startZeroBased, StandardCharsets.US_ASCII);
    }

    boolean isX() {
        return name.equals("chrX");
    }
}
