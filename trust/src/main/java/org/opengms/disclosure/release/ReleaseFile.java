package org.opengms.disclosure.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Publications in one file that grows at its end, for its owner alone.
///
/// ```
/// file    = "opengms-releases/v1\n" record*
/// record  = bytes u32 | CRC-32C of bytes u32 | CRC-32C of content u32 | content
/// content = id | project | entity | seconds i64 | nanoseconds u32 | breakdowns u32 | breakdown*
/// breakdown = releases u32 | (label | people)*
/// ```
///
/// Texts are as Java's `DataOutput` writes them, people in RoaringBitmap's portable form, all
/// numbers big-endian. What is unsound at the very end was never kept and is cut off; what is
/// unsound anywhere else is damage, which is never mended by leaving something out.
public final class ReleaseFile implements ReleaseStore, AutoCloseable {
    private static final byte[] HEADER =
            "opengms-releases/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int RECORD_HEADER_BYTES = 12;

    private final Path file;
    private final FileChannel channel;
    private final List<Publication> read = new ArrayList<>();
    private long length;
    private boolean uncertain;

    private ReleaseFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens a file, made if it is not there. Nobody else can have it open.
    ///
    /// @throws IllegalStateException if it is damaged, or open elsewhere
    public static ReleaseFile open(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ReleaseFile opened = new ReleaseFile(file, channel);
            try {
                opened.lock();
                opened.load();
                return opened;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7540 The releases in %s cannot be opened. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }

    private void lock() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // this process has it
        }
        throw new IllegalStateException(
                "OGMS-7541 The releases in %s are open elsewhere. Two registries would not see each other's releases: use one."
                        .formatted(file));
    }

    private void load() throws IOException {
        if (channel.size() < HEADER.length) {
            channel.truncate(0);
            write(ByteBuffer.wrap(HEADER), 0);
            channel.force(true);
        }
        if (!Arrays.equals(bytes(0, HEADER.length), HEADER)) {
            throw damaged(0);
        }
        length = HEADER.length;
        long size = channel.size();
        while (length < size) {
            byte[] content = content(length, size);
            if (content == null) {
                for (long at = length + 1; at + RECORD_HEADER_BYTES < size; at++) {
                    if (content(at, size) != null) {
                        throw damaged(length);
                    }
                }
                channel.truncate(length);
                channel.force(true);
                return;
            }
            read.add(publication(content));
            length += RECORD_HEADER_BYTES + content.length;
        }
    }

    private IllegalStateException damaged(long at) {
        return new IllegalStateException(
                "OGMS-7542 The releases in %s are damaged at byte %d. Bring the file back from a copy: without all earlier releases no new one can be checked."
                        .formatted(file, at));
    }

    /// The content of the record at a place; null if it is not sound.
    private byte @Nullable [] content(long at, long size) throws IOException {
        if (size - at < RECORD_HEADER_BYTES) {
            return null;
        }
        byte[] start = bytes(at, RECORD_HEADER_BYTES);
        ByteBuffer header = ByteBuffer.wrap(start);
        int bytes = header.getInt();
        if (header.getInt() != crc(start, 4)
                || bytes < 0
                || size - at - RECORD_HEADER_BYTES < bytes) {
            return null;
        }
        byte[] content = bytes(at + RECORD_HEADER_BYTES, bytes);
        return header.getInt() == crc(content, bytes) ? content : null;
    }

    private byte[] bytes(long at, int count) throws IOException {
        byte[] bytes = new byte[count];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position()) < 0) {
                throw new IOException("The file became shorter.");
            }
        }
        return bytes;
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
    }

    private static int crc(byte[] bytes, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }

    private static Publication publication(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        String id = in.readUTF();
        String project = in.readUTF();
        String entity = in.readUTF();
        Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
        List<Breakdown> breakdowns = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            List<Release> releases = new ArrayList<>();
            int numbers = in.readInt();
            for (int j = 0; j < numbers; j++) {
                String label = in.readUTF();
                RoaringBitmap people = new RoaringBitmap();
                people.deserialize(in);
                releases.add(new Release(label, people));
            }
            breakdowns.add(new Breakdown(releases));
        }
        return new Publication(id, project, entity, at, breakdowns);
    }

    private static byte[] content(Publication publication) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(publication.id());
        out.writeUTF(publication.project());
        out.writeUTF(publication.entity());
        Instant at = publication.at();
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
        out.writeInt(publication.breakdowns().size());
        for (Breakdown breakdown : publication.breakdowns()) {
            out.writeInt(breakdown.releases().size());
            for (Release release : breakdown.releases()) {
                out.writeUTF(release.label());
                RoaringBitmap people = release.people().clone();
                people.runOptimize();
                people.serialize(out);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public synchronized List<Publication> since(int known) {
        return List.copyOf(read.subList(known, read.size()));
    }

    /// Nobody else has the file open.
    @Override
    public synchronized <T> T alone(Supplier<T> work) {
        return work.get();
    }

    @Override
    public synchronized void append(Publication publication) {
        if (uncertain) {
            throw new IllegalStateException(
                    "OGMS-7543 Nobody knows what is on disk of the releases in %s since writing failed. Check the disk, then open them again."
                            .formatted(file));
        }
        try {
            byte[] content = content(publication);
            byte[] record = new byte[RECORD_HEADER_BYTES + content.length];
            ByteBuffer out = ByteBuffer.wrap(record).putInt(content.length);
            out.putInt(crc(record, 4)).putInt(crc(content, content.length)).put(content);
            uncertain = true;
            write(ByteBuffer.wrap(record), length);
            channel.force(false);
            uncertain = false;
            length += record.length;
            read.add(publication);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7543 A release could not be kept in %s, and is not to be published. Free space, then open the file again."
                            .formatted(file),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-7540 Cannot close " + file, e);
        }
    }
}
