package org.opengms.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.directory.TestMethod;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.attribution.EarmarkRule.Earmark;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.ledger.charging.Charges;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.VatRates;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.contract.Party;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// A finance office with one contract to begin with. All names are invented.
final class Office {
    static final Actor FINANCE =
            new Actor("finance.zl01", "Finance", new OdsCode("ZL01"), Set.of(Role.FINANCE));

    /// Who notes signatures and spends what the first one proposed.
    static final Actor SECOND =
            new Actor("finance-2.zl01", "Finance 2", new OdsCode("ZL01"), Set.of(Role.FINANCE));

    static final ContractId ID = new ContractId("C-12");
    static final LocalDate START = LocalDate.of(2026, 4, 1);
    static final String PROVIDER = "RX0";
    static final String PARTNER = "09999999";
    static final ProjectReference PROJECT = new ProjectReference("P-7");

    /// The moment at which the office works; a test may move it.
    Instant now = Instant.parse("2026-10-05T09:00:00Z");

    final List<String> stopped = new ArrayList<>();
    boolean open = true;

    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            };

    final MemoryLedger ledger = new MemoryLedger(clock);
    final UseDesk use = new UseDesk(OwnMeter.NONE, ledger.useStore, ledger.contractStore, clock);
    final FundDesk funds = new FundDesk(ledger.fundStore, ledger, network(), clock);
    final ContractDesk contracts =
            new ContractDesk(
                    ledger.contractStore,
                    ledger.fundStore,
                    ledger,
                    new ContractSubjects() {
                        @Override
                        public Optional<Subject> find(
                                ProjectReference project, ContractId contract) {
                            return project.value().startsWith("P-")
                                    ? Optional.of(
                                            new Subject("Project " + project.value(), open, "/p"))
                                    : Optional.empty();
                        }

                        @Override
                        public String stop(ProjectReference project, String why) {
                            stopped.add(project.value());
                            return "stopped";
                        }
                    },
                    use,
                    new Charges(Map.of(), VatRates.unitedKingdom()),
                    DisclosureRules.standard().counts(),
                    clock);

    static ServiceNetwork network() {
        return new ServiceNetwork(
                "Testland",
                List.of(
                        new Laboratory(
                                new OdsCode("ZL01"),
                                "Laboratory",
                                "North",
                                Map.of(TestMethod.WGS, 10),
                                Map.of())),
                List.of(
                        new Site(
                                new OdsCode("ZS01"),
                                "Site",
                                "North",
                                new OdsCode("ZL01"),
                                DigitalReadiness.UNKNOWN)),
                new OdsCode("ZL01"));
    }

    static Contract contract(Instrument... instruments) {
        return contract(ID.value(), PROJECT, instruments);
    }

    static Contract contract(String id, ProjectReference project, Instrument... instruments) {
        return new Contract(
                id,
                1,
                "",
                "Search for causes of an unknown ataxia",
                new Party(PROVIDER, Party.Kind.NHS_BODY, "Fenwick NHS Trust"),
                new Party(PARTNER, Party.Kind.COMPANY, "Larkspur Genetics Ltd"),
                project,
                Contract.Purpose.COMMERCIAL,
                Currency.getInstance("GBP"),
                Contract.VatTreatment.STANDARD,
                START,
                LocalDate.of(2031, 3, 31),
                true,
                List.of(),
                Money.pence(50_000_00),
                Money.pence(90_000_00),
                "assessment A-3 of 2 March 2026",
                List.of(instruments));
    }

    static Instrument subscription(long pence) {
        return new Instrument.Subscription("fee", Money.pence(pence), Optional.empty());
    }

    static Instrument metered() {
        return new Instrument.Metered(
                "use",
                "record-read",
                Money.pence(2_000_00),
                Money.pence(1_000_00),
                Optional.empty());
    }

    static Instrument milestone() {
        return new Instrument.Milestone("launch", "a test is sold", Money.pence(40_000_00));
    }

    static Instrument royalty(Optional<Money> cap, Optional<Money> floor) {
        return new Instrument.Royalty(
                "royalty",
                "net sales of tests that use the findings",
                new Rate(25_000),
                cap,
                floor,
                START,
                LocalDate.of(2031, 3, 31),
                3,
                Money.pence(1_000_00),
                "record-read");
    }

    EarmarkRule rule() {
        LocalDate today = contracts.today();
        return new EarmarkRule(
                "rule-1",
                today,
                today,
                List.of(
                        new Earmark(Purpose.DIGITISING, Rate.percent(40)),
                        new Earmark(Purpose.SEQUENCING, Rate.percent(30)),
                        new Earmark(Purpose.TRAINING, Rate.percent(20)),
                        new Earmark(Purpose.PATIENT_FUND, Rate.percent(10))));
    }

    /// Has a contract in force with these clauses.
    Agreement inForce(Instrument... instruments) {
        return inForce(contract(instruments));
    }

    Agreement inForce(Contract contract) {
        ContractId id = new ContractId(contract.id());
        done(id, new ContractRequest.Draft(contract));
        done(id, new ContractRequest.Sign(PROVIDER, "finance director", contract.sha256()));
        return done(id, new ContractRequest.Sign(PARTNER, "company secretary", contract.sha256()));
    }

    Agreement done(ContractRequest request) {
        return done(ID, request);
    }

    Agreement done(ContractId id, ContractRequest request) {
        ValueAnswer<Agreement> answer = contracts.act(id, request, by(request));
        assertInstanceOf(ValueAnswer.Done.class, answer, answer::toString);
        return contracts.find(id).orElseThrow();
    }

    private static Actor by(ContractRequest request) {
        return request instanceof ContractRequest.Sign ? SECOND : FINANCE;
    }

    /// Has one person propose to spend, and another spend it today.
    ///
    /// @return the answer to the second, or to the first if that is not taken
    ValueAnswer<Funds> spend(FundedOption option, long pence) {
        ValueAnswer<Funds> proposed =
                funds.act(new FundRequest.Propose(option, Money.pence(pence), "order 71"), FINANCE);
        return proposed instanceof ValueAnswer.Done<Funds>(Funds known)
                ? funds.act(
                        new FundRequest.Spend(
                                known.proposals().getLast().what().number(),
                                contracts.today(),
                                "bank line 9"),
                        SECOND)
                : proposed;
    }

    /// The number with which something is refused.
    String refused(ContractRequest request) {
        return refused(ID, request);
    }

    String refused(ContractId id, ContractRequest request) {
        List<AgreementEntry> before = ledger.contractStore.history(id);
        int events = ledger.books().events().size();
        ValueAnswer<Agreement> answer = contracts.act(id, request, by(request));
        assertEquals(before, ledger.contractStore.history(id), "something was kept");
        assertEquals(events, ledger.books().events().size(), "something was booked");
        return number(answer);
    }

    static String number(ValueAnswer<?> answer) {
        return answer instanceof ValueAnswer.Refused<?>(String reason)
                ? reason.replaceFirst("^(OGMS-\\d+) .*", "$1")
                : "not refused: " + answer;
    }

    ContractRequest.Pay pay(String reference, long pence) {
        return new ContractRequest.Pay(
                reference, Money.pence(pence), contracts.today(), "statement 9, line 4");
    }

    static ContractRequest.Charge charge(String from, String to) {
        return new ContractRequest.Charge(new Period(LocalDate.parse(from), LocalDate.parse(to)));
    }

    String imported(String rows) {
        return use.take(UseDesk.HEADING + "\n" + rows, "meter report 2026-09", FINANCE)
                        instanceof ValueAnswer.Done<?>
                ? "taken"
                : number(use.take(UseDesk.HEADING + "\n" + rows, "meter report 2026-09", FINANCE));
    }

    MoneyFigures figures() {
        return MoneyFigures.of(
                contracts.today(),
                contracts.all(),
                contracts::subject,
                funds.funds(),
                ledger.trialBalance(LocalDate.of(2100, 1, 1), now));
    }
}
