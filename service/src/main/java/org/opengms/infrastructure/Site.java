package org.opengms.infrastructure;

/// A hospital or clinic that orders tests.
///
/// @param ods its ODS code
/// @param name its name
/// @param region the region it belongs to
/// @param homeLaboratory the laboratory hub that owns its orders
/// @param readiness how digital it is
public record Site(
        OdsCode ods,
        String name,
        String region,
        OdsCode homeLaboratory,
        DigitalReadiness readiness) {}
