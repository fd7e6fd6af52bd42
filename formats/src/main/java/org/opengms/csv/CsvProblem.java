package org.opengms.csv;

/// A text that cannot be read as comma-separated values. The message says where (row and column as
/// a spreadsheet counts them, and the line of the text), why, and what to do; it repeats nothing of
/// the text.
public final class CsvProblem extends Exception {
    private static final long serialVersionUID = 1;

    CsvProblem(int row, int column, int line, String why) {
        super("row %d, column %d (line %d): %s".formatted(row, column, line, why));
    }
}
