package org.opengms.directory;

import java.util.List;
import java.util.Optional;

/// A genomic test of the digital test directory (Digital Genomic Test Services): what it says of a
/// test under its `GT` code. It is published as a FHIR ActivityDefinition.
///
/// @param code such as `GT46`
/// @param version of the test's definition, if stated
/// @param name for machines, as published
/// @param title for people
/// @param status of the definition: `draft`, `active`, `retired`, `unknown`
/// @param experimental whether it is not meant for use, if stated
/// @param methodType of `DGTS-genomictest-method-type`
/// @param requirements what an order for it must or may say
/// @param panels the gene panels applied
/// @param specimens what it is done on
public record DigitalTest(
        String code,
        Optional<String> version,
        String name,
        String title,
        String status,
        Optional<Boolean> experimental,
        Optional<Coded> methodType,
        Optional<OrderRequirements> requirements,
        List<PanelLink> panels,
        List<SpecimenNeed> specimens) {
    /// The shape of codes of genomic tests.
    public static final String CODE_SHAPE = "GT[0-9]+";

    public DigitalTest {
        panels = List.copyOf(panels);
        specimens = List.copyOf(specimens);
    }

    /// A gene panel that is applied.
    ///
    /// @param panelId such as `490`
    /// @param version if the link names one
    /// @param url as published
    /// @param label as published, may be empty
    /// @param display as published, may be empty
    public record PanelLink(
            String panelId, Optional<String> version, String url, String label, String display) {}

    /// What a test is done on, as a FHIR SpecimenDefinition.
    ///
    /// @param reference as published, such as `SpecimenDefinition/blood`
    /// @param category such as `germline`, if the definition was imported
    /// @param types the kinds of specimen, if the definition was imported
    public record SpecimenNeed(String reference, Optional<Coded> category, List<Coded> types) {
        public SpecimenNeed {
            types = List.copyOf(types);
        }
    }
}
