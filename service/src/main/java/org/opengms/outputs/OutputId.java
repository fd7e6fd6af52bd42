package org.opengms.outputs;

import java.util.UUID;
import org.opengms.orders.TimeOrderedUuid;

/// Identifies a request for release.
///
/// @param value a UUID in its text form
public record OutputId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public OutputId {
        value = UUID.fromString(value).toString();
    }

    /// A new one.
    public static OutputId next() {
        return new OutputId(TimeOrderedUuid.next().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
