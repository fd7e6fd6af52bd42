package org.opengms.server.pages;

import java.util.Optional;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Role;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.opengms.server.choices.ChoiceOffice;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.patient.PatientOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// For clinicians: the letter of the person of an order, to print for them, and how they are told
/// that there is something to see.
@Controller
public final class NoticesController {
    private static final String ONLY_CLINICIANS =
            "Only clinicians print letters for patients and record how they are told.";

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final ChoiceOffice choices;
    private final NoticeOffice office;
    private final PatientOffice patients;
    private final PaperLetters paper;
    private final Problems problems;

    public NoticesController(
            Html html,
            Assets assets,
            PageData data,
            ChoiceOffice choices,
            NoticeOffice office,
            PatientOffice patients,
            PaperLetters paper) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.choices = choices;
        this.office = office;
        this.patients = patients;
        this.paper = paper;
        this.problems = new Problems(html, assets);
    }

    private interface Answer {
        ResponseEntity<?> of(OrderId order, PersonId person) throws AccessDenied;
    }

    private ResponseEntity<?> forClinician(Visit visit, String id, Answer answer) {
        if (!visit.hasAny(java.util.List.of(Role.CLINICIAN))) {
            return problems.denied(visit, ONLY_CLINICIANS);
        }
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        Optional<PersonId> person = order.flatMap(choices::personOf);
        if (person.isEmpty()) {
            return problems.missing(visit);
        }
        try {
            return answer.of(order.orElseThrow(), person.get());
        } catch (AccessDenied denied) {
            return problems.denied(visit, denied.reason());
        }
    }

    /// The letter to print, and how the person is told.
    ///
    /// @param done whether the latter has just been recorded
    @GetMapping("/orders/{id}/notices")
    public ResponseEntity<?> notices(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> done) {
        return forClinician(
                visit,
                id,
                (order, person) ->
                        page(
                                visit,
                                order,
                                HttpStatus.OK,
                                view(visit, order, person),
                                done.filter("recorded"::equals).isPresent()
                                        ? "How the person is told is recorded."
                                        : ""));
    }

    private NoticesView view(Visit visit, OrderId order, PersonId person) throws AccessDenied {
        return NoticesView.of(
                office.standing(person, visit.reader()),
                false,
                "/orders/%s/notices".formatted(order.value()));
    }

    private ResponseEntity<?> page(
            Visit visit, OrderId order, HttpStatus status, NoticesView view, String notice) {
        return switch (data.order(visit.reader(), order)) {
            case Lookup.Missing<OrderFile> _ -> problems.missing(visit);
            case Lookup.Denied<OrderFile>(String why) -> problems.denied(visit, why);
            case Lookup.Found<OrderFile>(OrderFile file) ->
                    html.answer(
                            status,
                            new Page.Notices(
                                    visit.frame(assets, Frame.Section.ORDERS),
                                    file.patient(),
                                    order,
                                    file.order().number(),
                                    view,
                                    notice));
        };
    }

    /// Records how the person wants to be told.
    @PostMapping("/orders/{id}/notices")
    public ResponseEntity<?> choose(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        return forClinician(
                visit,
                id,
                (order, person) -> {
                    Typed typed = new Typed(form);
                    return switch (office.choose(
                            person,
                            typed.value("channel"),
                            typed.value("email"),
                            typed.value("mobile"),
                            visit.reader())) {
                        case NoticeOffice.Outcome.Recorded _ ->
                                Redirect.to(
                                        "/orders/%s/notices?done=recorded"
                                                .formatted(order.value()));
                        case NoticeOffice.Outcome.Refused(String field, String why) ->
                                page(
                                        visit,
                                        order,
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        view(visit, order, person)
                                                .typed(typed, new FormProblem(field, why)),
                                        "");
                        case NoticeOffice.Outcome.NotYours(String why) ->
                                problems.denied(visit, why);
                    };
                });
    }

    /// The person's letter, to be handed to them on paper.
    @GetMapping("/orders/{id}/letter.pdf")
    public ResponseEntity<?> letter(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> form) {
        return forClinician(
                visit,
                id,
                (order, person) -> {
                    Optional<PatientOffice.Overview> overview =
                            patients.letter(person, visit.reader());
                    return overview.isPresent()
                            ? paper.answer(overview.get(), LetterForm.of(form))
                            : problems.missing(visit);
                });
    }
}
