package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.ResultKind;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every published example of a Task stands where somebody can bring a task by the calls of the
/// desk, or is on a reviewed list that says why not.
@RealData
class NationalTasksTest {
    private static final String SYSTEM = "https://fhir.nhs.uk/CodeSystem/task-code-genomics";

    /// What of an example is the state of a task.
    private record Example(
            String file,
            Optional<TaskCode> code,
            String status,
            Optional<String> reason,
            Optional<String> business) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(SharedData.file("fhir/nhse-genomics/Task"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode task = JsonMapper.shared().readTree(Files.readString(file));
                examples.add(
                        new Example(
                                file.getFileName().toString(),
                                code(task),
                                task.get("status").asString(),
                                coded(task, "statusReason"),
                                coded(task, "businessStatus")));
            }
        }
        return examples;
    }

    private static Optional<String> coded(JsonNode task, String element) {
        JsonNode code = task.path(element).path("coding").path(0).path("code");
        return code.isMissingNode() ? Optional.empty() : Optional.of(code.asString());
    }

    private static Optional<TaskCode> code(JsonNode task) {
        String system = task.path("code").path("coding").path(0).path("system").asString("");
        return coded(task, "code")
                .filter(_ -> system.equals(SYSTEM))
                .flatMap(code ->
                        Arrays.stream(TaskCode.values())
                                .filter(c -> c.code().equals(code))
                                .findFirst());
    }

    private static Map<String, String> reviewed() throws IOException {
        Map<String, String> reviewed = new TreeMap<>();
        try (InputStream in =
                NationalTasksTest.class.getResourceAsStream("national-tasks-out-of-reach.csv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", 2))
                    .forEach(cells -> reviewed.put(cells[0], cells[1]));
        }
        return reviewed;
    }

    @Test
    void standWhereTheProcessCanBringATask() throws IOException {
        Map<String, String> outOfReach = new TreeMap<>();
        int reached = 0;
        for (Example example : examples()) {
            Optional<String> why = reach(example);
            if (why.isPresent()) {
                outOfReach.put(example.file(), why.get());
            } else {
                reached++;
            }
        }
        assertEquals(reviewed().keySet(), outOfReach.keySet(), outOfReach.toString());
        assertEquals(35, reached);
    }

    /// Tries to bring a task to an example's state by the calls that people have.
    ///
    /// @return why it cannot be brought there
    private static Optional<String> reach(Example example) {
        Optional<TaskStatus> status =
                Arrays.stream(TaskStatus.values())
                        .filter(s -> s.code().equals(example.status()))
                        .findFirst();
        if (example.code().isEmpty() || status.isEmpty()) {
            return Optional.of("no code or status of the process");
        }
        TaskCode code = example.code().get();
        World world = new World();
        TestOrder order = world.accept(new OrderDraft().asksFor("R901", "R901.2"));
        doWhatComesBefore(world, order, code);
        List<TaskStatus> path =
                switch (status.get()) {
                    case REQUESTED -> List.<TaskStatus>of();
                    case ACCEPTED, REJECTED, ON_HOLD, CANCELLED -> List.of(status.get());
                    case IN_PROGRESS -> List.of(TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS);
                    case COMPLETED -> {
                        reportAndSign(world, order);
                        yield List.of();
                    }
                    default -> List.of(TaskStatus.ACCEPTED, status.get());
                };
        for (TaskStatus step : path) {
            boolean last = step == path.getLast();
            LabTask task = world.task(order, code);
            TaskOutcome outcome =
                    world.desk.changeTask(
                            task.id(),
                            new TaskChange(
                                    step,
                                    last ? example.reason() : Optional.empty(),
                                    last ? example.business() : Optional.empty(),
                                    Optional.of(task.version())),
                            World.staffOf(task.owner()));
            if (!(outcome instanceof TaskOutcome.Changed)) {
                return Optional.of(outcome.toString());
            }
        }
        LabTask task = world.task(order, code);
        assertEquals(status.get(), task.status(), example.file());
        assertEquals(example.reason(), task.statusReason(), example.file());
        assertEquals(example.business(), task.businessStatus(), example.file());
        return Optional.empty();
    }

    private static void doWhatComesBefore(World world, TestOrder order, TaskCode code) {
        for (TaskCode before : TaskProcess.before(code)) {
            if (before.step() <= TaskCode.INTERPRETATION.step()) {
                world.move(order, before, TaskStatus.ACCEPTED);
                world.move(order, before, TaskStatus.COMPLETED);
            }
        }
    }

    private static void reportAndSign(World world, TestOrder order) {
        DeskAnswer.Reported entered =
                assertInstanceOf(
                        DeskAnswer.Reported.class,
                        world.reports.resultEntered(
                                order.id(),
                                ResultKind.NO_CAUSE_FOUND,
                                "Nothing.",
                                World.NORTH_STAFF));
        assertInstanceOf(
                DeskAnswer.Reported.class,
                world.reports.sign(
                        entered.report().id(),
                        1,
                        ResultKind.NO_CAUSE_FOUND,
                        "Nothing.",
                        World.NORTH_SCIENTIST));
    }

    @Test
    void haveOnlyReasonsAndBusinessStatusesOfTheNationalLists() throws IOException {
        int reasons = 0;
        int business = 0;
        for (Example example : examples()) {
            if (example.reason().isPresent()) {
                assertTrue(TaskChange.STATUS_REASONS.contains(example.reason().get()));
                reasons++;
            }
            if (example.business().isPresent()) {
                assertTrue(TaskChange.BUSINESS_STATUSES.contains(example.business().get()));
                business++;
            }
        }
        assertEquals(13, reasons);
        assertEquals(8, business);
    }

    @Test
    void theListsAreThoseOfTheNationalCodeSystems() throws IOException {
        assertEquals(
                codes("CodeSystem-Genomics-task-statusReason.json"), TaskChange.STATUS_REASONS);
        assertEquals(
                codes("CodeSystem-Genomics-business-status.json"), TaskChange.BUSINESS_STATUSES);
    }

    private static List<String> codes(String file) throws IOException {
        return JsonMapper.shared()
                .readTree(
                        Files.readString(SharedData.file("fhir/nhse-genomics/CodeSystem/" + file)))
                .get("concept")
                .valueStream()
                .map(c -> c.get("code").asString())
                .toList();
    }
}
