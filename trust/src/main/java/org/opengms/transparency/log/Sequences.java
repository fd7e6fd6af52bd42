package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.opengms.transparency.log.LogProblem.Kind;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.tiles.Tile;
import org.opengms.transparency.tiles.TileLog;

/// The number that each person's next entry has. Follows from the entries of the log; a file keeps
/// it now and then, so that not all of them must be read again:
///
/// ```
/// magic "OGS1" | size u64 | root 32 | labels u32 | (label 32 | next u64)* | CRC-32C of all before u32
/// ```
final class Sequences {
    private static final int MAGIC = 0x4f475331;
    private static final int HEADER_BYTES = 48;
    private static final int LABEL_BYTES = 40;

    private final Map<PersonLabel, Long> next = new HashMap<>();
    private long savedAt;

    /// What follows from a log.
    ///
    /// @param file may be missing, old or damaged: then more entries are read
    static Sequences load(Disk disk, Path file, TileLog log, long size) throws IOException {
        Sequences sequences = new Sequences();
        if (disk.exists(file)) {
            sequences.read(disk.read(file), log, size);
        }
        for (long index = sequences.savedAt; index < size; ) {
            long number = index / Tile.FULL;
            List<byte[]> entries = log.entries(Tile.entries(number, Tile.width(0, number, size)));
            for (byte[] entry : entries.subList((int) (index % Tile.FULL), entries.size())) {
                sequences.note(entry, index);
                index++;
            }
        }
        return sequences;
    }

    private void note(byte[] bytes, long index) {
        LogEntry entry =
                LogEntry.parse(bytes)
                        .orElseThrow(() ->
                                new LogProblem(
                                        Kind.FORKED,
                                        "Entry %d is none that this service writes."
                                                .formatted(index),
                                        null));
        next.put(entry.label(), entry.sequence() + 1);
    }

    /// Takes what a file says, if it is whole and of this log.
    private void read(byte[] bytes, TileLog log, long size) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES + 4
                || in.getInt() != MAGIC
                || in.getInt(bytes.length - 4) != crc(bytes)) {
            return;
        }
        long at = in.getLong();
        byte[] root = new byte[Hash.BYTES];
        in.get(root);
        int labels = in.getInt();
        if (at > size
                || bytes.length != HEADER_BYTES + LABEL_BYTES * labels + 4
                || !log.proofs(at).root(at).equals(Hash.of(root))) {
            return;
        }
        for (int i = 0; i < labels; i++) {
            byte[] label = new byte[Hash.BYTES];
            in.get(label);
            next.put(new PersonLabel(Hash.of(label)), in.getLong());
        }
        savedAt = at;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        return (int) crc.getValue();
    }

    /// Keeps what is so at a size.
    void save(Disk disk, Path file, long size, Hash root) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + LABEL_BYTES * next.size() + 4);
        out.putInt(MAGIC).putLong(size).put(root.bytes()).putInt(next.size());
        next.forEach((label, number) -> out.put(label.value().bytes()).putLong(number));
        out.putInt(crc(out.array()));
        disk.replace(file, out.array());
        disk.syncFolder(Objects.requireNonNull(file.getParent()));
        savedAt = size;
    }

    /// At which size they were last kept.
    long savedAt() {
        return savedAt;
    }

    /// The number of a person's next entry.
    long next(PersonLabel label) {
        return next.getOrDefault(label, 0L);
    }

    /// Takes over what a batch has changed.
    void putAll(Map<PersonLabel, Long> changed) {
        next.putAll(changed);
    }
}
