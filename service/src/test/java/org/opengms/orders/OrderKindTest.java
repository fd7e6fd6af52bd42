package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.ResultKind;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;

class OrderKindTest {
    private final World world = new World();

    /// The cardinality table of the national Task profile; `s` for each specimen, `p` for each of
    /// the parent order.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    code                            | normal | re-analysis | re-interpretation | storage
                    process-genomic-test-request    | 1      | 1           | 1                 | 1
                    request-sample-alignment        | s      | 1           | 1                 | s
                    sample-preparation              | s      | 0           | 0                 | s
                    sample-processing               | s      | 0           | 0                 | 0
                    genetic-genomic-data-processing | s      | p           | 0                 | 0
                    interpretation                  | s      | p           | p                 | 0
                    produce-interim-report          | s      | p           | p                 | 0
                    genomic-mdt                     | 1      | 1           | 1                 | 0
                    produce-final-report            | 1      | 1           | 1                 | 1
                    distribute-report               | 1      | 1           | 1                 | 1
                    """)
    void asksForTheTasksOfTheNationalTable(
            String code, String normal, String again, String reinterpreted, String storage) {
        TaskCode task =
                Arrays.stream(TaskCode.values())
                        .filter(c -> c.code().equals(code))
                        .findFirst()
                        .orElseThrow();
        assertEquals(normal, letter(OrderKind.NORMAL, task));
        assertEquals(again, letter(OrderKind.REANALYSIS, task));
        assertEquals(reinterpreted, letter(OrderKind.REINTERPRETATION, task));
        assertEquals(storage, letter(OrderKind.DNA_STORAGE, task));
    }

    private static String letter(OrderKind kind, TaskCode code) {
        return switch (kind.cardinality(code)) {
            case NONE -> "0";
            case ONE -> "1";
            case PER_SPECIMEN -> "s";
            case PER_PARENT_SPECIMEN -> "p";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "R901, R901.1, NORMAL",
        "R387, R387.1, REANALYSIS",
        "R27, R387.1, REANALYSIS",
        "R387, , REANALYSIS",
        "TP459, GT192, REANALYSIS",
        "R442, R442.1, REINTERPRETATION",
        "TP459, GT1013, REINTERPRETATION",
        "R346, R346.1, DNA_STORAGE",
        "TP347, GT905, DNA_STORAGE",
        "TP442, , NORMAL",
        ", , NORMAL",
    })
    void isSaidByTheCodesOfTheDirectories(String indication, String test, OrderKind kind) {
        assertEquals(
                kind,
                OrderKind.of(
                        Optional.ofNullable(indication),
                        Optional.ofNullable(test),
                        ParticipantRole.PROBAND));
    }

    private Map<String, Long> count(TestOrder order) {
        return world.orders.tasks(order.id()).stream()
                .collect(
                        Collectors.groupingBy(
                                t -> t.code().step() + "", TreeMap::new, Collectors.counting()));
    }

    @Test
    void ofATestOfTwoTubesWorksOnEach() {
        TestOrder order = world.accept(new OrderDraft().samples("T-1", "T-2"));
        assertEquals(
                Map.of(
                        "1", 1L, "2", 2L, "3", 2L, "4", 2L, "5", 2L, "6", 2L, "7", 2L, "8", 1L, "9",
                        1L, "10", 1L),
                count(order));
        List<OrderSpecimen> specimens = world.orders.specimens(order.id());
        assertEquals(List.of("T-1", "T-2"), specimens.stream().map(OrderSpecimen::label).toList());
        for (TaskCode code : List.of(TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskCode.INTERPRETATION)) {
            assertEquals(
                    specimens.stream().map(s -> Optional.of(s.id())).toList(),
                    world.orders.tasks(order.id()).stream()
                            .filter(t -> t.code() == code)
                            .map(LabTask::specimen)
                            .toList());
        }
    }

    @Test
    void ofAReanalysisReadsWhatItsParentHas() {
        TestOrder parent = world.accept(new OrderDraft().samples("T-1", "T-2"));
        TestOrder again =
                world.accept(
                        new OrderDraft()
                                .asksFor("R387", "R387.1")
                                .withoutSample()
                                .basedOn(parent.id()));
        assertEquals(OrderKind.REANALYSIS, again.kind());
        assertEquals(OrderState.IN_LABORATORY, again.state(), "it waits for no sample");
        assertEquals(
                Map.of("1", 1L, "2", 1L, "5", 2L, "6", 2L, "7", 2L, "8", 1L, "9", 1L, "10", 1L),
                count(again));
        assertEquals(
                world.orders.specimens(parent.id()).stream().map(s -> Optional.of(s.id())).toList(),
                world.orders.tasks(again.id()).stream()
                        .filter(t -> t.code() == TaskCode.INTERPRETATION)
                        .map(LabTask::specimen)
                        .toList());
    }

    @Test
    void ofAReanalysisReadsNobodyElsesData() {
        TestOrder somebodyElses =
                world.accept(new OrderDraft().nhsNumber("999 000 1022").samples("T-1", "T-2"));
        TestOrder again =
                world.accept(
                        new OrderDraft()
                                .asksFor("R387", "R387.1")
                                .withoutSample()
                                .basedOn(somebodyElses.id()));
        assertEquals(Optional.empty(), again.context().parent());
        assertTrue(world.orders.tasks(again.id()).stream().allMatch(t -> t.specimen().isEmpty()));
        TestOrder cascade = world.accept(new OrderDraft().basedOn(somebodyElses.id()));
        assertEquals(Optional.of(somebodyElses.id()), cascade.context().parent());
    }

    @Test
    void ofAReinterpretationProcessesNoData() {
        TestOrder again = world.accept(new OrderDraft().asksFor("R442", "R442.1").withoutSample());
        assertEquals(
                Map.of("1", 1L, "2", 1L, "6", 1L, "7", 1L, "8", 1L, "9", 1L, "10", 1L),
                count(again));
        assertTrue(
                world.orders.events(again.id()).stream()
                        .anyMatch(e ->
                                e.what().startsWith("No earlier order of this person is known")));
    }

    @Test
    void ofStorageEndsWithTheStoredSample() {
        TestOrder storage = world.accept(new OrderDraft().asksFor("R346", "R346.1"));
        assertEquals(Map.of("1", 1L, "2", 1L, "3", 1L, "9", 1L, "10", 1L), count(storage));
        for (TaskCode code :
                List.of(TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskCode.SAMPLE_PREPARATION)) {
            world.move(storage, code, TaskStatus.ACCEPTED);
            world.move(storage, code, TaskStatus.COMPLETED);
        }
        assertEquals(
                TaskStatus.REQUESTED, world.task(storage, TaskCode.PRODUCE_FINAL_REPORT).status());
        DeskAnswer.Reported entered =
                (DeskAnswer.Reported)
                        world.reports.resultEntered(
                                storage.id(),
                                ResultKind.NO_CAUSE_FOUND,
                                "DNA is stored.",
                                World.SOUTH_STAFF);
        var _ =
                (DeskAnswer.Reported)
                        world.reports.sign(
                                entered.report().id(),
                                1,
                                ResultKind.NO_CAUSE_FOUND,
                                "DNA is stored.",
                                World.SOUTH_SCIENTIST);
        assertEquals(OrderState.REPORTED, world.now(storage).state());
    }

    private void work(TestOrder order, TaskCode code, SpecimenId specimen, TaskStatus end) {
        LabTask task =
                world.orders.tasks(order.id()).stream()
                        .filter(t -> t.code() == code && t.specimen().equals(Optional.of(specimen)))
                        .reduce((_, last) -> last)
                        .orElseThrow();
        move(task, TaskStatus.ACCEPTED, "");
        move(task, end, end == TaskStatus.COMPLETED ? "" : "sample-sub-optimal");
    }

    private void move(LabTask task, TaskStatus status, String reason) {
        TaskOutcome outcome =
                world.desk.changeTask(
                        task.id(),
                        new TaskChange(
                                status,
                                Optional.of(reason).filter(r -> !r.isEmpty()),
                                Optional.empty(),
                                Optional.empty()),
                        World.NORTH_STAFF);
        assertTrue(outcome instanceof TaskOutcome.Changed, outcome.toString());
    }

    private void bench(TestOrder order, SpecimenId specimen) {
        for (TaskCode code :
                List.of(
                        TaskCode.REQUEST_SAMPLE_ALIGNMENT,
                        TaskCode.SAMPLE_PREPARATION,
                        TaskCode.SAMPLE_PROCESSING)) {
            work(order, code, specimen, TaskStatus.COMPLETED);
        }
    }

    private void loses(TestOrder order, SpecimenId specimen) {
        work(order, TaskCode.REQUEST_SAMPLE_ALIGNMENT, specimen, TaskStatus.COMPLETED);
        work(order, TaskCode.SAMPLE_PREPARATION, specimen, TaskStatus.FAILED);
    }

    private List<TaskStatus> statuses(TestOrder order, SpecimenId specimen) {
        return world.orders.tasks(order.id()).stream()
                .filter(t -> t.specimen().equals(Optional.of(specimen)))
                .map(LabTask::status)
                .toList();
    }

    @Nested
    class OneOfTwoTubesIsLost {
        private TestOrder order = world.accept(new OrderDraft().samples("T-1", "T-2"));

        private SpecimenId specimen(int number) {
            return world.orders.specimens(order.id()).get(number).id();
        }

        private void deliver() {
            LabTask data =
                    world.orders.tasks(order.id()).stream()
                            .filter(t -> t.code() == TaskCode.GENETIC_GENOMIC_DATA_PROCESSING)
                            .filter(t -> t.status() == TaskStatus.REQUESTED)
                            .findFirst()
                            .orElseThrow();
            assertInstanceOf(
                    DeskAnswer.Done.class,
                    world.reports.fileDelivered(data.id(), world.file(order), World.NORTH_STAFF));
        }

        /// Which of two samples a genome can do without, its laboratory says.
        @Test
        void aGenomeIsReadWhenItsLaboratoryGivesTheLostOneUp() {
            bench(order, specimen(0));
            loses(order, specimen(1));
            deliver();
            assertEquals(OrderState.IN_LABORATORY, world.now(order).state());
            assertEquals(List.of(), world.jobs);
            for (LabTask task : world.orders.tasks(order.id())) {
                if (task.specimen().equals(Optional.of(specimen(1)))
                        && task.status() == TaskStatus.DRAFT) {
                    move(task, TaskStatus.CANCELLED, "sample-sub-optimal");
                }
            }
            assertEquals(OrderState.IN_INTERPRETATION, world.now(order).state());
            assertEquals(List.of(order.id()), world.jobs);
        }

        @Test
        void andAnotherComesInItsPlace() {
            loses(order, specimen(1));
            assertInstanceOf(
                    SpecimenOutcome.Matched.class,
                    world.desk.specimenArrived(
                            order.id(),
                            new SpecimenDetails("T-3", "Blood specimen", true),
                            Optional.empty(),
                            Optional.empty(),
                            World.NORTH_STAFF));
            assertEquals(
                    List.of(
                            TaskStatus.COMPLETED,
                            TaskStatus.FAILED,
                            TaskStatus.CANCELLED,
                            TaskStatus.CANCELLED,
                            TaskStatus.CANCELLED,
                            TaskStatus.CANCELLED),
                    statuses(order, specimen(1)));
            bench(order, specimen(0));
            bench(order, specimen(2));
            deliver();
            deliver();
            assertEquals(OrderState.IN_INTERPRETATION, world.now(order).state());
        }

        @Test
        void ofAnotherTypeTakesNoPlace() {
            loses(order, specimen(1));
            world.desk.specimenArrived(
                    order.id(),
                    new SpecimenDetails("T-3", "Tumour tissue", true),
                    Optional.empty(),
                    Optional.empty(),
                    World.NORTH_STAFF);
            assertEquals(TaskStatus.DRAFT, statuses(order, specimen(1)).get(2));
        }

        @Test
        void aConventionalResultIsEnteredOnTheOther() {
            order =
                    world.accept(
                            new OrderDraft()
                                    .nhsNumber("999 000 1022")
                                    .asksFor("R901", "R901.2")
                                    .samples("T-1", "T-2"));
            loses(order, specimen(1));
            assertInstanceOf(DeskAnswer.Refused.class, enter(ResultKind.NO_CAUSE_FOUND));
            bench(order, specimen(0));
            assertInstanceOf(DeskAnswer.Reported.class, enter(ResultKind.NO_CAUSE_FOUND));
            assertEquals(
                    List.of(TaskStatus.COMPLETED),
                    statuses(order, specimen(0)).stream().distinct().toList());
            assertEquals(TaskStatus.CANCELLED, statuses(order, specimen(1)).getLast());
        }

        @Test
        void orBothSoThatTheTestFailed() {
            loses(order, specimen(0));
            loses(order, specimen(1));
            assertInstanceOf(
                    DeskAnswer.Refused.class,
                    enter(ResultKind.NO_CAUSE_FOUND),
                    "a genome's result comes from its file");
            assertInstanceOf(DeskAnswer.Reported.class, enter(ResultKind.FAILED));
            assertEquals(OrderState.AWAITING_SIGNATURE, world.now(order).state());
        }

        private DeskAnswer enter(ResultKind kind) {
            return world.reports.resultEntered(order.id(), kind, "Said.", World.NORTH_STAFF);
        }
    }
}
