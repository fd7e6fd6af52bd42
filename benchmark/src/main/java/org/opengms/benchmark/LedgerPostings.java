package org.opengms.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.money.Money;
import org.opengms.server.database.EmbeddedDatabase;
import org.opengms.server.persistence.JdbcBooks;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The books: durable postings a minute in batches, one writer, the database beside it on the same
/// machine with its forces to disk switched on. A posting is counted when its batch is committed.
/// Then one posting at a time, and the trial balance over all of them.
public final class LedgerPostings {
    private LedgerPostings() {}

    /// @param arguments empty folder, postings (1,000,000), postings in a batch (5,000)
    public static void main(String[] arguments) {
        int postings = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 1_000_000;
        int batch = arguments.length > 2 ? Integer.parseInt(arguments[2], 10) : 5_000;
        try (EmbeddedDatabase server = EmbeddedDatabase.start(Path.of(arguments[0]));
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.jdbcUrl());
            pool.setUsername("postgres");
            Flyway.configure().dataSource(pool).load().migrate();
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                System.out.printf(
                        "%s %s%n", setting, jdbc.queryForObject("show " + setting, String.class));
            }
            JdbcBooks books =
                    new JdbcBooks(
                            jdbc,
                            new TransactionTemplate(new JdbcTransactionManager(pool)),
                            Clock.systemUTC());
            long began = System.nanoTime();
            for (int first = 0; first < postings; first += batch) {
                List<Command> commands = new ArrayList<>(batch);
                for (int i = first; i < Math.min(first + batch, postings); i++) {
                    commands.add(new Command.Post(posting(i)));
                }
                done(books.apply(commands));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%,d postings in batches of %,d: %.1f s, %,.0f a minute%n",
                    postings,
                    batch,
                    seconds,
                    postings / seconds * 60);
            double[] millis = new double[500];
            for (int i = 0; i < millis.length; i++) {
                long one = System.nanoTime();
                done(books.apply(List.of(new Command.Post(posting(postings + i)))));
                millis[i] = (System.nanoTime() - one) / 1e6;
            }
            java.util.Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "one at a time: median %.1f ms, 99th percentile %.1f ms%n",
                    millis[millis.length / 2],
                    millis[millis.length * 99 / 100]);
            long asked = System.nanoTime();
            TrialBalance balance =
                    books.trialBalance(LocalDate.of(2027, 1, 1), Instant.now().plusSeconds(60));
            System.out.printf(
                    Locale.ROOT,
                    "trial balance over all: %.2f s, %d accounts, balances: %s%n",
                    (System.nanoTime() - asked) / 1e9,
                    balance.lines().size(),
                    balance.balances());
        }
    }

    private static void done(List<Answer> answers) {
        if (!answers.stream().allMatch(Answer.Done.class::isInstance)) {
            throw new IllegalStateException("Not every posting was booked.");
        }
    }

    private static Posting posting(int number) {
        return Posting.of(
                "INV-2026-" + number,
                LocalDate.of(2026, 1, 1).plusDays(number % 300),
                "Use of records in October",
                new Basis("C-" + number % 500 + "/1", "use", "invoice INV-2026-" + number),
                new Account("Assets:Receivable:C-" + number % 500),
                new Account("Income:Metered"),
                Money.pence(1 + number % 1_000_000));
    }
}
