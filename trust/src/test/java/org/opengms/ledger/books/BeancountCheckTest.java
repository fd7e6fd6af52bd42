package org.opengms.ledger.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.ledger.money.Money;
import org.opengms.testing.Cases;

/// The re-adder on text that was written by hand, and on text in which one thing was changed.
class BeancountCheckTest {
    private static final String GOOD =
            """
            option "title" "Books"
            ; a comment
            2026-01-01 open Assets:Bank GBP
            2026-01-01 open Income:Fees

            2026-01-02 * "A fee" "of January"
              reference: "p1"
              Assets:Bank  12.50 GBP
              Income:Fees  -12.50 GBP

            2026-02-01 balance Assets:Bank  12.50 GBP

            2026-02-01 txn "The same day as the balance, which holds at its beginning"
              reference: "p2"
              Assets:Bank  0.01 GBP
              Income:Fees  -0.01 GBP

            2026-02-02 balance Income:Fees  -12.51 ~ 0 GBP
            """;

    private static BeancountCheck.Result check(String text) {
        return BeancountCheck.of(new StringReader(text));
    }

    @Test
    void holdsWhatIsRight() {
        assertEquals(
                new BeancountCheck.Result(
                        2,
                        2,
                        Map.of(
                                "Assets:Bank GBP", new BigDecimal("12.51"),
                                "Income:Fees GBP", new BigDecimal("-12.51")),
                        Optional.empty()),
                check(GOOD));
    }

    @Test
    void letsAnAccountHoldEveryCurrencyItWasOpenedFor() {
        assertEquals(
                Optional.empty(),
                check(GOOD.replace("open Assets:Bank GBP", "open Assets:Bank EUR, GBP")).fault());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -12.50 GBP                | -12.49 GBP               | 6  | does not balance: it comes to 0.01 GBP
                    -12.50 GBP                | -12.50 EUR               | 6  | does not balance
                    2026-01-01 open Income:Fees | 2026-01-03 open Income:Fees | 9 | is not open on 2026-01-02
                    balance Assets:Bank  12.50 | balance Assets:Bank  12.51 | 11 | should hold 12.51 GBP and holds 12.50
                    reference: "p2"           | reference: "p1"          | 14 | is used twice
                    2026-02-02 balance        | 2026-02-32 balance       | 18 | no such day
                    option "title" "Books"    | include "other.beancount" | 1 | no directive
                    ; a comment               | 2026-01-01 open Income:Fees | 4 | opened twice
                    open Assets:Bank GBP      | open Assets:Bank EUR     | 8  | account Assets:Bank holds no GBP: it was opened for EUR
                    open Assets:Bank GBP      | open Assets:Bank USD, EUR | 8 | holds no GBP: it was opened for EUR, USD
                    open Assets:Bank GBP      | open Assets:Bank GBP EUR | 3  | no directive
                    """)
    void namesTheFirstFault(String right, String wrong, int line, String words) {
        assertTrue(GOOD.contains(right));
        BeancountCheck.Fault fault = check(GOOD.replace(right, wrong)).fault().orElseThrow();
        assertEquals(line, fault.line(), fault.why());
        assertTrue(fault.why().contains(words), fault.why());
    }

    @Test
    void findsAnyDigitThatWasChangedInAnExport() {
        Books books = new Books();
        for (int i = 0; i < 20; i++) {
            books.apply(
                    new Command.Post(
                            Posting.of(
                                    "p" + i,
                                    LocalDate.of(2026, 1, 2).plusDays(i),
                                    "A fee",
                                    new Basis("C-12/1", "fee", "INV-1"),
                                    new Account("Assets:Bank"),
                                    new Account("Income:Fees"),
                                    Money.pence(10_000 + i))),
                    Instant.EPOCH);
        }
        StringBuilder export = new StringBuilder();
        BeancountText.write(books, "Books", LocalDate.of(2026, 3, 1), export);
        assertEquals(Optional.empty(), check(export.toString()).fault());
        Cases.check(
                200,
                random -> {
                    String[] lines = export.toString().split("\n", -1);
                    int at = random.nextInt(lines.length);
                    String line = lines[at];
                    // the last digit of a sum, and not of a tolerance
                    int digit = line.lastIndexOf(line.contains("~") ? " ~" : " GBP") - 1;
                    if (digit < 0 || line.contains("option")) {
                        return;
                    }
                    char other = (char) ('0' + (line.charAt(digit) - '0' + 1) % 10);
                    lines[at] = line.substring(0, digit) + other + line.substring(digit + 1);
                    assertNotEquals(
                            Optional.empty(), check(String.join("\n", lines)).fault(), lines[at]);
                });
    }
}
