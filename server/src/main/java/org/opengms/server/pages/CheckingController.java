package org.opengms.server.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputDesk.Answer;
import org.opengms.outputs.OutputDesk.Opinion;
import org.opengms.outputs.OutputId;
import org.opengms.outputs.OutputRequest;
import org.opengms.server.environment.OutputOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where output checkers see what waits, look at it, and say whether it is safe.
@Controller
public final class CheckingController {
    private final Html html;
    private final Assets assets;
    private final OutputOffice outputs;
    private final Problems problems;

    public CheckingController(Html html, Assets assets, OutputOffice outputs) {
        this.html = html;
        this.assets = assets;
        this.outputs = outputs;
        this.problems = new Problems(html, assets);
    }

    /// What waits, the longest first.
    @GetMapping("/checking")
    public ResponseEntity<String> queue(Visit visit, @RequestParam Optional<String> done) {
        return html.answer(
                HttpStatus.OK,
                new Page.Checking(
                        visit.frame(assets, Frame.Section.CHECKING),
                        outputs.desk().queue(visit.reader()),
                        done.isPresent() ? "What you said is kept." : ""));
    }

    /// One output, with its context, what the rules say of it, and the text itself.
    @GetMapping("/checking/{id}")
    public ResponseEntity<String> look(Visit visit, @PathVariable String id) {
        return look(visit, HttpStatus.OK, id, List.of(), Typed.NOTHING);
    }

    private ResponseEntity<String> look(
            Visit visit, HttpStatus status, String id, List<FormProblem> wrong, Typed typed) {
        Optional<OutputId> output = Ids.parse(id, OutputId::new);
        if (output.isEmpty()
                || !(outputs.desk().look(output.get(), visit.reader())
                        instanceof Answer.Done<OutputDesk.Looked>(var looked))) {
            return problems.missing(visit);
        }
        return html.answer(
                status,
                new Page.CheckingOne(
                        visit.frame(assets, Frame.Section.CHECKING),
                        looked.request(),
                        looked.bytes().map(bytes -> new String(bytes, UTF_8)).orElse(""),
                        wrong,
                        typed));
    }

    /// Keeps what a checker makes of it.
    @PostMapping("/checking/{id}")
    public ResponseEntity<String> judge(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        Optional<OutputId> output = Ids.parse(id, OutputId::new);
        if (output.isEmpty()) {
            return problems.missing(visit);
        }
        Optional<Opinion> opinion = Ids.constant(Opinion.class, typed.value("opinion"));
        if (opinion.isEmpty()) {
            return look(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    id,
                    List.of(new FormProblem("opinion", "Choose what you make of it.")),
                    typed);
        }
        return switch (outputs.judge(
                output.get(),
                opinion.get(),
                typed.value("words"),
                typed.value("sha256"),
                visit.reader())) {
            case Answer.Done<OutputRequest> _ -> Redirect.to("/checking?done=1");
            case Answer.Refused<OutputRequest>(String why) ->
                    look(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            id,
                            List.of(new FormProblem("words", why)),
                            typed);
            case Answer.NotFound<OutputRequest> _ -> problems.missing(visit);
        };
    }
}
