package org.opengms.server.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.cases.FollowUpStore;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ReportedVariant;
import org.opengms.cases.ResultKind;
import org.opengms.catalogue.Catalogue;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.evaluation.Evaluation;
import org.opengms.evaluation.evidence.EvidenceReport;
import org.opengms.evaluation.evidence.PublishedEvidence;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.report.BlockPage;
import org.opengms.evaluation.synthetic.Scenario;
import org.opengms.evaluation.synthetic.SyntheticService;
import org.opengms.fhir.PackageReport;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.market.Tariff;
import org.opengms.notices.NoticeCounts;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.LabTask;
import org.opengms.orders.Mover;
import org.opengms.orders.OrderChoices;
import org.opengms.orders.OrderEvent;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenId;
import org.opengms.orders.StandingStep;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.planning.routing.Approval;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.Outcome.Result;
import org.opengms.planning.routing.OutcomeCount;
import org.opengms.planning.routing.RoutingRequest;
import org.opengms.planning.routing.YieldEffect;
import org.opengms.planning.routing.YieldProposal;
import org.opengms.planning.routing.YieldTable;
import org.opengms.routing.CapacityBoard;
import org.opengms.routing.IndicationGroups;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOption;
import org.opengms.routing.ServiceOutcomes;
import org.opengms.routing.StandingGenome;
import org.opengms.routing.YieldBoard;
import org.opengms.server.evaluation.EvaluationStore;
import org.opengms.server.evaluation.LoggedProtocol;
import org.opengms.server.evaluation.PublishedEvaluation;
import org.opengms.server.register.RegisterFigures;

/// Made-up content for pages.
final class Samples {
    static final OdsCode SITE = new OdsCode("ZR101");
    static final OdsCode LABORATORY = new OdsCode("ZL001");
    static final OdsCode OTHER_LABORATORY = new OdsCode("ZL002");
    static final Instant NOW = Instant.parse("2026-06-03T09:15:20Z");

    static final OrderId ORDER = new OrderId("00000000-0000-4000-8000-000000000001");
    static final ReportId REPORT = new ReportId("00000000-0000-4000-8000-000000000002");
    static final PersonId PERSON = new PersonId("00000000-0000-4000-8000-000000000003");
    static final TaskId TASK = new TaskId("00000000-0000-4000-8000-000000000004");

    static final Actor CLINICIAN =
            new Actor("clinician.zr101", "Dr Asha Demo", SITE, Set.of(Role.CLINICIAN));
    static final Actor TECHNOLOGIST =
            new Actor("laboratory.zl001", "Tom Demo", LABORATORY, Set.of(Role.LABORATORY));
    static final Actor SCIENTIST =
            new Actor("scientist.zl001", "Dr Wen Demo", LABORATORY, Set.of(Role.SCIENTIST));
    static final Actor MANAGER =
            new Actor("manager.zl001", "Mo Demo", LABORATORY, Set.of(Role.MANAGER));

    static final Patient PATIENT =
            new Patient(
                    "EXAMPLE, Robin",
                    Optional.of("999 000 0018"),
                    Optional.of(LocalDate.of(2019, 3, 31)),
                    Sex.FEMALE);

    static final Map<OdsCode, String> NAMES =
            Map.of(
                    SITE, "Northgate Children's Hospital",
                    LABORATORY, "Northern Genomic Laboratory Hub",
                    OTHER_LABORATORY, "Central Genomic Laboratory Hub");

    static final DirectoryTest WGS =
            new DirectoryTest(
                    "R901.1",
                    "Whole genome, rare kidney disease",
                    TestMethod.WGS,
                    Optional.of("P901"),
                    "rare-wgs",
                    FamilyStructure.TRIO);
    static final DirectoryTest PANEL =
            new DirectoryTest(
                    "R901.2",
                    "Cystic kidney panel",
                    TestMethod.PANEL,
                    Optional.of("P901"),
                    "panel",
                    FamilyStructure.SINGLETON);
    static final DirectoryTest ARRAY =
            new DirectoryTest(
                    "R902.1",
                    "Microarray",
                    TestMethod.MICROARRAY,
                    Optional.empty(),
                    "panel",
                    FamilyStructure.SINGLETON);
    static final TestDirectory DIRECTORY =
            new TestDirectory(
                    "2026.1",
                    LocalDate.of(2026, 4, 1),
                    Map.of("rare-wgs", 84, "panel", 42),
                    List.of(
                            new ClinicalIndication(
                                    "R901",
                                    "Cystic kidney disease",
                                    "Two or more cysts in either kidney, or one with a family history.",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(WGS, PANEL)),
                            new ClinicalIndication(
                                    "R902",
                                    "Developmental delay",
                                    "Delay in two or more fields.",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.of(18),
                                    List.of(ARRAY))));

    private Samples() {}

    static Frame frame(Actor actor, Frame.Section section) {
        return new Frame(
                Assets.fromClassPath(),
                Optional.of(
                        new Frame.SignedIn(
                                actor.displayName(),
                                NAMES.getOrDefault(
                                        actor.organisation(), actor.organisation().value()),
                                List.copyOf(actor.roles()))),
                "_csrf",
                "token-1",
                section);
    }

    static NoticeCounts notices() {
        return new NoticeCounts(3, 12, 2, 1);
    }

    static Frame frame() {
        return new Frame(
                Assets.fromClassPath(), Optional.empty(), "_csrf", "token-1", Frame.Section.NONE);
    }

    static RouteDecision wgsRoute() {
        return new RouteDecision(
                new Route.Test(WGS.code(), WGS.name(), WGS.method(), LABORATORY),
                List.of(
                        new RouteOption("R901.1", TestMethod.WGS, LABORATORY, 14, 60, 58, 84),
                        new RouteOption("R901.1", TestMethod.WGS, OTHER_LABORATORY, 90, 30, 81, 84),
                        new RouteOption("R901.2", TestMethod.PANEL, LABORATORY, 300, 40, 81, 42)),
                List.of(
                        "R901 is eligible for whole genome sequencing, and it can be delivered within the standard.",
                        "Laboratory ZL001 has 14 such orders open and takes 60 a week: report forecast in 58 days, standard 84 days."),
                "deliverable-first-2026.2");
    }

    static RouteDecision manualRoute() {
        return new RouteDecision(
                new Route.Manual(LABORATORY),
                List.of(),
                List.of(
                        "The test directory in use (2026.1) does not have what was asked for, so a scientist at the home laboratory decides."),
                "deliverable-first-2026.2");
    }

    static RouteDecision panelRoute() {
        return new RouteDecision(
                new Route.Test(PANEL.code(), PANEL.name(), PANEL.method(), LABORATORY),
                List.of(new RouteOption("R901.2", TestMethod.PANEL, LABORATORY, 3, 40, 29, 42)),
                List.of(
                        "The clinician asked for R901.2 (gene panel), and that is what will be done."),
                "deliverable-first-2026.2");
    }

    static TestOrder order(OrderState state, RouteDecision route) {
        return new TestOrder(
                ORDER,
                "OG-26-000123",
                PERSON,
                Optional.of(SITE),
                SITE,
                "Dr Asha Demo",
                Optional.of("R901"),
                "Cystic kidney disease",
                Priority.ROUTINE,
                LocalDate.of(2026, 5, 20),
                Instant.parse("2026-05-20T08:01:02Z"),
                LABORATORY,
                route,
                state,
                Optional.of(LocalDate.of(2026, 8, 12)),
                List.of(
                        new PhenotypeObservation("HP:0000107", "Renal cyst", Presence.PRESENT),
                        new PhenotypeObservation("HP:0000105", "Enlarged kidney", Presence.ABSENT)),
                4);
    }

    static LabTask task(TaskCode code, TaskStatus status, Optional<String> reason) {
        return new LabTask(
                TASK, ORDER, code, status, reason, Optional.empty(), LABORATORY, NOW, NOW, 3);
    }

    static OrderFile file(OrderState state, RouteDecision route, List<LabTask> tasks) {
        return new OrderFile(
                PATIENT,
                order(state, route),
                tasks,
                List.of(
                        new OrderEvent(NOW, "Dr Asha Demo", "ZR101", "Order accepted"),
                        new OrderEvent(
                                NOW.plusSeconds(1),
                                "Routing policy deliverable-first-2026.2",
                                "service",
                                "Routed to R901.1 (whole genome sequencing) at laboratory ZL001")),
                List.of(
                        new Finding(
                                FindingKind.SPECIALTY_NOT_LISTED,
                                Grade.WARNING,
                                "Bundle.entry[2].resource.specialty",
                                "The directory does not list this specialty for R901.",
                                "Check that you may request this test.")),
                Optional.empty(),
                NAMES);
    }

    static OrderFile waitsForDiscussion() {
        return file(
                OrderState.ON_HOLD,
                wgsRoute(),
                List.of(
                        task(
                                TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                                TaskStatus.ON_HOLD,
                                Optional.of("awaiting-rod-and-or-sample")),
                        task(TaskCode.SAMPLE_PROCESSING, TaskStatus.REQUESTED, Optional.empty())));
    }

    static OrderFile waitsForChoice() {
        return file(
                OrderState.ON_HOLD,
                manualRoute(),
                List.of(
                        task(
                                TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                                TaskStatus.ON_HOLD,
                                Optional.of("awaiting-order-detail"))));
    }

    static OrderFile waitsForResult() {
        return file(
                OrderState.IN_LABORATORY,
                panelRoute(),
                List.of(
                        task(TaskCode.SAMPLE_PROCESSING, TaskStatus.COMPLETED, Optional.empty()),
                        task(
                                TaskCode.PRODUCE_FINAL_REPORT,
                                TaskStatus.REQUESTED,
                                Optional.empty())));
    }

    /// Revoked while the sample was being processed.
    static OrderFile closing() {
        return file(
                OrderState.CLOSING,
                wgsRoute(),
                List.of(
                        task(
                                TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                                TaskStatus.CANCELLED,
                                Optional.of("task-no-longer-required")),
                        task(
                                TaskCode.SAMPLE_PROCESSING,
                                TaskStatus.IN_PROGRESS,
                                Optional.empty())));
    }

    private static final List<Route.Test> OTHER_TESTS =
            List.of(
                    new Route.Test(
                            "R59.1",
                            "Epilepsy, large panel",
                            TestMethod.PANEL,
                            new OdsCode("ZL02")),
                    new Route.Test(
                            "R59.1",
                            "Epilepsy, large panel",
                            TestMethod.PANEL,
                            new OdsCode("ZL01")));

    /// What a requester may do while the sample is being processed.
    static OrderChoices choices() {
        return new OrderChoices(
                EnumSet.of(
                        OrderChoices.Deed.HOLD,
                        OrderChoices.Deed.REVOKE,
                        OrderChoices.Deed.ENTER_IN_ERROR,
                        OrderChoices.Deed.CHOOSE_ANOTHER_TEST),
                Optional.empty(),
                List.of(task(TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.DRAFT, Optional.empty())),
                List.of(task(TaskCode.SAMPLE_PROCESSING, TaskStatus.IN_PROGRESS, Optional.empty())),
                OTHER_TESTS);
    }

    static Page.OrderDecision decision(OrderChoices.Deed deed, FormProblem... problems) {
        return new Page.OrderDecision(
                frame(CLINICIAN, Frame.Section.ORDERS),
                waitsForDiscussion(),
                deed,
                choices(),
                LocalDate.of(2026, 6, 3),
                List.of(problems),
                Typed.NOTHING);
    }

    /// A sample that came five days ago.
    ///
    /// @param nhsNumber on the tube, empty for none
    static OrderSpecimen sample(String label, String nhsNumber) {
        return new OrderSpecimen(
                SpecimenId.random(),
                Optional.empty(),
                label,
                "Blood specimen",
                nhsNumber.isEmpty() ? Optional.empty() : Optional.of(new NhsNumber(nhsNumber)),
                Optional.of(LABORATORY),
                Optional.of(NOW.minus(Duration.ofDays(5))),
                1);
    }

    static Page.Samples waitingSamples(Optional<OrderId> matched, FormProblem... problems) {
        return new Page.Samples(
                frame(TECHNOLOGIST, Frame.Section.LABORATORY),
                "Northern Genomic Laboratory Hub",
                TECHNOLOGIST,
                problems.length == 0
                        ? List.of(sample("T-1", "9990000018"), sample("A".repeat(100), ""))
                        : List.of(),
                NOW,
                matched,
                "",
                List.of(problems),
                Typed.NOTHING);
    }

    /// Two laboratories: one with three weeks of promises, of which the scientists' are too many.
    static CapacityBoard.Board board() {
        LocalDate today = LocalDate.of(2026, 6, 3);
        return new CapacityBoard.Board(
                today,
                "committed-work-2026.1",
                2,
                List.of(
                        new CapacityBoard.LaboratoryRows(
                                LABORATORY,
                                "Northern Genomic Laboratory Hub",
                                true,
                                List.of(
                                        row(
                                                "whole genome sequencing",
                                                "genomes",
                                                70,
                                                100,
                                                0.05,
                                                today,
                                                30,
                                                58),
                                        row(
                                                "interpretation",
                                                "hours",
                                                202.5,
                                                480,
                                                0.2,
                                                today,
                                                150,
                                                100))),
                        new CapacityBoard.LaboratoryRows(
                                OTHER_LABORATORY,
                                "Southern Genomic Laboratory Hub",
                                false,
                                List.of())));
    }

    /// Yields in force, and what 500 requests would give: more than believed for exomes, about the
    /// same for genomes of trios, nothing for what was done too seldom.
    static YieldBoard.Board yields() {
        LocalDate today = LocalDate.of(2026, 6, 3);
        YieldTable inForce =
                new YieldTable(
                        "yields-2026.1",
                        LocalDate.of(2026, 1, 1),
                        new Approval(
                                "Dr Ada Sample",
                                "consultant clinical scientist",
                                LocalDate.of(2025, 12, 1)),
                        List.of(
                                entry(AssayMethod.WHOLE_GENOME, 41, 59),
                                entry(AssayMethod.EXOME, 360, 640)));
        List<OutcomeCount> counts =
                List.of(
                        count("R59 routine", AssayMethod.WHOLE_GENOME, Result.FOUND, 61),
                        count("R59 routine", AssayMethod.WHOLE_GENOME, Result.NOT_FOUND, 82),
                        count("R59 routine", AssayMethod.WHOLE_GENOME, Result.PENDING, 12),
                        count("R59 routine", AssayMethod.EXOME, Result.FOUND, 88),
                        count("R59 routine", AssayMethod.EXOME, Result.NOT_FOUND, 97),
                        count("R61 urgent", AssayMethod.WHOLE_GENOME, Result.FOUND, 3),
                        count("R61 urgent", AssayMethod.WHOLE_GENOME, Result.NOT_FOUND, 4),
                        count("R61 urgent", AssayMethod.PANEL, Result.FOUND, 20),
                        count("other routine", AssayMethod.EXOME, Result.FOUND, 3),
                        count("other routine", AssayMethod.EXOME, Result.NOT_FOUND, 130));
        int requests = counts.stream().mapToInt(OutcomeCount::requests).sum();
        YieldTable later =
                new YieldTable(
                        "yields-2026.2",
                        LocalDate.of(2026, 9, 1),
                        inForce.approval(),
                        inForce.entries());
        return new YieldBoard.Board(
                today,
                inForce,
                List.of(later),
                new ServiceOutcomes(LocalDate.of(2024, 6, 4), today, counts, requests, 17, 1204),
                30,
                YieldProposal.ofCounts(counts, inForce, 30, "own outcomes"),
                new YieldEffect(200, 31, 4, 27));
    }

    /// Yields in force where nothing can be proposed yet.
    static YieldBoard.Board noYields() {
        YieldBoard.Board board = yields();
        return new YieldBoard.Board(
                board.today(),
                board.inForce(),
                List.of(),
                new ServiceOutcomes(LocalDate.of(2024, 6, 4), board.today(), List.of(), 0, 0, 0),
                30,
                new YieldProposal(List.of(), List.of()),
                new YieldEffect(0, 0, 0, 0));
    }

    private static YieldTable.Entry entry(AssayMethod method, int found, int missed) {
        return new YieldTable.Entry(
                new YieldTable.Case(
                        IndicationGroups.RARE_DISEASE, method, Optional.empty(), Set.of()),
                found,
                missed,
                "literature");
    }

    private static OutcomeCount count(
            String subgroup, AssayMethod method, Result result, int requests) {
        return new OutcomeCount(
                new org.opengms.planning.routing.Outcome(
                        IndicationGroups.RARE_DISEASE,
                        subgroup,
                        RoutingRequest.FamilyStructure.TRIO,
                        Set.of(),
                        method,
                        result),
                requests);
    }

    private static CapacityBoard.Row row(
            String words,
            String unit,
            double perWeek,
            double committed,
            double price,
            LocalDate today,
            double due,
            double counted) {
        return new CapacityBoard.Row(
                words,
                unit,
                perWeek,
                committed,
                committed / perWeek * 7,
                1,
                price,
                List.of(
                        new CapacityBoard.Week(today, due, counted),
                        new CapacityBoard.Week(today.plusDays(7), due, counted),
                        new CapacityBoard.Week(today.plusDays(14), due, counted)));
    }

    static ServiceChecks checks(boolean hasPackages) {
        return new ServiceChecks(
                List.of(DIRECTORY),
                Optional.empty(),
                hasPackages,
                new PackageReport(
                        Map.of("guide", 3, "", 1),
                        Map.of("StructureDefinition", 4),
                        Map.of("Patient", 2),
                        1,
                        List.of(
                                new PackageReport.Replaced(
                                        "https://example.test/x", "2.0.0", "", "old.json")),
                        List.of(new PackageReport.Unreadable("broken.json", "it is not JSON")),
                        List.of(
                                new PackageReport.Fallback(
                                        "Consent",
                                        "https://example.test/Guide-Consent",
                                        "https://example.test/Core-Consent",
                                        "its base definition is not among the packages")),
                        List.of("https://example.test/named-only")),
                AcceptancePolicy.CONNECTATHON);
    }

    static OrderFile signed() {
        OrderFile file =
                file(
                        OrderState.REPORTED,
                        wgsRoute(),
                        List.of(
                                task(
                                        TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                                        TaskStatus.COMPLETED,
                                        Optional.empty())));
        return new OrderFile(
                file.patient(),
                file.order(),
                file.tasks(),
                file.events(),
                file.findings(),
                Optional.of(new OrderFile.ReportLink(REPORT, true)),
                file.organisations());
    }

    /// A panel with a genome behind it.
    static OrderFile standing(
            OrderState state,
            StandingStep.Kind kind,
            String words,
            Optional<OrderFile.Link> order) {
        RouteDecision panel = panelRoute();
        RouteDecision route =
                new RouteDecision(
                        panel.route(),
                        panel.options(),
                        panel.reasons(),
                        panel.policyVersion(),
                        Optional.empty(),
                        Optional.of(LocalDate.of(2026, 7, 15)),
                        Optional.of(
                                new StandingGenome(
                                        new Route.Test(
                                                WGS.code(), WGS.name(), WGS.method(), LABORATORY),
                                        LocalDate.of(2026, 7, 15),
                                        LocalDate.of(2026, 10, 7))),
                        Optional.empty());
        OrderFile file = file(state, route, List.of());
        return new OrderFile(
                file.patient(),
                file.order(),
                file.tasks(),
                file.events(),
                file.findings(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new OrderFile.Standing(kind, words, order)),
                Optional.empty(),
                Optional.empty(),
                file.organisations());
    }

    static Page.Order standingPage(OrderFile file) {
        return new Page.Order(
                frame(CLINICIAN, Frame.Section.ORDERS),
                file,
                CLINICIAN,
                DIRECTORY,
                "",
                List.of(),
                false);
    }

    /// Outcomes that are asked for.
    static Page.FollowUp followUp(List<FollowUpStore.Asked> asked) {
        return new Page.FollowUp(
                frame(CLINICIAN, Frame.Section.ORDERS),
                "Northgate Children's Hospital",
                asked,
                LocalDate.of(2026, 7, 1));
    }

    /// @param daysAgo how long before 1 July it was asked, to be answered in 28
    static FollowUpStore.Asked asked(int number, int daysAgo) {
        LocalDate askedOn = LocalDate.of(2026, 7, 1).minusDays(daysAgo);
        return new FollowUpStore.Asked(
                "OG-26-00030" + number,
                REPORT,
                "Cystic <kidney> disease",
                number == 1 ? Optional.of("Dr Example") : Optional.empty(),
                askedOn.minusDays(30),
                askedOn,
                askedOn.plusDays(28));
    }

    /// A list of kept genomes: one refused, one overdue, one that waits.
    static Page.KeptGenomes keptGenomes(KeptGenomeFilter filter) {
        return new Page.KeptGenomes(
                frame(CLINICIAN, Frame.Section.ORDERS),
                "Northgate Children's Hospital",
                filter,
                new KeptGenomeList(
                        List.of(
                                keptGenome(
                                        1,
                                        KeptGenomeState.REFUSED,
                                        StandingStep.Kind.REFUSED.words()
                                                + ": The directory has no <such> test."),
                                keptGenome(
                                        2,
                                        KeptGenomeState.OVERDUE,
                                        StandingStep.Kind.DUE.words() + "."),
                                keptGenome(
                                        3,
                                        KeptGenomeState.WAITING,
                                        StandingStep.Kind.KEPT.words() + ".")),
                        43));
    }

    private static KeptGenomeList.Row keptGenome(int number, KeptGenomeState state, String reason) {
        return new KeptGenomeList.Row(
                new OrderId("00000000-0000-4000-8000-00000000020" + number),
                "OG-26-00020" + number,
                PATIENT,
                "Cystic kidney disease",
                state,
                NOW,
                LocalDate.of(2026, 10, 7),
                reason,
                Optional.empty());
    }

    /// An order whose genome the reader can have ordered again.
    static Page.Order againPage(OrderFile file) {
        return new Page.Order(
                frame(CLINICIAN, Frame.Section.ORDERS),
                file,
                CLINICIAN,
                DIRECTORY,
                "",
                List.of(),
                false,
                Typed.NOTHING,
                new OrderChoices(
                        EnumSet.of(OrderChoices.Deed.ORDER_GENOME, OrderChoices.Deed.CANCEL_GENOME),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    static Page.OrderDecision noGenome(OrderFile file) {
        return new Page.OrderDecision(
                frame(CLINICIAN, Frame.Section.ORDERS),
                file,
                OrderChoices.Deed.CANCEL_GENOME,
                choices(),
                LocalDate.of(2026, 6, 3),
                List.of(),
                Typed.NOTHING);
    }

    private static final OrderFile.Link FOLLOWING =
            new OrderFile.Link(new OrderId("99999999-8888-4777-8666-000000000099"), "OG-26-000200");

    static Map<String, Page> standingPages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        OrderFile kept =
                standing(OrderState.IN_LABORATORY, StandingStep.Kind.KEPT, "", Optional.empty());
        OrderFile ordered =
                standing(
                        OrderState.REPORTED, StandingStep.Kind.ORDERED, "", Optional.of(FOLLOWING));
        pages.put("order-genome-kept", standingPage(kept));
        pages.put("order-genome-ordered", standingPage(ordered));
        pages.put(
                "order-genome-cancelled",
                standingPage(
                        standing(
                                OrderState.IN_LABORATORY,
                                StandingStep.Kind.CANCELLED,
                                "Not <wanted>.",
                                Optional.empty())));
        pages.put(
                "order-genome-refused",
                standingPage(
                        standing(
                                OrderState.REPORTED,
                                StandingStep.Kind.REFUSED,
                                "The directory has no such test.",
                                Optional.empty())));
        pages.put("order-no-genome", noGenome(kept));
        pages.put(
                "order-genome-to-order-again",
                againPage(
                        standing(
                                OrderState.REPORTED,
                                StandingStep.Kind.REFUSED,
                                "The directory has no such test.",
                                Optional.empty())));
        pages.put(
                "order-genome-overdue",
                againPage(
                        standing(
                                OrderState.REPORTED, StandingStep.Kind.DUE, "", Optional.empty())));
        pages.put("order-no-genome-ordered", noGenome(ordered));
        return pages;
    }

    /// The proband's order of a family.
    static OrderFile inFamily(OrderFile.Family family) {
        OrderFile file = waitsForDiscussion();
        return new OrderFile(
                file.patient(),
                file.order(),
                file.tasks(),
                file.events(),
                file.findings(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(family),
                file.organisations());
    }

    static Page.Order familyPage(OrderFile.Family family) {
        return new Page.Order(
                frame(CLINICIAN, Frame.Section.ORDERS),
                inFamily(family),
                CLINICIAN,
                DIRECTORY,
                "",
                List.of(),
                false);
    }

    static OrderFile.Family family() {
        return new OrderFile.Family(
                List.of(
                        new OrderFile.Relative(
                                new OrderId("00000000-0000-4000-8000-000000000100"),
                                "OG-26-000100",
                                ParticipantRole.PROBAND,
                                OrderState.IN_LABORATORY),
                        new OrderFile.Relative(
                                new OrderId("00000000-0000-4000-8000-000000000101"),
                                "OG-26-000101",
                                ParticipantRole.CONSULTAND,
                                OrderState.ON_HOLD)),
                false);
    }

    static List<ReportedVariant> variants() {
        List<ReportedVariant> variants = new ArrayList<>();
        variants.add(
                new ReportedVariant(
                        1,
                        "PKD9",
                        "HGNC:99901",
                        "chr16",
                        2088707,
                        "G",
                        "A",
                        "stop_gained",
                        "NM_990001.4",
                        "NM_990001.4:c.1249C>T",
                        "NP_990001.4:p.(Arg417Ter)",
                        "heterozygous",
                        0.97,
                        List.of(
                                "Creates a stop codon in exon 7 of 46.",
                                "The features fit autosomal dominant polycystic kidney disease (similarity 0.91).")));
        variants.add(
                new ReportedVariant(
                        2,
                        "VLONGGENE12",
                        "HGNC:99902",
                        "chr2",
                        178525989,
                        "A".repeat(64),
                        "T",
                        "frameshift_variant",
                        "NM_990002.1",
                        "NM_990002.1:c.10234_10297delinsT",
                        "",
                        "homozygous",
                        0.41,
                        List.of()));
        return variants;
    }

    static ReportFile report(ReportStatus status) {
        boolean signed = status == ReportStatus.FINAL;
        return new ReportFile(
                PATIENT,
                order(signed ? OrderState.REPORTED : OrderState.AWAITING_SIGNATURE, wgsRoute()),
                WGS.name(),
                "Northern Genomic Laboratory Hub",
                LABORATORY,
                "Northgate Children's Hospital",
                new Report(
                        REPORT,
                        ORDER,
                        signed ? 2 : 1,
                        status,
                        signed ? ResultKind.CAUSE_FOUND : ResultKind.PROPOSED,
                        signed
                                ? "A heterozygous nonsense variant in PKD9 explains the cystic kidney disease.\nTesting of relatives is recommended."
                                : "The program proposes NM_990001.4:c.1249C>T in PKD9 (stop gained) as the likeliest cause among 41234 variants. A scientist has not looked at it yet.",
                        variants(),
                        Optional.of(1),
                        NOW,
                        signed ? Optional.of("Dr Wen Demo") : Optional.empty()),
                Optional.of(
                        new ReportFile.AnalysisFacts(
                                1,
                                41234,
                                List.of(
                                        "Mini genome 2026.1",
                                        "Human Phenotype Ontology, release 2026-02-01"),
                                List.of("12 records lie where the reference is unknown."),
                                NOW)),
                signed
                        ? Optional.of(
                                new ReportFile.RecordedOutcome(
                                        new Outcome(
                                                Outcome.CaseSolved.YES,
                                                Outcome.Actionability.YES,
                                                Set.of(
                                                        Outcome.ClinicalUtility
                                                                .CHANGE_IN_MEDICATION,
                                                        Outcome.ClinicalUtility
                                                                .INFORMS_REPRODUCTIVE_CHOICE)),
                                        "Dr Asha Demo",
                                        NOW))
                        : Optional.empty(),
                signed
                        ? List.of(
                                new ReportFile.EarlierVersion(
                                        1, ReportStatus.PRELIMINARY, NOW.minusSeconds(3600)))
                        : List.of(),
                Optional.empty());
    }

    static OrderRow row(int number, String name, OrderState state, boolean overdue) {
        return new OrderRow(
                new OrderId("00000000-0000-4000-8000-%012d".formatted(number)),
                "OG-26-%06d".formatted(number),
                new Patient(name, PATIENT.nhsNumber(), PATIENT.birthDate(), Sex.FEMALE),
                "Cystic kidney disease",
                state == OrderState.ON_HOLD ? Optional.empty() : Optional.of("R901.1"),
                state == OrderState.ON_HOLD ? Optional.empty() : Optional.of(TestMethod.WGS),
                number % 5 == 0 ? Priority.URGENT : Priority.ROUTINE,
                state,
                state == OrderState.ON_HOLD
                        ? Optional.empty()
                        : Optional.of(LocalDate.of(2026, 5, 1)),
                overdue);
    }

    static OrderList orders() {
        List<OrderRow> rows = new ArrayList<>();
        int number = 0;
        for (OrderState state : OrderState.values()) {
            rows.add(row(++number, "EXAMPLE" + number + ", Robin", state, number == 2));
        }
        return new OrderList(rows, 147);
    }

    static Worklist.Case testCase(int number, boolean overdue) {
        OrderRow row =
                row(number, "EXAMPLE" + number + ", Robin", OrderState.IN_LABORATORY, overdue);
        return new Worklist.Case(
                row.id(),
                row.number(),
                row.patient(),
                row.indication(),
                row.test(),
                row.method(),
                row.priority(),
                row.dueOn(),
                row.isOverdue());
    }

    static Worklist.Item item(int number, TaskCode code, TaskStatus status, String reason) {
        LabTask task =
                new LabTask(
                        new TaskId("00000000-0000-4000-9000-%012d".formatted(number)),
                        ORDER,
                        code,
                        status,
                        reason.isEmpty() ? Optional.empty() : Optional.of(reason),
                        Optional.empty(),
                        LABORATORY,
                        NOW,
                        NOW,
                        3);
        return new Worklist.Item(testCase(number, number == 11), task);
    }

    static Worklist worklist() {
        return new Worklist(
                "Northern Genomic Laboratory Hub",
                List.of(testCase(1, false)),
                List.of(
                        item(10, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, TaskStatus.REQUESTED, ""),
                        item(11, TaskCode.SAMPLE_PREPARATION, TaskStatus.REQUESTED, "")),
                List.of(
                        item(12, TaskCode.SAMPLE_PROCESSING, TaskStatus.IN_PROGRESS, ""),
                        item(
                                13,
                                TaskCode.GENETIC_GENOMIC_DATA_PROCESSING,
                                TaskStatus.ACCEPTED,
                                "")),
                List.of(
                        item(
                                15,
                                TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                                TaskStatus.ON_HOLD,
                                "awaiting-sample")),
                List.of(new Worklist.Signing(testCase(20, false), REPORT)));
    }

    static ServiceOverview overview() {
        return new ServiceOverview(
                NOW,
                List.of(
                        new ServiceOverview.StateCount(OrderState.ON_HOLD, 3),
                        new ServiceOverview.StateCount(OrderState.IN_LABORATORY, 12),
                        new ServiceOverview.StateCount(OrderState.IN_INTERPRETATION, 1),
                        new ServiceOverview.StateCount(OrderState.AWAITING_SIGNATURE, 4),
                        new ServiceOverview.StateCount(OrderState.REPORTED, 1208),
                        new ServiceOverview.StateCount(OrderState.OUTCOME_RECORDED, 9),
                        new ServiceOverview.StateCount(OrderState.CANCELLED, 0)),
                List.of(
                        new ServiceOverview.MethodCount(Optional.of(TestMethod.WGS), 800),
                        new ServiceOverview.MethodCount(Optional.of(TestMethod.PANEL), 430),
                        new ServiceOverview.MethodCount(Optional.empty(), 7)),
                List.of(
                        new ServiceOverview.ReasonCount(
                                Optional.of(TestMethod.WGS),
                                "The indication is eligible for whole genome sequencing, and it can be delivered within the standard.",
                                800),
                        new ServiceOverview.ReasonCount(
                                Optional.empty(),
                                "The test directory does not have what was asked for.",
                                7)),
                List.of(
                        new ServiceOverview.Turnaround(
                                TestMethod.WGS,
                                780,
                                Duration.ofDays(61),
                                Duration.ofDays(90),
                                84,
                                84,
                                640),
                        new ServiceOverview.Turnaround(
                                TestMethod.PANEL,
                                430,
                                Duration.ofMinutes(7),
                                Duration.ofHours(5),
                                21,
                                42,
                                430)),
                List.of(
                        new ServiceOverview.Load(
                                LABORATORY,
                                "Northern Genomic Laboratory Hub",
                                TestMethod.WGS,
                                14,
                                60),
                        new ServiceOverview.Load(
                                OTHER_LABORATORY,
                                "Central Genomic Laboratory Hub",
                                TestMethod.WGS,
                                90,
                                30)),
                List.of(
                        new ServiceOverview.SiteUse(
                                SITE,
                                "Northgate Children's Hospital",
                                700,
                                new DigitalReadiness(0.9, 0.75, 0.6, 1)),
                        new ServiceOverview.SiteUse(
                                new OdsCode("ZR102"),
                                "Southmoor Infirmary",
                                0,
                                DigitalReadiness.UNKNOWN)),
                List.of(
                        new ServiceOverview.KeptCount(KeptGenomeState.REFUSED, 1),
                        new ServiceOverview.KeptCount(KeptGenomeState.OVERDUE, 2),
                        new ServiceOverview.KeptCount(KeptGenomeState.WAITING, 31)),
                List.of(new ServiceOverview.KeptToSeeTo("Northgate Children's Hospital", 1, 2)),
                new RegisterFigures.Count(310, false),
                20480);
    }

    static ServiceOverview nothingYet() {
        return new ServiceOverview(
                NOW,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new RegisterFigures.Count(0, true),
                0);
    }

    static final List<DemoPerson> PEOPLE =
            List.of(
                    new DemoPerson(
                            "clinician.zr101",
                            "opengms-demo",
                            "Dr Asha Demo",
                            "Clinician",
                            "Northgate Children's Hospital"),
                    new DemoPerson(
                            "scientist.zl001",
                            "opengms-demo",
                            "Dr Wen Demo",
                            "Clinical scientist",
                            "Northern Genomic Laboratory Hub"));

    /// One of every page, in every state that looks different, by name.
    private static Page capacity(List<FormProblem> problems, Typed typed) {
        return LaboratorySamples.capacity(
                frame(SCIENTIST, Frame.Section.LABORATORY), problems, typed);
    }

    static Map<String, Page> pages() {
        return Made.PAGES;
    }

    /// Made once: one of them has an evaluation published for it.
    private static final class Made {
        static final Map<String, Page> PAGES = java.util.Collections.unmodifiableMap(made());
    }

    private static Map<String, Page> made() {
        OrderEntry filled =
                OrderEntry.of(
                        Map.of(
                                "familyName", List.of("Example"),
                                "nhsNumber", List.of("999 000 0019"),
                                "indication", List.of("R901"),
                                "feature", List.of("HP:0000107 Renal cyst", "big kidneys", ""),
                                "presence-2", List.of("absent")));
        Map<String, Page> pages = new java.util.LinkedHashMap<>();
        pages.put("capacity", capacity(List.of(), Typed.NOTHING));
        pages.put(
                "capacity-problems",
                capacity(
                        List.of(
                                new FormProblem("capacity-limit", "Choose what it is about."),
                                new FormProblem(
                                        "capacity-amount",
                                        "Enter the capacity as a number, for example 60."),
                                new FormProblem(
                                        "capacity-from",
                                        "Enter the first day as day, month and year."),
                                new FormProblem("queue-method", "Choose the method."),
                                new FormProblem("outage-limit", "Choose what it is about."),
                                new FormProblem("work-file", "Choose a file."),
                                new FormProblem("work-scope", "Choose what the file holds."),
                                new FormProblem("declaration-file", "Choose a file.")),
                        new Typed(Map.of("capacity-amount", List.of("lots")))));
        pages.put(
                "capacity-empty",
                LaboratorySamples.empty(frame(SCIENTIST, Frame.Section.LABORATORY)));
        pages.put(
                "workcheck",
                LaboratorySamples.workCheck(frame(SCIENTIST, Frame.Section.LABORATORY)));
        pages.put(
                "workcheck-same",
                LaboratorySamples.sameFile(frame(SCIENTIST, Frame.Section.LABORATORY)));
        pages.put(
                "oneimport",
                LaboratorySamples.oneImport(
                        frame(SCIENTIST, Frame.Section.LABORATORY),
                        List.of(new FormProblem("reason", "Say why the import is taken back."))));
        pages.put(
                "oneimport-back",
                LaboratorySamples.takenBack(frame(SCIENTIST, Frame.Section.LABORATORY)));
        pages.put("start", new Page.Start(frame()));
        pages.put(
                "catalogue-none",
                new Page.PublicCatalogue(frame(), Optional.empty(), DisclosureRules.standard()));
        pages.put(
                "catalogue-empty",
                new Page.PublicCatalogue(
                        frame(),
                        Optional.of(
                                new Catalogue(
                                        2,
                                        LocalDate.of(2026, 3, 2),
                                        "2026-11",
                                        10,
                                        10,
                                        "2026.1",
                                        Catalogue.Told.HIDDEN,
                                        List.of())),
                        DisclosureRules.standard()));
        pages.put("prices", new Page.Prices(frame(), Tariff.standard()));
        PublishedEvaluation evaluation =
                new PublishedEvaluation(
                        3,
                        "service-2026-10-01",
                        LocalDate.of(2026, 10, 1),
                        "5".repeat(64),
                        "1",
                        "7".repeat(64),
                        "service-2026-10-01",
                        "",
                        UUID.fromString("00000000-0000-4000-8000-000000000003"),
                        Instant.parse("2026-10-01T02:31:00Z"));
        Page.EvaluationProtocol.Logged protocol =
                new Page.EvaluationProtocol.Logged(
                        new LoggedProtocol(
                                "1",
                                "8".repeat(64),
                                Protocol.standard().text(),
                                Instant.parse("2026-09-01T08:00:00Z"),
                                Optional.empty(),
                                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                                Instant.parse("2026-09-01T08:00:00Z")),
                        Optional.of(17L));
        Page.EvaluationProtocol.Logged otherProtocol =
                new Page.EvaluationProtocol.Logged(
                        new LoggedProtocol(
                                "1",
                                "9".repeat(64),
                                "{\"title\": \"<b>\"}",
                                Instant.parse("2026-09-01T08:00:00Z"),
                                Optional.of("8".repeat(64)),
                                UUID.fromString("00000000-0000-4000-8000-000000000002"),
                                Instant.parse("2026-09-02T08:00:00Z")),
                        Optional.of(18L));
        pages.put(
                "evaluation-protocol",
                new Page.EvaluationProtocol(
                        frame(),
                        List.of(protocol),
                        Optional.of(Protocol.standard()),
                        List.of(evaluation)));
        pages.put(
                "evaluation-protocol-changed",
                new Page.EvaluationProtocol(
                        frame(), List.of(protocol, otherProtocol), Optional.empty(), List.of()));
        pages.put(
                "evidence",
                new Page.Document(
                        frame(),
                        BlockPage.of(new EvidenceReport(PublishedEvidence.shipped()).blocks()),
                        "/evaluation/100000-genomes/what-one-would-show",
                        "What an evaluation would show",
                        List.of("/evaluation/100000-genomes.csv")));
        pages.put(
                "evidence-worked",
                new Page.Document(
                        frame(),
                        BlockPage.of(EvidenceReport.worked()),
                        "/evaluation/100000-genomes",
                        "What is published",
                        List.of()));
        pages.put(
                "evaluations",
                new Page.Evaluations(
                        frame(RolloutSamples.OPERATOR, Frame.Section.EVALUATION),
                        List.of(evaluation),
                        List.of(protocol, otherProtocol),
                        "log.example.org/evaluations+01234567+AAAA",
                        Optional.of(
                                new EvaluationStore.Request(
                                        Instant.parse("2026-10-02T09:00:00Z"),
                                        Optional.of(Instant.parse("2026-10-02T09:10:00Z")),
                                        Optional.of("There is one <of> today.")))));
        pages.put(
                "evaluations-asked-for",
                new Page.Evaluations(
                        frame(RolloutSamples.OPERATOR, Frame.Section.EVALUATION),
                        List.of(),
                        List.of(),
                        "log.example.org/evaluations+01234567+AAAA",
                        Optional.of(
                                new EvaluationStore.Request(
                                        Instant.parse("2026-10-02T09:00:00Z"),
                                        Optional.empty(),
                                        Optional.empty()))));
        pages.put(
                "evaluation",
                new Page.OneEvaluation(
                        frame(),
                        evaluation,
                        Optional.of(1_234L),
                        Evaluation.of(
                                        Protocol.standard(),
                                        SyntheticService.snapshot(
                                                new Scenario(
                                                        Scenario.Missingness.NOT_AT_RANDOM,
                                                        0.05,
                                                        0,
                                                        Scenario.RollOut.STEPPED),
                                                2_000,
                                                1),
                                        Optional.empty())
                                .fragment()));
        pages.put("signin", new Page.SignIn(frame(), true, false, PEOPLE));
        pages.put(
                "orders",
                new Page.Orders(
                        frame(CLINICIAN, Frame.Section.ORDERS),
                        "Northgate Children's Hospital",
                        new OrderFilter("exam & co", Optional.of(OrderState.REPORTED), 4),
                        orders(),
                        2));
        pages.put(
                "orders-empty",
                new Page.Orders(
                        frame(CLINICIAN, Frame.Section.ORDERS),
                        "Northgate Children's Hospital",
                        OrderFilter.ALL,
                        new OrderList(List.of(), 0),
                        0));
        pages.put("follow-up", followUp(List.of(asked(1, 12), asked(2, 40))));
        pages.put("follow-up-none", followUp(List.of()));
        pages.put("kept-genomes", keptGenomes(new KeptGenomeFilter(Optional.empty(), 1)));
        pages.put(
                "kept-genomes-none",
                new Page.KeptGenomes(
                        frame(CLINICIAN, Frame.Section.ORDERS),
                        "Northgate Children's Hospital",
                        new KeptGenomeFilter(Optional.empty(), 1),
                        new KeptGenomeList(List.of(), 0)));
        pages.put(
                "neworder",
                new Page.NewOrder(
                        frame(CLINICIAN, Frame.Section.ORDER_FORM),
                        OrderEntry.EMPTY,
                        List.of(),
                        DIRECTORY));
        pages.put(
                "neworder-problems",
                new Page.NewOrder(
                        frame(CLINICIAN, Frame.Section.ORDER_FORM),
                        filled,
                        List.of(
                                new FormProblem(
                                        "nhsNumber",
                                        "The NHS number is not valid: its check digit is wrong, so at least one digit is mistyped."),
                                new FormProblem("birthDate", "Enter the date of birth."),
                                new FormProblem("sex", "Choose the sex recorded at birth."),
                                new FormProblem("feature-2", "Pick the feature from the list."),
                                new FormProblem("", "The order was refused.")),
                        DIRECTORY));
        Frame clinical = frame(CLINICIAN, Frame.Section.ORDERS);
        Frame laboratory = frame(SCIENTIST, Frame.Section.LABORATORY);
        pages.put(
                "order-new",
                new Page.Order(
                        clinical, waitsForDiscussion(), CLINICIAN, DIRECTORY, "", List.of(), true));
        pages.put(
                "order-choose",
                new Page.Order(
                        laboratory,
                        waitsForChoice(),
                        SCIENTIST,
                        DIRECTORY,
                        "",
                        List.of(new FormProblem("reason", "Give the reason for the choice.")),
                        false));
        pages.put(
                "order-result",
                new Page.Order(
                        laboratory, waitsForResult(), SCIENTIST, DIRECTORY, "", List.of(), false));
        pages.put(
                "order-running",
                new Page.Order(
                        clinical,
                        file(
                                OrderState.IN_INTERPRETATION,
                                wgsRoute(),
                                List.of(
                                        task(
                                                TaskCode.INTERPRETATION,
                                                TaskStatus.IN_PROGRESS,
                                                Optional.empty()))),
                        CLINICIAN,
                        DIRECTORY,
                        "",
                        List.of(),
                        false));
        pages.put(
                "order-signed",
                new Page.Order(
                        clinical,
                        signed(),
                        CLINICIAN,
                        DIRECTORY,
                        "The outcome is recorded.",
                        List.of(),
                        false));
        pages.put(
                "order-revoke-family",
                new Page.OrderDecision(
                        clinical,
                        inFamily(family()),
                        OrderChoices.Deed.REVOKE,
                        choices(),
                        LocalDate.of(2026, 6, 3),
                        List.of(),
                        Typed.NOTHING));
        pages.putAll(standingPages());
        pages.put("order-family", familyPage(family()));
        pages.put("order-family-alone", familyPage(new OrderFile.Family(List.of(), true)));
        pages.put(
                "report-preliminary",
                new Page.Report(
                        laboratory,
                        report(ReportStatus.PRELIMINARY),
                        SCIENTIST,
                        "",
                        List.of(new FormProblem("kind", "Choose a result.")),
                        ""));
        pages.put(
                "report-final",
                new Page.Report(
                        clinical, report(ReportStatus.FINAL), CLINICIAN, "", List.of(), ""));
        pages.put(
                "laboratory",
                new Page.Laboratory(
                        frame(TECHNOLOGIST, Frame.Section.LABORATORY),
                        worklist(),
                        TECHNOLOGIST,
                        "",
                        "Somebody else changed this task first."));
        pages.put(
                "laboratory-scientist",
                new Page.Laboratory(laboratory, worklist(), SCIENTIST, "Signed.", ""));
        pages.put(
                "laboratory-empty",
                new Page.Laboratory(
                        laboratory,
                        new Worklist("Lab", List.of(), List.of(), List.of(), List.of(), List.of()),
                        SCIENTIST,
                        "",
                        ""));
        pages.put(
                "overview",
                new Page.Overview(frame(MANAGER, Frame.Section.OVERVIEW), overview(), notices()));
        pages.put(
                "overview-empty",
                new Page.Overview(
                        frame(MANAGER, Frame.Section.OVERVIEW),
                        nothingYet(),
                        new NoticeCounts(0, 0, 0, 0)));
        pages.put(
                "order-deeds",
                new Page.Order(
                        clinical,
                        waitsForDiscussion(),
                        CLINICIAN,
                        DIRECTORY,
                        "The order is on hold.",
                        List.of(),
                        false,
                        Typed.NOTHING,
                        new OrderChoices(
                                EnumSet.allOf(OrderChoices.Deed.class),
                                Optional.of(Mover.REQUESTER),
                                List.of(),
                                List.of(),
                                OTHER_TESTS)));
        pages.put(
                "order-closing",
                new Page.Order(
                        frame(TECHNOLOGIST, Frame.Section.LABORATORY),
                        closing(),
                        TECHNOLOGIST,
                        DIRECTORY,
                        "",
                        List.of(),
                        false));
        pages.put("order-hold", decision(OrderChoices.Deed.HOLD));
        pages.put(
                "order-revoke",
                decision(
                        OrderChoices.Deed.REVOKE,
                        new FormProblem("reason", "Say why the order is revoked.")));
        pages.put("order-error", decision(OrderChoices.Deed.ENTER_IN_ERROR));
        pages.put("order-another-test", decision(OrderChoices.Deed.CHOOSE_ANOTHER_TEST));
        pages.put("samples", waitingSamples(Optional.of(ORDER)));
        pages.put(
                "samples-problems",
                waitingSamples(
                        Optional.empty(),
                        new FormProblem("label", "Enter the label."),
                        new FormProblem("collected", "Enter the day.")));
        pages.put(
                "promises",
                new Page.Promises(
                        frame(MANAGER, Frame.Section.OVERVIEW),
                        board(),
                        LocalDate.of(2026, 3, 5),
                        new PageData.Followed(1204, 1180, 7),
                        List.of(
                                new PageData.ChosenOtherwise(
                                        LABORATORY, OverrideReason.Kind.KNOWN_BEFORE, 5),
                                new PageData.ChosenOtherwise(
                                        OTHER_LABORATORY, OverrideReason.Kind.WISH, 2)),
                        List.of(MoneySamples.places())));
        pages.put("yields", new Page.Yields(frame(MANAGER, Frame.Section.OVERVIEW), yields()));
        pages.put(
                "yields-none", new Page.Yields(frame(MANAGER, Frame.Section.OVERVIEW), noYields()));
        pages.put("checks", new Page.Checks(frame(MANAGER, Frame.Section.OVERVIEW), checks(true)));
        pages.put(
                "checks-plain",
                new Page.Checks(frame(MANAGER, Frame.Section.OVERVIEW), checks(false)));
        RolloutSamples.add(pages);
        ForecastSamples.add(pages);
        ResearchSamples.add(pages);
        ChoiceSamples.add(pages, clinical);
        MoneySamples.add(pages);
        NoticeSamples.add(pages, clinical);
        MaturitySamples.add(pages, clinical);
        pages.put("panels", DirectorySamples.panels(""));
        pages.put("panels-search", DirectorySamples.panels("SLOW1 <b>"));
        pages.put("panels-none", DirectorySamples.noPanels());
        pages.put("panel", DirectorySamples.panel());
        pages.put("panel-differences", DirectorySamples.panelDifferences());
        pages.put("directory", DirectorySamples.directory(""));
        pages.put("directory-search", DirectorySamples.directory("slow1 <b>"));
        pages.put("directory-nothing", DirectorySamples.directory("zebra"));
        pages.put("indication", DirectorySamples.indication());
        pages.put("differences", DirectorySamples.differences());
        pages.put(
                "problem",
                new Page.Problem(
                        clinical,
                        403,
                        "You may not see this",
                        "Your organisation has ordered no test for this person.",
                        "If you think it should, ask the person who runs the service."));
        WorkforceSamples.put(pages);
        TrainingSamples.put(pages);
        return pages;
    }
}
