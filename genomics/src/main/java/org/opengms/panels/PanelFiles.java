package org.opengms.panels;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads gene panels: documents and list pages of the PanelApp API (one file, an array, or a folder
/// of `.json` files) and tables (`id`, `name`, `Gene`, `confidence_level`, `mode_of_inheritance` …
/// by header). Files may be gzipped.
public final class PanelFiles {
    /// The largest file taken, unpacked. The combined table of March 2026 has 4 MB, the largest
    /// document of a panel 2 MB.
    static final int LARGEST_BYTES = 256 << 20;

    private PanelFiles() {}

    /// What was read.
    ///
    /// @param panels panels with what is on them
    /// @param headers panels of list pages, which say nothing of what is on them
    /// @param leftOut what could not be used
    public record Content(List<Panel> panels, List<PanelHeader> headers, List<LeftOut> leftOut) {
        public Content {
            panels = List.copyOf(panels);
            headers = List.copyOf(headers);
            leftOut = List.copyOf(leftOut);
        }
    }

    /// A row or an entry that could not be used.
    ///
    /// @param file name of the file
    /// @param where such as `line 12` or `panel 285, gene 4`
    /// @param why in words
    public record LeftOut(String file, String where, String why) {}

    /// Reads a file or a folder.
    ///
    /// @throws PanelInputException OGMS-0501 if a file is unreadable or of another form
    public static Content read(Path source) {
        List<Panel> panels = new ArrayList<>();
        List<PanelHeader> headers = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Path file : files(source)) {
            Content one = read(bytes(file), String.valueOf(file.getFileName()));
            panels.addAll(one.panels());
            headers.addAll(one.headers());
            leftOut.addAll(one.leftOut());
        }
        return new Content(panels, headers, leftOut);
    }

    /// Reads a file's bytes, unpacked.
    ///
    /// @param name of the file, for messages
    /// @throws PanelInputException OGMS-0501 if they are of another form
    public static Content read(byte[] bytes, String name) {
        int first = 0;
        while (first < bytes.length && Character.isWhitespace(bytes[first])) {
            first++;
        }
        if (first < bytes.length && (bytes[first] == '{' || bytes[first] == '[')) {
            return new PanelDocuments(name).read(bytes);
        }
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new ByteArrayInputStream(bytes),
                                StandardCharsets.UTF_8.newDecoder()))) {
            return new PanelTable(name).read(in);
        } catch (IOException failure) {
            throw new PanelInputException(name, why(failure));
        }
    }

    private static List<Path> files(Path source) {
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        try (Stream<Path> listing = Files.list(source)) {
            return listing.filter(file -> String.valueOf(file.getFileName()).endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new PanelInputException(String.valueOf(source.getFileName()), why(failure));
        }
    }

    private static byte[] bytes(Path file) {
        String name = String.valueOf(file.getFileName());
        try (BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            InputStream in = packed ? new GZIPInputStream(raw) : raw;
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new PanelInputException(
                        name, "it is larger than %d MB".formatted(LARGEST_BYTES >> 20));
            }
            return bytes;
        } catch (IOException failure) {
            throw new PanelInputException(name, why(failure));
        }
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case EOFException _ -> "it ends too early: the compressed file is truncated";
            case ZipException _ -> "its compression is damaged";
            case CharacterCodingException _ -> "it is not UTF-8 text";
            default -> "it could not be read";
        };
    }
}
