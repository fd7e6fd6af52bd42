package org.opengms.orders;

import java.util.List;
import java.util.Optional;

/// A laboratory's wish to change a task.
///
/// @param status to go to, or the present one to change only the rest
/// @param statusReason code of `task-statusReason-genomics`; required for on-hold, rejected and
///   failed
/// @param businessStatus code of `business-status-genomics`
/// @param expectedVersion the version that the laboratory saw; absent to change whatever is there
public record TaskChange(
        TaskStatus status,
        Optional<String> statusReason,
        Optional<String> businessStatus,
        Optional<Integer> expectedVersion) {
    /// Why a task stands where it does: the thirteen codes of
    /// `https://fhir.nhs.uk/CodeSystem/task-statusReason-genomics`, 2026-07-23.
    public static final List<String> STATUS_REASONS =
            List.of(
                    "further-information-needed",
                    "awaiting-sample",
                    "awaiting-rod-and-or-sample",
                    "invalid-request",
                    "pipeline-error",
                    "time-for-task-exceeded",
                    "unable-to-interpret",
                    "sample-sub-optimal",
                    "task-no-longer-required",
                    "no-sample-provided",
                    "scheduled-delay",
                    "awaiting-order-detail",
                    "other");
}
