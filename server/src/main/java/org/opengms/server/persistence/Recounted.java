package org.opengms.server.persistence;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that takes long to count and may be a little old: counted anew after [#REST] times as
/// long as counting took. In a small service that is a few milliseconds, with a nation's orders a
/// second or so. Who comes while another counts takes the count before.
///
/// @param <T> what is counted
final class Recounted<T> {
    /// Counting takes at most one part in this many of one connection's time.
    private static final int REST = 20;

    private final Supplier<T> count;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted<T> newest;

    Recounted(Supplier<T> count) {
        this.count = count;
    }

    /// @param until of [System#nanoTime()], when it is to be counted again
    private record Counted<T>(T value, long until) {
        boolean isRecent() {
            return System.nanoTime() - until < 0;
        }
    }

    /// What was counted last; absent before the first count.
    @Nullable T last() {
        Counted<T> counted = newest;
        return counted == null ? null : counted.value();
    }

    /// What is there.
    T recent() {
        Counted<T> counted = newest;
        if (counted != null && (counted.isRecent() || !counting.tryLock())) {
            return counted.value();
        }
        if (counted == null) {
            counting.lock();
        }
        try {
            Counted<T> meanwhile = newest;
            if (meanwhile != null && meanwhile.isRecent()) {
                return meanwhile.value();
            }
            long begin = System.nanoTime();
            T value = count.get();
            long end = System.nanoTime();
            newest = new Counted<>(value, end + REST * (end - begin));
            return value;
        } finally {
            counting.unlock();
        }
    }
}
