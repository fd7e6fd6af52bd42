package org.opengms.market;

import java.util.regex.Pattern;

/// What people typed, within limits.
final class Words {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");

    private Words() {}

    static String within(String field, String what, String typed, int mostLetters) {
        String stripped = typed.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("%s: say %s.".formatted(field, what));
        }
        if (stripped.length() > mostLetters) {
            throw new IllegalArgumentException(
                    "%s: write at most %,d letters.".formatted(field, mostLetters));
        }
        if (CONTROL.matcher(stripped).find()) {
            throw new IllegalArgumentException(
                    "%s: there is a character in it that is no text. Write it anew."
                            .formatted(field));
        }
        return stripped;
    }
}
