package org.opengms.server.evaluation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A protocol of which the transparency log was told: one that is registered, or another that the
/// service was started with under the version of one that is. Hashes are SHA-256 in hexadecimal
/// digits.
///
/// @param version of the protocol
/// @param hash of its canonical JSON
/// @param text as JSON
/// @param registeredAt since when a protocol is registered under this version
/// @param insteadOf hash of the one that is registered under this version, if it is another
/// @param record of it in the transparency log
/// @param recordedAt when the record was made
public record LoggedProtocol(
        String version,
        String hash,
        String text,
        Instant registeredAt,
        Optional<String> insteadOf,
        UUID record,
        Instant recordedAt) {
    /// Whether it is the one that is registered under its version.
    public boolean isRegistered() {
        return insteadOf.isEmpty();
    }
}
