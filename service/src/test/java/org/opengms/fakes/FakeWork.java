package org.opengms.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.OdsCode;
import org.opengms.laboratories.WorkCheck;
import org.opengms.laboratories.WorkImport;
import org.opengms.laboratories.WorkKey;
import org.opengms.laboratories.WorkRow;
import org.opengms.laboratories.WorkScope;
import org.opengms.laboratories.WorkStatus;
import org.opengms.laboratories.WorkStore;

/// Imports in memory. The platform has the orders whose references stand in [#platform].
public final class FakeWork implements WorkStore, ImportedQueues {
    public final Set<String> platform = new HashSet<>();
    public final List<WorkImport> imports = new ArrayList<>();
    public final Map<Integer, List<WorkRow>> rows = new HashMap<>();
    private final Map<UUID, WorkCheck> laidBy = new HashMap<>();

    private List<WorkImport> inForce(OdsCode laboratory) {
        return imports(laboratory, Integer.MAX_VALUE).stream()
                .filter(WorkImport::isInForce)
                .toList();
    }

    @Override
    public void lock(OdsCode laboratory) {}

    @Override
    public Optional<Integer> findByDigest(OdsCode laboratory, String sha256) {
        return inForce(laboratory).stream()
                .filter(i -> i.file().sha256().equals(sha256))
                .map(WorkImport::number)
                .findFirst();
    }

    @Override
    public Optional<Integer> findCurrent(OdsCode laboratory) {
        return inForce(laboratory).stream()
                .filter(i -> i.file().scope() == WorkScope.COMPLETE)
                .map(WorkImport::number)
                .findFirst();
    }

    @Override
    public Map<WorkKey, WorkStatus> statuses(OdsCode laboratory, int number) {
        return rows.getOrDefault(number, List.of()).stream()
                .collect(Collectors.toMap(WorkRow::key, WorkRow::status));
    }

    @Override
    public Set<WorkKey> known(OdsCode laboratory, Set<WorkKey> keys) {
        return inForce(laboratory).stream()
                .flatMap(i -> statuses(laboratory, i.number()).keySet().stream())
                .filter(keys::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> onPlatform(OdsCode laboratory, Set<String> references) {
        return references.stream().filter(platform::contains).collect(Collectors.toSet());
    }

    @Override
    public int nextNumber(OdsCode laboratory) {
        return imports.size() + 1;
    }

    @Override
    public void add(WorkImport kept, List<WorkRow> keptRows, Set<Integer> onPlatform) {
        imports.add(kept);
        rows.put(kept.number(), List.copyOf(keptRows));
    }

    @Override
    public void withdraw(OdsCode laboratory, int number, WorkImport.Withdrawal withdrawal) {
        imports.replaceAll(i ->
                i.number() != number
                        ? i
                        : new WorkImport(
                                i.laboratory(),
                                i.number(),
                                i.file(),
                                i.format(),
                                i.rowsRead(),
                                i.rowsKept(),
                                i.onPlatform(),
                                i.open(),
                                i.reconciliation(),
                                i.said(),
                                Optional.of(withdrawal)));
    }

    @Override
    public Optional<WorkImport> find(OdsCode laboratory, int number) {
        return imports.stream()
                .filter(i -> i.laboratory().equals(laboratory) && i.number() == number)
                .findFirst();
    }

    @Override
    public List<WorkImport> imports(OdsCode laboratory, int most) {
        return imports.reversed().stream()
                .filter(i -> i.laboratory().equals(laboratory))
                .limit(most)
                .toList();
    }

    @Override
    public UUID layBy(WorkCheck check, String actor) {
        UUID id = UUID.randomUUID();
        laidBy.put(id, check);
        return id;
    }

    @Override
    public Optional<WorkCheck> takeUp(UUID id, OdsCode laboratory, String actor) {
        return Optional.ofNullable(laidBy.remove(id));
    }

    @Override
    public List<OpenWork> at(Instant at) {
        return imports.reversed().stream()
                .filter(i ->
                        i.isInForce()
                                && i.file().scope() == WorkScope.COMPLETE
                                && !i.said().at().isAfter(at))
                .limit(1)
                .map(i ->
                        new OpenWork(
                                i.laboratory(), i.number(), i.file().asOf(), i.said(), i.open()))
                .toList();
    }
}
