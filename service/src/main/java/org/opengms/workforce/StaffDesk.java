package org.opengms.workforce;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.consent.ConsentStatement;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;

/// Where everything that is known of members of staff is recorded: by their managers, by who
/// assesses them, by themselves with a lesson, and from other systems' lists of completed courses.
public final class StaffDesk {
    /// The largest message of completions, in bytes.
    public static final int LARGEST_IMPORT_BYTES = 4 << 20;

    private static final int IMPORTS_SHOWN = 50;

    private final StaffStore store;
    private final StaffRules rules;
    private final Runnable changed;
    private final Clock clock;

    /// @param changed is run after something was kept
    public StaffDesk(StaffStore store, StaffRules rules, Runnable changed, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.changed = changed;
        this.clock = clock;
    }

    /// The dated data by which it decides.
    public TrainingBook book() {
        return rules.book();
    }

    /// The day, in England.
    public LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    /// The instant.
    public Instant now() {
        return clock.instant();
    }

    // ---- reading

    /// What is known of whoever asks.
    public StaffMember own(Actor actor) {
        return member(new StaffId(actor.id()));
    }

    /// Somebody, for themselves, their managers and operators.
    public Optional<StaffMember> find(StaffId id, Actor actor) {
        return Optional.of(member(id))
                .filter(m -> !m.history().isEmpty())
                .filter(m -> id.value().equals(actor.id()) || manages(m, actor));
    }

    /// The people of an organisation, by name; empty for whom it is no business of.
    public List<StaffMember> at(OdsCode organisation, Actor actor) {
        return GateDesk.runs(organisation, actor)
                ? store.at(organisation).stream()
                        .map(this::member)
                        .sorted(
                                Comparator.comparing(StaffMember::name)
                                        .thenComparing(m -> m.id().value()))
                        .toList()
                : List.of();
    }

    /// The newest imports of an organisation.
    public List<StaffStore.ImportReceipt> imports(OdsCode organisation, Actor actor) {
        return GateDesk.runs(organisation, actor)
                ? store.imports(organisation, IMPORTS_SHOWN)
                : List.of();
    }

    private StaffMember member(StaffId id) {
        return StaffMember.of(id, store.history(id));
    }

    private static boolean manages(StaffMember member, Actor actor) {
        return actor.has(Role.OPERATOR)
                || (actor.has(Role.MANAGER)
                        && member.employments().keySet().stream()
                                .anyMatch(o -> o.isOrPartOf(actor.organisation())));
    }

    // ---- recording

    /// Records a step of somebody.
    public StaffAnswer<StaffMember> record(StaffId id, StaffStep step, Actor actor) {
        return record(id, List.of(step), actor);
    }

    /// Records steps of somebody in their order, all or none.
    public StaffAnswer<StaffMember> record(StaffId id, List<StaffStep> steps, Actor actor) {
        return append(
                id,
                Optional.empty(),
                member ->
                        steps.stream()
                                .map(step -> notTheirs(member, step, actor))
                                .flatMap(Optional::stream)
                                .findFirst()
                                .<StaffAnswer<List<StaffStep>>>map(StaffAnswer.NotAllowed::new)
                                .orElseGet(() -> new StaffAnswer.Done<>(steps)),
                actor);
    }

    private static Optional<String> notTheirs(StaffMember member, StaffStep step, Actor actor) {
        boolean own = member.id().value().equals(actor.id());
        boolean ownAssessment =
                step instanceof StaffStep.EvidenceTaken(Evidence.Assessed assessed)
                        && assessed.by().value().equals(actor.id())
                        && member.worksFor(actor.organisation());
        boolean manager =
                step instanceof StaffStep.Employed(var organisation, var _, var _)
                        ? GateDesk.runs(organisation, actor)
                        : step instanceof StaffStep.Left(var organisation)
                                ? GateDesk.runs(organisation, actor)
                                : manages(member, actor);
        if (own && !(step instanceof StaffStep.Employed)) {
            return Optional.of(
                    "Nobody records this of themselves. Your manager does, or a lesson that you pass.");
        }
        return manager || ownAssessment
                ? Optional.empty()
                : Optional.of(
                        "Only a manager of their organisation or an operator records this; an assessment also who assessed.");
    }

    /// Judges what is to be added to somebody.
    private interface Steps {
        StaffAnswer<List<StaffStep>> of(StaffMember member);
    }

    private StaffAnswer<StaffMember> append(
            StaffId id, Optional<String> key, Steps steps, Actor actor) {
        while (true) {
            long known = store.last();
            StaffMember member = member(id);
            List<StaffStep> wanted;
            switch (steps.of(member)) {
                case StaffAnswer.Done<List<StaffStep>>(var all) -> wanted = all;
                case StaffAnswer.NotFound<List<StaffStep>> _ -> {
                    return new StaffAnswer.NotFound<>();
                }
                case StaffAnswer.NotAllowed<List<StaffStep>>(String reason) -> {
                    return new StaffAnswer.NotAllowed<>(reason);
                }
                case StaffAnswer.Refused<List<StaffStep>>(String reason) -> {
                    return new StaffAnswer.Refused<>(reason);
                }
            }
            Map<StaffId, StaffMember> others = new HashMap<>();
            List<StaffEntry> added = new ArrayList<>();
            StaffMember after = member;
            for (StaffStep step : wanted) {
                StaffEntry next = new StaffEntry(clock.instant(), actor.id(), step);
                Optional<String> refusal =
                        rules.refusal(
                                after, next, other -> others.computeIfAbsent(other, this::member));
                if (refusal.isPresent()) {
                    return new StaffAnswer.Refused<>(refusal.get());
                }
                added.add(next);
                after = after.with(next);
            }
            switch (store.append(after, added, known, key)) {
                case KEPT -> {
                    changed.run();
                    return new StaffAnswer.Done<>(after);
                }
                case TAKEN_BEFORE -> {
                    return new StaffAnswer.NotFound<>();
                }
                case FASTER -> {}
            }
        }
    }

    // ---- lessons

    /// What came of a lesson's check.
    ///
    /// @param wrong the numbers of the questions that were answered wrongly, from 1
    /// @param renewed what it renewed, each with its last day
    public record LessonResult(
            Lesson lesson, List<Integer> wrong, Map<Competence, LocalDate> renewed) {
        /// Whether it was passed: every question was answered rightly.
        public boolean isPassed() {
            return wrong.isEmpty();
        }
    }

    /// A lesson as it is today.
    public Optional<Lesson> lesson(LessonId id) {
        return book().lessons(today()).find(id);
    }

    /// Takes the answers to a lesson's check. Passing is evidence, and renews what the rules let it
    /// renew.
    ///
    /// @param answers the option chosen for each question, from 1; 0 for none
    public StaffAnswer<LessonResult> answer(LessonId id, List<Integer> answers, Actor actor) {
        Optional<Lesson> found = lesson(id);
        if (found.isEmpty()) {
            return new StaffAnswer.NotFound<>();
        }
        Lesson lesson = found.get();
        List<Integer> wrong = lesson.wrong(answers);
        if (!wrong.isEmpty()) {
            return new StaffAnswer.Done<>(new LessonResult(lesson, wrong, Map.of()));
        }
        Map<Competence, LocalDate> renewed = new HashMap<>();
        StaffAnswer<StaffMember> kept =
                append(
                        new StaffId(actor.id()),
                        Optional.empty(),
                        member -> {
                            renewed.clear();
                            return new StaffAnswer.Done<>(passed(lesson, member, renewed));
                        },
                        actor);
        return switch (kept) {
            case StaffAnswer.Done<StaffMember> _ ->
                    new StaffAnswer.Done<>(new LessonResult(lesson, wrong, Map.copyOf(renewed)));
            case StaffAnswer.NotFound<StaffMember> _ -> new StaffAnswer.NotFound<>();
            case StaffAnswer.NotAllowed<StaffMember>(String reason) ->
                    new StaffAnswer.NotAllowed<>(reason);
            case StaffAnswer.Refused<StaffMember>(String reason) ->
                    new StaffAnswer.Refused<>(reason);
        };
    }

    private List<StaffStep> passed(
            Lesson lesson, StaffMember member, Map<Competence, LocalDate> renewed) {
        LocalDate today = today();
        List<StaffStep> steps = new ArrayList<>();
        Evidence evidence = new Evidence.OfLesson(lesson.id(), lesson.version(), today, 100);
        int number = member.evidence().indexOf(evidence) + 1;
        if (number == 0) {
            steps.add(new StaffStep.EvidenceTaken(evidence));
            number = member.evidence().size() + 1;
        }
        CompetenceRules current = book().rules(today);
        for (Requirement requirement : current.taughtBy(lesson.id())) {
            Optional<StaffStep.Granted> grant = renewal(member, requirement, current, number);
            grant.ifPresent(g -> {
                steps.add(g);
                renewed.put(g.competence(), g.until());
            });
        }
        return steps;
    }

    /// The grant that a lesson passed today gives: from today if the competence has ended, else
    /// from the day after its end, if that is near.
    private Optional<StaffStep.Granted> renewal(
            StaffMember member, Requirement requirement, CompetenceRules current, int evidence) {
        LocalDate today = today();
        Competence competence = requirement.competence();
        Optional<LocalDate> until = member.heldUntil(competence, clock.instant());
        LocalDate from = until.map(day -> day.plusDays(1)).orElse(today);
        boolean tooEarly =
                until.filter(day -> day.isAfter(today.plusDays(current.noticeDays()))).isPresent();
        boolean tooLate =
                StaffRules.renewableUntil(member, requirement, current)
                        .filter(last -> !from.isAfter(last))
                        .isEmpty();
        return tooEarly || tooLate
                ? Optional.empty()
                : Optional.of(
                        new StaffStep.Granted(
                                competence,
                                from,
                                from.plusMonths(requirement.lessonMonths()).minusDays(1),
                                List.of(evidence)));
    }

    // ---- imports

    /// What came of an import.
    ///
    /// @param taken how many completions were taken
    /// @param before how many had been taken before
    /// @param problems of the rows that were not taken
    public record ImportResult(int taken, int before, List<CompletionProblem> problems) {}

    /// Takes completed courses in as xAPI statements.
    ///
    /// @param json one statement or an array
    /// @throws IllegalArgumentException if it cannot be read at all
    public StaffAnswer<ImportResult> importXapi(byte[] json, Actor actor) {
        return imported("xAPI", () -> CompletionReading.xapi(json), actor);
    }

    /// Takes completed courses in as comma-separated values.
    ///
    /// @throws IllegalArgumentException if it cannot be read at all
    public StaffAnswer<ImportResult> importCsv(byte[] csv, Actor actor) {
        return imported(
                "CSV", () -> CompletionReading.csv(new String(csv, StandardCharsets.UTF_8)), actor);
    }

    private interface Reading {
        CompletionReading read();
    }

    private StaffAnswer<ImportResult> imported(String form, Reading source, Actor actor) {
        if (!actor.has(Role.MANAGER) && !actor.has(Role.OPERATOR)) {
            return new StaffAnswer.NotAllowed<>(
                    "Only managers and operators take completed courses in.");
        }
        CompletionReading reading = source.read();
        List<CompletionProblem> problems = new ArrayList<>(reading.problems());
        int taken = 0;
        int before = 0;
        for (Completion completion : reading.completions()) {
            Optional<Course> course = book().courses(today()).findByActivity(completion.activity());
            if (course.isEmpty()) {
                problems.add(
                        new CompletionProblem(
                                completion.where(),
                                "course",
                                "OGMS-8816 This course is not in the catalogue %s. Check the code, or have the course added."
                                        .formatted(book().courses(today()).version())));
                continue;
            }
            StaffStep step =
                    new StaffStep.EvidenceTaken(
                            new Evidence.OfCourse(
                                    course.get().id(),
                                    completion.on(),
                                    completion.reference(),
                                    completion.scorePercent()));
            StaffAnswer<StaffMember> answer =
                    append(
                            completion.who(),
                            Optional.of(completion.key()),
                            member ->
                                    manages(member, actor)
                                            ? new StaffAnswer.Done<>(List.of(step))
                                            : new StaffAnswer.NotAllowed<>(
                                                    "Nobody with this subject works for your organisation."),
                            actor);
            switch (answer) {
                case StaffAnswer.Done<StaffMember> _ -> taken++;
                case StaffAnswer.NotFound<StaffMember> _ -> before++;
                case StaffAnswer.NotAllowed<StaffMember>(String reason) ->
                        problems.add(new CompletionProblem(completion.where(), "subject", reason));
                case StaffAnswer.Refused<StaffMember>(String reason) -> {
                    if (reason.startsWith("OGMS-8815")) {
                        before++;
                    } else {
                        problems.add(new CompletionProblem(completion.where(), "", reason));
                    }
                }
            }
        }
        store.imported(
                new StaffStore.ImportReceipt(
                        actor.organisation(),
                        actor.id(),
                        clock.instant(),
                        form,
                        taken,
                        before,
                        problems.size()));
        return new StaffAnswer.Done<>(new ImportResult(taken, before, List.copyOf(problems)));
    }
}
