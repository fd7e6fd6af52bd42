package org.opengms.gate;

/// Why personal data is read.
public enum Purpose {
    /// Care of the person whose data it is.
    DIRECT_CARE,
    /// Doing the test that was ordered.
    LABORATORY_WORK,
    /// Running the service, without knowing who is who.
    SERVICE_MANAGEMENT
}
