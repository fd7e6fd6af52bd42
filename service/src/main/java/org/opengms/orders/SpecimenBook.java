package org.opengms.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;

/// Brings samples and orders together, whichever comes first. A sample belongs to an order by the
/// label on its tube and the person on its tube, both: a label alone is used again by other
/// laboratories, a person alone may have several orders.
final class SpecimenBook {
    private final OrderStore orders;
    private final People people;
    private final Workflow workflow;
    private final Clock clock;

    SpecimenBook(OrderStore orders, People people, Workflow workflow, Clock clock) {
        this.orders = orders;
        this.people = people;
        this.workflow = workflow;
        this.clock = clock;
    }

    /// The samples that wait for a new order: those whose labels it names, of its person. Whoever
    /// brings a sample with one of the labels waits until the order is kept.
    List<OrderSpecimen> match(Person person, List<SpecimenDetails> named) {
        List<OrderSpecimen> matched = new ArrayList<>();
        for (String label : labels(named)) {
            orders.lockLabel(label);
            orders.waitingSpecimens(label).stream()
                    .filter(s -> isOf(person, s))
                    .findFirst()
                    .ifPresent(matched::add);
        }
        return List.copyOf(matched);
    }

    /// Sorted, so that two orders never wait for each other.
    private static List<String> labels(List<SpecimenDetails> named) {
        return named.stream()
                .map(SpecimenDetails::identifier)
                .filter(label -> !label.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isOf(Person person, OrderSpecimen specimen) {
        return specimen.person().isPresent() && specimen.person().equals(person.nhsNumber());
    }

    /// Keeps the specimens of a new order.
    ///
    /// @param named in the order
    /// @param matched those of them that waited for it
    void keep(
            TestOrder order,
            List<SpecimenDetails> named,
            List<OrderSpecimen> matched,
            Actor actor) {
        Instant now = clock.instant();
        List<String> seen = new ArrayList<>();
        for (SpecimenDetails details : named) {
            if (!details.identifier().isEmpty()) {
                if (seen.contains(details.identifier())) {
                    continue;
                }
                seen.add(details.identifier());
            }
            Optional<OrderSpecimen> waiting =
                    matched.stream()
                            .filter(s -> s.label().equals(details.identifier()))
                            .findFirst();
            if (waiting.isPresent()) {
                orders.updateSpecimen(waiting.get().of(order.id()));
                workflow.event(
                        order,
                        "Service",
                        "The sample that waited%s belongs to this order"
                                .formatted(
                                        waiting.get()
                                                .laboratory()
                                                .map(l -> " at laboratory " + l)
                                                .orElse("")));
            } else {
                tellOfNamesake(order, details);
                orders.addSpecimen(
                        new OrderSpecimen(
                                SpecimenId.random(),
                                Optional.of(order.id()),
                                details.identifier(),
                                details.type(),
                                Optional.empty(),
                                Optional.empty(),
                                details.available() ? Optional.of(now) : Optional.empty(),
                                1));
            }
        }
    }

    private void tellOfNamesake(TestOrder order, SpecimenDetails details) {
        if (!details.identifier().isEmpty()
                && !orders.waitingSpecimens(details.identifier()).isEmpty()) {
            workflow.event(
                    order,
                    "Service",
                    "A sample with the label of this order waits, but not for this person; it was not taken");
        }
    }

    /// A specimen for a known order.
    SpecimenOutcome arrived(
            OrderId id,
            SpecimenDetails details,
            Optional<NhsNumber> onTheTube,
            Optional<Integer> expectedVersion,
            Actor actor) {
        Optional<TestOrder> found = orders.findForUpdate(id);
        if (found.isEmpty()) {
            return new SpecimenOutcome.NotFound();
        }
        TestOrder order = found.get();
        if (!mayBring(order, actor)) {
            return new SpecimenOutcome.NotYours(
                    "Only the organisation that ordered the test and the laboratories that work on it bring samples for it.");
        }
        if (expectedVersion.filter(v -> v != order.version()).isPresent()) {
            return new SpecimenOutcome.Stale(order.version());
        }
        return take(order, details, onTheTube, actor);
    }

    private boolean mayBring(TestOrder order, Actor actor) {
        boolean requester = actor.has(Role.CLINICIAN) && order.belongsTo(actor.organisation());
        boolean laboratory =
                actor.has(Role.LABORATORY)
                        && (actor.organisation().equals(order.homeLaboratory())
                                || orders.tasks(order.id()).stream()
                                        .anyMatch(t -> t.owner().equals(actor.organisation())));
        return requester || laboratory;
    }

    private SpecimenOutcome take(
            TestOrder order, SpecimenDetails details, Optional<NhsNumber> onTheTube, Actor actor) {
        Person person = people.find(order.person()).orElseThrow();
        if (onTheTube.isPresent()
                && person.nhsNumber().isPresent()
                && !onTheTube.equals(person.nhsNumber())) {
            return new SpecimenOutcome.Refused(
                    "The NHS number on the tube is not that of the person tested. Do not use the sample; find out whose it is.");
        }
        boolean takesSamples =
                switch (order.state()) {
                    case ON_HOLD, IN_LABORATORY, IN_INTERPRETATION, AWAITING_SIGNATURE -> true;
                    case REPORTED, OUTCOME_RECORDED, CLOSING, CANCELLED, ENTERED_IN_ERROR -> false;
                };
        if (!takesSamples || !order.kind().needsSample()) {
            return new SpecimenOutcome.Refused(
                    takesSamples
                            ? "A %s takes no sample; it uses what is there already."
                                    .formatted(
                                            order.kind().words().toLowerCase(java.util.Locale.ROOT))
                            : "The order is %s; it takes no sample now."
                                    .formatted(
                                            order.state()
                                                    .words()
                                                    .toLowerCase(java.util.Locale.ROOT)));
        }
        List<OrderSpecimen> own = orders.specimens(order.id());
        Optional<OrderSpecimen> same =
                details.identifier().isEmpty()
                        ? Optional.empty()
                        : own.stream()
                                .filter(s -> s.label().equals(details.identifier()))
                                .findFirst();
        if (same.isPresent() && (same.get().isAtHand() || !details.available())) {
            return new SpecimenOutcome.Refused(
                    same.get().isAtHand()
                            ? "The order has a sample with this label already."
                            : "The order expects a sample with this label already.");
        }
        Optional<OrderSpecimen> expected =
                same.or(() ->
                        details.available()
                                ? own.stream()
                                        .filter(s -> !s.isAtHand() && s.label().isEmpty())
                                        .findFirst()
                                : Optional.empty());
        Instant now = clock.instant();
        Optional<OdsCode> where =
                actor.has(Role.LABORATORY) ? Optional.of(actor.organisation()) : Optional.empty();
        OrderSpecimen kept =
                expected.map(s -> s.arrived(details, onTheTube, where, now))
                        .orElseGet(() ->
                                new OrderSpecimen(
                                        SpecimenId.random(),
                                        Optional.of(order.id()),
                                        details.identifier(),
                                        details.type(),
                                        onTheTube,
                                        where,
                                        details.available() ? Optional.of(now) : Optional.empty(),
                                        1));
        if (expected.isPresent()) {
            orders.updateSpecimen(kept);
        } else {
            orders.addSpecimen(kept);
        }
        workflow.event(
                order,
                new Workflow.By(Mover.SERVICE, actor.displayName(), actor.organisation().value()),
                details.available() ? "Sample arrived" : "Sample announced");
        TestOrder after = workflow.keep(order.inState(order.state()));
        boolean takesUp =
                after.state() == OrderState.ON_HOLD || after.state() == OrderState.IN_LABORATORY;
        if (takesUp) {
            workflow.takeUp(after, kept);
        }
        after = details.available() ? workflow.resumed(after) : workflow.settled(after);
        return new SpecimenOutcome.Matched(after, kept);
    }

    /// A specimen without an order's number on it.
    SpecimenOutcome arrived(SpecimenDetails details, Optional<NhsNumber> onTheTube, Actor actor) {
        if (!actor.has(Role.LABORATORY)) {
            return new SpecimenOutcome.NotYours(
                    "Only a laboratory books in a sample without an order; give the order.");
        }
        if (details.identifier().isBlank()) {
            return new SpecimenOutcome.Refused(
                    "Give the label on the tube, by which the order will know the sample.");
        }
        if (!details.available()) {
            return new SpecimenOutcome.Refused(
                    "A sample that is not at hand is announced for its order; give the order.");
        }
        orders.lockLabel(details.identifier());
        List<OrderSpecimen> expected =
                onTheTube.isEmpty()
                        ? List.of()
                        : orders.expectedSpecimens(details.identifier()).stream()
                                .filter(s -> isExpectedFor(s, onTheTube.get()))
                                .toList();
        if (expected.size() > 1) {
            return new SpecimenOutcome.Refused(
                    "%d open orders of this person expect a sample with this label; say which it is for."
                            .formatted(expected.size()));
        }
        if (expected.size() == 1) {
            TestOrder order =
                    orders.findForUpdate(expected.getFirst().order().orElseThrow()).orElseThrow();
            return take(order, details, onTheTube, actor);
        }
        boolean again =
                orders.waitingSpecimens(details.identifier()).stream()
                        .anyMatch(s ->
                                s.person().equals(onTheTube)
                                        && s.laboratory()
                                                .equals(Optional.of(actor.organisation())));
        if (again) {
            return new SpecimenOutcome.Refused(
                    "A sample with this label waits at your laboratory already.");
        }
        OrderSpecimen waiting =
                new OrderSpecimen(
                        SpecimenId.random(),
                        Optional.empty(),
                        details.identifier(),
                        details.type(),
                        onTheTube,
                        Optional.of(actor.organisation()),
                        Optional.of(clock.instant()),
                        1);
        orders.addSpecimen(waiting);
        return new SpecimenOutcome.Waiting(waiting);
    }

    private boolean isExpectedFor(OrderSpecimen specimen, NhsNumber number) {
        return specimen.order()
                .flatMap(orders::find)
                .flatMap(o -> people.find(o.person()))
                .flatMap(Person::nhsNumber)
                .filter(number::equals)
                .isPresent();
    }
}
