package org.opengms.server.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.opengms.access.AccessDesk;
import org.opengms.datafile.DataFile;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.ledger.charging.Charges;
import org.opengms.ledger.charging.IndexTable;
import org.opengms.ledger.charging.VatRates;
import org.opengms.market.EnquiryDesk;
import org.opengms.server.persistence.JdbcBooks;
import org.opengms.server.persistence.JdbcContracts;
import org.opengms.server.persistence.JdbcFunds;
import org.opengms.server.persistence.JdbcImportedUse;
import org.opengms.server.persistence.JdbcOwnMeter;
import org.opengms.server.value.MoneyOffice;
import org.opengms.server.value.RegisteredSubjects;
import org.opengms.server.value.ValueEndpoint;
import org.opengms.value.BookStore;
import org.opengms.value.ContractDesk;
import org.opengms.value.ContractStore;
import org.opengms.value.FundDesk;
import org.opengms.value.FundStore;
import org.opengms.value.OwnMeter;
import org.opengms.value.UseDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Contracts, the books and the funds.
@Configuration(proxyBeanMethods = false)
class ValueConfiguration {
    private static final DataFile<PriceIndices> INDICES =
            new DataFile<>(
                    PriceIndices.class,
                    "published price indices",
                    "OGMS-7846",
                    UnaryOperator.identity());

    /// The operator's file of indices that prices follow.
    record PriceIndices(List<IndexTable> indices) {
        PriceIndices {
            indices = List.copyOf(indices);
            if (indices.stream().map(IndexTable::name).distinct().count() != indices.size()) {
                throw new IllegalArgumentException(
                        "two indices have the same name; keep the one that holds");
            }
        }

        static Map<String, IndexTable> at(Path file) {
            return Files.exists(file)
                    ? INDICES.read(file).indices().stream()
                            .collect(Collectors.toMap(IndexTable::name, Function.identity()))
                    : Map.of();
        }
    }

    @Bean
    BookStore books(DataSource dataSource, TransactionTemplate transactions, Clock clock) {
        return new JdbcBooks(new JdbcTemplate(dataSource), transactions, clock);
    }

    @Bean
    ContractStore contracts(JdbcClient jdbc, TransactionTemplate transactions, BookStore books) {
        return new JdbcContracts(jdbc, transactions, books);
    }

    @Bean
    FundStore funds(JdbcClient jdbc, TransactionTemplate transactions, BookStore books) {
        return new JdbcFunds(jdbc, transactions, books);
    }

    @Bean
    OwnMeter ownMeter(JdbcClient jdbc) {
        return new JdbcOwnMeter(jdbc);
    }

    @Bean
    UseDesk useDesk(
            OwnMeter own,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ContractStore contracts,
            Clock clock) {
        return new UseDesk(own, new JdbcImportedUse(jdbc, transactions), contracts, clock);
    }

    @Bean
    FundDesk fundDesk(FundStore funds, BookStore books, ServiceSettings settings, Clock clock) {
        return new FundDesk(funds, books, settings.network(), clock);
    }

    @Bean
    ContractDesk contractDesk(
            ContractStore contracts,
            FundStore funds,
            BookStore books,
            AccessDesk access,
            EnquiryDesk enquiries,
            UseDesk use,
            ServiceSettings settings,
            Clock clock) {
        return new ContractDesk(
                contracts,
                funds,
                books,
                new RegisteredSubjects(access, enquiries),
                use,
                new Charges(
                        PriceIndices.at(settings.data().root().resolve("price-indices.json")),
                        VatRates.unitedKingdom()),
                DisclosureRules.standard().counts(),
                clock);
    }

    @Bean
    MoneyOffice moneyOffice(
            ContractDesk contracts,
            FundDesk funds,
            BookStore books,
            PlatformTransactionManager transactions) {
        TransactionTemplate oneMoment = new TransactionTemplate(transactions);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
        return new MoneyOffice(contracts, funds, books, oneMoment);
    }

    @Bean
    ValueEndpoint valueEndpoint(ContractDesk contracts, FundDesk funds, UseDesk use) {
        return new ValueEndpoint(contracts, funds, use);
    }
}
