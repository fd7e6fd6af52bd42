package org.opengms.server.configuration;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.opengms.hl7.Hl7Orders;
import org.opengms.orders.OrderDesk;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.hl7.Cancellations;
import org.opengms.server.hl7.Hl7Endpoint;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.SubmissionStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/// The HL7 v2 interface.
@Configuration(proxyBeanMethods = false)
class Hl7Configuration {
    @Bean
    Hl7Orders hl7Orders(FhirContext fhir, ServiceSettings settings) {
        return new Hl7Orders(fhir, settings.policy());
    }

    @Bean
    Cancellations cancellations(
            FhirContext fhir,
            OrderDesk desk,
            JdbcOrders orders,
            JdbcPeople people,
            ResourceStore resources,
            SubmissionStore submissions,
            TransactionTemplate transactions,
            Clock clock) {
        return new Cancellations(
                fhir, desk, orders, people, resources, submissions, transactions, clock);
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
