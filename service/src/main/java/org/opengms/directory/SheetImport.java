package org.opengms.directory;

import java.util.List;

/// What came of reading the national sheet: the directory, and everything that was changed or left
/// out on the way.
///
/// @param directory as read
/// @param rules name of the rules it was read by
/// @param sheet name of the sheet in its workbook; empty for a CSV file
/// @param rows how many rows stood under the heading, blank ones not counted
/// @param notes every change that was made to a value, and what else is worth knowing, by row
/// @param unusable rows that could not be used
public record SheetImport(
        TestDirectory directory,
        String rules,
        String sheet,
        int rows,
        List<Note> notes,
        List<UnusableRow> unusable) {
    public SheetImport {
        notes = List.copyOf(notes);
        unusable = List.copyOf(unusable);
    }

    /// A change to a value, or something left aside.
    ///
    /// @param row as a spreadsheet counts, from 1; 0 where it is about no row
    /// @param column its name in words; empty where it is about no column
    /// @param asWritten what the file holds
    /// @param asRead what was made of it; empty where it was left aside
    /// @param rule why
    public record Note(int row, String column, String asWritten, String asRead, NoteRule rule) {}

    /// A row that could not be used.
    ///
    /// @param row as a spreadsheet counts, from 1
    /// @param words what is in it, shortened
    /// @param reason why it could not be used, and what to do
    public record UnusableRow(int row, String words, String reason) {}

    /// The rules by which values are changed or left aside.
    public enum NoteRule {
        NUMBER_AS_SHOWN(
                "a number is read as it is shown, not as it is stored; a date as year, month and day"),
        MERGED_CELL("an empty cell takes the value of the merged range that it lies in"),
        OUTER_BLANKS("blanks at the ends are removed"),
        INNER_BLANKS("runs of blanks and line breaks become one blank"),
        CAPITAL_CODE("letters of codes are capitals"),
        MISSPELLING("a known misspelling or other wording is written as known"),
        KNOWN_SPELLING("a known value in other case is written as known"),
        ONE_NAME("an indication has one name: the first in the sheet"),
        UNKNOWN_METHOD(
                "the rules do not know the method: it is kept as written and routed as another method"),
        SPREADSHEET_ERROR("an error of a formula is no value: it is left aside"),
        HIDDEN_ROW("the row is hidden in the workbook: it is read like any other"),
        NOT_A_COLUMN("the rules do not know the column: it is not read"),
        BEFORE_HEADING("the row stands before the heading: it is not read"),
        HEADING_AGAIN("the row repeats the heading: it is not read"),
        OTHER_SHEET("the sheet has no heading of a test directory: it is not read");

        private final String words;

        NoteRule(String words) {
            this.words = words;
        }

        /// The rule in a sentence.
        public String words() {
            return words;
        }
    }
}
