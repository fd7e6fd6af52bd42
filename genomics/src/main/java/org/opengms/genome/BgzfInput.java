package org.opengms.genome;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The content of a BGZF file (SAM specification, section 4.1): gzip members of at most 64 KiB that
/// state their size, inflated by several threads ahead of the reader. The file must end with an
/// empty block, or it has been cut.
final class BgzfInput implements AutoCloseable {
    private static final int HEADER = 18;
    private static final int FOOTER = 8;
    private static final int GROUP_BYTES = 1 << 18;

    private final InputStream in;
    private final ExecutorService workers;
    private final int depth;
    private final Deque<Future<byte[]>> ahead = new ArrayDeque<>();
    private boolean ended;
    private boolean lastBlockEmpty;
    private long blocks;

    BgzfInput(InputStream in) {
        this.in = in;
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
        this.depth = threads * 3;
        this.workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("bgzf-", 0).factory());
    }

    /// Whether a gzip header is that of a BGZF block.
    static boolean isBgzf(byte[] head, int length) {
        return length >= HEADER
                && (head[0] & 0xff) == 0x1f
                && (head[1] & 0xff) == 0x8b
                && head[2] == 8
                && (head[3] & 4) != 0
                && head[12] == 'B'
                && head[13] == 'C'
                && head[14] == 2
                && head[15] == 0;
    }

    /// The next stretch of content, null at the end.
    byte @org.jspecify.annotations.Nullable [] next() throws IOException {
        while (true) {
            while (!ended && ahead.size() < depth) {
                byte[] group = readGroup();
                if (group.length > 0) {
                    ahead.add(workers.submit(() -> inflate(group)));
                }
            }
            Future<byte[]> first = ahead.poll();
            if (first == null) {
                return null;
            }
            byte[] content = await(first);
            if (content.length > 0) {
                return content;
            }
        }
    }

    private static byte[] await(Future<byte[]> block) throws IOException {
        try {
            return block.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading a BGZF file", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VcfException refused) {
                throw refused;
            }
            throw new IOException("A BGZF block could not be inflated", e.getCause());
        }
    }

    static VcfException truncated(String reason) {
        return new VcfException(
                VcfException.Kind.TRUNCATED,
                0,
                "",
                reason,
                "Fetch the file again and compare its checksum.");
    }

    /// Whole compressed blocks, one after the other.
    private byte[] readGroup() throws IOException {
        byte[] group = new byte[GROUP_BYTES + (1 << 16)];
        int size = 0;
        while (size < GROUP_BYTES) {
            int n = in.readNBytes(group, size, HEADER);
            if (n == 0) {
                ended = true;
                if (!lastBlockEmpty) {
                    throw truncated(
                            "the BGZF file has no end marker after block "
                                    + blocks
                                    + ": it has been cut.");
                }
                break;
            }
            byte[] head = java.util.Arrays.copyOfRange(group, size, size + HEADER);
            if (!isBgzf(head, n)) {
                throw truncated(
                        n < HEADER
                                ? "the BGZF file ends within block " + (blocks + 1) + "."
                                : "block " + (blocks + 1) + " of the BGZF file is damaged.");
            }
            int blockSize = u16(group, size + 16) + 1;
            int rest = blockSize - HEADER;
            if (rest < FOOTER || in.readNBytes(group, size + HEADER, rest) != rest) {
                throw truncated("the BGZF file ends within block " + (blocks + 1) + ".");
            }
            blocks++;
            size += blockSize;
            lastBlockEmpty = i32(group, size - 4) == 0;
        }
        return java.util.Arrays.copyOf(group, size);
    }

    private static byte[] inflate(byte[] group) {
        int total = 0;
        for (int at = 0; at < group.length; at += u16(group, at + 16) + 1) {
            int size = i32(group, at + u16(group, at + 16) + 1 - 4);
            if (size < 0 || size > 1 << 16) {
                throw truncated("a block of the BGZF file is damaged (size).");
            }
            total += size;
        }
        byte[] content = new byte[total];
        int offset = 0;
        Inflater inflater = new Inflater(true);
        try {
            for (int at = 0; at < group.length; ) {
                int blockSize = u16(group, at + 16) + 1;
                int dataAt = at + 12 + u16(group, at + 10);
                int size = i32(group, at + blockSize - 4);
                inflater.reset();
                inflater.setInput(group, dataAt, at + blockSize - FOOTER - dataAt);
                int done = size == 0 ? 0 : inflater.inflate(content, offset, size);
                CRC32 crc = new CRC32();
                crc.update(content, offset, size);
                if (done != size || (int) crc.getValue() != i32(group, at + blockSize - 8)) {
                    throw truncated("a block of the BGZF file is damaged (checksum).");
                }
                offset += size;
                at += blockSize;
            }
        } catch (DataFormatException | IllegalArgumentException e) {
            throw truncated("a block of the BGZF file is damaged (" + e.getMessage() + ").");
        } finally {
            inflater.end();
        }
        return content;
    }

    private static int u16(byte[] b, int at) {
        return (b[at] & 0xff) | ((b[at + 1] & 0xff) << 8);
    }

    private static int i32(byte[] b, int at) {
        return u16(b, at) | (u16(b, at + 2) << 16);
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        in.close();
    }
}
