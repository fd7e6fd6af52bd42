package org.opengms.orders;

import java.time.Instant;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;

/// One piece of laboratory work on an order.
///
/// @param id of the task
/// @param order the order that it serves
/// @param code what is to be done
/// @param status where it is
/// @param statusReason code of `task-statusReason-genomics`, if any
/// @param businessStatus code of `business-status-genomics`, if any
/// @param specimen that it works on; absent where it serves the whole order, or the specimen is not
///   known yet
/// @param owner the laboratory that does it
/// @param createdAt when it was asked for
/// @param changedAt when it last changed
/// @param version counts its changes from 1
public record LabTask(
        TaskId id,
        OrderId order,
        TaskCode code,
        TaskStatus status,
        Optional<String> statusReason,
        Optional<String> businessStatus,
        Optional<SpecimenId> specimen,
        OdsCode owner,
        Instant createdAt,
        Instant changedAt,
        int version) {

    /// A task that serves the whole order.
    public LabTask(
            TaskId id,
            OrderId order,
            TaskCode code,
            TaskStatus status,
            Optional<String> statusReason,
            Optional<String> businessStatus,
            OdsCode owner,
            Instant createdAt,
            Instant changedAt,
            int version) {
        this(
                id,
                order,
                code,
                status,
                statusReason,
                businessStatus,
                Optional.empty(),
                owner,
                createdAt,
                changedAt,
                version);
    }

    /// Whether it counts as one of the order's tasks of its code: it was not given up, and no other
    /// takes its place.
    public boolean isAlive() {
        return switch (status) {
            case REJECTED, FAILED, CANCELLED, ENTERED_IN_ERROR -> false;
            case DRAFT, REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD, COMPLETED -> true;
        };
    }

    /// Whether it and another task may concern the same specimen.
    boolean sharesSpecimenWith(LabTask other) {
        return specimen.isEmpty() || other.specimen.isEmpty() || specimen.equals(other.specimen);
    }

    /// The same task after a change.
    LabTask changed(
            TaskStatus newStatus, Optional<String> reason, Optional<String> business, Instant at) {
        return new LabTask(
                id,
                order,
                code,
                newStatus,
                reason,
                business,
                specimen,
                owner,
                createdAt,
                at,
                version + 1);
    }

    /// The same task, for a specimen that is known now.
    LabTask on(SpecimenId known) {
        return new LabTask(
                id,
                order,
                code,
                status,
                statusReason,
                businessStatus,
                Optional.of(known),
                owner,
                createdAt,
                changedAt,
                version);
    }

    /// The same task in the hands of another laboratory. Like [#on], not a change of its own: it
    /// counts when the task is changed with it.
    LabTask ownedBy(OdsCode laboratory) {
        return new LabTask(
                id,
                order,
                code,
                status,
                statusReason,
                businessStatus,
                specimen,
                laboratory,
                createdAt,
                changedAt,
                version);
    }
}
