package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.cohort.CohortStore;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Said;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.logbook.LogRecords;
import org.opengms.orders.OrderId;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TestOrder;
import org.opengms.people.PersonId;
import org.opengms.planning.routing.Replay;
import org.opengms.planning.trial.LiveDecisions;
import org.opengms.routing.OpenWork;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RoutingTrace;
import org.opengms.routing.StandingGenome;
import org.opengms.transparency.record.LabelKey;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows of earlier versions of the service, carried on by the migrations after them, on a real
/// PostgreSQL.
class MigrationTest {
    private static final OdsCode LABORATORY = new OdsCode("ZL001");
    private static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static JdbcClient jdbc;

    private static final UUID AGREED = UUID.randomUUID();
    private static final UUID CHILD = UUID.randomUUID();
    private static final UUID CHANGED = UUID.randomUUID();
    private static final UUID LATER = UUID.randomUUID();
    private static final UUID REFUSED = UUID.randomUUID();
    private static final UUID SILENT = UUID.randomUUID();

    private static final UUID ORDER = UUID.randomUUID();
    private static String record = "";

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder).migrateTo("8");
        jdbc = database.jdbc();
        saidInTheEighth();
        database.migrateTo("9");
        orderedInTheNinth();
        database.migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static void saidInTheEighth() {
        for (UUID person : List.of(AGREED, CHILD, CHANGED, LATER, REFUSED, SILENT)) {
            jdbc.sql(
                            """
                            insert into person (id, family_name, given_name, birth_date, sex, postcode)
                            values (:id, 'Old', 'Robin', cast(:born as date), 'FEMALE', '')
                            """)
                    .param("id", person)
                    .param("born", person.equals(CHILD) ? "2020-01-01" : "1980-01-01")
                    .update();
        }
        said(AGREED, "2026-01-10T09:00:00Z", "TAKEN", true, "AGREED", "2026-01-05");
        said(CHILD, "2026-01-11T09:00:00Z", "TAKEN", true, "AGREED", "2026-01-05");
        said(CHANGED, "2026-01-12T09:00:00Z", "TAKEN", true, "AGREED", "2026-01-05");
        said(CHANGED, "2026-02-12T09:00:00Z", "TAKEN", true, "DECLINED", "2026-02-11");
        said(LATER, "2026-01-13T23:30:00Z", "TO_FOLLOW", null, "UNDECIDED", null);
        said(REFUSED, "2026-01-14T09:00:00Z", "TAKEN", false, "UNDECIDED", "2026-01-20");
    }

    private static void said(
            UUID person,
            String at,
            String state,
            @Nullable Boolean agreed,
            String research,
            @Nullable String takenOn) {
        jdbc.sql(
                        """
                        insert into consent_event (person_id, at, state, test_agreed, research, taken_on, evidence)
                        values (:person, cast(:at as timestamptz), :state, :agreed, :research,
                            cast(:taken as date), 'Consent/' || :person)
                        """)
                .param("person", person)
                .param("at", at)
                .param("state", state)
                .param("agreed", agreed, Types.BOOLEAN)
                .param("research", research)
                .param("taken", takenOn, Types.VARCHAR)
                .update();
    }

    private static void orderedInTheNinth() {
        jdbc.sql(
                        """
                        insert into test_order (id, number, person_id, submitted_by, requester_name,
                            indication_name, priority, authored_on, received_at, home_laboratory,
                            laboratory, method, test_code, route, state, due_on, phenotypes, version)
                        values (:id, 'OG-26-900001', :person, 'ZR101', '', '', 'ROUTINE', '2026-05-01',
                            '2026-05-01T08:00:00Z', 'ZL001', 'ZL001', 'PANEL', 'R901.2',
                            cast(:route as jsonb), 'IN_LABORATORY', '2026-07-24', '[]', 1)
                        """)
                .param("id", ORDER)
                .param("person", AGREED)
                .param(
                        "route",
                        """
                        {"kind": "test", "testCode": "R901.2", "testName": "Panel", "method": "PANEL",
                         "laboratory": "ZL001", "options": [], "reasons": ["because"],
                         "policyVersion": "committed-work-2026.1", "promisedOn": "2026-07-20"}
                        """)
                .update();
        LiveDecisions service = new LiveDecisions(5);
        record = service.router().decide(service.request(1), service.state()).line();
        jdbc.sql(
                        """
                        insert into routing_record (order_id, at, kind, policy_version, indication_group, region,
                            maturity, eligible, served, family, negative_before, record)
                        values (:order, :at, 'decision', 'committed-work-2026.1', 'rare-disease', 'North',
                            'DIGITAL', true, false, 'SINGLETON', '{}', :record)
                        """)
                .param("order", ORDER)
                .param("at", Rows.utc(NOW))
                .param("record", JdbcRouting.packed(record))
                .update();
        for (UUID member : List.of(AGREED, CHILD)) {
            joined(member);
        }
    }

    private static void joined(UUID member) {
        jdbc.sql(
                        "insert into cohort_member (person_id, order_id, added_at) values (:person, :order, now())")
                .param("person", member)
                .param("order", ORDER)
                .update();
    }

    @Nested
    class MembersOfTheCohortOfTheNinthVersion {
        @Test
        void haveNumbersFromNoughtAndSoHasTheNext() {
            joined(CHANGED);
            assertEquals(
                    List.of(0, 1, 2),
                    new JdbcCohort(jdbc)
                            .members(Optional.empty(), 10).stream()
                                    .map(CohortStore.Member::number)
                                    .sorted()
                                    .toList());
        }
    }

    @Nested
    class WhatPersonsSaidInTheEighthVersion {
        private final JdbcConsents consents =
                new JdbcConsents(
                        jdbc,
                        new JdbcLogBook(jdbc, database.transactions()),
                        new LogRecords(LabelKey.of(new byte[LabelKey.BYTES])));

        private List<ConsentStatement> statements(UUID person) {
            return consents.history(new PersonId(person.toString())).statements();
        }

        private ResearchStanding research(UUID person) {
            return consents.history(new PersonId(person.toString())).now(NOW).research();
        }

        @Test
        void isSaidInTheSameWordsAtTheSameTime() {
            ConsentStatement one = statements(AGREED).getFirst();
            assertEquals(
                    new Said.Discussion(
                            new RecordOfDiscussion(
                                    DiscussionState.TAKEN,
                                    Optional.of(true),
                                    ResearchChoice.AGREED,
                                    Optional.of(LocalDate.of(2026, 1, 5)))),
                    one.said());
            assertEquals(LocalDate.of(2026, 1, 5), one.saidOn());
            assertEquals(Instant.parse("2026-01-10T09:00:00Z"), one.recordedAt());
            assertEquals("Consent/" + AGREED, one.evidence());
            assertEquals(1, statements(AGREED).size());
        }

        @Test
        void holdsAsItDid() {
            assertEquals(new ResearchStanding.Agreed(LocalDate.of(2026, 1, 5)), research(AGREED));
            assertEquals(
                    new ResearchStanding.Declined(LocalDate.of(2026, 2, 11)), research(CHANGED));
            assertEquals(2, statements(CHANGED).size());
            assertEquals(List.of(), statements(SILENT));
            assertTrue(consents.isTestAgreed(new PersonId(AGREED.toString())));
            assertFalse(consents.isTestAgreed(new PersonId(REFUSED.toString())));
            assertFalse(consents.isTestAgreed(new PersonId(LATER.toString())));
        }

        /// The form did not say who chose, so a child's yes is a parent's and ends when they grow
        /// up.
        @Test
        void isAParentsWhereTheyWereAChild() {
            assertEquals(new ResearchStanding.Agreed(LocalDate.of(2026, 1, 5)), research(CHILD));
            assertTrue(
                    consents.history(new PersonId(CHILD.toString()))
                                    .now(Instant.parse("2038-02-01T09:00:00Z"))
                                    .research()
                            instanceof ResearchStanding.Lapsed);
        }

        /// Half past eleven in the evening of winter is the same day in the United Kingdom.
        @Test
        void withoutADayIsOfTheDayOnWhichItWasRecorded() {
            assertEquals(LocalDate.of(2026, 1, 13), statements(LATER).getFirst().saidOn());
        }

        /// A discussion that was dated after it was recorded cannot have been then.
        @Test
        void isNeverSaidAfterItWasRecorded() {
            assertEquals(LocalDate.of(2026, 1, 14), statements(REFUSED).getFirst().saidOn());
            assertEquals(
                    Optional.of(LocalDate.of(2026, 1, 20)),
                    ((Said.Discussion) statements(REFUSED).getFirst().said()).record().takenOn());
        }
    }

    @Nested
    class AnOrderOfTheNinthVersion {
        private final JdbcOrders orders = database.orders();
        private final OrderId id = new OrderId(ORDER.toString());

        private long genomesCounted() {
            return database.orders().openWork().stream()
                    .filter(work -> work.method() == TestMethod.WGS)
                    .mapToLong(OpenWork::orders)
                    .sum();
        }

        @Test
        void hasNoGenomeBehindItAndMayBeGivenOne() {
            TestOrder order = orders.find(id).orElseThrow();
            assertEquals(Optional.of(LocalDate.of(2026, 7, 20)), order.route().promisedOn());
            assertEquals(Optional.empty(), order.route().standing());
            assertEquals(List.of(), orders.standingSteps(id));
            assertEquals(0, genomesCounted());

            StandingGenome genome =
                    new StandingGenome(
                            new Route.Test("R901.1", "Genome", TestMethod.WGS, LABORATORY),
                            LocalDate.of(2026, 7, 24),
                            LocalDate.of(2026, 10, 16));
            TestOrder kept = withGenome(order, genome);
            orders.update(kept);
            assertEquals(Optional.of(genome), orders.find(id).orElseThrow().route().standing());
            orders.addStandingStep(kept, step(StandingStep.Kind.KEPT, Optional.empty()));
            assertEquals(1, genomesCounted());
            orders.addStandingStep(kept, step(StandingStep.Kind.DUE, Optional.empty()));
            assertEquals(1, genomesCounted());
            orders.addStandingStep(kept, step(StandingStep.Kind.ORDERED, Optional.of(id)));
            assertEquals(0, genomesCounted());
            assertEquals(
                    List.of(
                            StandingStep.Kind.KEPT,
                            StandingStep.Kind.DUE,
                            StandingStep.Kind.ORDERED),
                    orders.standingSteps(id).stream().map(StandingStep::kind).toList());
            assertThrows(
                    DataAccessException.class,
                    () ->
                            orders.addStandingStep(
                                    kept, step(StandingStep.Kind.ORDERED, Optional.of(id))),
                    "one order follows");
            assertThrows(
                    DataAccessException.class,
                    () -> jdbc.sql("delete from standing_genome_step").update());
        }

        private static StandingStep step(StandingStep.Kind kind, Optional<OrderId> followUp) {
            return new StandingStep(NOW, "Service", "service", kind, "", followUp);
        }

        private static TestOrder withGenome(TestOrder order, StandingGenome genome) {
            RouteDecision route = order.route();
            return OwnDatabase.withRoute(
                    order,
                    new RouteDecision(
                            route.route(),
                            route.options(),
                            route.reasons(),
                            route.policyVersion(),
                            route.override(),
                            route.promisedOn(),
                            Optional.of(genome),
                            Optional.<RoutingTrace>empty()));
        }

        @Test
        void hasItsDecisionMadeAgainToTheByte() {
            List<String> lines = new ArrayList<>();
            new JdbcRouting(jdbc)
                    .decisions(LocalDate.of(2026, 6, 15), LocalDate.of(2026, 6, 15), lines::add);
            assertEquals(List.of(record), lines);
            Replay.Report report = Replay.of(lines);
            assertEquals(1, report.identical(), report.problems()::toString);
        }
    }
}
