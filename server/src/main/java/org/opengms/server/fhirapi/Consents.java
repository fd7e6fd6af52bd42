package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.opengms.gate.Actor;
import org.opengms.server.desk.ConsentIntake;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;
import org.opengms.server.security.CurrentActor;

/// Consents: those that were sent, and for each person the one that says what is in force, under
/// the person's id.
final class Consents extends StoredResources<Consent> {
    private static final String TYPE = "Consent";
    private static final String PATIENT = "patient";

    /// Parameters beside `patient` that do not narrow a search.
    private static final Set<String> HARMLESS =
            Set.of(PATIENT, "status", "_count", "_total", "_format", "_pretty");

    private final ResourceStore store;
    private final Release release;
    private final Searches searches;
    private final ConsentIntake intake;
    private final CurrentChoices current;

    Consents(
            ResourceStore store,
            Release release,
            Searches searches,
            Validation validation,
            ConsentIntake intake,
            CurrentChoices current) {
        super(Consent.class, store, release, searches, validation);
        this.store = store;
        this.release = release;
        this.searches = searches;
        this.intake = intake;
        this.current = current;
    }

    /// Takes a Consent: a choice, or the record of discussion of the order that it refers to.
    @Create
    public MethodOutcome create(@ResourceParam Consent consent, RequestDetails request) {
        Actor actor = CurrentActor.require();
        ConsentIntake.Answer answer =
                intake.create(
                        new String(request.loadRequestContents(), StandardCharsets.UTF_8), actor);
        if (answer.status() != 201) {
            throw new UnclassifiedServerFailureException(
                    answer.status(), "The Consent is refused.", answer.outcome());
        }
        Consent view = (Consent) release.one(store.find(TYPE, answer.id()).orElseThrow(), actor);
        MethodOutcome outcome = new MethodOutcome(view.getIdElement(), true);
        outcome.setResource(view);
        outcome.setOperationOutcome(answer.outcome());
        return outcome;
    }

    @Override
    public Consent read(IdType id) {
        List<Stored> versions = current.versions(id.getIdPart());
        if (versions.isEmpty()) {
            return super.read(id);
        }
        Stored asked =
                versions.stream()
                        .filter(version ->
                                !id.hasVersionIdPart()
                                        || Integer.toString(version.version())
                                                .equals(id.getVersionIdPart()))
                        .findFirst()
                        .orElseThrow(() -> Answers.notFound(TYPE));
        return (Consent) release.one(asked, CurrentActor.require());
    }

    @Override
    public IBundleProvider history(IdType id) {
        List<Stored> versions = current.versions(id.getIdPart());
        if (versions.isEmpty()) {
            return super.history(id);
        }
        Actor actor = CurrentActor.require();
        return new SimpleBundleProvider(
                versions.stream().map(version -> release.one(version, actor)).toList());
    }

    @Override
    public Bundle search(RequestDetails request) {
        Actor actor = CurrentActor.require();
        Bundle found = searches.first(TYPE, request.getParameters(), actor);
        asked(request.getParameters()).ifPresent(one -> searches.addFirst(found, one, actor));
        return found;
    }

    /// What is in force for the patient of a search that nothing else narrows.
    private Optional<Stored> asked(Map<String, String[]> parameters) {
        String[] patient = parameters.get(PATIENT);
        String[] status = parameters.get("status");
        if (patient == null
                || patient.length != 1
                || !HARMLESS.containsAll(parameters.keySet())
                || (status != null && !List.of(status).contains("active"))) {
            return Optional.empty();
        }
        return current.versions(patient[0].replaceAll("^.*Patient/", "")).stream().findFirst();
    }
}
