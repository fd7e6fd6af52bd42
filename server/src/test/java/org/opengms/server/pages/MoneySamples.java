package org.opengms.server.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.ledger.attribution.Attribution;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.attribution.EarmarkRule.Earmark;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.charging.Invoice;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.RoyaltyDeclaration;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.ContractHistory.Signature;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.contract.Party;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.ledger.contract.VatNumber;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;
import org.opengms.value.Agreement;
import org.opengms.value.AgreementEntry;
import org.opengms.value.AgreementStep;
import org.opengms.value.ContractId;
import org.opengms.value.ContractStore;
import org.opengms.value.ContractSubjects;
import org.opengms.value.FundEntry;
import org.opengms.value.FundStep;
import org.opengms.value.FundedOption;
import org.opengms.value.Funds;
import org.opengms.value.MoneyFigures;
import org.opengms.workforce.FundedPlaces;

/// Pages about contracts and money, as they could be. All names are invented.
final class MoneySamples {
    private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 5);
    private static final LocalDate START = LocalDate.of(2026, 4, 1);
    private static final Period MONTH =
            new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30));
    private static final Actor FINANCE =
            new Actor(
                    "finance.zl001",
                    "Fin Demo",
                    Samples.LABORATORY,
                    java.util.Set.of(Role.FINANCE));
    private static final EarmarkRule RULE =
            new EarmarkRule(
                    "earmarks-2026",
                    START,
                    START,
                    List.of(
                            new Earmark(Purpose.DIGITISING, Rate.percent(40)),
                            new Earmark(Purpose.SEQUENCING, Rate.percent(30)),
                            new Earmark(Purpose.TRAINING, Rate.percent(20)),
                            new Earmark(Purpose.PATIENT_FUND, Rate.percent(10))));

    private MoneySamples() {}

    private static Contract contract() {
        return contract(Optional.empty());
    }

    private static Contract contract(Optional<VatNumber> vatNumber) {
        return new Contract(
                "C-12",
                1,
                "",
                "Search for causes of <ataxia>",
                new Party("RX0", Party.Kind.NHS_BODY, "Fenwick NHS Trust", vatNumber),
                new Party("09999999", Party.Kind.COMPANY, "Larkspur & Sons Genetics Ltd"),
                new ProjectReference("00000000-0000-4000-8000-000000000007"),
                Contract.Purpose.COMMERCIAL,
                Currency.getInstance("GBP"),
                Contract.VatTreatment.STANDARD,
                START,
                LocalDate.of(2031, 3, 31),
                true,
                List.of(),
                Money.pence(50_000_00),
                Money.pence(90_000_00),
                "assessment A-3",
                List.of(
                        new Instrument.Subscription(
                                "fee", Money.pence(73_000_00), Optional.empty()),
                        new Instrument.Milestone(
                                "launch", "a test is sold", Money.pence(40_000_00)),
                        new Instrument.Royalty(
                                "royalty",
                                "net sales",
                                new Rate(25_000),
                                Optional.empty(),
                                Optional.empty(),
                                START,
                                LocalDate.of(2031, 3, 31),
                                3,
                                Money.pence(1_000_00),
                                "record-read"),
                        new Instrument.Equity(
                                "shares",
                                Instrument.Equity.Type.SHARES,
                                "1000 ordinary shares",
                                Money.pence(20_000_00),
                                START,
                                "price of the last round")));
    }

    static Agreement agreement() {
        return agreement(contract());
    }

    /// @param vatNumber of the provider
    static Agreement agreement(String vatNumber) {
        return agreement(contract(Optional.of(new VatNumber(vatNumber))));
    }

    private static Agreement agreement(Contract contract) {
        List<AgreementStep> steps = new ArrayList<>();
        steps.add(new AgreementStep.Drafted(contract));
        steps.add(
                new AgreementStep.Signed(
                        new Signature("RX0", "finance director", NOW, contract.sha256())));
        steps.add(
                new AgreementStep.Signed(
                        new Signature("09999999", "company secretary", NOW, contract.sha256())));
        for (String number : List.of("C-12-001", "C-12-002")) {
            steps.add(
                    new AgreementStep.Invoiced(
                            number,
                            AgreementStep.Cause.PERIOD,
                            TODAY,
                            new Invoice(
                                    "C-12/1",
                                    MONTH,
                                    List.of(
                                            new Invoice.Line(
                                                    "fee",
                                                    "73000.00 GBP a year, days 154 to 183 of 365",
                                                    Money.pence(6_000_00))),
                                    Rate.percent(20),
                                    Money.pence(1_200_00)),
                            Optional.of(
                                    new Attribution(
                                            Money.pence(6_000_00),
                                            new TreeMap<>(Map.of("RX0", Money.pence(5_500_00))),
                                            Money.pence(500_00),
                                            2))));
        }
        steps.add(new AgreementStep.Credited("C-12-001", "CN-C-12-001", TODAY, "wrong month"));
        steps.add(
                new AgreementStep.Declared(
                        new RoyaltyDeclaration(
                                "d1", "royalty", MONTH, Money.pence(1), Money.pence(2)),
                        Money.pence(0),
                        "2.5 % of 0.01 GBP is 0.00 GBP",
                        Optional.of(Money.pence(2)),
                        Optional.of("A base of 0.01 GBP was declared, and more was expected."),
                        Optional.empty()));
        steps.add(
                new AgreementStep.Paid("b1", Money.pence(8_000_00), TODAY, "statement 9, line 4"));
        steps.add(
                new AgreementStep.Allocated(
                        "ALLOC/C-12-1", Money.pence(5_000_00), TODAY, "earmarks-2026", "PAY/b1"));
        return Agreement.of(
                new ContractId("C-12"),
                steps.stream()
                        .map(step -> new AgreementEntry(NOW, "finance.zl001", step))
                        .toList());
    }

    /// The same, ended early.
    static Agreement ended() {
        List<AgreementEntry> steps = new ArrayList<>(agreement().history());
        steps.add(
                new AgreementEntry(
                        NOW,
                        "finance.zl001",
                        new AgreementStep.Ended(AgreementStep.Ending.BREACH, TODAY, "letter 9")));
        return Agreement.of(new ContractId("C-12"), steps);
    }

    private static Agreement draft() {
        return Agreement.of(
                new ContractId("C-12"),
                List.of(
                        new AgreementEntry(
                                NOW, "finance.zl001", new AgreementStep.Drafted(contract()))));
    }

    private static Funds funds() {
        List<FundStep> steps =
                List.of(
                        new FundStep.RulePublished(RULE),
                        new FundStep.Spent(
                                "S-1",
                                new FundedOption.Digitising(new OdsCode("ZR101")),
                                Money.pence(1_500_00),
                                TODAY,
                                "order 71"),
                        new FundStep.OutcomeSeen(
                                "S-1", TODAY, "Orders come digitally since Monday.", "report 3"),
                        new FundStep.Spent(
                                "S-2",
                                new FundedOption.ForPatients("Travel to <clinics>"),
                                Money.pence(100_00),
                                TODAY,
                                "minutes 4"));
        return Funds.of(
                steps.stream().map(step -> new FundEntry(NOW, "finance.zl001", step)).toList());
    }

    private static Funds proposals() {
        return Funds.of(
                List.of(
                        new FundEntry(
                                NOW,
                                "finance.zl001",
                                new FundStep.Proposed(
                                        "S-3",
                                        new FundedOption.ForPatients("Parking & <taxis>"),
                                        Money.pence(40_00),
                                        "minutes 5"))));
    }

    static FundedPlaces places() {
        return new FundedPlaces(Samples.LABORATORY, StaffRole.TECHNOLOGIST, 2, TODAY, "S-3");
    }

    static MoneyFigures figures() {
        return MoneyFigures.of(TODAY, List.of(agreement()), _ -> subject(), funds(), balance());
    }

    private static Optional<ContractSubjects.Subject> subject() {
        return Optional.of(
                new ContractSubjects.Subject(
                        "Which genes explain ataxia", true, "/register/projects/7"));
    }

    private static TrialBalance balance() {
        return new TrialBalance(
                List.of(
                        new TrialBalance.Line(
                                new Account("Assets:Bank"),
                                Currency.getInstance("GBP"),
                                java.math.BigInteger.valueOf(6_400_00)),
                        new TrialBalance.Line(
                                new Account("Income:Subscriptions:C-12"),
                                Currency.getInstance("GBP"),
                                java.math.BigInteger.valueOf(-6_400_00))));
    }

    static void add(Map<String, Page> pages) {
        Frame frame = Samples.frame(FINANCE, Frame.Section.FINANCE);
        pages.put(
                "finance",
                new Page.Finance(
                        frame,
                        TODAY,
                        List.of(agreement()),
                        List.of(
                                new ContractStore.Refusal(
                                        new ContractId("C-12"),
                                        "finance.zl001",
                                        "Pay",
                                        "OGMS-7871 reference: b1 is booked already.",
                                        NOW)),
                        balance(),
                        Optional.of(LocalDate.of(2026, 8, 31)),
                        "The use is taken over.",
                        Typed.NOTHING,
                        List.of()));
        pages.put(
                "finance-empty",
                new Page.Finance(
                        frame,
                        TODAY,
                        List.of(),
                        List.of(),
                        new TrialBalance(List.of()),
                        Optional.empty(),
                        "",
                        new Typed(Map.of("evidence", List.of("<b>"))),
                        List.of(
                                new FormProblem("file", "Choose the meter's file."),
                                new FormProblem("through", "Give a day."))));
        pages.put(
                "contract-form",
                new Page.ContractForm(
                        frame,
                        List.of(new Choice("7", "Which genes explain ataxia")),
                        new Typed(Map.of("purpose", List.of("COMMERCIAL"))),
                        List.of(
                                new FormProblem("id", "Give a number."),
                                new FormProblem("", "Nobody has patients' data to themselves."))));
        pages.put(
                "contract",
                new Page.OneContract(frame, agreement(), subject(), "", Typed.NOTHING, List.of()));
        pages.put(
                "contract-problems",
                new Page.OneContract(
                        frame,
                        agreement(),
                        Optional.empty(),
                        "payment",
                        new Typed(Map.of("payment-amount", List.of("-1"))),
                        List.of(new FormProblem("payment-amount", "Give more than nil."))));
        pages.put(
                "contract-vat",
                new Page.OneContract(
                        frame, agreement("GB980780684"), subject(), "", Typed.NOTHING, List.of()));
        pages.put(
                "contract-ended",
                new Page.OneContract(frame, ended(), subject(), "", Typed.NOTHING, List.of()));
        pages.put(
                "contract-draft",
                new Page.OneContract(frame, draft(), subject(), "", Typed.NOTHING, List.of()));
        pages.put(
                "funds",
                new Page.FundList(
                        Samples.frame(FINANCE, Frame.Section.FUNDS),
                        figures(),
                        proposals().proposals(),
                        List.of(new Choice("ZR101", "Site")),
                        List.of(new Choice("ZL01", "Laboratory")),
                        "propose",
                        Typed.NOTHING,
                        List.of(new FormProblem("propose-amount", "Give a sum."))));
        pages.put(
                "money", new Page.Money(Samples.frame(FINANCE, Frame.Section.REGISTER), figures()));
        pages.put(
                "money-empty",
                new Page.Money(
                        Samples.frame(FINANCE, Frame.Section.REGISTER),
                        MoneyFigures.of(
                                TODAY,
                                List.of(),
                                _ -> Optional.empty(),
                                Funds.of(List.of()),
                                new TrialBalance(List.of()))));
    }
}
