package org.opengms.workforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.orders.TaskStatus;
import org.opengms.testing.SettableClock;
import org.opengms.training.AttemptStep;
import org.opengms.training.AttemptStore;
import org.opengms.training.Attempts;
import org.opengms.training.Deed;
import org.opengms.training.ExerciseId;
import org.opengms.training.Exercises;
import org.opengms.training.PracticeWork;
import org.opengms.training.TrainingDesk;

/// What is passed in the training service comes to the real one as it was.
class ExercisePassesTest {
    /// Keeps one person's attempts at one exercise.
    private static final class OnePerson implements AttemptStore {
        private final String account;
        private final ExerciseId exercise;
        private final List<AttemptStep> steps = new ArrayList<>();

        OnePerson(String account, ExerciseId exercise) {
            this.account = account;
            this.exercise = exercise;
        }

        @Override
        public List<Attempts> of(String ignored) {
            return all();
        }

        @Override
        public List<Attempts> all() {
            return List.of(new Attempts(account, exercise, steps));
        }

        @Override
        public boolean append(
                String who, ExerciseId what, int known, AttemptStep step, String version) {
            return steps.add(step);
        }
    }

    @Test
    void areTakenInAsCompletedCoursesOnce() {
        ExerciseId exercise = new ExerciseId("book-sample");
        OnePerson attempts = new OnePerson("ann", exercise);
        TrainingDesk training =
                new TrainingDesk(
                        Exercises.shipped(),
                        attempts,
                        (doer, from) ->
                                List.of(
                                        new Deed.SampleBooked("A"),
                                        new Deed.TaskMoved("A", TaskStatus.ACCEPTED)),
                        PracticeWork.NONE,
                        new SettableClock(Instant.parse("2026-02-27T23:30:00Z")));
        Actor ann = new Actor("ann", "ann", Ward.SITE, Set.of(Role.LABORATORY));
        training.begin(exercise, ann);
        training.check(exercise, ann);
        byte[] statements =
                (training.statements(Ward.OPERATOR) instanceof StaffAnswer.Done<String>(String json)
                                ? json
                                : "")
                        .getBytes(UTF_8);
        Ward ward = new Ward();
        ward.employed("ann");

        assertEquals(
                new StaffAnswer.Done<>(new StaffDesk.ImportResult(1, 0, List.of())),
                ward.staff.importXapi(statements, Ward.MANAGER));
        assertEquals(
                List.of(
                        new Evidence.OfCourse(
                                new CourseId("exercise-book-sample"),
                                LocalDate.of(2026, 2, 27),
                                "xapi:"
                                        + attempts.all()
                                                .getFirst()
                                                .firstPass()
                                                .orElseThrow()
                                                .statement(),
                                Optional.empty())),
                StaffMember.of(Ward.id("ann"), ward.store.history(Ward.id("ann"))).evidence());
        assertEquals(
                new StaffAnswer.Done<>(new StaffDesk.ImportResult(0, 1, List.of())),
                ward.staff.importXapi(statements, Ward.MANAGER));
    }
}
