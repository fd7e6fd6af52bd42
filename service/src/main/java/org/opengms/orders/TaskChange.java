package org.opengms.orders;

import java.util.List;
import java.util.Optional;

/// The wish to change a task.
///
/// @param status to go to, or the present one to change only the rest
/// @param statusReason code of `task-statusReason-genomics`; [TaskProcess] says which moves need
///   one
/// @param businessStatus code of `business-status-genomics`
/// @param expectedVersion the version that was seen; absent to change whatever is there
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

    /// What a laboratory is about within a status: the twenty-three codes of
    /// `https://fhir.nhs.uk/CodeSystem/business-status-genomics`, 2026-07-23. The profile of the
    /// Task says that which of them fit which task is still being worked out, so any may stand with
    /// any.
    public static final List<String> BUSINESS_STATUSES =
            List.of(
                    "determining-test-recoverability",
                    "test-recoverable",
                    "notifying-requester-of-failure",
                    "sample-requested",
                    "sample-availability-confirmed",
                    "sample-booked-into-lab",
                    "variants-priorities-list-required",
                    "variants-priorities-list-retrieved",
                    "previous-genomic-sequence-data-required",
                    "previous-genomic-sequence-data-retrieved",
                    "remote-sample-prep-required",
                    "sample-sent",
                    "sample-received",
                    "sample-stored",
                    "further-sample-prep-required",
                    "remote-processing-required",
                    "remote-genomic-data-processing-required",
                    "remote-interpretation-required",
                    "further-clinical-details-required",
                    "further-clinical-details-provided",
                    "reflex-confirmatory-test-required",
                    "reflex-confirmatory-test-complete",
                    "other");

    /// The change of a task to a status; what its laboratory is about stays, and whatever is there
    /// is changed.
    static TaskChange of(LabTask task, TaskStatus status, Optional<String> statusReason) {
        return new TaskChange(status, statusReason, task.businessStatus(), Optional.empty());
    }

    /// A task as it is, to be given out again.
    static TaskChange none(LabTask task) {
        return of(task, task.status(), task.statusReason());
    }
}
