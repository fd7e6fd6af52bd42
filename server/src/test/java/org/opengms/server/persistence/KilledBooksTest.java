package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.ledger.books.Posting;
import org.opengms.testing.Cases;

/// A process that books is killed (`kill -9`) after any of its words, again and again, and what had
/// not been acknowledged is sent once more: the books balance, hold everything that was
/// acknowledged, and nothing twice.
class KilledBooksTest {
    private static final Pattern BOOKED = Pattern.compile("booked ([01]) ([0-9]+) [.]");

    @TempDir private Path folder = Path.of("");

    /// Up to which number each thread's postings were acknowledged.
    private final int[] acknowledged = new int[2];

    @Test
    void loseNothingAndDoNothingTwiceInTwoRounds() throws Exception {
        rounds(2, Cases.random(20_261_126));
    }

    @Test
    @Tag("heavy")
    void loseNothingAndDoNothingTwiceInAHundredRounds() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        rounds(100, Cases.random(seed));
    }

    private void rounds(int count, RandomGenerator random) throws Exception {
        try (OwnDatabase database = OwnDatabase.start(folder.resolve("database")).migrate()) {
            for (int round = 0; round < count; round++) {
                bookAndKill(database.url(), random.nextInt(1, 60));
            }
            assertWhole(database);
        }
    }

    private void assertWhole(OwnDatabase database) {
        JdbcBooks books = BooksProcess.books(database.pool());
        List<Posting> postings = books.postings(BooksProcess.DAY);
        Set<String> references = new HashSet<>();
        BigInteger[] expected = {BigInteger.ZERO, BigInteger.ZERO};
        for (Posting posting : postings) {
            assertTrue(references.add(posting.reference()), posting::reference);
        }
        for (int thread = 0; thread < 2; thread++) {
            int number = 0;
            for (; references.contains("t%d-%d".formatted(thread, number)); number++) {
                boolean back = number % 5 == 0;
                assertEquals(
                        back,
                        references.contains("t%d-%d-back".formatted(thread, number)),
                        "half of a batch");
                if (!back) {
                    expected[thread] =
                            expected[thread].add(
                                    BigInteger.valueOf(BooksProcess.pence(thread, number)));
                }
            }
            assertTrue(acknowledged[thread] > 0);
            assertTrue(
                    number >= acknowledged[thread],
                    "acknowledged up to " + acknowledged[thread] + ", there up to " + number);
        }
        var balance = books.trialBalance(BooksProcess.DAY, Instant.parse("2999-01-01T00:00:00Z"));
        assertTrue(balance.balances());
        assertEquals(
                expected[0].add(expected[1]),
                balance.of(BooksProcess.BANK, Currency.getInstance("GBP")));
        assertEquals(
                database.jdbc().sql("select max(seq) from ledger_event").query(Long.class).single(),
                database.jdbc().sql("select count(*) from ledger_event").query(Long.class).single(),
                "a number of an event was left out");
    }

    private void bookAndKill(String url, int words) throws IOException, InterruptedException {
        KilledProcess.start(
                        BooksProcess.class,
                        url,
                        Integer.toString(acknowledged[0]),
                        Integer.toString(acknowledged[1]))
                .killAfter(words, this::note);
    }

    /// A line that the kill has cut off says nothing.
    private boolean note(String line) {
        assertTrue(!line.startsWith("refused"), line);
        Matcher booked = BOOKED.matcher(line);
        if (!booked.matches()) {
            return false;
        }
        acknowledged[Integer.parseInt(booked.group(1), 10)] = Integer.parseInt(booked.group(2), 10);
        return true;
    }
}
