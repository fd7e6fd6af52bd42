package org.opengms.server.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A secret of the server, drawn once and kept in a file that only its owner can read.
public final class SecretFile {
    private SecretFile() {}

    /// Reads the secret, or draws and keeps one.
    ///
    /// @param bytes its length
    /// @throws UncheckedIOException if it cannot be read or written, or has another length
    public static byte[] load(Path file, int bytes, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                byte[] drawn = new byte[bytes];
                random.nextBytes(drawn);
                SystemClients.writePrivately(file, HexFormat.of().formatHex(drawn));
            }
            byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
            if (secret.length != bytes) {
                throw new IOException("it has %d bytes, not %d".formatted(secret.length, bytes));
            }
            return secret;
        } catch (IOException | IllegalArgumentException e) {
            throw new UncheckedIOException(
                    "OGMS-4309 Cannot read or write " + file,
                    e instanceof IOException io ? io : new IOException(e));
        }
    }
}
