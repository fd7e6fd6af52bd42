package org.opengms.disclosure.beacon;

import java.util.Locale;

/// A question about one allele, the same however it is written.
///
/// @param assembly such as `GRCh38`
/// @param contig without `chr`
/// @param position of the first base of `ref`, 1-based
/// @param ref upper case, without what it shares with `alt` but for one base where one of them
///   would be empty
/// @param alt likewise
public record AlleleQuestion(String assembly, String contig, int position, String ref, String alt) {
    private static final int MOST_BASES = 10_000;

    public AlleleQuestion {
        if (position < 1
                || ref.length() > MOST_BASES
                || alt.length() > MOST_BASES
                || !ref.matches("[ACGTN]+")
                || !alt.matches("[ACGTN]+")
                || ref.equals(alt)) {
            throw new IllegalArgumentException(
                    "OGMS-7561 This is no allele: position %d (1-based), %d and %d bases. Give a position from 1 on, and two different sequences of A, C, G, T or N, at most %,d each."
                            .formatted(position, ref.length(), alt.length(), MOST_BASES));
        }
    }

    /// The question in its one form: `chr` taken off, upper case, what both alleles share at the
    /// end and then at the beginning taken off. Shifting along a repeat needs the reference and is
    /// the caller's.
    public static AlleleQuestion of(
            String assembly, String contig, int position, String ref, String alt) {
        String from = ref.toUpperCase(Locale.ROOT);
        String to = alt.toUpperCase(Locale.ROOT);
        while (from.length() > 1
                && to.length() > 1
                && from.endsWith(to.substring(to.length() - 1))) {
            from = from.substring(0, from.length() - 1);
            to = to.substring(0, to.length() - 1);
        }
        int shared = 0;
        while (shared < Math.min(from.length(), to.length()) - 1
                && from.charAt(shared) == to.charAt(shared)) {
            shared++;
        }
        String name =
                contig.toUpperCase(Locale.ROOT).startsWith("CHR") ? contig.substring(3) : contig;
        return new AlleleQuestion(
                assembly,
                name.toUpperCase(Locale.ROOT),
                position + shared,
                from.substring(shared),
                to.substring(shared));
    }
}
