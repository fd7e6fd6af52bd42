package org.opengms.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.consent.ConsentStore;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;

/// Moves tasks and orders, and nothing else does: each move is a row of [TaskProcess], leaves a
/// step in the append-only history, and has the effects that its row names.
final class Workflow {
    /// Waits that a sample ends.
    private static final List<String> FOR_A_SAMPLE =
            List.of("awaiting-sample", "no-sample-provided", "awaiting-rod-and-or-sample");

    private static final String CHOOSE_FIRST = "A scientist must choose the test first.";
    private static final String ON_HOLD = "The order is on hold; release the request task first.";

    private final OrderStore orders;
    private final ConsentStore consents;
    private final ServiceNetwork network;
    private final TurnaroundStandards standards;
    private final OrderListener listener;
    private final StandingGenomes standing;
    private final Clock clock;

    Workflow(
            OrderStore orders,
            ConsentStore consents,
            ServiceNetwork network,
            TurnaroundStandards standards,
            OrderListener listener,
            Clock clock) {
        this.orders = orders;
        this.consents = consents;
        this.network = network;
        this.standards = standards;
        this.listener = listener;
        this.standing = new StandingGenomes(orders, listener, clock);
        this.clock = clock;
    }

    /// What becomes of genomes that are kept behind conventional tests.
    StandingGenomes standing() {
        return standing;
    }

    /// Who does something, for the history.
    ///
    /// @param mover in which capacity
    /// @param name for people
    /// @param organisation as ODS code, or `service`
    record By(Mover mover, String name, String organisation) {
        static final By SERVICE = new By(Mover.SERVICE, "Service", "service");

        static By actor(Mover mover, Actor actor) {
            return new By(mover, actor.displayName(), actor.organisation().value());
        }

        /// Somebody whose deed the service turns into moves, such as a signature.
        static By deedOf(String name, OdsCode organisation) {
            return new By(Mover.SERVICE, name, organisation.value());
        }
    }

    // ---- May it?

    /// Why a move is refused; empty if it is allowed.
    Optional<String> refusal(TestOrder order, LabTask task, TaskChange change, Mover mover) {
        boolean begins =
                mover == Mover.OWNER
                        && task.status() == TaskStatus.DRAFT
                        && order.state().isOpen()
                        && switch (change.status()) {
                            case REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD, COMPLETED, REJECTED ->
                                    true;
                            case DRAFT, FAILED, CANCELLED, ENTERED_IN_ERROR -> false;
                        };
        if (begins) {
            Optional<String> early = tooEarly(order, task);
            if (early.isPresent()) {
                return early;
            }
        }
        Optional<String> byTable = TaskProcess.refusal(task.code(), task.status(), change, mover);
        if (byTable.isPresent()) {
            return byTable;
        }
        if (!change.status().isClosed()) {
            Optional<String> over = over(order);
            if (over.isPresent()) {
                return over;
            }
        }
        TaskProcess.Move move =
                TaskProcess.find(task.code(), task.status(), change.status(), mover).orElseThrow();
        for (TaskProcess.Need need : move.needs()) {
            Optional<String> unmet = unmet(need, order, task);
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> over(TestOrder order) {
        return switch (order.state()) {
            case CLOSING, CANCELLED -> Optional.of("The order is cancelled.");
            case ENTERED_IN_ERROR -> Optional.of("The order was entered in error.");
            case REPORTED, OUTCOME_RECORDED -> Optional.of("The order is reported.");
            case ON_HOLD, IN_LABORATORY, IN_INTERPRETATION, AWAITING_SIGNATURE -> Optional.empty();
        };
    }

    private Optional<String> unmet(TaskProcess.Need need, TestOrder order, LabTask task) {
        return switch (need) {
            // the table has looked at it
            case STATUS_REASON -> Optional.empty();
            case EARLIER_WORK ->
                    order.state() == OrderState.CLOSING
                            ? Optional.empty()
                            : waitsFor(order, task).map(Workflow::comesFirst);
            case ORDER_GOES_ON ->
                    order.state() == OrderState.ON_HOLD ? Optional.of(ON_HOLD) : Optional.empty();
            case NOTHING_MISSING -> mustNotBegin(order);
            case HOLDABLE ->
                    order.state() == OrderState.ON_HOLD || order.state() == OrderState.IN_LABORATORY
                            ? Optional.empty()
                            : Optional.of(
                                    "The order is %s; hold the task that waits, not the request."
                                            .formatted(
                                                    order.state()
                                                            .words()
                                                            .toLowerCase(Locale.ROOT)));
            case NOT_A_GENOME ->
                    order.readsGenome()
                            ? Optional.of(TaskProcess.completedByDelivery(task.code()))
                            : Optional.empty();
            case OWN_HOLD ->
                    lastHeldBy(order, task) == Mover.REQUESTER
                            ? Optional.empty()
                            : Optional.of(
                                    "The requester takes back only a hold of its own; this one is of laboratory %s or of the service."
                                            .formatted(task.owner()));
            case OTHER_LABORATORY -> Optional.empty();
            case SERVICE_WORK ->
                    order.readsGenome()
                            ? Optional.empty()
                            : Optional.of("The work in progress is the laboratory's to close.");
            case NOT_SERVICE_WORK ->
                    order.readsGenome()
                                    && task.code() == TaskCode.INTERPRETATION
                                    && task.status() == TaskStatus.IN_PROGRESS
                            ? Optional.of("The service is reading the genome; wait for its answer.")
                            : Optional.empty();
        };
    }

    static String comesFirst(TaskCode code) {
        return "'%s' comes first and is not done.".formatted(code.words());
    }

    private Optional<String> tooEarly(TestOrder order, LabTask task) {
        return order.state() == OrderState.ON_HOLD
                ? Optional.of(ON_HOLD)
                : waitsFor(order, task).map(Workflow::comesFirst);
    }

    /// Why a laboratory must not begin although it wishes to; it may know better about a sample.
    private Optional<String> mustNotBegin(TestOrder order) {
        if (order.test().isEmpty()) {
            return Optional.of(CHOOSE_FIRST);
        }
        if (order.isGenome() && !consents.isTestAgreed(order.person())) {
            return Optional.of(
                    "A whole genome test needs the record of discussion, and it is not here yet.");
        }
        return Optional.empty();
    }

    /// Whose hold it is, where a task is on hold.
    Optional<Mover> heldBy(TestOrder order, LabTask task) {
        return task.status() == TaskStatus.ON_HOLD
                ? Optional.of(lastHeldBy(order, task))
                : Optional.empty();
    }

    /// Who put a task on hold last; the service that only restates a hold does not make it its own.
    private Mover lastHeldBy(TestOrder order, LabTask task) {
        Mover by = Mover.SERVICE;
        Optional<String> reason = Optional.empty();
        for (TaskMove move : orders.moves(order.id())) {
            if (!move.task().equals(task.id()) || move.to() != TaskStatus.ON_HOLD) {
                continue;
            }
            boolean restated =
                    move.mover() == Mover.SERVICE
                            && move.from().equals(Optional.of(TaskStatus.ON_HOLD))
                            && move.statusReason().equals(reason);
            by = restated ? by : move.mover();
            reason = move.statusReason();
        }
        return by;
    }

    /// The first step that must be done before a task and is not. A step is done when none of its
    /// tasks is open and, of the newest for each specimen, one was completed, or was cancelled
    /// because it is not needed; one that failed is done when the task in its place is. What serves
    /// the whole order does not wait for a specimen that was lost while another got through.
    Optional<TaskCode> waitsFor(TestOrder order, LabTask task) {
        return waitsFor(order, orders.tasks(order.id()), task);
    }

    private static Optional<TaskCode> waitsFor(TestOrder order, List<LabTask> tasks, LabTask task) {
        for (TaskCode code : TaskProcess.before(task.code())) {
            if (order.kind().cardinality(code) == OrderKind.Cardinality.NONE) {
                continue;
            }
            List<LabTask> those =
                    tasks.stream()
                            .filter(t -> t.code() == code && t.sharesSpecimenWith(task))
                            .toList();
            boolean open =
                    those.stream()
                            .filter(t -> task.specimen().isPresent() || !isLost(order, tasks, t))
                            .anyMatch(t -> !t.status().isClosed());
            boolean done = newest(those).stream().anyMatch(Workflow::isDone);
            if (open || !done) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /// Whether a draft waits for work of its specimen that failed and that nobody does again.
    private static boolean isLost(TestOrder order, List<LabTask> tasks, LabTask draft) {
        if (draft.status() != TaskStatus.DRAFT) {
            return false;
        }
        return TaskProcess.before(draft.code()).stream()
                .filter(code -> order.kind().cardinality(code) != OrderKind.Cardinality.NONE)
                .map(code ->
                        tasks.stream()
                                .filter(t -> t.code() == code && t.sharesSpecimenWith(draft))
                                .toList())
                .anyMatch(those ->
                        those.stream().allMatch(t -> t.status().isClosed())
                                && newest(those).stream().noneMatch(Workflow::isDone));
    }

    private static boolean isDone(LabTask task) {
        return task.status() == TaskStatus.COMPLETED || task.status() == TaskStatus.CANCELLED;
    }

    /// Of tasks of one code the newest for each specimen.
    private static Collection<LabTask> newest(List<LabTask> tasks) {
        Map<Optional<SpecimenId>, LabTask> newest = new LinkedHashMap<>();
        tasks.forEach(t -> newest.put(t.specimen(), t));
        return newest.values();
    }

    /// What an order waits for, as a status reason; empty if it can go on.
    Optional<String> pending(TestOrder order) {
        if (order.test().isEmpty()) {
            return Optional.of("awaiting-order-detail");
        }
        if (order.isGenome() && !consents.isTestAgreed(order.person())) {
            return Optional.of("awaiting-rod-and-or-sample");
        }
        if (order.kind().needsSample()
                && orders.specimens(order.id()).stream().noneMatch(OrderSpecimen::isAtHand)) {
            return Optional.of("awaiting-sample");
        }
        return Optional.empty();
    }

    // ---- Moves

    /// What a move led to.
    record Moved(TestOrder order, LabTask task, List<LabTask> toClose) {}

    /// Makes a move that is allowed, with its effects.
    Moved apply(TestOrder order, LabTask task, TaskChange change, By by) {
        LabTask changed = move(order, task, change, by);
        TestOrder after = order;
        List<LabTask> toClose = List.of();
        for (TaskProcess.Effect effect : row(task, change, by.mover()).effects()) {
            switch (effect) {
                case ORDER_HELD -> after = inState(after, OrderState.ON_HOLD);
                case ORDER_RELEASED -> after = released(after);
                case ORDER_ENDS -> {
                    if (after.state().isOpen()) {
                        Ended ended = end(after);
                        after = ended.order();
                        toClose = ended.toClose();
                    }
                }
                // promoted below; asked for with a deed of its own; asked by its status
                case NEXT_WORK, NEW_TASK, NEW_OWNER -> {}
            }
        }
        if (task.status() == TaskStatus.ON_HOLD && change.status() != TaskStatus.ON_HOLD) {
            after = withDueDay(after);
        }
        return new Moved(settled(after), changed, toClose);
    }

    private static TaskProcess.Move row(LabTask task, TaskChange change, Mover mover) {
        return TaskProcess.find(task.code(), task.status(), change.status(), mover)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "OGMS-2503 The process has no move of '%s' from %s to %s by %s."
                                        .formatted(
                                                task.code().code(),
                                                task.status().code(),
                                                change.status().code(),
                                                mover.words())));
    }

    /// One step of one task, without its effects.
    private LabTask move(TestOrder order, LabTask task, TaskChange change, By by) {
        var _ = row(task, change, by.mover());
        Instant now = clock.instant();
        LabTask changed =
                task.changed(change.status(), change.statusReason(), change.businessStatus(), now);
        orders.updateTask(changed);
        remember(changed, Optional.of(task.status()), by, now);
        if (isToldInTheTimeline(task, change, by.mover())) {
            String reason = change.statusReason().map(r -> " (" + r + ")").orElse("");
            event(
                    order,
                    by,
                    "%s: %s%s"
                            .formatted(
                                    task.code().words(),
                                    change.status().code().replace('-', ' '),
                                    reason));
        }
        listener.taskChanged(order, changed);
        return changed;
    }

    /// The history has every step; the timeline that people read leaves out drafts whose time has
    /// come, and what a line of its own tells already.
    private static boolean isToldInTheTimeline(LabTask task, TaskChange change, Mover mover) {
        return switch (mover) {
            case OWNER, REQUESTER -> true;
            case OWNER_SENDING_AWAY -> false;
            case SERVICE ->
                    !(task.status() == TaskStatus.DRAFT && change.status() == TaskStatus.REQUESTED)
                            && !(task.status() == change.status()
                                    && task.statusReason().equals(change.statusReason()));
        };
    }

    private void remember(LabTask task, Optional<TaskStatus> from, By by, Instant at) {
        orders.addMove(step(task, from, by, at));
    }

    private static TaskMove step(LabTask task, Optional<TaskStatus> from, By by, Instant at) {
        return new TaskMove(
                task.id(),
                task.order(),
                task.code(),
                from,
                task.status(),
                task.statusReason(),
                task.businessStatus(),
                task.owner(),
                by.mover(),
                by.name(),
                at,
                task.version());
    }

    /// Moves a task as the service, if the table lets it; its business status stays.
    private Optional<LabTask> byService(
            TestOrder order, LabTask task, TaskStatus to, Optional<String> reason, By by) {
        if (task.status() == to
                || TaskProcess.find(task.code(), task.status(), to, Mover.SERVICE).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(move(order, task, TaskChange.of(task, to, reason), by));
    }

    void event(TestOrder order, By by, String what) {
        orders.addEvent(
                order.id(), new OrderEvent(clock.instant(), by.name(), by.organisation(), what));
    }

    /// A line about what somebody outside the service did.
    void event(TestOrder order, Actor actor, String what) {
        event(order, By.deedOf(actor.displayName(), actor.organisation()), what);
    }

    /// Another line that the service itself writes.
    void event(TestOrder order, String who, String what) {
        event(order, new By(Mover.SERVICE, who, "service"), what);
    }

    TestOrder inState(TestOrder order, OrderState state) {
        if (order.state() == state) {
            return order;
        }
        if (!state.isOpen() && !state.isReported()) {
            standing.end(order, StandingStep.Kind.GIVEN_UP, "", By.SERVICE);
        }
        return keep(order.inState(state));
    }

    /// Keeps a changed order and tells of it.
    TestOrder keep(TestOrder order) {
        orders.update(order);
        listener.orderChanged(order);
        return order;
    }

    private TestOrder released(TestOrder order) {
        return order.state() == OrderState.ON_HOLD
                ? inState(order.dueOn(dueDay(order)), OrderState.IN_LABORATORY)
                : order;
    }

    private Optional<LocalDate> dueDay(TestOrder order) {
        return TurnaroundClock.read(order, orders.moves(order.id()), standards, clock.instant())
                .map(TurnaroundClock::dueOn)
                .or(order::dueOn);
    }

    /// The order with its due day moved by the days for which the clock stood still.
    private TestOrder withDueDay(TestOrder order) {
        Optional<LocalDate> due = dueDay(order);
        return !order.state().isOpen() || due.equals(order.dueOn())
                ? order
                : keep(order.dueOn(due).inState(order.state()));
    }

    /// An order that ended, with the tasks that had begun.
    record Ended(TestOrder order, List<LabTask> toClose) {}

    /// A cancelled order takes with it the tasks that nobody has begun; work that has begun is
    /// closed by its laboratory, which is asked to.
    Ended end(TestOrder order) {
        List<LabTask> toClose = new ArrayList<>();
        Optional<String> reason = Optional.of("task-no-longer-required");
        for (LabTask task : orders.tasks(order.id())) {
            if (task.status().isClosed()) {
                continue;
            }
            Optional<LabTask> cancelled =
                    endsWith(order, task)
                            ? byService(order, task, TaskStatus.CANCELLED, reason, By.SERVICE)
                            : Optional.empty();
            if (cancelled.isEmpty()) {
                toClose.add(task);
            }
        }
        for (LabTask task : toClose) {
            event(
                    order,
                    By.SERVICE,
                    "Laboratory %s is asked to close '%s', which had begun"
                            .formatted(task.owner(), task.code().words()));
        }
        TestOrder after =
                inState(order, toClose.isEmpty() ? OrderState.CANCELLED : OrderState.CLOSING);
        for (TestOrder relative : followers(after)) {
            event(
                    relative,
                    By.SERVICE,
                    "Order %s, in which this takes part, is cancelled".formatted(order.number()));
            toClose.addAll(end(relative).toClose());
        }
        return new Ended(after, List.copyOf(toClose));
    }

    // ---- Families

    /// The open orders of the relatives who take part in the test of a proband, locked.
    List<TestOrder> relatives(TestOrder order) {
        return ofFamily(order).stream().filter(Workflow::isRelatives).toList();
    }

    private static boolean isRelatives(TestOrder order) {
        return order.kind() == OrderKind.FAMILY_MEMBER;
    }

    /// The other open orders of a proband's family.
    private List<TestOrder> ofFamily(TestOrder order) {
        Optional<String> requisition = order.context().requisition();
        return isRelatives(order) || requisition.isEmpty()
                ? List.of()
                : orders.openOfFamily(order.submittedBy(), requisition.get()).stream()
                        .filter(other -> !other.id().equals(order.id()))
                        .toList();
    }

    /// The relatives' orders that end with an order: none while another test of the family that
    /// they may be for is open.
    private List<TestOrder> followers(TestOrder ended) {
        List<TestOrder> family = ofFamily(ended);
        return family.stream().allMatch(Workflow::isRelatives) ? family : List.of();
    }

    /// The report of the proband is out, with what the relative's sample said in it. What was begun
    /// for the relative is done; a sample that never came is not waited for any longer.
    private void reportedWith(TestOrder relative, TestOrder proband) {
        event(
                relative,
                By.SERVICE,
                "Order %s, in which this takes part, is reported".formatted(proband.number()));
        List<LabTask> tasks = orders.tasks(relative.id());
        boolean tookPart =
                tasks.stream()
                        .filter(t -> t.code() != TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                        .anyMatch(t -> isBegun(t) || t.status() == TaskStatus.COMPLETED);
        if (!tookPart) {
            var _ = end(relative);
            return;
        }
        for (LabTask task : tasks) {
            if (task.status().isClosed()) {
                continue;
            }
            boolean isDone = isBegun(task) || task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST;
            var _ =
                    byService(
                            relative,
                            task,
                            isDone ? TaskStatus.COMPLETED : TaskStatus.CANCELLED,
                            isDone ? Optional.empty() : Optional.of("task-no-longer-required"),
                            By.SERVICE);
        }
        var _ = inState(relative, OrderState.REPORTED);
    }

    private static boolean isBegun(LabTask task) {
        return task.status() == TaskStatus.ACCEPTED || task.status() == TaskStatus.IN_PROGRESS;
    }

    /// Whether an open task is cancelled with its order, and not left to its laboratory to close.
    boolean endsWith(TestOrder order, LabTask task) {
        boolean ownWork =
                task.status() != TaskStatus.IN_PROGRESS
                        || unmet(TaskProcess.Need.SERVICE_WORK, order, task).isEmpty();
        return ownWork
                && TaskProcess.find(task.code(), task.status(), TaskStatus.CANCELLED, Mover.SERVICE)
                        .isPresent();
    }

    /// Every open task is given out again as it stands, because it says something of its order that
    /// has changed.
    void restate(TestOrder order) {
        for (LabTask task : orders.tasks(order.id())) {
            if (!task.status().isClosed()) {
                var _ = move(order, task, TaskChange.none(task), By.SERVICE);
            }
        }
    }

    /// Every task of an order that should never have been made ends so too.
    TestOrder enteredInError(TestOrder order) {
        for (LabTask task : orders.tasks(order.id())) {
            var _ =
                    byService(
                            order,
                            task,
                            TaskStatus.ENTERED_IN_ERROR,
                            Optional.of("other"),
                            By.SERVICE);
        }
        return inState(order, OrderState.ENTERED_IN_ERROR);
    }

    /// What follows by itself after any change: drafts whose time has come are requested, a genome
    /// whose data are complete is read, a cancelled order whose work is closed is closed itself.
    TestOrder settled(TestOrder order) {
        if (order.state() == OrderState.CLOSING) {
            return orders.tasks(order.id()).stream().allMatch(t -> t.status().isClosed())
                    ? inState(order, OrderState.CANCELLED)
                    : order;
        }
        if (!order.state().isOpen() || order.state() == OrderState.ON_HOLD) {
            return order;
        }
        TestOrder after = interpretationBegun(order);
        List<LabTask> tasks = orders.tasks(after.id());
        for (LabTask task : tasks) {
            if (task.status() == TaskStatus.DRAFT && waitsFor(after, tasks, task).isEmpty()) {
                var _ = byService(after, task, TaskStatus.REQUESTED, Optional.empty(), By.SERVICE);
            }
        }
        return after;
    }

    /// Begins to read the genome once the data of every specimen that is still in the race are
    /// here.
    private TestOrder interpretationBegun(TestOrder order) {
        if (!order.readsGenome() || order.state() != OrderState.IN_LABORATORY) {
            return order;
        }
        List<LabTask> tasks = orders.tasks(order.id());
        List<LabTask> data =
                tasks.stream()
                        .filter(t -> t.code() == TaskCode.GENETIC_GENOMIC_DATA_PROCESSING)
                        .toList();
        List<LabTask> toRead =
                tasks.stream()
                        .filter(t -> t.code() == TaskCode.INTERPRETATION)
                        .filter(t -> !t.status().isClosed())
                        .filter(t -> waitsFor(order, tasks, t).isEmpty())
                        .toList();
        if (toRead.isEmpty()
                || data.stream().anyMatch(t -> !t.status().isClosed())
                || newest(data).stream().noneMatch(t -> t.status() == TaskStatus.COMPLETED)) {
            return order;
        }
        for (LabTask task : toRead) {
            var _ = byService(order, task, TaskStatus.IN_PROGRESS, Optional.empty(), By.SERVICE);
        }
        TestOrder after = inState(order, OrderState.IN_INTERPRETATION);
        listener.readyToInterpret(after);
        return after;
    }

    // ---- What the service itself does

    /// The change to a status and nothing else.
    static TaskChange to(TaskStatus status) {
        return new TaskChange(status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A sequencing file has answered a task.
    TestOrder dataDelivered(TestOrder order, LabTask task, By by) {
        var _ = byService(order, task, TaskStatus.COMPLETED, Optional.empty(), by);
        TestOrder after = settled(order);
        long waiting =
                orders.tasks(order.id()).stream()
                        .filter(t -> t.code() == task.code() && !t.status().isClosed())
                        .count();
        if (waiting > 0) {
            event(
                    after,
                    By.SERVICE,
                    "The genome is read when the data of %d more samples are here"
                            .formatted(waiting));
        }
        return after;
    }

    /// A result stands as a preliminary report: what led to it is done, and the final report is
    /// begun.
    ///
    /// @param failed whether the result is that the test failed; then what was not begun was not
    ///   done, as for a specimen that was lost
    TestOrder resultProposed(TestOrder order, boolean failed, By by) {
        List<LabTask> tasks = orders.tasks(order.id());
        for (LabTask task : tasks) {
            boolean lost = isLost(order, tasks, task);
            boolean done =
                    switch (task.code()) {
                        case GENETIC_GENOMIC_DATA_PROCESSING,
                                INTERPRETATION,
                                PRODUCE_INTERIM_REPORT ->
                                true;
                        case REQUEST_SAMPLE_ALIGNMENT, SAMPLE_PREPARATION, SAMPLE_PROCESSING ->
                                failed || lost;
                        case PROCESS_GENOMIC_TEST_REQUEST,
                                GENOMIC_MDT,
                                PRODUCE_FINAL_REPORT,
                                DISTRIBUTE_REPORT ->
                                false;
                    };
            if (!done || task.status().isClosed()) {
                continue;
            }
            boolean notBegun =
                    lost
                            || (failed
                                    && task.status() != TaskStatus.IN_PROGRESS
                                    && task.code() != TaskCode.PRODUCE_INTERIM_REPORT);
            var _ =
                    notBegun
                            ? byService(
                                    order,
                                    task,
                                    TaskStatus.CANCELLED,
                                    Optional.of("task-no-longer-required"),
                                    By.SERVICE)
                            : byService(order, task, TaskStatus.COMPLETED, Optional.empty(), by);
        }
        for (LabTask task : orders.tasks(order.id())) {
            if (task.code() == TaskCode.PRODUCE_FINAL_REPORT && !task.status().isClosed()) {
                var _ = byService(order, task, TaskStatus.ACCEPTED, Optional.empty(), by);
            }
        }
        event(order, by, "Preliminary report made");
        return settled(inState(order, OrderState.AWAITING_SIGNATURE));
    }

    /// The final report is signed and with the requester: whatever task is open is completed
    /// (national process: final report, all tasks completed).
    TestOrder reported(TestOrder order, By signer) {
        for (LabTask task : orders.tasks(order.id())) {
            if (!task.status().isClosed()) {
                boolean signed =
                        task.code() == TaskCode.PRODUCE_FINAL_REPORT
                                || task.code() == TaskCode.GENOMIC_MDT;
                var _ =
                        byService(
                                order,
                                task,
                                TaskStatus.COMPLETED,
                                Optional.empty(),
                                signed ? signer : By.SERVICE);
            }
        }
        TestOrder after = inState(order, OrderState.REPORTED);
        followers(after).forEach(relative -> reportedWith(relative, after));
        return after;
    }

    /// The delivered file was no good: what was read from it fails, and another file and another
    /// interpretation are asked for, since failed work is never reopened.
    TestOrder deliveryFailed(TestOrder order, String reason) {
        List<LabTask> failed = new ArrayList<>();
        for (LabTask task : orders.tasks(order.id())) {
            if (task.code() == TaskCode.INTERPRETATION && !task.status().isClosed()) {
                byService(order, task, TaskStatus.FAILED, Optional.of("pipeline-error"), By.SERVICE)
                        .ifPresent(failed::add);
            }
        }
        for (LabTask task : failed) {
            OdsCode deliverer =
                    orders.tasks(order.id()).stream()
                            .filter(t -> t.code() == TaskCode.GENETIC_GENOMIC_DATA_PROCESSING)
                            .filter(t -> t.sharesSpecimenWith(task))
                            .reduce((_, last) -> last)
                            .map(LabTask::owner)
                            .orElse(task.owner());
            var _ =
                    make(
                            order,
                            TaskCode.GENETIC_GENOMIC_DATA_PROCESSING,
                            TaskStatus.REQUESTED,
                            Optional.empty(),
                            task.specimen(),
                            deliverer,
                            By.SERVICE);
            var _ =
                    make(
                            order,
                            TaskCode.INTERPRETATION,
                            TaskStatus.DRAFT,
                            Optional.empty(),
                            task.specimen(),
                            task.owner(),
                            By.SERVICE);
        }
        event(order, By.SERVICE, "Another sequencing file is needed: " + reason);
        return settled(inState(order, OrderState.IN_LABORATORY));
    }

    // ---- New tasks

    LabTask make(
            TestOrder order,
            TaskCode code,
            TaskStatus status,
            Optional<String> reason,
            Optional<SpecimenId> specimen,
            OdsCode owner,
            By by) {
        return keepNew(order, List.of(fresh(order, code, status, reason, specimen, owner)), by)
                .getFirst();
    }

    private LabTask fresh(
            TestOrder order,
            TaskCode code,
            TaskStatus status,
            Optional<String> reason,
            Optional<SpecimenId> specimen,
            OdsCode owner) {
        Instant now = clock.instant();
        return new LabTask(
                TaskId.random(),
                order.id(),
                code,
                status,
                reason,
                Optional.empty(),
                specimen,
                owner,
                now,
                now,
                1);
    }

    /// Keeps new tasks together, each with the first step of its history.
    private List<LabTask> keepNew(TestOrder order, List<LabTask> tasks, By by) {
        orders.addTasks(tasks);
        orders.addMoves(
                tasks.stream().map(t -> step(t, Optional.empty(), by, t.createdAt())).toList());
        listener.tasksMade(order, tasks);
        return tasks;
    }

    /// The tasks of a new order, its request first.
    ///
    /// @param hold what it waits for
    List<LabTask> makeTasks(TestOrder order, Optional<String> hold) {
        List<LabTask> tasks = new ArrayList<>();
        tasks.add(
                fresh(
                        order,
                        TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                        hold.isPresent() ? TaskStatus.ON_HOLD : TaskStatus.REQUESTED,
                        hold,
                        Optional.empty(),
                        order.homeLaboratory()));
        tasks.addAll(work(order));
        return keepNew(order, List.copyOf(tasks), By.SERVICE);
    }

    /// Makes the tasks of the laboratory that does the test; none while no test is chosen.
    List<LabTask> makeWork(TestOrder order) {
        List<LabTask> tasks = work(order);
        return tasks.isEmpty() ? tasks : keepNew(order, tasks, By.SERVICE);
    }

    private List<LabTask> work(TestOrder order) {
        if (order.test().isEmpty()) {
            return List.of();
        }
        List<LabTask> tasks = new ArrayList<>();
        Specimens specimens = specimens(order);
        for (TaskCode code : order.kind().work()) {
            if (code != TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
                for (Place place : places(order, code, specimens)) {
                    tasks.add(freshWork(order, code, place.specimen()));
                }
            }
        }
        return List.copyOf(tasks);
    }

    private static List<SpecimenId> ids(List<OrderSpecimen> specimens) {
        return specimens.stream().map(OrderSpecimen::id).toList();
    }

    private LabTask freshWork(TestOrder order, TaskCode code, Optional<SpecimenId> specimen) {
        boolean first =
                TaskProcess.before(code).stream()
                        .allMatch(b -> order.kind().cardinality(b) == OrderKind.Cardinality.NONE);
        return fresh(
                order,
                code,
                first && order.state() == OrderState.IN_LABORATORY
                        ? TaskStatus.REQUESTED
                        : TaskStatus.DRAFT,
                Optional.empty(),
                specimen,
                order.route().route().laboratory());
    }

    /// The tasks of a specimen that came to an order: those that waited for one take it; where
    /// every task has its own, it gets tasks of its own.
    void takeUp(TestOrder order, OrderSpecimen specimen) {
        List<LabTask> tasks = orders.tasks(order.id());
        if (tasks.stream().anyMatch(t -> t.specimen().equals(Optional.of(specimen.id())))) {
            return;
        }
        List<LabTask> free =
                tasks.stream()
                        .filter(t -> t.specimen().isEmpty() && t.isAlive())
                        .filter(t ->
                                order.kind().cardinality(t.code())
                                        == OrderKind.Cardinality.PER_SPECIMEN)
                        .toList();
        for (LabTask task : free) {
            var _ = move(order, task.on(specimen.id()), TaskChange.none(task), By.SERVICE);
        }
        if (!free.isEmpty() || order.test().isEmpty()) {
            return;
        }
        if (specimen.isAtHand()) {
            replaceLost(order, tasks, specimen);
        }
        List<LabTask> own =
                order.kind().work().stream()
                        .filter(code ->
                                order.kind().cardinality(code)
                                        == OrderKind.Cardinality.PER_SPECIMEN)
                        .map(code -> freshWork(order, code, Optional.of(specimen.id())))
                        .toList();
        if (!own.isEmpty()) {
            var _ = keepNew(order, own, By.SERVICE);
        }
    }

    /// Gives up what waits for a lost specimen of the same type: another has come in its place.
    private void replaceLost(TestOrder order, List<LabTask> tasks, OrderSpecimen another) {
        List<SpecimenId> sameType =
                orders.specimens(order.id()).stream()
                        .filter(s -> s.type().equals(another.type()))
                        .map(OrderSpecimen::id)
                        .toList();
        List<LabTask> lost =
                tasks.stream()
                        .filter(t -> t.specimen().filter(sameType::contains).isPresent())
                        .filter(t -> isLost(order, tasks, t))
                        .toList();
        for (LabTask task : lost) {
            var _ =
                    byService(
                            order,
                            task,
                            TaskStatus.CANCELLED,
                            Optional.of("task-no-longer-required"),
                            By.SERVICE);
        }
        if (!lost.isEmpty()) {
            event(order, By.SERVICE, "Another sample takes the place of the one that was lost");
        }
    }

    /// Ends the waits that a sample or a record of discussion ends.
    TestOrder resumed(TestOrder order) {
        TestOrder after = order;
        Optional<String> pending = pending(order);
        for (LabTask task : orders.tasks(order.id())) {
            boolean waitedForThis =
                    task.status() == TaskStatus.ON_HOLD
                            && task.statusReason().filter(FOR_A_SAMPLE::contains).isPresent();
            if (!waitedForThis) {
                continue;
            }
            if (pending.isEmpty()) {
                after =
                        apply(
                                        after,
                                        task,
                                        TaskChange.of(task, TaskStatus.REQUESTED, Optional.empty()),
                                        By.SERVICE)
                                .order();
            } else if (task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST
                    && !task.statusReason().equals(pending)) {
                var _ = hold(after, task, pending.get());
            }
        }
        return settled(after);
    }

    /// Holds the request for another reason.
    LabTask hold(TestOrder order, LabTask request, String reason) {
        return move(
                order,
                request,
                TaskChange.of(request, TaskStatus.ON_HOLD, Optional.of(reason)),
                By.SERVICE);
    }

    /// The task that takes an order in; every order has one.
    LabTask request(TestOrder order) {
        return orders.tasks(order.id()).stream()
                .filter(t -> t.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                .findFirst()
                .orElseThrow();
    }

    /// Gives a task to another laboratory of the network.
    Moved sendAway(TestOrder order, LabTask task, OdsCode newOwner, By by) {
        TaskStatus to = task.status() == TaskStatus.DRAFT ? TaskStatus.DRAFT : TaskStatus.REQUESTED;
        event(
                order,
                by,
                "%s: sent away from laboratory %s to laboratory %s"
                        .formatted(task.code().words(), task.owner(), newOwner));
        return apply(
                order,
                task.ownedBy(newOwner),
                new TaskChange(
                        to,
                        Optional.empty(),
                        TaskProcess.remote(task.code()).or(task::businessStatus),
                        Optional.empty()),
                by);
    }

    /// Why the work of a task is not asked for again; empty if it may be.
    Optional<String> refusalToRepeat(TestOrder order, LabTask task) {
        if (task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
            return Optional.of("A request is not repeated; the requester sends another order.");
        }
        if (task.isAlive()) {
            return Optional.of(
                    "The task is %s; only failed, rejected or cancelled work is asked for again."
                            .formatted(task.status().code()));
        }
        Optional<String> over = over(order);
        if (over.isPresent()) {
            return over;
        }
        if (order.test().isEmpty()) {
            return Optional.of(CHOOSE_FIRST);
        }
        if (place(order, task).isEmpty()) {
            return Optional.of(
                    "Another task has taken its place, or the order asks for no such work any more.");
        }
        if (order.state() == OrderState.ON_HOLD || order.state() == OrderState.IN_LABORATORY) {
            return Optional.empty();
        }
        boolean later =
                task.code() == TaskCode.GENOMIC_MDT
                        || task.code() == TaskCode.PRODUCE_INTERIM_REPORT
                        || task.code() == TaskCode.PRODUCE_FINAL_REPORT
                        || task.code() == TaskCode.DISTRIBUTE_REPORT;
        return later
                ? Optional.empty()
                : Optional.of(
                        "The order is %s; this work is behind it."
                                .formatted(order.state().words().toLowerCase(Locale.ROOT)));
    }

    /// A place in an order's work.
    ///
    /// @param specimen that is worked on there; absent where the whole order is served
    private record Place(Optional<SpecimenId> specimen) {}

    /// The specimens that an order's tasks may work on.
    ///
    /// @param own the order's
    /// @param parents those of the order that it builds on
    private record Specimens(List<SpecimenId> own, List<SpecimenId> parents) {}

    private Specimens specimens(TestOrder order) {
        return new Specimens(
                ids(orders.specimens(order.id())),
                order.context().parent().map(p -> ids(orders.specimens(p))).orElse(List.of()));
    }

    /// The places that an order has for tasks of a code.
    private static List<Place> places(TestOrder order, TaskCode code, Specimens there) {
        List<SpecimenId> specimens =
                switch (order.kind().cardinality(code)) {
                    case NONE, ONE -> List.of();
                    case PER_SPECIMEN -> there.own();
                    case PER_PARENT_SPECIMEN -> there.parents();
                };
        if (order.kind().cardinality(code) == OrderKind.Cardinality.NONE) {
            return List.of();
        }
        return specimens.isEmpty()
                ? List.of(new Place(Optional.empty()))
                : specimens.stream().map(s -> new Place(Optional.of(s))).toList();
    }

    /// The place of a closed task that no other has taken. One that failed before its specimen was
    /// known may be done again for any.
    private Optional<Place> place(TestOrder order, LabTask task) {
        List<LabTask> alive =
                orders.tasks(order.id()).stream()
                        .filter(t -> t.code() == task.code() && t.isAlive())
                        .toList();
        return places(order, task.code(), specimens(order)).stream()
                .filter(p -> task.specimen().isEmpty() || p.specimen().equals(task.specimen()))
                .filter(p ->
                        alive.stream()
                                .noneMatch(t ->
                                        t.specimen().isEmpty()
                                                || p.specimen().isEmpty()
                                                || t.specimen().equals(p.specimen())))
                .findFirst();
    }

    /// Makes a new task in the place of a closed one.
    Moved repeat(TestOrder order, LabTask task, By by) {
        LabTask made =
                make(
                        order,
                        task.code(),
                        TaskStatus.DRAFT,
                        Optional.empty(),
                        place(order, task).orElseThrow().specimen(),
                        task.owner(),
                        by);
        event(order, by, "%s: asked for again".formatted(task.code().words()));
        TestOrder after = settled(order);
        return new Moved(after, orders.findTask(made.id()).orElseThrow(), List.of());
    }

    // ---- New content

    /// Whether a laboratory has taken the order up: accepted its request, or done any work.
    boolean hasBegun(TestOrder order) {
        return orders.moves(order.id()).stream()
                .anyMatch(m ->
                        m.mover() != Mover.REQUESTER
                                && (m.to() == TaskStatus.ACCEPTED
                                        || m.to() == TaskStatus.IN_PROGRESS
                                        || m.to() == TaskStatus.COMPLETED));
    }

    /// Cancels the work of an order that asks for something else now, and asks for that.
    void replaceWork(TestOrder order) {
        for (LabTask task : orders.tasks(order.id())) {
            if (task.code() != TaskCode.PROCESS_GENOMIC_TEST_REQUEST && !task.status().isClosed()) {
                var _ =
                        byService(
                                order,
                                task,
                                TaskStatus.CANCELLED,
                                Optional.of("task-no-longer-required"),
                                By.SERVICE);
            }
        }
        var _ = makeWork(order);
    }

    /// Holds or releases an order whose content has changed, by what it waits for now. A hold of
    /// the requester or of the laboratory stays.
    TestOrder reconsidered(TestOrder order) {
        LabTask request = request(order);
        Optional<String> pending = pending(order);
        boolean held = request.status() == TaskStatus.ON_HOLD;
        if (held && lastHeldBy(order, request) != Mover.SERVICE) {
            return order;
        }
        if (pending.isPresent()) {
            if (held) {
                if (!request.statusReason().equals(pending)) {
                    var _ = hold(order, request, pending.get());
                }
                return order;
            }
            return apply(
                            order,
                            request,
                            TaskChange.of(request, TaskStatus.ON_HOLD, pending),
                            By.SERVICE)
                    .order();
        }
        return held
                ? apply(order, request, to(TaskStatus.REQUESTED), By.SERVICE).order()
                : settled(order);
    }

    /// Whether a laboratory is in the network.
    boolean knows(OdsCode laboratory) {
        return network.laboratory(laboratory).isPresent();
    }
}
