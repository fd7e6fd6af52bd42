package org.opengms.server.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.rollout.RolloutAnswer;
import org.opengms.rollout.RolloutDesk;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutResult;
import org.opengms.server.rollout.RolloutFile;
import org.opengms.server.rollout.RolloutOffice;
import org.opengms.server.rollout.RolloutPlots;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Roll-outs: asked for, followed, read and compared by whoever runs the service.
@Controller
public final class RolloutController {
    private static final String PATH = "/overview/rollout";

    private final Html html;
    private final Assets assets;
    private final RolloutOffice office;
    private final Problems problems;

    public RolloutController(Html html, Assets assets, RolloutOffice office) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.problems = new Problems(html, assets);
    }

    /// The form, and the roll-outs there are.
    ///
    /// @param done what has just been done
    @GetMapping(PATH)
    public ResponseEntity<String> rollouts(Visit visit, @RequestParam Optional<String> done) {
        return form(
                visit,
                HttpStatus.OK,
                done.filter("deleted"::equals).map(_ -> "The roll-out is deleted.").orElse(""),
                List.of(),
                Typed.NOTHING);
    }

    private ResponseEntity<String> form(
            Visit visit, HttpStatus status, String notice, List<FormProblem> wrong, Typed typed) {
        return switch (office.list(visit.reader())) {
            case RolloutAnswer.Done<List<RolloutJob>>(var jobs) ->
                    html.answer(
                            status,
                            new Page.Rollouts(
                                    visit.frame(assets, Frame.Section.OVERVIEW),
                                    jobs,
                                    office.funded(),
                                    notice,
                                    wrong,
                                    typed));
            case RolloutAnswer.NotAllowed<List<RolloutJob>>(var why) -> problems.denied(visit, why);
            case RolloutAnswer.NotFound<List<RolloutJob>> _ -> problems.missing(visit);
            case RolloutAnswer.Refused<List<RolloutJob>> _ -> problems.missing(visit);
        };
    }

    /// Asks for a roll-out.
    @PostMapping(PATH)
    public ResponseEntity<String> ask(
            Visit visit,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(name = "scenario-file") Optional<MultipartFile> scenario,
            @RequestParam(name = "catalogue-file") Optional<MultipartFile> catalogue,
            @RequestParam(name = "plan-file", required = false) List<MultipartFile> plans)
            throws IOException {
        Typed typed = new Typed(form);
        List<RolloutForm.Sent> given = new ArrayList<>();
        for (MultipartFile plan : plans == null ? List.<MultipartFile>of() : plans) {
            sent(Optional.of(plan)).ifPresent(given::add);
        }
        RolloutForm read = new RolloutForm(typed, sent(scenario), sent(catalogue), given);
        Optional<RolloutQuestion> question = read.question();
        if (question.isEmpty()) {
            return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, "", read.problems(), typed);
        }
        RolloutQuestion asked =
                typed.has("funded", "yes") ? office.withFunded(question.get()) : question.get();
        return switch (office.ask(asked, visit.reader())) {
            case RolloutAnswer.Done<RolloutJobId>(var id) -> Redirect.to(PATH + "/" + id);
            case RolloutAnswer.NotAllowed<RolloutJobId>(var why) -> problems.denied(visit, why);
            case RolloutAnswer.NotFound<RolloutJobId> _ -> problems.missing(visit);
            case RolloutAnswer.Refused<RolloutJobId>(var wrong) ->
                    form(visit, HttpStatus.UNPROCESSABLE_CONTENT, "", read.beside(wrong), typed);
        };
    }

    /// What was sent, no more of it than is read; nothing where no file was chosen.
    private static Optional<RolloutForm.Sent> sent(Optional<MultipartFile> file)
            throws IOException {
        if (file.isEmpty() || file.get().isEmpty()) {
            return Optional.empty();
        }
        String name = file.get().getOriginalFilename();
        boolean fits = file.get().getSize() <= RolloutQuestion.LARGEST_BYTES;
        return Optional.of(
                new RolloutForm.Sent(
                        name == null || name.isBlank() ? "the file" : name,
                        file.get().getSize(),
                        fits ? new String(file.get().getBytes(), StandardCharsets.UTF_8) : ""));
    }

    /// One roll-out: how far it is, or its result.
    @GetMapping(PATH + "/{id}")
    public ResponseEntity<String> rollout(Visit visit, @PathVariable String id) {
        return found(visit, id, found -> html.answer(HttpStatus.OK, page(visit, found)));
    }

    private Page page(Visit visit, RolloutDesk.Found found) {
        Frame frame = visit.frame(assets, Frame.Section.OVERVIEW);
        RolloutJob job = found.job();
        Optional<RolloutResult.Judged> judged = found.result().flatMap(RolloutResult::judged);
        if (judged.isPresent()) {
            RolloutResult result = found.result().orElseThrow();
            return new Page.RolloutDone(
                    frame, job, result.service(), judged.get(), RolloutPlots.of(result));
        }
        Optional<RolloutResult.Compared> compared = found.result().flatMap(RolloutResult::compared);
        if (compared.isPresent()) {
            RolloutResult result = found.result().orElseThrow();
            return new Page.RolloutComparison(
                    frame, job, result.service(), compared.get(), RolloutPlots.of(result));
        }
        return new Page.RolloutProgress(frame, found);
    }

    /// The part of the page that follows a running job. When it has ended, the browser loads the
    /// whole page again.
    @GetMapping(PATH + "/{id}/progress")
    public ResponseEntity<String> progress(Visit visit, @PathVariable String id) {
        return found(
                visit,
                id,
                found ->
                        found.job().state().isEnded()
                                ? ResponseEntity.noContent().header("HX-Refresh", "true").build()
                                : html.answer("part/rolloutprogress.jte", found));
    }

    private ResponseEntity<String> found(
            Visit visit,
            String id,
            java.util.function.Function<RolloutDesk.Found, ResponseEntity<String>> answer) {
        Optional<RolloutJobId> job = Ids.parse(id, RolloutJobId::parse);
        if (job.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (office.find(job.get(), visit.reader())) {
            case RolloutAnswer.Done<RolloutDesk.Found>(var found) -> answer.apply(found);
            case RolloutAnswer.NotAllowed<RolloutDesk.Found>(var why) ->
                    problems.denied(visit, why);
            case RolloutAnswer.NotFound<RolloutDesk.Found> _ -> problems.missing(visit);
            case RolloutAnswer.Refused<RolloutDesk.Found> _ -> problems.missing(visit);
        };
    }

    /// Stops a roll-out.
    @PostMapping(PATH + "/{id}/cancel")
    public ResponseEntity<String> cancel(Visit visit, @PathVariable String id) {
        return found(
                visit,
                id,
                found -> {
                    office.cancel(found.job().id(), visit.reader());
                    return Redirect.to(PATH + "/" + found.job().id());
                });
    }

    /// Deletes a roll-out that has ended.
    @PostMapping(PATH + "/{id}/delete")
    public ResponseEntity<String> delete(Visit visit, @PathVariable String id) {
        return found(
                visit,
                id,
                found ->
                        office.delete(found.job().id(), visit.reader())
                                        instanceof RolloutAnswer.Done<RolloutJobId>
                                ? Redirect.to(PATH + "?done=deleted")
                                : Redirect.to(PATH + "/" + found.job().id()));
    }

    /// A file of a result.
    @GetMapping(PATH + "/{id}/files/{name}")
    public ResponseEntity<String> file(
            Visit visit, @PathVariable String id, @PathVariable String name) {
        return found(
                visit,
                id,
                found ->
                        found.result()
                                .flatMap(result -> RolloutFile.find(result, name))
                                .map(RolloutController::download)
                                .orElseGet(() -> problems.missing(visit)));
    }

    private static ResponseEntity<String> download(RolloutFile file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file.name()).build().toString())
                .body(file.text());
    }
}
