package org.opengms.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.access.AccessDesk;
import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Bar;
import org.opengms.access.CommitteeRules;
import org.opengms.access.CommitteeSeat;
import org.opengms.access.HardRefusals;
import org.opengms.access.ProjectLine;
import org.opengms.access.ProjectLists;
import org.opengms.access.Seat;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;

/// Says in which part somebody who is signed in acts, and has the lists that the parts work from.
public final class AccessOffice {
    /// What somebody is told who acts in no part.
    public static final String NO_SEAT =
            "You have no seat on the access committee today, and are no researcher.";

    private final AccessDesk desk;
    private final ProjectLists lists;
    private final Clock clock;

    public AccessOffice(AccessDesk desk, ProjectLists lists, Clock clock) {
        this.desk = desk;
        this.lists = lists;
        this.clock = clock;
    }

    /// The desk that takes steps.
    public AccessDesk desk() {
        return desk;
    }

    /// The lists.
    public ProjectLists lists() {
        return lists;
    }

    /// The rules by which the committee decides.
    public CommitteeRules rules() {
        return desk.process().rules();
    }

    /// What no committee can approve.
    public HardRefusals refusals() {
        return desk.process().refusals();
    }

    /// The day, in England.
    public LocalDate today() {
        return desk.today();
    }

    /// In which part somebody acts: in their seat on the committee, as long as they have one, else
    /// as a researcher. Absent where they are neither.
    public Optional<Acting> acting(Actor actor) {
        Optional<Account> account = Account.find(actor.id());
        if (account.isEmpty()) {
            return Optional.empty();
        }
        if (actor.has(Role.COMMITTEE)) {
            Optional<Acting> seated = desk.seat(account.get()).map(CommitteeSeat::acting);
            if (seated.isPresent()) {
                return seated;
            }
        }
        return actor.has(Role.RESEARCHER)
                ? Optional.of(
                        new Acting(
                                account.get(),
                                actor.displayName(),
                                Optional.of(actor.organisation())
                                        .filter(o -> !o.equals(Actor.NO_ORGANISATION)),
                                Seat.RESEARCHER))
                : Optional.empty();
    }

    /// How long first decisions of the last twelve months took.
    public ProjectLists.Turnaround turnaround() {
        return lists.turnaround(
                clock.instant().minus(Duration.ofDays(365)), rules().turnaroundDays());
    }

    /// Who sits on the committee today.
    public List<CommitteeSeat> committee() {
        return lists.committee(today());
    }

    /// A running project and who may use data in it today.
    ///
    /// @param people who is let through, and why others of the team are not
    public record Entitlement(ProjectLine line, List<Person> people) {
        public Entitlement {
            people = List.copyOf(people);
        }

        /// One of the team.
        ///
        /// @param stopped why they may not; absent if they may
        public record Person(String name, Account account, Optional<String> stopped) {}
    }

    /// Who may use data today, project by project; the 200 projects that end first.
    public List<Entitlement> entitlements() {
        List<Entitlement> all = new ArrayList<>();
        for (ProjectLine line : lists.running(today())) {
            all.add(
                    new Entitlement(
                            line,
                            desk.standings(line.id()).entrySet().stream()
                                    .map(one ->
                                            new Entitlement.Person(
                                                    one.getKey().name(),
                                                    one.getKey().account(),
                                                    switch (one.getValue()) {
                                                        case AccessStanding.Open _ ->
                                                                Optional.empty();
                                                        case AccessStanding.Stopped(
                                                                        String reason) ->
                                                                Optional.of(reason);
                                                    }))
                                    .toList()));
        }
        return all;
    }

    /// Gives somebody a seat.
    public void appoint(CommitteeSeat seat, Account by) {
        lists.appoint(seat, by, clock.instant());
    }

    /// Keeps somebody from all data for a time.
    public void bar(Bar bar, Account by) {
        lists.bar(bar, by, clock.instant());
    }
}
