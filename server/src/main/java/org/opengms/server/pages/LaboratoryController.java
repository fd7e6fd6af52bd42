package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.gate.Actor;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskOutcome;
import org.opengms.orders.TaskStatus;
import org.opengms.workforce.GatedTask;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A laboratory's worklist.
@Controller
public final class LaboratoryController {
    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final PageActions actions;
    private final LessonOffer.Source lessons;
    private final Problems problems;

    public LaboratoryController(Html html, Assets assets, PageData data, PageActions actions) {
        this(html, assets, data, actions, LessonOffer.SILENT);
    }

    /// @param lessons that somebody is offered at the worklist
    LaboratoryController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            LessonOffer.Source lessons) {
        this.lessons = lessons;
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.actions = actions;
        this.problems = new Problems(html, assets);
    }

    /// The worklist.
    ///
    /// @param changed the status that a task has just been given, if one has
    @GetMapping("/laboratory")
    public ResponseEntity<String> worklist(Visit visit, @RequestParam Optional<String> changed) {
        String notice =
                changed.flatMap(name -> Ids.constant(TaskStatus.class, name))
                        .map(s -> "The task is now: " + s.code().replace('-', ' ') + ".")
                        .orElse("");
        return answer(visit, HttpStatus.OK, notice, "");
    }

    /// How many tasks are open, to be shown on a worklist that is open in a browser.
    @GetMapping("/laboratory/open")
    public ResponseEntity<String> open(Visit visit) {
        return html.answer("part/opentasks.jte", data.openTasks(visit.reader()));
    }

    /// Changes a task.
    ///
    /// @param status name of the status to go to
    /// @param version the version that the page showed
    /// @param reason code of `task-statusReason-genomics`, where the status needs one
    @PostMapping("/laboratory/tasks/{id}")
    public ResponseEntity<String> change(
            Visit visit,
            @PathVariable String id,
            @RequestParam String status,
            @RequestParam Optional<Integer> version,
            @RequestParam Optional<String> reason) {
        Optional<TaskId> task = Ids.parse(id, TaskId::new);
        Optional<TaskStatus> wanted = Ids.constant(TaskStatus.class, status);
        if (task.isEmpty() || wanted.isEmpty()) {
            return problems.missing(visit);
        }
        Actor actor = visit.reader();
        TaskOutcome outcome =
                actions.changeTask(
                        task.get(),
                        new TaskChange(
                                wanted.get(),
                                reasonFor(wanted.get(), reason),
                                Optional.empty(),
                                version),
                        actor);
        return switch (outcome) {
            case TaskOutcome.Changed(_, var changed) ->
                    Redirect.to("/laboratory?changed=" + changed.status().name());
            case TaskOutcome.NotFound _ -> problems.missing(visit);
            case TaskOutcome.Stale _ ->
                    answer(
                            visit,
                            HttpStatus.CONFLICT,
                            "",
                            "Somebody else changed this task first. The list below is as it is now.");
            case TaskOutcome.Refused(String why) -> answer(visit, HttpStatus.CONFLICT, "", why);
            case TaskOutcome.NotYours(String why) -> problems.denied(visit, why);
        };
    }

    /// Work is closed from the pages only because its order was revoked.
    private static Optional<String> reasonFor(TaskStatus wanted, Optional<String> chosen) {
        return switch (wanted) {
            case ON_HOLD -> chosen;
            case CANCELLED -> Optional.of("task-no-longer-required");
            case DRAFT,
                    REQUESTED,
                    ACCEPTED,
                    IN_PROGRESS,
                    COMPLETED,
                    REJECTED,
                    FAILED,
                    ENTERED_IN_ERROR ->
                    Optional.empty();
        };
    }

    private ResponseEntity<String> answer(
            Visit visit, HttpStatus status, String notice, String refusal) {
        Actor actor = visit.reader();
        Worklist worklist = data.worklist(actor);
        return html.answer(
                status,
                new Page.Laboratory(
                        visit.frame(assets, Frame.Section.LABORATORY)
                                .offering(lessons.at("/laboratory", gated(worklist), actor)),
                        worklist,
                        actor,
                        notice,
                        refusal,
                        data.waitingSamples(actor).size()));
    }

    /// What of the list needs a competence.
    private static Set<GatedTask> gated(Worklist worklist) {
        return Stream.of(worklist.toAccept(), worklist.inProgress(), worklist.onHold())
                .flatMap(List::stream)
                .flatMap(item -> OrderDesk.gated(item.task()).stream())
                .collect(Collectors.toSet());
    }
}
