package org.opengms.evaluation.imports;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Numbers that mean nothing outside: HMAC-SHA-256 of a number with a key that the custodian keeps,
/// or throws away. The same key gives the same numbers, so that a later import can be compared.
public final class Pseudonyms {
    private static final int LEAST_KEY_BYTES = 16;
    private static final int BYTES = 10;

    private final Mac mac;

    /// @param key at least 16 bytes, secret
    /// @throws IllegalArgumentException OGMS-9122 if it is shorter
    public Pseudonyms(byte[] key) {
        if (key.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "OGMS-9122 The key of the pseudonyms has %d bytes. Draw at least %d at random."
                            .formatted(key.length, LEAST_KEY_BYTES));
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    /// The pseudonym of a number.
    ///
    /// @param kind of number, so that a person and a family of one number differ
    String of(char kind, String number) {
        byte[] all = mac.doFinal((kind + number).getBytes(StandardCharsets.UTF_8));
        return kind + HexFormat.of().formatHex(all, 0, BYTES);
    }
}
