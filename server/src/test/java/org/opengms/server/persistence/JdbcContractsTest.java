package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.attribution.EarmarkRule.Earmark;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.charging.Charges;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.Royalties.YearsEnd;
import org.opengms.ledger.charging.RoyaltyDeclaration;
import org.opengms.ledger.charging.VatRates;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.contract.Party;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;
import org.opengms.server.value.MoneyOffice;
import org.opengms.value.Agreement;
import org.opengms.value.AgreementEntry;
import org.opengms.value.AgreementStep;
import org.opengms.value.ContractDesk;
import org.opengms.value.ContractId;
import org.opengms.value.ContractRequest;
import org.opengms.value.ContractStore;
import org.opengms.value.ContractSubjects;
import org.opengms.value.FundDesk;
import org.opengms.value.FundRequest;
import org.opengms.value.FundedOption;
import org.opengms.value.Kept;
import org.opengms.value.MoneyFigures;
import org.opengms.value.OwnMeter;
import org.opengms.value.UseDesk;
import org.opengms.value.ValueAnswer;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Contracts, funds and books on a real PostgreSQL.
class JdbcContractsTest {
    private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 5);
    private static final LocalDate START = LocalDate.of(2026, 4, 1);
    private static final ContractId ID = new ContractId("C-12");
    private static final Actor FINANCE =
            new Actor("finance.zl01", "Finance", new OdsCode("ZL01"), Set.of(Role.FINANCE));

    private static final Actor SECOND =
            new Actor("finance-second.zl01", "Second", new OdsCode("ZL01"), Set.of(Role.FINANCE));

    @TempDir static Path folder = Path.of("");
    private static OwnDatabase database;

    private Clock clock;
    private JdbcBooks books;
    private JdbcContracts store;
    private JdbcFunds fundStore;
    private UseDesk use;
    private FundDesk funds;
    private ContractDesk desk;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder).migrate();
    }

    /// A service that has just begun, on empty tables.
    @BeforeEach
    void begin() {
        for (String table :
                List.of(
                        "ledger_event",
                        "contract_step",
                        "fund_step",
                        "imported_use",
                        "contract_refusal")) {
            database.jdbc().sql("alter table " + table + " disable trigger all").update();
            database.jdbc().sql("truncate " + table).update();
            database.jdbc().sql("alter table " + table + " enable trigger all").update();
        }
        clock = Clock.fixed(NOW, ZoneOffset.UTC);
        books = BooksProcess.books(database.pool());
        store = new JdbcContracts(database.jdbc(), database.transactions(), books);
        fundStore = new JdbcFunds(database.jdbc(), database.transactions(), books);
        use =
                new UseDesk(
                        OwnMeter.NONE,
                        new JdbcImportedUse(database.jdbc(), database.transactions()),
                        store,
                        clock);
        funds =
                new FundDesk(
                        fundStore,
                        books,
                        new ServiceNetwork(
                                "Testland",
                                List.of(
                                        new Laboratory(
                                                new OdsCode("ZL01"), "L", "N", Map.of(), Map.of())),
                                List.of(),
                                new OdsCode("ZL01")),
                        clock);
        desk = desk(store);
    }

    private ContractDesk desk(ContractStore contracts) {
        return new ContractDesk(
                contracts,
                fundStore,
                books,
                new ContractSubjects() {
                    @Override
                    public Optional<Subject> find(ProjectReference project, ContractId contract) {
                        return Optional.of(new Subject("A project", true, ""));
                    }

                    @Override
                    public String stop(ProjectReference project, String why) {
                        return "";
                    }
                },
                use,
                new Charges(Map.of(), VatRates.unitedKingdom()),
                DisclosureRules.standard().counts(),
                clock);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Contract contract(Instrument... instruments) {
        return contract(ID.value(), instruments);
    }

    private static Contract contract(String id, Instrument... instruments) {
        return new Contract(
                id,
                1,
                "",
                "Search for causes",
                new Party("RX0", Party.Kind.NHS_BODY, "Fenwick NHS Trust"),
                new Party("09999999", Party.Kind.COMPANY, "Larkspur Genetics Ltd"),
                new ProjectReference("P-7"),
                Contract.Purpose.COMMERCIAL,
                Currency.getInstance("GBP"),
                Contract.VatTreatment.STANDARD,
                START,
                LocalDate.of(2031, 3, 31),
                true,
                List.of(),
                Money.pence(30_000_00),
                Money.pence(90_000_00),
                "assessment A-3",
                List.of(instruments));
    }

    private static Instrument[] clauses() {
        return new Instrument[] {
            new Instrument.Subscription("fee", Money.pence(36_500_00), Optional.empty()),
            new Instrument.Metered(
                    "use",
                    "record-read",
                    Money.pence(2_000_00),
                    Money.pence(1_000_00),
                    Optional.empty()),
            new Instrument.Milestone("launch", "a test is sold", Money.pence(100_00)),
            new Instrument.Royalty(
                    "royalty",
                    "net sales",
                    new Rate(25_000),
                    Optional.of(Money.pence(9_000_00)),
                    Optional.empty(),
                    START,
                    LocalDate.of(2031, 3, 31),
                    3,
                    Money.pence(100_00),
                    "record-read"),
            new Instrument.Equity(
                    "shares",
                    Instrument.Equity.Type.WARRANT,
                    "1000 ordinary shares",
                    Money.pence(5_000_00),
                    START,
                    "price of the last round")
        };
    }

    private void done(ContractRequest request) {
        Actor by = request instanceof ContractRequest.Sign ? SECOND : FINANCE;
        ValueAnswer<Agreement> answer = desk.act(ID, request, by);
        assertInstanceOf(ValueAnswer.Done.class, answer, answer::toString);
    }

    private void inForce() {
        Contract contract = contract(clauses());
        done(new ContractRequest.Draft(contract));
        done(new ContractRequest.Sign("RX0", "director", contract.sha256()));
        done(new ContractRequest.Sign("09999999", "secretary", contract.sha256()));
        ValueAnswer<?> rule =
                funds.act(
                        new FundRequest.Publish(
                                new EarmarkRule(
                                        "rule-1",
                                        TODAY,
                                        TODAY,
                                        List.of(
                                                new Earmark(Purpose.SEQUENCING, Rate.percent(67)),
                                                new Earmark(
                                                        Purpose.PATIENT_FUND, Rate.percent(33))))),
                        FINANCE);
        assertInstanceOf(ValueAnswer.Done.class, rule);
    }

    private static ContractRequest.Pay pay(String reference, long pence) {
        return new ContractRequest.Pay(reference, Money.pence(pence), TODAY, "line 4");
    }

    private MoneyFigures figures() {
        return MoneyFigures.of(
                TODAY,
                desk.all(),
                desk::subject,
                funds.funds(),
                books.trialBalance(LocalDate.of(2100, 1, 1)));
    }

    @Test
    void keepEveryKindOfStepAndAgreeWithTheBooks() {
        inForce();
        assertInstanceOf(
                ValueAnswer.Done.class,
                use.take(
                        UseDesk.HEADING
                                + "\nP-7,2026-09-01,2026-09-30,record-read,RX0,1200,40"
                                + "\nP-7,2026-09-01,2026-09-30,record-read,RX1,11,30\n",
                        "report 9",
                        FINANCE));
        done(
                new ContractRequest.Charge(
                        new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30))));
        done(new ContractRequest.Reach("launch", TODAY, "letter 4"));
        done(
                new ContractRequest.Declare(
                        new RoyaltyDeclaration(
                                "d1",
                                "royalty",
                                new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30)),
                                Money.pence(40_00),
                                Money.pence(1)),
                        YearsEnd.MORE_FOLLOWS));
        done(new ContractRequest.Settle("d1", "Explained in letter 8."));
        done(pay("b1", 9_999_99));
        done(new ContractRequest.Credit("C-12-002", "not sold yet"));
        done(new ContractRequest.Refund("r1", Money.pence(1), TODAY, "line 5"));
        assertInstanceOf(
                ValueAnswer.Done.class,
                funds.act(
                        new FundRequest.Propose(
                                new FundedOption.Sequencers(new OdsCode("ZL01"), 1),
                                Money.pence(7),
                                "order 71"),
                        FINANCE));
        assertInstanceOf(
                ValueAnswer.Done.class,
                funds.act(new FundRequest.Spend("S-1", TODAY, "line 6"), SECOND));
        done(new ContractRequest.End(AgreementStep.Ending.AGREED, TODAY, "letter 9"));
        Agreement read = desk.find(ID).orElseThrow();
        // 3 before the first invoice; the invoice, its milestone, the royalty's two, the settling,
        // the payment with what it binds, the credit note, the refund, the end
        assertEquals(13, read.history().size());
        assertTrue(read.latest().contract().equals(contract(clauses())));
        MoneyFigures figures = figures();
        assertTrue(figures.agrees(), () -> figures.checks().toString());
        assertEquals(1, figures.income().getFirst().notCash().size());
        assertEquals(Money.pence(7), figures.totals().getFirst().reinvested());
    }

    @Test
    void keepNothingOfAStepThatTheBooksRefuse() {
        inForce();
        books.apply(
                List.of(
                        new Command.Post(
                                Posting.of(
                                        "C-12-001/1",
                                        TODAY,
                                        "Somebody else's",
                                        new Basis("a", "b", "c"),
                                        new Account("Assets:Bank"),
                                        new Account("Income:A"),
                                        Money.pence(1)))));
        int steps = store.history(ID).size();
        assertInstanceOf(
                ValueAnswer.Refused.class,
                desk.act(ID, new ContractRequest.Reach("launch", TODAY, "letter 4"), FINANCE));
        assertEquals(steps, store.history(ID).size());
        assertEquals(Optional.empty(), books.find("C-12-001/vat"));
        assertTrue(store.refusals(1).getFirst().reason().startsWith("OGMS-7728"));
    }

    @Test
    void bookAPaymentOnceHoweverManySendItAtOnce() throws Exception {
        inForce();
        List<Callable<ValueAnswer<Agreement>>> senders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String reference = "b" + i % 3;
            senders.add(() -> desk.act(ID, pay(reference, 100), FINANCE));
        }
        int done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<ValueAnswer<Agreement>> sent : threads.invokeAll(senders)) {
                done += sent.get() instanceof ValueAnswer.Done<Agreement> ? 1 : 0;
            }
        }
        assertEquals(3, done);
        assertEquals(Money.pence(300), desk.find(ID).orElseThrow().paid());
        assertTrue(figures().agrees());
    }

    @Test
    void letOneOfManyFirstDraftsAboutAProjectBeWritten() throws Exception {
        List<Callable<ValueAnswer<Agreement>>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String id = "C-" + (20 + i);
            Contract contract =
                    contract(
                            id,
                            new Instrument.Subscription(
                                    "fee", Money.pence(36_500_00), Optional.empty()));
            writers.add(() ->
                    desk.act(new ContractId(id), new ContractRequest.Draft(contract), FINANCE));
        }
        List<String> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<ValueAnswer<Agreement>> written : threads.invokeAll(writers)) {
                if (written.get() instanceof ValueAnswer.Refused<Agreement>(String why)) {
                    refused.add(why.substring(0, 9));
                }
            }
        }
        assertEquals(Collections.nCopies(5, "OGMS-7862"), refused);
        assertEquals(1, desk.all().size());
    }

    /// Somebody writes about the same project after everything was judged and before it is kept.
    @Test
    void judgeADraftBesideWhatStandsWhenItIsKept() {
        Instrument fee =
                new Instrument.Subscription("fee", Money.pence(36_500_00), Optional.empty());
        ContractStore slow =
                new Meanwhile(
                        store,
                        () ->
                                desk.act(
                                        new ContractId("C-21"),
                                        new ContractRequest.Draft(contract("C-21", fee)),
                                        FINANCE));
        ValueAnswer<Agreement> late =
                desk(slow)
                        .act(
                                new ContractId("C-20"),
                                new ContractRequest.Draft(contract("C-20", fee)),
                                FINANCE);
        assertTrue(late.toString().contains("OGMS-7862"), late::toString);
    }

    @Test
    void showFiguresOfOneMomentWhateverIsBookedWhileTheyAreRead() {
        inForce();
        TransactionTemplate oneMoment = new TransactionTemplate(transactionManager());
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Meanwhile slow =
                    new Meanwhile(
                            store,
                            () -> {
                                try {
                                    other.submit(() -> done(pay("b1", 100))).get();
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            MoneyOffice office = new MoneyOffice(desk(slow), funds, books, oneMoment);
            MoneyFigures figures = office.figures();
            assertTrue(figures.agrees(), () -> figures.checks().toString());
            assertEquals(Money.pence(100), desk.find(ID).orElseThrow().paid());
            MoneyFigures after = office.figures();
            assertTrue(after.agrees(), () -> after.checks().toString());
            assertTrue(
                    after.checks().stream()
                            .anyMatch(check ->
                                    check.what().startsWith("At the bank")
                                            && check.books().longValueExact() == 100),
                    () -> after.checks().toString());
        }
    }

    private static JdbcTransactionManager transactionManager() {
        return new JdbcTransactionManager(database.pool());
    }

    /// A store in which something happens once, after its contracts were read and before anything
    /// is kept.
    private static final class Meanwhile implements ContractStore {
        private final ContractStore store;
        private Optional<Runnable> happens;

        Meanwhile(ContractStore store, Runnable happens) {
            this.store = store;
            this.happens = Optional.of(happens);
        }

        private void happen() {
            Optional<Runnable> now = happens;
            happens = Optional.empty();
            now.ifPresent(Runnable::run);
        }

        @Override
        public List<AgreementEntry> history(ContractId contract) {
            return store.history(contract);
        }

        @Override
        public List<Agreement> all() {
            List<Agreement> read = store.all();
            happen();
            return read;
        }

        @Override
        public Kept append(Agreement after, int known, List<Command> bookings) {
            happen();
            return store.append(after, known, bookings);
        }

        @Override
        public Kept draft(Agreement after, int known, Consumer<List<Agreement>> check) {
            happen();
            return store.draft(after, known, check);
        }

        @Override
        public void refused(
                ContractId contract, String by, String what, String reason, Instant at) {
            store.refused(contract, by, what, reason, at);
        }

        @Override
        public List<Refusal> refusals(int limit) {
            return store.refusals(limit);
        }
    }

    @Test
    void readContractsAnewOnlyWhenAStepWasAdded() {
        inForce();
        List<Agreement> first = desk.all();
        assertSame(first, desk.all());
        done(pay("b1", 100));
        assertEquals(Money.pence(100), desk.all().getFirst().paid());
        // As another server sees it, which did not write it.
        JdbcContracts other = new JdbcContracts(database.jdbc(), database.transactions(), books);
        List<Agreement> seen = other.all();
        done(pay("b2", 23));
        assertEquals(Money.pence(100), seen.getFirst().paid());
        assertEquals(Money.pence(123), other.all().getFirst().paid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalogue",
                "catalogue_people",
                "contract_step",
                "contract_refusal",
                "fund_step",
                "imported_use"
            })
    void areNotEmptied(String table) {
        assertThrows(
                org.springframework.dao.DataAccessException.class,
                () -> database.jdbc().sql("truncate " + table + " cascade").update());
    }

    @Test
    void showAContractThatWasEditedAfterSigningToNobody() {
        inForce();
        assertThrows(
                org.springframework.dao.DataAccessException.class,
                () ->
                        database.jdbc()
                                .sql("update contract_step set by = 'x' where number = 1")
                                .update());
        database.jdbc().sql("alter table contract_step disable trigger all").update();
        database.jdbc()
                .sql(
                        """
                        update contract_step set step = jsonb_set(step,
                            '{step,contract,instruments,0,perYear,minorUnits}', '3650001')
                        where number = 1
                        """)
                .update();
        database.jdbc().sql("alter table contract_step enable trigger all").update();
        String why =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, () -> desk.find(ID))
                                .getMessage());
        assertTrue(why.startsWith("OGMS-7762"), why);
    }

    @Test
    void takeOverNoDayOfUseTwice() {
        String row = "P-7,2026-09-%02d,2026-09-%02d,record-read,RX0,1,1\n";
        String head = UseDesk.HEADING + "\n";
        assertInstanceOf(
                ValueAnswer.Done.class, use.take(head + row.formatted(1, 10), "report 9", FINANCE));
        assertInstanceOf(
                ValueAnswer.Refused.class,
                use.take(
                        head + row.formatted(11, 20) + row.formatted(10, 10), "report 9", FINANCE));
        assertInstanceOf(
                ValueAnswer.Done.class,
                use.take(head + row.formatted(11, 20), "report 9", FINANCE));
    }
}
