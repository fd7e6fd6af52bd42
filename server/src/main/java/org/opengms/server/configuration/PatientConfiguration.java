package org.opengms.server.configuration;

import java.time.Clock;
import org.opengms.choices.ChoiceDesk;
import org.opengms.cohort.CohortDesk;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.gate.Gate;
import org.opengms.logbook.LogRecords;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.pages.JdbcPageData;
import org.opengms.server.patient.PatientCopy;
import org.opengms.server.patient.PatientOffice;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.register.RegisterOffice;
import org.opengms.server.transparency.LogKeys;
import org.opengms.transparency.log.RecordReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What patients see and do themselves, and what everybody may see.
@Configuration(proxyBeanMethods = false)
class PatientConfiguration {
    @Bean
    PatientOffice patientOffice(
            JdbcClient jdbc,
            JdbcPeople people,
            JdbcConsents consents,
            JdbcOrders orders,
            Gate gate,
            TransactionTemplate transactions,
            ServiceSettings settings,
            Clock clock) {
        return new PatientOffice(
                jdbc,
                people,
                consents,
                new ChoiceDesk(people, consents, orders, clock),
                gate,
                transactions,
                code -> JdbcPageData.nameIn(settings.network(), code),
                clock);
    }

    @Bean
    RegisterOffice registerOffice(
            JdbcClient jdbc, CohortDesk cohort, JdbcLogBook book, LogKeys keys, Clock clock) {
        return new RegisterOffice(
                jdbc, cohort::size, book, keys, DisclosureRules.standard(), clock);
    }

    @Bean
    PatientCopy patientCopy(
            PatientOffice office,
            NoticeOffice notices,
            JdbcLogBook book,
            LogRecords records,
            LogKeys keys,
            ServiceSettings settings) {
        return new PatientCopy(
                office,
                notices,
                book,
                records,
                settings.log().folders().log(),
                new RecordReader(settings.log().folders().records()),
                keys.log().verifier().toString());
    }
}
