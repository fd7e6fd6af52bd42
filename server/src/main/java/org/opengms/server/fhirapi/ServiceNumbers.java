package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.Operation;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.opengms.server.register.RegisterFigures;

/// Numbers of the service as a whole, which name nobody: `GET [base]/$service-numbers`.
public final class ServiceNumbers {
    private final Supplier<RegisterFigures.Count> participants;
    private final LongSupplier accessLogEntries;

    ServiceNumbers(Supplier<RegisterFigures.Count> participants, LongSupplier accessLogEntries) {
        this.participants = participants;
        this.accessLogEntries = accessLogEntries;
    }

    /// How many persons are in the research cohort, as the public register tells it today and not
    /// at all where it tells of none or a few; and how many readings are logged.
    @Operation(name = "$service-numbers", idempotent = true)
    public Parameters numbers() {
        Parameters numbers = new Parameters();
        RegisterFigures.Count count = participants.get();
        if (!count.small()) {
            numbers.addParameter("cohortSize", new IntegerType(Math.toIntExact(count.shown())));
        }
        numbers.addParameter("accessLogEntries", new DecimalType(accessLogEntries.getAsLong()));
        return numbers;
    }
}
