package org.opengms.server.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Role;
import org.opengms.orders.OrderId;
import org.opengms.safeguards.SafeguardOutcome;
import org.opengms.server.safeguards.SafeguardDeed;
import org.opengms.server.safeguards.SafeguardOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who acts for the person of an order, what is held back from them and whether their address is
/// protected, with the forms to record it; and what is held back and ends soon.
@Controller
public final class SafeguardsController {
    private static final String CHANNEL = "page";
    private static final List<String> DAYS = List.of("until", "reviewOn", "opinionOn");

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final SafeguardOffice office;
    private final Clock clock;
    private final Problems problems;

    public SafeguardsController(
            Html html, Assets assets, PageData data, SafeguardOffice office, Clock clock) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.office = office;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// What is recorded, and the forms.
    ///
    /// @param done whether something has just been recorded
    @GetMapping("/orders/{id}/safeguards")
    public ResponseEntity<String> show(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> done) {
        return page(
                visit,
                id,
                HttpStatus.OK,
                done.filter("yes"::equals).isPresent() ? "It is recorded and holds from now." : "",
                List.of(),
                Optional.empty(),
                Typed.NOTHING);
    }

    /// Records one of [SafeguardDeed].
    @PostMapping("/orders/{id}/safeguards/{deed}")
    public ResponseEntity<String> record(
            Visit visit,
            @PathVariable String id,
            @PathVariable String deed,
            @RequestParam MultiValueMap<String, String> sent) {
        Optional<SafeguardDeed> what = SafeguardDeed.of(deed);
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (what.isEmpty() || order.isEmpty()) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(sent);
        Map<String, List<String>> fields = new HashMap<>(typed.values());
        if (!typed.value("use").isBlank()) {
            fields.put("held", List.of("USE/" + typed.value("use").strip()));
        }
        for (String day : DAYS) {
            OrderReading.DateEntry entry =
                    new OrderReading.DateEntry(
                            typed.value(day + "-day"),
                            typed.value(day + "-month"),
                            typed.value(day + "-year"));
            Optional<LocalDate> read = entry.date();
            if (!entry.isEmpty() && read.isEmpty()) {
                return again(
                        visit,
                        id,
                        what.get(),
                        day,
                        "This is not a date. Enter day, month and year, for example 31 3 2027.",
                        typed);
            }
            read.ifPresent(one -> fields.put(day, List.of(one.toString())));
        }
        return switch (office.personOf(order.get())
                .map(person -> office.record(what.get(), person, fields, visit.reader()))
                .orElseGet(SafeguardOutcome.NotFound::new)) {
            case SafeguardOutcome.Recorded _ ->
                    Redirect.to("/orders/%s/safeguards?done=yes".formatted(order.get().value()));
            case SafeguardOutcome.Refused(String field, String reason) ->
                    again(visit, id, what.get(), field, reason, typed);
            case SafeguardOutcome.NotYours(String reason) -> problems.denied(visit, reason);
            case SafeguardOutcome.NotFound _ -> problems.missing(visit);
        };
    }

    private ResponseEntity<String> again(
            Visit visit, String id, SafeguardDeed deed, String field, String why, Typed typed) {
        return page(
                visit,
                id,
                HttpStatus.UNPROCESSABLE_CONTENT,
                "",
                List.of(
                        new FormProblem(
                                field.isEmpty()
                                        ? ""
                                        : SafeguardsView.field(deed, field)
                                                + SafeguardsView.key(deed, typed),
                                why)),
                Optional.of(deed),
                typed);
    }

    private ResponseEntity<String> page(
            Visit visit,
            String id,
            HttpStatus status,
            String notice,
            List<FormProblem> wrong,
            Optional<SafeguardDeed> deed,
            Typed typed) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (data.order(visit.reader(), order.get())) {
            case Lookup.Missing<OrderFile> _ -> problems.missing(visit);
            case Lookup.Denied<OrderFile>(String why) -> problems.denied(visit, why);
            case Lookup.Found<OrderFile>(OrderFile file) -> {
                try {
                    yield html.answer(
                            status,
                            new Page.Safeguards(
                                    visit.frame(assets, Frame.Section.ORDERS),
                                    new SafeguardsView(
                                            file.patient(),
                                            order.get(),
                                            file.order().number(),
                                            file.order().indicationName(),
                                            office.recorded(
                                                    file.order().person(), visit.reader(), CHANNEL),
                                            Wording.dayOf(clock.instant()),
                                            notice,
                                            wrong,
                                            deed,
                                            typed)));
                } catch (AccessDenied denied) {
                    yield problems.denied(visit, denied.reason());
                }
            }
        };
    }

    /// What is held back and ends soon.
    @GetMapping("/safeguards/due")
    public ResponseEntity<String> due(Visit visit) {
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(visit, "Only clinicians look at what is held back.");
        }
        return html.answer(
                HttpStatus.OK,
                new Page.SafeguardsDue(
                        visit.frame(assets, Frame.Section.ORDERS),
                        visit.organisation(),
                        office.toReview(visit.reader(), CHANNEL)));
    }
}
