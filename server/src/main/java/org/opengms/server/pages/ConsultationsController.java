package org.opengms.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opengms.dialogue.Consultation;
import org.opengms.dialogue.DialogueAnswer;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.LiveFigure;
import org.opengms.dialogue.SurveyDesk;
import org.opengms.dialogue.SurveyResults;
import org.opengms.server.dialogue.AnswerLimit;
import org.opengms.server.register.RegisterFigures;
import org.opengms.server.register.RegisterOffice;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/consultations/…`: what the public is asked, for anybody to read and answer without an account.
@Controller
public final class ConsultationsController {
    private final Html html;
    private final Assets assets;
    private final DialogueDesk desk;
    private final SurveyDesk survey;
    private final RegisterOffice register;
    private final AnswerLimit limit;
    private final Problems problems;

    public ConsultationsController(
            Html html,
            Assets assets,
            DialogueDesk desk,
            SurveyDesk survey,
            RegisterOffice register,
            AnswerLimit limit) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.survey = survey;
        this.register = register;
        this.limit = limit;
        this.problems = new Problems(html, assets);
    }

    private Frame frame(Visit visit) {
        return visit.frame(assets, Frame.Section.CONSULTATIONS);
    }

    /// All of them.
    @GetMapping("/consultations")
    public ResponseEntity<String> all(Visit visit) {
        return html.answer(
                HttpStatus.OK, new Page.Consultations(frame(visit), desk.all(), desk.today()));
    }

    /// By which rules words are published.
    @GetMapping("/consultations/rules")
    public ResponseEntity<String> rules(Visit visit) {
        return html.answer(
                HttpStatus.OK, new Page.ConsultationRules(frame(visit), desk.moderationRules()));
    }

    /// The wording of consent in all versions.
    @GetMapping("/consultations/wording")
    public ResponseEntity<String> wording(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.ConsentWording(frame(visit), desk.wordings(), desk.today()));
    }

    /// What the survey of awareness and trust found.
    @GetMapping("/consultations/survey")
    public ResponseEntity<String> survey(Visit visit) {
        return html.answer(HttpStatus.OK, new Page.SurveyTable(frame(visit), survey.results()));
    }

    /// The same for programs.
    @GetMapping("/consultations/survey.json")
    public ResponseEntity<SurveyResults> surveyForPrograms() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(survey.results());
    }

    /// One of them, with the form while it is open.
    @GetMapping("/consultations/{id}")
    public ResponseEntity<String> one(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> answered) {
        return desk.find(id)
                .map(consultation ->
                        page(
                                visit,
                                HttpStatus.OK,
                                consultation,
                                new Page.OneConsultation.Form(UUID.randomUUID().toString(), "", ""),
                                switch (answered.orElse("")) {
                                    case "now" ->
                                            "Thank you. Your answer counts. If you wrote something, it is published when a moderator has read it.";
                                    case "before" ->
                                            "This form was sent before, and the answer that it had then counts.";
                                    default -> "";
                                },
                                List.of()))
                .orElseGet(() -> problems.missing(visit));
    }

    private ResponseEntity<String> page(
            Visit visit,
            HttpStatus status,
            Consultation consultation,
            Page.OneConsultation.Form form,
            String notice,
            List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.OneConsultation(
                        frame(visit),
                        consultation,
                        consultation.phase(desk.today()),
                        figure(consultation.example().figure()),
                        desk.results(consultation),
                        desk.remarks(consultation),
                        desk.moderationRules(),
                        desk.decisions(consultation),
                        form,
                        notice,
                        wrong));
    }

    private String figure(LiveFigure figure) {
        RegisterFigures figures = register.today();
        return switch (figure) {
            case PARTICIPANTS -> figures.participants().words();
            case WITHDRAWALS -> figures.withdrawals().words();
            case USES_AFTER_WITHDRAWAL -> Wording.number(figures.usesAfterWithdrawal());
            case EMERGENCIES -> figures.emergencies().words();
            case USES_BY_COMPANIES ->
                    figures.uses().stream()
                            .filter(use -> use.purpose().equals("RESEARCH_BY_COMPANIES"))
                            .map(use -> use.permitted().words())
                            .findFirst()
                            .orElse("no");
        };
    }

    /// Takes an answer.
    @PostMapping("/consultations/{id}")
    public ResponseEntity<String> answer(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Optional<Consultation> consultation = desk.find(id);
        if (consultation.isEmpty()) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(fields);
        Page.OneConsultation.Form form =
                new Page.OneConsultation.Form(
                        typed.value("number"), typed.value("option"), typed.value("words"));
        if (!limit.admits(request.getRemoteAddr())) {
            return page(
                    visit,
                    HttpStatus.TOO_MANY_REQUESTS,
                    consultation.get(),
                    form,
                    "",
                    List.of(
                            new FormProblem(
                                    "",
                                    "Many answers came from your network in this hour. Yours was not kept. Send it again in an hour.")));
        }
        return switch (desk.answer(id, form.number(), form.option(), form.words())) {
            case DialogueAnswer.Done<DialogueDesk.Counted>(DialogueDesk.Counted counted) ->
                    Redirect.to(
                            "/consultations/%s?answered=%s"
                                    .formatted(
                                            id,
                                            switch (counted) {
                                                case NOW -> "now";
                                                case BEFORE -> "before";
                                            }));
            case DialogueAnswer.NotFound<DialogueDesk.Counted> _ -> problems.missing(visit);
            case DialogueAnswer.Refused<DialogueDesk.Counted>(String field, String reason) ->
                    page(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            consultation.get(),
                            form,
                            "",
                            List.of(new FormProblem(field, reason)));
        };
    }
}
