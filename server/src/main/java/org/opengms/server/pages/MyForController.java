package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Actor;
import org.opengms.people.NhsNumber;
import org.opengms.proxies.ProxyId;
import org.opengms.server.patient.PatientOffice;
import org.opengms.server.patient.ProxyOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What somebody sees who acts for another: a parent, an attorney, a carer. They are signed in as
/// themselves; the address of a page holds a handle that says nothing of the person.
@Controller
public final class MyForController {
    private final Html html;
    private final Assets assets;
    private final ProxyOffice office;
    private final Function<Actor, Optional<NhsNumber>> vouched;
    private final Problems problems;

    /// @param vouched the NHS number that was vouched for when the actor signed in
    public MyForController(
            Html html,
            Assets assets,
            ProxyOffice office,
            Function<Actor, Optional<NhsNumber>> vouched) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.vouched = vouched;
        this.problems = new Problems(html, assets);
    }

    /// For whom one acts.
    @GetMapping("/my/for")
    public ResponseEntity<String> list(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.ActsFor(
                        visit.frame(assets, Frame.Section.ACTS_FOR),
                        vouched.apply(visit.reader()).map(office::actsFor).orElse(List.of())));
    }

    /// What a person lets one see.
    ///
    /// @param before to go on with older uses
    @GetMapping("/my/for/{handle}")
    public ResponseEntity<String> person(
            Visit visit,
            @PathVariable String handle,
            @RequestParam Optional<Long> before,
            @RequestParam Optional<String> done) {
        return answer(
                visit,
                handle,
                (holder, id) -> office.read(holder, id, before),
                reading ->
                        html.answer(
                                HttpStatus.OK,
                                new Page.ForPerson(
                                        visit.frame(assets, Frame.Section.ACTS_FOR),
                                        reading,
                                        done.filter("yes"::equals).isPresent()
                                                ? "The choice is recorded. It counts from now."
                                                : "")));
    }

    /// The form to choose for a person.
    @GetMapping("/my/for/{handle}/choices")
    public ResponseEntity<String> choices(Visit visit, @PathVariable String handle) {
        return form(visit, handle, HttpStatus.OK, Optional.empty());
    }

    /// Chooses for a person.
    @PostMapping("/my/for/{handle}/choices")
    public ResponseEntity<String> choose(
            Visit visit,
            @PathVariable String handle,
            @RequestParam MultiValueMap<String, String> sent) {
        ResearchAnswer answer = ResearchAnswer.read(sent);
        if (!answer.problems().isEmpty()) {
            return form(visit, handle, HttpStatus.UNPROCESSABLE_CONTENT, Optional.of(answer));
        }
        Optional<NhsNumber> holder = vouched.apply(visit.reader());
        Optional<ProxyId> id = Ids.parse(handle, ProxyId::new);
        Optional<ChoiceOutcome> outcome =
                holder.flatMap(who -> id.flatMap(one -> office.choose(who, one, answer.said())));
        return switch (outcome.orElse(new ChoiceOutcome.NotFound())) {
            case ChoiceOutcome.Recorded _ ->
                    Redirect.to("/my/for/" + id.orElseThrow().value() + "?done=yes");
            case ChoiceOutcome.Refused(var _, String reason) ->
                    form(
                            visit,
                            handle,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            Optional.of(answer.refused(reason)));
            case ChoiceOutcome.NotYours(String reason) -> problems.denied(visit, reason);
            case ChoiceOutcome.NotFound _ -> problems.missing(visit);
        };
    }

    /// @param sent what was sent; empty for the answer in force
    private ResponseEntity<String> form(
            Visit visit, String handle, HttpStatus status, Optional<ResearchAnswer> sent) {
        return answer(
                visit,
                handle,
                office::toChoose,
                reading -> {
                    Optional<PatientOffice.Choices> choices = reading.what().choices();
                    if (choices.isEmpty() || !reading.mayChoose()) {
                        return problems.denied(
                                visit, "You may not choose for this person here. Ask the clinic.");
                    }
                    ResearchAnswer answer =
                            sent.orElseGet(() -> ResearchAnswer.inForce(choices.get().state()));
                    return html.answer(
                            status,
                            new Page.ForChoices(
                                    visit.frame(assets, Frame.Section.ACTS_FOR),
                                    reading,
                                    answer.marked(),
                                    answer.out(),
                                    answer.problems()));
                });
    }

    private interface Read {
        Optional<ProxyOffice.Reading> of(NhsNumber holder, ProxyId handle) throws AccessDenied;
    }

    private ResponseEntity<String> answer(
            Visit visit,
            String handle,
            Read read,
            Function<ProxyOffice.Reading, ResponseEntity<String>> page) {
        Optional<NhsNumber> holder = vouched.apply(visit.reader());
        Optional<ProxyId> id = Ids.parse(handle, ProxyId::new);
        if (holder.isEmpty() || id.isEmpty()) {
            return problems.missing(visit);
        }
        try {
            return read.of(holder.get(), id.get())
                    .map(page)
                    .orElseGet(() -> problems.missing(visit));
        } catch (AccessDenied denied) {
            return problems.denied(visit, denied.reason());
        }
    }
}
