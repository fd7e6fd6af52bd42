package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.dialogue.Consultation;
import org.opengms.dialogue.DialogueAnswer;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.Moderation;
import org.opengms.dialogue.Remark;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/moderation`: what people wrote beside their answers to consultations, for operators to publish
/// or to refuse by one of the published rules.
@Controller
public final class ModerationController {
    /// How many texts of a consultation are shown at once; the next follow when these are decided.
    private static final int SHOWN = 10;

    private final Html html;
    private final Assets assets;
    private final DialogueDesk desk;
    private final Problems problems;

    public ModerationController(Html html, Assets assets, DialogueDesk desk) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.problems = new Problems(html, assets);
    }

    /// What waits, the oldest first.
    ///
    /// @param done what has just been decided, `published` or `refused`
    @GetMapping("/moderation")
    public ResponseEntity<String> waiting(Visit visit, @RequestParam Optional<String> done) {
        return page(
                visit,
                HttpStatus.OK,
                switch (done.orElse("")) {
                    case "published" -> "The text is published.";
                    case "refused" ->
                            "The text is not published. The choice beside it counts as before.";
                    default -> "";
                },
                List.of());
    }

    /// Decides about one text.
    @PostMapping("/moderation/{id}/{number}")
    public ResponseEntity<String> decide(
            Visit visit,
            @PathVariable String id,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> form) {
        if (desk.find(id).isEmpty()) {
            return problems.missing(visit);
        }
        if (desk.waiting(id).stream().map(Remark::number).noneMatch(number::equals)) {
            return page(
                    visit,
                    HttpStatus.CONFLICT,
                    "",
                    List.of(
                            new FormProblem(
                                    "",
                                    "This text does not wait any more: somebody else has decided about it.")));
        }
        String field = Page.Moderation.field(id, number);
        String chosen = Optional.ofNullable(form.getFirst(field)).orElse("");
        Optional<Moderation> outcome =
                chosen.equals(Page.Moderation.PUBLISH)
                        ? Optional.of(new Moderation.Accepted())
                        : Ids.parse(chosen, Integer::valueOf).map(Moderation.Refused::new);
        if (outcome.isEmpty()) {
            return page(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "",
                    List.of(
                            new FormProblem(
                                    field,
                                    "Publish the text, or choose the rule that it breaks.")));
        }
        return switch (desk.moderate(id, number, outcome.get(), visit.reader().id())) {
            case DialogueAnswer.Done<Moderation>(Moderation done) ->
                    Redirect.to(
                            "/moderation?done="
                                    + switch (done) {
                                        case Moderation.Accepted _ -> "published";
                                        case Moderation.Refused _ -> "refused";
                                    });
            case DialogueAnswer.NotFound<Moderation> _ -> problems.missing(visit);
            case DialogueAnswer.Refused<Moderation>(String _, String reason) ->
                    page(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "",
                            List.of(new FormProblem(field, reason)));
        };
    }

    private ResponseEntity<String> page(
            Visit visit, HttpStatus status, String notice, List<FormProblem> wrong) {
        List<Page.Moderation.Waiting> waiting = new ArrayList<>();
        for (Consultation consultation : desk.all()) {
            List<Remark> all = desk.waiting(consultation.id());
            if (!all.isEmpty()) {
                waiting.add(
                        new Page.Moderation.Waiting(
                                consultation, all.stream().limit(SHOWN).toList(), all.size()));
            }
        }
        return html.answer(
                status,
                new Page.Moderation(
                        visit.frame(assets, Frame.Section.CONSULTATIONS),
                        waiting,
                        desk.moderationRules(),
                        notice,
                        wrong));
    }
}
