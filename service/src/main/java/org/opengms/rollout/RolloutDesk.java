package org.opengms.rollout;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;

/// Where operators ask for roll-outs, see how far they are, and stop and delete them. Operators run
/// the service together: each sees and may stop what another asked for.
public final class RolloutDesk {
    private final RolloutJobs jobs;
    private final Consumer<RolloutJobId> queue;
    private final RolloutLimits limits;
    private final Clock clock;

    /// @param queue has a job done soon, in the same transaction
    public RolloutDesk(
            RolloutJobs jobs, Consumer<RolloutJobId> queue, RolloutLimits limits, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.limits = limits;
        this.clock = clock;
    }

    private static <T> RolloutAnswer<T> forOperators(
            Actor actor, Supplier<RolloutAnswer<T>> answer) {
        return actor.has(Role.OPERATOR)
                ? answer.get()
                : new RolloutAnswer.NotAllowed<>(
                        "Only whoever runs the service (role operator) plans roll-outs.");
    }

    /// Makes a job of a question. To be called within a transaction.
    public RolloutAnswer<RolloutJobId> ask(RolloutQuestion question, Actor actor) {
        return forOperators(
                actor,
                () -> {
                    List<RolloutQuestion.Wrong> wrong = question.wrong();
                    if (!wrong.isEmpty()) {
                        return new RolloutAnswer.Refused<>(wrong);
                    }
                    jobs.lock(actor.id());
                    Optional<RolloutQuestion.Wrong> tooMany = tooMany(actor);
                    if (tooMany.isPresent()) {
                        return new RolloutAnswer.Refused<>(List.of(tooMany.get()));
                    }
                    RolloutJobId id = new RolloutJobId(UUID.randomUUID());
                    jobs.add(
                            id,
                            new RolloutJob.Asked(
                                    actor.id(),
                                    actor.displayName(),
                                    actor.organisation().value(),
                                    clock.instant()),
                            question);
                    queue.accept(id);
                    return new RolloutAnswer.Done<>(id);
                });
    }

    private Optional<RolloutQuestion.Wrong> tooMany(Actor actor) {
        List<RolloutJob> own =
                jobs.list().stream().filter(j -> j.asked().by().equals(actor.id())).toList();
        long open = own.stream().filter(j -> !j.state().isEnded()).count();
        if (open >= limits.openPerPerson()) {
            return Optional.of(
                    new RolloutQuestion.Wrong(
                            RolloutQuestion.Part.NUMBER,
                            "OGMS-5606 You have %d roll-outs waiting or running, the most there may be. Wait for one, or cancel one."
                                    .formatted(open)));
        }
        return own.size() < limits.keptPerPerson()
                ? Optional.empty()
                : Optional.of(
                        new RolloutQuestion.Wrong(
                                RolloutQuestion.Part.NUMBER,
                                "OGMS-5607 You keep %d roll-outs, the most there may be. Delete one that you no longer need."
                                        .formatted(own.size())));
    }

    /// All jobs, the newest first.
    public RolloutAnswer<List<RolloutJob>> list(Actor actor) {
        return forOperators(actor, () -> new RolloutAnswer.Done<>(jobs.list()));
    }

    /// A job.
    ///
    /// @param result if it is done
    /// @param ahead jobs that go before it, if it waits
    public record Found(RolloutJob job, Optional<RolloutResult> result, int ahead) {}

    /// One job.
    public RolloutAnswer<Found> find(RolloutJobId id, Actor actor) {
        return forOperators(
                actor,
                () ->
                        jobs.find(id)
                                .<RolloutAnswer<Found>>map(job ->
                                        new RolloutAnswer.Done<>(
                                                new Found(
                                                        job,
                                                        job.state() == RolloutState.DONE
                                                                ? jobs.result(id)
                                                                        .map(RolloutResult::of)
                                                                : Optional.empty(),
                                                        job.state() == RolloutState.WAITING
                                                                ? ahead(job)
                                                                : 0)))
                                .orElseGet(RolloutAnswer.NotFound::new));
    }

    private int ahead(RolloutJob job) {
        return (int)
                jobs.list().stream()
                        .filter(j -> !j.state().isEnded() && !j.id().equals(job.id()))
                        .filter(j ->
                                j.state() == RolloutState.RUNNING
                                        || j.asked().at().isBefore(job.asked().at()))
                        .count();
    }

    /// Stops a job that has not ended.
    public RolloutAnswer<RolloutJob> cancel(RolloutJobId id, Actor actor) {
        return forOperators(
                actor,
                () -> {
                    jobs.wantCancel(id, clock.instant());
                    return jobs.find(id)
                            .<RolloutAnswer<RolloutJob>>map(RolloutAnswer.Done::new)
                            .orElseGet(RolloutAnswer.NotFound::new);
                });
    }

    /// Deletes a job that has ended, with its result.
    public RolloutAnswer<RolloutJobId> delete(RolloutJobId id, Actor actor) {
        return forOperators(
                actor,
                () -> {
                    if (jobs.delete(id)) {
                        return new RolloutAnswer.Done<>(id);
                    }
                    return jobs.find(id).isEmpty()
                            ? new RolloutAnswer.NotFound<>()
                            : new RolloutAnswer.Refused<>(
                                    List.of(
                                            new RolloutQuestion.Wrong(
                                                    RolloutQuestion.Part.NUMBER,
                                                    "OGMS-5608 The roll-out has not ended. Cancel it first.")));
                });
    }
}
