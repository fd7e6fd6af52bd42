package org.opengms.outputs;

/// How a request for release stands.
public enum OutputState {
    WAITING_FOR_CHECKERS,
    /// The team has to answer a checker's questions.
    RETURNED,
    /// The team may fetch it.
    RELEASED,
    REFUSED,
    /// The team took it back.
    WITHDRAWN,
    /// A newer request takes its place.
    SUPERSEDED;

    /// Whether nothing more is decided.
    public boolean isClosed() {
        return this != WAITING_FOR_CHECKERS && this != RETURNED;
    }
}
