package org.opengms.server.configuration;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.opengms.choices.ChoiceDesk;
import org.opengms.fhir.FhirText;
import org.opengms.gate.Gate;
import org.opengms.notices.Courier;
import org.opengms.notices.NoticeBook;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.NoticeDelivery;
import org.opengms.notices.NoticeRules;
import org.opengms.server.jobs.NoticeQueue;
import org.opengms.server.notices.KeptContacts;
import org.opengms.server.notices.LetterFolder;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.notices.NoticeSettings;
import org.opengms.server.notices.NoticeSheet;
import org.opengms.server.notices.NoticeSweep;
import org.opengms.server.notices.NotifyCourier;
import org.opengms.server.notices.SmtpCourier;
import org.opengms.server.persistence.JdbcAddressProtection;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcNotices;
import org.opengms.server.persistence.ResourceStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Telling people that there is something to see.
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    /// Letters are gathered, so that they are posted together.
    private static final Duration LETTERS_EVERY = Duration.ofMinutes(15);

    private static final Duration SWEEP_EVERY = Duration.ofHours(6);

    @Bean
    NoticeSettings noticeSettings(ServiceSettings settings) {
        // Nothing leaves the training service, whatever the environment sets up.
        Map<String, String> environment =
                switch (settings.kind()) {
                    case CARE -> System.getenv();
                    case TRAINING -> Map.of();
                };
        return NoticeSettings.of(environment, settings.data().root().resolve("letters"));
    }

    @Bean
    JdbcNotices notices(JdbcClient jdbc) {
        return new JdbcNotices(jdbc);
    }

    @Bean
    KeptContacts contacts(
            ResourceStore resources,
            JdbcAddressProtection protection,
            FhirContext fhir,
            Clock clock) {
        return new KeptContacts(resources, protection, new FhirText(fhir), clock);
    }

    /// Who carries, by channel.
    record Couriers(Map<NoticeChannel, Courier> byChannel) {
        Couriers {
            byChannel = Map.copyOf(byChannel);
        }

        /// What people can choose.
        Set<NoticeChannel> offered() {
            Set<NoticeChannel> offered = EnumSet.of(NoticeChannel.NONE, NoticeChannel.LETTER);
            offered.addAll(byChannel.keySet());
            return offered;
        }
    }

    @Bean
    Couriers couriers(NoticeSettings settings, Clock clock) {
        Map<NoticeChannel, Courier> couriers = new EnumMap<>(NoticeChannel.class);
        settings.mail()
                .ifPresent(mail ->
                        couriers.put(
                                NoticeChannel.EMAIL,
                                new SmtpCourier(mail, Optional.empty(), clock)));
        settings.texts()
                .ifPresent(
                        texts -> couriers.put(NoticeChannel.TEXT, new NotifyCourier(texts, clock)));
        return new Couriers(couriers);
    }

    @Bean
    NoticeDelivery noticeDelivery(
            JdbcNotices notices,
            JdbcConsents consents,
            KeptContacts contacts,
            Couriers couriers,
            Clock clock) {
        return new NoticeDelivery(
                notices,
                consents,
                contacts,
                contacts,
                couriers.byChannel(),
                NoticeRules.shipped(),
                clock);
    }

    @Bean
    NoticeQueue noticeQueue(
            DataSource dataSource,
            ObjectProvider<NoticeDelivery> delivery,
            ObjectProvider<LetterFolder> letters,
            ObjectProvider<NoticeSweep> sweep,
            ServiceSettings settings) {
        return new NoticeQueue(
                dataSource,
                notice -> delivery.getObject().deliver(notice),
                new NoticeQueue.Rounds(
                        () -> letters.getObject().print(),
                        LETTERS_EVERY,
                        () -> sweep.getObject().run(),
                        SWEEP_EVERY),
                settings.serverName());
    }

    @Bean
    NoticeBook noticeBook(JdbcNotices notices, NoticeQueue queue, Clock clock) {
        return new NoticeBook(notices, queue::schedule, clock);
    }

    @Bean
    NoticeSweep noticeSweep(
            JdbcNotices notices,
            NoticeBook book,
            JdbcConsents consents,
            TransactionTemplate transactions,
            Clock clock) {
        return new NoticeSweep(notices, book, consents, NoticeRules.shipped(), transactions, clock);
    }

    @Bean
    LetterFolder letterFolder(
            NoticeSettings settings,
            JdbcNotices notices,
            NoticeDelivery delivery,
            KeptContacts contacts,
            NoticeSheet sheet,
            TransactionTemplate transactions,
            Clock clock) {
        return new LetterFolder(
                settings.letters(), notices, delivery, contacts, sheet, transactions, clock);
    }

    @Bean
    NoticeOffice noticeOffice(
            JdbcNotices notices,
            KeptContacts contacts,
            ChoiceDesk choices,
            Gate gate,
            Couriers couriers,
            TransactionTemplate transactions,
            Clock clock) {
        return new NoticeOffice(
                notices,
                contacts,
                contacts,
                choices,
                gate,
                couriers.offered(),
                transactions,
                clock);
    }
}
