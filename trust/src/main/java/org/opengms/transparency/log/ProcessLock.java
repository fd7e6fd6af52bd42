package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.log.LogProblem.Kind;

/// Keeps other processes, and other objects of this one, from the log.
final class ProcessLock {
    static final ProcessLock NONE = new ProcessLock(null);

    private final @Nullable FileChannel channel;

    private ProcessLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    static ProcessLock take(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new ProcessLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(file, e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw inUse(file, null);
    }

    private static LogProblem inUse(Path file, @Nullable Throwable cause) {
        return new LogProblem(
                Kind.IN_USE, "The log is open elsewhere: %s is held.".formatted(file), cause);
    }

    /// The operating system lets go of the lock with the file.
    void close() {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            throw new LogProblem(Kind.DISK_REFUSED, "The lock of the log could not be let go.", e);
        }
    }
}
