package org.opengms.interpretation;

import java.util.Set;
import org.opengms.genome.SequenceOntologyTerm;
import org.opengms.phenotype.InheritanceMode;

/// How strongly each observation speaks for a candidate, as likelihood ratios: how much more often
/// it is seen for the variant that causes a rare disease than for the other variants of a genome.
/// Ratios multiply; above 1 speaks for, below 1 against.
///
/// *Consequence.* Of 3,037 published causal variants (phenopacket-store, 2025) 45 % are missense,
/// 19 % frameshift, 16 % stop gained, 7 % at a splice donor or acceptor, 3 % in-frame, 1 % start
/// lost, 2 % elsewhere in a splice region, under 1 % synonymous or untranslated. A typical genome
/// has 149–182 truncating and 10,000–12,000 peptide-altering sites (1000 Genomes Project,
/// doi:10.1038/nature15393). That alone makes a truncating change some twenty times likelier than a
/// missense one, and a synonymous one a hundred times less likely. For truncation the square root
/// stands below: without frequencies many truncating calls are artefacts, common, or in genes that
/// bear the loss of one copy, and must not outrank a gene that explains the patient.
///
/// *Phenotype.* Over 5,641 published cases ranked by [org.opengms.phenotype.PhenotypeRanker] with
/// knowledge older than the cases, the causal gene is first in 20 %, in the first 10 in 37 %, in
/// the first 100 in 55 %, known at all in 79 %: its chance of rank k falls as 1/k.
///
/// *Inheritance and panel.* Judgement, stated per value; to be replaced by counts when enough
/// outcomes are recorded.
///
/// Population frequencies are not used in this version. They are the strongest evidence against a
/// variant, and their absence is stated in every result.
final class EvidenceWeights {
    /// The gene is unknown to the phenotype knowledge: 21 % of published causal genes, three
    /// quarters of all genes.
    static final double GENE_UNKNOWN = 0.28;

    /// The gene is known: 79 % of published causal genes, a quarter of all genes.
    private static final double KNOWN_GENE = 3.1;

    /// On the chosen panel with diagnostic-grade evidence.
    static final double PANEL_GREEN = 5;

    /// On the chosen panel with moderate evidence.
    static final double PANEL_AMBER = 1.5;

    /// Not on the chosen panel, or without enough evidence. Panels and features are chosen for the
    /// same reason, so this is milder than a panel's share of diagnoses would allow.
    static final double PANEL_ABSENT = 0.2;

    /// The caller's own filters reject the call.
    static final double FILTERED = 0.2;

    /// Genotype quality below 20 (error probability above 1 %).
    static final double LOW_GENOTYPE_QUALITY = 0.5;

    /// A homozygous change that does not truncate: without frequencies most are common variants.
    static final double HOMOZYGOUS_NOT_TRUNCATING = 0.5;

    /// Two alleles called on the single X of a male: usually a mapping artefact.
    static final double HETEROZYGOUS_MALE_X = 0.2;

    /// A call on the Y of a female.
    static final double Y_IN_FEMALE = 0.02;

    private EvidenceWeights() {}

    static double consequence(SequenceOntologyTerm term) {
        return switch (term) {
            case TRANSCRIPT_ABLATION, STOP_GAINED, FRAMESHIFT_VARIANT -> 5;
            case SPLICE_ACCEPTOR_VARIANT, SPLICE_DONOR_VARIANT -> 4;
            case START_LOST -> 2.5;
            case STOP_LOST -> 2;
            case INFRAME_INSERTION, INFRAME_DELETION, PROTEIN_ALTERING_VARIANT -> 1.5;
            case MISSENSE_VARIANT -> 1;
            case SPLICE_DONOR_5TH_BASE_VARIANT -> 0.4;
            case CODING_SEQUENCE_VARIANT -> 0.3;
            case SPLICE_REGION_VARIANT, SPLICE_DONOR_REGION_VARIANT -> 0.15;
            case SPLICE_POLYPYRIMIDINE_TRACT_VARIANT, INCOMPLETE_TERMINAL_CODON_VARIANT -> 0.05;
            case NON_CODING_TRANSCRIPT_EXON_VARIANT -> 0.02;
            case SYNONYMOUS_VARIANT, START_RETAINED_VARIANT, STOP_RETAINED_VARIANT -> 0.01;
            case FIVE_PRIME_UTR_VARIANT -> 0.004;
            case THREE_PRIME_UTR_VARIANT -> 0.002;
            case INTRON_VARIANT,
                    NON_CODING_TRANSCRIPT_VARIANT,
                    UPSTREAM_GENE_VARIANT,
                    DOWNSTREAM_GENE_VARIANT,
                    INTERGENIC_VARIANT ->
                    0.0002;
        };
    }

    /// @param chance of the gene among the known genes, by features alone
    /// @param knownGenes how many genes that is a chance among
    static double phenotype(double chance, int knownGenes) {
        return KNOWN_GENE * knownGenes * chance;
    }

    /// How well the altered copies found agree with how the disease is inherited; of several modes
    /// the best.
    ///
    /// @param modes none if not stated
    static double inheritance(Set<InheritanceMode> modes, AlteredCopies copies) {
        if (modes.isEmpty()) {
            return switch (copies) {
                case ONE, ONLY, TWO_HETEROZYGOUS, TWO_IN_TRANS -> 0.7;
                case BOTH -> 0.5;
            };
        }
        return modes.stream().mapToDouble(mode -> inheritance(mode, copies)).max().orElse(1);
    }

    static double inheritance(InheritanceMode mode, AlteredCopies copies) {
        return switch (mode) {
            case AUTOSOMAL_DOMINANT ->
                    switch (copies) {
                        case ONE -> 1.5;
                        case ONLY -> 0.5;
                        case BOTH, TWO_HETEROZYGOUS, TWO_IN_TRANS -> 0.15;
                    };
            case AUTOSOMAL_RECESSIVE ->
                    switch (copies) {
                        case ONE -> 0.08;
                        case ONLY -> 0.3;
                        case BOTH -> 1.5;
                        case TWO_HETEROZYGOUS -> 2.5;
                        case TWO_IN_TRANS -> 4;
                    };
            case X_LINKED_RECESSIVE ->
                    switch (copies) {
                        case ONE -> 0.1;
                        case ONLY -> 2;
                        case BOTH, TWO_HETEROZYGOUS, TWO_IN_TRANS -> 1.5;
                    };
            case X_LINKED_DOMINANT ->
                    switch (copies) {
                        case ONE, ONLY -> 1.5;
                        case BOTH, TWO_HETEROZYGOUS, TWO_IN_TRANS -> 0.5;
                    };
            case X_LINKED ->
                    switch (copies) {
                        case ONE -> 0.8;
                        case ONLY -> 2;
                        case BOTH, TWO_HETEROZYGOUS, TWO_IN_TRANS -> 1;
                    };
            case Y_LINKED -> copies == AlteredCopies.ONLY ? 1.5 : 0.5;
            case MITOCHONDRIAL -> 1;
        };
    }
}
