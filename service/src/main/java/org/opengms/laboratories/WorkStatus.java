package org.opengms.laboratories;

/// How far an order of a laboratory's own list is.
public enum WorkStatus {
    OPEN,
    ON_HOLD,
    REPORTED,
    CANCELLED;

    /// Whether it still waits for its report.
    public boolean isOpen() {
        return switch (this) {
            case OPEN, ON_HOLD -> true;
            case REPORTED, CANCELLED -> false;
        };
    }
}
