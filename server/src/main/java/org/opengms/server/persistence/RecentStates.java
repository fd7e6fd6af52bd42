package org.opengms.server.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.NetworkState;

/// The state of laboratories as read a moment ago, for routing, which asks for every order. It is
/// read again after [#REST] times as long as reading took, so that reading takes at most one part
/// in so many of one connection's time: milliseconds in which a figure that is days old cannot have
/// changed much. An instant of the past is read as it was then.
public final class RecentStates implements LaboratoryStates {
    private static final int REST = 20;

    private final LaboratoryStates exact;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read newest;

    /// @param exact reads the state of any instant
    public RecentStates(LaboratoryStates exact) {
        this.exact = exact;
    }

    /// @param rest how much longer it is used
    private record Read(NetworkState state, Duration rest) {
        boolean serves(Instant at) {
            return !at.isBefore(state.at()) && !at.isAfter(state.at().plus(rest));
        }
    }

    @Override
    public NetworkState at(Instant at) {
        Read read = newest;
        if (read != null && at.isBefore(read.state().at())) {
            return exact.at(at);
        }
        if (read != null && (read.serves(at) || !reading.tryLock())) {
            return read.state();
        }
        if (read == null) {
            reading.lock();
        }
        try {
            Read meanwhile = newest;
            if (meanwhile != null && meanwhile.serves(at)) {
                return meanwhile.state();
            }
            long begin = System.nanoTime();
            NetworkState state = exact.at(at);
            newest = new Read(state, Duration.ofNanos(REST * (System.nanoTime() - begin)));
            return state;
        } finally {
            reading.unlock();
        }
    }
}
