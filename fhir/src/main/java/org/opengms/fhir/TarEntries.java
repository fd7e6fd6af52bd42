package org.opengms.fhir;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The files of a tar archive, one after the other (POSIX.1-2001, ustar; what FHIR packages are).
/// Their names are for telling only: nothing is ever written to them.
final class TarEntries {
    private static final int BLOCK = 512;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE_OFFSET = 156;

    private final InputStream archive;
    private final long largestFile;
    private long mostInAll;

    /// @param archive uncompressed
    /// @param largestFile bytes that one file may have
    /// @param mostInAll bytes that all files together may have
    TarEntries(InputStream archive, long largestFile, long mostInAll) {
        this.archive = archive;
        this.largestFile = largestFile;
        this.mostInAll = mostInAll;
    }

    /// One file of the archive.
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(String name, byte[] content) {}

    /// The next file, or null at the end.
    ///
    /// @throws IOException if the archive ends early, is no tar archive, or is too large
    @Nullable Entry next() throws IOException {
        byte[] header = new byte[BLOCK];
        while (true) {
            int read = archive.readNBytes(header, 0, BLOCK);
            if (read == 0 || isBlank(header)) {
                return null;
            }
            if (read < BLOCK) {
                throw new EOFException("the archive ends within a header");
            }
            long size = size(header);
            mostInAll -= size;
            if (size > largestFile || mostInAll < 0) {
                throw new IOException("the archive holds more than is read");
            }
            byte[] content = archive.readNBytes((int) size);
            if (content.length < size) {
                throw new EOFException("the archive ends within a file");
            }
            archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            byte type = header[TYPE_OFFSET];
            if (type == '0' || type == 0) {
                return new Entry(text(header, 0, 100), content);
            }
        }
    }

    private static boolean isBlank(byte[] header) {
        for (byte each : header) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static long size(byte[] header) throws IOException {
        String octal = text(header, SIZE_OFFSET, SIZE_LENGTH).strip();
        try {
            long size = octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
            if (size < 0) {
                throw new IOException("this is not a tar archive");
            }
            return size;
        } catch (NumberFormatException e) {
            throw new IOException("this is not a tar archive", e);
        }
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }
}
