package org.opengms.server.desk;

import org.hl7.fhir.r4.model.OperationOutcome;

/// A change that is refused: nothing of the transaction around it is kept.
final class ChangeRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient OperationOutcome outcome;

    /// @param status of HTTP
    /// @param outcome what, where and why
    ChangeRefused(int status, OperationOutcome outcome) {
        super("OGMS-4506 The change is refused with " + status, null, false, false);
        this.status = status;
        this.outcome = outcome;
    }

    int status() {
        return status;
    }

    OperationOutcome outcome() {
        return outcome;
    }
}
