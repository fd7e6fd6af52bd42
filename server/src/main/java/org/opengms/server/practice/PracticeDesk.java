package org.opengms.server.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.opengms.gate.Actor;
import org.opengms.training.Exercise;
import org.opengms.training.Practice;
import org.opengms.training.PracticeWork;

/// Brings what an attempt at an exercise needs, by the first thing that the exercise asks for.
public final class PracticeDesk implements PracticeWork {
    private final PracticeOrders orders;
    private final PracticeProjects projects;

    /// @param orders brings persons, orders, samples and reports
    /// @param projects brings applications and outputs
    public PracticeDesk(PracticeOrders orders, PracticeProjects projects) {
        this.orders = orders;
        this.projects = projects;
    }

    @Override
    public Outcome prepare(Exercise exercise, Actor actor) {
        try {
            return new Ready(work(exercise, actor));
        } catch (NotReadyException none) {
            return new NotReady(
                    "OGMS-8969 No work could be put ready for this exercise: %s"
                            .formatted(none.reason()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-8970 A made-up genome could not be written. Look whether the training service's disk is full.",
                    e);
        }
    }

    private Optional<Practice> work(Exercise exercise, Actor actor)
            throws NotReadyException, IOException {
        return switch (exercise.steps().getFirst().check()) {
            case ORDER_ACCEPTED -> Optional.of(orders.person());
            case CHOICE_RECORDED -> Optional.of(orders.choice(actor.organisation()));
            case SAMPLE_BOOKED -> Optional.of(orders.sample(actor.organisation()));
            case REPORT_SIGNED -> Optional.of(orders.report(actor.organisation()));
            case VOTED -> Optional.of(projects.application(actor));
            case OUTPUT_JUDGED -> Optional.of(projects.output());
            case MONEY_ON_PAPER -> Optional.of(projects.deal());
            // these begin with an empty page, or only read
            case ORDER_OF_A_GENOME,
                    ORDER_WITH_FEATURES,
                    ORDER_WITH_DISCUSSION,
                    ORDER_WITHOUT_FINDINGS,
                    CHOICE_ANSWERED,
                    TASK_MOVED,
                    CAUSE_MARKED,
                    APPLICATION_WRITTEN,
                    APPLICATION_REASONED,
                    APPLICATION_SENT,
                    VOTE_REASONED,
                    JUDGEMENT_REASONED,
                    CAPACITY_READ,
                    OVERVIEW_READ,
                    GATE_PREVIEWED,
                    READERS_FOUND ->
                    Optional.empty();
        };
    }
}
