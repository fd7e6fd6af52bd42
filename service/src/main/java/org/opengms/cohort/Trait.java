package org.opengms.cohort;

/// What is recorded of every participant in one of few words.
public enum Trait {
    SEX,
    /// At the day of the order that brought them in.
    AGE_BAND,
    /// Of the site that ordered.
    REGION,
    /// Code of the clinical indication.
    INDICATION,
    /// Of the test.
    METHOD,
    /// Whether the question of the test was answered.
    OUTCOME
}
