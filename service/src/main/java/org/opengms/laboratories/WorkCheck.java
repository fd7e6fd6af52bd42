package org.opengms.laboratories;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;

/// What a file of work would be as an import: a dry run. Nothing is kept by it.
///
/// @param laboratory whose work it is
/// @param file what is said of it
/// @param format what it is written in
/// @param rowsRead every order of the file
/// @param rows what would be kept
/// @param onPlatform lines of those that the platform has an order for: they are kept and not
///   counted, because the platform counts them
/// @param known how many of the rows an earlier import in force has
/// @param refused what would not be kept, with the reasons; repeated rows among them
/// @param notes what else is to be said, in sentences
/// @param sameAs the import in force that was made from this very file
/// @param reconciliation against the complete list before; absent for history and for the first
public record WorkCheck(
        OdsCode laboratory,
        WorkFile file,
        WorkFormat format,
        int rowsRead,
        List<WorkRow> rows,
        List<Integer> onPlatform,
        int known,
        List<RefusedRow> refused,
        List<String> notes,
        Optional<Integer> sameAs,
        Optional<Reconciliation> reconciliation) {
    public WorkCheck {
        rows = List.copyOf(rows);
        onPlatform = List.copyOf(onPlatform);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /// How many rows repeat an earlier one of the file.
    public int repeated() {
        return (int) refused.stream().filter(r -> r.problem() == RowProblem.REPEATED).count();
    }

    /// Open orders that are not on the platform, by method and age.
    public Map<TestMethod, Map<AgeBand, Integer>> openByAge() {
        Map<TestMethod, Map<AgeBand, Integer>> counts = new EnumMap<>(TestMethod.class);
        for (WorkRow row : counted()) {
            counts.computeIfAbsent(row.method(), _ -> new EnumMap<>(AgeBand.class))
                    .merge(
                            AgeBand.of(row.received(), Statement.dayOf(file.asOf())),
                            1,
                            Integer::sum);
        }
        return counts;
    }

    /// Rows that wait for their report and that only the laboratory counts.
    List<WorkRow> counted() {
        java.util.Set<Integer> elsewhere = java.util.Set.copyOf(onPlatform);
        return rows.stream()
                .filter(row -> row.status().isOpen() && !elsewhere.contains(row.line()))
                .toList();
    }

    /// How many of the rows have a status.
    public int count(WorkStatus status) {
        return (int) rows.stream().filter(row -> row.status() == status).count();
    }
}
