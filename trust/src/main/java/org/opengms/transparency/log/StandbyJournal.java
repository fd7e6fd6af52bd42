package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.log.LogProblem.Kind;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;

/// What is written down where the place it belongs to takes nothing for a while: on disk before
/// [#append] returns, given back in order, bounded. Best on another disk than that place.
///
/// What was taken out is deleted once nothing waits; after a crash before that it is given again,
/// so whoever takes it must know what they have.
///
/// Safe for many threads; one process at a time.
public final class StandbyJournal implements AutoCloseable {
    private static final PersonLabel NOBODY = new PersonLabel(MerkleTree.EMPTY_ROOT);
    private static final byte[] NO_SALT = new byte[SaltedRecord.SALT_BYTES];

    private final Disk disk;
    private final Path folder;
    private final long mostBytes;
    private final ProcessLock lock;
    private final Journal journal;
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    /// Of what waits, and of what was taken out and is not deleted.
    private long bytes;

    private @Nullable LogProblem broken;

    private StandbyJournal(
            Disk disk, Path folder, long mostBytes, ProcessLock lock, Journal.Opened opened) {
        this.disk = disk;
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.lock = lock;
        this.journal = opened.journal();
        for (JournalRecord record : opened.records()) {
            waiting.add(record.record().json());
            bytes += record.length();
        }
    }

    /// Opens a journal, with what waits in it.
    ///
    /// @param folder is made if it is not there
    /// @param mostBytes beyond which nothing more is taken
    /// @throws LogProblem if it is open elsewhere, or damaged
    public static StandbyJournal open(Path folder, long mostBytes) {
        return open(new FileDisk(), folder, mostBytes);
    }

    static StandbyJournal open(Disk disk, Path folder, long mostBytes) {
        try {
            disk.createFolders(folder);
            ProcessLock lock =
                    disk instanceof FileDisk
                            ? ProcessLock.take(folder.resolve("lock"))
                            : ProcessLock.NONE;
            try {
                return new StandbyJournal(
                        disk,
                        folder,
                        mostBytes,
                        lock,
                        Journal.open(disk, folder, taken(disk, folder)));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "The journal in %s cannot be opened (%s).".formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static Path done(Path folder) {
        return folder.resolve("done");
    }

    /// How many records were taken out and may be deleted.
    private static long taken(Disk disk, Path folder) throws IOException {
        Path done = done(folder);
        return disk.exists(done)
                ? Long.parseLong(new String(disk.read(done), StandardCharsets.US_ASCII), 10)
                : 0;
    }

    /// Writes records down.
    ///
    /// @param records of at most [SaltedRecord#MOST_BYTES] each
    /// @throws LogProblem if there is no room, or the disk refuses; then nothing of them stays,
    ///   unless the disk failed to force them
    public synchronized void append(List<byte[]> records) {
        LogProblem known = broken;
        if (known != null) {
            throw known;
        }
        List<JournalRecord> batch = new ArrayList<>(records.size());
        long more = 0;
        for (byte[] record : records) {
            JournalRecord one = new JournalRecord(NOBODY, SaltedRecord.of(NO_SALT, record));
            batch.add(one);
            more += one.length();
        }
        if (bytes + more > mostBytes) {
            throw new LogProblem(
                    Kind.STANDBY_FULL,
                    "%d records wait in the journal in %s, which takes %d bytes."
                            .formatted(waiting.size(), folder, mostBytes),
                    null);
        }
        try {
            journal.append(batch);
        } catch (LogProblem problem) {
            if (problem.kind() == Kind.DISK_UNCERTAIN) {
                broken = problem;
            }
            throw problem;
        }
        bytes += more;
        batch.forEach(one -> waiting.add(one.record().json()));
    }

    /// The records that wait longest, without taking them out.
    ///
    /// @param most how many
    public synchronized List<byte[]> first(int most) {
        return waiting.stream().limit(most).toList();
    }

    /// Takes out the records that waited longest, when they are safe elsewhere.
    ///
    /// @param count how many
    public synchronized void takeOut(int count) {
        for (int i = 0; i < count; i++) {
            waiting.removeFirst();
        }
        if (!waiting.isEmpty()) {
            return;
        }
        try {
            journal.nextSegment();
            disk.replace(
                    done(folder),
                    Long.toString(journal.next()).getBytes(StandardCharsets.US_ASCII));
            disk.syncFolder(folder);
            journal.forget(journal.next());
            bytes = 0;
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "What is safe elsewhere cannot be deleted from the journal in %s (%s)."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    /// How many records wait.
    public synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public synchronized void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "The journal in %s could not be closed in order (%s)."
                            .formatted(folder, e.getMessage()),
                    e);
        } finally {
            lock.close();
        }
    }
}
