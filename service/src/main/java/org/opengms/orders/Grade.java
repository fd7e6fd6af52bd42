package org.opengms.orders;

/// How heavy a finding is.
public enum Grade {
    /// Refuses the order.
    ERROR,
    /// Accepts the order and tells everyone.
    WARNING,
    /// Good to know.
    INFORMATION
}
