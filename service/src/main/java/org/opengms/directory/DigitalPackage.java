package org.opengms.directory;

import java.util.List;
import java.util.Optional;

/// A test package of the digital test directory (Digital Genomic Test Services): what it says of an
/// indication under its `TP` code. It is published as a FHIR PlanDefinition.
///
/// @param code such as `TP231`
/// @param version of the package's definition, if stated
/// @param name for machines, as published
/// @param title for people
/// @param description other words for it, may be empty
/// @param status of the definition: `draft`, `active`, `retired`, `unknown`
/// @param experimental whether it is not meant for use, if stated
/// @param modality of `DGTS-testpackage-modality`
/// @param specialties clinical specialties, of `DGTS-clinical-specialty-genomics`
/// @param parties who may request and who performs it, where the package says so
/// @param testCodes codes of its tests (`GT46`) in the package's order; some belong to indications
///   of their own, such as testing for a known variant
public record DigitalPackage(
        String code,
        Optional<String> version,
        String name,
        String title,
        String description,
        String status,
        Optional<Boolean> experimental,
        Optional<Coded> modality,
        List<Coded> specialties,
        List<Party> parties,
        List<String> testCodes) {
    /// The shape of codes of test packages.
    public static final String CODE_SHAPE = "TP[0-9]+";

    public DigitalPackage {
        specialties = List.copyOf(specialties);
        parties = List.copyOf(parties);
        testCodes = List.copyOf(testCodes);
    }

    /// An organisation with a part in the package.
    ///
    /// @param role of `action-participant-role-genomics`: `requester` or `performer`
    /// @param ods the organisation's ODS code
    /// @param name for people
    public record Party(Coded role, String ods, String name) {}
}
