package org.opengms.server.configuration;

import java.time.Clock;
import org.opengms.server.persistence.JdbcGates;
import org.opengms.server.persistence.JdbcStaff;
import org.opengms.server.security.CompetenceNotes;
import org.opengms.server.workforce.LivePeople;
import org.opengms.server.workforce.RecentStaff;
import org.opengms.server.workforce.WorkforceEndpoint;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffRules;
import org.opengms.workforce.TrainingBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Members of staff, and the gates before what they do.
@Configuration(proxyBeanMethods = false)
class WorkforceConfiguration {
    /// What competences ask for, courses and lessons, as the operator has put them into the data
    /// folder.
    @Bean
    TrainingBook trainingBook(ServiceSettings settings) {
        return TrainingBook.in(settings.data().root().resolve("workforce"));
    }

    @Bean
    JdbcStaff staffHistories(JdbcClient jdbc, TransactionTemplate transactions) {
        return new JdbcStaff(jdbc, transactions);
    }

    @Bean
    JdbcGates gateDecisions(JdbcClient jdbc, TransactionTemplate transactions) {
        return new JdbcGates(jdbc, transactions);
    }

    @Bean
    RecentStaff recentStaff(JdbcStaff staff, JdbcGates gates, TrainingBook book, Clock clock) {
        return new RecentStaff(staff, gates, book, clock);
    }

    @Bean
    StaffDesk staffDesk(JdbcStaff staff, TrainingBook book, RecentStaff recent, Clock clock) {
        return new StaffDesk(staff, new StaffRules(book), recent::changed, clock);
    }

    @Bean
    GateDesk gateDesk(
            RecentStaff recent,
            TrainingBook book,
            JdbcGates gates,
            ServiceSettings settings,
            Clock clock) {
        return new GateDesk(
                recent::gate,
                book,
                gates,
                recent::modes,
                organisation -> LivePeople.kinds(settings.network(), organisation),
                CompetenceNotes::tell,
                recent::changed,
                clock);
    }

    @Bean
    WorkforceEndpoint workforceEndpoint(StaffDesk staff, GateDesk gates) {
        return new WorkforceEndpoint(staff, gates);
    }
}
