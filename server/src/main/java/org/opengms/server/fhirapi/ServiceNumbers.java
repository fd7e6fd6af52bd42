package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.Operation;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;

/// Numbers of the service as a whole, which name nobody: `GET [base]/$service-numbers`.
public final class ServiceNumbers {
    private final IntSupplier cohortSize;
    private final LongSupplier accessLogEntries;

    ServiceNumbers(IntSupplier cohortSize, LongSupplier accessLogEntries) {
        this.cohortSize = cohortSize;
        this.accessLogEntries = accessLogEntries;
    }

    /// How many persons are in the research cohort, and how many readings are logged.
    @Operation(name = "$service-numbers", idempotent = true)
    public Parameters numbers() {
        Parameters numbers = new Parameters();
        numbers.addParameter("cohortSize", new IntegerType(cohortSize.getAsInt()));
        numbers.addParameter("accessLogEntries", new DecimalType(accessLogEntries.getAsLong()));
        return numbers;
    }
}
