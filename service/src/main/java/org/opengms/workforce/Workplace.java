package org.opengms.workforce;

/// Where a competence is needed.
public enum Workplace {
    /// A hospital that orders tests.
    SITE,
    /// A laboratory.
    LABORATORY,
    /// The access committee.
    COMMITTEE
}
