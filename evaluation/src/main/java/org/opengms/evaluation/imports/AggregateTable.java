package org.opengms.evaluation.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.evaluation.snapshot.Intake;

/// Counts of outcomes by group, as they were published. It answers what counts identify, and
/// nothing else.
///
/// @param fields by which it is broken down
/// @param groups in the order of the table
/// @param isWhole whether every row could be taken: else nothing is said of all groups together
/// @param intake what was read, and what could not be taken
public record AggregateTable(
        List<String> fields, List<Group> groups, boolean isWhole, Intake intake) {
    public AggregateTable {
        fields = List.copyOf(fields);
        groups = List.copyOf(groups);
    }

    /// One group.
    ///
    /// @param where code by field
    /// @param counts of its outcomes
    public record Group(Map<String, String> where, OutcomeCounts counts) {
        public Group {
            where = Map.copyOf(where);
        }
    }

    /// All groups together; nothing if a row could not be taken.
    public Optional<OutcomeCounts> all() {
        return isWhole
                ? groups.stream().map(Group::counts).reduce(OutcomeCounts::plus)
                : Optional.empty();
    }

    /// Groups put together by one field, in the order of its codes.
    ///
    /// @param field one of [#fields]
    /// @return nothing if a row could not be taken and there are more fields than this: its row may
    ///   belong to any of them
    /// @throws IllegalArgumentException OGMS-9126 if the table is not broken down by it
    public Map<String, OutcomeCounts> by(String field) {
        if (!fields.contains(field)) {
            throw new IllegalArgumentException(
                    "OGMS-9126 The table is not broken down by %s but by %s. Ask its custodian for one that is."
                            .formatted(field, fields));
        }
        Map<String, OutcomeCounts> by = new TreeMap<>();
        if (isWhole || fields.size() == 1) {
            for (Group group : groups) {
                by.merge(
                        group.where().getOrDefault(field, ""), group.counts(), OutcomeCounts::plus);
            }
        }
        return by;
    }

    /// What of the standard protocol such a table answers, measure by measure.
    public List<CountedMeasure> measures() {
        return CountedMeasure.of(fields);
    }
}
