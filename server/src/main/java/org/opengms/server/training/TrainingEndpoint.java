package org.opengms.server.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.opengms.training.AttemptStep;
import org.opengms.training.Attempts;
import org.opengms.training.Exercise;
import org.opengms.training.ExerciseCheck;
import org.opengms.training.ExerciseId;
import org.opengms.training.ExerciseStep;
import org.opengms.training.OrderErrorDesk;
import org.opengms.training.TrainingDesk;
import org.opengms.workforce.StaffAnswer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// `/api/training/…`: exercises, results and passes for programs, as docs/spec/training.md says.
@Controller
public class TrainingEndpoint {
    private static final String ELSEWHERE =
            "OGMS-8964 This is not the training service. Exercises are done there: opengms training.";

    private final TrainingDesk desk;
    private final OrderErrorDesk errors;
    private final ServiceKind kind;
    private final int threshold;

    /// @param kind for what this server runs
    /// @param threshold counts from 1 to one below it are withheld
    public TrainingEndpoint(
            TrainingDesk desk, OrderErrorDesk errors, ServiceKind kind, int threshold) {
        this.desk = desk;
        this.errors = errors;
        this.kind = kind;
        this.threshold = threshold;
    }

    /// The exercises of one's roles, and how one stands with each.
    @GetMapping("/api/training/exercises")
    public void exercises(HttpServletResponse response) throws IOException {
        if (isElsewhere(response)) {
            return;
        }
        List<Map<String, Object>> own =
                desk.own(CurrentActor.require()).stream()
                        .map(o -> view(o.exercise(), o.attempts()))
                        .toList();
        ApiMessages.write(response, 200, Map.of("exercises", own));
    }

    /// Begins an exercise.
    @PostMapping("/api/training/exercises/{id}/attempts")
    public void begin(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        answer(
                id,
                response,
                exercise -> desk.begin(exercise, CurrentActor.require()),
                own -> view(own.exercise(), own.attempts()));
    }

    /// Checks what was done since an exercise was begun.
    @PostMapping("/api/training/exercises/{id}/checks")
    public void check(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        answer(
                id,
                response,
                exercise -> desk.check(exercise, CurrentActor.require()),
                TrainingEndpoint::view);
    }

    /// In the training service how the exercises go; elsewhere how often the orders of those who
    /// learned before, and of others, had errors.
    @GetMapping("/api/training/results")
    public void results(HttpServletResponse response) throws IOException {
        if (kind != ServiceKind.TRAINING) {
            give(
                    response,
                    errors.errors(CurrentActor.require()),
                    found -> view(ShownErrors.of(found, threshold)));
            return;
        }
        give(
                response,
                desk.figures(CurrentActor.require()),
                all ->
                        Map.of(
                                "exercises",
                                all.stream()
                                        .map(f -> view(ShownFigures.of(f, threshold)))
                                        .toList()));
    }

    /// Everything that was passed, as statements that the real service takes in.
    @GetMapping("/api/training/statements")
    public void statements(HttpServletResponse response) throws IOException {
        if (isElsewhere(response)) {
            return;
        }
        StaffAnswer<String> answer = desk.statements(CurrentActor.require());
        if (answer instanceof StaffAnswer.Done<String>(String json)) {
            response.setStatus(200);
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
        } else {
            give(response, answer, json -> json);
        }
    }

    private boolean isElsewhere(HttpServletResponse response) throws IOException {
        if (kind == ServiceKind.TRAINING) {
            return false;
        }
        ApiErrors.write(response, 404, "not-found", "NOT_FOUND", ELSEWHERE);
        return true;
    }

    private <T> void answer(
            String id,
            HttpServletResponse response,
            Function<ExerciseId, StaffAnswer<T>> deed,
            Function<T, Object> view)
            throws IOException {
        if (isElsewhere(response)) {
            return;
        }
        give(response, ExerciseId.find(id).map(deed).orElseGet(StaffAnswer.NotFound::new), view);
    }

    private static <T> void give(
            HttpServletResponse response, StaffAnswer<T> answer, Function<T, Object> view)
            throws IOException {
        switch (answer) {
            case StaffAnswer.Done<T>(T value) ->
                    ApiMessages.write(response, 200, view.apply(value));
            case StaffAnswer.NotFound<T> _ ->
                    ApiErrors.write(
                            response,
                            404,
                            "not-found",
                            "NOT_FOUND",
                            "OGMS-8965 There is no such exercise. GET /api/training/exercises lists yours.");
            case StaffAnswer.NotAllowed<T>(String reason) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            case StaffAnswer.Refused<T>(String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "UNPROCESSABLE_ENTITY", reason);
        }
    }

    private static Map<String, Object> view(Exercise exercise, Attempts attempts) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", exercise.id().value());
        view.put("role", exercise.role().name());
        exercise.competence().ifPresent(c -> view.put("competence", c.code()));
        view.put("title", exercise.title());
        view.put("brief", exercise.brief());
        view.put("minutes", exercise.minutes());
        view.put("start", exercise.start());
        view.put("steps", exercise.steps().stream().map(ExerciseStep::words).toList());
        attempts.openSince().ifPresent(since -> view.put("begunAt", since.toString()));
        attempts.openWork()
                .ifPresent(work ->
                        view.put("work", Map.of("words", work.words(), "path", work.path())));
        attempts.firstPass()
                .map(AttemptStep.Passed::at)
                .ifPresent(at -> view.put("passedAt", at.toString()));
        view.put("tries", attempts.tries());
        return view;
    }

    private static Map<String, Object> view(ExerciseCheck check) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("passed", check.isPassed());
        view.put("held", check.held().stream().map(ExerciseStep::words).toList());
        view.put(
                "missing",
                check.missing().stream()
                        .map(s -> Map.of("step", s.words(), "hint", s.hint()))
                        .toList());
        return view;
    }

    private static Map<String, Object> view(ShownFigures figures) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", figures.exercise().id().value());
        figures.began().ifPresent(n -> view.put("began", n));
        figures.passed().ifPresent(n -> view.put("passed", n));
        figures.rate()
                .ifPresent(rate -> {
                    view.put("rate", rate.estimate());
                    view.put("lower", rate.lower());
                    view.put("upper", rate.upper());
                });
        figures.medianTries().ifPresent(n -> view.put("medianTries", n));
        return view;
    }

    private static Map<String, Object> view(ShownErrors errors) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("groups", errors.lines().stream().map(TrainingEndpoint::view).toList());
        errors.difference()
                .ifPresent(d ->
                        view.put(
                                "difference",
                                Map.of(
                                        "rate", d.estimate(),
                                        "lower", d.lower(),
                                        "upper", d.upper())));
        return view;
    }

    private static Map<String, Object> view(ShownErrors.Line line) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("who", line.who());
        line.group()
                .ifPresent(group -> {
                    view.put("accounts", group.accounts());
                    view.put("orders", group.orders());
                    view.put("errors", group.errors());
                });
        line.rate()
                .ifPresent(rate -> {
                    view.put("rate", rate.estimate());
                    view.put("lower", rate.lower());
                    view.put("upper", rate.upper());
                });
        return view;
    }
}
