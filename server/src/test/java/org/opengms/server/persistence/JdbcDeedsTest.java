package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.TaskStatus;
import org.opengms.training.AttemptStep;
import org.opengms.training.Attempts;
import org.opengms.training.Deed;
import org.opengms.training.DeedCheck;
import org.opengms.training.Doer;
import org.opengms.training.ExerciseId;
import org.opengms.training.FirstOrders;
import org.opengms.training.Place;
import org.opengms.training.Practice;
import org.springframework.dao.DataAccessException;

/// What people did and attempted, on a real PostgreSQL. Each test has people of its own.
@SuppressWarnings("NullAway.Init")
class JdbcDeedsTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant BEFORE = NINE.minusSeconds(1);
    private static final String TERM =
            """
            [{"termId":"HP:0001250","label":"Seizure","presence":"PRESENT"},
             {"termId":"HP:0001263","label":"Delay","presence":"ABSENT"}]
            """;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static JdbcDeeds deeds;
    private static int orders;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder.resolve("database")).migrate();
        deeds = new JdbcDeeds(database.jdbc());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Doer doer(String account) {
        return new Doer(account, "Name of " + account, new OdsCode("ZL001"));
    }

    private static UUID person() {
        UUID id = UUID.randomUUID();
        database.jdbc()
                .sql(
                        "insert into person (id, family_name, given_name, sex, postcode) values (:id, 'A', 'B', 'UNKNOWN', '')")
                .param("id", id)
                .update();
        return id;
    }

    private static UUID order(
            UUID person, String by, String method, String phenotypes, String findings, Instant at) {
        UUID id = UUID.randomUUID();
        database.jdbc()
                .sql(
                        """
                        insert into test_order (id, number, person_id, submitted_by, requester_name,
                            indication_name, priority, authored_on, received_at, home_laboratory,
                            laboratory, method, route, state, phenotypes, findings, version)
                        values (:id, :number, :person, 'ZR101', 'R', 'I', 'ROUTINE', '2026-03-02',
                            cast(:at as timestamptz), 'ZL001', 'ZL001', :method, '{}', 'ON_HOLD',
                            cast(:phenotypes as jsonb), cast(:findings as jsonb), 1)
                        """)
                .param("id", id)
                .param("number", "D-" + ++orders)
                .param("person", person)
                .param("at", Rows.utc(at))
                .param("method", method)
                .param("phenotypes", phenotypes)
                .param("findings", findings)
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into resource_version (type, id, version, last_updated, recorded_by, body)
                        values ('ServiceRequest', :id, 1, cast(:at as timestamptz), :by, '{}')
                        """)
                .param("id", id.toString())
                .param("at", Rows.utc(at))
                .param("by", by)
                .update();
        return id;
    }

    private static void said(UUID person, String kind, String by, boolean agreed, String research) {
        database.jdbc()
                .sql(
                        """
                        insert into consent_statement (id, person_id, kind, state, test_agreed, research,
                            evidence, said_on, recorded_at, recorded_by)
                        values (gen_random_uuid(), :person, :kind, 'TAKEN', :agreed, :research, 'E',
                            '2026-03-02', cast(:at as timestamptz), :by)
                        """)
                .param("person", person)
                .param("kind", kind)
                .param("agreed", agreed)
                .param("research", research)
                .param("at", Rows.utc(NINE))
                .param("by", by)
                .update();
    }

    private static String finding(String grade) {
        return """
        [{"kind":"SENT_BEFORE","grade":"%s","path":"x","words":"w","advice":"a","mdsQuestion":""}]
        """
                .formatted(grade);
    }

    @Test
    void anOrderIsToldWithWhatItStatedAndWhatWasFound() {
        UUID discussed = person();
        said(discussed, "DISCUSSION", "ann", true, "AGREED");
        UUID good = order(discussed, "ann", "WGS", TERM, finding("INFORMATION"), NINE);
        UUID put = person();
        said(put, "DISCUSSION", "ann", false, "UNDECIDED");
        UUID bad = order(put, "ann", "PANEL", "[]", finding("WARNING"), NINE.plusSeconds(1));
        order(person(), "bob", "WGS", TERM, "[]", NINE);
        order(person(), "ann", "WGS", TERM, "[]", BEFORE);

        assertEquals(
                List.of(
                        new Deed.Ordered(good.toString(), true, 1, true, 0),
                        new Deed.Ordered(bad.toString(), false, 0, false, 1)),
                deeds.since(doer("ann"), NINE));
    }

    @Test
    void aChoiceIsFoundWhicheverWayItsRecorderIsWritten() {
        UUID one = person();
        UUID two = person();
        said(one, "RESEARCH", "cat", true, "AGREED");
        said(two, "RESEARCH", "cat of ZL001", true, "UNDECIDED");
        said(person(), "RESEARCH", "cat of ZL002", true, "AGREED");

        List<Deed> found = deeds.since(doer("cat"), NINE);

        assertEquals(2, found.size());
        assertTrue(found.contains(new Deed.ChoiceRecorded(one.toString(), true)));
        assertTrue(found.contains(new Deed.ChoiceRecorded(two.toString(), false)));
    }

    @Test
    void samplesTasksAndReportsAreFoundByNameAndOrganisation() {
        UUID order = order(person(), "clinic", "WGS", "[]", "[]", NINE);
        for (String[] who :
                List.of(
                        new String[] {"Name of dan", "ZL001"},
                        new String[] {"Name of dan", "ZL002"},
                        new String[] {"Name of eve", "ZL001"})) {
            database.jdbc()
                    .sql(
                            """
                            insert into order_event (order_id, at, who, organisation, what)
                            values (:order, cast(:at as timestamptz), :who, :organisation, 'Sample arrived')
                            """)
                    .param("order", order)
                    .param("at", Rows.utc(NINE))
                    .param("who", who[0])
                    .param("organisation", who[1])
                    .update();
        }
        UUID task = UUID.randomUUID();
        database.jdbc()
                .sql(
                        """
                        insert into lab_task (id, order_id, code, step, status, owner, created_at,
                            changed_at, version)
                        values (:id, :order, 'SAMPLE_PREPARATION', 3, 'ACCEPTED', 'ZL001',
                            cast(:at as timestamptz), cast(:at as timestamptz), 2)
                        """)
                .param("id", task)
                .param("order", order)
                .param("at", Rows.utc(NINE))
                .update();
        String[] movers = {"SERVICE", "OWNER"};
        for (int i = 0; i < movers.length; i++) {
            database.jdbc()
                    .sql(
                            """
                            insert into task_move (task_id, order_id, code, to_status, owner, mover, who,
                                at, version)
                            values (:task, :order, 'SAMPLE_PREPARATION', 'ACCEPTED', 'ZL001', :mover,
                                'Name of dan', cast(:at as timestamptz), :version)
                            """)
                    .param("task", task)
                    .param("order", order)
                    .param("mover", movers[i])
                    .param("at", Rows.utc(NINE.plusSeconds(1)))
                    .param("version", i + 1)
                    .update();
        }
        database.jdbc()
                .sql(
                        """
                        insert into report (id, version, order_id, status, kind, conclusion, variants,
                            issued_at, signed_by, cause)
                        values (gen_random_uuid(), 1, :order, 'FINAL', 'NEGATIVE', 'C', '[]',
                            cast(:at as timestamptz), 'Name of dan', 'NONE')
                        """)
                .param("order", order)
                .param("at", Rows.utc(NINE.plusSeconds(2)))
                .update();
        // where variants are listed, a signature without a mark leaves open what they mean
        for (String variants : List.of("[{\"rank\": 1}]", "[]")) {
            database.jdbc()
                    .sql(
                            """
                            insert into report (id, version, order_id, status, kind, conclusion, variants,
                                issued_at, signed_by)
                            values (gen_random_uuid(), 1, :order, 'FINAL', 'UNCERTAIN', 'C',
                                cast(:variants as jsonb), cast(:at as timestamptz), 'Name of dan')
                            """)
                    .param("order", order)
                    .param("variants", variants)
                    .param("at", Rows.utc(NINE.plusSeconds(variants.length() == 2 ? 4 : 3)))
                    .update();
        }

        assertEquals(
                List.of(
                        new Deed.SampleBooked(order.toString()),
                        new Deed.TaskMoved(order.toString(), TaskStatus.ACCEPTED),
                        new Deed.ReportSigned(order.toString(), true),
                        new Deed.ReportSigned(order.toString(), false),
                        new Deed.ReportSigned(order.toString(), true)),
                deeds.since(doer("dan"), NINE));
    }

    private static void step(String table, String keys, String values, String step) {
        database.jdbc()
                .sql(
                        "insert into %s (%s, at, step) values (%s, cast(:at as timestamptz), cast(:step as jsonb))"
                                .formatted(table, keys, values))
                .param("at", Rows.utc(NINE))
                .param("step", step)
                .update();
    }

    @Test
    void projectsMoneyOutputsAndPagesAreFoundByAccount() {
        UUID project = UUID.randomUUID();
        String of = "'%s', %d, 'fay'";
        step(
                "project_event",
                "project, number, account",
                of.formatted(project, 1),
                """
                {"event":{"kind":"drafted","application":{"why":"because","purpose":{"area":"x"}}}}
                """);
        step(
                "project_event",
                "project, number, account",
                of.formatted(project, 2),
                """
                {"event":{"kind":"submitted"}}
                """);
        step(
                "project_event",
                "project, number, account",
                of.formatted(project, 3),
                """
                {"event":{"kind":"voted","vote":{"choice":"APPROVE","reason":" twelve long "}}}
                """);
        step(
                "contract_step",
                "contract, number, by",
                "'C-1', 1, 'fay'",
                "{\"step\":{\"kind\":\"drafted\"}}");
        step(
                "contract_step",
                "contract, number, by",
                "'C-1', 2, 'fay'",
                "{\"step\":{\"kind\":\"signed\"}}");
        step(
                "fund_step",
                "number, by",
                "1, 'fay'",
                "{\"step\":{\"kind\":\"proposed\",\"number\":\"S-1\"}}");
        UUID request = UUID.randomUUID();
        database.jdbc()
                .sql(
                        """
                        insert into output_request (id, project, title, asked_by, kind, name, runs,
                            context, findings, sha256, bytes, content)
                        values (:id, 'P', 'T', 'gus', 'TABLE', 'n', '{}', '{}', '[]', 'x', 0, '')
                        """)
                .param("id", request)
                .update();
        String[] events = {"RELEASED", "APPROVED_BY_CHECKER"};
        for (int i = 0; i < events.length; i++) {
            database.jdbc()
                    .sql(
                            """
                            insert into output_event (request_id, number, what, at, by_whom, words)
                            values (:id, :number, :what, cast(:at as timestamptz), 'fay', 'all large')
                            """)
                    .param("id", request)
                    .param("number", i + 1)
                    .param("what", events[i])
                    .param("at", Rows.utc(NINE))
                    .update();
        }
        deeds.looked("fay", Place.OVERVIEW, NINE);
        deeds.looked("fay", Place.CAPACITY, BEFORE);
        deeds.looked("gus", Place.CAPACITY, NINE);

        List<Deed> found = deeds.since(doer("fay"), NINE);

        assertEquals(
                List.of(
                        new Deed.Drafted(project.toString(), true),
                        new Deed.Applied(project.toString()),
                        new Deed.Voted(project.toString(), 11),
                        new Deed.OutputJudged(request.toString(), 9),
                        new Deed.ContractDrafted("C-1"),
                        new Deed.SpendProposed("S-1"),
                        new Deed.Looked(Place.OVERVIEW)),
                found);
    }

    @Test
    void attemptsComeBackAsTheyWereAndNoneIsTakenTwice() {
        JdbcAttempts attempts = new JdbcAttempts(database.jdbc());
        ExerciseId exercise = new ExerciseId("order-genome");
        List<AttemptStep> steps =
                List.of(
                        new AttemptStep.Begun(NINE, Optional.empty()),
                        new AttemptStep.Begun(
                                NINE, Optional.of(new Practice("A tube.", "/laboratory/samples"))),
                        new AttemptStep.Missed(
                                NINE.plusSeconds(1), List.of(DeedCheck.ORDER_WITH_FEATURES)),
                        new AttemptStep.Passed(NINE.plusSeconds(2), UUID.randomUUID()));
        for (int i = 0; i < steps.size(); i++) {
            assertTrue(attempts.append("hal", exercise, i, steps.get(i), "2026.1"));
        }

        assertFalse(
                attempts.append(
                        "hal",
                        exercise,
                        2,
                        new AttemptStep.Begun(NINE, Optional.empty()),
                        "2026.1"));
        assertEquals(List.of(new Attempts("hal", exercise, steps)), attempts.of("hal"));
        assertEquals(List.of(), attempts.of("ivy"));
        for (String change :
                List.of(
                        "update exercise_step set kind = 'BEGUN'",
                        "delete from exercise_step",
                        "truncate exercise_step",
                        "delete from exercise_visit",
                        "truncate exercise_visit")) {
            deeds.looked("hal", Place.OVERVIEW, BEFORE);
            assertThrows(
                    DataAccessException.class, () -> database.jdbc().sql(change).update(), change);
        }
    }

    @Test
    void firstOrdersAreThoseOfNinetyDaysWithTheirErrors() {
        order(person(), "joy", "WGS", TERM, "[]", NINE);
        order(person(), "joy", "WGS", TERM, finding("INFORMATION"), NINE.plusSeconds(1));
        // relatives that cannot be tested count in no exercise, and in no rate of errors
        order(
                person(),
                "joy",
                "WGS",
                TERM,
                finding("WARNING").replace("SENT_BEFORE", "FAMILY_INCOMPLETE"),
                NINE.plusSeconds(1));
        order(person(), "joy", "WGS", TERM, finding("WARNING"), NINE.plusSeconds(2));
        Instant last = NINE.plusSeconds(90L * 24 * 60 * 60);
        order(person(), "joy", "WGS", TERM, finding("ERROR"), last.minusSeconds(1));
        order(person(), "joy", "WGS", TERM, finding("ERROR"), last);
        for (int status : new int[] {200, 422}) {
            database.jdbc()
                    .sql(
                            """
                            insert into submission (request_id, actor, body_sha256, status, response, at)
                            values (:id, 'joy', 'x', :status, '', cast(:at as timestamptz))
                            """)
                    .param("id", "r" + status)
                    .param("status", status)
                    .param("at", Rows.utc(NINE.plusSeconds(3)))
                    .update();
        }

        assertEquals(
                List.of(new FirstOrders("joy", NINE, 6, 3)),
                new JdbcFirstOrders(database.jdbc())
                        .first(90).stream().filter(one -> one.account().equals("joy")).toList());
    }
}
