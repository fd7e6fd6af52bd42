package org.opengms.staffing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opengms.consent.ConsentStatement;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.Competence;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.StaffEntry;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStep;

/// What the register of staff says at an instant, without saying of whom: who is there, who may do
/// what until when, and who is learning it. A person of a trust counts at each of its sites, as at
/// the gates.
///
/// @param employed one for each workplace of each person
/// @param holders one for each competence that somebody holds
/// @param learners one for each competence that somebody does under supervision and does not hold
public record StaffRegister(
        LocalDate day, List<Employed> employed, List<Holder> holders, List<Learner> learners) {
    public StaffRegister {
        employed = List.copyOf(employed);
        holders = List.copyOf(holders);
        learners = List.copyOf(learners);
    }

    /// Somebody who works somewhere.
    ///
    /// @param since the day on which that was entered
    public record Employed(OdsCode workplace, JobRole jobRole, LocalDate since) {}

    /// Somebody who may do something on their own.
    ///
    /// @param workplaces where they work
    /// @param until the last day, if nothing is renewed
    public record Holder(List<OdsCode> workplaces, Competence competence, LocalDate until) {
        public Holder {
            workplaces = List.copyOf(workplaces);
        }
    }

    /// Somebody who does it while another answers for it.
    ///
    /// @param until the last day of the supervision
    public record Learner(List<OdsCode> workplaces, Competence competence, LocalDate until) {
        public Learner {
            workplaces = List.copyOf(workplaces);
        }
    }

    /// The register at an instant.
    public static StaffRegister of(List<StaffMember> members, Instant at) {
        List<Employed> employed = new ArrayList<>();
        List<Holder> holders = new ArrayList<>();
        List<Learner> learners = new ArrayList<>();
        for (StaffMember member : members) {
            List<OdsCode> workplaces =
                    member.employments().keySet().stream()
                            .sorted(java.util.Comparator.comparing(OdsCode::value))
                            .toList();
            if (workplaces.isEmpty()) {
                continue;
            }
            for (OdsCode workplace : workplaces) {
                employed.add(
                        new Employed(
                                workplace,
                                java.util.Objects.requireNonNull(
                                        member.employments().get(workplace)),
                                since(member, workplace)));
            }
            for (Competence competence : Competence.values()) {
                Optional<LocalDate> until = member.heldUntil(competence, at);
                if (until.isPresent()) {
                    holders.add(new Holder(workplaces, competence, until.get()));
                } else {
                    member.supervisions().stream()
                            .filter(s -> s.competence() == competence && s.holds(at))
                            .findFirst()
                            .ifPresent(s ->
                                    learners.add(new Learner(workplaces, competence, s.until())));
                }
            }
        }
        return new StaffRegister(ConsentStatement.day(at), employed, holders, learners);
    }

    private static LocalDate since(StaffMember member, OdsCode workplace) {
        LocalDate since = LocalDate.MIN;
        for (StaffEntry entry : member.history()) {
            if (entry.step() instanceof StaffStep.Employed(var where, var _, var _)
                    && where.equals(workplace)) {
                since = ConsentStatement.day(entry.at());
            }
        }
        return since;
    }

    private static boolean worksFor(List<OdsCode> workplaces, OdsCode organisation) {
        return workplaces.stream().anyMatch(organisation::isOrPartOf);
    }

    /// The last days of those who hold a competence at an organisation, the soonest first.
    public List<LocalDate> lastDays(OdsCode organisation, Competence competence) {
        return holders.stream()
                .filter(h -> h.competence() == competence && worksFor(h.workplaces(), organisation))
                .map(Holder::until)
                .sorted()
                .toList();
    }

    /// The last days of the supervision of those who learn it there, the soonest first.
    public List<LocalDate> learning(OdsCode organisation, Competence competence) {
        return learners.stream()
                .filter(l -> l.competence() == competence && worksFor(l.workplaces(), organisation))
                .map(Learner::until)
                .sorted()
                .toList();
    }

    /// Those who work at an organisation in one of these kinds of work.
    Stream<Employed> at(OdsCode organisation, JobRole jobRole) {
        return employed.stream()
                .filter(e -> e.jobRole() == jobRole && organisation.isOrPartOf(e.workplace()));
    }
}
