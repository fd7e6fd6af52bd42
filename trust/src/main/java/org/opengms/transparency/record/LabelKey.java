package org.opengms.transparency.record;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.note.KeyFile;

/// The secret that makes labels of persons: HMAC-SHA-256 (RFC 2104) with a key of 32 bytes. Who has
/// it can tell whose an entry is; losing it ends the sequences of all persons.
public final class LabelKey {
    /// Length of a key, in bytes.
    public static final int BYTES = 32;

    /// Keeps this use of HMAC apart from any other with the same key.
    private static final byte[] USE =
            "opengms.org/person-label/v1\n".getBytes(StandardCharsets.UTF_8);

    private static final String PREFIX = "PRIVATE+LABEL+KEY+";

    private final SecretKeySpec key;

    private LabelKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException(
                    "OGMS-7054 A label key has %d bytes. It needs %d random ones."
                            .formatted(key.length, BYTES));
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// A new key.
    public static LabelKey generate(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new LabelKey(key);
    }

    /// A key from its 32 bytes.
    public static LabelKey of(byte[] key) {
        return new LabelKey(key);
    }

    /// Reads a key file.
    public static LabelKey read(Path file) {
        String text = KeyFile.read(file);
        if (!text.startsWith(PREFIX)) {
            throw unreadable(file);
        }
        try {
            return new LabelKey(Base64.getDecoder().decode(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            throw unreadable(file);
        }
    }

    private static IllegalArgumentException unreadable(Path file) {
        return new IllegalArgumentException(
                "OGMS-7058 %s holds no label key, or is damaged. Restore it from a copy: a new one would end the sequences of all persons."
                        .formatted(file));
    }

    /// Writes the key to a new file that its owner alone can read.
    public void write(Path file) {
        KeyFile.write(file, PREFIX + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n");
    }

    /// The label of a person.
    ///
    /// @param person what identifies them for good, such as the service's own number; never shown
    public PersonLabel label(String person) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(USE);
            return new PersonLabel(Hash.of(mac.doFinal(person.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "label key";
    }
}
