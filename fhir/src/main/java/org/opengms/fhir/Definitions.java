package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.sl.cache.Cache;
import ca.uhn.fhir.sl.cache.CacheFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.ProfileKnowledgeWorkerR5;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/// Every definition that the validator may ask for: those of FHIR R4 and those of the packages.
/// Each is made ready once; what was asked about codes is remembered, within bounds.
final class Definitions extends WorkerContextValidationSupportAdapter {
    private static final System.Logger LOG = System.getLogger(Definitions.class.getName());

    /// Answers about codes. Those of a busy day's orders are fewer; one takes about 1 kB.
    private static final int REMEMBERED_ANSWERS = 20_000;

    private final FhirContext fhir;
    private final NationalPackages packages;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<String, StructureDefinition> base = new HashMap<>();
    private final Set<String> urls = new HashSet<>();
    private final List<StructureDefinition> types;
    private final Set<String> primitiveTypes;
    private final Map<String, StructureDefinition> profiles = new ConcurrentHashMap<>();
    private final Map<String, StructureDefinition> unfinished = new HashMap<>();
    private final Set<String> impossible = ConcurrentHashMap.newKeySet();
    private final Cache<String, Optional<Resource>> resources =
            CacheFactory.buildEternal(1000, REMEMBERED_ANSWERS);
    private final Cache<String, Optional<CodeSystem>> systems =
            CacheFactory.buildEternal(1000, REMEMBERED_ANSWERS);
    private final Cache<String, SystemSupportInformation> supported =
            CacheFactory.buildEternal(1000, REMEMBERED_ANSWERS);
    private final Cache<Question, ValidationResult> answers =
            CacheFactory.buildEternal(1000, REMEMBERED_ANSWERS);

    private record Question(
            @Nullable String system,
            @Nullable String version,
            @Nullable String code,
            @Nullable String display,
            String valueSet,
            boolean isSystemGuessed) {}

    /// Loads what belongs to FHIR R4, which takes some seconds.
    Definitions(FhirContext fhir) {
        this(fhir, chain(fhir, NationalPackages.NONE));
    }

    private Definitions(FhirContext fhir, ValidationSupportChain chain) {
        super(chain);
        this.fhir = fhir;
        this.packages = NationalPackages.NONE;
        List<StructureDefinition> types = new ArrayList<>();
        for (IBaseResource each : chain.fetchAllStructureDefinitions()) {
            var definition = (org.hl7.fhir.r4.model.StructureDefinition) each;
            urls.add(definition.getUrl());
            if (definition.getDerivation()
                    != org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule.CONSTRAINT) {
                // The others are profiles of FHIR R4, made ready when somebody asks for them.
                StructureDefinition type =
                        super.fetchResource(StructureDefinition.class, definition.getUrl());
                types.add(type);
                base.put(type.getUrl(), type);
            }
        }
        this.types = List.copyOf(types);
        this.primitiveTypes =
                types.stream()
                        .filter(definition ->
                                definition.getKind()
                                        == StructureDefinition.StructureDefinitionKind
                                                .PRIMITIVETYPE)
                        .map(StructureDefinition::getName)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// Adds the definitions of packages.
    ///
    /// @param base what belongs to FHIR R4
    Definitions(FhirContext fhir, NationalPackages packages, Definitions base) {
        super(chain(fhir, packages));
        this.fhir = fhir;
        this.packages = packages;
        this.base.putAll(base.base);
        this.urls.addAll(base.urls);
        this.types = base.types;
        this.primitiveTypes = base.primitiveTypes;
    }

    private static ValidationSupportChain chain(FhirContext fhir, NationalPackages packages) {
        var national = new PrePopulatedValidationSupport(fhir);
        packages.codeSystems().values().forEach(national::addCodeSystem);
        packages.valueSets().values().forEach(national::addValueSet);
        return new ValidationSupportChain(
                ValidationSupportChain.CacheConfiguration.defaultValues(),
                national,
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
    }

    /// Makes the profiles of the table ready, and the extensions, which are used everywhere.
    void makeReady() {
        packages.table().rows().forEach(row -> profile(row.profile()));
        packages.structures()
                .forEach((url, structure) -> {
                    if ("Extension".equals(structure.getType())) {
                        profile(url);
                    }
                });
    }

    /// Makes a profile ready, if it can be.
    ///
    /// @param canonical with or without version
    @Nullable StructureDefinition profile(String canonical) {
        String url = NationalPackages.withoutVersion(canonical);
        StructureDefinition ready = profiles.get(url);
        if (ready != null) {
            return ready;
        }
        if (!packages.structures().containsKey(url) || impossible.contains(url)) {
            return ofBase(url);
        }
        making.lock();
        try {
            StructureDefinition made = profiles.get(url);
            if (made != null) {
                return made;
            }
            StructureDefinition begun = unfinished.get(url);
            return begun != null ? begun : make(url);
        } finally {
            making.unlock();
        }
    }

    private @Nullable StructureDefinition ofBase(String url) {
        StructureDefinition type = base.get(url);
        if (type != null || impossible.contains(url)) {
            return type;
        }
        return remembered(StructureDefinition.class, url);
    }

    private @Nullable StructureDefinition make(String url) {
        Optional<String> obstacle = packages.obstacle(url);
        if (obstacle.isPresent()) {
            impossible.add(url);
            return null;
        }
        org.hl7.fhir.r4.model.StructureDefinition source = packages.structures().get(url);
        var definition =
                (StructureDefinition) VersionConvertorFactory_40_50.convertResource(source);
        unfinished.put(url, definition);
        try {
            if (!definition.hasSnapshot()) {
                StructureDefinition parent = profile(definition.getBaseDefinition());
                if (parent == null) {
                    impossible.add(url);
                    return null;
                }
                var utilities =
                        new ProfileUtilities(
                                this, new ArrayList<>(), new ProfileKnowledgeWorkerR5(fhir));
                utilities.generateSnapshot(parent, definition, url, "", definition.getName());
            }
            profiles.put(url, definition);
            return definition;
        } catch (RuntimeException | Error e) {
            if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "OGMS-3143 The profile {0} cannot be used: {1}",
                    url,
                    e.getMessage());
            impossible.add(url);
            return null;
        } finally {
            unfinished.remove(url);
        }
    }

    /// Whether a definition belongs to FHIR R4 and not to a package.
    boolean isOfBase(String url) {
        return urls.contains(url) && !packages.structures().containsKey(url);
    }

    /// Whether one definition is the other, or is derived from it.
    boolean isOrDerivesFrom(StructureDefinition definition, String ancestor) {
        Set<String> seen = new HashSet<>();
        StructureDefinition at = definition;
        while (at != null && seen.add(at.getUrl())) {
            if (at.getUrl().equals(ancestor)) {
                return true;
            }
            at = at.hasBaseDefinition() ? profile(at.getBaseDefinition()) : null;
        }
        return false;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Resource> @Nullable T fetchResource(Class<T> type, @Nullable String uri) {
        if (uri == null || uri.isBlank()) {
            return null;
        }
        if (type == StructureDefinition.class) {
            return (T) profile(uri);
        }
        return remembered(type, uri);
    }

    @SuppressWarnings("unchecked")
    private <T extends Resource> @Nullable T remembered(Class<T> type, String uri) {
        String key = type.getSimpleName() + " " + uri;
        Optional<Resource> found = resources.getIfPresent(key);
        if (found == null) {
            found = Optional.ofNullable(super.fetchResource(type, uri));
            resources.put(key, found);
        }
        return (T) found.orElse(null);
    }

    @Override
    public @Nullable StructureDefinition fetchTypeDefinition(String typeName) {
        return fetchResource(
                StructureDefinition.class, "http://hl7.org/fhir/StructureDefinition/" + typeName);
    }

    @Override
    public List<StructureDefinition> fetchTypeDefinitions(String typeName) {
        StructureDefinition type = fetchTypeDefinition(typeName);
        return type == null ? List.of() : List.of(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Resource> List<T> fetchResourcesByType(Class<T> type) {
        return type == StructureDefinition.class
                ? (List<T>) types
                : super.fetchResourcesByType(type);
    }

    @Override
    public boolean isPrimitiveType(String type) {
        return primitiveTypes.contains(type);
    }

    @Override
    public @Nullable CodeSystem fetchCodeSystem(String system) {
        Optional<CodeSystem> found = systems.getIfPresent(system);
        if (found == null) {
            found = Optional.ofNullable(super.fetchCodeSystem(system));
            systems.put(system, found);
        }
        return found.orElse(null);
    }

    @Override
    public @Nullable CodeSystem fetchCodeSystem(
            String system, @Nullable String version, @Nullable Resource source) {
        return fetchCodeSystem(
                version == null || version.isBlank() ? system : system + "|" + version);
    }

    @Override
    public SystemSupportInformation getTxSupportInfo(String system, @Nullable String version) {
        return supported.get(system, asked -> super.getTxSupportInfo(asked, version));
    }

    @Override
    public ValidationResult validateCode(
            ValidationOptions options,
            @Nullable String system,
            @Nullable String version,
            @Nullable String code,
            @Nullable String display) {
        return answer(
                new Question(system, version, code, display, "", options.isGuessSystem()),
                () -> super.validateCode(options, system, version, code, display));
    }

    @Override
    public ValidationResult validateCode(
            ValidationOptions options,
            @Nullable String system,
            @Nullable String version,
            @Nullable String code,
            @Nullable String display,
            @Nullable ValueSet values) {
        if (values != null && !values.hasUrl()) {
            return super.validateCode(options, system, version, code, display, values);
        }
        return answer(
                new Question(system, version, code, display, name(values), options.isGuessSystem()),
                () -> super.validateCode(options, system, version, code, display, values));
    }

    @Override
    public ValidationResult validateCode(
            ValidationOptions options, @Nullable String code, @Nullable ValueSet values) {
        if (values == null || !values.hasUrl()) {
            return super.validateCode(options, code, values);
        }
        return answer(
                new Question(null, null, code, null, name(values), true),
                () -> super.validateCode(options, code, values));
    }

    @Override
    public ValidationResult validateCode(
            ValidationOptions options, Coding coding, @Nullable ValueSet values) {
        if (values != null && !values.hasUrl()) {
            return super.validateCode(options, coding, values);
        }
        return answer(
                new Question(
                        coding.getSystem(),
                        coding.getVersion(),
                        coding.getCode(),
                        coding.getDisplay(),
                        name(values),
                        options.isGuessSystem()),
                () -> super.validateCode(options, coding, values));
    }

    private static String name(@Nullable ValueSet values) {
        return values == null ? "" : values.getVersionedUrl();
    }

    private ValidationResult answer(
            Question question, java.util.function.Supplier<ValidationResult> find) {
        ValidationResult known = answers.getIfPresent(question);
        if (known == null) {
            known = find.get();
            answers.put(question, known);
        }
        return known;
    }
}
