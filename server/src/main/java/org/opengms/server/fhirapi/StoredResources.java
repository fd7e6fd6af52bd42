package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.gate.Actor;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;
import org.opengms.server.security.CurrentActor;

/// Reads, histories and searches of one type of resource, through the gate.
class StoredResources<T extends Resource> implements IResourceProvider {
    private final Class<T> type;
    private final ResourceStore store;
    private final Release release;
    private final Searches searches;
    private final Validation validation;

    StoredResources(
            Class<T> type,
            ResourceStore store,
            Release release,
            Searches searches,
            Validation validation) {
        this.type = type;
        this.store = store;
        this.release = release;
        this.searches = searches;
        this.validation = validation;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    /// Reads the newest version, or the one that the id names.
    @Read(version = true)
    public T read(@IdParam IdType id) {
        Stored stored =
                id.hasVersionIdPart()
                        ? store.history(type.getSimpleName(), id.getIdPart()).stream()
                                .filter(s ->
                                        Integer.toString(s.version()).equals(id.getVersionIdPart()))
                                .findFirst()
                                .orElseThrow(() -> notFound())
                        : store.find(type.getSimpleName(), id.getIdPart())
                                .orElseThrow(() -> notFound());
        return type.cast(release.one(stored, CurrentActor.require()));
    }

    /// Every version, newest first.
    @History
    public IBundleProvider history(@IdParam IdType id) {
        Actor actor = CurrentActor.require();
        List<Stored> versions = store.history(type.getSimpleName(), id.getIdPart());
        if (versions.isEmpty()) {
            throw notFound();
        }
        return new SimpleBundleProvider(versions.stream().map(v -> release.one(v, actor)).toList());
    }

    /// What would be found in a resource of this type, without keeping it.
    @Operation(name = "$validate", manualRequest = true, idempotent = false)
    public OperationOutcome validate(HttpServletRequest request) throws IOException {
        return validation.validate(
                type.getSimpleName(),
                new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /// Searches.
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        return searches.first(
                type.getSimpleName(), request.getParameters(), CurrentActor.require());
    }

    private ResourceNotFoundException notFound() {
        return Answers.notFound(type.getSimpleName());
    }
}
