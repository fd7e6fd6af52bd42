package org.opengms.server.configuration;

import java.time.Clock;
import org.opengms.access.AccessDesk;
import org.opengms.choices.ChoiceDesk;
import org.opengms.cohort.ResearchDesk;
import org.opengms.consent.UseMatcher;
import org.opengms.gate.Gate;
import org.opengms.gate.ReviewDesk;
import org.opengms.proxies.ProxyBook;
import org.opengms.server.choices.ChoiceEndpoint;
import org.opengms.server.choices.ChoiceOffice;
import org.opengms.server.persistence.JdbcAccessReviews;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcCohort;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.relatives.FamilyResultEndpoint;
import org.opengms.server.relatives.FamilyResults;
import org.opengms.server.research.ResearchEndpoint;
import org.opengms.workforce.GateDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What patients choose, and what follows from it.
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {
    @Bean
    ChoiceDesk choiceDesk(
            JdbcPeople people,
            JdbcConsents consents,
            JdbcOrders orders,
            ProxyBook proxies,
            GateDesk competences,
            Clock clock) {
        return new ChoiceDesk(people, consents, orders, proxies, competences, clock);
    }

    @Bean
    ChoiceOffice choiceOffice(
            ChoiceDesk desk,
            JdbcPeople people,
            JdbcConsents consents,
            Gate gate,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        return new ChoiceOffice(desk, people, consents, gate, jdbc, transactions, clock);
    }

    @Bean
    FamilyResults familyResults(JdbcClient jdbc, JdbcCases cases, Gate gate) {
        return new FamilyResults(jdbc, cases, gate);
    }

    @Bean
    FamilyResultEndpoint familyResultEndpoint(FamilyResults results) {
        return new FamilyResultEndpoint(results);
    }

    @Bean
    ReviewDesk reviewDesk(JdbcClient jdbc, JdbcOrders orders) {
        return new ReviewDesk(new JdbcAccessReviews(jdbc), orders);
    }

    @Bean
    ChoiceEndpoint choiceEndpoint(ChoiceOffice office, ReviewDesk reviews, Clock clock) {
        return new ChoiceEndpoint(office, reviews, clock);
    }

    @Bean
    ResearchEndpoint researchEndpoint(
            JdbcCohort cohort,
            JdbcConsents consents,
            AccessDesk access,
            Gate gate,
            UseMatcher matcher,
            Clock clock) {
        return new ResearchEndpoint(
                new ResearchDesk(cohort, consents, access::use, gate, matcher, clock));
    }
}
