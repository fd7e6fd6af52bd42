package org.opengms.genome;

/// The identity of a gene, as a compact identifier: `HGNC:1100`; where no HGNC complete set was
/// given to the reference, `NCBIGene:672` or `ENSG00000012048`. Genes are matched by this, never by
/// symbol: symbols change (C1orf127 became CIROZ) and collide.
///
/// @param value the identifier, prefix included
public record GeneId(String value) implements Comparable<GeneId> {
    public GeneId {
        if (!hasDigits(value, "HGNC:") && !hasDigits(value, "NCBIGene:") && !isEnsembl(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no gene id: expected HGNC:…, NCBIGene:… or ENSG…");
        }
    }

    private static boolean hasDigits(String value, String prefix) {
        return value.startsWith(prefix)
                && value.length() > prefix.length()
                && value.chars().skip(prefix.length()).allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isEnsembl(String value) {
        return value.length() > 4
                && value.startsWith("ENS")
                && value.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }

    @Override
    public int compareTo(GeneId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
