package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.PackageReport.Fallback;
import org.opengms.fhir.ResourceValidator.Judgement;
import org.opengms.fhir.ResourceValidator.Told;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;

/// Checks messages against FHIR R4 and the national profiles with the HAPI validator, without any
/// network: the raw text, so that elements which FHIR does not know are told rather than dropped.
///
/// The validator has the definitions of FHIR R4 and those of the operator's packages, and neither
/// SNOMED CT nor LOINC. What it cannot judge for want of them is told as its limit, never held
/// against the order. Its messages quote the text that they speak of; here every quoted value that
/// could be personal is struck out.
///
/// What breaks FHIR R4 itself is [FindingKind#STRUCTURE_INVALID]; what only a national profile
/// forbids is [FindingKind#PROFILE_INVALID].
///
/// Safe for use by many threads.
public final class FhirStructure {
    private final FhirContext fhir;
    private final AcceptancePolicy policy;
    private final NationalPackages packages;
    private final ReentrantLock loading = new ReentrantLock();
    private final ConcurrentLinkedQueue<ResourceValidator> resting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Definitions definitions;

    /// Checks against FHIR R4 alone.
    ///
    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    public FhirStructure(FhirContext fhir, AcceptancePolicy policy) {
        this(fhir, policy, NationalPackages.NONE);
    }

    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    /// @param packages the national definitions
    public FhirStructure(FhirContext fhir, AcceptancePolicy policy, NationalPackages packages) {
        this.fhir = fhir;
        this.policy = policy;
        this.packages = packages;
    }

    /// Checks a message.
    ///
    /// @param json one resource, usually a Bundle
    /// @return what breaks FHIR first, then what breaks a profile, then advice, then what could not
    ///   be judged, each kind of limit once with the count of its places
    /// @throws FhirProblem if the text is not JSON, or nests too deep to be looked at
    public List<Finding> check(String json) {
        FhirText.checkJson(json);
        ResourceValidator validator = resting.poll();
        if (validator == null) {
            validator = new ResourceValidator(loaded(), packages);
        }
        Judgement judgement = validator.judge(json);
        if (!validator.isWornOut() && judgement.brokeDownAt().isEmpty()) {
            resting.add(validator);
        }
        return new Sorting(json).findings(judgement);
    }

    /// The first message loads the definitions. Those that come meanwhile wait for it: each would
    /// load them all again, and take its share of the processors from the one that began.
    private Definitions loaded() {
        Definitions ready = definitions;
        if (ready != null) {
            return ready;
        }
        loading.lock();
        try {
            ready = definitions;
            if (ready == null) {
                ready = new Definitions(fhir, packages);
                ready.makeReady();
                definitions = ready;
            }
            return ready;
        } finally {
            loading.unlock();
        }
    }

    /// Loads the definitions, which takes some seconds, so that no message has to wait for it.
    public void warmUp() {
        check(new FhirText(fhir).write(OrderBundleWriter.write(SampleForm.FORM)));
    }

    /// Sorts what the validator says of one message.
    private final class Sorting {
        private final String json;
        private @Nullable PersonalTexts texts;
        private final Set<Finding> broken = new LinkedHashSet<>();
        private final Set<Finding> brokenProfile = new LinkedHashSet<>();
        private final Set<Finding> advised = new LinkedHashSet<>();
        private final Map<String, Repeated> undefined = new LinkedHashMap<>();
        private final Map<String, Repeated> limits = new LinkedHashMap<>();
        private final Set<String> fallenBack = new LinkedHashSet<>();

        Sorting(String json) {
            this.json = json;
        }

        List<Finding> findings(Judgement judgement) {
            List<Finding> unused = fallbacks(judgement.fallbacks());
            judgement.brokeDownAt().forEach(this::brokeDown);
            judgement.told().forEach(this::sort);
            List<Finding> findings = new ArrayList<>(broken);
            findings.addAll(brokenProfile);
            findings.addAll(advised);
            undefined.values().forEach(each -> findings.add(each.finding(policy)));
            findings.addAll(unused);
            limits.values().forEach(each -> findings.add(each.finding(policy)));
            return List.copyOf(findings);
        }

        private List<Finding> fallbacks(Set<Fallback> fallbacks) {
            List<Finding> findings = new ArrayList<>();
            for (Fallback fallback : fallbacks) {
                fallenBack.add(fallback.profile());
                findings.add(
                        policy.finding(
                                FindingKind.PROFILE_FALLBACK,
                                fallback.type(),
                                "The profile %s cannot be used here: %s. %s is used instead."
                                        .formatted(
                                                ValidatorWords.url(fallback.profile()),
                                                fallback.why(),
                                                fallback.used()),
                                "Nothing to do for the sender. The operator can add the package that is missing."));
            }
            return findings;
        }

        private void brokeDown(String path) {
            // The validator fails on some JSON that is not FHIR, such as null in an array. Nothing
            // can be said of such a message, so it is not let through.
            broken.add(
                    policy.finding(
                            FindingKind.STRUCTURE_INVALID,
                            ValidatorWords.path(path),
                            "The FHIR validator could not get through this resource; its JSON is not of the shape of FHIR somewhere.",
                            "Check it with a FHIR R4 validator; look for null in arrays and objects where texts belong."));
        }

        private void sort(Told told) {
            ValidationMessage message = told.message();
            if (ValidatorWords.isToldElsewhere(message)) {
                return;
            }
            String path = ValidatorWords.path(message.getLocation());
            Optional<String> system = ValidatorWords.unknownSystem(message);
            if (system.isPresent() && undefined(system.get(), path)) {
                return;
            }
            if (ValidatorWords.isLimit(message)) {
                if (ValidatorWords.unknownProfile(message).filter(fallenBack::contains).isEmpty()) {
                    limit(path, ValidatorWords.limitWords(message, texts()));
                }
                return;
            }
            boolean isOfProfile =
                    told.isByProfileOnly()
                            || ValidatorWords.systemOfCode(message)
                                    .filter(packages.codeSystems()::containsKey)
                                    .isPresent();
            if (told.isByProfileOnly() && slip(message, path)) {
                return;
            }
            Optional<ProfileWords.Said> plain =
                    isOfProfile ? ProfileWords.of(message, path) : Optional.empty();
            String words =
                    plain.map(ProfileWords.Said::words)
                            .orElseGet(() ->
                                    "FHIR validation: "
                                            + ValidatorWords.scrubbed(
                                                    ValidatorWords.said(message), texts()));
            String place = plain.map(ProfileWords.Said::path).orElse(path);
            FindingKind kind = kind(message.isError(), isOfProfile);
            String advice = plain.map(ProfileWords.Said::advice).orElse(advice(kind));
            (switch (kind) {
                        case STRUCTURE_INVALID -> broken;
                        case PROFILE_INVALID -> brokenProfile;
                        default -> advised;
                    })
                    .add(policy.finding(kind, place, words, advice));
        }

        private static FindingKind kind(boolean isError, boolean isOfProfile) {
            if (isOfProfile) {
                return isError ? FindingKind.PROFILE_INVALID : FindingKind.PROFILE_ADVICE;
            }
            return isError ? FindingKind.STRUCTURE_INVALID : FindingKind.STRUCTURE_ADVICE;
        }

        private static String advice(FindingKind kind) {
            return switch (kind) {
                case STRUCTURE_INVALID ->
                        "Correct the element; it breaks the FHIR R4 specification.";
                case PROFILE_INVALID ->
                        "Correct the element; FHIR R4 allows it, the national profile does not.";
                case PROFILE_ADVICE ->
                        "Look at the element; the national profile advises against it.";
                default -> "Look at the element; FHIR R4 allows it and advises against it.";
            };
        }

        /// Whether the fault is the profile's own, known from the table: told once, as a limit.
        private boolean slip(ValidationMessage message, String path) {
            if (packages.isEmpty()) {
                return false;
            }
            for (ProfileTable.Slip slip : packages.table().orElseThrow().slips()) {
                if (ValidatorWords.said(message)
                        .startsWith(
                                "Value is '%s' but is fixed to '%s' in the profile %s"
                                        .formatted(slip.right(), slip.wrong(), slip.profile()))) {
                    limit(
                            path,
                            "The profile %s asks for %s at %s where the rest of the guide has %s. What was sent is right."
                                    .formatted(
                                            slip.profile(),
                                            slip.wrong(),
                                            slip.element(),
                                            slip.right()));
                    return true;
                }
            }
            return false;
        }

        private void limit(String path, String words) {
            limits.computeIfAbsent(
                            words,
                            w ->
                                    new Repeated(
                                            FindingKind.TOOL_LIMIT,
                                            path,
                                            w,
                                            "Nothing to do: this says what was not checked."))
                    .count++;
        }

        /// A code system that the national messages use and nobody has defined: told, with the one
        /// that is meant.
        private boolean undefined(String system, String path) {
            if (packages.isEmpty()) {
                return false;
            }
            ProfileTable.Undefined known = packages.table().orElseThrow().undefined().get(system);
            Optional<String> defined =
                    known != null ? known.defined() : packages.sameButForCase(system);
            if (known == null && defined.isEmpty()) {
                return false;
            }
            String words =
                    "The code system %s is not defined%s."
                            .formatted(
                                    ValidatorWords.url(system),
                                    known == null || known.deleted().isEmpty()
                                            ? ""
                                            : "; its definition was deleted on "
                                                    + known.deleted().get());
            undefined.computeIfAbsent(
                            system.toLowerCase(Locale.ROOT),
                            s ->
                                    new Repeated(
                                            FindingKind.CODE_SYSTEM_UNDEFINED,
                                            path,
                                            defined.map(d ->
                                                            words.replaceFirst(
                                                                    "\\.$",
                                                                    "; the defined one is "
                                                                            + d
                                                                            + "."))
                                                    .orElse(words),
                                            defined.map(d -> "Use %s.".formatted(d))
                                                    .orElse(
                                                            "Leave the code out, or use a code system that is defined.")))
                    .count++;
            return true;
        }

        /// Looked for only where something is said.
        private PersonalTexts texts() {
            PersonalTexts known = texts;
            if (known == null) {
                known = PersonalTexts.of(json);
                texts = known;
            }
            return known;
        }
    }

    /// What is told once with the count of its places.
    private static final class Repeated {
        private final FindingKind kind;
        private final String path;
        private final String words;
        private final String advice;
        private int count;

        Repeated(FindingKind kind, String path, String words, String advice) {
            this.kind = kind;
            this.path = path;
            this.words = words;
            this.advice = advice;
        }

        Finding finding(AcceptancePolicy policy) {
            String places =
                    count == 1
                            ? ""
                            : count == 2
                                    ? " So in one more place."
                                    : " So in %d more places.".formatted(count - 1);
            return policy.finding(kind, path, words + places, advice);
        }
    }
}
