package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Writes many files at once. They are forced to disk side by side, which the file system then does
/// together.
final class BatchWriter implements AutoCloseable {
    private static final int WRITERS = 8;

    private final Disk disk;
    private final @Nullable ExecutorService writers;
    private final Set<Path> knownFolders = new LinkedHashSet<>();

    /// @param sideBySide on threads of its own; otherwise one file after the other
    BatchWriter(Disk disk, boolean sideBySide) {
        this.disk = disk;
        writers =
                sideBySide
                        ? Executors.newFixedThreadPool(
                                WRITERS, Thread.ofPlatform().daemon().factory())
                        : null;
    }

    /// Writes files so that each is whole or as it was, and forces them and their names to disk.
    void write(List<Written> files) throws IOException {
        Set<Path> parents = new LinkedHashSet<>();
        for (Written file : files) {
            Path parent = Objects.requireNonNull(file.file().getParent());
            parents.add(parent);
            if (knownFolders.add(parent)) {
                disk.createFolders(parent);
            }
        }
        inParallel(
                files.stream()
                        .<Step>map(file -> () -> disk.replace(file.file(), file.content()))
                        .toList());
        inParallel(parents.stream().<Step>map(parent -> () -> disk.syncFolder(parent)).toList());
    }

    /// One thing to be done with the disk.
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void inParallel(List<Step> steps) throws IOException {
        ExecutorService pool = writers;
        if (pool == null) {
            for (Step step : steps) {
                step.run();
            }
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        for (Step step : steps) {
            running.add(
                    pool.submit(() -> {
                        step.run();
                        return null;
                    }));
        }
        IOException failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new IOException("interrupted", e);
            } catch (ExecutionException e) {
                IOException cause =
                        e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
                if (failure == null) {
                    failure = cause;
                } else {
                    failure.addSuppressed(cause);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// Tells that a folder was removed.
    void forget(Path folder) {
        knownFolders.remove(folder);
    }

    @Override
    public void close() {
        ExecutorService pool = writers;
        if (pool != null) {
            pool.shutdown();
        }
    }
}
