package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Query;
import org.opengms.server.persistence.ResourceStore.Stored;
import org.opengms.server.security.CurrentActor;

/// Reads, histories and searches of one type of resource, through the gate.
class StoredResources<T extends Resource> implements IResourceProvider {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final Set<String> PAGING = Set.of("_count", "_offset", "_format", "_pretty");

    private final Class<T> type;
    private final ResourceStore store;
    private final Release release;

    StoredResources(Class<T> type, ResourceStore store, Release release) {
        this.type = type;
        this.store = store;
        this.release = release;
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

    /// Searches. Laboratories find what is theirs, organisations what they ordered.
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        Actor actor = CurrentActor.require();
        Query query = query(request.getParameters(), actor);
        List<Stored> found = store.search(query);
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(request.getCompleteUrl());
        found.stream()
                .limit(query.limit() - 1L)
                .forEach(stored ->
                        release.match(stored, actor)
                                .ifPresent(resource -> {
                                    Bundle.BundleEntryComponent entry = bundle.addEntry();
                                    entry.setFullUrl(
                                            request.getFhirServerBase()
                                                    + "/"
                                                    + stored.type()
                                                    + "/"
                                                    + stored.id());
                                    entry.setResource(resource);
                                    entry.getSearch().setMode(Bundle.SearchEntryMode.MATCH);
                                }));
        if (found.size() == query.limit()) {
            bundle.addLink()
                    .setRelation("next")
                    .setUrl(nextPage(request, query.offset() + query.limit() - 1));
        }
        return bundle;
    }

    private Query query(Map<String, String[]> parameters, Actor actor) {
        Optional<OdsCode> owner = Optional.empty();
        Optional<OdsCode> requester = Optional.empty();
        List<String> statuses = List.of();
        List<String> codes = List.of();
        Optional<String> identifier = Optional.empty();
        Optional<OrderId> order = Optional.empty();
        Optional<Instant> since = Optional.empty();
        int offset = 0;
        int count = PAGE;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            String value = parameter.getValue().length == 0 ? "" : parameter.getValue()[0];
            switch (name) {
                case "owner:identifier" -> owner = Optional.of(ods(name, value));
                case "requester:identifier" -> requester = Optional.of(ods(name, value));
                case "status" -> statuses = List.of(value.split(",", -1));
                case "code" -> codes = List.of(value.split(",", -1));
                case "identifier", "patient:identifier", "subject:identifier" ->
                        identifier = Optional.of(value);
                case "based-on", "focus" -> order = Optional.of(order(name, value));
                case "_lastUpdated" -> since = Optional.of(since(value));
                case "_count" -> count = number(name, value, LARGEST_PAGE);
                case "_offset" -> offset = number(name, value, Integer.MAX_VALUE - LARGEST_PAGE);
                default -> {
                    if (!PAGING.contains(name)) {
                        throw new InvalidRequestException(
                                "The search parameter is not known.",
                                OperationOutcomes.problem(
                                        "BAD_REQUEST",
                                        "This search parameter is not supported here: leaving it out silently would give wrong answers.",
                                        type.getSimpleName()));
                    }
                }
            }
        }
        if (actor.has(Role.CLINICIAN)) {
            requester = Optional.of(requester.orElse(actor.organisation()));
        } else if (type.getSimpleName().equals("Task")) {
            owner = Optional.of(owner.orElse(actor.organisation()));
        }
        return new Query(
                type.getSimpleName(),
                owner,
                requester,
                statuses,
                codes,
                identifier,
                order,
                since,
                offset,
                count + 1);
    }

    private OdsCode ods(String name, String value) {
        String code = value.substring(value.indexOf('|') + 1);
        if (!OdsCode.isValid(code)) {
            throw bad(name, "it must be an ODS code, such as RAX01");
        }
        return new OdsCode(code);
    }

    private OrderId order(String name, String value) {
        try {
            return new OrderId(value.substring(value.indexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            throw bad(name, "it must be ServiceRequest/ and the id that the service gave");
        }
    }

    private Instant since(String value) {
        if (!value.startsWith("ge")) {
            throw bad("_lastUpdated", "only the prefix ge is supported");
        }
        try {
            return value.length() == 12
                    ? LocalDate.parse(value.substring(2)).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(value.substring(2)).toInstant();
        } catch (DateTimeException e) {
            throw bad("_lastUpdated", "it must be a date or an instant with its zone");
        }
    }

    private int number(String name, String value, int largest) {
        try {
            int number = Integer.parseInt(value, 10);
            if (number >= 0 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, "it must be a whole number");
        }
        throw bad(name, "it must lie between 0 and " + largest);
    }

    private InvalidRequestException bad(String name, String why) {
        return new InvalidRequestException(
                name + ": " + why,
                OperationOutcomes.problem(
                        "BAD_REQUEST", "Search parameter " + name + ": " + why + ".", name));
    }

    private ResourceNotFoundException notFound() {
        return Answers.notFound(type.getSimpleName());
    }

    private String nextPage(RequestDetails request, int offset) {
        StringBuilder url =
                new StringBuilder(request.getFhirServerBase())
                        .append('/')
                        .append(type.getSimpleName())
                        .append("?_offset=")
                        .append(offset);
        request.getParameters()
                .forEach((name, values) -> {
                    if (!name.equals("_offset")) {
                        for (String value : values) {
                            url.append('&').append(encode(name)).append('=').append(encode(value));
                        }
                    }
                });
        return url.toString();
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
