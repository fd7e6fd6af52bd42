package org.opengms.ledger.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.opengms.ledger.money.Money;
import org.opengms.testing.Cases;

/// The export, read and added up again by a small reader of the Beancount syntax that knows nothing
/// of the books.
class BeancountTextTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    @Test
    void addsUpToItsOwnBalancesInAnotherReader() {
        Cases.check(
                50,
                random -> {
                    Books books = new Books();
                    Instant now = Instant.parse("2026-11-02T09:00:00Z");
                    for (int i = 0; i < 200; i++) {
                        Posting posting =
                                Posting.of(
                                        "p" + i,
                                        DAY.plusDays(random.nextInt(0, 30)),
                                        i % 7 == 0 ? "He said \"50 %\" \\ £5" : "A fee",
                                        new Basis("C-12/1", "fee", "INV \"" + i + "\""),
                                        new Account("Assets:Bank"),
                                        new Account("Income:A" + random.nextInt(5)),
                                        random.nextInt(5) == 0
                                                ? new Money(
                                                        java.util.Currency.getInstance("JPY"),
                                                        random.nextLong(1, 1000))
                                                : Money.pence(random.nextLong(1, 1L << 50)));
                        if (random.nextInt(3) == 0) {
                            books.apply(new Command.Reserve(posting, now.plusSeconds(60)), now);
                            books.apply(
                                    random.nextBoolean()
                                            ? new Command.Confirm("p" + i)
                                            : new Command.Cancel("p" + i),
                                    now);
                        } else {
                            books.apply(new Command.Post(posting), now);
                        }
                        if (random.nextInt(10) == 0) {
                            books.apply(
                                    new Command.Reverse(
                                            "p" + i,
                                            "r" + i,
                                            DAY.plusDays(30),
                                            new Basis("C-12/1", "fee", "CN-" + i)),
                                    now);
                        }
                    }
                    StringBuilder text = new StringBuilder();
                    LocalDate through = DAY.plusDays(random.nextInt(0, 40));
                    BeancountText.write(books, "Books of \"OpenGMS\"", through, text);
                    Map<String, BigDecimal> sums = readAgain(text.toString());
                    Map<String, BigDecimal> expected = new TreeMap<>();
                    for (TrialBalance.Line line :
                            books.trialBalance(through, Instant.MAX).lines()) {
                        expected.put(
                                line.account().name() + " " + line.currency().getCurrencyCode(),
                                new BigDecimal(
                                        line.minorUnits(),
                                        line.currency().getDefaultFractionDigits()));
                    }
                    assertEquals(expected, sums);
                });
    }

    @Test
    void aPennyChangedIsFoundByTheReader() {
        Books books = new Books();
        books.apply(
                new Command.Post(
                        Posting.of(
                                "p1",
                                DAY,
                                "A fee",
                                new Basis("C-12/1", "fee", "INV-1"),
                                new Account("Assets:Bank"),
                                new Account("Income:Fees"),
                                Money.pence(12345))),
                Instant.EPOCH);
        StringBuilder text = new StringBuilder();
        BeancountText.write(books, "Books", DAY, text);
        readAgain(text.toString());
        assertThrows(
                AssertionError.class,
                () -> readAgain(text.toString().replaceFirst("123\\.45", "123.46")));
    }

    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String ACCOUNT =
            "(?:Assets|Liabilities|Equity|Income|Expenses)(?::[\\p{Lu}\\p{N}][\\p{L}\\p{N}-]*)+";
    private static final String AMOUNT = "(-?\\d+(?:\\.\\d+)?)";
    private static final String CURRENCY = "([A-Z][A-Z0-9'._-]{0,22}[A-Z0-9])";
    private static final String DATE = "(\\d{4}-\\d{2}-\\d{2})";
    private static final Pattern OPTION = Pattern.compile("option " + STRING + " " + STRING);
    private static final Pattern OPEN = Pattern.compile(DATE + " open (" + ACCOUNT + ")");
    private static final Pattern TRANSACTION = Pattern.compile(DATE + " \\* " + STRING);
    private static final Pattern METADATA = Pattern.compile("  [a-z][A-Za-z0-9_-]+: " + STRING);
    private static final Pattern LEG =
            Pattern.compile("  (" + ACCOUNT + ")  " + AMOUNT + " " + CURRENCY);
    private static final Pattern BALANCE =
            Pattern.compile(DATE + " balance (" + ACCOUNT + ")  " + AMOUNT + " ~ 0 " + CURRENCY);

    /// Reads the directives that the export uses by the published grammar, refuses every other
    /// line, and adds up.
    private static Map<String, BigDecimal> readAgain(String text) {
        Map<String, LocalDate> opened = new HashMap<>();
        Map<String, BigDecimal> sums = new TreeMap<>();
        Map<String, BigDecimal> open = new HashMap<>();
        Set<String> balanced = new HashSet<>();
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.add("");
        LocalDate day = LocalDate.MIN;
        for (String line : lines) {
            if (line.isEmpty() || !line.startsWith("  ")) {
                open.values().forEach(left -> assertEquals(0, left.signum(), "does not balance"));
                open.clear();
            }
            if (line.isEmpty() || OPTION.matcher(line).matches()) {
                continue;
            }
            Matcher opening = OPEN.matcher(line);
            Matcher transaction = TRANSACTION.matcher(line);
            Matcher leg = LEG.matcher(line);
            Matcher balance = BALANCE.matcher(line);
            if (opening.matches()) {
                assertTrue(
                        opened.put(opening.group(2), LocalDate.parse(opening.group(1))) == null,
                        line);
            } else if (transaction.matches()) {
                day = LocalDate.parse(transaction.group(1));
            } else if (METADATA.matcher(line).matches()) {
                assertTrue(!day.equals(LocalDate.MIN), line);
            } else if (leg.matches()) {
                LocalDate since = opened.get(leg.group(1));
                assertTrue(since != null && !since.isAfter(day), line);
                BigDecimal amount = new BigDecimal(leg.group(2));
                open.merge(leg.group(3), amount, BigDecimal::add);
                sums.merge(leg.group(1) + " " + leg.group(3), amount, BigDecimal::add);
            } else if (balance.matches()) {
                assertTrue(LocalDate.parse(balance.group(1)).isAfter(day), line);
                String key = balance.group(2) + " " + balance.group(4);
                assertEquals(new BigDecimal(balance.group(3)), sums.get(key), line);
                balanced.add(key);
            } else {
                throw new AssertionError("No line of Beancount: " + line);
            }
        }
        assertEquals(sums.keySet(), balanced);
        return sums;
    }
}
