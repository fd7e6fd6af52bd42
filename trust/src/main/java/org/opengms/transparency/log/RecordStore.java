package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.opengms.transparency.log.LogProblem.Kind;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.Tile;

/// Salts and records by index, apart from the log, so that they can be erased while the tree stays
/// as it is. A file for each 256 of them:
///
/// ```
/// magic "OGR1" | records u32 | record* | CRC-32C of all before u32
/// record = bytes u32 | salt 32 | canonical JSON     (0 bytes and nothing else: erased)
/// ```
final class RecordStore {
    private static final int MAGIC = 0x4f475231;

    private final Disk disk;
    private final Path folder;

    RecordStore(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    private Path file(long number) {
        return folder.resolve(Tile.numberPath(number).substring(1) + ".records");
    }

    /// The files to be written so that records from an index on are kept; what is kept of earlier
    /// ones stays.
    ///
    /// @param first index of the first record
    List<Written> put(long first, List<SaltedRecord> records) throws IOException {
        List<Written> files = new ArrayList<>();
        int done = 0;
        while (done < records.size()) {
            long index = first + done;
            long number = index / Tile.FULL;
            int slot = (int) (index % Tile.FULL);
            List<Optional<SaltedRecord>> slots = new ArrayList<>();
            if (slot > 0) {
                List<Optional<SaltedRecord>> known = read(number);
                if (known.size() < slot) {
                    throw new LogProblem(
                            Kind.RECORDS_DAMAGED,
                            "%s holds %d records, where %d are in the tree."
                                    .formatted(file(number), known.size(), slot),
                            null);
                }
                slots.addAll(known.subList(0, slot));
            }
            while (slots.size() < Tile.FULL && done < records.size()) {
                slots.add(Optional.of(records.get(done)));
                done++;
            }
            files.add(new Written(file(number), write(slots)));
        }
        return files;
    }

    /// A record.
    ///
    /// @return empty if it was erased
    Optional<SaltedRecord> find(long index) {
        return slots(index, index + 1).getFirst();
    }

    /// Records from one index to before another, without those that were erased.
    void forEach(long first, long until, Consumer<SaltedRecord> to) {
        for (long index = first; index < until; ) {
            long next = Math.min(until, (index / Tile.FULL + 1) * Tile.FULL);
            slots(index, next).forEach(slot -> slot.ifPresent(to));
            index = next;
        }
    }

    /// Records of one file.
    private List<Optional<SaltedRecord>> slots(long first, long until) {
        try {
            List<Optional<SaltedRecord>> slots = read(first / Tile.FULL);
            int from = (int) (first % Tile.FULL);
            int wanted = from + (int) (until - first);
            if (wanted > slots.size()) {
                throw new LogProblem(
                        Kind.NO_RECORD,
                        "There is no record %d."
                                .formatted(first - from + Math.max(from, slots.size())),
                        null);
            }
            return slots.subList(from, wanted);
        } catch (IOException e) {
            throw unreadable(first, e);
        }
    }

    private LogProblem unreadable(long index, IOException cause) {
        return new LogProblem(
                Kind.RECORDS_DAMAGED,
                "%s cannot be read or written.".formatted(file(index / Tile.FULL)),
                cause);
    }

    /// Erases salt and record: the file is written anew without them, and the old one's bytes are
    /// overwritten. What is begun is noted, so that a crash does not leave the old file behind.
    void erase(long index) {
        try {
            Path intent = intent();
            disk.replace(intent, Long.toString(index).getBytes(StandardCharsets.US_ASCII));
            disk.syncFolder(folder);
            eraseNoted(index);
            disk.delete(intent);
            disk.syncFolder(folder);
        } catch (IOException e) {
            throw unreadable(index, e);
        }
    }

    private Path intent() {
        return folder.resolve("erasing");
    }

    /// Ends an erasure that a crash interrupted.
    void finishErasure() throws IOException {
        Path intent = intent();
        if (!disk.exists(intent)) {
            return;
        }
        long index = Long.parseLong(new String(disk.read(intent), StandardCharsets.US_ASCII), 10);
        Path old = old(file(index / Tile.FULL));
        if (find(index).isEmpty() && disk.exists(old)) {
            disk.shred(old);
        }
        erase(index);
    }

    private static Path old(Path file) {
        return file.resolveSibling(file.getFileName() + ".old");
    }

    private void eraseNoted(long index) {
        try {
            long number = index / Tile.FULL;
            List<Optional<SaltedRecord>> slots = new ArrayList<>(read(number));
            int slot = (int) (index % Tile.FULL);
            if (slot >= slots.size()) {
                throw new LogProblem(
                        Kind.NO_RECORD, "There is no record %d.".formatted(index), null);
            }
            slots.set(slot, Optional.empty());
            Path file = file(number);
            Path old = old(file);
            Path folderOfFile = Objects.requireNonNull(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            disk.write(fresh, write(slots));
            disk.link(file, old);
            disk.move(fresh, file);
            disk.syncFolder(folderOfFile);
            disk.shred(old);
            disk.syncFolder(folderOfFile);
        } catch (IOException e) {
            throw unreadable(index, e);
        }
    }

    private List<Optional<SaltedRecord>> read(long number) throws IOException {
        Path file = file(number);
        if (!disk.exists(file)) {
            return List.of();
        }
        byte[] bytes = disk.read(file);
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.getInt() != MAGIC || in.getInt(bytes.length - 4) != crc(bytes)) {
                throw damaged(file);
            }
            List<Optional<SaltedRecord>> slots = new ArrayList<>();
            int count = in.getInt();
            for (int i = 0; i < count; i++) {
                int length = in.getInt();
                if (length == 0) {
                    slots.add(Optional.empty());
                    continue;
                }
                byte[] salt = new byte[SaltedRecord.SALT_BYTES];
                byte[] json = new byte[length - SaltedRecord.SALT_BYTES];
                in.get(salt).get(json);
                slots.add(Optional.of(SaltedRecord.of(salt, json)));
            }
            return slots;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw damaged(file);
        }
    }

    private static LogProblem damaged(Path file) {
        return new LogProblem(
                Kind.RECORDS_DAMAGED,
                "%s has other bytes than were written.".formatted(file),
                null);
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        return (int) crc.getValue();
    }

    private static byte[] write(List<Optional<SaltedRecord>> slots) {
        int length = 12;
        for (Optional<SaltedRecord> slot : slots) {
            length += 4 + slot.map(r -> Hash.BYTES + r.json().length).orElse(0);
        }
        ByteBuffer out = ByteBuffer.allocate(length).putInt(MAGIC).putInt(slots.size());
        for (Optional<SaltedRecord> slot : slots) {
            out.putInt(slot.map(r -> Hash.BYTES + r.json().length).orElse(0));
            slot.ifPresent(r -> out.put(r.salt().bytes()).put(r.json()));
        }
        out.putInt(crc(out.array()));
        return out.array();
    }
}
