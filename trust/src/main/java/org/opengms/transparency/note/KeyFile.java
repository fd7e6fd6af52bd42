package org.opengms.transparency.note;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that hold a secret: for their owner alone, never overwritten, on disk when they are said
/// to be.
public final class KeyFile {
    private KeyFile() {}

    /// Writes a new file.
    ///
    /// @throws IllegalArgumentException if there is one already
    public static void write(Path file, String text) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        owner)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    "OGMS-7015 %s exists already. A key is never overwritten: choose another file."
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7014 The key file %s cannot be written. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }

    /// Reads a file.
    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7014 The key file %s cannot be read. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }
}
