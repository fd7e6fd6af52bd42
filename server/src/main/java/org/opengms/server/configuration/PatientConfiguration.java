package org.opengms.server.configuration;

import java.time.Clock;
import org.opengms.choices.ChoiceDesk;
import org.opengms.cohort.CohortDesk;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.gate.Gate;
import org.opengms.logbook.LogRecords;
import org.opengms.proxies.ProxyBook;
import org.opengms.proxies.ProxyRules;
import org.opengms.safeguards.SafeguardDesk;
import org.opengms.server.choices.ChoiceOffice;
import org.opengms.server.environment.OutputOffice;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.pages.JdbcPageData;
import org.opengms.server.patient.Discretion;
import org.opengms.server.patient.OwnResources;
import org.opengms.server.patient.PatientCopy;
import org.opengms.server.patient.PatientOffice;
import org.opengms.server.patient.ProxyOffice;
import org.opengms.server.persistence.JdbcAddressProtection;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.persistence.JdbcProxies;
import org.opengms.server.persistence.JdbcReleases;
import org.opengms.server.persistence.JdbcWithholdings;
import org.opengms.server.register.RegisterOffice;
import org.opengms.server.safeguards.SafeguardEndpoint;
import org.opengms.server.safeguards.SafeguardOffice;
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
            ChoiceDesk choices,
            Discretion discretion,
            Gate gate,
            TransactionTemplate transactions,
            ServiceSettings settings,
            Clock clock) {
        return new PatientOffice(
                jdbc,
                people,
                consents,
                choices,
                gate,
                transactions,
                code -> JdbcPageData.nameIn(settings.network(), code),
                discretion,
                clock);
    }

    @Bean
    Discretion discretion(
            JdbcClient jdbc,
            JdbcWithholdings withholdings,
            JdbcPeople people,
            JdbcConsents consents,
            Clock clock) {
        return new Discretion(jdbc, withholdings, people, consents, clock);
    }

    @Bean
    OwnResources ownResources(JdbcClient jdbc, JdbcPeople people, Discretion discretion) {
        return new OwnResources(jdbc, people, discretion);
    }

    @Bean
    JdbcProxies proxies(JdbcClient jdbc) {
        return new JdbcProxies(jdbc);
    }

    @Bean
    ProxyBook proxyBook(JdbcProxies proxies) {
        return new ProxyBook(proxies, ProxyRules.shipped());
    }

    @Bean
    JdbcWithholdings withholdings(JdbcClient jdbc) {
        return new JdbcWithholdings(jdbc);
    }

    @Bean
    JdbcAddressProtection addressProtection(JdbcClient jdbc) {
        return new JdbcAddressProtection(jdbc);
    }

    @Bean
    ProxyOffice proxyOffice(
            PatientOffice office,
            JdbcProxies proxies,
            ProxyBook book,
            JdbcConsents consents,
            JdbcPeople people,
            JdbcAddressProtection addresses,
            Clock clock) {
        return new ProxyOffice(office, proxies, book, consents, people, addresses, clock);
    }

    @Bean
    SafeguardOffice safeguardOffice(
            JdbcPeople people,
            JdbcConsents consents,
            JdbcOrders orders,
            JdbcProxies proxies,
            JdbcWithholdings withholdings,
            JdbcAddressProtection addresses,
            ChoiceOffice choices,
            Gate gate,
            TransactionTemplate transactions,
            Clock clock) {
        return new SafeguardOffice(
                new SafeguardDesk(
                        people, consents, orders, proxies, withholdings, addresses, clock),
                choices,
                gate,
                transactions);
    }

    @Bean
    SafeguardEndpoint safeguardEndpoint(SafeguardOffice office) {
        return new SafeguardEndpoint(office);
    }

    @Bean
    RegisterOffice registerOffice(
            JdbcClient jdbc,
            CohortDesk cohort,
            ReleaseRegistry releases,
            OutputOffice outputs,
            JdbcLogBook book,
            LogKeys keys,
            Clock clock) {
        return new RegisterOffice(
                jdbc,
                cohort::permitted,
                releases,
                outputs.desk()::figures,
                book,
                keys,
                DisclosureRules.standard(),
                clock);
    }

    /// Everything that was published about exact sets of people of the research cohort, by any
    /// project and any server: whoever publishes one more asks it, outside of any transaction.
    @Bean
    ReleaseRegistry releaseRegistry(JdbcClient jdbc, TransactionTemplate transactions) {
        return new ReleaseRegistry(
                DisclosureRules.standard().counts(),
                new JdbcReleases(jdbc, transactions, "research"));
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
