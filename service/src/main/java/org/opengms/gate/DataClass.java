package org.opengms.gate;

/// What kind of personal data is read, from least to most telling.
public enum DataClass {
    DEMOGRAPHICS,
    ORDER,
    TASK,
    CONSENT,
    REPORT,
    GENOME
}
