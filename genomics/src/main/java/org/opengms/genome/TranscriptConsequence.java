package org.opengms.genome;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a variant does to one transcript; or, without transcript, that it lies far from all.
public final class TranscriptConsequence {
    private final VariantAnnotator annotator;
    private final @Nullable Transcript transcript;
    private final @Nullable PlacedVariant placed;
    private final List<SequenceOntologyTerm> terms;
    private final boolean sequenceVerified;

    TranscriptConsequence(
            VariantAnnotator annotator,
            @Nullable Transcript transcript,
            @Nullable PlacedVariant placed,
            Set<SequenceOntologyTerm> terms, // an EnumSet, hence in order of severity
            boolean sequenceVerified) {
        this.annotator = annotator;
        this.transcript = transcript;
        this.placed = placed;
        this.terms = List.copyOf(terms);
        this.sequenceVerified = sequenceVerified;
    }

    /// The transcript; empty for an intergenic variant.
    public Optional<Transcript> transcript() {
        return Optional.ofNullable(transcript);
    }

    /// The terms that apply, the most severe first; never empty.
    public List<SequenceOntologyTerm> terms() {
        return terms;
    }

    /// The most severe term.
    public SequenceOntologyTerm mostSevere() {
        return terms.getFirst();
    }

    /// Whether the reference sequence needed to be sure of the terms is known. If not, the terms
    /// say only what the position and the length tell.
    public boolean sequenceVerified() {
        return sequenceVerified;
    }

    /// The description on the transcript with its accession (`NM_007294.4:c.5266dup`); empty for a
    /// variant that is not within the transcript. Made when asked for.
    public Optional<String> hgvsC() {
        return transcript == null || placed == null
                ? Optional.empty()
                : annotator.hgvsC(transcript, placed);
    }

    /// The predicted change of the protein with its accession, in parentheses as HGVS asks
    /// (`NP_009225.1:p.(Gln1756ProfsTer74)`); empty where the coding sequence is not touched, an
    /// exon boundary is crossed, or the sequence is not known. Made when asked for.
    public Optional<String> hgvsP() {
        return transcript == null || placed == null
                ? Optional.empty()
                : annotator.hgvsP(transcript, placed);
    }

    @Override
    public String toString() {
        return (transcript == null ? "intergenic" : transcript.id()) + " " + terms;
    }
}
