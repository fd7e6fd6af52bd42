package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ResultKind;
import org.opengms.consent.ResearchChoice;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.samples.SequencingFile;
import org.opengms.testing.Cases;

/// The process, model-checked: random people make random calls, sensible and not, in any order, and
/// after each of them everything that must hold of orders and tasks holds.
class ProcessModelTest {
    private static final int CALLS = 80;

    private static final List<Actor> ACTORS =
            List.of(
                    World.CLINICIAN,
                    World.OTHER_CLINICIAN,
                    World.NORTH_STAFF,
                    World.SOUTH_STAFF,
                    World.NORTH_SCIENTIST,
                    World.SOUTH_SCIENTIST);
    private static final List<String> NUMBERS =
            List.of("999 000 1014", "999 000 1022", "999 000 1030");
    private static final List<String> LABELS = List.of("T-1", "T-2", "T-3");
    private static final Outcome OUTCOME =
            new Outcome(
                    Outcome.CaseSolved.YES,
                    Outcome.Actionability.NOT_YET,
                    Set.of(Outcome.ClinicalUtility.UNKNOWN));

    @Test
    void neverReachesAnIllegalState() {
        Map<String, Integer> answers = new TreeMap<>();
        Cases.check(300, random -> new Run(random, answers).go());
        // a property that only ever hears no proves little
        for (String call :
                List.of(
                        "amend",
                        "analysis",
                        "change",
                        "choose",
                        "complete",
                        "deliver",
                        "discussion",
                        "error",
                        "hold",
                        "outcome",
                        "release",
                        "repeat",
                        "result",
                        "revoke",
                        "sendAway",
                        "sign",
                        "specimen",
                        "submit")) {
            assertTrue(answers.getOrDefault(call + " yes", 0) > 0, call + ": " + answers);
        }
    }

    @Test
    @Tag("heavy")
    void neverReachesAnIllegalStateHoweverLongItIsTried() {
        Map<String, Integer> answers = new TreeMap<>();
        Cases.check(5_000, random -> new Run(random, answers).go());
    }

    /// What a call answered.
    private enum Said {
        YES,
        NO
    }

    private record Call(String name, Said said, String words) {}

    /// One sequence of calls in a world of its own.
    private static final class Run {
        private final World world = new World();
        private final RandomGenerator random;
        private final Map<String, Integer> answers;
        private final List<SequencingFile> files = new ArrayList<>();

        Run(RandomGenerator random, Map<String, Integer> answers) {
            this.random = random;
            this.answers = answers;
        }

        void go() {
            List<String> history = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                List<Object> before = world.orders.contents();
                int linesBefore = lines();
                Map<TaskId, LabTask> tasksBefore = tasks();
                Map<OrderId, TestOrder> ordersBefore = orders();
                Call call = anyCall();
                history.add(call.name() + " " + call.said() + " " + call.words());
                try {
                    answers.merge(
                            call.name() + (call.said() == Said.YES ? " yes" : " no"),
                            1,
                            Integer::sum);
                    if (call.said() == Said.NO) {
                        assertFalse(call.words().isBlank(), "a refusal has words");
                        assertTrue(
                                before.equals(world.orders.contents()),
                                "a refusal changes nothing");
                    } else if (!before.equals(world.orders.contents())) {
                        assertTrue(lines() > linesBefore, "a change leaves a line");
                    }
                    checkSteps(tasksBefore, ordersBefore);
                    world.orders.all().forEach(this::checkOrder);
                    checkSpecimens();
                } catch (AssertionError e) {
                    throw new AssertionError(
                            String.join("\n", history) + "\n=> " + e.getMessage(), e);
                }
                world.clock.pass(Duration.ofMinutes(random.nextInt(3_000)));
            }
            // the end of a proband's order may have ended a relative's
            world.orders.all().forEach(order -> canBeEnded(world.now(order)));
        }

        private int lines() {
            return world.orders.all().stream()
                            .mapToInt(o ->
                                    world.orders.events(o.id()).size()
                                            + world.orders.moves(o.id()).size())
                            .sum()
                    + world.orders.allSpecimens().size();
        }

        private Map<TaskId, LabTask> tasks() {
            Map<TaskId, LabTask> tasks = new HashMap<>();
            world.orders.allTasks().forEach(t -> tasks.put(t.id(), t));
            return tasks;
        }

        private Map<OrderId, TestOrder> orders() {
            Map<OrderId, TestOrder> orders = new HashMap<>();
            world.orders.all().forEach(o -> orders.put(o.id(), o));
            return orders;
        }

        // ---- Calls

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }

        private Call anyCall() {
            if (world.orders.all().isEmpty() || random.nextInt(25) == 0) {
                return submit();
            }
            List<TestOrder> open =
                    world.orders.all().stream().filter(o -> o.state().isOpen()).toList();
            TestOrder order =
                    open.isEmpty() || random.nextInt(6) == 0 ? any(world.orders.all()) : any(open);
            Actor actor = actorFor(order);
            return switch (random.nextInt(34)) {
                case 0, 1, 2, 3 -> anyChange(order, actor);
                case 4, 5, 6, 7, 8 -> forward(order);
                case 9 -> sendAway(order, actor);
                case 10 -> repeat(order, actor);
                case 11 -> random.nextInt(3) == 0 ? end(order, actor) : discussion(order, actor);
                case 12 ->
                        of(
                                "hold",
                                world.desk.hold(order.id(), anyReason(), anyVersion(order), actor));
                case 13 -> of("release", world.desk.release(order.id(), anyVersion(order), actor));
                case 14 ->
                        of("complete", world.desk.complete(order.id(), anyVersion(order), actor));
                case 15 ->
                        of(
                                "amend",
                                world.desk.amend(
                                        order.id(),
                                        draftFor(order).request(),
                                        List.of(),
                                        "Consent/5",
                                        anyVersion(order),
                                        actor));
                case 16 -> specimen(order, actor);
                case 17 -> choose(order, actor);
                case 18 -> deliver(order, actor);
                case 19 -> analysis(order);
                case 20 -> report(order, actor);
                case 21 -> sign(order, actor);
                default -> forward(order);
            };
        }

        /// Mostly somebody who has to do with the order.
        private Actor actorFor(TestOrder order) {
            return random.nextInt(4) == 0
                    ? any(ACTORS)
                    : any(
                            List.of(
                                    World.CLINICIAN,
                                    World.staffOf(order.homeLaboratory()),
                                    World.staffOf(order.route().route().laboratory()),
                                    World.NORTH_SCIENTIST));
        }

        private Optional<Integer> anyVersion(TestOrder order) {
            return switch (random.nextInt(5)) {
                case 0 -> Optional.of(order.version() - 1);
                case 1, 2 -> Optional.of(order.version());
                default -> Optional.empty();
            };
        }

        private String anyReason() {
            return random.nextInt(8) == 0 ? "because" : any(TaskChange.STATUS_REASONS);
        }

        private OrderDraft anyDraft() {
            OrderDraft draft = new OrderDraft().nhsNumber(any(NUMBERS));
            switch (random.nextInt(9)) {
                case 0 -> draft.asksFor("R901", "R901.2");
                case 1 -> draft.asksFor("R999", "R999.1");
                case 2 -> draft.withoutDiscussion();
                case 3 -> draft.asksFor("R346", "R346.1");
                case 4 -> {
                    draft.asksFor("R387", "R387.1");
                    if (!world.orders.all().isEmpty()) {
                        draft.basedOn(any(world.orders.all()).id());
                    }
                }
                case 5 -> draft.asksFor("R442", "R442.1");
                case 6 -> draft.asksFor("R903", "R903.2");
                default -> {}
            }
            switch (random.nextInt(6)) {
                case 0 -> draft.sampleToFollow();
                case 1 -> draft.withoutSample();
                case 2 -> draft.samples("T-1", "T-2");
                case 3 -> draft.expecting(any(LABELS));
                default -> {}
            }
            if (random.nextInt(20) == 0) {
                draft.withoutSubject();
            }
            if (random.nextBoolean()) {
                draft.urgent();
            }
            return draft;
        }

        private OrderDraft draftFor(TestOrder order) {
            OrderDraft draft = anyDraft();
            world.people
                    .find(order.person())
                    .flatMap(Person::nhsNumber)
                    .filter(_ -> random.nextInt(4) != 0)
                    .ifPresent(n -> draft.nhsNumber(n.printed()));
            return draft;
        }

        private Call submit() {
            return switch (random.nextInt(3) == 0 ? submitFamily() : world.submit(anyDraft())) {
                case Submission.Accepted _ -> new Call("submit", Said.YES, "");
                case Submission.Refused(var findings) ->
                        new Call("submit", Said.NO, findings.getFirst().words());
            };
        }

        private Submission submitFamily() {
            String requisition = any(List.of("urn:f|1", "urn:f|2"));
            OrderDraft proband = anyDraft().inFamily(requisition, ParticipantRole.PROBAND);
            OrderDraft relative = anyDraft().inFamily(requisition, ParticipantRole.CONSULTAND);
            return random.nextInt(4) == 0
                    ? world.submit(relative)
                    : world.submitTogether(proband, relative);
        }

        private Call anyChange(TestOrder order, Actor actor) {
            LabTask task = any(world.orders.tasks(order.id()));
            TaskChange change =
                    new TaskChange(
                            any(Arrays.asList(TaskStatus.values())),
                            random.nextInt(3) == 0 ? Optional.empty() : Optional.of(anyReason()),
                            random.nextInt(3) == 0
                                    ? Optional.of(any(TaskChange.BUSINESS_STATUSES))
                                    : Optional.empty(),
                            random.nextInt(5) == 0
                                    ? Optional.of(task.version() - 1)
                                    : Optional.empty());
            return of(
                    "change",
                    world.desk.changeTask(
                            task.id(),
                            change,
                            random.nextInt(3) == 0 ? actor : World.staffOf(task.owner())));
        }

        /// People who do their work: the first thing to be done is done, or at least begun.
        private Call forward(TestOrder order) {
            switch (order.state()) {
                case ON_HOLD -> {
                    if (random.nextBoolean()) {
                        return of(
                                "release",
                                world.desk.release(order.id(), Optional.empty(), World.CLINICIAN));
                    }
                }
                case IN_INTERPRETATION -> {
                    return analysis(order);
                }
                case AWAITING_SIGNATURE -> {
                    return sign(order, World.CLINICIAN);
                }
                case REPORTED -> {
                    return random.nextBoolean()
                            ? report(order, World.CLINICIAN)
                            : of(
                                    "complete",
                                    world.desk.complete(
                                            order.id(), Optional.empty(), World.CLINICIAN));
                }
                default -> {}
            }
            List<LabTask> open =
                    world.orders.tasks(order.id()).stream()
                            .filter(t -> !t.status().isClosed() && t.status() != TaskStatus.DRAFT)
                            .filter(t ->
                                    t.code() != TaskCode.PROCESS_GENOMIC_TEST_REQUEST
                                            || order.state() == OrderState.ON_HOLD)
                            .toList();
            if (open.isEmpty()) {
                return repeat(order, World.CLINICIAN);
            }
            LabTask task = open.getFirst();
            if (task.code() == TaskCode.GENETIC_GENOMIC_DATA_PROCESSING) {
                return order.readsGenome()
                        ? deliver(order, World.staffOf(task.owner()))
                        : report(order, World.CLINICIAN);
            }
            TaskStatus next =
                    switch (task.status()) {
                        case REQUESTED, ON_HOLD -> TaskStatus.ACCEPTED;
                        case ACCEPTED ->
                                random.nextBoolean()
                                        ? TaskStatus.IN_PROGRESS
                                        : TaskStatus.COMPLETED;
                        default -> TaskStatus.COMPLETED;
                    };
            return of(
                    "change",
                    world.desk.changeTask(
                            task.id(),
                            new TaskChange(
                                    next, Optional.empty(), Optional.empty(), Optional.empty()),
                            World.staffOf(task.owner())));
        }

        private Call sendAway(TestOrder order, Actor actor) {
            LabTask task = any(world.orders.tasks(order.id()));
            return of(
                    "sendAway",
                    world.desk.sendAway(
                            task.id(),
                            any(List.of(World.NORTH_LAB, World.SOUTH_LAB, World.OUTSIDE)),
                            Optional.empty(),
                            random.nextInt(3) == 0 ? actor : World.staffOf(task.owner())));
        }

        private Call repeat(TestOrder order, Actor actor) {
            List<LabTask> dead =
                    world.orders.tasks(order.id()).stream().filter(t -> !t.isAlive()).toList();
            LabTask task = dead.isEmpty() ? any(world.orders.tasks(order.id())) : any(dead);
            return of(
                    "repeat",
                    world.desk.repeatTask(
                            task.id(),
                            random.nextInt(3) == 0 ? actor : World.staffOf(task.owner())));
        }

        private Call end(TestOrder order, Actor actor) {
            String why = random.nextInt(6) == 0 ? " " : "Not needed";
            return random.nextInt(3) == 0
                    ? of(
                            "error",
                            world.desk.enteredInError(order.id(), why, anyVersion(order), actor))
                    : of("revoke", world.desk.revoke(order.id(), why, anyVersion(order), actor));
        }

        private Call discussion(TestOrder order, Actor actor) {
            return of(
                    "discussion",
                    world.desk.takeDiscussion(
                            order.id(),
                            random.nextInt(4) == 0
                                    ? OrderDraft.declined()
                                    : OrderDraft.taken(ResearchChoice.AGREED),
                            "Consent/7",
                            actor));
        }

        private Call specimen(TestOrder order, Actor actor) {
            Optional<NhsNumber> person =
                    random.nextInt(4) == 0
                            ? Optional.empty()
                            : Optional.of(new NhsNumber(any(NUMBERS).replace(" ", "")));
            SpecimenDetails details =
                    new SpecimenDetails(
                            random.nextInt(6) == 0 ? "" : any(LABELS),
                            "Blood specimen",
                            random.nextInt(5) != 0);
            SpecimenOutcome outcome =
                    random.nextBoolean()
                            ? world.desk.specimenArrived(
                                    order.id(), details, person, anyVersion(order), actor)
                            : world.desk.specimenArrived(details, person, actor);
            return switch (outcome) {
                case SpecimenOutcome.Matched _, SpecimenOutcome.Waiting _ ->
                        new Call("specimen", Said.YES, "");
                case SpecimenOutcome.NotFound _ -> new Call("specimen", Said.NO, "not found");
                case SpecimenOutcome.Stale _ -> new Call("specimen", Said.NO, "stale");
                case SpecimenOutcome.Refused(String why) -> new Call("specimen", Said.NO, why);
                case SpecimenOutcome.NotYours(String why) -> new Call("specimen", Said.NO, why);
            };
        }

        private Call choose(TestOrder order, Actor actor) {
            return of(
                    "choose",
                    world.desk.chooseTest(
                            order.id(),
                            "R901",
                            random.nextBoolean() ? "R901.1" : "R901.2",
                            "Fits",
                            random.nextBoolean() ? World.NORTH_SCIENTIST : actor));
        }

        private Call deliver(TestOrder order, Actor actor) {
            LabTask task =
                    world.orders.tasks(order.id()).stream()
                            .filter(t -> t.code() == TaskCode.GENETIC_GENOMIC_DATA_PROCESSING)
                            .filter(t -> !t.status().isClosed())
                            .findFirst()
                            .orElse(any(world.orders.tasks(order.id())));
            SequencingFile file = world.file(order);
            DeskAnswer answer =
                    world.reports.fileDelivered(
                            task.id(),
                            file,
                            random.nextInt(3) == 0 ? actor : World.staffOf(task.owner()));
            if (answer instanceof DeskAnswer.Done) {
                files.add(file);
            }
            return of("deliver", answer);
        }

        private Call analysis(TestOrder order) {
            List<SequencingFile> own =
                    files.stream().filter(f -> f.order().equals(order.id())).toList();
            if (own.isEmpty()) {
                return repeat(order, World.CLINICIAN);
            }
            DeskAnswer answer =
                    random.nextInt(3) == 0
                            ? world.reports.analysisFailed(order.id(), "Cut off.")
                            : world.reports.analysisFinished(
                                    world.analysis(own.getLast(), random.nextInt(3)));
            return of("analysis", answer);
        }

        private Call report(TestOrder order, Actor actor) {
            if (order.state() == OrderState.REPORTED) {
                Optional<Report> report = world.cases.findNewestReport(order.id());
                assertEquals(order.kind().isReported(), report.isPresent());
                return report.isEmpty()
                        ? repeat(order, actor)
                        : of(
                                "outcome",
                                world.reports.recordOutcome(report.get().id(), OUTCOME, actor));
            }
            return of(
                    "result",
                    world.reports.resultEntered(
                            order.id(),
                            random.nextInt(3) == 0 ? ResultKind.FAILED : ResultKind.NO_CAUSE_FOUND,
                            "Nothing.",
                            random.nextInt(3) == 0
                                    ? actor
                                    : World.staffOf(world.desk.reportingLaboratory(order))));
        }

        private Call sign(TestOrder order, Actor actor) {
            Optional<Report> report = world.cases.findNewestReport(order.id());
            if (report.isEmpty()) {
                return repeat(order, actor);
            }
            OdsCode laboratory = world.desk.reportingLaboratory(order);
            return of(
                    "sign",
                    world.reports.sign(
                            report.get().id(),
                            report.get().version(),
                            ResultKind.NO_CAUSE_FOUND,
                            "Nothing.",
                            random.nextInt(3) == 0
                                    ? actor
                                    : laboratory.equals(World.NORTH_LAB)
                                            ? World.NORTH_SCIENTIST
                                            : World.SOUTH_SCIENTIST));
        }

        private static Call of(String name, TaskOutcome outcome) {
            return switch (outcome) {
                case TaskOutcome.Changed _ -> new Call(name, Said.YES, "");
                case TaskOutcome.NotFound _ -> new Call(name, Said.NO, "not found");
                case TaskOutcome.Stale _ -> new Call(name, Said.NO, "stale");
                case TaskOutcome.Refused(String why) -> new Call(name, Said.NO, why);
                case TaskOutcome.NotYours(String why) -> new Call(name, Said.NO, why);
            };
        }

        private static Call of(String name, OrderOutcome outcome) {
            return switch (outcome) {
                case OrderOutcome.Changed _ -> new Call(name, Said.YES, "");
                case OrderOutcome.NotFound _ -> new Call(name, Said.NO, "not found");
                case OrderOutcome.Stale _ -> new Call(name, Said.NO, "stale");
                case OrderOutcome.Refused(String why, var _) -> new Call(name, Said.NO, why);
                case OrderOutcome.NotYours(String why) -> new Call(name, Said.NO, why);
            };
        }

        private static Call of(String name, DeskAnswer answer) {
            return switch (answer) {
                case DeskAnswer.Done _ -> new Call(name, Said.YES, "");
                case DeskAnswer.Reported _ -> new Call(name, Said.YES, "");
                case DeskAnswer.NotFound _ -> new Call(name, Said.NO, "not found");
                case DeskAnswer.Refused(String why) -> new Call(name, Said.NO, why);
                case DeskAnswer.NotAllowed(String why) -> new Call(name, Said.NO, why);
            };
        }

        // ---- What must hold

        /// Every step that was taken is a row of the table, one version after the other, and the
        /// history tells the task as it is.
        private void checkSteps(
                Map<TaskId, LabTask> tasksBefore, Map<OrderId, TestOrder> ordersBefore) {
            for (TestOrder order : world.orders.all()) {
                TestOrder before = ordersBefore.get(order.id());
                if (before != null && !before.equals(order)) {
                    assertTrue(order.version() > before.version(), "an order's version grows");
                    assertEquals(before.person(), order.person(), "the person never changes");
                    assertEquals(before.number(), order.number());
                }
                Map<TaskId, List<TaskMove>> byTask = new HashMap<>();
                for (TaskMove move : world.orders.moves(order.id())) {
                    byTask.computeIfAbsent(move.task(), _ -> new ArrayList<>()).add(move);
                }
                for (LabTask task : world.orders.tasks(order.id())) {
                    List<TaskMove> moves = byTask.getOrDefault(task.id(), List.of());
                    assertEquals(task.version(), moves.size(), "one step for each version");
                    TaskMove last = moves.getLast();
                    assertEquals(task.status(), last.to());
                    assertEquals(task.statusReason(), last.statusReason());
                    assertEquals(task.businessStatus(), last.businessStatus());
                    assertEquals(task.owner(), last.owner());
                    LabTask seen = tasksBefore.get(task.id());
                    for (int i = seen == null ? 0 : seen.version(); i < moves.size(); i++) {
                        checkStep(moves, i);
                    }
                }
            }
        }

        private static void checkStep(List<TaskMove> moves, int i) {
            TaskMove move = moves.get(i);
            assertEquals(i + 1, move.version());
            if (i == 0) {
                assertTrue(
                        EnumSet.of(TaskStatus.DRAFT, TaskStatus.REQUESTED, TaskStatus.ON_HOLD)
                                .contains(move.to()),
                        "a task begins as draft, requested or on hold");
                return;
            }
            TaskMove before = moves.get(i - 1);
            assertEquals(Optional.of(before.to()), move.from());
            assertTrue(
                    TaskProcess.find(move.code(), before.to(), move.to(), move.mover()).isPresent(),
                    move + " is a row of the table");
            if (before.to().isClosed()) {
                assertTrue(
                        move.to() == before.to() || move.to() == TaskStatus.ENTERED_IN_ERROR,
                        "what is over is never reopened");
            }
            if (EnumSet.of(
                            TaskStatus.ON_HOLD,
                            TaskStatus.REJECTED,
                            TaskStatus.FAILED,
                            TaskStatus.CANCELLED,
                            TaskStatus.ENTERED_IN_ERROR)
                    .contains(move.to())) {
                assertTrue(move.statusReason().isPresent(), "what stops has a reason");
            }
            assertTrue(move.statusReason().stream().allMatch(TaskChange.STATUS_REASONS::contains));
        }

        private void checkOrder(TestOrder order) {
            List<LabTask> tasks = world.orders.tasks(order.id());
            List<LabTask> open = tasks.stream().filter(t -> !t.status().isClosed()).toList();
            List<LabTask> requests =
                    tasks.stream()
                            .filter(t -> t.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                            .toList();
            assertEquals(1, requests.size(), "every order has one request");
            LabTask request = requests.getFirst();
            assertEquals(order.homeLaboratory(), request.owner(), "the request stays at home");
            switch (order.state()) {
                case ON_HOLD -> assertEquals(TaskStatus.ON_HOLD, request.status());
                case IN_LABORATORY, IN_INTERPRETATION, AWAITING_SIGNATURE -> {
                    assertTrue(!request.status().isClosed(), "an open order has an open request");
                    assertTrue(request.status() != TaskStatus.ON_HOLD);
                }
                case REPORTED, OUTCOME_RECORDED, CANCELLED, ENTERED_IN_ERROR ->
                        assertEquals(
                                List.of(),
                                open.stream().map(t -> t.code() + " " + t.status()).toList(),
                                "what is over has no open task");
                case CLOSING -> {
                    assertFalse(open.isEmpty(), "something is left to close");
                    open.forEach(t ->
                            assertEquals(
                                    TaskStatus.IN_PROGRESS,
                                    t.status(),
                                    "a cancelled order has no task that can start"));
                }
            }
            if (order.state() == OrderState.ENTERED_IN_ERROR) {
                tasks.forEach(t -> assertEquals(TaskStatus.ENTERED_IN_ERROR, t.status()));
            }
            if (order.state() == OrderState.IN_INTERPRETATION) {
                assertTrue(world.jobs.contains(order.id()), "somebody reads the genome");
            }
            if (order.isGenome()
                    && tasks.stream()
                            .anyMatch(t ->
                                    t.code() == TaskCode.SAMPLE_PROCESSING
                                            && t.status() == TaskStatus.IN_PROGRESS)) {
                assertTrue(
                        world.consents.entries().stream()
                                .filter(e -> e.person().equals(order.person()))
                                .anyMatch(e -> e.record().testAgreed().equals(Optional.of(true))),
                        "no genome is processed without agreement");
            }
            checkCardinality(order, tasks);
            checkDrafts(order, tasks);
        }

        private void checkCardinality(TestOrder order, List<LabTask> tasks) {
            int own = world.orders.specimens(order.id()).size();
            int parents =
                    order.context().parent().map(p -> world.orders.specimens(p).size()).orElse(0);
            for (TaskCode code : TaskCode.values()) {
                // a delivered file that was no good stays as delivered, and another is asked for
                boolean counted = code != TaskCode.GENETIC_GENOMIC_DATA_PROCESSING;
                List<LabTask> alive =
                        tasks.stream()
                                .filter(t -> t.code() == code)
                                .filter(t -> counted ? t.isAlive() : !t.status().isClosed())
                                .toList();
                int most =
                        switch (order.kind().cardinality(code)) {
                            case NONE -> 0;
                            case ONE -> 1;
                            case PER_SPECIMEN -> Math.max(1, own);
                            case PER_PARENT_SPECIMEN -> Math.max(1, parents);
                        };
                assertTrue(
                        alive.size() <= most,
                        "%s: %d alive, at most %d".formatted(code, alive.size(), most));
                assertEquals(
                        alive.size(),
                        alive.stream().map(LabTask::specimen).distinct().count(),
                        "one for each specimen");
            }
        }

        /// A draft waits for something; whatever waits for nothing is requested.
        private static void checkDrafts(TestOrder order, List<LabTask> tasks) {
            boolean goesOn =
                    switch (order.state()) {
                        case IN_LABORATORY, IN_INTERPRETATION, AWAITING_SIGNATURE -> true;
                        default -> false;
                    };
            if (!goesOn) {
                return;
            }
            for (LabTask draft : tasks) {
                if (draft.status() == TaskStatus.DRAFT) {
                    assertTrue(
                            before(order, draft).anyMatch(code -> waits(order, tasks, draft, code)),
                            draft.code() + " is a draft that waits for nothing");
                }
            }
        }

        private static Stream<TaskCode> before(TestOrder order, LabTask task) {
            return TaskProcess.before(task.code()).stream()
                    .filter(b -> order.kind().cardinality(b) != OrderKind.Cardinality.NONE);
        }

        private static List<LabTask> of(List<LabTask> tasks, LabTask like, TaskCode code) {
            return tasks.stream()
                    .filter(t -> t.code() == code)
                    .filter(t ->
                            t.specimen().isEmpty()
                                    || like.specimen().isEmpty()
                                    || t.specimen().equals(like.specimen()))
                    .toList();
        }

        /// Whether no newest task of any specimen was completed, or cancelled as not needed.
        private static boolean undone(List<LabTask> those) {
            Map<Optional<SpecimenId>, LabTask> last = new HashMap<>();
            those.forEach(t -> last.put(t.specimen(), t));
            return last.values().stream()
                    .noneMatch(t ->
                            t.status() == TaskStatus.COMPLETED
                                    || t.status() == TaskStatus.CANCELLED);
        }

        private static boolean waits(
                TestOrder order, List<LabTask> tasks, LabTask draft, TaskCode code) {
            List<LabTask> those = of(tasks, draft, code);
            return undone(those)
                    || those.stream()
                            .filter(t -> !t.status().isClosed())
                            .anyMatch(t ->
                                    draft.specimen().isPresent()
                                            || t.status() != TaskStatus.DRAFT
                                            || before(order, t)
                                                    .map(b -> of(tasks, t, b))
                                                    .noneMatch(b ->
                                                            undone(b)
                                                                    && b.stream()
                                                                            .allMatch(x ->
                                                                                    x.status()
                                                                                            .isClosed())));
        }

        /// Whatever is worked on is of the person tested.
        private void checkSpecimens() {
            for (TestOrder order : world.orders.all()) {
                for (LabTask task : world.orders.tasks(order.id())) {
                    task.specimen()
                            .flatMap(id ->
                                    world.orders.allSpecimens().stream()
                                            .filter(s -> s.id().equals(id))
                                            .findFirst())
                            .flatMap(OrderSpecimen::order)
                            .flatMap(world.orders::find)
                            .ifPresent(source -> assertEquals(order.person(), source.person()));
                }
            }
            for (OrderSpecimen specimen : world.orders.allSpecimens()) {
                if (specimen.order().isPresent() && specimen.person().isPresent()) {
                    TestOrder order = world.orders.find(specimen.order().get()).orElseThrow();
                    assertEquals(
                            world.people.find(order.person()).orElseThrow().nhsNumber(),
                            specimen.person(),
                            "no sample of somebody else");
                }
            }
        }

        /// However an order stands, it can be brought to an end.
        private void canBeEnded(TestOrder order) {
            if (order.state().isOpen()) {
                OrderOutcome outcome =
                        world.desk.revoke(order.id(), "Enough", Optional.empty(), World.CLINICIAN);
                assertTrue(outcome instanceof OrderOutcome.Changed, outcome.toString());
            }
            for (LabTask task : world.orders.tasks(order.id())) {
                if (!task.status().isClosed()) {
                    TaskOutcome outcome =
                            world.desk.changeTask(
                                    task.id(),
                                    new TaskChange(
                                            TaskStatus.CANCELLED,
                                            Optional.of("task-no-longer-required"),
                                            Optional.empty(),
                                            Optional.empty()),
                                    World.staffOf(task.owner()));
                    assertTrue(outcome instanceof TaskOutcome.Changed, outcome.toString());
                }
            }
            assertFalse(world.now(order).state().isOpen());
            assertTrue(world.now(order).state() != OrderState.CLOSING);
        }
    }
}
