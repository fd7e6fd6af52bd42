package org.opengms.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Predicate;
import org.opengms.orders.OrderId;
import org.opengms.samples.SequencingFile;

/// Takes sequencing files in. A file is written under `incoming`, made durable, and only then moved
/// to its place, so that what lies there is whole; what a crash leaves under `incoming` is swept
/// away at the next start.
public final class FileReception {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path incoming;
    private final Path kept;
    private final long limitBytes;
    private final Clock clock;

    /// @param folder for all files
    /// @param limitBytes the largest file taken
    public FileReception(Path folder, long limitBytes, Clock clock) {
        try {
            this.incoming = Files.createDirectories(folder.resolve("incoming"));
            this.kept = Files.createDirectories(folder.resolve("sequencing"));
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4401 Cannot make " + folder, e);
        }
        this.limitBytes = limitBytes;
        this.clock = clock;
    }

    /// The file is larger than the service takes.
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(long limitBytes) {
            super(
                    "OGMS-4402 The file is larger than the %d MB that the service takes."
                            .formatted(limitBytes >> 20));
        }
    }

    /// Takes a file in whole.
    ///
    /// @param suffix of its name, such as `.vcf.gz`
    /// @throws TooLarge if it exceeds the limit; nothing is kept
    /// @throws IOException if it could not be taken; nothing is kept
    public SequencingFile receive(OrderId order, InputStream bytes, String suffix)
            throws IOException {
        String id = UUID.randomUUID().toString();
        Path partial = incoming.resolve(id + suffix);
        try {
            MessageDigest digest = sha256();
            long size = write(bytes, partial, digest);
            Path folder = Files.createDirectories(kept.resolve(order.value()));
            Path place = folder.resolve(id + suffix);
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(folder);
            syncFolder(kept);
            return new SequencingFile(
                    id,
                    order,
                    place,
                    HexFormat.of().formatHex(digest.digest()),
                    size,
                    clock.instant());
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// Removes a file that was received but not accepted.
    public void discard(SequencingFile file) throws IOException {
        Files.deleteIfExists(file.path());
    }

    /// Removes what a crash left: unfinished files, and whole files that no record knows.
    ///
    /// @param isKnown whether a record names the file with this id
    /// @return how many were removed
    public int sweep(Predicate<String> isKnown) {
        int removed = 0;
        try {
            try (DirectoryStream<Path> partials = Files.newDirectoryStream(incoming)) {
                for (Path partial : partials) {
                    Files.delete(partial);
                    removed++;
                }
            }
            try (DirectoryStream<Path> orders = Files.newDirectoryStream(kept)) {
                for (Path order : orders) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(order)) {
                        for (Path file : files) {
                            String name = file.getFileName().toString();
                            if (!isKnown.test(name.substring(0, name.indexOf('.')))) {
                                Files.delete(file);
                                removed++;
                            }
                        }
                    }
                }
            }
            return removed;
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4403 Cannot sweep the file folders", e);
        }
    }

    private long write(InputStream bytes, Path partial, MessageDigest digest) throws IOException {
        long size = 0;
        try (FileChannel out =
                FileChannel.open(
                        partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int read;
            while ((read = bytes.read(buffer)) >= 0) {
                size += read;
                if (size > limitBytes) {
                    throw new TooLarge(limitBytes);
                }
                digest.update(buffer, 0, read);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
            }
            out.force(true);
        }
        return size;
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-4404 This JDK has no SHA-256", e);
        }
    }

    /// Whether a file begins as gzip does.
    public static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }
}
