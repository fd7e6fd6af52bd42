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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.SpecimenDefinition;
import org.hl7.fhir.r4.model.UsageContext;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.MadeFrom;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.DirectoryMapping;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.fhir.Systems;

/// The test directory as definitions of one type: read by code, old (`R69`, `R69.5`) or new
/// (`TP383`, `GT46`); searched by the parameters of [#parameters]. A definition's versions are
/// those of the directory: `PlanDefinition/R69/_history/5.1`. What is read without a version, and
/// what a search finds, stands in the newest version that has it. It names nobody, so the gate is
/// not asked.
///
/// @param <T> the type
public final class DirectoryDefinitions<T extends DomainResource> implements IResourceProvider {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;
    private static final Set<String> NO_CRITERIA =
            Set.of("_count", "_offset", "_format", "_pretty");

    private static final Map<String, Criterion<PlanDefinition>> OF_PLANS =
            criteria(
                    DirectoryDefinitions.<PlanDefinition>ofMetadata(),
                    Map.of(
                            "identifier",
                            identifier(PlanDefinition::getIdentifier),
                            "composed-of",
                            composedOf(PlanDefinition::getRelatedArtifact),
                            "definition",
                            reference(plan ->
                                    plan.getAction().stream()
                                            .filter(a -> a.hasDefinitionCanonicalType())
                                            .map(a -> a.getDefinitionCanonicalType().getValue()))));

    private static final Map<String, Criterion<ActivityDefinition>> OF_ACTIVITIES =
            criteria(
                    DirectoryDefinitions.<ActivityDefinition>ofMetadata(),
                    Map.of(
                            "identifier",
                            identifier(ActivityDefinition::getIdentifier),
                            "composed-of",
                            composedOf(ActivityDefinition::getRelatedArtifact)));

    private static final Map<String, Criterion<Library>> OF_LIBRARIES =
            criteria(DirectoryDefinitions.<Library>ofMetadata(), Map.of());

    private static final Map<String, Criterion<SpecimenDefinition>> OF_SPECIMENS =
            criteria(
                    Map.of(),
                    Map.of(
                            "type",
                            token((SpecimenDefinition specimen) ->
                                    specimen.getTypeCollected().getCoding().stream())));

    /// What a search parameter compares.
    ///
    /// @param kind in the capability statement
    /// @param fits whether a resource has one wanted value
    private record Criterion<T>(SearchParamType kind, BiPredicate<T, String> fits) {}

    /// What the directory's versions hold of one type.
    private static final class Index<T extends DomainResource> {
        /// Every version of each, newest first, by what stays the same: the code of the older
        /// directory.
        private final Map<String, List<T>> versions = new LinkedHashMap<>();

        /// What stays the same, by every code that it has or had.
        private final Map<String, String> keys = new HashMap<>();

        private void add(T resource, TestDirectory directory, List<Identifier> identifiers) {
            String id = resource.getIdElement().getIdPart();
            String key =
                    identifiers.stream()
                            .filter(i -> Systems.TEST_DIRECTORY_ID.equals(i.getSystem()))
                            .map(Identifier::getValue)
                            .findFirst()
                            .orElse(id);
            String version = DirectoryMapping.versionId(directory);
            resource.setId(new IdType(resource.fhirType(), id, version));
            resource.getMeta().setVersionId(version);
            versions.computeIfAbsent(key, _ -> new ArrayList<>()).add(resource);
            keys.putIfAbsent(id, key);
            keys.putIfAbsent(key, key);
        }

        List<T> history(String code) {
            return versions.getOrDefault(keys.getOrDefault(code, code), List.of());
        }

        Stream<T> newest() {
            return versions.values().stream().map(List::getFirst);
        }
    }

    /// Everything that is offered of one state of the directory.
    private static final class Contents {
        private final Index<PlanDefinition> plans = new Index<>();
        private final Index<ActivityDefinition> activities = new Index<>();
        private final Index<Library> libraries = new Index<>();
        private final Index<SpecimenDefinition> specimens = new Index<>();

        Contents(DirectoryMapping mapping, TestDirectories directories) {
            for (TestDirectory directory : directories.versions().reversed()) {
                for (var resource : mapping.write(directory)) {
                    switch (resource) {
                        case PlanDefinition plan ->
                                plans.add(plan, directory, plan.getIdentifier());
                        case ActivityDefinition activity ->
                                activities.add(activity, directory, activity.getIdentifier());
                        case Library library -> libraries.add(library, directory, List.of());
                        case SpecimenDefinition specimen ->
                                specimens.add(specimen, directory, List.of());
                        default ->
                                throw new IllegalStateException(
                                        "OGMS-4961 A directory was written with a "
                                                + resource.fhirType());
                    }
                }
            }
        }
    }

    private final Class<T> type;
    private final Map<String, Criterion<T>> criteria;
    private final Supplier<Index<T>> index;

    private DirectoryDefinitions(
            Class<T> type, Map<String, Criterion<T>> criteria, Supplier<Index<T>> index) {
        this.type = type;
        this.criteria = criteria;
        this.index = index;
    }

    /// The providers of every type of definition.
    ///
    /// @param directories in use now
    public static List<Object> of(FhirContext fhir, Supplier<TestDirectories> directories) {
        DirectoryMapping mapping = new DirectoryMapping(fhir);
        Supplier<Contents> contents =
                new MadeFrom<>(directories, now -> new Contents(mapping, now));
        return List.of(
                new DirectoryDefinitions<>(
                        PlanDefinition.class, OF_PLANS, () -> contents.get().plans),
                new DirectoryDefinitions<>(
                        ActivityDefinition.class, OF_ACTIVITIES, () -> contents.get().activities),
                new DirectoryDefinitions<>(
                        Library.class, OF_LIBRARIES, () -> contents.get().libraries),
                new DirectoryDefinitions<>(
                        SpecimenDefinition.class, OF_SPECIMENS, () -> contents.get().specimens));
    }

    /// The search parameters of a type of definition, by name; empty for every other type.
    static Map<String, SearchParamType> parameters(String type) {
        Map<String, ? extends Criterion<?>> criteria =
                switch (type) {
                    case "PlanDefinition" -> OF_PLANS;
                    case "ActivityDefinition" -> OF_ACTIVITIES;
                    case "Library" -> OF_LIBRARIES;
                    case "SpecimenDefinition" -> OF_SPECIMENS;
                    default -> Map.of();
                };
        Map<String, SearchParamType> parameters = new TreeMap<>();
        criteria.forEach((name, criterion) -> {
            if (!name.contains(":")) {
                parameters.put(name, criterion.kind());
            }
        });
        return parameters;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    /// Reads the newest version, or the one that the id names.
    @Read(version = true)
    public T read(@IdParam IdType id) {
        return index.get().history(id.getIdPart()).stream()
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
        List<T> all = index.get().history(id.getIdPart());
        if (all.isEmpty()) {
            throw notFound();
        }
        return new SimpleBundleProvider(all.stream().map(this::copy).toList());
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
        return page(request, index.get().newest().filter(wanted).toList(), offset, count);
    }

    private Predicate<T> criterion(String name, String value) {
        if (NO_CRITERIA.contains(name)) {
            return resource -> true;
        }
        Criterion<T> criterion = criteria.get(name);
        if (criterion == null) {
            throw new InvalidRequestException(
                    "The search parameter is not known.",
                    OperationOutcomes.problem(
                            "BAD_REQUEST",
                            "This search parameter is not supported here: leaving it out silently would give wrong answers. There are %s, _count and _offset."
                                    .formatted(String.join(", ", new TreeMap<>(criteria).keySet())),
                            type.getSimpleName()));
        }
        List<String> any = List.of(value.split(",", -1));
        return resource -> any.stream().anyMatch(v -> criterion.fits().test(resource, v));
    }

    private static <T extends DomainResource> Map<String, Criterion<T>> criteria(
            Map<String, Criterion<T>> some, Map<String, Criterion<T>> others) {
        Map<String, Criterion<T>> all = new HashMap<>(some);
        all.putAll(others);
        all.put(
                "_id",
                new Criterion<>(
                        SearchParamType.TOKEN,
                        (resource, v) -> v.equals(resource.getIdElement().getIdPart())));
        return Map.copyOf(all);
    }

    private static <T extends MetadataResource> Map<String, Criterion<T>> ofMetadata() {
        return Map.of(
                "url",
                new Criterion<>(SearchParamType.URI, (resource, v) -> v.equals(resource.getUrl())),
                "status",
                new Criterion<>(
                        SearchParamType.TOKEN,
                        (resource, v) ->
                                resource.hasStatus()
                                        && v.substring(v.indexOf('|') + 1)
                                                .equals(resource.getStatus().toCode())),
                "version",
                new Criterion<>(
                        SearchParamType.TOKEN, (resource, v) -> v.equals(resource.getVersion())),
                "title",
                text(resource -> Stream.of(title(resource)), String::startsWith),
                "title:contains",
                text(resource -> Stream.of(title(resource)), String::contains),
                "title:exact",
                new Criterion<>(
                        SearchParamType.STRING, (resource, v) -> v.equals(resource.getTitle())),
                "context",
                token(resource -> contexts(resource).flatMap(c -> c.getCoding().stream())),
                "context:text",
                text(
                        resource ->
                                contexts(resource)
                                        .flatMap(c ->
                                                Stream.concat(
                                                        Stream.of(c.getText()),
                                                        c.getCoding().stream()
                                                                .map(Coding::getDisplay)))
                                        .filter(Objects::nonNull),
                        String::startsWith));
    }

    private static Stream<CodeableConcept> contexts(MetadataResource resource) {
        return resource.getUseContext().stream()
                .map(UsageContext::getValue)
                .filter(CodeableConcept.class::isInstance)
                .map(CodeableConcept.class::cast);
    }

    /// Texts are compared without regard to capitals.
    private static <T> Criterion<T> text(
            Function<T, Stream<String>> texts, BiPredicate<String, String> compare) {
        return new Criterion<>(
                SearchParamType.STRING,
                (resource, v) ->
                        texts.apply(resource)
                                .anyMatch(text -> compare.test(lower(text), lower(v))));
    }

    private static <T> Criterion<T> identifier(Function<T, List<Identifier>> identifiers) {
        return new Criterion<>(
                SearchParamType.TOKEN,
                (resource, v) ->
                        identifiers.apply(resource).stream()
                                .anyMatch(i -> matches(i.getSystem(), i.getValue(), v)));
    }

    private static <T> Criterion<T> token(Function<T, Stream<Coding>> codings) {
        return new Criterion<>(
                SearchParamType.TOKEN,
                (resource, v) ->
                        codings.apply(resource)
                                .anyMatch(c -> matches(c.getSystem(), c.getCode(), v)));
    }

    /// The parts that a definition names: as resources, or, as the digital test directory names
    /// panels, by their addresses on the web.
    private static <T> Criterion<T> composedOf(Function<T, List<RelatedArtifact>> artifacts) {
        return reference(resource ->
                artifacts.apply(resource).stream()
                        .filter(a -> a.getType() == RelatedArtifact.RelatedArtifactType.COMPOSEDOF)
                        .flatMap(a -> Stream.of(a.getResource(), a.getUrl()))
                        .filter(Objects::nonNull));
    }

    /// An address, whole or its end, as in `ActivityDefinition/GT46`.
    private static <T> Criterion<T> reference(Function<T, Stream<String>> addresses) {
        return new Criterion<>(
                SearchParamType.REFERENCE,
                (resource, v) ->
                        !v.isEmpty()
                                && addresses
                                        .apply(resource)
                                        .map(a -> a.replaceAll("\\|.*", ""))
                                        .anyMatch(a -> a.equals(v) || a.endsWith("/" + v)));
    }

    /// `value`, `system|value`, `system|` or `|value`, as FHIR searches tokens.
    private static boolean matches(
            @Nullable String ownSystem, @Nullable String ownValue, String token) {
        int bar = token.indexOf('|');
        if (bar < 0) {
            return token.equals(ownValue);
        }
        String system = token.substring(0, bar);
        String value = token.substring(bar + 1);
        boolean sameSystem =
                system.isEmpty()
                        ? ownSystem == null || ownSystem.isEmpty()
                        : system.equals(ownSystem);
        return sameSystem && (value.isEmpty() || value.equals(ownValue));
    }

    private static String title(MetadataResource resource) {
        return resource.hasTitle() ? resource.getTitle() : "";
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
