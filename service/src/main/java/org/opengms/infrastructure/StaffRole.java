package org.opengms.infrastructure;

/// Roles of laboratory staff whose number limits what a laboratory can deliver.
public enum StaffRole {
    RECEPTION,
    TECHNOLOGIST,
    BIOINFORMATICIAN,
    CLINICAL_SCIENTIST,
    CONSULTANT
}
