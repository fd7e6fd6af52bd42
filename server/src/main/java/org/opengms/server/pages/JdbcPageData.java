package org.opengms.server.pages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.opengms.cases.CaseStore;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.directory.TestMethod;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.orders.Finding;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.OrderStore;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TestOrder;
import org.opengms.orders.TurnaroundClock;
import org.opengms.orders.TurnaroundStandards;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.register.RegisterFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the pages show, from PostgreSQL. No row about a person leaves without the gate's permit for
/// that person.
public final class JdbcPageData implements PageData {
    /// How many tasks a worklist shows: the most pressing ones.
    static final int WORKLIST_SIZE = 200;

    /// How many other orders of a family an order's page shows; more are no family, but a number
    /// that a sender gives to everything.
    static final int FAMILY_SIZE = 20;

    /// How many reasons the overview counts apart.
    private static final int REASONS = 12;

    /// How many organisations that must see to kept genomes the overview names.
    private static final int ORGANISATIONS = 50;

    private static final String CHANNEL = "page";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Orders that belong to an organisation: its own, those that it sent for others, and those of
    /// its sites, whose codes begin with the trust's three characters. The gate's rule is the same.
    private static final String OWN_ORDERS =
            """
            (o.ordering_site = :organisation or o.submitted_by = :organisation
             or (length(:organisation) = 3 and o.ordering_site like :organisation || '%'))
            """;

    /// Tasks that can be worked on: no earlier one is open. The task that takes an order in is
    /// shown until it is accepted, while it waits, or when it is to be closed because the order was
    /// revoked; the service itself distributes reports.
    private static final String TASKS_NOW =
            """
            from lab_task t join test_order o on o.id = t.order_id join person p on p.id = o.person_id
            where t.owner = :laboratory
              and t.status in ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD')
              and t.code <> 'DISTRIBUTE_REPORT'
              and o.method is not null
              and o.state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'CLOSING')
              and case when t.code = 'PROCESS_GENOMIC_TEST_REQUEST'
                  then t.status in ('REQUESTED', 'ON_HOLD') or o.state = 'CLOSING'
                  else o.state <> 'ON_HOLD' and not exists (
                      select 1 from lab_task e
                      where e.order_id = t.order_id and e.step < t.step
                        and e.code <> 'PROCESS_GENOMIC_TEST_REQUEST'
                        and e.status in ('DRAFT', 'REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD'))
                  end
            """;

    private static final String TO_CHOOSE =
            """
            from test_order o join person p on p.id = o.person_id
            where o.home_laboratory = :laboratory and o.method is null and o.state = 'ON_HOLD'
            """;

    private static final String TO_SIGN =
            """
            from test_order o join person p on p.id = o.person_id
            where o.state = 'AWAITING_SIGNATURE'
              and coalesce((select t.owner from lab_task t
                  where t.order_id = o.id and t.code = 'PRODUCE_FINAL_REPORT'
                    and t.status not in ('REJECTED', 'FAILED', 'CANCELLED', 'ENTERED_IN_ERROR')
                  limit 1), o.laboratory) = :laboratory
            """;

    /// What a list shows of an order and its person.
    private static final String CASE_COLUMNS =
            """
            o.id as order_id, o.number, o.indication_name, o.test_code, o.method, o.priority, o.due_on,
            o.turnaround_days, o.state, p.id as person_id, p.nhs_number, p.family_name, p.given_name, p.birth_date, p.sex,
            p.postcode
            """;

    private static final String MOST_PRESSING_FIRST =
            " order by o.priority = 'URGENT' desc, o.due_on nulls last, o.number";

    /// How kept genomes stand, beside their first order and the last step of each. What is due
    /// longer than `:overdueBefore` is overdue, and so is what is still kept although the first
    /// test is reported.
    private static final String KEPT =
            """
            from (select g.order_id, g.report_by, s.at as since, s.kind, s.words, s.follow_up, case
                    when g.state = 'KEPT' and o.state in ('REPORTED', 'OUTCOME_RECORDED') then 'OVERDUE'
                    when g.state = 'KEPT' then 'WAITING'
                    when g.state = 'DUE' and s.at < :overdueBefore then 'OVERDUE'
                    when g.state = 'DUE' then 'BEING_ORDERED'
                    when g.state in ('REFUSED', 'ORDERED') then g.state
                    else 'ENDED' end as kept
                from standing_genome g join test_order o on o.id = g.order_id
                join lateral (select * from standing_genome_step l where l.order_id = g.order_id
                    order by l.id desc limit 1) s on true
                where g.state = any(:states)) k
            join test_order o on o.id = k.order_id join person p on p.id = o.person_id
            """;

    /// What is stored of kept genomes that are neither ordered nor ended.
    private static final String[] OPEN_GENOMES = {"KEPT", "DUE", "REFUSED"};

    private final JdbcClient jdbc;
    private final Gate gate;
    private final OrderStore orders;
    private final CaseStore cases;
    private final People people;
    private final Supplier<RegisterFigures.Count> participants;
    private final ServiceNetwork network;
    private final Clock clock;
    private final TurnaroundStandards standards = TurnaroundStandards.shipped();

    public JdbcPageData(
            JdbcClient jdbc,
            Gate gate,
            OrderStore orders,
            CaseStore cases,
            People people,
            Supplier<RegisterFigures.Count> participants,
            ServiceNetwork network,
            Clock clock) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.orders = orders;
        this.cases = cases;
        this.people = people;
        this.participants = participants;
        this.network = network;
        this.clock = clock;
    }

    /// The name of a site or laboratory, or its code where the network does not have it.
    public static String nameIn(ServiceNetwork network, OdsCode ods) {
        return network.site(ods)
                .map(Site::name)
                .or(() -> network.laboratory(ods).map(Laboratory::name))
                .orElse(ods.value());
    }

    // ---- Lists

    /// A row of a list, before the gate has spoken about its person.
    private record Row(
            OrderId order,
            String number,
            Person person,
            String indication,
            Optional<String> test,
            Optional<TestMethod> method,
            Priority priority,
            OrderState state,
            Optional<LocalDate> dueOn,
            int turnaroundDays) {}

    private static Row row(ResultSet row, int rowNumber) throws SQLException {
        return new Row(
                new OrderId(row.getString("order_id")),
                row.getString("number"),
                new Person(
                        new PersonId(row.getString("person_id")),
                        Optional.ofNullable(row.getString("nhs_number")).map(NhsNumber::new),
                        row.getString("family_name"),
                        row.getString("given_name"),
                        Optional.ofNullable(row.getObject("birth_date", LocalDate.class)),
                        Sex.valueOf(row.getString("sex")),
                        row.getString("postcode")),
                row.getString("indication_name"),
                Optional.ofNullable(row.getString("test_code")),
                Optional.ofNullable(row.getString("method")).map(TestMethod::valueOf),
                Priority.valueOf(row.getString("priority")),
                OrderState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
                row.getInt("turnaround_days"));
    }

    @Override
    public OrderList orders(Actor actor, OrderFilter filter) {
        String where =
                "from test_order o join person p on p.id = o.person_id where "
                        + OWN_ORDERS
                        + """
                         and (cast(:state as text) is null or o.state = :state)
                         and (:text = '' or upper(o.number) = upper(:text)
                              or (:digits <> '' and p.nhs_number = :digits)
                              or lower(p.family_name) like lower(:pattern))
                        """;
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("organisation", actor.organisation().value());
        parameters.put("state", filter.state().map(OrderState::name).orElse(null));
        parameters.put("text", filter.text());
        String digits = NhsNumber.unspaced(filter.text());
        parameters.put("digits", digits.matches("[0-9]{10}") ? digits : "");
        parameters.put("pattern", filter.text().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        int total =
                jdbc.sql("select count(*) " + where)
                        .params(parameters)
                        .query(Integer.class)
                        .single();
        List<Row> rows =
                jdbc.sql(
                                "select "
                                        + CASE_COLUMNS
                                        + where
                                        + " order by o.received_at desc, o.number desc limit :limit offset :offset")
                        .params(parameters)
                        .param("limit", OrderFilter.PAGE_SIZE)
                        .param("offset", (long) (filter.page() - 1) * OrderFilter.PAGE_SIZE)
                        .query(JdbcPageData::row)
                        .list();
        List<OrderRow> shown =
                permitted(actor, Purpose.DIRECT_CARE, DataClass.ORDER, CHANNEL, rows).stream()
                        .map(r ->
                                new OrderRow(
                                        r.order(),
                                        r.number(),
                                        Patient.of(r.person()),
                                        r.indication(),
                                        r.test(),
                                        r.method(),
                                        r.priority(),
                                        r.state(),
                                        r.dueOn(),
                                        isOverdue(r)))
                        .toList();
        return new OrderList(shown, total);
    }

    @Override
    public KeptGenomeList keptGenomes(Actor actor, KeptGenomeFilter filter, String channel) {
        record Kept(Row row, KeptGenomeList.Row shown) {}
        String where =
                KEPT
                        + " where "
                        + OWN_ORDERS
                        + " and (cast(:kept as text) is null or k.kept = :kept)";
        Map<String, Object> parameters = keptParameters(stored(filter.state()));
        parameters.put("organisation", actor.organisation().value());
        parameters.put("kept", filter.state().map(KeptGenomeState::name).orElse(null));
        int total =
                jdbc.sql("select count(*) " + where)
                        .params(parameters)
                        .query(Integer.class)
                        .single();
        List<Kept> found =
                jdbc.sql(
                                "select k.*, (select f.number from test_order f where f.id = k.follow_up) as follow_up_number, "
                                        + CASE_COLUMNS
                                        + where
                                        + """
                                         order by k.kept = 'REFUSED' desc, k.kept = 'OVERDUE' desc, k.since, o.number
                                        limit :limit offset :offset
                                        """)
                        .params(parameters)
                        .param("limit", KeptGenomeFilter.PAGE_SIZE)
                        .param("offset", (long) (filter.page() - 1) * KeptGenomeFilter.PAGE_SIZE)
                        .query((r, n) -> {
                            Row row = row(r, n);
                            return new Kept(row, keptGenome(row, r));
                        })
                        .list();
        Set<OrderId> released = new HashSet<>();
        permitted(
                        actor,
                        Purpose.DIRECT_CARE,
                        DataClass.ORDER,
                        channel,
                        found.stream().map(Kept::row).toList())
                .forEach(row -> released.add(row.order()));
        return new KeptGenomeList(
                found.stream()
                        .filter(kept -> released.contains(kept.row().order()))
                        .map(Kept::shown)
                        .toList(),
                total);
    }

    private static KeptGenomeList.Row keptGenome(Row row, ResultSet found) throws SQLException {
        String followUp = found.getString("follow_up");
        String words = found.getString("words");
        return new KeptGenomeList.Row(
                row.order(),
                row.number(),
                Patient.of(row.person()),
                row.indication(),
                KeptGenomeState.valueOf(found.getString("kept")),
                instant(found, "since"),
                found.getObject("report_by", LocalDate.class),
                StandingStep.Kind.valueOf(found.getString("kind")).words()
                        + (words.isEmpty() ? "." : ": " + words),
                followUp == null
                        ? Optional.empty()
                        : Optional.of(
                                new OrderFile.Link(
                                        new OrderId(followUp),
                                        found.getString("follow_up_number"))));
    }

    /// What is stored of genomes in a state, so that an index finds those that are open.
    private static String[] stored(Optional<KeptGenomeState> state) {
        if (state.isEmpty()) {
            return OPEN_GENOMES;
        }
        return switch (state.get()) {
            case REFUSED -> new String[] {"REFUSED"};
            case OVERDUE -> new String[] {"KEPT", "DUE"};
            case BEING_ORDERED -> new String[] {"DUE"};
            case WAITING -> new String[] {"KEPT"};
            case ORDERED -> new String[] {"ORDERED"};
            case ENDED ->
                    Arrays.stream(StandingStep.Kind.values())
                            .map(StandingStep.Kind::name)
                            .filter(kind ->
                                    !kind.equals("ORDERED")
                                            && !List.of(OPEN_GENOMES).contains(kind))
                            .toArray(String[]::new);
        };
    }

    private Map<String, Object> keptParameters(String[] states) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("states", states);
        parameters.put(
                "overdueBefore",
                clock.instant().minus(StandingStep.OVERDUE_AFTER).atOffset(ZoneOffset.UTC));
        return parameters;
    }

    @Override
    public int genomesToSeeTo(Actor actor) {
        Map<String, Object> parameters = keptParameters(OPEN_GENOMES);
        parameters.put("organisation", actor.organisation().value());
        return jdbc.sql(
                        "select count(*) "
                                + KEPT
                                + " where k.kept in ('REFUSED', 'OVERDUE') and "
                                + OWN_ORDERS)
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    /// The rows whose persons the gate releases, asking once for each person.
    private List<Row> permitted(
            Actor actor, Purpose purpose, DataClass dataClass, String channel, List<Row> rows) {
        Map<PersonId, Boolean> answers = new HashMap<>();
        List<Row> permitted = new ArrayList<>();
        for (Row row : rows) {
            PersonId person = row.person().id();
            boolean may =
                    answers.computeIfAbsent(
                            person,
                            p ->
                                    gate.decide(
                                                    new AccessRequest(
                                                            actor,
                                                            purpose,
                                                            p,
                                                            dataClass,
                                                            "Patient/" + p.value(),
                                                            channel))
                                            instanceof Decision.Permit);
            if (may) {
                permitted.add(row);
            }
        }
        return permitted;
    }

    private boolean isOverdue(Row row) {
        return row.state().isOpen()
                && row.dueOn()
                        .filter(due -> due.isBefore(Wording.dayOf(clock.instant())))
                        .isPresent();
    }

    /// Whether little of an order's time is left; its due day has moved with the days that did not
    /// count.
    private boolean isAtRisk(Row row) {
        return row.state().isOpen()
                && row.turnaroundDays() > 0
                && row.dueOn()
                        .map(due ->
                                row.turnaroundDays()
                                        - (int)
                                                ChronoUnit.DAYS.between(
                                                        Wording.dayOf(clock.instant()), due))
                        .filter(used -> standards.isAtRisk(used, row.turnaroundDays()))
                        .isPresent();
    }

    @Override
    public Worklist worklist(Actor actor) {
        String laboratory = actor.organisation().value();
        record Work(Row row, LabTask task) {}
        List<Work> work =
                jdbc.sql(
                                "select t.*, "
                                        + CASE_COLUMNS.replace("o.id as order_id, ", "")
                                        + TASKS_NOW
                                        + MOST_PRESSING_FIRST
                                        + ", t.step limit :limit")
                        .param("laboratory", laboratory)
                        .param("limit", WORKLIST_SIZE)
                        .query((r, n) -> new Work(row(r, n), JdbcOrders.task(r, n)))
                        .list();
        List<Row> toChoose = rows(TO_CHOOSE, laboratory);
        List<Row> toSign = rows(TO_SIGN, laboratory);
        List<Row> all = new ArrayList<>(work.stream().map(Work::row).toList());
        all.addAll(toChoose);
        all.addAll(toSign);
        Set<PersonId> released = new HashSet<>();
        permitted(actor, Purpose.LABORATORY_WORK, DataClass.TASK, CHANNEL, all)
                .forEach(r -> released.add(r.person().id()));
        List<Worklist.Item> accept = new ArrayList<>();
        List<Worklist.Item> progress = new ArrayList<>();
        List<Worklist.Item> hold = new ArrayList<>();
        for (Work one : work) {
            if (!released.contains(one.row().person().id())) {
                continue;
            }
            Worklist.Item item = new Worklist.Item(testCase(one.row()), one.task());
            switch (one.task().status()) {
                case REQUESTED -> accept.add(item);
                case ACCEPTED, IN_PROGRESS -> progress.add(item);
                case ON_HOLD -> hold.add(item);
                case DRAFT, COMPLETED, REJECTED, FAILED, CANCELLED, ENTERED_IN_ERROR -> {}
            }
        }
        List<Worklist.Signing> signings = new ArrayList<>();
        for (Row row : toSign) {
            if (released.contains(row.person().id())) {
                cases.findNewestReport(row.order())
                        .ifPresent(report ->
                                signings.add(new Worklist.Signing(testCase(row), report.id())));
            }
        }
        return new Worklist(
                nameIn(network, actor.organisation()),
                toChoose.stream()
                        .filter(r -> released.contains(r.person().id()))
                        .map(this::testCase)
                        .toList(),
                accept,
                progress,
                hold,
                signings);
    }

    private List<Row> rows(String which, String laboratory) {
        return jdbc.sql("select " + CASE_COLUMNS + which + MOST_PRESSING_FIRST + " limit :limit")
                .param("laboratory", laboratory)
                .param("limit", WORKLIST_SIZE)
                .query(JdbcPageData::row)
                .list();
    }

    private Worklist.Case testCase(Row row) {
        return new Worklist.Case(
                row.order(),
                row.number(),
                Patient.of(row.person()),
                row.indication(),
                row.test(),
                row.method(),
                row.priority(),
                row.dueOn(),
                isOverdue(row),
                isAtRisk(row),
                row.state() == OrderState.CLOSING);
    }

    @Override
    public int openTasks(Actor actor) {
        return jdbc.sql(
                        "select (select count(*) "
                                + TASKS_NOW
                                + ") + (select count(*) "
                                + TO_CHOOSE
                                + ") + (select count(*) "
                                + TO_SIGN
                                + ")")
                .param("laboratory", actor.organisation().value())
                .query(Integer.class)
                .single();
    }

    @Override
    public List<OrderSpecimen> waitingSamples(Actor actor) {
        return orders.waitingSpecimens(actor.organisation());
    }

    // ---- One order, one report

    /// The purpose for which the gate releases a person's data to the actor, or its refusal: direct
    /// care for clinicians, else work in the laboratory.
    private sealed interface Release {
        record For(Purpose purpose) implements Release {}

        record Refused(String reason) implements Release {}
    }

    private Release release(Actor actor, PersonId person, DataClass dataClass, String resource) {
        List<Purpose> purposes = new ArrayList<>();
        if (actor.has(Role.CLINICIAN)) {
            purposes.add(Purpose.DIRECT_CARE);
        }
        if (actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST)) {
            purposes.add(Purpose.LABORATORY_WORK);
        }
        if (purposes.isEmpty()) {
            purposes.add(Purpose.SERVICE_MANAGEMENT);
        }
        String reason = "";
        for (Purpose purpose : purposes) {
            switch (gate.decide(
                    new AccessRequest(actor, purpose, person, dataClass, resource, CHANNEL))) {
                case Decision.Permit _ -> {
                    return new Release.For(purpose);
                }
                case Decision.Deny(String why) -> reason = why;
                case Decision.Abstain(String why) -> reason = why;
            }
        }
        return new Release.Refused(reason);
    }

    @Override
    public Lookup<OrderFile> order(Actor actor, OrderId id) {
        Optional<TestOrder> found = orders.find(id);
        if (found.isEmpty()) {
            return new Lookup.Missing<>();
        }
        TestOrder order = found.get();
        return switch (release(
                actor, order.person(), DataClass.ORDER, "ServiceRequest/" + id.value())) {
            case Release.Refused(String reason) -> new Lookup.Denied<>(reason);
            case Release.For(Purpose purpose) -> new Lookup.Found<>(file(actor, order, purpose));
        };
    }

    private OrderFile file(Actor actor, TestOrder order, Purpose purpose) {
        List<LabTask> tasks = orders.tasks(order.id());
        List<OrderEvent> events =
                jdbc.sql("select * from order_event where order_id = :order order by id")
                        .param("order", uuid(order.id()))
                        .query((r, n) ->
                                new OrderEvent(
                                        instant(r, "at"),
                                        r.getString("who"),
                                        r.getString("organisation"),
                                        r.getString("what")))
                        .list();
        List<Finding> findings =
                jdbc.sql("select findings from test_order where id = :order")
                        .param("order", uuid(order.id()))
                        .query((r, n) ->
                                JSON.readValue(
                                        r.getString("findings"),
                                        new TypeReference<List<Finding>>() {}))
                        .single();
        Optional<OrderFile.ReportLink> report =
                cases.findNewestReport(order.id())
                        .map(r ->
                                new OrderFile.ReportLink(r.id(), r.status() == ReportStatus.FINAL))
                        .filter(link -> link.isSigned() || purpose == Purpose.LABORATORY_WORK);
        Map<OdsCode, String> names = new LinkedHashMap<>();
        for (Laboratory laboratory : network.laboratories()) {
            names.put(laboratory.ods(), laboratory.name());
        }
        order.orderingSite().ifPresent(site -> names.put(site, nameIn(network, site)));
        for (OrderEvent event : events) {
            if (OdsCode.isValid(event.organisation())) {
                OdsCode ods = new OdsCode(event.organisation());
                names.put(ods, nameIn(network, ods));
            }
        }
        return new OrderFile(
                Patient.of(people.find(order.person()).orElseThrow()),
                order,
                tasks,
                events,
                findings,
                TurnaroundClock.read(order, orders.moves(order.id()), standards, clock.instant()),
                report,
                standing(order),
                follows(order),
                order.context().requisition().map(r -> family(actor, order, r)),
                names);
    }

    private Optional<OrderFile.Standing> standing(TestOrder order) {
        return last(order.id())
                .map(step ->
                        new OrderFile.Standing(
                                step.kind(),
                                step.words(),
                                step.followUp().flatMap(orders::find).map(JdbcPageData::link)));
    }

    private Optional<OrderFile.Link> follows(TestOrder order) {
        return order.context()
                .parent()
                .filter(parent ->
                        last(parent)
                                .flatMap(StandingStep::followUp)
                                .filter(order.id()::equals)
                                .isPresent())
                .flatMap(orders::find)
                .map(JdbcPageData::link);
    }

    private Optional<StandingStep> last(OrderId order) {
        return orders.standingSteps(order).stream().reduce((_, last) -> last);
    }

    private static OrderFile.Link link(TestOrder order) {
        return new OrderFile.Link(order.id(), order.number());
    }

    /// The other orders of a family, as the process counts them: sent by the same organisation
    /// under the same requisition. The gate is asked about the person of each.
    private OrderFile.Family family(Actor actor, TestOrder order, String requisition) {
        record Other(PersonId person, OrderFile.Relative relative) {}
        List<Other> others =
                jdbc.sql(
                                """
                                select id, number, person_id, role, state from test_order
                                where requisition = :requisition and submitted_by = :submitter and id <> :order
                                order by role = 'PROBAND' desc, number limit :limit
                                """)
                        .param("requisition", requisition)
                        .param("submitter", order.submittedBy().value())
                        .param("order", uuid(order.id()))
                        .param("limit", FAMILY_SIZE + 1)
                        .query((r, n) ->
                                new Other(
                                        new PersonId(r.getString("person_id")),
                                        new OrderFile.Relative(
                                                new OrderId(r.getString("id")),
                                                r.getString("number"),
                                                ParticipantRole.valueOf(r.getString("role")),
                                                OrderState.valueOf(r.getString("state")))))
                        .list();
        return new OrderFile.Family(
                others.stream()
                        .limit(FAMILY_SIZE)
                        .filter(o ->
                                release(
                                                actor,
                                                o.person(),
                                                DataClass.ORDER,
                                                "ServiceRequest/" + o.relative().id().value())
                                        instanceof Release.For)
                        .map(Other::relative)
                        .toList(),
                others.size() > FAMILY_SIZE);
    }

    @Override
    public int orderVersion(OrderId id) {
        return jdbc.sql("select version from test_order where id = :order")
                .param("order", uuid(id))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    @Override
    public Lookup<ReportFile> report(Actor actor, ReportId id) {
        Optional<Report> found = cases.findReport(id);
        if (found.isEmpty()) {
            return new Lookup.Missing<>();
        }
        Report report = found.get();
        TestOrder order = orders.find(report.order()).orElseThrow();
        String resource = "DiagnosticReport/" + id.value();
        if (report.status() != ReportStatus.FINAL) {
            // Asked for laboratory work alone, whoever asks: nothing unsigned serves direct care.
            Decision decision =
                    gate.decide(
                            new AccessRequest(
                                    actor,
                                    Purpose.LABORATORY_WORK,
                                    order.person(),
                                    DataClass.REPORT,
                                    resource,
                                    CHANNEL));
            return switch (decision) {
                case Decision.Permit _ -> new Lookup.Found<>(file(report, order));
                case Decision.Deny _, Decision.Abstain _ ->
                        new Lookup.Denied<>(
                                "The report is not signed yet, so only the laboratory sees it. "
                                        + decision.reason());
            };
        }
        return switch (release(actor, order.person(), DataClass.REPORT, resource)) {
            case Release.Refused(String reason) -> new Lookup.Denied<>(reason);
            case Release.For _ -> new Lookup.Found<>(file(report, order));
        };
    }

    private ReportFile file(Report report, TestOrder order) {
        Optional<ReportFile.AnalysisFacts> analysis =
                report.analysisVersion()
                        .flatMap(version ->
                                jdbc.sql(
                                                """
                                                select version, variants_read, knowledge, warnings, finished_at
                                                from analysis where order_id = :order and version = :version
                                                """)
                                        .param("order", uuid(order.id()))
                                        .param("version", version)
                                        .query((r, n) ->
                                                new ReportFile.AnalysisFacts(
                                                        r.getInt("version"),
                                                        r.getLong("variants_read"),
                                                        strings(r, "knowledge"),
                                                        strings(r, "warnings"),
                                                        instant(r, "finished_at")))
                                        .optional());
        Optional<ReportFile.RecordedOutcome> outcome =
                jdbc.sql("select * from outcome where report_id = :report order by id desc limit 1")
                        .param("report", UUID.fromString(report.id().value()))
                        .query((r, n) ->
                                new ReportFile.RecordedOutcome(
                                        new Outcome(
                                                Outcome.CaseSolved.valueOf(
                                                        r.getString("case_solved")),
                                                Outcome.Actionability.valueOf(
                                                        r.getString("actionability")),
                                                utilities(strings(r, "clinical_utility"))),
                                        r.getString("recorded_by"),
                                        instant(r, "at")))
                        .optional();
        List<ReportFile.EarlierVersion> earlier =
                jdbc.sql(
                                """
                                select version, status, issued_at from report
                                where id = :report and version < :version order by version desc
                                """)
                        .param("report", UUID.fromString(report.id().value()))
                        .param("version", report.version())
                        .query((r, n) ->
                                new ReportFile.EarlierVersion(
                                        r.getInt("version"),
                                        ReportStatus.valueOf(r.getString("status")),
                                        instant(r, "issued_at")))
                        .list();
        Optional<Instant> toldAt =
                jdbc.sql(
                                "select told_at from result_told where report_id = :report and version = :version")
                        .param("report", UUID.fromString(report.id().value()))
                        .param("version", report.version())
                        .query((r, n) -> instant(r, "told_at"))
                        .optional();
        OdsCode laboratory = order.route().route().laboratory();
        return new ReportFile(
                Patient.of(people.find(order.person()).orElseThrow()),
                order,
                order.route().route() instanceof Route.Test test ? test.testName() : "",
                nameIn(network, laboratory),
                laboratory,
                order.orderingSite().map(site -> nameIn(network, site)).orElse(""),
                report,
                analysis,
                outcome,
                earlier,
                toldAt);
    }

    private static Set<Outcome.ClinicalUtility> utilities(List<String> codes) {
        Set<Outcome.ClinicalUtility> utilities = EnumSet.noneOf(Outcome.ClinicalUtility.class);
        for (String code : codes) {
            utilities.add(Outcome.ClinicalUtility.valueOf(code.toUpperCase(Locale.ROOT)));
        }
        return utilities;
    }

    // ---- Overview: counts only, nobody is named, so the gate is not asked

    @Override
    public Followed followed(LocalDate since) {
        return jdbc.sql(
                        """
                        select count(*) filter (where kind = 'decision') as decisions,
                            count(promised_on) as promised,
                            count(distinct order_id) filter (where kind = 'override') as overridden
                        from routing_record where at >= :since
                        """)
                .param("since", since)
                .query((row, _) ->
                        new Followed(
                                row.getLong("decisions"),
                                row.getLong("promised"),
                                row.getLong("overridden")))
                .single();
    }

    @Override
    public List<ChosenOtherwise> chosenOtherwise(LocalDate since) {
        return jdbc.sql(
                        """
                        select laboratory, reason, count(*) as orders
                        from (select distinct on (order_id) laboratory, reason
                            from routing_record
                            where kind = 'override' and at >= :since and laboratory is not null
                            order by order_id, id desc) last
                        group by laboratory, reason
                        order by laboratory, orders desc, reason
                        """)
                .param("since", since)
                .query((row, _) ->
                        new ChosenOtherwise(
                                new OdsCode(row.getString("laboratory")),
                                OverrideReason.Kind.valueOf(row.getString("reason")),
                                row.getLong("orders")))
                .list();
    }

    @Override
    public ServiceOverview overview() {
        Map<OrderState, Integer> states = new HashMap<>();
        jdbc.sql("select state, count(*) as orders from test_order group by state")
                .query(r -> {
                    states.put(OrderState.valueOf(r.getString("state")), r.getInt("orders"));
                });
        List<ServiceOverview.StateCount> stateCounts = new ArrayList<>();
        for (OrderState state : OrderState.values()) {
            stateCounts.add(new ServiceOverview.StateCount(state, states.getOrDefault(state, 0)));
        }
        List<ServiceOverview.MethodCount> methods =
                jdbc.sql(
                                """
                                select method, count(*) as orders from test_order
                                group by method order by orders desc, method
                                """)
                        .query((r, n) ->
                                new ServiceOverview.MethodCount(method(r), r.getInt("orders")))
                        .list();
        return new ServiceOverview(
                clock.instant(),
                stateCounts,
                methods,
                reasons(),
                turnaround(),
                loads(),
                sites(),
                keptGenomes(),
                keptToSeeTo(),
                participants.get(),
                jdbc.sql("select count(*) from access_log").query(Long.class).single());
    }

    /// Like reasons are counted together after the codes and numbers of the single case are taken
    /// out of them. What people wrote is not shown: it is theirs, and may tell of a patient.
    private List<ServiceOverview.ReasonCount> reasons() {
        record Reason(Optional<TestMethod> method, String words) {}
        Map<Reason, Integer> counts = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select method, case
                                when route -> 'override' is not null
                                    then 'A person chose otherwise than was recommended.'
                                when route ->> 'policyVersion' = 'chosen-by-scientist'
                                    then 'A scientist chose the test.'
                                else route -> 'reasons' ->> 0 end as reason, count(*) as orders
                        from test_order where jsonb_array_length(route -> 'reasons') > 0
                        group by method, reason
                        """)
                .query(r -> {
                    counts.merge(
                            new Reason(
                                    Optional.ofNullable(r.getString("method"))
                                            .map(TestMethod::valueOf),
                                    Wording.withoutCase(r.getString("reason"))),
                            r.getInt("orders"),
                            Integer::sum);
                });
        return counts.entrySet().stream()
                .map(e ->
                        new ServiceOverview.ReasonCount(
                                e.getKey().method(), e.getKey().words(), e.getValue()))
                .sorted(
                        java.util.Comparator.comparingInt(ServiceOverview.ReasonCount::orders)
                                .reversed()
                                .thenComparing(ServiceOverview.ReasonCount::reason))
                .limit(REASONS)
                .toList();
    }

    private List<ServiceOverview.Turnaround> turnaround() {
        return jdbc.sql(
                        """
                        select method, count(*) as reported,
                            percentile_cont(0.5) within group (order by seconds) as median,
                            percentile_cont(0.9) within group (order by seconds) as ninetieth,
                            coalesce(min(standard), 0) as shortest, coalesce(max(standard), 0) as longest,
                            count(*) filter (where reported_on <= due_on) as within_standard
                        from (select method, due_on,
                                  extract(epoch from reported_at - received_at) as seconds,
                                  cast(reported_at at time zone 'Europe/London' as date) as reported_on,
                                  due_on - cast(received_at at time zone 'Europe/London' as date) as standard
                              from test_order where reported_at is not null and method is not null) as done
                        group by method order by reported desc, method
                        """)
                .query((r, n) ->
                        new ServiceOverview.Turnaround(
                                TestMethod.valueOf(r.getString("method")),
                                r.getInt("reported"),
                                Duration.ofSeconds(Math.round(r.getDouble("median"))),
                                Duration.ofSeconds(Math.round(r.getDouble("ninetieth"))),
                                r.getInt("shortest"),
                                r.getInt("longest"),
                                r.getInt("within_standard")))
                .list();
    }

    private List<ServiceOverview.Load> loads() {
        record Place(String laboratory, String method) {}
        Map<Place, Integer> open = new HashMap<>();
        jdbc.sql(
                        """
                        select laboratory, method, count(*) as orders from test_order
                        where method is not null
                          and state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE')
                        group by laboratory, method
                        """)
                .query(r -> {
                    open.put(
                            new Place(r.getString("laboratory"), r.getString("method")),
                            r.getInt("orders"));
                });
        List<ServiceOverview.Load> loads = new ArrayList<>();
        for (Laboratory laboratory : network.laboratories()) {
            for (TestMethod method : TestMethod.values()) {
                int capacity = laboratory.capacitySamplesPerWeek(method);
                if (capacity > 0) {
                    loads.add(
                            new ServiceOverview.Load(
                                    laboratory.ods(),
                                    laboratory.name(),
                                    method,
                                    open.getOrDefault(
                                            new Place(laboratory.ods().value(), method.name()), 0),
                                    capacity));
                }
            }
        }
        return loads;
    }

    private List<ServiceOverview.KeptCount> keptGenomes() {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("select k.kept, count(*) as genomes " + KEPT + " group by k.kept")
                .params(
                        keptParameters(
                                Arrays.stream(StandingStep.Kind.values())
                                        .map(StandingStep.Kind::name)
                                        .toArray(String[]::new)))
                .query(r -> {
                    counts.put(r.getString("kept"), r.getInt("genomes"));
                });
        return Arrays.stream(KeptGenomeState.values())
                .map(state ->
                        new ServiceOverview.KeptCount(state, counts.getOrDefault(state.name(), 0)))
                .toList();
    }

    private List<ServiceOverview.KeptToSeeTo> keptToSeeTo() {
        return jdbc.sql(
                        "select o.submitted_by, count(*) filter (where k.kept = 'REFUSED') as refused, count(*) filter (where k.kept = 'OVERDUE') as overdue "
                                + KEPT
                                + """
                                 where k.kept in ('REFUSED', 'OVERDUE')
                                group by o.submitted_by order by count(*) desc, o.submitted_by limit :limit
                                """)
                .params(keptParameters(OPEN_GENOMES))
                .param("limit", ORGANISATIONS)
                .query((r, n) ->
                        new ServiceOverview.KeptToSeeTo(
                                nameIn(network, new OdsCode(r.getString("submitted_by"))),
                                r.getInt("refused"),
                                r.getInt("overdue")))
                .list();
    }

    private List<ServiceOverview.SiteUse> sites() {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql(
                        """
                        select ordering_site, count(*) as orders from test_order
                        where ordering_site is not null group by ordering_site
                        """)
                .query(r -> {
                    counts.put(r.getString("ordering_site"), r.getInt("orders"));
                });
        return network.sites().stream()
                .map(site ->
                        new ServiceOverview.SiteUse(
                                site.ods(),
                                site.name(),
                                counts.getOrDefault(site.ods().value(), 0),
                                site.readiness()))
                .toList();
    }

    // ---- Columns

    private static Optional<TestMethod> method(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("method")).map(TestMethod::valueOf);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return JSON.readValue(row.getString(column), new TypeReference<List<String>>() {});
    }

    private static UUID uuid(OrderId id) {
        return UUID.fromString(id.value());
    }
}
