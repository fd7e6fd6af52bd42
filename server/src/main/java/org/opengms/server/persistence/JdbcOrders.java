package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.CareRelations;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.Finding;
import org.opengms.orders.LabTask;
import org.opengms.orders.Mover;
import org.opengms.orders.OrderContext;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderKind;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.OrderStore;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.SpecimenId;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskMove;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.orders.Turnaround;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.opengms.routing.LiveLoad;
import org.opengms.routing.OpenWork;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteOverride;
import org.opengms.routing.StandingGenome;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/// Orders, their tasks and their history in PostgreSQL, and what follows from them: the load of
/// laboratories and who has to do with whom.
public final class JdbcOrders implements OrderStore, LiveLoad, CareRelations {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final RecentLoad load;
    private final JdbcRouting routing;

    public JdbcOrders(JdbcClient jdbc, NamedParameterJdbcTemplate batches, JdbcRouting routing) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.load = new RecentLoad(jdbc);
        this.routing = routing;
    }

    @Override
    public String nextNumber() {
        long next = jdbc.sql("select nextval('order_number')").query(Long.class).single();
        return "OG-%02d-%06d".formatted(Year.now(java.time.ZoneOffset.UTC).getValue() % 100, next);
    }

    @Override
    public void add(TestOrder order) {
        jdbc.sql(
                        """
                        insert into test_order (id, number, person_id, ordering_site, submitted_by, requester_name,
                            indication_code, indication_name, priority, authored_on, received_at,
                            home_laboratory, laboratory, method, test_code, route, state, due_on,
                            phenotypes, kind, parent_order, requisition, role, turnaround,
                            turnaround_days, version)
                        values (:id, :number, :person, :site, :submitter, :requester,
                            :indication, :indicationName, :priority, :authored, :received,
                            :home, :laboratory, :method, :test, cast(:route as jsonb), :state, :due,
                            cast(:phenotypes as jsonb), :kind, :parent, :requisition, :role,
                            :turnaround, :turnaroundDays, :version)
                        """)
                .param("id", uuid(order.id()))
                .param("number", order.number())
                .param("person", UUID.fromString(order.person().value()))
                .param("site", order.orderingSite().map(OdsCode::value).orElse(null))
                .param("submitter", order.submittedBy().value())
                .param("requester", order.requesterName())
                .param("indication", order.indicationCode().orElse(null))
                .param("indicationName", order.indicationName())
                .param("priority", order.priority().name())
                .param("authored", order.authoredOn())
                .param("received", Rows.utc(order.receivedAt()))
                .param("home", order.homeLaboratory().value())
                .param("laboratory", order.route().route().laboratory().value())
                .param("method", method(order))
                .param("test", testCode(order))
                .param("route", StoredRoute.write(order.route()))
                .param("state", order.state().name())
                .param("due", order.dueOn().orElse(null))
                .param("phenotypes", Rows.JSON.writeValueAsString(order.phenotypes()))
                .params(content(order))
                .param("version", order.version())
                .update();
        if (order.state().isOpen() && order.route().route() instanceof Route.Test test) {
            load.added(test.laboratory(), test.method(), order.dueOn());
        }
    }

    @Override
    public void keepRouting(TestOrder order) {
        routing.keep(order);
    }

    @Override
    public void keepOverride(TestOrder order, RouteOverride override) {
        routing.keepOverride(order, override);
    }

    @Override
    public void addStandingStep(TestOrder order, StandingStep step) {
        if (step.kind() == StandingStep.Kind.KEPT) {
            keepStanding(order, order.route().standing().orElseThrow());
        } else {
            jdbc.sql("update standing_genome set state = :state where order_id = :order")
                    .param("state", step.kind().name())
                    .param("order", uuid(order.id()))
                    .update();
        }
        jdbc.sql(
                        """
                        insert into standing_genome_step (order_id, at, who, organisation, kind, words, follow_up)
                        values (:order, :at, :who, :organisation, :kind, :words, :followUp)
                        """)
                .param("order", uuid(order.id()))
                .param("at", Rows.utc(step.at()))
                .param("who", step.by())
                .param("organisation", step.organisation())
                .param("kind", step.kind().name())
                .param("words", step.words())
                .param("followUp", step.followUp().map(JdbcOrders::uuid).orElse(null))
                .update();
    }

    private void keepStanding(TestOrder order, StandingGenome standing) {
        OdsCode laboratory = standing.genome().laboratory();
        jdbc.sql(
                        """
                        insert into standing_genome (order_id, laboratory, report_by, state)
                        values (:order, :laboratory, :reportBy, 'KEPT')
                        on conflict (order_id) do update
                            set laboratory = :laboratory, report_by = :reportBy, state = 'KEPT'
                        """)
                .param("order", uuid(order.id()))
                .param("laboratory", laboratory.value())
                .param("reportBy", standing.reportBy())
                .update();
        load.added(laboratory, standing.genome().method(), Optional.of(standing.reportBy()));
    }

    @Override
    public List<StandingStep> standingSteps(OrderId order) {
        return jdbc.sql("select * from standing_genome_step where order_id = :order order by id")
                .param("order", uuid(order))
                .query((row, _) ->
                        new StandingStep(
                                Rows.instant(row, "at"),
                                row.getString("who"),
                                row.getString("organisation"),
                                StandingStep.Kind.valueOf(row.getString("kind")),
                                row.getString("words"),
                                Rows.text(row, "follow_up").map(OrderId::new)))
                .list();
    }

    @Override
    public List<TestOrder> ofFamily(OdsCode submittedBy, String requisition) {
        return jdbc.sql(
                        """
                        select * from test_order
                        where requisition = :requisition and submitted_by = :submitter order by id
                        """)
                .param("requisition", requisition)
                .param("submitter", submittedBy.value())
                .query(JdbcOrders::order)
                .list();
    }

    /// What an amendment changes beside the route.
    private static Map<String, @Nullable Object> content(TestOrder order) {
        Map<String, @Nullable Object> content = new HashMap<>();
        content.put("kind", order.kind().name());
        content.put(
                "parent",
                order.context().parent().map(p -> UUID.fromString(p.value())).orElse(null));
        content.put("requisition", order.context().requisition().orElse(null));
        content.put("role", order.context().role().name());
        content.put("turnaround", order.turnaround().map(Turnaround::category).orElse(null));
        content.put(
                "turnaroundDays", order.turnaround().map(Turnaround::calendarDays).orElse(null));
        return content;
    }

    /// Keeps what was found when the order was accepted, for everyone who looks at it later.
    public void keepFindings(OrderId id, List<Finding> findings) {
        jdbc.sql("update test_order set findings = cast(:findings as jsonb) where id = :id")
                .param("id", uuid(id))
                .param("findings", Rows.JSON.writeValueAsString(findings))
                .update();
    }

    @Override
    public Optional<TestOrder> findForUpdate(OrderId id) {
        return jdbc.sql("select * from test_order where id = :id for update")
                .param("id", uuid(id))
                .query(JdbcOrders::order)
                .optional();
    }

    @Override
    public Optional<TestOrder> find(OrderId id) {
        return jdbc.sql("select * from test_order where id = :id")
                .param("id", uuid(id))
                .query(JdbcOrders::order)
                .optional();
    }

    @Override
    public void update(TestOrder order) {
        int changed =
                jdbc.sql(
                                """
                                update test_order set state = :state, indication_code = :indication,
                                    indication_name = :indicationName, laboratory = :laboratory,
                                    method = :method, test_code = :test, route = cast(:route as jsonb),
                                    due_on = :due, requester_name = :requester, priority = :priority,
                                    authored_on = :authored, phenotypes = cast(:phenotypes as jsonb),
                                    kind = :kind, parent_order = :parent, requisition = :requisition,
                                    role = :role, turnaround = :turnaround,
                                    turnaround_days = :turnaroundDays, version = :version,
                                    reported_at = case when :state = 'REPORTED' and reported_at is null
                                        then now() else reported_at end
                                where id = :id and version = :version - 1
                                """)
                        .param("id", uuid(order.id()))
                        .param("state", order.state().name())
                        .param("indication", order.indicationCode().orElse(null))
                        .param("indicationName", order.indicationName())
                        .param("laboratory", order.route().route().laboratory().value())
                        .param("method", method(order))
                        .param("test", testCode(order))
                        .param("route", StoredRoute.write(order.route()))
                        .param("due", order.dueOn().orElse(null))
                        .param("requester", order.requesterName())
                        .param("priority", order.priority().name())
                        .param("authored", order.authoredOn())
                        .param("phenotypes", Rows.JSON.writeValueAsString(order.phenotypes()))
                        .params(content(order))
                        .param("version", order.version())
                        .update();
        requireOne(changed, "order", order.version());
    }

    @Override
    public boolean hasOpenOrder(PersonId person, String indicationCode) {
        return jdbc.sql(
                        """
                        select exists (select 1 from test_order
                            where person_id = :person and indication_code = :indication
                              and state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE'))
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("indication", indicationCode)
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<TestOrder> openOfFamily(OdsCode submittedBy, String requisition) {
        return jdbc.sql(
                        """
                        select * from test_order
                        where requisition = :requisition and submitted_by = :submitter
                          and state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE')
                        order by id for update
                        """)
                .param("requisition", requisition)
                .param("submitter", submittedBy.value())
                .query(JdbcOrders::order)
                .list();
    }

    @Override
    public void addTask(LabTask task) {
        addTasks(List.of(task));
    }

    @Override
    public void addTasks(List<LabTask> tasks) {
        batches.batchUpdate(
                """
                insert into lab_task (id, order_id, code, step, status, status_reason,
                    business_status, specimen_id, owner, created_at, changed_at, version)
                values (:id, :order, :code, :step, :status, :reason,
                    :business, :specimen, :owner, :created, :changed, :version)
                """,
                tasks.stream()
                        .map(task ->
                                new MapSqlParameterSource()
                                        .addValue("id", UUID.fromString(task.id().value()))
                                        .addValue("order", uuid(task.order()))
                                        .addValue("code", task.code().name())
                                        .addValue("step", task.code().step())
                                        .addValue("status", task.status().name())
                                        .addValue(
                                                "reason",
                                                task.statusReason().orElse(null),
                                                Types.VARCHAR)
                                        .addValue(
                                                "business",
                                                task.businessStatus().orElse(null),
                                                Types.VARCHAR)
                                        .addValue("specimen", specimenOf(task), Types.OTHER)
                                        .addValue("owner", task.owner().value())
                                        .addValue("created", Rows.utc(task.createdAt()))
                                        .addValue("changed", Rows.utc(task.changedAt()))
                                        .addValue("version", task.version()))
                        .toArray(SqlParameterSource[]::new));
    }

    @Override
    public Optional<LabTask> findTask(TaskId id) {
        return jdbc.sql("select * from lab_task where id = :id")
                .param("id", UUID.fromString(id.value()))
                .query(JdbcOrders::task)
                .optional();
    }

    @Override
    public List<LabTask> tasks(OrderId order) {
        return jdbc.sql(
                        "select * from lab_task where order_id = :order order by step, created_at, id")
                .param("order", uuid(order))
                .query(JdbcOrders::task)
                .list();
    }

    @Override
    public void updateTask(LabTask task) {
        int changed =
                jdbc.sql(
                                """
                                update lab_task set status = :status, status_reason = :reason,
                                    business_status = :business, specimen_id = :specimen,
                                    owner = :owner, changed_at = :changed, version = :version
                                where id = :id and version = :version - 1
                                """)
                        .param("id", UUID.fromString(task.id().value()))
                        .param("status", task.status().name())
                        .param("reason", task.statusReason().orElse(null))
                        .param("business", task.businessStatus().orElse(null))
                        .param("specimen", specimenOf(task))
                        .param("owner", task.owner().value())
                        .param("changed", Rows.utc(task.changedAt()))
                        .param("version", task.version())
                        .update();
        requireOne(changed, "task", task.version());
    }

    @Override
    public void addEvent(OrderId order, OrderEvent event) {
        jdbc.sql(
                        """
                        insert into order_event (order_id, at, who, organisation, what)
                        values (:order, :at, :who, :organisation, :what)
                        """)
                .param("order", uuid(order))
                .param("at", Rows.utc(event.at()))
                .param("who", event.who())
                .param("organisation", event.organisation())
                .param("what", event.what())
                .update();
    }

    @Override
    public void addMove(TaskMove move) {
        addMoves(List.of(move));
    }

    @Override
    public void addMoves(List<TaskMove> moves) {
        batches.batchUpdate(
                """
                insert into task_move (task_id, order_id, code, from_status, to_status,
                    status_reason, business_status, owner, mover, who, at, version)
                values (:task, :order, :code, :from, :to, :reason, :business, :owner, :mover,
                    :who, :at, :version)
                """,
                moves.stream()
                        .map(move ->
                                new MapSqlParameterSource()
                                        .addValue("task", UUID.fromString(move.task().value()))
                                        .addValue("order", uuid(move.order()))
                                        .addValue("code", move.code().name())
                                        .addValue(
                                                "from",
                                                move.from().map(TaskStatus::name).orElse(null),
                                                Types.VARCHAR)
                                        .addValue("to", move.to().name())
                                        .addValue(
                                                "reason",
                                                move.statusReason().orElse(null),
                                                Types.VARCHAR)
                                        .addValue(
                                                "business",
                                                move.businessStatus().orElse(null),
                                                Types.VARCHAR)
                                        .addValue("owner", move.owner().value())
                                        .addValue("mover", move.mover().name())
                                        .addValue("who", move.who())
                                        .addValue("at", Rows.utc(move.at()))
                                        .addValue("version", move.version()))
                        .toArray(SqlParameterSource[]::new));
    }

    @Override
    public List<TaskMove> moves(OrderId order) {
        return jdbc.sql("select * from task_move where order_id = :order order by id")
                .param("order", uuid(order))
                .query((row, _) ->
                        new TaskMove(
                                new TaskId(row.getString("task_id")),
                                new OrderId(row.getString("order_id")),
                                TaskCode.valueOf(row.getString("code")),
                                Rows.text(row, "from_status").map(TaskStatus::valueOf),
                                TaskStatus.valueOf(row.getString("to_status")),
                                Rows.text(row, "status_reason"),
                                Rows.text(row, "business_status"),
                                new OdsCode(row.getString("owner")),
                                Mover.valueOf(row.getString("mover")),
                                row.getString("who"),
                                Rows.instant(row, "at"),
                                row.getInt("version")))
                .list();
    }

    @Override
    public void lockLabel(String label) {
        var _ =
                jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:label, 2))")
                        .param("label", label)
                        .query(Integer.class)
                        .single();
    }

    @Override
    public void addSpecimen(OrderSpecimen specimen) {
        jdbc.sql(
                        """
                        insert into specimen (id, order_id, label, type, nhs_number, laboratory,
                            arrived_at, version)
                        values (:id, :order, :label, :type, :person, :laboratory, :arrived, :version)
                        """)
                .params(columns(specimen))
                .update();
    }

    @Override
    public void updateSpecimen(OrderSpecimen specimen) {
        int changed =
                jdbc.sql(
                                """
                                update specimen set order_id = :order, label = :label, type = :type,
                                    nhs_number = :person, laboratory = :laboratory,
                                    arrived_at = :arrived, version = :version
                                where id = :id and version = :version - 1
                                """)
                        .params(columns(specimen))
                        .update();
        requireOne(changed, "specimen", specimen.version());
    }

    private static Map<String, @Nullable Object> columns(OrderSpecimen specimen) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", UUID.fromString(specimen.id().value()));
        columns.put("order", specimen.order().map(JdbcOrders::uuid).orElse(null));
        columns.put("label", specimen.label());
        columns.put("type", specimen.type());
        columns.put("person", specimen.person().map(NhsNumber::digits).orElse(null));
        columns.put("laboratory", specimen.laboratory().map(OdsCode::value).orElse(null));
        columns.put("arrived", specimen.arrivedAt().map(Rows::utc).orElse(null));
        columns.put("version", specimen.version());
        return columns;
    }

    @Override
    public List<OrderSpecimen> specimens(OrderId order) {
        return jdbc.sql("select * from specimen where order_id = :order order by seq")
                .param("order", uuid(order))
                .query(JdbcOrders::specimen)
                .list();
    }

    @Override
    public List<OrderSpecimen> waitingSpecimens(String label) {
        return jdbc.sql(
                        "select * from specimen where label = :label and order_id is null order by seq")
                .param("label", label)
                .query(JdbcOrders::specimen)
                .list();
    }

    @Override
    public List<OrderSpecimen> waitingSpecimens(OdsCode laboratory) {
        return jdbc.sql(
                        """
                        select * from specimen where laboratory = :laboratory and order_id is null
                        order by seq
                        """)
                .param("laboratory", laboratory.value())
                .query(JdbcOrders::specimen)
                .list();
    }

    @Override
    public List<OrderSpecimen> expectedSpecimens(String label) {
        return jdbc.sql(
                        """
                        select s.* from specimen s join test_order o on o.id = s.order_id
                        where s.label = :label and s.label <> '' and s.arrived_at is null
                          and o.state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE')
                        order by s.seq
                        """)
                .param("label", label)
                .query(JdbcOrders::specimen)
                .list();
    }

    private static OrderSpecimen specimen(ResultSet row, int rowNumber) throws SQLException {
        return new OrderSpecimen(
                new SpecimenId(row.getString("id")),
                Rows.text(row, "order_id").map(OrderId::new),
                row.getString("label"),
                row.getString("type"),
                Rows.text(row, "nhs_number").map(NhsNumber::new),
                Rows.text(row, "laboratory").map(OdsCode::new),
                Optional.ofNullable(row.getObject("arrived_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getInt("version"));
    }

    private static @Nullable UUID specimenOf(LabTask task) {
        return task.specimen().map(s -> UUID.fromString(s.value())).orElse(null);
    }

    @Override
    public List<OpenWork> openWork() {
        return load.openWork();
    }

    @Override
    public boolean orderedFor(OdsCode organisation, PersonId person) {
        return jdbc.sql(
                        """
                        select exists (select 1 from test_order
                            where person_id = :person
                              and (ordering_site = :organisation
                                   or submitted_by = :organisation
                                   or (length(:organisation) = 3
                                       and ordering_site like :organisation || '%')))
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("organisation", organisation.value())
                .query(Boolean.class)
                .single();
    }

    /// A laboratory that sent its work away still sees what becomes of it.
    @Override
    public boolean worksFor(OdsCode laboratory, PersonId person) {
        return jdbc.sql(
                        """
                        select exists (select 1 from test_order o join lab_task t on t.order_id = o.id
                            where o.person_id = :person and t.owner = :laboratory)
                          or exists (select 1 from test_order o join task_move m on m.order_id = o.id
                            where o.person_id = :person and m.owner = :laboratory)
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("laboratory", laboratory.value())
                .query(Boolean.class)
                .single();
    }

    /// A family are the orders that one organisation sent under one requisition.
    @Override
    public Set<PersonId> told(Set<PersonId> persons) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select distinct o.person_id from test_order o
                                join result_told t on t.order_id = o.id
                                where o.person_id = any(cast(:persons as uuid[]))
                                """)
                        .param(
                                "persons",
                                persons.stream().map(PersonId::value).toArray(String[]::new))
                        .query((row, n) -> new PersonId(row.getString("person_id")))
                        .list());
    }

    @Override
    public boolean orderedForRelative(OdsCode organisation, PersonId person) {
        return jdbc.sql(
                        """
                        select exists (select 1 from test_order mine join test_order other
                                on other.requisition = mine.requisition
                                and other.submitted_by = mine.submitted_by
                                and other.person_id <> mine.person_id
                            where mine.person_id = :person
                              and (other.ordering_site = :organisation
                                   or other.submitted_by = :organisation
                                   or (length(:organisation) = 3
                                       and other.ordering_site like :organisation || '%')))
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("organisation", organisation.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Set<PersonId> orderedFor(OdsCode organisation, Set<PersonId> persons) {
        return jdbc.sql(
                        """
                        select distinct person_id from test_order
                        where person_id = any (cast(:persons as uuid[]))
                          and (ordering_site = :organisation
                               or submitted_by = :organisation
                               or (length(:organisation) = 3
                                   and ordering_site like :organisation || '%'))
                        """)
                .param("persons", ids(persons))
                .param("organisation", organisation.value())
                .query((row, n) -> new PersonId(row.getString("person_id")))
                .set();
    }

    @Override
    public Set<PersonId> worksFor(OdsCode laboratory, Set<PersonId> persons) {
        return jdbc.sql(
                        """
                        select distinct o.person_id from test_order o
                        where o.person_id = any (cast(:persons as uuid[]))
                          and (exists (select 1 from lab_task t
                                where t.order_id = o.id and t.owner = :laboratory)
                            or exists (select 1 from task_move m
                                where m.order_id = o.id and m.owner = :laboratory))
                        """)
                .param("persons", ids(persons))
                .param("laboratory", laboratory.value())
                .query((row, n) -> new PersonId(row.getString("person_id")))
                .set();
    }

    private static String[] ids(Set<PersonId> persons) {
        return persons.stream().map(PersonId::value).toArray(String[]::new);
    }

    /// Whom an order is for.
    public Optional<PersonId> personOf(OrderId order) {
        return jdbc.sql("select person_id from test_order where id = :id")
                .param("id", UUID.fromString(order.value()))
                .query((row, n) -> new PersonId(row.getString("person_id")))
                .optional();
    }

    private static void requireOne(int changed, String what, int version) {
        if (changed != 1) {
            throw new IllegalStateException(
                    "OGMS-4202 The %s is not at version %d any more: it was changed without its lock."
                            .formatted(what, version - 1));
        }
    }

    private static UUID uuid(OrderId id) {
        return UUID.fromString(id.value());
    }

    private static @Nullable String method(TestOrder order) {
        return order.route().route() instanceof Route.Test test ? test.method().name() : null;
    }

    private static @Nullable String testCode(TestOrder order) {
        return order.route().route() instanceof Route.Test test ? test.testCode() : null;
    }

    /// Reads one row of `test_order`.
    public static TestOrder order(ResultSet row, int rowNumber) throws SQLException {
        return new TestOrder(
                new OrderId(row.getString("id")),
                row.getString("number"),
                new PersonId(row.getString("person_id")),
                Rows.text(row, "ordering_site").map(OdsCode::new),
                new OdsCode(row.getString("submitted_by")),
                row.getString("requester_name"),
                Rows.text(row, "indication_code"),
                row.getString("indication_name"),
                Priority.valueOf(row.getString("priority")),
                row.getObject("authored_on", LocalDate.class),
                Rows.instant(row, "received_at"),
                new OdsCode(row.getString("home_laboratory")),
                StoredRoute.read(row.getString("route")),
                OrderState.valueOf(row.getString("state")),
                Rows.optional(row, "due_on", LocalDate.class),
                Rows.JSON.readValue(
                        row.getString("phenotypes"),
                        new TypeReference<List<PhenotypeObservation>>() {}),
                OrderKind.valueOf(row.getString("kind")),
                new OrderContext(
                        Rows.text(row, "parent_order").map(OrderId::new),
                        Rows.text(row, "requisition"),
                        ParticipantRole.valueOf(row.getString("role"))),
                turnaround(row),
                row.getInt("version"));
    }

    private static Optional<Turnaround> turnaround(ResultSet row) throws SQLException {
        int days = row.getInt("turnaround_days");
        return Rows.text(row, "turnaround").map(category -> new Turnaround(category, days));
    }

    /// Reads one row of `lab_task`.
    public static LabTask task(ResultSet row, int rowNumber) throws SQLException {
        return new LabTask(
                new TaskId(row.getString("id")),
                new OrderId(row.getString("order_id")),
                TaskCode.valueOf(row.getString("code")),
                TaskStatus.valueOf(row.getString("status")),
                Rows.text(row, "status_reason"),
                Rows.text(row, "business_status"),
                Rows.text(row, "specimen_id").map(SpecimenId::new),
                new OdsCode(row.getString("owner")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "changed_at"),
                row.getInt("version"));
    }
}
