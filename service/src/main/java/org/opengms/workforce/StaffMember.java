package org.opengms.workforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentStatement;
import org.opengms.infrastructure.OdsCode;

/// A member of staff as their steps have made them: a pure function of these. What depends on the
/// instant is asked with the instant.
public final class StaffMember {
    private final StaffId id;
    private final List<StaffEntry> history;
    private final Map<OdsCode, JobRole> employments = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();
    private final List<Supervision> supervisions = new ArrayList<>();
    private final Map<Competence, Withdrawal> withdrawals = new EnumMap<>(Competence.class);
    private String name = "";

    /// A time in which somebody may do something on their own.
    ///
    /// @param from the first day, as it was given
    /// @param until the last day, as it was given
    /// @param start the instant from which it holds
    /// @param end the instant at which it holds no longer: sooner than the last day if it was
    ///   withdrawn
    /// @param evidence the numbers of what shows it
    public record Grant(
            Competence competence,
            LocalDate from,
            LocalDate until,
            Instant start,
            Instant end,
            List<Integer> evidence) {
        /// Whether it holds.
        public boolean holds(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }
    }

    /// A time in which somebody may do something while another answers for it.
    ///
    /// @param start the instant from which it holds
    /// @param end the instant at which it holds no longer
    public record Supervision(
            Competence competence,
            StaffId supervisor,
            LocalDate from,
            LocalDate until,
            Instant start,
            Instant end) {
        /// Whether it holds.
        public boolean holds(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }
    }

    /// That a competence was taken away.
    public record Withdrawal(Instant at, String because) {}

    private StaffMember(StaffId id, List<StaffEntry> history) {
        this.id = id;
        this.history = List.copyOf(history);
        this.history.forEach(this::take);
    }

    /// A member of staff from their steps.
    ///
    /// @param history in the order in which they were recorded; may be empty
    public static StaffMember of(StaffId id, List<StaffEntry> history) {
        return new StaffMember(id, history);
    }

    /// The same member with one more step.
    public StaffMember with(StaffEntry next) {
        List<StaffEntry> longer = new ArrayList<>(history);
        longer.add(next);
        return new StaffMember(id, longer);
    }

    private void take(StaffEntry entry) {
        switch (entry.step()) {
            case StaffStep.Employed(var organisation, var jobRole, var called) -> {
                employments.put(organisation, jobRole);
                name = called;
            }
            case StaffStep.Left(var organisation) -> employments.remove(organisation);
            case StaffStep.EvidenceTaken(var taken) -> evidence.add(taken);
            case StaffStep.Granted granted ->
                    grants.add(
                            new Grant(
                                    granted.competence(),
                                    granted.from(),
                                    granted.until(),
                                    start(granted.competence(), granted.from()),
                                    end(granted.until()),
                                    granted.evidence()));
            case StaffStep.SupervisionBegun begun ->
                    supervisions.add(
                            new Supervision(
                                    begun.competence(),
                                    begun.supervisor(),
                                    begun.from(),
                                    begun.until(),
                                    start(begun.competence(), begun.from()),
                                    end(begun.until())));
            case StaffStep.SupervisionEnded(var competence, var supervisor, var _) ->
                    supervisions.replaceAll(s ->
                            s.competence() == competence && s.supervisor().equals(supervisor)
                                    ? cut(s, entry.at())
                                    : s);
            case StaffStep.Withdrawn(var competence, var because) -> {
                withdrawals.put(competence, new Withdrawal(entry.at(), because));
                grants.replaceAll(g -> g.competence() == competence ? cut(g, entry.at()) : g);
                supervisions.replaceAll(s -> s.competence() == competence ? cut(s, entry.at()) : s);
            }
        }
    }

    /// The day's first instant in England; after a withdrawal of that day, the instant of it.
    private Instant start(Competence competence, LocalDate from) {
        Instant day = startOf(from);
        Withdrawal last = withdrawals.get(competence);
        return last != null && last.at().isAfter(day) ? last.at() : day;
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ConsentStatement.ENGLAND).toInstant();
    }

    static Instant end(LocalDate until) {
        return startOf(until.plusDays(1));
    }

    private static Grant cut(Grant grant, Instant at) {
        return at.isBefore(grant.end())
                ? new Grant(
                        grant.competence(),
                        grant.from(),
                        grant.until(),
                        grant.start(),
                        later(at, grant.start()),
                        grant.evidence())
                : grant;
    }

    private static Supervision cut(Supervision s, Instant at) {
        return at.isBefore(s.end())
                ? new Supervision(
                        s.competence(),
                        s.supervisor(),
                        s.from(),
                        s.until(),
                        s.start(),
                        later(at, s.start()))
                : s;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// The subject as which they sign in.
    public StaffId id() {
        return id;
    }

    /// What colleagues call them; empty before they are employed anywhere.
    public String name() {
        return name;
    }

    /// Every step, in the order in which it was recorded.
    public List<StaffEntry> history() {
        return history;
    }

    /// For whom they work now, and as what.
    public Map<OdsCode, JobRole> employments() {
        return Map.copyOf(employments);
    }

    /// Whether they work for an organisation now.
    public boolean worksFor(OdsCode organisation) {
        return employments.containsKey(organisation);
    }

    /// All evidence; the first has number 1.
    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    /// Evidence by its number, from 1.
    public Optional<Evidence> evidence(int number) {
        return number >= 1 && number <= evidence.size()
                ? Optional.of(evidence.get(number - 1))
                : Optional.empty();
    }

    /// All times in which they might do something on their own, in the order in which they were
    /// granted. One that was withdrawn before it began is empty.
    public List<Grant> grants() {
        return List.copyOf(grants);
    }

    /// All times in which somebody answered for them.
    public List<Supervision> supervisions() {
        return List.copyOf(supervisions);
    }

    /// The newest withdrawal of a competence.
    public Optional<Withdrawal> withdrawal(Competence competence) {
        return Optional.ofNullable(withdrawals.get(competence));
    }

    /// The grant by which they may do something on their own at an instant.
    public Optional<Grant> grant(Competence competence, Instant at) {
        return grants.stream().filter(g -> g.competence() == competence && g.holds(at)).findFirst();
    }

    /// The last day until which they may do something from an instant on without a gap, counting
    /// what is granted for later already.
    public Optional<LocalDate> heldUntil(Competence competence, Instant at) {
        Optional<Grant> now = grant(competence, at);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        Grant last = now.get();
        while (true) {
            Optional<Grant> next = grant(competence, last.end());
            if (next.isEmpty()) {
                return Optional.of(last.until());
            }
            last = next.get();
        }
    }

    /// The competences that they were ever granted.
    public Set<Competence> everGranted() {
        Set<Competence> all = java.util.EnumSet.noneOf(Competence.class);
        grants.forEach(g -> all.add(g.competence()));
        return all;
    }

    /// Never the name: it is personal data.
    @Override
    public String toString() {
        return "StaffMember[" + history.size() + " steps]";
    }
}
