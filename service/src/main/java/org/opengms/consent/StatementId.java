package org.opengms.consent;

import java.util.UUID;

/// The identifier of one statement about consent: random, and without meaning.
///
/// @param value a UUID in its text form
public record StatementId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public StatementId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static StatementId random() {
        return new StatementId(UUID.randomUUID().toString());
    }
}
