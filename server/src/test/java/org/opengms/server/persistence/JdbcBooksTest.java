package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Books;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Leg;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.money.Money;
import org.opengms.testing.Cases;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// The books on a real PostgreSQL, beside the same books in memory.
class JdbcBooksTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
    private static final Basis BASIS = new Basis("C-12/1", "fee", "back\\slash");

    @TempDir static Path folder = Path.of("");
    private static OwnDatabase database;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder).migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbc()
                .sql(
                        """
                        alter table ledger_event disable trigger append_only_whole;
                        truncate ledger_event;
                        alter table ledger_event enable trigger append_only_whole
                        """)
                .update();
    }

    private static JdbcBooks at(Instant now) {
        return new JdbcBooks(
                new JdbcTemplate(database.pool()),
                database.transactions(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Posting posting(String reference, long pence) {
        return Posting.of(
                reference,
                DAY,
                "A fee of 50 % \"net\" £",
                BASIS,
                new Account("Assets:Bank"),
                new Account("Income:Fees"),
                Money.pence(pence));
    }

    @Test
    void answerAsTheBooksInMemoryDoWhateverIsAskedInWhateverBatches() {
        Cases.check(
                4,
                random -> {
                    empty();
                    Books memory = new Books();
                    List<String> names = new ArrayList<>();
                    Instant now = NOW;
                    for (int batch = 0; batch < 60; batch++) {
                        now = now.plusMillis(random.nextInt(0, 2000));
                        List<Command> commands = new ArrayList<>();
                        List<Answer> expected = new ArrayList<>();
                        int size = random.nextInt(1, 60);
                        for (int i = 0; i < size; i++) {
                            Command command = draw(random, names, now, batch + "-" + i);
                            commands.add(command);
                            expected.add(memory.apply(command, now));
                        }
                        assertEquals(expected, at(now).apply(commands));
                    }
                    Instant end = now;
                    assertEquals(
                            memory.trialBalance(DAY.plusDays(60), end),
                            at(end).trialBalance(DAY.plusDays(60), end));
                    Instant then = memory.events().get(random.nextInt(memory.events().size())).at();
                    LocalDate through = DAY.plusDays(random.nextInt(0, 45));
                    assertEquals(
                            memory.trialBalance(through, then),
                            at(end).trialBalance(through, then));
                    assertEquals(memory.closedThrough(), at(end).closedThrough());
                    for (String name : names) {
                        assertEquals(memory.find(name), at(end).find(name), name);
                    }
                    assertTrue(memory.trialBalance(LocalDate.of(2100, 1, 1), end).balances());
                });
    }

    private static Command draw(
            RandomGenerator random, List<String> names, Instant now, String number) {
        String old = names.isEmpty() ? "none" : names.get(random.nextInt(names.size()));
        int kind = random.nextInt(100);
        if (kind < 35) {
            names.add("p" + number);
            return new Command.Post(any(random, "p" + number));
        }
        if (kind < 55) {
            names.add("p" + number);
            return new Command.Reserve(
                    any(random, "p" + number), now.plusMillis(random.nextInt(1, 9_000)));
        }
        if (kind < 67) {
            return new Command.Confirm(old);
        }
        if (kind < 72) {
            return new Command.Cancel(old);
        }
        if (kind < 80) {
            return new Command.Expire(old);
        }
        if (kind < 92) {
            names.add("r" + number);
            return new Command.Reverse(old, "r" + number, DAY.plusDays(40), BASIS);
        }
        return kind < 99
                ? new Command.Post(any(random, old))
                : new Command.Close(DAY.plusDays(random.nextInt(0, 8)));
    }

    private static Posting any(RandomGenerator random, String reference) {
        List<Leg> legs = new ArrayList<>();
        long sum = 0;
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            long pence = random.nextLong(1, 1L << random.nextInt(1, 45));
            sum += pence;
            legs.add(new Leg(new Account("Income:A" + random.nextInt(9)), Money.pence(-pence)));
        }
        legs.add(new Leg(new Account("Assets:Bank"), Money.pence(sum)));
        return new Posting(reference, DAY.plusDays(random.nextInt(0, 30)), "Random", BASIS, legs);
    }

    @Test
    void giveBackEveryPostingAsItWasBooked() {
        at(NOW).apply(
                        List.of(
                                new Command.Post(posting("b", 2)),
                                new Command.Post(posting("a", 1)),
                                new Command.Reserve(posting("c", 3), NOW.plusSeconds(5)),
                                new Command.Reserve(posting("d", 4), NOW.plusSeconds(5)),
                                new Command.Confirm("d")));
        assertEquals(
                List.of(posting("a", 1), posting("b", 2), posting("d", 4)), at(NOW).postings(DAY));
        assertEquals(List.of(), at(NOW).postings(DAY.minusDays(1)));
    }

    @Test
    void bookAPostingOnceHoweverManySendItAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Long>> senders = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                senders.add(() -> {
                    long done = 0;
                    for (int i = 0; i < 50; i++) {
                        done +=
                                at(NOW)
                                        .apply(List.of(new Command.Post(posting("p" + i, 1))))
                                        .stream()
                                        .filter(Answer.Done.class::isInstance)
                                        .count();
                    }
                    return done;
                });
            }
            long done = 0;
            for (Future<Long> sender : threads.invokeAll(senders)) {
                done += sender.get();
            }
            assertEquals(50, done);
        }
        assertEquals(50, at(NOW).postings(DAY).size());
    }

    @Test
    void refuseByTheDatabasesOwnRulesWhatNoBooksHold() {
        at(NOW).apply(List.of(new Command.Post(posting("a", 1))));
        String row =
                "insert into ledger_event (seq, at, kind, reference, day, words, agreement, clause, evidence, accounts, currencies, amounts) values (2, now(), 'POSTED', '%s', '2026-11-02', 'w', 'a', 'c', 'e', '{Assets:A,Income:B}', '{%s}', '{%s}')";
        for (String bad :
                List.of(
                        row.formatted("b", "GBP,GBP", "5,-4"),
                        row.formatted("b", "GBP,EUR", "5,-5"),
                        row.formatted("b", "GBP", "5,-5"),
                        row.formatted("b", "GBP,GBP", "5,null"),
                        row.formatted("a", "GBP,GBP", "5,-5"),
                        "insert into ledger_event (seq, at, kind) values (2, now(), 'POSTED')",
                        "update ledger_event set amounts = '{9,-9}'",
                        "delete from ledger_event",
                        "truncate ledger_event")) {
            assertThrows(DataAccessException.class, () -> database.jdbc().sql(bad).update(), bad);
        }
        assertEquals(1, database.jdbc().sql(row.formatted("b", "GBP,GBP", "5,-5")).update());
    }

    @Test
    void doNothingOfABatchThatIsTooLarge() {
        List<Command> many = new ArrayList<>();
        for (int i = 0; i < 20_001; i++) {
            many.add(new Command.Confirm("p" + i));
        }
        assertThrows(IllegalArgumentException.class, () -> at(NOW).apply(many));
    }
}
