package org.opengms.logbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A database in memory that can fail, and be restored from a backup.
final class FakeLogBook implements LogBook {
    private final List<LogRecord> waiting = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final Set<UUID> known = new HashSet<>();
    private @Nullable String identity;
    final List<String> findings = new ArrayList<>();
    int failuresToCome;

    private FakeLogBook() {}

    static FakeLogBook empty() {
        return new FakeLogBook();
    }

    synchronized FakeLogBook backup() {
        FakeLogBook copy = new FakeLogBook();
        copy.waiting.addAll(waiting);
        copy.placed.addAll(placed);
        copy.known.addAll(known);
        copy.identity = identity;
        return copy;
    }

    synchronized void happens(LogRecord record) {
        waiting.add(record);
        known.add(record.id());
    }

    synchronized List<Placed> places() {
        return List.copyOf(placed);
    }

    @Override
    public synchronized List<LogRecord> waiting(int most) {
        return waiting.stream().limit(most).toList();
    }

    @Override
    public synchronized long waitingCount() {
        return waiting.size();
    }

    @Override
    public synchronized Set<UUID> stillWaiting(Set<UUID> ids) {
        Set<UUID> still = new HashSet<>(ids);
        still.retainAll(waiting.stream().map(LogRecord::id).toList());
        return still;
    }

    @Override
    public synchronized void place(List<Placed> more) {
        if (failuresToCome > 0) {
            failuresToCome--;
            throw new IllegalStateException("the connection is lost");
        }
        placed.addAll(more);
        Set<UUID> ids = new HashSet<>();
        more.forEach(place -> place.record().ifPresent(ids::add));
        waiting.removeIf(record -> ids.contains(record.id()));
    }

    @Override
    public synchronized Optional<Placed> last() {
        return placed.isEmpty() ? Optional.empty() : Optional.of(placed.getLast());
    }

    @Override
    public synchronized Set<UUID> known(Set<UUID> ids) {
        Set<UUID> both = new HashSet<>(ids);
        both.retainAll(known);
        return both;
    }

    @Override
    public synchronized String identify(String origin, String key) {
        String noted = identity;
        if (noted == null) {
            noted = origin + " " + key;
            identity = noted;
        }
        return noted;
    }

    @Override
    public synchronized void found(String words) {
        findings.add(words);
    }
}
