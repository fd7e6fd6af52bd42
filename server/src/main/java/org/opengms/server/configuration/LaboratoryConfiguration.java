package org.opengms.server.configuration;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.opengms.fhir.WorkBundle;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.StatedLaboratories;
import org.opengms.laboratories.LaboratoryDesk;
import org.opengms.server.laboratories.LaboratoryEndpoint;
import org.opengms.server.laboratories.LaboratoryOffice;
import org.opengms.server.persistence.JdbcMaturity;
import org.opengms.server.persistence.JdbcStatements;
import org.opengms.server.persistence.JdbcTurnarounds;
import org.opengms.server.persistence.JdbcWork;
import org.opengms.server.persistence.RecentStates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What laboratories state of themselves, and their work that is not on the platform.
@Configuration(proxyBeanMethods = false)
class LaboratoryConfiguration {
    @Bean
    JdbcStatements statements(JdbcClient jdbc) {
        return new JdbcStatements(jdbc);
    }

    @Bean
    JdbcWork laboratoryWork(JdbcClient jdbc) {
        return new JdbcWork(jdbc);
    }

    @Bean
    JdbcTurnarounds turnarounds(JdbcClient jdbc) {
        return new JdbcTurnarounds(jdbc);
    }

    /// For people and their systems, who see at once what they stated.
    @Bean
    StatedLaboratories exactStates(
            ServiceSettings settings,
            JdbcStatements statements,
            JdbcWork work,
            JdbcMaturity observed) {
        return new StatedLaboratories(
                settings.network(), statements, work, settings.staleness(), observed);
    }

    /// For routing.
    @Bean
    @Primary
    LaboratoryStates recentStates(StatedLaboratories exact) {
        return new RecentStates(exact);
    }

    @Bean
    LaboratoryDesk laboratoryDesk(
            ServiceSettings settings,
            StatedLaboratories states,
            JdbcStatements statements,
            JdbcWork work,
            Clock clock) {
        return new LaboratoryDesk(
                settings.network(), states, statements, work, settings.directories(), clock);
    }

    @Bean
    LaboratoryOffice laboratoryOffice(
            LaboratoryDesk desk,
            JdbcTurnarounds turnarounds,
            FhirContext fhir,
            TransactionTemplate transactions,
            Clock clock) {
        return new LaboratoryOffice(desk, turnarounds, new WorkBundle(fhir), transactions, clock);
    }

    @Bean
    LaboratoryEndpoint laboratoryEndpoint(LaboratoryOffice office, Clock clock) {
        return new LaboratoryEndpoint(office, clock);
    }
}
