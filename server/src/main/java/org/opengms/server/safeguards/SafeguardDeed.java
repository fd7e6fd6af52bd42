package org.opengms.server.safeguards;

import java.util.Locale;
import java.util.Optional;

/// What a clinician records to protect a person.
public enum SafeguardDeed {
    /// Somebody acts for the person.
    PROXY,
    /// What they may see is agreed or decided.
    AGREEMENT,
    /// They do not act for the person any more.
    STOP,
    WITHHOLD,
    RENEW,
    LIFT,
    /// The address is protected, or is not any more.
    ADDRESS;

    /// As it stands in addresses.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// By its code.
    public static Optional<SafeguardDeed> of(String code) {
        for (SafeguardDeed deed : values()) {
            if (deed.code().equals(code)) {
                return Optional.of(deed);
            }
        }
        return Optional.empty();
    }
}
