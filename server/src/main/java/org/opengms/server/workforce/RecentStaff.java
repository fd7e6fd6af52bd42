package org.opengms.server.workforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.CompetenceGate;
import org.opengms.workforce.GateStore;
import org.opengms.workforce.ModeChange;
import org.opengms.workforce.StaffStore;
import org.opengms.workforce.TrainingBook;

/// What is known of all staff and of the modes, kept ready in memory. It is caught up with the
/// database when asked, at most once a second, so that what another server recorded holds here
/// within a second; what this server records holds at once.
public final class RecentStaff {
    private static final Duration AGE = Duration.ofSeconds(1);

    private final StaffStore store;
    private final GateStore gates;
    private final CompetenceGate gate;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Instant read = Instant.EPOCH;
    private volatile Map<OdsCode, ModeChange> modes = Map.of();
    private long seen;

    public RecentStaff(StaffStore store, GateStore gates, TrainingBook book, Clock clock) {
        this.store = store;
        this.gates = gates;
        this.gate = new CompetenceGate(book);
        this.clock = clock;
    }

    /// The gate with what is known now.
    public CompetenceGate gate() {
        catchUp();
        return gate;
    }

    /// The modes now.
    public Map<OdsCode, ModeChange> modes() {
        catchUp();
        return modes;
    }

    /// Has the next question read the database.
    public void changed() {
        read = Instant.EPOCH;
    }

    private void catchUp() {
        if (isRecent()) {
            return;
        }
        lock.lock();
        try {
            if (isRecent()) {
                return;
            }
            Instant now = clock.instant();
            long last = store.last();
            if (last > seen) {
                store.changedSince(seen).forEach(gate::put);
                seen = last;
            }
            modes = gates.modes();
            read = now;
        } finally {
            lock.unlock();
        }
    }

    private boolean isRecent() {
        return read.isAfter(clock.instant().minus(AGE));
    }
}
