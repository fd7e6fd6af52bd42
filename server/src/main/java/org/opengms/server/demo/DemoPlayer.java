package org.opengms.server.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.opengms.consent.ConsentStatement;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.orders.TaskCode;
import org.opengms.region.PlantedTruth;
import org.opengms.region.SyntheticDiscussion;
import org.opengms.region.SyntheticRegion;

/// Plays the journeys of a synthetic region's patients against a running server, through the
/// interfaces that anyone else would use: orders are sent, laboratories work on them, genomes are
/// delivered and interpreted, scientists sign, clinicians record outcomes.
///
/// A demonstration that was interrupted, at either end, goes on where it stopped when it is played
/// again with the same region on the same day: orders carry request ids that follow from their
/// content, and everyone looks at what is done already before doing it.
public final class DemoPlayer {
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final int WORKLIST_ROUNDS = 5;

    private final DemoPlan plan;
    private final Pace pace;
    private final People people;
    private final ServiceNetwork network;
    private final Map<OdsCode, StandInLaboratory> laboratories = new LinkedHashMap<>();
    private final List<Journey> journeys;
    private final Map<String, Double> phaseSeconds = new LinkedHashMap<>();
    private final List<String> exampleProblems = new ArrayList<>();
    private final Crew crew;

    private DemoPlayer(DemoPlan plan, ServiceConnection connection, Pace pace) {
        this.plan = plan;
        this.pace = pace;
        this.people = People.of(connection, plan.dataFolder());
        SyntheticRegion region = plan.region();
        this.network = region.network();
        this.journeys = region.patients(plan.patients()).stream().map(Journey::new).toList();
        this.crew = new Crew(plan.limits().atOnce());
        for (Laboratory laboratory : network.laboratories()) {
            laboratories.put(
                    laboratory.ods(),
                    new StandInLaboratory(
                            laboratory.ods(),
                            people.system("laboratory", laboratory.ods()),
                            region,
                            pace));
        }
    }

    /// Plays, and writes what the plan wants written.
    ///
    /// @throws DemoFailure if it cannot go on
    /// @throws IOException if the results cannot be written
    public static DemoSummary play(DemoPlan plan) throws InterruptedException, IOException {
        return play(plan, Pace.REAL);
    }

    static DemoSummary play(DemoPlan plan, Pace pace) throws InterruptedException, IOException {
        try (ServiceConnection connection =
                new ServiceConnection(plan.address(), plan.limits(), pace)) {
            return new DemoPlayer(plan, connection, pace).play();
        }
    }

    private DemoSummary play() throws InterruptedException, IOException {
        OrderingSites sites =
                new OrderingSites(
                        people,
                        network,
                        plan.region().directories().newest(),
                        plan.region().seed(),
                        LocalDate.ofInstant(plan.clock().instant(), ZoneOffset.UTC));
        equipmentPhase();
        phase("orders", journeys, sites::order);
        laboratoryPhase();
        phase(
                "interpretation",
                which(j -> j.isLaboratoryDone() && !j.hasReport()),
                this::awaitReport);
        phase(
                "signing",
                which(Journey::hasReport),
                j -> new Scientist(people.person("scientist", j.laboratory())).sign(j));
        phase(
                "outcomes",
                which(j -> j.signed().isPresent() && network.site(j.patient().site()).isPresent()),
                j ->
                        new Clinician(people.person("clinician", j.patient().site()))
                                .recordOutcome(j));
        projectPhase();
        DemoSummary summary = summary();
        if (plan.out().isPresent()) {
            ReportFiles.write(plan.out().get(), journeys);
            summary.write(plan.out().get().resolve("summary.json"));
        }
        return summary;
    }

    /// The laboratories state what they work with.
    private void equipmentPhase() throws InterruptedException {
        plan.progress().start("equipment", 1);
        long start = pace.nanoTime();
        try {
            new ExampleEquipment(people, network, plan.clock()).play();
            plan.progress().step();
        } catch (DemoFailure failure) {
            exampleProblems.add(String.valueOf(failure.getMessage()));
        }
        finish("equipment", start);
    }

    /// One made-up project is applied for, approved, used and paid for.
    private void projectPhase() throws InterruptedException {
        plan.progress().start("project", 1);
        long start = pace.nanoTime();
        try {
            LocalDate today = ConsentStatement.day(plan.clock().instant());
            String project = new ExampleProject(people, network, today).play();
            new ExampleContract(people, network, today).play(project);
            plan.progress().step();
        } catch (DemoFailure failure) {
            exampleProblems.add(String.valueOf(failure.getMessage()));
        }
        finish("project", start);
    }

    private List<Journey> which(Predicate<Journey> condition) {
        return journeys.stream()
                .filter(j -> j.isAccepted() && j.problems().isEmpty())
                .filter(condition)
                .toList();
    }

    private void phase(String name, List<Journey> those, Crew.Work<Journey> work)
            throws InterruptedException {
        plan.progress().start(name, those.size());
        long start = pace.nanoTime();
        each(name, those, work);
        finish(name, start);
    }

    private void finish(String name, long start) {
        double seconds = pace.since(start).toMillis() / 1_000.0;
        phaseSeconds.put(name, seconds);
        plan.progress().finish(seconds);
    }

    private void each(String name, List<Journey> those, Crew.Work<Journey> work)
            throws InterruptedException {
        crew.each(
                "Phase " + name,
                those,
                plan.limits().phase(plan.patients()),
                journey -> {
                    work.on(journey);
                    plan.progress().step();
                },
                (journey, failure) ->
                        journey.problem(
                                "Patient %d, %s: %s"
                                        .formatted(
                                                journey.patient().number(),
                                                name,
                                                failure instanceof DemoFailure
                                                        ? failure.getMessage()
                                                        : failure.toString())));
    }

    /// Every laboratory reads its worklist and does what is on it, until nothing of this
    /// demonstration is left to do.
    private void laboratoryPhase() throws InterruptedException {
        List<Journey> accepted = which(j -> true);
        plan.progress().start("laboratory", accepted.size());
        long start = pace.nanoTime();
        for (int round = 0; round < WORKLIST_ROUNDS; round++) {
            readWorklists();
            findFinished();
            List<Journey> todo =
                    which(j ->
                            !j.isLaboratoryDone()
                                    && j.hold().isEmpty()
                                    && j.way() != Journey.Way.UNKNOWN);
            if (todo.isEmpty()) {
                break;
            }
            each(
                    "laboratory",
                    todo,
                    journey -> {
                        StandInLaboratory laboratory = laboratories.get(journey.laboratory());
                        if (laboratory != null) {
                            laboratory.work(journey);
                        }
                    });
        }
        which(j -> !j.isLaboratoryDone() && j.hold().isEmpty())
                .forEach(j ->
                        j.problem(
                                "Patient %d, laboratory: no laboratory has a task for the order."
                                        .formatted(j.patient().number())));
        finish("laboratory", start);
    }

    /// Each laboratory looks at its open tasks and accepts the requests among them.
    private void readWorklists() throws InterruptedException {
        Map<String, Journey> byOrder = new HashMap<>();
        journeys.stream().filter(Journey::isAccepted).forEach(j -> byOrder.put(j.orderId(), j));
        Map<OdsCode, Map<String, List<Task>>> worklists = new ConcurrentHashMap<>();
        List<Exception> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        crew.each(
                "Reading the worklists",
                List.copyOf(laboratories.entrySet()),
                plan.limits().phase(plan.patients()),
                laboratory -> {
                    Map<String, List<Task>> worklist = laboratory.getValue().worklist();
                    for (Map.Entry<String, List<Task>> order : worklist.entrySet()) {
                        if (byOrder.containsKey(order.getKey())) {
                            acceptRequests(laboratory.getValue(), order.getValue());
                        }
                    }
                    worklists.put(laboratory.getKey(), worklist);
                },
                (laboratory, failure) -> failures.add(failure));
        if (!failures.isEmpty()) {
            throw new DemoFailure(
                    "OGMS-4820 A laboratory cannot read its worklist: "
                            + failures.getFirst().getMessage(),
                    failures.getFirst());
        }
        worklists.forEach((ods, worklist) ->
                worklist.forEach((order, tasks) -> {
                    Journey journey = byOrder.get(order);
                    StandInLaboratory laboratory = laboratories.get(ods);
                    if (journey != null && laboratory != null) {
                        laboratory.note(journey, tasks);
                    }
                }));
    }

    private static void acceptRequests(StandInLaboratory laboratory, List<Task> tasks)
            throws InterruptedException {
        for (Task task : tasks) {
            if (StandInLaboratory.code(task) == TaskCode.PROCESS_GENOMIC_TEST_REQUEST
                    && task.getStatus() == Task.TaskStatus.REQUESTED) {
                laboratory.accept(task);
            }
        }
    }

    /// Orders that are on no worklist were finished by an earlier run: who did them still knows.
    private void findFinished() throws InterruptedException {
        List<Journey> unseen = which(j -> j.way() == Journey.Way.UNKNOWN);
        crew.each(
                "Looking for finished orders",
                unseen,
                plan.limits().phase(plan.patients()),
                journey -> {
                    for (StandInLaboratory laboratory : laboratories.values()) {
                        laboratory.note(journey, laboratory.tasks(journey.orderId()));
                    }
                },
                (journey, failure) ->
                        journey.problem(
                                "Patient %d, laboratory: %s"
                                        .formatted(
                                                journey.patient().number(), failure.getMessage())));
    }

    /// Waits for the report that the server makes of a delivered genome or an entered result.
    private void awaitReport(Journey journey) throws InterruptedException {
        FhirClient client = people.system("laboratory", journey.laboratory());
        StandInLaboratory laboratory = laboratories.get(journey.laboratory());
        Duration look = FIRST_LOOK;
        for (int looks = 1; ; looks++) {
            Optional<DiagnosticReport> report = ReportReader.find(client, journey.orderId());
            if (report.isPresent()) {
                journey.reported(report.get().getIdElement().getIdPart());
                return;
            }
            if (looks % 5 == 0 && laboratory != null) {
                boolean failed =
                        laboratory.tasks(journey.orderId()).stream()
                                .anyMatch(t ->
                                        StandInLaboratory.code(t) == TaskCode.INTERPRETATION
                                                && t.getStatus() == Task.TaskStatus.FAILED);
                if (failed) {
                    throw new DemoFailure(
                            "OGMS-4821 The genome could not be interpreted; the service asks for another file.");
                }
            }
            pace.pause(look);
            look = look.multipliedBy(2);
            if (look.compareTo(LONGEST_LOOK) > 0) {
                look = LONGEST_LOOK;
            }
        }
    }

    private DemoSummary summary() throws InterruptedException {
        Map<String, Integer> holds = new HashMap<>();
        Map<String, Integer> refusals = new HashMap<>();
        Map<String, Integer> reasons = new HashMap<>();
        List<String> problems = new ArrayList<>(exampleProblems);
        for (Journey journey : journeys) {
            journey.hold().ifPresent(r -> holds.merge(r.replace('-', ' '), 1, Integer::sum));
            journey.refusals().forEach(r -> refusals.merge(r, 1, Integer::sum));
            problems.addAll(journey.problems());
            journey.routeReason().ifPresent(r -> reasons.merge(r, 1, Integer::sum));
        }
        List<Journey> sequenced =
                journeys.stream()
                        .filter(j -> j.way() == Journey.Way.WGS && j.signed().isPresent())
                        .filter(j -> plan.region().truthOf(j.patient()).isPresent())
                        .toList();
        Parameters numbers =
                people.system("laboratory", network.fallbackLaboratory())
                        .numbers("service-numbers");
        return new DemoSummary(
                plan.region().seed(),
                journeys.size(),
                count(Journey::isAccepted),
                count(j -> !j.refusals().isEmpty()),
                count(j -> j.hold().isPresent()),
                count(j -> j.way() == Journey.Way.WGS),
                count(j -> j.way() == Journey.Way.CONVENTIONAL),
                count(j -> j.way() == Journey.Way.MANUAL),
                count(j -> j.signed().isPresent()),
                count(Journey::isOutcomeRecorded),
                sequenced.size(),
                (int) sequenced.stream().filter(this::isCauseFirst).count(),
                count(j -> j.isAccepted() && agreesToResearch(j)),
                numbers.hasParameter("cohortSize") ? number(numbers, "cohortSize") : 0,
                number(numbers, "accessLogEntries"),
                holds,
                refusals,
                reasons,
                phaseSeconds,
                problems);
    }

    private int count(Predicate<Journey> condition) {
        return (int) journeys.stream().filter(condition).count();
    }

    private static boolean agreesToResearch(Journey journey) {
        return journey.patient()
                .discussion()
                .filter(d -> d.research() == SyntheticDiscussion.ResearchChoice.AGREED)
                .isPresent();
    }

    /// Whether the first variant of a report is what was planted; of a compound heterozygote, one
    /// of the two.
    private boolean isCauseFirst(Journey journey) {
        PlantedTruth truth = plan.region().truthOf(journey.patient()).orElseThrow();
        return journey.signed().orElseThrow().variants().stream()
                .limit(1)
                .anyMatch(first ->
                        first.geneId().equals(truth.hgncId())
                                && truth.variants().stream()
                                        .anyMatch(p ->
                                                p.contig().equals(first.contig())
                                                        && p.pos() == first.position()
                                                        && p.ref().equals(first.ref())
                                                        && p.alt().equals(first.alt())));
    }

    private static long number(Parameters numbers, String name) {
        return switch (numbers.getParameterValue(name)) {
            case IntegerType integer -> integer.getValue();
            case DecimalType decimal -> decimal.getValue().longValueExact();
            case null, default ->
                    throw new DemoFailure("OGMS-4822 The server does not tell its " + name + ".");
        };
    }
}
