package org.opengms.phenotype;

/// What a release of the ontology says about an identifier.
public sealed interface TermMatch {

    /// The identifier that was asked for.
    HpoId asked();

    /// The identifier is a term of this release.
    ///
    /// @param asked the identifier
    /// @param term its dense number in this release
    record Current(HpoId asked, int term) implements TermMatch {}

    /// The identifier was merged into another term or replaced by it.
    ///
    /// @param asked the identifier
    /// @param term the dense number of the term that stands for it now
    /// @param now that term's identifier
    record Moved(HpoId asked, int term, HpoId now) implements TermMatch {}

    /// The identifier was withdrawn and nothing replaces it.
    ///
    /// @param asked the identifier
    record Withdrawn(HpoId asked) implements TermMatch {}

    /// This release has never heard of the identifier; it may be newer or mistyped.
    ///
    /// @param asked the identifier
    record Unknown(HpoId asked) implements TermMatch {}
}
