package org.opengms.directory;

import java.util.ArrayList;
import java.util.List;

/// One sheet of a workbook, or a CSV file, as rows of cells.
///
/// @param name of the sheet; empty for a CSV file
/// @param rows in order, those without any cell left out
record SheetTable(String name, List<Row> rows) {
    /// The most rows taken; the national sheet has 620.
    static final int MOST_ROWS = 200_000;

    /// The most columns taken; the national sheet has 8.
    static final int MOST_COLUMNS = 256;

    /// Stands for the value of a formula that the file does not have: some programs leave it to be
    /// calculated.
    static final String NO_VALUE = "#FORMULA!";

    SheetTable {
        rows = List.copyOf(rows);
    }

    /// One row.
    ///
    /// @param number as a spreadsheet counts, from 1
    /// @param cells from the first column on
    /// @param isHidden whether a reader of the sheet does not see it
    record Row(int number, List<Cell> cells, boolean isHidden) {
        Row {
            cells = List.copyOf(cells);
        }

        Row(int number, List<Cell> cells) {
            this(number, cells, false);
        }

        /// The cell in a column; an empty one beyond the last.
        Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        boolean isBlank() {
            return cells.stream().allMatch(c -> c.text().isBlank());
        }

        /// What is in it, for a note.
        String words() {
            List<String> words = new ArrayList<>();
            for (Cell cell : cells) {
                if (!cell.text().isBlank() && !cell.isFromMerge()) {
                    words.add(cell.text().strip());
                }
            }
            String all = String.join(" | ", words);
            return all.length() > 200 ? all.substring(0, 200) + "…" : all;
        }
    }

    /// One cell.
    ///
    /// @param text what a reader of the sheet sees
    /// @param stored what the file holds, where that differs, such as the `5.0999999999999996` of a
    ///   number that shows as 5.1
    /// @param isFromMerge whether the cell is empty and the text that of the merged range it lies
    ///   in
    record Cell(String text, String stored, boolean isFromMerge) {
        static final Cell EMPTY = of("");

        static Cell of(String text) {
            return new Cell(text, text, false);
        }
    }
}
