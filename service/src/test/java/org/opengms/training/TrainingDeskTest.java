package org.opengms.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.TaskStatus;
import org.opengms.testing.SettableClock;
import org.opengms.workforce.StaffAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Beginning, checking, counting and telling.
class TrainingDeskTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");
    private static final OdsCode SITE = new OdsCode("RAX01");
    private static final ExerciseId GENOME = new ExerciseId("order-genome");
    private static final ExerciseId SAMPLE = new ExerciseId("book-sample");
    private static final Actor OPERATOR = actor("operator", Role.OPERATOR);

    /// A deed and when it was done.
    private record Done(Instant at, String account, Deed deed) {}

    private final SettableClock clock = new SettableClock(MORNING);
    private final List<Done> done = new ArrayList<>();
    private final AttemptsInMemory store = new AttemptsInMemory();
    private int tubes;
    private final TrainingDesk desk =
            new TrainingDesk(
                    Exercises.shipped(),
                    store,
                    (doer, from) ->
                            done.stream()
                                    .filter(d -> d.account().equals(doer.account()))
                                    .filter(d -> !d.at().isBefore(from))
                                    .map(Done::deed)
                                    .toList(),
                    (exercise, _) -> ready(exercise),
                    clock);

    /// Work lies ready for samples, a tube with another number for each attempt; the shelf holds
    /// two.
    private PracticeWork.Outcome ready(Exercise exercise) {
        if (!exercise.id().equals(SAMPLE)) {
            return new PracticeWork.Ready(Optional.empty());
        }
        tubes++;
        return tubes <= 2
                ? new PracticeWork.Ready(
                        Optional.of(new Practice("Tube " + tubes, "/laboratory/samples")))
                : new PracticeWork.NotReady("The shelf is empty.");
    }

    private static Actor actor(String id, Role role) {
        return new Actor(id, id, SITE, Set.of(role));
    }

    private static <T> T done(StaffAnswer<T> answer) {
        return switch (answer) {
            case StaffAnswer.Done<T>(T value) -> value;
            case StaffAnswer.Refused<T>(String reason) -> fail(reason);
            case StaffAnswer.NotAllowed<T>(String reason) -> fail(reason);
            case StaffAnswer.NotFound<T> _ -> fail("not found");
        };
    }

    private void orders(Actor who, int problems) {
        done.add(
                new Done(
                        clock.instant(),
                        who.id(),
                        new Deed.Ordered("order-" + done.size(), true, 1, true, problems)));
    }

    private void later() {
        clock.pass(Duration.ofMinutes(5));
    }

    @Test
    void offersWhatSomebodysRolesAskFor() {
        assertEquals(
                List.of("order-genome", "record-choice"),
                desk.own(actor("ann", Role.CLINICIAN)).stream()
                        .map(own -> own.exercise().id().value())
                        .toList());
        assertEquals(List.of(), desk.own(actor("pat", Role.PATIENT)));
    }

    @Nested
    class WorkIsPutReady {
        private final Actor lou = actor("lou", Role.LABORATORY);

        private Optional<Practice> begin() {
            return done(desk.begin(SAMPLE, lou)).attempts().openWork();
        }

        @Test
        void eachAttemptHasItsOwn() {
            assertEquals(Optional.of(new Practice("Tube 1", "/laboratory/samples")), begin());
            assertEquals(Optional.of(new Practice("Tube 2", "/laboratory/samples")), begin());
        }

        @Test
        void anAttemptDoesNotBeginWithoutIt() {
            begin();
            begin();

            assertEquals(new StaffAnswer.Refused<>("The shelf is empty."), desk.begin(SAMPLE, lou));
            assertEquals(
                    Optional.of(new Practice("Tube 2", "/laboratory/samples")),
                    desk.own(lou).getFirst().attempts().openWork());
        }

        @Test
        void isGoneWhenTheExerciseIsPassed() {
            begin();
            done.add(new Done(clock.instant(), "lou", new Deed.SampleBooked("A")));
            done.add(
                    new Done(clock.instant(), "lou", new Deed.TaskMoved("A", TaskStatus.ACCEPTED)));

            assertTrue(done(desk.check(SAMPLE, lou)).isPassed());
            assertEquals(Optional.empty(), desk.own(lou).getFirst().attempts().openWork());
        }
    }

    @Nested
    class WorkIsChecked {
        private final Actor ann = actor("ann", Role.CLINICIAN);

        @Test
        void onlyIfItWasBegun() {
            orders(ann, 0);

            assertTrue(
                    desk.check(GENOME, ann)
                                    instanceof StaffAnswer.Refused<ExerciseCheck>(String why)
                            && why.startsWith("OGMS-8953"));
            assertEquals(List.of(), store.all());
        }

        @Test
        void andCountsOnlyFromThenOn() {
            orders(ann, 0);
            later();
            done(desk.begin(GENOME, ann));

            assertEquals(5, done(desk.check(GENOME, ann)).missing().size());
        }

        @Test
        void andOnlyWhatTheyDidThemselves() {
            done(desk.begin(GENOME, ann));
            orders(actor("bob", Role.CLINICIAN), 0);

            assertEquals(5, done(desk.check(GENOME, ann)).missing().size());
        }

        @Test
        void untilNothingIsMissing() {
            done(desk.begin(GENOME, ann));
            later();
            orders(ann, 1);
            assertEquals(
                    List.of(DeedCheck.ORDER_WITHOUT_FINDINGS),
                    done(desk.check(GENOME, ann)).missing().stream()
                            .map(ExerciseStep::check)
                            .toList());
            later();
            orders(ann, 0);
            assertTrue(done(desk.check(GENOME, ann)).isPassed());

            Attempts attempts = store.of("ann").getFirst();
            assertEquals(2, attempts.tries());
            assertEquals(MORNING.plusSeconds(600), attempts.firstPass().orElseThrow().at());
            // what is passed is over until it is begun anew
            assertInstanceOf(StaffAnswer.Refused.class, desk.check(GENOME, ann));
        }

        @Test
        void forNobodyOfAnotherRole() {
            assertInstanceOf(StaffAnswer.NotAllowed.class, desk.begin(SAMPLE, ann));
            assertInstanceOf(StaffAnswer.NotAllowed.class, desk.check(SAMPLE, ann));
            assertInstanceOf(
                    StaffAnswer.NotFound.class, desk.begin(new ExerciseId("no-such"), ann));
            assertInstanceOf(
                    StaffAnswer.NotFound.class, desk.check(new ExerciseId("no-such"), ann));
        }
    }

    /// Four begin; three pass, after 1, 2 and 4 checks; one of them passes twice.
    @Test
    void countsPeopleAndTries() {
        int[] misses = {0, 1, 3};
        for (int i = 0; i < misses.length; i++) {
            Actor who = actor("p" + i, Role.CLINICIAN);
            done(desk.begin(GENOME, who));
            for (int miss = 0; miss < misses[i]; miss++) {
                later();
                done(desk.check(GENOME, who));
            }
            later();
            orders(who, 0);
            done(desk.check(GENOME, who));
        }
        done(desk.begin(GENOME, actor("p0", Role.CLINICIAN)));
        orders(actor("p0", Role.CLINICIAN), 0);
        done(desk.check(GENOME, actor("p0", Role.CLINICIAN)));
        done(desk.begin(GENOME, actor("p3", Role.CLINICIAN)));

        List<ExerciseFigures> figures = done(desk.figures(OPERATOR));

        ExerciseFigures genome = figures.getFirst();
        assertEquals(GENOME, genome.exercise().id());
        assertEquals(4, genome.began());
        assertEquals(3, genome.passed());
        assertEquals(OptionalDouble.of(2), genome.medianTries());
        assertEquals(0, figures.getLast().began());
        assertEquals(OptionalDouble.empty(), figures.getLast().medianTries());
    }

    @Test
    void tellsFiguresAndPassesOnlyToThoseWhoRunTheService() {
        Actor ann = actor("ann", Role.CLINICIAN);

        assertInstanceOf(StaffAnswer.NotAllowed.class, desk.figures(ann));
        assertInstanceOf(StaffAnswer.NotAllowed.class, desk.statements(ann));
        assertInstanceOf(StaffAnswer.Done.class, desk.statements(actor("meg", Role.MANAGER)));
    }

    /// The form of a statement after the specification's own examples (Experience API 1.0.3, part
    /// two, section 2.4).
    @Test
    void writesAPassAsAStatement() {
        Actor ann = actor("ann", Role.CLINICIAN);
        done(desk.begin(GENOME, ann));
        orders(ann, 0);
        done(desk.check(GENOME, ann));
        UUID id = store.of("ann").getFirst().firstPass().orElseThrow().statement();

        JsonNode statements =
                JsonMapper.builder()
                        .build()
                        .readTree(done(desk.statements(OPERATOR)).getBytes(UTF_8));

        assertEquals(1, statements.size());
        JsonNode one = statements.get(0);
        assertEquals(id.toString(), one.path("id").asString());
        assertEquals("ann", one.at("/actor/account/name").asString());
        assertEquals("http://adlnet.gov/expapi/verbs/passed", one.at("/verb/id").asString());
        assertEquals(
                "https://training.example.org/xapi/order-genome", one.at("/object/id").asString());
        assertTrue(one.at("/result/success").asBoolean());
        assertEquals("2026-03-02T09:00:00Z", one.path("timestamp").asString());
    }

    @Test
    void refusesAHistoryInWhichSomethingWasCheckedBeforeItWasBegun() {
        assertTrue(
                String.valueOf(
                                assertThrows(
                                                IllegalArgumentException.class,
                                                () ->
                                                        new Attempts(
                                                                "ann",
                                                                GENOME,
                                                                List.of(
                                                                        new AttemptStep.Passed(
                                                                                MORNING,
                                                                                UUID
                                                                                        .randomUUID()))))
                                        .getMessage())
                        .startsWith("OGMS-8952"));
    }
}
