package org.opengms.cohort;

/// What is recorded of participants as a number, not negative.
public enum Measure {
    /// Calendar days from receiving the order to its final report.
    DAYS_TO_REPORT,
    /// Variants that the signed report names.
    REPORTED_VARIANTS
}
