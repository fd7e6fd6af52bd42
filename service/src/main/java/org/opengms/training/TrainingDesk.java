package org.opengms.training;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.workforce.StaffAnswer;

/// Begins exercises, checks the work, and says how they go.
public final class TrainingDesk {
    private final Exercises exercises;
    private final AttemptStore store;
    private final Deeds deeds;
    private final PracticeWork work;
    private final Clock clock;

    /// @param work puts ready what an attempt needs
    public TrainingDesk(
            Exercises exercises, AttemptStore store, Deeds deeds, PracticeWork work, Clock clock) {
        this.exercises = exercises;
        this.store = store;
        this.deeds = deeds;
        this.work = work;
        this.clock = clock;
    }

    /// An exercise and how somebody stands with it.
    public record Own(Exercise exercise, Attempts attempts) {}

    /// The exercises of somebody's roles.
    public List<Own> own(Actor actor) {
        List<Attempts> known = store.of(actor.id());
        return exercises.of(actor.roles()).stream()
                .map(exercise -> new Own(exercise, of(known, actor, exercise)))
                .toList();
    }

    private static Attempts of(List<Attempts> known, Actor actor, Exercise exercise) {
        return known.stream()
                .filter(a -> a.exercise().equals(exercise.id()))
                .findFirst()
                .orElseGet(() -> Attempts.none(actor.id(), exercise.id()));
    }

    /// Begins an exercise, or begins it anew: what was done before does not count any more, and
    /// there is new work to do it on.
    public StaffAnswer<Own> begin(ExerciseId id, Actor actor) {
        return own(
                id,
                actor,
                (exercise, before) ->
                        switch (work.prepare(exercise, actor)) {
                            case PracticeWork.NotReady(String reason) ->
                                    new StaffAnswer.Refused<>(reason);
                            case PracticeWork.Ready(Optional<Practice> ready) ->
                                    begun(exercise, before, ready, actor);
                        });
    }

    private StaffAnswer<Own> begun(
            Exercise exercise, Attempts before, Optional<Practice> ready, Actor actor) {
        // What the database keeps has microseconds: what follows at once is not before it.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return append(before, exercise, new AttemptStep.Begun(now, ready), actor)
                ? new StaffAnswer.Done<>(
                        new Own(exercise, of(store.of(actor.id()), actor, exercise)))
                : faster();
    }

    /// Checks what was done since the exercise was begun.
    public StaffAnswer<ExerciseCheck> check(ExerciseId id, Actor actor) {
        return own(
                id,
                actor,
                (exercise, before) -> {
                    Optional<Instant> since = before.openSince();
                    if (since.isEmpty()) {
                        return new StaffAnswer.Refused<>(
                                "OGMS-8953 This exercise is not begun. Begin it, do the work, and have it checked then.");
                    }
                    ExerciseCheck check = exercise.check(deeds.since(Doer.of(actor), since.get()));
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    AttemptStep step =
                            check.isPassed()
                                    ? new AttemptStep.Passed(now, UUID.randomUUID())
                                    : new AttemptStep.Missed(
                                            now,
                                            check.missing().stream()
                                                    .map(ExerciseStep::check)
                                                    .toList());
                    return append(before, exercise, step, actor)
                            ? new StaffAnswer.Done<>(check)
                            : faster();
                });
    }

    /// What comes of an exercise that is for somebody's role, with what they tried of it before.
    private <T> StaffAnswer<T> own(
            ExerciseId id, Actor actor, BiFunction<Exercise, Attempts, StaffAnswer<T>> then) {
        Optional<Exercise> exercise = exercises.find(id);
        if (exercise.isEmpty()) {
            return new StaffAnswer.NotFound<>();
        }
        if (!actor.has(exercise.get().role())) {
            return new StaffAnswer.NotAllowed<>("This exercise is for another role.");
        }
        return then.apply(exercise.get(), of(store.of(actor.id()), actor, exercise.get()));
    }

    private boolean append(Attempts before, Exercise exercise, AttemptStep step, Actor actor) {
        return store.append(
                actor.id(), exercise.id(), before.steps().size(), step, exercises.version());
    }

    private static <T> StaffAnswer<T> faster() {
        return new StaffAnswer.Refused<>(
                "OGMS-8954 This exercise was begun or checked at the same moment elsewhere. Load the page again.");
    }

    private static boolean runs(Actor actor) {
        return actor.has(Role.MANAGER) || actor.has(Role.OPERATOR);
    }

    /// How all exercises go, for those who run the service.
    public StaffAnswer<List<ExerciseFigures>> figures(Actor actor) {
        if (!runs(actor)) {
            return new StaffAnswer.NotAllowed<>(
                    "Only managers and operators see how exercises go.");
        }
        List<Attempts> all = store.all();
        return new StaffAnswer.Done<>(
                exercises.exercises().stream().map(e -> ExerciseFigures.of(e, all)).toList());
    }

    /// Everything that was passed, as xAPI statements that the real service takes in.
    public StaffAnswer<String> statements(Actor actor) {
        return runs(actor)
                ? new StaffAnswer.Done<>(PassStatements.write(store.all(), exercises))
                : new StaffAnswer.NotAllowed<>("Only managers and operators take passes out.");
    }
}
