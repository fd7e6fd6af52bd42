package org.opengms.server.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Time that passes only by being waited for.
final class VirtualPace implements Pace {
    private final List<Duration> pauses = new ArrayList<>();
    private long now;
    private Runnable duringPause = () -> {};

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        now += duration.toNanos();
        duringPause.run();
    }

    synchronized void pass(Duration duration) {
        now += duration.toNanos();
    }

    /// Something that happens while the player waits.
    void duringPause(Runnable event) {
        duringPause = event;
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
