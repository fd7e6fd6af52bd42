package org.opengms.laboratories;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.Statement;

/// Checks a list of work against itself, the platform and the laboratory's imports, and keeps it.
final class WorkReading {
    private final WorkStore work;
    private final TestDirectories directories;

    WorkReading(WorkStore work, TestDirectories directories) {
        this.work = work;
        this.directories = directories;
    }

    WorkCheck check(OdsCode laboratory, WorkTable table, WorkFile file) {
        WorkRules rules = new WorkRules(directories, Statement.dayOf(file.asOf()), file.scope());
        List<RefusedRow> refused = new ArrayList<>(table.refused());
        Map<WorkKey, WorkRow> rows = new LinkedHashMap<>();
        for (WorkTable.Line line : table.lines()) {
            switch (rules.judge(line)) {
                case WorkRules.Judged.Usable(var row) -> {
                    WorkRow first = rows.putIfAbsent(row.key(), row);
                    if (first != null) {
                        refused.add(
                                new RefusedRow(
                                        row.line(),
                                        RowProblem.REPEATED,
                                        Optional.empty(),
                                        Optional.of(first.line())));
                    }
                }
                case WorkRules.Judged.Refused(var row) -> refused.add(row);
            }
        }
        refused.sort(java.util.Comparator.comparingInt(RefusedRow::line));
        return compared(
                new WorkCheck(
                        laboratory,
                        file,
                        table.format(),
                        table.rowsRead(),
                        List.copyOf(rows.values()),
                        List.of(),
                        0,
                        refused,
                        table.notes(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /// The same check with what the platform and the imports know now.
    private WorkCheck compared(WorkCheck check) {
        OdsCode laboratory = check.laboratory();
        Set<String> platform =
                work.onPlatform(
                        laboratory,
                        check.rows().stream().map(WorkRow::reference).collect(Collectors.toSet()));
        return new WorkCheck(
                laboratory,
                check.file(),
                check.format(),
                check.rowsRead(),
                check.rows(),
                check.rows().stream()
                        .filter(row -> platform.contains(row.reference()))
                        .map(WorkRow::line)
                        .toList(),
                work.known(
                                laboratory,
                                check.rows().stream().map(WorkRow::key).collect(Collectors.toSet()))
                        .size(),
                check.refused(),
                check.notes(),
                work.findByDigest(laboratory, check.file().sha256()),
                check.file().scope() == WorkScope.HISTORY
                        ? Optional.empty()
                        : work.findCurrent(laboratory)
                                .map(number -> reconcile(laboratory, number, check.rows())));
    }

    private Reconciliation reconcile(OdsCode laboratory, int previous, List<WorkRow> rows) {
        Map<WorkKey, WorkStatus> before = work.statuses(laboratory, previous);
        Map<WorkKey, WorkStatus> now = new HashMap<>();
        rows.forEach(row -> now.put(row.key(), row.status()));
        int fresh = 0;
        int stillOpen = 0;
        int reopened = 0;
        for (WorkRow row : rows) {
            if (row.status().isOpen()) {
                WorkStatus then = before.get(row.key());
                if (then == null) {
                    fresh++;
                } else if (then.isOpen()) {
                    stillOpen++;
                } else {
                    reopened++;
                }
            }
        }
        int closed = 0;
        List<String> gone = new ArrayList<>();
        for (Map.Entry<WorkKey, WorkStatus> then : before.entrySet()) {
            if (then.getValue().isOpen()) {
                WorkStatus status = now.get(then.getKey());
                if (status == null) {
                    gone.add(then.getKey().reference());
                } else if (!status.isOpen()) {
                    closed++;
                }
            }
        }
        return new Reconciliation(
                previous,
                fresh,
                stillOpen,
                reopened,
                closed,
                gone.size(),
                gone.stream().sorted().limit(Reconciliation.MOST_TOLD).toList());
    }

    LaboratoryAnswer<WorkImport> keep(WorkCheck checked, Said said) {
        WorkCheck check = compared(checked);
        if (check.sameAs().isPresent()) {
            return new LaboratoryAnswer.Refused<>(
                    "OGMS-6528 This very file is import %d already. Nothing was kept again."
                            .formatted(check.sameAs().get()));
        }
        if (check.rows().isEmpty()) {
            return new LaboratoryAnswer.Refused<>(
                    "OGMS-6529 The file has no usable row, so nothing was kept. Mend the rows that were refused.");
        }
        WorkImport kept =
                new WorkImport(
                        check.laboratory(),
                        work.nextNumber(check.laboratory()),
                        check.file(),
                        check.format(),
                        check.rowsRead(),
                        check.rows().size(),
                        check.onPlatform().size(),
                        open(check),
                        check.reconciliation(),
                        said,
                        Optional.empty());
        work.add(kept, check.rows(), new HashSet<>(check.onPlatform()));
        return new LaboratoryAnswer.Done<>(kept);
    }

    private static Map<TestMethod, ImportedQueues.Count> open(WorkCheck check) {
        LocalDate day = Statement.dayOf(check.file().asOf());
        Map<TestMethod, ImportedQueues.Count> open = new EnumMap<>(TestMethod.class);
        for (WorkRow row : check.counted()) {
            int age = (int) ChronoUnit.DAYS.between(row.received(), day);
            open.merge(
                    row.method(),
                    new ImportedQueues.Count(1, Optional.of(age)),
                    (a, b) ->
                            new ImportedQueues.Count(
                                    a.orders() + b.orders(),
                                    Optional.of(
                                            Math.max(
                                                    a.oldestAgeDays().orElse(0),
                                                    b.oldestAgeDays().orElse(0)))));
        }
        return open;
    }
}
