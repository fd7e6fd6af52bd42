package org.opengms.interpretation;

import java.util.List;
import org.opengms.genome.GeneId;
import org.opengms.genome.SequenceOntologyTerm;

/// One variant in one gene, with its place in the order and the reasons for it.
///
/// @param rank 1 is the first
/// @param gene symbol, for display
/// @param geneId the gene's identity
/// @param contig canonical name, `chr17`
/// @param position POS of the record in the VCF, 1-based
/// @param ref REF of the record
/// @param alt the ALT allele concerned
/// @param consequence the most severe effect on the transcript
/// @param transcript accession with version
/// @param hgvsC coding description, or empty where there is none
/// @param hgvsP predicted protein description, or empty where there is none
/// @param zygosity `heterozygous`, `homozygous` or `hemizygous`
/// @param score estimated chance, 0 to 1, that this is the cause, given what this version looks at
/// @param reasons every part of the score in plain words
/// @param evidence the same parts as numbers
public record Candidate(
        int rank,
        String gene,
        GeneId geneId,
        String contig,
        int position,
        String ref,
        String alt,
        SequenceOntologyTerm consequence,
        String transcript,
        String hgvsC,
        String hgvsP,
        String zygosity,
        double score,
        List<String> reasons,
        Evidence evidence) {

    /// The parts of a score as natural logarithms of likelihood ratios; they add up.
    ///
    /// @param variant what the change does to the product, and how well it was called
    /// @param phenotype how well the gene explains the features
    /// @param inheritance whether the altered copies agree with the disease's inheritance
    /// @param panel whether the gene is on the chosen panel
    public record Evidence(double variant, double phenotype, double inheritance, double panel) {
        /// All parts together.
        public double total() {
            return variant + phenotype + inheritance + panel;
        }
    }

    public Candidate {
        reasons = List.copyOf(reasons);
    }
}
