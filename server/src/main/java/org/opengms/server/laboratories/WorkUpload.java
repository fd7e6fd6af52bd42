package org.opengms.server.laboratories;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.opengms.laboratories.WorkFile;
import org.opengms.laboratories.WorkScope;

/// A file of work as it reached the service.
public final class WorkUpload {
    private final byte[] bytes;
    private final WorkFile file;

    /// @param bytes its content; not copied
    /// @param name as its sender calls it
    /// @param scope what it claims to be
    /// @param asOf when the list was complete
    public WorkUpload(byte[] bytes, String name, WorkScope scope, Instant asOf) {
        this.bytes = bytes;
        this.file = new WorkFile(name, sha256(bytes), scope, asOf);
    }

    byte[] bytes() {
        return bytes;
    }

    WorkFile file() {
        return file;
    }

    /// Whether it begins as JSON does; FHIR is read in JSON.
    boolean isJson() {
        int most = Math.min(bytes.length, 64);
        String start = new String(bytes, 0, most, StandardCharsets.UTF_8);
        return start.replace("\uFEFF", "").stripLeading().startsWith("{");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-6601 This Java has no SHA-256", e);
        }
    }
}
