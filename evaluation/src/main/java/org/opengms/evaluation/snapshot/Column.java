package org.opengms.evaluation.snapshot;

/// A column: one number for each order. From 0 on it is a value (the place in the code list, the
/// number of a word, days since 1970, a count); below 0 it is [why there is none][Missing#stored].
public final class Column {
    private final int[] values;

    Column(int[] values) {
        this.values = values;
    }

    /// What stands in a row.
    ///
    /// @param row from 0
    public int at(int row) {
        return values[row];
    }

    /// Whether a row has a value.
    public boolean isKnown(int row) {
        return values[row] >= 0;
    }
}
