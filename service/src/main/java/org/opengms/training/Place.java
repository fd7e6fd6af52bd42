package org.opengms.training;

/// A page that is read in an exercise in which nothing is to be changed.
public enum Place {
    /// What laboratories can do and have to do.
    CAPACITY,
    /// How the service runs.
    OVERVIEW,
    /// Whom a stricter gate would stop.
    GATE_PREVIEW,
    /// Who read whose data.
    WHO_READ
}
