package org.opengms.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionState;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.routing.GenomeAfter;
import org.opengms.routing.LiveLoad;
import org.opengms.routing.NegativeTest;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteRequest;
import org.opengms.routing.RoutingPolicy;
import org.opengms.workforce.CompetenceCheck;
import org.opengms.workforce.GatedTask;

/// Judges new orders and new content of orders, decides what work they lead to, and keeps them.
final class OrderAcceptance {
    private final OrderRules rules;
    private final People people;
    private final ConsentStore consents;
    private final OrderStore orders;
    private final RoutingPolicy routing;
    private final LiveLoad load;
    private final EarlierTests earlier;
    private final ServiceNetwork network;
    private final LaboratoryStates states;
    private final AcceptancePolicy policy;
    private final OrderListener listener;
    private final Workflow workflow;
    private final SpecimenBook specimens;
    private final CompetenceCheck competences;
    private final Clock clock;

    OrderAcceptance(
            OrderRules rules,
            People people,
            ConsentStore consents,
            OrderStore orders,
            RoutingPolicy routing,
            LiveLoad load,
            EarlierTests earlier,
            ServiceNetwork network,
            LaboratoryStates states,
            AcceptancePolicy policy,
            OrderListener listener,
            Workflow workflow,
            SpecimenBook specimens,
            CompetenceCheck competences,
            Clock clock) {
        this.rules = rules;
        this.people = people;
        this.consents = consents;
        this.orders = orders;
        this.routing = routing;
        this.load = load;
        this.earlier = earlier;
        this.network = network;
        this.states = states;
        this.policy = policy;
        this.listener = listener;
        this.workflow = workflow;
        this.specimens = specimens;
        this.competences = competences;
        this.clock = clock;
    }

    // ---- New orders

    /// Judges the orders of one submission and keeps all of them, unless a finding about any
    /// refuses them all.
    ///
    /// @param asked at least one; what is based on another comes after it
    Submission submit(List<AskedOrder> asked, List<Finding> earlier, Actor actor) {
        List<Finding> all = new ArrayList<>(earlier);
        List<Judged> judged = new ArrayList<>();
        for (AskedOrder one : asked) {
            judged.add(judge(one, judged, all, actor));
        }
        if (AcceptancePolicy.refuses(all)) {
            return new Submission.Refused(List.copyOf(all));
        }
        for (Judged one : judged) {
            Optional<Finding> lacking = lacking(one.request(), one.match(), actor);
            if (lacking.isPresent()) {
                all.add(lacking.get());
                return new Submission.Refused(List.copyOf(all));
            }
        }
        judged.getFirst().findings().addAll(0, earlier);
        Map<Integer, Person> persons = new HashMap<>();
        List<Submission.Kept> kept = new ArrayList<>();
        for (Judged one : judged) {
            SubjectDetails subject = one.request().subject().orElseThrow();
            int number = one.asked().person();
            Person person =
                    one.before()
                            .map(before -> people.find(before.person()).orElseThrow())
                            .orElseGet(() ->
                                    number < 0
                                            ? knownOrNew(subject)
                                            : persons.computeIfAbsent(
                                                    number, _ -> knownOrNew(subject)));
            int basis = one.asked().basedOn();
            OrderContext context =
                    basis < 0
                            ? one.request().context()
                            : one.request().context().basedOn(kept.get(basis).order().id());
            kept.add(keep(one, person, context, actor));
        }
        tellOfEachOther(kept);
        return new Submission.Accepted(kept);
    }

    /// What refuses an order since who sends it lacks a competence that it needs: to order a genome
    /// or what may become one, and to record the discussion that comes with it.
    private Optional<Finding> lacking(
            OrderRequest request, OrderRules.DirectoryMatch match, Actor actor) {
        Optional<String> refusal =
                asksForGenome(match)
                        ? competences.refusal(actor, GatedTask.ORDER_GENOME)
                        : Optional.empty();
        return refusal.or(() ->
                        isDiscussionTaken(request)
                                ? competences.refusal(actor, GatedTask.RECORD_DISCUSSION)
                                : Optional.empty())
                .map(words ->
                        new Finding(
                                FindingKind.COMPETENCE_LACKING,
                                Grade.ERROR,
                                request.where(OrderField.INDICATION),
                                words,
                                "See /workforce/me."));
    }

    /// Whether a genome is asked for, or no test is and the indication offers one.
    static boolean asksForGenome(OrderRules.DirectoryMatch match) {
        return match.test()
                .map(test -> test.method() == TestMethod.WGS)
                .orElseGet(() ->
                        match.indication()
                                .filter(i ->
                                        i.tests().stream()
                                                .anyMatch(t -> t.method() == TestMethod.WGS))
                                .isPresent());
    }

    /// An order with what was found in it.
    ///
    /// @param match what the directory makes of it
    /// @param findings about it alone; keeping it may add and take away
    /// @param sender the organisation that submits it
    /// @param before the order that it follows, as [AskedOrder#follows()]
    private record Judged(
            AskedOrder asked,
            OrderRules.DirectoryMatch match,
            List<Finding> findings,
            OdsCode sender,
            Optional<TestOrder> before) {
        OrderRequest request() {
            return asked.request();
        }

        Optional<String> indication() {
            return indicationCode(request(), match);
        }

        boolean isRelatives() {
            return request().context().role() == ParticipantRole.CONSULTAND;
        }
    }

    /// @param before the orders of the submission that stand before this one
    /// @param all that was found in them; what is found here is added, and what holds for every
    ///   order of a family is said once
    private Judged judge(AskedOrder one, List<Judged> before, List<Finding> all, Actor actor) {
        OrderRequest request = one.request();
        OrderRules.DirectoryMatch match = rules.match(request);
        List<Finding> findings = new ArrayList<>(rules.check(request, match));
        checkSender(request, actor, findings);
        Optional<TestOrder> precedent = one.follows().map(id -> orders.find(id).orElseThrow());
        if (precedent.filter(p -> consents.isTestAgreed(p.person())).isPresent()) {
            findings.removeIf(f -> f.kind() == FindingKind.RECORD_OF_DISCUSSION_MISSING);
        }
        Judged judged = new Judged(one, match, findings, actor.organisation(), precedent);
        if (!AcceptancePolicy.refuses(findings) && isOrderedAlready(judged, before)) {
            findings.add(
                    policy.finding(
                            FindingKind.DUPLICATE_ORDER,
                            request.where(OrderField.INDICATION),
                            "There is already an open order for this person and indication.",
                            "Cancel one of the two if they are the same request."));
        }
        findings.removeAll(all);
        all.addAll(findings);
        return judged;
    }

    /// Whether the person has an open order for the indication, kept or in the same submission. A
    /// relative may take part in the tests of several members of the family.
    private boolean isOrderedAlready(Judged one, List<Judged> before) {
        Optional<String> indication = one.indication();
        if (indication.isEmpty() || one.isRelatives()) {
            return false;
        }
        int person = one.asked().person();
        boolean kept =
                one.request()
                        .subject()
                        .flatMap(SubjectDetails::nhsNumber)
                        .flatMap(people::findByNhsNumber)
                        .filter(known -> orders.hasOpenOrder(known.id(), indication.get()))
                        .isPresent();
        return kept
                || before.stream()
                        .filter(other -> person >= 0 && other.asked().person() == person)
                        .filter(other -> !other.isRelatives())
                        .anyMatch(other -> other.indication().equals(indication));
    }

    private Submission.Kept keep(Judged one, Person person, OrderContext context, Actor actor) {
        Instant now = clock.instant();
        OrderRequest request = one.request();
        List<Finding> findings = one.findings();
        OrderId id = OrderId.random();
        OdsCode home = rules.homeLaboratory(request);
        Placement placement =
                ofPatient(one, context)
                        .map(test -> placed(request, one.match(), home, test))
                        .orElseGet(() ->
                                place(
                                        id,
                                        request,
                                        one.match(),
                                        home,
                                        person.id(),
                                        genomeAfter(one),
                                        actor));
        boolean discussionTaken =
                isDiscussionTaken(request)
                        || (one.before().isPresent() && consents.isTestAgreed(person.id()));
        if (isGenome(placement.decision().route())
                && !discussionTaken
                && findings.stream()
                        .noneMatch(f -> f.kind() == FindingKind.RECORD_OF_DISCUSSION_MISSING)) {
            findings.add(rules.discussionMissing(request));
        }
        List<OrderSpecimen> matched = specimens.match(person, request.specimens());
        boolean sampleAtHand =
                !matched.isEmpty()
                        || request.specimens().stream().anyMatch(SpecimenDetails::available);
        if (sampleAtHand || !placement.kind().needsSample()) {
            findings.removeIf(f -> f.kind() == FindingKind.SPECIMEN_TO_FOLLOW);
        }
        Optional<String> hold =
                holdReason(
                        placement.kind(),
                        placement.decision().route(),
                        rules.lacksDetail(request, placement.match()),
                        discussionTaken,
                        sampleAtHand);
        TestOrder order =
                new TestOrder(
                        id,
                        orders.nextNumber(),
                        person.id(),
                        request.orderingSite(),
                        actor.organisation(),
                        request.requesterName(),
                        placement.indicationCode(),
                        placement.indicationName(),
                        request.priority(),
                        request.authoredOn().orElse(rules.today()),
                        now,
                        placement.home(),
                        placement.decision(),
                        hold.isPresent() ? OrderState.ON_HOLD : OrderState.IN_LABORATORY,
                        placement.turnaround().map(this::dueFromToday),
                        request.phenotypes(),
                        placement.kind(),
                        known(context, placement.kind(), person.id()),
                        placement.turnaround(),
                        1);
        orders.add(order);
        orders.keepRouting(order);
        request.recordOfDiscussion()
                .ifPresent(record ->
                        consents.append(
                                ConsentStatement.of(
                                        person.id(),
                                        record,
                                        request.discussionDetails().whoChose(),
                                        one.asked().evidence(),
                                        now,
                                        actor.id())));
        workflow.event(order, actor, "Order accepted");
        tellOfRoute(order);
        workflow.standing().routed(order);
        specimens.keep(order, request.specimens(), matched, actor);
        tellOfParent(order);
        listener.orderChanged(order);
        List<LabTask> tasks = workflow.makeTasks(order, hold);
        return new Submission.Kept(order, person, tasks, findings);
    }

    private void tellOfRoute(TestOrder order) {
        workflow.event(
                order, "Routing policy " + order.route().policyVersion(), order.route().words());
    }

    /// Orders that came together name each other by their numbers.
    private void tellOfEachOther(List<Submission.Kept> kept) {
        for (Submission.Kept one : kept) {
            String others =
                    kept.stream()
                            .filter(other -> !other.equals(one))
                            .map(other ->
                                    other.order().number()
                                            + (other.order().context().role()
                                                            == ParticipantRole.CONSULTAND
                                                    ? " (relative)"
                                                    : ""))
                            .collect(Collectors.joining(", "));
            if (!others.isEmpty()) {
                workflow.event(one.order(), "Service", "Ordered together with " + others);
            }
        }
    }

    // ---- What an order leads to

    /// What the content of an order leads to.
    ///
    /// @param match what the directory makes of it
    /// @param home the hub that owns it
    /// @param indicationCode of the directory, else as sent
    /// @param indicationName of the directory, else the order's own words
    /// @param decision which test, in which laboratory, and why
    /// @param kind what kind of work that is
    /// @param turnaround the standard of the test, if it has one
    private record Placement(
            OrderRules.DirectoryMatch match,
            OdsCode home,
            Optional<String> indicationCode,
            String indicationName,
            RouteDecision decision,
            OrderKind kind,
            Optional<Turnaround> turnaround) {}

    /// Relatives take part in the patient's test, so they go where that is done: the open order of
    /// the family for the same indication whose test is chosen.
    private Optional<RouteDecision> ofPatient(Judged one, OrderContext context) {
        if (!one.isRelatives() || context.requisition().isEmpty()) {
            return Optional.empty();
        }
        return orders.openOfFamily(one.sender(), context.requisition().get()).stream()
                .filter(o -> o.context().role() != ParticipantRole.CONSULTAND)
                .filter(o -> o.indicationCode().equals(one.indication()))
                .filter(o -> o.test().isPresent())
                .findFirst()
                .map(o ->
                        new RouteDecision(
                                o.route().route(),
                                List.of(),
                                List.of(
                                        "The relative takes part in the patient's test, order %s, in the same laboratory."
                                                .formatted(o.number())),
                                o.route().policyVersion()));
    }

    private Placement place(
            OrderId id,
            OrderRequest request,
            OrderRules.DirectoryMatch match,
            OdsCode home,
            PersonId person,
            GenomeAfter genomeAfter,
            Actor actor) {
        return placed(
                request,
                match,
                home,
                routing.route(
                        routeRequest(
                                id,
                                request,
                                match,
                                home,
                                negative(request, match, person, actor),
                                genomeAfter),
                        load));
    }

    private static GenomeAfter genomeAfter(Judged one) {
        return one.before().isPresent()
                ? GenomeAfter.IS_THIS
                : genomeAfter(one.request(), one.match());
    }

    /// No genome is kept behind what has no report of its own, or reads an earlier test again.
    private static GenomeAfter genomeAfter(OrderRequest request, OrderRules.DirectoryMatch match) {
        return OrderKind.of(
                                indicationCode(request, match),
                                request.testCode(),
                                request.context().role())
                        == OrderKind.NORMAL
                ? GenomeAfter.MAY_BE_KEPT
                : GenomeAfter.NEVER;
    }

    /// The tests of the person for the same indication that found nothing. A re-analysis and the
    /// like ask for themselves, whatever was found before; so does a relative's part.
    private List<NegativeTest> negative(
            OrderRequest request, OrderRules.DirectoryMatch match, PersonId person, Actor actor) {
        Optional<String> indication = indicationCode(request, match);
        OrderKind kind = OrderKind.of(indication, request.testCode(), request.context().role());
        return indication.isPresent() && kind == OrderKind.NORMAL
                ? earlier.negative(person, indication.get(), actor)
                : List.of();
    }

    private static Placement placed(
            OrderRequest request,
            OrderRules.DirectoryMatch match,
            OdsCode home,
            RouteDecision decision) {
        Optional<String> indication = indicationCode(request, match);
        return new Placement(
                match,
                home,
                indication,
                match.indication().map(ClinicalIndication::name).orElse(request.testName()),
                decision,
                OrderKind.of(
                        indication,
                        decision.route() instanceof Route.Test test
                                ? Optional.of(test.testCode())
                                : request.testCode(),
                        request.context().role()),
                turnaround(match, decision));
    }

    private static Optional<String> indicationCode(
            OrderRequest request, OrderRules.DirectoryMatch match) {
        return match.indication().map(ClinicalIndication::code).or(request::indicationCode);
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

    private RouteRequest routeRequest(
            OrderId id,
            OrderRequest request,
            OrderRules.DirectoryMatch match,
            OdsCode home,
            List<NegativeTest> negativeBefore,
            GenomeAfter genomeAfter) {
        return new RouteRequest(
                id.value(),
                match.directory(),
                match.indication(),
                match.test(),
                request.priority(),
                home,
                request.orderingSite()
                        .flatMap(network::site)
                        .map(Site::region)
                        .orElse(RouteRequest.UNKNOWN_REGION),
                request.orderingSite()
                        .map(states.at(clock.instant())::readinessOf)
                        .orElse(DigitalReadiness.UNKNOWN),
                Math.max(request.participants(), request.membersInOrder()),
                isDiscussionTaken(request),
                negativeBefore,
                genomeAfter);
    }

    private static boolean isDiscussionTaken(OrderRequest request) {
        return request.recordOfDiscussion()
                .filter(r -> r.state() == DiscussionState.TAKEN)
                .isPresent();
    }

    private LocalDate dueFromToday(Turnaround turnaround) {
        return rules.today().plusDays(turnaround.calendarDays());
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

    // ---- Whose it is

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
        Optional<NhsNumber> number = subject.nhsNumber();
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

    /// Whether the subject of a request is the person of an order, by NHS number or, where neither
    /// has one, by name and date of birth.
    private boolean isOf(TestOrder order, SubjectDetails subject) {
        Person person = people.find(order.person()).orElseThrow();
        Optional<NhsNumber> number = subject.nhsNumber();
        if (number.isPresent() || person.nhsNumber().isPresent()) {
            return number.equals(person.nhsNumber());
        }
        return subject.familyName().equalsIgnoreCase(person.familyName())
                && subject.birthDate().equals(person.birthDate());
    }

    // ---- New content

    /// Gives an open order new content: before its laboratory has begun anything but the person may
    /// change, afterwards it may only become more urgent and say more features.
    OrderOutcome amend(
            TestOrder order,
            OrderRequest request,
            List<Finding> earlier,
            String evidence,
            Actor actor) {
        OrderRules.DirectoryMatch match = rules.match(request);
        List<Finding> findings = new ArrayList<>(earlier);
        findings.addAll(rules.check(request, match));
        checkSender(request, actor, findings);
        if (AcceptancePolicy.refuses(findings)) {
            return new OrderOutcome.Refused("The new content of the order is refused.", findings);
        }
        if (!isOf(order, request.subject().orElseThrow())) {
            return new OrderOutcome.Refused(
                    "The new content names somebody else. Revoke this order and send another for them.");
        }
        Optional<Finding> lacking = lacking(request, match, actor);
        if (lacking.isPresent()) {
            return new OrderOutcome.Refused(lacking.get().words(), List.of(lacking.get()));
        }
        return workflow.hasBegun(order)
                ? supplement(order, request, match, findings, actor)
                : rewrite(order, request, match, findings, evidence, actor);
    }

    private OrderOutcome supplement(
            TestOrder order,
            OrderRequest request,
            OrderRules.DirectoryMatch match,
            List<Finding> findings,
            Actor actor) {
        List<String> frozen = new ArrayList<>();
        if (!indicationCode(request, match).equals(order.indicationCode())) {
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
        workflow.event(order, actor, "Order supplemented");
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

    /// What an order's new content leads to. Where that is the test that is planned, or the one
    /// that a person chose for the same indication, it stays where it is.
    private Placement placeAgain(
            TestOrder order, OrderRequest request, OrderRules.DirectoryMatch match, Actor actor) {
        boolean isKept =
                order.context()
                        .parent()
                        .flatMap(workflow.standing()::last)
                        .flatMap(StandingStep::followUp)
                        .filter(order.id()::equals)
                        .isPresent();
        Placement anew =
                place(
                        order.id(),
                        request,
                        match,
                        order.homeLaboratory(),
                        order.person(),
                        isKept ? GenomeAfter.IS_THIS : genomeAfter(request, match),
                        actor);
        Optional<String> planned = order.test().map(Route.Test::testCode);
        boolean sameTest =
                planned.isPresent()
                        && anew.decision().route() instanceof Route.Test test
                        && test.testCode().equals(planned.get());
        boolean chosenByAPerson =
                order.route().override().isPresent()
                        && anew.indicationCode().equals(order.indicationCode());
        return sameTest || chosenByAPerson
                ? placed(request, match, order.homeLaboratory(), order.route())
                : anew;
    }

    private OrderOutcome rewrite(
            TestOrder order,
            OrderRequest request,
            OrderRules.DirectoryMatch match,
            List<Finding> findings,
            String evidence,
            Actor actor) {
        request.recordOfDiscussion()
                .ifPresent(record ->
                        consents.append(
                                ConsentStatement.of(
                                        order.person(),
                                        record,
                                        request.discussionDetails().whoChose(),
                                        evidence,
                                        clock.instant(),
                                        actor.id())));
        Placement placement = placeAgain(order, request, match, actor);
        TestOrder after =
                workflow.keep(
                        order.amended(
                                request,
                                placement.indicationCode(),
                                placement.indicationName(),
                                placement.decision(),
                                placement.kind(),
                                known(request.context(), placement.kind(), order.person()),
                                placement.turnaround(),
                                placement.turnaround().map(this::dueFromToday)));
        boolean routedAnew = !after.route().equals(order.route());
        if (routedAnew) {
            orders.keepRouting(after);
        }
        workflow.event(after, actor, "Order amended");
        tellUrgency(order, after);
        if (routedAnew) {
            workflow.standing().routed(after);
        }
        boolean anotherRoute =
                !after.route().route().equals(order.route().route())
                        || after.kind() != order.kind()
                        || !after.context().parent().equals(order.context().parent());
        if (anotherRoute) {
            tellOfRoute(after);
            workflow.replaceWork(after);
        }
        return new OrderOutcome.Changed(
                rules.lacksDetail(request, placement.match())
                        ? after
                        : workflow.reconsidered(after),
                List.of(),
                findings);
    }
}
