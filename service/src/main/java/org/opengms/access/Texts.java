package org.opengms.access;

/// Texts that people write, with their limits.
final class Texts {
    private Texts() {}

    /// @throws IllegalArgumentException if it is too short or too long, naming the field
    static String checked(String field, String text, int least, int most) {
        String words = text.strip();
        if (words.length() < least || words.length() > most) {
            throw new IllegalArgumentException(
                    "OGMS-8602 %s: give %d to %d characters; there are %d."
                            .formatted(field, least, most, words.length()));
        }
        return words;
    }
}
