package org.opengms.ledger.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.ledger.contract.Contracts.cost;
import static org.opengms.ledger.contract.Contracts.discount;
import static org.opengms.ledger.contract.Contracts.royalty;
import static org.opengms.ledger.contract.Contracts.shares;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.ledger.contract.Contract.Purpose;
import org.opengms.ledger.contract.ContractHistory.Signature;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;
import org.opengms.testing.Cases;

class ContractTest {
    private static final Instant NOW = Instant.parse("2026-03-20T10:00:00Z");

    private static void forbidden(Principle principle, String clause, Runnable made) {
        ForbiddenTerms refused = assertThrows(ForbiddenTerms.class, made::run);
        assertTrue(
                refused.findings().stream()
                        .anyMatch(f -> f.principle() == principle && f.clause().equals(clause)),
                refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains(principle.citation()));
    }

    @Nested
    class NoContractMay {
        @Test
        void giveSomebodyRawDataAlone() {
            forbidden(
                    Principle.NO_EXCLUSIVE_RAW_DATA,
                    "exclusivity",
                    () ->
                            Contracts.with(
                                    Purpose.COMMERCIAL,
                                    List.of(new Exclusivity(Exclusivity.Subject.RAW_DATA, 1)),
                                    true,
                                    cost(50_000_00)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "exclusive access to the genomes",
                    "EXCLUSIVITY for a year",
                    "the sole right to read",
                    "sole-use of the records"
                })
        void hideExclusivityInItsWords(String words) {
            forbidden(
                    Principle.NO_EXCLUSIVE_RAW_DATA,
                    "m",
                    () ->
                            Contracts.of(
                                    Purpose.COMMERCIAL,
                                    new Instrument.Milestone("m", words, Money.pence(1))));
        }

        @Test
        void returnEquityAlone() {
            forbidden(
                    Principle.COSTS_ARE_RECOVERED,
                    "shares",
                    () -> Contracts.of(Purpose.COMMERCIAL, shares(1_000_000_00)));
        }

        @Test
        void returnEquityBesideAPenny() {
            forbidden(
                    Principle.COSTS_ARE_RECOVERED,
                    "shares",
                    () -> Contracts.of(Purpose.COMMERCIAL, shares(1_000_000_00), cost(1)));
        }

        @Test
        void returnEquityBesideACostThatIsTakenOffAgain() {
            forbidden(
                    Principle.COSTS_ARE_RECOVERED,
                    "shares",
                    () ->
                            Contracts.of(
                                    Purpose.COMMERCIAL,
                                    shares(1_000_000_00),
                                    cost(50_000_00),
                                    discount(Rate.percent(99))));
        }

        @Test
        void askMoreThanCostForThePublicGood() {
            forbidden(
                    Principle.COST_IS_NO_BAR,
                    "instruments",
                    () -> Contracts.of(Purpose.ACADEMIC_PUBLIC_GOOD, cost(50_000_01)));
        }

        @Test
        void letAPriceForThePublicGoodGrowAboveCost() {
            forbidden(
                    Principle.COST_IS_NO_BAR,
                    "cost",
                    () ->
                            Contracts.of(
                                    Purpose.ACADEMIC_PUBLIC_GOOD,
                                    new Instrument.CostRecovery(
                                            "cost",
                                            Money.pence(1),
                                            Optional.of(
                                                    new IndexLink(
                                                            "CPI", YearMonth.of(2026, 1), 2)))));
        }

        @Test
        void goOnAfterInsolvency() {
            forbidden(
                    Principle.FAIR_TERMS,
                    "endsOnInsolvency",
                    () -> Contracts.with(Purpose.COMMERCIAL, List.of(), false, cost(50_000_00)));
        }

        @ParameterizedTest
        @CsvSource({"0", "-1"})
        void stateAPriceOfNothingOrLess(long pence) {
            assertThrows(IllegalArgumentException.class, () -> cost(pence));
        }
    }

    @Nested
    class AContractMay {
        @Test
        void takeEquityOnTopOfItsCost() {
            Contract contract =
                    Contracts.of(Purpose.COMMERCIAL, shares(1_000_000_00), cost(50_000_00));
            assertFalse(contract.clause("shares").orElseThrow().cash());
        }

        @Test
        void giveItsCostAwayForThePublicGoodAndShareInSales() {
            Contracts.of(
                    Purpose.ACADEMIC_PUBLIC_GOOD,
                    cost(50_000_00),
                    discount(Rate.percent(60)),
                    royalty(Optional.empty(), Optional.empty()));
        }

        @Test
        void letAPartnerKeepItsOwnResultsForATime() {
            Contracts.with(
                    Purpose.COMMERCIAL,
                    List.of(new Exclusivity(Exclusivity.Subject.PARTNERS_RESULT, 12)),
                    true,
                    cost(60_000_00));
        }
    }

    /// Whatever is asked for in JSON, by way of the same door as every caller: what comes through
    /// satisfies the three prohibitions, worked out anew from the amounts that were asked for.
    @Test
    void noSequenceOfRequestsReachesAForbiddenTerm() {
        AtomicInteger taken = new AtomicInteger();
        Cases.check(
                20_000,
                random -> {
                    long price = random.nextLong(1, 100_000_00);
                    long percentOff = random.nextInt(1, 100);
                    boolean discounted = random.nextBoolean();
                    boolean equity = random.nextBoolean();
                    boolean raw = random.nextInt(4) == 0;
                    boolean insolvency = random.nextInt(4) != 0;
                    boolean academic = random.nextBoolean();
                    String json =
                            Contracts.of(Purpose.COMMERCIAL, cost(1))
                                    .json()
                                    .replace(
                                            "\"instruments\":[",
                                            "\"instruments\":["
                                                    + (equity
                                                            ? "{\"kind\":\"equity\",\"clause\":\"e\",\"type\":\"WARRANT\",\"what\":\"w\",\"valuation\":{\"currency\":\"GBP\",\"minorUnits\":5},\"valuedOn\":\"2026-04-01\",\"method\":\"m\"},"
                                                            : "")
                                                    + (discounted
                                                            ? "{\"kind\":\"discount\",\"clause\":\"d\",\"of\":[\"cost\"],\"rate\":{\"partsPerMillion\":"
                                                                    + percentOff * 10_000
                                                                    + "},\"reason\":\"r\"},"
                                                            : ""))
                                    .replace("\"minorUnits\":1}", "\"minorUnits\":" + price + "}")
                                    .replace(
                                            "\"exclusivity\":[]",
                                            raw
                                                    ? "\"exclusivity\":[{\"over\":\"RAW_DATA\",\"months\":1}]"
                                                    : "\"exclusivity\":[]")
                                    .replace(
                                            "\"endsOnInsolvency\":true",
                                            "\"endsOnInsolvency\":" + insolvency)
                                    .replace(
                                            "COMMERCIAL",
                                            academic ? "ACADEMIC_PUBLIC_GOOD" : "COMMERCIAL");
                    double certain = price * (discounted ? (100 - percentOff) / 100.0 : 1);
                    boolean allowed =
                            !raw
                                    && insolvency
                                    && !(equity && (academic || Math.round(certain) < 50_000_00))
                                    && !(academic && Math.round(certain) > 50_000_00);
                    try {
                        ContractHistory history =
                                ContractHistory.of(Contract.parse(json, "the request"));
                        assertTrue(allowed, json);
                        assertEquals(Optional.empty(), history.inForce(), "Nobody has signed it.");
                        taken.incrementAndGet();
                    } catch (IllegalArgumentException refused) {
                        assertFalse(allowed, () -> refused.getMessage() + json);
                    }
                });
        assertTrue(taken.get() > 1000, "Only " + taken + " were taken.");
    }

    @Nested
    class Signed {
        private final Contract first = Contracts.of(Purpose.COMMERCIAL, cost(60_000_00));

        private Signature by(String party, Contract contract) {
            return new Signature(party, "Director of Finance", NOW, contract.sha256());
        }

        @Test
        void itIsInForceWhenBothHaveSigned() {
            ContractHistory half = ContractHistory.of(first).signed(by("RX0", first));
            assertEquals(Optional.empty(), half.inForce());
            assertEquals(Optional.of(first), half.signed(by("09999999", first)).inForce());
            assertThrows(IllegalArgumentException.class, () -> half.signed(by("RX0", first)));
            assertThrows(IllegalArgumentException.class, () -> half.signed(by("RX1", first)));
        }

        @Test
        void aChangeAfterSigningIsFound() {
            Contract changed =
                    Contract.parse(
                            first.json()
                                    .replace("\"minorUnits\":6000000", "\"minorUnits\":5000001"),
                            "a changed row");
            assertNotEquals(first.sha256(), changed.sha256());
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> new ContractHistory.Version(changed, List.of(by("RX0", first))));
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains(
                                    "%s was signed, %s is here"
                                            .formatted(first.sha256(), changed.sha256())));
        }

        @Test
        void aNewVersionNamesTheOneItReplacesAndNeedsNewSignatures() {
            ContractHistory signed =
                    ContractHistory.of(first)
                            .signed(by("RX0", first))
                            .signed(by("09999999", first));
            Contract second =
                    Contract.parse(
                            first.json()
                                    .replace("\"version\":1", "\"version\":2")
                                    .replace(
                                            "\"replaces\":\"\"",
                                            "\"replaces\":\"" + first.sha256() + "\""),
                            "version 2");
            ContractHistory amended = signed.amended(second);
            assertEquals(Optional.of(first), amended.inForce());
            assertThrows(IllegalArgumentException.class, () -> amended.signed(by("RX0", first)));
            assertThrows(IllegalArgumentException.class, () -> signed.amended(first));
        }
    }

    @Test
    void itsDocumentSaysWhatItsDataSays() {
        List<String> lines = new ArrayList<>();
        for (ContractDocument.Section section :
                ContractDocument.of(
                                Contracts.of(
                                        Purpose.COMMERCIAL,
                                        cost(60_000_00),
                                        royalty(
                                                Optional.of(Money.pence(1_000_000_00)),
                                                Optional.empty()),
                                        shares(250_000_00)))
                        .sections()) {
            lines.add(section.heading());
            section.paragraphs().forEach(p -> lines.add(p.number() + " " + p.text()));
        }
        assertEquals(
                """
                1. Who and what for
                1.1 Fenwick NHS Trust (RX0) provides data to Larkspur Genetics Ltd (09999999).
                1.2 The data is used in project P-7 alone, which is meant to lead to something that is sold.
                2. How long, and what is shared
                2.1 This agreement runs from 1 April 2026 to 31 March 2031, both days included.
                2.2 It ends at once, and access with it, if Larkspur Genetics Ltd becomes insolvent. Data is no asset of the estate.
                2.3 Nobody has the data of patients to themselves.
                3. What is paid
                3.1 For the cost of provision Larkspur Genetics Ltd pays £60,000.00 a year.
                3.2 Larkspur Genetics Ltd pays a royalty of 2.5 % of net sales of tests that use the findings, for sales from 1 April 2026 to 31 March 2031, at most £1,000,000.00 a year. It declares them by quarter, and its books may be audited until 3 years after.
                3.3 Not in money: Larkspur Genetics Ltd gives shares: 1000 ordinary shares, stated to be worth £250,000.00 on 1 April 2026 (price of the last round). It counts as money only when it is sold.
                4. Money and tax
                4.1 All sums are in GBP and without VAT. Supplies are taxed at the standard rate of the day.
                4.2 The provision is assessed to cost £50,000.00 a year and to be worth £90,000.00 a year to Larkspur Genetics Ltd: assessment A-3 of 2 March 2026.\
                """,
                String.join("\n", lines));
    }

    @Test
    void readsWhatItWrites() {
        Contract contract =
                Contracts.of(
                        Purpose.COMMERCIAL,
                        cost(60_000_00),
                        royalty(Optional.of(Money.pence(5)), Optional.of(Money.pence(4))),
                        shares(1),
                        new Instrument.InKind(
                                "kind", "analysts", Money.pence(1), LocalDate.EPOCH, "rate card"));
        assertEquals(contract, Contract.parse(contract.json(), "itself"));
    }
}
