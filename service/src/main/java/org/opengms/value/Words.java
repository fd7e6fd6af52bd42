package org.opengms.value;

import java.util.regex.Pattern;

/// What people wrote, within limits.
final class Words {
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]+");
    private static final Pattern PRINTED =
            Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]{0,98}[\\x21-\\x7E])?");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,49}");

    private Words() {}

    /// @return the text without outer blanks
    static String line(String field, String text, int most) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > most || !LINE.matcher(stripped).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7851 %s: say it in one line of 1 to %d signs.".formatted(field, most));
        }
        return stripped;
    }

    /// Where something is written, as the books take it.
    static String evidence(String field, String text) {
        String stripped = text.strip();
        if (!PRINTED.matcher(stripped).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7852 %s: say where it is written (a letter, a bank line, a report) in 1 to 100 plain signs."
                            .formatted(field));
        }
        return stripped;
    }

    static String reference(String field, String text) {
        String stripped = text.strip();
        if (!REFERENCE.matcher(stripped).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7853 %s: give 1 to 50 letters, digits, dots, hyphens and underscores."
                            .formatted(field));
        }
        return stripped;
    }
}
