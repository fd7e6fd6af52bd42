package org.opengms.server.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.money.Money;
import org.opengms.testing.Cases;
import org.springframework.jdbc.core.JdbcTemplate;

/// A process that books for ever on two threads and says how far each has come, until it is killed.
/// What is booked under a number is always the same. Arguments: JDBC address, the number that each
/// thread begins with.
final class BooksProcess {
    static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    static final Account BANK = new Account("Assets:Bank");

    private BooksProcess() {}

    static JdbcBooks books(HikariDataSource pool) {
        return new JdbcBooks(
                new JdbcTemplate(pool), OwnDatabase.transactions(pool), Clock.systemUTC());
    }

    /// The pence of a posting.
    static long pence(int thread, int number) {
        return Cases.random(thread * 1_000_000_007L + number).nextLong(1, 1L << 40);
    }

    /// Every third is reserved and confirmed, every fifth taken back again.
    static List<Command> commands(int thread, int number) {
        Posting posting =
                Posting.of(
                        "t%d-%d".formatted(thread, number),
                        DAY,
                        "Number " + number,
                        new Basis("C-12/1", "fee", "INV-" + number),
                        BANK,
                        new Account("Income:T" + thread),
                        Money.pence(pence(thread, number)));
        List<Command> commands = new ArrayList<>();
        if (number % 3 == 0) {
            commands.add(new Command.Reserve(posting, Instant.parse("2999-01-01T00:00:00Z")));
            commands.add(new Command.Confirm(posting.reference()));
        } else {
            commands.add(new Command.Post(posting));
        }
        if (number % 5 == 0) {
            commands.add(
                    new Command.Reverse(
                            posting.reference(),
                            posting.reference() + "-back",
                            DAY,
                            new Basis("C-12/1", "fee", "CN-" + number)));
        }
        return commands;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HikariDataSource pool = OwnDatabase.pool(arguments[0]);
        JdbcBooks books = books(pool);
        for (int thread = 0; thread < 2; thread++) {
            int name = thread;
            int first = Integer.parseInt(arguments[1 + thread], 10);
            Thread.ofPlatform()
                    .start(() -> {
                        int next = first;
                        while (true) {
                            int until = next + 1 + (next * 31 + name) % 40;
                            List<Command> commands = new ArrayList<>();
                            for (int number = next; number < until; number++) {
                                commands.addAll(commands(name, number));
                            }
                            if (books.apply(commands).stream()
                                    .anyMatch(Answer.Refused.class::isInstance)) {
                                out.printf("refused %d %d .%n", name, next);
                            }
                            out.printf("booked %d %d .%n", name, until);
                            next = until;
                        }
                    });
        }
    }
}
