package org.opengms.workforce;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.testing.SettableClock;

/// A hospital and a laboratory with their desks, in memory, on a day in March 2026.
final class Ward {
    static final OdsCode SITE = new OdsCode("RAX01");
    static final OdsCode LABORATORY = new OdsCode("699X0");
    static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    static final Actor MANAGER =
            new Actor("manager", "Manager", new OdsCode("RAX01"), Set.of(Role.MANAGER));
    static final Actor OPERATOR =
            new Actor("operator", "Operator", LABORATORY, Set.of(Role.OPERATOR));

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T12:00:00Z"));
    final StaffInMemory store = new StaffInMemory();
    final GatesInMemory gates = new GatesInMemory();
    final TrainingBook book = TrainingBook.shipped();
    final CompetenceGate gate = new CompetenceGate(book);
    final List<GateDecision> told = new java.util.ArrayList<>();
    private long seen;
    final StaffDesk staff = new StaffDesk(store, new StaffRules(book), this::refresh, clock);
    final GateDesk desk =
            new GateDesk(
                    () -> gate,
                    book,
                    gates,
                    gates::modes,
                    o ->
                            o.equals(SITE)
                                    ? Set.of(Workplace.SITE)
                                    : o.equals(LABORATORY)
                                            ? Set.of(Workplace.LABORATORY)
                                            : Set.of(),
                    told::add,
                    () -> {},
                    clock);

    private void refresh() {
        store.changedSince(seen).forEach(gate::put);
        seen = store.last();
    }

    static StaffId id(String name) {
        return new StaffId(name);
    }

    static Actor clinician(String name) {
        return new Actor(name, name, SITE, Set.of(Role.CLINICIAN));
    }

    /// Somebody who works at the hospital.
    StaffId employed(String name) {
        return employed(name, SITE);
    }

    StaffId employed(String name, OdsCode organisation) {
        done(name, new StaffStep.Employed(organisation, JobRole.CONSULTANT, "Dr " + name));
        return id(name);
    }

    /// Somebody who holds a competence by recognition of today's date or the first day.
    StaffId holder(String name, Competence competence, LocalDate from, LocalDate until) {
        StaffId id = employed(name);
        grant(name, competence, from, until);
        return id;
    }

    void grant(String name, Competence competence, LocalDate from, LocalDate until) {
        int number = recognised(name, competence, from.isAfter(TODAY) ? TODAY : from);
        done(name, new StaffStep.Granted(competence, from, until, List.of(number)));
    }

    int recognised(String name, Competence competence, LocalDate on) {
        int number = StaffMember.of(id(name), store.history(id(name))).evidence().size() + 1;
        done(
                name,
                new StaffStep.EvidenceTaken(
                        new Evidence.Recognised(
                                competence, "A register", on, "reference " + number)));
        return number;
    }

    int course(String name, String course, LocalDate on) {
        done(
                name,
                new StaffStep.EvidenceTaken(
                        new Evidence.OfCourse(
                                new CourseId(course), on, "certificate", Optional.empty())));
        return StaffMember.of(id(name), store.history(id(name))).evidence().size();
    }

    StaffAnswer<StaffMember> take(String name, StaffStep step) {
        return staff.record(id(name), step, OPERATOR);
    }

    StaffMember done(String name, StaffStep step) {
        return switch (take(name, step)) {
            case StaffAnswer.Done<StaffMember>(StaffMember member) -> member;
            case StaffAnswer.Refused<StaffMember>(String reason) -> fail(reason);
            case StaffAnswer.NotAllowed<StaffMember>(String reason) -> fail(reason);
            case StaffAnswer.NotFound<StaffMember> _ -> fail("taken before");
        };
    }

    /// The code of the reason for which a step is refused.
    String refused(String name, StaffStep step) {
        return switch (take(name, step)) {
            case StaffAnswer.Refused<StaffMember>(String reason) -> reason.substring(0, 9);
            case StaffAnswer.Done<StaffMember> _ -> "done";
            case StaffAnswer.NotAllowed<StaffMember> _ -> "not allowed";
            case StaffAnswer.NotFound<StaffMember> _ -> "not found";
        };
    }

    Standing standing(String name, Competence competence) {
        return gate.standing(id(name), competence, SITE, clock.instant());
    }
}
