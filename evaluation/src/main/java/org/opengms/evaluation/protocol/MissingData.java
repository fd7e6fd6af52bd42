package org.opengms.evaluation.protocol;

/// What is done about outcomes that are missing, and what must be assumed for it.
public enum MissingData {
    /// A random follow-up of those without an outcome, where there is one and all in it answered.
    /// Nothing is assumed. Where there is none: bounds, and the finding is not identified.
    FOLLOW_UP_ELSE_BOUNDS("none"),
    /// Known outcomes stand for all: assumes that it is chance which are missing.
    COMPLETE_CASES("outcomes are missing completely at random"),
    /// Known outcomes stand for those of the same strata: assumes that within them it is chance
    /// which are missing.
    WEIGHTED_WITHIN_STRATA("outcomes are missing at random within the weighting strata"),
    /// Between none and all of those missing: assumes nothing.
    BOUNDS("none");

    private final String assumption;

    MissingData(String assumption) {
        this.assumption = assumption;
    }

    /// In words; none if nothing is assumed.
    public String assumption() {
        return assumption;
    }
}
