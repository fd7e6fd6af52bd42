package org.opengms.server.notices;

import java.time.Clock;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.opengms.consent.ConsentStatement;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.PatientContact;
import org.opengms.notices.ContactAddress;
import org.opengms.notices.Contacts;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.PostalAddress;
import org.opengms.notices.PostalAddresses;
import org.opengms.people.AddressProtection;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.ResourceStore;

/// Where persons are reached, as the newest Patient that was sent for them says.
public final class KeptContacts implements PostalAddresses, Contacts {
    private final ResourceStore resources;
    private final AddressProtection protection;
    private final FhirText text;
    private final Clock clock;

    /// @param protection whose address stands on no letter
    public KeptContacts(
            ResourceStore resources, AddressProtection protection, FhirText text, Clock clock) {
        this.resources = resources;
        this.protection = protection;
        this.text = text;
        this.clock = clock;
    }

    @Override
    public Optional<PostalAddress> shown(PersonId person) {
        return switch (protection.mayShow(person)) {
            case EVERYTHING -> contact(person).post();
            case NOTHING -> Optional.empty();
        };
    }

    @Override
    public Optional<ContactAddress> of(PersonId person, NoticeChannel channel) {
        PatientContact contact = contact(person);
        return switch (channel) {
            case EMAIL -> contact.email().map(email -> email);
            case TEXT -> contact.mobile().map(mobile -> mobile);
            case LETTER, NONE -> Optional.empty();
        };
    }

    private PatientContact contact(PersonId person) {
        return resources
                .find("Patient", person.value())
                .map(stored ->
                        PatientContact.of(
                                text.read(stored.body(), Patient.class),
                                ConsentStatement.day(clock.instant())))
                .orElse(PatientContact.NONE);
    }
}
