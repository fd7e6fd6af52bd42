package org.opengms.transparency.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.opengms.transparency.merkle.Hash;

/// What happened, as canonical JSON, with a salt. The log keeps SHA-256(salt ‖ JSON) alone, which
/// tells nothing once the salt is gone, even to who can guess the JSON.
///
/// Handed to a person as
///
/// ```
/// opengms-record/v1
/// salt BASE64
///
/// JSON, to the last byte
/// ```
public final class SaltedRecord {
    /// Length of a salt, in bytes: as long as the hash, so that it cannot be guessed.
    public static final int SALT_BYTES = 32;

    /// The longest record, in bytes of canonical JSON.
    public static final int MOST_BYTES = 1 << 16;

    private static final String HEADER = "opengms-record/v1\nsalt ";

    private final Hash salt;
    private final byte[] json;

    private SaltedRecord(Hash salt, byte[] json) {
        this.salt = salt;
        this.json = json;
    }

    /// A record with a new salt.
    ///
    /// @param json is made canonical
    /// @param random where the salt comes from
    public static SaltedRecord of(String json, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] canonical = CanonicalJson.of(json);
        return of(salt, canonical);
    }

    /// A record that was kept.
    ///
    /// @param salt 32 bytes
    /// @param canonical JSON that is canonical already
    public static SaltedRecord of(byte[] salt, byte[] canonical) {
        if (canonical.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "OGMS-7055 A record has %d bytes. The log takes at most %d."
                            .formatted(canonical.length, MOST_BYTES));
        }
        return new SaltedRecord(Hash.of(salt), canonical.clone());
    }

    /// Reads what was handed to a person.
    public static SaltedRecord parse(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        if (!text.startsWith(HEADER) || end < 0) {
            throw new IllegalArgumentException(
                    "OGMS-7056 This is no record of the log: it must begin with 'opengms-record/v1' and a line with its salt.");
        }
        return of(
                Hash.parse(text.substring(HEADER.length(), end)).bytes(),
                Arrays.copyOfRange(file, end + 2, file.length));
    }

    /// SHA-256(salt ‖ JSON): what the log keeps.
    public Hash hash() {
        return Hash.sha256(salt.bytes(), json);
    }

    /// The salt.
    public Hash salt() {
        return salt;
    }

    /// The canonical JSON, in UTF-8.
    public byte[] json() {
        return json.clone();
    }

    /// What is handed to a person.
    public byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((HEADER + salt + "\n\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(json);
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SaltedRecord record
                && salt.equals(record.salt)
                && Arrays.equals(json, record.json);
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    /// Never shows what it is about.
    @Override
    public String toString() {
        return "record of %d bytes".formatted(json.length);
    }
}
