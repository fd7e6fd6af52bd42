package org.opengms.server.configuration;

import java.time.Clock;
import java.time.LocalDate;
import org.opengms.consent.ConsentStatement;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.server.pages.Assets;
import org.opengms.server.persistence.JdbcAttempts;
import org.opengms.server.persistence.JdbcDeeds;
import org.opengms.server.persistence.JdbcFirstOrders;
import org.opengms.server.training.ServiceKind;
import org.opengms.server.training.TrainingEndpoint;
import org.opengms.server.training.VisitNotes;
import org.opengms.training.Exercises;
import org.opengms.training.OrderErrorDesk;
import org.opengms.training.TrainingDesk;
import org.opengms.workforce.StaffStore;
import org.opengms.workforce.TrainingBook;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Exercises, and what sets the training service apart.
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {
    @Bean
    Assets.Banner banner(ServiceSettings settings) {
        return switch (settings.kind()) {
            case CARE -> Assets.Banner.DEMONSTRATION;
            case TRAINING -> Assets.Banner.TRAINING;
        };
    }

    @Bean
    JdbcDeeds deeds(JdbcClient jdbc) {
        return new JdbcDeeds(jdbc);
    }

    @Bean
    TrainingDesk trainingDesk(JdbcClient jdbc, JdbcDeeds deeds, Clock clock) {
        return new TrainingDesk(Exercises.shipped(), new JdbcAttempts(jdbc), deeds, clock);
    }

    @Bean
    OrderErrorDesk orderErrorDesk(
            JdbcClient jdbc, StaffStore staff, TrainingBook book, Clock clock) {
        LocalDate today = ConsentStatement.day(clock.instant());
        return new OrderErrorDesk(
                new JdbcFirstOrders(jdbc),
                staff,
                OrderErrorDesk.courses(
                        book.rules(today), book.courses(today), Exercises.shipped()));
    }

    @Bean
    TrainingEndpoint trainingEndpoint(
            TrainingDesk desk, OrderErrorDesk errors, ServiceSettings settings) {
        return new TrainingEndpoint(
                desk, errors, settings.kind(), DisclosureRules.standard().counts().threshold());
    }

    /// In the training service alone; elsewhere nobody is followed.
    @Bean
    FilterRegistrationBean<VisitNotes> visitNotes(
            JdbcDeeds deeds, ServiceSettings settings, Clock clock) {
        FilterRegistrationBean<VisitNotes> notes =
                new FilterRegistrationBean<>(new VisitNotes(deeds, clock));
        notes.setEnabled(settings.kind() == ServiceKind.TRAINING);
        return notes;
    }
}
