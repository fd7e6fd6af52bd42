package org.opengms.interpretation;

/// The sex to read sex chromosomes by, as the phenopacket's `subject.sex` gives it; anything but
/// male and female is unknown, and then nothing is inferred from it.
public enum Sex {
    /// Two X chromosomes are expected.
    FEMALE,
    /// One X and one Y chromosome are expected.
    MALE,
    /// Not stated.
    UNKNOWN
}
