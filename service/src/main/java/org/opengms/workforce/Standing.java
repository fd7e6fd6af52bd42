package org.opengms.workforce;

import java.time.LocalDate;

/// Whether somebody is competent for something, at a workplace and an instant.
public sealed interface Standing {
    /// They may do it on their own.
    ///
    /// @param until the last day of the grant
    record Holds(LocalDate until) implements Standing {}

    /// They may do it while somebody else answers for it.
    ///
    /// @param until the last day of the supervision
    record Supervised(StaffId by, LocalDate until) implements Standing {}

    /// They may not.
    ///
    /// @param reason why, as a sentence
    /// @param way how to get it, as a sentence
    record Lacks(String reason, String way) implements Standing {}
}
