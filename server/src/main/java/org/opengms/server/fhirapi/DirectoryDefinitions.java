package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.DirectoryMapping;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.fhir.Systems;

/// The test directory as definitions of one type: read by code, old (`R69`, `R69.5`) or new
/// (`TP383`, `GT46`); searched by identifier, url, title, status and version. A definition's
/// versions are those of the directory: `PlanDefinition/R69/_history/5.1`. What is read without a
/// version, and what a search finds, stands in the newest version that has it. It names nobody, so
/// the gate is not asked.
///
/// @param <T> the type
public final class DirectoryDefinitions<T extends MetadataResource> implements IResourceProvider {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;
    private static final Set<String> NO_CRITERIA =
            Set.of("_count", "_offset", "_format", "_pretty");

    private final Class<T> type;

    /// Every version of each, newest first, by what stays the same: the code of the older
    /// directory.
    private final Map<String, List<T>> versions = new LinkedHashMap<>();

    /// What stays the same, by every code that it has or had.
    private final Map<String, String> keys = new HashMap<>();

    private DirectoryDefinitions(Class<T> type) {
        this.type = type;
    }

    /// The providers of every type of definition.
    public static List<Object> of(FhirContext fhir, TestDirectories directories) {
        DirectoryMapping mapping = new DirectoryMapping(fhir);
        DirectoryDefinitions<PlanDefinition> plans =
                new DirectoryDefinitions<>(PlanDefinition.class);
        DirectoryDefinitions<ActivityDefinition> activities =
                new DirectoryDefinitions<>(ActivityDefinition.class);
        DirectoryDefinitions<Library> libraries = new DirectoryDefinitions<>(Library.class);
        for (TestDirectory directory : directories.versions().reversed()) {
            for (var resource : mapping.write(directory)) {
                switch (resource) {
                    case PlanDefinition plan -> plans.add(plan, directory, plan.getIdentifier());
                    case ActivityDefinition activity ->
                            activities.add(activity, directory, activity.getIdentifier());
                    case Library library -> libraries.add(library, directory, List.of());
                    default -> {
                        // specimens are named by their definitions, not offered alone
                    }
                }
            }
        }
        return List.of(plans, activities, libraries);
    }

    private void add(T resource, TestDirectory directory, List<Identifier> identifiers) {
        String id = resource.getIdElement().getIdPart();
        String key =
                identifiers.stream()
                        .filter(i -> Systems.TEST_DIRECTORY_ID.equals(i.getSystem()))
                        .map(Identifier::getValue)
                        .findFirst()
                        .orElse(id);
        String version = DirectoryMapping.versionId(directory);
        resource.setId(new IdType(type.getSimpleName(), id, version));
        resource.getMeta().setVersionId(version);
        versions.computeIfAbsent(key, _ -> new ArrayList<>()).add(resource);
        keys.putIfAbsent(id, key);
        keys.putIfAbsent(key, key);
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    /// Reads the newest version, or the one that the id names.
    @Read(version = true)
    public T read(@IdParam IdType id) {
        return history(id.getIdPart()).stream()
                .filter(r ->
                        !id.hasVersionIdPart()
                                || r.getMeta().getVersionId().equals(id.getVersionIdPart()))
                .findFirst()
                .map(this::copy)
                .orElseThrow(this::notFound);
    }

    /// Every version, newest first.
    @History
    public IBundleProvider historyOf(@IdParam IdType id) {
        List<T> all = history(id.getIdPart());
        if (all.isEmpty()) {
            throw notFound();
        }
        return new SimpleBundleProvider(all.stream().map(this::copy).toList());
    }

    private List<T> history(String code) {
        return versions.getOrDefault(keys.getOrDefault(code, code), List.of());
    }

    /// Searches the newest version of each.
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        Predicate<T> wanted = resource -> true;
        int count = PAGE;
        int offset = 0;
        for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
            String name = parameter.getKey();
            for (String value : parameter.getValue()) {
                switch (name) {
                    case "_count" -> count = number(name, value, LARGEST_PAGE);
                    case "_offset" -> offset = number(name, value, Integer.MAX_VALUE);
                    default -> wanted = wanted.and(criterion(name, value));
                }
            }
        }
        List<T> found = new ArrayList<>();
        for (List<T> all : versions.values()) {
            if (wanted.test(all.getFirst())) {
                found.add(all.getFirst());
            }
        }
        return page(request, found, offset, count);
    }

    private Predicate<T> criterion(String name, String value) {
        if (NO_CRITERIA.contains(name)) {
            return resource -> true;
        }
        List<String> any = List.of(value.split(",", -1));
        return switch (name) {
            case "_id" ->
                    resource ->
                            any.stream()
                                    .anyMatch(v -> v.equals(resource.getIdElement().getIdPart()));
            case "identifier" ->
                    resource ->
                            any.stream()
                                    .anyMatch(v ->
                                            identifiers(resource).stream()
                                                    .anyMatch(i -> matches(i, v)));
            case "url" -> resource -> any.contains(resource.getUrl());
            case "status" ->
                    resource ->
                            resource.hasStatus()
                                    && any.stream()
                                            .anyMatch(v ->
                                                    v.substring(v.indexOf('|') + 1)
                                                            .equals(resource.getStatus().toCode()));
            case "version" -> resource -> any.contains(resource.getVersion());
            case "title" ->
                    resource -> any.stream().anyMatch(v -> title(resource).startsWith(lower(v)));
            case "title:contains" ->
                    resource -> any.stream().anyMatch(v -> title(resource).contains(lower(v)));
            case "title:exact" -> resource -> any.contains(resource.getTitle());
            default ->
                    throw new InvalidRequestException(
                            "The search parameter is not known.",
                            OperationOutcomes.problem(
                                    "BAD_REQUEST",
                                    "This search parameter is not supported here: leaving it out silently would give wrong answers. There are identifier, url, title, status, version, _id, _count and _offset.",
                                    type.getSimpleName()));
        };
    }

    private static List<Identifier> identifiers(MetadataResource resource) {
        return switch (resource) {
            case PlanDefinition plan -> plan.getIdentifier();
            case ActivityDefinition activity -> activity.getIdentifier();
            default -> List.of();
        };
    }

    /// `value`, `system|value`, `system|` or `|value`, as FHIR searches tokens.
    private static boolean matches(Identifier identifier, String token) {
        int bar = token.indexOf('|');
        if (bar < 0) {
            return token.equals(identifier.getValue());
        }
        String system = token.substring(0, bar);
        String value = token.substring(bar + 1);
        boolean sameSystem =
                system.isEmpty() ? !identifier.hasSystem() : system.equals(identifier.getSystem());
        return sameSystem && (value.isEmpty() || value.equals(identifier.getValue()));
    }

    private static String title(MetadataResource resource) {
        return resource.hasTitle() ? lower(resource.getTitle()) : "";
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private Bundle page(RequestDetails request, List<T> found, int offset, int count) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.setTotal(found.size());
        bundle.addLink().setRelation("self").setUrl(request.getCompleteUrl());
        for (T resource :
                found.subList(
                        Math.min(offset, found.size()),
                        (int) Math.min((long) offset + count, found.size()))) {
            Bundle.BundleEntryComponent entry = bundle.addEntry();
            entry.setFullUrl(
                    request.getFhirServerBase()
                            + "/"
                            + type.getSimpleName()
                            + "/"
                            + resource.getIdElement().getIdPart());
            entry.setResource(copy(resource));
            entry.getSearch().setMode(Bundle.SearchEntryMode.MATCH);
        }
        if ((long) offset + count < found.size() && count > 0) {
            bundle.addLink().setRelation("next").setUrl(next(request, offset + count));
        }
        return bundle;
    }

    private String next(RequestDetails request, int offset) {
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

    private int number(String name, String value, int largest) {
        try {
            int number = Integer.parseInt(value, 10);
            if (number >= 0 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        String why = "%s must be a whole number between 0 and %d.".formatted(name, largest);
        throw new InvalidRequestException(
                why, OperationOutcomes.problem("BAD_REQUEST", why, type.getSimpleName()));
    }

    /// The server adds to what it sends, so it never gets what is kept.
    private T copy(T resource) {
        T copy = type.cast(resource.copy());
        copy.setId(resource.getIdElement());
        return copy;
    }

    private ResourceNotFoundException notFound() {
        return Answers.notFound(type.getSimpleName());
    }
}
