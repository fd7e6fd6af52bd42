package org.opengms.consent;

/// Where the record of discussion is.
public enum DiscussionState {
    /// Announced; the form is to follow.
    TO_FOLLOW,
    /// Taken and signed.
    TAKEN
}
