package org.opengms.orders;

import java.util.Locale;

/// The state of a task; [TaskProcess] says which may follow which. `received` and `ready` of FHIR
/// are not used by the national process.
public enum TaskStatus {
    DRAFT,
    REQUESTED,
    ACCEPTED,
    IN_PROGRESS,
    ON_HOLD,
    COMPLETED,
    REJECTED,
    FAILED,
    CANCELLED,
    ENTERED_IN_ERROR;

    /// Whether the work is over, one way or the other.
    public boolean isClosed() {
        return switch (this) {
            case COMPLETED, REJECTED, FAILED, CANCELLED, ENTERED_IN_ERROR -> true;
            case DRAFT, REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD -> false;
        };
    }

    /// The code in FHIR, such as `in-progress`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
