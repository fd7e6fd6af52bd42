package org.opengms.orders;

/// The answer to a wish to change a task.
public sealed interface TaskOutcome {
    /// The task is changed.
    record Changed(TestOrder order, LabTask task) implements TaskOutcome {}

    /// There is no such task.
    record NotFound() implements TaskOutcome {}

    /// Somebody else changed it first.
    record Stale(int currentVersion) implements TaskOutcome {}

    /// The change is not allowed; the reason is in plain words.
    record Refused(String reason) implements TaskOutcome {}

    /// The task belongs to another laboratory.
    record NotYours(String reason) implements TaskOutcome {}
}
