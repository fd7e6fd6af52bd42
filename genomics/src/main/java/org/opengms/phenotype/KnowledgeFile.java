package org.opengms.phenotype;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// The compiled file: eight bytes `OGMSPHEN`, the format version, the content, and the CRC-32C of
/// all that goes before. Every number is big-endian.
final class KnowledgeFile {
    private static final byte[] MAGIC = "OGMSPHEN".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES;

    private KnowledgeFile() {}

    @FunctionalInterface
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    static void write(Path file, Content content) throws IOException {
        CRC32C sum = new CRC32C();
        try (DataOutputStream out =
                new DataOutputStream(
                        new CheckedOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(file), 1 << 16),
                                sum))) {
            out.write(MAGIC);
            out.writeInt(FORMAT);
            content.write(out);
            out.writeInt((int) sum.getValue());
        }
    }

    /// @throws PhenotypeException OGMS-0306 if the file is missing, foreign, of another format, or
    ///   damaged
    static DataInputStream open(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw refused(file, "there is no such file", missing);
        } catch (IOException failure) {
            throw refused(file, "it could not be read", failure);
        }
        if (bytes.length < HEADER_BYTES + Integer.BYTES
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw refused(file, "it was not made by this program", null);
        }
        int format = ByteBuffer.wrap(bytes).getInt(MAGIC.length);
        if (format != FORMAT) {
            throw refused(file, "its format is " + format + ", this program reads " + FORMAT, null);
        }
        int content = bytes.length - Integer.BYTES;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, content);
        if ((int) sum.getValue() != ByteBuffer.wrap(bytes).getInt(content)) {
            throw refused(file, "it is damaged (its checksum does not match)", null);
        }
        return new DataInputStream(
                new ByteArrayInputStream(bytes, HEADER_BYTES, content - HEADER_BYTES));
    }

    private static PhenotypeException refused(
            Path file, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String text =
                "Phenotype knowledge "
                        + file.getFileName()
                        + " cannot be used: "
                        + why
                        + ". Build the reference bundle again.";
        return cause == null
                ? new PhenotypeException("OGMS-0306", text)
                : new PhenotypeException("OGMS-0306", text, cause);
    }
}
