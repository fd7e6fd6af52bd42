package org.opengms.ledger.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/// What may stand in a contract's texts.
final class Texts {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,400}");

    private Texts() {}

    static void id(String what, String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7740 %s is missing or not plain. Give 1 to 40 letters, digits and hyphens."
                            .formatted(what));
        }
    }

    static void words(String what, String text) {
        if (text.isBlank() || !WORDS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7741 %s is missing or cannot be printed. Say it in 1 to 400 signs in one line."
                            .formatted(what));
        }
    }

    /// Whether words speak of exclusivity, which only its own field may grant.
    static boolean speaksOfExclusivity(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ");
        return plain.matches(".*(exclusiv|sole (right|use|access|licen)|no other part).*");
    }
}
