package org.opengms.orders;

import static org.opengms.orders.TaskStatus.ACCEPTED;
import static org.opengms.orders.TaskStatus.CANCELLED;
import static org.opengms.orders.TaskStatus.COMPLETED;
import static org.opengms.orders.TaskStatus.DRAFT;
import static org.opengms.orders.TaskStatus.ENTERED_IN_ERROR;
import static org.opengms.orders.TaskStatus.FAILED;
import static org.opengms.orders.TaskStatus.IN_PROGRESS;
import static org.opengms.orders.TaskStatus.ON_HOLD;
import static org.opengms.orders.TaskStatus.REJECTED;
import static org.opengms.orders.TaskStatus.REQUESTED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The process as one table: for each national task code and each pair of statuses who may make the
/// move, what it needs, and what it entails. Whatever moves a task or an order goes through it;
/// what is not in it does not happen. `docs/spec/order-process.md` shows it.
///
/// Sources: the profile `NHSEngland-Task-Genomics` 0.3.0 (2026-07-23) for drafts that become
/// requested when their time has come, for the duty of the owner, for the laboratory's duty to
/// close what is in progress when an order is revoked, and for sending work away by changing the
/// owner; the Task state machine of FHIR R4 for the statuses; *National Genomic Testing Process*
/// v1.0 (2022) for failed work that is never reopened. The profile lets work be put on hold before
/// it has begun, which the state machine of FHIR R4 does not show; published examples do so too.
public final class TaskProcess {
    /// What a move needs beside the status that the task has.
    public enum Need {
        /// A code of `task-statusReason-genomics`. National requirement: who, when and why can be
        /// seen of every cancellation and of every entry made in error.
        STATUS_REASON("a status reason"),
        /// The steps before it are done, of the same specimen or of the whole order.
        EARLIER_WORK("the steps before it are done"),
        /// The order is not on hold.
        ORDER_GOES_ON("the order is not on hold"),
        /// Nothing without which the laboratory must not begin is missing: the test is chosen, and
        /// the record of discussion is here for a whole genome.
        NOTHING_MISSING("the test is chosen, and the discussion recorded where it must be"),
        /// The laboratory is still at work, so that the whole order can be held.
        HOLDABLE("the order is in the laboratory"),
        /// Not for a whole genome: there the delivered file and its analysis end the task.
        NOT_A_GENOME("by hand only where no whole genome is read"),
        /// The requester's own hold.
        OWN_HOLD("the requester put it on hold"),
        /// Another laboratory of the network takes it.
        OTHER_LABORATORY("another laboratory of the network takes it"),
        /// The work that is in progress is the service's own: reading a genome.
        SERVICE_WORK("a whole genome that the service is reading"),
        /// The work that is in progress is not the service's own.
        NOT_SERVICE_WORK("not while the service is reading the genome");

        private final String words;

        Need(String words) {
            this.words = words;
        }

        /// The need in plain words.
        public String words() {
            return words;
        }
    }

    /// What a move entails beside the new status.
    public enum Effect {
        /// The order is on hold.
        ORDER_HELD("the order is on hold"),
        /// The order goes on; the laboratory's first task is requested.
        ORDER_RELEASED("the order goes on"),
        /// The order is cancelled: what has not begun is cancelled with it, what has begun is for
        /// its laboratory to close.
        ORDER_ENDS("the order is cancelled"),
        /// Drafts whose time has come are requested.
        NEXT_WORK("the next tasks are requested"),
        /// The task stays closed; a new one may be asked for in its place.
        NEW_TASK("a new task may take its place"),
        /// The new owner must accept the task.
        NEW_OWNER("the new owner is asked to accept it");

        private final String words;

        Effect(String words) {
            this.words = words;
        }

        /// The effect in plain words.
        public String words() {
            return words;
        }
    }

    /// Some rows of the table at once.
    ///
    /// @param codes which tasks
    /// @param from the statuses before
    /// @param to the status afterwards; the same as before where something else changes
    /// @param mover who moves
    /// @param needs what must hold
    /// @param effects what follows
    public record Rows(
            Set<TaskCode> codes,
            Set<TaskStatus> from,
            TaskStatus to,
            Mover mover,
            Set<Need> needs,
            Set<Effect> effects) {
        public Rows {
            codes = immutable(codes);
            from = immutable(from);
            needs = immutable(needs);
            effects = immutable(effects);
        }

        private static <E extends Enum<E>> Set<E> immutable(Set<E> some) {
            return some.isEmpty()
                    ? Set.of()
                    : java.util.Collections.unmodifiableSet(EnumSet.copyOf(some));
        }
    }

    /// One row.
    public record Move(
            TaskCode code,
            TaskStatus from,
            TaskStatus to,
            Mover mover,
            Set<Need> needs,
            Set<Effect> effects) {}

    private record Key(TaskCode code, TaskStatus from, TaskStatus to, Mover mover) {}

    private static final Set<TaskCode> REQUEST = EnumSet.of(TaskCode.PROCESS_GENOMIC_TEST_REQUEST);
    private static final Set<TaskCode> WORK = EnumSet.complementOf(EnumSet.copyOf(REQUEST));
    private static final Set<TaskCode> ALL = EnumSet.allOf(TaskCode.class);
    private static final Set<TaskCode> BY_HAND =
            EnumSet.of(
                    TaskCode.REQUEST_SAMPLE_ALIGNMENT,
                    TaskCode.SAMPLE_PREPARATION,
                    TaskCode.SAMPLE_PROCESSING,
                    TaskCode.PRODUCE_INTERIM_REPORT,
                    TaskCode.GENOMIC_MDT);
    private static final Set<TaskCode> DATA =
            EnumSet.of(TaskCode.GENETIC_GENOMIC_DATA_PROCESSING, TaskCode.INTERPRETATION);
    private static final Set<TaskCode> INTERPRETATION = EnumSet.of(TaskCode.INTERPRETATION);
    private static final Set<TaskCode> FINAL = EnumSet.of(TaskCode.PRODUCE_FINAL_REPORT);

    /// The steps that can only be done one after the other. An interim report and the meeting of
    /// the team may come at any time after the interpretation.
    private static final Set<TaskCode> IN_SEQUENCE =
            EnumSet.range(TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskCode.INTERPRETATION);

    private static final List<Rows> TABLE = table();
    private static final Map<Key, Move> MOVES = moves();

    private TaskProcess() {}

    private static List<Rows> table() {
        Table t = new Table();
        t.mover(Mover.OWNER);
        t.add(ALL, EnumSet.of(REQUESTED), ACCEPTED);
        t.add(REQUEST, EnumSet.of(ACCEPTED), IN_PROGRESS);
        t.add(
                WORK,
                EnumSet.of(ACCEPTED, ON_HOLD),
                IN_PROGRESS,
                EnumSet.of(Need.EARLIER_WORK, Need.ORDER_GOES_ON));
        t.add(
                BY_HAND,
                EnumSet.of(ACCEPTED, IN_PROGRESS),
                COMPLETED,
                EnumSet.of(Need.EARLIER_WORK, Need.ORDER_GOES_ON),
                Effect.NEXT_WORK);
        t.add(
                DATA,
                EnumSet.of(ACCEPTED, IN_PROGRESS),
                COMPLETED,
                EnumSet.of(Need.EARLIER_WORK, Need.ORDER_GOES_ON, Need.NOT_A_GENOME),
                Effect.NEXT_WORK);
        t.add(
                REQUEST,
                EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS),
                ON_HOLD,
                EnumSet.of(Need.STATUS_REASON, Need.HOLDABLE),
                Effect.ORDER_HELD);
        t.add(
                WORK,
                EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS),
                ON_HOLD,
                EnumSet.of(Need.STATUS_REASON));
        for (TaskStatus to : EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS)) {
            t.add(
                    REQUEST,
                    EnumSet.of(ON_HOLD),
                    to,
                    EnumSet.of(Need.NOTHING_MISSING),
                    Effect.ORDER_RELEASED);
        }
        t.add(WORK, EnumSet.of(ON_HOLD), REQUESTED);
        t.add(WORK, EnumSet.of(ON_HOLD), ACCEPTED);
        ends(t, REJECTED, EnumSet.of(REQUESTED, ON_HOLD), EnumSet.noneOf(TaskStatus.class));
        ends(
                t,
                FAILED,
                EnumSet.of(ACCEPTED, IN_PROGRESS, ON_HOLD),
                EnumSet.noneOf(TaskStatus.class));
        ends(
                t,
                CANCELLED,
                EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD),
                EnumSet.of(DRAFT));
        ends(
                t,
                ENTERED_IN_ERROR,
                EnumSet.complementOf(EnumSet.of(DRAFT, ENTERED_IN_ERROR)),
                EnumSet.of(DRAFT));
        for (TaskStatus same : EnumSet.of(DRAFT, REQUESTED, ACCEPTED, IN_PROGRESS, COMPLETED)) {
            t.add(same == DRAFT ? WORK : ALL, EnumSet.of(same), same);
        }
        for (TaskStatus same : EnumSet.of(ON_HOLD, REJECTED, FAILED, CANCELLED)) {
            t.add(ALL, EnumSet.of(same), same, EnumSet.of(Need.STATUS_REASON));
        }

        t.mover(Mover.OWNER_SENDING_AWAY);
        t.add(WORK, EnumSet.of(DRAFT), DRAFT, EnumSet.of(Need.OTHER_LABORATORY), Effect.NEW_OWNER);
        t.add(
                WORK,
                EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD),
                REQUESTED,
                EnumSet.of(Need.OTHER_LABORATORY, Need.NOT_SERVICE_WORK),
                Effect.NEW_OWNER);

        t.mover(Mover.REQUESTER);
        t.add(
                REQUEST,
                EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS),
                ON_HOLD,
                EnumSet.of(Need.STATUS_REASON, Need.HOLDABLE),
                Effect.ORDER_HELD);
        t.add(
                REQUEST,
                EnumSet.of(ON_HOLD),
                REQUESTED,
                EnumSet.of(Need.OWN_HOLD, Need.NOTHING_MISSING),
                Effect.ORDER_RELEASED);
        t.add(
                REQUEST,
                EnumSet.of(REQUESTED, ACCEPTED, ON_HOLD),
                CANCELLED,
                EnumSet.of(Need.STATUS_REASON),
                Effect.ORDER_ENDS);

        t.mover(Mover.SERVICE);
        t.add(
                WORK,
                EnumSet.of(DRAFT),
                REQUESTED,
                EnumSet.of(Need.EARLIER_WORK, Need.ORDER_GOES_ON));
        t.add(
                REQUEST,
                EnumSet.of(REQUESTED),
                ON_HOLD,
                EnumSet.of(Need.STATUS_REASON),
                Effect.ORDER_HELD);
        t.add(REQUEST, EnumSet.of(ON_HOLD), ON_HOLD, EnumSet.of(Need.STATUS_REASON));
        t.add(
                REQUEST,
                EnumSet.of(ON_HOLD),
                REQUESTED,
                EnumSet.of(Need.NOTHING_MISSING),
                Effect.ORDER_RELEASED);
        t.add(WORK, EnumSet.of(ON_HOLD), REQUESTED);
        for (TaskStatus same :
                EnumSet.of(DRAFT, REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD, COMPLETED)) {
            t.add(WORK, EnumSet.of(same), same);
        }
        for (TaskStatus same : EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS)) {
            t.add(REQUEST, EnumSet.of(same), same);
        }
        t.add(INTERPRETATION, EnumSet.of(DRAFT, REQUESTED, ACCEPTED, ON_HOLD), IN_PROGRESS);
        t.add(FINAL, EnumSet.of(DRAFT, REQUESTED, ON_HOLD), ACCEPTED);
        t.add(
                REQUEST,
                EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD),
                COMPLETED,
                EnumSet.noneOf(Need.class));
        t.add(
                WORK,
                EnumSet.of(DRAFT, REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD),
                COMPLETED,
                EnumSet.noneOf(Need.class),
                Effect.NEXT_WORK);
        t.add(
                INTERPRETATION,
                EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD),
                FAILED,
                EnumSet.of(Need.STATUS_REASON),
                Effect.NEW_TASK);
        t.add(
                WORK,
                EnumSet.of(DRAFT, REQUESTED, ACCEPTED, ON_HOLD),
                CANCELLED,
                EnumSet.of(Need.STATUS_REASON));
        t.add(
                REQUEST,
                EnumSet.of(REQUESTED, ACCEPTED, ON_HOLD),
                CANCELLED,
                EnumSet.of(Need.STATUS_REASON));
        t.add(
                INTERPRETATION,
                EnumSet.of(IN_PROGRESS),
                CANCELLED,
                EnumSet.of(Need.STATUS_REASON, Need.SERVICE_WORK));
        t.add(
                REQUEST,
                EnumSet.complementOf(EnumSet.of(DRAFT, ENTERED_IN_ERROR)),
                ENTERED_IN_ERROR,
                EnumSet.of(Need.STATUS_REASON));
        t.add(
                WORK,
                EnumSet.complementOf(EnumSet.of(ENTERED_IN_ERROR)),
                ENTERED_IN_ERROR,
                EnumSet.of(Need.STATUS_REASON));
        return List.copyOf(t.rows);
    }

    /// What ends the request ends the order; what ends a piece of work asks for another in its
    /// place.
    private static void ends(
            Table t, TaskStatus to, Set<TaskStatus> ofAll, Set<TaskStatus> ofWorkToo) {
        t.add(REQUEST, ofAll, to, EnumSet.of(Need.STATUS_REASON), Effect.ORDER_ENDS);
        Set<TaskStatus> ofWork = EnumSet.copyOf(ofAll);
        ofWork.addAll(ofWorkToo);
        if (to == CANCELLED) {
            t.add(
                    WORK,
                    ofWork,
                    to,
                    EnumSet.of(Need.STATUS_REASON),
                    Effect.NEXT_WORK,
                    Effect.NEW_TASK);
        } else {
            t.add(WORK, ofWork, to, EnumSet.of(Need.STATUS_REASON), Effect.NEW_TASK);
        }
    }

    /// The table being written.
    private static final class Table {
        private final List<Rows> rows = new ArrayList<>();
        private Mover mover = Mover.SERVICE;

        void mover(Mover next) {
            mover = next;
        }

        void add(Set<TaskCode> codes, Set<TaskStatus> from, TaskStatus to) {
            add(codes, from, to, EnumSet.noneOf(Need.class));
        }

        void add(
                Set<TaskCode> codes,
                Set<TaskStatus> from,
                TaskStatus to,
                Set<Need> needs,
                Effect... effects) {
            Set<Effect> all = EnumSet.noneOf(Effect.class);
            all.addAll(Arrays.asList(effects));
            rows.add(new Rows(codes, from, to, mover, needs, all));
        }
    }

    private static Map<Key, Move> moves() {
        Map<Key, Move> moves = new HashMap<>();
        for (Rows rows : TABLE) {
            for (TaskCode code : rows.codes()) {
                for (TaskStatus from : rows.from()) {
                    Move before =
                            moves.put(
                                    new Key(code, from, rows.to(), rows.mover()),
                                    new Move(
                                            code,
                                            from,
                                            rows.to(),
                                            rows.mover(),
                                            rows.needs(),
                                            rows.effects()));
                    if (before != null) {
                        throw new IllegalStateException(
                                "OGMS-2502 The table of the process has two rows for " + before);
                    }
                }
            }
        }
        return Map.copyOf(moves);
    }

    /// The table, grouped.
    public static List<Rows> rows() {
        return TABLE;
    }

    /// The row for a move, if there is one.
    public static Optional<Move> find(TaskCode code, TaskStatus from, TaskStatus to, Mover mover) {
        return Optional.ofNullable(MOVES.get(new Key(code, from, to, mover)));
    }

    /// The other statuses to which a mover may bring a task from here.
    public static List<TaskStatus> next(TaskCode code, TaskStatus from, Mover mover) {
        return Arrays.stream(TaskStatus.values())
                .filter(to -> to != from && find(code, from, to, mover).isPresent())
                .toList();
    }

    /// Why the table refuses a move, without looking at the order; empty where it has a row and the
    /// codes are national ones.
    public static Optional<String> refusal(
            TaskCode code, TaskStatus from, TaskChange change, Mover mover) {
        Optional<Move> move = find(code, from, change.status(), mover);
        if (move.isEmpty()) {
            return Optional.of(noRow(code, from, change.status(), mover));
        }
        if (move.get().needs().contains(Need.STATUS_REASON) && change.statusReason().isEmpty()) {
            return Optional.of(
                    "A task that becomes %s needs a statusReason, one of: %s."
                            .formatted(
                                    change.status().code(),
                                    String.join(", ", TaskChange.STATUS_REASONS)));
        }
        if (change.statusReason()
                .filter(reason -> !TaskChange.STATUS_REASONS.contains(reason))
                .isPresent()) {
            return Optional.of(
                    "The statusReason is none of the national codes: %s."
                            .formatted(String.join(", ", TaskChange.STATUS_REASONS)));
        }
        if (change.businessStatus()
                .filter(business -> !TaskChange.BUSINESS_STATUSES.contains(business))
                .isPresent()) {
            return Optional.of(
                    "The businessStatus is none of the national codes: %s."
                            .formatted(String.join(", ", TaskChange.BUSINESS_STATUSES)));
        }
        return Optional.empty();
    }

    private static String noRow(TaskCode code, TaskStatus from, TaskStatus to, Mover mover) {
        boolean byDelivery =
                mover == Mover.OWNER
                        && to == COMPLETED
                        && (from == ACCEPTED || from == IN_PROGRESS);
        if (byDelivery) {
            return completedByDelivery(code);
        }
        return "A task that is %s cannot become %s%s. From here it can become: %s."
                .formatted(
                        from.code(),
                        to.code(),
                        switch (mover) {
                            case OWNER, SERVICE -> "";
                            case OWNER_SENDING_AWAY -> " by being sent away";
                            case REQUESTER -> " by the wish of the requester";
                        },
                        next(code, from, mover).stream().map(TaskStatus::code).toList());
    }

    static String completedByDelivery(TaskCode code) {
        return "'%s' is completed by delivering what it asks for, not by hand."
                .formatted(code.words());
    }

    /// The steps that come before one: of the sequence all earlier ones, of the distribution the
    /// final report too.
    public static Set<TaskCode> before(TaskCode code) {
        Set<TaskCode> before = EnumSet.noneOf(TaskCode.class);
        for (TaskCode other : IN_SEQUENCE) {
            if (other.step() < code.step() && code != TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
                before.add(other);
            }
        }
        if (code == TaskCode.DISTRIBUTE_REPORT) {
            before.add(TaskCode.PRODUCE_FINAL_REPORT);
        }
        return before;
    }

    /// The business status that says which work is done elsewhere, where the national list has one.
    static Optional<String> remote(TaskCode code) {
        return switch (code) {
            case SAMPLE_PREPARATION -> Optional.of("remote-sample-prep-required");
            case SAMPLE_PROCESSING -> Optional.of("remote-processing-required");
            case GENETIC_GENOMIC_DATA_PROCESSING ->
                    Optional.of("remote-genomic-data-processing-required");
            case INTERPRETATION -> Optional.of("remote-interpretation-required");
            case PROCESS_GENOMIC_TEST_REQUEST,
                    REQUEST_SAMPLE_ALIGNMENT,
                    PRODUCE_INTERIM_REPORT,
                    GENOMIC_MDT,
                    PRODUCE_FINAL_REPORT,
                    DISTRIBUTE_REPORT ->
                    Optional.empty();
        };
    }
}
