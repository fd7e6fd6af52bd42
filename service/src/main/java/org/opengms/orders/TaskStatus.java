package org.opengms.orders;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The state of a task. `received` and `ready` of FHIR are not used by the national process; a
/// failed or rejected task is never reopened, a new one is made.
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

    /// The states that may follow this one.
    public Set<TaskStatus> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(REQUESTED, CANCELLED, ENTERED_IN_ERROR);
            case REQUESTED -> EnumSet.of(ACCEPTED, REJECTED, ON_HOLD, CANCELLED, ENTERED_IN_ERROR);
            case ACCEPTED ->
                    EnumSet.of(
                            IN_PROGRESS, ON_HOLD, COMPLETED, FAILED, CANCELLED, ENTERED_IN_ERROR);
            case IN_PROGRESS -> EnumSet.of(ON_HOLD, COMPLETED, FAILED, CANCELLED, ENTERED_IN_ERROR);
            case ON_HOLD ->
                    EnumSet.of(
                            REQUESTED,
                            ACCEPTED,
                            IN_PROGRESS,
                            REJECTED,
                            FAILED,
                            CANCELLED,
                            ENTERED_IN_ERROR);
            case COMPLETED, REJECTED, FAILED, CANCELLED -> EnumSet.of(ENTERED_IN_ERROR);
            case ENTERED_IN_ERROR -> EnumSet.noneOf(TaskStatus.class);
        };
    }

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
