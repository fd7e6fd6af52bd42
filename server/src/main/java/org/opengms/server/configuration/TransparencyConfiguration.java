package org.opengms.server.configuration;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecords;
import org.opengms.server.persistence.JdbcAccessLog;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.StandbyAccessLog;
import org.opengms.server.transparency.LogEndpoint;
import org.opengms.server.transparency.LogFiles;
import org.opengms.server.transparency.LogKeys;
import org.opengms.server.transparency.LogPlace;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.log.StandbyJournal;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.witness.HttpWitnessConnection;
import org.opengms.transparency.witness.WitnessPanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The transparency log.
@Configuration(proxyBeanMethods = false)
class TransparencyConfiguration {
    /// For all witnesses of a checkpoint together.
    private static final Duration WITNESSES_ANSWER_WITHIN = Duration.ofMillis(500);

    /// How long a secondary use waits for the log.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// About a hundred thousand readings.
    private static final long STANDBY_BYTES = 100L << 20;

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    LogKeys logKeys(ServiceSettings settings, SecureRandom random) {
        return LogKeys.in(settings.log(), random);
    }

    @Bean
    LogRecords logRecords(LogKeys keys) {
        return new LogRecords(keys.labels());
    }

    @Bean
    JdbcLogBook logBook(JdbcClient jdbc, TransactionTemplate transactions) {
        return new JdbcLogBook(jdbc, transactions);
    }

    @Bean
    WitnessesOfLog witnesses(ServiceSettings settings) {
        LogPlace place = settings.log();
        if (place.witnesses().isEmpty()) {
            return new WitnessesOfLog(Optional.empty());
        }
        HttpClient client = HttpClient.newBuilder().connectTimeout(WITNESSES_ANSWER_WITHIN).build();
        return new WitnessesOfLog(
                Optional.of(
                        new WitnessPanel(
                                place.witnesses().stream()
                                        .map(at ->
                                                new WitnessPanel.Member(
                                                        at.key(),
                                                        new HttpWitnessConnection(
                                                                client, at.address())))
                                        .toList(),
                                WITNESSES_ANSWER_WITHIN)));
    }

    /// Who cosigns, if anybody does.
    record WitnessesOfLog(Optional<WitnessPanel> panel) {
        Cosigner cosigner() {
            return panel.<Cosigner>map(p -> p).orElse(Cosigner.NOBODY);
        }
    }

    @Bean(destroyMethod = "close")
    LogKeeper logKeeper(
            ServiceSettings settings,
            LogKeys keys,
            LogRecords records,
            JdbcLogBook book,
            WitnessesOfLog witnesses,
            SecureRandom random,
            Clock clock) {
        LogPlace place = settings.log();
        LogKeeper keeper =
                new LogKeeper(
                        book,
                        () ->
                                new LogKeeper.Open(
                                        AppendLog.open(
                                                place.folders(),
                                                keys.origin(),
                                                keys.log(),
                                                new FileLockStore(place.lock()),
                                                witnesses.cosigner(),
                                                LogSettings.STANDARD),
                                        new TileLog(place.folders().log()),
                                        keys.origin().value(),
                                        keys.log().verifier().toString()),
                        records,
                        random,
                        clock);
        keeper.start();
        return keeper;
    }

    @Bean
    JdbcAccessLog databaseAccessLog(
            JdbcClient jdbc, TransactionTemplate ownTransaction, LogRecords records, Clock clock) {
        return new JdbcAccessLog(jdbc, ownTransaction, records, clock);
    }

    @Bean(destroyMethod = "close")
    StandbyAccessLog accessLog(JdbcAccessLog database, LogKeeper keeper, ServiceSettings settings) {
        StandbyAccessLog log =
                new StandbyAccessLog(
                        database,
                        StandbyJournal.open(
                                settings.log().standby().resolve("server-" + settings.port()),
                                STANDBY_BYTES),
                        keeper,
                        PATIENCE);
        log.start();
        return log;
    }

    @Bean
    LogFiles logFiles(ServiceSettings settings) {
        return new LogFiles(settings.log().folders().log());
    }

    @Bean
    LogEndpoint logEndpoint(
            LogKeys keys,
            LogKeeper keeper,
            JdbcLogBook book,
            StandbyAccessLog access,
            WitnessesOfLog witnesses) {
        return new LogEndpoint(keys, keeper, book, access, witnesses.panel());
    }
}
