package org.opengms.workforce;

import java.util.Optional;

/// What people write, with its limits.
final class Words {
    private Words() {}

    /// @throws IllegalArgumentException if it is too short or too long, naming the field
    static String checked(String field, String text, int least, int most) {
        String words = text.strip();
        if (words.length() < least || words.length() > most) {
            throw new IllegalArgumentException(
                    "OGMS-8804 %s: give %d to %d characters; there are %d."
                            .formatted(field, least, most, words.length()));
        }
        return words;
    }

    /// @throws IllegalArgumentException if it is no percentage
    static void percent(Optional<Integer> score) {
        if (score.filter(s -> s < 0 || s > 100).isPresent()) {
            throw new IllegalArgumentException("OGMS-8804 scorePercent: give 0 to 100.");
        }
    }
}
