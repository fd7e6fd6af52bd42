package org.opengms.server.configuration;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.opengms.rollout.RolloutDesk;
import org.opengms.rollout.RolloutWork;
import org.opengms.server.jobs.RolloutQueue;
import org.opengms.server.persistence.JdbcRollouts;
import org.opengms.server.rollout.RolloutEndpoint;
import org.opengms.server.rollout.RolloutOffice;
import org.opengms.value.FundDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Roll-outs that are planned in the background.
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
    RolloutQueue rolloutQueue(DataSource dataSource, RolloutWork work, ServiceSettings settings) {
        return new RolloutQueue(dataSource, work, settings.serverName());
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
