package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.rollout.RolloutAnswer;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutState;
import org.opengms.server.rollout.RolloutOffice;
import org.opengms.server.workforce.ForecastOffice;
import org.opengms.staffing.ForecastAnswer;
import org.opengms.staffing.ForecastDesk;
import org.opengms.staffing.ForecastId;
import org.opengms.staffing.ForecastJob;
import org.opengms.staffing.ForecastQuestion;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The workforce ahead: read by managers for their organisation and by operators for all, and
/// forecast anew for operators. A page shows what was kept; nothing is simulated in a request.
@Controller
public final class ForecastController {
    private static final String PATH = "/overview/workforce";

    private final Html html;
    private final Assets assets;
    private final ForecastOffice office;
    private final RolloutOffice rollouts;
    private final Problems problems;

    ForecastController(Html html, Assets assets, ForecastOffice office, RolloutOffice rollouts) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.rollouts = rollouts;
        this.problems = new Problems(html, assets);
    }

    /// What was forecast last.
    ///
    /// @param organisation of which all competences are shown
    /// @param done what has just been done
    @GetMapping(PATH)
    public ResponseEntity<String> workforce(
            Visit visit,
            @RequestParam Optional<String> organisation,
            @RequestParam Optional<String> done) {
        return newest(
                visit,
                HttpStatus.OK,
                organisation,
                done.filter("deleted"::equals).map(_ -> "The forecast is deleted.").orElse(""),
                List.of(),
                Typed.NOTHING);
    }

    private ResponseEntity<String> newest(
            Visit visit,
            HttpStatus status,
            Optional<String> organisation,
            String notice,
            List<FormProblem> wrong,
            Typed typed) {
        return switch (office.newest(visit.reader())) {
            case ForecastAnswer.Done<ForecastDesk.Found>(var found) ->
                    html.answer(
                            status,
                            page(visit, Optional.of(found), organisation, notice, wrong, typed));
            case ForecastAnswer.NotFound<ForecastDesk.Found> _ ->
                    html.answer(
                            status,
                            page(visit, Optional.empty(), organisation, notice, wrong, typed));
            case ForecastAnswer.NotAllowed<ForecastDesk.Found>(var why) ->
                    problems.denied(visit, why);
            case ForecastAnswer.Refused<ForecastDesk.Found> _ -> problems.missing(visit);
        };
    }

    private Page.WorkforceAhead page(
            Visit visit,
            Optional<ForecastDesk.Found> found,
            Optional<String> organisation,
            String notice,
            List<FormProblem> wrong,
            Typed typed) {
        List<ForecastJob> jobs =
                office.list(visit.reader())
                                instanceof ForecastAnswer.Done<List<ForecastJob>>(var all)
                        ? all
                        : List.of();
        return new Page.WorkforceAhead(
                visit.frame(assets, Frame.Section.OVERVIEW),
                visit.reader().has(Role.OPERATOR),
                found,
                jobs,
                planned(visit),
                organisation.filter(OdsCode::isValid).map(OdsCode::new),
                notice,
                wrong,
                typed);
    }

    /// The roll-outs that can be carried out meanwhile.
    private List<Choice> planned(Visit visit) {
        List<Choice> planned = new ArrayList<>();
        if (rollouts.list(visit.reader())
                instanceof RolloutAnswer.Done<List<RolloutJob>>(var jobs)) {
            for (RolloutJob job : jobs) {
                if (job.state() == RolloutState.DONE && job.about().plans() < 2) {
                    planned.add(
                            new Choice(
                                    job.id().toString(),
                                    "%s, asked %s"
                                            .formatted(
                                                    job.about().scenario(),
                                                    Wording.time(job.asked().at()))));
                }
            }
        }
        return planned;
    }

    /// Has the workforce forecast.
    @PostMapping(PATH)
    public ResponseEntity<String> ask(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        ForecastForm read = new ForecastForm(typed);
        Optional<ForecastQuestion> question = read.question();
        if (question.isEmpty()) {
            return newest(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Optional.empty(),
                    "",
                    read.problems(),
                    typed);
        }
        return switch (office.ask(question.get(), visit.reader())) {
            case ForecastAnswer.Done<ForecastId>(var id) -> Redirect.to(PATH + "/" + id);
            case ForecastAnswer.NotAllowed<ForecastId>(var why) -> problems.denied(visit, why);
            case ForecastAnswer.NotFound<ForecastId> _ -> problems.missing(visit);
            case ForecastAnswer.Refused<ForecastId>(var part, var words) ->
                    newest(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            Optional.empty(),
                            "",
                            List.of(ForecastForm.problem(part, words)),
                            typed);
        };
    }

    /// One forecast: how far it is, or its result.
    @GetMapping(PATH + "/{id}")
    public ResponseEntity<String> one(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> organisation) {
        return found(
                visit,
                id,
                found ->
                        html.answer(
                                HttpStatus.OK,
                                page(
                                        visit,
                                        Optional.of(found),
                                        organisation,
                                        "",
                                        List.of(),
                                        Typed.NOTHING)));
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
                                : html.answer("part/forecastprogress.jte", found.job()));
    }

    private ResponseEntity<String> found(
            Visit visit, String id, Function<ForecastDesk.Found, ResponseEntity<String>> answer) {
        Optional<ForecastId> job = Ids.parse(id, ForecastId::parse);
        if (job.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (office.find(job.get(), visit.reader())) {
            case ForecastAnswer.Done<ForecastDesk.Found>(var found) -> answer.apply(found);
            case ForecastAnswer.NotAllowed<ForecastDesk.Found>(var why) ->
                    problems.denied(visit, why);
            case ForecastAnswer.NotFound<ForecastDesk.Found> _ -> problems.missing(visit);
            case ForecastAnswer.Refused<ForecastDesk.Found> _ -> problems.missing(visit);
        };
    }

    /// Stops a forecast.
    @PostMapping(PATH + "/{id}/cancel")
    public ResponseEntity<String> cancel(Visit visit, @PathVariable String id) {
        return after(visit, id, office::cancel, PATH + "/" + id);
    }

    /// Deletes a forecast that has ended.
    @PostMapping(PATH + "/{id}/delete")
    public ResponseEntity<String> delete(Visit visit, @PathVariable String id) {
        return after(visit, id, office::delete, PATH + "?done=deleted");
    }

    private interface Deed {
        ForecastAnswer<ForecastId> by(ForecastId id, org.opengms.gate.Actor actor);
    }

    private ResponseEntity<String> after(Visit visit, String id, Deed deed, String where) {
        Optional<ForecastId> job = Ids.parse(id, ForecastId::parse);
        if (job.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (deed.by(job.get(), visit.reader())) {
            case ForecastAnswer.Done<ForecastId> _ -> Redirect.to(where);
            case ForecastAnswer.NotAllowed<ForecastId>(var why) -> problems.denied(visit, why);
            case ForecastAnswer.NotFound<ForecastId> _ -> problems.missing(visit);
            case ForecastAnswer.Refused<ForecastId> _ -> Redirect.to(PATH + "/" + job.get());
        };
    }
}
