package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.ResourceKind;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.StaffRole;
import org.opengms.infrastructure.Statement;
import org.opengms.laboratories.Reconciliation;
import org.opengms.laboratories.WorkCheck;
import org.opengms.laboratories.WorkFile;
import org.opengms.laboratories.WorkFormat;
import org.opengms.laboratories.WorkImport;
import org.opengms.laboratories.WorkKey;
import org.opengms.laboratories.WorkRow;
import org.opengms.laboratories.WorkScope;
import org.opengms.laboratories.WorkStatus;
import org.opengms.routing.Priority;
import org.opengms.routing.TurnaroundHistory;
import org.opengms.server.journey.TestService;
import org.opengms.testing.Cases;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Statements and imports on a real PostgreSQL; each test has a laboratory of its own.
@ExtendWith(TestService.Extension.class)
class JdbcLaboratoriesTest {
    private static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");
    private static final AtomicInteger LABORATORIES = new AtomicInteger();

    private JdbcClient jdbc;
    private JdbcStatements statements;
    private JdbcWork work;
    private OdsCode lab;

    @BeforeEach
    void begin(TestService service) {
        jdbc = service.service().context().getBean(JdbcClient.class);
        statements = new JdbcStatements(jdbc);
        work = new JdbcWork(jdbc);
        lab = new OdsCode("ZT%03d".formatted(LABORATORIES.incrementAndGet()));
    }

    private Said said(Instant at) {
        return new Said("scientist.zt", "Dr Demo", "SCIENTIST", lab, at, Channel.FILE);
    }

    private Statement statement(Claim claim, LocalDate from, Instant saidAt) {
        return new Statement(lab, claim, saidAt, from, said(saidAt));
    }

    private List<Statement> holding(Instant at) {
        return statements.holding(at).stream()
                .filter(s -> s.subject().equals(lab))
                .sorted(Comparator.comparing(s -> s.claim().topic()))
                .toList();
    }

    @Nested
    class Statements {
        @Test
        void comeBackAsTheyWereSaid() {
            OutageId outage = OutageId.random();
            LocalDate today = LocalDate.of(2026, 6, 15);
            List<Statement> said =
                    List.of(
                            statement(
                                    new Claim.Capacity(
                                            new Limit.Resource(ResourceKind.NETWORK_GB), 12.5),
                                    today,
                                    NOW),
                            statement(
                                    new Claim.Capacity(new Limit.Staff(StaffRole.CONSULTANT), 75),
                                    today,
                                    NOW),
                            statement(
                                    new Claim.Queue(TestMethod.WGS, 12, Optional.of(40)),
                                    today,
                                    NOW),
                            statement(
                                    new Claim.Queue(TestMethod.EXOME, 0, Optional.empty()),
                                    today,
                                    NOW),
                            statement(
                                    new Claim.Outage(
                                            outage,
                                            new Limit.Method(TestMethod.WGS),
                                            NOW,
                                            Optional.of(NOW.plusSeconds(60)),
                                            0.5),
                                    today,
                                    NOW),
                            statement(
                                    new Claim.Outage(
                                            OutageId.random(),
                                            new Limit.Resource(ResourceKind.GENOME_SLOTS),
                                            NOW,
                                            Optional.empty(),
                                            0,
                                            Optional.of(new EquipmentId("SEQ-01"))),
                                    today,
                                    NOW),
                            statement(
                                    new Claim.Equipment(
                                            new EquipmentId("SEQ-01"),
                                            "Sequencer",
                                            ResourceKind.GENOME_SLOTS,
                                            120),
                                    today,
                                    NOW),
                            statement(
                                    new Claim.Readiness(new DigitalReadiness(1, 0.5, 0.25, 0)),
                                    today,
                                    NOW));
            statements.add(said);
            assertEquals(
                    said.stream().sorted(Comparator.comparing(s -> s.claim().topic())).toList(),
                    holding(NOW));
            assertEquals(said.reversed(), statements.history(lab, 100));
            statements.add(
                    List.of(
                            statement(
                                    new Claim.OutageEnd(outage, NOW), today, NOW.plusSeconds(1))));
            assertEquals(8, holding(NOW).size());
            assertEquals(7, holding(NOW.plusSeconds(1)).size());
        }

        /// The rule, written once more: said by then, its day come; the latest day, then the last
        /// word, then what was added last.
        @Test
        void holdByTheLatestDayAndThenTheLastWord() {
            Cases.check(
                    12,
                    random -> {
                        lab = new OdsCode("ZT%03d".formatted(LABORATORIES.incrementAndGet()));
                        List<Statement> all = new ArrayList<>();
                        for (int i = 0; i < 20; i++) {
                            all.add(any(random, i));
                        }
                        statements.add(all);
                        for (int day = -3; day < 12; day++) {
                            Instant at = NOW.plus(Duration.ofDays(day));
                            assertEquals(expected(all, at), holding(at));
                        }
                    });
        }

        private Statement any(RandomGenerator random, int amount) {
            Instant saidAt = NOW.plus(Duration.ofHours(random.nextInt(0, 200)));
            return statement(
                    new Claim.Capacity(Limit.all().get(random.nextInt(3)), amount),
                    Statement.dayOf(saidAt).plusDays(random.nextInt(-2, 5)),
                    saidAt);
        }

        private List<Statement> expected(List<Statement> all, Instant at) {
            List<Statement> holding = new ArrayList<>();
            for (int limit = 0; limit < 3; limit++) {
                String topic = Limit.all().get(limit).code();
                Statement best = null;
                for (Statement one : all) {
                    boolean counts =
                            one.claim().topic().equals(topic)
                                    && !one.said().at().isAfter(at)
                                    && !one.from().isAfter(Statement.dayOf(at));
                    if (counts && (best == null || !isBefore(one, best))) {
                        best = one;
                    }
                }
                if (best != null) {
                    holding.add(best);
                }
            }
            holding.sort(Comparator.comparing(s -> s.claim().topic()));
            return holding;
        }

        private boolean isBefore(Statement one, Statement other) {
            return one.from().isBefore(other.from())
                    || (one.from().equals(other.from())
                            && one.said().at().isBefore(other.said().at()));
        }
    }

    private static WorkRow row(
            int line, String reference, TestMethod method, LocalDate received, String reported) {
        return new WorkRow(
                line,
                reference,
                Optional.of("R901"),
                line % 2 == 0 ? Optional.of("R901.%d".formatted(line)) : Optional.empty(),
                method,
                Priority.URGENT,
                received,
                Optional.of(received.plusDays(84)),
                reported.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(reported)),
                reported.isEmpty() ? WorkStatus.OPEN : WorkStatus.REPORTED);
    }

    private WorkImport workImport(int number, WorkScope scope, Instant at, int open) {
        return new WorkImport(
                lab,
                number,
                new WorkFile("list.csv", "%064x".formatted(number), scope, at),
                WorkFormat.CSV,
                7,
                3,
                1,
                Map.of(TestMethod.WGS, new ImportedQueues.Count(open, Optional.of(9))),
                number == 1
                        ? Optional.empty()
                        : Optional.of(new Reconciliation(1, 1, 2, 3, 4, 1, List.of("G7"))),
                said(at),
                Optional.empty());
    }

    private Optional<ImportedQueues.OpenWork> inForce(Instant at) {
        return work.at(at).stream().filter(w -> w.laboratory().equals(lab)).findFirst();
    }

    @Nested
    class Imports {
        private final LocalDate april = LocalDate.of(2026, 4, 1);

        @Test
        void comeBackAsTheyWereKept() {
            WorkImport first = workImport(work.nextNumber(lab), WorkScope.COMPLETE, NOW, 5);
            WorkRow open = row(2, "G1", TestMethod.WGS, april, "");
            WorkRow reported = row(3, "G2", TestMethod.PANEL, april, "2026-05-01");
            work.add(first, List.of(open, reported), Set.of(2));
            WorkImport second = workImport(work.nextNumber(lab), WorkScope.HISTORY, NOW, 0);
            work.add(second, List.of(row(2, "G3", TestMethod.WGS, april, "2026-05-01")), Set.of());

            assertEquals(List.of(second, first), work.imports(lab, 10));
            assertEquals(Optional.of(first), work.find(lab, 1));
            assertEquals(
                    Map.of(open.key(), WorkStatus.OPEN, reported.key(), WorkStatus.REPORTED),
                    work.statuses(lab, 1));
            assertEquals(
                    Set.of(reported.key()),
                    work.known(lab, Set.of(reported.key(), new WorkKey("G2", "WGS"))));
            assertEquals(Optional.of(1), work.findCurrent(lab));
            assertEquals(Optional.of(2), work.findByDigest(lab, second.file().sha256()));
            assertEquals(3, work.nextNumber(lab));
            assertEquals(
                    Optional.of(
                            new ImportedQueues.OpenWork(lab, 1, NOW, first.said(), first.open())),
                    inForce(NOW));
            assertEquals(Optional.empty(), inForce(NOW.minusSeconds(1)));
        }

        @Test
        void areTakenBackAndTheOneBeforeHoldsAgain() {
            work.add(workImport(1, WorkScope.COMPLETE, NOW, 5), List.of(), Set.of());
            work.add(
                    workImport(2, WorkScope.COMPLETE, NOW.plusSeconds(60), 9),
                    List.of(row(2, "G1", TestMethod.WGS, april, "")),
                    Set.of());
            WorkImport.Withdrawal back =
                    new WorkImport.Withdrawal("Dr A", "wrong", said(NOW.plusSeconds(120)));
            work.withdraw(lab, 2, back);
            assertEquals(Optional.of(back), work.find(lab, 2).orElseThrow().withdrawal());
            assertEquals(Optional.of(1), work.findCurrent(lab));
            assertEquals(Optional.empty(), work.findByDigest(lab, "%064x".formatted(2)));
            assertEquals(Set.of(), work.known(lab, Set.of(new WorkKey("G1", "R901.2"))));
            assertEquals(2, inForce(NOW.plusSeconds(119)).orElseThrow().importNumber());
            assertEquals(1, inForce(NOW.plusSeconds(120)).orElseThrow().importNumber());
        }

        @Test
        void waitForTheirConfirmationByTheSamePerson() {
            WorkCheck check =
                    new WorkCheck(
                            lab,
                            new WorkFile("a.csv", "0".repeat(64), WorkScope.COMPLETE, NOW),
                            WorkFormat.CSV,
                            2,
                            List.of(row(2, "G1", TestMethod.WGS, april, "")),
                            List.of(2),
                            1,
                            List.of(),
                            List.of("A note."),
                            Optional.empty(),
                            Optional.of(new Reconciliation(1, 1, 0, 0, 0, 1, List.of("G9"))));
            UUID id = work.layBy(check, "scientist.zt");
            assertEquals(Optional.empty(), work.takeUp(id, lab, "somebody.else"));
            assertEquals(Optional.empty(), work.takeUp(id, new OdsCode("ZT999"), "scientist.zt"));
            assertEquals(Optional.of(check), work.takeUp(id, lab, "scientist.zt"));
            assertEquals(Optional.empty(), work.takeUp(id, lab, "scientist.zt"));
        }

        @Test
        void areForgottenUnconfirmedAfterAnHour() {
            WorkCheck check =
                    new WorkCheck(
                            lab,
                            new WorkFile("a.csv", "0".repeat(64), WorkScope.COMPLETE, NOW),
                            WorkFormat.CSV,
                            0,
                            List.of(),
                            List.of(),
                            0,
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty());
            UUID id = work.layBy(check, "scientist.zt");
            jdbc.sql("update work_upload set at = now() - interval '61 minutes' where id = :id")
                    .param("id", id)
                    .update();
            assertEquals(Optional.empty(), work.takeUp(id, lab, "scientist.zt"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update statement set channel = 'PAGE'",
                "delete from statement",
                "update work_import set rows_kept = 0",
                "delete from work_import",
                "update work_row set status = 'OPEN'",
                "delete from work_row",
                "update work_withdrawal set reason = ''",
                "delete from work_withdrawal"
            })
    void nothingIsChanged(String sql) {
        statements.add(
                List.of(
                        statement(
                                new Claim.Queue(TestMethod.WGS, 1, Optional.empty()),
                                LocalDate.of(2026, 6, 15),
                                NOW)));
        work.add(
                workImport(1, WorkScope.COMPLETE, NOW, 1),
                List.of(row(2, "G1", TestMethod.WGS, LocalDate.of(2026, 4, 1), "")),
                Set.of());
        work.withdraw(lab, 1, new WorkImport.Withdrawal("Dr A", "wrong", said(NOW)));
        DataAccessException refused =
                assertThrows(DataAccessException.class, () -> jdbc.sql(sql).update());
        assertTrue(String.valueOf(refused.getMessage()).contains("OGMS-4001"));
    }

    @Nested
    class Turnaround {
        private final LocalDate april = LocalDate.of(2026, 4, 1);

        private List<TurnaroundHistory.Past> history(String from, String until) {
            return new JdbcTurnarounds(jdbc)
                    .reported(LocalDate.parse(from), LocalDate.parse(until)).stream()
                            .filter(p -> p.laboratory().equals(lab))
                            .toList();
        }

        private void reportedOnThePlatform(int days) {
            UUID person = UUID.randomUUID();
            jdbc.sql(
                            """
                            insert into person (id, family_name, given_name, sex, postcode)
                            values (:id, 'Muster', 'Robin', 'FEMALE', '')
                            """)
                    .param("id", person)
                    .update();
            jdbc.sql(
                            """
                            insert into test_order (id, number, person_id, submitted_by, requester_name,
                                indication_name, priority, authored_on, received_at, home_laboratory,
                                laboratory, method, test_code, route, state, phenotypes, version, reported_at)
                            values (:id, :number, :person, 'ZR101', '', '', 'ROUTINE', '2026-04-01',
                                '2026-04-01T08:00:00Z', :lab, :lab, 'WGS', 'R901.1', '{"reasons": []}',
                                'REPORTED', '[]', 1, cast('2026-04-01T08:00:00Z' as timestamptz) + :days * interval '1 day')
                            """)
                    .param("id", UUID.randomUUID())
                    .param("number", "T-" + UUID.randomUUID())
                    .param("person", person)
                    .param("lab", lab.value())
                    .param("days", days)
                    .update();
        }

        /// Ten and twenty days on the platform, thirty and forty in the lists: half within 25 days;
        /// nine in ten within 37.
        @Test
        void isOfThePlatformAndOfTheListsTogether() {
            reportedOnThePlatform(10);
            reportedOnThePlatform(20);
            work.add(
                    workImport(1, WorkScope.HISTORY, NOW, 0),
                    List.of(
                            row(2, "G1", TestMethod.WGS, april, "2026-05-31"),
                            row(3, "G2", TestMethod.WGS, april, "2026-05-11"),
                            // on the platform too, and counted there
                            row(4, "G3", TestMethod.WGS, april, "2026-06-01"),
                            // still open
                            row(5, "G4", TestMethod.WGS, april, "")),
                    Set.of(4));
            // the next list corrects the first order's day
            work.add(
                    workImport(2, WorkScope.HISTORY, NOW, 0),
                    List.of(row(2, "G1", TestMethod.WGS, april, "2026-05-01")),
                    Set.of());
            assertEquals(
                    List.of(new TurnaroundHistory.Past(lab, TestMethod.WGS, 2, 2, 25, 37)),
                    history("2026-04-01", "2026-06-15"));
            // 10, 20 and 30 days, the last on its very day
            assertEquals(
                    List.of(new TurnaroundHistory.Past(lab, TestMethod.WGS, 2, 1, 20, 28)),
                    history("2026-04-01", "2026-05-01"));
            work.withdraw(lab, 2, new WorkImport.Withdrawal("Dr A", "wrong", said(NOW)));
            assertEquals(
                    List.of(new TurnaroundHistory.Past(lab, TestMethod.WGS, 2, 2, 30, 54)),
                    history("2026-04-01", "2026-06-15"));
            assertEquals(List.of(), history("2026-06-02", "2026-06-15"));
        }
    }

    @Test
    void recentStatesAreReadAgainInTheirTimeAndThePastAsItWas() {
        List<Instant> asked = new ArrayList<>();
        RecentStates recent =
                new RecentStates(at -> {
                    asked.add(at);
                    return new NetworkState(at, List.of(), Map.of());
                });
        assertEquals(NOW, recent.at(NOW).at());
        assertEquals(NOW, recent.at(NOW).at());
        assertEquals(List.of(NOW), asked);
        assertEquals(NOW.minusSeconds(1), recent.at(NOW.minusSeconds(1)).at());
        assertEquals(NOW.plusSeconds(3600), recent.at(NOW.plusSeconds(3600)).at());
    }
}
