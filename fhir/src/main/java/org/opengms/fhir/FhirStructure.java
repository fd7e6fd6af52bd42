package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;

/// Checks messages against base FHIR R4 with the HAPI validator, without any network: the raw text,
/// so that elements which FHIR does not know are told rather than dropped.
///
/// The validator has neither the national profiles nor SNOMED CT, LOINC and the national code
/// systems. What it cannot judge for want of them is told as its limit, never held against the
/// order. Its messages quote the text that they speak of; here every quoted value that could be
/// personal is struck out.
///
/// Safe for use by many threads.
public final class FhirStructure {
    private static final System.Logger LOG = System.getLogger(FhirStructure.class.getName());

    /// What the validator says when it lacks a definition, whatever severity it gives that.
    private static final Set<String> LIMITS =
            Set.of(
                    "Extension_EXT_Unknown",
                    "Extension_EXT_Version_Invalid",
                    "Validation_VAL_Profile_Unknown",
                    "VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY",
                    "TERMINOLOGY_TX_SYSTEM_UNSUPPORTED",
                    "Terminology_TX_ValueSet_NotFound",
                    "Terminology_TX_ValueSet_NotFound_CS",
                    "Terminology_TX_NoValid_3_CC",
                    "Terminology_TX_NoValid_6",
                    "Terminology_TX_NoValid_9",
                    "Questionnaire_QR_Q_NotFound",
                    "SD_ED_TYPE_PROFILE_UNKNOWN",
                    "Unable_to_find_base__for_",
                    "ERROR_GENERATING_SNAPSHOT",
                    "FHIRPATH_UNKNOWN_EXTENSION",
                    "CONCEPTMAP_GROUP_SOURCE_UNKNOWN",
                    "CONCEPTMAP_GROUP_TARGET_SERVER_SIDE",
                    "BUNDLE_SEARCH_SELF_NOT_UNDERSTOOD",
                    "Details_for__matching_against_Profile_");

    /// Told with its place by [OrderReader], for every way of referring.
    private static final Set<String> TOLD_ELSEWHERE =
            Set.of(
                    "Bundle_BUNDLE_Entry_NotFound",
                    "Bundle_BUNDLE_Entry_NotFound_APPARENT",
                    "Reference_REF_CantResolve");

    private static final Pattern UNKNOWN_SYSTEM =
            Pattern.compile("CodeSystem is unknown and can't be validated: (\\S+)");
    private static final Pattern UNKNOWN_CODE =
            Pattern.compile("Unknown code '(http://terminology\\.hl7\\.org/[^#']*)#");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");
    private static final Pattern SLICE_URL = Pattern.compile("\\[url='[^']*'\\]");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern SAFE_URL =
            Pattern.compile("https?://[A-Za-z0-9./_\\-]{1,200}(\\|[0-9.]{1,10})?");
    private static final Pattern ELEMENT_NAME = Pattern.compile("[a-zA-Z][A-Za-z0-9_]{0,40}");
    private static final Pattern AFTER_HASH = Pattern.compile("#[^\\s'\"),]+");
    private static final Pattern NUMBERS = Pattern.compile("[0-9][0-9 \\-/]{4,}[0-9]");

    private final FhirValidator validator;
    private final FhirContext fhir;
    private final AcceptancePolicy policy;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile boolean isLoaded;

    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    public FhirStructure(FhirContext fhir, AcceptancePolicy policy) {
        this.fhir = fhir;
        this.policy = policy;
        var chain =
                new ValidationSupportChain(
                        new DefaultProfileValidationSupport(fhir),
                        new CommonCodeSystemsTerminologyService(fhir),
                        new InMemoryTerminologyServerValidationSupport(fhir),
                        new SnapshotGeneratingValidationSupport(fhir));
        var module = new FhirInstanceValidator(chain);
        module.setAnyExtensionsAllowed(true);
        module.setErrorForUnknownProfiles(false);
        module.setNoExtensibleWarnings(true);
        module.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        this.validator = fhir.newValidator().registerValidatorModule(module);
    }

    /// Checks a message.
    ///
    /// @param json one resource, usually a Bundle
    /// @return what breaks FHIR first, then advice, then the validator's limits, each kind of limit
    ///   once with the count of its places
    /// @throws FhirProblem if the text is not JSON, or nests too deep to be looked at
    public List<Finding> check(String json) {
        FhirText.checkJson(json);
        Map<String, Limit> limits = new LinkedHashMap<>();
        List<Finding> broken = new ArrayList<>();
        List<Finding> advised = new ArrayList<>();
        PersonalTexts texts = PersonalTexts.of(json);
        List<SingleValidationMessage> messages;
        try {
            messages = validated(json);
        } catch (RuntimeException brokeDown) {
            // The validator fails on some JSON that is not FHIR, such as null in an array. Nothing
            // can be said of such a message, so it is not let through.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "OGMS-3106 The FHIR validator broke down: {0}",
                    brokeDown.getClass().getName());
            return List.of(
                    policy.finding(
                            FindingKind.STRUCTURE_INVALID,
                            "Bundle",
                            "The FHIR validator could not get through the message; its JSON is not of the shape of FHIR somewhere.",
                            "Check it with a FHIR R4 validator; look for null in arrays and objects where texts belong."));
        }
        for (SingleValidationMessage message : messages) {
            String id = message.getMessageId() == null ? "" : message.getMessageId();
            String said = message.getMessage() == null ? "" : message.getMessage();
            String path = path(message.getLocationString());
            if (TOLD_ELSEWHERE.contains(id)) {
                continue;
            }
            if (isLimit(id, said)) {
                limits.computeIfAbsent(limitWords(id, said, texts), words -> new Limit(path, words))
                        .count++;
                continue;
            }
            String words = "FHIR validation: " + scrubbed(said, texts);
            if (isError(message.getSeverity())) {
                broken.add(
                        policy.finding(
                                FindingKind.STRUCTURE_INVALID,
                                path,
                                words,
                                "Correct the element; it breaks the FHIR R4 specification."));
            } else {
                advised.add(
                        policy.finding(
                                FindingKind.STRUCTURE_ADVICE,
                                path,
                                words,
                                "Look at the element; FHIR R4 allows it and advises against it."));
            }
        }
        List<Finding> findings = new ArrayList<>(broken);
        findings.addAll(advised);
        limits.values().forEach(limit -> findings.add(limit.finding(policy)));
        return List.copyOf(findings);
    }

    /// The first message loads the definitions. Those that come meanwhile wait for it: each would
    /// load them all again, and take its share of the processors from the one that began.
    private List<SingleValidationMessage> validated(String json) {
        if (!isLoaded) {
            loading.lock();
            try {
                if (!isLoaded) {
                    List<SingleValidationMessage> messages =
                            validator.validateWithResult(json).getMessages();
                    isLoaded = true;
                    return messages;
                }
            } finally {
                loading.unlock();
            }
        }
        return validator.validateWithResult(json).getMessages();
    }

    /// Loads the definitions, which takes some seconds, so that no message has to wait for it.
    public void warmUp() {
        check(new FhirText(fhir).write(OrderBundleWriter.write(SampleForm.FORM)));
    }

    private static final class Limit {
        private final String path;
        private final String words;
        private int count;

        Limit(String path, String words) {
            this.path = path;
            this.words = words;
        }

        Finding finding(AcceptancePolicy policy) {
            String places =
                    count == 1
                            ? ""
                            : count == 2
                                    ? " So in one more place."
                                    : " So in %d more places.".formatted(count - 1);
            return policy.finding(
                    FindingKind.TOOL_LIMIT,
                    path,
                    words + places,
                    "Nothing to do: this says what was not checked.");
        }
    }

    private static boolean isError(ResultSeverityEnum severity) {
        return switch (severity) {
            case ERROR, FATAL -> true;
            case WARNING, INFORMATION -> false;
        };
    }

    /// Codes of `terminology.hl7.org` are released apart from FHIR, so one that the validator's
    /// copy does not have may be newer than the copy.
    private static boolean isLimit(String id, String said) {
        return LIMITS.contains(id)
                || said.startsWith("Cannot check")
                || said.startsWith(
                        "Unable to expand ValueSet because CodeSystem could not be found")
                || UNKNOWN_SYSTEM.matcher(said).find()
                || UNKNOWN_CODE.matcher(said).find();
    }

    private static String limitWords(String id, String said, PersonalTexts texts) {
        var system = UNKNOWN_SYSTEM.matcher(said);
        if (system.find()) {
            return "The validator does not have the code system %s, so its codes are not checked."
                    .formatted(url(system.group(1)));
        }
        var code = UNKNOWN_CODE.matcher(said);
        if (code.find()) {
            return "The validator's copy of %s does not have a code that is used."
                    .formatted(url(code.group(1)));
        }
        return switch (id) {
            case "Extension_EXT_Unknown", "Extension_EXT_Version_Invalid" ->
                    "The validator does not have the extension %s, so its content is not checked."
                            .formatted(firstUrl(said));
            case "Validation_VAL_Profile_Unknown" ->
                    "The validator does not have the profile %s, so it is not checked."
                            .formatted(firstUrl(said));
            case "Terminology_TX_NoValid_3_CC" ->
                    "FHIR prefers other codes here (%s); which ones apply in this country is beyond the validator."
                            .formatted(firstUrl(said));
            case "Details_for__matching_against_Profile_" ->
                    "The target of a reference has findings of its own, so the validator does not match it with its profile.";
            default -> "The validator could not check this: " + scrubbed(said, texts);
        };
    }

    private static String firstUrl(String said) {
        var found = Pattern.compile("https?://[^\\s'\")|]+").matcher(said);
        return found.find() ? url(found.group()) : "with that name";
    }

    private static String url(String url) {
        return SAFE_URL.matcher(url).matches() && !NUMBERS.matcher(url).find()
                ? url
                : "(address withheld)";
    }

    /// The place as FHIRPath, without the validator's comments and slice names.
    private static String path(@org.jspecify.annotations.Nullable String location) {
        if (location == null || location.isBlank()) {
            return "Bundle";
        }
        String path = SLICE_URL.matcher(COMMENT.matcher(location).replaceAll("")).replaceAll("");
        return path.matches("[A-Za-z0-9_.\\[\\]()]+") ? path : "Bundle";
    }

    /// A message without anything that could say who the patient is: quoted values other than
    /// definitions' addresses and element names, codes, long numbers, and whatever else is free
    /// text in the message that was checked.
    private static String scrubbed(String said, PersonalTexts texts) {
        String clean =
                QUOTED.matcher(texts.without(said))
                        .replaceAll(quoted -> {
                            String inside =
                                    quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
                            boolean keep =
                                    SAFE_URL.matcher(inside).matches()
                                            || ELEMENT_NAME.matcher(inside).matches();
                            return keep
                                    ? java.util.regex.Matcher.quoteReplacement(quoted.group())
                                    : "'…'";
                        });
        clean = AFTER_HASH.matcher(clean).replaceAll("#…");
        clean = NUMBERS.matcher(clean).replaceAll("…");
        return clean.length() > 300 ? clean.substring(0, 300) + "…" : clean;
    }
}
