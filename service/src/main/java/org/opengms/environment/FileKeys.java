package org.opengms.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.opengms.metering.ProjectReference;
import org.opengms.transparency.merkle.Hash;

/// What stands for delivered files outside the service: ids that are others for each project, so
/// that two projects cannot compare theirs, and short-lived permissions to fetch one part of one
/// file with one token.
public final class FileKeys {
    /// Length of the key in bytes.
    public static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int TOKEN_BYTES = 32;

    /// Version, whether the header alone, file, end of life, size, token.
    private static final int CONTENT_BYTES = 2 + 16 + 8 + 8 + TOKEN_BYTES;

    private static final byte VERSION = 2;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final byte[] key;
    private final SecureRandom random;

    /// @param key secret, of [#KEY_BYTES]; another makes all ids others
    public FileKeys(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "OGMS-7640 The key of file ids has %d bytes, not %d."
                            .formatted(key.length, KEY_BYTES));
        }
        this.key = key.clone();
        this.random = random;
    }

    /// Leave to fetch a file or its header.
    ///
    /// @param file the service's id of it
    /// @param until when it ends
    /// @param bytes how many there are
    /// @param isHeader whether the bytes are those of the file's header, as text, and not the
    ///   file's
    /// @param token SHA-256 of the access token that it is bound to
    record Leave(UUID file, Instant until, long bytes, boolean isHeader, Hash token) {
        @Override
        public String toString() {
            return "Leave[until %s]".formatted(until);
        }
    }

    /// What a project knows a file by: 32 hexadecimal digits. One block of AES under the project's
    /// own key: each file has another, and an id that was made up stands for no file.
    String id(UUID file, ProjectReference project) {
        return HexFormat.of()
                .formatHex(
                        block(
                                Cipher.ENCRYPT_MODE,
                                project,
                                ByteBuffer.allocate(16)
                                        .putLong(file.getMostSignificantBits())
                                        .putLong(file.getLeastSignificantBits())
                                        .array()));
    }

    /// The file that a project knows by an id, if the id could be one; whether there is such a file
    /// is another question.
    Optional<UUID> file(String id, ProjectReference project) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        ByteBuffer found =
                ByteBuffer.wrap(block(Cipher.DECRYPT_MODE, project, HexFormat.of().parseHex(id)));
        return Optional.of(new UUID(found.getLong(), found.getLong()));
    }

    private byte[] block(int mode, ProjectReference project, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            // One block and no more, so that a fixed first block tells nothing beyond equality,
            // which is meant.
            cipher.init(
                    mode,
                    new SecretKeySpec(derived("file/" + project.value()), "AES"),
                    new IvParameterSpec(new byte[16]));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("OGMS-7641 This JDK has no AES.", e);
        }
    }

    /// Writes a leave as a text that nobody else can read or make.
    String write(Leave leave) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] content =
                ByteBuffer.allocate(CONTENT_BYTES)
                        .put(VERSION)
                        .put((byte) (leave.isHeader() ? 1 : 0))
                        .putLong(leave.file().getMostSignificantBits())
                        .putLong(leave.file().getLeastSignificantBits())
                        .putLong(leave.until().getEpochSecond())
                        .putLong(leave.bytes())
                        .put(leave.token().bytes())
                        .array();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("OGMS-7641 This JDK has no AES.", e);
        }
    }

    /// Reads a leave that [#write] has written; empty if anything of it was changed.
    Optional<Leave> read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != NONCE_BYTES + CONTENT_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            ByteBuffer content =
                    ByteBuffer.wrap(
                            cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES))
                                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
            if (content.get() != VERSION) {
                return Optional.empty();
            }
            boolean isHeader = content.get() != 0;
            UUID file = new UUID(content.getLong(), content.getLong());
            Instant until = Instant.ofEpochSecond(content.getLong());
            long size = content.getLong();
            byte[] token = new byte[TOKEN_BYTES];
            content.get(token);
            return Optional.of(new Leave(file, until, size, isHeader, Hash.of(token)));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("OGMS-7641 This JDK has no AES.", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(derived("leave"), "AES"),
                new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] derived(String use) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(("opengms.org/environment/v1\n" + use).getBytes(UTF_8));
    }
}
