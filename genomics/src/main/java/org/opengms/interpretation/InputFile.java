package org.opengms.interpretation;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/// Opens input files that may be gzipped and says in words why one cannot be read.
final class InputFile {
    private InputFile() {}

    static InputStream open(Path file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        if (first != 0x1f || second != 0x8b) {
            return raw;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
        } catch (IOException broken) {
            raw.close();
            throw broken;
        }
    }

    static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case EOFException _ -> "it ends too early: the compressed file is truncated";
            case ZipException _ -> "its compression is damaged";
            case CharacterCodingException _ -> "it is not UTF-8 text";
            default -> "it could not be read";
        };
    }

    /// Where and why a document is not readable as JSON; the parser does not always know the place.
    static String why(JacksonException failure) {
        TokenStreamLocation place = failure.getLocation();
        return failure instanceof StreamConstraintsException
                ? "it is nested too deeply, or a part of it is too long"
                : place == null
                        ? "it is not readable as JSON"
                        : "it is not readable as JSON at line "
                                + place.getLineNr()
                                + ", column "
                                + place.getColumnNr();
    }

    /// Size and SHA-256 of a file as it lies on disk.
    static BundleManifest.Source describe(String role, Path file, String release) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
            }
            return new BundleManifest.Source(
                    role,
                    String.valueOf(file.getFileName()),
                    release,
                    bytes,
                    HexFormat.of().formatHex(digest.digest()));
        } catch (IOException failure) {
            throw new InterpretationException(
                    InterpretationException.Kind.BAD_BUNDLE,
                    file.getFileName() + ": " + why(failure) + ".",
                    failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
