package org.opengms.dataset;

import java.util.ArrayList;
import java.util.List;

/// Rows of comma-separated values (RFC 4180): fields may be quoted, a quoted field may hold commas,
/// line breaks and doubled quotes. A row keeps the number that a spreadsheet shows for it.
///
/// @param rows every row, the heading included
record CsvTable(List<Row> rows) {
    /// One row.
    ///
    /// @param number from 1
    /// @param fields as written, quotes removed
    record Row(int number, List<String> fields) {
        /// A field without outer blanks; empty where the row is shorter.
        String field(int column) {
            return column < fields.size() ? fields.get(column).strip() : "";
        }

        boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    /// Reads a text.
    ///
    /// @throws IllegalArgumentException if a quote is left open, or text follows a closing quote
    static CsvTable parse(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        int quotedSince = 0;
        boolean quoted = false;
        boolean closed = false;
        boolean started = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    field.append('"');
                    at++;
                } else {
                    quoted = false;
                    closed = true;
                }
                continue;
            }
            switch (c) {
                case '"' -> {
                    if (closed || !field.isEmpty()) {
                        throw new IllegalArgumentException(
                                "row %d: a quote stands inside a field. Write it twice, and the field in quotes."
                                        .formatted(rows.size() + 1));
                    }
                    quoted = true;
                    started = true;
                    quotedSince = rows.size() + 1;
                }
                case ',' -> {
                    fields.add(field.toString());
                    field.setLength(0);
                    closed = false;
                    started = true;
                }
                case '\r', '\n' -> {
                    if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                        at++;
                    }
                    fields.add(field.toString());
                    rows.add(new Row(rows.size() + 1, List.copyOf(fields)));
                    fields.clear();
                    field.setLength(0);
                    closed = false;
                    started = false;
                }
                default -> {
                    if (closed) {
                        throw new IllegalArgumentException(
                                "row %d: text follows a closing quote. Write a quote inside a field twice."
                                        .formatted(rows.size() + 1));
                    }
                    field.append(c);
                    started = true;
                }
            }
        }
        if (quoted) {
            throw new IllegalArgumentException(
                    "row %d: a quote is opened and never closed.".formatted(quotedSince));
        }
        if (started || !fields.isEmpty()) {
            fields.add(field.toString());
            rows.add(new Row(rows.size() + 1, List.copyOf(fields)));
        }
        return new CsvTable(List.copyOf(rows));
    }
}
