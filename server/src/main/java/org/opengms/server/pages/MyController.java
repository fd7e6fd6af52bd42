package org.opengms.server.pages;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.dialogue.ConsentWordings;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Actor;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.patient.OwnUse;
import org.opengms.server.patient.PatientCopy;
import org.opengms.server.patient.PatientOffice;
import org.opengms.server.register.PublicProject;
import org.opengms.server.register.PublicProjects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/my/…`: what patients see and choose themselves.
@Controller
public final class MyController {
    private final Html html;
    private final Assets assets;
    private final PatientOffice office;
    private final PatientCopy copy;
    private final NoticeOffice notices;
    private final PaperLetters paper;
    private final Function<Actor, Optional<NhsNumber>> vouched;
    private final ConsentWordings wordings;
    private final Supplier<Map<String, String>> received;
    private final PublicProjects projects;
    private final Clock clock;
    private final Problems problems;

    /// @param vouched the NHS number that was vouched for when the actor signed in
    /// @param wordings by which people are asked about research
    /// @param received what projects have brought, by their number
    public MyController(
            Html html,
            Assets assets,
            PatientOffice office,
            PatientCopy copy,
            NoticeOffice notices,
            PaperLetters paper,
            Function<Actor, Optional<NhsNumber>> vouched,
            ConsentWordings wordings,
            Supplier<Map<String, String>> received,
            PublicProjects projects,
            Clock clock) {
        this.received = received;
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.copy = copy;
        this.notices = notices;
        this.paper = paper;
        this.vouched = vouched;
        this.wordings = wordings;
        this.projects = projects;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    private interface Answer {
        ResponseEntity<?> of(Person person) throws AccessDenied, IOException;
    }

    private ResponseEntity<?> forPerson(Visit visit, Answer answer) {
        Optional<Person> person = vouched.apply(visit.reader()).flatMap(office::person);
        if (person.isEmpty()) {
            return problems.denied(
                    visit,
                    "This service holds nothing about you. If you were tested, ask the clinic whether your NHS number is on the order.");
        }
        try {
            return answer.of(person.get());
        } catch (AccessDenied denied) {
            return problems.denied(visit, denied.reason());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Who used the data.
    ///
    /// @param show `care`, `research`, `refused`, `all`, or nothing for everybody's uses
    /// @param before to go on with older ones
    @GetMapping("/my")
    public ResponseEntity<?> mine(
            Visit visit, @RequestParam Optional<String> show, @RequestParam Optional<Long> before) {
        return forPerson(
                visit,
                person -> {
                    OwnUse.Show which =
                            show.flatMap(s ->
                                            Ids.constant(
                                                    OwnUse.Show.class, s.toUpperCase(Locale.ROOT)))
                                    .orElse(OwnUse.Show.OTHERS);
                    PatientOffice.Overview overview = office.overview(person, which, before);
                    List<PublicProject> inThese = projects(overview.uses().uses());
                    return html.answer(
                            HttpStatus.OK,
                            new Page.Mine(
                                    visit.frame(assets, Frame.Section.MINE),
                                    overview,
                                    which,
                                    notices.standing(person.id(), PatientOffice.actor(person)),
                                    inThese.isEmpty() ? Map.of() : received.get(),
                                    inThese));
                });
    }

    /// The projects for which data were used.
    private List<PublicProject> projects(List<OwnUse> uses) {
        return uses.stream()
                .filter(OwnUse::permitted)
                .flatMap(use -> use.project().stream())
                .map(OwnUse.Project::id)
                .distinct()
                .flatMap(id -> projects.find(id).stream())
                .toList();
    }

    /// The choices.
    @GetMapping("/my/choices")
    public ResponseEntity<?> choices(Visit visit, @RequestParam Optional<String> done) {
        return forPerson(
                visit,
                person -> {
                    PatientOffice.Choices choices = office.choices(person);
                    return choicesPage(
                            visit,
                            HttpStatus.OK,
                            choices,
                            ResearchAnswer.inForce(choices.state()),
                            telling(person),
                            switch (done.orElse("")) {
                                case "yes" -> "Your choice is recorded. It counts from now.";
                                case "telling" -> "How we tell you is recorded.";
                                default -> "";
                            },
                            List.of());
                });
    }

    private NoticesView telling(Person person) throws AccessDenied {
        return NoticesView.of(
                notices.standing(person.id(), PatientOffice.actor(person)), true, "/my/notices");
    }

    /// Changes how the person is told that there is something to see.
    @PostMapping("/my/notices")
    public ResponseEntity<?> tell(Visit visit, @RequestParam MultiValueMap<String, String> form) {
        return forPerson(
                visit,
                person -> {
                    Typed typed = new Typed(form);
                    return switch (notices.choose(
                            person.id(),
                            typed.value("channel"),
                            typed.value("email"),
                            typed.value("mobile"),
                            PatientOffice.actor(person))) {
                        case NoticeOffice.Outcome.Recorded _ ->
                                Redirect.to("/my/choices?done=telling");
                        case NoticeOffice.Outcome.Refused(String field, String why) -> {
                            PatientOffice.Choices choices = office.choices(person);
                            FormProblem wrong = new FormProblem(field, why);
                            yield choicesPage(
                                    visit,
                                    HttpStatus.UNPROCESSABLE_CONTENT,
                                    choices,
                                    ResearchAnswer.inForce(choices.state()),
                                    telling(person).typed(typed, wrong),
                                    "",
                                    List.of(wrong));
                        }
                        case NoticeOffice.Outcome.NotYours(String why) ->
                                problems.denied(visit, why);
                    };
                });
    }

    private ResponseEntity<String> choicesPage(
            Visit visit,
            HttpStatus status,
            PatientOffice.Choices choices,
            ResearchAnswer answer,
            NoticesView telling,
            String notice,
            List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.MyChoices(
                        visit.frame(assets, Frame.Section.MY_CHOICES),
                        choices,
                        answer.marked(),
                        answer.out(),
                        wordings.inForce(Wording.dayOf(clock.instant())),
                        telling,
                        notice,
                        wrong));
    }

    /// Changes the choice about research.
    @PostMapping("/my/choices")
    public ResponseEntity<?> choose(Visit visit, @RequestParam MultiValueMap<String, String> form) {
        return forPerson(
                visit,
                person -> {
                    ResearchAnswer answer = ResearchAnswer.read(form);
                    if (answer.problems().isEmpty()) {
                        switch (office.choose(person, answer.said())) {
                            case ChoiceOutcome.Recorded _ -> {
                                return Redirect.to("/my/choices?done=yes");
                            }
                            case ChoiceOutcome.Refused(var _, String reason) ->
                                    answer = answer.refused(reason);
                            case ChoiceOutcome.NotYours(String reason) -> {
                                return problems.denied(visit, reason);
                            }
                            case ChoiceOutcome.NotFound _ -> {
                                return problems.missing(visit);
                            }
                        }
                    }
                    return choicesPage(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            office.choices(person),
                            answer,
                            telling(person),
                            "",
                            answer.problems());
                });
    }

    /// The same as a letter, to print or to be read in another form.
    @GetMapping("/my/letter")
    public ResponseEntity<?> letter(Visit visit, @RequestParam Optional<String> form) {
        return forPerson(
                visit,
                person ->
                        html.answer(
                                HttpStatus.OK,
                                new Page.MyLetter(
                                        visit.frame(assets, Frame.Section.MINE),
                                        office.overview(
                                                person, OwnUse.Show.OTHERS, Optional.empty()),
                                        LetterForm.of(form),
                                        Wording.dayOf(clock.instant()))));
    }

    /// The same on paper.
    @GetMapping("/my/letter.pdf")
    public ResponseEntity<?> paper(Visit visit, @RequestParam Optional<String> form) {
        return forPerson(
                visit,
                person ->
                        paper.answer(
                                office.overview(person, OwnUse.Show.OTHERS, Optional.empty()),
                                LetterForm.of(form)));
    }

    /// Everything that is held, with proofs (UK GDPR, Article 15).
    @GetMapping("/my/copy")
    public ResponseEntity<?> everything(Visit visit) {
        return forPerson(
                visit,
                person -> {
                    Optional<byte[]> zip = copy.of(person);
                    if (zip.isEmpty()) {
                        return problems.denied(
                                visit,
                                "A result of yours is ready, and your clinic will talk with you about it first. Then your copy is here.");
                    }
                    return ResponseEntity.ok()
                            .contentType(new MediaType("application", "zip"))
                            .cacheControl(CacheControl.noStore())
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"my-data.zip\"")
                            .body(zip.get());
                });
    }
}
