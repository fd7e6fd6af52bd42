package org.opengms.genome;

/// The strand of the genome that a transcript is read from.
public enum Strand {
    /// In the direction of rising coordinates.
    FORWARD,
    /// In the direction of falling coordinates, complemented.
    REVERSE
}
