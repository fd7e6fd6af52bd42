package org.opengms.laboratories;

import java.time.Instant;

/// What is said of a file of work.
///
/// @param name as its sender calls it; empty if it has none
/// @param sha256 digest of its bytes, 64 hexadecimal digits
/// @param scope what it claims to be
/// @param asOf when the list was complete
public record WorkFile(String name, String sha256, WorkScope scope, Instant asOf) {
    private static final int LONGEST_NAME = 100;

    /// @throws IllegalArgumentException if the digest is none
    public WorkFile {
        name = name.replaceAll("[\\p{Cntrl}/\\\\]", " ").strip();
        name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("OGMS-6524 Not a SHA-256 digest in hexadecimal.");
        }
    }
}
