package org.opengms.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/// The identifier of a project that uses data for research, from its first draft to its end.
///
/// @param value a UUID in its text form
public record ProjectId(@JsonValue String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {
        value = UUID.fromString(value).toString();
    }

    /// The project that a text names, if it could be the identifier of one.
    public static Optional<ProjectId> find(String text) {
        try {
            return Optional.of(new ProjectId(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /// A new, random identifier.
    public static ProjectId random() {
        return new ProjectId(UUID.randomUUID().toString());
    }
}
