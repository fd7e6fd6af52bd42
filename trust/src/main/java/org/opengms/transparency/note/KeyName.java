package org.opengms.transparency.note;

/// The name of a key: a URL without scheme, such as `log.example.org/genomics`. Not empty, without
/// spaces, control characters and plus signs (C2SP signed-note).
///
/// @param value as it stands on signature lines
public record KeyName(String value) {
    public KeyName {
        if (!isName(value)) {
            throw new IllegalArgumentException(
                    "OGMS-7011 '%s' is no name of a key. It needs at least one character, and no space, control character or plus."
                            .formatted(value));
        }
    }

    static boolean isName(String value) {
        return !value.isEmpty()
                && value.codePoints()
                        .noneMatch(c ->
                                c == '+'
                                        || Character.isSpaceChar(c)
                                        || Character.isWhitespace(c)
                                        || Character.isISOControl(c));
    }

    @Override
    public String toString() {
        return value;
    }
}
