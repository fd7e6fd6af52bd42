package org.opengms.transparency.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A private key that signs checkpoints, of a log or of a witness. Kept as Go's note package writes
/// it: `PRIVATE+KEY+NAME+KEYID+BASE64`, the base64 of the signature type and the seed of 32 bytes.
public final class SignerKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private SignerKey(KeyName name, KeyKind kind, byte[] seed) {
        this.seed = seed.clone();
        this.key = Ed25519.privateKey(seed);
        this.verifier = new VerifierKey(name, kind, Ed25519.publicOf(seed));
    }

    /// A new key.
    ///
    /// @param random where its 32 bytes come from
    public static SignerKey generate(KeyName name, KeyKind kind, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        random.nextBytes(seed);
        return new SignerKey(name, kind, seed);
    }

    /// A key of known bytes.
    ///
    /// @param seed 32 bytes (RFC 8032's private key)
    public static SignerKey ofSeed(KeyName name, KeyKind kind, byte[] seed) {
        return new SignerKey(name, kind, seed);
    }

    /// Reads a key file.
    public static SignerKey read(Path file) {
        String text = KeyFile.read(file);
        if (!text.startsWith(PREFIX)) {
            throw unreadable(file);
        }
        String[] parts = text.substring(PREFIX.length()).split("\\+", 3);
        if (parts.length != 3) {
            throw unreadable(file);
        }
        byte[] typed = VerifierKey.base64(parts[0] + "+", parts[2]);
        SignerKey key =
                new SignerKey(
                        new KeyName(parts[0]),
                        KeyKind.of(typed[0]),
                        Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.verifier.idHex().equals(parts[1])) {
            throw unreadable(file);
        }
        return key;
    }

    private static IllegalArgumentException unreadable(Path file) {
        return new IllegalArgumentException(
                "OGMS-7014 %s is no private key of a log or a witness, or is damaged. Make one with: opengms log keygen"
                        .formatted(file));
    }

    /// Writes the key to a new file that its owner alone can read.
    public void write(Path file) {
        String text =
                "%s%s+%s+%s\n"
                        .formatted(
                                PREFIX,
                                verifier.name(),
                                HexFormat.of().toHexDigits(verifier.id()),
                                Base64.getEncoder().encodeToString(typed()));
        KeyFile.write(file, text);
    }

    private byte[] typed() {
        byte[] typed = new byte[1 + seed.length];
        typed[0] = verifier.kind().code();
        System.arraycopy(seed, 0, typed, 1, seed.length);
        return typed;
    }

    /// The public key.
    public VerifierKey verifier() {
        return verifier;
    }

    /// Signs a text.
    ///
    /// @param text with its last newline
    /// @param at written into the cosignature of a witness, in seconds; a log's signature has no
    ///   time
    public NoteSignature sign(String text, Instant at) {
        byte[] signed =
                switch (verifier.kind()) {
                    case LOG -> Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8));
                    case WITNESS -> {
                        long seconds = at.getEpochSecond();
                        yield ByteBuffer.allocate(Long.BYTES + Ed25519.SIGNATURE_BYTES)
                                .putLong(seconds)
                                .put(Ed25519.sign(key, VerifierKey.cosigned(seconds, text)))
                                .array();
                    }
                };
        return new NoteSignature(verifier.name(), verifier.id(), signed);
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "private key of " + verifier.name();
    }
}
