package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.orders.TurnaroundClock.Standing;
import org.opengms.testing.Cases;

/// The clock against days counted by hand. The order is accepted on Monday 15 June 2026 and has 84
/// days, so it is due on 7 September.
class TurnaroundClockTest {
    private static final TurnaroundStandards STANDARDS = TurnaroundStandards.shipped();
    private static final TaskId REQUEST = TaskId.random();
    private static final TaskId ALIGN = TaskId.random();

    private final TestOrder order = new World().accept(new OrderDraft());
    private final List<TaskMove> history = new ArrayList<>();

    private void step(TaskId task, TaskCode code, TaskStatus to, String reason, String at) {
        history.add(
                new TaskMove(
                        task,
                        order.id(),
                        code,
                        Optional.of(TaskStatus.REQUESTED),
                        to,
                        Optional.of(reason).filter(r -> !r.isEmpty()),
                        Optional.empty(),
                        World.NORTH_LAB,
                        Mover.OWNER,
                        "N. Technologist",
                        Instant.parse(at),
                        history.size() + 1));
    }

    private void request(TaskStatus to, String reason, String at) {
        step(REQUEST, TaskCode.PROCESS_GENOMIC_TEST_REQUEST, to, reason, at);
    }

    private void alignment(TaskStatus to, String reason, String at) {
        step(ALIGN, TaskCode.REQUEST_SAMPLE_ALIGNMENT, to, reason, at);
    }

    private TurnaroundClock read(String at) {
        return read(order, at);
    }

    private TurnaroundClock read(TestOrder of, String at) {
        return TurnaroundClock.read(of, history, STANDARDS, Instant.parse(at)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-06-15T09:00:00Z | 0  | IN_TIME
                    2026-06-15T22:59:59Z | 0  | IN_TIME
                    2026-06-15T23:00:00Z | 1  | IN_TIME
                    2026-08-16T12:00:00Z | 62 | IN_TIME
                    2026-08-17T12:00:00Z | 63 | AT_RISK
                    2026-09-07T12:00:00Z | 84 | AT_RISK
                    2026-09-08T12:00:00Z | 85 | OVERDUE
                    """)
    void countsCalendarDaysOfTheUnitedKingdom(String at, int used, Standing standing) {
        TurnaroundClock clock = read(at);
        assertEquals(used, clock.daysUsed());
        assertEquals(standing, clock.standing());
        assertEquals(LocalDate.of(2026, 9, 7), clock.dueOn());
    }

    @Nested
    class AWait {
        @Test
        void forTheRequesterStopsIt() {
            request(TaskStatus.ON_HOLD, "further-information-needed", "2026-06-20T12:00:00Z");
            TurnaroundClock waiting = read("2026-06-25T12:00:00Z");
            assertEquals(Standing.PAUSED, waiting.standing());
            assertEquals(5, waiting.daysUsed());
            assertEquals(5, waiting.daysPaused());
            request(TaskStatus.REQUESTED, "", "2026-06-27T12:00:00Z");
            TurnaroundClock after = read("2026-06-30T12:00:00Z");
            assertEquals(8, after.daysUsed());
            assertEquals(7, after.daysPaused());
            assertEquals(LocalDate.of(2026, 9, 14), after.dueOn());
            assertEquals("further-information-needed", after.pauses().getFirst().statusReason());
        }

        @ParameterizedTest
        @CsvSource({
            "awaiting-sample, 7",
            "no-sample-provided, 7",
            "awaiting-rod-and-or-sample, 7",
            "further-information-needed, 7",
            "awaiting-order-detail, 7",
            "invalid-request, 0",
            "pipeline-error, 0",
            "time-for-task-exceeded, 0",
            "unable-to-interpret, 0",
            "sample-sub-optimal, 0",
            "task-no-longer-required, 0",
            "scheduled-delay, 0",
            "other, 0",
        })
        void countsByItsReason(String reason, int paused) {
            request(TaskStatus.ON_HOLD, reason, "2026-06-20T12:00:00Z");
            request(TaskStatus.REQUESTED, "", "2026-06-27T12:00:00Z");
            assertEquals(paused, read("2026-07-01T12:00:00Z").daysPaused());
        }

        @Test
        void ofTwoTasksAtOnceCountsOnce() {
            request(TaskStatus.ON_HOLD, "awaiting-sample", "2026-06-20T12:00:00Z");
            alignment(TaskStatus.ON_HOLD, "awaiting-sample", "2026-06-22T12:00:00Z");
            request(TaskStatus.REQUESTED, "", "2026-06-24T12:00:00Z");
            alignment(TaskStatus.REQUESTED, "", "2026-06-26T12:00:00Z");
            TurnaroundClock clock = read("2026-07-01T12:00:00Z");
            assertEquals(6, clock.daysPaused());
            assertEquals(
                    List.of(4, 2),
                    clock.pauses().stream().map(TurnaroundClock.Paused::days).toList());
        }

        @Test
        void thatChangesItsReasonIsTwo() {
            request(TaskStatus.ON_HOLD, "awaiting-rod-and-or-sample", "2026-06-15T09:00:00Z");
            request(TaskStatus.ON_HOLD, "awaiting-sample", "2026-06-18T12:00:00Z");
            request(TaskStatus.REQUESTED, "", "2026-06-20T12:00:00Z");
            TurnaroundClock clock = read("2026-06-20T12:00:00Z");
            assertEquals(0, clock.daysUsed(), "it had not begun");
            assertEquals(
                    List.of("awaiting-rod-and-or-sample 3", "awaiting-sample 2"),
                    clock.pauses().stream().map(p -> p.statusReason() + " " + p.days()).toList());
        }

        @Test
        void withinOneDayMovesNothing() {
            request(TaskStatus.ON_HOLD, "awaiting-sample", "2026-06-20T09:00:00Z");
            request(TaskStatus.REQUESTED, "", "2026-06-20T17:00:00Z");
            assertEquals(0, read("2026-06-21T12:00:00Z").daysPaused());
        }
    }

    @Test
    void ofAGenomeHasTwoParts() {
        step(
                TaskId.random(),
                TaskCode.GENETIC_GENOMIC_DATA_PROCESSING,
                TaskStatus.COMPLETED,
                "",
                "2026-07-30T12:00:00Z");
        List<TurnaroundClock.PartRead> parts = read("2026-08-09T12:00:00Z").parts();
        assertEquals(List.of(45, 10), parts.stream().map(p -> p.daysUsed()).toList());
        assertEquals(List.of(true, false), parts.stream().map(p -> p.isOver()).toList());
        assertEquals(List.of(true, false), parts.stream().map(p -> p.isExceeded()).toList());
    }

    @ParameterizedTest
    @CsvSource({"2026-09-07T12:00:00Z, MET", "2026-09-08T12:00:00Z, MISSED"})
    void stopsWithTheSignedReport(String at, Standing standing) {
        step(TaskId.random(), TaskCode.PRODUCE_FINAL_REPORT, TaskStatus.COMPLETED, "", at);
        TurnaroundClock clock = read(order.inState(OrderState.REPORTED), "2026-12-24T12:00:00Z");
        assertEquals(standing, clock.standing());
    }

    @Test
    void standsForNoOrderThatWillNotBeDone() {
        for (OrderState over :
                List.of(OrderState.CLOSING, OrderState.CANCELLED, OrderState.ENTERED_IN_ERROR)) {
            assertEquals(
                    Optional.empty(),
                    TurnaroundClock.read(
                            order.inState(over),
                            history,
                            STANDARDS,
                            Instant.parse("2026-07-01T12:00:00Z")));
        }
    }

    /// Whatever the history: days used and paused are the days that passed, and nothing is
    /// negative.
    @Test
    void losesNoDay() {
        Cases.check(
                300,
                random -> {
                    history.clear();
                    Instant at = World.NOW;
                    for (int i = 0; i < 12; i++) {
                        at = at.plusSeconds(random.nextInt(400_000));
                        boolean hold = random.nextBoolean();
                        step(
                                random.nextBoolean() ? REQUEST : ALIGN,
                                TaskCode.REQUEST_SAMPLE_ALIGNMENT,
                                hold ? TaskStatus.ON_HOLD : TaskStatus.ACCEPTED,
                                hold
                                        ? TaskChange.STATUS_REASONS.get(
                                                random.nextInt(TaskChange.STATUS_REASONS.size()))
                                        : "",
                                at.toString());
                    }
                    Instant now = at.plusSeconds(random.nextInt(400_000));
                    TurnaroundClock clock = read(now.toString());
                    long passed =
                            java.time.temporal.ChronoUnit.DAYS.between(
                                    LocalDate.of(2026, 6, 15),
                                    LocalDate.ofInstant(now, OrderRules.UNITED_KINGDOM));
                    assertEquals(passed, clock.daysUsed() + clock.daysPaused());
                    assertTrue(clock.daysUsed() >= 0 && clock.daysPaused() >= 0);
                    for (int i = 1; i < clock.pauses().size(); i++) {
                        Instant before = clock.pauses().get(i - 1).until().orElseThrow();
                        assertTrue(!clock.pauses().get(i).from().isBefore(before), "no overlap");
                    }
                });
    }

    @Nested
    class TheStandards {
        /// Calendar days as published by three laboratory hubs (East, North West, North Thames).
        @ParameterizedTest
        @CsvSource({
            "ultra-rapid, 3",
            "dpyd, 5",
            "ultra-rapid-nipt, 7",
            "rapid, 14",
            "complex-rapid, 21",
            "standard-somatic, 21",
            "standard-rare, 42",
            "exome-or-large-panel, 84",
            "wgs, 84",
        })
        void areThePublishedOnes(String category, int days) {
            assertEquals(
                    days,
                    STANDARDS
                            .standard(category, LocalDate.of(2026, 6, 15))
                            .orElseThrow()
                            .calendarDays());
        }

        @Test
        void applyFromTheirFirstDay() {
            assertEquals(Optional.empty(), STANDARDS.standard("wgs", LocalDate.of(2018, 9, 30)));
        }
    }
}
