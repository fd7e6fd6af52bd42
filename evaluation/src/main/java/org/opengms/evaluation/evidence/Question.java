package org.opengms.evaluation.evidence;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the committee asked, and what the rows say to it.
///
/// @param id by which figures name it
/// @param place where it asked
/// @param asked the question
/// @param answer in words; a figure is quoted by its id in braces, such as `{pilot-yield}`, and in
///   no other way
/// @param strength of the evidence
/// @param why it is no stronger and no weaker
/// @param missing what an answer would need
public record Question(
        String id,
        String place,
        String asked,
        String answer,
        Strength strength,
        String why,
        List<String> missing) {
    private static final Pattern QUOTE = Pattern.compile("\\{([a-z0-9-]+)}");

    /// How strong evidence is.
    public enum Strength {
        /// None was found.
        NONE,
        /// Pieces that do not bear the answer alone.
        WEAK,
        /// Good for part of the answer.
        MODERATE,
        /// Bears the answer.
        STRONG;

        /// In words for a reader.
        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @throws IllegalArgumentException OGMS-9104 if a part is blank, or the answer gives a number
    ///   that no row bears
    public Question {
        Rows.id("A question", id);
        String here = "Question " + id;
        missing = List.copyOf(missing);
        Rows.written(here, "place", place);
        Rows.written(here, "asked", asked);
        Rows.written(here, "answer", answer);
        Rows.written(here, "why", why);
        Rows.some(here, "missing", missing);
        String words = QUOTE.matcher(answer).replaceAll("");
        if (words.matches("(?s).*([%£{}]|\\d).*")) {
            throw new IllegalArgumentException(
                    "OGMS-9104 %s: the answer holds a number of its own. Quote a figure by its id, such as {pilot-yield}."
                            .formatted(here));
        }
    }

    /// The figures that the answer quotes, in its order, each once.
    public List<String> quoted() {
        return QUOTE.matcher(answer).results().map(m -> m.group(1)).distinct().toList();
    }

    /// The answer with each quoted figure in words.
    ///
    /// @param words for the id of a figure
    String answered(UnaryOperator<String> words) {
        return QUOTE.matcher(answer)
                .replaceAll(m -> Matcher.quoteReplacement(words.apply(m.group(1))));
    }
}
