package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.directory.TestMethod;
import org.opengms.fhir.ResourceVersion;
import org.opengms.fhir.SearchKeys;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.LabTask;
import org.opengms.orders.Mover;
import org.opengms.orders.OrderContext;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderKind;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenId;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskMove;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.orders.Turnaround;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.routing.OpenWork;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Orders, specimens and the history of tasks, on a real PostgreSQL that began with the first
/// schema.
class JdbcProcessTest {
    private static final Instant NOW = Instant.parse("2026-06-03T09:00:00Z");
    private static final OdsCode SITE = new OdsCode("ZR101");
    private static final OdsCode LABORATORY = new OdsCode("ZL001");
    private static final OdsCode OTHER = new OdsCode("ZL002");
    private static final UUID OLD_ORDER = UUID.randomUUID();
    private static final UUID OLD_TASK = UUID.randomUUID();
    private static final NhsNumber NUMBER = new NhsNumber("9990000018");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static JdbcClient jdbc;

    private JdbcOrders orders;
    private PersonId person;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder).migrateTo("1");
        jdbc = database.jdbc();
        keepAnOrderOfTheFirstSchema();
        database.migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static void keepAnOrderOfTheFirstSchema() {
        UUID person = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into person (id, family_name, given_name, sex, postcode)
                        values (:id, 'Old', 'Robin', 'FEMALE', '')
                        """)
                .param("id", person)
                .update();
        jdbc.sql(
                        """
                        insert into test_order (id, number, person_id, submitted_by, requester_name,
                            indication_name, priority, authored_on, received_at, home_laboratory,
                            laboratory, method, test_code, route, state, due_on, phenotypes, version)
                        values (:id, 'OG-26-900001', :person, 'ZR101', '', '', 'ROUTINE', '2026-05-01',
                            '2026-05-01T08:00:00Z', 'ZL001', 'ZL001', 'WGS', 'R901.1',
                            cast(:route as jsonb), 'IN_LABORATORY', '2026-07-24', '[]', 1)
                        """)
                .param("id", OLD_ORDER)
                .param("person", person)
                .param("route", StoredRoute.write(route()))
                .update();
        jdbc.sql(
                        """
                        insert into lab_task (id, order_id, code, step, status, owner, created_at,
                            changed_at, version)
                        values (:id, :order, 'SAMPLE_PREPARATION', 3, 'ACCEPTED', 'ZL001',
                            '2026-05-01T08:00:00Z', '2026-05-02T08:00:00Z', 4)
                        """)
                .param("id", OLD_TASK)
                .param("order", OLD_ORDER)
                .update();
    }

    private static RouteDecision route() {
        return new RouteDecision(
                new Route.Test("R901.1", "Sample test", TestMethod.WGS, LABORATORY),
                List.of(),
                List.of("because"),
                "test");
    }

    @BeforeEach
    void somebody() {
        orders = database.orders();
        person = PersonId.random();
        new JdbcPeople(jdbc)
                .add(
                        new Person(
                                person,
                                Optional.empty(),
                                "Example",
                                "Robin",
                                Optional.empty(),
                                Sex.FEMALE,
                                ""));
    }

    private TestOrder order(OrderState state, OrderContext context) {
        TestOrder order =
                new TestOrder(
                        OrderId.random(),
                        orders.nextNumber(),
                        person,
                        Optional.of(SITE),
                        SITE,
                        "Dr Asha Demo",
                        Optional.of("R387"),
                        "Re-analysis",
                        Priority.ROUTINE,
                        LocalDate.of(2026, 5, 20),
                        NOW,
                        LABORATORY,
                        route(),
                        state,
                        Optional.of(LocalDate.of(2026, 8, 1)),
                        List.of(
                                new PhenotypeObservation(
                                        "HP:0001250", "Seizure", Presence.PRESENT)),
                        OrderKind.REANALYSIS,
                        context,
                        Optional.of(new Turnaround("wgs", 84)),
                        1);
        orders.add(order);
        return order;
    }

    private TestOrder order() {
        return order(OrderState.IN_LABORATORY, OrderContext.ALONE);
    }

    private static OrderSpecimen specimen(Optional<OrderId> order, String label, boolean here) {
        return new OrderSpecimen(
                SpecimenId.random(),
                order,
                label,
                "Blood specimen",
                Optional.of(NUMBER),
                here ? Optional.of(LABORATORY) : Optional.empty(),
                here ? Optional.of(NOW) : Optional.empty(),
                1);
    }

    private static TaskMove move(LabTask task, Optional<TaskStatus> from, OdsCode owner) {
        return new TaskMove(
                task.id(),
                task.order(),
                task.code(),
                from,
                TaskStatus.REQUESTED,
                Optional.of("other"),
                Optional.of("remote-sample-prep-required"),
                owner,
                Mover.OWNER_SENDING_AWAY,
                "N. Technologist",
                NOW,
                from.isEmpty() ? 1 : 2);
    }

    private static LabTask newTask(TestOrder order, OdsCode owner) {
        return new LabTask(
                TaskId.random(),
                order.id(),
                TaskCode.SAMPLE_PREPARATION,
                TaskStatus.REQUESTED,
                Optional.of("other"),
                Optional.empty(),
                owner,
                NOW,
                NOW,
                1);
    }

    private LabTask task(TestOrder order, Optional<SpecimenId> specimen, OdsCode owner) {
        LabTask task =
                new LabTask(
                        TaskId.random(),
                        order.id(),
                        TaskCode.SAMPLE_PREPARATION,
                        TaskStatus.REQUESTED,
                        Optional.empty(),
                        Optional.empty(),
                        specimen,
                        owner,
                        NOW,
                        NOW,
                        1);
        orders.addTask(task);
        return task;
    }

    @Test
    void anOrderComesBackWithItsKindItsFamilyAndItsStandard() {
        TestOrder parent = order();
        TestOrder order =
                order(
                        OrderState.IN_LABORATORY,
                        new OrderContext(
                                Optional.of(parent.id()),
                                Optional.of("family-7"),
                                ParticipantRole.CONSULTAND));
        assertEquals(Optional.of(order), orders.find(order.id()));
        TestOrder reported = order.inState(OrderState.REPORTED);
        orders.update(reported);
        assertEquals(Optional.of(reported), orders.find(order.id()));
    }

    @Test
    void anOrderThatIsBeingClosedIsNoDuplicate() {
        TestOrder order = order(OrderState.CLOSING, OrderContext.ALONE);
        assertFalse(orders.hasOpenOrder(order.person(), "R387"));
        assertTrue(orders.hasOpenOrder(order().person(), "R387"));
    }

    private static int openOrders(JdbcOrders orders, OdsCode laboratory, TestMethod method) {
        return orders.openWork().stream()
                .filter(w -> w.laboratory().equals(laboratory) && w.method() == method)
                .mapToInt(OpenWork::orders)
                .sum();
    }

    @Test
    void anOrderTakenInIsPartOfTheLoadAtOnce() {
        int before = openOrders(orders, LABORATORY, TestMethod.WGS);
        var _ = order();
        var _ = order(OrderState.CANCELLED, OrderContext.ALONE);
        assertEquals(before + 1, openOrders(orders, LABORATORY, TestMethod.WGS));
        assertEquals(before + 1, openOrders(database.orders(), LABORATORY, TestMethod.WGS));
        assertEquals(0, openOrders(orders, OTHER, TestMethod.EXOME));
    }

    @Test
    void tasksAndStepsKeptTogetherComeBackEach() {
        TestOrder order = order();
        LabTask first = newTask(order, LABORATORY);
        LabTask second = newTask(order, OTHER);
        orders.addTasks(List.of(first, second));
        List<TaskMove> steps =
                List.of(
                        move(first, Optional.empty(), LABORATORY),
                        move(second, Optional.empty(), OTHER),
                        move(second, Optional.of(TaskStatus.DRAFT), LABORATORY));
        orders.addMoves(steps);
        assertEquals(Optional.of(first), orders.findTask(first.id()));
        assertEquals(Optional.of(second), orders.findTask(second.id()));
        assertEquals(steps, orders.moves(order.id()));
    }

    @Test
    void anOrderSentBeforeIsFoundByItsNumberOrItsMessageForWhoSentItAlone() {
        ResourceStore store = new ResourceStore(jdbc, database.named());
        TestOrder order = order();
        String number = "identifier=https://example.org/orders|N-" + order.id();
        String digest = "digest=" + order.id();
        store.addAll(
                List.of(
                        version("ServiceRequest", order, 1, number),
                        version("Bundle", order, 1, digest)),
                "tester");
        assertEquals(
                List.of("ServiceRequest", "Bundle", "ServiceRequest"),
                List.of(List.of(number), List.of(digest), List.of(number, digest)).stream()
                        .map(tokens -> store.findSentBefore(tokens, SITE).orElseThrow().type())
                        .toList());
        assertEquals(
                Optional.of(order.id().value()),
                store.findSentBefore(List.of(number), OTHER).map(ResourceStore.Stored::id),
                "who sent it for the site");
        assertEquals(Optional.empty(), store.findSentBefore(List.of(number), new OdsCode("ZR999")));
        assertEquals(Optional.empty(), store.findSentBefore(List.of(digest + "x"), SITE));
        store.add(version("ServiceRequest", order, 2, number + "-changed"), "tester");
        assertEquals(Optional.empty(), store.findSentBefore(List.of(number), SITE));
    }

    /// Asked for by the site, sent by another organisation.
    private static ResourceVersion version(
            String type, TestOrder order, int version, String token) {
        return new ResourceVersion(
                type,
                order.id().value(),
                version,
                NOW,
                "{}",
                new SearchKeys(
                        Optional.of(order.person()),
                        Optional.of(order.id()),
                        Optional.of(LABORATORY),
                        Optional.of(SITE),
                        Optional.of(OTHER),
                        "active",
                        List.of(token),
                        Optional.empty()));
    }

    @Test
    void aSpecimenWaitsIsFoundAndJoinsItsOrder() {
        OrderSpecimen waiting = specimen(Optional.empty(), "T-77", true);
        orders.addSpecimen(waiting);
        assertEquals(List.of(waiting), orders.waitingSpecimens("T-77"));
        assertEquals(List.of(waiting), orders.waitingSpecimens(LABORATORY));
        assertEquals(List.of(), orders.waitingSpecimens(OTHER));
        TestOrder order = order();
        OrderSpecimen joined =
                new OrderSpecimen(
                        waiting.id(),
                        Optional.of(order.id()),
                        waiting.label(),
                        waiting.type(),
                        waiting.person(),
                        waiting.laboratory(),
                        waiting.arrivedAt(),
                        2);
        orders.updateSpecimen(joined);
        assertEquals(List.of(joined), orders.specimens(order.id()));
        assertEquals(List.of(), orders.waitingSpecimens("T-77"));
        assertThrows(IllegalStateException.class, () -> orders.updateSpecimen(joined));
    }

    @Test
    void aSpecimenIsExpectedByOpenOrdersOnly() {
        OrderSpecimen expected = specimen(Optional.of(order().id()), "T-88", false);
        orders.addSpecimen(expected);
        orders.addSpecimen(
                specimen(
                        Optional.of(order(OrderState.CANCELLED, OrderContext.ALONE).id()),
                        "T-88",
                        false));
        orders.addSpecimen(specimen(Optional.of(order().id()), "T-88", true));
        assertEquals(List.of(expected), orders.expectedSpecimens("T-88"));
    }

    @Test
    void aTaskComesBackWithItsSpecimenAndItsNewOwner() {
        TestOrder order = order();
        OrderSpecimen specimen = specimen(Optional.of(order.id()), "T-1", true);
        orders.addSpecimen(specimen);
        LabTask task = task(order, Optional.of(specimen.id()), LABORATORY);
        assertEquals(Optional.of(task), orders.findTask(task.id()));
        LabTask sent =
                new LabTask(
                        task.id(),
                        task.order(),
                        task.code(),
                        TaskStatus.REQUESTED,
                        Optional.empty(),
                        Optional.of("remote-sample-prep-required"),
                        task.specimen(),
                        OTHER,
                        NOW,
                        NOW,
                        2);
        orders.updateTask(sent);
        assertEquals(List.of(sent), orders.tasks(order.id()));
    }

    @Test
    void theHistoryOfATaskIsKeptAndNeverChanged() {
        TestOrder order = order();
        LabTask task = task(order, Optional.empty(), OTHER);
        TaskMove made = move(task, Optional.empty(), LABORATORY);
        TaskMove sent = move(task, Optional.of(TaskStatus.ACCEPTED), OTHER);
        orders.addMove(made);
        orders.addMove(sent);
        assertEquals(List.of(made, sent), orders.moves(order.id()));
        assertThrows(DataAccessException.class, () -> orders.addMove(sent), "one for each version");
        for (String change :
                List.of(
                        "update task_move set who = 'x'",
                        "delete from task_move where version > 0")) {
            DataAccessException refused =
                    assertThrows(DataAccessException.class, () -> jdbc.sql(change).update());
            assertTrue(String.valueOf(refused.getMessage()).contains("OGMS-4001"));
        }
        assertTrue(orders.worksFor(OTHER, order.person()));
        assertTrue(
                orders.worksFor(LABORATORY, order.person()),
                "who sent the work away still sees what becomes of it");
        for (OdsCode laboratory : List.of(OTHER, LABORATORY)) {
            assertEquals(
                    Set.of(order.person()),
                    orders.worksFor(laboratory, Set.of(order.person())),
                    "asked about many at once it is the same");
        }
        assertEquals(Set.of(), orders.worksFor(SITE, Set.of(order.person())));
    }

    @Test
    void aLabelIsLockedUntilTheTransactionEnds() {
        TransactionTemplate one = database.transactions();
        Boolean free =
                one.execute(_ -> {
                    orders.lockLabel("T-99");
                    return isFree("T-99");
                });
        assertEquals(false, free);
        assertTrue(isFree("T-99"));
    }

    /// Asks on a connection of its own.
    private static boolean isFree(String label) {
        try (var connection = java.sql.DriverManager.getConnection(database.url(), "postgres", "");
                var statement =
                        connection.prepareStatement(
                                "select pg_try_advisory_xact_lock(hashtextextended(?, 2))")) {
            statement.setString(1, label);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anOrderOfTheFirstSchemaHasAClockAndAHistory() {
        TestOrder old = orders.find(new OrderId(OLD_ORDER.toString())).orElseThrow();
        assertEquals(OrderKind.NORMAL, old.kind());
        assertEquals(OrderContext.ALONE, old.context());
        assertEquals(Optional.of(new Turnaround("wgs", 84)), old.turnaround());
        TaskMove last = orders.moves(old.id()).getLast();
        assertNotNull(last);
        assertEquals(new TaskId(OLD_TASK.toString()), last.task());
        assertEquals(TaskStatus.ACCEPTED, last.to());
        assertEquals(4, last.version());
        assertEquals(Optional.empty(), last.from());
    }
}
