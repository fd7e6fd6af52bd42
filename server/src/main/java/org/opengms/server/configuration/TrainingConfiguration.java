package org.opengms.server.configuration;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import org.opengms.cases.Report;
import org.opengms.consent.ConsentStatement;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunWork;
import org.opengms.server.access.AccessOffice;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.environment.OutputOffice;
import org.opengms.server.files.FileReception;
import org.opengms.server.jobs.InterpretationWork;
import org.opengms.server.pages.Assets;
import org.opengms.server.persistence.JdbcAttempts;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcDeeds;
import org.opengms.server.persistence.JdbcFirstOrders;
import org.opengms.server.practice.PracticeDesk;
import org.opengms.server.practice.PracticeOrders;
import org.opengms.server.practice.PracticeProjects;
import org.opengms.server.practice.PracticeRegion;
import org.opengms.server.training.ServiceKind;
import org.opengms.server.training.TrainingEndpoint;
import org.opengms.server.training.VisitNotes;
import org.opengms.training.Exercises;
import org.opengms.training.OrderErrorDesk;
import org.opengms.training.PracticeWork;
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

    /// Work is put ready in the training service alone.
    @Bean
    PracticeWork practiceWork(
            ServiceSettings settings,
            OrderIntake intake,
            ServiceDesk desk,
            FileReception files,
            InterpretationWork interpretation,
            JdbcCases cases,
            AccessOffice access,
            RunDesk runs,
            RunWork work,
            OutputOffice outputs,
            Clock clock) {
        return switch (settings.kind()) {
            case CARE -> PracticeWork.NONE;
            case TRAINING ->
                    new PracticeDesk(
                            new PracticeOrders(
                                    PracticeRegion.in(settings.data()),
                                    settings.network(),
                                    intake,
                                    desk,
                                    files,
                                    interpretation,
                                    order -> cases.findNewestReport(order).map(Report::id),
                                    new SecureRandom(),
                                    clock),
                            new PracticeProjects(access, runs, work, outputs));
        };
    }

    @Bean
    TrainingDesk trainingDesk(JdbcClient jdbc, JdbcDeeds deeds, PracticeWork work, Clock clock) {
        return new TrainingDesk(Exercises.shipped(), new JdbcAttempts(jdbc), deeds, work, clock);
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
