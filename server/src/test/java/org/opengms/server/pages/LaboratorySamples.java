package org.opengms.server.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.CurrentOutage;
import org.opengms.infrastructure.Equipment;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.Figure;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.OpenQueue;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.ResourceKind;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.StaffRole;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.infrastructure.Told;
import org.opengms.laboratories.Reconciliation;
import org.opengms.laboratories.RefusedRow;
import org.opengms.laboratories.RowProblem;
import org.opengms.laboratories.WorkCheck;
import org.opengms.laboratories.WorkColumn;
import org.opengms.laboratories.WorkFile;
import org.opengms.laboratories.WorkFormat;
import org.opengms.laboratories.WorkImport;
import org.opengms.laboratories.WorkRow;
import org.opengms.laboratories.WorkScope;
import org.opengms.laboratories.WorkStatus;
import org.opengms.routing.Priority;
import org.opengms.routing.TurnaroundHistory;

/// Made-up content for the pages of a laboratory's capacity.
final class LaboratorySamples {
    private static final String NAME = "Northern Genomic Laboratory Hub";
    private static final Laboratory LABORATORY =
            new Laboratory(Samples.LABORATORY, NAME, "North", Map.of(TestMethod.WGS, 60), Map.of());
    private static final Instant TODAY = Samples.NOW.minus(Duration.ofHours(2));
    private static final Instant LONG_AGO = Samples.NOW.minus(Duration.ofDays(56));

    private LaboratorySamples() {}

    private static Said said(Instant at) {
        return new Said(
                Samples.SCIENTIST.id(),
                Samples.SCIENTIST.displayName(),
                "SCIENTIST",
                Samples.LABORATORY,
                at,
                Channel.FILE);
    }

    private static Told told(Instant asOf, Optional<Integer> importNumber) {
        return new Told(said(asOf), StalenessRule.STANDARD.judge(asOf, Samples.NOW), importNumber);
    }

    static Page empty(Frame frame) {
        return new Page.Capacity(
                frame,
                new CapacityView(
                        new LaboratoryState(
                                LABORATORY, Samples.NOW, Map.of(), List.of(), Map.of(), List.of()),
                        List.of(),
                        List.of(),
                        "The capacity is stated.",
                        List.of(),
                        Typed.NOTHING));
    }

    static Page capacity(Frame frame, List<FormProblem> problems, Typed typed) {
        LaboratoryState state =
                new LaboratoryState(
                        LABORATORY,
                        Samples.NOW,
                        Map.of(
                                new Limit.Method(TestMethod.WGS),
                                new Figure(60, Optional.empty()),
                                new Limit.Method(TestMethod.PANEL),
                                new Figure(40, Optional.of(told(LONG_AGO, Optional.empty()))),
                                new Limit.Resource(ResourceKind.STORAGE_GB),
                                new Figure(120_000, Optional.of(told(TODAY, Optional.empty()))),
                                new Limit.Staff(StaffRole.CONSULTANT),
                                new Figure(
                                        37.5,
                                        Optional.of(
                                                told(
                                                        Samples.NOW.minus(Duration.ofDays(1)),
                                                        Optional.empty())))),
                        List.of(
                                new Equipment(
                                        new EquipmentId("SEQ-01"),
                                        "Sequencer <X>",
                                        ResourceKind.GENOME_SLOTS,
                                        120,
                                        told(TODAY, Optional.empty())),
                                new Equipment(
                                        new EquipmentId("STORE-A"),
                                        "Object store",
                                        ResourceKind.STORAGE_GB,
                                        120_000,
                                        told(LONG_AGO, Optional.empty()))),
                        Map.of(
                                TestMethod.WGS,
                                new OpenQueue(
                                        1204, Optional.of(412), told(LONG_AGO, Optional.of(2))),
                                TestMethod.PANEL,
                                new OpenQueue(0, Optional.empty(), told(TODAY, Optional.empty()))),
                        List.of(
                                outage(TestMethod.WGS, 1, Optional.of(Duration.ofDays(3))),
                                outage(TestMethod.EXOME, 9, Optional.of(Duration.ofDays(-1))),
                                outage(TestMethod.PANEL, -4, Optional.empty()),
                                new CurrentOutage(
                                        new Claim.Outage(
                                                new OutageId(
                                                        "00000000-0000-4000-8000-000000000099"),
                                                new Limit.Resource(ResourceKind.GENOME_SLOTS),
                                                TODAY,
                                                Optional.empty(),
                                                0,
                                                Optional.of(new EquipmentId("SEQ-01"))),
                                        told(TODAY, Optional.empty()))));
        return new Page.Capacity(
                frame,
                new CapacityView(
                        state,
                        List.of(
                                new TurnaroundHistory.Past(
                                        Samples.LABORATORY, TestMethod.WGS, 120, 1500, 61.5, 94.2),
                                new TurnaroundHistory.Past(
                                        Samples.LABORATORY, TestMethod.PANEL, 12, 0, 30, 41)),
                        List.of(kept(3, Optional.empty()), kept(2, Optional.of(back()))),
                        "",
                        problems,
                        typed));
    }

    private static CurrentOutage outage(
            TestMethod method, int daysAgo, Optional<Duration> expectedIn) {
        Instant from = Samples.NOW.minus(Duration.ofDays(daysAgo));
        return new CurrentOutage(
                new Claim.Outage(
                        new OutageId(
                                "00000000-0000-4000-8000-0000000000%02d"
                                        .formatted(method.words().length())),
                        new Limit.Method(method),
                        from,
                        expectedIn.map(Samples.NOW::plus),
                        0.25),
                told(TODAY, Optional.empty()));
    }

    private static WorkImport.Withdrawal back() {
        return new WorkImport.Withdrawal(
                "Dr Wen Demo", "the list of <another> laboratory", said(TODAY));
    }

    private static WorkImport kept(int number, Optional<WorkImport.Withdrawal> withdrawal) {
        return new WorkImport(
                Samples.LABORATORY,
                number,
                new WorkFile(
                        "open orders, week 22, with a very long name that must not widen the page.csv",
                        "0123456789abcdef".repeat(4),
                        WorkScope.COMPLETE,
                        TODAY),
                WorkFormat.CSV,
                1700,
                1650,
                12,
                Map.of(TestMethod.WGS, new ImportedQueues.Count(1204, Optional.of(412))),
                Optional.of(reconciliation()),
                said(TODAY),
                withdrawal);
    }

    private static Reconciliation reconciliation() {
        return new Reconciliation(1, 40, 1150, 2, 61, 3, List.of("GL-1", "GL-2", "GL-3"));
    }

    static Page oneImport(Frame frame, List<FormProblem> problems) {
        return new Page.OneImport(
                frame,
                new WorkImportView(NAME, kept(3, Optional.empty()), problems, Typed.NOTHING));
    }

    static Page takenBack(Frame frame) {
        return new Page.OneImport(
                frame,
                new WorkImportView(NAME, kept(2, Optional.of(back())), List.of(), Typed.NOTHING));
    }

    static Page workCheck(Frame frame) {
        return new Page.WorkCheck(frame, view(Optional.empty(), Optional.of(reconciliation())));
    }

    static Page sameFile(Frame frame) {
        return new Page.WorkCheck(frame, view(Optional.of(3), Optional.empty()));
    }

    private static WorkCheckView view(
            Optional<Integer> sameAs, Optional<Reconciliation> reconciliation) {
        LocalDate day = LocalDate.of(2026, 5, 1);
        return new WorkCheckView(
                NAME,
                "00000000-0000-4000-8000-000000000009",
                new WorkCheck(
                        Samples.LABORATORY,
                        new WorkFile("open orders.csv", "0".repeat(64), WorkScope.COMPLETE, TODAY),
                        WorkFormat.CSV,
                        6,
                        List.of(
                                row(2, day, TestMethod.WGS, WorkStatus.OPEN),
                                row(3, day.minusDays(400), TestMethod.WGS, WorkStatus.ON_HOLD),
                                row(4, day, TestMethod.SINGLE_GENE, WorkStatus.OPEN)),
                        List.of(4),
                        1,
                        List.of(
                                RefusedRow.of(5, RowProblem.NHS_NUMBER),
                                RefusedRow.of(6, RowProblem.METHOD_UNKNOWN, WorkColumn.METHOD),
                                new RefusedRow(
                                        7, RowProblem.REPEATED, Optional.empty(), Optional.of(2))),
                        List.of("Column 9 is not asked for and was not taken."),
                        sameAs,
                        reconciliation));
    }

    private static WorkRow row(int line, LocalDate received, TestMethod method, WorkStatus status) {
        return new WorkRow(
                line,
                "GL-" + line,
                Optional.empty(),
                Optional.empty(),
                method,
                Priority.ROUTINE,
                received,
                Optional.empty(),
                Optional.empty(),
                status);
    }
}
