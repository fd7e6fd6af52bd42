package org.opengms.region;

/// A record of discussion, with the choices of form version 4.03.
///
/// @param testAgreed whether the person agreed to the test
/// @param research the separate choice about research
/// @param category who decided
public record SyntheticDiscussion(
        boolean testAgreed, ResearchChoice research, PatientCategory category) {

    /// The choice about research.
    public enum ResearchChoice {
        AGREED,
        DECLINED,
        /// Not discussed yet; a discussion is to follow.
        UNDECIDED
    }

    /// Patient categories of the form.
    public enum PatientCategory {
        ADULT_OWN_CHOICES,
        ADULT_LACKING_CAPACITY_CONSULTEE,
        CHILD_PARENT_OR_GUARDIAN,
        CLINICIAN_BEST_INTERESTS,
        DECEASED
    }
}
