package org.opengms.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads comma-separated values (RFC 4180): quoted cells may hold separators, doubled quotes and
/// line breaks; lines end in CR LF, LF or CR; a byte order mark is skipped. Rows count records, as
/// a spreadsheet does, not lines.
final class CsvReader {
    private final String name;
    private final String text;
    private final char separator;
    private int at;

    private CsvReader(String name, String text, char separator) {
        this.name = name;
        this.text = text;
        this.separator = separator;
    }

    /// The text of a file.
    ///
    /// @throws DirectoryInputException OGMS-2221 if it is no UTF-8
    static String text(byte[] bytes, String name) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DirectoryInputException(
                    "OGMS-2221 %s is no UTF-8 text. Save the sheet as CSV UTF-8, or give the workbook itself (.xlsx)."
                            .formatted(name),
                    e);
        }
    }

    /// @throws DirectoryInputException OGMS-2221 if a quote is never closed or it is too large
    static SheetTable read(String text, String name, char separator) {
        return new CsvReader(name, text, separator).table();
    }

    private SheetTable table() {
        List<SheetTable.Row> rows = new ArrayList<>();
        int number = 0;
        while (at < text.length()) {
            number++;
            if (number > SheetTable.MOST_ROWS) {
                throw new DirectoryInputException(
                        "OGMS-2221 %s has more than %d rows, so it is no test directory."
                                .formatted(name, SheetTable.MOST_ROWS));
            }
            List<SheetTable.Cell> cells = record(number);
            SheetTable.Row row = new SheetTable.Row(number, cells);
            if (!row.isBlank()) {
                rows.add(row);
            }
        }
        return new SheetTable("", rows);
    }

    private List<SheetTable.Cell> record(int number) {
        List<SheetTable.Cell> cells = new ArrayList<>();
        while (true) {
            SheetTable.Cell cell = SheetTable.Cell.of(cell(number));
            if (cells.size() < SheetTable.MOST_COLUMNS) {
                cells.add(cell);
            } else if (!cell.text().isBlank()) {
                throw new DirectoryInputException(
                        "OGMS-2221 Row %d of %s has more than %d cells, so it is no test directory."
                                .formatted(number, name, SheetTable.MOST_COLUMNS));
            }
            if (at >= text.length()) {
                return cells;
            }
            char after = text.charAt(at++);
            if (after != separator) {
                if (after == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
                return cells;
            }
            if (at == text.length()) {
                return cells;
            }
        }
    }

    /// One cell; leaves `at` on what ends it.
    private String cell(int number) {
        StringBuilder cell = new StringBuilder();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        if (quoted) {
            at++;
            while (true) {
                int quote = text.indexOf('"', at);
                if (quote < 0) {
                    throw new DirectoryInputException(
                            "OGMS-2221 Row %d of %s opens a quote that is never closed. Mend the row, or save the sheet again."
                                    .formatted(number, name));
                }
                cell.append(text, at, quote);
                at = quote + 1;
                if (at < text.length() && text.charAt(at) == '"') {
                    cell.append('"');
                    at++;
                } else {
                    break;
                }
            }
        }
        while (at < text.length() && !endsCell(text.charAt(at))) {
            cell.append(text.charAt(at++));
        }
        return cell.toString();
    }

    private boolean endsCell(char c) {
        return c == separator || c == '\n' || c == '\r';
    }
}
