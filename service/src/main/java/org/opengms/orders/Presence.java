package org.opengms.orders;

/// Whether a feature was seen.
public enum Presence {
    PRESENT,
    ABSENT,
    /// Said neither way, or in a way that could not be read.
    UNCLEAR
}
