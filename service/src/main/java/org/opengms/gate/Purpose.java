package org.opengms.gate;

/// Why personal data is read.
public enum Purpose {
    /// Care of the person whose data it is.
    DIRECT_CARE,
    /// Doing the test that was ordered.
    LABORATORY_WORK,
    /// Choosing the test of an order that is being taken in for the person.
    CHOOSING_A_TEST,
    /// Running the service, without knowing who is who.
    SERVICE_MANAGEMENT
}
