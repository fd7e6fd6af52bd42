package org.opengms.notices;

import java.util.UUID;

/// Identifies a notice, also to whoever carries it: it stays the same however often the notice is
/// handed over, so that a provider can drop doubles.
public record NoticeId(String value) {
    /// @throws IllegalArgumentException if it is no UUID
    public NoticeId {
        value = UUID.fromString(value).toString();
    }

    /// A new one.
    public static NoticeId random() {
        return new NoticeId(UUID.randomUUID().toString());
    }
}
