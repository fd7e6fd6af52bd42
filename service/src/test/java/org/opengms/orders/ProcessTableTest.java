package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;

/// The table of the process, against matrices written by hand from the national Task profile. Rows
/// are the statuses before, columns those afterwards, in the order draft, requested, accepted,
/// in-progress, on-hold, completed, rejected, failed, cancelled, entered-in-error. `x` may be, `r`
/// may be with a status reason, `.` may not.
class ProcessTableTest {
    private static final List<TaskStatus> ORDER =
            List.of(
                    TaskStatus.DRAFT,
                    TaskStatus.REQUESTED,
                    TaskStatus.ACCEPTED,
                    TaskStatus.IN_PROGRESS,
                    TaskStatus.ON_HOLD,
                    TaskStatus.COMPLETED,
                    TaskStatus.REJECTED,
                    TaskStatus.FAILED,
                    TaskStatus.CANCELLED,
                    TaskStatus.ENTERED_IN_ERROR);

    private static final TaskCode REQUEST = TaskCode.PROCESS_GENOMIC_TEST_REQUEST;

    private static final String OWNER_OF_WORK =
            """
            x . . . . . . . r r
            . x x . r . r . r r
            . . x x r x . r r r
            . . . x r x . r r r
            . x x x r . r r r r
            . . . . . x . . . r
            . . . . . . r . . r
            . . . . . . . r . r
            . . . . . . . . r r
            . . . . . . . . . .
            """;

    /// Reports are completed by a signature, never by hand.
    private static final String OWNER_OF_REPORT =
            """
            x . . . . . . . r r
            . x x . r . r . r r
            . . x x r . . r r r
            . . . x r . . r r r
            . x x x r . r r r r
            . . . . . x . . . r
            . . . . . . r . . r
            . . . . . . . r . r
            . . . . . . . . r r
            . . . . . . . . . .
            """;

    private static final String OWNER_OF_REQUEST =
            """
            . . . . . . . . . .
            . x x . r . r . r r
            . . x x r . . r r r
            . . . x r . . r r r
            . x x x r . r r r r
            . . . . . x . . . r
            . . . . . . r . . r
            . . . . . . . r . r
            . . . . . . . . r r
            . . . . . . . . . .
            """;

    private static final String SENDING_AWAY =
            """
            x . . . . . . . . .
            . x . . . . . . . .
            . x . . . . . . . .
            . x . . . . . . . .
            . x . . . . . . . .
            . . . . . . . . . .
            . . . . . . . . . .
            . . . . . . . . . .
            . . . . . . . . . .
            . . . . . . . . . .
            """;

    private static final String REQUESTER_OF_REQUEST =
            """
            . . . . . . . . . .
            . . . . r . . . r .
            . . . . r . . . r .
            . . . . r . . . . .
            . x . . . . . . r .
            . . . . . . . . . .
            . . . . . . . . . .
            . . . . . . . . . .
            . . . . . . . . . .
            . . . . . . . . . .
            """;

    /// The service gives an open request out again as it stands when its order becomes urgent, as
    /// it does for the work, and cancels a relative's with the proband's.
    private static final String SERVICE_OF_REQUEST =
            """
            . . . . . . . . . .
            . x . . r x . . r r
            . . x . . x . . r r
            . . . x . x . . . r
            . x . . r x . . r r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . .
            """;

    private static final String SERVICE_OF_WORK =
            """
            x x . . . x . . r r
            . x . . . x . . r r
            . . x . . x . . r r
            . . . x . x . . . r
            . x . . x x . . r r
            . . . . . x . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . .
            """;

    /// Reading a genome is the service's own work: it begins it, fails it, and closes it itself.
    private static final String SERVICE_OF_INTERPRETATION =
            """
            x x . x . x . . r r
            . x . x . x . r r r
            . . x x . x . r r r
            . . . x . x . r r r
            . x . x x x . r r r
            . . . . . x . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . .
            """;

    /// A proposed report lets the final one begin.
    private static final String SERVICE_OF_FINAL_REPORT =
            """
            x x x . . x . . r r
            . x x . . x . . r r
            . . x . . x . . r r
            . . . x . x . . . r
            . x x . x x . . r r
            . . . . . x . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . r
            . . . . . . . . . .
            """;

    private static final String NOTHING = ". . . . . . . . . .\n".repeat(10);

    private static String expected(TaskCode code, Mover mover) {
        return switch (mover) {
            case OWNER ->
                    switch (code) {
                        case PROCESS_GENOMIC_TEST_REQUEST -> OWNER_OF_REQUEST;
                        case PRODUCE_FINAL_REPORT, DISTRIBUTE_REPORT -> OWNER_OF_REPORT;
                        default -> OWNER_OF_WORK;
                    };
            case OWNER_SENDING_AWAY -> code == REQUEST ? NOTHING : SENDING_AWAY;
            case REQUESTER -> code == REQUEST ? REQUESTER_OF_REQUEST : NOTHING;
            case SERVICE ->
                    switch (code) {
                        case PROCESS_GENOMIC_TEST_REQUEST -> SERVICE_OF_REQUEST;
                        case INTERPRETATION -> SERVICE_OF_INTERPRETATION;
                        case PRODUCE_FINAL_REPORT -> SERVICE_OF_FINAL_REPORT;
                        default -> SERVICE_OF_WORK;
                    };
        };
    }

    private static char cell(TaskCode code, Mover mover, TaskStatus from, TaskStatus to) {
        String row = expected(code, mover).lines().toList().get(ORDER.indexOf(from));
        return row.replace(" ", "").charAt(ORDER.indexOf(to));
    }

    private static TaskChange change(TaskStatus to, Optional<String> reason) {
        return new TaskChange(to, reason, Optional.empty(), Optional.empty());
    }

    /// Ten codes, ten statuses before and after, four movers: four thousand moves.
    @Test
    void hasExactlyTheMovesOfTheNationalProcess() {
        int looked = 0;
        for (TaskCode code : TaskCode.values()) {
            for (Mover mover : Mover.values()) {
                for (TaskStatus from : ORDER) {
                    for (TaskStatus to : ORDER) {
                        String which = code + " " + from + " -> " + to + " by " + mover;
                        char cell = cell(code, mover, from, to);
                        assertEquals(
                                cell != '.',
                                TaskProcess.find(code, from, to, mover).isPresent(),
                                which);
                        Optional<String> bare =
                                TaskProcess.refusal(
                                        code, from, change(to, Optional.empty()), mover);
                        assertEquals(cell != 'x', bare.isPresent(), which);
                        bare.ifPresent(words -> assertFalse(words.isBlank(), which));
                        Optional<String> withReason =
                                TaskProcess.refusal(
                                        code, from, change(to, Optional.of("other")), mover);
                        assertEquals(cell == '.', withReason.isPresent(), which);
                        looked++;
                    }
                }
            }
        }
        assertEquals(4_000, looked);
        assertEquals(TaskStatus.values().length, ORDER.size());
    }

    @Test
    void reopensNothing() {
        for (TaskCode code : TaskCode.values()) {
            for (Mover mover : Mover.values()) {
                for (TaskStatus closed : ORDER.stream().filter(TaskStatus::isClosed).toList()) {
                    assertTrue(
                            Set.of(TaskStatus.ENTERED_IN_ERROR)
                                    .containsAll(TaskProcess.next(code, closed, mover)),
                            code + " " + closed + " " + mover);
                }
            }
        }
    }

    @Test
    void knowsTheThirteenReasonsAndTheTwentyThreeBusinessStatuses() {
        assertEquals(13, Set.copyOf(TaskChange.STATUS_REASONS).size());
        assertEquals(23, Set.copyOf(TaskChange.BUSINESS_STATUSES).size());
        assertTrue(
                TaskProcess.refusal(
                                REQUEST,
                                TaskStatus.REQUESTED,
                                change(TaskStatus.ON_HOLD, Optional.of("because")),
                                Mover.OWNER)
                        .orElseThrow()
                        .contains("none of the national codes"));
        assertTrue(
                TaskProcess.refusal(
                                REQUEST,
                                TaskStatus.REQUESTED,
                                new TaskChange(
                                        TaskStatus.ACCEPTED,
                                        Optional.empty(),
                                        Optional.of("on-the-bench"),
                                        Optional.empty()),
                                Mover.OWNER)
                        .orElseThrow()
                        .contains("businessStatus"));
    }

    @Nested
    class AtTheDesk {
        /// Every move of every task by everybody, at the desk: the allowed ones happen, the others
        /// are refused in words and change nothing. Work before the task is done, and a
        /// conventional test was chosen, so that nothing but the table decides.
        @ParameterizedTest
        @EnumSource(TaskCode.class)
        void decidesEveryMoveOfEverybody(TaskCode code) {
            Map<Mover, Integer> moved = new EnumMap<>(Mover.class);
            for (TaskStatus from : ORDER) {
                for (TaskStatus to : ORDER) {
                    for (Actor actor :
                            List.of(
                                    World.NORTH_STAFF,
                                    World.SOUTH_STAFF,
                                    World.NORTH_SCIENTIST,
                                    World.CLINICIAN,
                                    World.OTHER_CLINICIAN)) {
                        tryOne(code, from, to, actor, moved);
                    }
                }
            }
            assertTrue(moved.getOrDefault(Mover.OWNER, 0) > 20, moved.toString());
            assertEquals(code == REQUEST, moved.containsKey(Mover.REQUESTER));
        }

        private void tryOne(
                TaskCode code,
                TaskStatus from,
                TaskStatus to,
                Actor actor,
                Map<Mover, Integer> moved) {
            World world = new World();
            TestOrder order = world.accept(new OrderDraft().asksFor("R901", "R901.2"));
            LabTask task = prepare(world, order, code, from);
            List<Object> before = world.orders.contents();
            TaskOutcome outcome =
                    world.desk.changeTask(task.id(), change(to, Optional.of("other")), actor);
            Optional<Mover> mover =
                    actor.equals(World.NORTH_STAFF)
                            ? Optional.of(Mover.OWNER)
                            : actor.equals(World.CLINICIAN) && code == REQUEST
                                    ? Optional.of(Mover.REQUESTER)
                                    : Optional.empty();
            String which = code + " " + from + " -> " + to + " by " + actor.id();
            // the requester takes back no hold of the laboratory; that is tested apart
            boolean allowed =
                    mover.filter(m -> cell(code, m, from, to) != '.').isPresent()
                            && !(mover.equals(Optional.of(Mover.REQUESTER))
                                    && from == TaskStatus.ON_HOLD
                                    && to == TaskStatus.REQUESTED);
            if (allowed) {
                TaskOutcome.Changed changed =
                        assertInstanceOf(TaskOutcome.Changed.class, outcome, which);
                assertEquals(to, changed.task().status(), which);
                assertEquals(task.version() + 1, changed.task().version(), which);
                moved.merge(mover.get(), 1, Integer::sum);
            } else {
                switch (outcome) {
                    case TaskOutcome.Refused(String reason) -> assertFalse(reason.isBlank(), which);
                    case TaskOutcome.NotYours(String reason) -> {
                        assertTrue(mover.isEmpty(), which);
                        assertFalse(reason.isBlank(), which);
                    }
                    default -> throw new AssertionError(which + ": " + outcome);
                }
                assertEquals(before, world.orders.contents(), which);
            }
        }

        /// Brings a task to a status as if its history had led there.
        private LabTask prepare(World world, TestOrder order, TaskCode code, TaskStatus from) {
            for (LabTask other : world.orders.tasks(order.id())) {
                if (other.code() != code
                        && other.code() != REQUEST
                        && (code == REQUEST || other.code().step() < code.step())) {
                    world.orders.put(
                            other.changed(
                                    code == REQUEST ? other.status() : TaskStatus.COMPLETED,
                                    Optional.empty(),
                                    Optional.empty(),
                                    World.NOW));
                }
            }
            LabTask task =
                    world.task(order, code)
                            .changed(from, Optional.empty(), Optional.empty(), World.NOW);
            world.orders.put(task);
            if (code == REQUEST && from == TaskStatus.ON_HOLD) {
                world.orders.put(world.now(order).inState(OrderState.ON_HOLD));
            }
            return task;
        }
    }

    @Test
    void groupsEveryRowOnce() {
        Set<String> seen = new java.util.HashSet<>();
        List<String> twice = new ArrayList<>();
        for (TaskProcess.Rows rows : TaskProcess.rows()) {
            for (TaskCode code : rows.codes()) {
                for (TaskStatus from : rows.from()) {
                    String row = code + " " + from + " " + rows.to() + " " + rows.mover();
                    if (!seen.add(row)) {
                        twice.add(row);
                    }
                }
            }
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void putsTheStepsInTheirOrder() {
        assertEquals(Set.of(), TaskProcess.before(REQUEST));
        assertEquals(Set.of(), TaskProcess.before(TaskCode.REQUEST_SAMPLE_ALIGNMENT));
        assertEquals(
                EnumSet.of(
                        TaskCode.REQUEST_SAMPLE_ALIGNMENT,
                        TaskCode.SAMPLE_PREPARATION,
                        TaskCode.SAMPLE_PROCESSING,
                        TaskCode.GENETIC_GENOMIC_DATA_PROCESSING,
                        TaskCode.INTERPRETATION),
                TaskProcess.before(TaskCode.PRODUCE_FINAL_REPORT));
        assertEquals(
                TaskProcess.before(TaskCode.PRODUCE_FINAL_REPORT),
                TaskProcess.before(TaskCode.GENOMIC_MDT),
                "the meeting and the final report do not wait for each other");
        assertTrue(
                TaskProcess.before(TaskCode.DISTRIBUTE_REPORT)
                        .contains(TaskCode.PRODUCE_FINAL_REPORT));
    }
}
