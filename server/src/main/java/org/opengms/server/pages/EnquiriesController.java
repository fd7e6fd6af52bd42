package org.opengms.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opengms.market.AskerKind;
import org.opengms.market.EnquiryAnswer;
import org.opengms.market.EnquiryDesk;
import org.opengms.market.EnquiryHistory;
import org.opengms.market.EnquiryId;
import org.opengms.market.LossReason;
import org.opengms.market.PipelineFigures;
import org.opengms.market.Stage;
import org.opengms.market.Step;
import org.opengms.server.dialogue.AnswerLimit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/ask`, where any organisation asks about the data resource without an account, and
/// `/enquiries`, where officers answer.
@Controller
public final class EnquiriesController {
    /// Where a step can lead, in the order in which they are offered.
    static final List<Stage> NEXT =
            List.of(Stage.ANSWERED, Stage.APPLIED, Stage.CONTRACTED, Stage.LOST);

    private static final int ON_A_PAGE = 20;

    private final Html html;
    private final Assets assets;
    private final EnquiryDesk desk;
    private final AnswerLimit limit;
    private final Clock clock;
    private final Problems problems;

    public EnquiriesController(
            Html html, Assets assets, EnquiryDesk desk, AnswerLimit limit, Clock clock) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.limit = limit;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// The form, and what became of those before.
    @GetMapping("/ask")
    public ResponseEntity<String> form(Visit visit, @RequestParam Optional<String> sent) {
        return form(
                visit,
                HttpStatus.OK,
                UUID.randomUUID().toString(),
                Typed.NOTHING,
                sent.isPresent(),
                List.of());
    }

    /// The figures for programs.
    @GetMapping("/ask/figures.json")
    public ResponseEntity<PipelineFigures> figures() {
        return ResponseEntity.ok(desk.figures());
    }

    private ResponseEntity<String> form(
            Visit visit,
            HttpStatus status,
            String number,
            Typed typed,
            boolean sent,
            List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.Ask(
                        visit.frame(assets, Frame.Section.ASK),
                        number,
                        typed,
                        sent,
                        desk.figures(),
                        wrong));
    }

    /// Takes an enquiry.
    @PostMapping("/ask")
    public ResponseEntity<String> ask(
            Visit visit,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Typed typed = new Typed(fields);
        if (!limit.admits(request.getRemoteAddr())) {
            return form(
                    visit,
                    HttpStatus.TOO_MANY_REQUESTS,
                    typed.value("number"),
                    typed,
                    false,
                    List.of(
                            new FormProblem(
                                    "",
                                    "Many forms came from your network in this hour. Yours was not kept. Send it again in an hour.")));
        }
        EnquiryAnswer answer =
                desk.ask(
                        typed.value("number"),
                        typed.value("organisation"),
                        Ids.constant(AskerKind.class, typed.value("kind")),
                        typed.value("wanted"),
                        typed.value("benefit"),
                        typed.value("email"));
        return switch (answer) {
            case EnquiryAnswer.Kept _ -> Redirect.to("/ask?sent=yes");
            case EnquiryAnswer.NotFound _ -> problems.missing(visit);
            case EnquiryAnswer.Refused(List<EnquiryAnswer.Problem> wrong) ->
                    form(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            typed.value("number"),
                            typed,
                            false,
                            told(wrong));
        };
    }

    /// The enquiries at a stage, the longest there first.
    @GetMapping("/enquiries")
    public ResponseEntity<String> list(
            Visit visit,
            @RequestParam Optional<String> stage,
            @RequestParam Optional<String> page) {
        Stage chosen = stage.flatMap(name -> Ids.constant(Stage.class, name)).orElse(Stage.NEW);
        Map<Stage, Long> counts = desk.counts();
        int pages =
                (int) Math.max(1, (counts.getOrDefault(chosen, 0L) + ON_A_PAGE - 1) / ON_A_PAGE);
        int shown =
                Math.clamp(page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1), 1, pages);
        return html.answer(
                HttpStatus.OK,
                new Page.Enquiries(
                        visit.frame(assets, Frame.Section.ENQUIRIES),
                        chosen,
                        counts,
                        desk.at(chosen, (shown - 1) * ON_A_PAGE, ON_A_PAGE),
                        shown,
                        pages,
                        clock.instant()));
    }

    /// One of them.
    @GetMapping("/enquiries/{id}")
    public ResponseEntity<String> one(Visit visit, @PathVariable String id) {
        return Ids.parse(id, EnquiryId::new)
                .flatMap(desk::find)
                .map(history -> one(visit, HttpStatus.OK, history, Typed.NOTHING, List.of()))
                .orElseGet(() -> problems.missing(visit));
    }

    private ResponseEntity<String> one(
            Visit visit,
            HttpStatus status,
            EnquiryHistory history,
            Typed typed,
            List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.OneEnquiry(
                        visit.frame(assets, Frame.Section.ENQUIRIES),
                        history,
                        desk.contact(history.enquiry().id()),
                        typed,
                        wrong));
    }

    /// Writes down what was done.
    @PostMapping("/enquiries/{id}")
    public ResponseEntity<String> step(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields) {
        Optional<EnquiryHistory> history = Ids.parse(id, EnquiryId::new).flatMap(desk::find);
        if (history.isEmpty()) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(fields);
        EnquiryId enquiry = history.get().enquiry().id();
        EnquiryAnswer answer =
                desk.take(
                        enquiry,
                        Ids.parse(typed.value("known"), Integer::valueOf).orElse(-1),
                        () -> step(typed),
                        visit.reader().id());
        return switch (answer) {
            case EnquiryAnswer.Kept _ -> Redirect.to("/enquiries/" + enquiry.value());
            case EnquiryAnswer.NotFound _ -> problems.missing(visit);
            case EnquiryAnswer.Refused(List<EnquiryAnswer.Problem> wrong) ->
                    one(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            desk.find(enquiry).orElseThrow(),
                            typed,
                            told(wrong));
        };
    }

    private static Step step(Typed typed) {
        Stage next =
                Ids.constant(Stage.class, typed.value("step"))
                        .filter(NEXT::contains)
                        .orElseThrow(
                                () -> new IllegalArgumentException("step: choose what was done."));
        String words = typed.value("words");
        return switch (next) {
            case ANSWERED -> new Step.Answered(words);
            case APPLIED -> new Step.Applied(words);
            case CONTRACTED -> new Step.Contracted(words);
            case LOST ->
                    new Step.Lost(
                            Ids.constant(LossReason.class, typed.value("reason"))
                                    .orElseThrow(() ->
                                            new IllegalArgumentException(
                                                    "reason: say why it came to nothing.")),
                            words);
            case NEW -> throw new IllegalArgumentException("step: choose what was done.");
        };
    }

    private static List<FormProblem> told(List<EnquiryAnswer.Problem> problems) {
        return problems.stream()
                .map(p -> new FormProblem(p.field(), Wording.sentence(p.reason())))
                .toList();
    }
}
