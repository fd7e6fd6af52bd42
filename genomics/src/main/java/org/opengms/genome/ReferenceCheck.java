package org.opengms.genome;

/// Whether the REF of a record could be compared with the reference sequence. A REF that disagrees
/// is an error and never becomes a call.
public enum ReferenceCheck {
    /// Every base of REF is known in the reference and agrees.
    VERIFIED,
    /// Some base is unknown in the reference (N, or a contig without sequence): carried on
    /// unchecked.
    UNVERIFIED
}
