package org.opengms.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.Role;
import org.opengms.orders.TaskStatus;
import org.opengms.workforce.TrainingBook;

/// What each exercise asks for: done rightly it is passed, and each step that is left out is
/// missing.
class ExercisesTest {
    private static final Exercises EXERCISES = Exercises.shipped();

    private static Exercise exercise(String id) {
        return EXERCISES.find(new ExerciseId(id)).orElseThrow();
    }

    /// Deeds as the tables write them: `order A wgs features discussed problems=0`.
    private static Deed deed(String words) {
        List<String> parts = List.of(words.strip().split(" +"));
        String subject = parts.size() > 1 ? parts.get(1) : "";
        return switch (parts.getFirst()) {
            case "order" ->
                    new Deed.Ordered(
                            subject,
                            parts.contains("wgs"),
                            parts.contains("features") ? 2 : 0,
                            parts.contains("discussed"),
                            parts.contains("warned") ? 1 : 0);
            case "choice" -> new Deed.ChoiceRecorded(subject, parts.contains("answered"));
            case "sample" -> new Deed.SampleBooked(subject);
            case "task" -> new Deed.TaskMoved(subject, TaskStatus.ACCEPTED);
            case "report" -> new Deed.ReportSigned(subject, parts.contains("cause"));
            case "draft" -> new Deed.Drafted(subject, parts.contains("reasoned"));
            case "sent" -> new Deed.Applied(subject);
            case "vote" -> new Deed.Voted(subject, Integer.parseInt(parts.get(2), 10));
            case "judged" -> new Deed.OutputJudged(subject, Integer.parseInt(parts.get(2), 10));
            case "contract" -> new Deed.ContractDrafted(subject);
            case "spend" -> new Deed.SpendProposed(subject);
            case "look" -> new Deed.Looked(Place.valueOf(subject));
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static List<Deed> deeds(String words) {
        List<Deed> deeds = new ArrayList<>();
        for (String one : words.split(";")) {
            if (!one.isBlank()) {
                deeds.add(deed(one));
            }
        }
        return deeds;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order-genome     | order A wgs features discussed",
                "record-choice    | choice P answered",
                "book-sample      | sample A; task A",
                "sign-report      | report A cause",
                "apply-for-data   | draft J reasoned; sent J",
                "vote-with-reason | vote J 20",
                "judge-output     | judged O 20",
                "draft-contract   | contract C",
                "draft-contract   | spend S",
                "read-capacity    | look OVERVIEW; look CAPACITY",
                "preview-gate     | look CAPACITY; look GATE_PREVIEW",
                "find-readers     | look WHO_READ",
            })
    void arePassedByWhatTheyAskFor(String id, String done) {
        ExerciseCheck check = exercise(id).check(deeds(done));

        assertEquals(List.of(), check.missing());
        assertEquals(exercise(id).steps(), check.held());
        assertTrue(check.isPassed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order-genome     |                                          | ORDER_ACCEPTED ORDER_OF_A_GENOME ORDER_WITH_FEATURES ORDER_WITH_DISCUSSION ORDER_WITHOUT_FINDINGS",
                "order-genome     | order A features discussed               | ORDER_OF_A_GENOME",
                "order-genome     | order A wgs discussed                    | ORDER_WITH_FEATURES",
                "order-genome     | order A wgs features                     | ORDER_WITH_DISCUSSION",
                "order-genome     | order A wgs features discussed warned    | ORDER_WITHOUT_FINDINGS",
                // what two orders have together counts for neither
                "order-genome     | order A wgs features; order B discussed  | ORDER_WITH_DISCUSSION",
                // the one that comes nearest counts, not the last
                "order-genome     | order A wgs features discussed warned; order B | ORDER_WITHOUT_FINDINGS",
                "order-genome     | choice P answered                        | ORDER_ACCEPTED ORDER_OF_A_GENOME ORDER_WITH_FEATURES ORDER_WITH_DISCUSSION ORDER_WITHOUT_FINDINGS",
                "record-choice    |                                          | CHOICE_RECORDED CHOICE_ANSWERED",
                "record-choice    | choice P                                 | CHOICE_ANSWERED",
                "book-sample      | task A                                   | SAMPLE_BOOKED",
                "book-sample      | sample A                                 | TASK_MOVED",
                "book-sample      | sample A; task B                         | TASK_MOVED",
                "sign-report      |                                          | REPORT_SIGNED CAUSE_MARKED",
                "sign-report      | report A                                 | CAUSE_MARKED",
                "apply-for-data   | draft J reasoned                         | APPLICATION_SENT",
                "apply-for-data   | draft J; sent J                          | APPLICATION_REASONED",
                "apply-for-data   | sent J                                   | APPLICATION_WRITTEN APPLICATION_REASONED",
                "vote-with-reason |                                          | VOTED VOTE_REASONED",
                "vote-with-reason | vote J 19                                | VOTE_REASONED",
                "judge-output     |                                          | OUTPUT_JUDGED JUDGEMENT_REASONED",
                "judge-output     | judged O 19                              | JUDGEMENT_REASONED",
                "draft-contract   | sent J                                   | MONEY_ON_PAPER",
                "read-capacity    | look OVERVIEW                            | CAPACITY_READ",
                "read-capacity    | look CAPACITY                            | OVERVIEW_READ",
                "preview-gate     | look CAPACITY                            | GATE_PREVIEWED",
                "preview-gate     | look GATE_PREVIEW                        | CAPACITY_READ",
                "find-readers     | look OVERVIEW                            | READERS_FOUND",
            })
    void tellEachStepThatIsMissing(String id, String done, String missing) {
        ExerciseCheck check = exercise(id).check(deeds(done == null ? "" : done));

        assertEquals(
                List.of(missing.split(" ")),
                check.missing().stream().map(step -> step.check().name()).toList());
        assertFalse(check.isPassed());
    }

    @Test
    void thereIsOneForEveryRoleOfStaff() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(Role.PATIENT, Role.PROXY, Role.ENVIRONMENT)),
                EXERCISES.exercises().stream()
                        .map(Exercise::role)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class))));
    }

    @Test
    void everyCheckIsUsed() {
        assertEquals(
                EnumSet.allOf(DeedCheck.class),
                EXERCISES.exercises().stream()
                        .flatMap(e -> e.steps().stream())
                        .map(ExerciseStep::check)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeedCheck.class))));
    }

    /// Otherwise the real service would refuse their passes.
    @Test
    void theCatalogueOfCoursesKnowsTheirActivities() {
        var courses = TrainingBook.shipped().courses(LocalDate.of(2026, 3, 2));
        Set<String> unknown = new TreeSet<>();
        for (Exercise exercise : EXERCISES.exercises()) {
            if (courses.findByActivity(exercise.activity().toString()).isEmpty()) {
                unknown.add(exercise.id().value());
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Nested
    class AFileIsRefused {
        @Test
        void ifAStepStandsThereTwice() {
            Exercise good = exercise("find-readers");
            ExerciseStep step = good.steps().getFirst();

            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    IllegalArgumentException.class,
                                                    () ->
                                                            new Exercise(
                                                                    good.id(),
                                                                    good.role(),
                                                                    good.competence(),
                                                                    good.activity(),
                                                                    good.title(),
                                                                    good.brief(),
                                                                    good.minutes(),
                                                                    good.start(),
                                                                    List.of(step, step)))
                                            .getMessage())
                            .contains("READERS_FOUND stands there twice"));
        }

        @Test
        void ifAnExerciseStandsThereTwice() {
            Exercise one = exercise("find-readers");

            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new Exercises(
                                    "x",
                                    EXERCISES.validFrom(),
                                    EXERCISES.signedBy(),
                                    Arrays.asList(one, one)));
        }
    }
}
