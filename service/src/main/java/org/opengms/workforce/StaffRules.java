package org.opengms.workforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Days;

/// Whether a step may be taken: a pure function of the steps before.
public final class StaffRules {
    private final TrainingBook book;

    public StaffRules(TrainingBook book) {
        this.book = book;
    }

    /// What the rules are made of.
    public TrainingBook book() {
        return book;
    }

    /// Why a step may not be taken; absent if it may.
    ///
    /// @param member as they are without it
    /// @param others everybody else by their id; somebody unknown is a member without steps
    public Optional<String> refusal(
            StaffMember member, StaffEntry next, Function<StaffId, StaffMember> others) {
        LocalDate today = ConsentStatement.day(next.at());
        CompetenceRules rules = book.rules(today);
        if (!(next.step() instanceof StaffStep.Employed) && member.employments().isEmpty()) {
            return Optional.of(
                    "OGMS-8810 Nobody with this subject works anywhere. Enter for whom they work first.");
        }
        return switch (next.step()) {
            case StaffStep.Employed _ -> Optional.empty();
            case StaffStep.Left(var organisation) ->
                    member.worksFor(organisation)
                            ? Optional.empty()
                            : Optional.of(
                                    "OGMS-8811 They do not work for %s.".formatted(organisation));
            case StaffStep.EvidenceTaken(var evidence) -> evidence(member, evidence, today, others);
            case StaffStep.Granted granted -> grant(member, granted, next.at(), rules);
            case StaffStep.SupervisionBegun begun ->
                    supervision(member, begun, next.at(), rules, others);
            case StaffStep.SupervisionEnded(var competence, var supervisor, var _) ->
                    member.supervisions().stream()
                                    .anyMatch(s ->
                                            s.competence() == competence
                                                    && s.supervisor().equals(supervisor)
                                                    && next.at().isBefore(s.end()))
                            ? Optional.empty()
                            : Optional.of("OGMS-8812 There is no such supervision to end.");
            case StaffStep.Withdrawn(var competence, var _) ->
                    hasToLose(member, competence, next.at())
                            ? Optional.empty()
                            : Optional.of(
                                    "OGMS-8813 They do not hold \"%s\", alone or supervised, now or later; there is nothing to withdraw."
                                            .formatted(competence.words()));
        };
    }

    private static boolean hasToLose(StaffMember member, Competence competence, Instant at) {
        return member.grants().stream()
                        .anyMatch(g -> g.competence() == competence && at.isBefore(g.end()))
                || member.supervisions().stream()
                        .anyMatch(s -> s.competence() == competence && at.isBefore(s.end()));
    }

    // ---- evidence

    private Optional<String> evidence(
            StaffMember member,
            Evidence evidence,
            LocalDate today,
            Function<StaffId, StaffMember> others) {
        if (evidence.on().isAfter(today)) {
            return Optional.of(
                    "OGMS-8814 The evidence is of %s, which has not come yet. Check the date."
                            .formatted(Days.words(evidence.on())));
        }
        if (member.evidence().contains(evidence)) {
            return Optional.of("OGMS-8815 This very evidence is kept already.");
        }
        return switch (evidence) {
            case Evidence.OfCourse(var course, var on, var _, var _) -> {
                Optional<Course> known = book.courses(today).find(course);
                yield known.isEmpty()
                        ? Optional.of(
                                "OGMS-8816 Course %s is not in the catalogue %s. Check the code, or have the course added."
                                        .formatted(course, book.courses(today).version()))
                        : known.get().counts(on)
                                ? Optional.empty()
                                : Optional.of(
                                        "OGMS-8816 Course %s did not count on %s: it counts from %s%s."
                                                .formatted(
                                                        course,
                                                        Days.words(on),
                                                        Days.words(known.get().from()),
                                                        known.get()
                                                                .until()
                                                                .map(u -> " until " + Days.words(u))
                                                                .orElse("")));
            }
            case Evidence.Assessed(var competence, var by, var on, var _) -> {
                if (by.equals(member.id())) {
                    yield Optional.of("OGMS-8817 Nobody assesses themselves.");
                }
                yield heldOn(others.apply(by), competence, on)
                        ? Optional.empty()
                        : Optional.of(
                                "OGMS-8817 Whoever assessed did not hold \"%s\" on %s and cannot assess it. Name somebody who held it."
                                        .formatted(competence.words(), Days.words(on)));
            }
            case Evidence.Recognised _ -> Optional.empty();
            case Evidence.OfLesson(var lesson, var _, var _, var _) ->
                    book.lessons(today).find(lesson).isPresent()
                            ? Optional.empty()
                            : Optional.of("OGMS-8816 There is no lesson %s.".formatted(lesson));
        };
    }

    private static boolean heldOn(StaffMember holder, Competence competence, LocalDate on) {
        Instant start = StaffMember.startOf(on);
        Instant end = StaffMember.end(on);
        return holder.grants().stream()
                .anyMatch(g ->
                        g.competence() == competence
                                && g.start().isBefore(end)
                                && start.isBefore(g.end()));
    }

    // ---- grants

    private static Optional<String> grant(
            StaffMember member, StaffStep.Granted granted, Instant at, CompetenceRules rules) {
        Competence competence = granted.competence();
        Requirement requirement = rules.requirement(competence);
        if (granted.until().isBefore(granted.from())) {
            return Optional.of(
                    "OGMS-8818 The days run backwards: from %s until %s. Give the first day first."
                            .formatted(Days.words(granted.from()), Days.words(granted.until())));
        }
        Set<EvidenceKind> shown = EnumSet.noneOf(EvidenceKind.class);
        for (int number : granted.evidence()) {
            Optional<Evidence> evidence = member.evidence(number);
            if (evidence.isEmpty()) {
                return Optional.of(
                        "OGMS-8819 There is no evidence %d; there are %d. Take the evidence in first."
                                .formatted(number, member.evidence().size()));
            }
            Optional<String> unfit = unfit(evidence.get(), number, granted, requirement);
            if (unfit.isPresent()) {
                return unfit;
            }
            shown.add(evidence.get().sort());
        }
        boolean byLesson = !requirement.isMetBy(shown);
        if (byLesson && !isRenewal(member, granted, rules, requirement, shown)) {
            return Optional.of(
                    "OGMS-8820 To %s needs %s; the evidence given is not that."
                            .formatted(competence.words(), requirement.routesInWords()));
        }
        int months = byLesson ? requirement.lessonMonths() : requirement.validityMonths();
        LocalDate last = granted.from().plusMonths(months).minusDays(1);
        if (granted.until().isAfter(last)) {
            return Optional.of(
                    "OGMS-8821 It can be granted for %d months, from %s until %s at most; %s is later."
                            .formatted(
                                    months,
                                    Days.words(granted.from()),
                                    Days.words(last),
                                    Days.words(granted.until())));
        }
        return overlapping(member, granted, at);
    }

    private static Optional<String> unfit(
            Evidence evidence, int number, StaffStep.Granted granted, Requirement requirement) {
        if (!requirement.kinds().contains(evidence.sort()) || !evidence.isAbout(requirement)) {
            return Optional.of(
                    "OGMS-8822 Evidence %d is %s and does not count for \"%s\", which needs %s."
                            .formatted(
                                    number,
                                    evidence.sort().words(),
                                    requirement.competence().words(),
                                    requirement.routesInWords()));
        }
        if (evidence.on().isAfter(granted.from())) {
            return Optional.of(
                    "OGMS-8818 Evidence %d is of %s, after the first day, %s. Grant it from that day on."
                            .formatted(
                                    number, Days.words(evidence.on()), Days.words(granted.from())));
        }
        if (evidence.on().plusMonths(requirement.evidenceMonths()).isBefore(granted.from())) {
            return Optional.of(
                    "OGMS-8823 Evidence %d is of %s and has expired: it counts for %d months. Take newer evidence in."
                            .formatted(
                                    number,
                                    Days.words(evidence.on()),
                                    requirement.evidenceMonths()));
        }
        return Optional.empty();
    }

    /// A lesson renews what was held and not taken away, for a while after its end.
    private static boolean isRenewal(
            StaffMember member,
            StaffStep.Granted granted,
            CompetenceRules rules,
            Requirement requirement,
            Set<EvidenceKind> shown) {
        if (!requirement.isRenewedByLesson() || !shown.contains(EvidenceKind.LESSON)) {
            return false;
        }
        return renewableUntil(member, requirement, rules)
                .filter(day -> !granted.from().isAfter(day))
                .isPresent();
    }

    /// The last day on which a lesson renews a competence; absent if it never does.
    static Optional<LocalDate> renewableUntil(
            StaffMember member, Requirement requirement, CompetenceRules rules) {
        if (!requirement.isRenewedByLesson()) {
            return Optional.empty();
        }
        Optional<Instant> withdrawn =
                member.withdrawal(requirement.competence()).map(StaffMember.Withdrawal::at);
        return member.grants().stream()
                .filter(g -> g.competence() == requirement.competence())
                .filter(g -> withdrawn.filter(at -> g.start().isBefore(at)).isEmpty())
                .map(g -> g.until().plusMonths(rules.lessonGraceMonths()))
                .max(LocalDate::compareTo);
    }

    private static Optional<String> overlapping(
            StaffMember member, StaffStep.Granted granted, Instant at) {
        StaffMember after = member.with(new StaffEntry(at, "", granted));
        StaffMember.Grant added = after.grants().getLast();
        return member.grants().stream()
                .filter(g ->
                        g.competence() == added.competence()
                                && g.start().isBefore(g.end())
                                && g.start().isBefore(added.end())
                                && added.start().isBefore(g.end()))
                .findFirst()
                .map(g ->
                        "OGMS-8824 They hold \"%s\" from %s until %s already, and the new grant would overlap. Grant it from the day after."
                                .formatted(
                                        g.competence().words(),
                                        Days.words(g.from()),
                                        Days.words(g.until())));
    }

    // ---- supervision

    private static Optional<String> supervision(
            StaffMember member,
            StaffStep.SupervisionBegun begun,
            Instant at,
            CompetenceRules rules,
            Function<StaffId, StaffMember> others) {
        Competence competence = begun.competence();
        if (!rules.requirement(competence).supervised()) {
            return Optional.of(
                    "OGMS-8825 Nobody may %s under supervision: it needs the competence itself."
                            .formatted(competence.words()));
        }
        if (begun.until().isBefore(begun.from())) {
            return Optional.of(
                    "OGMS-8818 The days run backwards: from %s until %s. Give the first day first."
                            .formatted(Days.words(begun.from()), Days.words(begun.until())));
        }
        LocalDate last = begun.from().plusMonths(rules.requirement(competence).validityMonths());
        if (begun.until().isAfter(last)) {
            return Optional.of(
                    "OGMS-8821 Supervision lasts %d months at most, until %s."
                            .formatted(
                                    rules.requirement(competence).validityMonths(),
                                    Days.words(last)));
        }
        if (begun.supervisor().equals(member.id())) {
            return Optional.of("OGMS-8826 Nobody supervises themselves.");
        }
        StaffMember supervisor = others.apply(begun.supervisor());
        if (!heldOn(supervisor, competence, begun.from())) {
            return Optional.of(
                    "OGMS-8827 The supervisor does not hold \"%s\" on %s and cannot supervise it. Name somebody who holds it."
                            .formatted(competence.words(), Days.words(begun.from())));
        }
        if (member.employments().keySet().stream().noneMatch(supervisor::worksFor)) {
            return Optional.of(
                    "OGMS-8827 The supervisor works for none of the organisations that this person works for.");
        }
        StaffMember.Supervision added =
                member.with(new StaffEntry(at, "", begun)).supervisions().getLast();
        return circle(member.id(), added, others)
                .map(people ->
                        "OGMS-8826 The supervision would be circular, through %d people. Name somebody outside of that circle."
                                .formatted(people));
    }

    /// How many people a way from the supervisor up to the supervised has at some instant; absent
    /// if there is none.
    private static Optional<Integer> circle(
            StaffId supervised,
            StaffMember.Supervision added,
            Function<StaffId, StaffMember> others) {
        Deque<Way> open = new ArrayDeque<>();
        open.add(new Way(List.of(supervised, added.supervisor()), added.start(), added.end()));
        while (!open.isEmpty()) {
            Way way = open.removeFirst();
            StaffId last = way.people().getLast();
            for (StaffMember.Supervision above : others.apply(last).supervisions()) {
                Optional<Way> longer =
                        above.competence() == added.competence()
                                ? way.over(above)
                                : Optional.empty();
                if (longer.isEmpty()) {
                    continue;
                }
                if (above.supervisor().equals(supervised)) {
                    return Optional.of(way.people().size());
                }
                if (!way.people().contains(above.supervisor())) {
                    open.add(longer.get());
                }
            }
        }
        return Optional.empty();
    }

    /// Who is supervised by whom, at the instants from start to end.
    private record Way(List<StaffId> people, Instant start, Instant end) {
        Optional<Way> over(StaffMember.Supervision above) {
            Instant from = above.start().isAfter(start) ? above.start() : start;
            Instant to = above.end().isBefore(end) ? above.end() : end;
            if (!from.isBefore(to)) {
                return Optional.empty();
            }
            List<StaffId> longer = new java.util.ArrayList<>(people);
            longer.add(above.supervisor());
            return Optional.of(new Way(longer, from, to));
        }
    }
}
