package org.opengms.orders;

/// What a tested person is in a family's test: the two codes of
/// `https://fhir.nhs.uk/CodeSystem/patient-role-genomics`.
public enum ParticipantRole {
    /// The person whose condition is asked about.
    PROBAND,
    /// A relative who is tested to help to read the proband's result.
    CONSULTAND
}
