package org.opengms.metering;

/// In which way data were used.
public enum UseKind {
    /// A question about what is recorded of participants, answered inside the environment.
    QUERY,
    /// A step of an analysis that ran beside the data.
    BATCH,
    /// A participant's delivered file, or a part of it, read by a project's batch environment.
    FILE,
    /// A released output, fetched by the project's team. It is about no participant any more.
    OUTPUT
}
