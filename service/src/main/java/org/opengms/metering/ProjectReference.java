package org.opengms.metering;

import java.util.regex.Pattern;

/// What an approved project is known by, such as `P-2026-014`.
///
/// @param value 1 to 64 letters, digits, dots, hyphens and underscores; begins with a letter or
///   digit
public record ProjectReference(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /// @throws IllegalArgumentException if the text is none
    public ProjectReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7600 This is no reference of a project. Write 1 to 64 letters, digits, dots, hyphens and underscores.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
