package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import org.opengms.server.training.ShownErrors;
import org.opengms.server.training.ShownFigures;
import org.opengms.training.ExerciseCheck;
import org.opengms.training.ExerciseFigures;
import org.opengms.training.ExerciseId;
import org.opengms.training.OrderErrorDesk;
import org.opengms.training.OrderErrors;
import org.opengms.training.TrainingDesk;
import org.opengms.workforce.StaffAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// `/training`: the exercises of one's roles, and for those who run the service how they go.
@Controller
public final class TrainingController {
    private final Html html;
    private final Assets assets;
    private final TrainingDesk desk;
    private final OrderErrorDesk errors;
    private final int threshold;
    private final Problems problems;

    /// @param threshold counts from 1 to one below it are withheld
    TrainingController(
            Html html, Assets assets, TrainingDesk desk, OrderErrorDesk errors, int threshold) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.errors = errors;
        this.threshold = threshold;
        this.problems = new Problems(html, assets);
    }

    private boolean isTraining() {
        return assets.banner() == Assets.Banner.TRAINING;
    }

    /// One's exercises.
    @GetMapping("/training")
    public ResponseEntity<String> training(Visit visit) {
        return isTraining()
                ? training(visit, HttpStatus.OK, Optional.empty(), "", "")
                : elsewhere(visit);
    }

    private ResponseEntity<String> elsewhere(Visit visit) {
        return problems.denied(
                visit, "This is not the training service. Exercises are done there.");
    }

    private ResponseEntity<String> training(
            Visit visit,
            HttpStatus status,
            Optional<ExerciseCheck> check,
            String checked,
            String refusal) {
        return html.answer(
                status,
                new Page.Training(
                        visit.frame(assets, Frame.Section.NONE),
                        desk.own(visit.reader()),
                        check,
                        checked,
                        refusal));
    }

    /// Begins an exercise, or begins it anew.
    @PostMapping("/training/{id}/begin")
    public ResponseEntity<String> begin(Visit visit, @PathVariable String id) {
        Optional<ExerciseId> exercise = ExerciseId.find(id);
        if (!isTraining()) {
            return elsewhere(visit);
        }
        if (exercise.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (desk.begin(exercise.get(), visit.reader())) {
            case StaffAnswer.Done<TrainingDesk.Own> _ -> Redirect.to("/training#" + exercise.get());
            case StaffAnswer.NotFound<TrainingDesk.Own> _ -> problems.missing(visit);
            case StaffAnswer.NotAllowed<TrainingDesk.Own>(String why) ->
                    problems.denied(visit, why);
            case StaffAnswer.Refused<TrainingDesk.Own>(String why) -> refused(visit, id, why);
        };
    }

    private ResponseEntity<String> refused(Visit visit, String id, String why) {
        return training(
                visit, HttpStatus.CONFLICT, Optional.empty(), id, FormProblem.withoutNumber(why));
    }

    /// Checks the work.
    @PostMapping("/training/{id}/check")
    public ResponseEntity<String> check(Visit visit, @PathVariable String id) {
        Optional<ExerciseId> exercise = ExerciseId.find(id);
        if (!isTraining()) {
            return elsewhere(visit);
        }
        if (exercise.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (desk.check(exercise.get(), visit.reader())) {
            case StaffAnswer.Done<ExerciseCheck>(ExerciseCheck check) ->
                    training(visit, HttpStatus.OK, Optional.of(check), id, "");
            case StaffAnswer.NotFound<ExerciseCheck> _ -> problems.missing(visit);
            case StaffAnswer.NotAllowed<ExerciseCheck>(String why) -> problems.denied(visit, why);
            case StaffAnswer.Refused<ExerciseCheck>(String why) -> refused(visit, id, why);
        };
    }

    /// In the training service how the exercises go; elsewhere what became of those who did them.
    @GetMapping("/training/results")
    public ResponseEntity<String> results(Visit visit) {
        if (!isTraining()) {
            return laterErrors(visit);
        }
        return switch (desk.figures(visit.reader())) {
            case StaffAnswer.Done<List<ExerciseFigures>>(List<ExerciseFigures> figures) ->
                    html.answer(
                            HttpStatus.OK,
                            new Page.TrainingResults(
                                    visit.frame(assets, Frame.Section.NONE),
                                    figures.stream()
                                            .map(f -> ShownFigures.of(f, threshold))
                                            .toList(),
                                    threshold));
            case StaffAnswer.NotAllowed<List<ExerciseFigures>>(String why) ->
                    problems.denied(visit, why);
            case StaffAnswer.NotFound<List<ExerciseFigures>> _ -> problems.missing(visit);
            case StaffAnswer.Refused<List<ExerciseFigures>> _ -> problems.missing(visit);
        };
    }

    private ResponseEntity<String> laterErrors(Visit visit) {
        return switch (errors.errors(visit.reader())) {
            case StaffAnswer.Done<OrderErrors>(OrderErrors found) ->
                    html.answer(
                            HttpStatus.OK,
                            new Page.OrderErrorRates(
                                    visit.frame(assets, Frame.Section.NONE),
                                    ShownErrors.of(found, threshold),
                                    threshold));
            case StaffAnswer.NotAllowed<OrderErrors>(String why) -> problems.denied(visit, why);
            case StaffAnswer.NotFound<OrderErrors> _ -> problems.missing(visit);
            case StaffAnswer.Refused<OrderErrors> _ -> problems.missing(visit);
        };
    }
}
