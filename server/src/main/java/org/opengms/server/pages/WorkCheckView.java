package org.opengms.server.pages;

import java.util.List;
import java.util.Map;
import org.opengms.directory.TestMethod;
import org.opengms.laboratories.AgeBand;
import org.opengms.laboratories.RefusedRow;
import org.opengms.laboratories.WorkCheck;
import org.opengms.laboratories.WorkColumn;
import org.opengms.laboratories.WorkFormat;

/// What a file of work would be as an import, before it is confirmed.
///
/// @param laboratory its name
/// @param id by which it is confirmed
/// @param check what was found
public record WorkCheckView(String laboratory, String id, WorkCheck check) {
    /// How many refused rows are shown.
    private static final int MOST_REFUSED = 100;

    /// The refused rows that are shown.
    public List<RefusedRow> refused() {
        return check.refused().stream().limit(MOST_REFUSED).toList();
    }

    /// How many refused rows are not shown.
    public int refusedBeyond() {
        return Math.max(0, check.refused().size() - MOST_REFUSED);
    }

    /// Whether there is something to keep.
    public boolean canBeKept() {
        return !check.rows().isEmpty() && check.sameAs().isEmpty();
    }

    /// What a row is called in its file.
    public String rowWord() {
        return check.format() == WorkFormat.CSV ? "Row" : "Entry";
    }

    /// The column that a row was refused for; empty if it was no single one.
    public static String column(RefusedRow row) {
        return row.column().map(WorkColumn::heading).orElse("");
    }

    /// Why a row is not taken.
    public static String why(RefusedRow row) {
        return row.problem().words() + row.sameAs().map(" That is row %d."::formatted).orElse("");
    }

    /// Open orders of a method and an age.
    public static int count(Map.Entry<TestMethod, Map<AgeBand, Integer>> method, AgeBand band) {
        return method.getValue().getOrDefault(band, 0);
    }

    /// Open orders that only the laboratory counts.
    public int open() {
        return check.openByAge().values().stream()
                .flatMap(bands -> bands.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
