package org.opengms.cases;

/// Whether a report may be acted on.
public enum ReportStatus {
    /// Not signed: not for clinical use, and not given to the requester.
    PRELIMINARY,
    /// Signed by an authorised scientist and given to the requester.
    FINAL
}
