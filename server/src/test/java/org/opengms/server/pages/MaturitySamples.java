package org.opengms.server.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.ObservedReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.ResourceKind;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.infrastructure.StaffRole;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.infrastructure.StatedLaboratories;
import org.opengms.infrastructure.Statement;
import org.opengms.infrastructure.StatementStore;
import org.opengms.maturity.Count;
import org.opengms.maturity.DigitisingReturn;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.MaturityTable;
import org.opengms.maturity.MaturityWork;
import org.opengms.maturity.Measure;
import org.opengms.maturity.Paper;
import org.opengms.maturity.PaperDesk;
import org.opengms.maturity.PaperGap;
import org.opengms.maturity.PaperSheet;
import org.opengms.maturity.PaperStore;
import org.opengms.maturity.SelfAssessment;
import org.opengms.maturity.SelfAssessmentDesk;
import org.opengms.maturity.SelfAssessments;
import org.opengms.maturity.SiteMonth;
import org.opengms.maturity.Turnarounds;
import org.opengms.orders.OrderId;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.SiteDigitisation;
import org.opengms.planning.statistics.Interval;
import org.opengms.server.laboratories.NetworkRegister;
import org.opengms.server.maturity.DigitisingReturns;
import org.opengms.server.maturity.MaturityOffice;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// Three sites over two years, as the pages about digital maturity show them, without a database.
/// All names are invented.
final class MaturitySamples {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final OdsCode SITE = new OdsCode("ZR101");
    static final OdsCode SMALL = new OdsCode("ZR102");
    static final OdsCode SILENT = new OdsCode("ZR103");
    static final OdsCode LABORATORY = new OdsCode("ZL001");
    static final String KEYED = "OG-26-000045";
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final YearMonth LAST = YearMonth.of(2026, 11);
    private static final double DAY = 24 * 60;

    final List<PaperSheet> sheets = new ArrayList<>();
    final List<SelfAssessment> said = new ArrayList<>();
    final List<OdsCode> asked = new ArrayList<>();
    final MaturityOffice office;
    final NetworkRegister register;

    static final ServiceNetwork NETWORK =
            new ServiceNetwork(
                    "The valley",
                    List.of(
                            new Laboratory(
                                    LABORATORY,
                                    "Valley hub",
                                    "North",
                                    Map.of(TestMethod.WGS, 60, TestMethod.PANEL, 120),
                                    Map.of(StaffRole.CLINICAL_SCIENTIST, 9.5))),
                    List.of(
                            new Site(
                                    SITE,
                                    "Almond Infirmary",
                                    "North",
                                    LABORATORY,
                                    new DigitalReadiness(1, 0.9, 0.8, 0.7)),
                            new Site(
                                    SMALL,
                                    "Birch Cottage Hospital",
                                    "South",
                                    LABORATORY,
                                    DigitalReadiness.UNKNOWN),
                            new Site(
                                    SILENT,
                                    "Cedar Clinic",
                                    "South",
                                    LABORATORY,
                                    DigitalReadiness.UNKNOWN)),
                    LABORATORY);

    MaturitySamples() {
        FakeTable table = new FakeTable();
        MaturityBoard board = new MaturityBoard(NETWORK, table, CLOCK);
        StatedLaboratories states =
                new StatedLaboratories(
                        NETWORK,
                        new Stated(),
                        ImportedQueues.NONE,
                        StalenessRule.STANDARD,
                        _ ->
                                Map.of(
                                        SITE,
                                        new ObservedReadiness.Observed(
                                                OptionalDouble.of(0.31),
                                                OptionalDouble.of(0.75),
                                                OptionalDouble.empty(),
                                                OptionalDouble.empty(),
                                                NOW)));
        TransactionTemplate transactions = new TransactionTemplate(new NoTransactions());
        register = new NetworkRegister(NETWORK, states, new Stated(), CLOCK);
        office =
                new MaturityOffice(
                        board,
                        new MaturityWork(NETWORK, table, CLOCK),
                        new PaperDesk(new FakePaper(), CLOCK),
                        new SelfAssessmentDesk(NETWORK, new FakeAssessments(), CLOCK),
                        new DigitisingReturns(
                                new FakeReturns(),
                                board,
                                states,
                                ServiceScenario.named("regional-example"),
                                transactions,
                                CLOCK),
                        states,
                        transactions,
                        CLOCK);
    }

    static Actor actor(OdsCode organisation, Role role) {
        return new Actor("somebody", "Some Body", organisation, Set.of(role));
    }

    static void add(Map<String, Page> pages, Frame frame) {
        MaturitySamples samples = new MaturitySamples();
        pages.put(
                "maturity",
                new Page.Maturity(
                        frame,
                        MaturityView.of(
                                samples.office.board(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        "Everything until now is counted."));
        pages.put(
                "site-maturity",
                new Page.SiteMaturity(frame, samples.view(SITE, List.of(), Typed.NOTHING), ""));
        pages.put(
                "site-maturity-silent",
                new Page.SiteMaturity(frame, samples.view(SILENT, List.of(), Typed.NOTHING), ""));
        pages.put(
                "site-maturity-problems",
                new Page.SiteMaturity(
                        frame,
                        samples.view(
                                SMALL,
                                List.of(
                                        new FormProblem(
                                                "safe-practice",
                                                "Choose a score from 1 to 5, or leave it out.")),
                                new Typed(Map.of("safe-practice", List.of("9")))),
                        ""));
        pages.put(
                "paper-orders",
                new Page.PaperOrders(
                        frame,
                        "Valley hub",
                        List.of(
                                new PaperStore.Listed(
                                        KEYED,
                                        Optional.of(SMALL),
                                        sheet(Set.of(PaperGap.REQUESTER, PaperGap.TEST)))),
                        "What the paper took is kept.",
                        List.of(),
                        Typed.NOTHING));
        pages.put(
                "paper-orders-problems",
                new Page.PaperOrders(
                        frame,
                        "Valley hub",
                        List.of(),
                        "",
                        List.of(
                                new FormProblem("order", "Enter the number of the order."),
                                new FormProblem("keying", "Enter the minutes of keying.")),
                        new Typed(Map.of("keying", List.of("ten")))));
        pages.put(
                "infrastructure",
                new Page.Infrastructure(
                        frame,
                        new InfrastructureView(
                                samples.register.on(LocalDate.of(2026, 11, 20)),
                                List.of(),
                                Typed.NOTHING)));
        pages.put(
                "infrastructure-problems",
                new Page.Infrastructure(
                        frame,
                        new InfrastructureView(
                                samples.register.on(LocalDate.of(2026, 11, 20)),
                                List.of(new FormProblem("day", "Enter a day.")),
                                new Typed(Map.of("day", List.of("2026-13-45"))))));
    }

    private SiteMaturityView view(OdsCode site, List<FormProblem> problems, Typed typed) {
        MaturityBoard.Board board = office.board();
        return new SiteMaturityView(
                board.site(site).orElseThrow(),
                board.months(),
                board,
                office.readiness(site),
                office.assessments(site),
                !site.equals(SILENT),
                office.returns(site),
                true,
                problems,
                typed);
    }

    static PaperSheet sheet(Set<PaperGap> missing) {
        return new PaperSheet(
                new OrderId("00000000-0000-4000-8000-000000000045"),
                NOW.minusSeconds(200_000),
                NOW.minusSeconds(100_000),
                12,
                30,
                1,
                missing,
                said(LABORATORY, NOW));
    }

    private static Said said(OdsCode organisation, Instant at) {
        return new Said("somebody", "Some Body", "MANAGER", organisation, at, Channel.PAGE);
    }

    /// The large site has 263 orders in the newest month, of which 81 were electronic, and none in
    /// the eleven before; the small one has two a month, all on paper but the newest.
    private static final class FakeTable implements MaturityTable {
        @Override
        public void refresh(Instant now, int openedWithinDays) {}

        @Override
        public Optional<Instant> countedAt() {
            return Optional.of(NOW);
        }

        private static List<SiteMonth> all() {
            List<SiteMonth> months = new ArrayList<>();
            months.add(
                    new SiteMonth(
                            SITE,
                            LAST,
                            Map.of(
                                    Measure.ELECTRONIC, new Count(81, 263),
                                    Measure.COMPLETE, new Count(200, 263),
                                    Measure.DISCUSSION, new Count(30, 40),
                                    Measure.SAMPLE, new Count(150, 250),
                                    Measure.OPENED, new Count(90, 100)),
                            new Paper(182, OptionalDouble.of(26.5), 3640, 40),
                            new Turnarounds(2, 22 * DAY, (100 + 144) * DAY * DAY),
                            new Turnarounds(2, 26 * DAY, (144 + 196) * DAY * DAY)));
            for (int back = 12; back < 24; back++) {
                months.add(
                        new SiteMonth(
                                SITE,
                                LAST.minusMonths(back),
                                Map.of(
                                        Measure.ELECTRONIC, new Count(10, 100),
                                        Measure.COMPLETE, new Count(50, 100)),
                                Paper.NONE,
                                Turnarounds.NONE,
                                Turnarounds.NONE));
            }
            for (int back = 0; back < 12; back++) {
                months.add(
                        new SiteMonth(
                                SMALL,
                                LAST.minusMonths(back),
                                Map.of(Measure.ELECTRONIC, new Count(back == 0 ? 1 : 0, 2)),
                                new Paper(
                                        back == 0 ? 1 : 2, OptionalDouble.of(30 + back), 40, back),
                                Turnarounds.NONE,
                                Turnarounds.NONE));
            }
            return months;
        }

        @Override
        public List<SiteMonth> months(YearMonth from, YearMonth until) {
            return all().stream()
                    .filter(m -> !m.month().isBefore(from) && !m.month().isAfter(until))
                    .toList();
        }

        @Override
        public Map<OdsCode, Paper> recentPaper() {
            return Map.of(
                    SITE, new Paper(182, OptionalDouble.of(26.5), 3640, 40),
                    SMALL, new Paper(23, OptionalDouble.of(35.5), 460, 66));
        }

        @Override
        public void observe(Map<OdsCode, ObservedReadiness.Observed> observed, String rule) {}
    }

    private final class FakePaper implements PaperStore {
        @Override
        public Optional<Keyed> find(String number) {
            return number.equals(KEYED)
                    ? Optional.of(
                            new Keyed(
                                    new OrderId("00000000-0000-4000-8000-000000000045"),
                                    KEYED,
                                    Optional.of(SMALL),
                                    LABORATORY,
                                    NOW.minusSeconds(3600)))
                    : Optional.empty();
        }

        @Override
        public void add(PaperSheet sheet) {
            sheets.add(sheet);
        }

        @Override
        public List<Listed> newest(OdsCode laboratory, int most) {
            return sheets.reversed().stream()
                    .map(sheet -> new Listed(KEYED, Optional.of(SMALL), sheet))
                    .toList();
        }
    }

    private final class FakeAssessments implements SelfAssessments {
        @Override
        public void add(SelfAssessment assessment) {
            said.add(assessment);
        }

        @Override
        public List<SelfAssessment> of(OdsCode site, int most) {
            return site.equals(SITE)
                    ? List.of(
                            new SelfAssessment(
                                    SITE,
                                    Map.of(
                                            SelfAssessment.Dimension.WELL_LED, 4,
                                            SelfAssessment.Dimension.SAFE_PRACTICE, 3),
                                    said(SITE, NOW)),
                            new SelfAssessment(
                                    SITE,
                                    Map.of(SelfAssessment.Dimension.WELL_LED, 2),
                                    said(SITE, NOW.minusSeconds(30_000_000))))
                    : List.of();
        }
    }

    private final class FakeReturns implements DigitisingReturns.Kept {
        private final Map<OdsCode, DigitisingReturn> answers = new HashMap<>();

        FakeReturns() {
            answers.put(
                    SITE,
                    new DigitisingReturn(
                            SITE,
                            new DigitalReadiness(0.31, 0.75, 0.8, 0.7),
                            0.25,
                            NOW,
                            new SiteDigitisation(
                                    "regional-example",
                                    "observed-site",
                                    20,
                                    1,
                                    7_500,
                                    new Interval(1.4, 1.2, 1.6, 0.95),
                                    new Interval(10_500, 9_000, 12_000, 0.95))));
        }

        @Override
        public void ask(OdsCode site, Instant at) {
            asked.add(site);
        }

        @Override
        public Optional<OdsCode> next() {
            return asked.stream().filter(s -> !answers.containsKey(s)).findFirst();
        }

        @Override
        public void answer(DigitisingReturn answer) {
            answers.put(answer.site(), answer);
        }

        @Override
        public void fail(OdsCode site, String why, Instant at) {
            throw new AssertionError(why);
        }

        @Override
        public DigitisingReturns.Standing of(OdsCode site) {
            @Nullable DigitisingReturn answer = answers.get(site);
            return new DigitisingReturns.Standing(
                    Optional.ofNullable(answer),
                    asked.contains(site) && answer == null ? Optional.of(NOW) : Optional.empty(),
                    Optional.empty());
        }
    }

    /// A sequencer that works at half since two days, and storage stated in June.
    private static final class Stated implements StatementStore {
        private static final List<Statement> ALL =
                List.of(
                        statement(
                                new Claim.Outage(
                                        new OutageId("00000000-0000-4000-8000-000000000046"),
                                        new Limit.Resource(ResourceKind.GENOME_SLOTS),
                                        NOW.minusSeconds(172_800),
                                        Optional.of(NOW.plusSeconds(172_800)),
                                        0.5),
                                NOW.minusSeconds(172_800)),
                        statement(
                                new Claim.Capacity(
                                        new Limit.Resource(ResourceKind.STORAGE_GB), 250_000),
                                Instant.parse("2026-06-01T08:00:00Z")));

        private static Statement statement(Claim claim, Instant at) {
            return new Statement(LABORATORY, claim, at, Statement.dayOf(at), said(LABORATORY, at));
        }

        @Override
        public void add(List<Statement> statements) {}

        @Override
        public List<Statement> holding(Instant at) {
            return ALL.stream().filter(s -> !s.said().at().isAfter(at)).toList();
        }

        @Override
        public List<Statement> history(OdsCode subject, int most) {
            return subject.equals(LABORATORY) ? ALL : List.of();
        }
    }

    /// Nothing is kept, so nothing needs to be kept whole.
    private static final class NoTransactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
