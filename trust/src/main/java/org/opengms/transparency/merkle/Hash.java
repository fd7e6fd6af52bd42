package org.opengms.transparency.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// A SHA-256 hash: 32 bytes that never change.
public final class Hash {
    /// Length of a SHA-256 hash, in bytes (FIPS 180-4).
    public static final int BYTES = 32;

    private final byte[] bytes;

    /// Takes the array as it is: it must not be changed afterwards.
    Hash(byte[] owned) {
        this.bytes = owned;
    }

    /// A hash from its bytes, which are copied.
    ///
    /// @throws IllegalArgumentException unless there are 32
    public static Hash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /// A hash from a part of an array, which is copied.
    ///
    /// @param length must be 32
    public static Hash of(byte[] bytes, int offset, int length) {
        if (length != BYTES) {
            throw new IllegalArgumentException(
                    "OGMS-7000 A hash has %d bytes. SHA-256 hashes have 32: was something cut off?"
                            .formatted(length));
        }
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /// A hash from its standard base64 (RFC 4648 §4) with padding, and nothing else.
    ///
    /// @throws IllegalArgumentException if it is not the base64 of 32 bytes
    public static Hash parse(String base64) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "OGMS-7000 A hash is not base64. Give the standard alphabet with padding.", e);
        }
        Hash hash = of(decoded);
        if (!hash.toString().equals(base64)) {
            throw new IllegalArgumentException(
                    "OGMS-7000 A hash is written in another way than base64 writes it. Give the standard alphabet with padding.");
        }
        return hash;
    }

    /// SHA-256 of some bytes.
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = Sha256.digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Feeds the hash to a digest without copying it.
    void into(MessageDigest digest) {
        digest.update(bytes);
    }

    /// Writes the hash into an array.
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Standard base64 with padding.
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
