package org.opengms.transparency.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The one hash function of the log.
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
