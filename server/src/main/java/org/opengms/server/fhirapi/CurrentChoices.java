package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStore;
import org.opengms.fhir.ChoiceConsent;
import org.opengms.fhir.ResourceVersion;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.ResourceStore.Stored;

/// What is in force for a person, as a Consent with the person's id. It is computed from the
/// history at each reading and kept nowhere, so it cannot be out of date.
final class CurrentChoices {
    private final FhirContext fhir;
    private final ConsentStore consents;

    CurrentChoices(FhirContext fhir, ConsentStore consents) {
        this.fhir = fhir;
        this.consents = consents;
    }

    /// Every version, the newest first; none if nothing was ever said, or there is no such person.
    List<Stored> versions(String id) {
        PersonId person;
        try {
            person = new PersonId(id);
        } catch (IllegalArgumentException notOne) {
            return List.of();
        }
        ConsentHistory history = consents.history(person);
        return ChoiceConsent.versions(fhir, history).stream().map(CurrentChoices::stored).toList();
    }

    private static Stored stored(ResourceVersion version) {
        return new Stored(
                version.type(),
                version.id(),
                version.version(),
                version.lastUpdated(),
                version.keys().person(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version.keys().status(),
                version.keys().tokens(),
                version.json());
    }
}
