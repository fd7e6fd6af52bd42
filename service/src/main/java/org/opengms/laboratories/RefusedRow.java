package org.opengms.laboratories;

import java.util.Optional;

/// A row that is not taken. It repeats nothing of what stands in it.
///
/// @param line where it stands in the file
/// @param problem why
/// @param column which value, if it is one
/// @param sameAs the line that a repeated row repeats
public record RefusedRow(
        int line, RowProblem problem, Optional<WorkColumn> column, Optional<Integer> sameAs) {
    /// A row that is refused as a whole.
    public static RefusedRow of(int line, RowProblem problem) {
        return new RefusedRow(line, problem, Optional.empty(), Optional.empty());
    }

    /// A row that is refused for one of its values.
    public static RefusedRow of(int line, RowProblem problem, WorkColumn column) {
        return new RefusedRow(line, problem, Optional.of(column), Optional.empty());
    }
}
