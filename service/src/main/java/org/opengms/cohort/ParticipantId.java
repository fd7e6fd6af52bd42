package org.opengms.cohort;

import java.util.UUID;

/// What research knows a participant by: random, and without meaning outside the cohort.
///
/// @param value a UUID in its text form
public record ParticipantId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public ParticipantId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static ParticipantId random() {
        return new ParticipantId(UUID.randomUUID().toString());
    }
}
