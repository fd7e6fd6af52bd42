package org.opengms.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.routing.LiveLoad;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteRequest;
import org.opengms.routing.RoutingPolicy;

/// Takes orders in, changes them, and moves their tasks, all by the table of [TaskProcess]. Every
/// method runs inside one transaction of the caller: what it answers is true once that transaction
/// is durable, and nothing is kept if it fails.
public final class OrderDesk {
    private final OrderRules rules;
    private final People people;
    private final ConsentStore consents;
    private final OrderStore orders;
    private final RoutingPolicy routing;
    private final LiveLoad load;
    private final ServiceNetwork network;
    private final AcceptancePolicy policy;
    private final OrderListener listener;
    private final Clock clock;
    private final Workflow workflow;
    private final SpecimenBook specimens;

    /// @param policy which findings refuse an order
    /// @param listener is told of every change in the same transaction
    public OrderDesk(
            TestDirectories directories,
            ServiceNetwork network,
            People people,
            ConsentStore consents,
            OrderStore orders,
            RoutingPolicy routing,
            LiveLoad load,
            AcceptancePolicy policy,
            OrderListener listener,
            Clock clock) {
        this.rules = new OrderRules(directories, network, people, policy, clock);
        this.people = people;
        this.consents = consents;
        this.orders = orders;
        this.routing = routing;
        this.load = load;
        this.network = network;
        this.policy = policy;
        this.listener = listener;
        this.clock = clock;
        this.workflow =
                new Workflow(
                        orders, consents, network, TurnaroundStandards.shipped(), listener, clock);
        this.specimens = new SpecimenBook(orders, people, workflow, clock);
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
        List<Finding> findings = new ArrayList<>(earlier);
        findings.addAll(rules.check(request));
        checkSender(request, actor, findings);
        if (AcceptancePolicy.refuses(findings)) {
            return new Submission.Refused(List.copyOf(findings));
        }
        OrderRules.DirectoryMatch match = rules.match(request);
        Person person = knownOrNew(request.subject().orElseThrow());
        String indicationCode =
                match.indication()
                        .map(ClinicalIndication::code)
                        .or(request::indicationCode)
                        .orElse("");
        if (!indicationCode.isEmpty() && orders.hasOpenOrder(person.id(), indicationCode)) {
            findings.add(
                    policy.finding(
                            FindingKind.DUPLICATE_ORDER,
                            request.where(OrderField.INDICATION),
                            "There is already an open order for this person and indication.",
                            "Cancel one of the two if they are the same request."));
            if (AcceptancePolicy.refuses(findings)) {
                return new Submission.Refused(List.copyOf(findings));
            }
        }
        Instant now = clock.instant();
        OdsCode home = rules.homeLaboratory(request);
        boolean discussionTaken = isDiscussionTaken(request);
        RouteDecision decision = routing.route(routeRequest(request, match, home), load);
        if (isGenome(decision.route())
                && !discussionTaken
                && findings.stream()
                        .noneMatch(f -> f.kind() == FindingKind.RECORD_OF_DISCUSSION_MISSING)) {
            findings.add(rules.discussionMissing(request));
        }
        OrderKind kind = kind(request, match, decision);
        List<OrderSpecimen> matched = specimens.match(person, request.specimens());
        boolean sampleAtHand =
                !matched.isEmpty()
                        || request.specimens().stream().anyMatch(SpecimenDetails::available);
        if (sampleAtHand || !kind.needsSample()) {
            findings.removeIf(f -> f.kind() == FindingKind.SPECIMEN_TO_FOLLOW);
        }
        Optional<String> hold =
                holdReason(
                        kind,
                        decision.route(),
                        rules.lacksDetail(request, match),
                        discussionTaken,
                        sampleAtHand);
        TestOrder order =
                new TestOrder(
                        OrderId.random(),
                        orders.nextNumber(),
                        person.id(),
                        request.orderingSite(),
                        actor.organisation(),
                        request.requesterName(),
                        match.indication()
                                .map(ClinicalIndication::code)
                                .or(request::indicationCode),
                        match.indication().map(ClinicalIndication::name).orElse(request.testName()),
                        request.priority(),
                        request.authoredOn().orElse(rules.today()),
                        now,
                        home,
                        decision,
                        hold.isPresent() ? OrderState.ON_HOLD : OrderState.IN_LABORATORY,
                        turnaround(match, decision).map(this::dueFromToday),
                        request.phenotypes(),
                        kind,
                        known(request.context(), kind, person.id()),
                        turnaround(match, decision),
                        1);
        orders.add(order);
        request.recordOfDiscussion()
                .ifPresent(record -> consents.append(person.id(), record, evidence, now));
        event(order, actor, now, "Order accepted");
        event(order, "Routing policy " + decision.policyVersion(), now, routeWords(decision));
        specimens.keep(order, request.specimens(), matched, actor);
        tellOfParent(order);
        listener.orderChanged(order);
        List<LabTask> tasks = workflow.makeTasks(order, hold);
        return new Submission.Accepted(order, person, tasks, List.copyOf(findings));
    }

    private static OrderKind kind(
            OrderRequest request, OrderRules.DirectoryMatch match, RouteDecision decision) {
        return OrderKind.of(
                match.indication().map(ClinicalIndication::code).or(request::indicationCode),
                decision.route() instanceof Route.Test test
                        ? Optional.of(test.testCode())
                        : request.testCode());
    }

    /// The context of an order without a parent that the service does not keep. What is read again
    /// must be of the same person; a follow-up may build on the order of a relative.
    private OrderContext known(OrderContext context, OrderKind kind, PersonId person) {
        boolean usable =
                context.parent()
                        .flatMap(orders::find)
                        .filter(parent -> !kind.readsParent() || parent.person().equals(person))
                        .isPresent();
        return usable
                ? context
                : new OrderContext(Optional.empty(), context.requisition(), context.role());
    }

    /// A re-analysis of what the service never had can only be done by the laboratory that has it.
    private void tellOfParent(TestOrder order) {
        if (order.kind().readsParent() && order.context().parent().isEmpty()) {
            workflow.event(
                    order,
                    "Service",
                    "No earlier order of this person is known under that reference; the laboratory finds its data");
        }
    }

    /// A sender may pass on orders of organisations outside the network, as order brokers do, but
    /// not speak for another member of it.
    private void checkSender(OrderRequest request, Actor actor, List<Finding> findings) {
        if (request.orderingSite().isPresent()
                && network.site(request.orderingSite().get()).isPresent()
                && actor.has(Role.CLINICIAN)
                && !request.orderingSite().get().isOrPartOf(actor.organisation())) {
            findings.add(
                    policy.finding(
                            FindingKind.SITE_NOT_YOURS,
                            request.where(OrderField.ORDERING_SITE),
                            "The order is of organisation %s, but you act for %s."
                                    .formatted(request.orderingSite().get(), actor.organisation()),
                            "Send orders of your own organisation, or ask for access to the other."));
        }
    }

    private static Optional<NhsNumber> numberOf(SubjectDetails subject) {
        return subject.nhsNumberAsGiven()
                .map(text -> text.replaceAll("[ \\-]", ""))
                .filter(d -> NhsNumber.check(d) == NhsNumber.Verdict.VALID)
                .map(NhsNumber::new);
    }

    private Person knownOrNew(SubjectDetails subject) {
        Optional<NhsNumber> number = numberOf(subject);
        Optional<Person> known = number.flatMap(people::findByNhsNumber);
        if (known.isPresent()) {
            return known.get();
        }
        Person person =
                new Person(
                        PersonId.random(),
                        number,
                        subject.familyName(),
                        subject.givenName(),
                        subject.birthDate(),
                        subject.sex(),
                        subject.postcode());
        people.add(person);
        return person;
    }

    /// The status reason that an order waits with, if it must wait.
    private static Optional<String> holdReason(
            OrderKind kind,
            Route route,
            boolean lacksDetail,
            boolean discussionTaken,
            boolean sampleAtHand) {
        if (route instanceof Route.Manual || lacksDetail) {
            return Optional.of("awaiting-order-detail");
        }
        if (isGenome(route) && !discussionTaken) {
            return Optional.of("awaiting-rod-and-or-sample");
        }
        if (kind.needsSample() && !sampleAtHand) {
            return Optional.of("awaiting-sample");
        }
        return Optional.empty();
    }

    private static boolean isGenome(Route route) {
        return route instanceof Route.Test test && test.method() == TestMethod.WGS;
    }

    private static Optional<Turnaround> turnaround(
            OrderRules.DirectoryMatch match, RouteDecision decision) {
        if (!(decision.route() instanceof Route.Test chosen)) {
            return Optional.empty();
        }
        return match.indication()
                .flatMap(i -> match.directory().offered(i, chosen.testCode()))
                .flatMap(test -> OrderRules.turnaround(match.directory(), test));
    }

    private LocalDate dueFromToday(Turnaround turnaround) {
        return rules.today().plusDays(turnaround.calendarDays());
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
                    if (refusal.isPresent()) {
                        return new TaskOutcome.Refused(refusal.get());
                    }
                    Workflow.Moved moved =
                            workflow.apply(
                                    order, task, change, Workflow.By.actor(mover.get(), actor));
                    return new TaskOutcome.Changed(moved.order(), moved.task());
                });
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
        TestOrder after = rules.routed(order, indicationCode, decision.get());
        orders.update(after);
        Instant now = clock.instant();
        event(after, actor, now, "Test chosen: " + reason.strip());
        event(after, "Routing", now, routeWords(decision.get()));
        listener.orderChanged(after);
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

    // ---- What comes to an order

    /// The record of discussion of an order has arrived: it is kept, and if the person agreed and
    /// the order waited for it, the laboratory is asked to go on.
    ///
    /// @param evidence where the record is kept, such as `Consent/…`
    public TaskOutcome takeDiscussion(
            OrderId id, RecordOfDiscussion record, String evidence, Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new TaskOutcome.NotFound();
        }
        TestOrder order = found.get();
        if (!isRequester(order, actor)) {
            return new TaskOutcome.NotYours(
                    "Only the organisation that ordered the test records the discussion.");
        }
        Instant now = clock.instant();
        consents.append(order.person(), record, evidence, now);
        event(order, actor, now, "Record of discussion received");
        TestOrder after = workflow.resumed(order);
        if (after.version() == order.version()) {
            after = workflow.keep(order.inState(order.state()));
        }
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
                    event(order, actor, clock.instant(), "Order revoked: " + reason.strip());
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
        return new TaskChange(
                TaskStatus.CANCELLED,
                Optional.of("task-no-longer-required"),
                request.businessStatus(),
                Optional.empty());
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
                    event(
                            order,
                            actor,
                            clock.instant(),
                            "Order entered in error: " + reason.strip());
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
            return new OrderChoices(
                    Set.of(), workflow.heldBy(order, request), List.of(), List.of());
        }
        Set<OrderChoices.Deed> allowed = EnumSet.noneOf(OrderChoices.Deed.class);
        TaskChange hold =
                new TaskChange(
                        TaskStatus.ON_HOLD,
                        Optional.of("other"),
                        request.businessStatus(),
                        Optional.empty());
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
        if (!order.state().isOpen()) {
            return new OrderChoices(allowed, workflow.heldBy(order, request), List.of(), List.of());
        }
        allowed.add(OrderChoices.Deed.REVOKE);
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
        return new OrderChoices(allowed, workflow.heldBy(order, request), toCancel, toClose);
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
                new TaskChange(
                        TaskStatus.ON_HOLD,
                        Optional.of(statusReason),
                        Optional.empty(),
                        Optional.empty()),
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
                Workflow.to(TaskStatus.REQUESTED),
                EnumSet.of(Mover.REQUESTER),
                expectedVersion,
                actor);
    }

    private OrderOutcome moveRequest(
            OrderId id,
            TaskChange change,
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
                    TaskChange whole =
                            new TaskChange(
                                    change.status(),
                                    change.statusReason(),
                                    request.businessStatus(),
                                    Optional.empty());
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
                    event(order, actor, clock.instant(), "Report received by the requester");
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
                    List<Finding> findings = new ArrayList<>(earlier);
                    findings.addAll(rules.check(request));
                    checkSender(request, actor, findings);
                    if (AcceptancePolicy.refuses(findings)) {
                        return new OrderOutcome.Refused(
                                "The new content of the order is refused.", findings);
                    }
                    if (!isOf(order, request.subject().orElseThrow())) {
                        return new OrderOutcome.Refused(
                                "The new content names somebody else. Revoke this order and send another for them.");
                    }
                    return workflow.hasBegun(order)
                            ? supplement(order, request, findings, actor)
                            : rewrite(order, request, findings, evidence, actor);
                });
    }

    /// Whether the subject of a request is the person of an order, by NHS number or, where neither
    /// has one, by name and date of birth.
    private boolean isOf(TestOrder order, SubjectDetails subject) {
        Person person = people.find(order.person()).orElseThrow();
        Optional<NhsNumber> number = numberOf(subject);
        if (number.isPresent() || person.nhsNumber().isPresent()) {
            return number.equals(person.nhsNumber());
        }
        return subject.familyName().equalsIgnoreCase(person.familyName())
                && subject.birthDate().equals(person.birthDate());
    }

    private OrderOutcome supplement(
            TestOrder order, OrderRequest request, List<Finding> findings, Actor actor) {
        List<String> frozen = new ArrayList<>();
        OrderRules.DirectoryMatch match = rules.match(request);
        Optional<String> indication =
                match.indication().map(ClinicalIndication::code).or(request::indicationCode);
        if (!indication.equals(order.indicationCode())) {
            frozen.add("the indication");
        }
        if (request.testCode().isPresent()
                && order.test().isPresent()
                && !request.testCode().get().equals(order.test().get().testCode())
                && match.test().isPresent()) {
            frozen.add("the test");
        }
        if (!request.phenotypes().containsAll(order.phenotypes())) {
            frozen.add("a feature that was stated");
        }
        if (order.priority() == Priority.URGENT && request.priority() != Priority.URGENT) {
            frozen.add("the urgency");
        }
        if (!frozen.isEmpty()) {
            return new OrderOutcome.Refused(
                    "The laboratory has begun, so this cannot be changed any more: %s. Revoke the order and send another if it must be."
                            .formatted(String.join(", ", frozen)));
        }
        event(order, actor, clock.instant(), "Order supplemented");
        TestOrder after =
                workflow.keep(order.supplemented(request.priority(), request.phenotypes()));
        tellUrgency(order, after);
        return new OrderOutcome.Changed(after, List.of(), findings);
    }

    /// Laboratories poll tasks, so an order that has become urgent says so in each of them.
    private void tellUrgency(TestOrder before, TestOrder after) {
        if (before.priority() != after.priority()) {
            workflow.restate(after);
        }
    }

    private OrderOutcome rewrite(
            TestOrder order,
            OrderRequest request,
            List<Finding> findings,
            String evidence,
            Actor actor) {
        Instant now = clock.instant();
        OrderRules.DirectoryMatch match = rules.match(request);
        request.recordOfDiscussion()
                .ifPresent(record -> consents.append(order.person(), record, evidence, now));
        RouteDecision decision =
                routing.route(routeRequest(request, match, order.homeLaboratory()), load);
        TestOrder after =
                workflow.keep(
                        order.amended(
                                request,
                                match.indication()
                                        .map(ClinicalIndication::code)
                                        .or(request::indicationCode),
                                match.indication()
                                        .map(ClinicalIndication::name)
                                        .orElse(request.testName()),
                                decision,
                                kind(request, match, decision),
                                known(
                                        request.context(),
                                        kind(request, match, decision),
                                        order.person()),
                                turnaround(match, decision),
                                turnaround(match, decision).map(this::dueFromToday)));
        event(after, actor, now, "Order amended");
        tellUrgency(order, after);
        boolean anotherRoute =
                !decision.route().equals(order.route().route())
                        || after.kind() != order.kind()
                        || !after.context().parent().equals(order.context().parent());
        if (anotherRoute) {
            event(after, "Routing policy " + decision.policyVersion(), now, routeWords(decision));
            workflow.replaceWork(after);
        }
        return new OrderOutcome.Changed(
                rules.lacksDetail(request, match) ? after : workflow.reconsidered(after),
                List.of(),
                findings);
    }

    private RouteRequest routeRequest(
            OrderRequest request, OrderRules.DirectoryMatch match, OdsCode home) {
        return new RouteRequest(
                match.directory(),
                match.indication(),
                match.test(),
                request.priority(),
                home,
                request.orderingSite().map(network::readinessOf).orElse(DigitalReadiness.UNKNOWN),
                isDiscussionTaken(request));
    }

    private static boolean isDiscussionTaken(OrderRequest request) {
        return request.recordOfDiscussion()
                .filter(r -> r.state() == DiscussionState.TAKEN)
                .isPresent();
    }

    private void event(TestOrder order, Actor actor, Instant at, String what) {
        orders.addEvent(
                order.id(),
                new OrderEvent(at, actor.displayName(), actor.organisation().value(), what));
    }

    private void event(TestOrder order, String who, Instant at, String what) {
        orders.addEvent(order.id(), new OrderEvent(at, who, "service", what));
    }

    private static String routeWords(RouteDecision decision) {
        return switch (decision.route()) {
            case Route.Test test ->
                    "Routed to %s (%s) at laboratory %s"
                            .formatted(test.testCode(), test.method().words(), test.laboratory());
            case Route.Manual manual ->
                    "Waits for a scientist at laboratory %s to choose the test"
                            .formatted(manual.laboratory());
        };
    }
}
