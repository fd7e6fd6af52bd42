package org.opengms.ledger.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.ledger.money.Money.Rounding;
import org.opengms.testing.Cases;

class MoneyTest {
    @Nested
    class ASum {
        @Test
        void isWrittenWithTheDigitsOfItsCurrency() {
            assertEquals("-1234.50 GBP", Money.pence(-123450).toString());
            assertEquals("1234 JPY", new Money(Currency.getInstance("JPY"), 1234).toString());
            assertEquals("1.234 KWD", new Money(Currency.getInstance("KWD"), 1234).toString());
        }

        @Test
        void isNotAddedToAnotherCurrency() {
            Money euros = new Money(Currency.getInstance("EUR"), 1);
            assertThrows(IllegalArgumentException.class, () -> Money.pence(1).plus(euros));
        }

        @Test
        void overflowsInNoOperation() {
            Money most = Money.pence(Money.MOST);
            assertThrows(IllegalArgumentException.class, () -> most.plus(Money.pence(1)));
            assertThrows(IllegalArgumentException.class, () -> most.times(Long.MAX_VALUE));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> most.times(BigDecimal.TEN, BigDecimal.ONE, Rounding.HALF_UP));
            assertThrows(IllegalArgumentException.class, () -> Money.pence(Long.MIN_VALUE));
        }

        @Test
        void needsACurrencyThatPeoplePayIn() {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Money(Currency.getInstance("XAU"), 1));
        }

        @ParameterizedTest
        @CsvSource({
            "100,  25000,   3, HALF_UP",
            "100,  25000,   2, DOWN",
            "-100, 25000,  -3, HALF_UP",
            "999, 1000000, 999, DOWN",
            "1,   499999,   0, HALF_UP",
            "1,   500000,   1, HALF_UP"
        })
        void isRoundedOnlyAsItIsTold(long pence, long millionths, long share, Rounding rounding) {
            assertEquals(
                    Money.pence(share), Money.pence(pence).times(new Rate(millionths), rounding));
        }
    }

    @Nested
    class DividedByLargestRemainder {
        /// Hamilton's bill of 1792: 120 seats by the census of 1790 (Balinski and Young, *Fair
        /// Representation*, 1982, table 1).
        @Test
        void givesTheSeatsOfHamiltonsBill() {
            SortedMap<String, Long> people = new TreeMap<>();
            String[] rows = {
                "VA 630560 21", "MA 475327 16", "PA 432879 14", "NC 353523 12", "NY 331589 11",
                "MD 278514 9", "CT 236841 8", "SC 206236 7", "NJ 179570 6", "NH 141822 5",
                "VT 85533 3", "GA 70835 2", "KY 68705 2", "RI 68446 2", "DE 55540 2"
            };
            SortedMap<String, Money> seats = new TreeMap<>();
            for (String row : rows) {
                String[] part = row.split(" ");
                people.put(part[0], Long.parseLong(part[1]));
                seats.put(part[0], Money.pence(Long.parseLong(part[2])));
            }
            assertEquals(seats, LargestRemainder.divide(Money.pence(120), people));
        }

        @Test
        void givesEqualPartsByName() {
            SortedMap<String, Long> weights = new TreeMap<>();
            weights.put("c", 1L);
            weights.put("a", 1L);
            weights.put("b", 1L);
            assertEquals(
                    "{a=0.34 GBP, b=0.33 GBP, c=0.33 GBP}",
                    LargestRemainder.divide(Money.pence(100), weights).toString());
        }

        @Test
        void addsUpAndStaysWithinAUnitOfTheShare() {
            Cases.check(
                    2000,
                    random -> {
                        SortedMap<String, Long> weights = new TreeMap<>();
                        int count = random.nextInt(1, 40);
                        for (int i = 0; i < count; i++) {
                            weights.put("t" + i, random.nextLong(0, 1L << random.nextInt(1, 60)));
                        }
                        weights.put("one", 1L);
                        long total = random.nextLong(-Money.MOST, Money.MOST);
                        BigDecimal all =
                                weights.values().stream()
                                        .map(BigDecimal::valueOf)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                        long sum = 0;
                        for (var part :
                                LargestRemainder.divide(Money.pence(total), weights).entrySet()) {
                            sum += part.getValue().minorUnits();
                            BigDecimal off =
                                    BigDecimal.valueOf(part.getValue().minorUnits())
                                            .multiply(all)
                                            .subtract(
                                                    BigDecimal.valueOf(total)
                                                            .multiply(
                                                                    BigDecimal.valueOf(
                                                                            weights.getOrDefault(
                                                                                    part.getKey(),
                                                                                    0L))))
                                            .abs();
                            assertTrue(off.compareTo(all) < 0, part::toString);
                        }
                        assertEquals(total, sum);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"25000, 2.5 %", "175000, 17.5 %", "1000000, 100 %", "0, 0 %", "1, 0.0001 %"})
    void aRateIsWrittenInPerCent(long millionths, String words) {
        assertEquals(words, new Rate(millionths).toString());
    }
}
