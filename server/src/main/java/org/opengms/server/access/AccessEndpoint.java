package org.opengms.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.opengms.access.AccessAnswer;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Application;
import org.opengms.access.Bar;
import org.opengms.access.CommitteeSeat;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLists;
import org.opengms.access.Seat;
import org.opengms.datafile.DataFile;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/api/access/…`: projects for applicants and the committee, and the committee itself, as
/// docs/spec/access.md says.
@Controller
public class AccessEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BYTES = 1 << 17;
    private static final DataFile<Application> APPLICATION =
            form(Application.class, "an application", "OGMS-8650");
    private static final DataFile<ProjectEvent> STEP =
            form(ProjectEvent.class, "a step of a project", "OGMS-8651");
    private static final DataFile<Answer> ANSWER = form(Answer.class, "an answer", "OGMS-8651");
    private static final DataFile<CommitteeSeat> SEAT =
            form(CommitteeSeat.class, "a seat on the committee", "OGMS-8652");
    private static final DataFile<Bar> BAR = form(Bar.class, "a bar", "OGMS-8653");

    private final AccessOffice office;

    public AccessEndpoint(AccessOffice office) {
        this.office = office;
    }

    private static <T> DataFile<T> form(Class<T> type, String what, String code) {
        return new DataFile<>(type, what, code, UnaryOperator.identity());
    }

    /// The step `answered` as it is sent: what the consents say to a revised application is no
    /// matter of who sends it.
    ///
    /// @param kind `answered`
    record Answer(String kind, int number, String answer, Optional<Application> revised) {}

    // ---- projects

    /// Own projects, for a researcher; those that were sent, for the committee.
    ///
    /// @param show a constant of [ProjectLists.Show]; WAITING where it is left out
    /// @param page from 1
    @GetMapping("/api/access/projects")
    public void list(
            @RequestParam Optional<String> show,
            @RequestParam Optional<String> page,
            HttpServletResponse response)
            throws IOException {
        Optional<Acting> acting = acting(response);
        if (acting.isEmpty()) {
            return;
        }
        if (acting.get().seat() == Seat.RESEARCHER) {
            ApiMessages.write(
                    response,
                    200,
                    Map.of(
                            "projects",
                            ProjectViews.lines(
                                    office.lists().of(acting.get().account(), office.today()))));
            return;
        }
        try {
            ProjectLists.Lines lines =
                    office.lists()
                            .shown(
                                    show.map(text ->
                                                    ProjectLists.Show.valueOf(
                                                            text.toUpperCase(Locale.ROOT)
                                                                    .replace('-', '_')))
                                            .orElse(ProjectLists.Show.WAITING),
                                    page(page),
                                    office.today());
            ApiMessages.write(
                    response,
                    200,
                    Map.of(
                            "projects", ProjectViews.lines(lines.lines()),
                            "total", lines.total(),
                            "pages", lines.pages()));
        } catch (IllegalArgumentException unknown) {
            bad(
                    response,
                    "OGMS-8654 Say show=waiting, with-applicant, approved or over, and a page from 1 to 100000.");
        }
    }

    private static int page(Optional<String> text) {
        int page = text.map(number -> Integer.parseInt(number, 10)).orElse(1);
        if (page < 1 || page > 100_000) {
            throw new IllegalArgumentException("page");
        }
        return page;
    }

    /// Writes a first draft.
    @PostMapping("/api/access/projects")
    public void draft(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Acting> acting = acting(response);
        if (acting.isPresent()) {
            ProjectId id = ProjectId.random();
            draft(id, acting.get(), 201, request, response);
        }
    }

    /// Writes a draft again.
    @PutMapping("/api/access/projects/{id}")
    public void redraft(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Acting> acting = acting(response);
        Optional<ProjectId> project = acting.flatMap(_ -> project(id, response));
        if (acting.isPresent() && project.isPresent()) {
            if (office.desk().find(project.get(), acting.get()).isEmpty()) {
                missing(response);
                return;
            }
            draft(project.get(), acting.get(), 200, request, response);
        }
    }

    private void draft(
            ProjectId id,
            Acting acting,
            int status,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Application> application = message(request, response, APPLICATION);
        if (application.isPresent()) {
            answer(office.desk().draft(id, application.get(), acting), status, acting, response);
        }
    }

    /// A project, to each part what it may see.
    @GetMapping("/api/access/projects/{id}")
    public void one(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<Acting> acting = acting(response);
        Optional<ProjectId> project = acting.flatMap(_ -> project(id, response));
        if (acting.isEmpty() || project.isEmpty()) {
            return;
        }
        Optional<Project> found = office.desk().find(project.get(), acting.get());
        if (found.isEmpty()) {
            missing(response);
            return;
        }
        ApiMessages.write(
                response,
                200,
                ProjectViews.project(found.get(), acting.get(), office.today(), office));
    }

    /// Takes a step. Its `kind` and fields stand in docs/spec/access.md.
    @PostMapping("/api/access/projects/{id}/steps")
    public void step(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Acting> acting = acting(response);
        Optional<ProjectId> project = acting.flatMap(_ -> project(id, response));
        if (acting.isEmpty() || project.isEmpty()) {
            return;
        }
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        try {
            answer(step(project.get(), acting.get(), body.get()), 200, acting.get(), response);
        } catch (IllegalArgumentException wrong) {
            ApiMessages.unclear(response, wrong);
        }
    }

    private AccessAnswer<Project> step(ProjectId project, Acting acting, byte[] body) {
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("OGMS-8651 The message is not JSON.", notJson);
        }
        return switch (message.path("kind").asString("")) {
            case "submitted" -> office.desk().submit(project, acting);
            case "answered" -> {
                Answer answer = ANSWER.read(new ByteArrayInputStream(body), "the message");
                yield office.desk()
                        .answer(
                                project,
                                answer.number(),
                                answer.answer(),
                                answer.revised(),
                                acting);
            }
            case "drafted" ->
                    throw new IllegalArgumentException(
                            "OGMS-8651 A draft is written with PUT /api/access/projects/{id}.");
            default ->
                    office.desk()
                            .act(
                                    project,
                                    STEP.read(new ByteArrayInputStream(body), "the message"),
                                    acting);
        };
    }

    // ---- the committee

    /// Who sits on the committee today, and how long decisions took.
    @GetMapping("/api/access/committee")
    public void committee(HttpServletResponse response) throws IOException {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("seats", office.committee());
        view.put("turnaround", office.turnaround());
        view.put("rules", office.rules());
        ApiMessages.write(response, 200, view);
    }

    /// Gives somebody a seat; for the operator.
    @PostMapping("/api/access/committee")
    public void appoint(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<CommitteeSeat> seat = message(request, response, SEAT);
        if (seat.isPresent()) {
            office.appoint(seat.get(), new Account(CurrentActor.require().id()));
            ApiMessages.write(response, 201, seat.get());
        }
    }

    /// Which projects are open, with who may use data in each; for the officer.
    @GetMapping("/api/access/entitlements")
    public void entitlements(HttpServletResponse response) throws IOException {
        if (officer(response).isPresent()) {
            ApiMessages.write(
                    response,
                    200,
                    Map.of(
                            "projects",
                            office.entitlements().stream()
                                    .map(one ->
                                            Map.of(
                                                    "project", ProjectViews.line(one.line()),
                                                    "people", one.people()))
                                    .toList()));
        }
    }

    /// Who may use no data today; for the officer.
    @GetMapping("/api/access/bars")
    public void bars(HttpServletResponse response) throws IOException {
        if (officer(response).isPresent()) {
            ApiMessages.write(response, 200, Map.of("bars", office.lists().barred(office.today())));
        }
    }

    /// Keeps somebody from all data for a time; for the officer.
    @PostMapping("/api/access/bars")
    public void bar(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Acting> officer = officer(response);
        if (officer.isEmpty()) {
            return;
        }
        Optional<Bar> bar = message(request, response, BAR);
        if (bar.isPresent()) {
            office.bar(bar.get(), officer.get().account());
            ApiMessages.write(response, 201, bar.get());
        }
    }

    // ---- reading and answering

    private Optional<Acting> acting(HttpServletResponse response) throws IOException {
        Optional<Acting> acting = office.acting(CurrentActor.require());
        if (acting.isEmpty()) {
            ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", AccessOffice.NO_SEAT);
        }
        return acting;
    }

    private Optional<Acting> officer(HttpServletResponse response) throws IOException {
        Optional<Acting> acting = acting(response);
        if (acting.isPresent() && acting.get().seat() != Seat.OFFICER) {
            ApiErrors.write(
                    response,
                    403,
                    "forbidden",
                    "NOT_ALLOWED",
                    "Only the committee's officer does this.");
            return Optional.empty();
        }
        return acting;
    }

    private static Optional<ProjectId> project(String id, HttpServletResponse response) {
        try {
            return Optional.of(new ProjectId(id));
        } catch (IllegalArgumentException notOne) {
            try {
                missing(response);
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
            return Optional.empty();
        }
    }

    private static <T> Optional<T> message(
            HttpServletRequest request, HttpServletResponse response, DataFile<T> form)
            throws IOException {
        return ApiMessages.read(request, response, form, LARGEST_BYTES, "");
    }

    private void answer(
            AccessAnswer<Project> answer, int status, Acting acting, HttpServletResponse response)
            throws IOException {
        Function<Project, Map<String, Object>> view =
                project -> ProjectViews.project(project, acting, office.today(), office);
        switch (answer) {
            case AccessAnswer.Done<Project>(Project project) ->
                    ApiMessages.write(response, status, view.apply(project));
            case AccessAnswer.NotFound<Project> _ -> missing(response);
            case AccessAnswer.Refused<Project>(String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "UNPROCESSABLE_ENTITY", reason);
        }
    }

    private static void missing(HttpServletResponse response) throws IOException {
        ApiErrors.write(
                response, 404, "not-found", "NOT_FOUND", "There is no such project for you.");
    }

    private static void bad(HttpServletResponse response, String words) throws IOException {
        ApiErrors.write(response, 400, "value", "BAD_REQUEST", words);
    }
}
