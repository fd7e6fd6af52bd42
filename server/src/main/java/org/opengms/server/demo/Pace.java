package org.opengms.server.demo;

import java.time.Duration;

/// Time as the player sees it.
interface Pace {
    /// Real time.
    Pace REAL =
            new Pace() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public void pause(Duration duration) throws InterruptedException {
                    Thread.sleep(duration);
                }
            };

    /// Nanoseconds since some fixed point.
    long nanoTime();

    /// Waits.
    void pause(Duration duration) throws InterruptedException;

    /// Nanoseconds since an earlier [#nanoTime()].
    default Duration since(long earlierNanos) {
        return Duration.ofNanos(nanoTime() - earlierNanos);
    }
}
