package org.opengms.proxies;

import java.util.UUID;

/// The identifier of one proxy's access to one person: random, and without meaning, so that it can
/// stand in the address of a page.
///
/// @param value a UUID in its text form
public record ProxyId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public ProxyId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static ProxyId random() {
        return new ProxyId(UUID.randomUUID().toString());
    }
}
