package org.opengms.orders;

import java.util.UUID;

/// The service's identifier of a test order; also the id of its FHIR ServiceRequest.
///
/// @param value a UUID in its text form
public record OrderId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public OrderId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static OrderId random() {
        return new OrderId(TimeOrderedUuid.next().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
