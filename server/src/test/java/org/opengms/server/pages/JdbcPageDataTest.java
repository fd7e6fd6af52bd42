package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Gate;
import org.opengms.gate.Role;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.logbook.LogRecords;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderContext;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderKind;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.SpecimenId;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.Replay;
import org.opengms.planning.routing.RoutingRequest;
import org.opengms.planning.trial.LiveDecisions;
import org.opengms.routing.NegativeTest;
import org.opengms.routing.OutcomeSource;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOverride;
import org.opengms.routing.RoutingTrace;
import org.opengms.server.persistence.JdbcAccessLog;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.persistence.JdbcRouting;
import org.opengms.server.persistence.OwnDatabase;
import org.opengms.server.register.RegisterFigures;
import org.opengms.transparency.record.LabelKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// On a real PostgreSQL with the real gate and log.
class JdbcPageDataTest {
    private static final OdsCode OTHER_SITE = new OdsCode("ZR202");
    private static final Instant NOW = Instant.parse("2026-06-03T09:00:00Z");
    private static final Actor STRANGER =
            new Actor("clinician.zr202", "Dr Other", OTHER_SITE, Set.of(Role.CLINICIAN));
    private static final Actor OTHER_SCIENTIST =
            new Actor(
                    "scientist.zl002", "Dr Far", Samples.OTHER_LABORATORY, Set.of(Role.SCIENTIST));

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static JdbcClient jdbc;

    private JdbcOrders orders;
    private JdbcPeople people;
    private JdbcCases cases;
    private JdbcPageData data;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder).migrate();
        jdbc = database.jdbc();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql(
                        """
                        truncate person, standing_genome, standing_genome_step, routing_record, test_order, specimen, lab_task, task_move, order_event, consent_statement,
                            sequencing_file, analysis, report, outcome, cohort_member, access_log, access_review, log_outbox, log_entry, result_told cascade
                        """)
                .update();
        orders = database.orders();
        people = new JdbcPeople(jdbc);
        cases = new JdbcCases(jdbc);
        TransactionTemplate own = database.transactions();
        LogRecords records = new LogRecords(LabelKey.generate(new SecureRandom()));
        JdbcConsents consents = new JdbcConsents(jdbc, new JdbcLogBook(jdbc, own), records);
        ServiceNetwork network =
                new ServiceNetwork(
                        "Sample region",
                        List.of(
                                new Laboratory(
                                        Samples.LABORATORY,
                                        "Northern Genomic Laboratory Hub",
                                        "North",
                                        Map.of(TestMethod.WGS, 60, TestMethod.PANEL, 40),
                                        Map.of()),
                                new Laboratory(
                                        Samples.OTHER_LABORATORY,
                                        "Central Genomic Laboratory Hub",
                                        "Centre",
                                        Map.of(TestMethod.WGS, 30),
                                        Map.of())),
                        List.of(
                                new Site(
                                        Samples.SITE,
                                        "Northgate Children's Hospital",
                                        "North",
                                        Samples.LABORATORY,
                                        new DigitalReadiness(1, 0.5, 0.5, 0))),
                        Samples.LABORATORY);
        data =
                new JdbcPageData(
                        jdbc,
                        new Gate(
                                orders,
                                consents,
                                new JdbcAccessLog(
                                        jdbc, own, records, Clock.fixed(NOW, ZoneOffset.UTC)),
                                Clock.fixed(NOW, ZoneOffset.UTC)),
                        orders,
                        cases,
                        people,
                        () -> new RegisterFigures.Count(7, false),
                        network,
                        Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Person person(String familyName, String nhsNumber) {
        Person person =
                new Person(
                        PersonId.random(),
                        Optional.of(new NhsNumber(nhsNumber)),
                        familyName,
                        "Robin",
                        Optional.of(LocalDate.of(2019, 3, 31)),
                        Sex.FEMALE,
                        "");
        people.add(person);
        return person;
    }

    private TestOrder order(
            Person person, OdsCode site, OrderState state, RouteDecision route, LocalDate dueOn) {
        TestOrder order =
                new TestOrder(
                        OrderId.random(),
                        orders.nextNumber(),
                        person.id(),
                        Optional.of(site),
                        site,
                        "Dr Asha Demo",
                        Optional.of("R901"),
                        "Cystic kidney disease",
                        Priority.ROUTINE,
                        LocalDate.of(2026, 5, 20),
                        Instant.parse("2026-05-20T08:00:00Z"),
                        Samples.LABORATORY,
                        route,
                        state,
                        Optional.of(dueOn),
                        List.of(),
                        1);
        orders.add(order);
        return order;
    }

    private TestOrder order(Person person, OrderState state) {
        return order(person, Samples.SITE, state, Samples.wgsRoute(), LocalDate.of(2026, 8, 1));
    }

    private LabTask task(TestOrder order, TaskCode code, TaskStatus status) {
        LabTask task =
                new LabTask(
                        TaskId.random(),
                        order.id(),
                        code,
                        status,
                        status == TaskStatus.ON_HOLD
                                ? Optional.of("awaiting-sample")
                                : Optional.empty(),
                        Optional.empty(),
                        Samples.LABORATORY,
                        NOW,
                        NOW,
                        1);
        orders.addTask(task);
        return task;
    }

    private Report report(TestOrder order, ReportId id, int version, ReportStatus status) {
        Report report =
                new Report(
                        id,
                        order.id(),
                        version,
                        status,
                        status == ReportStatus.FINAL ? ResultKind.CAUSE_FOUND : ResultKind.PROPOSED,
                        "Conclusion " + version,
                        Samples.variants(),
                        Optional.empty(),
                        NOW,
                        status == ReportStatus.FINAL ? Optional.of("Dr Wen") : Optional.empty());
        cases.addReport(report);
        return report;
    }

    private int logged(boolean permitted) {
        return jdbc.sql(
                        "select count(*) from access_log where permitted = :permitted and channel = 'page'")
                .param("permitted", permitted)
                .query(Integer.class)
                .single();
    }

    @Nested
    class ARevokedOrderWithWorkInProgress {
        @Test
        void keepsThatWorkOnTheWorklistUntilItIsClosed() {
            TestOrder order = order(person("Example", "9990000018"), OrderState.CLOSING);
            task(order, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskStatus.IN_PROGRESS);
            task(order, TaskCode.SAMPLE_PROCESSING, TaskStatus.IN_PROGRESS);
            Worklist list = data.worklist(Samples.TECHNOLOGIST);
            assertEquals(
                    List.of(TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskCode.SAMPLE_PROCESSING),
                    list.inProgress().stream().map(i -> i.task().code()).toList());
            assertTrue(list.inProgress().stream().allMatch(i -> i.testOrder().isClosing()));
            assertEquals(
                    List.of("Close the work"),
                    new Page.Laboratory(
                                    Samples.frame(Samples.TECHNOLOGIST, Frame.Section.LABORATORY),
                                    list,
                                    Samples.TECHNOLOGIST,
                                    "",
                                    "")
                            .moves(list.inProgress().getFirst()).stream()
                                    .map(Page.Laboratory.Move::words)
                                    .toList());
        }
    }

    @Nested
    class SamplesWithoutAnOrder {
        private void came(String label, OdsCode laboratory, Optional<OrderId> order) {
            orders.addSpecimen(
                    new OrderSpecimen(
                            SpecimenId.random(),
                            order,
                            label,
                            "Blood specimen",
                            Optional.of(new NhsNumber("9990000018")),
                            Optional.of(laboratory),
                            Optional.of(NOW),
                            1));
        }

        @Test
        void areThoseOfTheOwnLaboratoryInTheOrderOfTheirComing() {
            TestOrder order = order(person("Example", "9990000018"), OrderState.IN_LABORATORY);
            came("T-2", Samples.LABORATORY, Optional.empty());
            came("T-1", Samples.LABORATORY, Optional.empty());
            came("T-3", Samples.OTHER_LABORATORY, Optional.empty());
            came("T-4", Samples.LABORATORY, Optional.of(order.id()));
            assertEquals(
                    List.of("T-2", "T-1"),
                    data.waitingSamples(Samples.TECHNOLOGIST).stream()
                            .map(OrderSpecimen::label)
                            .toList());
        }
    }

    @Nested
    class KeptGenomes {
        /// A first test whose genome took these steps, each at its time.
        private TestOrder kept(
                String nhsNumber,
                OdsCode site,
                OrderState state,
                Map<StandingStep.Kind, Instant> steps) {
            TestOrder first =
                    OwnDatabase.withRoute(
                            order(
                                    person("Example", nhsNumber),
                                    site,
                                    state,
                                    Samples.panelRoute(),
                                    LocalDate.of(2026, 8, 1)),
                            Samples.standing(state, StandingStep.Kind.KEPT, "", Optional.empty())
                                    .order()
                                    .route());
            steps.forEach((kind, at) ->
                    orders.addStandingStep(
                            first,
                            new StandingStep(
                                    at,
                                    "Service",
                                    "service",
                                    kind,
                                    kind == StandingStep.Kind.REFUSED ? "No such test." : "",
                                    kind == StandingStep.Kind.ORDERED
                                            ? Optional.of(first.id())
                                            : Optional.empty())));
            return first;
        }

        private static Map<StandingStep.Kind, Instant> steps(Object... kindsAndHoursAgo) {
            Map<StandingStep.Kind, Instant> steps = new LinkedHashMap<>();
            for (int i = 0; i < kindsAndHoursAgo.length; i += 2) {
                steps.put(
                        (StandingStep.Kind) kindsAndHoursAgo[i],
                        NOW.minus(Duration.ofHours((int) kindsAndHoursAgo[i + 1])));
            }
            return steps;
        }

        private List<String> listed(Optional<KeptGenomeState> state) {
            return data
                    .keptGenomes(Samples.CLINICIAN, new KeptGenomeFilter(state, 1), "page")
                    .rows()
                    .stream()
                    .map(row -> row.number() + " " + row.state())
                    .toList();
        }

        @Test
        void areListedByHowTheyStandAndThoseToSeeToFirst() {
            TestOrder waiting =
                    kept(
                            "9990000018",
                            Samples.SITE,
                            OrderState.IN_LABORATORY,
                            steps(StandingStep.Kind.KEPT, 900));
            TestOrder soon =
                    kept(
                            "9990000026",
                            Samples.SITE,
                            OrderState.REPORTED,
                            steps(StandingStep.Kind.KEPT, 900, StandingStep.Kind.DUE, 24));
            TestOrder overdue =
                    kept(
                            "9990000034",
                            Samples.SITE,
                            OrderState.REPORTED,
                            steps(StandingStep.Kind.KEPT, 900, StandingStep.Kind.DUE, 25));
            TestOrder forgotten =
                    kept(
                            "9990000042",
                            Samples.SITE,
                            OrderState.OUTCOME_RECORDED,
                            steps(StandingStep.Kind.KEPT, 800));
            TestOrder refused =
                    kept(
                            "9990000050",
                            Samples.SITE,
                            OrderState.REPORTED,
                            steps(
                                    StandingStep.Kind.KEPT, 900,
                                    StandingStep.Kind.DUE, 2,
                                    StandingStep.Kind.REFUSED, 1));
            TestOrder ordered =
                    kept(
                            "9990000069",
                            Samples.SITE,
                            OrderState.REPORTED,
                            steps(
                                    StandingStep.Kind.KEPT, 900,
                                    StandingStep.Kind.DUE, 90,
                                    StandingStep.Kind.ORDERED, 90));
            TestOrder ended =
                    kept(
                            "9990000077",
                            Samples.SITE,
                            OrderState.REPORTED,
                            steps(StandingStep.Kind.KEPT, 900, StandingStep.Kind.CAUSE_FOUND, 90));
            kept(
                    "9990000085",
                    OTHER_SITE,
                    OrderState.REPORTED,
                    steps(
                            StandingStep.Kind.KEPT,
                            9,
                            StandingStep.Kind.DUE,
                            8,
                            StandingStep.Kind.REFUSED,
                            7));

            assertEquals(
                    List.of(
                            refused.number() + " REFUSED",
                            forgotten.number() + " OVERDUE",
                            overdue.number() + " OVERDUE",
                            waiting.number() + " WAITING",
                            soon.number() + " BEING_ORDERED"),
                    listed(Optional.empty()));
            assertEquals(
                    List.of(forgotten.number() + " OVERDUE", overdue.number() + " OVERDUE"),
                    listed(Optional.of(KeptGenomeState.OVERDUE)));
            assertEquals(
                    List.of(ordered.number() + " ORDERED"),
                    listed(Optional.of(KeptGenomeState.ORDERED)));
            assertEquals(
                    List.of(ended.number() + " ENDED"), listed(Optional.of(KeptGenomeState.ENDED)));
            KeptGenomeList.Row first =
                    data.keptGenomes(
                                    Samples.CLINICIAN,
                                    new KeptGenomeFilter(Optional.of(KeptGenomeState.REFUSED), 1),
                                    "page")
                            .rows()
                            .getFirst();
            assertEquals(StandingStep.Kind.REFUSED.words() + ": No such test.", first.reason());
            assertEquals(NOW.minus(Duration.ofHours(1)), first.since());
            assertEquals(LocalDate.of(2026, 10, 7), first.reportBy());
            assertEquals(
                    "OG-" + ordered.number().substring(3),
                    data.keptGenomes(
                                    Samples.CLINICIAN,
                                    new KeptGenomeFilter(Optional.of(KeptGenomeState.ORDERED), 1),
                                    "page")
                            .rows()
                            .getFirst()
                            .followUp()
                            .orElseThrow()
                            .number());

            assertEquals(3, data.genomesToSeeTo(Samples.CLINICIAN));
            ServiceOverview overview = data.overview();
            assertEquals(
                    List.of(2, 2, 1, 1, 1, 1),
                    overview.keptGenomes().stream()
                            .map(ServiceOverview.KeptCount::genomes)
                            .toList(),
                    "refused, overdue, being ordered, waiting, ordered, ended; of all organisations");
            assertEquals(
                    List.of(
                            new ServiceOverview.KeptToSeeTo("Northgate Children's Hospital", 1, 2),
                            new ServiceOverview.KeptToSeeTo(OTHER_SITE.value(), 1, 0)),
                    overview.keptToSeeTo());
        }

        @Test
        void areShownThroughTheGateAPageAtATime() {
            Person patient = person("Example", "9990000018");
            for (int i = 0; i <= KeptGenomeFilter.PAGE_SIZE; i++) {
                TestOrder one =
                        OwnDatabase.withRoute(
                                order(patient, OrderState.IN_LABORATORY),
                                Samples.standing(
                                                OrderState.IN_LABORATORY,
                                                StandingStep.Kind.KEPT,
                                                "",
                                                Optional.empty())
                                        .order()
                                        .route());
                orders.addStandingStep(
                        one,
                        new StandingStep(
                                NOW,
                                "Service",
                                "service",
                                StandingStep.Kind.KEPT,
                                "",
                                Optional.empty()));
            }
            KeptGenomeList list =
                    data.keptGenomes(
                            Samples.CLINICIAN, new KeptGenomeFilter(Optional.empty(), 1), "page");
            assertEquals(KeptGenomeFilter.PAGE_SIZE, list.rows().size());
            assertEquals(2, list.pages());
            assertEquals(1, logged(true), "each person once");
            assertEquals(
                    1,
                    data.keptGenomes(
                                    Samples.CLINICIAN,
                                    new KeptGenomeFilter(Optional.empty(), 2),
                                    "page")
                            .rows()
                            .size());
            assertEquals(
                    0,
                    data.keptGenomes(
                                    Samples.TECHNOLOGIST,
                                    new KeptGenomeFilter(Optional.empty(), 1),
                                    "page")
                            .total());
        }
    }

    @Nested
    class AListOfOrders {
        @Test
        void showsTheOwnOrganisationsAloneAndLogsEachPersonOnce() {
            Person one = person("Example", "9990000018");
            Person two = person("Other", "9990000026");
            order(one, OrderState.IN_LABORATORY);
            order(one, OrderState.REPORTED);
            order(
                    two,
                    OTHER_SITE,
                    OrderState.IN_LABORATORY,
                    Samples.wgsRoute(),
                    LocalDate.of(2026, 8, 1));

            OrderList list = data.orders(Samples.CLINICIAN, OrderFilter.ALL);

            assertEquals(2, list.total());
            assertEquals(
                    List.of("EXAMPLE, Robin", "EXAMPLE, Robin"),
                    list.rows().stream().map(r -> r.patient().name()).toList());
            assertEquals(1, logged(true));
            assertEquals(0, logged(false));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''           | 2",
                    "999 000 0018 | 1",
                    "9990000018   | 1",
                    "exam         | 1",
                    "EXAMPLE      | 1",
                    "xample       | 0",
                    "%            | 0",
                    "_xample      | 0",
                    "\\           | 0",
                    "o'n          | 1",
                    "999 000 0019 | 0"
                })
        void findsByNumberOrBeginningOfTheFamilyName(String text, int found) {
            order(person("Example", "9990000018"), OrderState.IN_LABORATORY);
            order(person("O'Neill", "9990000026"), OrderState.IN_LABORATORY);
            OrderFilter filter = new OrderFilter(text, Optional.empty(), 1);
            assertEquals(found, data.orders(Samples.CLINICIAN, filter).total());
        }

        @Test
        void findsByOrderNumberAndByState() {
            Person one = person("Example", "9990000018");
            TestOrder open = order(one, OrderState.IN_LABORATORY);
            order(one, OrderState.REPORTED);
            assertEquals(
                    List.of(open.number()),
                    data
                            .orders(
                                    Samples.CLINICIAN,
                                    new OrderFilter(open.number(), Optional.empty(), 1))
                            .rows()
                            .stream()
                            .map(OrderRow::number)
                            .toList());
            assertEquals(
                    1,
                    data.orders(
                                    Samples.CLINICIAN,
                                    new OrderFilter("", Optional.of(OrderState.REPORTED), 1))
                            .total());
        }

        @Test
        void marksOnlyOpenOrdersAsOverdue() {
            Person one = person("Example", "9990000018");
            LocalDate past = LocalDate.of(2026, 6, 2);
            order(one, Samples.SITE, OrderState.IN_LABORATORY, Samples.wgsRoute(), past);
            order(one, Samples.SITE, OrderState.REPORTED, Samples.wgsRoute(), past);
            order(
                    one,
                    Samples.SITE,
                    OrderState.IN_LABORATORY,
                    Samples.wgsRoute(),
                    LocalDate.of(2026, 6, 3));
            assertEquals(
                    List.of(false, false, true),
                    data.orders(Samples.CLINICIAN, OrderFilter.ALL).rows().stream()
                            .map(OrderRow::isOverdue)
                            .toList());
        }

        @Test
        void turnsItsPages() {
            Person one = person("Example", "9990000018");
            for (int i = 0; i < OrderFilter.PAGE_SIZE + 3; i++) {
                order(one, OrderState.IN_LABORATORY);
            }
            OrderList second =
                    data.orders(Samples.CLINICIAN, new OrderFilter("", Optional.empty(), 2));
            assertEquals(3, second.rows().size());
            assertEquals(2, second.pages());
        }
    }

    @Nested
    class OneOrder {
        private TestOrder order;

        @BeforeEach
        void ofAPerson() {
            order = order(person("Example", "9990000018"), OrderState.AWAITING_SIGNATURE);
            task(order, TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.ACCEPTED);
            orders.addEvent(order.id(), new OrderEvent(NOW, "Dr Asha", "ZR101", "Order accepted"));
            orders.keepFindings(
                    order.id(),
                    List.of(
                            new Finding(
                                    FindingKind.SITE_UNKNOWN,
                                    Grade.WARNING,
                                    "Bundle.entry[0]",
                                    "words",
                                    "advice")));
        }

        @Test
        void isShownWholeToWhoOrderedIt() {
            OrderFile file = found(data.order(Samples.CLINICIAN, order.id()));
            assertEquals("EXAMPLE, Robin", file.patient().name());
            assertEquals("999 000 0018", file.patient().nhsNumber().orElse(""));
            assertEquals(1, file.tasks().size());
            assertEquals("Order accepted", file.events().getFirst().what());
            assertEquals(FindingKind.SITE_UNKNOWN, file.findings().getFirst().kind());
            assertEquals("Northgate Children's Hospital", file.nameOf(Samples.SITE));
            assertEquals(1, logged(true));
        }

        @Test
        void isDeniedToStrangersAndManagersAndLogged() {
            assertInstanceOf(Lookup.Denied.class, data.order(STRANGER, order.id()));
            assertInstanceOf(Lookup.Denied.class, data.order(Samples.MANAGER, order.id()));
            assertInstanceOf(Lookup.Denied.class, data.order(OTHER_SCIENTIST, order.id()));
            assertEquals(3, logged(false));
            assertEquals(0, logged(true));
        }

        @Test
        void linksToAPreliminaryReportForTheLaboratoryOnly() {
            ReportId id = ReportId.random();
            report(order, id, 1, ReportStatus.PRELIMINARY);
            assertTrue(found(data.order(Samples.CLINICIAN, order.id())).report().isEmpty());
            assertFalse(
                    found(data.order(Samples.SCIENTIST, order.id()))
                            .report()
                            .orElseThrow()
                            .isSigned());
            report(order, id, 2, ReportStatus.FINAL);
            assertTrue(
                    found(data.order(Samples.CLINICIAN, order.id()))
                            .report()
                            .orElseThrow()
                            .isSigned());
        }

        @Test
        void isMissingUnderAnotherIdentifierAndHasAVersionForWhoWatches() {
            assertInstanceOf(Lookup.Missing.class, data.order(Samples.CLINICIAN, OrderId.random()));
            assertEquals(1, data.orderVersion(order.id()));
            assertEquals(0, data.orderVersion(OrderId.random()));
        }
    }

    @Nested
    class AFamily {
        private Person child;
        private Person mother;

        @BeforeEach
        void isSent() {
            child = person("Example", "9990000018");
            mother = person("Example", "9990000026");
        }

        /// An order of the site for a family.
        private TestOrder member(
                Person person,
                OdsCode submittedBy,
                String requisition,
                ParticipantRole role,
                OrderState state) {
            TestOrder order =
                    new TestOrder(
                            OrderId.random(),
                            orders.nextNumber(),
                            person.id(),
                            Optional.of(Samples.SITE),
                            submittedBy,
                            "Dr Asha Demo",
                            Optional.of("R901"),
                            "Cystic kidney disease",
                            Priority.ROUTINE,
                            LocalDate.of(2026, 5, 20),
                            Instant.parse("2026-05-20T08:00:00Z"),
                            Samples.LABORATORY,
                            Samples.wgsRoute(),
                            state,
                            Optional.of(LocalDate.of(2026, 8, 1)),
                            List.of(),
                            role == ParticipantRole.PROBAND
                                    ? OrderKind.NORMAL
                                    : OrderKind.FAMILY_MEMBER,
                            new OrderContext(Optional.empty(), Optional.of(requisition), role),
                            Optional.empty(),
                            1);
            orders.add(order);
            return order;
        }

        private TestOrder childs() {
            return member(
                    child,
                    Samples.SITE,
                    "urn:x|F1",
                    ParticipantRole.PROBAND,
                    OrderState.IN_LABORATORY);
        }

        private TestOrder mothers() {
            return member(
                    mother,
                    Samples.SITE,
                    "urn:x|F1",
                    ParticipantRole.CONSULTAND,
                    OrderState.ENTERED_IN_ERROR);
        }

        private OrderFile.Family seenBy(Actor actor, TestOrder order) {
            return found(data.order(actor, order.id())).family().orElseThrow();
        }

        @Test
        void isWhatTheSameOrganisationSentUnderTheSameRequisition() {
            TestOrder mothers = mothers();
            TestOrder childs = childs();
            TestOrder other =
                    member(
                            mother,
                            OTHER_SITE,
                            "urn:x|F1",
                            ParticipantRole.PROBAND,
                            OrderState.ON_HOLD);
            TestOrder apart =
                    member(
                            mother,
                            Samples.SITE,
                            "urn:x|F2",
                            ParticipantRole.PROBAND,
                            OrderState.ON_HOLD);
            TestOrder twins =
                    member(
                            person("Example", "9990000034"),
                            Samples.SITE,
                            "urn:x|F1",
                            ParticipantRole.PROBAND,
                            OrderState.REPORTED);
            assertEquals(
                    new OrderFile.Family(
                            List.of(
                                    new OrderFile.Relative(
                                            twins.id(),
                                            twins.number(),
                                            ParticipantRole.PROBAND,
                                            OrderState.REPORTED),
                                    new OrderFile.Relative(
                                            mothers.id(),
                                            mothers.number(),
                                            ParticipantRole.CONSULTAND,
                                            OrderState.ENTERED_IN_ERROR)),
                            false),
                    seenBy(Samples.CLINICIAN, childs));
            assertEquals(List.of(), seenBy(Samples.CLINICIAN, other).orders());
            assertEquals(List.of(), seenBy(Samples.CLINICIAN, apart).orders());
        }

        @Test
        void isShownAsFarAsTheGateReleasesEachPersonAndLogged() {
            TestOrder childs = childs();
            TestOrder mothers = mothers();
            task(childs, TaskCode.SAMPLE_PROCESSING, TaskStatus.IN_PROGRESS);
            assertEquals(List.of(), seenBy(Samples.SCIENTIST, childs).orders());
            assertEquals(1, logged(true));
            assertEquals(1, logged(false));

            task(mothers, TaskCode.SAMPLE_PROCESSING, TaskStatus.REQUESTED);
            assertEquals(
                    List.of(mothers.id()),
                    seenBy(Samples.SCIENTIST, childs).orders().stream()
                            .map(OrderFile.Relative::id)
                            .toList());
            assertEquals(3, logged(true));
            assertEquals(1, logged(false));
        }

        @Test
        void isReadAboutNobodyWhereTheOrderItselfIsDenied() {
            TestOrder childs = childs();
            mothers();
            assertInstanceOf(Lookup.Denied.class, data.order(STRANGER, childs.id()));
            assertEquals(1, logged(false));
            assertEquals(0, logged(true));
        }

        @Test
        void isCutWhereASenderGivesOneNumberToEverything() {
            TestOrder childs = childs();
            for (int i = 0; i < JdbcPageData.FAMILY_SIZE; i++) {
                mothers();
            }
            assertFalse(seenBy(Samples.CLINICIAN, childs).hasMore());
            mothers();
            OrderFile.Family family = seenBy(Samples.CLINICIAN, childs);
            assertTrue(family.hasMore());
            assertEquals(JdbcPageData.FAMILY_SIZE, family.orders().size());
        }

        @Test
        void isAbsentWhereOnePersonIsTestedAlone() {
            TestOrder alone = order(child, OrderState.IN_LABORATORY);
            assertTrue(found(data.order(Samples.CLINICIAN, alone.id())).family().isEmpty());
        }
    }

    @Nested
    class AReport {
        @Test
        void isForTheLaboratoryUntilItIsSigned() {
            TestOrder order = order(person("Example", "9990000018"), OrderState.AWAITING_SIGNATURE);
            task(order, TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.ACCEPTED);
            ReportId id = ReportId.random();
            report(order, id, 1, ReportStatus.PRELIMINARY);

            assertInstanceOf(Lookup.Found.class, data.report(Samples.SCIENTIST, id));
            Lookup.Denied<?> denied =
                    assertInstanceOf(Lookup.Denied.class, data.report(Samples.CLINICIAN, id));
            assertTrue(denied.reason().contains("not signed yet"), denied.reason());
            assertEquals(1, logged(false));

            report(order, id, 2, ReportStatus.FINAL);
            cases.addOutcome(
                    id,
                    new Outcome(
                            Outcome.CaseSolved.PARTIALLY,
                            Outcome.Actionability.NOT_YET,
                            Set.of(Outcome.ClinicalUtility.SURGICAL_OPTION)),
                    "Dr Asha",
                    NOW);
            ReportFile file = found(data.report(Samples.CLINICIAN, id));
            assertTrue(file.isSigned());
            assertEquals(List.of(1), file.earlier().stream().map(e -> e.version()).toList());
            assertEquals("PKD9", file.report().variants().getFirst().gene());
            assertEquals(
                    Set.of(Outcome.ClinicalUtility.SURGICAL_OPTION),
                    file.outcome().orElseThrow().outcome().clinicalUtility());
            assertInstanceOf(Lookup.Denied.class, data.report(STRANGER, id));
            assertInstanceOf(
                    Lookup.Missing.class, data.report(Samples.SCIENTIST, ReportId.random()));
        }
    }

    @Nested
    class AWorklist {
        @Test
        void offersOnlyWhatCanBeWorkedOnNow() {
            TestOrder open = order(person("Example", "9990000018"), OrderState.IN_LABORATORY);
            LabTask request =
                    task(open, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskStatus.REQUESTED);
            task(open, TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskStatus.COMPLETED);
            LabTask next = task(open, TaskCode.SAMPLE_PREPARATION, TaskStatus.IN_PROGRESS);
            task(open, TaskCode.SAMPLE_PROCESSING, TaskStatus.REQUESTED);
            TestOrder held = order(person("Held", "9990000026"), OrderState.ON_HOLD);
            LabTask waiting = task(held, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskStatus.ON_HOLD);
            task(held, TaskCode.SAMPLE_PREPARATION, TaskStatus.REQUESTED);
            TestOrder unknown =
                    order(
                            person("Manual", "9990000034"),
                            Samples.SITE,
                            OrderState.ON_HOLD,
                            Samples.manualRoute(),
                            LocalDate.of(2026, 8, 1));
            task(unknown, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskStatus.ON_HOLD);
            TestOrder done = order(person("Done", "9990000042"), OrderState.AWAITING_SIGNATURE);
            task(done, TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.ACCEPTED);
            Report report = report(done, ReportId.random(), 1, ReportStatus.PRELIMINARY);

            Worklist list = data.worklist(Samples.TECHNOLOGIST);

            assertEquals(List.of(request.id()), ids(list.toAccept()));
            assertEquals(List.of(next.id()), ids(list.inProgress()));
            assertEquals(List.of(waiting.id()), ids(list.onHold()));
            assertEquals(
                    List.of(unknown.id()),
                    list.toChoose().stream().map(Worklist.Case::order).toList());
            assertEquals(
                    List.of(report.id()),
                    list.toSign().stream().map(Worklist.Signing::report).toList());
            assertEquals(list.size(), data.openTasks(Samples.TECHNOLOGIST));
            assertEquals(4, logged(true), "each person once");
            assertEquals(0, data.worklist(OTHER_SCIENTIST).size());
        }

        private static List<TaskId> ids(List<Worklist.Item> items) {
            return items.stream().map(i -> i.task().id()).toList();
        }
    }

    @Nested
    class WhatWasFoundBefore {
        private void signed(Person patient, TestMethod method, ResultKind kind, String month) {
            TestOrder order =
                    order(
                            patient,
                            Samples.SITE,
                            OrderState.REPORTED,
                            new RouteDecision(
                                    new Route.Test("R901.9", "Test", method, Samples.LABORATORY),
                                    List.of(),
                                    List.of(),
                                    "p"),
                            LocalDate.of(2026, 8, 1));
            cases.addReport(
                    new Report(
                            ReportId.random(),
                            order.id(),
                            1,
                            ReportStatus.FINAL,
                            kind,
                            "Signed",
                            List.of(),
                            Optional.empty(),
                            Instant.parse(month + "-10T12:00:00Z"),
                            Optional.of("Dr Wen")));
        }

        @Test
        void isWhatSignedReportsSayOfTheSamePersonAndIndication() {
            Person patient = person("Example", "9990000018");
            signed(patient, TestMethod.EXOME, ResultKind.NO_CAUSE_FOUND, "2025-03");
            signed(patient, TestMethod.PANEL, ResultKind.NO_CAUSE_FOUND, "2024-01");
            signed(patient, TestMethod.PANEL, ResultKind.NO_CAUSE_FOUND, "2024-11");
            signed(patient, TestMethod.MICROARRAY, ResultKind.UNCERTAIN, "2025-01");
            signed(patient, TestMethod.WGS, ResultKind.FAILED, "2025-01");
            report(
                    order(patient, OrderState.AWAITING_SIGNATURE),
                    ReportId.random(),
                    1,
                    ReportStatus.PRELIMINARY);
            assertEquals(
                    List.of(
                            new NegativeTest(TestMethod.EXOME, YearMonth.of(2025, 3)),
                            new NegativeTest(TestMethod.PANEL, YearMonth.of(2024, 11))),
                    cases.negative(patient.id(), "R901"));
            assertEquals(List.of(), cases.negative(patient.id(), "R902"));
            assertEquals(List.of(), cases.negative(person("Other", "9990000026").id(), "R901"));
        }
    }

    @Nested
    class Routing {
        private RouteDecision decided(boolean served) {
            LiveDecisions service = new LiveDecisions(5);
            RouteDecision plain = Samples.wgsRoute();
            return new RouteDecision(
                    plain.route(),
                    plain.options(),
                    plain.reasons(),
                    plain.policyVersion(),
                    Optional.empty(),
                    Optional.of(LocalDate.of(2026, 8, 1)),
                    Optional.empty(),
                    Optional.of(
                            new RoutingTrace(
                                    service.router().decide(service.request(1), service.state()),
                                    "rare-disease",
                                    "North",
                                    SiteMaturity.DIGITAL,
                                    true,
                                    served)));
        }

        private TestOrder routed(String number, RouteDecision decision) {
            TestOrder order =
                    order(
                            person("Example", number),
                            Samples.SITE,
                            OrderState.IN_LABORATORY,
                            decision,
                            LocalDate.of(2026, 8, 1));
            orders.keepRouting(order);
            return order;
        }

        @Test
        void isCountedWithItsPromisesAndWhatPersonsChoseInstead() {
            TestOrder first = routed("9990000018", decided(true));
            routed("9990000026", decided(false));
            routed("9990000034", Samples.wgsRoute());
            Route.Test panel =
                    new Route.Test("R901.2", "Panel", TestMethod.PANEL, Samples.OTHER_LABORATORY);
            for (OverrideReason reason :
                    List.of(
                            new OverrideReason(OverrideReason.Kind.KNOWN_BEFORE, "Known variant"),
                            new OverrideReason(OverrideReason.Kind.LABORATORY, "Nearer"))) {
                RouteOverride override =
                        new RouteOverride(
                                NOW,
                                "Dr Asha Demo",
                                Samples.SITE,
                                reason,
                                first.test().orElseThrow());
                orders.keepRouting(
                        OwnDatabase.withRoute(first, first.route().overridden(panel, override)));
            }
            assertEquals(new PageData.Followed(2, 2, 1), data.followed(LocalDate.of(2020, 1, 1)));
            assertEquals(
                    List.of(
                            new PageData.ChosenOtherwise(
                                    Samples.LABORATORY, OverrideReason.Kind.LABORATORY, 1)),
                    data.chosenOtherwise(LocalDate.of(2020, 1, 1)),
                    "the last choice of each order");
            List<String> lines = new ArrayList<>();
            JdbcRouting records = new JdbcRouting(jdbc);
            records.decisions(LocalDate.of(2020, 1, 1), LocalDate.of(2040, 1, 1), lines::add);
            records.overrides(LocalDate.of(2020, 1, 1), LocalDate.of(2040, 1, 1), lines::add);
            Replay.Report report = Replay.of(lines);
            assertEquals(List.of(), report.problems());
            assertEquals(2, report.identical());
            assertEquals(2, report.overrides());
            assertTrue(lines.getLast().contains("Another laboratory serves better"));
            assertFalse(lines.getLast().contains("Nearer"), "their own words");
            assertFalse(lines.getLast().contains("Asha"), "their name");
        }

        /// What a person wrote may tell of a patient, and the overview is everybody's.
        @Test
        void showsNobodysWordsInTheOverview() {
            TestOrder first = routed("9990000018", decided(true));
            RouteDecision otherwise =
                    first.route()
                            .overridden(
                                    new Route.Test(
                                            "R901.2",
                                            "Panel",
                                            TestMethod.PANEL,
                                            Samples.LABORATORY),
                                    new RouteOverride(
                                            NOW,
                                            "Dr Asha Demo",
                                            Samples.SITE,
                                            new OverrideReason(
                                                    OverrideReason.Kind.WISH,
                                                    "Her wedding is in May"),
                                            first.test().orElseThrow()));
            order(
                    person("Example", "9990000026"),
                    Samples.SITE,
                    OrderState.IN_LABORATORY,
                    otherwise,
                    LocalDate.of(2026, 8, 1));
            List<String> reasons =
                    data.overview().reasons().stream()
                            .map(ServiceOverview.ReasonCount::reason)
                            .toList();
            assertTrue(
                    reasons.contains("A person chose otherwise than was recommended."),
                    reasons::toString);
            assertFalse(reasons.toString().contains("Asha"), reasons::toString);
            assertFalse(reasons.toString().contains("wedding"), reasons::toString);
        }

        /// A request that was routed to a genome, with what a scientist signed.
        private TestOrder reported(String number, ResultKind kind) {
            TestOrder order = routed(number, decided(true));
            cases.addReport(
                    new Report(
                            ReportId.random(),
                            order.id(),
                            1,
                            ReportStatus.FINAL,
                            kind,
                            "Signed",
                            List.of(),
                            Optional.empty(),
                            NOW,
                            Optional.of("Dr Wen")));
            return order;
        }

        private OutcomeSource.Counted outcomes() {
            return new JdbcRouting(jdbc)
                    .outcomes(LocalDate.of(2020, 1, 1), LocalDate.of(2040, 1, 1));
        }

        private Map<org.opengms.planning.routing.Outcome.Result, Integer> results() {
            return outcomes().rows().stream()
                    .collect(
                            Collectors.toMap(
                                    OutcomeSource.Row::result, OutcomeSource.Row::requests));
        }

        @Test
        void givesOutcomesByWhatTestsWereSelectedBy() {
            reported("9990000018", ResultKind.CAUSE_FOUND);
            reported("9990000026", ResultKind.NO_CAUSE_FOUND);
            reported("9990000034", ResultKind.UNCERTAIN);
            reported("9990000042", ResultKind.FAILED);
            TestOrder preliminary = routed("9990000050", decided(true));
            report(preliminary, ReportId.random(), 1, ReportStatus.PRELIMINARY);
            order(person("Example", "9990000069"), OrderState.REPORTED);
            orders.update(routed("9990000077", decided(true)).inState(OrderState.CANCELLED));
            assertEquals(
                    Map.of(
                            org.opengms.planning.routing.Outcome.Result.FOUND,
                            1,
                            org.opengms.planning.routing.Outcome.Result.NOT_FOUND,
                            2,
                            org.opengms.planning.routing.Outcome.Result.PENDING,
                            2),
                    results());
            RoutingRequest asked = decided(true).trace().orElseThrow().record().inputs();
            for (OutcomeSource.Row row : outcomes().rows()) {
                assertEquals("R901", row.indicationCode());
                assertEquals(TestMethod.WGS, row.method());
                assertEquals(asked.family(), row.family());
                assertEquals(asked.negativeBefore(), row.negativeBefore());
            }
            assertEquals(0, outcomes().unread());
        }

        @Test
        void countsOnlyTheDaysAskedForAndEachOrderOnce() {
            TestOrder twice = reported("9990000018", ResultKind.CAUSE_FOUND);
            orders.keepRouting(OwnDatabase.withRoute(twice, decided(false)));
            assertEquals(1, outcomes().rows().stream().mapToInt(r -> r.requests()).sum());
            assertEquals(
                    List.of(),
                    new JdbcRouting(jdbc)
                            .outcomes(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 2))
                            .rows());
        }

        /// Outcomes come out the same whoever the patients are.
        @Test
        void readsNothingOfThePatient() {
            reported("9990000018", ResultKind.CAUSE_FOUND);
            reported("9990000026", ResultKind.NO_CAUSE_FOUND);
            OutcomeSource.Counted before = outcomes();
            assertEquals(2, before.rows().size());
            jdbc.sql(
                            """
                            update person set family_name = 'Other', given_name = 'Other',
                                birth_date = birth_date - 20000, sex = 'MALE', postcode = 'ZZ1 1ZZ',
                                nhs_number = null
                            """)
                    .update();
            assertEquals(before, outcomes());
        }

        @Test
        void tellsOfDecisionsThatWereKeptBeforeItWasKnownWhatTheyWereMadeFrom() {
            TestOrder order = order(person("Old", "9990000018"), OrderState.REPORTED);
            jdbc.sql(
                            """
                            insert into routing_record (order_id, at, kind, policy_version, indication_group,
                                region, maturity, eligible, served, record)
                            values (cast(:order as uuid), '2026-06-01T08:00:00Z', 'decision', 'p', 'rare-disease',
                                'North', 'PAPER', true, true, '')
                            """)
                    .param("order", order.id().value())
                    .update();
            assertEquals(new OutcomeSource.Counted(List.of(), 1), outcomes());
        }

        @Test
        void givesTheNewestDecisionsWithAllTheyWereMadeFrom() {
            routed("9990000018", decided(true));
            routed("9990000026", decided(true));
            JdbcRouting records = new JdbcRouting(jdbc);
            assertEquals(2, records.newest(5).size());
            assertEquals(List.of(decided(true).trace().orElseThrow().record()), records.newest(1));
        }
    }

    @Nested
    class TheOverview {
        @Test
        void countsWithoutReadingAboutAnybody() {
            Person one = person("Example", "9990000018");
            order(one, OrderState.IN_LABORATORY);
            order(one, OrderState.IN_LABORATORY);
            order(
                    one,
                    Samples.SITE,
                    OrderState.ON_HOLD,
                    Samples.manualRoute(),
                    LocalDate.of(2026, 8, 1));
            // Signed ten and thirty days after acceptance; the second is late.
            for (int days : List.of(10, 30)) {
                TestOrder done =
                        order(
                                one,
                                Samples.SITE,
                                OrderState.REPORTED,
                                Samples.panelRoute(),
                                LocalDate.of(2026, 6, 10));
                jdbc.sql(
                                "update test_order set reported_at = received_at + make_interval(days => :days) where id = cast(:id as uuid)")
                        .param("days", days)
                        .param("id", done.id().value())
                        .update();
            }

            ServiceOverview overview = data.overview();

            assertEquals(5, overview.orders());
            assertEquals(9, overview.states().size());
            assertEquals(
                    Map.of(
                            Optional.of(TestMethod.WGS), 2,
                            Optional.of(TestMethod.PANEL), 2,
                            Optional.<TestMethod>empty(), 1),
                    overview.methods().stream()
                            .collect(
                                    java.util.stream.Collectors.toMap(
                                            ServiceOverview.MethodCount::method,
                                            ServiceOverview.MethodCount::orders)));
            ServiceOverview.Turnaround panel = overview.turnaround().getFirst();
            assertEquals(2, panel.reported());
            assertEquals(Duration.ofDays(20), panel.median());
            assertEquals(Duration.ofDays(28), panel.ninetieth());
            assertEquals(1, panel.withinStandard());
            assertEquals(21, panel.longestStandardDays());
            assertEquals(
                    List.of(2, 0, 0),
                    overview.loads().stream().map(ServiceOverview.Load::openOrders).toList());
            assertEquals(5, overview.sites().getFirst().orders());
            assertTrue(
                    overview.reasons().stream()
                            .anyMatch(r ->
                                    r.orders() == 2
                                            && r.reason()
                                                    .equals(
                                                            "The indication is eligible for whole genome sequencing, and it can be delivered within the standard.")));
            assertEquals(7, overview.participants().shown());
            assertEquals(0, overview.accessLogEntries());
            assertEquals(0, logged(true));
        }

        @Test
        void standsBeforeTheFirstOrder() {
            assertEquals(0, data.overview().orders());
            assertTrue(data.overview().turnaround().isEmpty());
        }
    }

    private static <T> T found(Lookup<T> lookup) {
        return switch (lookup) {
            case Lookup.Found<T>(T value) -> value;
            case Lookup.Missing<T> _ -> throw new AssertionError("missing");
            case Lookup.Denied<T>(String reason) -> throw new AssertionError(reason);
        };
    }
}
