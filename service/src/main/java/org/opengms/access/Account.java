package org.opengms.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/// The account of a researcher or of somebody on the committee, as the identity provider names it.
///
/// @param value 1 to 200 characters without spaces
public record Account(@JsonValue String value) {
    private static final int LONGEST = 200;

    /// @throws IllegalArgumentException if it is no account
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Account {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "OGMS-8600 An account has 1 to %d characters and no spaces."
                            .formatted(LONGEST));
        }
    }

    /// An account, if the text is one.
    public static Optional<Account> find(String text) {
        return isValid(text) ? Optional.of(new Account(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c < ' ');
    }
}
