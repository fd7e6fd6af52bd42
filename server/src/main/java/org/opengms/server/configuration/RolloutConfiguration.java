package org.opengms.server.configuration;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.maturity.MaturityTable;
import org.opengms.rollout.RolloutDesk;
import org.opengms.rollout.RolloutWork;
import org.opengms.server.jobs.RolloutQueue;
import org.opengms.server.persistence.JdbcForecasts;
import org.opengms.server.persistence.JdbcRollouts;
import org.opengms.server.persistence.JdbcStaff;
import org.opengms.server.rollout.RolloutEndpoint;
import org.opengms.server.rollout.RolloutOffice;
import org.opengms.server.workforce.ForecastEndpoint;
import org.opengms.server.workforce.ForecastOffice;
import org.opengms.server.workforce.LivePeople;
import org.opengms.staffing.ForecastDesk;
import org.opengms.staffing.ForecastWork;
import org.opengms.staffing.PlannedRollout;
import org.opengms.value.FundDesk;
import org.opengms.value.FundedOptions;
import org.opengms.workforce.TrainingBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Roll-outs and the workforce, planned in the background.
@Configuration(proxyBeanMethods = false)
class RolloutConfiguration {
    private static final Duration WATCHED = Duration.ofSeconds(1);

    @Bean
    JdbcRollouts rollouts(JdbcClient jdbc) {
        return new JdbcRollouts(jdbc);
    }

    @Bean
    RolloutWork rolloutWork(JdbcRollouts rollouts, ServiceSettings settings, Clock clock) {
        return new RolloutWork(
                rollouts, settings.data().folder("rollouts"), settings.rollouts(), clock, WATCHED);
    }

    @Bean
    JdbcForecasts forecasts(JdbcClient jdbc) {
        return new JdbcForecasts(jdbc);
    }

    @Bean
    ForecastWork forecastWork(
            JdbcForecasts forecasts,
            JdbcRollouts rollouts,
            JdbcStaff staff,
            TrainingBook book,
            LaboratoryStates states,
            FundDesk funds,
            MaturityTable maturity,
            ServiceSettings settings,
            Clock clock) {
        return new ForecastWork(
                forecasts,
                job -> PlannedRollout.find(job, rollouts),
                new LivePeople(
                        staff,
                        settings.network(),
                        states,
                        () -> FundedOptions.places(funds.funds()),
                        maturity,
                        book),
                settings.rollouts(),
                clock);
    }

    @Bean
    ForecastOffice forecastOffice(
            JdbcForecasts forecasts,
            RolloutQueue queue,
            TransactionTemplate transactions,
            Clock clock) {
        return new ForecastOffice(
                new ForecastDesk(forecasts, queue::schedule, clock), transactions);
    }

    @Bean
    ForecastEndpoint forecastEndpoint(ForecastOffice office) {
        return new ForecastEndpoint(office);
    }

    @Bean
    RolloutQueue rolloutQueue(
            DataSource dataSource,
            RolloutWork work,
            ForecastWork forecasts,
            ServiceSettings settings) {
        return new RolloutQueue(dataSource, work, forecasts, settings.serverName());
    }

    @Bean
    RolloutOffice rolloutOffice(
            JdbcRollouts rollouts,
            RolloutQueue queue,
            ServiceSettings settings,
            TransactionTemplate transactions,
            FundDesk funds,
            Clock clock) {
        return new RolloutOffice(
                new RolloutDesk(rollouts, queue::schedule, settings.rollouts(), clock),
                transactions,
                funds::funds);
    }

    @Bean
    RolloutEndpoint rolloutEndpoint(RolloutOffice office) {
        return new RolloutEndpoint(office);
    }
}
