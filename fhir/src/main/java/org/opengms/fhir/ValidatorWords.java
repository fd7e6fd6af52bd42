package org.opengms.fhir;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;

/// What the validator says, in words that may be shown: nothing of the patient, and no fault of the
/// order where the validator is at its limits.
final class ValidatorWords {
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
                    "SLICING_CANNOT_BE_EVALUATED",
                    "Validation_VAL_Profile_NoCheckMin",
                    "Problem_processing_expression__in_profile__path__",
                    "Reference_REF_CantResolveProfile",
                    "Details_for__matching_against_Profile_");

    /// Told with its place by [OrderReader], for every way of referring.
    private static final Set<String> TOLD_ELSEWHERE =
            Set.of(
                    "Bundle_BUNDLE_Entry_NotFound",
                    "Bundle_BUNDLE_Entry_NotFound_APPARENT",
                    "Reference_REF_CantResolve",
                    "Reference_REF_MultipleMatches");

    private static final Pattern UNKNOWN_SYSTEM =
            Pattern.compile("CodeSystem is unknown and can't be validated: (\\S+)");
    private static final Pattern UNKNOWN_HL7_CODE =
            Pattern.compile("Unknown code '(http://terminology\\.hl7\\.org/[^#']*)#");
    private static final Pattern CODE_OF_SYSTEM = Pattern.compile("'(https?://[^#' ]*)#");
    private static final Pattern MISSING_SYSTEM =
            Pattern.compile("(?:CodeSystem '|could not be found: )(https?://[^'\\s,|]+)");
    private static final Pattern PROFILE =
            Pattern.compile("https?://[^\\s'\")|\\]]*/StructureDefinition/[^\\s'\")|#\\]]+");
    private static final Pattern RULE_ELEMENT =
            Pattern.compile(
                    "\\b([A-Z][A-Za-z]+(?:\\.[a-z][A-Za-z0-9]*(?:\\[x\\])?(?::[A-Za-z0-9]+)?)+)");

    /// The validator's list of languages is short of some, such as British Sign Language (`bfi`).
    private static final Pattern LANGUAGES =
            Pattern.compile(
                    "(not in valueset: |for ValueSet: |in the value set '[^']*' \\()http://hl7\\.org/fhir/ValueSet/(all-)?languages\\b");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");
    private static final Pattern SLICE_URL = Pattern.compile("\\[url='[^']*'\\]");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern SAFE_URL =
            Pattern.compile("https?://[A-Za-z0-9./_\\-]{1,200}(\\|[0-9.]{1,10})?");
    private static final Pattern ELEMENT_NAME = Pattern.compile("[a-zA-Z][A-Za-z0-9_]{0,40}");
    private static final Pattern AFTER_HASH = Pattern.compile("#[^\\s'\"),]+");
    private static final Pattern NUMBERS = Pattern.compile("[0-9][0-9 \\-/]{4,}[0-9]");

    private ValidatorWords() {}

    /// The kind of message, such as `Validation_VAL_Profile_Minimum`. Messages about codes have
    /// their own text in its place.
    static String id(ValidationMessage message) {
        String id = message.getMessageId();
        return id == null || id.contains(" ") ? "" : id;
    }

    static String said(ValidationMessage message) {
        return message.getMessage() == null ? "" : message.getMessage();
    }

    /// Whether there is nothing to tell: what it says is told with its place elsewhere, or is no
    /// matter of the sender's.
    static boolean isToldElsewhere(ValidationMessage message) {
        return TOLD_ELSEWHERE.contains(id(message))
                || id(message).equals("Terminology_TX_Binding_NoSource")
                || (id(message).equals("Terminology_TX_ValueSet_NotFound")
                        && said(message).contains("http://hl7.org/fhir/ValueSet/mimetypes"));
    }

    /// The code system that the validator does not know, if that is what it says.
    static Optional<String> unknownSystem(ValidationMessage message) {
        var system = UNKNOWN_SYSTEM.matcher(said(message));
        return system.find() ? Optional.of(system.group(1)) : Optional.empty();
    }

    /// The profile that the validator does not know, if that is what it says.
    static Optional<String> unknownProfile(ValidationMessage message) {
        return id(message).equals("Validation_VAL_Profile_Unknown")
                ? Optional.of(firstUrl(said(message)))
                : Optional.empty();
    }

    /// The code system of the code that the validator speaks of, if it does.
    static Optional<String> systemOfCode(ValidationMessage message) {
        var system = CODE_OF_SYSTEM.matcher(said(message));
        return system.find() ? Optional.of(system.group(1)) : Optional.empty();
    }

    /// Codes of `terminology.hl7.org` are released apart from FHIR, so one that the validator's
    /// copy does not have may be newer than the copy.
    static boolean isLimit(ValidationMessage message) {
        return isLimit(id(message), said(message));
    }

    private static boolean isLimit(String id, String said) {
        return LIMITS.contains(id)
                || said.startsWith("Cannot check")
                || said.startsWith("Unable to expand ValueSet")
                || LANGUAGES.matcher(said).find()
                || UNKNOWN_SYSTEM.matcher(said).find()
                || UNKNOWN_HL7_CODE.matcher(said).find();
    }

    static String limitWords(ValidationMessage message, PersonalTexts texts) {
        return limitWords(id(message), said(message), texts);
    }

    private static String limitWords(String id, String said, PersonalTexts texts) {
        var system = UNKNOWN_SYSTEM.matcher(said);
        if (system.find()) {
            return "The validator does not have the code system %s, so its codes are not checked."
                    .formatted(url(system.group(1)));
        }
        if (said.startsWith("Unable to expand ValueSet")) {
            var missing = MISSING_SYSTEM.matcher(said);
            return "The validator does not have the codes of %s, so value sets drawn from it are not checked."
                    .formatted(missing.find() ? url(missing.group(1)) : "a code system");
        }
        if (LANGUAGES.matcher(said).find()) {
            return "The validator's list of languages does not have one that is used.";
        }
        var code = UNKNOWN_HL7_CODE.matcher(said);
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
            case "TERMINOLOGY_TX_SYSTEM_UNSUPPORTED" ->
                    "The validator does not have the code system %s, so its codes are not checked."
                            .formatted(firstUrl(said));
            case "Terminology_TX_ValueSet_NotFound" ->
                    "The value set %s is not there, so whether codes are of it is not checked."
                            .formatted(firstUrl(said));
            case "SLICING_CANNOT_BE_EVALUATED",
                    "Validation_VAL_Profile_NoCheckMin",
                    "Problem_processing_expression__in_profile__path__" ->
                    said.contains("could not be resolved")
                            ? "A rule about %s needs %s, which is not there, so it is not checked."
                                    .formatted(ruleElement(said), profileUrl(said))
                            : "A rule about %s in %s cannot be evaluated as it is written, so it is not checked."
                                    .formatted(ruleElement(said), profileUrl(said));
            case "Details_for__matching_against_Profile_" ->
                    said.startsWith("This element does not match any known slice")
                            ? "An element is none of those that %s foresees here, which may be meant."
                                    .formatted(profileUrl(said))
                            : "The target of a reference has findings of its own, so the validator does not match it with its profile.";
            default -> "The validator could not check this: " + scrubbed(said, texts);
        };
    }

    private static String profileUrl(String said) {
        var found = PROFILE.matcher(said);
        return found.find() ? "the profile " + url(found.group()) : "the profile";
    }

    /// The element of the definition that the validator speaks of, such as
    /// `Patient.identifier:localIdentifier`. What it says may also quote the message.
    private static String ruleElement(String said) {
        var found = RULE_ELEMENT.matcher(said);
        return found.find() ? found.group(1) : "an element";
    }

    private static String firstUrl(String said) {
        var found = Pattern.compile("https?://[^\\s'\")|]+").matcher(said);
        return found.find() ? url(found.group()) : "with that name";
    }

    static String url(String url) {
        return SAFE_URL.matcher(url).matches() && !NUMBERS.matcher(url).find()
                ? url
                : "(address withheld)";
    }

    /// The place as FHIRPath, without the validator's comments and slice names.
    static String path(@Nullable String location) {
        if (location == null || location.isBlank()) {
            return "Bundle";
        }
        String path = SLICE_URL.matcher(COMMENT.matcher(location).replaceAll("")).replaceAll("");
        int end = path.indexOf('.');
        boolean isOfResource =
                PersonalTexts.isResourceType(end < 0 ? path : path.substring(0, end));
        return isOfResource && path.matches("[A-Za-z0-9_.\\[\\]()]+") ? path : "Bundle";
    }

    private static final Pattern RULE =
            Pattern.compile(
                    "^Constraint failed: ([a-zA-Z0-9-]{1,40}): '(.{1,300}?)'( \\(defined in |$)");

    /// What the validator says. The words of a rule that was broken are the definition's own, and
    /// kept whole.
    static String words(ValidationMessage message, PersonalTexts texts) {
        String said = said(message);
        var rule = RULE.matcher(said);
        if (id(message).contains("#") && rule.find()) {
            return "Rule %s is broken: %s".formatted(rule.group(1), rule.group(2));
        }
        return scrubbed(said, texts);
    }

    /// A message without anything that could say who the patient is: quoted values other than
    /// definitions' addresses and element names, codes, long numbers, and whatever else is free
    /// text in the message that was checked.
    static String scrubbed(String said, PersonalTexts texts) {
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
