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
        OdsCode owner,
        Instant createdAt,
        Instant changedAt,
        int version) {

    /// The same task after a change.
    LabTask changed(
            TaskStatus newStatus, Optional<String> reason, Optional<String> business, Instant at) {
        return new LabTask(
                id, order, code, newStatus, reason, business, owner, createdAt, at, version + 1);
    }
}
