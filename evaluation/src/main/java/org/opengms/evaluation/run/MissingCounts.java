package org.opengms.evaluation.run;

import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.OrderField;

/// How often values of a field are missing, by reason.
final class MissingCounts {
    private final SortedMap<String, long[]> counts = new TreeMap<>();

    /// @param value below 0 as a column holds it, or a value that says nothing, such as unknown
    void add(OrderField<?> field, int value) {
        long[] byReason =
                counts.computeIfAbsent(field.name(), _ -> new long[Missing.values().length + 1]);
        byReason[value < 0 ? -1 - value : byReason.length - 1]++;
    }

    SortedMap<String, Long> all() {
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach((field, byReason) -> {
            for (Missing reason : Missing.values()) {
                long count = byReason[-1 - reason.stored()];
                if (count > 0) {
                    all.put(field + " " + reason.code(), count);
                }
            }
            if (byReason[byReason.length - 1] > 0) {
                all.put(field + " unknown", byReason[byReason.length - 1]);
            }
        });
        return all;
    }
}
