package org.opengms.genome;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/// A source file being read: gunzips it where its first bytes say gzip (BGZF is gzip), and takes
/// its SHA-256 on the way.
final class SourceInput implements AutoCloseable {
    private final Path file;
    private final long totalBytes;
    private final MessageDigest digest;
    private final Counting raw;
    private final InputStream content;

    private SourceInput(Path file) throws IOException {
        this.file = file;
        this.totalBytes = Files.size(file);
        this.digest = sha256();
        this.raw = new Counting(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        PushbackInputStream peek = new PushbackInputStream(new DigestInputStream(raw, digest), 2);
        byte[] magic = peek.readNBytes(2);
        peek.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
        this.content = gzip ? new GZIPInputStream(peek, 1 << 16) : peek;
    }

    static SourceInput open(Path file) throws IOException {
        return new SourceInput(file);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    InputStream content() {
        return content;
    }

    BufferedReader text() {
        return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 1 << 16);
    }

    String name() {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    long doneBytes() {
        return raw.count;
    }

    long totalBytes() {
        return totalBytes;
    }

    /// What was read, after the content has been read to its end.
    SourceFile finish(String role) throws IOException {
        content.transferTo(java.io.OutputStream.nullOutputStream());
        return new SourceFile(role, name(), raw.count, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count++;
            }
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            if (n > 0) {
                count += n;
            }
            return n;
        }
    }
}
