package org.opengms.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder in which a server keeps everything, locked for one server at a time.
public final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /// Opens the folder, making it if need be, readable by its owner alone.
    ///
    /// @throws UncheckedIOException if it cannot be made
    /// @throws IllegalStateException if another server runs on it
    public static DataDirectory open(Path root) {
        try {
            Path folder = root.toAbsolutePath().normalize();
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("server.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IllegalStateException(
                        "OGMS-4107 Another OpenGMS server runs on %s. Stop it, or choose another folder with --data."
                                .formatted(folder));
            }
            return new DataDirectory(folder, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-4108 Cannot use the data directory " + root + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// The folder itself.
    public Path root() {
        return root;
    }

    /// A sub-folder, made if need be.
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4108 Cannot make the folder " + name, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4109 Cannot release the data directory", e);
        }
    }
}
