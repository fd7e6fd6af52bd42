package org.opengms.region;

/// A damaging variant, normalised as in VCF: parsimonious and left-aligned, on the forward strand.
///
/// @param contig such as `chr2`
/// @param pos 1-based position of the first base of `ref`
/// @param ref as in the mini genome
/// @param alt what stands in its place
/// @param transcript MANE Select transcript, with version, that the damage is stated for
public record PlantedVariant(
        String contig,
        int pos,
        String ref,
        String alt,
        Damage damage,
        Zygosity zygosity,
        String transcript) {

    /// What a variant does to its transcript.
    public enum Damage {
        STOP_GAINED("stop_gained"),
        FRAMESHIFT("frameshift_variant"),
        SPLICE_DONOR("splice_donor_variant"),
        SPLICE_ACCEPTOR("splice_acceptor_variant"),
        MISSENSE("missense_variant");

        private final String sequenceOntologyTerm;

        Damage(String sequenceOntologyTerm) {
            this.sequenceOntologyTerm = sequenceOntologyTerm;
        }

        /// Name of the Sequence Ontology term.
        public String sequenceOntologyTerm() {
            return sequenceOntologyTerm;
        }
    }

    /// How many copies there are.
    public enum Zygosity {
        HETEROZYGOUS,
        HOMOZYGOUS,
        /// The one copy on the X of a male.
        HEMIZYGOUS
    }
}
