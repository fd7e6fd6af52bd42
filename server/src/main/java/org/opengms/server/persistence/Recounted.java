package org.opengms.server.persistence;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that takes long to count and may be a little old: counted anew after [#REST] times as
/// long as counting took, so that counting takes at most one part in so many of one connection's
/// time. In a small service that is a few milliseconds, with a nation's orders a second or so. Who
/// comes while another counts takes the count before.
///
/// @param <T> what is counted
final class Recounted<T> {
    private static final int REST = 20;

    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted<T> newest;

    /// @param until when it is to be counted again, in nanoseconds of the caller's clock
    private record Counted<T>(T value, long until) {
        boolean isRecent(long now) {
            return now - until < 0;
        }
    }

    /// What was counted last; absent before the first count.
    @Nullable T last() {
        Counted<T> counted = newest;
        return counted == null ? null : counted.value();
    }

    /// What is there now.
    T recent(Supplier<T> count) {
        return recent(System.nanoTime(), count);
    }

    /// What is there at a moment.
    ///
    /// @param now in nanoseconds of a clock that all callers share
    T recent(long now, Supplier<T> count) {
        Counted<T> counted = newest;
        if (counted != null && (counted.isRecent(now) || !counting.tryLock())) {
            return counted.value();
        }
        if (counted == null) {
            counting.lock();
        }
        try {
            Counted<T> meanwhile = newest;
            if (meanwhile != null && meanwhile.isRecent(now)) {
                return meanwhile.value();
            }
            long begin = System.nanoTime();
            T value = count.get();
            long took = System.nanoTime() - begin;
            newest = new Counted<>(value, now + took + REST * took);
            return value;
        } finally {
            counting.unlock();
        }
    }
}
