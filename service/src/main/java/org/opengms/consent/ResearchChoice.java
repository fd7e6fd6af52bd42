package org.opengms.consent;

/// What a person said about their data serving research, apart from the test itself. Saying no, or
/// not yet, never affects the test.
public enum ResearchChoice {
    AGREED,
    DECLINED,
    /// Not discussed yet, to be discussed later, or undecided.
    UNDECIDED
}
