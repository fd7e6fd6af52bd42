package org.opengms.laboratories;

import java.util.List;
import java.util.Map;

/// A list of work as it was written, before its values are understood.
///
/// @param format what it was read from
/// @param lines what can be read further
/// @param refused what cannot
/// @param notes what else is to be said about the file, in sentences
public record WorkTable(
        WorkFormat format, List<Line> lines, List<RefusedRow> refused, List<String> notes) {
    /// The most orders that one file holds.
    public static final int MOST_ROWS = 50_000;

    public WorkTable {
        lines = List.copyOf(lines);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /// One order as written.
    ///
    /// @param line where it stands
    /// @param values without outer blanks; a column that is absent was empty
    public record Line(int line, Map<WorkColumn, String> values) {
        public Line {
            values = Map.copyOf(values);
        }

        String value(WorkColumn column) {
            return values.getOrDefault(column, "");
        }
    }

    /// Every order of the file, refused ones too.
    public int rowsRead() {
        return lines.size() + refused.size();
    }
}
