package org.opengms.dialogue;

import java.time.LocalDate;
import java.util.Optional;

/// How a consultation ended: you said, we decided, because.
///
/// @param number within the consultation, from 1; a later one corrects those before
/// @param youSaid what was answered, in words
/// @param weDecided what follows
/// @param because why
/// @param by who decided, such as a board; no private person
/// @param on the day of the decision
/// @param changedTo the version that took the place of the consultation's subject; absent if
///   nothing changes
public record PublicDecision(
        int number,
        String youSaid,
        String weDecided,
        String because,
        String by,
        LocalDate on,
        Optional<String> changedTo) {
    private static final int MOST_LETTERS = 2_000;

    public PublicDecision {
        check("youSaid", youSaid);
        check("weDecided", weDecided);
        check("because", because);
        check("by", by);
        changedTo.ifPresent(to -> check("changedTo", to));
        if (number < 1) {
            throw new IllegalArgumentException("number: decisions are counted from 1.");
        }
    }

    private static void check(String field, String words) {
        if (words.isBlank() || words.length() > MOST_LETTERS) {
            throw new IllegalArgumentException(
                    "%s: write 1 to %d letters.".formatted(field, MOST_LETTERS));
        }
    }
}
