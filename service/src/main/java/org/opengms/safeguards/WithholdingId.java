package org.opengms.safeguards;

import java.util.UUID;

/// The identifier of one withholding: random, and without meaning.
///
/// @param value a UUID in its text form
public record WithholdingId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public WithholdingId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static WithholdingId random() {
        return new WithholdingId(UUID.randomUUID().toString());
    }
}
