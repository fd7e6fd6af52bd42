package org.opengms.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.routing.LiveLoad;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteRequest;
import org.opengms.routing.RoutingPolicy;

/// Takes orders in and moves their tasks. Every method runs inside one transaction of the caller:
/// what it answers is true once that transaction is durable, and nothing is kept if it fails.
public final class OrderDesk {
    private static final Set<TaskStatus> NEED_A_REASON =
            Set.of(TaskStatus.ON_HOLD, TaskStatus.REJECTED, TaskStatus.FAILED);

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
    }

    /// Judges an order without keeping it.
    public List<Finding> check(OrderRequest request) {
        return rules.check(request);
    }

    /// The method of the test that an order asks for, if the directory that applied on its date has
    /// that test.
    public Optional<TestMethod> methodAskedFor(OrderRequest request) {
        return rules.match(request).test().map(DirectoryTest::method);
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
        boolean discussionTaken =
                request.recordOfDiscussion()
                        .filter(r -> r.state() == DiscussionState.TAKEN)
                        .isPresent();
        RouteDecision decision =
                routing.route(
                        new RouteRequest(
                                match.directory(),
                                match.indication(),
                                match.test(),
                                request.priority(),
                                home,
                                request.orderingSite()
                                        .map(network::readinessOf)
                                        .orElse(
                                                org.opengms.infrastructure.DigitalReadiness
                                                        .UNKNOWN),
                                discussionTaken),
                        load);
        if (isGenome(decision.route())
                && !discussionTaken
                && findings.stream()
                        .noneMatch(f -> f.kind() == FindingKind.RECORD_OF_DISCUSSION_MISSING)) {
            findings.add(rules.discussionMissing(request));
        }
        Optional<String> hold =
                holdReason(
                        request,
                        decision.route(),
                        rules.lacksDetail(request, match),
                        discussionTaken);
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
                        dueOn(match, decision),
                        request.phenotypes(),
                        1);
        orders.add(order);
        request.recordOfDiscussion()
                .ifPresent(record -> consents.append(person.id(), record, evidence, now));
        event(order, actor, now, "Order accepted");
        event(order, "Routing policy " + decision.policyVersion(), now, routeWords(decision));
        List<LabTask> tasks = newTasks(order, hold, now);
        listener.orderChanged(order);
        for (LabTask task : tasks) {
            orders.addTask(task);
            listener.taskChanged(order, task);
        }
        return new Submission.Accepted(order, person, tasks, List.copyOf(findings));
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

    private Person knownOrNew(SubjectDetails subject) {
        Optional<NhsNumber> number =
                subject.nhsNumberAsGiven()
                        .map(text -> text.replaceAll("[ \\-]", ""))
                        .filter(d -> NhsNumber.check(d) == NhsNumber.Verdict.VALID)
                        .map(NhsNumber::new);
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
            OrderRequest request, Route route, boolean lacksDetail, boolean discussionTaken) {
        if (route instanceof Route.Manual || lacksDetail) {
            return Optional.of("awaiting-order-detail");
        }
        if (isGenome(route) && !discussionTaken) {
            return Optional.of("awaiting-rod-and-or-sample");
        }
        if (request.specimens().stream().noneMatch(SpecimenDetails::available)) {
            return Optional.of("awaiting-sample");
        }
        return Optional.empty();
    }

    private static boolean isGenome(Route route) {
        return route instanceof Route.Test test && test.method() == TestMethod.WGS;
    }

    private Optional<LocalDate> dueOn(OrderRules.DirectoryMatch match, RouteDecision decision) {
        if (!(decision.route() instanceof Route.Test chosen)) {
            return Optional.empty();
        }
        Optional<DirectoryTest> test =
                match.indication().flatMap(i -> match.directory().offered(i, chosen.testCode()));
        return test.map(t -> rules.today().plusDays(match.directory().turnaroundCalendarDays(t)));
    }

    private static List<LabTask> newTasks(TestOrder order, Optional<String> hold, Instant now) {
        List<LabTask> tasks = new ArrayList<>();
        tasks.add(
                new LabTask(
                        TaskId.random(),
                        order.id(),
                        TaskCode.PROCESS_GENOMIC_TEST_REQUEST,
                        hold.isPresent() ? TaskStatus.ON_HOLD : TaskStatus.REQUESTED,
                        hold,
                        Optional.empty(),
                        order.homeLaboratory(),
                        now,
                        now,
                        1));
        tasks.addAll(laboratoryTasks(order, now));
        return tasks;
    }

    private static List<LabTask> laboratoryTasks(TestOrder order, Instant now) {
        List<LabTask> tasks = new ArrayList<>();
        if (order.route().route() instanceof Route.Test test) {
            for (TaskCode code : work(test.method())) {
                tasks.add(
                        new LabTask(
                                TaskId.random(),
                                order.id(),
                                code,
                                TaskStatus.REQUESTED,
                                Optional.empty(),
                                Optional.empty(),
                                test.laboratory(),
                                now,
                                now,
                                1));
            }
        }
        return tasks;
    }

    /// The work that a method takes, in its order.
    static List<TaskCode> work(TestMethod method) {
        List<TaskCode> codes = new ArrayList<>();
        codes.add(TaskCode.REQUEST_SAMPLE_ALIGNMENT);
        codes.add(TaskCode.SAMPLE_PREPARATION);
        codes.add(TaskCode.SAMPLE_PROCESSING);
        if (method == TestMethod.WGS) {
            codes.add(TaskCode.GENETIC_GENOMIC_DATA_PROCESSING);
            codes.add(TaskCode.INTERPRETATION);
        }
        codes.add(TaskCode.PRODUCE_FINAL_REPORT);
        codes.add(TaskCode.DISTRIBUTE_REPORT);
        return codes;
    }

    /// Changes a task as its laboratory wishes.
    public TaskOutcome changeTask(TaskId id, TaskChange change, Actor actor) {
        Optional<LabTask> found = orders.findTask(id);
        if (found.isEmpty()) {
            return new TaskOutcome.NotFound();
        }
        TestOrder order = orders.findForUpdate(found.get().order()).orElseThrow();
        LabTask task = orders.findTask(id).orElseThrow();
        if (!actor.has(Role.LABORATORY) || !actor.organisation().equals(task.owner())) {
            return new TaskOutcome.NotYours(
                    "The task belongs to laboratory %s; only its laboratory staff may change it."
                            .formatted(task.owner()));
        }
        if (change.expectedVersion().filter(v -> v != task.version()).isPresent()) {
            return new TaskOutcome.Stale(task.version());
        }
        Optional<String> refusal = refusal(order, task, change);
        if (refusal.isPresent()) {
            return new TaskOutcome.Refused(refusal.get());
        }
        LabTask changed = move(order, task, change, actor.displayName(), actor.organisation());
        TestOrder after = orderAfter(order, changed);
        if (after.state() != order.state()) {
            orders.update(after);
            listener.orderChanged(after);
            if (after.state() == OrderState.CANCELLED) {
                cancelOpenTasks(after);
            }
        }
        return new TaskOutcome.Changed(after, changed);
    }

    /// A cancelled order takes with it the tasks that nobody has begun; work that has begun is
    /// closed by its laboratory (national process: order revoked).
    private void cancelOpenTasks(TestOrder order) {
        for (LabTask task : orders.tasks(order.id())) {
            if (!task.status().isClosed() && task.status() != TaskStatus.IN_PROGRESS) {
                move(
                        order,
                        task,
                        new TaskChange(
                                TaskStatus.CANCELLED,
                                Optional.of("task-no-longer-required"),
                                Optional.empty(),
                                Optional.empty()),
                        "Service",
                        task.owner());
            }
        }
    }

    private Optional<String> refusal(TestOrder order, LabTask task, TaskChange change) {
        if (task.status() != change.status() && !task.status().next().contains(change.status())) {
            return Optional.of(
                    "A task that is %s cannot become %s. From here it can become: %s."
                            .formatted(
                                    task.status().code(),
                                    change.status().code(),
                                    task.status().next().stream().map(TaskStatus::code).toList()));
        }
        if (NEED_A_REASON.contains(change.status()) && change.statusReason().isEmpty()) {
            return Optional.of(
                    "A task that becomes %s needs a statusReason."
                            .formatted(change.status().code()));
        }
        Optional<String> unknownReason =
                change.statusReason().filter(reason -> !TaskChange.STATUS_REASONS.contains(reason));
        if (unknownReason.isPresent()) {
            return Optional.of(
                    "The statusReason is none of the national codes: "
                            + TaskChange.STATUS_REASONS
                            + ".");
        }
        if (order.state() == OrderState.CANCELLED && !change.status().isClosed()) {
            return Optional.of("The order is cancelled.");
        }
        if (change.status() == TaskStatus.ON_HOLD
                && task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST
                && order.state() != OrderState.ON_HOLD
                && order.state() != OrderState.IN_LABORATORY) {
            return Optional.of(
                    "The order is %s; hold the task that waits, not the request."
                            .formatted(order.state().words().toLowerCase(Locale.ROOT)));
        }
        if (task.status() == TaskStatus.ON_HOLD
                && task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST
                && !change.status().isClosed()
                && change.status() != TaskStatus.ON_HOLD) {
            if (order.route().route() instanceof Route.Manual) {
                return Optional.of("A scientist must choose the test first.");
            }
            if (order.route().route() instanceof Route.Test test
                    && test.method() == TestMethod.WGS
                    && !consents.isTestAgreed(order.person())) {
                return Optional.of(
                        "A whole genome test needs the record of discussion, and it is not here yet.");
            }
        }
        boolean starts =
                change.status() == TaskStatus.IN_PROGRESS
                        || change.status() == TaskStatus.COMPLETED;
        if (order.state() == OrderState.ON_HOLD
                && starts
                && task.code() != TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
            return Optional.of("The order is on hold; release the request task first.");
        }
        if (starts && change.status() != task.status()) {
            Optional<LabTask> waiting =
                    orders.tasks(order.id()).stream()
                            .filter(t -> t.code().compareTo(task.code()) < 0)
                            .filter(t -> t.code() != TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                            .filter(t -> !t.status().isClosed())
                            .findFirst();
            if (waiting.isPresent()) {
                return Optional.of(
                        "'%s' comes first and is not done."
                                .formatted(waiting.get().code().words()));
            }
        }
        if (change.status() == TaskStatus.COMPLETED && isDoneByTheService(task.code())) {
            return Optional.of(
                    "'%s' is completed by delivering what it asks for, not by hand."
                            .formatted(task.code().words()));
        }
        return Optional.empty();
    }

    /// Tasks that end when a file, an analysis, a signature or a report arrives.
    private static boolean isDoneByTheService(TaskCode code) {
        return switch (code) {
            case GENETIC_GENOMIC_DATA_PROCESSING,
                    INTERPRETATION,
                    PRODUCE_FINAL_REPORT,
                    DISTRIBUTE_REPORT ->
                    true;
            case PROCESS_GENOMIC_TEST_REQUEST,
                    REQUEST_SAMPLE_ALIGNMENT,
                    SAMPLE_PREPARATION,
                    SAMPLE_PROCESSING,
                    PRODUCE_INTERIM_REPORT,
                    GENOMIC_MDT ->
                    false;
        };
    }

    private static boolean isReported(TestOrder order) {
        return order.state() == OrderState.REPORTED || order.state() == OrderState.OUTCOME_RECORDED;
    }

    private static TestOrder orderAfter(TestOrder order, LabTask changed) {
        if (changed.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
            return switch (changed.status()) {
                case ON_HOLD -> order.inState(OrderState.ON_HOLD);
                case REJECTED, FAILED, CANCELLED, ENTERED_IN_ERROR ->
                        isReported(order) ? order : order.inState(OrderState.CANCELLED);
                case REQUESTED, ACCEPTED, IN_PROGRESS, COMPLETED ->
                        order.state() == OrderState.ON_HOLD
                                ? order.inState(OrderState.IN_LABORATORY)
                                : order;
                case DRAFT -> order;
            };
        }
        return order;
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
        for (LabTask task : laboratoryTasks(after, now)) {
            orders.addTask(task);
            listener.taskChanged(after, task);
        }
        LabTask request =
                orders.tasks(id).stream()
                        .filter(t -> t.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                        .findFirst()
                        .orElseThrow();
        boolean needsDiscussion =
                after.route().route() instanceof Route.Test test
                        && test.method() == TestMethod.WGS
                        && !consents.isTestAgreed(after.person());
        if (needsDiscussion && request.status() == TaskStatus.ON_HOLD) {
            request =
                    move(
                            after,
                            request,
                            new TaskChange(
                                    TaskStatus.ON_HOLD,
                                    Optional.of("awaiting-rod-and-or-sample"),
                                    request.businessStatus(),
                                    Optional.empty()),
                            "Service",
                            request.owner());
        }
        return new TaskOutcome.Changed(after, request);
    }

    /// Moves one task of an order because the service itself did the work, and the order with it.
    ///
    /// @param order locked by this transaction
    /// @param code which task
    /// @param status to go to; a task that is already there, or cannot go there, stays as it is
    /// @param state the order's state afterwards
    /// @param who did it, for the history
    public TestOrder advance(
            TestOrder order, TaskCode code, TaskStatus status, OrderState state, String who) {
        for (LabTask task : orders.tasks(order.id())) {
            if (task.code() == code && task.status().next().contains(status)) {
                move(
                        order,
                        task,
                        new TaskChange(
                                status, Optional.empty(), Optional.empty(), Optional.empty()),
                        who,
                        task.owner());
            }
        }
        if (order.state() == state) {
            return order;
        }
        TestOrder after = order.inState(state);
        orders.update(after);
        listener.orderChanged(after);
        return after;
    }

    /// The delivered file was no good: that task and the interpretation fail, and new ones are
    /// asked for, since a failed task is never reopened.
    ///
    /// @param order locked by this transaction
    /// @param reason in plain words, for the history
    public TestOrder reopenDelivery(TestOrder order, String reason) {
        Instant now = clock.instant();
        for (LabTask task : orders.tasks(order.id())) {
            if (task.code() == TaskCode.INTERPRETATION && !task.status().isClosed()) {
                move(
                        order,
                        task,
                        new TaskChange(
                                TaskStatus.FAILED,
                                Optional.of("pipeline-error"),
                                Optional.empty(),
                                Optional.empty()),
                        "Service",
                        task.owner());
                for (TaskCode code :
                        List.of(
                                TaskCode.GENETIC_GENOMIC_DATA_PROCESSING,
                                TaskCode.INTERPRETATION)) {
                    LabTask again =
                            new LabTask(
                                    TaskId.random(),
                                    order.id(),
                                    code,
                                    TaskStatus.REQUESTED,
                                    Optional.empty(),
                                    Optional.empty(),
                                    task.owner(),
                                    now,
                                    now,
                                    1);
                    orders.addTask(again);
                    listener.taskChanged(order, again);
                }
            }
        }
        event(order, "Service", now, "Another sequencing file is needed: " + reason);
        TestOrder after = order.inState(OrderState.IN_LABORATORY);
        orders.update(after);
        listener.orderChanged(after);
        return after;
    }

    /// Tells the views of a record that an order changed.
    public void changed(TestOrder order) {
        listener.orderChanged(order);
    }

    private LabTask move(
            TestOrder order, LabTask task, TaskChange change, String who, OdsCode organisation) {
        Instant now = clock.instant();
        LabTask changed =
                task.changed(change.status(), change.statusReason(), change.businessStatus(), now);
        orders.updateTask(changed);
        String reason = change.statusReason().map(r -> " (" + r + ")").orElse("");
        orders.addEvent(
                order.id(),
                new OrderEvent(
                        now,
                        who,
                        organisation.value(),
                        "%s: %s%s"
                                .formatted(
                                        task.code().words(),
                                        change.status().code().replace('-', ' '),
                                        reason)));
        listener.taskChanged(order, changed);
        return changed;
    }

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
        if (!actor.has(Role.CLINICIAN) || !order.belongsTo(actor.organisation())) {
            return new TaskOutcome.NotYours(
                    "Only the organisation that ordered the test records the discussion.");
        }
        Instant now = clock.instant();
        consents.append(order.person(), record, evidence, now);
        event(order, actor, now, "Record of discussion received");
        LabTask request =
                orders.tasks(id).stream()
                        .filter(t -> t.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST)
                        .findFirst()
                        .orElseThrow();
        boolean waitedForIt =
                order.state() == OrderState.ON_HOLD
                        && request.statusReason()
                                .filter("awaiting-rod-and-or-sample"::equals)
                                .isPresent();
        if (!waitedForIt || !consents.isTestAgreed(order.person())) {
            listener.orderChanged(order);
            return new TaskOutcome.Changed(order, request);
        }
        LabTask released =
                move(
                        order,
                        request,
                        new TaskChange(
                                TaskStatus.REQUESTED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        "Service",
                        request.owner());
        TestOrder after = orderAfter(order, released);
        orders.update(after);
        listener.orderChanged(after);
        return new TaskOutcome.Changed(after, released);
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
