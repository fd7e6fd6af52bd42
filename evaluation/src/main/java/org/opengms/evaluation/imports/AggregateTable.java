package org.opengms.evaluation.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.opengms.evaluation.imports.AggregateForm.Asked;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Intake;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.Order;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotBuilder;
import org.opengms.evaluation.snapshot.SnapshotDescription;

/// Counts of outcomes by group, as they were published. It answers what counts identify, and
/// nothing else.
///
/// @param asked what the outcomes answer
/// @param fields by which it is broken down
/// @param groups in the order of the table
/// @param isWhole whether every row could be taken: else nothing is said of all groups together
/// @param intake what was read, and what could not be taken
public record AggregateTable(
        Asked asked, List<String> fields, List<Group> groups, boolean isWhole, Intake intake) {
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

    /// One order for each case counted, so that the same run that reads records reads counts.
    /// Fields by which the table is not broken down are not recorded, nor is any day but one: every
    /// order is of the first day of the description, whose source must say so. Partially solved
    /// cases are *no*, as the counts do not keep them apart.
    ///
    /// @param description of the snapshot
    /// @throws IllegalArgumentException OGMS-9127 if cells are hidden or a row could not be taken:
    ///   a snapshot has no bounds, use [#by] and [#all]
    public Snapshot snapshot(SnapshotDescription description) {
        if (!isWhole || groups.stream().anyMatch(g -> !g.counts().isExact())) {
            throw new IllegalArgumentException(
                    "OGMS-9127 Counts with hidden cells or refused rows make no records. Take the yields between bounds, or ask the custodian for a table without holes.");
        }
        SnapshotBuilder builder = new SnapshotBuilder(description);
        long number = 0;
        for (Group group : groups) {
            OutcomeCounts counts = group.counts();
            for (long i = counts.solved().least(); i > 0; i--) {
                builder.add(answered(order(++number, description, group), Solved.YES));
            }
            for (long i = counts.notSolved().least(); i > 0; i--) {
                builder.add(answered(order(++number, description, group), Solved.NO));
            }
            for (long i = counts.missing().least(); i > 0; i--) {
                builder.add(
                        order(++number, description, group)
                                .with(OrderField.RESPONSE, Response.NO_ANSWER));
            }
        }
        return builder.build();
    }

    /// Counts of useful results do not say what for.
    private Order answered(Order order, Solved said) {
        return switch (asked) {
            case SOLVED -> order.with(OrderField.SOLVED, said);
            case USEFUL ->
                    order.with(
                            OrderField.UTILITY,
                            Set.of(said == Solved.YES ? Utility.OTHER : Utility.NONE));
        };
    }

    private Order order(long number, SnapshotDescription description, Group group) {
        Order order =
                new Order("c" + number)
                        .with(OrderField.ORDERED, description.firstDay())
                        .with(OrderField.ENDING, Ending.REPORTED)
                        .with(OrderField.RESPONSE, Response.ANSWERED)
                        .without(OrderField.FOLLOW_UP, Missing.NOT_APPLICABLE);
        if (asked == Asked.USEFUL) {
            order.without(OrderField.SOLVED, Missing.NOT_APPLICABLE);
        }
        group.where().forEach((field, code) -> CodeLists.set(order, field, code));
        return order;
    }

    /// What of the standard protocol such a table answers, measure by measure.
    public List<CountedMeasure> measures() {
        return CountedMeasure.of(asked, fields);
    }
}
