package org.opengms.orders;

/// A part of an order that a finding can point to.
public enum OrderField {
    ORDER,
    SUBJECT,
    NHS_NUMBER,
    BIRTH_DATE,
    REQUESTER,
    ORDERING_SITE,
    SPECIALTY,
    INDICATION,
    TEST,
    AUTHORED_ON,
    PHENOTYPES,
    RECORD_OF_DISCUSSION,
    SPECIMEN,
    /// How many are tested.
    PARTICIPANTS,
    /// Further panels or tests to be applied.
    PANELS,
    /// The variant that is looked for.
    VARIANT,
    ASSENT
}
