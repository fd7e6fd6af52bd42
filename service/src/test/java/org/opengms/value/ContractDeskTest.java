package org.opengms.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.ledger.attribution.Attribution;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.Royalties.YearsEnd;
import org.opengms.ledger.charging.RoyaltyDeclaration;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.ledger.money.Money;

/// From a contract to what its money buys, with the books in memory.
class ContractDeskTest {
    private final Office office = new Office();

    private static String income(Agreement agreement) {
        return "%s invoiced, %s received, %s bound, %s owed, %s kept"
                .formatted(
                        agreement.invoicedNet().decimal(),
                        agreement.receivedNet().decimal(),
                        agreement.allocated().decimal(),
                        agreement.outstanding().decimal(),
                        agreement.credit().decimal());
    }

    private Map<String, String> accounts() {
        Map<String, String> found = new TreeMap<>();
        office.ledger
                .trialBalance(LocalDate.of(2100, 1, 1), Instant.MAX)
                .lines()
                .forEach(line -> found.put(line.account().name(), line.minorUnits().toString()));
        found.values().removeIf("0"::equals);
        return found;
    }

    @Nested
    class WritingAContract {
        @Test
        void asksForAnOpenProject() {
            assertEquals(
                    "OGMS-7860",
                    office.refused(
                            new ContractRequest.Draft(
                                    Office.contract(
                                            "C-12",
                                            new ProjectReference("X-1"),
                                            Office.subscription(60_000_00)))));
            office.open = false;
            assertEquals(
                    "OGMS-7861",
                    office.refused(
                            new ContractRequest.Draft(
                                    Office.contract(Office.subscription(60_000_00)))));
            assertEquals(
                    List.of("Draft", "Draft"),
                    office.contracts.refusals(9).stream()
                            .map(ContractStore.Refusal::what)
                            .toList());
        }

        @Test
        void isForFinanceStaffAlone() {
            for (Role role : Role.values()) {
                Actor actor = new Actor("a", "A", new OdsCode("ZL01"), Set.of(role));
                ValueAnswer<Agreement> answer =
                        office.contracts.act(
                                Office.ID,
                                new ContractRequest.Draft(
                                        Office.contract(Office.subscription(60_000_00))),
                                actor);
                if (role == Role.FINANCE) {
                    assertInstanceOf(ValueAnswer.Done.class, answer);
                } else {
                    assertInstanceOf(ValueAnswer.NotAllowed.class, answer, role.name());
                }
            }
        }

        @Test
        void chargesForAProjectsUseUnderOneContractAtATime() {
            office.inForce(Office.subscription(60_000_00));
            assertEquals(
                    "OGMS-7862",
                    office.refused(
                            new ContractId("C-13"),
                            new ContractRequest.Draft(
                                    Office.contract(
                                            "C-13",
                                            Office.PROJECT,
                                            Office.subscription(60_000_00)))));
        }

        @Test
        void isInForceWhenBothHaveSignedTheSameHash() {
            Contract contract = Office.contract(Office.subscription(60_000_00));
            office.done(new ContractRequest.Draft(contract));
            office.done(new ContractRequest.Sign(Office.PROVIDER, "director", contract.sha256()));
            assertEquals("OGMS-7858", office.refused(Office.charge("2026-04-01", "2026-04-30")));
            assertEquals(
                    "OGMS-7763",
                    office.refused(new ContractRequest.Sign("RX9", "director", contract.sha256())));
            assertEquals(
                    "OGMS-7762",
                    office.refused(
                            new ContractRequest.Sign(
                                    Office.PARTNER,
                                    "secretary",
                                    Office.contract(Office.subscription(1)).sha256())));
            assertTrue(
                    office.done(
                                    new ContractRequest.Sign(
                                            Office.PARTNER, "secretary", contract.sha256()))
                            .inForce()
                            .isPresent());
        }

        @Test
        void isNotChangedAfterItWasSigned() {
            Agreement signed = office.inForce(Office.subscription(60_000_00));
            assertEquals(
                    "OGMS-7761",
                    office.refused(
                            new ContractRequest.Draft(
                                    Office.contract(Office.subscription(6_000_00)))));
            List<AgreementEntry> changed = new ArrayList<>(signed.history());
            changed.set(
                    0,
                    new AgreementEntry(
                            changed.getFirst().at(),
                            changed.getFirst().by(),
                            new AgreementStep.Drafted(
                                    Office.contract(Office.subscription(6_000_00)))));
            String why =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> Agreement.of(Office.ID, changed))
                                    .getMessage());
            assertTrue(why.startsWith("OGMS-7762"), why);
        }

        private Contract next(Contract last, Currency currency, ProjectReference project) {
            return new Contract(
                    last.id(),
                    last.version() + 1,
                    last.sha256(),
                    "The same, with another title",
                    last.provider(),
                    last.partner(),
                    project,
                    last.purpose(),
                    currency,
                    last.vat(),
                    last.start(),
                    last.end(),
                    true,
                    List.of(),
                    new Money(currency, 50_000_00),
                    new Money(currency, 90_000_00),
                    last.assessment(),
                    List.of(
                            new Instrument.Subscription(
                                    "fee", new Money(currency, 60_000_00), Optional.empty())));
        }

        @Test
        void keepsItsCurrencyAndItsProjectThroughAllVersions() {
            Agreement signed = office.inForce(Office.subscription(36_500_00));
            office.done(Office.charge("2026-09-01", "2026-09-30"));
            Contract last = signed.latest().contract();
            assertEquals(
                    "OGMS-7834",
                    office.refused(
                            new ContractRequest.Draft(
                                    next(last, Currency.getInstance("EUR"), Office.PROJECT))));
            assertEquals(
                    "OGMS-7835",
                    office.refused(
                            new ContractRequest.Draft(
                                    next(last, last.currency(), new ProjectReference("P-8")))));
            Contract second = next(last, last.currency(), Office.PROJECT);
            office.done(new ContractRequest.Draft(second));
            office.done(new ContractRequest.Sign(Office.PROVIDER, "director", second.sha256()));
            Agreement inForce =
                    office.done(
                            new ContractRequest.Sign(Office.PARTNER, "secretary", second.sha256()));
            assertEquals(Optional.of(second), inForce.inForce());
            assertTrue(office.figures().agrees());
        }

        @Test
        void isSignedBeforeAnotherPersonThanItsWriter() {
            Contract first = Office.contract(Office.subscription(60_000_00));
            office.done(new ContractRequest.Draft(first));
            ContractRequest sign =
                    new ContractRequest.Sign(Office.PROVIDER, "director", first.sha256());
            assertEquals(
                    "OGMS-7836",
                    Office.number(office.contracts.act(Office.ID, sign, Office.FINANCE)));
            assertInstanceOf(
                    ValueAnswer.Done.class, office.contracts.act(Office.ID, sign, Office.SECOND));
            // Who wrote an earlier version may witness the next one, and its writer may not.
            Contract second = next(first, first.currency(), Office.PROJECT);
            assertInstanceOf(
                    ValueAnswer.Done.class,
                    office.contracts.act(
                            Office.ID, new ContractRequest.Draft(second), Office.SECOND));
            ContractRequest again =
                    new ContractRequest.Sign(Office.PROVIDER, "director", second.sha256());
            assertEquals(
                    "OGMS-7836",
                    Office.number(office.contracts.act(Office.ID, again, Office.SECOND)));
            assertInstanceOf(
                    ValueAnswer.Done.class, office.contracts.act(Office.ID, again, Office.FINANCE));
        }

        @Test
        void stopsNobodyWithTheInsolvencyOfWhoNeverSigned() {
            Contract contract = Office.contract(Office.subscription(60_000_00));
            office.done(new ContractRequest.Draft(contract));
            office.done(new ContractRequest.Sign(Office.PROVIDER, "director", contract.sha256()));
            Agreement ended =
                    office.done(
                            new ContractRequest.End(
                                    AgreementStep.Ending.INSOLVENCY,
                                    LocalDate.of(2026, 9, 30),
                                    "Gazette"));
            assertTrue(ended.ended().isPresent());
            assertEquals(List.of(), office.stopped);
        }

        @Test
        void endsAccessWithThePartnersInsolvency() {
            office.inForce(Office.subscription(36_500_00));
            Agreement ended =
                    office.done(
                            new ContractRequest.End(
                                    AgreementStep.Ending.INSOLVENCY,
                                    LocalDate.of(2026, 9, 30),
                                    "Gazette 31 September"));
            assertEquals(List.of("P-7"), office.stopped);
            assertEquals(LocalDate.of(2026, 9, 30), ended.lastDay());
            assertEquals("OGMS-7863", office.refused(Office.charge("2026-09-01", "2026-10-31")));
            assertEquals(
                    "OGMS-7881",
                    office.refused(
                            new ContractRequest.End(
                                    AgreementStep.Ending.AGREED,
                                    LocalDate.of(2026, 9, 30),
                                    "letter")));
            office.done(Office.charge("2026-09-01", "2026-09-30"));
        }
    }

    @Nested
    class MakingOutInvoices {
        @Test
        void booksEachClauseOnceAndTheVatOfTheWhole() {
            office.inForce(Office.subscription(36_500_00), Office.metered());
            assertEquals(
                    "taken",
                    office.imported(
                            """
                            P-7,2026-09-01,2026-09-30,record-read,RX0,1200,40
                            P-7,2026-09-01,2026-09-30,record-read,RX1,800,30
                            P-7,2026-09-01,2026-09-30,record-read,RX2,7,2
                            P-7,2026-09-01,2026-09-30,record-read,RX3,4,1
                            """));
            Agreement charged = office.done(Office.charge("2026-09-01", "2026-09-30"));
            // 30 of 365 days of £36,500 are £3,000; 2,011 reads at £2 are £4,022; VAT 20 %.
            assertEquals(
                    "7022.00 invoiced, 0.00 received, 0.00 bound, 8426.40 owed, 0.00 kept",
                    income(charged));
            Map<String, String> accounts = accounts();
            assertEquals("842640", accounts.get("Assets:Receivable:C-12"));
            assertEquals("-300000", accounts.get("Income:Subscriptions:C-12"));
            assertEquals("-402200", accounts.get("Income:Metered-Use:C-12"));
            assertEquals("-140440", accounts.get("Liabilities:VAT"));
            assertEquals(
                    "use",
                    office.ledger.find("C-12-001/2").orElseThrow().posting().basis().clause());
            // Two and one people are too few to be shown, so two trusts share a pool.
            Attribution attribution =
                    charged.invoice("C-12-001").orElseThrow().attribution().orElseThrow();
            assertEquals(2, attribution.pooledTrusts());
            assertEquals(Set.of("RX0", "RX1"), attribution.shares().keySet());
            assertEquals("702200", accounts.get("Equity:Attributed-Income"));
            assertEquals(
                    Money.pence(7_022_00),
                    attribution.shares().values().stream()
                            .reduce(attribution.pooled(), Money::plus));
        }

        @Test
        void chargesNoDayTwiceAndNoUseAfterwards() {
            office.inForce(Office.subscription(36_500_00), Office.metered());
            assertEquals("OGMS-7896", office.refused(Office.charge("2026-09-01", "2026-09-30")));
            assertEquals(
                    "taken",
                    office.imported("P-7,2026-09-01,2026-09-30,record-read,RX0,1000,40\n"));
            assertEquals("OGMS-7897", office.refused(Office.charge("2026-09-01", "2026-09-20")));
            office.done(Office.charge("2026-09-01", "2026-09-30"));
            assertEquals("OGMS-7864", office.refused(Office.charge("2026-09-30", "2026-10-04")));
            assertEquals(
                    "OGMS-7894",
                    office.imported("P-7,2026-09-01,2026-09-30,record-read,RX1,1000,40\n"));
            assertEquals("OGMS-7865", office.refused(Office.charge("2026-10-01", "2026-10-05")));
            assertEquals(
                    "OGMS-7893",
                    office.imported(
                            """
                            P-7,2026-10-01,2026-10-02,record-read,RX1,1000,40
                            P-7,2026-10-02,2026-10-03,record-read,RX1,1000,40
                            """));
        }

        @Test
        void namesEverythingThatTellsOfTheUse() {
            office.inForce(Office.subscription(36_500_00), Office.metered());
            for (String report : List.of("report 1", "report 2", "report 1")) {
                int number = office.ledger.useStore.of(Office.PROJECT).size();
                String days =
                        "P-7,2026-09-0%1$d,2026-09-0%1$d,record-read,RX0,1000,40"
                                .formatted(1 + number);
                assertInstanceOf(
                        ValueAnswer.Done.class,
                        office.use.take(UseDesk.HEADING + "\n" + days, report, Office.FINANCE));
            }
            String workings =
                    office.done(Office.charge("2026-09-01", "2026-09-30"))
                            .invoices()
                            .getFirst()
                            .invoice()
                            .lines()
                            .getLast()
                            .workings();
            assertTrue(workings.contains("(report 1; report 2)"), workings);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        P-7,2026-09-01,2026-09-30,record-read,RX0,-5,1   | row 2
                        P-7,2026-09-01,2026-09-30,record-read,RX0,5,0    | row 2
                        P-7,2026-09-30,2026-09-01,record-read,RX0,5,5    | row 2
                        P-7,01/09/2026,2026-09-01,record-read,RX0,5,5    | a day is written
                        P-7,2026-09-01,2026-09-30,record-read,RX0,1.5,5  | whole numbers
                        ''                                               | no row
                        """)
        void takesNoFileThatItCannotRead(String row, String words) {
            ValueAnswer<Integer> answer =
                    office.use.take(UseDesk.HEADING + "\n" + row, "report", Office.FINANCE);
            assertTrue(String.valueOf(answer).contains(words), String.valueOf(answer));
        }

        @Test
        void cutsAYearUpWithoutLosingAPenny() {
            office.inForce(Office.subscription(10_000_01));
            office.now = Instant.parse("2027-05-01T09:00:00Z");
            LocalDate from = Office.START;
            for (int days : new int[] {1, 2, 3, 31, 7, 61, 1, 90, 59, 110}) {
                office.done(new ContractRequest.Charge(new Period(from, from.plusDays(days - 1))));
                from = from.plusDays(days);
            }
            assertEquals(Office.START.plusYears(1), from);
            assertEquals(
                    Money.pence(10_000_01), office.contracts.find(Office.ID).get().invoicedNet());
        }

        @Test
        void asksForAMilestoneOnce() {
            office.inForce(Office.subscription(60_000_00), Office.milestone());
            ContractRequest.Reach reach =
                    new ContractRequest.Reach("launch", LocalDate.of(2026, 10, 1), "letter 4");
            Agreement reached = office.done(reach);
            assertEquals(Money.pence(48_000_00), reached.outstanding());
            assertEquals("OGMS-7867", office.refused(reach));
            office.done(new ContractRequest.Credit("C-12-001", "not sold yet"));
            office.done(reach);
            assertEquals(
                    "OGMS-7778",
                    office.refused(
                            new ContractRequest.Reach(
                                    "fee", LocalDate.of(2026, 10, 1), "letter 4")));
        }
    }

    @Nested
    class TakingPayments {
        Agreement invoiced() {
            office.funds.act(new FundRequest.Publish(office.rule()), Office.FINANCE);
            office.inForce(Office.subscription(36_500_00));
            // 30 days: £3,000 and £600 VAT
            return office.done(Office.charge("2026-09-01", "2026-09-30"));
        }

        @Test
        void bindsThePriceToThePennyInHoweverManyPayments() {
            invoiced();
            assertEquals(
                    "3000.00 invoiced, 1000.00 received, 1000.00 bound, 2400.00 owed, 0.00 kept",
                    income(office.done(office.pay("b1", 1_200_00))));
            // A penny at a time gives neither party more: 1,200.01 of 3,600 is 1,000.008.
            assertEquals(
                    "3000.00 invoiced, 1000.01 received, 1000.01 bound, 2399.99 owed, 0.00 kept",
                    income(office.done(office.pay("b2", 1))));
            office.done(office.pay("b3", 1));
            office.done(office.pay("b4", 1));
            assertEquals(
                    "3000.00 invoiced, 3000.00 received, 3000.00 bound, 0.00 owed, 0.00 kept",
                    income(office.done(office.pay("b5", 2_399_97))));
            Map<String, String> accounts = accounts();
            assertEquals("360000", accounts.get("Assets:Bank"));
            assertEquals("300000", accounts.get("Equity:Income-To-Reinvest"));
            assertTrue(office.figures().agrees(), () -> office.figures().checks().toString());
        }

        @Test
        void keepsWhatIsTooMuchForTheNextInvoice() {
            invoiced();
            assertEquals(
                    "3000.00 invoiced, 3000.00 received, 3000.00 bound, 0.00 owed, 400.00 kept",
                    income(office.done(office.pay("b1", 4_000_00))));
            assertEquals("-40000", accounts().get("Liabilities:Credit:C-12"));
            // 10 days: £1,000 and £200 VAT, of which £400 is paid: a third.
            assertEquals(
                    "4000.00 invoiced, 3333.33 received, 3333.33 bound, 800.00 owed, 0.00 kept",
                    income(office.done(Office.charge("2026-10-01", "2026-10-10"))));
            assertEquals("80000", accounts().get("Assets:Receivable:C-12"));
            assertTrue(office.figures().agrees());
        }

        @Test
        void givesBackByCreditNoteAndRefundAlone() {
            invoiced();
            office.done(office.pay("b1", 3_600_00));
            Agreement credited =
                    office.done(new ContractRequest.Credit("C-12-001", "wrong period"));
            assertEquals(
                    "0.00 invoiced, 0.00 received, 3000.00 bound, 0.00 owed, 3600.00 kept",
                    income(credited));
            assertEquals(Money.pence(-3_000_00), credited.unallocated());
            assertEquals(
                    "OGMS-7873", office.refused(new ContractRequest.Credit("C-12-001", "again")));
            assertEquals("OGMS-7868", office.refused(refund("r1", 3_600_01)));
            office.done(refund("r1", 1_200_00));
            assertEquals("OGMS-7871", office.refused(refund("r1", 1)));
            // The same days once more: what is kept pays two thirds of them.
            assertEquals(
                    "3000.00 invoiced, 2000.00 received, 3000.00 bound, 1200.00 owed, 0.00 kept",
                    income(office.done(Office.charge("2026-09-01", "2026-09-30"))));
            // What was bound too early is filled before anything more is bound.
            assertEquals(
                    "3000.00 invoiced, 3000.00 received, 3000.00 bound, 0.00 owed, 0.00 kept",
                    income(office.done(office.pay("b2", 1_200_00))));
            assertTrue(office.figures().agrees());
        }

        private ContractRequest.Refund refund(String reference, long pence) {
            return new ContractRequest.Refund(
                    reference, Money.pence(pence), office.contracts.today(), "bank line 8");
        }

        @Test
        void takesAReferenceOnceInTheWholeService() {
            invoiced();
            office.inForce(
                    Office.contract(
                            "C-13", new ProjectReference("P-8"), Office.subscription(60_000_00)));
            office.done(office.pay("b1", 100));
            assertEquals("OGMS-7871", office.refused(office.pay("b1", 100)));
            assertEquals("OGMS-7871", office.refused(office.pay("b1", 101)));
            assertEquals(
                    "OGMS-7871", office.refused(new ContractId("C-13"), office.pay("b1", 100)));
        }

        @ParameterizedTest
        @CsvSource({
            "EUR, 100, 2026-10-05, OGMS-7869",
            "GBP, 0, 2026-10-05, OGMS-7870",
            "GBP, -100, 2026-10-05, OGMS-7870",
            "GBP, 100, 2026-10-06, OGMS-7883",
            "GBP, 100, 2026-08-31, OGMS-7727"
        })
        void refusesWhatNoPaymentIs(String currency, long units, LocalDate on, String number) {
            invoiced();
            office.contracts.close(LocalDate.of(2026, 8, 31), Office.FINANCE);
            assertEquals(
                    number,
                    office.refused(
                            new ContractRequest.Pay(
                                    "b1",
                                    new Money(Currency.getInstance(currency), units),
                                    on,
                                    "line 4")));
        }

        @Test
        void bindsNothingBeforeARuleIsPublic() {
            office.inForce(Office.subscription(36_500_00));
            office.done(Office.charge("2026-09-01", "2026-09-30"));
            assertEquals(
                    Money.pence(3_000_00), office.done(office.pay("b1", 3_600_00)).unallocated());
            assertEquals("OGMS-7880", office.refused(new ContractRequest.Allocate()));
            office.funds.act(new FundRequest.Publish(office.rule()), Office.FINANCE);
            assertEquals(Money.pence(0), office.done(new ContractRequest.Allocate()).unallocated());
            assertEquals("OGMS-7879", office.refused(new ContractRequest.Allocate()));
        }
    }

    @Nested
    class RoyaltyDeclarations {
        private ContractRequest.Declare declare(
                String reference, String from, String to, Money base, Money royalty) {
            return new ContractRequest.Declare(
                    new RoyaltyDeclaration(
                            reference,
                            "royalty",
                            new Period(LocalDate.parse(from), LocalDate.parse(to)),
                            base,
                            royalty),
                    YearsEnd.MORE_FOLLOWS);
        }

        private void sells() {
            office.inForce(
                    Office.subscription(60_000_00),
                    Office.royalty(Optional.of(Money.pence(3_000_00)), Optional.empty()));
            office.imported(
                    """
                    P-7,2026-04-01,2026-06-30,record-read,RX0,100000,40
                    P-7,2026-07-01,2026-09-30,record-read,RX0,100000,40
                    """);
        }

        @Test
        void areReckonedByTheContractAndHeldAgainstUse() {
            sells();
            // 100,000 reads lead one to expect £100,000; 2.5 % of £90,000 is £2,250.
            Agreement taken =
                    office.done(
                            declare(
                                    "d1",
                                    "2026-04-01",
                                    "2026-06-30",
                                    Money.pence(90_000_00),
                                    Money.pence(2_000_00)));
            AgreementStep.Declared first = taken.declarations().getFirst();
            assertEquals(Money.pence(2_250_00), first.due());
            assertEquals(Optional.of(Money.pence(2_000_00)), first.recomputed());
            assertEquals(List.of(), taken.alerts());
            // £89,999.99 is a penny less than the tolerance allows, and the cap leaves £750.
            Agreement alerted =
                    office.done(
                            declare(
                                    "d2",
                                    "2026-07-01",
                                    "2026-09-30",
                                    Money.pence(89_999_99),
                                    Money.pence(2_250_00)));
            assertEquals(Money.pence(750_00), alerted.declarations().getLast().due());
            assertEquals(1, alerted.alerts().size());
            assertEquals("-300000", accounts().get("Income:Royalties:C-12"));
            office.done(new ContractRequest.Settle("d2", "Their auditor explained it."));
            assertEquals(List.of(), office.contracts.find(Office.ID).get().alerts());
            assertEquals(
                    "OGMS-7878",
                    office.refused(new ContractRequest.Settle("d2", "And once more.")));
        }

        @ParameterizedTest
        @CsvSource({
            "d2, 2026-07-01, 2026-09-30, EUR, 100, OGMS-7781",
            "d2, 2026-07-01, 2026-09-30, GBP, -100, OGMS-7782",
            "d2, 2026-04-01, 2026-06-30, GBP, 100, OGMS-7875",
            "d1, 2026-07-01, 2026-09-30, GBP, 100, OGMS-7874",
            "d2, 2026-10-01, 2026-10-31, GBP, 100, OGMS-7876",
            "d2, 2026-03-01, 2026-03-31, GBP, 100, OGMS-7877",
        })
        void areRefusedWithAReason(
                String reference,
                String from,
                String to,
                String currency,
                long base,
                String number) {
            sells();
            office.done(
                    declare(
                            "d1",
                            "2026-04-01",
                            "2026-06-30",
                            Money.pence(100_000_00),
                            Money.pence(2_500_00)));
            Money declared = new Money(Currency.getInstance(currency), base);
            assertEquals(number, office.refused(declare(reference, from, to, declared, declared)));
            assertEquals(number, office.contracts.refusals(1).getFirst().reason().substring(0, 9));
        }

        @Test
        void areHeldAgainstUseThatIsKnownAndNeverAgainstNone() {
            office.inForce(
                    Office.subscription(60_000_00),
                    Office.royalty(Optional.empty(), Optional.empty()));
            office.imported("P-7,2026-04-01,2026-06-30,query,RX0,100000,40\n");
            ContractRequest.Declare declared =
                    declare("d1", "2026-04-01", "2026-06-30", Money.pence(1_00), Money.pence(2));
            assertEquals("OGMS-7896", office.refused(declared));
            office.imported("P-7,2026-04-01,2026-06-30,record-read,RX0,100000,40\n");
            assertEquals(1, office.done(declared).alerts().size());
        }

        @Test
        void areRefusedForAClosedPeriod() {
            sells();
            office.contracts.close(LocalDate.of(2026, 9, 30), Office.FINANCE);
            assertEquals(
                    "OGMS-7784",
                    office.refused(
                            declare(
                                    "d1",
                                    "2026-07-01",
                                    "2026-09-30",
                                    Money.pence(100),
                                    Money.pence(2))));
        }
    }

    @Nested
    class SpendingAFund {
        private void received() {
            office.funds.act(new FundRequest.Publish(office.rule()), Office.FINANCE);
            office.inForce(Office.subscription(36_500_00));
            office.done(Office.charge("2026-09-01", "2026-09-30"));
            office.done(office.pay("b1", 3_600_00));
        }

        private final FundedOption site = new FundedOption.Digitising(new OdsCode("ZS01"));

        @Test
        void goesUpToWhatItHoldsAndNoPennyFurther() {
            received();
            // 40 % of £3,000
            assertEquals("OGMS-7887", Office.number(office.spend(site, 1_200_01)));
            assertInstanceOf(ValueAnswer.Done.class, office.spend(site, 1_200_00));
            assertEquals("OGMS-7887", Office.number(office.spend(site, 1)));
            MoneyFigures figures = office.figures();
            assertTrue(figures.agrees(), () -> figures.checks().toString());
            assertEquals(
                    List.of(
                            "DIGITISING 120000 120000 0", "SEQUENCING 90000 0 90000",
                            "TRAINING 60000 0 60000", "PATIENT_FUND 30000 0 30000"),
                    figures.funds().stream()
                            .map(f ->
                                    "%s %d %d %d"
                                            .formatted(
                                                    f.purpose(),
                                                    f.bound().minorUnits(),
                                                    f.spent().minorUnits(),
                                                    f.held().minorUnits()))
                            .toList());
        }

        @Test
        void isNotSpentTwiceByTwoAtOnce() {
            received();
            propose(600_00);
            office.ledger.meanwhile = Optional.of(() -> office.spend(site, 700_00));
            assertEquals("OGMS-7887", Office.number(office.funds.act(spend("S-1"), Office.SECOND)));
            assertEquals(1, office.funds.funds().spends().size());
        }

        private void propose(long pence) {
            assertInstanceOf(
                    ValueAnswer.Done.class,
                    office.funds.act(
                            new FundRequest.Propose(site, Money.pence(pence), "order 71"),
                            Office.FINANCE));
        }

        private FundRequest.Spend spend(String number) {
            return new FundRequest.Spend(number, office.contracts.today(), "bank line 9");
        }

        @Test
        void takesTwoPeople() {
            received();
            propose(600_00);
            assertEquals(Money.pence(0), office.figures().totals().getFirst().reinvested());
            assertEquals(
                    "OGMS-7838", Office.number(office.funds.act(spend("S-1"), Office.FINANCE)));
            assertEquals("OGMS-7837", Office.number(office.funds.act(spend("S-2"), Office.SECOND)));
            assertInstanceOf(ValueAnswer.Done.class, office.funds.act(spend("S-1"), Office.SECOND));
            assertEquals(Money.pence(600_00), office.figures().totals().getFirst().reinvested());
            assertEquals("OGMS-7837", Office.number(office.funds.act(spend("S-1"), Office.SECOND)));
        }

        @Test
        void takesWhatIsProposedBackWithoutMovingMoney() {
            received();
            propose(600_00);
            int events = office.ledger.books().events().size();
            FundRequest back = new FundRequest.TakeBack("S-1", "not wanted");
            assertInstanceOf(ValueAnswer.Done.class, office.funds.act(back, Office.FINANCE));
            assertEquals(events, office.ledger.books().events().size());
            assertEquals(List.of(), office.funds.funds().proposals());
            assertEquals("OGMS-7837", Office.number(office.funds.act(spend("S-1"), Office.SECOND)));
            propose(600_00);
            assertEquals("S-2", office.funds.funds().proposals().getFirst().what().number());
        }

        @Test
        void namesTheDayOnWhichAFundHoldsTooLittle() {
            received();
            LocalDate paid = office.contracts.today();
            office.now = Instant.parse("2026-10-07T09:00:00Z");
            propose(500_00);
            office.spend(site, 1_000_00);
            ValueAnswer<Funds> answer =
                    office.funds.act(
                            new FundRequest.Spend("S-1", paid, "bank line 8"), Office.SECOND);
            assertTrue(
                    answer.toString().contains("holds 200.00 GBP on 2026-10-07"),
                    answer.toString());
        }

        @Test
        void buysOnlyWhatTheServiceHasAPlaceFor() {
            received();
            assertEquals(
                    "OGMS-7888",
                    Office.number(
                            office.spend(new FundedOption.Digitising(new OdsCode("ZL01")), 1)));
            assertEquals(
                    "OGMS-7888",
                    Office.number(
                            office.spend(new FundedOption.Sequencers(new OdsCode("ZS01"), 1), 1)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new FundedOption.Sequencers(new OdsCode("ZL01"), 0));
        }

        @Test
        void isTakenBackOnceUnlessSomethingCameOfIt() {
            received();
            office.spend(site, 1_200_00);
            office.spend(new FundedOption.ForPatients("Travel to clinics"), 300_00);
            FundRequest back = new FundRequest.TakeBack("S-1", "not delivered");
            assertInstanceOf(ValueAnswer.Done.class, office.funds.act(back, Office.FINANCE));
            assertEquals("OGMS-7892", Office.number(office.funds.act(back, Office.FINANCE)));
            FundRequest outcome =
                    new FundRequest.Outcome(
                            "S-2", office.contracts.today(), "40 families came.", "report 3");
            assertInstanceOf(ValueAnswer.Done.class, office.funds.act(outcome, Office.FINANCE));
            assertEquals(
                    "OGMS-7889",
                    Office.number(
                            office.funds.act(
                                    new FundRequest.TakeBack("S-2", "none"), Office.FINANCE)));
            assertEquals(
                    "OGMS-7891",
                    Office.number(
                            office.funds.act(
                                    new FundRequest.Outcome(
                                            "S-9", office.contracts.today(), "w", "e"),
                                    Office.FINANCE)));
            MoneyFigures figures = office.figures();
            assertTrue(figures.agrees(), () -> figures.checks().toString());
            assertEquals(
                    List.of("40 families came."),
                    figures.spends().getFirst().outcomes().stream()
                            .map(FundStep.OutcomeSeen::words)
                            .toList());
            assertEquals(Money.pence(300_00), figures.totals().getFirst().reinvested());
        }

        @Test
        void neverFollowsARuleThatWasNotPublicBefore() {
            received();
            assertEquals(
                    "OGMS-7885",
                    Office.number(
                            office.funds.act(
                                    new FundRequest.Publish(office.rule()), Office.FINANCE)));
            office.now = Instant.parse("2026-10-06T09:00:00Z");
            Office later = new Office();
            assertEquals(
                    "OGMS-7884",
                    Office.number(
                            office.funds.act(
                                    new FundRequest.Publish(later.rule()), Office.FINANCE)));
            assertEquals(
                    Optional.empty(),
                    office.funds.funds().rule(LocalDate.of(2026, 10, 4)).map(r -> r.version()));
            assertEquals(
                    Optional.of(Purpose.DIGITISING),
                    office.funds
                            .funds()
                            .rule(LocalDate.of(2026, 10, 5))
                            .map(r -> r.earmarks().getFirst().purpose()));
        }
    }
}
