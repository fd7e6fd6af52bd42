package org.opengms.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The account of a researcher or of somebody on the committee, as the identity provider names it.
///
/// @param value 1 to 200 characters without spaces
public record Account(@JsonValue String value) {
    private static final int LONGEST = 200;

    /// @throws IllegalArgumentException if it is no account
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Account {
        if (value.isEmpty()
                || value.length() > LONGEST
                || value.chars().anyMatch(c -> Character.isWhitespace(c) || c < ' ')) {
            throw new IllegalArgumentException(
                    "OGMS-8600 An account has 1 to %d characters and no spaces."
                            .formatted(LONGEST));
        }
    }
}
