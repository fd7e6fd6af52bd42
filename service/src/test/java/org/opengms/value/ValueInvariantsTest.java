package org.opengms.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.Royalties.YearsEnd;
import org.opengms.ledger.charging.RoyaltyDeclaration;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Exclusivity;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.contract.Party;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;
import org.opengms.testing.Cases;

/// What holds whatever is asked in whatever order, by however many at once.
class ValueInvariantsTest {
    private static final Currency GBP = Currency.getInstance("GBP");

    @Test
    void theBooksBalanceAndAgreeWithTheRegisterAfterEveryStep() {
        Cases.check(
                5,
                random -> {
                    Office office = new Office();
                    List<ContractId> ids = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        Contract contract =
                                Office.contract(
                                        "C-" + i,
                                        new ProjectReference("P-" + i),
                                        Office.subscription(random.nextLong(50_000_00, 90_000_01)),
                                        Office.metered(),
                                        Office.milestone(),
                                        Office.royalty(
                                                Optional.of(Money.pence(5_000_00)),
                                                Optional.of(Money.pence(3))));
                        office.inForce(contract);
                        ids.add(new ContractId(contract.id()));
                    }
                    int done = 0;
                    for (int step = 0; step < 200; step++) {
                        office.now = office.now.plus(Duration.ofHours(random.nextInt(1, 60)));
                        if (random.nextInt(8) == 0) {
                            // Somebody else is faster once.
                            office.ledger.meanwhile =
                                    Optional.of(() -> step(office, ids, random, 999));
                        }
                        done += step(office, ids, random, step) ? 1 : 0;
                        holds(office);
                    }
                    assertTrue(done > 15, "only " + done + " steps were taken");
                });
    }

    private static void holds(Office office) {
        TrialBalance balance = office.ledger.trialBalance(LocalDate.of(2100, 1, 1), office.now);
        assertTrue(balance.balances());
        MoneyFigures figures = office.figures();
        assertTrue(figures.agrees(), () -> figures.checks().toString());
        for (FundEntry entry : office.ledger.fundStore.history()) {
            if (entry.step() instanceof FundStep.Spent spent) {
                assertTrue(
                        office.ledger.fundStore.history().stream()
                                .anyMatch(other ->
                                        other.step() instanceof FundStep.Proposed proposed
                                                && proposed.number().equals(spent.number())
                                                && !other.by().equals(entry.by())),
                        () -> "spent by one person: " + entry);
            }
        }
        for (MoneyFigures.Fund fund : figures.funds()) {
            assertTrue(fund.held().sign() >= 0, () -> "overspent: " + fund);
        }
        for (MoneyFigures.Totals totals : figures.totals()) {
            Money inFunds =
                    figures.funds().stream()
                            .map(f -> f.held().plus(f.spent()))
                            .reduce(new Money(totals.currency(), 0), Money::plus);
            assertEquals(totals.bound(), inFunds, "bound money is in the funds or spent");
        }
        // Money is neither made nor lost: what came in is at the bank or was spent.
        BigInteger bank = balance.of(Bookings.BANK, GBP);
        BigInteger expected = BigInteger.ZERO;
        for (Agreement agreement : office.contracts.all()) {
            for (AgreementEntry entry : agreement.history()) {
                if (entry.step() instanceof AgreementStep.Paid paid) {
                    expected = expected.add(BigInteger.valueOf(paid.amount().minorUnits()));
                }
                if (entry.step() instanceof AgreementStep.Refunded back) {
                    expected = expected.subtract(BigInteger.valueOf(back.amount().minorUnits()));
                }
            }
        }
        for (FundStep.Spent spent : office.funds.funds().standing()) {
            expected = expected.subtract(BigInteger.valueOf(spent.amount().minorUnits()));
        }
        assertEquals(expected, bank);
    }

    private static boolean step(
            Office office, List<ContractId> ids, RandomGenerator random, int number) {
        ContractId id = ids.get(random.nextInt(ids.size()));
        LocalDate today = office.contracts.today();
        int kind = random.nextInt(100);
        if (kind < 12) {
            return office.funds.act(
                            fund(office, random),
                            random.nextInt(3) == 0 ? Office.FINANCE : Office.SECOND)
                    instanceof ValueAnswer.Done<?>;
        }
        if (kind < 20) {
            LocalDate from = Office.START.plusDays(10L * random.nextInt(0, 22));
            return office.use.take(
                            UseDesk.HEADING
                                    + "\nP-%s,%s,%s,record-read,RX%d,%d,%d\n"
                                            .formatted(
                                                    id.value().substring(2),
                                                    from,
                                                    from.plusDays(9),
                                                    random.nextInt(4),
                                                    random.nextInt(1, 5000),
                                                    random.nextInt(1, 30)),
                            "meter",
                            Office.FINANCE)
                    instanceof ValueAnswer.Done<?>;
        }
        return office.contracts.act(id, request(office, id, random, today, number), Office.FINANCE)
                instanceof ValueAnswer.Done<?>;
    }

    private static FundRequest fund(Office office, RandomGenerator random) {
        LocalDate today = office.contracts.today();
        String spent = "S-" + random.nextInt(1, 6);
        List<Funds.Proposal> proposed = office.funds.funds().proposals();
        if (!proposed.isEmpty() && random.nextInt(3) > 0) {
            return new FundRequest.Spend(
                    proposed.get(random.nextInt(proposed.size())).what().number(),
                    today.minusDays(random.nextInt(0, 9)),
                    "bank line");
        }
        return switch (random.nextInt(5)) {
            case 0 -> new FundRequest.Publish(office.rule());
            case 1 -> new FundRequest.TakeBack(spent, "not delivered");
            case 2 -> new FundRequest.Outcome(spent, today, "It works.", "report");
            default ->
                    new FundRequest.Propose(
                            random.nextBoolean()
                                    ? new FundedOption.Digitising(new OdsCode("ZS01"))
                                    : new FundedOption.TrainingPlaces(
                                            new OdsCode("ZL01"), StaffRole.TECHNOLOGIST, 2),
                            Money.pence(random.nextLong(-5, 1L << random.nextInt(4, 22))),
                            "order");
        };
    }

    private static ContractRequest request(
            Office office, ContractId id, RandomGenerator random, LocalDate today, int number) {
        LocalDate from = Office.START.plusDays(10L * random.nextInt(0, 22));
        Period period = new Period(from, from.plusDays(random.nextBoolean() ? 9 : 3));
        int invoices = office.contracts.find(id).orElseThrow().invoices().size();
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> new ContractRequest.Charge(period);
            case 3, 4 ->
                    new ContractRequest.Pay(
                            "b" + random.nextInt(number + 1),
                            new Money(
                                    random.nextInt(9) == 0 ? Currency.getInstance("EUR") : GBP,
                                    // pennies, as somebody would pay who hopes for rounding
                                    random.nextLong(-2, 1L << random.nextInt(2, 24))),
                            today.minusDays(random.nextInt(-1, 6)),
                            "line");
            case 5 ->
                    new ContractRequest.Credit(
                            "%s-%03d".formatted(id.value(), random.nextInt(invoices + 1) + 1),
                            "mistake");
            case 6 ->
                    new ContractRequest.Refund(
                            "r" + number,
                            Money.pence(random.nextLong(1, 1L << random.nextInt(2, 20))),
                            today,
                            "line");
            case 7 ->
                    new ContractRequest.Declare(
                            new RoyaltyDeclaration(
                                    "d" + number,
                                    "royalty",
                                    period,
                                    Money.pence(random.nextLong(0, 40_000_00)),
                                    Money.pence(1)),
                            random.nextBoolean() ? YearsEnd.LAST : YearsEnd.MORE_FOLLOWS);
            default ->
                    random.nextBoolean()
                            ? new ContractRequest.Allocate()
                            : new ContractRequest.Reach("launch", today, "letter");
        };
    }

    @Test
    void noSequenceOfRequestsReachesAForbiddenTerm() {
        Cases.check(
                12,
                random -> {
                    Office office = new Office();
                    for (int step = 0; step < 20; step++) {
                        ContractId id = new ContractId("C-" + random.nextInt(3));
                        List<AgreementEntry> history = office.ledger.contractStore.history(id);
                        try {
                            Contract wanted = anyContract(id, history, random);
                            office.contracts.act(
                                    id, new ContractRequest.Draft(wanted), Office.FINANCE);
                        } catch (IllegalArgumentException refused) {
                            assertTrue(
                                    String.valueOf(refused.getMessage()).startsWith("OGMS-77"),
                                    refused.getMessage());
                        }
                        office.contracts
                                .find(id)
                                .ifPresent(a -> {
                                    String hash = a.latest().contract().sha256();
                                    for (String party :
                                            List.of(Office.PROVIDER, Office.PARTNER, "RX9")) {
                                        office.contracts.act(
                                                id,
                                                new ContractRequest.Sign(party, "somebody", hash),
                                                Office.SECOND);
                                    }
                                });
                    }
                    for (Agreement agreement : office.contracts.all()) {
                        agreement
                                .versions()
                                .versions()
                                .forEach(version -> assertAllowed(version.contract()));
                    }
                });
    }

    /// The prohibitions, worked out anew.
    private static void assertAllowed(Contract contract) {
        assertTrue(contract.endsOnInsolvency());
        assertTrue(
                contract.exclusivity().stream()
                        .noneMatch(e -> e.over() == Exclusivity.Subject.RAW_DATA));
        long yearly = 0;
        boolean shares = false;
        boolean royaltyWithoutAudit = false;
        boolean words = contract.title().toLowerCase(Locale.ROOT).contains("exclusive");
        for (Instrument instrument : contract.instruments()) {
            switch (instrument) {
                case Instrument.Subscription s -> yearly += s.perYear().minorUnits();
                case Instrument.Equity _ -> shares = true;
                case Instrument.Royalty r -> royaltyWithoutAudit |= r.audit() == 0;
                case Instrument.Milestone m ->
                        words |= m.event().toLowerCase(Locale.ROOT).contains("exclusive");
                case Instrument.CostRecovery _,
                        Instrument.Metered _,
                        Instrument.Discount _,
                        Instrument.InKind _ -> {}
            }
        }
        long cost = contract.assessedCostPerYear().minorUnits();
        assertTrue(!words, contract::title);
        assertTrue(!shares || yearly >= cost, "shares as the only return");
        assertTrue(!royaltyWithoutAudit);
        assertTrue(
                contract.purpose() != Contract.Purpose.ACADEMIC_PUBLIC_GOOD || yearly <= cost,
                "above cost for the public good");
    }

    private static Contract anyContract(
            ContractId id, List<AgreementEntry> history, RandomGenerator random) {
        List<Instrument> instruments = new ArrayList<>();
        instruments.add(Office.subscription(random.nextLong(49_999_98, 50_000_03)));
        if (random.nextInt(3) == 0) {
            instruments.add(
                    new Instrument.Equity(
                            "shares",
                            Instrument.Equity.Type.SHARES,
                            "1000 ordinary shares",
                            Money.pence(1_000_000_00),
                            Office.START,
                            "last round"));
        }
        if (random.nextInt(3) == 0) {
            instruments.add(
                    new Instrument.Milestone(
                            "m",
                            random.nextBoolean() ? "a test is sold" : "exclusive use is granted",
                            Money.pence(1)));
        }
        if (random.nextInt(3) == 0) {
            instruments.add(
                    new Instrument.Royalty(
                            "r",
                            "net sales",
                            new Rate(10_000),
                            Optional.empty(),
                            Optional.empty(),
                            Office.START,
                            LocalDate.of(2031, 3, 31),
                            random.nextInt(2),
                            Money.pence(1),
                            "record-read"));
        }
        Contract last = history.isEmpty() ? null : Agreement.of(id, history).latest().contract();
        return new Contract(
                id.value(),
                last == null ? 1 : last.version() + 1,
                last == null ? "" : last.sha256(),
                random.nextInt(9) == 0 ? "Exclusive search" : "Search",
                new Party(Office.PROVIDER, Party.Kind.NHS_BODY, "Fenwick NHS Trust"),
                new Party(Office.PARTNER, Party.Kind.COMPANY, "Larkspur Genetics Ltd"),
                new ProjectReference("P-" + id.value().substring(2)),
                List.of(Contract.Purpose.values()).get(random.nextInt(3)),
                GBP,
                Contract.VatTreatment.STANDARD,
                Office.START,
                LocalDate.of(2031, 3, 31),
                random.nextInt(6) != 0,
                switch (random.nextInt(5)) {
                    case 0 -> List.of(new Exclusivity(Exclusivity.Subject.RAW_DATA, 6));
                    case 1 -> List.of(new Exclusivity(Exclusivity.Subject.PARTNERS_RESULT, 6));
                    default -> List.of();
                },
                Money.pence(50_000_00),
                Money.pence(90_000_00),
                "assessment A-3",
                instruments);
    }
}
