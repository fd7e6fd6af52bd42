package org.opengms.laboratories;

/// What a list of work is written in.
public enum WorkFormat {
    CSV,
    FHIR
}
