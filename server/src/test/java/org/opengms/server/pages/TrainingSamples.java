package org.opengms.server.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.server.training.ShownErrors;
import org.opengms.server.training.ShownFigures;
import org.opengms.training.AttemptStep;
import org.opengms.training.Attempts;
import org.opengms.training.Exercise;
import org.opengms.training.ExerciseCheck;
import org.opengms.training.ExerciseFigures;
import org.opengms.training.Exercises;
import org.opengms.training.OrderErrors;
import org.opengms.training.Practice;
import org.opengms.training.TrainingDesk;

/// Pages about exercises and what comes of them, as they could be.
final class TrainingSamples {
    private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
    private static final int THRESHOLD = 10;
    private static final Actor OFFICER =
            new Actor("auditor.zr101", "Lee Demo", Samples.SITE, Set.of(Role.AUDITOR));

    private TrainingSamples() {}

    private static TrainingDesk.Own own(Exercise exercise, List<AttemptStep> steps) {
        return new TrainingDesk.Own(
                exercise, new Attempts(Samples.CLINICIAN.id(), exercise.id(), steps));
    }

    private static AttemptStep begun(String words, String path) {
        return new AttemptStep.Begun(NOW, Optional.of(new Practice(words, path)));
    }

    private static List<TrainingDesk.Own> clinicians(List<AttemptStep> first) {
        List<Exercise> exercises = Exercises.shipped().of(Set.of(Role.CLINICIAN));
        return List.of(own(exercises.getFirst(), first), own(exercises.getLast(), List.of()));
    }

    private static Page training(
            List<AttemptStep> first, Optional<ExerciseCheck> check, String refusal) {
        List<TrainingDesk.Own> own = clinicians(first);
        return new Page.Training(
                Samples.frame(Samples.CLINICIAN, Frame.Section.NONE),
                own,
                check,
                check.isPresent() || !refusal.isEmpty()
                        ? own.getFirst().exercise().id().value()
                        : "",
                refusal);
    }

    static void put(Map<String, Page> pages) {
        AttemptStep begun =
                begun(
                        "Robin Example, female, born on 31 March 2019, NHS number 9990000018. Their blood was taken today; the tube has the label TUBE-18.",
                        "/orders/new");
        Exercise order = clinicians(List.of()).getFirst().exercise();
        ExerciseCheck missed =
                new ExerciseCheck(order.steps().subList(0, 3), order.steps().subList(3, 5));
        pages.put("training", training(List.of(), Optional.empty(), ""));
        pages.put(
                "training-missed",
                training(
                        List.of(
                                begun,
                                new AttemptStep.Missed(
                                        NOW.plusSeconds(60),
                                        missed.missing().stream().map(s -> s.check()).toList())),
                        Optional.of(missed),
                        ""));
        pages.put(
                "training-passed",
                training(
                        List.of(begun, new AttemptStep.Passed(NOW.plusSeconds(90), new UUID(1, 2))),
                        Optional.of(new ExerciseCheck(order.steps(), List.of())),
                        ""));
        pages.put(
                "training-refused",
                training(
                        List.of(),
                        Optional.empty(),
                        "No work could be put ready for this exercise: no order came to your laboratory. Begin again."));
        pages.put(
                "training-none",
                new Page.Training(
                        Samples.frame(Samples.MANAGER, Frame.Section.NONE),
                        List.of(),
                        Optional.empty(),
                        "",
                        ""));
        List<ShownFigures> figures = new ArrayList<>();
        int number = 0;
        for (Exercise exercise : Exercises.shipped().exercises()) {
            int began = 13 * number;
            figures.add(
                    ShownFigures.of(
                            new ExerciseFigures(
                                    exercise,
                                    began,
                                    began * 3 / 5,
                                    began == 0 ? OptionalDouble.empty() : OptionalDouble.of(1.5)),
                            THRESHOLD));
            number++;
        }
        pages.put(
                "training-results",
                new Page.TrainingResults(
                        Samples.frame(Samples.MANAGER, Frame.Section.NONE), figures, THRESHOLD));
        pages.put("order-errors", errors(48, 900, 36, 61, 1200, 96));
        pages.put("order-errors-few", errors(4, 60, 2, 61, 1200, 96));
        pages.put("order-errors-none", errors(0, 0, 0, 0, 0, 0));
        pages.put(
                "readings",
                readings(
                        List.of(
                                new Page.Readings.Line(
                                        NOW,
                                        "scientist.zl001, ZL001",
                                        "Doing the test",
                                        "Results",
                                        "Person " + Samples.PERSON.value(),
                                        true,
                                        ""),
                                new Page.Readings.Line(
                                        NOW.minusSeconds(90),
                                        "clinician.zr102, ZR102",
                                        "Care",
                                        "What test was asked for",
                                        "Person " + Samples.PERSON.value(),
                                        false,
                                        "Your organisation has ordered no test for this person.")),
                        List.of()));
        pages.put(
                "readings-problem",
                readings(
                        List.of(),
                        List.of(
                                new FormProblem(
                                        "nhsNumber", "The NHS number is not valid: too short."))));
        pages.put("readings-none", readings(List.of(), List.of()));
    }

    private static Page errors(
            int a, long orders, long wrong, int b, long others, long wrongOthers) {
        return new Page.OrderErrorRates(
                Samples.frame(Samples.MANAGER, Frame.Section.NONE),
                ShownErrors.of(
                        new OrderErrors(
                                new OrderErrors.Group(a, orders, wrong),
                                new OrderErrors.Group(b, others, wrongOthers),
                                new OrderErrors.Group(12, 3000, 90)),
                        THRESHOLD),
                THRESHOLD);
    }

    private static Page readings(List<Page.Readings.Line> lines, List<FormProblem> problems) {
        return new Page.Readings(
                Samples.frame(OFFICER, Frame.Section.READINGS),
                "Northgate Children's Hospital",
                lines,
                true,
                100,
                problems,
                Typed.NOTHING);
    }
}
