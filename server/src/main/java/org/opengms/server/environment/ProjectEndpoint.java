package org.opengms.server.environment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.opengms.cohort.ParticipantId;
import org.opengms.datafile.DataFile;
import org.opengms.environment.AnalysisFile;
import org.opengms.environment.FileDesk;
import org.opengms.environment.Run;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunId;
import org.opengms.gate.AccessLogUnavailable;
import org.opengms.metering.DailySum;
import org.opengms.metering.Meter;
import org.opengms.metering.ProjectReference;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputId;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/// `/api/environment/…`: analyses beside the data and the output gate, for projects' teams and
/// their environments; `/api/metering`: what projects used. docs/spec/safe-use.md has the messages.
@Controller
public class ProjectEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BYTES = 1 << 21;
    private static final int MOST_DAYS = 400;
    private static final DataFile<ProjectForms.AskRun> ASK_RUN = form(ProjectForms.AskRun.class);
    private static final DataFile<ProjectForms.AskFile> ASK_FILE = form(ProjectForms.AskFile.class);
    private static final DataFile<ProjectForms.Words> WORDS = form(ProjectForms.Words.class);

    private final RunDesk runs;
    private final OutputOffice outputs;
    private final FileDesk files;
    private final Meter meter;

    public ProjectEndpoint(RunDesk runs, OutputOffice outputs, FileDesk files, Meter meter) {
        this.runs = runs;
        this.outputs = outputs;
        this.files = files;
        this.meter = meter;
    }

    private static <T> DataFile<T> form(Class<T> type) {
        return new DataFile<>(type, "the message", "OGMS-7673", UnaryOperator.identity());
    }

    // ---- Analyses -------------------------------------------------------------------------------

    /// Has an analysis run.
    @PostMapping("/api/environment/projects/{project}/runs")
    public void run(
            @PathVariable("project") String project,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isPresent()) {
            understood(
                    response,
                    () ->
                            answerRun(
                                    response,
                                    202,
                                    runs.ask(
                                            new ProjectReference(project),
                                            AnalysisFile.read(
                                                    new String(body.get(), StandardCharsets.UTF_8)),
                                            CurrentActor.require()),
                                    ProjectForms::view));
        }
    }

    /// The analyses of a project, newest first.
    @GetMapping("/api/environment/projects/{project}/runs")
    public void runs(@PathVariable("project") String project, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () ->
                        answerRun(
                                response,
                                200,
                                runs.list(new ProjectReference(project), CurrentActor.require()),
                                all -> all.stream().map(ProjectForms::view).toList()));
    }

    /// How an analysis goes.
    @GetMapping("/api/environment/runs/{id}")
    public void find(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () ->
                        answerRun(
                                response,
                                200,
                                runs.find(new RunId(id), CurrentActor.require()),
                                ProjectForms::view));
    }

    /// Stops an analysis.
    @PostMapping("/api/environment/runs/{id}/stop")
    public void stop(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () ->
                        answerRun(
                                response,
                                202,
                                runs.cancel(new RunId(id), CurrentActor.require()),
                                ProjectForms::view));
    }

    // ---- Outputs --------------------------------------------------------------------------------

    /// Asks for the release of what an analysis found.
    @PostMapping("/api/environment/runs/{id}/output")
    public void askRun(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        understood(
                response,
                () -> {
                    ProjectForms.AskRun asked = read(ASK_RUN, body.get());
                    RunId run = new RunId(id);
                    switch (runs.find(run, CurrentActor.require())) {
                        case RunDesk.Answer.Done<Run>(Run found) ->
                                answerOutput(
                                        response,
                                        201,
                                        outputs.ask(
                                                found.project(),
                                                run,
                                                asked.context(),
                                                ProjectForms.id(asked.supersedes()),
                                                CurrentActor.require()),
                                        ProjectForms::view);
                        case RunDesk.Answer.Refused<Run>(String why) -> refused(response, why);
                        case RunDesk.Answer.NotFound<Run> _ -> missing(response);
                    }
                });
    }

    /// Asks for the release of a file.
    @PostMapping("/api/environment/projects/{project}/outputs")
    public void askFile(
            @PathVariable("project") String project,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        understood(
                response,
                () -> {
                    ProjectForms.AskFile asked = read(ASK_FILE, body.get());
                    answerOutput(
                            response,
                            201,
                            outputs.ask(
                                    new ProjectReference(project),
                                    asked.made(),
                                    asked.kind(),
                                    asked.name(),
                                    asked.bytes(),
                                    asked.context(),
                                    ProjectForms.id(asked.supersedes()),
                                    CurrentActor.require()),
                            ProjectForms::view);
                });
    }

    /// The outputs of a project, newest first.
    @GetMapping("/api/environment/projects/{project}/outputs")
    public void outputs(@PathVariable("project") String project, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () ->
                        answerOutput(
                                response,
                                200,
                                outputs.desk()
                                        .list(
                                                new ProjectReference(project),
                                                CurrentActor.require()),
                                all -> all.stream().map(ProjectForms::view).toList()));
    }

    /// How an output stands.
    @GetMapping("/api/environment/outputs/{id}")
    public void output(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () ->
                        answerOutput(
                                response,
                                200,
                                outputs.desk().find(new OutputId(id), CurrentActor.require()),
                                ProjectForms::view));
    }

    /// Answers a checker's questions.
    @PostMapping("/api/environment/outputs/{id}/answer")
    public void answer(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isPresent()) {
            understood(
                    response,
                    () ->
                            answerOutput(
                                    response,
                                    200,
                                    outputs.answer(
                                            new OutputId(id),
                                            read(WORDS, body.get()).words(),
                                            CurrentActor.require()),
                                    ProjectForms::view));
        }
    }

    /// Takes a request back.
    @PostMapping("/api/environment/outputs/{id}/withdraw")
    public void withdraw(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () ->
                        answerOutput(
                                response,
                                200,
                                outputs.withdraw(new OutputId(id), CurrentActor.require()),
                                ProjectForms::view));
    }

    /// A released output.
    @GetMapping("/api/environment/outputs/{id}/file")
    public void file(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () -> {
                    switch (outputs.fetch(new OutputId(id), CurrentActor.require())) {
                        case OutputDesk.Answer.Done<OutputDesk.Fetched>(
                                        OutputDesk.Fetched fetched) ->
                                OutputFiles.write(response, fetched);
                        case OutputDesk.Answer.Refused<OutputDesk.Fetched>(String why) ->
                                refused(response, why);
                        case OutputDesk.Answer.NotFound<OutputDesk.Fetched> _ -> missing(response);
                    }
                });
    }

    // ---- Files and metering ---------------------------------------------------------------------

    /// Files that a project's environment may read, some participants at a time.
    @GetMapping("/api/environment/files")
    public void files(@RequestParam("after") Optional<String> after, HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () -> {
                    switch (files.list(after.map(ParticipantId::new), CurrentActor.require())) {
                        case FileDesk.Answer.Done<FileDesk.Listed>(FileDesk.Listed listed) -> {
                            Map<String, Object> body = new LinkedHashMap<>();
                            body.put(
                                    "files",
                                    listed.files().stream()
                                            .map(f ->
                                                    Map.of(
                                                            "id",
                                                            f.id(),
                                                            "participant",
                                                            f.participant().value(),
                                                            "bytes",
                                                            f.bytes()))
                                            .toList());
                            listed.next().ifPresent(next -> body.put("next", next.value()));
                            ApiMessages.write(response, 200, body);
                        }
                        case FileDesk.Answer.Refused<FileDesk.Listed>(String why) ->
                                refused(response, why);
                        case FileDesk.Answer.NotFound<FileDesk.Listed> _,
                                FileDesk.Answer.NoSuchRange<FileDesk.Listed> _ ->
                                missing(response);
                    }
                });
    }

    /// What projects used, by day.
    ///
    /// @param from first day
    /// @param until last day, exclusive
    @GetMapping("/api/metering")
    public void metering(
            @RequestParam("from") String from,
            @RequestParam("until") String until,
            @RequestParam("project") Optional<String> project,
            HttpServletResponse response)
            throws IOException {
        understood(
                response,
                () -> {
                    LocalDate first = day(from);
                    LocalDate last = day(until);
                    if (first.plusDays(MOST_DAYS).isBefore(last)) {
                        throw new IllegalArgumentException(
                                "OGMS-7674 Ask about at most %d days.".formatted(MOST_DAYS));
                    }
                    ApiMessages.write(
                            response,
                            200,
                            Map.of(
                                    "sums",
                                    meter
                                            .sums(project.map(ProjectReference::new), first, last)
                                            .stream()
                                            .map(ProjectEndpoint::view)
                                            .toList()));
                });
    }

    /// Every use, one JSON object a line, for programs that compare them with the transparency log.
    @GetMapping("/api/metering/uses")
    public void uses(HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType("application/jsonl;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        PrintWriter out = response.getWriter();
        meter.forEach(
                LocalDate.EPOCH,
                LocalDate.of(9999, 1, 1),
                use -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("id", use.id().toString());
                    view.put("project", use.project().value());
                    view.put("kind", use.kind().name());
                    view.put("subject", use.subject());
                    view.put("people", use.people());
                    view.put("records", use.records());
                    view.put("queries", use.queries());
                    view.put("bytes", use.bytes());
                    out.append(JSON.writeValueAsString(view)).append('\n');
                });
        out.flush();
    }

    private static Map<String, Object> view(DailySum sum) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("day", sum.day().toString());
        view.put("project", sum.project().value());
        view.put("kind", sum.kind().name());
        view.put("uses", sum.uses());
        view.put("people", sum.people());
        view.put("records", sum.records());
        view.put("queries", sum.queries());
        view.put("bytes", sum.bytes());
        return view;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw new IllegalArgumentException(
                    "OGMS-7675 from and until are days, such as 2026-11-26.", noDay);
        }
    }

    // ---- Answers --------------------------------------------------------------------------------

    /// The use could not be written down, so nothing was released.
    @ExceptionHandler(AccessLogUnavailable.class)
    public void notWrittenDown(AccessLogUnavailable unavailable, HttpServletResponse response)
            throws IOException {
        response.setHeader("Retry-After", "60");
        ApiErrors.write(
                response,
                503,
                "transient",
                "UNAVAILABLE",
                String.valueOf(unavailable.getMessage()));
    }

    private static <T> T read(DataFile<T> form, byte[] body) {
        return form.read(new ByteArrayInputStream(body), "the message");
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws IOException;
    }

    private static void understood(HttpServletResponse response, Deed deed) throws IOException {
        try {
            deed.run();
        } catch (IllegalArgumentException unclear) {
            ApiMessages.unclear(response, unclear);
        }
    }

    private static void refused(HttpServletResponse response, String why) throws IOException {
        ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", why);
    }

    private static void missing(HttpServletResponse response) throws IOException {
        ApiErrors.write(
                response, 404, "not-found", "NOT_FOUND", "There is nothing like that here.");
    }

    private static <T> void answerRun(
            HttpServletResponse response,
            int status,
            RunDesk.Answer<T> answer,
            Function<T, Object> view)
            throws IOException {
        switch (answer) {
            case RunDesk.Answer.Done<T>(T value) ->
                    ApiMessages.write(response, status, view.apply(value));
            case RunDesk.Answer.Refused<T>(String why) -> refused(response, why);
            case RunDesk.Answer.NotFound<T> _ -> missing(response);
        }
    }

    private static <T> void answerOutput(
            HttpServletResponse response,
            int status,
            OutputDesk.Answer<T> answer,
            Function<T, Object> view)
            throws IOException {
        switch (answer) {
            case OutputDesk.Answer.Done<T>(T value) ->
                    ApiMessages.write(response, status, view.apply(value));
            case OutputDesk.Answer.Refused<T>(String why) -> refused(response, why);
            case OutputDesk.Answer.NotFound<T> _ -> missing(response);
        }
    }
}
