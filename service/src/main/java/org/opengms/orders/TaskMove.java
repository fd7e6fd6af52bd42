package org.opengms.orders;

import java.time.Instant;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;

/// One step of a task, as its append-only history keeps it. The first has no status before.
///
/// @param task that moved
/// @param order that it serves
/// @param code what it asks for
/// @param from where it was; absent when it was made
/// @param to where it went; the same as before where only a reason, a business status or the owner
///   changed
/// @param statusReason it had afterwards
/// @param businessStatus it had afterwards
/// @param owner it had afterwards
/// @param mover in which capacity somebody moved it
/// @param who the actor's display name
/// @param at when
/// @param version of the task afterwards
public record TaskMove(
        TaskId task,
        OrderId order,
        TaskCode code,
        Optional<TaskStatus> from,
        TaskStatus to,
        Optional<String> statusReason,
        Optional<String> businessStatus,
        OdsCode owner,
        Mover mover,
        String who,
        Instant at,
        int version) {}
