package org.opengms.evaluation.snapshot;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opengms.evaluation.snapshot.ProblemReason.Consequence;

/// What was read, and what of it was left out.
///
/// @param rows read, of all tables
/// @param counts how often, by reason
/// @param problems the first of them, at most [#MOST_LISTED]
public record Intake(long rows, Map<ProblemReason, Long> counts, List<Problem> problems) {
    /// So many are listed one by one; all are counted.
    public static final int MOST_LISTED = 1000;

    public Intake {
        EnumMap<ProblemReason, Long> sorted = new EnumMap<>(ProblemReason.class);
        sorted.putAll(counts);
        counts = Collections.unmodifiableMap(sorted);
        problems = List.copyOf(problems);
    }

    /// Rows that are not evaluated.
    public long leftOut() {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().consequence() == Consequence.LEFT_OUT)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
