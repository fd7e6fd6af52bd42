package org.opengms.server.persistence;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.NetworkState;

/// The state of laboratories as read a moment ago ([Recounted]), for routing, which asks for every
/// order: in milliseconds a figure that is days old cannot have changed much. An instant of the
/// past is read as it was then.
public final class RecentStates implements LaboratoryStates {
    private final LaboratoryStates exact;
    private final Recounted<NetworkState> read = new Recounted<>();

    /// @param exact reads the state of any instant
    public RecentStates(LaboratoryStates exact) {
        this.exact = exact;
    }

    @Override
    public NetworkState at(Instant at) {
        NetworkState last = read.last();
        if (last != null && at.isBefore(last.at())) {
            return exact.at(at);
        }
        long nanos = TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
        return read.recent(nanos, () -> exact.at(at));
    }
}
