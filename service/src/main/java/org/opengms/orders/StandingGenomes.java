package org.opengms.orders;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.opengms.orders.StandingStep.Kind;
import org.opengms.orders.Workflow.By;

/// What becomes of genomes that are kept behind conventional tests. Each step is kept for good and
/// told on the timeline; a step from where none leads is not made, so that what is done twice is
/// done once.
final class StandingGenomes {
    private final OrderStore orders;
    private final OrderListener listener;
    private final Clock clock;

    StandingGenomes(OrderStore orders, OrderListener listener, Clock clock) {
        this.orders = orders;
        this.listener = listener;
        this.clock = clock;
    }

    /// How the genome of an order stands; absent where none was ever kept.
    Optional<StandingStep> last(OrderId order) {
        List<StandingStep> steps = orders.standingSteps(order);
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    boolean isStanding(OrderId order) {
        return last(order).filter(step -> step.kind().isStanding()).isPresent();
    }

    /// An order has a new route: what stood behind the one before is given up, what stands behind
    /// this is kept.
    void routed(TestOrder order) {
        end(order, Kind.GIVEN_UP, "", By.SERVICE);
        if (order.route().standing().isPresent()) {
            add(order, Kind.KEPT, "", By.SERVICE, Optional.empty());
        }
    }

    /// The conventional test is reported.
    ///
    /// @param answer `DUE` where it found no cause, else why none is ordered
    void reported(TestOrder order, Kind answer) {
        if (last(order.id()).filter(step -> step.kind() == Kind.KEPT).isEmpty()) {
            return;
        }
        add(order, answer, "", By.SERVICE, Optional.empty());
        if (answer == Kind.DUE) {
            listener.genomeDue(order);
        }
    }

    /// A person has it ordered again, after it was refused or got stuck.
    void again(TestOrder order, By by) {
        add(order, Kind.DUE, "", by, Optional.empty());
        listener.genomeDue(order);
    }

    /// It became an order.
    void ordered(TestOrder order, TestOrder followUp) {
        add(order, Kind.ORDERED, "", By.SERVICE, Optional.of(followUp.id()));
    }

    /// It ends, if it is open.
    ///
    /// @param words of a person, or empty
    void end(TestOrder order, Kind why, String words, By by) {
        if (last(order.id()).filter(step -> step.kind().isOpen()).isPresent()) {
            add(order, why, words, by, Optional.empty());
        }
    }

    /// It ends although it is an order already, which is revoked with it.
    void cancelledAfterOrder(TestOrder order, OrderId followUp, String words, By by) {
        add(order, Kind.CANCELLED, words, by, Optional.of(followUp));
    }

    private void add(TestOrder order, Kind kind, String words, By by, Optional<OrderId> followUp) {
        orders.addStandingStep(
                order,
                new StandingStep(
                        clock.instant(), by.name(), by.organisation(), kind, words, followUp));
        orders.addEvent(
                order.id(),
                new OrderEvent(
                        clock.instant(),
                        by.name(),
                        by.organisation(),
                        told(order, kind, words, followUp)));
    }

    private String told(TestOrder order, Kind kind, String words, Optional<OrderId> followUp) {
        if (kind == Kind.KEPT && order.route().standing().isPresent()) {
            return "If this test finds no cause, " + order.route().standing().get().words();
        }
        String number = followUp.flatMap(orders::find).map(o -> " as " + o.number()).orElse("");
        return kind.words() + number + (words.isEmpty() ? "" : ": " + words);
    }
}
