package org.opengms.server.patient;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.choices.ChoiceDesk;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.Said;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.DataClass;
import org.opengms.people.AddressProtection;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.proxies.Proxy;
import org.opengms.proxies.ProxyBook;
import org.opengms.proxies.ProxyId;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStanding;
import org.opengms.proxies.ProxyStore;

/// What somebody reads and chooses who acts for others, signed in as themselves.
public final class ProxyOffice {
    private static final String NOT_CHOOSING =
            "You may not choose for this person here. Ask the clinic.";

    private final PatientOffice office;
    private final ProxyStore proxies;
    private final ProxyBook book;
    private final ConsentStore consents;
    private final People people;
    private final AddressProtection addresses;
    private final Clock clock;

    /// @param book what proxies may do
    /// @param consents what it hangs on: age, capacity, death
    public ProxyOffice(
            PatientOffice office,
            ProxyStore proxies,
            ProxyBook book,
            ConsentStore consents,
            People people,
            AddressProtection addresses,
            Clock clock) {
        this.office = office;
        this.proxies = proxies;
        this.book = book;
        this.consents = consents;
        this.people = people;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// Somebody for whom a person acts, or acted. Who it is is told on the page behind the handle,
    /// once the gate permits.
    ///
    /// @param handle stands in the address of their page
    public record ActsFor(
            ProxyId handle, ProxyKind kind, LocalDate recordedOn, boolean isStopped) {}

    /// For whom somebody acts.
    public List<ActsFor> actsFor(NhsNumber holder) {
        List<ActsFor> all = new ArrayList<>();
        for (Proxy proxy : proxies.ofHolder(holder)) {
            all.add(
                    new ActsFor(
                            proxy.id(),
                            proxy.kind(),
                            ConsentStatement.day(proxy.at()),
                            proxy.stopped().isPresent()));
        }
        return all;
    }

    /// What a proxy reads for a person.
    ///
    /// @param kind in which role
    /// @param mayChoose whether they may choose for the person now
    public record Reading(
            ProxyId handle, ProxyKind kind, boolean mayChoose, PatientOffice.ForPerson what) {}

    /// What is behind a handle.
    ///
    /// @param holder who is signed in
    /// @return empty if it is no handle of theirs
    /// @throws AccessDenied if the gate permits nothing
    public Optional<Reading> read(NhsNumber holder, ProxyId handle, Optional<Long> before)
            throws AccessDenied {
        Optional<Acting> found = acting(holder, handle);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(read(found.get(), open(found.get().standing()), before));
    }

    /// The choices behind a handle, to be changed. Uses are not read for that, and nothing for
    /// those who may not choose.
    ///
    /// @param holder who is signed in
    /// @return empty if it is no handle of theirs
    /// @throws AccessDenied if the gate does not permit
    public Optional<Reading> toChoose(NhsNumber holder, ProxyId handle) throws AccessDenied {
        Optional<Acting> found = acting(holder, handle);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (ChoiceDesk.speaksAs(found.get().standing()).isEmpty()) {
            return Optional.of(
                    new Reading(
                            handle,
                            found.get().proxy().kind(),
                            false,
                            new PatientOffice.ForPerson(
                                    found.get().person(), Optional.empty(), Optional.empty())));
        }
        return Optional.of(read(found.get(), EnumSet.of(DataClass.CONSENT), Optional.empty()));
    }

    private Reading read(Acting acting, Set<DataClass> parts, Optional<Long> before)
            throws AccessDenied {
        return new Reading(
                acting.proxy().id(),
                acting.proxy().kind(),
                ChoiceDesk.speaksAs(acting.standing()).isPresent(),
                office.forPerson(
                        acting.person(),
                        acting.proxy().id(),
                        parts,
                        addresses.mayShow(acting.person().id()),
                        before));
    }

    /// What to ask the gate for: what is never shown is not asked for, or it would stand in the log
    /// as read, or as refused. Where nothing is open, one question has the gate say why and write
    /// it down.
    private static Set<DataClass> open(ProxyStanding standing) {
        Set<DataClass> open = EnumSet.noneOf(DataClass.class);
        if (standing instanceof ProxyStanding.InForce(var _, var scopes)) {
            if (scopes.contains(ProxyScope.CHOICES)) {
                open.add(DataClass.CONSENT);
            }
            if (scopes.contains(ProxyScope.USES)) {
                open.add(DataClass.USES);
            }
        }
        return open.isEmpty() ? EnumSet.of(DataClass.CONSENT) : open;
    }

    /// Records a choice for a person.
    ///
    /// @return empty if it is no handle of theirs
    public Optional<ChoiceOutcome> choose(NhsNumber holder, ProxyId handle, Said said) {
        return acting(holder, handle)
                .map(acting ->
                        ChoiceDesk.speaksAs(acting.standing())
                                .map(by -> office.choose(acting.person(), handle, by, said))
                                .orElseGet(() -> new ChoiceOutcome.NotYours(NOT_CHOOSING)));
    }

    /// Somebody who acts for a person, and what they may do at this moment.
    private record Acting(Proxy proxy, Person person, ProxyStanding standing) {}

    private Optional<Acting> acting(NhsNumber holder, ProxyId handle) {
        return proxies.find(handle)
                .filter(proxy -> proxy.holder().equals(holder))
                .flatMap(proxy ->
                        people.find(proxy.person())
                                .map(person ->
                                        new Acting(
                                                proxy,
                                                person,
                                                book.standing(
                                                        proxy,
                                                        consents.history(person.id()),
                                                        clock.instant()))));
    }
}
