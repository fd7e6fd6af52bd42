package org.opengms.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.PersonId;
import org.opengms.routing.LiveLoad;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOverride;
import org.opengms.routing.RoutingPolicy;
import org.opengms.workforce.CompetenceCheck;
import org.opengms.workforce.GatedTask;

/// Takes orders in, changes them, and moves their tasks, all by the table of [TaskProcess]. Every
/// method runs inside one transaction of the caller: what it answers is true once that transaction
/// is durable, and nothing is kept if it fails.
public final class OrderDesk {
    private final OrderRules rules;
    private final ConsentStore consents;
    private final OrderStore orders;
    private final Clock clock;
    private final Workflow workflow;
    private final SpecimenBook specimens;
    private final OrderAcceptance acceptance;
    private final CompetenceCheck competences;

    /// @param directories in use now; the same during one call
    /// @param states what was stated of laboratories and sites
    /// @param earlier what tests found before
    /// @param policy which findings refuse an order
    /// @param listener is told of every change in the same transaction
    /// @param competences asked before a genome is ordered, a discussion recorded or work moved
    public OrderDesk(
            Supplier<TestDirectories> directories,
            ServiceNetwork network,
            LaboratoryStates states,
            People people,
            ConsentStore consents,
            OrderStore orders,
            RoutingPolicy routing,
            LiveLoad load,
            EarlierTests earlier,
            AcceptancePolicy policy,
            OrderListener listener,
            CompetenceCheck competences,
            Clock clock) {
        this.competences = competences;
        this.rules = new OrderRules(directories, network, people, policy, clock);
        this.consents = consents;
        this.orders = orders;
        this.clock = clock;
        this.workflow =
                new Workflow(
                        orders, consents, network, TurnaroundStandards.shipped(), listener, clock);
        this.specimens = new SpecimenBook(orders, people, workflow, clock);
        this.acceptance =
                new OrderAcceptance(
                        rules,
                        people,
                        consents,
                        orders,
                        routing,
                        load,
                        earlier,
                        network,
                        states,
                        policy,
                        listener,
                        workflow,
                        specimens,
                        competences,
                        clock);
    }

    /// The rules that orders are judged by, for judging without keeping.
    public OrderChecks checks() {
        return new OrderChecks(rules);
    }

    /// Judges an order and keeps it unless a finding refuses it.
    ///
    /// @param request the order
    /// @param earlier what was found before, such as the structure of the message
    /// @param actor who submits it
    /// @param evidence where the record of discussion is kept, such as `Consent/…`; empty if none
    public Submission submit(
            OrderRequest request, List<Finding> earlier, Actor actor, String evidence) {
        return submit(List.of(new AskedOrder(request, evidence)), earlier, actor);
    }

    /// Judges the orders of one submission, such as those of a family, and keeps all of them unless
    /// a finding about any refuses them all.
    ///
    /// @param asked at least one; what is based on another comes after it
    /// @param earlier what was found before, such as the structure of the message
    /// @param actor who submits them
    public Submission submit(List<AskedOrder> asked, List<Finding> earlier, Actor actor) {
        return acceptance.submit(asked, earlier, actor);
    }

    /// Changes a task as its laboratory wishes, or, of the task that takes an order in, as the
    /// requester does: holding, releasing a hold of their own, cancelling.
    public TaskOutcome changeTask(TaskId id, TaskChange change, Actor actor) {
        return withTask(
                id,
                (order, task) -> {
                    Optional<Mover> mover = mover(order, task, actor);
                    if (mover.isEmpty()) {
                        return notYours(task);
                    }
                    Optional<TaskOutcome> stale = stale(task, change.expectedVersion());
                    if (stale.isPresent()) {
                        return stale.get();
                    }
                    Optional<String> refusal = workflow.refusal(order, task, change, mover.get());
                    if (refusal.isEmpty() && mover.get() == Mover.OWNER) {
                        refusal = lacking(task, change, actor);
                    }
                    if (refusal.isPresent()) {
                        return new TaskOutcome.Refused(refusal.get());
                    }
                    Workflow.Moved moved =
                            workflow.apply(
                                    order, task, change, Workflow.By.actor(mover.get(), actor));
                    return new TaskOutcome.Changed(moved.order(), moved.task());
                });
    }

    /// What refuses the work itself to somebody who lacks the competence for it. Taking a task on,
    /// holding it, rejecting or cancelling it is no work on the sample.
    private Optional<String> lacking(LabTask task, TaskChange change, Actor actor) {
        boolean isWork =
                switch (change.status()) {
                    case IN_PROGRESS, COMPLETED, FAILED -> true;
                    case DRAFT,
                            REQUESTED,
                            ACCEPTED,
                            ON_HOLD,
                            REJECTED,
                            CANCELLED,
                            ENTERED_IN_ERROR ->
                            false;
                };
        if (!isWork) {
            return Optional.empty();
        }
        return gated(task).flatMap(gated -> competences.refusal(actor, gated));
    }

    /// What the gate calls the work of a task; absent where it needs no competence.
    public static Optional<GatedTask> gated(LabTask task) {
        return switch (task.code()) {
            case SAMPLE_PREPARATION, SAMPLE_PROCESSING -> Optional.of(GatedTask.BENCH_TASK);
            case GENETIC_GENOMIC_DATA_PROCESSING -> Optional.of(GatedTask.DATA_TASK);
            case INTERPRETATION -> Optional.of(GatedTask.INTERPRETATION_TASK);
            case GENOMIC_MDT -> Optional.of(GatedTask.LEAD_MEETING);
            case PROCESS_GENOMIC_TEST_REQUEST,
                    REQUEST_SAMPLE_ALIGNMENT,
                    PRODUCE_INTERIM_REPORT,
                    PRODUCE_FINAL_REPORT,
                    DISTRIBUTE_REPORT ->
                    Optional.empty();
        };
    }

    /// What is done with a task whose order is locked.
    private interface TaskDeed {
        TaskOutcome on(TestOrder order, LabTask task);
    }

    private TaskOutcome withTask(TaskId id, TaskDeed deed) {
        Optional<LabTask> found = orders.findTask(id);
        if (found.isEmpty()) {
            return new TaskOutcome.NotFound();
        }
        TestOrder order = orders.findForUpdate(found.get().order()).orElseThrow();
        return deed.on(order, orders.findTask(id).orElseThrow());
    }

    private static TaskOutcome notYours(LabTask task) {
        return new TaskOutcome.NotYours(
                "The task belongs to laboratory %s; only its laboratory staff may change it."
                        .formatted(task.owner()));
    }

    private static Optional<TaskOutcome> stale(LabTask task, Optional<Integer> expected) {
        return expected.filter(v -> v != task.version())
                .map(_ -> new TaskOutcome.Stale(task.version()));
    }

    /// In which capacity an actor may touch a task at all.
    private static Optional<Mover> mover(TestOrder order, LabTask task, Actor actor) {
        if (actor.has(Role.LABORATORY) && actor.organisation().equals(task.owner())) {
            return Optional.of(Mover.OWNER);
        }
        return task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST && isRequester(order, actor)
                ? Optional.of(Mover.REQUESTER)
                : Optional.empty();
    }

    private static boolean isRequester(TestOrder order, Actor actor) {
        return actor.has(Role.CLINICIAN) && order.belongsTo(actor.organisation());
    }

    /// Gives a task to another laboratory of the network, which must accept it. The request itself
    /// stays with the home laboratory.
    ///
    /// @param newOwner the laboratory
    /// @param expectedVersion of the task that was seen; absent to send whatever is there
    public TaskOutcome sendAway(
            TaskId id, OdsCode newOwner, Optional<Integer> expectedVersion, Actor actor) {
        return withTask(
                id,
                (order, task) -> {
                    if (!mover(order, task, actor).equals(Optional.of(Mover.OWNER))) {
                        return notYours(task);
                    }
                    Optional<TaskOutcome> stale = stale(task, expectedVersion);
                    if (stale.isPresent()) {
                        return stale.get();
                    }
                    if (task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
                        return new TaskOutcome.Refused(
                                "The request stays with its home laboratory; send away the work.");
                    }
                    if (!workflow.knows(newOwner) || newOwner.equals(task.owner())) {
                        return new TaskOutcome.Refused(
                                newOwner.equals(task.owner())
                                        ? "The task is at laboratory %s already."
                                                .formatted(newOwner)
                                        : "Laboratory %s is not in the service network."
                                                .formatted(newOwner));
                    }
                    Optional<String> refusal =
                            workflow.refusal(
                                    order,
                                    task,
                                    Workflow.to(
                                            task.status() == TaskStatus.DRAFT
                                                    ? TaskStatus.DRAFT
                                                    : TaskStatus.REQUESTED),
                                    Mover.OWNER_SENDING_AWAY);
                    if (refusal.isPresent()) {
                        return new TaskOutcome.Refused(refusal.get());
                    }
                    Workflow.Moved moved =
                            workflow.sendAway(
                                    order,
                                    task,
                                    newOwner,
                                    Workflow.By.actor(Mover.OWNER_SENDING_AWAY, actor));
                    return new TaskOutcome.Changed(moved.order(), moved.task());
                });
    }

    /// Asks for the work of a closed task again: failed, rejected or cancelled work is never
    /// reopened, a new task takes its place. The answer has the new one.
    public TaskOutcome repeatTask(TaskId id, Actor actor) {
        return withTask(
                id,
                (order, task) -> {
                    boolean home =
                            actor.has(Role.LABORATORY)
                                    && actor.organisation().equals(order.homeLaboratory());
                    if (!home && !mover(order, task, actor).equals(Optional.of(Mover.OWNER))) {
                        return notYours(task);
                    }
                    Optional<String> refusal = workflow.refusalToRepeat(order, task);
                    if (refusal.isPresent()) {
                        return new TaskOutcome.Refused(refusal.get());
                    }
                    Workflow.Moved made =
                            workflow.repeat(order, task, Workflow.By.actor(Mover.OWNER, actor));
                    return new TaskOutcome.Changed(made.order(), made.task());
                });
    }

    /// A scientist of the home laboratory chooses the test of an order that the directory did not
    /// know, giving a reason. Choosing a method that needs the record of discussion leaves the
    /// order on hold until that is here.
    ///
    /// @param indicationCode in the newest directory
    /// @param testCode of that indication
    /// @param reason in the scientist's words
    public TaskOutcome chooseTest(
            OrderId id, String indicationCode, String testCode, String reason, Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new TaskOutcome.NotFound();
        }
        TestOrder order = found.get();
        if (!actor.has(Role.SCIENTIST) || !actor.organisation().equals(order.homeLaboratory())) {
            return new TaskOutcome.NotYours(
                    "Only a scientist of the home laboratory %s chooses the test."
                            .formatted(order.homeLaboratory()));
        }
        if (!order.state().isOpen()) {
            return new TaskOutcome.Refused(notOpen(order, "given a test"));
        }
        if (!(order.route().route() instanceof Route.Manual)) {
            return new TaskOutcome.Refused("The test has been chosen already.");
        }
        if (reason.isBlank()) {
            return new TaskOutcome.Refused("Give the reason for the choice.");
        }
        Optional<RouteDecision> decision = rules.chosen(order, indicationCode, testCode, reason);
        if (decision.isEmpty()) {
            return new TaskOutcome.Refused(
                    "The newest directory has no such test that a laboratory in the network does.");
        }
        for (TestOrder relative : workflow.relatives(order)) {
            if (relative.route().route() instanceof Route.Manual) {
                var _ = choose(relative, indicationCode, decision.get(), reason, actor);
            }
        }
        return choose(order, indicationCode, decision.get(), reason, actor);
    }

    private TaskOutcome choose(
            TestOrder order,
            String indicationCode,
            RouteDecision decision,
            String reason,
            Actor actor) {
        TestOrder after = rules.routed(order, indicationCode, decision);
        workflow.keep(after);
        workflow.event(after, actor, "Test chosen: " + reason.strip());
        workflow.event(after, "Routing", decision.words());
        var _ = workflow.makeWork(after);
        LabTask request = workflow.request(after);
        if (request.status() != TaskStatus.ON_HOLD) {
            return new TaskOutcome.Changed(workflow.settled(after), request);
        }
        Optional<String> pending = workflow.pending(after);
        if (pending.isPresent()) {
            return new TaskOutcome.Changed(after, workflow.hold(after, request, pending.get()));
        }
        Workflow.Moved released =
                workflow.apply(
                        after, request, Workflow.to(TaskStatus.REQUESTED), Workflow.By.SERVICE);
        return new TaskOutcome.Changed(released.order(), released.task());
    }

    // ---- What the reports' desk does with an order

    /// The task before which others must be done, in words; empty if its turn has come.
    public Optional<String> waitsFor(TestOrder order, LabTask task) {
        return workflow.waitsFor(order, task).map(Workflow::comesFirst);
    }

    /// The work at the bench before which a task cannot be done, in words; empty if it is done.
    public Optional<String> waitsForBench(TestOrder order, LabTask task) {
        return workflow.waitsFor(order, task)
                .filter(TaskProcess.before(TaskCode.GENETIC_GENOMIC_DATA_PROCESSING)::contains)
                .map(Workflow::comesFirst);
    }

    /// A sequencing file has answered a task. When the last of an order's files is here, the
    /// service begins to read the genome.
    ///
    /// @param order locked by this transaction
    /// @param actor who delivered
    public TestOrder dataDelivered(TestOrder order, LabTask task, Actor actor) {
        return workflow.dataDelivered(
                order, task, Workflow.By.deedOf(actor.displayName(), actor.organisation()));
    }

    /// The genome of an order has been read, and a preliminary report proposed.
    ///
    /// @param order locked by this transaction
    public TestOrder interpreted(TestOrder order) {
        return workflow.resultProposed(order, false, Workflow.By.SERVICE);
    }

    /// A laboratory has entered the result of a conventional test as a preliminary report.
    ///
    /// @param order locked by this transaction
    public TestOrder resultEntered(TestOrder order, Actor actor) {
        return workflow.resultProposed(
                order, false, Workflow.By.deedOf(actor.displayName(), actor.organisation()));
    }

    /// A laboratory has entered that a conventional test failed.
    ///
    /// @param order locked by this transaction
    public TestOrder failureEntered(TestOrder order, Actor actor) {
        return workflow.resultProposed(
                order, true, Workflow.By.deedOf(actor.displayName(), actor.organisation()));
    }

    /// The final report is signed: every task is completed, the meeting of the team with it unless
    /// the laboratory recorded it before.
    ///
    /// @param order locked by this transaction
    /// @param signer whose signature it is
    public TestOrder reported(TestOrder order, Actor signer) {
        return workflow.reported(
                order, Workflow.By.deedOf(signer.displayName(), signer.organisation()));
    }

    /// What the signed report of an order says about the genome that may be kept behind its test.
    ///
    /// @param order locked by this transaction
    /// @param answer `DUE` where it found no cause, else why no genome is ordered
    public void answered(TestOrder order, StandingStep.Kind answer) {
        workflow.standing().reported(order, answer);
    }

    /// The outcome for the patient is recorded.
    ///
    /// @param order locked by this transaction
    public TestOrder outcomeRecorded(TestOrder order) {
        return order.state() == OrderState.REPORTED
                ? workflow.inState(order, OrderState.OUTCOME_RECORDED)
                : order;
    }

    /// The delivered file was no good: that task and the interpretation fail, and new ones are
    /// asked for, since a failed task is never reopened.
    ///
    /// @param order locked by this transaction
    /// @param reason in plain words, for the history
    public TestOrder reopenDelivery(TestOrder order, String reason) {
        return workflow.deliveryFailed(order, reason);
    }

    /// The laboratory whose scientists sign the report: the one that owns the final report.
    public OdsCode reportingLaboratory(TestOrder order) {
        return orders.tasks(order.id()).stream()
                .filter(t -> t.code() == TaskCode.PRODUCE_FINAL_REPORT && t.isAlive())
                .map(LabTask::owner)
                .findFirst()
                .orElse(order.route().route().laboratory());
    }

    // ---- Genomes that are kept behind conventional tests

    /// The order whose genome is to be ordered now, locked; absent where that was done already or
    /// is not to be done any more, which is kept and told here.
    public Optional<TestOrder> genomeToOrder(OrderId id) {
        TestOrder order = orders.findForUpdate(id).orElseThrow();
        if (workflow.standing()
                .last(id)
                .filter(step -> step.kind() == StandingStep.Kind.DUE)
                .isEmpty()) {
            return Optional.empty();
        }
        Optional<StandingStep.Kind> stopped =
                stopped(order.person())
                        .or(() ->
                                orders.hasOpenOrder(
                                                order.person(),
                                                order.indicationCode().orElseThrow())
                                        ? Optional.of(StandingStep.Kind.ORDERED_BY_OTHERS)
                                        : Optional.empty());
        stopped.ifPresent(why -> workflow.standing().end(order, why, "", Workflow.By.SERVICE));
        return stopped.isPresent() ? Optional.empty() : Optional.of(order);
    }

    /// Why somebody is not to be tested any more.
    private Optional<StandingStep.Kind> stopped(PersonId person) {
        ConsentState said = consents.history(person).now(clock.instant());
        if (said.diedOn().isPresent()) {
            return Optional.of(StandingStep.Kind.DIED);
        }
        return said.testAgreed().filter(agreed -> !agreed).map(_ -> StandingStep.Kind.NOT_AGREED);
    }

    /// The orders of relatives who took part in the test of an order and may take part in its
    /// genome.
    public List<TestOrder> partners(TestOrder order) {
        return order
                .context()
                .requisition()
                .map(family -> orders.ofFamily(order.submittedBy(), family))
                .orElse(List.of())
                .stream()
                .filter(other -> other.kind() == OrderKind.FAMILY_MEMBER)
                .filter(other -> other.state().isReported())
                .filter(other -> other.indicationCode().equals(order.indicationCode()))
                .filter(other -> other.test().equals(order.test()))
                .filter(other -> stopped(other.person()).isEmpty())
                .toList();
    }

    /// The genome of an order is an order of its own now.
    ///
    /// @param order locked by this transaction
    public void genomeOrdered(TestOrder order, TestOrder followUp) {
        workflow.standing().ordered(order, followUp);
        workflow.event(
                followUp,
                Workflow.By.SERVICE,
                "Ordered by itself: it was kept behind the test of order %s, which found no cause"
                        .formatted(order.number()));
    }

    /// The rules for orders refuse the genome of an order: a person must see to it.
    ///
    /// @param order locked by this transaction
    /// @param why in words, without personal data
    public void genomeRefused(TestOrder order, String why) {
        workflow.standing().end(order, StandingStep.Kind.REFUSED, why, Workflow.By.SERVICE);
    }

    /// The genome that is kept behind the test of an order is not to be done; where it is an order
    /// already, that is revoked. Counted like any choice against the recommendation.
    ///
    /// @param reason for it, with words
    /// @param expectedVersion of the order that was seen; absent to cancel whatever is there
    public OrderOutcome cancelGenome(
            OrderId id, OverrideReason reason, Optional<Integer> expectedVersion, Actor actor) {
        return withOrder(
                id,
                expectedVersion,
                actor,
                EnumSet.of(Mover.REQUESTER),
                (order, mover) -> {
                    if (reason.words().isEmpty()) {
                        return new OrderOutcome.Refused("Say why the genome is not to be done.");
                    }
                    Optional<StandingStep> last = workflow.standing().last(id);
                    if (last.isEmpty() || !mayCancel(last.get())) {
                        return new OrderOutcome.Refused(
                                last.map(step -> step.kind().words() + ".")
                                        .orElse("No genome is kept behind this order."));
                    }
                    Workflow.By by = Workflow.By.actor(mover, actor);
                    List<LabTask> toClose = List.of();
                    Optional<OrderId> followUp = last.get().followUp();
                    if (followUp.isPresent()) {
                        OrderOutcome revoked =
                                revoke(followUp.get(), reason.words(), Optional.empty(), actor);
                        if (!(revoked instanceof OrderOutcome.Changed changed)) {
                            return revoked;
                        }
                        toClose = changed.toClose();
                        workflow.standing()
                                .cancelledAfterOrder(order, followUp.get(), reason.words(), by);
                    } else {
                        workflow.standing()
                                .end(order, StandingStep.Kind.CANCELLED, reason.words(), by);
                    }
                    orders.keepOverride(
                            order,
                            new RouteOverride(
                                    clock.instant(),
                                    actor.displayName(),
                                    actor.organisation(),
                                    reason,
                                    order.test().orElseThrow()));
                    return new OrderOutcome.Changed(
                            workflow.keep(order.inState(order.state())), toClose, List.of());
                });
    }

    /// Has the genome of an order that was refused when it was due, or is overdue, ordered again.
    /// It is judged anew: what refused it may refuse it again.
    ///
    /// @param expectedVersion of the order that was seen; absent to act on whatever is there
    public OrderOutcome orderGenomeAgain(
            OrderId id, Optional<Integer> expectedVersion, Actor actor) {
        return withOrder(
                id,
                expectedVersion,
                actor,
                EnumSet.of(Mover.REQUESTER),
                (order, mover) -> {
                    Optional<StandingStep> last = workflow.standing().last(id);
                    if (last.isEmpty() || !mayOrderAgain(last.get())) {
                        return new OrderOutcome.Refused(
                                last.map(step -> step.kind().words() + ".")
                                        .orElse("No genome is kept behind this order."));
                    }
                    Optional<String> lacking = competences.refusal(actor, GatedTask.ORDER_GENOME);
                    if (lacking.isPresent()) {
                        return new OrderOutcome.Refused(lacking.get());
                    }
                    workflow.standing().again(order, Workflow.By.actor(mover, actor));
                    return new OrderOutcome.Changed(
                            workflow.keep(order.inState(order.state())), List.of(), List.of());
                });
    }

    private boolean mayOrderAgain(StandingStep last) {
        return last.kind() == StandingStep.Kind.REFUSED || last.isOverdue(clock.instant());
    }

    /// How often the genome of an order was to be ordered, from 1.
    public int attempts(TestOrder order) {
        return (int)
                orders.standingSteps(order.id()).stream()
                        .filter(step -> step.kind() == StandingStep.Kind.DUE)
                        .count();
    }

    private boolean mayCancel(StandingStep last) {
        return last.kind().isOpen()
                || (last.kind() == StandingStep.Kind.ORDERED
                        && last.followUp()
                                .flatMap(orders::find)
                                .filter(order -> order.state().isOpen())
                                .isPresent());
    }

    // ---- What comes to an order

    /// The record of discussion of an order has arrived: it is kept, and if the person agreed and
    /// the order waited for it, the laboratory is asked to go on.
    ///
    /// @param evidence where the record is kept, such as `Consent/…`
    public TaskOutcome takeDiscussion(
            OrderId id, RecordOfDiscussion record, String evidence, Actor actor) {
        return takeDiscussion(id, record, Optional.empty(), evidence, actor);
    }

    /// The record of discussion of an order has arrived, as above.
    ///
    /// @param by who made the choices, if the record tells
    public TaskOutcome takeDiscussion(
            OrderId id,
            RecordOfDiscussion record,
            Optional<WhoChose> by,
            String evidence,
            Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new TaskOutcome.NotFound();
        }
        TestOrder order = found.get();
        if (!isRequester(order, actor)) {
            return new TaskOutcome.NotYours(
                    "Only the organisation that ordered the test records the discussion.");
        }
        Optional<String> lacking = competences.refusal(actor, GatedTask.RECORD_DISCUSSION);
        if (lacking.isPresent()) {
            return new TaskOutcome.Refused(lacking.get());
        }
        Instant now = clock.instant();
        consents.append(ConsentStatement.of(order.person(), record, by, evidence, now, actor.id()));
        workflow.event(order, actor, "Record of discussion received");
        TestOrder after = workflow.resumed(order);
        if (after.version() == order.version()) {
            after = workflow.keep(order.inState(order.state()));
        }
        return new TaskOutcome.Changed(after, workflow.request(after));
    }

    /// The record of discussion of an order holds no longer: its person counts as withdrawn from
    /// everything beside their own care.
    ///
    /// @param evidence where that is written down, such as `Consent/…`
    public TaskOutcome withdraw(OrderId id, String evidence, Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new TaskOutcome.NotFound();
        }
        TestOrder order = found.get();
        if (!isRequester(order, actor)) {
            return new TaskOutcome.NotYours(
                    "Only the organisation that ordered the test records what the person says about their data.");
        }
        Instant now = clock.instant();
        consents.append(
                new ConsentStatement(
                        StatementId.random(),
                        order.person(),
                        new Said.FullWithdrawal(),
                        Optional.empty(),
                        evidence,
                        ConsentStatement.day(now),
                        now,
                        actor.id()));
        workflow.event(order, actor, "Withdrawal from research received");
        TestOrder after = workflow.keep(order.inState(order.state()));
        return new TaskOutcome.Changed(after, workflow.request(after));
    }

    /// A specimen for an order is announced, or at hand. Where the order expected one, it is that
    /// one; else the order has one more, with tasks of its own. An order that waited for it goes
    /// on.
    ///
    /// @param specimen with the label on its tube; at hand or to follow
    /// @param onTheTube the NHS number on the tube, if one is; a tube of somebody else is refused
    /// @param expectedVersion of the order that was seen; absent to add to whatever is there
    public SpecimenOutcome specimenArrived(
            OrderId id,
            SpecimenDetails specimen,
            Optional<NhsNumber> onTheTube,
            Optional<Integer> expectedVersion,
            Actor actor) {
        return specimens.arrived(id, specimen, onTheTube, expectedVersion, actor);
    }

    /// A specimen is at hand at a laboratory. The open order that expects its label for the person
    /// on its tube gets it; where there is none, it waits for the order.
    public SpecimenOutcome specimenArrived(
            SpecimenDetails specimen, Optional<NhsNumber> onTheTube, Actor actor) {
        return specimens.arrived(specimen, onTheTube, actor);
    }

    // ---- What becomes of an order

    /// What is done with an order that is locked.
    private interface OrderDeed {
        OrderOutcome on(TestOrder order, Mover mover);
    }

    /// Finds and locks an order that nobody else has changed, for its requester or, where that is
    /// allowed, for its home laboratory.
    private OrderOutcome withOrder(
            OrderId id,
            Optional<Integer> expectedVersion,
            Actor actor,
            Set<Mover> allowed,
            OrderDeed deed) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new OrderOutcome.NotFound();
        }
        TestOrder order = found.get();
        Optional<Mover> mover =
                mover(order, workflow.request(order), actor).filter(allowed::contains);
        if (mover.isEmpty()) {
            return new OrderOutcome.NotYours(
                    allowed.contains(Mover.OWNER)
                            ? "Only the organisation that ordered the test, or laboratory %s, decides this."
                                    .formatted(order.homeLaboratory())
                            : "Only the organisation that ordered the test decides this.");
        }
        if (expectedVersion.filter(v -> v != order.version()).isPresent()) {
            return new OrderOutcome.Stale(order.version());
        }
        return deed.on(order, mover.get());
    }

    /// Revokes an order: its tasks that have not begun are cancelled; those that have are for their
    /// laboratories to close, and they are asked to. Its requester may, and its home laboratory.
    ///
    /// @param reason in words, for everybody to see
    /// @param expectedVersion of the order that was seen; absent to revoke whatever is there
    public OrderOutcome revoke(
            OrderId id, String reason, Optional<Integer> expectedVersion, Actor actor) {
        return withOrder(
                id,
                expectedVersion,
                actor,
                EnumSet.of(Mover.OWNER, Mover.REQUESTER),
                (order, mover) -> {
                    if (reason.isBlank()) {
                        return new OrderOutcome.Refused("Say why the order is revoked.");
                    }
                    if (!order.state().isOpen()) {
                        return new OrderOutcome.Refused(notOpen(order, "revoked"));
                    }
                    workflow.event(order, actor, "Order revoked: " + reason.strip());
                    LabTask request = workflow.request(order);
                    TaskChange cancel = cancel(request);
                    if (workflow.refusal(order, request, cancel, mover).isPresent()) {
                        Workflow.Ended ended = workflow.end(order);
                        return new OrderOutcome.Changed(ended.order(), ended.toClose(), List.of());
                    }
                    Workflow.Moved moved =
                            workflow.apply(order, request, cancel, Workflow.By.actor(mover, actor));
                    return new OrderOutcome.Changed(moved.order(), moved.toClose(), List.of());
                });
    }

    private static TaskChange cancel(LabTask request) {
        return TaskChange.of(request, TaskStatus.CANCELLED, Optional.of("task-no-longer-required"));
    }

    private static String notOpen(TestOrder order, String what) {
        return "The order is %s; it cannot be %s any more."
                .formatted(order.state().words().toLowerCase(Locale.ROOT), what);
    }

    /// Marks an order that should never have been made, such as one for the wrong person; its tasks
    /// are marked with it. A report that is out is corrected by another report instead.
    ///
    /// @param reason in words, for everybody to see
    /// @param expectedVersion of the order that was seen; absent to mark whatever is there
    public OrderOutcome enteredInError(
            OrderId id, String reason, Optional<Integer> expectedVersion, Actor actor) {
        return withOrder(
                id,
                expectedVersion,
                actor,
                EnumSet.of(Mover.OWNER, Mover.REQUESTER),
                (order, _) -> {
                    if (reason.isBlank()) {
                        return new OrderOutcome.Refused(
                                "Say why the order should never have been made.");
                    }
                    if (!mayBeInError(order)) {
                        return new OrderOutcome.Refused(
                                notOpen(order, "marked as entered in error"));
                    }
                    workflow.event(order, actor, "Order entered in error: " + reason.strip());
                    return new OrderOutcome.Changed(
                            workflow.enteredInError(order), List.of(), List.of());
                });
    }

    private static boolean mayBeInError(TestOrder order) {
        return !order.state().isReported() && order.state() != OrderState.ENTERED_IN_ERROR;
    }

    /// What an actor may do with a whole order as it stands; nothing where there is no such order.
    public OrderChoices choices(OrderId id, Actor actor) {
        Optional<TestOrder> found = orders.find(id);
        if (found.isEmpty()) {
            return OrderChoices.NONE;
        }
        TestOrder order = found.get();
        LabTask request = workflow.request(order);
        Optional<Mover> mover = mover(order, request, actor);
        if (mover.isEmpty()) {
            List<Route.Test> others = otherTests(order, actor);
            return new OrderChoices(
                    others.isEmpty() ? Set.of() : Set.of(OrderChoices.Deed.CHOOSE_ANOTHER_TEST),
                    workflow.heldBy(order, request),
                    List.of(),
                    List.of(),
                    others);
        }
        Set<OrderChoices.Deed> allowed = EnumSet.noneOf(OrderChoices.Deed.class);
        TaskChange hold = TaskChange.of(request, TaskStatus.ON_HOLD, Optional.of("other"));
        if (request.status() != TaskStatus.ON_HOLD
                && workflow.refusal(order, request, hold, mover.get()).isEmpty()) {
            allowed.add(OrderChoices.Deed.HOLD);
        }
        if (mover.get() == Mover.REQUESTER
                && request.status() == TaskStatus.ON_HOLD
                && workflow.refusal(order, request, Workflow.to(TaskStatus.REQUESTED), mover.get())
                        .isEmpty()) {
            allowed.add(OrderChoices.Deed.RELEASE);
        }
        if (mayBeInError(order)) {
            allowed.add(OrderChoices.Deed.ENTER_IN_ERROR);
        }
        if (mover.get() == Mover.REQUESTER
                && workflow.standing().last(id).filter(this::mayCancel).isPresent()) {
            allowed.add(OrderChoices.Deed.CANCEL_GENOME);
        }
        if (mover.get() == Mover.REQUESTER
                && workflow.standing().last(id).filter(this::mayOrderAgain).isPresent()) {
            allowed.add(OrderChoices.Deed.ORDER_GENOME);
        }
        if (!order.state().isOpen()) {
            return new OrderChoices(
                    allowed, workflow.heldBy(order, request), List.of(), List.of(), List.of());
        }
        allowed.add(OrderChoices.Deed.REVOKE);
        List<Route.Test> others = otherTests(order, actor);
        if (!others.isEmpty()) {
            allowed.add(OrderChoices.Deed.CHOOSE_ANOTHER_TEST);
        }
        boolean takesRequest =
                workflow.refusal(order, request, cancel(request), mover.get()).isEmpty();
        List<LabTask> toCancel = new ArrayList<>();
        List<LabTask> toClose = new ArrayList<>();
        for (LabTask task : orders.tasks(id)) {
            if (!task.status().isClosed()) {
                boolean ends =
                        workflow.endsWith(order, task)
                                || (takesRequest && task.id().equals(request.id()));
                (ends ? toCancel : toClose).add(task);
            }
        }
        return new OrderChoices(
                allowed, workflow.heldBy(order, request), toCancel, toClose, others);
    }

    // ---- Choosing against the recommendation

    /// Has another test done for an order than the policy recommended, or the same in another
    /// laboratory, until a laboratory has begun. Relatives who take part in the test take part in
    /// the other.
    ///
    /// @param chosen one of [OrderChoices#otherTests()]
    /// @param reason for the choice, with words
    /// @param expectedVersion of the order that was seen
    public OrderOutcome chooseAnotherTest(
            OrderId id,
            OtherTest chosen,
            OverrideReason reason,
            Optional<Integer> expectedVersion,
            Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new OrderOutcome.NotFound();
        }
        TestOrder order = found.get();
        if (!mayChooseTest(order, actor)) {
            return new OrderOutcome.NotYours(
                    "Only a clinician of the organisation that ordered the test, or a scientist of its home laboratory %s, chooses another test."
                            .formatted(order.homeLaboratory()));
        }
        if (expectedVersion.filter(v -> v != order.version()).isPresent()) {
            return new OrderOutcome.Stale(order.version());
        }
        if (!order.state().isOpen()) {
            return new OrderOutcome.Refused(notOpen(order, "given another test"));
        }
        if (workflow.hasBegun(order)) {
            return new OrderOutcome.Refused(
                    "A laboratory has begun with this order. Revoke it and order the other test, or order that as well.");
        }
        if (reason.words().isEmpty()) {
            return new OrderOutcome.Refused("Give the reason for the choice.");
        }
        Optional<Route.Test> test = rules.otherTests(order).stream().filter(chosen::is).findFirst();
        if (test.isEmpty()) {
            return new OrderOutcome.Refused(
                    "No laboratory in the network does that test for this indication, or it is the one that is planned.");
        }
        if (test.get().method() == TestMethod.WGS) {
            Optional<String> lacking = competences.refusal(actor, GatedTask.ORDER_GENOME);
            if (lacking.isPresent()) {
                return new OrderOutcome.Refused(lacking.get());
            }
        }
        Route.Test before = order.test().orElseThrow();
        for (TestOrder relative : workflow.relatives(order)) {
            if (relative.test().filter(before::equals).isPresent()
                    && !workflow.hasBegun(relative)) {
                var _ = takeOther(relative, test.get(), reason, actor);
            }
        }
        return new OrderOutcome.Changed(
                takeOther(order, test.get(), reason, actor), List.of(), List.of());
    }

    private TestOrder takeOther(
            TestOrder order, Route.Test chosen, OverrideReason reason, Actor actor) {
        RouteDecision decision =
                order.route()
                        .overridden(
                                chosen,
                                new RouteOverride(
                                        clock.instant(),
                                        actor.displayName(),
                                        actor.organisation(),
                                        reason,
                                        (Route.Test) order.route().recommended()));
        TestOrder after =
                workflow.keep(rules.routed(order, order.indicationCode().orElseThrow(), decision));
        orders.keepRouting(after);
        workflow.standing().routed(after);
        workflow.event(after, actor, "Test chosen against the recommendation: " + reason.words());
        workflow.event(after, "Routing", decision.words());
        workflow.replaceWork(after);
        return workflow.reconsidered(after);
    }

    private List<Route.Test> otherTests(TestOrder order, Actor actor) {
        return mayChooseTest(order, actor) && order.state().isOpen() && !workflow.hasBegun(order)
                ? rules.otherTests(order)
                : List.of();
    }

    private static boolean mayChooseTest(TestOrder order, Actor actor) {
        return isRequester(order, actor)
                || (actor.has(Role.SCIENTIST)
                        && actor.organisation().equals(order.homeLaboratory()));
    }

    /// Puts an order on hold by the wish of its requester, who may take that back, or of its home
    /// laboratory.
    ///
    /// @param statusReason a code of `task-statusReason-genomics`
    /// @param expectedVersion of the order that was seen; absent to hold whatever is there
    public OrderOutcome hold(
            OrderId id, String statusReason, Optional<Integer> expectedVersion, Actor actor) {
        return moveRequest(
                id,
                TaskStatus.ON_HOLD,
                Optional.of(statusReason),
                EnumSet.of(Mover.OWNER, Mover.REQUESTER),
                expectedVersion,
                actor);
    }

    /// Lets an order go on that its requester put on hold.
    ///
    /// @param expectedVersion of the order that was seen; absent to release whatever is there
    public OrderOutcome release(OrderId id, Optional<Integer> expectedVersion, Actor actor) {
        return moveRequest(
                id,
                TaskStatus.REQUESTED,
                Optional.empty(),
                EnumSet.of(Mover.REQUESTER),
                expectedVersion,
                actor);
    }

    private OrderOutcome moveRequest(
            OrderId id,
            TaskStatus status,
            Optional<String> statusReason,
            Set<Mover> allowed,
            Optional<Integer> expectedVersion,
            Actor actor) {
        return withOrder(
                id,
                expectedVersion,
                actor,
                allowed,
                (order, mover) -> {
                    LabTask request = workflow.request(order);
                    TaskChange whole = TaskChange.of(request, status, statusReason);
                    Optional<String> refusal = workflow.refusal(order, request, whole, mover);
                    if (refusal.isPresent()) {
                        return new OrderOutcome.Refused(refusal.get());
                    }
                    Workflow.Moved moved =
                            workflow.apply(order, request, whole, Workflow.By.actor(mover, actor));
                    return new OrderOutcome.Changed(moved.order(), List.of(), List.of());
                });
    }

    /// The requester has the report and has read it (`ServiceRequest.status` completed). The signed
    /// report has completed the tasks before, so this adds only that it was seen.
    ///
    /// @param expectedVersion of the order that was seen; absent to complete whatever is there
    public OrderOutcome complete(OrderId id, Optional<Integer> expectedVersion, Actor actor) {
        return withOrder(
                id,
                expectedVersion,
                actor,
                EnumSet.of(Mover.REQUESTER),
                (order, _) -> {
                    if (!order.state().isReported()) {
                        return new OrderOutcome.Refused(
                                "The order is %s; it is completed by its signed report."
                                        .formatted(order.state().words().toLowerCase(Locale.ROOT)));
                    }
                    workflow.event(order, actor, "Report received by the requester");
                    return new OrderOutcome.Changed(
                            workflow.keep(order.inState(order.state())), List.of(), List.of());
                });
    }

    /// Gives an order new content. Before its laboratory has begun everything may change but the
    /// person: the order is judged and routed again, and where another test or laboratory comes of
    /// that, the tasks are replaced. Afterwards it may only become more urgent and say more
    /// features.
    ///
    /// @param request the order as it should be, whole; specimens are added by [#specimenArrived]
    /// @param earlier what was found before, such as the structure of the message
    /// @param evidence where the record of discussion is kept, if the request has one
    /// @param expectedVersion of the order that was seen; absent to amend whatever is there
    public OrderOutcome amend(
            OrderId id,
            OrderRequest request,
            List<Finding> earlier,
            String evidence,
            Optional<Integer> expectedVersion,
            Actor actor) {
        return withOrder(
                id,
                expectedVersion,
                actor,
                EnumSet.of(Mover.REQUESTER),
                (order, _) -> {
                    if (!order.state().isOpen()) {
                        return new OrderOutcome.Refused(notOpen(order, "amended"));
                    }
                    return acceptance.amend(order, request, earlier, evidence, actor);
                });
    }
}
