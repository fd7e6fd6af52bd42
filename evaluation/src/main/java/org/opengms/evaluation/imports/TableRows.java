package org.opengms.evaluation.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;

/// A large table, row by row: comma- or tab-separated values in UTF-8 with a heading, quoted as RFC
/// 4180 says, packed by gzip where its name ends in `.gz`. Only one row is held at a time.
public final class TableRows implements AutoCloseable {
    private static final int MOST_CHARS = 1 << 20;
    private static final int MOST_FIELDS = 2000;

    private final String name;
    private final Reader in;
    private final char separator;
    private final char[] buffer = new char[1 << 16];
    private int filled;
    private int at;

    private char[] row = new char[4096];
    private int[] ends = new int[128];
    private int fields;
    private int length;
    private long line = 1;
    private long rowLine = 1;

    private final List<String> heading;

    private TableRows(String name, Reader in, char separator) {
        this.name = name;
        this.in = in;
        this.separator = separator;
        if (!read()) {
            throw refused("is empty: it has no heading");
        }
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            heads.add(plain(i == 0 ? withoutMark(field(0)) : field(i)));
        }
        this.heading = List.copyOf(heads);
    }

    /// Opens a file: tab-separated where it is called `.tsv` or `.txt`, comma-separated otherwise.
    ///
    /// @throws UncheckedIOException if it cannot be read
    /// @throws IllegalArgumentException OGMS-9120 if it has no heading
    public static TableRows open(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean packed = name.endsWith(".gz");
        String plain = packed ? name.substring(0, name.length() - 3) : name;
        try {
            InputStream stored = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            return of(
                    name,
                    reader(packed ? new GZIPInputStream(stored, 1 << 16) : stored),
                    plain.endsWith(".tsv") || plain.endsWith(".txt") ? '\t' : ',');
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9120 Cannot read the table %s. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }

    private static Reader reader(InputStream in) {
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /// Reads from elsewhere.
    ///
    /// @param name what to call it in messages
    /// @param in closed with this
    /// @param separator between fields
    public static TableRows of(String name, Reader in, char separator) {
        return new TableRows(name, in, separator);
    }

    /// What it is called in messages.
    public String name() {
        return name;
    }

    /// The heading of each column in its plain form, see [#plain].
    public List<String> heading() {
        return heading;
    }

    /// A heading as it is compared: small letters and digits with one underscore for whatever else
    /// stood between, so that `Case Solved Family` and `case_solved_family` are the same column.
    public static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
    }

    /// The place of a column; empty if there is none.
    ///
    /// @throws IllegalArgumentException OGMS-9120 if two columns are called so
    public OptionalInt find(String column) {
        String wanted = plain(column);
        int first = heading.indexOf(wanted);
        if (first != heading.lastIndexOf(wanted)) {
            throw refused("has two columns " + wanted);
        }
        return first < 0 ? OptionalInt.empty() : OptionalInt.of(first);
    }

    /// The place of a column.
    ///
    /// @throws IllegalArgumentException OGMS-9120 if there is none, or there are two
    public int column(String column) {
        return find(column)
                .orElseThrow(
                        () -> refused("has no column %s; it has %s".formatted(column, heading)));
    }

    /// Goes to the next row that is not blank; whether there was one.
    ///
    /// @throws IllegalArgumentException OGMS-9120 if a quote is left open, or a row is too long
    public boolean next() {
        while (read()) {
            if (fields > 1 || !field(0).isBlank()) {
                return true;
            }
        }
        return false;
    }

    /// The line of the file on which the row begins, from 1.
    public long line() {
        return rowLine;
    }

    /// Whether the row has as many fields as the heading.
    public boolean isWhole() {
        return fields == heading.size();
    }

    /// How many fields the row has.
    int width() {
        return fields;
    }

    /// A field without outer blanks; empty where the row is shorter.
    public String field(int column) {
        if (column >= fields) {
            return "";
        }
        int from = column == 0 ? 0 : ends[column - 1];
        return new String(row, from, ends[column] - from).strip();
    }

    private static String withoutMark(String first) {
        return first.startsWith("\uFEFF") ? first.substring(1) : first;
    }

    private boolean read() {
        fields = 0;
        length = 0;
        rowLine = line;
        boolean quoted = false;
        boolean any = false;
        int fieldFrom = 0;
        while (true) {
            int c = take();
            if (c < 0) {
                if (quoted) {
                    throw refused("has a quote on line %d that is never closed".formatted(rowLine));
                }
                if (any) {
                    endField();
                }
                return any;
            }
            any = true;
            if (quoted) {
                if (c == '"') {
                    if (peek() == '"') {
                        take();
                        keep('"');
                    } else {
                        quoted = false;
                    }
                } else {
                    line += c == '\n' ? 1 : 0;
                    keep((char) c);
                }
            } else if (c == separator) {
                endField();
                fieldFrom = length;
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && peek() == '\n') {
                    take();
                }
                line++;
                endField();
                return true;
            } else if (c == '"' && length == fieldFrom) {
                quoted = true;
            } else {
                keep((char) c);
            }
        }
    }

    private void keep(char c) {
        if (length == row.length) {
            if (length >= MOST_CHARS) {
                throw refused(
                        "has a row from line %d of more than %,d characters"
                                .formatted(rowLine, MOST_CHARS));
            }
            row = Arrays.copyOf(row, length * 2);
        }
        row[length++] = c;
    }

    private void endField() {
        if (fields == ends.length) {
            if (fields >= MOST_FIELDS) {
                throw refused(
                        "has a row from line %d of more than %,d fields"
                                .formatted(rowLine, MOST_FIELDS));
            }
            ends = Arrays.copyOf(ends, fields * 2);
        }
        ends[fields++] = length;
    }

    private int peek() {
        return fill() ? buffer[at] : -1;
    }

    private int take() {
        return fill() ? buffer[at++] : -1;
    }

    private boolean fill() {
        if (at < filled) {
            return true;
        }
        try {
            filled = in.read(buffer);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "OGMS-9120 The table %s is not UTF-8 near line %d. Save it as UTF-8."
                            .formatted(name, line),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-9120 Cannot read the table " + name + ".", e);
        }
        at = 0;
        return filled > 0;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "OGMS-9120 The table %s %s. Check that it is the right file.".formatted(name, why));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-9120 Cannot close the table " + name + ".", e);
        }
    }
}
