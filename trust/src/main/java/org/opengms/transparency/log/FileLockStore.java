package org.opengms.transparency.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignedNote;

/// A lock store in a folder, best on another disk than the log: a file for each origin, named by
/// the SHA-256 of the origin. Safe for several threads and processes of one machine.
public final class FileLockStore implements LockStore {
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path folder;
    private final Disk disk;

    /// @param folder is made if it is not there
    public FileLockStore(Path folder) {
        this(folder, new FileDisk());
    }

    FileLockStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    private Path file(Origin origin) {
        Hash name = Hash.sha256(origin.value().getBytes(StandardCharsets.UTF_8));
        return folder.resolve(HexFormat.of().formatHex(name.bytes())).resolve("checkpoint");
    }

    @Override
    public Optional<SignedNote> load(Origin origin) {
        Path file = file(origin);
        try {
            return disk.exists(file)
                    ? Optional.of(SignedNote.parse(disk.read(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7084 The lock store %s cannot be read. Check its permissions and the disk."
                            .formatted(folder),
                    e);
        }
    }

    @Override
    public boolean compareAndSwap(Origin origin, Optional<SignedNote> expected, SignedNote next) {
        Path file = file(origin);
        try {
            synchronized (IN_THIS_PROCESS) {
                disk.createFolders(parent(file));
                try (Held _ = hold()) {
                    if (!load(origin).equals(expected)) {
                        return false;
                    }
                    disk.replace(file, next.bytes());
                    disk.syncFolder(parent(file));
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7085 The lock store %s cannot be written. Check its permissions and the disk; the checkpoint was not published."
                            .formatted(folder),
                    e);
        }
    }

    private static Path parent(Path file) {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    /// Keeps other processes out; on disks that are not real there are none.
    private Held hold() throws IOException {
        if (!(disk instanceof FileDisk)) {
            return new Held(Optional.empty(), Optional.empty());
        }
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        return new Held(Optional.of(channel), Optional.of(channel.lock()));
    }

    private record Held(Optional<FileChannel> channel, Optional<FileLock> lock)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (lock.isPresent()) {
                lock.get().release();
            }
            if (channel.isPresent()) {
                channel.get().close();
            }
        }
    }
}
