package org.opengms.environment;

import java.util.UUID;
import org.opengms.orders.TimeOrderedUuid;

/// Identifies a run of an analysis.
///
/// @param value a UUID in its text form
public record RunId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public RunId {
        value = UUID.fromString(value).toString();
    }

    /// A new one.
    public static RunId next() {
        return new RunId(TimeOrderedUuid.next().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
