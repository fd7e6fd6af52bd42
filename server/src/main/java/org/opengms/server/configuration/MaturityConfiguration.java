package org.opengms.server.configuration;

import java.time.Clock;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.MaturityWork;
import org.opengms.maturity.PaperDesk;
import org.opengms.maturity.SelfAssessmentDesk;
import org.opengms.server.maturity.MaturityOffice;
import org.opengms.server.persistence.JdbcArrivals;
import org.opengms.server.persistence.JdbcMaturity;
import org.opengms.server.persistence.JdbcPaper;
import org.opengms.server.persistence.JdbcSelfAssessments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// How digital ordering sites are, observed.
@Configuration(proxyBeanMethods = false)
class MaturityConfiguration {
    @Bean
    JdbcArrivals arrivals(JdbcClient jdbc) {
        return new JdbcArrivals(jdbc);
    }

    @Bean
    JdbcMaturity maturityTable(JdbcClient jdbc) {
        return new JdbcMaturity(jdbc);
    }

    @Bean
    MaturityOffice maturityOffice(
            ServiceSettings settings,
            JdbcMaturity table,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        return new MaturityOffice(
                new MaturityBoard(settings.network(), table, clock),
                new MaturityWork(settings.network(), table, clock),
                new PaperDesk(new JdbcPaper(jdbc), clock),
                new SelfAssessmentDesk(settings.network(), new JdbcSelfAssessments(jdbc), clock),
                transactions);
    }
}
