package org.opengms.fhir;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/// What a profile forbids, in plain words. They are made of what the profile says alone: of the
/// message that was judged nothing is repeated but numbers of occurrences.
final class ProfileWords {
    private static final String ELEMENT =
            "([A-Z][A-Za-z]*(?:\\.[A-Za-z][A-Za-z0-9]*(?:\\[x\\])?(?::[A-Za-z0-9-]+)?)+)";
    private static final String FROM =
            "\\(from (https?://[A-Za-z0-9./_-]+)(?:\\|[A-Za-z0-9.-]+)?\\)";

    private static final Pattern MINIMUM =
            Pattern.compile(
                    "^" + ELEMENT + ": minimum required = (\\d+), but only found (\\d+) " + FROM);
    private static final Pattern MAXIMUM =
            Pattern.compile("^" + ELEMENT + ": max allowed = (\\d+), but found (\\d+) " + FROM);
    private static final Pattern SLICE =
            Pattern.compile(
                    "^Slice '"
                            + ELEMENT
                            + "': a matching slice is required, but not found "
                            + FROM);
    private static final Pattern EXTENSION =
            Pattern.compile(
                    "^Slice '"
                            + ELEMENT
                            + "' for extension '(https?://[A-Za-z0-9./_-]+)': a matching slice is required, but not found "
                            + FROM);
    private static final Pattern FIXED =
            Pattern.compile(
                    "but is fixed to '([^']*)' in the profile (https?://[A-Za-z0-9./_-]+)(?:\\|[A-Za-z0-9.-]+)?#"
                            + ELEMENT
                            + "$");
    private static final Pattern UNKNOWN_CODE =
            Pattern.compile("^Unknown code '(https?://[A-Za-z0-9./_-]+)(?:\\|[0-9.]+)?#");
    private static final Pattern NOT_IN_SET =
            Pattern.compile(
                    "not (?:found )?in the value set '[^']*' \\((https?://[A-Za-z0-9./_-]+)|in the value set '[^']*' \\((https?://[A-Za-z0-9./_-]+)");

    private ProfileWords() {}

    /// @param path where, as FHIRPath
    /// @param words what the profile asks for
    /// @param advice what to do
    /// @param missing whether it tells that something is missing
    record Said(String path, String words, String advice, Missing missing) {}

    /// How much is known of what is missing.
    enum Missing {
        NOTHING,
        /// An element, of whatever kind.
        SOMETHING,
        /// An element of a particular kind.
        PARTICULAR
    }

    /// A message in plain words, if it is of a kind that is known.
    ///
    /// @param path of the element that the validator speaks of
    static Optional<Said> of(ValidationMessage message, String path) {
        String said = ValidatorWords.said(message);
        Matcher minimum = MINIMUM.matcher(said);
        if (minimum.find()) {
            String element = minimum.group(1);
            boolean isMissing = minimum.group(3).equals("0");
            return Optional.of(
                    new Said(
                            path + "." + last(element),
                            isMissing
                                    ? "%s is missing. The profile %s asks for it."
                                            .formatted(element, minimum.group(4))
                                    : "Of %s there is %s. The profile %s asks for at least %s."
                                            .formatted(
                                                    element,
                                                    minimum.group(3),
                                                    minimum.group(4),
                                                    minimum.group(2)),
                            "Add %s.".formatted(last(element)),
                            Missing.SOMETHING));
        }
        Matcher maximum = MAXIMUM.matcher(said);
        if (maximum.find()) {
            String element = maximum.group(1);
            boolean isForbidden = maximum.group(2).equals("0");
            return Optional.of(
                    new Said(
                            path + "." + last(element),
                            isForbidden
                                    ? "%s is not used by the profile %s."
                                            .formatted(element, maximum.group(4))
                                    : "Of %s there are %s. The profile %s takes at most %s."
                                            .formatted(
                                                    element,
                                                    maximum.group(3),
                                                    maximum.group(4),
                                                    maximum.group(2)),
                            isForbidden
                                    ? "Leave %s out; readers may pass over it."
                                            .formatted(last(element))
                                    : "Send no more of %s than that.".formatted(last(element)),
                            Missing.NOTHING));
        }
        Matcher extension = EXTENSION.matcher(said);
        if (extension.find()) {
            return Optional.of(
                    new Said(
                            path + "." + last(extension.group(1)),
                            "The extension %s is missing. The profile %s asks for it."
                                    .formatted(extension.group(2), extension.group(3)),
                            "Add the extension.",
                            Missing.PARTICULAR));
        }
        Matcher slice = SLICE.matcher(said);
        if (slice.find()) {
            return Optional.of(
                    new Said(
                            path + "." + last(slice.group(1)),
                            "%s is missing. The profile %s asks for it."
                                    .formatted(slice.group(1), slice.group(2)),
                            "Add a %s of that kind, as the profile describes it."
                                    .formatted(last(slice.group(1))),
                            Missing.PARTICULAR));
        }
        Matcher fixed = FIXED.matcher(said);
        if (fixed.find()) {
            return Optional.of(
                    new Said(
                            path,
                            "%s has another value than the profile %s fixes: '%s'."
                                    .formatted(fixed.group(3), fixed.group(2), fixed.group(1)),
                            "Use the value that the profile fixes.",
                            Missing.NOTHING));
        }
        Matcher code = UNKNOWN_CODE.matcher(said);
        if (code.find()) {
            return Optional.of(
                    new Said(
                            path,
                            "A code here is none of the code system %s.".formatted(code.group(1)),
                            "Use a code of that code system, or another code system.",
                            Missing.NOTHING));
        }
        Matcher set = NOT_IN_SET.matcher(said);
        if (ValidatorWords.id(message).startsWith("Terminology_TX_NoValid") && set.find()) {
            String url = set.group(1) != null ? set.group(1) : set.group(2);
            return Optional.of(
                    new Said(
                            path,
                            "No code here is of the value set %s, which is required."
                                    .formatted(url),
                            "Use a code of that value set.",
                            Missing.NOTHING));
        }
        return Optional.empty();
    }

    /// The element itself, without its parents and the name of its slice.
    private static String last(String element) {
        String name = element.substring(element.lastIndexOf('.') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).replace("[x]", "");
    }
}
