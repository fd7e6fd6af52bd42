package org.opengms.transparency.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.opengms.transparency.merkle.Hash;

/// A public key that signatures of notes are checked with. Written as C2SP signed-note's verifier
/// key: `NAME+KEYID+BASE64`, the key id as 8 hexadecimal digits, the base64 of one byte of
/// signature type and 32 bytes of Ed25519 key.
public final class VerifierKey {
    private final KeyName name;
    private final KeyKind kind;
    private final byte[] raw;
    private final PublicKey key;
    private final int id;

    VerifierKey(KeyName name, KeyKind kind, byte[] raw) {
        this.name = name;
        this.kind = kind;
        this.raw = raw.clone();
        this.key = Ed25519.publicKey(raw);
        this.id = id(name, kind, raw);
    }

    /// Reads a verifier key.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public static VerifierKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw broken(text, "it must be NAME+KEYID+BASE64");
        }
        byte[] typed = base64(text, parts[2]);
        VerifierKey key =
                new VerifierKey(
                        new KeyName(parts[0]),
                        KeyKind.of(typed[0]),
                        Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.idHex().equals(parts[1])) {
            throw broken(text, "its key id should be " + key.idHex());
        }
        return key;
    }

    static byte[] base64(String text, String base64) {
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw broken(text, "its last part is not base64");
        }
        if (typed.length != 1 + Ed25519.KEY_BYTES) {
            throw broken(
                    text,
                    "its last part has %d bytes instead of 33 (signature type and Ed25519 key)"
                            .formatted(typed.length));
        }
        return typed;
    }

    private static IllegalArgumentException broken(String text, String why) {
        String name = text.contains("+") ? text.substring(0, text.indexOf('+')) : text;
        return new IllegalArgumentException(
                "OGMS-7013 The key of '%s' cannot be read: %s. Copy the whole line that was published."
                        .formatted(name, why));
    }

    private static int id(KeyName name, KeyKind kind, byte[] raw) {
        Hash hash =
                Hash.sha256(
                        (name.value() + "\n").getBytes(StandardCharsets.UTF_8),
                        new byte[] {kind.code()},
                        raw);
        return ByteBuffer.wrap(hash.bytes()).getInt();
    }

    /// Whose key it is.
    public KeyName name() {
        return name;
    }

    /// What it signs.
    public KeyKind kind() {
        return kind;
    }

    /// The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key), which tell keys of one name
    /// apart.
    public int id() {
        return id;
    }

    String idHex() {
        return HexFormat.of().toHexDigits(id);
    }

    /// Whether a signature line says it was made with this key.
    public boolean isOf(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    /// Whether a signature on a text verifies.
    ///
    /// @param text with its last newline
    public boolean verifies(String text, NoteSignature signature) {
        if (!isOf(signature)) {
            return false;
        }
        byte[] signed = signature.bytes();
        return switch (kind) {
            case LOG -> Ed25519.verifies(key, text.getBytes(StandardCharsets.UTF_8), signed);
            case WITNESS -> {
                if (signed.length != Long.BYTES + Ed25519.SIGNATURE_BYTES) {
                    yield false;
                }
                long seconds = ByteBuffer.wrap(signed).getLong();
                yield seconds >= 0
                        && Ed25519.verifies(
                                key,
                                cosigned(seconds, text),
                                Arrays.copyOfRange(signed, Long.BYTES, signed.length));
            }
        };
    }

    /// What a witness signs (C2SP tlog-cosignature).
    static byte[] cosigned(long posixSeconds, String text) {
        return "cosignature/v1\ntime %d\n%s"
                .formatted(posixSeconds, text)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key
                && name.equals(key.name)
                && kind == key.kind
                && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return id;
    }

    /// The form that is published.
    @Override
    public String toString() {
        byte[] typed = new byte[1 + raw.length];
        typed[0] = kind.code();
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return "%s+%s+%s".formatted(name, idHex(), Base64.getEncoder().encodeToString(typed));
    }
}
