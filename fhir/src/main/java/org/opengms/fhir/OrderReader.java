package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.orders.AcceptancePolicy;

/// Reads the orders of a transaction Bundle of the national shape: a ServiceRequest for each person
/// tested, their Patient, and what belongs to it. Nothing is corrected; what cannot be read as the
/// order's own rules need it is left out and found missing by those rules.
///
/// Safe for use by many threads.
public final class OrderReader {
    private final AcceptancePolicy policy;
    private final KnownResources known;
    private final NhsNumbers numbers;

    /// A reader for which references lead into the Bundle or nowhere.
    ///
    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    public OrderReader(FhirContext fhir, AcceptancePolicy policy) {
        this(fhir, policy, KnownResources.NONE);
    }

    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    /// @param known what references may lead to beside the Bundle
    public OrderReader(FhirContext fhir, AcceptancePolicy policy, KnownResources known) {
        if (!fhir.getVersion()
                .getVersion()
                .isEqualOrNewerThan(ca.uhn.fhir.context.FhirVersionEnum.R4)) {
            throw new IllegalArgumentException("OGMS-3100 Orders are read as FHIR R4.");
        }
        this.policy = policy;
        this.known = known;
        this.numbers = new NhsNumbers(fhir, policy);
    }

    /// Reads the orders.
    ///
    /// @param bundle parsed, for instance by [FhirText]; not changed
    public OrderMessage read(Bundle bundle) {
        OrderMessage read =
                new SubmissionReading(Elements.valued(bundle), policy, known, numbers).read();
        return new OrderMessage(bundle, read.orders(), read.findings());
    }
}
