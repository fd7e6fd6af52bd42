package org.opengms.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes secrets of 256 random bits. A slow hash protects weak passwords; it would add nothing
/// here, and cost every token request a tenth of a second.
final class SecretEncoder implements PasswordEncoder {
    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : HexFormat.of().formatHex(sha256(secret));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        if (secret == null || encoded == null) {
            return false;
        }
        return MessageDigest.isEqual(sha256(secret), HexFormat.of().parseHex(encoded));
    }

    private static byte[] sha256(CharSequence secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-4305 This JDK has no SHA-256", e);
        }
    }
}
