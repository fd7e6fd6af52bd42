package org.opengms.people;

/// Sex as recorded at birth, for the interpretation of X and Y: HL7 administrative gender codes.
public enum Sex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
}
