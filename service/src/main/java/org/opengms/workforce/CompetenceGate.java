package org.opengms.workforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Days;
import org.opengms.infrastructure.OdsCode;

/// Says who is competent, from what is known of each person, made ready beforehand: an answer reads
/// two entries of a map and compares a few numbers. Safe for many threads.
///
/// What the answer depends on is its arguments and the steps that were put in; the same steps give
/// the same answers.
public final class CompetenceGate {
    private final TrainingBook book;
    private final Map<StaffId, Person> people = new ConcurrentHashMap<>();
    private final Map<OdsCode, Set<StaffId>> staff = new ConcurrentHashMap<>();

    public CompetenceGate(TrainingBook book) {
        this.book = book;
    }

    /// The times of one competence of one person.
    private record Times(List<StaffMember.Grant> grants, List<StaffMember.Supervision> overseen) {
        static final Times NONE = new Times(List.of(), List.of());

        StaffMember.@Nullable Grant grant(Instant at) {
            for (int i = grants.size() - 1; i >= 0; i--) {
                if (grants.get(i).holds(at)) {
                    return grants.get(i);
                }
            }
            return null;
        }
    }

    private record Person(
            Set<OdsCode> workplaces,
            Map<Competence, Times> times,
            Map<Competence, StaffMember.Withdrawal> withdrawals) {
        Times of(Competence competence) {
            return times.getOrDefault(competence, Times.NONE);
        }
    }

    /// Takes a person as they are now, in place of what was known of them.
    public void put(StaffMember member) {
        Map<Competence, Times> times = new EnumMap<>(Competence.class);
        Map<Competence, StaffMember.Withdrawal> withdrawals = new EnumMap<>(Competence.class);
        for (Competence competence : Competence.values()) {
            List<StaffMember.Grant> grants =
                    member.grants().stream().filter(g -> g.competence() == competence).toList();
            List<StaffMember.Supervision> overseen =
                    member.supervisions().stream()
                            .filter(s -> s.competence() == competence)
                            .toList();
            if (!grants.isEmpty() || !overseen.isEmpty()) {
                times.put(competence, new Times(grants, overseen));
            }
            member.withdrawal(competence).ifPresent(w -> withdrawals.put(competence, w));
        }
        Person before =
                people.put(
                        member.id(), new Person(member.employments().keySet(), times, withdrawals));
        if (before != null) {
            before.workplaces().forEach(o -> staff(o).remove(member.id()));
        }
        member.employments().keySet().forEach(o -> staff(o).add(member.id()));
    }

    private Set<StaffId> staff(OdsCode organisation) {
        return staff.computeIfAbsent(organisation, _ -> ConcurrentHashMap.newKeySet());
    }

    /// Whether somebody may do something for an organisation at an instant.
    public Standing standing(StaffId who, Competence competence, OdsCode organisation, Instant at) {
        Person person = people.get(who);
        if (person == null || !worksFor(person, organisation)) {
            return new Standing.Lacks(
                    "You are not on the staff list of %s.".formatted(organisation),
                    "Ask a manager of your organisation to enter you.");
        }
        Times times = person.of(competence);
        StaffMember.Grant grant = times.grant(at);
        if (grant != null) {
            return new Standing.Holds(grant.until());
        }
        boolean supervisorLacks = false;
        for (StaffMember.Supervision supervision : times.overseen()) {
            if (supervision.holds(at)) {
                Person supervisor = people.get(supervision.supervisor());
                if (supervisor != null
                        && worksFor(supervisor, organisation)
                        && supervisor.of(competence).grant(at) != null) {
                    return new Standing.Supervised(supervision.supervisor(), supervision.until());
                }
                supervisorLacks = true;
            }
        }
        return lacks(person, competence, at, supervisorLacks);
    }

    /// Sites of a trust have codes that begin with its own, and its people work at all of them.
    private static boolean worksFor(Person person, OdsCode organisation) {
        if (person.workplaces().contains(organisation)) {
            return true;
        }
        for (OdsCode workplace : person.workplaces()) {
            if (organisation.isOrPartOf(workplace)) {
                return true;
            }
        }
        return false;
    }

    private Standing.Lacks lacks(
            Person person, Competence competence, Instant at, boolean supervisorLacks) {
        LocalDate today = ConsentStatement.day(at);
        Requirement requirement = book.rules(today).requirement(competence);
        String way = way(requirement);
        StaffMember.Withdrawal withdrawal = person.withdrawals().get(competence);
        if (withdrawal != null && !at.isBefore(withdrawal.at())) {
            return new Standing.Lacks(
                    "Your competence to %s was withdrawn on %s."
                            .formatted(
                                    competence.words(),
                                    Days.words(ConsentStatement.day(withdrawal.at()))),
                    "Talk to your manager; it has to be shown anew: %s."
                            .formatted(requirement.routesInWords()));
        }
        if (supervisorLacks) {
            return new Standing.Lacks(
                    "Your supervisor no longer holds the competence to %s here."
                            .formatted(competence.words()),
                    "Ask your manager for another supervisor, or show the competence yourself: %s."
                            .formatted(requirement.routesInWords()));
        }
        StaffMember.Grant last = null;
        for (StaffMember.Grant grant : person.of(competence).grants()) {
            if (!grant.start().isAfter(at)
                    && (last == null || grant.until().isAfter(last.until()))) {
                last = grant;
            }
        }
        if (last != null) {
            boolean byLesson =
                    requirement.isRenewedByLesson()
                            && !today.isAfter(
                                    last.until().plusMonths(book.rules(today).lessonGraceMonths()));
            return new Standing.Lacks(
                    "Your competence to %s ended on %s."
                            .formatted(competence.words(), Days.words(last.until())),
                    byLesson
                            ? "Read the short lesson and pass its check on your page, and it is renewed at once."
                            : way);
        }
        return new Standing.Lacks(
                "Nobody has entered that you can %s.".formatted(competence.words()), way);
    }

    private static String way(Requirement requirement) {
        return "It needs %s%s. Your page says what you have; your manager enters the rest."
                .formatted(
                        requirement.routesInWords(),
                        requirement.supervised() ? ", or a supervisor who answers for it" : "");
    }

    /// Those who hold a competence on their own for an organisation at an instant.
    public Set<StaffId> holders(Competence competence, OdsCode organisation, Instant at) {
        Set<StaffId> holders = new HashSet<>();
        staff.forEach((workplace, ids) -> {
            if (organisation.isOrPartOf(workplace)) {
                for (StaffId id : ids) {
                    if (standing(id, competence, organisation, at) instanceof Standing.Holds) {
                        holders.add(id);
                    }
                }
            }
        });
        return holders;
    }
}
