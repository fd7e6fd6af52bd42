package org.opengms.server.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.choices.Wish;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Recontact;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Role;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.opengms.server.choices.ChoiceForm;
import org.opengms.server.choices.ChoiceOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the person of an order chose about their data, the form to record another choice, and who
/// is to be asked again. What does not fit what is known is asked back before it is recorded.
@Controller
public final class ChoicesController {
    private static final String CHANNEL = "page";

    /// Statements that are about the person, whoever tells them.
    private static final Set<String> SAID_BY_ANYBODY =
            Set.of("assent", "capacity", "national-data-opt-out", "death");

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final ChoiceOffice office;
    private final Clock clock;
    private final Problems problems;

    public ChoicesController(
            Html html, Assets assets, PageData data, ChoiceOffice office, Clock clock) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.office = office;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// What is in force, and everything that was said.
    ///
    /// @param done whether a choice has just been recorded
    @GetMapping("/orders/{id}/choices")
    public ResponseEntity<String> choices(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> done) {
        return switch (read(visit, id)) {
            case Reading.Answered(var answer) -> answer;
            case Reading.Found(ChoicesView choices) ->
                    html.answer(
                            HttpStatus.OK,
                            new Page.Choices(
                                    visit.frame(assets, Frame.Section.ORDERS),
                                    choices,
                                    done.filter("recorded"::equals).isPresent()
                                            ? "The choice is recorded and holds from now on."
                                            : ""));
        };
    }

    /// The empty form.
    @GetMapping("/orders/{id}/choices/new")
    public ResponseEntity<String> form(Visit visit, @PathVariable String id) {
        return form(visit, id, HttpStatus.OK, List.of(), Typed.NOTHING);
    }

    /// Records a choice, or asks whether it is meant.
    @PostMapping("/orders/{id}/choices")
    public ResponseEntity<String> record(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        if (typed.value("step").equals("change")) {
            return form(visit, id, HttpStatus.OK, List.of(), typed);
        }
        Optional<PersonId> person = Ids.parse(id, OrderId::new).flatMap(office::personOf);
        if (person.isEmpty()) {
            return problems.missing(visit);
        }
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(visit, "Only clinicians record what patients choose.");
        }
        List<FormProblem> wrong = new ArrayList<>();
        Map<String, List<String>> fields = fields(typed, wrong);
        if (!wrong.isEmpty()) {
            return form(visit, id, HttpStatus.UNPROCESSABLE_CONTENT, wrong, typed);
        }
        return switch (ChoiceForm.read(person.get(), fields, today())) {
            case ChoiceForm.Reading.Unclear(String field, String words) ->
                    form(
                            visit,
                            id,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            List.of(new FormProblem(field, words)),
                            typed);
            case ChoiceForm.Reading.Read(Wish wish) -> record(visit, id, wish, typed);
        };
    }

    private ResponseEntity<String> record(Visit visit, String id, Wish wish, Typed typed) {
        if (!typed.value("step").equals("record")) {
            List<String> doubts = office.doubts(wish, visit.reader());
            if (!doubts.isEmpty()) {
                return ask(visit, id, wish, doubts, typed);
            }
        }
        return switch (office.record(wish, visit.reader())) {
            case ChoiceOutcome.Recorded _ ->
                    Redirect.to("/orders/%s/choices?done=recorded".formatted(id));
            case ChoiceOutcome.Refused(var part, String why) ->
                    form(
                            visit,
                            id,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            List.of(new FormProblem(field(part), why)),
                            typed);
            case ChoiceOutcome.NotYours(String why) -> problems.denied(visit, why);
            case ChoiceOutcome.NotFound _ -> problems.missing(visit);
        };
    }

    private static String field(ChoiceOutcome.Part part) {
        return switch (part) {
            case SUBJECT -> "";
            case SAID -> "said";
            case ASK_AGAIN_ON -> "askAgainOn";
            case DIED_ON -> "diedOn";
            case BY -> "by";
            case EVIDENCE -> "evidence";
            case SAID_ON -> "saidOn";
        };
    }

    private LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    /// The form as [ChoiceForm] reads it.
    ///
    /// @param wrong what the form does not say clearly enough is added
    private Map<String, List<String>> fields(Typed typed, List<FormProblem> wrong) {
        Map<String, List<String>> fields = new HashMap<>();
        String said = typed.value("said");
        fields.put("said", List.of(said));
        fields.put("evidence", List.of(typed.value("evidence")));
        String by = typed.value("by");
        if (said.equals("consultee-advice") && by.isEmpty()) {
            by = WhoChose.CONSULTEE.code();
        }
        fields.put("by", List.of(by));
        Optional<ChoiceKind> kind =
                ChoiceKind.ALL.stream().filter(one -> one.code().equals(said)).findFirst();
        if (kind.isEmpty()) {
            wrong.add(new FormProblem("said", "Choose what was said."));
        } else {
            switch (kind.get().asks()) {
                case NOTHING -> {}
                case LEFT_OUT -> {
                    fields.put("said", List.of("research-agreed"));
                    uses(typed, "refused", "Choose the uses that are left out.", fields, wrong);
                }
                case WITHDRAWN ->
                        uses(
                                typed,
                                "uses",
                                "Choose the uses that the person withdraws from.",
                                fields,
                                wrong);
                case ASK_AGAIN_ON -> day(typed, "askAgainOn", fields, wrong);
                case ANSWER -> {
                    String field = kind.get().answerField();
                    if (typed.value(field).isEmpty()) {
                        wrong.add(new FormProblem(field, "Choose yes or no."));
                    }
                    fields.put("answer", List.of(typed.value(field)));
                }
                case DIED_ON -> {
                    day(typed, "diedOn", fields, wrong);
                    if (!fields.containsKey("diedOn") && wrong.isEmpty()) {
                        wrong.add(new FormProblem("diedOn", "Enter the day of death."));
                    }
                }
            }
        }
        if (by.isEmpty() && kind.isPresent() && !SAID_BY_ANYBODY.contains(said)) {
            wrong.add(new FormProblem("by", "Choose who said it."));
        }
        if (typed.value("evidence").isBlank()) {
            wrong.add(
                    new FormProblem(
                            "evidence", "Say where it is written down, or how it was said."));
        }
        day(typed, "saidOn", fields, wrong);
        return fields;
    }

    private static void uses(
            Typed typed,
            String field,
            String ifNone,
            Map<String, List<String>> fields,
            List<FormProblem> wrong) {
        List<String> chosen = typed.values().getOrDefault(field, List.of());
        if (chosen.isEmpty()) {
            wrong.add(new FormProblem(field, ifNone));
        }
        fields.put(field, chosen);
    }

    private static void day(
            Typed typed, String field, Map<String, List<String>> fields, List<FormProblem> wrong) {
        OrderReading.DateEntry entry =
                new OrderReading.DateEntry(
                        typed.value(field + "-day"),
                        typed.value(field + "-month"),
                        typed.value(field + "-year"));
        if (entry.isEmpty()) {
            return;
        }
        Optional<LocalDate> day = entry.date();
        if (day.isEmpty()) {
            wrong.add(
                    new FormProblem(
                            field,
                            "This is not a date. Enter day, month and year, for example 31 3 2026."));
        } else {
            fields.put(field, List.of(day.get().toString()));
        }
    }

    private ResponseEntity<String> ask(
            Visit visit, String id, Wish wish, List<String> doubts, Typed typed) {
        return switch (read(visit, id)) {
            case Reading.Answered(var answer) -> answer;
            case Reading.Found(ChoicesView choices) ->
                    html.answer(
                            HttpStatus.OK,
                            new Page.ChoiceDoubt(
                                    visit.frame(assets, Frame.Section.ORDERS),
                                    new ChoiceFormView.Doubtful(
                                            choices,
                                            doubts,
                                            wish.said().words(),
                                            wish.by().map(ChoicesView::who).orElse("Not said"),
                                            wish.evidence(),
                                            Wording.day(wish.saidOn()),
                                            typed)));
        };
    }

    private ResponseEntity<String> form(
            Visit visit, String id, HttpStatus status, List<FormProblem> wrong, Typed typed) {
        return switch (read(visit, id)) {
            case Reading.Answered(var answer) -> answer;
            case Reading.Found(ChoicesView choices) ->
                    html.answer(
                            status,
                            new Page.ChoiceEntry(
                                    visit.frame(assets, Frame.Section.ORDERS),
                                    new ChoiceFormView(choices, wrong, typed)));
        };
    }

    /// What a reading of somebody's choices comes to.
    private sealed interface Reading {
        record Found(ChoicesView choices) implements Reading {}

        record Answered(ResponseEntity<String> answer) implements Reading {}
    }

    private Reading read(Visit visit, String id) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return new Reading.Answered(problems.missing(visit));
        }
        return switch (data.order(visit.reader(), order.get())) {
            case Lookup.Missing<OrderFile> _ -> new Reading.Answered(problems.missing(visit));
            case Lookup.Denied<OrderFile>(String why) ->
                    new Reading.Answered(problems.denied(visit, why));
            case Lookup.Found<OrderFile>(OrderFile file) -> {
                try {
                    yield new Reading.Found(
                            new ChoicesView(
                                    file.patient(),
                                    order.get(),
                                    file.order().number(),
                                    office.choices(file.order().person(), visit.reader(), CHANNEL),
                                    today()));
                } catch (AccessDenied denied) {
                    yield new Reading.Answered(problems.denied(visit, denied.reason()));
                }
            }
        };
    }

    /// Who is to be asked again.
    ///
    /// @param why only those for this reason
    @GetMapping("/choices/due")
    public ResponseEntity<String> due(
            Visit visit, @RequestParam Optional<String> why, @RequestParam Optional<String> page) {
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(visit, "Only clinicians ask patients again.");
        }
        Optional<Recontact.Occasion> reason =
                why.flatMap(name ->
                        Ids.constant(Recontact.Occasion.class, name.toUpperCase(Locale.ROOT)));
        int number = Math.max(1, page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1));
        return html.answer(
                HttpStatus.OK,
                new Page.ToAsk(
                        visit.frame(assets, Frame.Section.ORDERS),
                        new DueView(
                                visit.organisation(),
                                reason,
                                number,
                                office.due(
                                        visit.reader(),
                                        CHANNEL,
                                        reason,
                                        number,
                                        DueView.PAGE_SIZE))));
    }
}
