package org.opengms.server.patient;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.choices.ChoiceDesk;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Said;
import org.opengms.gate.AccessDenied;
import org.opengms.people.AddressProtection;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.proxies.Proxy;
import org.opengms.proxies.ProxyId;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyStore;

/// What somebody reads and chooses who acts for others, signed in as themselves.
public final class ProxyOffice {
    private final PatientOffice office;
    private final ProxyStore proxies;
    private final People people;
    private final AddressProtection addresses;

    public ProxyOffice(
            PatientOffice office, ProxyStore proxies, People people, AddressProtection addresses) {
        this.office = office;
        this.proxies = proxies;
        this.people = people;
        this.addresses = addresses;
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
    /// @param mayChoose whether they may be one of those who choose, by their role
    public record Reading(
            ProxyId handle, ProxyKind kind, boolean mayChoose, PatientOffice.ForPerson what) {}

    /// What is behind a handle.
    ///
    /// @param holder who is signed in
    /// @return empty if it is no handle of theirs
    /// @throws AccessDenied if the gate permits nothing
    public Optional<Reading> read(NhsNumber holder, ProxyId handle, Optional<Long> before)
            throws AccessDenied {
        Optional<Proxy> proxy = own(holder, handle);
        Optional<Person> person = proxy.map(Proxy::person).flatMap(people::find);
        if (proxy.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Reading(
                        handle,
                        proxy.get().kind(),
                        ChoiceDesk.speaksAs(proxy.get().kind()).isPresent(),
                        office.forPerson(
                                person.get(),
                                handle,
                                addresses.mayShow(person.get().id()),
                                before)));
    }

    /// Records a choice for a person.
    ///
    /// @return empty if it is no handle of theirs
    public Optional<ChoiceOutcome> choose(NhsNumber holder, ProxyId handle, Said said) {
        Optional<Proxy> proxy = own(holder, handle);
        Optional<Person> person = proxy.map(Proxy::person).flatMap(people::find);
        if (proxy.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                ChoiceDesk.speaksAs(proxy.get().kind())
                        .map(by -> office.choose(person.get(), handle, by, said))
                        .orElseGet(() ->
                                new ChoiceOutcome.NotYours(
                                        "You may not choose for this person here. Ask the clinic.")));
    }

    private Optional<Proxy> own(NhsNumber holder, ProxyId handle) {
        return proxies.find(handle).filter(proxy -> proxy.holder().equals(holder));
    }
}
