package org.opengms.evaluation.snapshot;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Rows of a large table (RFC 4180), one after the other.
final class CsvRows {
    private static final int MOST_LENGTH = 10_000;

    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private long line = 1;
    private long nextLine = 1;
    private final StringBuilder field = new StringBuilder();

    CsvRows(Reader in) {
        this.in = in;
    }

    /// Line on which the row that was read last begins, from 1.
    long line() {
        return line;
    }

    /// The next row; an empty list at the end.
    ///
    /// @throws IllegalArgumentException if a field in quotes is never closed, or one is too long
    List<String> next() throws IOException {
        List<String> fields = new ArrayList<>(40);
        line = nextLine;
        field.setLength(0);
        boolean quotes = false;
        boolean any = false;
        while (true) {
            int c = read();
            if (c < 0) {
                if (quotes) {
                    throw new IllegalArgumentException(
                            "line %d: a quote is opened and never closed.".formatted(line));
                }
                if (any) {
                    fields.add(field.toString());
                }
                return fields;
            }
            any = true;
            if (quotes) {
                if (c == '"') {
                    if (peek() == '"') {
                        at++;
                        append('"');
                    } else {
                        quotes = false;
                    }
                } else {
                    nextLine += c == '\n' ? 1 : 0;
                    append((char) c);
                }
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                nextLine++;
                fields.add(field.toString());
                return fields;
            } else if (c == '"' && field.isEmpty()) {
                quotes = true;
            } else if (c != '\r' || peek() != '\n') {
                append((char) c);
            }
        }
    }

    private void append(char c) {
        if (field.length() == MOST_LENGTH) {
            throw new IllegalArgumentException(
                    "line %d: a field is longer than %,d signs.".formatted(line, MOST_LENGTH));
        }
        field.append(c);
    }

    private int peek() throws IOException {
        return fill() ? buffer[at] : -1;
    }

    private int read() throws IOException {
        return fill() ? buffer[at++] : -1;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(in.read(buffer), 0);
        }
        return end > 0;
    }
}
