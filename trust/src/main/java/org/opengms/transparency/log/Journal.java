package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.log.LogProblem.Kind;

/// What was promised and is not yet signed for, in the order of the log: segment files, each named
/// by the index of its first record, of batches that are forced to disk one after the other.
///
/// ```
/// batch  = magic "OGJ1" | first index u64 | records u32 | bytes u32 | CRC-32C of the 20 before u32 | record*
/// record = bytes u32 | CRC-32C u32 | label 32 | salt 32 | canonical JSON
/// ```
///
/// All numbers are big-endian. What is unsound at the very end was never promised and is cut off;
/// what is unsound anywhere else is damage.
final class Journal implements AutoCloseable {
    private static final int MAGIC = 0x4f474a31;
    private static final int HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 8;

    /// A segment that has grown beyond this is followed by a new one, so that what was integrated
    /// can be deleted; in bytes.
    private static final long SEGMENT_BYTES = 4L << 20;

    private final Disk disk;
    private final Path folder;
    private Disk.@Nullable Growing segment;
    private long segmentLength;
    private final List<Long> firsts = new ArrayList<>();
    private long next;

    private Journal(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /// A journal and the records it holds.
    ///
    /// @param first index of the first record
    record Opened(Journal journal, long first, List<JournalRecord> records) {
        Opened {
            records = List.copyOf(records);
        }
    }

    /// What a journal holds, without changing it.
    ///
    /// @param first index of the first record; what comes next where it is empty
    /// @param soundBytes of the last segment; what is behind was never promised
    private record Contents(
            long first, List<JournalRecord> records, List<Long> firsts, long soundBytes) {}

    /// Opens a journal and cuts off what was never promised.
    ///
    /// @param size entries that are signed for: where an empty journal goes on
    static Opened open(Disk disk, Path folder, long size) throws IOException {
        disk.createFolders(folder);
        Contents contents = read(disk, folder, size);
        if (contents.firsts.isEmpty() && size > 0) {
            throw new LogProblem(
                    Kind.JOURNAL_DAMAGED,
                    "The journal in %s is gone, though %d entries were signed for."
                            .formatted(folder, size),
                    null);
        }
        Journal journal = new Journal(disk, folder);
        journal.firsts.addAll(contents.firsts);
        journal.next = contents.first + contents.records.size();
        if (!contents.firsts.isEmpty()) {
            Disk.Growing last = disk.open(journal.segment(contents.firsts.getLast()));
            journal.segment = last;
            journal.segmentLength = contents.soundBytes;
            last.truncate(contents.soundBytes);
            last.force();
        }
        journal.forget(size);
        return new Opened(journal, contents.first, contents.records);
    }

    /// How many records of a journal are not in a tree of `size` entries; changes nothing.
    static long pending(Disk disk, Path folder, long size) throws IOException {
        Contents contents = read(disk, folder, size);
        return Math.max(0, contents.first + contents.records.size() - size);
    }

    private static Contents read(Disk disk, Path folder, long size) throws IOException {
        List<Long> firsts = new ArrayList<>();
        for (Path file : disk.list(folder)) {
            String name = String.valueOf(file.getFileName());
            if (name.matches("[0-9]{20}")) {
                firsts.add(Long.parseLong(name, 10));
            }
        }
        List<JournalRecord> records = new ArrayList<>();
        // Of earlier segments everything is signed for: a crash may have left them half erased.
        int from = 0;
        while (from + 1 < firsts.size() && firsts.get(from + 1) <= size) {
            from++;
        }
        long first = firsts.isEmpty() ? size : firsts.get(from);
        long expected = first;
        long sound = 0;
        for (int i = from; i < firsts.size(); i++) {
            Path file = folder.resolve(name(firsts.get(i)));
            if (firsts.get(i) != expected) {
                throw damaged(file, 0, "it should begin with index " + expected);
            }
            byte[] bytes = disk.read(file);
            int at = 0;
            while (at < bytes.length) {
                List<JournalRecord> batch = batch(bytes, at, expected);
                if (batch.isEmpty()) {
                    break;
                }
                at += length(batch);
                expected += batch.size();
                records.addAll(batch);
            }
            boolean last = i == firsts.size() - 1;
            if (at < bytes.length && (!last || laterBatch(bytes, at, expected))) {
                throw damaged(file, at, "sound batches follow");
            }
            sound = at;
        }
        return new Contents(first, records, firsts, sound);
    }

    private static LogProblem damaged(Path file, long at, String why) {
        return new LogProblem(
                Kind.JOURNAL_DAMAGED,
                "The journal segment %s is damaged at byte %d: %s."
                        .formatted(file.getFileName(), at, why),
                null);
    }

    /// Reads one batch; none if it is not sound.
    private static List<JournalRecord> batch(byte[] bytes, int at, long expected) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, bytes.length - at);
        if (!header(in) || in.getLong(at + 4) != expected) {
            return List.of();
        }
        int count = in.getInt(at + 12);
        int length = in.getInt(at + 16);
        if (count < 1 || length < 0 || bytes.length - at - HEADER_BYTES < length) {
            return List.of();
        }
        ByteBuffer body = ByteBuffer.wrap(bytes, at + HEADER_BYTES, length);
        List<JournalRecord> records = new ArrayList<>();
        while (body.remaining() >= RECORD_HEADER_BYTES) {
            int record = body.getInt();
            int sum = body.getInt();
            if (record < 0 || record > body.remaining()) {
                return List.of();
            }
            ByteBuffer content = body.slice(body.position(), record);
            body.position(body.position() + record);
            if (crc(content.duplicate()) != sum) {
                return List.of();
            }
            records.add(JournalRecord.read(content));
        }
        return body.hasRemaining() || records.size() != count ? List.of() : records;
    }

    private static boolean header(ByteBuffer in) {
        int at = in.position();
        return in.remaining() >= HEADER_BYTES
                && in.getInt(at) == MAGIC
                && in.getInt(at + 20) == crc(in.slice(at, 20));
    }

    /// Whether a sound header of a later batch stands behind an unsound one. The next batch is only
    /// written when the one before is forced to disk: then the unsound one had been promised.
    private static boolean laterBatch(byte[] bytes, int from, long expected) {
        for (int at = from + 1; at + HEADER_BYTES <= bytes.length; at++) {
            ByteBuffer in = ByteBuffer.wrap(bytes, at, bytes.length - at);
            if (header(in) && in.getLong(at + 4) > expected) {
                return true;
            }
        }
        return false;
    }

    private static int length(List<JournalRecord> batch) {
        return HEADER_BYTES + batch.stream().mapToInt(r -> RECORD_HEADER_BYTES + r.length()).sum();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] write(long first, List<JournalRecord> batch) {
        ByteBuffer out = ByteBuffer.allocate(length(batch));
        out.putInt(MAGIC).putLong(first).putInt(batch.size()).putInt(length(batch) - HEADER_BYTES);
        out.putInt(crc(out.slice(0, 20)));
        for (JournalRecord record : batch) {
            int at = out.position();
            out.position(at + RECORD_HEADER_BYTES);
            record.write(out);
            int length = out.position() - at - RECORD_HEADER_BYTES;
            out.putInt(at, length);
            out.putInt(at + 4, crc(out.slice(at + RECORD_HEADER_BYTES, length)));
        }
        return out.array();
    }

    private static String name(long first) {
        return String.format(Locale.ROOT, "%020d", first);
    }

    private Path segment(long first) {
        return folder.resolve(name(first));
    }

    /// Writes a batch and forces it to disk: when this returns, its records are promised.
    ///
    /// @return index of its first record
    /// @throws LogProblem if the disk refused it, and nothing of it stays; or if nobody knows what
    ///   is on disk, and the journal must be opened anew
    synchronized long append(List<JournalRecord> batch) {
        byte[] bytes = write(next, batch);
        Disk.Growing to = growing();
        try {
            to.append(bytes);
        } catch (IOException refused) {
            try {
                to.truncate(segmentLength);
            } catch (IOException alsoRefused) {
                refused.addSuppressed(alsoRefused);
                throw uncertain(refused);
            }
            throw refusal(refused);
        }
        try {
            to.force();
        } catch (IOException unknown) {
            throw uncertain(unknown);
        }
        segmentLength += bytes.length;
        long first = next;
        next += batch.size();
        return first;
    }

    private LogProblem refusal(IOException cause) {
        return new LogProblem(
                Kind.DISK_REFUSED,
                "The journal in %s cannot be written (%s).".formatted(folder, cause.getMessage()),
                cause);
    }

    private LogProblem uncertain(IOException cause) {
        return new LogProblem(
                Kind.DISK_UNCERTAIN,
                "The journal in %s could not be forced to disk (%s)."
                        .formatted(folder, cause.getMessage()),
                cause);
    }

    private Disk.Growing growing() {
        Disk.@Nullable Growing open = segment;
        return open != null && segmentLength < SEGMENT_BYTES ? open : nextSegment();
    }

    /// Begins a new segment, so that the ones before can be forgotten; none if the last is empty.
    synchronized Disk.Growing nextSegment() {
        Disk.@Nullable Growing open = segment;
        if (open != null && segmentLength == 0) {
            return open;
        }
        try {
            Disk.Growing fresh = disk.open(segment(next));
            try {
                fresh.truncate(0);
                disk.syncFolder(folder);
            } catch (IOException e) {
                fresh.close();
                throw e;
            }
            if (open != null) {
                open.close();
            }
            segment = fresh;
            segmentLength = 0;
            if (!firsts.contains(next)) {
                firsts.add(next);
            }
            return fresh;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /// Index of the next record.
    synchronized long next() {
        return next;
    }

    /// Deletes segments of which everything is signed for, but for the one that grows.
    synchronized void forget(long size) throws IOException {
        boolean any = false;
        while (firsts.size() > 1 && firsts.get(1) <= size) {
            disk.shred(segment(firsts.getFirst()));
            firsts.removeFirst();
            any = true;
        }
        if (any) {
            disk.syncFolder(folder);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        Disk.@Nullable Growing open = segment;
        segment = null;
        if (open != null) {
            open.close();
        }
    }
}
