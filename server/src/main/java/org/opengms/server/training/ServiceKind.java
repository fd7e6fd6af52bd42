package org.opengms.server.training;

/// For what a server runs.
public enum ServiceKind {
    /// For patients, or to be shown.
    CARE,
    /// For people who learn: everything in it is made up, and nothing leaves it.
    TRAINING
}
