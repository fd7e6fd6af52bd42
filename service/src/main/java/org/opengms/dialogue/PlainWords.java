package org.opengms.dialogue;

import java.util.List;
import java.util.Locale;

/// Whether a reader of nine can follow a text, by the Automated Readability Index (Smith and Senter
/// 1967, AMRL-TR-66-220): 4.71 letters per word + 0.5 words per sentence − 21.43. It gives the year
/// of school in the United States; the fourth has readers of nine.
final class PlainWords {
    private static final double MOST_SCHOOL_YEARS = 4;

    private PlainWords() {}

    /// @param sentences one each
    /// @throws IllegalArgumentException if it is too hard, saying by how much
    static void check(List<String> sentences) {
        double index = schoolYears(sentences);
        if (index > MOST_SCHOOL_YEARS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "explainer: its readability index is %.1f and a reader of nine needs %.0f or less. Use shorter words and shorter sentences.",
                            index,
                            MOST_SCHOOL_YEARS));
        }
    }

    static double schoolYears(List<String> sentences) {
        long letters = 0;
        long words = 0;
        for (String sentence : sentences) {
            letters += sentence.codePoints().filter(Character::isLetterOrDigit).count();
            words += sentence.strip().split("\\s+").length;
        }
        return 4.71 * letters / words + 0.5 * words / sentences.size() - 21.43;
    }
}
