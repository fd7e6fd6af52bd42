package org.opengms.access;

import java.time.Instant;
import java.util.List;

/// The append-only histories of projects, the committee's seats, the bars, and what was refused.
public interface ProjectStore {
    /// Everything that was done to a project, in the order in which it was recorded; empty if there
    /// is none.
    List<Entry> history(ProjectId project);

    /// Adds a step, and keeps the project as it then stands for lists.
    ///
    /// @param after as it stands with the step, which is the last of its history
    /// @return false if somebody else has added another one since the history was read; nothing is
    ///   kept then
    boolean append(Project after);

    /// All seats that somebody was ever given. Of two of one account that overlap, the later
    /// counts.
    List<CommitteeSeat> seats(Account account);

    /// All bars that were ever set against somebody.
    List<Bar> bars(Account account);

    /// Keeps that a step was refused.
    ///
    /// @param step its name
    /// @param reason told to who tried
    void refused(ProjectId project, Account by, String step, String reason, Instant at);
}
