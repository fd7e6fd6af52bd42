package org.opengms.server.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.gate.Actor;
import org.opengms.orders.OrderId;
import org.opengms.orders.SpecimenOutcome;
import org.opengms.people.NhsNumber;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Samples that reach a laboratory before their order.
@Controller
public final class SamplesController {
    /// A label is what a scanner reads off a tube.
    private static final int LONGEST_LABEL = 100;

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final PageActions actions;
    private final Clock clock;
    private final Problems problems;

    public SamplesController(
            Html html, Assets assets, PageData data, PageActions actions, Clock clock) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.actions = actions;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// The samples that wait.
    ///
    /// @param matched the order that a sample has just been found to belong to
    /// @param done what else has just been done
    @GetMapping("/laboratory/samples")
    public ResponseEntity<String> samples(
            Visit visit,
            @RequestParam Optional<String> matched,
            @RequestParam Optional<String> done) {
        return answer(
                visit,
                HttpStatus.OK,
                matched.flatMap(id -> Ids.parse(id, OrderId::new)),
                done.filter("waits"::equals).isPresent()
                        ? "The sample is booked in. Its order is not here yet, so it waits."
                        : "",
                List.of(),
                Typed.NOTHING);
    }

    /// Books a sample in.
    @PostMapping("/laboratory/samples")
    public ResponseEntity<String> bookIn(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        List<FormProblem> wrong = new ArrayList<>();
        String label = typed.value("label").strip();
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            wrong.add(
                    new FormProblem(
                            "label",
                            "Enter the label on the tube, at most %d characters."
                                    .formatted(LONGEST_LABEL)));
        }
        String digits = NhsNumber.unspaced(typed.value("nhsNumber"));
        Optional<NhsNumber> number = Optional.empty();
        if (!digits.isEmpty()) {
            NhsNumber.Verdict verdict = NhsNumber.check(digits);
            if (verdict == NhsNumber.Verdict.VALID) {
                number = Optional.of(new NhsNumber(digits));
            } else {
                wrong.add(
                        new FormProblem(
                                "nhsNumber",
                                "The NHS number is not valid: %s. Check it, or leave it empty."
                                        .formatted(verdict.words())));
            }
        }
        String type = typed.value("type").strip();
        if (!Page.Samples.KINDS.contains(type)) {
            wrong.add(new FormProblem("type", "Choose the kind of sample."));
        }
        Optional<LocalDate> collected = collected(typed, wrong);
        if (!wrong.isEmpty()) {
            return answer(
                    visit, HttpStatus.UNPROCESSABLE_CONTENT, Optional.empty(), "", wrong, typed);
        }
        SpecimenOutcome outcome =
                actions.bookIn(new SampleForm(label, type, number, collected), visit.reader());
        return switch (outcome) {
            case SpecimenOutcome.Matched(var order, var _) ->
                    Redirect.to("/laboratory/samples?matched=" + order.id().value());
            case SpecimenOutcome.Waiting _ -> Redirect.to("/laboratory/samples?done=waits");
            case SpecimenOutcome.NotYours(String why) -> problems.denied(visit, why);
            case SpecimenOutcome.Refused(String why) -> refused(visit, why, typed);
            case SpecimenOutcome.Stale _, SpecimenOutcome.NotFound _ ->
                    refused(
                            visit,
                            "The order of this sample was changed at the same moment. Book it in again.",
                            typed);
        };
    }

    private Optional<LocalDate> collected(Typed typed, List<FormProblem> wrong) {
        OrderReading.DateEntry entry =
                new OrderReading.DateEntry(
                        typed.value("collected-day"),
                        typed.value("collected-month"),
                        typed.value("collected-year"));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> day =
                entry.date().filter(d -> !d.isAfter(Wording.dayOf(clock.instant())));
        if (day.isEmpty()) {
            wrong.add(
                    new FormProblem(
                            "collected",
                            "Enter the day on which the sample was taken, today or earlier, for example 31 3 2026."));
        }
        return day;
    }

    private ResponseEntity<String> refused(Visit visit, String why, Typed typed) {
        return answer(
                visit,
                HttpStatus.CONFLICT,
                Optional.empty(),
                "",
                List.of(new FormProblem("", why)),
                typed);
    }

    private ResponseEntity<String> answer(
            Visit visit,
            HttpStatus status,
            Optional<OrderId> matched,
            String notice,
            List<FormProblem> wrong,
            Typed typed) {
        Actor reader = visit.reader();
        return html.answer(
                status,
                new Page.Samples(
                        visit.frame(assets, Frame.Section.LABORATORY),
                        visit.organisation(),
                        reader,
                        data.waitingSamples(reader),
                        clock.instant(),
                        matched,
                        notice,
                        wrong,
                        typed));
    }
}
