package org.opengms.server.workforce;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.opengms.workforce.Competence;
import org.opengms.workforce.GateDecision;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.GateMode;
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
import org.opengms.workforce.Standing;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/api/workforce/…`: members of staff, lessons, imports and gates for programs, as
/// docs/spec/workforce.md says.
@Controller
public class WorkforceEndpoint {
    private static final int LARGEST_BYTES = 1 << 15;
    private static final DataFile<StaffStep> STEP =
            form(StaffStep.class, "a step of a member of staff");
    private static final DataFile<Answers> ANSWERS = form(Answers.class, "answers to a lesson");
    private static final DataFile<Switch> SWITCH = form(Switch.class, "a switch of gates");
    private static final DataFile<Review> REVIEW = form(Review.class, "a review");

    private final StaffDesk staff;
    private final GateDesk gates;

    public WorkforceEndpoint(StaffDesk staff, GateDesk gates) {
        this.staff = staff;
        this.gates = gates;
    }

    private static <T> DataFile<T> form(Class<T> type, String what) {
        return new DataFile<>(type, what, "OGMS-8844", UnaryOperator.identity());
    }

    /// Answers to a lesson's check.
    ///
    /// @param answers the option chosen for each question, from 1
    record Answers(List<Integer> answers) {}

    /// A switch of a workplace's gates.
    ///
    /// @param digest of the preview that was seen
    record Switch(GateMode mode, String digest) {}

    /// What a second person makes of an emergency.
    record Review(OverrideReview.Verdict verdict, String words) {}

    // ---- oneself

    /// What is known of whoever asks, and what they may do where they act now.
    @GetMapping("/api/workforce/me")
    public void me(HttpServletResponse response) throws IOException {
        Actor actor = CurrentActor.require();
        ApiMessages.write(response, 200, view(staff.own(actor), actor.organisation()));
    }

    private Map<String, Object> view(StaffMember member, OdsCode organisation) {
        List<Map<String, Object>> standings = new ArrayList<>();
        for (Competence competence : Competence.values()) {
            OdsCode place =
                    competence == Competence.ACCESS_REVIEWER ? GateDesk.COMMITTEE : organisation;
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("competence", competence.code());
            switch (gates.standing(member.id(), competence, place)) {
                case Standing.Holds(var until) -> {
                    line.put("standing", "holds");
                    line.put("until", until.toString());
                }
                case Standing.Supervised(var _, var until) -> {
                    line.put("standing", "supervised");
                    line.put("until", until.toString());
                }
                case Standing.Lacks(String reason, String way) -> {
                    line.put("standing", "lacks");
                    line.put("reason", reason);
                    line.put("way", way);
                }
            }
            staff.book()
                    .rules(staff.today())
                    .requirement(competence)
                    .lesson()
                    .ifPresent(lesson -> line.put("lesson", lesson.value()));
            standings.add(line);
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("subject", member.id().value());
        view.put("name", member.name());
        view.put("organisation", organisation.value());
        view.put("competences", standings);
        view.put(
                "steps",
                member.history().stream()
                        .map(entry ->
                                Map.of(
                                        "at", entry.at().toString(),
                                        "by", entry.by(),
                                        "step", entry.step()))
                        .toList());
        return view;
    }

    /// A lesson, without what is right.
    @GetMapping("/api/workforce/lessons/{id}")
    public void lesson(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<Lesson> lesson = LessonId.find(id).flatMap(staff::lesson);
        if (lesson.isEmpty()) {
            missing(response);
            return;
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", lesson.get().id().value());
        view.put("version", lesson.get().version());
        view.put("title", lesson.get().title());
        view.put("paragraphs", lesson.get().paragraphs());
        view.put(
                "questions",
                lesson.get().questions().stream()
                        .map(q -> Map.of("question", q.question(), "options", q.options()))
                        .toList());
        view.put("sources", lesson.get().sources());
        ApiMessages.write(response, 200, view);
    }

    /// Takes the answers to a lesson's check.
    @PostMapping("/api/workforce/lessons/{id}/answers")
    public void answer(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<LessonId> lesson = LessonId.find(id);
        if (lesson.isEmpty()) {
            missing(response);
            return;
        }
        Optional<Answers> answers = read(request, response, ANSWERS);
        if (answers.isPresent()) {
            write(
                    response,
                    200,
                    staff.answer(lesson.get(), answers.get().answers(), CurrentActor.require()),
                    result ->
                            Map.of(
                                    "passed",
                                    result.isPassed(),
                                    "wrong",
                                    result.wrong(),
                                    "renewed",
                                    result.renewed().entrySet().stream()
                                            .map(e ->
                                                    Map.of(
                                                            "competence", e.getKey().code(),
                                                            "until", e.getValue().toString()))
                                            .toList()));
        }
    }

    // ---- people of an organisation

    /// The people of an organisation.
    @GetMapping("/api/workforce/organisations/{ods}/staff")
    public void people(@PathVariable("ods") String ods, HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> organisation = run(ods, response);
        if (organisation.isPresent()) {
            ApiMessages.write(
                    response,
                    200,
                    Map.of(
                            "staff",
                            staff.at(organisation.get(), CurrentActor.require()).stream()
                                    .map(member -> view(member, organisation.get()))
                                    .toList()));
        }
    }

    /// One of them.
    @GetMapping("/api/workforce/staff/{subject}")
    public void person(@PathVariable("subject") String subject, HttpServletResponse response)
            throws IOException {
        Actor actor = CurrentActor.require();
        Optional<StaffMember> member = StaffId.find(subject).flatMap(id -> staff.find(id, actor));
        if (member.isEmpty()) {
            missing(response);
            return;
        }
        ApiMessages.write(response, 200, view(member.get(), place(member.get(), actor)));
    }

    private static OdsCode place(StaffMember member, Actor actor) {
        return member.worksFor(actor.organisation())
                ? actor.organisation()
                : member.employments().keySet().stream().findFirst().orElse(actor.organisation());
    }

    /// Records a step of somebody. Its `kind` and fields stand in docs/spec/workforce.md.
    @PostMapping("/api/workforce/staff/{subject}/steps")
    public void step(
            @PathVariable("subject") String subject,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<StaffId> id = StaffId.find(subject);
        if (id.isEmpty()) {
            missing(response);
            return;
        }
        Actor actor = CurrentActor.require();
        Optional<StaffStep> step = read(request, response, STEP);
        if (step.isPresent()) {
            write(
                    response,
                    201,
                    staff.record(id.get(), step.get(), actor),
                    member -> view(member, place(member, actor)));
        }
    }

    /// Takes completed courses in: xAPI statements as JSON, or a list as CSV.
    @PostMapping("/api/workforce/completions")
    public void completions(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body =
                ApiMessages.body(
                        request,
                        response,
                        StaffDesk.LARGEST_IMPORT_BYTES,
                        "Send the completions in parts.");
        if (body.isEmpty()) {
            return;
        }
        Actor actor = CurrentActor.require();
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        try {
            write(
                    response,
                    200,
                    type.startsWith("text/csv")
                            ? staff.importCsv(body.get(), actor)
                            : staff.importXapi(body.get(), actor),
                    Function.identity());
        } catch (IllegalArgumentException wrong) {
            ApiMessages.unclear(response, wrong);
        }
    }

    /// The newest imports of an organisation.
    @GetMapping("/api/workforce/organisations/{ods}/imports")
    public void imports(@PathVariable("ods") String ods, HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> organisation = run(ods, response);
        if (organisation.isPresent()) {
            ApiMessages.write(
                    response,
                    200,
                    Map.of(
                            "imports",
                            staff.imports(organisation.get(), CurrentActor.require()).stream()
                                    .map(receipt ->
                                            Map.of(
                                                    "by", receipt.by(),
                                                    "at", receipt.at().toString(),
                                                    "form", receipt.form(),
                                                    "taken", receipt.taken(),
                                                    "before", receipt.before(),
                                                    "refused", receipt.refused()))
                                    .toList()));
        }
    }

    // ---- gates

    /// What a switch of an organisation's gates would do.
    ///
    /// @param then the mode; ENFORCE where it is left out
    @GetMapping("/api/workforce/organisations/{ods}/gates")
    public void preview(
            @PathVariable("ods") String ods,
            @RequestParam Optional<String> then,
            HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> organisation = run(ods, response);
        Optional<GateMode> mode = GateMode.find(then.orElse("ENFORCE"));
        if (organisation.isEmpty()) {
            return;
        }
        if (mode.isEmpty()) {
            ApiErrors.write(
                    response,
                    400,
                    "value",
                    "BAD_REQUEST",
                    "OGMS-8845 Say then=OBSERVE, WARN or ENFORCE.");
            return;
        }
        write(
                response,
                200,
                gates.preview(organisation.get(), mode.get(), CurrentActor.require()),
                WorkforceEndpoint::view);
    }

    private static Map<String, Object> view(ModePreview preview) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("organisation", preview.organisation().value());
        view.put("now", preview.now());
        view.put("then", preview.then());
        view.put("digest", preview.digest());
        view.put(
                "lacking",
                preview.lacking().stream()
                        .map(l ->
                                Map.of(
                                        "subject", l.who().value(),
                                        "competence", l.competence().code(),
                                        "times", l.times(),
                                        "last", l.last().toString()))
                        .toList());
        view.put(
                "cover",
                preview.cover().stream()
                        .map(c ->
                                Map.of(
                                        "competence", c.competence().code(),
                                        "holders", c.holders(),
                                        "endingSoon", c.endingSoon(),
                                        "duty", c.duty()))
                        .toList());
        return view;
    }

    /// Switches an organisation's gates over.
    @PostMapping("/api/workforce/organisations/{ods}/gates")
    public void switchMode(
            @PathVariable("ods") String ods,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> organisation = run(ods, response);
        Optional<Switch> wanted =
                organisation.isEmpty() ? Optional.empty() : read(request, response, SWITCH);
        if (organisation.isPresent() && wanted.isPresent()) {
            write(
                    response,
                    200,
                    gates.switchMode(
                            organisation.get(),
                            wanted.get().mode(),
                            wanted.get().digest(),
                            CurrentActor.require()),
                    WorkforceEndpoint::view);
        }
    }

    private static Map<String, Object> view(ModeChange change) {
        return Map.of(
                "organisation", change.organisation().value(),
                "mode", change.mode(),
                "at", change.at().toString());
    }

    /// What was done without the competence and waits for a second person.
    @GetMapping("/api/workforce/overrides")
    public void overrides(HttpServletResponse response) throws IOException {
        ApiMessages.write(
                response,
                200,
                Map.of(
                        "overrides",
                        gates.toReview(CurrentActor.require()).stream()
                                .map(WorkforceEndpoint::view)
                                .toList()));
    }

    private static Map<String, Object> view(GateDecision decision) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", decision.id().toString());
        view.put("at", decision.at().toString());
        view.put("subject", decision.who().value());
        view.put("task", decision.task());
        view.put("organisation", decision.organisation().value());
        view.put("outcome", decision.outcome());
        view.put("reason", decision.reason());
        decision.urgency().ifPresent(words -> view.put("urgency", words));
        return view;
    }

    /// Says what a second person makes of one of them.
    @PostMapping("/api/workforce/overrides/{id}")
    public void review(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<UUID> decision = uuid(id);
        if (decision.isEmpty()) {
            missing(response);
            return;
        }
        Optional<Review> review = read(request, response, REVIEW);
        if (review.isEmpty()) {
            return;
        }
        try {
            write(
                    response,
                    200,
                    gates.review(
                            decision.get(),
                            review.get().verdict(),
                            review.get().words(),
                            CurrentActor.require()),
                    kept -> Map.of("verdict", kept.verdict(), "at", kept.at().toString()));
        } catch (IllegalArgumentException wrong) {
            ApiMessages.unclear(response, wrong);
        }
    }

    // ---- reading and answering

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /// An organisation whose gates and people the caller runs.
    private static Optional<OdsCode> run(String ods, HttpServletResponse response)
            throws IOException {
        if (!OdsCode.isValid(ods)) {
            missing(response);
            return Optional.empty();
        }
        OdsCode organisation = new OdsCode(ods);
        if (!GateDesk.runs(organisation, CurrentActor.require())) {
            ApiErrors.write(
                    response,
                    403,
                    "forbidden",
                    "NOT_ALLOWED",
                    "Only a manager of this organisation or an operator does this.");
            return Optional.empty();
        }
        return Optional.of(organisation);
    }

    private static <T> Optional<T> read(
            HttpServletRequest request, HttpServletResponse response, DataFile<T> form)
            throws IOException {
        return ApiMessages.read(request, response, form, LARGEST_BYTES, "");
    }

    private static <T> void write(
            HttpServletResponse response, int status, StaffAnswer<T> answer, Function<T, ?> view)
            throws IOException {
        switch (answer) {
            case StaffAnswer.Done<T>(T value) ->
                    ApiMessages.write(response, status, view.apply(value));
            case StaffAnswer.NotFound<T> _ -> missing(response);
            case StaffAnswer.NotAllowed<T>(String reason) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            case StaffAnswer.Refused<T>(String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "UNPROCESSABLE_ENTITY", reason);
        }
    }

    private static void missing(HttpServletResponse response) throws IOException {
        ApiErrors.write(response, 404, "not-found", "NOT_FOUND", "There is no such thing for you.");
    }
}
