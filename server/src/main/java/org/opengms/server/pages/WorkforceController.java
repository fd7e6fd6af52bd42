package org.opengms.server.pages;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.Competence;
import org.opengms.workforce.CourseId;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.GateMode;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.Lesson;
import org.opengms.workforce.LessonId;
import org.opengms.workforce.ModeChange;
import org.opengms.workforce.ModePreview;
import org.opengms.workforce.OverrideReview;
import org.opengms.workforce.StaffAnswer;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStep;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// `/workforce`: for managers the people of their organisation, what ends soon, the gates and what
/// was done in an emergency; for everybody at work their own page and the lessons.
@Controller
public final class WorkforceController {
    private static final Set<String> KINDS =
            Set.of(
                    "employed",
                    "left",
                    "course",
                    "recognition",
                    "assessment",
                    "grant",
                    "supervision",
                    "withdrawal");

    private final Html html;
    private final Assets assets;
    private final StaffDesk staff;
    private final GateDesk gates;
    private final List<OdsCode> places;
    private final Problems problems;

    /// @param places whose gates an operator may choose among
    WorkforceController(
            Html html, Assets assets, StaffDesk staff, GateDesk gates, List<OdsCode> places) {
        this.html = html;
        this.assets = assets;
        this.staff = staff;
        this.gates = gates;
        this.places = List.copyOf(places);
        this.problems = new Problems(html, assets);
    }

    // ---- an organisation

    /// The people of an organisation and its gates.
    ///
    /// @param organisation its ODS code; the reader's own where it is left out
    /// @param then the mode that is previewed
    /// @param done what has just been done
    @GetMapping("/workforce")
    public ResponseEntity<String> workforce(
            Visit visit,
            @RequestParam Optional<String> organisation,
            @RequestParam Optional<String> then,
            @RequestParam Optional<String> done) {
        return workforce(
                visit,
                organisation,
                then.flatMap(GateMode::find),
                HttpStatus.OK,
                switch (done.orElse("")) {
                    case "mode" -> "The gates run in the new mode.";
                    case "review" -> "Your review is kept.";
                    default -> "";
                },
                Typed.NOTHING,
                List.of());
    }

    private ResponseEntity<String> workforce(
            Visit visit,
            Optional<String> wanted,
            Optional<GateMode> then,
            HttpStatus status,
            String notice,
            Typed typed,
            List<FormProblem> wrong) {
        Actor reader = visit.reader();
        OdsCode organisation =
                wanted.filter(OdsCode::isValid).map(OdsCode::new).orElse(reader.organisation());
        if (!GateDesk.runs(organisation, reader)) {
            return problems.denied(
                    visit, "Only a manager of this organisation or an operator sees its people.");
        }
        List<Page.Workforce.Person> people =
                staff.at(organisation, reader).stream().map(m -> person(m, organisation)).toList();
        Optional<ModePreview> preview =
                then.flatMap(mode ->
                        gates.preview(organisation, mode, reader)
                                        instanceof StaffAnswer.Done<ModePreview>(ModePreview seen)
                                ? Optional.of(seen)
                                : Optional.empty());
        return html.answer(
                status,
                new Page.Workforce(
                        visit.frame(assets, Frame.Section.WORKFORCE),
                        organisation,
                        reader.has(Role.OPERATOR) ? places : List.of(),
                        people,
                        endings(people),
                        gates.mode(organisation),
                        preview,
                        gates.toReview(reader),
                        staff.imports(organisation, reader),
                        notice,
                        typed,
                        wrong));
    }

    private Page.Workforce.Person person(StaffMember member, OdsCode organisation) {
        return new Page.Workforce.Person(
                member,
                Arrays.stream(Competence.values())
                        .map(c -> CompetenceLine.of(c, member, gates, staff, organisation))
                        .toList());
    }

    private List<Page.Workforce.Ending> endings(List<Page.Workforce.Person> people) {
        LocalDate last = staff.today().plusDays(staff.book().rules(staff.today()).noticeDays());
        List<Page.Workforce.Ending> endings = new ArrayList<>();
        for (Page.Workforce.Person person : people) {
            for (CompetenceLine line : person.lines()) {
                line.until()
                        .filter(until -> !until.isAfter(last))
                        .ifPresent(until ->
                                endings.add(
                                        new Page.Workforce.Ending(
                                                person.member(), line.competence(), until)));
            }
        }
        endings.sort(java.util.Comparator.comparing(Page.Workforce.Ending::until));
        return endings;
    }

    /// Enters somebody.
    @PostMapping("/workforce/people")
    public ResponseEntity<String> enter(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        Optional<StaffId> id = StaffId.find(typed.value("subject").strip());
        if (id.isEmpty()) {
            return workforce(
                    visit,
                    Optional.of(typed.value("organisation")),
                    Optional.empty(),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "",
                    typed,
                    List.of(
                            new FormProblem(
                                    "subject", "Give the name by which the person signs in.")));
        }
        return after(
                visit,
                id.get(),
                "employed",
                typed,
                wrong ->
                        workforce(
                                visit,
                                Optional.of(typed.value("organisation")),
                                Optional.empty(),
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "",
                                typed,
                                wrong));
    }

    /// Switches the gates over.
    @PostMapping("/workforce/gates")
    public ResponseEntity<String> switchMode(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        Optional<GateMode> mode = GateMode.find(typed.value("mode"));
        String organisation = typed.value("organisation");
        if (mode.isEmpty() || !OdsCode.isValid(organisation)) {
            return problems.missing(visit);
        }
        return switch (gates.switchMode(
                new OdsCode(organisation), mode.get(), typed.value("digest"), visit.reader())) {
            case StaffAnswer.Done<ModeChange> _ ->
                    Redirect.to("/workforce?done=mode&organisation=" + new OdsCode(organisation));
            case StaffAnswer.NotFound<ModeChange> _ -> problems.missing(visit);
            case StaffAnswer.NotAllowed<ModeChange>(String why) -> problems.denied(visit, why);
            case StaffAnswer.Refused<ModeChange>(String why) ->
                    workforce(
                            visit,
                            Optional.of(organisation),
                            mode,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "",
                            typed,
                            List.of(new FormProblem("", FormProblem.withoutNumber(why))));
        };
    }

    /// Says what a second person makes of what was done in an emergency.
    @PostMapping("/workforce/overrides/{id}")
    public ResponseEntity<String> review(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        Optional<UUID> decision = Ids.parse(id, UUID::fromString);
        Optional<OverrideReview.Verdict> verdict =
                Ids.constant(OverrideReview.Verdict.class, typed.value("verdict-" + id));
        if (decision.isEmpty()) {
            return problems.missing(visit);
        }
        List<FormProblem> wrong = new ArrayList<>();
        if (verdict.isEmpty()) {
            wrong.add(new FormProblem("verdict-" + id, "Choose what you make of it."));
        }
        String words = typed.value("words-" + id).strip();
        if (words.length() < 3 || words.length() > 1000) {
            wrong.add(new FormProblem("words-" + id, "Say why, in 3 to 1000 characters."));
        }
        StaffAnswer<OverrideReview> answer =
                wrong.isEmpty()
                        ? gates.review(decision.get(), verdict.orElseThrow(), words, visit.reader())
                        : new StaffAnswer.Refused<>("");
        return switch (answer) {
            case StaffAnswer.Done<OverrideReview> _ -> Redirect.to("/workforce?done=review");
            case StaffAnswer.NotFound<OverrideReview> _ -> problems.missing(visit);
            case StaffAnswer.NotAllowed<OverrideReview>(String why) -> problems.denied(visit, why);
            case StaffAnswer.Refused<OverrideReview>(String why) -> {
                if (!why.isEmpty()) {
                    wrong.add(new FormProblem("", FormProblem.withoutNumber(why)));
                }
                yield workforce(
                        visit,
                        Optional.empty(),
                        Optional.empty(),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "",
                        typed,
                        wrong);
            }
        };
    }

    /// Takes completed courses in from a file.
    @PostMapping("/workforce/imports")
    public ResponseEntity<String> imports(Visit visit, @RequestParam Optional<MultipartFile> file)
            throws IOException {
        byte[] bytes = file.isPresent() ? file.get().getBytes() : new byte[0];
        List<FormProblem> wrong = new ArrayList<>();
        String notice = "";
        if (bytes.length == 0 || bytes.length > StaffDesk.LARGEST_IMPORT_BYTES) {
            wrong.add(new FormProblem("file", "Choose a file of at most 4 MB."));
        } else {
            try {
                StaffAnswer<StaffDesk.ImportResult> answer =
                        bytes[0] == '[' || bytes[0] == '{'
                                ? staff.importXapi(bytes, visit.reader())
                                : staff.importCsv(bytes, visit.reader());
                if (answer
                        instanceof
                        StaffAnswer.Done<StaffDesk.ImportResult>(StaffDesk.ImportResult result)) {
                    notice =
                            "%d taken, %d had been taken before, %d wrong."
                                    .formatted(
                                            result.taken(),
                                            result.before(),
                                            result.problems().size());
                    result.problems().stream()
                            .limit(50)
                            .forEach(p ->
                                    wrong.add(
                                            new FormProblem(
                                                    "",
                                                    "%s%s: %s"
                                                            .formatted(
                                                                    p.where(),
                                                                    p.field().isEmpty()
                                                                            ? ""
                                                                            : ", " + p.field(),
                                                                    FormProblem.withoutNumber(
                                                                            p.words())))));
                }
            } catch (IllegalArgumentException unreadable) {
                wrong.add(
                        new FormProblem(
                                "file",
                                FormProblem.withoutNumber(
                                        String.valueOf(unreadable.getMessage()))));
            }
        }
        return workforce(
                visit,
                Optional.empty(),
                Optional.empty(),
                wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                notice,
                Typed.NOTHING,
                wrong);
    }

    // ---- one person

    /// What is known of somebody.
    @GetMapping("/workforce/people/{subject}")
    public ResponseEntity<String> one(Visit visit, @PathVariable String subject) {
        return StaffId.find(subject)
                .map(id -> one(visit, id, HttpStatus.OK, "", Typed.NOTHING, List.of()))
                .orElseGet(() -> problems.missing(visit));
    }

    private ResponseEntity<String> one(
            Visit visit,
            StaffId id,
            HttpStatus status,
            String form,
            Typed typed,
            List<FormProblem> wrong) {
        Optional<StaffMember> member = staff.find(id, visit.reader());
        if (member.isEmpty()) {
            return problems.missing(visit);
        }
        OdsCode place =
                member.get().employments().keySet().stream()
                        .findFirst()
                        .orElse(visit.reader().organisation());
        return html.answer(
                status,
                new Page.OneOfStaff(
                        visit.frame(assets, Frame.Section.WORKFORCE),
                        person(member.get(), place),
                        place,
                        staff.book().courses(staff.today()).courses().stream()
                                .map(c -> new Choice(c.id().value(), c.title()))
                                .toList(),
                        staff.today(),
                        form,
                        typed,
                        wrong));
    }

    /// Records a step of somebody.
    ///
    /// @param kind what, such as `grant`
    @PostMapping("/workforce/people/{subject}/{kind}")
    public ResponseEntity<String> record(
            Visit visit,
            @PathVariable String subject,
            @PathVariable String kind,
            @RequestParam MultiValueMap<String, String> fields) {
        Optional<StaffId> id = StaffId.find(subject);
        if (id.isEmpty() || !KINDS.contains(kind)) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(fields);
        return after(
                visit,
                id.get(),
                kind,
                typed,
                wrong ->
                        one(visit, id.get(), HttpStatus.UNPROCESSABLE_CONTENT, kind, typed, wrong));
    }

    /// The page again, with what is wrong.
    private interface Again {
        ResponseEntity<String> with(List<FormProblem> wrong);
    }

    private ResponseEntity<String> after(
            Visit visit, StaffId id, String kind, Typed typed, Again again) {
        StaffAnswer<StaffMember> answer;
        try {
            answer = staff.record(id, step(kind, typed, visit.reader()), visit.reader());
        } catch (IllegalArgumentException wrong) {
            answer = new StaffAnswer.Refused<>(String.valueOf(wrong.getMessage()));
        }
        return switch (answer) {
            case StaffAnswer.Done<StaffMember> _ ->
                    Redirect.to(
                            "/workforce/people/"
                                    + java.net.URLEncoder.encode(
                                            id.value(), java.nio.charset.StandardCharsets.UTF_8));
            case StaffAnswer.NotFound<StaffMember> _ -> problems.missing(visit);
            case StaffAnswer.NotAllowed<StaffMember>(String why) -> problems.denied(visit, why);
            case StaffAnswer.Refused<StaffMember>(String why) ->
                    again.with(
                            List.of(
                                    FormProblem.read(
                                            why, field -> typed.values().containsKey(field))));
        };
    }

    private static StaffStep step(String kind, Typed typed, Actor reader) {
        return switch (kind) {
            case "employed" ->
                    new StaffStep.Employed(
                            OdsCode.isValid(typed.value("organisation"))
                                    ? new OdsCode(typed.value("organisation"))
                                    : reader.organisation(),
                            Ids.constant(JobRole.class, typed.value("jobRole"))
                                    .orElseThrow(() -> unclear("jobRole", "choose the work.")),
                            typed.value("name"));
            case "left" -> new StaffStep.Left(new OdsCode(typed.value("organisation")));
            case "course" ->
                    new StaffStep.EvidenceTaken(
                            new Evidence.OfCourse(
                                    CourseId.find(typed.value("course"))
                                            .orElseThrow(
                                                    () -> unclear("course", "choose the course.")),
                                    day(typed, "completedOn"),
                                    typed.value("reference"),
                                    Optional.empty()));
            case "recognition" ->
                    new StaffStep.EvidenceTaken(
                            new Evidence.Recognised(
                                    competence(typed, "recognised"),
                                    typed.value("body"),
                                    day(typed, "recognisedOn"),
                                    typed.value("recognitionReference")));
            case "assessment" ->
                    new StaffStep.EvidenceTaken(
                            new Evidence.Assessed(
                                    competence(typed, "assessed"),
                                    person(typed, "assessor"),
                                    day(typed, "assessedOn"),
                                    typed.value("seen")));
            case "grant" ->
                    new StaffStep.Granted(
                            competence(typed, "granted"),
                            day(typed, "from"),
                            day(typed, "until"),
                            numbers(typed.value("evidence")));
            case "supervision" ->
                    new StaffStep.SupervisionBegun(
                            competence(typed, "supervised"),
                            person(typed, "supervisor"),
                            day(typed, "supervisedFrom"),
                            day(typed, "supervisedUntil"));
            default ->
                    new StaffStep.Withdrawn(competence(typed, "withdrawn"), typed.value("because"));
        };
    }

    private static IllegalArgumentException unclear(String field, String words) {
        return new IllegalArgumentException(field + ": " + words);
    }

    private static LocalDate day(Typed typed, String field) {
        try {
            return LocalDate.parse(typed.value(field).strip());
        } catch (DateTimeParseException none) {
            throw unclear(field, "give a day such as 2026-10-31.");
        }
    }

    private static Competence competence(Typed typed, String field) {
        return Competence.find(typed.value(field))
                .orElseThrow(() -> unclear(field, "choose the competence."));
    }

    private static StaffId person(Typed typed, String field) {
        return StaffId.find(typed.value(field).strip())
                .orElseThrow(() -> unclear(field, "give the name by which the person signs in."));
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split("[ ,]+")) {
            if (!part.matches("[0-9]{1,4}")) {
                throw unclear("evidence", "give the numbers of the evidence, such as 1, 2.");
            }
            numbers.add(Integer.parseInt(part, 10));
        }
        return numbers;
    }

    // ---- oneself

    /// Whether somebody's work at their workplace asks for a competence.
    private boolean isNeeded(Competence competence, Actor reader) {
        OdsCode place =
                competence == Competence.ACCESS_REVIEWER
                        ? GateDesk.COMMITTEE
                        : reader.organisation();
        return gates.isNeededAt(place, competence)
                && switch (competence) {
                    case RECORD_OF_DISCUSSION, ORDER_WGS -> reader.has(Role.CLINICIAN);
                    case WET_LAB, BIOINFORMATICS -> reader.has(Role.LABORATORY);
                    case INTERPRET -> reader.has(Role.LABORATORY) || reader.has(Role.SCIENTIST);
                    case AUTHORISE_REPORT -> reader.has(Role.SCIENTIST);
                    case MDT_CHAIR -> reader.has(Role.CLINICIAN) || reader.has(Role.SCIENTIST);
                    case ACCESS_REVIEWER -> reader.has(Role.COMMITTEE);
                };
    }

    /// What is known of the reader, what ends, and how to get what is missing.
    @GetMapping("/workforce/me")
    public ResponseEntity<String> me(Visit visit) {
        Actor reader = visit.reader();
        return html.answer(
                HttpStatus.OK,
                new Page.OwnCompetences(
                        visit.frame(assets, Frame.Section.MY_COMPETENCES),
                        person(staff.own(reader), reader.organisation()),
                        Arrays.stream(Competence.values())
                                .filter(c -> isNeeded(c, reader))
                                .collect(Collectors.toSet()),
                        staff.today(),
                        staff.book().rules(staff.today()).noticeDays()));
    }

    /// A short lesson with its check.
    @GetMapping("/workforce/lessons/{id}")
    public ResponseEntity<String> lesson(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> back) {
        return found(id)
                .map(lesson ->
                        lesson(
                                visit,
                                lesson,
                                HttpStatus.OK,
                                Optional.empty(),
                                Typed.NOTHING,
                                LessonOffer.place(back.orElse(""))))
                .orElseGet(() -> problems.missing(visit));
    }

    private Optional<Lesson> found(String id) {
        return LessonId.find(id).flatMap(staff::lesson);
    }

    private ResponseEntity<String> lesson(
            Visit visit,
            Lesson lesson,
            HttpStatus status,
            Optional<StaffDesk.LessonResult> result,
            Typed typed,
            String back) {
        List<FormProblem> wrong = new ArrayList<>();
        result.ifPresent(r ->
                r.wrong()
                        .forEach(n ->
                                wrong.add(
                                        new FormProblem(
                                                "q" + n,
                                                "Question %d: read the lesson again and choose another answer."
                                                        .formatted(n)))));
        return html.answer(
                status,
                new Page.OneLesson(
                        visit.frame(assets, Frame.Section.MY_COMPETENCES),
                        lesson,
                        result,
                        typed,
                        wrong,
                        back));
    }

    /// Takes the answers to a lesson's check.
    @PostMapping("/workforce/lessons/{id}")
    public ResponseEntity<String> answer(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Optional<Lesson> lesson = found(id);
        if (lesson.isEmpty()) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(form);
        List<Integer> answers = new ArrayList<>();
        for (int i = 1; i <= lesson.get().questions().size(); i++) {
            answers.add(Ids.parse(typed.value("q" + i), Integer::valueOf).orElse(0));
        }
        return switch (staff.answer(lesson.get().id(), answers, visit.reader())) {
            case StaffAnswer.Done<StaffDesk.LessonResult>(var result) ->
                    lesson(
                            visit,
                            lesson.get(),
                            result.isPassed() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                            Optional.of(result),
                            typed,
                            LessonOffer.place(typed.value("back")));
            case StaffAnswer.NotFound<StaffDesk.LessonResult> _ -> problems.missing(visit);
            case StaffAnswer.NotAllowed<StaffDesk.LessonResult>(String why) ->
                    problems.denied(visit, why);
            case StaffAnswer.Refused<StaffDesk.LessonResult>(String why) ->
                    problems.denied(visit, FormProblem.withoutNumber(why));
        };
    }
}
