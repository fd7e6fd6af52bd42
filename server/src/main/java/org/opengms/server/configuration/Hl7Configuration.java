package org.opengms.server.configuration;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.opengms.hl7.Hl7Orders;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.hl7.Cancellations;
import org.opengms.server.hl7.Hl7Endpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The HL7 v2 interface.
@Configuration(proxyBeanMethods = false)
class Hl7Configuration {
    @Bean
    Hl7Orders hl7Orders(FhirContext fhir, ServiceSettings settings) {
        return new Hl7Orders(fhir, settings.policy());
    }

    @Bean
    Cancellations cancellations() {
        return new Cancellations();
    }

    @Bean
    Hl7Endpoint hl7Endpoint(
            FhirContext fhir,
            Hl7Orders orders,
            OrderIntake intake,
            Cancellations cancellations,
            Clock clock) {
        return new Hl7Endpoint(fhir, orders, intake, cancellations, clock);
    }
}
