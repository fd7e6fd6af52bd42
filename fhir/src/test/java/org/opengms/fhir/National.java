package org.opengms.fhir;

import org.opengms.orders.AcceptancePolicy;
import org.opengms.testing.SharedData;

/// The published national packages and a validator with them, loaded once for all tests that need
/// them.
final class National {
    static final NationalPackages PACKAGES =
            NationalPackages.load(Fixtures.FHIR, SharedData.file("fhir"));
    static final FhirStructure STRUCTURE =
            new FhirStructure(Fixtures.FHIR, AcceptancePolicy.STANDARD, PACKAGES);

    private National() {}
}
