package org.opengms.fakes;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.cases.Analysis;
import org.opengms.cases.Report;
import org.opengms.cases.ReportDesk;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ReportedVariant;
import org.opengms.cases.ResultKind;
import org.opengms.cohort.CohortDesk;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.gate.AccessLog;
import org.opengms.gate.Actor;
import org.opengms.gate.Gate;
import org.opengms.gate.Role;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.AskedOrder;
import org.opengms.orders.EarlierTests;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderListener;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskOutcome;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.people.PersonId;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.YieldTable;
import org.opengms.routing.CommittedWorkPolicy;
import org.opengms.routing.NegativeTest;
import org.opengms.routing.RoutingPolicy;
import org.opengms.routing.ServedGroups;
import org.opengms.routing.SignedRules;
import org.opengms.routing.TestNeeds;
import org.opengms.samples.SequencingFile;
import org.opengms.testing.SettableClock;
import org.opengms.workforce.CompetenceCheck;

/// A small service: two laboratories, two ordering sites of two trusts, two versions of a test
/// directory, everything in memory, on the morning of 15 June 2026.
public final class World implements OrderListener {
    /// 10:00 British Summer Time.
    public static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");

    public static final OdsCode NORTH_LAB = new OdsCode("ZLN01");
    public static final OdsCode SOUTH_LAB = new OdsCode("ZLS01");
    public static final OdsCode DIGITAL_TRUST = new OdsCode("ZTA");
    public static final OdsCode DIGITAL_SITE = new OdsCode("ZTA01");
    public static final OdsCode PAPER_SITE = new OdsCode("ZTB01");
    public static final OdsCode OUTSIDE = new OdsCode("ZX901");

    public static final Actor CLINICIAN =
            new Actor("c1", "Dr A. Requester", DIGITAL_TRUST, Set.of(Role.CLINICIAN));
    public static final Actor OTHER_CLINICIAN =
            new Actor("c2", "Dr B. Elsewhere", PAPER_SITE, Set.of(Role.CLINICIAN));
    public static final Actor NORTH_STAFF =
            new Actor("l1", "N. Technologist", NORTH_LAB, Set.of(Role.LABORATORY));
    public static final Actor SOUTH_STAFF =
            new Actor("l2", "S. Technologist", SOUTH_LAB, Set.of(Role.LABORATORY));
    public static final Actor NORTH_SCIENTIST =
            new Actor("s1", "Dr N. Scientist", NORTH_LAB, Set.of(Role.SCIENTIST));
    public static final Actor SOUTH_SCIENTIST =
            new Actor("s2", "Dr S. Scientist", SOUTH_LAB, Set.of(Role.SCIENTIST));

    /// R901 with a whole genome (84 days) and a panel (42 days), R902 with a whole genome only,
    /// R903 with conventional tests only, R904 with a method that no laboratory has; R89 and R240
    /// as in the national directory, R905 for a trio; DNA storage, re-analysis and
    /// re-interpretation under their national codes.
    public static final TestDirectory DIRECTORY_2026 =
            new TestDirectory(
                    "2026.1",
                    LocalDate.of(2026, 4, 1),
                    Map.of("wgs", 84, "standard", 42),
                    List.of(
                            indication(
                                    "R901",
                                    List.of("Clinical Genetics", "Neurology"),
                                    Optional.of(1),
                                    Optional.of(17),
                                    test("R901.1", TestMethod.WGS, "wgs"),
                                    test("R901.2", TestMethod.PANEL, "standard")),
                            indication(
                                    "R902",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R902.1", TestMethod.WGS, "wgs")),
                            indication(
                                    "R903",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R903.1", TestMethod.PANEL, "standard"),
                                    test("R903.2", TestMethod.SINGLE_GENE, "standard")),
                            indication(
                                    "R904",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R904.1", TestMethod.OTHER, "standard")),
                            indication(
                                    "R89",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R89.3", TestMethod.WGS, "wgs")),
                            indication(
                                    "R240",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R240.1", TestMethod.SINGLE_GENE, "standard")),
                            indication(
                                    "R905",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    new DirectoryTest(
                                            "R905.1",
                                            "Test R905.1",
                                            TestMethod.WGS,
                                            Optional.empty(),
                                            "wgs",
                                            FamilyStructure.TRIO),
                                    test("R905.2", TestMethod.PANEL, "standard")),
                            indication(
                                    "R346",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R346.1", TestMethod.SINGLE_GENE, "standard")),
                            indication(
                                    "R387",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R387.1", TestMethod.SINGLE_GENE, "standard")),
                            indication(
                                    "R442",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R442.1", TestMethod.SINGLE_GENE, "standard"))));

    /// A year earlier R901 had its panel only.
    public static final TestDirectory DIRECTORY_2025 =
            new TestDirectory(
                    "2025.1",
                    LocalDate.of(2025, 4, 1),
                    Map.of("standard", 42),
                    List.of(
                            indication(
                                    "R901",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    test("R901.2", TestMethod.PANEL, "standard"))));

    public static final ServiceNetwork NETWORK =
            new ServiceNetwork(
                    "Two places",
                    List.of(
                            new Laboratory(
                                    NORTH_LAB,
                                    "North hub",
                                    "North",
                                    Map.of(TestMethod.WGS, 14, TestMethod.PANEL, 35),
                                    Map.of()),
                            new Laboratory(
                                    SOUTH_LAB,
                                    "South hub",
                                    "South",
                                    Map.of(
                                            TestMethod.WGS, 7,
                                            TestMethod.PANEL, 21,
                                            TestMethod.SINGLE_GENE, 7),
                                    Map.of())),
                    List.of(
                            new Site(
                                    DIGITAL_SITE,
                                    "Digital infirmary",
                                    "North",
                                    NORTH_LAB,
                                    new DigitalReadiness(1, 1, 1, 1)),
                            new Site(
                                    PAPER_SITE,
                                    "Paper infirmary",
                                    "South",
                                    SOUTH_LAB,
                                    new DigitalReadiness(0, 0, 0, 0))),
                    SOUTH_LAB);

    public final SettableClock clock = new SettableClock(NOW);
    public final FakePeople people = new FakePeople();
    public final FakeOrderStore orders = new FakeOrderStore();
    public final FakeConsents consents = new FakeConsents();
    public final FakeCases cases = new FakeCases();
    public final FakeSequencingFiles files = new FakeSequencingFiles();

    /// Readings of what tests found before, as the gate has decided them.
    public final List<AccessLog.Entry> readings = new ArrayList<>();

    public final EarlierTests earlier =
            new EarlierTests(
                    new Gate(
                            orders,
                            consents,
                            (request, decision) ->
                                    readings.add(new AccessLog.Entry(request, decision)),
                            clock),
                    this::negative);

    public final FakeCohort cohort = new FakeCohort();

    /// Orders whose interpretation was asked for.
    public final List<OrderId> jobs = new ArrayList<>();

    /// Orders behind whose test a genome was kept that is to be ordered now.
    public final List<OrderId> genomesDue = new ArrayList<>();

    /// Report versions that the listener was told of.
    public final List<Report> reportsTold = new ArrayList<>();

    /// What the listener last heard of each task and order, by id.
    public final Map<Object, Object> told = new HashMap<>();

    public final OrderDesk desk;
    public final ReportDesk reports;

    private int fileCount;

    /// What the network file says, and nothing beyond it.
    public static final LaboratoryStates STATES = LaboratoryStates.of(NETWORK);

    private static final TestDirectories DIRECTORIES =
            new TestDirectories(List.of(DIRECTORY_2026, DIRECTORY_2025));

    public World() {
        this(AcceptancePolicy.STANDARD);
    }

    public World(AcceptancePolicy policy) {
        this(policy, SignedRules.shipped());
    }

    /// A world whose operator has signed other rules of routing.
    public World(AcceptancePolicy policy, SignedRules rules) {
        desk =
                new OrderDesk(
                        () -> DIRECTORIES,
                        NETWORK,
                        STATES,
                        people,
                        consents,
                        orders,
                        policy(clock, rules),
                        orders,
                        earlier,
                        policy,
                        this,
                        CompetenceCheck.NONE,
                        clock);
        reports =
                new ReportDesk(
                        orders,
                        desk,
                        files,
                        cases,
                        new CohortDesk(consents, cohort, clock),
                        (_, report) -> reportsTold.add(report),
                        CompetenceCheck.NONE,
                        clock);
    }

    /// Routing as it is shipped, in this world.
    public static RoutingPolicy policy(java.time.InstantSource clock) {
        return policy(clock, SignedRules.shipped());
    }

    /// The shipped rules, but for a genome that finds the cause in 30 of 100 patients whose panel
    /// found none: both tests one after the other then find more than a genome at once.
    public static SignedRules rulesThatKeepGenomes() {
        SignedRules shipped = SignedRules.shipped();
        YieldTable table = shipped.yields().getFirst();
        YieldTable.Case afterPanel =
                new YieldTable.Case(
                        "rare-disease",
                        AssayMethod.WHOLE_GENOME,
                        Optional.empty(),
                        Set.of(AssayMethod.PANEL));
        List<YieldTable.Entry> entries =
                table.entries().stream()
                        .map(entry ->
                                entry.about().equals(afterPanel)
                                        ? new YieldTable.Entry(afterPanel, 30, 70, "made up")
                                        : entry)
                        .toList();
        return new SignedRules(
                shipped.policies(),
                List.of(
                        new YieldTable(
                                "keeps-genomes",
                                table.effectiveFrom(),
                                table.approval(),
                                entries)));
    }

    private static RoutingPolicy policy(java.time.InstantSource clock, SignedRules rules) {
        return new CommittedWorkPolicy(
                STATES,
                clock,
                rules.router(),
                rules.groups(),
                TestNeeds.shipped(),
                ServedGroups.NONE);
    }

    private List<NegativeTest> negative(PersonId person, String indicationCode) {
        return orders.all().stream()
                .filter(o -> o.person().equals(person))
                .filter(o -> o.indicationCode().equals(Optional.of(indicationCode)))
                .flatMap(o ->
                        cases.findNewestReport(o.id()).stream()
                                .filter(r -> r.status() == ReportStatus.FINAL)
                                .filter(r -> r.kind() == ResultKind.NO_CAUSE_FOUND)
                                .map(r ->
                                        new NegativeTest(
                                                o.test().orElseThrow().method(),
                                                YearMonth.from(
                                                        r.issuedAt().atZone(ZoneOffset.UTC)))))
                .toList();
    }

    private static ClinicalIndication indication(
            String code,
            List<String> specialties,
            Optional<Integer> minimumAge,
            Optional<Integer> maximumAge,
            DirectoryTest... tests) {
        return new ClinicalIndication(
                code,
                "Indication " + code,
                "As written.",
                specialties,
                minimumAge,
                maximumAge,
                List.of(tests));
    }

    private static DirectoryTest test(String code, TestMethod method, String turnaroundClass) {
        return new DirectoryTest(
                code,
                "Test " + code,
                method,
                Optional.empty(),
                turnaroundClass,
                FamilyStructure.SINGLETON);
    }

    @Override
    public void orderChanged(TestOrder order) {
        told.put(order.id(), order);
    }

    @Override
    public void taskChanged(TestOrder order, LabTask task) {
        told.put(task.id(), task);
    }

    @Override
    public void readyToInterpret(TestOrder order) {
        jobs.add(order.id());
    }

    @Override
    public void genomeDue(TestOrder order) {
        genomesDue.add(order.id());
    }

    /// Submits for the digital trust.
    public Submission submit(OrderDraft draft) {
        return desk.submit(draft.request(), List.of(), CLINICIAN, "Consent/1");
    }

    /// Submits several orders at once for the digital trust, each for a person of its own.
    public Submission submitTogether(OrderDraft... drafts) {
        List<AskedOrder> asked = new ArrayList<>();
        for (OrderDraft draft : drafts) {
            asked.add(new AskedOrder(draft.request(), "Consent/" + asked.size(), asked.size(), -1));
        }
        return desk.submit(asked, List.of(), CLINICIAN);
    }

    /// Submits several orders that must be accepted.
    public List<TestOrder> acceptTogether(OrderDraft... drafts) {
        return switch (submitTogether(drafts)) {
            case Submission.Accepted accepted ->
                    accepted.orders().stream().map(Submission.Kept::order).toList();
            case Submission.Refused refused ->
                    throw new AssertionError("refused: " + refused.findings());
        };
    }

    /// Submits an order that must be accepted.
    public TestOrder accept(OrderDraft draft) {
        return switch (submit(draft)) {
            case Submission.Accepted accepted -> accepted.order();
            case Submission.Refused refused ->
                    throw new AssertionError("refused: " + refused.findings());
        };
    }

    /// The order as it is kept now.
    public TestOrder now(TestOrder order) {
        return orders.find(order.id()).orElseThrow();
    }

    /// The newest task of an order with this code.
    public LabTask task(TestOrder order, TaskCode code) {
        return orders.tasks(order.id()).stream()
                .filter(t -> t.code() == code)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /// Changes a task as the staff of the laboratory that owns it.
    public TaskOutcome change(TestOrder order, TaskCode code, TaskStatus status, String reason) {
        LabTask task = task(order, code);
        return desk.changeTask(
                task.id(),
                new TaskChange(
                        status,
                        Optional.of(reason).filter(r -> !r.isEmpty()),
                        Optional.empty(),
                        Optional.empty()),
                staffOf(task.owner()));
    }

    /// Changes a task, which must be allowed.
    public void move(TestOrder order, TaskCode code, TaskStatus status) {
        TaskOutcome outcome =
                change(order, code, status, status == TaskStatus.CANCELLED ? "other" : "");
        if (!(outcome instanceof TaskOutcome.Changed)) {
            throw new AssertionError(code + " to " + status + ": " + outcome);
        }
    }

    /// Does the laboratory work up to the processed sample.
    public void processSample(TestOrder order) {
        for (TaskCode code :
                List.of(
                        TaskCode.REQUEST_SAMPLE_ALIGNMENT,
                        TaskCode.SAMPLE_PREPARATION,
                        TaskCode.SAMPLE_PROCESSING)) {
            move(order, code, TaskStatus.ACCEPTED);
            move(order, code, TaskStatus.COMPLETED);
        }
    }

    /// Staff of a laboratory.
    public static Actor staffOf(OdsCode laboratory) {
        return laboratory.equals(NORTH_LAB) ? NORTH_STAFF : SOUTH_STAFF;
    }

    /// A new file that answers an order.
    public SequencingFile file(TestOrder order) {
        fileCount++;
        return new SequencingFile(
                "file-" + fileCount,
                order.id(),
                Path.of("files", "file-" + fileCount + ".vcf.gz"),
                "00",
                1,
                NOW);
    }

    /// The next analysis of a file, with so many candidates.
    public Analysis analysis(SequencingFile file, int candidates) {
        List<ReportedVariant> variants = new ArrayList<>();
        for (int rank = 1; rank <= candidates; rank++) {
            variants.add(
                    new ReportedVariant(
                            rank,
                            "GENE" + rank,
                            "HGNC:" + rank,
                            "chr1",
                            100 + rank,
                            "A",
                            "G",
                            "missense_variant",
                            "NM_" + rank + ".1",
                            "c." + rank + "A>G",
                            "",
                            "heterozygous",
                            1.0 / rank,
                            List.of()));
        }
        return new Analysis(
                file.order(),
                cases.analysisCount(file.order()) + 1,
                file.id(),
                Path.of("analyses", file.id()),
                4321,
                List.of(),
                List.of(),
                variants,
                NOW);
    }
}
