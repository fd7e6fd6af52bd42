package org.opengms.fhir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.PackageReport.Fallback;
import org.opengms.fhir.ResourceValidator.Judgement;
import org.opengms.fhir.ResourceValidator.Told;
import org.opengms.fhir.ResourceValidator.Undefined;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;

/// What the validator says of one message, read into findings: graded, in plain words, without the
/// patient, and what is no fault of the message kept apart.
final class JudgementReading {
    private static final Pattern IDENTIFIER_SYSTEM =
            Pattern.compile(".*\\bidentifier(\\[[0-9]+])?\\.system");

    private static final String NOT_CHECKED = "Nothing to do: this says what was not checked.";

    private final String json;
    private final AcceptancePolicy policy;
    private final NationalPackages packages;
    private @Nullable PersonalTexts texts;
    private final Set<Finding> broken = new LinkedHashSet<>();
    private final Set<Finding> brokenProfile = new LinkedHashSet<>();
    private final Set<Finding> missing = new LinkedHashSet<>();
    private final Set<String> missingParticulars = new HashSet<>();
    private final Set<Finding> advised = new LinkedHashSet<>();
    private final Map<String, Repeated> undefined = new LinkedHashMap<>();
    private final Map<String, Repeated> limits = new LinkedHashMap<>();
    private final Set<String> fallenBack = new HashSet<>();

    /// @param json the message that was judged
    JudgementReading(String json, AcceptancePolicy policy, NationalPackages packages) {
        this.json = json;
        this.policy = policy;
        this.packages = packages;
    }

    /// The findings: what breaks FHIR first, then what breaks a profile, then advice, then what
    /// could not be judged.
    List<Finding> findings(Judgement judgement) {
        List<Finding> fallbacks = judgement.fallbacks().stream().map(this::fallback).toList();
        judgement.brokeDownAt().forEach(this::brokeDown);
        judgement.undefined().forEach(this::undefined);
        judgement.told().forEach(this::sort);
        // That some element is missing says less than which one is.
        brokenProfile.removeIf(f -> missing.contains(f) && missingParticulars.contains(f.path()));
        List<Finding> findings = new ArrayList<>(broken);
        findings.addAll(brokenProfile);
        findings.addAll(advised);
        undefined.values().forEach(each -> findings.add(each.finding(policy)));
        findings.addAll(fallbacks);
        limits.values().forEach(each -> findings.add(each.finding(policy)));
        return List.copyOf(findings);
    }

    private Finding fallback(Fallback fallback) {
        fallenBack.add(fallback.profile());
        return policy.finding(
                FindingKind.PROFILE_FALLBACK,
                fallback.type(),
                "The profile %s cannot be used here: %s. %s is used instead."
                        .formatted(
                                ValidatorWords.url(fallback.profile()),
                                fallback.why(),
                                fallback.used()),
                "Nothing to do for the sender. The operator can add the package that is missing.");
    }

    private void brokeDown(String path) {
        // The validator fails on some JSON that is not FHIR, such as null in an array. Nothing can
        // be said of such a resource, so the message is not let through.
        broken.add(
                policy.finding(
                        FindingKind.STRUCTURE_INVALID,
                        ValidatorWords.path(path),
                        "The FHIR validator could not get through this resource; its JSON is not of the shape of FHIR somewhere.",
                        "Check it with a FHIR R4 validator; look for null in arrays and objects where texts belong."));
    }

    /// A code system that national messages use and nobody has defined: told, with the one that is
    /// meant.
    private void undefined(Undefined use) {
        ProfileTable.Undefined known = packages.undefined(use.system()).orElseThrow();
        StringBuilder words =
                new StringBuilder("The code system ")
                        .append(ValidatorWords.url(use.system()))
                        .append(" is not defined");
        known.deleted()
                .ifPresent(day -> words.append("; its definition was deleted on ").append(day));
        known.defined().ifPresent(system -> words.append("; the defined one is ").append(system));
        words.append('.');
        known.note().ifPresent(note -> words.append(' ').append(note));
        undefined.computeIfAbsent(
                        use.system(),
                        s ->
                                new Repeated(
                                        FindingKind.CODE_SYSTEM_UNDEFINED,
                                        ValidatorWords.path(use.path()),
                                        words.toString(),
                                        known.note().isPresent()
                                                ? "Nothing is refused for it. The guide itself has to be mended."
                                                : known.defined()
                                                        .map("Use %s."::formatted)
                                                        .orElse(
                                                                "Leave the code out, or use a code system that is defined.")))
                .count++;
    }

    private void sort(Told told) {
        ValidationMessage message = told.message();
        if (ValidatorWords.isToldElsewhere(message)) {
            return;
        }
        String path = ValidatorWords.path(message.getLocation());
        Optional<String> system = ValidatorWords.unknownSystem(message);
        if (system.flatMap(packages::undefined).isPresent()) {
            return;
        }
        if (system.filter(packages.namedSystems()::contains).isPresent()) {
            limit(
                    path,
                    "The packages name the code system %s without its codes, so they are not checked here."
                            .formatted(ValidatorWords.url(system.get())));
            return;
        }
        if (ValidatorWords.isLimit(message)) {
            if (ValidatorWords.unknownProfile(message).filter(fallenBack::contains).isEmpty()) {
                limit(path, ValidatorWords.limitWords(message, texts()));
            }
            return;
        }
        if (told.slip().isPresent()) {
            ProfileTable.Slip slip = told.slip().get();
            limit(
                    path,
                    "The profile %s asks for %s at %s, where the rest of the guide has %s. What was sent is right."
                            .formatted(slip.profile(), slip.wrong(), slip.element(), slip.right()));
            return;
        }
        boolean isOfProfile =
                told.isByProfileOnly()
                        || ValidatorWords.systemOfCode(message)
                                .filter(packages.codeSystems()::containsKey)
                                .isPresent();
        FindingKind kind =
                isSystemOfIdentifier(message, path)
                        ? FindingKind.IDENTIFIER_SYSTEM_INVALID
                        : kind(message.isError(), isOfProfile);
        Optional<ProfileWords.Said> plain =
                isOfProfile ? ProfileWords.of(message, path) : Optional.empty();
        Finding finding =
                plain.map(said -> policy.finding(kind, said.path(), said.words(), said.advice()))
                        .orElseGet(() ->
                                policy.finding(
                                        kind,
                                        path,
                                        "FHIR validation: "
                                                + ValidatorWords.words(message, texts()),
                                        advice(kind)));
        plain.map(ProfileWords.Said::missing)
                .ifPresent(what -> {
                    switch (what) {
                        case SOMETHING -> missing.add(finding);
                        case PARTICULAR -> missingParticulars.add(finding.path());
                        case NOTHING -> {}
                    }
                });
        (switch (kind) {
                    case STRUCTURE_INVALID -> broken;
                    case PROFILE_INVALID -> brokenProfile;
                    default -> advised;
                })
                .add(finding);
    }

    /// Whether the message is that an identifier's system is an OID only in name. FHIR R4 calls it
    /// an error; the published requests of the national interface have it.
    private static boolean isSystemOfIdentifier(ValidationMessage message, String path) {
        return ValidatorWords.id(message).equals("Type_Specific_Checks_DT_OID_Valid")
                && IDENTIFIER_SYSTEM.matcher(path).matches();
    }

    private static FindingKind kind(boolean isError, boolean isOfProfile) {
        if (isOfProfile) {
            return isError ? FindingKind.PROFILE_INVALID : FindingKind.PROFILE_ADVICE;
        }
        return isError ? FindingKind.STRUCTURE_INVALID : FindingKind.STRUCTURE_ADVICE;
    }

    private static String advice(FindingKind kind) {
        return switch (kind) {
            case STRUCTURE_INVALID -> "Correct the element; it breaks the FHIR R4 specification.";
            case PROFILE_INVALID ->
                    "Correct the element; FHIR R4 allows it, the national profile does not.";
            case IDENTIFIER_SYSTEM_INVALID ->
                    "Give the address of the system that the identifier is from, or leave the identifier out; it is kept, and nothing is found by it.";
            case PROFILE_ADVICE -> "Look at the element; the national profile advises against it.";
            default -> "Look at the element; FHIR R4 allows it and advises against it.";
        };
    }

    private void limit(String path, String words) {
        limits.computeIfAbsent(
                        words, w -> new Repeated(FindingKind.TOOL_LIMIT, path, w, NOT_CHECKED))
                .count++;
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
