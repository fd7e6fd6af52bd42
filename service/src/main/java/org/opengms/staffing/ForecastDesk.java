package org.opengms.staffing;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.rollout.RolloutState;
import org.opengms.workforce.GateDesk;

/// Where operators have the workforce forecast, and where they and managers read what was forecast:
/// managers of their own organisation.
public final class ForecastDesk {
    /// Jobs that may wait or run.
    static final int MOST_OPEN = 3;

    /// Jobs that are kept; of those that have ended, the oldest goes when a new one comes.
    static final int MOST_KEPT = 30;

    private final ForecastJobs jobs;
    private final Consumer<ForecastId> queue;
    private final Clock clock;

    /// @param queue has a job done soon, in the same transaction
    public ForecastDesk(ForecastJobs jobs, Consumer<ForecastId> queue, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

    private static <T> ForecastAnswer<T> forOperators(
            Actor actor, Supplier<ForecastAnswer<T>> answer) {
        return actor.has(Role.OPERATOR)
                ? answer.get()
                : new ForecastAnswer.NotAllowed<>(
                        "Only whoever runs the service (role operator) has the workforce forecast.");
    }

    private static <T> ForecastAnswer<T> forReaders(
            Actor actor, Supplier<ForecastAnswer<T>> answer) {
        return actor.has(Role.OPERATOR) || actor.has(Role.MANAGER)
                ? answer.get()
                : new ForecastAnswer.NotAllowed<>(
                        "Only managers and whoever runs the service read forecasts of the workforce.");
    }

    /// Makes a job of a question. To be called within a transaction.
    public ForecastAnswer<ForecastId> ask(ForecastQuestion question, Actor actor) {
        return forOperators(
                actor,
                () -> {
                    Optional<ForecastAnswer.Refused<ForecastId>> wrong = question.wrong();
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    jobs.lock();
                    List<ForecastJob> all = jobs.list();
                    long open = all.stream().filter(j -> !j.state().isEnded()).count();
                    if (open >= MOST_OPEN) {
                        return new ForecastAnswer.Refused<>(
                                ForecastQuestion.Part.NUMBER,
                                "OGMS-8866 %d forecasts wait or run, the most there may be. Wait for one, or cancel one."
                                        .formatted(open));
                    }
                    Optional<ForecastId> newest = jobs.newestDone();
                    all.stream()
                            .skip(MOST_KEPT - 1L)
                            .filter(j -> !newest.equals(Optional.of(j.id())))
                            .forEach(j -> jobs.delete(j.id()));
                    ForecastId id = new ForecastId(UUID.randomUUID());
                    jobs.add(
                            new ForecastJob(
                                    id,
                                    actor.id(),
                                    actor.displayName(),
                                    clock.instant(),
                                    question.scenario(),
                                    question.budgetsPencePerYear(),
                                    question.worlds(),
                                    RolloutState.WAITING,
                                    0,
                                    Optional.empty(),
                                    Optional.empty(),
                                    false),
                            question);
                    queue.accept(id);
                    return new ForecastAnswer.Done<>(id);
                });
    }

    /// All jobs, the newest first.
    public ForecastAnswer<List<ForecastJob>> list(Actor actor) {
        return forOperators(actor, () -> new ForecastAnswer.Done<>(jobs.list()));
    }

    /// A job, and its result if it is done.
    public record Found(ForecastJob job, Optional<ForecastResult> result) {}

    /// One job; who runs an organisation finds of its result what concerns that.
    public ForecastAnswer<Found> find(ForecastId id, Actor actor) {
        return forReaders(
                actor,
                () ->
                        jobs.find(id)
                                .<ForecastAnswer<Found>>map(job ->
                                        new ForecastAnswer.Done<>(
                                                new Found(job, result(id, actor))))
                                .orElseGet(ForecastAnswer.NotFound::new));
    }

    /// What was forecast last; not found where nothing was yet.
    public ForecastAnswer<Found> newest(Actor actor) {
        return forReaders(
                actor,
                () ->
                        jobs.newestDone()
                                .map(id -> find(id, actor))
                                .orElseGet(ForecastAnswer.NotFound::new));
    }

    private Optional<ForecastResult> result(ForecastId id, Actor actor) {
        return jobs.result(id)
                .map(ForecastResult::of)
                .map(whole ->
                        actor.has(Role.OPERATOR)
                                ? whole
                                : whole.of(organisation -> GateDesk.runs(organisation, actor)));
    }

    /// Stops a job that has not ended.
    public ForecastAnswer<ForecastId> cancel(ForecastId id, Actor actor) {
        return forOperators(
                actor,
                () -> {
                    jobs.wantCancel(id, clock.instant());
                    return jobs.find(id).isPresent()
                            ? new ForecastAnswer.Done<>(id)
                            : new ForecastAnswer.NotFound<>();
                });
    }

    /// Deletes a job that has ended, with its result.
    public ForecastAnswer<ForecastId> delete(ForecastId id, Actor actor) {
        return forOperators(
                actor,
                () -> {
                    if (jobs.delete(id)) {
                        return new ForecastAnswer.Done<>(id);
                    }
                    return jobs.find(id).isEmpty()
                            ? new ForecastAnswer.NotFound<>()
                            : new ForecastAnswer.Refused<>(
                                    ForecastQuestion.Part.NUMBER,
                                    "OGMS-8867 The forecast has not ended. Cancel it first.");
                });
    }
}
