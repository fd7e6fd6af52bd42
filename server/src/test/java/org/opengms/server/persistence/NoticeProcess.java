package org.opengms.server.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.notices.ContactAddress;
import org.opengms.notices.Courier;
import org.opengms.notices.EmailAddress;
import org.opengms.notices.NoticeBook;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.NoticeDelivery;
import org.opengms.notices.NoticeRules;
import org.opengms.notices.PostalAddress;
import org.opengms.people.PersonId;
import org.opengms.server.jobs.NoticeQueue;
import org.opengms.server.notices.LetterFolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A process that records choices of two persons, one told by email and one by letter, hands
/// notices over and prints letters, and says what it has recorded and handed over, until it is
/// killed. Arguments: JDBC address, folder, the two persons.
final class NoticeProcess {
    /// Choices that a process records; then it goes on handing over.
    static final int CHOICES = 30;

    private NoticeProcess() {}

    /// What hands over and prints.
    record Work(NoticeQueue queue, JdbcConsents consents) {}

    /// @param out is told each time something was handed over
    static Work work(HikariDataSource pool, Path folder, String name, PrintStream out) {
        JdbcClient jdbc = JdbcClient.create(pool);
        TransactionTemplate transactions = OwnDatabase.transactions(pool);
        JdbcNotices notices = new JdbcNotices(jdbc);
        Clock clock = Clock.systemUTC();
        Courier provider =
                message -> {
                    note(folder.resolve("provider"), message.reference().value());
                    out.printf("handed %s .%n", message.reference().value());
                    return new Courier.Answer.Taken("receipt");
                };
        NoticeDelivery delivery =
                new NoticeDelivery(
                        notices,
                        new JdbcConsents(
                                jdbc,
                                new JdbcLogBook(jdbc, transactions),
                                ReadingProcess.records()),
                        (person, channel) ->
                                Optional.<ContactAddress>of(new EmailAddress("person@example.org")),
                        person ->
                                Optional.of(
                                        new PostalAddress(
                                                List.of("A Person", "1 Example Road", "S99 9ZZ"))),
                        Map.of(NoticeChannel.EMAIL, provider),
                        NoticeRules.shipped(),
                        clock);
        LetterFolder letters =
                new LetterFolder(
                        folder.resolve("letters"),
                        notices,
                        delivery,
                        person ->
                                Optional.of(
                                        new PostalAddress(
                                                List.of("A Person", "1 Example Road", "S99 9ZZ"))),
                        (notice, to, day) -> {
                            out.printf("set %s .%n", notice.id().value());
                            return (notice.id().value() + day).getBytes(StandardCharsets.UTF_8);
                        },
                        transactions,
                        clock);
        NoticeQueue queue =
                new NoticeQueue(
                        pool,
                        delivery::deliver,
                        new NoticeQueue.Rounds(
                                letters::print,
                                Duration.ofMillis(100),
                                () -> {},
                                Duration.ofDays(1)),
                        name);
        NoticeBook book = new NoticeBook(notices, queue::schedule, clock);
        return new Work(
                queue,
                new JdbcConsents(
                        jdbc,
                        new JdbcLogBook(jdbc, transactions),
                        ReadingProcess.records(),
                        book::choiceRecorded));
    }

    /// What a provider keeps, as safe as a provider's own database.
    private static synchronized void note(Path file, String line) {
        try {
            Files.writeString(
                    file,
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HikariDataSource pool = OwnDatabase.pool(arguments[0]);
        Work work =
                work(pool, Path.of(arguments[1]), "process-" + ProcessHandle.current().pid(), out);
        work.queue().start();
        TransactionTemplate transactions = OwnDatabase.transactions(pool);
        AtomicReference<String> last = new AtomicReference<>("");
        for (int i = 0; i < CHOICES; i++) {
            PersonId person = new PersonId(arguments[2 + i % 2]);
            transactions.executeWithoutResult(status -> {
                StatementId id = new StatementId(UUID.randomUUID().toString());
                work.consents()
                        .append(
                                new ConsentStatement(
                                        id,
                                        person,
                                        new Said.FullWithdrawal(),
                                        Optional.of(WhoChose.ADULT),
                                        "Telephone call",
                                        LocalDate.of(2026, 11, 26),
                                        Instant.now(),
                                        "the person themself"));
                last.set(id.value());
            });
            out.printf("recorded %s .%n", last.get());
        }
    }
}
