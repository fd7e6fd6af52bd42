package org.opengms.genome;

/// The nearest kind of place of a variant to any transcript: cheap to find, and enough to leave
/// most variants of a genome without further work. Ordered: the first is the most interesting.
public enum RegionClass {
    /// Touches coding sequence.
    CODING,
    /// Within the splice region of an exon–intron boundary (17 intronic bases before an exon, 8
    /// after it, 3 exonic), outside coding sequence.
    SPLICE,
    /// Touches an untranslated exon.
    UTR,
    /// Touches an exon of a transcript without coding sequence.
    NON_CODING_EXON,
    /// Inside an intron.
    INTRON,
    /// Within 5,000 bases of a transcript.
    FLANK,
    /// Further than that from every transcript.
    INTERGENIC
}
