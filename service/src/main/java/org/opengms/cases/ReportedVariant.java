package org.opengms.cases;

import java.util.List;

/// A variant that an analysis proposes, in rank order; rank 1 is the likeliest cause.
///
/// @param rank from 1
/// @param gene approved symbol
/// @param geneId such as `HGNC:1100`
/// @param contig such as `chr17`
/// @param position VCF POS, 1-based
/// @param ref reference allele as in the file
/// @param alt alternative allele as in the file
/// @param consequence Sequence Ontology term
/// @param transcript accession with version
/// @param hgvsC coding name, may be empty
/// @param hgvsP protein name, may be empty
/// @param zygosity in lower-case words
/// @param score between 0 and 1
/// @param reasons in plain words
public record ReportedVariant(
        int rank,
        String gene,
        String geneId,
        String contig,
        long position,
        String ref,
        String alt,
        String consequence,
        String transcript,
        String hgvsC,
        String hgvsP,
        String zygosity,
        double score,
        List<String> reasons) {
    public ReportedVariant {
        reasons = List.copyOf(reasons);
    }
}
