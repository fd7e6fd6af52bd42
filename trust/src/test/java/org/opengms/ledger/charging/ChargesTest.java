package org.opengms.ledger.charging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.ledger.contract.Contracts.START;
import static org.opengms.ledger.contract.Contracts.cost;
import static org.opengms.ledger.contract.Contracts.discount;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.ledger.charging.Royalties.Finding;
import org.opengms.ledger.charging.Royalties.YearsEnd;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Contract.Purpose;
import org.opengms.ledger.contract.Contract.VatTreatment;
import org.opengms.ledger.contract.Contracts;
import org.opengms.ledger.contract.IndexLink;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;
import org.opengms.testing.Cases;

class ChargesTest {
    private static final IndexTable INDEX =
            new IndexTable(
                    "CPI",
                    "a made-up table",
                    new TreeMap<>(
                            Map.of(
                                    YearMonth.of(2026, 1), new BigDecimal("138.4"),
                                    YearMonth.of(2026, 2), new BigDecimal("139.0"),
                                    YearMonth.of(2027, 2), new BigDecimal("142.9"))));
    private static final Charges CHARGES =
            new Charges(Map.of("CPI", INDEX), VatRates.unitedKingdom());
    private static final MeteredUse NOTHING = new MeteredUse(new TreeMap<>(), "meter");

    private static MeteredUse used(long units) {
        return new MeteredUse(new TreeMap<>(Map.of("record-read", units)), "meter M-1");
    }

    /// HM Revenue & Customs' standard rates, on the days around each change.
    @ParameterizedTest
    @CsvSource({
        "2008-11-30, 17.5 %",
        "2008-12-01, 15 %",
        "2009-12-31, 15 %",
        "2010-01-01, 17.5 %",
        "2011-01-03, 17.5 %",
        "2011-01-04, 20 %",
        "2026-11-26, 20 %"
    })
    void vatHasTheRateOfTheDay(LocalDate day, String rate) {
        assertEquals(rate, VatRates.unitedKingdom().rate(VatTreatment.STANDARD, day).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD, 1999, 399",
        "STANDARD, 4, 0",
        "STANDARD, 5, 1",
        "ZERO, 1999, 0",
        "EXEMPT, 1999, 0",
        "OUTSIDE_SCOPE, 1999, 0"
    })
    void vatOfAnInvoiceLeavesOutThePartOfAPenny(VatTreatment treatment, long net, long vat) {
        assertEquals(
                Money.pence(vat), VatRates.unitedKingdom().vat(Money.pence(net), treatment, START));
    }

    @Test
    void aLinkedPriceFollowsTheFigureOfItsMonth() {
        Contract contract =
                Contracts.of(
                        Purpose.COMMERCIAL,
                        new Instrument.CostRecovery(
                                "cost",
                                Money.pence(60_000_00),
                                Optional.of(new IndexLink("CPI", YearMonth.of(2026, 1), 2))));
        // First year from 1 April 2026: February 2026, 60,000 × 139.0 / 138.4 = 60,260.1156…
        assertEquals(
                Money.pence(60_260_12),
                CHARGES.due(contract, Period.yearFrom(START), NOTHING).net());
        // Second year: February 2027, 60,000 × 142.9 / 138.4 = 61,950.8670…
        assertEquals(
                Money.pence(61_950_87),
                CHARGES.due(contract, Period.yearFrom(START.plusYears(1)), NOTHING).net());
        IllegalArgumentException missing =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> CHARGES.due(contract, Period.yearFrom(START.plusYears(2)), NOTHING));
        assertTrue(String.valueOf(missing.getMessage()).contains("2028-02"));
    }

    @Test
    void useDiscountAndVatComeToTheInvoiceAndAMilestoneDoesNot() {
        Contract contract =
                Contracts.of(
                        Purpose.COMMERCIAL,
                        cost(36_500_00),
                        discount(Rate.percent(10)),
                        new Instrument.Metered(
                                "use",
                                "record-read",
                                Money.pence(2_50),
                                Money.pence(1_00),
                                Optional.empty()),
                        new Instrument.Milestone(
                                "trial", "a trial has begun", Money.pence(1_000_00)));
        // 30 days of 365 at £32,850.00 a year: £2,700.00. 12,345 reads at £2.50: £30.8625 → £30.86.
        Invoice invoice =
                CHARGES.due(contract, new Period(START, START.plusDays(29)), used(12_345));
        assertEquals(
                List.of(Money.pence(2_700_00), Money.pence(30_86)),
                invoice.lines().stream().map(Invoice.Line::net).toList());
        assertEquals(Money.pence(546_17), invoice.vat()); // 20 % of 2,730.86 is 546.172
        assertEquals(Money.pence(3_277_03), invoice.gross());
    }

    @ParameterizedTest
    @CsvSource({
        // a day, and the year of a contract from 29 February 2028 that it lies in
        "2028-02-29, 2028-02-29, 2029-02-27",
        "2029-02-27, 2028-02-29, 2029-02-27",
        "2029-02-28, 2029-02-28, 2030-02-27",
        "2031-12-31, 2031-02-28, 2032-02-28",
        "2032-02-28, 2031-02-28, 2032-02-28",
        "2032-02-29, 2032-02-29, 2033-02-27",
        "2028-01-01, 2028-02-29, 2029-02-27"
    })
    void aYearBeginsOnTheDayOfTheContractsFirst(LocalDate day, LocalDate from, LocalDate to) {
        Contract contract = Contracts.from(LocalDate.of(2028, 2, 29));
        assertEquals(new Period(from, to), Charges.year(contract, day));
    }

    @Test
    void theYearAddsUpHoweverItIsCutUp() {
        Cases.check(
                500,
                random -> {
                    long price = random.nextLong(1, 1_000_000_00);
                    Contract contract = Contracts.of(Purpose.COMMERCIAL, cost(price));
                    Period year = Period.yearFrom(START.plusYears(random.nextInt(0, 5)));
                    Money sum = Money.pence(0);
                    LocalDate from = year.from();
                    while (!from.isAfter(year.to())) {
                        LocalDate to = from.plusDays(random.nextInt(0, 60));
                        to = to.isAfter(year.to()) ? year.to() : to;
                        sum = sum.plus(CHARGES.due(contract, new Period(from, to), NOTHING).net());
                        from = to.plusDays(1);
                    }
                    assertEquals(Money.pence(price), sum);
                });
    }

    @Nested
    class ARoyalty {
        private final Contract contract =
                Contracts.of(
                        Purpose.COMMERCIAL,
                        cost(60_000_00),
                        Contracts.royalty(
                                Optional.of(Money.pence(5_000_00)),
                                Optional.of(Money.pence(1_000_00))));
        private final Period quarter = new Period(START, LocalDate.of(2026, 6, 30));

        private Finding judge(
                RoyaltyDeclaration declared, long dueBefore, YearsEnd end, long units) {
            return Royalties.judge(
                    declared,
                    contract,
                    Optional.of(LocalDate.of(2026, 3, 31)),
                    Money.pence(dueBefore),
                    end,
                    used(units),
                    Rate.percent(20));
        }

        private RoyaltyDeclaration declared(long base, long royalty) {
            return new RoyaltyDeclaration(
                    "D-1", "royalty", quarter, Money.pence(base), Money.pence(royalty));
        }

        @ParameterizedTest
        @CsvSource({
            // base, declared, due before, last of the year, due
            "40000_00, 1000_00, 0, MORE_FOLLOWS, 1000_00",
            "40000_01, 1000_00, 0, MORE_FOLLOWS, 1000_00",
            "40000_20, 1000_01, 0, MORE_FOLLOWS, 1000_01",
            "40000_00, 1, 0, MORE_FOLLOWS, 1000_00",
            "400000_00, 10000_00, 0, MORE_FOLLOWS, 5000_00",
            "40000_00, 1000_00, 4500_00, MORE_FOLLOWS, 500_00",
            "0, 0, 300_00, LAST, 700_00",
            "0, 0, 1300_00, LAST, 0",
            "0, 0, 0, MORE_FOLLOWS, 0"
        })
        void isReckonedByTheContract(
                String base, String royalty, String before, YearsEnd end, String due) {
            Finding.Taken taken =
                    assertInstanceOf(
                            Finding.Taken.class,
                            judge(declared(pence(base), pence(royalty)), pence(before), end, 0));
            assertEquals(Money.pence(pence(due)), taken.due());
            assertEquals(pence(due) != pence(royalty), taken.recomputed().isPresent());
            assertEquals(Optional.empty(), taken.alert());
        }

        /// 50,000 reads lead one to expect £50,000 of sales; up to a fifth less passes.
        @ParameterizedTest
        @CsvSource({"40000_00, false", "39999_99, true"})
        void isAskedAboutIfUseSaysOtherwise(String base, boolean alert) {
            Finding.Taken taken =
                    assertInstanceOf(
                            Finding.Taken.class,
                            judge(declared(pence(base), 1), 0, YearsEnd.MORE_FOLLOWS, 50_000));
            assertEquals(alert, taken.alert().isPresent());
        }

        @Test
        void isRefusedInAnotherCurrencyOrForAClosedPeriodOrBelowNil() {
            Money euros = new Money(Currency.getInstance("EUR"), 1);
            for (RoyaltyDeclaration bad :
                    List.of(
                            new RoyaltyDeclaration("D", "royalty", quarter, euros, euros),
                            new RoyaltyDeclaration(
                                    "D", "cost", quarter, Money.pence(1), Money.pence(1)),
                            declared(-1, 0),
                            declared(1, -1),
                            new RoyaltyDeclaration(
                                    "D",
                                    "royalty",
                                    new Period(START.minusDays(90), START.minusDays(1)),
                                    Money.pence(1),
                                    Money.pence(1)))) {
                assertInstanceOf(Finding.Refused.class, judge(bad, 0, YearsEnd.MORE_FOLLOWS, 0));
            }
            assertInstanceOf(
                    Finding.Refused.class,
                    Royalties.judge(
                            declared(1, 1),
                            contract,
                            Optional.of(quarter.to()),
                            Money.pence(0),
                            YearsEnd.MORE_FOLLOWS,
                            NOTHING,
                            Rate.percent(20)));
        }

        private static long pence(String text) {
            return Long.parseLong(text.replace("_", ""));
        }
    }
}
