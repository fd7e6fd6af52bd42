package org.opengms.server.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecords;
import org.opengms.people.PersonId;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.log.StandbyJournal;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.tiles.TileLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A process that reads and changes choices for ever on four threads, and says what it has released
/// and recorded, until it is killed. Arguments: JDBC address, folder, number of the round, person.
final class ReadingProcess {
    private static final Actor READER =
            new Actor(
                    "somebody",
                    "Some Body",
                    new OdsCode("ZR101"),
                    Set.of(Role.CLINICIAN, Role.RESEARCHER));

    private ReadingProcess() {}

    static SignerKey key() {
        return SignerKey.ofSeed(new KeyName("log.example.org/killed"), KeyKind.LOG, new byte[32]);
    }

    static LogRecords records() {
        return new LogRecords(LabelKey.of(new byte[32]));
    }

    static LogKeeper keeper(HikariDataSource pool, Path folder) {
        LogFolders folders = new LogFolders(folder.resolve("log"), folder.resolve("records"));
        return new LogKeeper(
                new JdbcLogBook(JdbcClient.create(pool), OwnDatabase.transactions(pool)),
                () ->
                        new LogKeeper.Open(
                                AppendLog.open(
                                        folders,
                                        new Origin(key().verifier().name().value()),
                                        key(),
                                        new FileLockStore(folder.resolve("lock")),
                                        Cosigner.NOBODY,
                                        new LogSettings(
                                                Duration.ZERO,
                                                1_000_000,
                                                64,
                                                64,
                                                LogSettings.Driving.ITSELF)),
                                new TileLog(folders.log()),
                                key().verifier().name().value(),
                                key().verifier().toString()),
                records(),
                new SecureRandom(),
                Clock.systemUTC());
    }

    static StandbyAccessLog log(HikariDataSource pool, StandbyJournal journal, LogKeeper keeper) {
        return new StandbyAccessLog(
                new JdbcAccessLog(
                        JdbcClient.create(pool),
                        OwnDatabase.transactions(pool),
                        records(),
                        Clock.systemUTC()),
                journal,
                keeper,
                Duration.ofSeconds(20));
    }

    static StandbyJournal journal(Path folder) {
        return StandbyJournal.open(folder.resolve("standby"), 1L << 30);
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[1]);
        String round = arguments[2];
        PersonId person = new PersonId(arguments[3]);
        HikariDataSource pool = OwnDatabase.pool(arguments[0]);
        HikariDataSource full = OwnDatabase.readOnlyPool(arguments[0]);
        LogKeeper keeper = keeper(pool, folder);
        keeper.start();
        StandbyJournal journal = journal(folder);
        StandbyAccessLog log = log(pool, journal, keeper);
        log.start();
        StandbyAccessLog withoutDatabase = log(full, journal, keeper);
        JdbcConsents consents =
                new JdbcConsents(
                        JdbcClient.create(pool),
                        new JdbcLogBook(JdbcClient.create(pool), OwnDatabase.transactions(pool)),
                        records());
        TransactionTemplate transactions = OwnDatabase.transactions(pool);
        AtomicInteger next = new AtomicInteger();
        for (int thread = 0; thread < 4; thread++) {
            Thread.ofPlatform()
                    .start(() -> {
                        while (true) {
                            int number = next.getAndIncrement();
                            String resource = "DiagnosticReport/" + round + "-" + number;
                            switch (number % 5) {
                                case 0 -> {
                                    log.appendAll(
                                            List.of(reading(person, Purpose.RESEARCH, resource)));
                                    out.printf("released %s .%n", resource);
                                }
                                case 1 -> {
                                    StatementId id = new StatementId(UUID.randomUUID().toString());
                                    transactions.executeWithoutResult(
                                            status -> consents.append(statement(id, person)));
                                    out.printf("recorded %s .%n", id.value());
                                }
                                case 2 -> {
                                    withoutDatabase.appendAll(
                                            List.of(
                                                    reading(
                                                            person,
                                                            Purpose.DIRECT_CARE,
                                                            resource)));
                                    out.printf("released %s .%n", resource);
                                }
                                default -> {
                                    log.appendAll(
                                            List.of(
                                                    reading(
                                                            person,
                                                            Purpose.DIRECT_CARE,
                                                            resource)));
                                    out.printf("released %s .%n", resource);
                                }
                            }
                        }
                    });
        }
    }

    private static AccessLog.Entry reading(PersonId person, Purpose purpose, String resource) {
        return new AccessLog.Entry(
                new AccessRequest(READER, purpose, person, DataClass.REPORT, resource, "fhir"),
                new Decision.Permit("It is permitted."));
    }

    private static ConsentStatement statement(StatementId id, PersonId person) {
        return new ConsentStatement(
                id,
                person,
                new Said.FullWithdrawal(),
                Optional.empty(),
                "Telephone call",
                LocalDate.of(2026, 11, 26),
                Instant.now(),
                "somebody");
    }
}
