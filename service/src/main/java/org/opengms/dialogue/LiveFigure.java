package org.opengms.dialogue;

/// A figure of the public register that a worked example names, as it stands on the day of reading.
public enum LiveFigure {
    /// People whose data may help research.
    PARTICIPANTS,
    /// People who stopped all research in the last twelve months.
    WITHDRAWALS,
    /// Uses for research after a person had stopped.
    USES_AFTER_WITHDRAWAL,
    /// Readings in an emergency in the last twelve months.
    EMERGENCIES,
    /// Permitted uses for research by companies in the last twelve months.
    USES_BY_COMPANIES
}
