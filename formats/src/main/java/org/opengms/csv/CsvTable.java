package org.opengms.csv;

import java.util.ArrayList;
import java.util.List;

/// Rows of comma-separated values (RFC 4180): fields may be quoted, a quoted field may hold
/// separators, line breaks and doubled quotes; lines end in CR LF, LF or CR; a byte order mark is
/// skipped. A row keeps the number that a spreadsheet shows for it.
///
/// @param rows every row, blank ones and the heading included
public record CsvTable(List<Row> rows) {
    public CsvTable {
        rows = List.copyOf(rows);
    }

    /// One row.
    ///
    /// @param number from 1
    /// @param fields as written, quotes removed
    public record Row(int number, List<String> fields) {
        public Row {
            fields = List.copyOf(fields);
        }

        /// A field without outer blanks; empty where the row is shorter.
        public String field(int column) {
            return column < fields.size() ? fields.get(column).strip() : "";
        }

        /// Whether nothing stands in it.
        public boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    /// What is made of a quote that RFC 4180 has no place for: inside a field without quotes, or
    /// followed by text where a field in quotes has ended.
    public enum StrayQuotes {
        /// They are told as a problem, for sheets in which they mean a mistake.
        REFUSED,
        /// They and what follows belong to the field, as spreadsheets read them.
        KEPT
    }

    /// How a text is to be read.
    ///
    /// @param separator between fields
    /// @param mostRows the most rows taken, blank ones counted
    /// @param mostColumns the most fields of a row taken; blank ones beyond are left out
    public record Form(char separator, StrayQuotes strayQuotes, int mostRows, int mostColumns) {}

    /// Reads a text.
    ///
    /// @throws CsvProblem if a quote is left open, stands where it may not, or there is too much
    public static CsvTable parse(String text, Form form) throws CsvProblem {
        return new Parsing(text, form).table();
    }

    private static final class Parsing {
        private final String text;
        private final Form form;
        private final List<Row> rows = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private int column = 1;
        private int line = 1;
        private int at;

        /// Whether the field was in quotes and they are closed.
        private boolean closed;

        Parsing(String text, Form form) {
            this.text = text;
            this.form = form;
            this.at = text.startsWith("\uFEFF") ? 1 : 0;
        }

        CsvTable table() throws CsvProblem {
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == form.separator()) {
                    endField();
                } else if (c == '\n' || c == '\r') {
                    endOfLine(c);
                    endRow();
                } else if (c == '"' && !closed && field.isEmpty()) {
                    quoted();
                } else if (form.strayQuotes() == StrayQuotes.REFUSED && (closed || c == '"')) {
                    throw problem(
                            closed
                                    ? "text follows a closing quote. Write a quote inside a field twice."
                                    : "a quote stands inside a field. Write it twice, and the field in quotes.");
                } else {
                    field.append(c);
                }
            }
            if (column > 1 || closed || !field.isEmpty()) {
                endRow();
            }
            return new CsvTable(rows);
        }

        /// The rest of a field whose opening quote was read, up to its closing one.
        private void quoted() throws CsvProblem {
            int since = line;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    if (c == '\n' || c == '\r') {
                        int from = at - 1;
                        endOfLine(c);
                        field.append(text, from, at);
                    } else {
                        field.append(c);
                    }
                } else if (at < text.length() && text.charAt(at) == '"') {
                    field.append('"');
                    at++;
                } else {
                    closed = true;
                    return;
                }
            }
            line = since;
            throw problem(
                    "a quote is opened and never closed. Close it, or save the sheet as CSV again.");
        }

        /// Counts a line, and skips the second half of CR LF.
        private void endOfLine(char c) {
            line++;
            if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
        }

        private void endField() throws CsvProblem {
            if (fields.size() < form.mostColumns()) {
                fields.add(field.toString());
            } else if (!field.toString().isBlank()) {
                throw problem(
                        "the row has more than %d fields. Check that this is the right sheet."
                                .formatted(form.mostColumns()));
            }
            field.setLength(0);
            closed = false;
            column++;
        }

        private void endRow() throws CsvProblem {
            endField();
            if (rows.size() == form.mostRows()) {
                column = 1;
                throw problem(
                        "there are more than %d rows. Check that this is the right sheet."
                                .formatted(form.mostRows()));
            }
            rows.add(new Row(rows.size() + 1, fields));
            fields.clear();
            column = 1;
        }

        private CsvProblem problem(String why) {
            return new CsvProblem(rows.size() + 1, column, line, why);
        }
    }
}
