package org.opengms.server.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.opengms.catalogue.CatalogueDesk;
import org.opengms.cohort.CohortDesk;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentStatement;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.epoch.EpochBook;
import org.opengms.disclosure.noise.SeededNoise;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.market.EnquiryDesk;
import org.opengms.market.Tariff;
import org.opengms.server.evaluation.EvaluationOffice;
import org.opengms.server.evaluation.FollowUpOffice;
import org.opengms.server.jobs.DailyWork;
import org.opengms.server.maturity.MaturityOffice;
import org.opengms.server.persistence.JdbcCatalogue;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcEnquiries;
import org.opengms.server.persistence.JdbcEpochs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// What organisations may know of the data resource, what it costs, and what they ask.
@Configuration(proxyBeanMethods = false)
class MarketConfiguration {
    @Bean
    EnquiryDesk enquiryDesk(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        return new EnquiryDesk(new JdbcEnquiries(jdbc, transactions), clock);
    }

    @Bean
    DailyWork dailyWork(
            DataSource dataSource,
            EnquiryDesk enquiries,
            CatalogueDesk catalogue,
            EvaluationOffice evaluations,
            MaturityOffice maturity,
            FollowUpOffice followUp,
            ServiceSettings settings) {
        return new DailyWork(
                dataSource,
                Map.of(
                        "forget-contacts-of-enquiries",
                        enquiries::forgetContacts,
                        "evaluate-quarterly",
                        evaluations::quarterly,
                        "count-digital-maturity",
                        maturity::refresh,
                        "draw-follow-up-of-outcomes",
                        followUp::draw),
                Map.of(
                        "renew-public-catalogue",
                        catalogue::renew,
                        "evaluate-when-asked",
                        evaluations::asked,
                        "work-out-digitising-returns",
                        maturity::workOutReturns),
                settings.serverName());
    }

    /// Whom public numbers are about. Who rests beside somebody who left is drawn once and then
    /// kept, so the key need not be.
    @Bean
    EpochBook epochBook(JdbcClient jdbc, TransactionTemplate transactions) {
        return new EpochBook(
                DisclosureRules.standard().epochs(),
                SeededNoise.generate(new SecureRandom()),
                new JdbcEpochs(jdbc, transactions, "research"));
    }

    @Bean
    CatalogueDesk catalogueDesk(
            CohortDesk cohort,
            EpochBook epochs,
            JdbcConsents consents,
            ReleaseRegistry releases,
            ServiceSettings settings,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        JdbcCatalogue catalogue = new JdbcCatalogue(jdbc, transactions);
        return new CatalogueDesk(
                cohort::permitted,
                epochs,
                catalogue,
                consents,
                ConsentRules.shipped(),
                () -> settings.directories().get().judging(ConsentStatement.day(clock.instant())),
                settings.network(),
                releases,
                catalogue,
                DisclosureRules.standard(),
                clock);
    }

    /// The operator's tariff, `tariff.json` in the data folder; without it the one that comes with
    /// the program and is signed by nobody.
    @Bean
    Tariff tariff(ServiceSettings settings) {
        Path own = settings.data().root().resolve("tariff.json");
        return Files.exists(own) ? Tariff.read(own) : Tariff.standard();
    }
}
