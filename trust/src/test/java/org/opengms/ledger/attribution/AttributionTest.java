package org.opengms.ledger.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.Zeros;
import org.opengms.ledger.attribution.EarmarkRule.Earmark;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;
import org.opengms.testing.Cases;

class AttributionTest {
    private static final CountRules TENS = new CountRules(10, 10, Zeros.SHOWN);

    /// 103 → 100, 57 → 60, and 4 + 21 = 25 → 30 for the pool: £1,900.00 in nineteenths.
    @Test
    void smallCountsArePooledNeverAloneAndTheirMoneyShown() {
        Attribution attribution =
                Attribution.of(
                        Money.pence(1_900_00),
                        List.of(
                                new TrustUse("RX0", 103, 50),
                                new TrustUse("RX1", 57, 12),
                                new TrustUse("RX2", 4, 3),
                                new TrustUse("RX3", 21, 11),
                                new TrustUse("RX4", 0, 0)),
                        TENS);
        assertEquals(
                Map.of("RX0", Money.pence(1_000_00), "RX1", Money.pence(600_00)),
                attribution.shares());
        assertEquals(Money.pence(300_00), attribution.pooled());
        assertEquals(2, attribution.pooledTrusts());
    }

    @Test
    void theSharesTellNoMoreThanTheRoundedCounts() {
        Attribution one =
                Attribution.of(
                        Money.pence(999_99),
                        List.of(new TrustUse("RX0", 101, 50), new TrustUse("RX1", 57, 12)),
                        TENS);
        Attribution other =
                Attribution.of(
                        Money.pence(999_99),
                        List.of(new TrustUse("RX0", 104, 51), new TrustUse("RX1", 61, 13)),
                        TENS);
        assertEquals(one, other);
    }

    @Test
    void comesToTheIncomeWhateverWasUsedAndInWhateverOrder() {
        Cases.check(
                3000,
                random -> {
                    List<TrustUse> uses = new ArrayList<>();
                    int trusts = random.nextInt(1, 60);
                    for (int i = 0; i < trusts; i++) {
                        long people =
                                random.nextInt(3) == 0
                                        ? random.nextLong(1, 12)
                                        : random.nextLong(10, 100_000);
                        uses.add(
                                new TrustUse(
                                        "R" + i, people + random.nextLong(0, 1_000_000), people));
                    }
                    Money income = Money.pence(random.nextLong(0, 1L << random.nextInt(1, 50)));
                    Attribution attribution = Attribution.of(income, uses, TENS);
                    Money sum =
                            attribution.shares().values().stream()
                                    .reduce(attribution.pooled(), Money::plus);
                    assertEquals(income, sum);
                    assertTrue(attribution.pooledTrusts() != 1 || trusts == 1);
                    for (TrustUse use : uses) {
                        assertTrue(
                                use.people() >= 10
                                        || !attribution.shares().containsKey(use.trust()));
                    }
                    Collections.shuffle(uses, new Random(random.nextLong()));
                    assertEquals(attribution, Attribution.of(income, uses, TENS));
                });
    }

    @Test
    void refusesUseOfNothingAndTrustsNamedTwice() {
        TrustUse use = new TrustUse("RX0", 100, 50);
        assertThrows(
                IllegalArgumentException.class,
                () -> Attribution.of(Money.pence(1), List.of(), TENS));
        assertThrows(
                IllegalArgumentException.class,
                () -> Attribution.of(Money.pence(1), List.of(use, use), TENS));
        assertThrows(
                IllegalArgumentException.class,
                () -> Attribution.of(Money.pence(-1), List.of(use), TENS));
    }

    @Test
    void earmarksDivideExactlyAndHoldFromTheirDay() {
        LocalDate day = LocalDate.of(2026, 4, 1);
        EarmarkRule rule =
                new EarmarkRule(
                        "2026",
                        day,
                        day,
                        List.of(
                                new Earmark(Purpose.DIGITISING, new Rate(333_333)),
                                new Earmark(Purpose.TRAINING, new Rate(333_333)),
                                new Earmark(Purpose.PATIENT_FUND, new Rate(333_334))));
        // A third each of 100 pence: the pence left over goes to the largest part left out.
        assertEquals(
                Map.of(
                        Purpose.DIGITISING, Money.pence(33),
                        Purpose.TRAINING, Money.pence(33),
                        Purpose.PATIENT_FUND, Money.pence(34)),
                rule.divide(Money.pence(100)));
        assertEquals(4, rule.allocation("E-1", day, Money.pence(100), "PAY-1").legs().size());
        assertThrows(
                IllegalArgumentException.class,
                () -> rule.allocation("E-1", day.minusDays(1), Money.pence(100), "PAY-1"));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new EarmarkRule(
                                "2026",
                                day,
                                day,
                                List.of(new Earmark(Purpose.TRAINING, new Rate(999_999)))));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new EarmarkRule(
                                "2026",
                                day.plusDays(1),
                                day,
                                List.of(new Earmark(Purpose.TRAINING, Rate.percent(100)))));
    }
}
