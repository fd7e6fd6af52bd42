package org.opengms.access;

import java.time.LocalDate;
import java.util.Set;

/// Whether somebody may use data for a project now.
public sealed interface AccessStanding {
    /// They may: each person's own consent is asked next.
    ///
    /// @param project for which
    /// @param title of it, as the public reads it
    /// @param purpose that was approved
    /// @param institution that leads it
    /// @param data that was approved
    /// @param until last day
    record Open(
            ProjectId project,
            String title,
            StudyPurpose purpose,
            String institution,
            Set<DataKind> data,
            LocalDate until)
            implements AccessStanding {
        public Open {
            data = Set.copyOf(data);
        }
    }

    /// They may not.
    ///
    /// @param reason in plain words, with what to do
    record Stopped(String reason) implements AccessStanding {}
}
