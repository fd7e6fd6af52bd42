package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.cases.CauseChoice;
import org.opengms.cases.CauseMark;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Outcome;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.workforce.GatedTask;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Reports: reading, signing, and what they meant.
@Controller
public final class ReportsController {
    private static final String INTERPRETATION = "interpretationMinutes";
    private static final String MEETING = "meetingMinutes";
    private static final String CONFIRMATIONS = "confirmations";

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final PageActions actions;
    private final LessonOffer.Source lessons;
    private final Problems problems;

    public ReportsController(Html html, Assets assets, PageData data, PageActions actions) {
        this(html, assets, data, actions, LessonOffer.SILENT);
    }

    /// @param lessons that somebody is offered before they sign
    ReportsController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            LessonOffer.Source lessons) {
        this.lessons = lessons;
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.actions = actions;
        this.problems = new Problems(html, assets);
    }

    /// A report.
    ///
    /// @param done what has just been done, `signed`, `outcome` or `told`
    @GetMapping("/reports/{id}")
    public ResponseEntity<String> report(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> done) {
        String notice =
                switch (done.orElse("")) {
                    case "signed" -> "The report is signed and given to the requester.";
                    case "outcome" -> "The outcome is recorded.";
                    case "told" -> "The patient can read the result on their own page now.";
                    default -> "";
                };
        return answer(visit, id, HttpStatus.OK, notice, List.of(), Typed.NOTHING);
    }

    /// Signs a report.
    @PostMapping("/reports/{id}/signature")
    public ResponseEntity<String> sign(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Optional<ReportId> report = Ids.parse(id, ReportId::new);
        Optional<Integer> version = Ids.parse(first(form, "version"), Integer::valueOf);
        if (report.isEmpty() || version.isEmpty()) {
            return problems.missing(visit);
        }
        List<FormProblem> wrong = new ArrayList<>();
        Optional<ResultKind> kind =
                Ids.constant(ResultKind.class, first(form, "kind"))
                        .filter(k -> k != ResultKind.PROPOSED);
        if (kind.isEmpty()) {
            wrong.add(new FormProblem("kind", "Choose the result."));
        }
        String conclusion = first(form, "conclusion").strip();
        if (conclusion.isEmpty()) {
            wrong.add(new FormProblem("conclusion", "Write the conclusion."));
        }
        if (!first(form, "confirmed").equals("yes")) {
            wrong.add(
                    new FormProblem(
                            "confirmed",
                            "Confirm that you have checked that patient, sample and result belong together."));
        }
        SigningEffort effort =
                new SigningEffort(
                        number(form, INTERPRETATION, SigningEffort.MOST_MINUTES, wrong),
                        number(form, MEETING, SigningEffort.MOST_MINUTES, wrong),
                        number(form, CONFIRMATIONS, SigningEffort.MOST_CONFIRMATIONS, wrong));
        if (kind.isEmpty() || !wrong.isEmpty()) {
            return answer(visit, id, HttpStatus.UNPROCESSABLE_CONTENT, "", wrong, new Typed(form));
        }
        return after(
                visit,
                id,
                "signed",
                new Typed(form),
                actions.sign(
                        report.get(),
                        version.get(),
                        kind.get(),
                        CauseChoice.of(mark(kind.get(), form.getOrDefault("cause", List.of()))),
                        conclusion,
                        effort,
                        visit.reader()));
    }

    /// A whole number that may be left out.
    private static Optional<Integer> number(
            MultiValueMap<String, String> form, String field, int most, List<FormProblem> wrong) {
        String typed = first(form, field).strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> number =
                typed.matches("[0-9]{1,4}")
                        ? Optional.of(Integer.valueOf(typed)).filter(n -> n <= most)
                        : Optional.empty();
        if (number.isEmpty()) {
            wrong.add(
                    new FormProblem(
                            field,
                            "Enter a whole number from 0 to %d, or leave it out.".formatted(most)));
        }
        return number;
    }

    /// What the scientist ticked. A result that names no cause needs no tick: it says so itself.
    ///
    /// @param ticked ranks of variants, or that none of them is the cause
    private static CauseMark mark(ResultKind kind, List<String> ticked) {
        List<Integer> ranks =
                ticked.stream()
                        .flatMap(rank -> Ids.parse(rank, Integer::valueOf).stream())
                        .toList();
        boolean none = ticked.contains(Page.Report.NO_VARIANT);
        return switch (kind) {
            case CAUSE_FOUND -> {
                if (none) {
                    // Both at once is neither: the desk asks back.
                    yield ranks.isEmpty()
                            ? new CauseMark.None()
                            : new CauseMark.Explains(List.of());
                }
                yield new CauseMark.Explains(ranks);
            }
            case UNCERTAIN ->
                    ranks.isEmpty() ? new CauseMark.Uncertain() : new CauseMark.Explains(ranks);
            case NO_CAUSE_FOUND, FAILED, PROPOSED ->
                    ranks.isEmpty() ? new CauseMark.None() : new CauseMark.Explains(ranks);
        };
    }

    /// Notes that the patient was told what a report says.
    @PostMapping("/reports/{id}/told")
    public ResponseEntity<String> told(Visit visit, @PathVariable String id) {
        Optional<ReportId> report = Ids.parse(id, ReportId::new);
        return report.isEmpty()
                ? problems.missing(visit)
                : after(
                        visit,
                        id,
                        "told",
                        Typed.NOTHING,
                        actions.tell(report.get(), visit.reader()));
    }

    /// Records what a report meant for the patient.
    @PostMapping("/reports/{id}/outcome")
    public ResponseEntity<String> outcome(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Optional<ReportId> report = Ids.parse(id, ReportId::new);
        if (report.isEmpty()) {
            return problems.missing(visit);
        }
        List<FormProblem> wrong = new ArrayList<>();
        Optional<Outcome.CaseSolved> solved =
                Ids.constant(Outcome.CaseSolved.class, first(form, "caseSolved"));
        if (solved.isEmpty()) {
            wrong.add(
                    new FormProblem("caseSolved", "Say whether the report answers the question."));
        }
        Optional<Outcome.Actionability> actionability =
                Ids.constant(Outcome.Actionability.class, first(form, "actionability"));
        if (actionability.isEmpty()) {
            wrong.add(
                    new FormProblem(
                            "actionability", "Say whether something can be done with the answer."));
        }
        Set<Outcome.ClinicalUtility> utility = EnumSet.noneOf(Outcome.ClinicalUtility.class);
        for (String name : form.getOrDefault("clinicalUtility", List.of())) {
            Ids.constant(Outcome.ClinicalUtility.class, name).ifPresent(utility::add);
        }
        if (utility.isEmpty()) {
            wrong.add(new FormProblem("clinicalUtility", "Select what it changed."));
        } else if (utility.contains(Outcome.ClinicalUtility.NONE) && utility.size() > 1) {
            wrong.add(
                    new FormProblem(
                            "clinicalUtility",
                            "Select either that nothing changed, or what changed."));
        }
        if (solved.isEmpty() || actionability.isEmpty() || !wrong.isEmpty()) {
            return answer(visit, id, HttpStatus.UNPROCESSABLE_CONTENT, "", wrong, new Typed(form));
        }
        return after(
                visit,
                id,
                "outcome",
                new Typed(form),
                actions.recordOutcome(
                        report.get(),
                        new Outcome(solved.get(), actionability.get(), utility),
                        visit.reader()));
    }

    private ResponseEntity<String> after(
            Visit visit, String id, String done, Typed typed, DeskAnswer answer) {
        return switch (answer) {
            case DeskAnswer.Done _, DeskAnswer.Reported _ ->
                    Redirect.to("/reports/" + id + "?done=" + done);
            case DeskAnswer.NotFound _ -> problems.missing(visit);
            case DeskAnswer.NotAllowed(String reason) -> problems.denied(visit, reason);
            case DeskAnswer.Refused(String reason) ->
                    answer(
                            visit,
                            id,
                            HttpStatus.CONFLICT,
                            "",
                            List.of(new FormProblem("", reason)),
                            typed);
        };
    }

    private ResponseEntity<String> answer(
            Visit visit,
            String id,
            HttpStatus status,
            String notice,
            List<FormProblem> wrong,
            Typed typed) {
        Optional<ReportId> report = Ids.parse(id, ReportId::new);
        if (report.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (data.report(visit.reader(), report.get())) {
            case Lookup.Missing<ReportFile> _ -> problems.missing(visit);
            case Lookup.Denied<ReportFile>(String reason) -> problems.denied(visit, reason);
            case Lookup.Found<ReportFile>(ReportFile file) ->
                    html.answer(
                            status,
                            new Page.Report(
                                    offering(
                                            visit.frame(
                                                    assets,
                                                    visit.reader().has(Role.CLINICIAN)
                                                            ? Frame.Section.ORDERS
                                                            : Frame.Section.LABORATORY),
                                            file,
                                            visit.reader()),
                                    file,
                                    visit.reader(),
                                    notice,
                                    wrong,
                                    fresh(file),
                                    typed));
        };
    }

    /// The words to begin with: those that a person entered; never the program's, so that nobody
    /// signs them without having written the conclusion.
    private static String fresh(ReportFile file) {
        return file.report().status() == ReportStatus.PRELIMINARY
                        && file.report().kind() != ResultKind.PROPOSED
                ? file.report().conclusion()
                : "";
    }

    private static String first(MultiValueMap<String, String> form, String field) {
        String value = form.getFirst(field);
        return value == null ? "" : value;
    }

    /// With lessons where the reader may sign.
    private Frame offering(Frame frame, ReportFile file, Actor reader) {
        return file.isSigned() || !reader.has(Role.SCIENTIST)
                ? frame
                : frame.offering(
                        lessons.at(
                                "/reports/" + file.report().id().value(),
                                Set.of(GatedTask.SIGN_REPORT, GatedTask.MARK_CAUSE),
                                reader));
    }
}
