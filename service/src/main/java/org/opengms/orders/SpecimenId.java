package org.opengms.orders;

import java.util.UUID;

/// The service's identifier of a specimen.
///
/// @param value a UUID in its text form
public record SpecimenId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public SpecimenId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static SpecimenId random() {
        return new SpecimenId(TimeOrderedUuid.next().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
