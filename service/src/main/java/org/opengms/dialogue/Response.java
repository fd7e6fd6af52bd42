package org.opengms.dialogue;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// One answer to a consultation. It names nobody.
///
/// @param number of the answer within the consultation: of the form that was filled in, or of the
///   sheet it was imported from
/// @param option its code
/// @param words what was written beside the choice
/// @param weight how many people of the population it stands for, relative to the others; 1 unless
///   it is of a representative sample
/// @param on the day
public record Response(
        String number,
        Way way,
        String option,
        Optional<String> words,
        double weight,
        LocalDate on) {
    /// The most letters that an answer may have.
    public static final int MOST_LETTERS = 1_000;

    /// What is no text, beside the end of a line and a tab.
    static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");

    private static final double MOST_WEIGHT = 1_000;

    public Response {
        if (!isNumber(number)) {
            throw new IllegalArgumentException(
                    "number: use 1 to 40 letters, digits and hyphens, without a name.");
        }
        if (words.filter(w -> w.isBlank() || w.length() > MOST_LETTERS).isPresent()) {
            throw new IllegalArgumentException(
                    "words: write at most %d letters, or nothing.".formatted(MOST_LETTERS));
        }
        if (words.filter(w -> CONTROL.matcher(w).find()).isPresent()) {
            throw new IllegalArgumentException(
                    "words: there is a character in it that is no text. Write it anew.");
        }
        if (!(weight > 0 && weight <= MOST_WEIGHT)) {
            throw new IllegalArgumentException(
                    "weight: give a number above 0, at most %.0f.".formatted(MOST_WEIGHT));
        }
        if (!way.representative() && weight != 1) {
            throw new IllegalArgumentException(
                    "weight: only answers of a representative sample have one.");
        }
    }

    static boolean isNumber(String number) {
        return number.matches("[A-Za-z0-9-]{1,40}");
    }

    /// Never the words: nobody has looked at them yet.
    @Override
    public String toString() {
        return "Response[%s]".formatted(number);
    }
}
