package org.opengms.region;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/// Writes BGZF (SAM specification, section 4.1): gzip members that each say their own length, ended
/// by the empty end-of-file block.
///
/// Blocks are *stored*, not compressed: what a compressor makes of the same input depends on the
/// library behind the Java runtime, and the same seed must give the same bytes everywhere.
final class BgzfWriter extends OutputStream {
    /// As many bytes as htslib puts into one block.
    private static final int BLOCK = 0xff00;

    private static final int OVERHEAD = 18 + 5 + 8;

    /// An empty block, deflated as the specification prints it: readers look for these very bytes.
    private static final byte[] END_OF_FILE = {
        0x1f,
        (byte) 0x8b,
        8,
        4,
        0,
        0,
        0,
        0,
        0,
        (byte) 0xff,
        6,
        0,
        0x42,
        0x43,
        2,
        0,
        0x1b,
        0,
        3,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0
    };

    private final OutputStream out;
    private final byte[] pending = new byte[BLOCK];
    private int count;

    /// @param out not closed by this writer
    BgzfWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        pending[count++] = (byte) value;
        if (count == BLOCK) {
            block();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, BLOCK - count);
            System.arraycopy(bytes, from, pending, count, taken);
            count += taken;
            from += taken;
            left -= taken;
            if (count == BLOCK) {
                block();
            }
        }
    }

    private void block() throws IOException {
        CRC32 crc = new CRC32();
        crc.update(pending, 0, count);
        out.write(END_OF_FILE, 0, 16);
        little(count + OVERHEAD - 1, 2);
        out.write(1); // the last and only deflate block of this member, stored
        little(count, 2);
        little(~count, 2);
        out.write(pending, 0, count);
        little((int) crc.getValue(), 4);
        little(count, 4);
        count = 0;
    }

    private void little(int value, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            out.write(value >>> (8 * i));
        }
    }

    /// Writes what is pending and the end-of-file block; the stream below stays open.
    @Override
    public void close() throws IOException {
        if (count > 0) {
            block();
        }
        out.write(END_OF_FILE);
        out.flush();
    }
}
