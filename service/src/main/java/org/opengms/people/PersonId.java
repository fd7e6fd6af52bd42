package org.opengms.people;

import java.util.UUID;

/// The service's own identifier of a person: random, and without meaning outside the service.
///
/// @param value a UUID in its text form
public record PersonId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public PersonId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static PersonId random() {
        return new PersonId(UUID.randomUUID().toString());
    }
}
