package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.access.AccessAnswer;
import org.opengms.access.Acting;
import org.opengms.access.Application;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLists;
import org.opengms.access.Seat;
import org.opengms.server.access.AccessOffice;
import org.opengms.server.passports.KeptVisas;
import org.opengms.workforce.GatedTask;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/projects/…` for applicants and the committee, `/committee/…` for the committee: where each
/// project stands, and every step that somebody may take.
@Controller
public final class ProjectsController {
    private final Html html;
    private final Assets assets;
    private final AccessOffice office;
    private final KeptVisas visas;
    private final LessonOffer.Source lessons;
    private final Problems problems;

    /// @param lessons that somebody is offered before they vote
    ProjectsController(
            Html html,
            Assets assets,
            AccessOffice office,
            KeptVisas visas,
            LessonOffer.Source lessons) {
        this.lessons = lessons;
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.visas = visas;
        this.problems = new Problems(html, assets);
    }

    private Optional<Acting> acting(Visit visit) {
        return office.acting(visit.reader());
    }

    private static Optional<ProjectId> id(String text) {
        return Ids.parse(text, ProjectId::new);
    }

    // ---- lists

    /// Own projects.
    @GetMapping("/projects")
    public ResponseEntity<String> mine(Visit visit) {
        Optional<Acting> acting = acting(visit);
        if (acting.isEmpty()) {
            return problems.denied(visit, AccessOffice.NO_SEAT);
        }
        if (acting.get().seat() != Seat.RESEARCHER) {
            return Redirect.to("/committee");
        }
        return html.answer(
                HttpStatus.OK,
                new Page.Projects(
                        visit.frame(assets, Frame.Section.PROJECTS),
                        office.lists().of(acting.get().account(), office.today()),
                        office.turnaround(),
                        office.rules()));
    }

    /// What the committee works from.
    ///
    /// @param show a constant of [ProjectLists.Show] in lower case
    /// @param page from 1
    @GetMapping("/committee")
    public ResponseEntity<String> worklist(
            Visit visit, @RequestParam Optional<String> show, @RequestParam Optional<String> page) {
        Optional<Acting> acting = acting(visit);
        if (acting.isEmpty() || acting.get().seat() == Seat.RESEARCHER) {
            return problems.denied(visit, AccessOffice.NO_SEAT);
        }
        ProjectLists.Show shown =
                show.flatMap(text ->
                                Ids.parse(
                                        text.toUpperCase(Locale.ROOT).replace('-', '_'),
                                        ProjectLists.Show::valueOf))
                        .orElse(ProjectLists.Show.WAITING);
        int number =
                Math.clamp(page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1), 1, 100_000);
        return html.answer(
                HttpStatus.OK,
                new Page.Committee(
                        visit.frame(assets, Frame.Section.COMMITTEE),
                        acting.get(),
                        shown,
                        number,
                        office.lists().shown(shown, number, office.today()),
                        office.committee(),
                        office.turnaround(),
                        office.rules()));
    }

    /// Who may use data now, project by project; for the officer.
    @GetMapping("/committee/access")
    public ResponseEntity<String> entitlements(Visit visit) {
        Optional<Acting> acting = acting(visit);
        if (acting.isEmpty() || acting.get().seat() != Seat.OFFICER) {
            return problems.denied(visit, "Only the committee's officer sees who has access.");
        }
        return html.answer(
                HttpStatus.OK,
                new Page.Entitlements(
                        visit.frame(assets, Frame.Section.COMMITTEE),
                        office.entitlements(),
                        office.lists().barred(office.today())));
    }

    // ---- applications

    /// An empty form.
    @GetMapping("/projects/new")
    public ResponseEntity<String> blank(Visit visit) {
        return acting(visit).filter(a -> a.seat() == Seat.RESEARCHER).isPresent()
                ? form(visit, HttpStatus.OK, Optional.empty(), Typed.NOTHING, List.of())
                : problems.denied(visit, "Only researchers apply.");
    }

    /// Keeps a first draft.
    @PostMapping("/projects")
    public ResponseEntity<String> draft(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        return draft(visit, Optional.empty(), new Typed(form));
    }

    /// A draft in its form.
    @GetMapping("/projects/{id}/application")
    public ResponseEntity<String> edit(Visit visit, @PathVariable String id) {
        Optional<Application> application =
                acting(visit)
                        .flatMap(a -> id(id).flatMap(p -> office.desk().find(p, a)))
                        .flatMap(Project::application);
        return application
                .map(known ->
                        form(
                                visit,
                                HttpStatus.OK,
                                Optional.of(id),
                                ProjectForm.typed(known),
                                List.of()))
                .orElseGet(() -> problems.missing(visit));
    }

    /// Keeps a draft again, or an answer that changes an application.
    @PostMapping("/projects/{id}/application")
    public ResponseEntity<String> redraft(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        return draft(visit, Optional.of(id), new Typed(form));
    }

    private ResponseEntity<String> draft(Visit visit, Optional<String> known, Typed typed) {
        Optional<Acting> acting = acting(visit);
        Optional<ProjectId> id =
                known.isEmpty()
                        ? Optional.of(ProjectId.random())
                        : known.flatMap(ProjectsController::id);
        if (acting.isEmpty()) {
            return problems.denied(visit, AccessOffice.NO_SEAT);
        }
        if (id.isEmpty()
                || (known.isPresent() && office.desk().find(id.get(), acting.get()).isEmpty())) {
            return problems.missing(visit);
        }
        ProjectForm.Read read = ProjectForm.read(typed);
        if (read.application().isEmpty()) {
            return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, known, typed, read.problems());
        }
        return switch (typed.value("answer").isBlank()
                ? office.desk().draft(id.get(), read.application().get(), acting.get())
                : office.desk()
                        .answer(
                                id.get(),
                                Ids.parse(typed.value("question"), Integer::valueOf).orElse(0),
                                typed.value("answer"),
                                read.application(),
                                acting.get())) {
            case AccessAnswer.Done<Project> _ ->
                    Redirect.to("/projects/" + id.get().value() + "?done=drafted");
            case AccessAnswer.NotFound<Project> _ -> problems.missing(visit);
            case AccessAnswer.Refused<Project>(String reason) ->
                    form(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            known,
                            typed,
                            List.of(ProjectForm.problem(reason)));
        };
    }

    private ResponseEntity<String> form(
            Visit visit,
            HttpStatus status,
            Optional<String> id,
            Typed typed,
            List<FormProblem> wrong) {
        List<Choice> questions =
                id.flatMap(ProjectsController::id)
                        .flatMap(p -> acting(visit).flatMap(a -> office.desk().find(p, a)))
                        .map(project ->
                                project.openQuestions().stream()
                                        .map(q ->
                                                new Choice(
                                                        String.valueOf(q.number()), q.question()))
                                        .toList())
                        .orElse(List.of());
        return html.answer(
                status,
                new Page.ProjectApplication(
                        visit.frame(assets, Frame.Section.PROJECTS),
                        id,
                        questions,
                        ProjectForm.forbidden(office.refusals(), office.today()),
                        typed,
                        wrong));
    }

    // ---- one project

    /// One project.
    ///
    /// @param done which step has just been taken
    @GetMapping("/projects/{id}")
    public ResponseEntity<String> one(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> done) {
        return one(
                visit,
                HttpStatus.OK,
                id,
                done.filter(step -> step.matches("[a-z-]+")).isPresent() ? "It is kept." : "",
                List.of(),
                Typed.NOTHING);
    }

    private ResponseEntity<String> one(
            Visit visit,
            HttpStatus status,
            String id,
            String notice,
            List<FormProblem> wrong,
            Typed typed) {
        Optional<Acting> acting = acting(visit);
        if (acting.isEmpty()) {
            return problems.denied(visit, AccessOffice.NO_SEAT);
        }
        Optional<Project> found = id(id).flatMap(p -> office.desk().find(p, acting.get()));
        if (found.isEmpty()) {
            return problems.missing(visit);
        }
        Project project = found.get();
        LocalDate today = office.today();
        boolean isCommittee = acting.get().seat() != Seat.RESEARCHER;
        Frame frame =
                visit.frame(assets, isCommittee ? Frame.Section.COMMITTEE : Frame.Section.PROJECTS);
        return html.answer(
                status,
                new Page.OneProject(
                        isCommittee
                                ? frame.offering(
                                        lessons.at(
                                                "/projects/" + id,
                                                Set.of(GatedTask.REVIEW_ACCESS),
                                                visit.reader()))
                                : frame,
                        new ProjectView(
                                project,
                                acting.get(),
                                today,
                                project.checklist(today, office.rules()),
                                isCommittee
                                        ? project.team().stream()
                                                .filter(m ->
                                                        office.desk().bar(m.account()).isPresent())
                                                .map(m -> m.name())
                                                .toList()
                                        : List.of(),
                                isCommittee
                                        ? project.team().stream()
                                                .flatMap(m ->
                                                        visas.of(m.account()).stream()
                                                                .map(visa ->
                                                                        new ProjectView.Vouched(
                                                                                m.name(), visa)))
                                                .toList()
                                        : List.of(),
                                office.refusals(),
                                office.desk().offered(project, acting.get()),
                                today.plusMonths(office.rules().longestMonths()),
                                notice,
                                wrong,
                                typed)));
    }

    /// Takes a step.
    @PostMapping("/projects/{id}/steps/{step}")
    public ResponseEntity<String> step(
            Visit visit,
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> form) {
        Optional<Acting> acting = acting(visit);
        if (acting.isEmpty()) {
            return problems.denied(visit, AccessOffice.NO_SEAT);
        }
        Optional<ProjectId> project = id(id);
        if (project.isEmpty()) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(form);
        AccessAnswer<Project> answer;
        try {
            Optional<AccessAnswer<Project>> taken =
                    take(project.get(), step, fields(form, step), acting.get());
            if (taken.isEmpty()) {
                return problems.missing(visit);
            }
            answer = taken.get();
        } catch (IllegalArgumentException wrong) {
            return refused(visit, id, step, String.valueOf(wrong.getMessage()), typed);
        }
        return switch (answer) {
            case AccessAnswer.Done<Project> _ -> Redirect.to("/projects/" + id + "?done=" + step);
            case AccessAnswer.NotFound<Project> _ -> problems.missing(visit);
            case AccessAnswer.Refused<Project>(String reason) ->
                    refused(visit, id, step, reason, typed);
        };
    }

    /// The fields of one form; on the page each has the name of its step before its own.
    private static Typed fields(MultiValueMap<String, String> form, String step) {
        Map<String, List<String>> fields = new HashMap<>();
        form.forEach((name, values) -> {
            if (name.startsWith(step + "-")) {
                fields.put(name.substring(step.length() + 1), values);
            }
        });
        return new Typed(fields);
    }

    private Optional<AccessAnswer<Project>> take(
            ProjectId project, String step, Typed typed, Acting acting) {
        return switch (step) {
            case "submitted" -> Optional.of(office.desk().submit(project, acting));
            case "answered" ->
                    Optional.of(
                            office.desk()
                                    .answer(
                                            project,
                                            Ids.parse(typed.value("number"), Integer::valueOf)
                                                    .orElse(0),
                                            typed.value("answer"),
                                            Optional.empty(),
                                            acting));
            default -> {
                Optional<ProjectEvent> event = ProjectSteps.read(step, typed, acting);
                yield event.map(e -> office.desk().act(project, e, acting));
            }
        };
    }

    private ResponseEntity<String> refused(
            Visit visit, String id, String step, String reason, Typed typed) {
        FormProblem wrong = FormProblem.read(reason, field -> field.matches("[a-zA-Z]+"));
        String field = wrong.field().equals("condition") ? "conditions" : wrong.field();
        FormProblem atStep =
                new FormProblem(field.isEmpty() ? "" : step + "-" + field, wrong.words());
        return one(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, "", List.of(atStep), typed);
    }
}
