package org.opengms.phenotype;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Opens an input file that may be gzipped, and turns what goes wrong into words.
final class TextInput {
    private TextInput() {}

    /// @throws IOException as the file system or the decompressor reports it
    static InputStream open(Path file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        if (first == 0x1f && second == 0x8b) {
            try {
                return new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
            } catch (IOException broken) {
                raw.close();
                throw broken;
            }
        }
        return raw;
    }

    /// Reads UTF-8 strictly: a byte that is no UTF-8 is reported, not replaced.
    static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(open(file), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    /// Says what an [IOException] while reading `file` means to the person who supplied it.
    static PhenotypeException unreadable(Path file, IOException cause) {
        Path name = file.getFileName();
        String reason =
                switch (cause) {
                    case NoSuchFileException _ -> "there is no such file";
                    case EOFException _ -> "it ends too early: the compressed file is truncated";
                    case ZipException _ -> "its compression is damaged";
                    case CharacterCodingException _ -> "it is not UTF-8 text";
                    default -> "it could not be read";
                };
        return new PhenotypeException(
                "OGMS-0302", name + ": " + reason + ". Obtain the file again.", cause);
    }
}
