package org.opengms.orders;

import java.util.UUID;

/// The service's identifier of a laboratory task; also the id of its FHIR Task.
///
/// @param value a UUID in its text form
public record TaskId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public TaskId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static TaskId random() {
        return new TaskId(TimeOrderedUuid.next().toString());
    }
}
