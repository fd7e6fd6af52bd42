package org.opengms.workforce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.infrastructure.OdsCode;

/// Histories of staff in memory.
final class StaffInMemory implements StaffStore {
    private final Map<StaffId, List<StaffEntry>> histories = new LinkedHashMap<>();
    private final List<StaffId> log = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    final List<ImportReceipt> receipts = new ArrayList<>();

    @Override
    public long last() {
        return log.size();
    }

    @Override
    public List<StaffEntry> history(StaffId id) {
        return List.copyOf(histories.getOrDefault(id, List.of()));
    }

    @Override
    public List<StaffMember> changedSince(long number) {
        return log.subList((int) number, log.size()).stream()
                .distinct()
                .map(id -> StaffMember.of(id, history(id)))
                .toList();
    }

    @Override
    public List<StaffId> at(OdsCode organisation) {
        return histories.keySet().stream()
                .filter(id ->
                        StaffMember.of(id, history(id)).employments().keySet().stream()
                                .anyMatch(o -> o.isOrPartOf(organisation)))
                .toList();
    }

    @Override
    public Kept append(
            StaffMember after, List<StaffEntry> added, long known, Optional<String> key) {
        if (known != last()) {
            return Kept.FASTER;
        }
        if (key.filter(k -> !keys.add(k)).isPresent()) {
            return Kept.TAKEN_BEFORE;
        }
        for (StaffEntry entry : added) {
            histories.computeIfAbsent(after.id(), _ -> new ArrayList<>()).add(entry);
            log.add(after.id());
        }
        return Kept.KEPT;
    }

    @Override
    public void imported(ImportReceipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public List<ImportReceipt> imports(OdsCode organisation, int most) {
        return receipts.stream().filter(r -> r.organisation().equals(organisation)).toList();
    }
}
