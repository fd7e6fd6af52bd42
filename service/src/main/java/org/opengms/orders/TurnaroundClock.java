package org.opengms.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An order's turnaround clock at one moment, read from its history alone.
///
/// It runs in calendar days of the United Kingdom from the day on which the order was accepted to
/// the day of its signed report. It stands still while a task waits for a reason that stops it, so
/// an order that waits for its sample begins to use its days when the sample comes. Waits of
/// several tasks at once count once.
///
/// @param startedOn the day it started
/// @param standardDays how many days the order has
/// @param daysUsed days that counted
/// @param daysPaused days that did not count
/// @param pauses the waits that stopped it, in order, without overlap
/// @param dueOn the day by which the report is due, moved by the days paused
/// @param standing how the order stands
/// @param parts the parts of the standard, where it has them
public record TurnaroundClock(
        LocalDate startedOn,
        int standardDays,
        int daysUsed,
        int daysPaused,
        List<Paused> pauses,
        LocalDate dueOn,
        Standing standing,
        List<PartRead> parts) {
    /// How an order stands to its standard.
    public enum Standing {
        /// There is time.
        IN_TIME("In time"),
        /// Little time is left.
        AT_RISK("At risk"),
        /// The day it was due is over.
        OVERDUE("Overdue"),
        /// The clock stands still.
        PAUSED("Clock stopped"),
        /// The report went out in time.
        MET("Reported in time"),
        /// The report went out late.
        MISSED("Reported late");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        /// The standing for people.
        public String words() {
            return words;
        }
    }

    /// A wait that stopped the clock.
    ///
    /// @param statusReason why
    /// @param from since when
    /// @param until when it ended; absent while it lasts
    /// @param days calendar days that did not count
    public record Paused(String statusReason, Instant from, Optional<Instant> until, int days) {}

    /// A part of the standard.
    ///
    /// @param part of the standard
    /// @param daysUsed days that counted in it
    /// @param isOver whether it has ended
    public record PartRead(TurnaroundStandards.Part part, int daysUsed, boolean isOver) {
        /// Whether more days were used than it has.
        public boolean isExceeded() {
            return daysUsed > part.calendarDays();
        }
    }

    public TurnaroundClock {
        pauses = List.copyOf(pauses);
        parts = List.copyOf(parts);
    }

    /// Reads the clock.
    ///
    /// @param order as it is
    /// @param history every step of its tasks, oldest first
    /// @param standards how days are counted
    /// @param at the moment
    /// @return nothing for an order without a standard, or one that will not be done
    public static Optional<TurnaroundClock> read(
            TestOrder order, List<TaskMove> history, TurnaroundStandards standards, Instant at) {
        boolean willNotBeDone =
                switch (order.state()) {
                    case CLOSING, CANCELLED, ENTERED_IN_ERROR -> true;
                    case ON_HOLD,
                            IN_LABORATORY,
                            IN_INTERPRETATION,
                            AWAITING_SIGNATURE,
                            REPORTED,
                            OUTCOME_RECORDED ->
                            false;
                };
        if (order.turnaround().isEmpty() || willNotBeDone) {
            return Optional.empty();
        }
        return Optional.of(
                new Reading(
                                order.receivedAt(),
                                order.turnaround().get(),
                                history,
                                standards,
                                order.state().isReported(),
                                at)
                        .read());
    }

    /// One reading.
    private record Reading(
            Instant start,
            Turnaround turnaround,
            List<TaskMove> history,
            TurnaroundStandards standards,
            boolean isReported,
            Instant at) {

        TurnaroundClock read() {
            Optional<Instant> reportedAt =
                    isReported ? lastCompletion(TaskCode.PRODUCE_FINAL_REPORT) : Optional.empty();
            Instant end = reportedAt.orElse(at);
            List<Paused> pauses = pauses(end);
            LocalDate startedOn = day(start);
            int paused = pauses.stream().mapToInt(Paused::days).sum();
            int used = days(start, end) - paused;
            LocalDate dueOn = startedOn.plusDays((long) turnaround.calendarDays() + paused);
            return new TurnaroundClock(
                    startedOn,
                    turnaround.calendarDays(),
                    used,
                    paused,
                    pauses,
                    dueOn,
                    standing(used, isReported, pauses),
                    parts(pauses, end));
        }

        private Standing standing(int used, boolean isOver, List<Paused> pauses) {
            boolean late = used > turnaround.calendarDays();
            if (isOver) {
                return late ? Standing.MISSED : Standing.MET;
            }
            if (late) {
                return Standing.OVERDUE;
            }
            if (!pauses.isEmpty() && pauses.getLast().until().isEmpty()) {
                return Standing.PAUSED;
            }
            return standards.isAtRisk(used, turnaround.calendarDays())
                    ? Standing.AT_RISK
                    : Standing.IN_TIME;
        }

        private Optional<Instant> lastCompletion(TaskCode code) {
            return history.stream()
                    .filter(m -> m.code() == code)
                    .filter(m -> m.to() == TaskStatus.COMPLETED)
                    .filter(m -> !m.from().equals(Optional.of(TaskStatus.COMPLETED)))
                    .map(TaskMove::at)
                    .max(Comparator.naturalOrder());
        }

        private record Wait(String reason, Instant from, Optional<Instant> until) {}

        /// The waits of every task, one after the other as they began.
        private List<Wait> waits() {
            Map<TaskId, TaskMove> open = new HashMap<>();
            List<Wait> waits = new ArrayList<>();
            for (TaskMove move : history) {
                TaskMove before = open.remove(move.task());
                if (before != null) {
                    waits.add(
                            new Wait(
                                    before.statusReason().orElse(""),
                                    before.at(),
                                    Optional.of(move.at())));
                }
                if (move.to() == TaskStatus.ON_HOLD
                        && move.statusReason()
                                .filter(reason -> standards.pauses(reason, day(move.at())))
                                .isPresent()) {
                    open.put(move.task(), move);
                }
            }
            open.values().stream()
                    .map(m -> new Wait(m.statusReason().orElse(""), m.at(), Optional.empty()))
                    .forEach(waits::add);
            waits.sort(
                    Comparator.comparing(Wait::from)
                            .thenComparing(w -> w.until().orElse(Instant.MAX)));
            return waits;
        }

        private List<Paused> pauses(Instant end) {
            List<Paused> pauses = new ArrayList<>();
            Instant cursor = start;
            for (Wait wait : waits()) {
                Instant from = later(cursor, wait.from());
                Instant until = earlier(wait.until().orElse(end), end);
                if (until.isAfter(from)) {
                    Optional<Instant> over =
                            wait.until().filter(u -> !u.isAfter(end)).or(() -> over(end));
                    pauses.add(new Paused(wait.reason(), from, over, days(from, until)));
                    cursor = until;
                } else if (wait.until().isEmpty()
                        && !from.isAfter(end)
                        && pauses.stream().allMatch(p -> p.until().isPresent())) {
                    pauses.add(new Paused(wait.reason(), from, over(end), 0));
                    cursor = from;
                }
            }
            return pauses;
        }

        /// When a wait is over that the history leaves open: never, unless the report is out.
        private Optional<Instant> over(Instant end) {
            return isReported ? Optional.of(end) : Optional.empty();
        }

        private List<PartRead> parts(List<Paused> pauses, Instant end) {
            List<PartRead> read = new ArrayList<>();
            Instant from = start;
            for (TurnaroundStandards.Part part :
                    standards
                            .standard(turnaround.category(), day(start))
                            .map(TurnaroundStandards.Standard::parts)
                            .orElse(List.of())) {
                Optional<Instant> over = lastCompletion(part.endsWith());
                Instant until = earlier(over.orElse(end), end);
                int used = Math.max(0, days(from, until) - pausedWithin(pauses, from, until));
                read.add(new PartRead(part, used, over.isPresent()));
                if (over.isEmpty()) {
                    break;
                }
                from = until;
            }
            return read;
        }

        private static int pausedWithin(List<Paused> pauses, Instant from, Instant until) {
            int days = 0;
            for (Paused pause : pauses) {
                Instant begin = later(pause.from(), from);
                Instant finish = earlier(pause.until().orElse(until), until);
                if (finish.isAfter(begin)) {
                    days += days(begin, finish);
                }
            }
            return days;
        }

        private static LocalDate day(Instant at) {
            return LocalDate.ofInstant(at, OrderRules.UNITED_KINGDOM);
        }

        private static int days(Instant from, Instant until) {
            return (int) ChronoUnit.DAYS.between(day(from), day(until));
        }

        private static Instant later(Instant a, Instant b) {
            return a.isAfter(b) ? a : b;
        }

        private static Instant earlier(Instant a, Instant b) {
            return a.isBefore(b) ? a : b;
        }
    }
}
