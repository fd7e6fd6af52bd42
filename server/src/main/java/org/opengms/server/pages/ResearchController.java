package org.opengms.server.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.opengms.cohort.Measure;
import org.opengms.cohort.Trait;
import org.opengms.environment.Analysis;
import org.opengms.environment.Attribute;
import org.opengms.environment.Dimension;
import org.opengms.environment.ProjectStanding;
import org.opengms.environment.Run;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunId;
import org.opengms.metering.ProjectReference;
import org.opengms.outputs.OutputContext;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputId;
import org.opengms.outputs.OutputRequest;
import org.opengms.server.environment.OutputFiles;
import org.opengms.server.environment.OutputOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where members of a project's team have analyses run beside the data, and ask for what they found
/// to be released.
@Controller
public final class ResearchController {
    private final Html html;
    private final Assets assets;
    private final RunDesk runs;
    private final OutputOffice outputs;
    private final Problems problems;

    public ResearchController(Html html, Assets assets, RunDesk runs, OutputOffice outputs) {
        this.html = html;
        this.assets = assets;
        this.runs = runs;
        this.outputs = outputs;
        this.problems = new Problems(html, assets);
    }

    /// The projects of whoever is signed in.
    @GetMapping("/research")
    public ResponseEntity<String> projects(Visit visit) {
        return projects(visit, HttpStatus.OK, List.of(), Typed.NOTHING);
    }

    private ResponseEntity<String> projects(
            Visit visit, HttpStatus status, List<FormProblem> wrong, Typed typed) {
        List<Page.Research.Project> all = new ArrayList<>();
        for (ProjectStanding.Named named : runs.projects(visit.reader())) {
            ProjectReference project = named.project();
            all.add(
                    new Page.Research.Project(
                            project,
                            named.title(),
                            runs.list(project, visit.reader())
                                            instanceof RunDesk.Answer.Done<List<Run>>(var found)
                                    ? found
                                    : List.of(),
                            outputs.desk().list(project, visit.reader())
                                            instanceof
                                            OutputDesk.Answer.Done<List<OutputRequest>>(var asked)
                                    ? asked
                                    : List.of()));
        }
        return html.answer(
                status,
                new Page.Research(visit.frame(assets, Frame.Section.RESEARCH), all, wrong, typed));
    }

    /// Has an analysis run.
    @PostMapping("/research/runs")
    public ResponseEntity<String> ask(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        try {
            return switch (runs.ask(
                    new ProjectReference(typed.value("project")),
                    analysis(typed),
                    visit.reader())) {
                case RunDesk.Answer.Done<Run>(Run run) -> Redirect.to("/research/runs/" + run.id());
                case RunDesk.Answer.Refused<Run>(String why) -> again(visit, why, typed);
                case RunDesk.Answer.NotFound<Run> _ -> problems.missing(visit);
            };
        } catch (IllegalArgumentException unclear) {
            return again(
                    visit, FormProblem.withoutNumber(String.valueOf(unclear.getMessage())), typed);
        }
    }

    private ResponseEntity<String> again(Visit visit, String why, Typed typed) {
        return projects(
                visit,
                HttpStatus.UNPROCESSABLE_CONTENT,
                List.of(new FormProblem("kind", why)),
                typed);
    }

    private static Analysis analysis(Typed typed) {
        return switch (typed.value("kind")) {
            case "table" -> new Analysis.CrossTabulation(dimensions(typed), List.of());
            case "phenotypes" ->
                    new Analysis.PhenotypeByOutcome(
                            words(typed.value("phenotypes")).map(Attribute.Phenotype::new).toList(),
                            new Dimension(
                                    new Attribute.OfTrait(Trait.OUTCOME), List.of("YES", "NO")));
            case "carriers" ->
                    new Analysis.Carriers(
                            words(typed.value("regions")).map(Analysis::region).toList());
            case "burden" ->
                    new Analysis.Burden(
                            words(typed.value("regions")).map(Analysis::region).toList(),
                            List.of());
            case "sums" -> {
                List<Dimension> by = dimensions(typed);
                if (by.size() != 1) {
                    throw new IllegalArgumentException("Choose one attribute to add up by.");
                }
                yield new Analysis.Sums(Measure.DAYS_TO_REPORT, by.getFirst());
            }
            default -> throw new IllegalArgumentException("Choose what is to be counted.");
        };
    }

    private static List<Dimension> dimensions(Typed typed) {
        List<Dimension> by = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            List<String> values =
                    Stream.of(typed.value("values-" + trait.name()).split(","))
                            .map(String::strip)
                            .filter(v -> !v.isEmpty())
                            .toList();
            if (!values.isEmpty()) {
                by.add(new Dimension(new Attribute.OfTrait(trait), values));
            }
        }
        return by;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(word -> !word.isEmpty());
    }

    /// How an analysis goes, and the form to ask for its release.
    @GetMapping("/research/runs/{id}")
    public ResponseEntity<String> run(Visit visit, @PathVariable String id) {
        return run(visit, HttpStatus.OK, id, List.of(), Typed.NOTHING);
    }

    private ResponseEntity<String> run(
            Visit visit, HttpStatus status, String id, List<FormProblem> wrong, Typed typed) {
        return Ids.parse(id, RunId::new)
                .flatMap(run ->
                        runs.find(run, visit.reader())
                                        instanceof RunDesk.Answer.Done<Run>(var found)
                                ? Optional.of(found)
                                : Optional.empty())
                .map(found ->
                        html.answer(
                                status,
                                new Page.ResearchRun(
                                        visit.frame(assets, Frame.Section.RESEARCH),
                                        found,
                                        wrong,
                                        typed)))
                .orElseGet(() -> problems.missing(visit));
    }

    /// Stops an analysis.
    @PostMapping("/research/runs/{id}/stop")
    public ResponseEntity<String> stop(Visit visit, @PathVariable String id) {
        Optional<RunId> run = Ids.parse(id, RunId::new);
        if (run.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (runs.cancel(run.get(), visit.reader())) {
            case RunDesk.Answer.Done<Run> _ -> Redirect.to("/research/runs/" + run.get());
            case RunDesk.Answer.Refused<Run>(String why) ->
                    run(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            id,
                            List.of(new FormProblem("stop", why)),
                            Typed.NOTHING);
            case RunDesk.Answer.NotFound<Run> _ -> problems.missing(visit);
        };
    }

    /// Asks for the release of what an analysis found.
    @PostMapping("/research/runs/{id}/output")
    public ResponseEntity<String> release(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        Optional<Run> run =
                Ids.parse(id, RunId::new)
                        .flatMap(one ->
                                runs.find(one, visit.reader())
                                                instanceof RunDesk.Answer.Done<Run>(var found)
                                        ? Optional.of(found)
                                        : Optional.empty());
        if (run.isEmpty()) {
            return problems.missing(visit);
        }
        try {
            OutputContext context =
                    new OutputContext(
                            typed.value("shows"),
                            typed.value("population"),
                            typed.value("whySafe"),
                            OptionalInt.empty());
            return switch (outputs.ask(
                    run.get().project(),
                    run.get().id(),
                    context,
                    Optional.empty(),
                    visit.reader())) {
                case OutputDesk.Answer.Done<OutputRequest>(OutputRequest request) ->
                        Redirect.to("/research/outputs/" + request.id());
                case OutputDesk.Answer.Refused<OutputRequest>(String why) ->
                        run(
                                visit,
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                id,
                                List.of(new FormProblem("shows", why)),
                                typed);
                case OutputDesk.Answer.NotFound<OutputRequest> _ -> problems.missing(visit);
            };
        } catch (IllegalArgumentException unclear) {
            return run(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    id,
                    List.of(
                            new FormProblem(
                                    "shows",
                                    FormProblem.withoutNumber(
                                            String.valueOf(unclear.getMessage())))),
                    typed);
        }
    }

    /// How an output stands: what the rules say of each part of it, and what became of it.
    @GetMapping("/research/outputs/{id}")
    public ResponseEntity<String> output(Visit visit, @PathVariable String id) {
        return output(visit, HttpStatus.OK, id, List.of());
    }

    private ResponseEntity<String> output(
            Visit visit, HttpStatus status, String id, List<FormProblem> wrong) {
        return Ids.parse(id, OutputId::new)
                .flatMap(one ->
                        outputs.desk().find(one, visit.reader())
                                        instanceof OutputDesk.Answer.Done<OutputRequest>(var found)
                                ? Optional.of(found)
                                : Optional.empty())
                .map(found ->
                        html.answer(
                                status,
                                new Page.ResearchOutput(
                                        visit.frame(assets, Frame.Section.RESEARCH), found, wrong)))
                .orElseGet(() -> problems.missing(visit));
    }

    /// Answers a checker's questions, or takes a request back.
    @PostMapping("/research/outputs/{id}")
    public ResponseEntity<String> act(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        Optional<OutputId> output = Ids.parse(id, OutputId::new);
        if (output.isEmpty()) {
            return problems.missing(visit);
        }
        OutputDesk.Answer<OutputRequest> answer =
                typed.value("deed").equals("withdraw")
                        ? outputs.withdraw(output.get(), visit.reader())
                        : outputs.answer(output.get(), typed.value("words"), visit.reader());
        return switch (answer) {
            case OutputDesk.Answer.Done<OutputRequest> _ ->
                    Redirect.to("/research/outputs/" + output.get());
            case OutputDesk.Answer.Refused<OutputRequest>(String why) ->
                    output(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            id,
                            List.of(new FormProblem("words", why)));
            case OutputDesk.Answer.NotFound<OutputRequest> _ -> problems.missing(visit);
        };
    }

    /// Hands out a released output.
    @GetMapping("/research/outputs/{id}/file")
    public void file(Visit visit, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        if (Ids.parse(id, OutputId::new)
                        .map(one -> outputs.fetch(one, visit.reader()))
                        .orElseGet(OutputDesk.Answer.NotFound::new)
                instanceof OutputDesk.Answer.Done<OutputDesk.Fetched>(var fetched)) {
            OutputFiles.write(response, fetched);
        } else {
            response.sendError(HttpStatus.NOT_FOUND.value());
        }
    }

    /// A trait in the words of its field.
    static String words(Trait trait) {
        return new Attribute.OfTrait(trait).title().toLowerCase(Locale.ROOT);
    }
}
