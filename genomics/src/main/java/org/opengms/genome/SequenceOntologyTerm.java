package org.opengms.genome;

import java.util.Optional;

/// Consequences of a variant as Sequence Ontology terms, the most severe first. Order and impact
/// are those of Ensembl's table of calculated consequences (Variant Effect Predictor, release 110
/// and later).
public enum SequenceOntologyTerm {
    TRANSCRIPT_ABLATION("transcript_ablation", 1893, Impact.HIGH),
    SPLICE_ACCEPTOR_VARIANT("splice_acceptor_variant", 1574, Impact.HIGH),
    SPLICE_DONOR_VARIANT("splice_donor_variant", 1575, Impact.HIGH),
    STOP_GAINED("stop_gained", 1587, Impact.HIGH),
    FRAMESHIFT_VARIANT("frameshift_variant", 1589, Impact.HIGH),
    STOP_LOST("stop_lost", 1578, Impact.HIGH),
    START_LOST("start_lost", 2012, Impact.HIGH),
    INFRAME_INSERTION("inframe_insertion", 1821, Impact.MODERATE),
    INFRAME_DELETION("inframe_deletion", 1822, Impact.MODERATE),
    MISSENSE_VARIANT("missense_variant", 1583, Impact.MODERATE),
    PROTEIN_ALTERING_VARIANT("protein_altering_variant", 1818, Impact.MODERATE),
    SPLICE_DONOR_5TH_BASE_VARIANT("splice_donor_5th_base_variant", 1787, Impact.LOW),
    SPLICE_REGION_VARIANT("splice_region_variant", 1630, Impact.LOW),
    SPLICE_DONOR_REGION_VARIANT("splice_donor_region_variant", 2170, Impact.LOW),
    SPLICE_POLYPYRIMIDINE_TRACT_VARIANT("splice_polypyrimidine_tract_variant", 2169, Impact.LOW),
    INCOMPLETE_TERMINAL_CODON_VARIANT("incomplete_terminal_codon_variant", 1626, Impact.LOW),
    START_RETAINED_VARIANT("start_retained_variant", 2019, Impact.LOW),
    STOP_RETAINED_VARIANT("stop_retained_variant", 1567, Impact.LOW),
    SYNONYMOUS_VARIANT("synonymous_variant", 1819, Impact.LOW),
    CODING_SEQUENCE_VARIANT("coding_sequence_variant", 1580, Impact.MODIFIER),
    FIVE_PRIME_UTR_VARIANT("5_prime_UTR_variant", 1623, Impact.MODIFIER),
    THREE_PRIME_UTR_VARIANT("3_prime_UTR_variant", 1624, Impact.MODIFIER),
    NON_CODING_TRANSCRIPT_EXON_VARIANT("non_coding_transcript_exon_variant", 1792, Impact.MODIFIER),
    INTRON_VARIANT("intron_variant", 1627, Impact.MODIFIER),
    NON_CODING_TRANSCRIPT_VARIANT("non_coding_transcript_variant", 1619, Impact.MODIFIER),
    UPSTREAM_GENE_VARIANT("upstream_gene_variant", 1631, Impact.MODIFIER),
    DOWNSTREAM_GENE_VARIANT("downstream_gene_variant", 1632, Impact.MODIFIER),
    INTERGENIC_VARIANT("intergenic_variant", 1628, Impact.MODIFIER);

    /// How much a consequence is expected to disturb the gene's product, in Ensembl's four classes.
    public enum Impact {
        /// Product likely lost or truncated.
        HIGH,
        /// Product altered, perhaps less effective.
        MODERATE,
        /// Product unlikely to change.
        LOW,
        /// Outside coding sequence, or the effect cannot be predicted.
        MODIFIER
    }

    private final String label;
    private final String accession;
    private final Impact impact;

    SequenceOntologyTerm(String label, int number, Impact impact) {
        this.label = label;
        this.accession = "SO:%07d".formatted(number);
        this.impact = impact;
    }

    /// The term as the ontology writes it, `missense_variant`.
    public String label() {
        return label;
    }

    /// The accession, `SO:0001583`.
    public String accession() {
        return accession;
    }

    /// The expected disturbance.
    public Impact impact() {
        return impact;
    }

    /// Rank of severity: 0 is the most severe.
    @SuppressWarnings("EnumOrdinal") // the order of declaration is the rank
    public int severityRank() {
        return ordinal();
    }

    /// The term with this label.
    public static Optional<SequenceOntologyTerm> find(String label) {
        for (SequenceOntologyTerm term : values()) {
            if (term.label.equals(label)) {
                return Optional.of(term);
            }
        }
        return Optional.empty();
    }
}
