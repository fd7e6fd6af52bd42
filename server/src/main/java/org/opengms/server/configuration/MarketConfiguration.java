package org.opengms.server.configuration;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.opengms.market.EnquiryDesk;
import org.opengms.server.jobs.DailyWork;
import org.opengms.server.persistence.JdbcEnquiries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// What organisations ask about the data resource.
@Configuration(proxyBeanMethods = false)
class MarketConfiguration {
    @Bean
    EnquiryDesk enquiryDesk(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        return new EnquiryDesk(new JdbcEnquiries(jdbc, transactions), clock);
    }

    @Bean
    DailyWork dailyWork(DataSource dataSource, EnquiryDesk enquiries, ServiceSettings settings) {
        return new DailyWork(
                dataSource,
                Map.of("forget-contacts-of-enquiries", enquiries::forgetContacts),
                settings.serverName());
    }
}
