package org.opengms.evaluation.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.opengms.evaluation.imports.AggregateForm.Asked;
import org.opengms.evaluation.imports.AggregateForm.Outcome;
import org.opengms.evaluation.snapshot.Intake;
import org.opengms.evaluation.snapshot.Problem;
import org.opengms.evaluation.snapshot.ProblemReason;

/// Reads a table of counts: disorder × structure × outcome, with hidden cells as such. A row that
/// cannot be taken is told, with line and field; its group is then left out whole, for a group with
/// a hole would have a wrong yield.
public final class AggregateImport {
    private final TableRows table;
    private final AggregateForm form;
    private final Map<ProblemReason, Long> counts = new EnumMap<>(ProblemReason.class);
    private final List<Problem> problems = new ArrayList<>();

    private AggregateImport(TableRows table, AggregateForm form) {
        this.table = table;
        this.form = form;
    }

    /// Reads the table.
    ///
    /// @throws IllegalArgumentException OGMS-9120 if a column is missing
    public static AggregateTable load(TableRows table, AggregateForm form) {
        return new AggregateImport(table, form).load();
    }

    private AggregateTable load() {
        Map<String, Integer> groups = new TreeMap<>();
        form.groups().forEach((field, heading) -> groups.put(field, table.column(heading)));
        int outcome = table.column(form.outcome());
        int count = table.column(form.count());
        // By what is written: two written groups may mean the same one, and are then put together.
        Map<List<String>, Map<Outcome, CountBounds>> cells = new LinkedHashMap<>();
        Map<List<String>, Map<String, String>> meant = new HashMap<>();
        Set<List<String>> spoilt = new HashSet<>();
        boolean whole = true;
        long rows = 0;
        while (table.next()) {
            rows++;
            Optional<Map<String, String>> where = group(groups);
            if (where.isEmpty()) {
                whole = false;
                continue;
            }
            List<String> written = groups.values().stream().map(table::field).toList();
            meant.put(written, where.get());
            Optional<Outcome> what = form.outcomeOf(table.field(outcome));
            Optional<CountBounds> many = form.countOf(table.field(count));
            if (what.isEmpty()) {
                tell(
                        form.outcome(),
                        ProblemReason.OUTSIDE_CODE_LIST,
                        "The form does not say what this outcome means.");
            } else if (many.isEmpty()) {
                tell(
                        form.count(),
                        ProblemReason.WRONG_FORM,
                        "Write a whole number%s or a mark that the form explains."
                                .formatted(
                                        form.roundedTo() == 1
                                                ? ""
                                                : ", a multiple of %d,"
                                                        .formatted(form.roundedTo())));
            } else if (cells.computeIfAbsent(written, _ -> new EnumMap<>(Outcome.class))
                            .putIfAbsent(what.get(), many.get())
                    == null) {
                continue;
            } else {
                tell(
                        form.outcome(),
                        ProblemReason.DUPLICATE_NUMBER,
                        "Another row, above, counts the same cell.");
            }
            spoilt.add(written);
        }
        Map<Map<String, String>, OutcomeCounts> all = new LinkedHashMap<>();
        for (Map.Entry<List<String>, Map<Outcome, CountBounds>> e : cells.entrySet()) {
            if (!spoilt.contains(e.getKey())) {
                Optional<OutcomeCounts> counted = counts(e.getValue());
                if (counted.isPresent()) {
                    all.merge(
                            meant.getOrDefault(e.getKey(), Map.of()),
                            counted.get(),
                            OutcomeCounts::plus);
                } else {
                    tell(
                            form.count(),
                            ProblemReason.CONTRADICTION,
                            "The cells of a group do not add up to its total.");
                    spoilt.add(e.getKey());
                }
            }
        }
        spoilt.forEach(written -> all.remove(meant.getOrDefault(written, Map.of())));
        return new AggregateTable(
                form.asked().orElse(Asked.SOLVED),
                List.copyOf(groups.keySet()),
                all.entrySet().stream()
                        .map(e -> new AggregateTable.Group(e.getKey(), e.getValue()))
                        .toList(),
                whole && spoilt.isEmpty(),
                new Intake(rows, counts, problems));
    }

    private Optional<Map<String, String>> group(Map<String, Integer> columns) {
        Map<String, String> where = new TreeMap<>();
        for (Map.Entry<String, Integer> column : columns.entrySet()) {
            Optional<String> code = form.groupOf(column.getKey(), table.field(column.getValue()));
            if (code.isEmpty()) {
                tell(
                        form.groups().getOrDefault(column.getKey(), column.getKey()),
                        ProblemReason.OUTSIDE_CODE_LIST,
                        "Write one of %s, or give its meaning in the form."
                                .formatted(CodeLists.of(column.getKey())));
                return Optional.empty();
            }
            where.put(column.getKey(), code.get());
        }
        return Optional.of(where);
    }

    private void tell(String field, ProblemReason reason, String advice) {
        counts.merge(reason, 1L, Long::sum);
        if (problems.size() < Intake.MOST_LISTED) {
            problems.add(new Problem(table.name(), table.line(), field, reason, advice));
        }
    }

    /// What the cells of a group say together; nothing if they contradict its total.
    private Optional<OutcomeCounts> counts(Map<Outcome, CountBounds> cells) {
        Map<Outcome, CountBounds> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.TOTAL) {
                CountBounds none =
                        form.outcomes().containsValue(outcome) ? form.absent() : CountBounds.NONE;
                all.put(outcome, cells.getOrDefault(outcome, none));
            }
        }
        CountBounds total = cells.get(Outcome.TOTAL);
        if (total != null) {
            // A hidden cell is what the total leaves for it; twice, for each narrows the others.
            for (int pass = 0; pass < 2; pass++) {
                for (Outcome outcome : List.copyOf(all.keySet())) {
                    CountBounds rest =
                            all.entrySet().stream()
                                    .filter(e -> e.getKey() != outcome)
                                    .map(Map.Entry::getValue)
                                    .reduce(CountBounds.NONE, CountBounds::plus);
                    CountBounds here = all.getOrDefault(outcome, CountBounds.NONE);
                    if (total.most() < rest.least()) {
                        return Optional.empty();
                    }
                    Optional<CountBounds> both = here.and(total.minus(rest));
                    if (both.isEmpty()) {
                        return Optional.empty();
                    }
                    all.put(outcome, both.get());
                }
            }
        }
        return Optional.of(
                new OutcomeCounts(
                        all.getOrDefault(Outcome.YES, CountBounds.NONE),
                        all.getOrDefault(Outcome.NO, CountBounds.NONE)
                                .plus(all.getOrDefault(Outcome.PARTIALLY, CountBounds.NONE)),
                        all.getOrDefault(Outcome.UNKNOWN, CountBounds.NONE)
                                .plus(all.getOrDefault(Outcome.NO_ANSWER, CountBounds.NONE))));
    }
}
