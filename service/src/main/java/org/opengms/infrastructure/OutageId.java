package org.opengms.infrastructure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The service's identifier of an outage, by which a later statement corrects or ends it.
///
/// @param value a UUID in its text form
public record OutageId(@JsonValue String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OutageId {
        try {
            value = UUID.fromString(value).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "OGMS-6504 The identifier of the outage is no UUID. Take it from the laboratory's state.",
                    e);
        }
    }

    /// A new, random identifier.
    public static OutageId random() {
        return new OutageId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
