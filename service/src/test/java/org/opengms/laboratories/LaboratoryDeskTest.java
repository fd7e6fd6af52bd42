package org.opengms.laboratories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.FakeStatements;
import org.opengms.fakes.FakeWork;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Declaration;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.infrastructure.StatedLaboratories;
import org.opengms.infrastructure.Statement;
import org.opengms.testing.SettableClock;

/// The northern laboratory on the morning of 15 June 2026. In its directory R901.1 is a whole
/// genome, R901.2 a panel.
class LaboratoryDeskTest {
    private static final OdsCode LAB = World.NORTH_LAB;
    private static final Actor SCIENTIST = actor(LAB, Role.SCIENTIST);
    private static final String HEADING =
            "reference,indication,test,method,priority,received,due,reported,status\n";

    private final FakeStatements statements = new FakeStatements();
    private final FakeWork work = new FakeWork();
    private final SettableClock clock = new SettableClock(World.NOW);
    private final LaboratoryDesk desk =
            new LaboratoryDesk(
                    World.NETWORK,
                    new StatedLaboratories(World.NETWORK, statements, work, StalenessRule.STANDARD),
                    statements,
                    work,
                    () -> new TestDirectories(List.of(World.DIRECTORY_2026)),
                    clock);

    private static Actor actor(OdsCode organisation, Role... roles) {
        return new Actor("somebody", "Dr Some Body", organisation, Set.of(roles));
    }

    private static Declaration queue(int openOrders) {
        return Declaration.of(
                World.NOW,
                new Declaration.DeclaredQueue(TestMethod.WGS, openOrders, Optional.empty()));
    }

    private static Declaration outage(Optional<OutageId> which, double left) {
        return Declaration.of(
                World.NOW,
                new Declaration.DeclaredOutage(
                        which, "method:WGS", World.NOW, Optional.empty(), left, Optional.empty()));
    }

    private static Declaration end(OutageId which, Instant at) {
        return Declaration.of(World.NOW, new Declaration.DeclaredOutageEnd(which, at));
    }

    private static <T> T done(LaboratoryAnswer<T> answer) {
        if (answer instanceof LaboratoryAnswer.Done<T>(var value)) {
            return value;
        }
        throw new AssertionError(answer);
    }

    private static String refused(LaboratoryAnswer<?> answer) {
        return assertInstanceOf(LaboratoryAnswer.Refused.class, answer).reason();
    }

    private LaboratoryState state() {
        return done(desk.state(LAB, SCIENTIST));
    }

    private WorkCheck check(String rows, WorkScope scope) {
        byte[] bytes = (HEADING + rows).getBytes(StandardCharsets.UTF_8);
        String digest = "%064x".formatted(rows.hashCode() & 0xffffffffL);
        return done(
                desk.check(
                        LAB,
                        WorkSheet.read(bytes),
                        new WorkFile("list.csv", digest, scope, World.NOW),
                        SCIENTIST));
    }

    private WorkCheck check(String rows) {
        return check(rows, WorkScope.COMPLETE);
    }

    private WorkImport keep(String rows) {
        return done(desk.keep(check(rows), Channel.FILE, SCIENTIST));
    }

    @Nested
    class WhoMaySpeak {
        @ParameterizedTest
        @CsvSource({
            "ZLN01, LABORATORY, Done",
            "ZLN01, SCIENTIST,  Done",
            "ZLS01, OPERATOR,   Done",
            "ZLS01, LABORATORY, NotAllowed",
            "ZLS01, SCIENTIST,  NotAllowed",
            "ZLN01, MANAGER,    NotAllowed",
            "ZLN01, CLINICIAN,  NotAllowed",
            "ZTA01, CLINICIAN,  NotAllowed"
        })
        void forTheNorthernLaboratory(OdsCode organisation, Role role, String answer) {
            Actor actor = actor(organisation, role);
            assertEquals(answer, desk.state(LAB, actor).getClass().getSimpleName());
            assertEquals(answer, desk.imports(LAB, actor).getClass().getSimpleName());
            assertEquals(
                    answer,
                    desk.declare(LAB, queue(3), Channel.API, actor).getClass().getSimpleName());
            assertEquals(answer.equals("Done") ? 1 : 0, statements.all.size());
            WorkCheck check = check("G1,,,wgs,,2026-06-01,,,\n");
            assertEquals(answer, desk.keep(check, Channel.API, actor).getClass().getSimpleName());
            assertEquals(answer.equals("Done") ? 1 : 0, work.imports.size());
            if (work.imports.isEmpty()) {
                keep("G1,,,wgs,,2026-06-01,,,\n");
            }
            assertEquals(
                    answer,
                    desk.withdraw(LAB, 1, "Dr A", "wrong", Channel.API, actor)
                            .getClass()
                            .getSimpleName());
        }

        @Test
        void nobodyForALaboratoryThatIsNotThere() {
            OdsCode unknown = new OdsCode("ZL999");
            assertInstanceOf(
                    LaboratoryAnswer.NotFound.class,
                    desk.state(unknown, actor(unknown, Role.LABORATORY)));
            assertInstanceOf(
                    LaboratoryAnswer.NotFound.class,
                    desk.state(unknown, actor(LAB, Role.OPERATOR)));
        }
    }

    @Nested
    class ADeclaration {
        @Test
        void isKeptWithWhoSaidIt() {
            done(desk.declare(LAB, queue(120), Channel.API, SCIENTIST));
            Statement kept = statements.all.getFirst();
            assertEquals("Dr Some Body", kept.said().name());
            assertEquals("SCIENTIST", kept.said().role());
            assertEquals(World.NOW, kept.said().at());
            assertEquals(Channel.API, kept.said().channel());
            assertEquals(120, state().offPlatformOpenOrders(TestMethod.WGS));
        }

        @Test
        void isCorrectedByALaterOne() {
            done(desk.declare(LAB, queue(120), Channel.API, SCIENTIST));
            clock.pass(Duration.ofMinutes(1));
            done(desk.declare(LAB, queue(12), Channel.API, SCIENTIST));
            assertEquals(12, state().offPlatformOpenOrders(TestMethod.WGS));
            assertEquals(2, statements.all.size());
        }

        /// SEQ-01 gives genome slots; the second cannot be out, nor the first of storage.
        @ParameterizedTest
        @CsvSource({
            "SEQ-01, resource:GENOME_SLOTS, true",
            "SEQ-01, resource:STORAGE_GB,   false",
            "SEQ-02, resource:GENOME_SLOTS, false",
        })
        void statesAnOutageOfEquipmentThatItHas(EquipmentId which, String limit, boolean has) {
            done(
                    desk.declare(
                            LAB,
                            Declaration.of(
                                    World.NOW,
                                    new Declaration.DeclaredEquipment(
                                            new EquipmentId("SEQ-01"),
                                            "Sequencer",
                                            "resource:GENOME_SLOTS",
                                            60,
                                            Optional.empty())),
                            Channel.API,
                            actor(LAB, Role.LABORATORY)));
            LaboratoryAnswer<List<Statement>> answer =
                    desk.declare(
                            LAB,
                            Declaration.of(
                                    World.NOW,
                                    new Declaration.DeclaredOutage(
                                            Optional.empty(),
                                            limit,
                                            World.NOW,
                                            Optional.empty(),
                                            0,
                                            Optional.of(which))),
                            Channel.API,
                            actor(LAB, Role.LABORATORY));
            if (has) {
                assertEquals(1, done(answer).size());
            } else {
                assertTrue(refused(answer).startsWith("OGMS-6511"));
            }
        }

        @ParameterizedTest
        @CsvSource({"ZTA01, true", "ZR999, false"})
        void statesOwnSitesOnly(OdsCode site, boolean own) {
            Declaration readiness =
                    Declaration.of(
                            World.NOW,
                            new Declaration.DeclaredReadiness(
                                    site, new DigitalReadiness(1, 1, 1, 1), Optional.empty()));
            OdsCode home = World.NETWORK.homeLaboratoryOf(site).ods();
            LaboratoryAnswer<List<Statement>> answer =
                    desk.declare(home, readiness, Channel.API, actor(home, Role.LABORATORY));
            if (own) {
                assertEquals(site, done(answer).getFirst().subject());
            } else {
                assertTrue(refused(answer).startsWith("OGMS-6505"));
            }
        }

        @Test
        void beginsCorrectsAndEndsAnOutage() {
            done(desk.declare(LAB, outage(Optional.empty(), 0), Channel.PAGE, SCIENTIST));
            OutageId id = state().outages().getFirst().outage().id();
            clock.pass(Duration.ofMinutes(1));
            done(desk.declare(LAB, outage(Optional.of(id), 0.5), Channel.PAGE, SCIENTIST));
            assertEquals(0.5, state().outages().getFirst().outage().remainingShare());
            clock.pass(Duration.ofMinutes(1));
            assertTrue(
                    refused(
                                    desk.declare(
                                            LAB,
                                            end(id, World.NOW.plus(Duration.ofDays(1))),
                                            Channel.PAGE,
                                            SCIENTIST))
                            .startsWith("OGMS-6504"));
            done(desk.declare(LAB, end(id, World.NOW), Channel.PAGE, SCIENTIST));
            assertEquals(List.of(), state().outages());
            assertTrue(
                    refused(desk.declare(LAB, end(id, World.NOW), Channel.PAGE, SCIENTIST))
                            .startsWith("OGMS-6504"));
        }

        @Test
        void ofAnUnknownOutageIsRefusedWhole() {
            OutageId unknown = OutageId.random();
            assertTrue(
                    refused(
                                    desk.declare(
                                            LAB,
                                            outage(Optional.of(unknown), 0),
                                            Channel.API,
                                            SCIENTIST))
                            .startsWith("OGMS-6504"));
            assertEquals(List.of(), statements.all);
        }

        @Test
        void ofTheFutureIsRefused() {
            clock.pass(Duration.ofDays(-1));
            assertTrue(
                    refused(desk.declare(LAB, queue(1), Channel.API, SCIENTIST))
                            .startsWith("OGMS-6506"));
        }
    }

    @Nested
    class ARow {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "G1,R901,R901.1,,,2026-04-01,,,             | WGS",
                    "G1,R901,R901.2,,,01/04/2026,,,             | PANEL",
                    "G1,,,Whole Genome Sequencing,,2026-04-01,,, | WGS",
                    "G1,,,SNP array,,1-Apr-2026,,,              | MICROARRAY",
                    "G1,,,single_gene,,2026-04-01 08:30,,,      | SINGLE_GENE",
                    "G1,,WES,,,2026-04-01T08:30:00Z,,,          | EXOME",
                    "G1,R999,R999.9,panel,,1 April 2026,,,      | PANEL"
                })
        void isUnderstood(String row, TestMethod method) {
            WorkCheck check = check(row + "\n");
            assertEquals(List.of(), check.refused());
            assertEquals(method, check.rows().getFirst().method());
            assertEquals(java.time.LocalDate.of(2026, 4, 1), check.rows().getFirst().received());
            assertEquals(WorkStatus.OPEN, check.rows().getFirst().status());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    ",,,wgs,,2026-04-01,,,                     | REFERENCE_MISSING",
                    "Anna Muster,,,wgs,,2026-04-01,,,          | REFERENCE_UNUSABLE",
                    "Ä1,,,wgs,,2026-04-01,,,                   | REFERENCE_UNUSABLE",
                    "1.23E+11,,,wgs,,2026-04-01,,,             | REFERENCE_ROUNDED",
                    "#N/A,,,wgs,,2026-04-01,,,                 | SPREADSHEET_ERROR",
                    "G1,,,wgs,,########,,,                     | SPREADSHEET_ERROR",
                    "G1,R901,,,,2026-04-01,,,                  | METHOD_MISSING",
                    "G1,,,magic,,2026-04-01,,,                 | METHOD_UNKNOWN",
                    "G1,,R999.9,,,2026-04-01,,,                | TEST_UNKNOWN",
                    "G1,,,wgs,soon,2026-04-01,,,               | PRIORITY_UNKNOWN",
                    "G1,,,wgs,,2026-04-01,,,lost               | STATUS_UNKNOWN",
                    "G1,,,wgs,,,,,                             | RECEIVED_MISSING",
                    "G1,,,wgs,,31/02/2026,,,                   | DATE_UNREADABLE",
                    "G1,,,wgs,,04/31/2026,,,                   | DATE_UNREADABLE",
                    "G1,,,wgs,,1/4/26,,,                       | DATE_UNREADABLE",
                    "G1,,,wgs,,46113,,,                        | DATE_AS_NUMBER",
                    "G1,,,wgs,,1926-04-01,,,                   | DATE_IMPLAUSIBLE",
                    "G1,,,wgs,,2026-06-16,,,                   | DATE_IMPLAUSIBLE",
                    "G1,,,wgs,,2026-04-01,2226-04-01,,         | DATE_IMPLAUSIBLE",
                    "G1,,,wgs,,2026-04-01,,2026-07-01,         | DATE_IMPLAUSIBLE",
                    "G1,,,wgs,,2026-04-01,,2026-03-01,         | DATES_DISAGREE",
                    "G1,,,wgs,,2026-04-01,2026-03-01,,         | DATES_DISAGREE",
                    "G1,,,wgs,,2026-04-01,,2026-05-01,open     | STATUS_DISAGREES",
                    "G1,,,wgs,,2026-04-01,,,reported           | STATUS_DISAGREES",
                    "G1,,,wgs,,2026-04-01,,2026-05-01,cancelled | STATUS_DISAGREES",
                    "9990000018,,,wgs,,2026-04-01,,,           | NHS_NUMBER"
                })
        void isRefused(String row, RowProblem problem) {
            WorkCheck check = check(row + "\n");
            assertEquals(List.of(), check.rows());
            assertEquals(problem, check.refused().getFirst().problem());
            assertEquals(2, check.refused().getFirst().line());
        }

        @Test
        void withWordsWhereCodesBelongLosesThem() {
            WorkRow row = check("G1,Anna's kidneys,,wgs,,2026-04-01,,,\n").rows().getFirst();
            assertEquals(Optional.empty(), row.indication());
        }
    }

    @Nested
    class ADryRun {
        @Test
        void saysEverythingAndKeepsNothing() {
            work.platform.add("G2");
            WorkCheck check =
                    check(
                            """
                            G1,,R901.1,,,2026-06-10,,,
                            G2,,R901.1,,,2026-05-10,,,
                            G3,,R901.2,,urgent,2026-01-10,,,on hold
                            G4,,R901.2,,,2026-01-10,,2026-03-01,
                            G5,,R901.2,,,2026-01-10,,,cancelled
                            G1,,R901.1,,,2026-06-10,,,
                            G1,,R901.2,,,2026-06-10,,,
                            G6,,,magic,,2026-06-10,,,
                            """);
            assertEquals(8, check.rowsRead());
            assertEquals(6, check.rows().size());
            assertEquals(List.of(3), check.onPlatform());
            assertEquals(1, check.repeated());
            assertEquals(
                    List.of(
                            new RefusedRow(
                                    7, RowProblem.REPEATED, Optional.empty(), Optional.of(2)),
                            RefusedRow.of(9, RowProblem.METHOD_UNKNOWN, WorkColumn.METHOD)),
                    check.refused());
            Map<TestMethod, Map<AgeBand, Integer>> open = new EnumMap<>(TestMethod.class);
            open.put(TestMethod.WGS, Map.of(AgeBand.TO_14, 1));
            open.put(TestMethod.PANEL, Map.of(AgeBand.TO_14, 1, AgeBand.TO_365, 1));
            assertEquals(open, check.openByAge());
            assertEquals(Optional.empty(), check.reconciliation());
            assertEquals(List.of(), work.imports);
        }

        @Test
        void ofAListOfTomorrowIsRefused() {
            clock.pass(Duration.ofSeconds(-1));
            assertTrue(
                    refused(
                                    desk.check(
                                            LAB,
                                            WorkSheet.read(
                                                    (HEADING + "G1,,,wgs,,2026-04-01,,,\n")
                                                            .getBytes(StandardCharsets.UTF_8)),
                                            new WorkFile(
                                                    "",
                                                    "0".repeat(64),
                                                    WorkScope.COMPLETE,
                                                    World.NOW),
                                            SCIENTIST))
                            .startsWith("OGMS-6525"));
        }
    }

    @Nested
    class AnImport {
        private static final String FIRST =
                """
                G1,,R901.1,,,2026-06-01,,,
                G2,,R901.1,,,2026-05-06,,,
                G3,,R901.2,,,2026-06-02,,,
                G4,,R901.2,,,2026-01-10,,2026-03-01,
                """;
        private static final String SECOND =
                """
                G1,,R901.1,,,2026-06-01,,,
                G2,,R901.1,,,2026-05-06,,2026-06-14,
                G4,,R901.2,,,2026-01-10,,,open
                G5,,R901.1,,,2026-06-14,,,
                """;

        @Test
        void countsInTheQueue() {
            work.platform.add("G3");
            WorkImport kept = keep(FIRST);
            assertEquals(1, kept.number());
            assertEquals(4, kept.rowsKept());
            assertEquals(1, kept.onPlatform());
            assertEquals(2, state().offPlatformOpenOrders(TestMethod.WGS));
            assertEquals(0, state().offPlatformOpenOrders(TestMethod.PANEL));
            assertEquals(
                    Optional.of(40), state().queue(TestMethod.WGS).orElseThrow().oldestAgeDays());
        }

        @Test
        void isComparedWithTheListBefore() {
            keep(FIRST);
            WorkCheck check = check(SECOND);
            assertEquals(
                    Optional.of(new Reconciliation(1, 1, 1, 1, 1, 1, List.of("G3"))),
                    check.reconciliation());
            assertEquals(3, check.known());
        }

        @Test
        void ofTheSameFileIsToldAndNotKept() {
            keep(FIRST);
            assertEquals(Optional.of(1), check(FIRST).sameAs());
            assertTrue(
                    refused(desk.keep(check(FIRST), Channel.FILE, SCIENTIST))
                            .startsWith("OGMS-6528 This very file is import 1"));
            assertEquals(1, work.imports.size());
        }

        @Test
        void withoutAUsableRowIsNotKept() {
            assertTrue(
                    refused(
                                    desk.keep(
                                            check("G1,,,magic,,2026-04-01,,,\n"),
                                            Channel.FILE,
                                            SCIENTIST))
                            .startsWith("OGMS-6529"));
        }

        @Test
        void isTakenBackByAPersonWithAReason() {
            keep(FIRST);
            keep(SECOND);
            assertEquals(2, state().offPlatformOpenOrders(TestMethod.WGS));
            assertEquals(1, state().offPlatformOpenOrders(TestMethod.PANEL));
            clock.pass(Duration.ofHours(1));
            WorkImport back =
                    done(
                            desk.withdraw(
                                    LAB, 2, " Dr A ", "the wrong file", Channel.PAGE, SCIENTIST));
            assertEquals("Dr A", back.withdrawal().orElseThrow().person());
            assertEquals(2, state().offPlatformOpenOrders(TestMethod.WGS));
            assertEquals(
                    Optional.of(1),
                    state().queue(TestMethod.WGS).orElseThrow().told().importNumber());
            assertEquals(2, done(desk.imports(LAB, SCIENTIST)).size());
            assertTrue(
                    refused(desk.withdraw(LAB, 2, "Dr A", "again", Channel.PAGE, SCIENTIST))
                            .startsWith("OGMS-6527"));
            assertEquals(3, keep(SECOND).number());
        }

        @ParameterizedTest
        @CsvSource({"'',wrong", "Dr A,''", "'  ','  '", "Dr A,was for 9990000018"})
        void isNotTakenBackOtherwise(String person, String reason) {
            keep(FIRST);
            assertTrue(
                    refused(desk.withdraw(LAB, 1, person, reason, Channel.PAGE, SCIENTIST))
                            .startsWith("OGMS-6526"));
        }

        @Test
        void thatIsNotThereCannotBeTakenBack() {
            assertInstanceOf(
                    LaboratoryAnswer.NotFound.class,
                    desk.withdraw(LAB, 7, "Dr A", "wrong", Channel.PAGE, SCIENTIST));
        }

        @Test
        void ofHistoryLeavesTheQueueAsItWas() {
            keep(FIRST);
            WorkCheck history = check("H1,,R901.1,,,2026-01-01,,2026-03-01,\n", WorkScope.HISTORY);
            assertEquals(Optional.empty(), history.reconciliation());
            done(desk.keep(history, Channel.FILE, SCIENTIST));
            assertEquals(2, state().offPlatformOpenOrders(TestMethod.WGS));
            assertEquals(
                    RowProblem.OPEN_IN_HISTORY,
                    check("H2,,R901.1,,,2026-01-01,,,\n", WorkScope.HISTORY)
                            .refused()
                            .getFirst()
                            .problem());
        }

        @Test
        void isConfirmedAfterADryRun() {
            WorkCheck check = check(FIRST);
            var id = desk.layBy(check, SCIENTIST);
            assertEquals(1, done(desk.confirm(id, LAB, SCIENTIST)).number());
            assertInstanceOf(LaboratoryAnswer.NotFound.class, desk.confirm(id, LAB, SCIENTIST));
        }
    }

    /// Whatever lists follow one another, each open order of one is in exactly one part of the
    /// comparison, and what holds is what the newest list in force has open.
    @Test
    void noOrderGetsLostBetweenLists() {
        org.opengms.testing.Cases.check(
                60,
                random -> {
                    work.imports.clear();
                    work.rows.clear();
                    int openBefore = 0;
                    for (int list = 0; list < 4; list++) {
                        StringBuilder rows = new StringBuilder();
                        int open = 0;
                        for (int i = 0; i < 12; i++) {
                            switch (random.nextInt(3)) {
                                case 0 -> {
                                    rows.append("G%d,,,wgs,,2026-04-01,,,open\n".formatted(i));
                                    open++;
                                }
                                case 1 ->
                                        rows.append(
                                                "G%d,,,wgs,,2026-04-01,,2026-05-01,\n"
                                                        .formatted(i));
                                default -> {}
                            }
                        }
                        rows.append(
                                "L%d,,,wgs,,2026-04-01,,2026-05-01,\n"
                                        .formatted(random.nextInt(1_000_000)));
                        WorkCheck check = check(rows.toString());
                        if (check.sameAs().isPresent()) {
                            continue;
                        }
                        if (check.reconciliation().isPresent()) {
                            Reconciliation r = check.reconciliation().get();
                            assertEquals(open, r.fresh() + r.stillOpen() + r.reopened());
                            assertEquals(
                                    openBefore,
                                    r.stillOpen() + r.closedSince() + r.goneWithoutReport());
                        }
                        done(desk.keep(check, Channel.FILE, SCIENTIST));
                        assertEquals(open, state().offPlatformOpenOrders(TestMethod.WGS));
                        openBefore = open;
                    }
                });
    }
}
