package org.opengms.market;

import java.util.UUID;

/// The service's identifier of an enquiry.
///
/// @param value a UUID in its text form
public record EnquiryId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public EnquiryId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static EnquiryId random() {
        return new EnquiryId(UUID.randomUUID().toString());
    }
}
